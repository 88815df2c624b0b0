//! Which of the parameters that nobody measured the doubt about a figure rests on, from draws that were lived
//! anyway.
//!
//! The first-order index of a parameter is the share of the figure's variance that goes with it: the
//! variance of the means over bins of equally many draws, freed of what bins show by chance (the
//! correlation ratio for given data: Plischke 2010; corrected as ε²: Kelley 1935). Of some hundred draws
//! and hundreds of parameters many indices come out above nought by chance. A parameter is named only if
//! its ratio is above what the largest of all is in 95 % of shuffles of the figure (Westfall & Young 1993);
//! what the named ones leave is said to be open.

use crate::stats::{Moments, quantile};
use crate::study::calibrate::draws::{DrawUse, Draws};

/// Shuffles for the largest ratio by chance, and resamples for intervals.
const SHUFFLES: u32 = 200;

/// Part of shuffles whose largest ratio lies below that of a parameter that is named.
const SURE: f64 = 0.95;

/// A parameter that the figure surely goes with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Driver {
    /// Which of the parameters.
    pub at: usize,
    /// Its first-order index.
    pub index: f64,
    /// 90% of the indices of resampled draws lie in it.
    pub interval: (f64, f64),
    /// Whether the figure is larger with larger values: the mean of the upper half less that of the lower.
    pub rises: bool,
}

/// The parameters that a figure surely goes with, the greatest first. `values[draw][parameter]`.
pub(crate) fn drivers(values: &[Vec<f64>], figure: &[f64], seed: u64) -> Vec<Driver> {
    let (n, width) = (figure.len().min(values.len()), values.first().map_or(0, Vec::len));
    let bins = bins(n);
    if n < 4 * bins {
        return vec![];
    }
    let ranks: Vec<Vec<usize>> = (0..width).map(|at| binned(values, at, n, bins)).collect();
    let bar = largest_by_chance(&ranks, &figure[..n], bins, seed);
    let mut found: Vec<Driver> = (0..width)
        .filter(|at| ratio(&ranks[*at], &figure[..n], bins) > bar)
        .map(|at| Driver {
            at,
            index: index(ratio(&ranks[at], &figure[..n], bins), n, bins),
            interval: interval(&ranks[at], &figure[..n], bins, seed),
            rises: rises(&ranks[at], &figure[..n], bins),
        })
        .collect();
    found.sort_by(|a, b| b.index.total_cmp(&a.index));
    found
}

/// Bins for so many draws: few enough that each holds some dozens.
fn bins(draws: usize) -> usize {
    (0.7 * libm::cbrt(draws as f64)).max(3.0) as usize
}

/// In which bin of equally many draws each draw lies; equal values share one.
fn binned(values: &[Vec<f64>], at: usize, n: usize, bins: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| values[*a][at].total_cmp(&values[*b][at]));
    let mut bin = vec![0; n];
    for (place, draw) in order.iter().enumerate() {
        let same = place > 0 && values[*draw][at] == values[order[place - 1]][at];
        bin[*draw] = if same { bin[order[place - 1]] } else { place * bins / n };
    }
    bin
}

/// Variance of the means of bins over the whole variance.
fn ratio(bin: &[usize], figure: &[f64], bins: usize) -> f64 {
    let all = Moments::of(figure.iter().copied());
    let (Some(mean), Some(variance)) = (all.mean(), all.variance().filter(|v| *v > 0.0)) else { return 0.0 };
    let mut of = vec![(0.0, 0.0); bins];
    for (bin, value) in bin.iter().zip(figure) {
        of[*bin].0 += value - mean;
        of[*bin].1 += 1.0;
    }
    let between: f64 = of.iter().filter(|(_, n)| *n > 0.0).map(|(sum, n)| sum * sum / n).sum();
    between / (variance * (figure.len() - 1) as f64)
}

/// The index that a ratio stands for.
fn index(ratio: f64, n: usize, bins: usize) -> f64 {
    (1.0 - (1.0 - ratio) * (n - 1) as f64 / (n - bins) as f64).clamp(0.0, 1.0)
}

/// What the largest ratio of all parameters is below in most shuffles of the figure.
fn largest_by_chance(ranks: &[Vec<usize>], figure: &[f64], bins: usize, seed: u64) -> f64 {
    let mut largest: Vec<f64> = (0..SHUFFLES)
        .map(|shuffle| {
            let mut stream = Draws::new(seed).stream(DrawUse::Resample, shuffle, 1);
            let mut shuffled = figure.to_vec();
            for last in (1..shuffled.len()).rev() {
                shuffled.swap(last, (stream.uniform() * (last + 1) as f64) as usize);
            }
            ranks.iter().map(|bin| ratio(bin, &shuffled, bins)).fold(0.0, f64::max)
        })
        .collect();
    largest.sort_by(f64::total_cmp);
    quantile(&largest, SURE).unwrap_or(1.0)
}

