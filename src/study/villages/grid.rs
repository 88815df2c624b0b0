//! The grid on which strengths and their spread between places are weighed.

use crate::study::villages::adoption::{Law, Strength};
use serde::Serialize;

/// Points of the two strengths.
const LEVELS: usize = 56;
/// Lowest and highest mean strengths, per year.
const ALONE: (f64, f64) = (0.008, 0.6);
const TOLD: (f64, f64) = (0.002, 0.6);
/// Points of the coefficient of variation, 0 to 1.5 (the range of `residents.talk.between_places`) by steps
/// of 0.05.
const SPREADS: usize = 31;
const STEP: f64 = 0.05;
/// Scale of the half-normal prior of the coefficient of variation: the default of
/// `residents.talk.between_places`.
const PRIOR: f64 = 0.5;

/// How places differ, as a village's own strength given the mean: a piece of the axis and the weights there.
struct AxisWeights {
    first: usize,
    share: Vec<f64>,
}

/// Points at even logarithmic steps.
pub(crate) struct Axis {
    levels: Vec<f64>,
}

impl Axis {
    fn new((low, high): (f64, f64), points: usize) -> Axis {
        let step = libm::log(high / low) / (points - 1) as f64;
        Axis { levels: (0..points).map(|i| low * libm::exp(step * i as f64)).collect() }
    }

    /// The points, ascending.
    pub(crate) fn levels(&self) -> &[f64] {
        &self.levels
    }

    /// Logarithmic distance of neighbours; 0 with a single point.
    pub(crate) fn step(&self) -> f64 {
        if self.levels.len() < 2 { 0.0 } else { libm::log(self.levels[1] / self.levels[0]) }
    }

    /// Log-normal weights around a mean with a coefficient of variation: the mass of each cell, what lies
    /// beyond the ends at the ends.
    fn weights(&self, mean: usize, cv: f64) -> AxisWeights {
        if cv == 0.0 || self.levels.len() == 1 {
            return AxisWeights { first: mean, share: vec![1.0] };
        }
        let (sd, step) = (libm::sqrt(libm::log1p(cv * cv)), self.step());
        let below = |edge: f64| {
            0.5 * libm::erfc(-((edge - mean as f64) * step + 0.5 * sd * sd) / (sd * std::f64::consts::SQRT_2))
        };
        let last = self.levels.len() - 1;
        let mass = |i: usize| {
            let low = if i == 0 { 0.0 } else { below(i as f64 - 0.5) };
            let high = if i == last { 1.0 } else { below(i as f64 + 0.5) };
            high - low
        };
        let all: Vec<f64> = (0..=last).map(mass).collect();
        // A far tail of less than a billionth changes nothing that is printed, and is most of the work.
        let first = all.iter().position(|m| *m > 1e-9).unwrap_or(0);
        let end = all.iter().rposition(|m| *m > 1e-9).map_or(all.len(), |i| i + 1);
        AxisWeights { first, share: all[first..end].to_vec() }
    }
}

/// A point of the grid: mean strengths over places, and the coefficient of variation of each between places.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct GridPoint {
    /// Means over places.
    pub strength: Strength,
    /// Coefficient of variation of both between places.
    pub cv: f64,
}

/// All points, and the prior over them.
pub(crate) struct PriorGrid {
    /// Strengths without ties.
    pub alone: Axis,
    /// Strengths by ties (or by prevalence); one point, 0, for the constant rule.
    pub told: Axis,
    /// Coefficients of variation, ascending from 0.
    pub spread: Vec<f64>,
    /// For each of these, how places differ around each mean of the two axes.
    weights: Vec<[Vec<AxisWeights>; 2]>,
}

