//! The bias-corrected and accelerated bootstrap (Efron 1987) of a mean: for differences too skewed for Student's t.
//!
//! Resamples are drawn by Philox keyed by a number of the caller, so that an interval does not depend on what was computed
//! before it.

use super::{Moments, quantile, skewness};
use crate::random::{normal_quantile, philox4x32};

/// Resamples per interval.
pub const RESAMPLES: u32 = 2_000;

/// The 95 % interval of the mean; `None` with fewer than two values.
pub fn bca(values: &[f64], key: u64) -> Option<(f64, f64)> {
    let moments = Moments::of(values.iter().copied());
    let mean = moments.mean()?;
    if moments.variance()? <= 0.0 {
        return Some((mean, mean));
    }
    let mut means: Vec<f64> = (0..RESAMPLES).map(|resample| resampled_mean(values, resample, key)).collect();
    means.sort_by(f64::total_cmp);
    let below = means.iter().filter(|m| **m < mean).count() as f64 + 0.5 * means.iter().filter(|m| **m == mean).count() as f64;
    let bias = normal_quantile((below / means.len() as f64).clamp(1e-4, 1.0 - 1e-4));
    // The acceleration of a mean has a closed form: the jackknife gives the skewness over 6 √n.
    let acceleration = skewness(values)? / (6.0 * libm::sqrt(values.len() as f64));
    let end = |z: f64| {
        let shifted = bias + z;
        let p = normal_below(bias + shifted / (1.0 - acceleration * shifted));
        quantile(&means, p)
    };
    let z = 1.959_963_985;
    Some((end(-z)?, end(z)?))
}

fn resampled_mean(values: &[f64], resample: u32, key: u64) -> f64 {
    let n = values.len() as u64;
    let mut sum = 0.0;
    for (block, chunk) in values.chunks(4).enumerate() {
        let words = philox4x32([block as u32, resample, 0x626F_6F74, 0], [key as u32, (key >> 32) as u32]);
        for word in &words[..chunk.len()] {
            // Multiply and shift: an index in 0 … n − 1 without the bias of a remainder.
            sum += values[((u64::from(*word) * n) >> 32) as usize];
        }
    }
    sum / n as f64
}

/// The standard normal distribution function.
fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::uniform64;

    fn exponential(experiment: u32, n: u32) -> Vec<f64> {
        (0..n)
            .map(|i| {
                let w = philox4x32([i, experiment, 1, 2], [3, 4]);
                -libm::log(uniform64(w[0], w[1]))
            })
            .collect()
    }

    #[test]
    fn it_leans_to_the_long_tail_and_repeats_itself() {
        let values = exponential(1, 60);
        let (lo, hi) = bca(&values, 9).unwrap();
        let mean = Moments::of(values.iter().copied()).mean().unwrap();
        assert!(hi - mean > mean - lo);
        assert_eq!(bca(&values, 9), Some((lo, hi)));
        assert_ne!(bca(&values, 10), Some((lo, hi)));
        assert_eq!(bca(&[2.0, 2.0], 1), Some((2.0, 2.0)));
        assert_eq!(bca(&[2.0], 1), None);
    }

    #[test]
    fn it_covers_the_mean_of_a_skewed_quantity() {
        let hits = (0..300).filter(|e| bca(&exponential(*e, 60), 7).is_some_and(|(lo, hi)| lo <= 1.0 && 1.0 <= hi)).count();
        assert!((273..=300).contains(&hits), "{hits} of 300");
    }
}
