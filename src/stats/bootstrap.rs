//! The bootstrap: studentized (bootstrap-t, Hall 1988) of a mean, for differences too skewed for Student's t;
//! bias-corrected and accelerated (Efron 1987) of a ratio. For means of 30 skewed values the second holds
//! 92% where the first holds 95%.
//!
//! Resamples are drawn by Philox keyed by a number of the caller, so that an interval does not depend on what
//! was computed before it.

use crate::random::{normal_quantile, philox4x32};
use crate::stats::{Moments, quantile};

/// Resamples per interval.
pub(crate) const RESAMPLES: u32 = 2_000;

/// Resamples in which all values are the same have no studentized mean; when more than this share is such,
/// there is no interval of this kind.
const MOST_FLAT: f64 = 0.01;

/// A resample counts with at least this share of the variance of all values. One that misses the few values
/// that differ from the rest has next to none, and its studentized mean would be a thousand errors away;
/// values of a smooth distribution hardly ever fall below.
const LEAST_SPREAD: f64 = 1.0 / 9.0;

/// The 95% interval of the mean; `None` with fewer than two values, or when too many resamples hold one
/// value only.
pub(crate) fn studentized(values: &[f64], key: u64) -> Option<(f64, f64)> {
    let moments = Moments::of(values.iter().copied());
    let (mean, variance, n) = (moments.mean()?, moments.variance()?, values.len() as f64);
    if variance <= 0.0 {
        return Some((mean, mean));
    }
    let drawn = |resample| {
        let mut sums = (0.0, 0.0);
        picks(values.len(), resample, key, |i| {
            let off = values[i] - mean;
            sums = (sums.0 + off, sums.1 + off * off);
        });
        let off = sums.0 / n;
        let spread = (sums.1 - n * off * off) / (n - 1.0);
        // What is left of equal values by rounding is no spread.
        (spread > 1e-12 * variance).then(|| off / libm::sqrt(spread.max(LEAST_SPREAD * variance) / n))
    };
    let mut studentized: Vec<f64> = (0..RESAMPLES).filter_map(drawn).collect();
    if (studentized.len() as f64) < (1.0 - MOST_FLAT) * f64::from(RESAMPLES) {
        return None;
    }
    studentized.sort_by(f64::total_cmp);
    let error = libm::sqrt(variance / n);
    Some((mean - error * quantile(&studentized, 0.975)?, mean - error * quantile(&studentized, 0.025)?))
}

/// The 95% interval of Σ numerators / Σ denominators over pairs that are drawn together; `None` with fewer
/// than two pairs or when a sum of denominators vanishes. Only meaningful where the sum of denominators has a
/// sure sign.
pub(crate) fn bca_ratio(pairs: &[(f64, f64)], key: u64) -> Option<(f64, f64)> {
    let ratio = |(num, den): (f64, f64)| (den != 0.0).then(|| num / den);
    let whole = pairs.iter().fold((0.0, 0.0), |(num, den), pair| (num + pair.0, den + pair.1));
    let observed = ratio(whole).filter(|_| pairs.len() > 1)?;
    let without: Option<Vec<f64>> =
        pairs.iter().map(|pair| ratio((whole.0 - pair.0, whole.1 - pair.1))).collect();
    let without = without?;
    let mean = Moments::of(without.iter().copied()).mean()?;
    let powers = |(squares, cubes), off: f64| (squares + off * off, cubes + off * off * off);
    let (squares, cubes) = without.iter().map(|one| mean - one).fold((0.0, 0.0), powers);
    if squares <= 0.0 {
        return Some((observed, observed));
    }
    let acceleration = cubes / (6.0 * squares * libm::sqrt(squares));
    let drawn = |resample| {
        let mut total = (0.0, 0.0);
        picks(pairs.len(), resample, key, |i| total = (total.0 + pairs[i].0, total.1 + pairs[i].1));
        ratio(total)
    };
    let ratios: Option<Vec<f64>> = (0..RESAMPLES).map(drawn).collect();
    corrected(ratios?, observed, acceleration)
}

/// Ends of the 95% interval from resampled statistics: bias-corrected and accelerated.
fn corrected(mut resampled: Vec<f64>, observed: f64, acceleration: f64) -> Option<(f64, f64)> {
    resampled.sort_by(f64::total_cmp);
    let ties = resampled.iter().filter(|m| **m == observed).count() as f64;
    let below = resampled.iter().filter(|m| **m < observed).count() as f64 + 0.5 * ties;
    let bias = normal_quantile((below / resampled.len() as f64).clamp(1e-4, 1.0 - 1e-4));
    let end = |z: f64| {
        let shifted = bias + z;
        let p = normal_below(bias + shifted / (1.0 - acceleration * shifted));
        quantile(&resampled, p)
    };
    let z = 1.959_963_985;
    Some((end(-z)?, end(z)?))
}

