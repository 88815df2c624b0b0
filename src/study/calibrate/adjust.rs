//! From kept particles to a posterior: what the tolerance left is taken out, and weights become equal.

use crate::study::calibrate::ObservedValue;
use crate::study::calibrate::draws::{DrawUse, Draws};
use crate::study::calibrate::free::Free;
use crate::study::calibrate::kernel::{Particle, effective};
use crate::study::calibrate::linear::Regression;
use crate::study::calibrate::sampler::State;
use serde::Serialize;
use std::collections::BTreeSet;

/// Ridge of the regression, relative to the spread of a statistic among the kept.
const RIDGE: f64 = 1e-4;

/// A weighted sample of the posterior, on the line of [`crate::study::calibrate::free`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample {
    /// Places on the line.
    pub places: Vec<Vec<f64>>,
    /// Weights; they sum to one.
    pub weights: Vec<f64>,
}

/// What carries a posterior.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct PosteriorSupport {
    /// Histories of equal weight that the weighted ones are worth: (Σw)² / Σw².
    pub effective: f64,
    /// Different draws among those of the posterior.
    pub distinct: usize,
}

impl PosteriorSupport {
    /// Fewest histories that carry the ends of a 90% interval: beyond each end lies a twentieth, two or
    /// three of
    /// fifty.
    pub(crate) const EFFECTIVE: f64 = 50.0;

    /// Fewest different draws: with thirty the standard deviation is known to an eighth.
    pub(crate) const DISTINCT: usize = 30;

    /// Of a sample and the draws from it, in the units of the parameters: places far out on the line may
    /// be one
    /// value, an end of the range.
    pub(crate) fn of(sample: &Sample, draws: &[Vec<f64>]) -> PosteriorSupport {
        let bits = |draw: &Vec<f64>| draw.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        let distinct: BTreeSet<Vec<u64>> = draws.iter().map(bits).collect();
        PosteriorSupport { effective: effective(sample.weights.iter().copied()), distinct: distinct.len() }
    }

    /// Whether it is enough.
    pub(crate) fn suffices(self) -> bool {
        self.effective >= PosteriorSupport::EFFECTIVE && self.distinct >= PosteriorSupport::DISTINCT
    }
}

/// Weight of a particle: of importance, and of nearness (Epanechnikov).
fn weight(particle: &Particle, tolerance: f64) -> f64 {
    let far = if tolerance > 0.0 { particle.distance / tolerance } else { 0.0 };
    particle.weight * (1.0 - far * far).max(0.0)
}

/// The posterior of a finished fit.
pub(crate) fn posterior(state: &State, observed: &[ObservedValue]) -> Sample {
    // The farthest kept particle would have no weight; a hair more tolerance leaves it one.
    let tolerance = state.log.last().map_or(0.0, |last| last.tolerance) * (1.0 + 1e-9);
    let mut weights: Vec<f64> = state.kept.iter().map(|p| weight(p, tolerance)).collect();
    let mut places: Vec<Vec<f64>> = state.kept.iter().map(|p| p.place.clone()).collect();
    let observed: Vec<f64> = observed.iter().map(|o| o.value).collect();
    let features =
        |p: &Particle| state.distance.as_ref().map_or(vec![], |d| d.features(&p.statistics, &observed));
    let columns: Vec<Vec<f64>> = state.kept.iter().map(features).collect();
    let rows: Vec<(&[f64], &[f64], f64)> =
        columns.iter().zip(&state.kept).zip(&weights).map(|((x, p), w)| (&x[..], &p.place[..], *w)).collect();
    if let Some(regression) = Regression::of(&rows, RIDGE) {
        let here = regression.at(&vec![0.0; regression.centre.len()]);
        for (place, x) in places.iter_mut().zip(&columns) {
            let expected = regression.at(x);
            place
                .iter_mut()
                .zip(here.iter().zip(&expected))
                .for_each(|(z, (here, there))| *z += here - there);
        }
    }
    let total: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|w| *w /= total);
    Sample { places, weights }
}

impl Sample {
    /// The value below which a share `p` of the weight of parameter `k` lies, in its unit.
    pub(crate) fn quantile(&self, free: &[Free], k: usize, p: f64) -> f64 {
        let mut order: Vec<(f64, f64)> =
            self.places.iter().zip(&self.weights).map(|(z, w)| (z[k], *w)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sum = 0.0;
        let at = order.iter().find(|(_, w)| {
            sum += w;
            sum >= p
        });
        free[k].value(at.or(order.last()).map_or(0.0, |(z, _)| *z))
    }

    /// `n` draws of equal weight, in random order: systematic resampling, then an order by keyed tickets.
    pub(crate) fn draws(&self, n: usize, seed: u64) -> Vec<&Vec<f64>> {
        let draws = Draws::new(seed);
        let start = draws.stream(DrawUse::Resample, 0, 0).uniform();
        let (mut sum, mut at) = (0.0, 0);
        let mut chosen: Vec<(f64, usize)> = Vec::with_capacity(n);
        for i in 0..n {
            let wanted = (i as f64 + start) / n as f64;
            while at + 1 < self.weights.len() && sum + self.weights[at] <= wanted {
                sum += self.weights[at];
                at += 1;
            }
            chosen.push((draws.stream(DrawUse::Resample, 1, i as u32).uniform(), at));
        }
        chosen.sort_by(|a, b| a.0.total_cmp(&b.0));
        chosen.into_iter().map(|(_, at)| &self.places[at]).collect()
    }
}
