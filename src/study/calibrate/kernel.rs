//! Where new particles are proposed: near those that were kept.

use crate::study::calibrate::draws::Stream;
use crate::study::calibrate::linear::{Matrix, cholesky, covariance, forward, means};
use serde::{Deserialize, Serialize};

/// One simulated history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Particle {
    /// Its random world.
    pub world: u32,
    /// Its parameters on the line, see [`crate::study::calibrate::free`].
    pub place: Vec<f64>,
    /// Its statistics, errors of observation included.
    pub statistics: Vec<f64>,
    /// How far it is from what was observed.
    pub distance: f64,
    /// Prior density over the density from which it was proposed.
    pub weight: f64,
}

/// How many equal weights these are worth.
pub(crate) fn effective(weights: impl Iterator<Item = f64>) -> f64 {
    let (sum, squares) = weights.fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

/// A mixture of normal distributions around weighted particles. With twice their covariance, as usual, five
/// parameters would mostly be proposed where nothing fits; a narrow kernel around particles that are drawn a
/// little towards their mean has just their covariance (West 1993, JRSS B 55; Liu & West 2001).
pub(crate) struct Kernel<'a> {
    particles: &'a [Particle],
    /// Running sums of the weights.
    cumulated: Vec<f64>,
    /// Where each particle is drawn to.
    centres: Vec<Vec<f64>>,
    factor: Matrix,
    /// Of one component.
    log_constant: f64,
}

impl<'a> Kernel<'a> {
    /// Around particles of so many parameters.
    pub(crate) fn around(particles: &'a [Particle], width: usize) -> Kernel<'a> {
        let rows = || particles.iter().map(|p| (&p.place[..], p.weight));
        let worth = effective(particles.iter().map(|p| p.weight)).max(1.0);
        // Silverman's rule for the width of the kernel, in as many particles as the weights are worth.
        let d = width as f64;
        let narrow = libm::pow(4.0 / ((d + 2.0) * worth), 2.0 / (d + 4.0)).min(1.0);
        let mut spread = covariance(rows(), width);
        spread.iter_mut().flatten().for_each(|x| *x *= narrow);
        // Particles that all stand in one place would propose that place for ever.
        (0..width).for_each(|i| spread[i][i] += 1e-12);
        let diagonal =
            || (0..width).map(|i| (0..width).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect();
        let factor = cholesky(&spread).unwrap_or_else(diagonal);
        let log_det: f64 = (0..width).map(|i| libm::log(factor[i][i])).sum();
        let log_constant = -0.5 * d * libm::log(std::f64::consts::TAU) - log_det;
        let (middle, keep) = (means(rows(), width), libm::sqrt(1.0 - narrow));
        let drawn = |p: &Particle| {
            p.place.iter().zip(&middle).map(|(z, middle)| middle + keep * (z - middle)).collect()
        };
        let mut sum = 0.0;
        let cumulated = particles.iter().map(|p| {
            sum += p.weight;
            sum
        });
        let (cumulated, centres) = (cumulated.collect(), particles.iter().map(drawn).collect());
        Kernel { particles, cumulated, centres, factor, log_constant }
    }

    fn total(&self) -> f64 {
        self.cumulated.last().copied().unwrap_or(0.0)
    }

    /// A new place.
    pub(crate) fn propose(&self, stream: &mut Stream) -> Vec<f64> {
        let wanted = stream.uniform() * self.total();
        let parent = self.cumulated.partition_point(|sum| *sum <= wanted).min(self.particles.len() - 1);
        let noise: Vec<f64> = self.factor.iter().map(|_| stream.normal()).collect();
        let step = self.factor.iter().map(|row| row.iter().zip(&noise).map(|(l, x)| l * x).sum::<f64>());
        self.centres[parent].iter().zip(step).map(|(z, step)| z + step).collect()
    }

    /// How densely new places are proposed here.
    pub(crate) fn density(&self, place: &[f64]) -> f64 {
        let one = |(particle, centre): (&Particle, &Vec<f64>)| {
            let off: Vec<f64> = place.iter().zip(centre).map(|(a, b)| a - b).collect();
            let squares: f64 = forward(&self.factor, &off).iter().map(|x| x * x).sum();
            particle.weight * libm::exp(self.log_constant - 0.5 * squares)
        };
        self.particles.iter().zip(&self.centres).map(one).sum::<f64>() / self.total()
    }
}