/// Call `each` with the indices of a resample of `n` values.
pub(crate) fn picks(n: usize, resample: u32, key: u64, mut each: impl FnMut(usize)) {
    for block in 0..n.div_ceil(4) {
        let words = philox4x32([block as u32, resample, 0x626F_6F74, 0], [key as u32, (key >> 32) as u32]);
        for word in &words[..(n - 4 * block).min(4)] {
            // Multiply and shift: an index in 0 … n − 1 without the bias of a remainder.
            each(((u64::from(*word) * n as u64) >> 32) as usize);
        }
    }
}

/// The standard normal distribution function.
pub(crate) fn normal_below(z: f64) -> f64 {
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

    /// Efron's ends, Φ(b + (b + z)/(1 − a(b + z))), on resamples that are spread evenly from 0 to 1.
    #[test]
    fn bias_and_skewness_move_the_ends_as_efron_says() {
        let even: Vec<f64> = (0..10_000).map(|i| f64::from(i) / 10_000.0).collect();
        for (observed, acceleration, ends) in [
            (0.5, 0.0, (0.025, 0.975)),
            // b = −0.6745: Φ(−1.349 − 1.96) and Φ(−1.349 + 1.96).
            (0.25, 0.0, (0.000_47, 0.7294)),
            // Φ(−1.96/1.196) and Φ(1.96/0.804).
            (0.5, 0.1, (0.0506, 0.9926)),
        ] {
            let (low, high) = corrected(even.clone(), observed, acceleration).unwrap();
            let near = (low - ends.0).abs() < 5e-4 && (high - ends.1).abs() < 5e-4;
            assert!(near, "{observed} {acceleration}: {low} {high}");
        }
    }

    #[test]
    fn a_few_values_that_differ_do_not_stretch_the_interval_without_bound() {
        let values: Vec<f64> = (0..30).map(|i| if i == 7 { 1.0 } else { f64::from(i) * 1e-6 }).collect();
        let moments = Moments::of(values.iter().copied());
        let (mean, error) = (moments.mean().unwrap(), libm::sqrt(moments.variance().unwrap() / 30.0));
        let (low, high) = studentized(&values, 5).unwrap();
        assert!(
            low > mean - 6.0 * error && high < mean + 6.0 * error,
            "{low} to {high}, an error is {error}"
        );
    }

    #[test]
    fn it_leans_to_the_long_tail_and_repeats_itself() {
        let values = exponential(1, 60);
        let (lo, hi) = studentized(&values, 9).unwrap();
        let mean = Moments::of(values.iter().copied()).mean().unwrap();
        assert!(hi - mean > mean - lo);
        assert_eq!(studentized(&values, 9), Some((lo, hi)));
        assert_ne!(studentized(&values, 10), Some((lo, hi)));
        assert_eq!(studentized(&[2.0, 2.0], 1), Some((2.0, 2.0)));
        assert_eq!(studentized(&[2.0], 1), None);
    }

    #[test]
    fn a_ratio_is_one_of_sums_and_its_interval_holds_the_truth() {
        let noise = |e: u32| exponential(e, 40).into_iter().zip(exponential(e + 1_000, 40));
        let pairs =
            |e: u32| noise(e).map(|(a, b)| (3.0 * (1.0 + 0.3 * a), 1.0 + 0.3 * b)).collect::<Vec<_>>();
        let hits = (0..200)
            .filter(|e| bca_ratio(&pairs(*e), 7).is_some_and(|(lo, hi)| lo <= 3.0 && 3.0 <= hi))
            .count();
        assert!((180..=200).contains(&hits), "{hits} of 200");
        assert_eq!(bca_ratio(&[(2.0, 1.0), (4.0, 2.0)], 1), Some((2.0, 2.0)));
        assert_eq!(bca_ratio(&[(2.0, 1.0)], 1), None);
        assert_eq!(bca_ratio(&[(2.0, 1.0), (3.0, -1.0)], 1), None);
    }

    #[test]
    fn values_that_are_nearly_all_the_same_have_no_studentized_interval() {
        let mut values = vec![0.0; 19];
        values.push(1.0);
        assert_eq!(studentized(&values, 1), None);
    }
}
