//! Values that lie far off from all others, and when a mean leaves them out and says so.
//!
//! In a few of a hundred paired worlds something comes in one of the two histories only (a partner joins
//! or leaves, a matter is carried out in time, wages come late) and moves a measure by up to a hundred
//! times what the scenario does to it elsewhere. Thirty worlds show none of these, or one or two. No
//! interval that is made of thirty numbers can hold a jump which none of them shows, and a jump that one
//! of them shows enters the mean with a weight that is chance. So two questions are answered one by one:
//! how large the difference is where nothing jumps, and in how many worlds something does
//! ([`upper_bound`]).
//!
//! The numbers alone tell which these are; events do not. Of the worlds that lie far off under
//! `non-profit` six in ten tell the same events in both histories, and under `full-package` all worlds
//! tell some that differ.

use crate::stats::binomial::upper_bound;
use crate::stats::interval::{self, ENOUGH_TO_SEE_TAILS, FEWEST_OTHERS, Mostly, SAME};
use crate::stats::quantile;
use serde::{Deserialize, Serialize};

/// The rest is at least four of five values: its spread is that of the nearest four of five to the median.
const REST: (usize, usize) = (4, 5);
/// Of a normal distribution four of five values lie within so many standard deviations.
const REST_IN_SD: f64 = 1.281_551_6;
/// Far off is a value so many standard deviations from the median, were the rest normal. Of a normal
/// distribution no value ever is; of an exponential one three in a thousand are.
const FAR_OFF: f64 = 7.0;

/// Of which worlds a mean speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeanOf {
    /// Of all. Money is of this kind: purposes add up to sums, and a purse bears the worlds far off, too.
    All,
    /// Of those that do not lie far off, where few do.
    Most,
}

/// Worlds whose value lies far off from those of all others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    /// How many.
    #[serde(rename = "n")]
    pub worlds: u64,
    /// The smallest of their values.
    pub low: f64,
    /// The largest of their values.
    pub high: f64,
}

/// Values of which a mean speaks, and those that it leaves out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApartSplit {
    /// What the mean speaks of, in its order.
    pub rest: Vec<f64>,
    /// The ends between which that lies, worlds that were not seen as well; `None` where it is everything.
    pub reach: Option<(f64, f64)>,
    /// What lies beyond; `None` where nothing was seen there.
    pub apart: Option<Apart>,
}

impl ApartSplit {
    /// Set apart the few values far off. All values count where those far off are six or more, and where too
    /// few values are there to tell.
    pub(crate) fn of(values: &[f64], mean_of: MeanOf) -> ApartSplit {
        let all = || ApartSplit { rest: values.to_vec(), reach: None, apart: None };
        let hardly_any = |values: &[f64]| Mostly::of(values).is_some_and(|mostly| mostly.too_few());
        if mean_of == MeanOf::All || values.len() < ENOUGH_TO_SEE_TAILS || hardly_any(values) {
            return all();
        }
        let Some((low, high)) = reach(values) else { return all() };
        let (rest, far): (Vec<f64>, Vec<f64>) =
            values.iter().partition(|value| (low..=high).contains(*value));
        let apart = Apart::of(&far);
        if apart.is_none_or(|apart| apart.worlds < FEWEST_OTHERS && !hardly_any(&rest)) {
            ApartSplit { rest, reach: Some((low, high)), apart }
        } else {
            all()
        }
    }

    /// The 95% interval of the mean of the rest; where those apart might turn the sign that it shows, it is
    /// drawn out to zero. `key` fixes the resamples.
    pub(crate) fn interval(&self, key: u64) -> Option<(f64, f64)> {
        let (low, high) = interval::of_mean(&self.rest, key)?;
        if self.might_turn((low, high)) { Some((low.min(0.0), high.max(0.0))) } else { Some((low, high)) }
    }

    /// Whether the ends of an interval of the rest show a sign that those apart might turn, were they as many
    /// as the bound on their share allows and all as far off as the farthest seen.
    pub(crate) fn might_turn(&self, (low, high): (f64, f64)) -> bool {
        let Some(apart) = self.apart else { return false };
        let share = apart.bound(apart.worlds + self.rest.len() as u64);
        let with = |end: f64, far: f64| (1.0 - share) * end + share * far;
        (low > 0.0 && with(low, apart.low) <= 0.0) || (high < 0.0 && with(high, apart.high) >= 0.0)
    }
}

impl Apart {
    /// `None` without any.
    fn of(far: &[f64]) -> Option<Apart> {
        let ends = far.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
        (!far.is_empty()).then_some(Apart { worlds: far.len() as u64, low: ends.0, high: ends.1 })
    }

    /// The largest share of all worlds that may lie far off, after these of so many, at 95%.
    pub(crate) fn bound(&self, of: u64) -> f64 {
        upper_bound(self.worlds, of)
    }
}

