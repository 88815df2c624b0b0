//! Claims of a side ("gifts fall with a larger grant"): members are moved to where they are met. No size was
//! observed, so that such a claim cannot be assimilated as a number: a member that meets it amply is no worse
//! than one that just meets it.
//!
//! The filter of two steps (Anderson 2003; by ranks 2010) holds for any likelihood of one quantity. What
//! members show is brought to the normal scale by its ranks; there their distribution is cut off at the side,
//! each member going to the same quantile of what is left; and all else follows by its regression on that
//! scale, as far as the correlation is sure. In a linear Gaussian world with many members that gives the
//! truncated posterior. What everybody meets moves nobody, and what is met after a step is moved no further.

use crate::random::normal_quantile;
use crate::stats::Moments;
use crate::study::plausible::smoother::{AssimilationStep, Misfits, assimilate, sure_covariance};

/// How far each member meets a claim, above 0 where it does; `None` where that does not exist.
pub(crate) type Margins = Vec<Option<f64>>;

/// One step towards the rows, and towards the sides of claims: `margins[claim][member]`. What the rows move is
/// also what members will show of the claims, so that both go through the step together.
pub(crate) fn assimilate_with_sides(
    places: &mut [Vec<f64>],
    misfits: &[Misfits],
    margins: &[Margins],
    step: AssimilationStep,
) {
    let width = places.first().map_or(0, Vec::len);
    for scores in margins.iter().map(|margins| scores(margins)) {
        places.iter_mut().zip(scores).for_each(|(state, score)| state.push(score));
    }
    assimilate(places, misfits, step);
    for (at, margins) in margins.iter().enumerate() {
        let now = places.iter().zip(margins).map(|(state, margin)| margin.map(|_| state[width + at]));
        let now: Margins = now.collect();
        constrain(places, &now);
    }
    places.iter_mut().for_each(|state| state.truncate(width));
}

/// Margins on the normal scale of their ranks, the side at 0; 0 where there is none. An outlier is then no
/// more than the last of all.
fn scores(margins: &[Option<f64>]) -> Vec<f64> {
    let there: Vec<(usize, f64)> = ranked(margins);
    let n = there.len() as f64;
    let out = there.iter().filter(|(_, margin)| *margin <= 0.0).count() as f64;
    let side = normal_quantile((out + 0.5) / (n + 1.0));
    let mut scores = vec![0.0; margins.len()];
    for (rank, (member, _)) in there.iter().enumerate() {
        scores[*member] = normal_quantile((rank as f64 + 0.5) / n) - side;
    }
    scores
}

/// Members with a margin, the smallest first.
fn ranked(margins: &[Option<f64>]) -> Vec<(usize, f64)> {
    let mut there: Vec<(usize, f64)> =
        margins.iter().enumerate().filter_map(|(member, margin)| Some((member, (*margin)?))).collect();
    there.sort_by(|a, b| a.1.total_cmp(&b.1));
    there
}

