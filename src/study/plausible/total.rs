//! How much of a figure's variance goes with a parameter alone, and how much with it in any company:
//! first-order and total indices by lives of their own (Sobol' 1993; estimators: Saltelli et al. 2010 of the
//! first, Jansen 1999 of the total).
//!
//! Factors are the few parameters that were named, each drawn from its values in the set of plausible draws,
//! independent of the others, and *everything else* as one factor, which takes all its values from one draw
//! of the set. So the indices are of all that is not known, though hundreds of parameters cost as much as
//! one. All points are lived in the same random worlds: chance is held fast.

use crate::scenario::Source;
use crate::scenario::posterior::Posterior;
use crate::stats::{Moments, quantile};
use crate::study::calibrate::draws::{DrawUse, Draws};

/// Parameters that are factors of their own, at most.
pub(crate) const FACTORS: usize = 10;

/// Resamples for intervals.
const RESAMPLES: u32 = 400;

/// A sequence of points for so many factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PointPlan {
    /// Factors.
    pub factors: usize,
    /// Points of the sequence; each is lived `factors + 2` times.
    pub points: u32,
    /// Which scramble of the sequence.
    pub seed: u32,
}

/// What goes with one factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FactorShare {
    /// Share of the variance that goes with it alone.
    pub first: f64,
    /// 90% of it over resampled points.
    pub first_interval: (f64, f64),
    /// Share of the variance in which it has a part, alone or with others.
    pub total: f64,
    /// See `first_interval`.
    pub total_interval: (f64, f64),
}

impl PointPlan {
    /// The places, each with a number from 0 to below 1 for every factor: for each point A, then A with one
    /// number after another taken from B, then B (the order of SALib).
    pub(crate) fn places(self) -> Vec<Vec<f64>> {
        let number = |point: u32, column: usize| {
            f64::from(sobol_burley::sample(point, column as u32, self.seed.wrapping_mul(0x9E37_79B9)))
        };
        let of = |point: u32| {
            let half = |from: usize| (0..self.factors).map(move |at| number(point, from + at));
            let (a, b): (Vec<f64>, Vec<f64>) = (half(0).collect(), half(self.factors).collect());
            let crossed = |at: usize| {
                let mut place = a.clone();
                place[at] = b[at];
                place
            };
            let crossed: Vec<Vec<f64>> = (0..self.factors).map(crossed).collect();
            std::iter::once(a).chain(crossed).chain(std::iter::once(b))
        };
        (0..self.points).flat_map(of).collect()
    }
}