/// The ends beyond which a value lies far off.
fn reach(values: &[f64]) -> Option<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = quantile(&sorted, 0.5)?;
    let mut distances: Vec<f64> = values.iter().map(|value| (value - median).abs()).collect();
    distances.sort_by(f64::total_cmp);
    let within = distances.get((REST.0 * values.len()).div_ceil(REST.1).checked_sub(1)?)?;
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    // What subtraction leaves of equal differences is no spread.
    let far = (FAR_OFF * within / REST_IN_SD).max(SAME * largest);
    Some((median - far, median + far))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty-nine values around `middle`, evenly spread from −1.4 to +1.4, and another.
    fn with(middle: f64, other: f64) -> Vec<f64> {
        (0..29).map(|i| middle + 0.1 * f64::from(i - 14)).chain([other]).collect()
    }

    #[test]
    fn far_off_is_seven_deviations_from_the_median() {
        // With one value above, the median lies midway between the 15th and the 16th: 0.05. The distances are
        // 0.05 (twice), 0.15 (twice) …: the 24th of them is 1.15, and 7·1.15/1.28155 = 6.2814.
        let (low, high) = reach(&with(0.0, 100.0)).unwrap();
        assert!((low - (0.05 - 6.281_44)).abs() < 1e-4 && (high - (0.05 + 6.281_44)).abs() < 1e-4);
        let apart =
            |other: f64| ApartSplit::of(&with(0.0, other), MeanOf::Most).apart.map(|apart| apart.worlds);
        assert_eq!((apart(6.3), apart(6.4), apart(-6.2), apart(-6.4)), (None, Some(1), None, Some(1)));
        // One more world is no reason to leave out any of a normal spread.
        assert_eq!(ApartSplit::of(&with(0.0, 3.0), MeanOf::Most).rest.len(), 30);
    }

    #[test]
    fn the_mean_is_of_the_others_and_the_ends_of_those_apart_are_told() {
        let mut values = with(0.0, 40.0);
        values[0] = -30.0;
        let split = ApartSplit::of(&values, MeanOf::Most);
        assert_eq!(split.apart, Some(Apart { worlds: 2, low: -30.0, high: 40.0 }));
        assert_eq!(split.rest, values[1..29].to_vec());
        let (low, high) = split.reach.unwrap();
        assert!(-30.0 < low && low < -1.4 && 1.4 < high && high < 40.0);
        let all = ApartSplit { rest: values.clone(), reach: None, apart: None };
        assert_eq!(ApartSplit::of(&values, MeanOf::All), all, "money is counted whole");
    }

    #[test]
    fn where_six_lie_far_off_or_too_few_are_there_the_mean_is_of_all() {
        let far = |many: usize, of: usize| {
            (0..of).map(|i| if i < many { 50.0 } else { 0.1 * (i % 7) as f64 - 0.3 }).collect::<Vec<f64>>()
        };
        let kept = |values: &[f64]| ApartSplit::of(values, MeanOf::Most).rest.len();
        assert_eq!((kept(&far(5, 100)), kept(&far(6, 100))), (95, 100));
        assert_eq!((kept(&far(1, 20)), kept(&far(1, 19))), (19, 19));
        // Nearly all the same: a count, and no interval that leaves anything out.
        let seldom: Vec<f64> = (0..30).map(|i| f64::from(u8::from(i == 3))).collect();
        assert_eq!((kept(&seldom), ApartSplit::of(&seldom, MeanOf::Most).reach), (30, None));
    }

    #[test]
    fn a_sign_that_the_few_might_turn_is_not_claimed() {
        // 29 of mean 5: t(28)·s/√29 = 2.0484·0.8515/5.3852 = 0.3239, so that 4.6761 is the low end. Of 30
        // worlds of which one is apart up to 14.9% may be: 0.8514·4.6761 − 0.1486·26.8 is about nothing.
        let ends = |middle: f64, other: f64| {
            let split = ApartSplit::of(&with(middle, other), MeanOf::Most);
            assert_eq!(split.apart.map(|apart| apart.worlds), Some(1));
            split.interval(1).unwrap()
        };
        let near = |found: (f64, f64), low: f64, high: f64| {
            assert!((found.0 - low).abs() < 1e-4 && (found.1 - high).abs() < 1e-4, "{found:?}");
        };
        near(ends(5.0, -26.0), 4.6761, 5.3239);
        near(ends(5.0, -27.6), 0.0, 5.3239);
        near(ends(5.0, 500.0), 4.6761, 5.3239);
        near(ends(-5.0, 26.0), -5.3239, -4.6761);
        near(ends(-5.0, 27.6), -5.3239, 0.0);
        // Where the rest shows no sign there is none to turn.
        near(ends(0.1, -500.0), -0.2239, 0.4239);
    }
}
