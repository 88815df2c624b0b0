//! Two scenarios in the same random worlds: the difference world by world, and what the pairing gained.

use crate::stats::apart::{Apart, ApartSplit, MeanOf};
use crate::stats::interval::{self, Mostly};
use crate::stats::{Moments, binomial, student};
use serde::{Deserialize, Serialize};

/// From this gain on paired worlds are as good as identical, and the gain is a number of rounding errors.
const AS_GOOD_AS_IDENTICAL: f64 = 1e6;
/// The 80% quantile of the standard normal distribution: the chance with which a difference shows.
const POWER: f64 = 0.841_621_2;

/// What paired worlds say of a difference (scenario − baseline).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paired {
    /// Pairs in which both values exist.
    #[serde(rename = "n_pairs")]
    pub pairs: u64,
    /// Mean difference: of the pairs that do not lie far off, where fewer than six do.
    pub diff: f64,
    /// Mean difference of all pairs.
    pub diff_all: f64,
    /// 95% interval of `diff`; `None` with one pair, or where more than half of the pairs show one and the
    /// same difference and fewer than six another.
    #[serde(flatten, with = "bounds")]
    pub interval: Option<(f64, f64)>,
    /// Pairs whose difference is not the one that more than half of them show; `None` where no difference is
    /// that of more than half.
    #[serde(rename = "n_others")]
    pub others: Option<u64>,
    /// The pairs far off that `diff` leaves out; `None` where it speaks of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
    /// Share of pairs in which the scenario is better, ties half; `None` when neither direction is better.
    pub p_better: Option<f64>,
    /// Correlation of the two values over worlds; `None` without spread.
    pub correlation: Option<f64>,
    /// Variance of the difference of independent worlds over that of paired worlds: how many times fewer
    /// worlds pairing needs. `None` when the paired difference does not vary, or hardly: above a million.
    pub variance_reduction: Option<f64>,
    /// Pairs of which the interval excludes zero with a chance of 80%, were difference and spread those seen;
    /// `None` without spread or difference, or without an interval.
    pub pairs_to_settle: Option<u64>,
}

/// Compare pairs (baseline, scenario); pairs with a missing side are left out. `None` when none is left.
/// `sign` is 1 when more is better, −1 when less is better, 0 when neither is.
pub fn compare(pairs: &[(Option<f64>, Option<f64>)], sign: i8, key: u64) -> Option<Paired> {
    compare_mean(pairs, sign, key, MeanOf::Most)
}

/// The same, of all worlds or of those that do not lie far off.
pub(crate) fn compare_mean(
    pairs: &[(Option<f64>, Option<f64>)],
    sign: i8,
    key: u64,
    mean_of: MeanOf,
) -> Option<Paired> {
    let both: Vec<(f64, f64)> = pairs.iter().filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
    let differences: Vec<f64> = both.iter().map(|(a, b)| b - a).collect();
    let moments = Moments::of(differences.iter().copied());
    let split = ApartSplit::of(&differences, mean_of);
    let meant = Moments::of(split.rest.iter().copied());
    let (diff, interval) = (meant.mean()?, split.interval(key));
    let (spread_a, spread_b) = (variance(both.iter().map(|p| p.0)), variance(both.iter().map(|p| p.1)));
    let paired = moments.variance().unwrap_or(0.0);
    Some(Paired {
        pairs: moments.n(),
        diff,
        diff_all: moments.mean()?,
        interval,
        others: Mostly::of(&differences).map(|mostly| mostly.others),
        apart: split.apart,
        p_better: match sign {
            0 => None,
            sign => share_better(differences.iter().map(|d| d * f64::from(sign))),
        },
        correlation: correlation(&both),
        variance_reduction: (paired > 0.0)
            .then(|| (spread_a + spread_b) / paired)
            .filter(|gain| *gain < AS_GOOD_AS_IDENTICAL),
        pairs_to_settle: meant.sd().filter(|_| interval.is_some()).and_then(|sd| pairs_to_settle(diff, sd)),
    })
}

