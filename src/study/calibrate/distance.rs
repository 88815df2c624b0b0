//! How far a simulated history is from what was observed.
//!
//! Each statistic is measured in units of its own noise: √(error of observation² ⊕ spread between random
//! worlds at the scenario's own values²). With few statistics the distance is their root mean square. With
//! more than [`MANY`] per parameter noise would drown the distance; then it is taken between estimates of the
//! parameters, a linear regression of the parameters on the statistics (as they are and on a logarithmic
//! scale) over the first generation (the semi-automatic statistics of Fearnhead & Prangle 2012, JRSS B 74),
//! each in units of what the regression leaves open.

use crate::random::logistic64;
use crate::study::calibrate::linear::Regression;
use serde::{Deserialize, Serialize};

/// Statistics per parameter from which on estimates of the parameters are compared.
pub(crate) const MANY: usize = 2;

/// Ridge of that regression: columns of weekly counts nearly say the same.
const RIDGE: f64 = 0.3;

/// A way to measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Distance {
    /// Noise of each statistic.
    noise: Vec<f64>,
    /// Weights of the columns (see [`columns`]) in each estimate, in units of what the regression leaves
    /// open; empty: each statistic by itself.
    estimates: Vec<Vec<f64>>,
}

/// Statistics in units of their noise, and once more on a scale that grows as the logarithm above the noise:
/// counts and shares answer a parameter now in proportion, now by addition.
fn columns(statistics: &[f64], noise: &[f64]) -> Vec<f64> {
    let plain = || statistics.iter().zip(noise).map(|(s, noise)| s / noise);
    plain().chain(plain().map(libm::asinh)).collect()
}

impl Distance {
    /// Statistic by statistic, with these noises (all above 0).
    pub(crate) fn plain(noise: Vec<f64>) -> Distance {
        Distance { noise, estimates: Vec::new() }
    }

    /// Between estimates of the parameters, learned from particles of the prior: (statistics, places on the
    /// line).
    pub(crate) fn of_estimates(noise: Vec<f64>, particles: &[(Vec<f64>, Vec<f64>)]) -> Distance {
        let scaled: Vec<Vec<f64>> =
            particles.iter().map(|(statistics, _)| columns(statistics, &noise)).collect();
        let shares: Vec<Vec<f64>> =
            particles.iter().map(|(_, place)| place.iter().map(|z| logistic64(*z)).collect()).collect();
        let rows: Vec<(&[f64], &[f64], f64)> =
            scaled.iter().zip(&shares).map(|(x, y)| (&x[..], &y[..], 1.0)).collect();
        let Some(regression) = Regression::of(&rows, RIDGE) else { return Distance::plain(noise) };
        let mut open = vec![0.0; regression.level.len()];
        for (x, y, _) in &rows {
            let expected = regression.at(x);
            open.iter_mut().zip(y.iter().zip(&expected)).for_each(|(sum, (y, e))| *sum += (y - e) * (y - e));
        }
        let unit = |sum: f64| libm::sqrt(sum / rows.len() as f64).max(f64::MIN_POSITIVE);
        let estimates = regression.slopes.iter().zip(open);
        let estimates =
            estimates.map(|(slopes, open)| slopes.iter().map(|slope| slope / unit(open)).collect()).collect();
        Distance { noise, estimates }
    }

    /// What is compared, nought where simulated and observed agree: each statistic, or each estimate, in its
    /// unit.
    pub(crate) fn features(&self, simulated: &[f64], observed: &[f64]) -> Vec<f64> {
        if self.estimates.is_empty() {
            return simulated
                .iter()
                .zip(observed)
                .zip(&self.noise)
                .map(|((s, o), noise)| (s - o) / noise)
                .collect();
        }
        let (simulated, observed) = (columns(simulated, &self.noise), columns(observed, &self.noise));
        let off = |weights: &Vec<f64>| {
            weights.iter().zip(simulated.iter().zip(&observed)).map(|(w, (s, o))| w * (s - o)).sum()
        };
        self.estimates.iter().map(off).collect()
    }

    /// How far apart two sets of statistics are: the root mean square of what is compared.
    pub(crate) fn between(&self, simulated: &[f64], observed: &[f64]) -> f64 {
        let features = self.features(simulated, observed);
        libm::sqrt(features.iter().map(|x| x * x).sum::<f64>() / features.len().max(1) as f64)
    }
}
