//! The 95% interval of a ratio of two sums over the same worlds, as a price is: extra cost over extra gain.

use crate::stats::{Moments, bootstrap, student};

/// Whatever either of two intervals of Σ numerators / Σ denominators holds: the bootstrap's (bias-corrected
/// and accelerated), which knows the shape of the values but only those that were seen, and that of Fieller
/// (1954), which widens as the denominator comes near to zero. `None` with fewer than two pairs or where the
/// sum of denominators has no sure sign.
pub(crate) fn interval(pairs: &[(f64, f64)], key: u64) -> Option<(f64, f64)> {
    let fieller = fieller(pairs)?;
    let resampled = bootstrap::bca_ratio(pairs, key).unwrap_or(fieller);
    Some((fieller.0.min(resampled.0), fieller.1.max(resampled.1)))
}

/// All ratios r for which Student's test does not tell the mean of (numerator − r · denominator) from zero.
fn fieller(pairs: &[(f64, f64)]) -> Option<(f64, f64)> {
    let n = pairs.len() as f64;
    let numerators = Moments::of(pairs.iter().map(|pair| pair.0));
    let denominators = Moments::of(pairs.iter().map(|pair| pair.1));
    let (y, x) = (numerators.mean()?, denominators.mean()?);
    let t = student::t_975(pairs.len().checked_sub(1)? as u64)?;
    let shared = pairs.iter().map(|pair| (pair.0 - y) * (pair.1 - x)).sum::<f64>() / (n - 1.0);
    let (wide_y, wide_x) = (numerators.variance()?, denominators.variance()?);
    let squared = t * t / n;
    let (a, b, c) = (x * x - squared * wide_x, x * y - squared * shared, y * y - squared * wide_y);
    if a <= 0.0 {
        return None;
    }
    let root = libm::sqrt((b * b - a * c).max(0.0));
    Some(((b - root) / a, (b + root) / a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_those_ratios_that_the_test_just_tells_from_zero() {
        let pairs: Vec<(f64, f64)> =
            (0..30).map(|i| (100.0 + f64::from(i * 7 % 11), 20.0 + f64::from(i * 5 % 13))).collect();
        let (low, high) = fieller(&pairs).unwrap();
        let t = |r: f64| {
            let off = Moments::of(pairs.iter().map(|pair| pair.0 - r * pair.1));
            off.mean().unwrap().abs() * libm::sqrt(30.0) / off.sd().unwrap()
        };
        let bound = student::t_975(29).unwrap();
        assert!((t(low) - bound).abs() < 1e-6 && (t(high) - bound).abs() < 1e-6 && low < high);
    }

    #[test]
    fn a_denominator_that_may_be_zero_has_no_interval() {
        let pairs: Vec<(f64, f64)> = (0..30).map(|i| (100.0, f64::from(i % 3) - 1.0)).collect();
        assert_eq!(interval(&pairs, 1), None);
        assert_eq!((interval(&[(1.0, 1.0)], 1), interval(&[], 1)), (None, None));
    }

    #[test]
    fn gains_in_few_worlds_give_a_wide_interval_and_never_none() {
        let pairs: Vec<(f64, f64)> =
            (0..100).map(|i| (500.0, if i % 12 == 0 { 3.0 + f64::from(i % 5) } else { 0.0 })).collect();
        let (low, high) = interval(&pairs, 1).unwrap();
        let value = 500.0 * 100.0 / pairs.iter().map(|pair| pair.1).sum::<f64>();
        assert!(low < value && value < high && high > 1.8 * value, "{low} {value} {high}");
    }

    #[test]
    fn the_interval_holds_that_of_fieller_and_that_of_the_bootstrap() {
        let pairs: Vec<(f64, f64)> =
            (0..40).map(|i| (100.0 + f64::from(i * 7 % 11), 20.0 + f64::from(i * 5 % 13))).collect();
        let (low, high) = interval(&pairs, 1).unwrap();
        for (from, to) in [fieller(&pairs).unwrap(), bootstrap::bca_ratio(&pairs, 1).unwrap()] {
            assert!(low <= from && to <= high && from < to, "{low} to {high} holds {from} to {to}");
        }
    }

    #[test]
    fn equal_pairs_have_one_ratio() {
        let (low, high) = interval(&[(2.0, 1.0); 10], 1).unwrap();
        assert!((low - 2.0).abs() < 1e-12 && (high - 2.0).abs() < 1e-12);
    }
}
