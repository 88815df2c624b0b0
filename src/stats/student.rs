//! Student's t distribution: its quantile by bisection of the incomplete beta function. Good to about 1e-10,
//! which a table is not for every number of degrees of freedom.

use std::sync::OnceLock;

/// The 0.975 quantile of Student's t with `df` degrees of freedom; `None` for 0. Remembered: tables ask for
/// it in every row.
pub(crate) fn t_975(df: u64) -> Option<f64> {
    static KNOWN: [OnceLock<f64>; 4096] = [const { OnceLock::new() }; 4096];
    if df == 0 {
        return None;
    }
    match KNOWN.get(df as usize) {
        Some(known) => Some(*known.get_or_init(|| positive_quantile(0.025, df as f64))),
        None => Some(positive_quantile(0.025, df as f64)),
    }
}

#[cfg(test)]
/// The quantile `p` of Student's t; `None` outside 0 < p < 1 or without degrees of freedom.
pub(crate) fn t_quantile(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && df > 0.0) {
        return None;
    }
    let size = positive_quantile(p.min(1.0 - p), df);
    Some(if p < 0.5 { -size } else { size })
}

/// The t ≥ 0 above which lies `tail` ≤ ½.
fn positive_quantile(tail: f64, df: f64) -> f64 {
    let (mut low, mut high) = (0.0, 2.0);
    while upper_tail(high, df) > tail && high < 1e12 {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if upper_tail(middle, df) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// P(T > t) for t ≥ 0.
pub(crate) fn upper_tail(t: f64, df: f64) -> f64 {
    0.5 * incomplete_beta(0.5 * df, 0.5, df / (df + t * t))
}

/// The regularised incomplete beta function.
pub(crate) fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let log_front =
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(log_front);
    // The fraction converges fast on one side of the mean only; on the other use the mirrored one.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

/// The continued fraction of the incomplete beta function by the method of Lentz.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let guard = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for step in 1..=500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let change = d * c;
        h *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        let known = [
            (0.975, 1.0, 12.706_204_736),
            (0.975, 2.0, 4.302_652_730),
            (0.975, 5.0, 2.570_581_836),
            (0.975, 19.0, 2.093_024_054),
            (0.975, 29.0, 2.045_229_642),
            (0.975, 199.0, 1.971_956_544),
            (0.95, 10.0, 1.812_461_123),
            (0.995, 30.0, 2.749_995_654),
            (0.975, 1e6, 1.959_966_2),
        ];
        for (p, df, t) in known {
            assert!((t_quantile(p, df).unwrap() - t).abs() < 1e-6, "p {p} df {df}: {:?}", t_quantile(p, df));
        }
    }

    #[test]
    fn it_is_symmetric_and_refuses_nonsense() {
        assert!((t_quantile(0.025, 7.0).unwrap() + t_quantile(0.975, 7.0).unwrap()).abs() < 1e-9);
        assert!(t_quantile(0.5, 7.0).unwrap().abs() < 1e-9);
        assert_eq!(t_975(0), None);
        assert_eq!(t_quantile(1.0, 3.0), None);
    }
}
