//! Under which condition a finding does not hold: a box of at most two bounds on parameters (Friedman &
//! Fisher's patient rule induction 1999 in its shallowest form; scenario discovery: Bryant & Lempert 2010).
//! It is sought in every second draw and judged in the others, since of hundreds of parameters one always
//! fits by luck.

/// Parts of the draws that a bound may leave on its side.
const PARTS: [f64; 5] = [0.5, 0.4, 0.3, 0.2, 0.1];

/// How many times denser than everywhere the exceptions must lie in the box, in the draws that judge it.
const DENSER: f64 = 1.5;

/// So probable may as many exceptions in the box be by luck alone, in the draws that judge it.
const LUCK: f64 = 0.05;

/// A bound on a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TurningBound {
    /// Which parameter.
    pub at: usize,
    /// Whether the box lies above.
    pub above: bool,
    /// Where.
    pub value: f64,
}

/// Where a finding does not hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unless {
    /// One or two bounds.
    pub bounds: Vec<TurningBound>,
    /// Part of the draws in the box that are exceptions, in the draws that judge it.
    pub density: f64,
    /// Part of these exceptions that lie in the box.
    pub coverage: f64,
}

impl TurningBound {
    fn holds(&self, values: &[f64]) -> bool {
        if self.above { values[self.at] >= self.value } else { values[self.at] <= self.value }
    }
}

/// The box in which most exceptions lie; `None` where no box tells them apart.
pub(crate) fn unless(values: &[Vec<f64>], exceptions: &[bool]) -> Option<Unless> {
    let all: Vec<(&[f64], bool)> = values.iter().map(Vec::as_slice).zip(exceptions.iter().copied()).collect();
    let every_second = |odd: usize| all.iter().skip(odd).step_by(2).copied().collect::<Vec<_>>();
    let (seek, judge) = (every_second(0), every_second(1));
    let mut bounds: Vec<TurningBound> = vec![best(&seek, &[])?];
    let second = best(&seek, &bounds);
    bounds.extend(second.filter(|second| score(&seek, &[bounds[0], *second]) > 1.1 * score(&seek, &bounds)));
    let (density, coverage) = density_and_coverage(&judge, &bounds);
    let everywhere = share(judge.iter().map(|(_, exception)| *exception));
    let sure = by_luck(&judge, &bounds) < LUCK;
    (everywhere > 0.0 && density > DENSER * everywhere && sure).then_some(Unless {
        bounds,
        density,
        coverage,
    })
}

/// How probable as many exceptions in a box are, or more, where draws fall into it by luck alone: the upper
/// tail of the hypergeometric distribution.
fn by_luck(draws: &[(&[f64], bool)], bounds: &[TurningBound]) -> f64 {
    let inside = |values: &[f64]| bounds.iter().all(|bound| bound.holds(values));
    let boxed = draws.iter().filter(|(values, _)| inside(values)).count();
    let exceptions = draws.iter().filter(|(_, exception)| *exception).count();
    let both = draws.iter().filter(|(values, exception)| *exception && inside(values)).count();
    let ways = |all: usize, some: usize| {
        let log = |n: usize| libm::lgamma(n as f64 + 1.0);
        log(all) - log(some) - log(all - some)
    };
    let of = |k: usize| {
        let rest = draws.len() - exceptions;
        if boxed - k > rest {
            return 0.0;
        }
        libm::exp(ways(exceptions, k) + ways(rest, boxed - k) - ways(draws.len(), boxed))
    };
    (both..=boxed.min(exceptions)).map(of).sum()
}

/// The bound that, with those there are, sets most exceptions apart.
fn best(draws: &[(&[f64], bool)], with: &[TurningBound]) -> Option<TurningBound> {
    let width = draws.first()?.0.len();
    let mut found: Option<(f64, TurningBound)> = None;
    for at in (0..width).filter(|at| with.iter().all(|bound| bound.at != *at)) {
        let mut sorted: Vec<f64> = draws.iter().map(|(values, _)| values[at]).collect();
        sorted.sort_by(f64::total_cmp);
        for (part, above) in PARTS.iter().flat_map(|part| [(part, true), (part, false)]) {
            let inside = (part * sorted.len() as f64) as usize;
            let place = if above { sorted.len() - inside.max(1) } else { inside.max(1) - 1 };
            let bound = TurningBound { at, above, value: sorted[place] };
            let score = score(draws, &[with, &[bound]].concat());
            if found.is_none_or(|(most, _)| score > most) {
                found = Some((score, bound));
            }
        }
    }
    found.filter(|(score, _)| *score > 0.0).map(|(_, bound)| bound)
}