/// Values of all parameters at places: the last number of a place chooses a draw of the set, which everything
/// is taken from but the chosen parameters; of these each takes the quantile of its own values.
pub(crate) fn values_at(all: &Posterior, chosen: &[usize], places: &[Vec<f64>]) -> Posterior {
    let sorted = |at: &usize| {
        let mut values: Vec<f64> = all.draws.iter().map(|draw| draw[*at]).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let of: Vec<Vec<f64>> = chosen.iter().map(sorted).collect();
    let at = |place: &Vec<f64>| {
        let rest = place.last().copied().unwrap_or(0.0) * all.draws.len() as f64;
        let mut values = all.draws[(rest as usize).min(all.draws.len() - 1)].clone();
        for ((parameter, sorted), number) in chosen.iter().zip(&of).zip(place) {
            values[*parameter] = quantile(sorted, *number).unwrap_or(values[*parameter]);
        }
        values
    };
    let source = Source { name: "points of a sequence".into(), sha256: String::new() };
    let (paths, draws) = (all.paths.clone(), places.iter().map(at).collect());
    Posterior { source, from: all.from, paths, draws }
}

/// What goes with each factor, from the figure at all places in their order; `None` where it does not vary.
pub(crate) fn shares(figure: &[f64], plan: PointPlan, seed: u64) -> Option<Vec<FactorShare>> {
    let rows: Vec<&[f64]> = figure.chunks_exact(plan.factors + 2).collect();
    let everything: Vec<usize> = (0..rows.len()).collect();
    let found = indices(&rows, &everything, plan.factors)?;
    let resampled: Vec<Vec<(f64, f64)>> = (0..RESAMPLES)
        .filter_map(|resample| {
            let mut stream = Draws::new(seed).stream(DrawUse::Resample, resample, 3);
            let one = |_| ((stream.uniform() * rows.len() as f64) as usize).min(rows.len() - 1);
            let chosen: Vec<usize> = (0..rows.len()).map(one).collect();
            indices(&rows, &chosen, plan.factors)
        })
        .collect();
    let interval = |values: Vec<f64>| {
        let mut all = values;
        all.sort_by(f64::total_cmp);
        (quantile(&all, 0.05).unwrap_or(0.0), quantile(&all, 0.95).unwrap_or(1.0))
    };
    let share = |(at, (first, total)): (usize, &(f64, f64))| FactorShare {
        first: *first,
        first_interval: interval(resampled.iter().map(|all| all[at].0).collect()),
        total: *total,
        total_interval: interval(resampled.iter().map(|all| all[at].1).collect()),
    };
    Some(found.iter().enumerate().map(share).collect())
}

/// First and total index of each factor from chosen points; the mean of all is taken away first.
fn indices(rows: &[&[f64]], chosen: &[usize], factors: usize) -> Option<Vec<(f64, f64)>> {
    let all = || chosen.iter().flat_map(|row| rows[*row].iter().copied());
    let mean = Moments::of(all()).mean()?;
    let outer = || chosen.iter().flat_map(|row| [rows[*row][0], rows[*row][factors + 1]]);
    let n = 2.0 * chosen.len() as f64;
    // Of a population, as the estimators are stated, not of a sample.
    let variance = Moments::of(outer()).variance()? * (n - 1.0) / n;
    if variance <= 0.0 {
        return None;
    }
    let of = |at: usize| {
        let sums = chosen.iter().fold((0.0, 0.0), |(first, total), row| {
            let (a, crossed, b) = (rows[*row][0], rows[*row][at + 1], rows[*row][factors + 1]);
            (first + (b - mean) * (crossed - a), total + 0.5 * (a - crossed) * (a - crossed))
        });
        let points = chosen.len() as f64;
        (sums.0 / points / variance, sums.1 / points / variance)
    };
    Some((0..factors).map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::draws_from::DrawsFrom;

    const PLAN: PointPlan = PointPlan { factors: 3, points: 4_096, seed: 1 };

    #[test]
    fn places_are_crossed_one_number_at_a_time_and_a_figure_that_stands_still_has_no_shares() {
        let plan = PointPlan { points: 2, ..PLAN };
        let places = plan.places();
        assert_eq!(places.len(), 10);
        for point in places.chunks(5) {
            let (a, b) = (&point[0], &point[4]);
            for at in 0..3 {
                let taken = |k: usize| if k == at { b[k] } else { a[k] };
                assert_eq!(point[at + 1], (0..3).map(taken).collect::<Vec<_>>());
            }
        }
        assert_eq!(shares(&[1.0; 10], plan, 1), None);
        assert_eq!(shares(&[], plan, 1), None);
    }

    #[test]
    fn chosen_parameters_take_their_quantiles_and_everything_else_one_draw() {
        let source = Source { name: "x".into(), sha256: String::new() };
        let paths = ["a", "b", "c"].map(str::to_string).into();
        let draws = vec![vec![1.0, 30.0, 5.0], vec![2.0, 20.0, 6.0], vec![3.0, 10.0, 7.0]];
        let all = Posterior { source, from: DrawsFrom::Plausible, paths, draws };
        let found = values_at(&all, &[1], &[vec![0.0, 0.0], vec![0.5, 0.99], vec![0.75, 0.4]]);
        assert_eq!(found.draws, [[1.0, 10.0, 5.0], [3.0, 20.0, 7.0], [2.0, 25.0, 6.0]]);
    }
}
