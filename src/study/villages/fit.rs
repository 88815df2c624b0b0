//! What the strengths may be, given some villages: a posterior on a grid, places alike or different.

use crate::parallel;
use crate::study::villages::Village;
use crate::study::villages::adoption::{Hazard, Law, Situations};
use crate::study::villages::grid::{GridPoint, PriorGrid};
use crate::study::villages::history::Talking;
use serde::Serialize;

/// Whether places may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Places {
    /// The same strengths in every village.
    Alike,
    /// Each strength is log-normal between villages with one coefficient of variation, independently, as in
    /// the simulated county.
    Differ,
}

/// A rule, and for each village how likely its history is at each point of the grid.
pub(crate) struct VillageLikelihood {
    /// The rule.
    pub law: Law,
    /// How adopters talk.
    pub talking: Talking,
    /// The points.
    pub grid: PriorGrid,
    of_village: Vec<Vec<f64>>,
}

impl VillageLikelihood {
    /// Of these villages, each integrated over its own strengths.
    pub(crate) fn new(law: Law, talking: Talking, villages: &[Village]) -> VillageLikelihood {
        let grid = PriorGrid::of(law);
        let of_village = parallel::map(villages.len(), |v| {
            let situations = Situations::of(&villages[v], law, talking);
            grid.integrate(|strength| situations.log_likelihood(&Hazard::new(law, strength)))
        });
        VillageLikelihood { law, talking, grid, of_village }
    }

    /// The point that makes some of the villages most likely, without a prior.
    pub(crate) fn most_likely(&self, from: &[usize], places: Places) -> GridPoint {
        let total = |i: usize| from.iter().map(|v| self.of_village[*v][i]).sum::<f64>();
        let best = (0..self.points(places)).map(|i| (total(i), i)).max_by(|a, b| a.0.total_cmp(&b.0));
        self.grid.point(best.map_or(0, |(_, i)| i))
    }

    /// Number of points where places are alike, or may differ.
    fn points(&self, places: Places) -> usize {
        if places == Places::Alike { self.grid.slice() } else { self.grid.slice() * self.grid.spread.len() }
    }

    /// The posterior from some of the villages.
    pub(crate) fn posterior(&self, from: &[usize], places: Places) -> GridPosterior<'_> {
        let log: Vec<f64> = (0..self.points(places))
            .map(|i| {
                let prior =
                    if places == Places::Alike { 0.0 } else { self.grid.log_prior(self.grid.point(i).cv) };
                prior + from.iter().map(|v| self.of_village[*v][i]).sum::<f64>()
            })
            .collect();
        let most = log.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut weight: Vec<f64> = log.iter().map(|l| libm::exp(l - most)).collect();
        let total: f64 = weight.iter().sum();
        weight.iter_mut().for_each(|w| *w /= total);
        let mut below = 0.0;
        let cumulative = weight.iter().map(|w| {
            below += w;
            below
        });
        GridPosterior { cumulative: cumulative.collect(), weight, evidence: self }
    }
}

/// A figure with its middle 90%.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct FigureRange {
    /// Mean.
    pub mean: f64,
    /// 5% quantile.
    pub low: f64,
    /// 95% quantile.
    pub high: f64,
}

/// Strengths as fitted: means over places, per year, and how places differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Fitted {
    /// Without ties.
    pub alone: FigureRange,
    /// By one adopting tie (model), or by a wholly adopting village (Bass).
    pub told: FigureRange,
    /// Coefficient of variation between places.
    pub cv: FigureRange,
}

/// Weights of the points of a grid.
pub(crate) struct GridPosterior<'a> {
    evidence: &'a VillageLikelihood,
    weight: Vec<f64>,
    cumulative: Vec<f64>,
}

impl GridPosterior<'_> {
    /// The rule that was fitted.
    pub(crate) fn law(&self) -> Law {
        self.evidence.law
    }

    /// How adopters talk.
    pub(crate) fn talking(&self) -> Talking {
        self.evidence.talking
    }

    /// The logarithm of the probability that the posterior gives to the history of a village it has not seen.
    pub(crate) fn predictive(&self, village: usize) -> f64 {
        let log = &self.evidence.of_village[village];
        let most = log[..self.weight.len()].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        most + libm::log(self.weight.iter().zip(log).map(|(w, l)| w * libm::exp(l - most)).sum())
    }

    /// A point drawn by a uniform number in (0, 1).
    pub(crate) fn draw(&self, u: f64) -> GridPoint {
        let last = self.cumulative.len() - 1;
        self.evidence.grid.point(self.cumulative.partition_point(|c| *c < u).min(last))
    }

    /// Means and middle 90% of the three figures.
    pub(crate) fn fitted(&self) -> Fitted {
        let grid = &self.evidence.grid;
        let log = |axis: &crate::study::villages::grid::Axis| {
            let half = libm::exp(0.5 * axis.step());
            axis.levels().iter().map(|l| (l / half, *l, l * half)).collect::<Vec<_>>()
        };
        let columns = grid.told.levels().len();
        let slice = grid.slice();
        let step = grid.spread[1] - grid.spread[0];
        let spread: Vec<_> =
            grid.spread.iter().map(|s| ((s - 0.5 * step).max(0.0), *s, s + 0.5 * step)).collect();
        let spread = if self.weight.len() == slice { vec![(0.0, 0.0, 0.0)] } else { spread };
        Fitted {
            alone: self.range(&log(&grid.alone), |i| i % slice / columns),
            told: self.range(&log(&grid.told), |i| i % columns),
            cv: self.range(&spread, |i| i / slice),
        }
    }

    /// Mean and quantiles of one figure, whose mass in each cell (low end, level, high end) lies evenly
    /// there.
    fn range(&self, cells: &[(f64, f64, f64)], cell_of: impl Fn(usize) -> usize) -> FigureRange {
        let mut mass = vec![0.0; cells.len()];
        self.weight.iter().enumerate().for_each(|(i, w)| mass[cell_of(i)] += w);
        let quantile = |p: f64| {
            let mut below = 0.0;
            for (m, (low, _, high)) in mass.iter().zip(cells) {
                if below + m >= p && *m > 0.0 {
                    return low + (high - low) * (p - below) / m;
                }
                below += m;
            }
            cells[cells.len() - 1].2
        };
        FigureRange {
            mean: mass.iter().zip(cells).map(|(m, c)| m * c.1).sum(),
            low: quantile(0.05),
            high: quantile(0.95),
        }
    }
}