/// A mean over paired worlds with its 95% interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Estimate {
    /// Mean.
    pub mean: f64,
    /// 95% interval; `None` with one world, or where more than half of the worlds show one and the same
    /// value and fewer than six another.
    #[serde(flatten, with = "bounds")]
    pub interval: Option<(f64, f64)>,
    /// Worlds.
    #[serde(rename = "n")]
    pub worlds: u64,
    /// Worlds whose value is not the one that more than half of them show; `None` where no value is that of
    /// more than half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<u64>,
    /// Without an interval: the sign that most worlds show, where the others could not turn it; otherwise 0.
    #[serde(default, skip_serializing_if = "is_open")]
    pub sign_of_most: i8,
    /// Worlds far off that the mean leaves out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
}

/// For the serializer: a sign that says nothing is not written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the serializer hands over references")]
pub(crate) fn is_open(sign: &i8) -> bool {
    *sign == 0
}

impl Estimate {
    /// Of values that exist, all of them; `None` without any.
    pub(crate) fn of(values: &[f64], key: u64) -> Option<Estimate> {
        let moments = Moments::of(values.iter().copied());
        let mostly = Mostly::of(values);
        let mut estimate = Estimate::new(moments.mean()?, interval::of_mean(values, key), moments.n());
        estimate.others = mostly.map(|mostly| mostly.others);
        if estimate.interval.is_none() {
            estimate.sign_of_most = mostly.map_or(0, |mostly| mostly.sure_sign());
        }
        Some(estimate)
    }

    /// Of values that exist without the few that lie far off; `None` without any.
    pub(crate) fn of_most(values: &[f64], key: u64) -> Option<Estimate> {
        let split = ApartSplit::of(values, MeanOf::Most);
        let (interval, worlds) = (split.interval(key), values.len() as u64);
        Some(Estimate { interval, worlds, apart: split.apart, ..Estimate::of(&split.rest, key)? })
    }

    /// With an interval from elsewhere.
    pub(crate) fn new(mean: f64, interval: Option<(f64, f64)>, worlds: u64) -> Estimate {
        Estimate { mean, interval, worlds, ..Estimate::default() }
    }

    /// Where all but a few worlds show the same value: how many do not, of how many, and the largest share of
    /// worlds that may not, at 95%. `None` where there is an interval, or hardly any world.
    pub(crate) fn few_others(&self) -> Option<(u64, u64, f64)> {
        let others = self.others.filter(|_| self.interval.is_none() && self.worlds > 1)?;
        Some((others, self.worlds, binomial::upper_bound(others, self.worlds)))
    }

    /// Of values that are so many times as small; `by` is above zero.
    pub(crate) fn divided_by(self, by: f64) -> Estimate {
        Estimate {
            mean: self.mean / by,
            interval: self.interval.map(|(low, high)| (low / by, high / by)),
            apart: self.apart.map(|apart| Apart { low: apart.low / by, high: apart.high / by, ..apart }),
            ..self
        }
    }

    /// 1 when it surely lies above zero, −1 when surely below, 0 when that is open.
    pub(crate) fn sure_sign(&self) -> i8 {
        self.interval.map_or(self.sign_of_most, |(low, high)| i8::from(low > 0.0) - i8::from(high < 0.0))
    }
}

impl From<&Paired> for Estimate {
    /// The difference of a pair of scenarios; the sign of most is not known of it.
    fn from(paired: &Paired) -> Estimate {
        let Paired { diff, interval, pairs, others, apart, .. } = *paired;
        Estimate { others, apart, ..Estimate::new(diff, interval, pairs) }
    }
}

/// An interval in JSON: the fields `ci_low` and `ci_high` beside those of its owner, both null without one.
pub(crate) mod bounds {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Bounds {
        ci_low: Option<f64>,
        ci_high: Option<f64>,
    }

    /// Both ends.
    ///
    /// # Errors
    /// Those of the serializer.
    pub(crate) fn serialize<S: Serializer>(interval: &Option<(f64, f64)>, to: S) -> Result<S::Ok, S::Error> {
        Bounds { ci_low: interval.map(|i| i.0), ci_high: interval.map(|i| i.1) }.serialize(to)
    }

