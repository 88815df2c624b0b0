//! The 95% interval of the mean of paired differences, and when there is none to give.
//!
//! Pairing in common random numbers makes differences of an unusual kind: in most worlds exactly or nearly
//! the same, in a few far off, where one event (a contract lost, a manager gone) came in one of the two
//! histories only. Student's interval alone then holds too seldom, and a bootstrap leans to the side of the
//! few that were seen. Three rules, each measured by `commonroom coverage` on scenarios that are shipped:
//!
//! 1. light tails: Student's t;
//! 2. heavy tails: whatever either of two intervals holds, the studentized bootstrap's and that of Student
//!    with two worlds more, one to each side, as far from the mean as the farthest seen;
//! 3. more than half of the worlds show one and the same difference, and fewer than six another: no interval.
//!    What is known is a count, and [`upper_bound`] says how many such worlds there may be in all.
//!
//! What comes in hardly any world and lies far off is set apart before ([`crate::stats::apart`]).

use crate::stats::binomial::upper_bound;
use crate::stats::{Moments, bootstrap, student};

/// With fewer values than this Student's t is taken whatever the tails look like.
pub(crate) const ENOUGH_TO_SEE_TAILS: usize = 20;
/// Tails are heavy from this skewness on, to either side …
const SKEWED: f64 = 1.0;
/// … or from this excess kurtosis on.
const PEAKED: f64 = 1.5;
/// Where most values are equal, the fewest others that carry an interval: with five, all to one side, even
/// their sign is not sure at 5% (2 · ½⁵ = 6%).
pub(crate) const FEWEST_OTHERS: u64 = 6;
/// Values closer than this share of the largest are one value: what subtraction leaves of equal differences.
pub(crate) const SAME: f64 = 1e-9;

/// Values of which more than half are one and the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mostly {
    /// The value of most.
    pub common: f64,
    /// How many have another one.
    pub others: u64,
    /// Of how many.
    pub worlds: u64,
    /// The smallest and the largest value.
    pub ends: (f64, f64),
}

impl Mostly {
    /// `None` where no value is that of more than half, or with fewer than two values.
    pub(crate) fn of(values: &[f64]) -> Option<Mostly> {
        if values.len() < 2 {
            return None;
        }
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        // The median has the value of more than half, if any has.
        let common = sorted[sorted.len() / 2];
        let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        let others = values.iter().filter(|value| (*value - common).abs() > SAME * largest).count();
        let ends = (sorted[0], sorted[sorted.len() - 1]);
        let (others_seen, worlds) = (others as u64, values.len() as u64);
        (2 * others < values.len()).then_some(Mostly { common, others: others_seen, worlds, ends })
    }

    /// Whether too few differ from the rest for an interval.
    pub(crate) fn too_few(&self) -> bool {
        self.others < FEWEST_OTHERS
    }

    /// The largest share of worlds that may show another value, at 95%.
    pub(crate) fn bound(&self) -> f64 {
        upper_bound(self.others, self.worlds)
    }

    /// The sign of the mean where it is sure without an interval: that of the common value, if the others
    /// were as many as the bound allows and all as far off as the farthest seen; 0 where that turns it.
    pub(crate) fn sure_sign(&self) -> i8 {
        let turned = |end: f64| self.common + self.bound() * (end - self.common);
        if self.worlds < FEWEST_OTHERS {
            return 0;
        }
        i8::from(turned(self.ends.0) > 0.0) - i8::from(turned(self.ends.1) < 0.0)
    }
}

/// The interval; `None` with fewer than two values or by the third rule. `key` fixes the resamples.
pub(crate) fn of_mean(values: &[f64], key: u64) -> Option<(f64, f64)> {
    let moments = Moments::of(values.iter().copied());
    if Mostly::of(values).is_some_and(|mostly| mostly.too_few()) {
        return None;
    }
    let student = moments.interval()?;
    if values.len() < ENOUGH_TO_SEE_TAILS || !heavy(values) {
        return Some(student);
    }
    let with_more = two_more(values, &moments)?;
    let resampled = bootstrap::studentized(values, key).unwrap_or(with_more);
    Some((with_more.0.min(resampled.0), with_more.1.max(resampled.1)))
}

/// Whether the tails are heavier than Student's t bears.
fn heavy(values: &[f64]) -> bool {
    let moments = Moments::of(values.iter().copied());
    let (Some(mean), n) = (moments.mean(), values.len() as f64) else { return false };
    let (mut squares, mut cubes, mut fourths) = (0.0, 0.0, 0.0);
    for off in values.iter().map(|value| value - mean) {
        let square = off * off;
        (squares, cubes, fourths) = (squares + square, cubes + square * off, fourths + square * square);
    }
    let spread = squares / n;
    if spread <= 0.0 {
        return false;
    }
    let skewness = cubes / n / (spread * libm::sqrt(spread));
    let excess = fourths / n / (spread * spread) - 3.0;
    skewness.abs() > SKEWED || excess > PEAKED
}

