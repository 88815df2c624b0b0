//! Chances that the judgements of a study rest on: of a chi-squared statistic, and of a number of hits.

/// Probability that a chi-squared variable with so many degrees of freedom is at least `x`: 1 − P(k/2, x/2)
/// by the power series of the incomplete gamma function (Abramowitz & Stegun 6.5.29). Good to 1e-12
/// absolutely.
pub(crate) fn chi_squared_above(x: f64, degrees: usize) -> f64 {
    let (shape, half) = (degrees as f64 / 2.0, x / 2.0);
    if half <= 0.0 {
        return 1.0;
    }
    let mut term = libm::exp(shape * libm::log(half) - half - libm::lgamma(shape + 1.0));
    let (mut sum, mut n) = (term, shape);
    while term > sum * 1e-17 {
        n += 1.0;
        term *= half / n;
        sum += term;
    }
    (1.0 - sum).clamp(0.0, 1.0)
}

/// How unlikely counts as uneven as these are when all are equally likely.
pub(crate) fn unevenness(counts: &[usize]) -> f64 {
    let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    let off = counts.iter().map(|count| (*count as f64 - expected) * (*count as f64 - expected) / expected);
    chi_squared_above(off.sum(), counts.len().saturating_sub(1))
}

#[cfg(test)]
/// Probability of at most `hits` hits in `n` trials, each with probability `p`.
pub(crate) fn at_most(hits: usize, n: usize, p: f64) -> f64 {
    let factorial = |n: usize| libm::lgamma(n as f64 + 1.0);
    let log = |k: usize| {
        factorial(n) - factorial(k) - factorial(n - k)
            + k as f64 * libm::log(p)
            + (n - k) as f64 * libm::log(1.0 - p)
    };
    (0..=hits.min(n)).map(|k| libm::exp(log(k))).sum()
}

#[cfg(test)]
/// The fewest hits that a fair chance of `p` falls short of with probability `alarm` at most.
pub(crate) fn fewest(n: usize, p: f64, alarm: f64) -> usize {
    (0..=n).take_while(|hits| *hits == 0 || at_most(hits - 1, n, p) <= alarm).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_those_of_the_tables() {
        // Abramowitz & Stegun, table 26.8.
        for (x, degrees, p) in [
            (16.918_98, 9, 0.05),
            (21.665_99, 9, 0.01),
            (3.841_46, 1, 0.05),
            (5.991_46, 2, 0.05),
            (124.342, 100, 0.05),
        ] {
            assert!((chi_squared_above(x, degrees) - p).abs() < 1e-5, "{x} {degrees}");
        }
        assert_eq!(chi_squared_above(0.0, 9), 1.0);
        assert!(chi_squared_above(500.0, 9) < 1e-11);
        assert!((at_most(1, 3, 0.5) - 0.5).abs() < 1e-12);
        assert!((at_most(25, 25, 0.9) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_lopsided_histogram_is_unlikely_and_an_even_one_is_not() {
        assert_eq!(unevenness(&[5; 10]), 1.0);
        assert!(unevenness(&[14, 4, 4, 4, 4, 4, 4, 4, 4, 4]) < 0.05);
    }

    #[test]
    fn the_fewest_hits_leave_little_chance_of_a_false_alarm() {
        let fewest = fewest(25, 0.9, 1e-4);
        assert!(at_most(fewest - 1, 25, 0.9) <= 1e-4 && at_most(fewest, 25, 0.9) > 1e-4, "{fewest}");
    }
}