/// Harmonic mean of density and coverage: neither a box of everything nor one of a single draw.
fn score(draws: &[(&[f64], bool)], bounds: &[TurningBound]) -> f64 {
    let (density, coverage) = density_and_coverage(draws, bounds);
    if density + coverage > 0.0 { 2.0 * density * coverage / (density + coverage) } else { 0.0 }
}

fn density_and_coverage(draws: &[(&[f64], bool)], bounds: &[TurningBound]) -> (f64, f64) {
    let inside = |values: &[f64]| bounds.iter().all(|bound| bound.holds(values));
    let density = share(draws.iter().filter(|(values, _)| inside(values)).map(|(_, exception)| *exception));
    let coverage = share(draws.iter().filter(|(_, exception)| *exception).map(|(values, _)| inside(values)));
    (density, coverage)
}

fn share(holds: impl Iterator<Item = bool>) -> f64 {
    let (all, held) = holds.fold((0_u32, 0_u32), |(all, held), holds| (all + 1, held + u32::from(holds)));
    f64::from(held) / f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::calibrate::draws::{DrawUse, Draws};

    fn uniform(n: usize, width: u32) -> Vec<Vec<f64>> {
        let mut stream = Draws::new(21).stream(DrawUse::Truth, 1, width);
        (0..n).map(|_| (0..width).map(|_| stream.uniform()).collect()).collect()
    }

    #[test]
    fn a_corner_is_found_among_many_parameters() {
        let values = uniform(400, 100);
        let corner: Vec<bool> = values.iter().map(|x| x[3] > 0.6 && x[8] < 0.5).collect();
        let found = unless(&values, &corner).unwrap();
        let mut at: Vec<(usize, bool)> = found.bounds.iter().map(|bound| (bound.at, bound.above)).collect();
        at.sort_unstable();
        assert_eq!(at, [(3, true), (8, false)], "{found:?}");
        assert!(found.density > 0.8 && found.coverage > 0.8, "{found:?}");
    }

    #[test]
    fn what_goes_with_nothing_has_no_condition() {
        let values = uniform(200, 100);
        let mut stream = Draws::new(22).stream(DrawUse::Truth, 1, 1);
        let luck: Vec<bool> = (0..200).map(|_| stream.uniform() < 0.2).collect();
        assert_eq!(unless(&values, &luck), None);
        assert_eq!(unless(&values, &[false; 200]), None);
        assert_eq!(unless(&[], &[]), None);
    }

    /// Conditions of forty findings that go with nothing: as many as luck lets pass, which is two, and at
    /// most five in 98 of a hundred such forties.
    #[test]
    fn luck_makes_a_condition_as_seldom_as_is_said() {
        let mut stream = Draws::new(23).stream(DrawUse::Truth, 1, 1);
        let mut found = 0;
        for width in 40..80 {
            let values = uniform(134, width);
            let luck: Vec<bool> = (0..134).map(|_| stream.uniform() < 0.2).collect();
            found += usize::from(unless(&values, &luck).is_some());
        }
        assert!(found <= 5, "{found} of 40");
    }

    #[test]
    fn luck_by_hand() {
        // Of ten draws four lie in the box; all three exceptions among them: 7 of 210 ways.
        let values: Vec<[f64; 1]> = (0..10).map(|n| [f64::from(n)]).collect();
        let draws: Vec<(&[f64], bool)> = values.iter().map(|value| (&value[..], value[0] > 6.5)).collect();
        let bounds = [TurningBound { at: 0, above: true, value: 6.0 }];
        assert!((by_luck(&draws, &bounds) - 7.0 / 210.0).abs() < 1e-12);
        let all = [TurningBound { at: 0, above: true, value: 0.0 }];
        assert!((by_luck(&draws, &all) - 1.0).abs() < 1e-12);
    }
}