/// Student's interval, had two worlds more been seen, one to each side, as far from the mean as the farthest.
/// Tails that 30 worlds show hardly ever end with what they show.
fn two_more(values: &[f64], moments: &Moments) -> Option<(f64, f64)> {
    let (mean, variance, n) = (moments.mean()?, moments.variance()?, values.len() as f64);
    let farthest = values.iter().fold(0.0_f64, |far, value| far.max((value - mean).abs()));
    let variance = variance + 2.0 * farthest * farthest / (n - 1.0);
    let half = student::t_975(moments.n() - 1)? * libm::sqrt(variance / n);
    Some((mean - half, mean + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_worlds_that_differ_have_a_count_and_no_interval() {
        let with = |others: usize| {
            (0..30).map(|i| if i < others { 1.0 + i as f64 } else { 0.0 }).collect::<Vec<f64>>()
        };
        for others in 0..6 {
            let mostly = Mostly::of(&with(others)).unwrap();
            assert_eq!((mostly.common, mostly.others), (0.0, others as u64));
            assert_eq!(of_mean(&with(others), 1), None, "{others}");
        }
        assert!(of_mean(&with(6), 1).is_some());
        // The same around a difference that is not zero, with what subtraction leaves of it.
        let shifted: Vec<f64> = with(2).iter().map(|v| (0.1 + v + 25_000.0) - 0.1).collect();
        assert_eq!(Mostly::of(&shifted).map(|mostly| mostly.others), Some(2));
        assert_eq!(of_mean(&shifted, 1), None);
        // Values that all differ have the interval of Student, however few they are.
        assert_eq!(of_mean(&[1.0, 2.0, 3.0], 1), Moments::of([1.0, 2.0, 3.0]).interval());
        assert_eq!(Mostly::of(&[1.0]), None);
        assert!(Mostly::of(&with(0)).unwrap().bound() < 3.0 / 30.0);
    }

    #[test]
    fn the_sign_of_what_most_worlds_show_is_sure_unless_the_others_could_turn_it() {
        let sign = |values: &[f64]| Mostly::of(values).unwrap().sure_sign();
        let cost = |other: f64| (0..100).map(|i| if i == 7 { other } else { 25_000.0 }).collect::<Vec<f64>>();
        assert_eq!((sign(&cost(25_000.0)), sign(&cost(-90_000.0)), sign(&cost(-9e6))), (1, 1, 0));
        assert_eq!((sign(&[0.0; 100]), sign(&[-2.0; 100]), sign(&[3.0; 5])), (0, -1, 0));
    }

    #[test]
    fn symmetric_heavy_tails_do_not_lean_to_the_side_of_the_farthest() {
        // A mean of zero, and one world far off: the interval must hold zero to both sides of it.
        let values: Vec<f64> =
            (0..40).map(|i| f64::from(i % 7 - 3) * 0.01 + if i == 11 { 2.0 } else { 0.0 }).collect();
        let moments = Moments::of(values.iter().copied());
        let (low, high) = of_mean(&values, 3).unwrap();
        let student = moments.interval().unwrap();
        assert!(low <= student.0 && student.1 <= high && low < 0.0, "{low} to {high}, {student:?}");
    }

    #[test]
    fn tails_are_heavy_by_skewness_or_by_peak() {
        let many = |value: f64, times: usize| vec![value; times];
        // A quarter at 1: skewness 1.15, excess −0.67. Two of twenty at ±5: skewness 0, excess 2.48.
        assert!(heavy(&[many(0.0, 15), many(1.0, 5)].concat()));
        assert!(heavy(&[many(-1.0, 9), many(1.0, 9), vec![-5.0, 5.0]].concat()));
        // One half at 1: skewness 0, excess −2. A third at 1: 0.71 and −1.5.
        assert!(!heavy(&[many(0.0, 10), many(1.0, 10)].concat()));
        assert!(!heavy(&[many(0.0, 20), many(1.0, 10)].concat()));
    }

    #[test]
    fn two_worlds_more_lie_as_far_as_the_farthest_to_either_side() {
        // Mean 0, squares 20 and twice 9 more, over 3; t of 3 degrees of freedom 3.182446:
        // 3.182446·√(38/3/4).
        let (low, high) = two_more(&[-3.0, -1.0, 1.0, 3.0], &Moments::of([-3.0, -1.0, 1.0, 3.0])).unwrap();
        assert!((high - 5.663_206).abs() < 1e-5 && (low + high).abs() < 1e-12, "{low} to {high}");
        // The interval of heavy tails holds it.
        let values: Vec<f64> =
            (0..20).map(|i| [-1.0, 1.0, -1.0, 1.0][i % 4] * if i < 2 { 5.0 } else { 1.0 }).collect();
        let (within, whole) = (two_more(&values, &Moments::of(values.iter().copied())), of_mean(&values, 1));
        let ((low, high), (from, to)) = (within.unwrap(), whole.unwrap());
        assert!(from <= low && high <= to, "{from} to {to} holds {low} to {high}");
    }

    #[test]
    fn light_tails_have_the_interval_of_student() {
        let values: Vec<f64> = (0..40).map(|i| f64::from(i * 17 % 41)).collect();
        assert_eq!(of_mean(&values, 3), Moments::of(values.iter().copied()).interval());
    }
}