/// Where the index lies over resamples of the draws.
fn interval(bin: &[usize], figure: &[f64], bins: usize, seed: u64) -> (f64, f64) {
    let n = figure.len();
    let mut all: Vec<f64> = (0..SHUFFLES)
        .map(|resample| {
            let mut stream = Draws::new(seed).stream(DrawUse::Resample, resample, 2);
            let chosen: Vec<usize> = (0..n).map(|_| (stream.uniform() * n as f64) as usize).collect();
            let (bin, figure): (Vec<usize>, Vec<f64>) =
                chosen.into_iter().map(|draw| (bin[draw], figure[draw])).unzip();
            index(ratio(&bin, &figure, bins), n, bins)
        })
        .collect();
    all.sort_by(f64::total_cmp);
    (quantile(&all, 0.05).unwrap_or(0.0), quantile(&all, 0.95).unwrap_or(1.0))
}

/// Whether the mean of the upper bins is above that of the lower.
fn rises(bin: &[usize], figure: &[f64], bins: usize) -> bool {
    let mean = |upper: bool| {
        let within = bin.iter().zip(figure).filter(|(bin, _)| (2 * **bin >= bins) == upper);
        Moments::of(within.map(|(_, value)| *value)).mean().unwrap_or(0.0)
    };
    mean(true) > mean(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws of uniform numbers, −π to π.
    fn uniform(n: usize, width: u32) -> Vec<Vec<f64>> {
        let mut stream = Draws::new(11).stream(DrawUse::Truth, 1, width);
        let pi = std::f64::consts::PI;
        (0..n).map(|_| (0..width).map(|_| (2.0 * stream.uniform() - 1.0) * pi).collect()).collect()
    }

    #[test]
    fn ishigami_has_the_known_first_order_indices() {
        // sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1: analytic 0.3139, 0.4424, 0, and 17 more inputs that do
        // nothing.
        let values = uniform(8_000, 20);
        let figure: Vec<f64> = values
            .iter()
            .map(|x| {
                libm::sin(x[0]) * (1.0 + 0.1 * libm::pow(x[2], 4.0)) + 7.0 * libm::pow(libm::sin(x[1]), 2.0)
            })
            .collect();
        let found = drivers(&values, &figure, 1);
        let indices: Vec<(usize, f64)> = found.iter().map(|driver| (driver.at, driver.index)).collect();
        assert_eq!(indices.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 0], "{indices:?}");
        for (driver, known) in found.iter().zip([0.4424, 0.3139]) {
            assert!((driver.index - known).abs() < 0.03, "{indices:?}");
            assert!(driver.interval.0 - 0.02 < known && known < driver.interval.1 + 0.02, "{driver:?}");
        }
        assert!(found[1].rises);
    }

    #[test]
    fn of_hundreds_of_parameters_nothing_is_named_by_chance() {
        let values = uniform(200, 400);
        let mut stream = Draws::new(12).stream(DrawUse::Truth, 2, 1);
        let mut noise = || (0..200).map(|_| stream.normal()).collect::<Vec<f64>>();
        // In one figure of twenty one of the 400 is above the bar; in more than three of twenty once in 60.
        let named = (0..20).filter(|seed| !drivers(&values, &noise(), *seed).is_empty()).count();
        assert!(named <= 3, "{named} of 20");
        let noise = noise();
        // Half of the variance goes with one of them, falling.
        let figure: Vec<f64> = values
            .iter()
            .zip(&noise)
            .map(|(x, noise)| noise - x[7] / (2.0 * std::f64::consts::PI / 12.0_f64.sqrt()))
            .collect();
        let found = drivers(&values, &figure, 1);
        assert_eq!((found.len(), found[0].at, found[0].rises), (1, 7, false), "{found:?}");
        assert!((found[0].index - 0.5).abs() < 0.12, "{found:?}");
    }

    #[test]
    fn what_does_not_vary_or_is_too_little_has_no_driver() {
        assert!(drivers(&uniform(100, 3), &[1.0; 100], 1).is_empty());
        assert!(drivers(&uniform(8, 3), &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 1).is_empty());
        assert!(drivers(&[], &[], 1).is_empty());
    }
}