impl PriorGrid {
    /// For a rule.
    pub(crate) fn of(law: Law) -> PriorGrid {
        let told = if law == Law::Constant { Axis { levels: vec![0.0] } } else { Axis::new(TOLD, LEVELS) };
        let alone = Axis::new(ALONE, LEVELS);
        let spread: Vec<f64> = (0..SPREADS).map(|i| i as f64 * STEP).collect();
        let around =
            |axis: &Axis, cv: f64| (0..axis.levels.len()).map(|mean| axis.weights(mean, cv)).collect();
        let weights = spread.iter().map(|cv| [around(&alone, *cv), around(&told, *cv)]).collect();
        PriorGrid { alone, told, spread, weights }
    }

    /// Number of points that have one coefficient of variation; points are ordered by that first.
    pub(crate) fn slice(&self) -> usize {
        self.alone.levels.len() * self.told.levels.len()
    }

    /// The point with this number.
    pub(crate) fn point(&self, index: usize) -> GridPoint {
        let (cv, rest) = (index / self.slice(), index % self.slice());
        let (alone, told) = (rest / self.told.levels.len(), rest % self.told.levels.len());
        GridPoint {
            strength: Strength { alone: self.alone.levels[alone], told: self.told.levels[told] },
            cv: self.spread[cv],
        }
    }

    /// Logarithm of the prior of a coefficient of variation, but for a constant: half-normal. Strengths are
    /// even on the logarithm.
    pub(crate) fn log_prior(&self, cv: f64) -> f64 {
        // The cell of 0 is half as wide as the others.
        -0.5 * (cv / PRIOR) * (cv / PRIOR) - if cv == 0.0 { std::f64::consts::LN_2 } else { 0.0 }
    }

    /// The log-likelihood of a village at every point, its own strengths integrated out: `at` gives it for
    /// strengths of its own.
    pub(crate) fn integrate(&self, at: impl Fn(Strength) -> f64) -> Vec<f64> {
        let (rows, columns) = (self.alone.levels.len(), self.told.levels.len());
        let own: Vec<f64> = (0..rows * columns).map(|i| at(self.point(i).strength)).collect();
        let most = own.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let own: Vec<f64> = own.iter().map(|l| libm::exp(l - most)).collect();
        let mut out = Vec::with_capacity(self.spread.len() * rows * columns);
        for [alone, told] in &self.weights {
            for alone in alone {
                let mut row = vec![0.0; columns];
                for (i, weight) in (alone.first..).zip(&alone.share) {
                    row.iter_mut().zip(&own[i * columns..]).for_each(|(sum, l)| *sum += weight * l);
                }
                let mix =
                    |w: &AxisWeights| w.share.iter().zip(&row[w.first..]).map(|(a, b)| a * b).sum::<f64>();
                out.extend(told.iter().map(|w| most + libm::log(mix(w))));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_the_mean_and_spread_they_are_made_for() {
        let axis = Axis::new(ALONE, LEVELS);
        for (mean, cv) in [(20, 0.0), (25, 0.2), (30, 0.5)] {
            let w = axis.weights(mean, cv);
            let sum = |f: &dyn Fn(f64) -> f64| {
                (w.first..).zip(&w.share).map(|(i, s)| s * f(axis.levels[i])).sum::<f64>()
            };
            let (total, first) = (sum(&|_| 1.0), sum(&|x| x));
            let sd = libm::sqrt(sum(&|x| x * x) - first * first);
            assert!((total - 1.0).abs() < 1e-7, "{total}");
            assert!((first / axis.levels[mean] - 1.0).abs() < 0.01, "mean {first}");
            assert!((sd / first - cv).abs() < 0.02, "cv {}", sd / first);
        }
    }

    #[test]
    fn without_spread_the_village_is_the_mean() {
        let grid = PriorGrid::of(Law::Bass);
        let all = grid.integrate(|s| s.alone - s.told);
        for index in [0, 77, grid.slice() - 1] {
            let s = grid.point(index).strength;
            assert!((all[index] - (s.alone - s.told)).abs() < 1e-9);
        }
        // A likelihood that says nothing is one at every point, whatever the spread.
        assert!(grid.integrate(|_| 0.0).iter().all(|l| l.abs() < 1e-6));
    }
}