/// Move members to where a claim is met; one without a margin stays. Nothing is known of a side that nobody is
/// on.
fn constrain(states: &mut [Vec<f64>], margins: &[Option<f64>]) {
    let there = ranked(margins);
    let n = there.len() as f64;
    let out = there.iter().filter(|(_, margin)| *margin <= 0.0).count() as f64;
    if out == 0.0 || out == n {
        return;
    }
    let score = normal_quantile;
    let ranks = || (0..there.len()).map(|rank| (rank as f64 + 0.5) / n);
    let scores: Vec<f64> = ranks().map(score).collect();
    // What is left are the shares from `out / n` to 1.
    let moves: Vec<f64> = ranks().map(|share| score((out + share * (n - out)) / n) - score(share)).collect();
    let variance = Moments::of(scores.iter().copied()).variance().unwrap_or(1.0);
    let width = states.first().map_or(0, Vec::len);
    for at in 0..width {
        let column: Vec<f64> = there.iter().map(|(member, _)| states[*member][at]).collect();
        let slope = sure_covariance(&column, &scores) / variance;
        for ((member, _), moved) in there.iter().zip(&moves) {
            states[*member][at] += slope * moved;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::bootstrap::normal_below;
    use crate::study::plausible::draws::first_place;

    fn places(members: u32, width: usize) -> Vec<Vec<f64>> {
        (0..members).map(|member| first_place(width, member, 5)).collect()
    }

    fn of(places: &[Vec<f64>], at: usize) -> Moments {
        Moments::of(places.iter().map(|place| place[at]))
    }

    /// Mean and variance of a standard normal above `a`: λ and 1 + aλ − λ², λ = φ(a) / (1 − Φ(a)).
    fn truncated(a: f64) -> (f64, f64) {
        let density = libm::exp(-a * a / 2.0) / libm::sqrt(2.0 * std::f64::consts::PI);
        let hazard = density / (1.0 - normal_below(a));
        (hazard, 1.0 + a * hazard - hazard * hazard)
    }

    #[test]
    fn a_linear_gaussian_world_gives_the_truncated_posterior() {
        // 0.8 z0 − 0.6 z1 + 0.2 > 1 is s > 0.8 of a standard normal s; z0 = 0.8 s + 0.6 t, z1 = −0.6 s + 0.8 t
        // with t free of s. The margin is seen through a curve that rises: only its sign and ranks count.
        let mut places = places(4_000, 30);
        let seen = |place: &Vec<f64>| {
            let margin = 0.8 * place[0] - 0.6 * place[1] - 0.8;
            Some(margin * margin * margin + 0.1 * margin)
        };
        for _ in 0..3 {
            let margins: Margins = places.iter().map(seen).collect();
            constrain(&mut places, &margins);
        }
        let (mean, variance) = truncated(0.8);
        for (at, link) in [(0, 0.8_f64), (1, -0.6)] {
            let (found, of) = (of(&places, at), link * link);
            assert!((found.mean().unwrap() - link * mean).abs() < 0.05, "{at}: {found:?}, {}", link * mean);
            let right = of * variance + 1.0 - of;
            assert!((found.variance().unwrap() - right).abs() < 0.05, "{at}: {found:?}, {right}");
        }
        let met = places.iter().filter(|place| seen(place) > Some(-0.05)).count();
        assert!(met > 3_900, "{met}");
        for at in 2..30 {
            assert!(of(&places, at).mean().unwrap().abs() < 0.05, "{at}");
            assert!((of(&places, at).sd().unwrap() - 1.0).abs() < 0.05, "{at}");
        }
    }

    #[test]
    fn rows_and_sides_together_give_the_posterior_that_both_leave() {
        // z0 + z1 = 1 is observed with error 1: mean (1/3, 1/3), variances 2/3, covariance −1/3. Then z0 > 0.5.
        let mut places = places(4_000, 20);
        for number in 0..4 {
            let misfits: Vec<Misfits> = places.iter().map(|z| vec![Some(z[0] + z[1] - 1.0)]).collect();
            let step = AssimilationStep { number, of: 4, seed: 3 };
            let sides: Vec<Margins> =
                if number < 2 { vec![] } else { vec![places.iter().map(|z| Some(z[0] - 0.5)).collect()] };
            assimilate_with_sides(&mut places, &misfits, &sides, step);
        }
        assert!(places.iter().all(|place| place.len() == 20));
        let (sd, left) = ((2.0_f64 / 3.0).sqrt(), 0.5 - 1.0 / 3.0);
        let (mean, variance) = truncated(left / sd);
        // z1 given z0 is −z0 / 2 with variance 1/2 beside it.
        let right = [(sd * mean, 2.0 / 3.0 * variance), (-sd * mean / 2.0, 1.0 / 6.0 * variance + 0.5)];
        for (at, (mean, variance)) in right.into_iter().enumerate() {
            let found = of(&places, at);
            let mean = mean + 1.0 / 3.0;
            assert!((found.mean().unwrap() - mean).abs() < 0.06, "{at}: {found:?}, {mean}");
            assert!((found.variance().unwrap() - variance).abs() < 0.06, "{at}: {found:?}, {variance}");
        }
        let free = Moments::of((2..20).map(|at| of(&places, at).sd().unwrap()));
        assert!((free.mean().unwrap() - 1.0).abs() < 0.02, "{free:?}");
    }

    #[test]
    fn what_all_meet_or_nobody_meets_or_does_not_exist_moves_nobody() {
        let before = places(50, 3);
        for margins in [vec![Some(1.0); 50], vec![Some(-1.0); 50], vec![None; 50]] {
            let mut after = before.clone();
            constrain(&mut after, &margins);
            assert_eq!(after, before);
        }
        let mut after = before.clone();
        let margins: Margins = before.iter().enumerate().map(|(i, z)| (i % 2 == 0).then_some(z[0])).collect();
        constrain(&mut after, &margins);
        let stayed = |i: usize| after[i] == before[i];
        assert!((1..50).step_by(2).all(stayed) && !(0..50).step_by(2).all(stayed));
        constrain(&mut [], &[]);
    }
}
