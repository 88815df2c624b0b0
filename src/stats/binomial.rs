//! Counts among independent worlds: how large a share may still be after so few were seen, and whether a
//! count is one that chance explains.

use crate::stats::student::incomplete_beta;

/// The share of all worlds below which it lies at 95%, after `seen` of `worlds` were such (one-sided, Clopper
/// & Pearson 1934); with none seen about 3 / worlds (the rule of three). 1 without worlds.
pub(crate) fn upper_bound(seen: u64, worlds: u64) -> f64 {
    if seen >= worlds {
        return 1.0;
    }
    let (a, b) = (seen as f64 + 1.0, (worlds - seen) as f64);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if incomplete_beta(a, b, middle) < 0.95 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Two-sided p-value of `seen` in `trials` that each succeed with probability `p`: the probability of a count
/// that is no likelier than this one. `None` without trials or with a `p` outside 0 < p < 1.
pub(crate) fn p_value(seen: u64, trials: u64, p: f64) -> Option<f64> {
    if trials == 0 || seen > trials || !(p > 0.0 && p < 1.0) {
        return None;
    }
    let log_choose = |k: u64| {
        let ln = |x: u64| libm::lgamma(x as f64 + 1.0);
        ln(trials) - ln(k) - ln(trials - k)
    };
    let log_of = |k: u64| log_choose(k) + k as f64 * libm::log(p) + (trials - k) as f64 * libm::log1p(-p);
    // Counts that are equally likely but for rounding are taken as equally likely.
    let here = log_of(seen) + 1e-7;
    Some((0..=trials).map(log_of).filter(|log| *log <= here).map(libm::exp).sum::<f64>().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_clopper_and_pearson() {
        // None seen: 1 − 0.05^(1/n), in closed form.
        for n in [1_u32, 20, 100, 3000] {
            let expected = 1.0 - libm::pow(0.05, 1.0 / f64::from(n));
            assert!((upper_bound(0, n.into()) - expected).abs() < 1e-9, "{n}");
        }
        // All but one seen: 1 − (1 − 0.95)^…, the other end: P(X ≤ n − 1) = 1 − pⁿ = 0.05.
        assert!((upper_bound(9, 10) - libm::pow(0.95, 0.1)).abs() < 1e-9);
        assert_eq!((upper_bound(5, 5), upper_bound(0, 0)), (1.0, 1.0));
        assert!(upper_bound(3, 100) > upper_bound(2, 100) && upper_bound(2, 100) > upper_bound(2, 200));
    }

    #[test]
    fn p_values_are_those_of_small_cases_by_hand() {
        // Four tosses of a fair coin: 0 or 4 heads have 2/16, 1 or 3 have 8/16 more.
        for (seen, p) in [(0, 0.125), (1, 0.625), (2, 1.0), (4, 0.125)] {
            assert!((p_value(seen, 4, 0.5).unwrap() - p).abs() < 1e-9, "{seen}");
        }
        // Two trials at 0.95: none 0.0025, one 0.095, two 0.9025.
        assert!((p_value(1, 2, 0.95).unwrap() - 0.0975).abs() < 1e-9);
        assert_eq!((p_value(0, 0, 0.5), p_value(3, 2, 0.5), p_value(1, 2, 1.0)), (None, None, None));
    }
}