    /// An interval where both ends are there.
    ///
    /// # Errors
    /// When an end is no number.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<(f64, f64)>, D::Error> {
        Bounds::deserialize(from).map(|bounds| bounds.ci_low.zip(bounds.ci_high))
    }
}

/// Two-sided p-value of the paired t-test that the mean difference is zero; `None` with fewer than two pairs.
/// Where all but a few pairs show the same difference the test knows no spread: then the sign of what most
/// show is as sure as so many coins that fell alike, if the others cannot turn it. A sign that worlds far off
/// might turn is none.
pub(crate) fn p_value(differences: &[f64], mean_of: MeanOf) -> Option<f64> {
    let split = ApartSplit::of(differences, mean_of);
    let differences = &split.rest[..];
    let moments = Moments::of(differences.iter().copied());
    let (mean, sd, n) = (moments.mean()?, moments.sd()?, moments.n() as f64);
    if let Some(mostly) = Mostly::of(differences).filter(Mostly::too_few) {
        let coins = libm::exp2(1.0 - (n - mostly.others as f64));
        return Some(if mostly.sure_sign() == 0 { 1.0 } else { coins });
    }
    if sd <= 0.0 || moments.interval().is_none_or(|ends| split.might_turn(ends)) {
        return Some(1.0);
    }
    Some((2.0 * student::upper_tail(mean.abs() * libm::sqrt(n) / sd, n - 1.0)).min(1.0))
}

/// p-values adjusted by Holm's step-down method: rejecting those below 5% makes one or more false rejections
/// among all of them with a probability of at most 5%, whatever their dependence.
pub(crate) fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut largest: f64 = 0.0;
    for (place, at) in order.into_iter().enumerate() {
        largest = largest.max(p_values[at] * (p_values.len() - place) as f64).min(1.0);
        adjusted[at] = largest;
    }
    adjusted
}

fn variance(values: impl Iterator<Item = f64>) -> f64 {
    Moments::of(values).variance().unwrap_or(0.0)
}

/// Share of gains above zero, 0 to 1, those of zero half; `None` without any.
pub(crate) fn share_better(gains: impl IntoIterator<Item = f64>) -> Option<f64> {
    let point = |gain: f64| match gain {
        gain if gain > 0.0 => 1.0,
        gain if gain < 0.0 => 0.0,
        _ => 0.5,
    };
    let (sum, n) = gains.into_iter().fold((0.0, 0_u64), |(sum, n), gain| (sum + point(gain), n + 1));
    (n > 0).then(|| sum / n as f64)
}

/// Pearson's correlation of pairs, −1 to 1; `None` where one side does not vary.
pub(crate) fn correlation(both: &[(f64, f64)]) -> Option<f64> {
    let mean_a = Moments::of(both.iter().map(|p| p.0)).mean()?;
    let mean_b = Moments::of(both.iter().map(|p| p.1)).mean()?;
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (a, b) in both {
        aa += (a - mean_a) * (a - mean_a);
        bb += (b - mean_b) * (b - mean_b);
        ab += (a - mean_a) * (b - mean_b);
    }
    (aa > 0.0 && bb > 0.0).then(|| (ab / libm::sqrt(aa * bb)).clamp(-1.0, 1.0))
}

/// The smallest number of pairs whose 95% interval excludes zero with a chance of 80%, were mean and spread
/// those seen: the mean must lie 1.96 errors and 0.84 more from zero.
pub(crate) fn pairs_to_settle(diff: f64, sd: f64) -> Option<u64> {
    if diff == 0.0 || sd <= 0.0 || !diff.is_finite() || !sd.is_finite() {
        return None;
    }
    let ratio = sd / diff.abs();
    let mut n = (libm::ceil(7.848_879_7 * ratio * ratio).min(1e15) as u64).max(2);
    // Student's t is wider than the normal: at most a handful of steps more.
    while (student::t_975(n - 1)? + POWER) * ratio >= libm::sqrt(n as f64) && n < 1_000_000 {
        n += 1;
    }
    Some(n)
}

#[cfg(test)]
mod tests;
