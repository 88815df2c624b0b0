//! What answers say: for each item and group of respondents the mean and the share of yes, with intervals.
//!
//! Means are weighted (Hájek) with a linearised standard error and a Student interval; shares have Wilson's
//! interval at the effective number of answers. Both shrink by the part of the population that was asked,
//! where that is known. A bootstrap adds nothing here: an answer has five values, so that means of some
//! thirty are close to normal, and below thirty the bootstrap itself is too narrow.

use crate::stats::student;
use crate::study::survey::Questionnaire;
use crate::study::survey::instrument::{ITEMS, SurveyItem};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::record::group::Group;

/// A group of respondents, and whether an answer belongs to it.
type RespondentGroup = (Group, fn(&Questionnaire) -> bool);

/// Everybody first.
const RESPONDENTS: [RespondentGroup; 11] = [
    (Group::Everybody, |_| true),
    (Group::Age(ResidentGroup::ChildTeen), |a| a.group == Some(ResidentGroup::ChildTeen)),
    (Group::Age(ResidentGroup::Working), |a| a.group == Some(ResidentGroup::Working)),
    (Group::Age(ResidentGroup::Carer), |a| a.group == Some(ResidentGroup::Carer)),
    (Group::Age(ResidentGroup::Elder), |a| a.group == Some(ResidentGroup::Elder)),
    (Group::Member, |a| a.member == Some(true)),
    (Group::NonMember, |a| a.member == Some(false)),
    (Group::Near, |a| a.near == Some(true)),
    (Group::Far, |a| a.near == Some(false)),
    (Group::User, |a| a.weeks.is_some_and(|weeks| weeks > 0)),
    (Group::NonUser, |a| a.weeks == Some(0)),
];

/// A value with its standard error and 95% interval, which are missing where they cannot be known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SurveyValue {
    /// The value.
    pub value: f64,
    /// Standard error.
    pub se: Option<f64>,
    /// 95% interval.
    pub interval: Option<(f64, f64)>,
}

/// What a group answers to an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ItemEstimate {
    /// The item.
    pub item: &'static SurveyItem,
    /// Whose answers.
    pub group: Group,
    /// Answers.
    pub n: u64,
    /// Answers by point, 1 first.
    pub points: [u64; 5],
    /// Mean answer, 1–5.
    pub mean: SurveyValue,
    /// Share of yes (see [`SurveyItem::yes`]).
    pub share: SurveyValue,
}

/// All items by all groups that somebody answered for. `out_of`: adults among whom the answers are a random
/// sample, if known.
pub(crate) fn table(answers: &[Questionnaire], out_of: Option<f64>) -> Vec<ItemEstimate> {
    let mut cells = [[ItemTally::default(); ITEMS.len()]; RESPONDENTS.len()];
    // Only ratios of weights matter: with the largest near 1 no sum and no square overflows or vanishes. A
    // power of two changes no digit.
    let exponent = libm::frexp(answers.iter().map(|answer| answer.weight).fold(0.0, f64::max)).1;
    for answer in answers {
        let weight = libm::ldexp(answer.weight, -exponent);
        for (row, _) in cells.iter_mut().zip(RESPONDENTS).filter(|(_, (_, belongs))| belongs(answer)) {
            row.iter_mut().zip(answer.items).for_each(|(cell, point)| cell.take(point, weight));
        }
    }
    // The part of the population that was asked is the same in every group, up to chance.
    let asked = out_of.map_or(0.0, |all| (answers.len() as f64 / all).min(1.0));
    let by_item = (0..ITEMS.len()).flat_map(|i| (0..RESPONDENTS.len()).map(move |k| (i, k)));
    by_item.filter_map(|(i, k)| cells[k][i].estimate(&ITEMS[i], RESPONDENTS[k].0, asked)).collect()
}

/// Answers to one item by point: how many, their weights, their squared weights. All that a mean and its
/// error need.
#[derive(Clone, Copy, Default)]
struct ItemTally {
    n: [u64; 5],
    weight: [f64; 5],
    squared: [f64; 5],
}

impl ItemTally {
    fn take(&mut self, point: Option<u8>, weight: f64) {
        let Some(at) = point.map(|point| usize::from(point.clamp(1, 5)) - 1) else { return };
        self.n[at] += 1;
        self.weight[at] += weight;
        self.squared[at] += weight * weight;
    }

    fn estimate(&self, item: &'static SurveyItem, group: Group, asked: f64) -> Option<ItemEstimate> {
        let n: u64 = self.n.iter().sum();
        let total: f64 = self.weight.iter().sum();
        if n == 0 || total <= 0.0 {
            return None;
        }
        let mean = self.mean(f64::from, n, total, asked);
        let share = self.mean(|point| f64::from(u8::from(point >= item.yes)), n, total, asked);
        let effective = total * total / self.squared.iter().sum::<f64>() / (1.0 - asked).max(1e-9);
        let t = student::t_975(n - 1);
        let around = |value: &SurveyValue| Some((value.value, t? * value.se.filter(|se| *se > 0.0)?));
        let mean = SurveyValue {
            interval: around(&mean).map(|(m, half)| ((m - half).max(1.0), (m + half).min(5.0))),
            ..mean
        };
        let share = SurveyValue { interval: Some(wilson(share.value, effective)), ..share };
        Some(ItemEstimate { item, group, n, points: self.n, mean, share })
    }

    /// The weighted mean of a function of the points, with its linearised standard error.
    fn mean(&self, of: impl Fn(u8) -> f64, n: u64, total: f64, asked: f64) -> SurveyValue {
        let points = || (1..=5_u8).zip(self.weight).zip(self.squared);
        let value = points().map(|((point, weight), _)| weight * of(point)).sum::<f64>() / total;
        let spread: f64 =
            points().map(|((point, _), squared)| squared * (of(point) - value) * (of(point) - value)).sum();
        let se =
            (n > 1).then(|| libm::sqrt((1.0 - asked).max(0.0) * n as f64 / (n - 1) as f64 * spread) / total);
        SurveyValue { value, se, interval: None }
    }
}

/// Wilson's 95% interval of a share of `n` answers.
fn wilson(share: f64, n: f64) -> (f64, f64) {
    const Z: f64 = 1.959_963_985;
    let z2 = Z * Z / n;
    let middle = (share + 0.5 * z2) / (1.0 + z2);
    let half = Z / (1.0 + z2) * libm::sqrt(share * (1.0 - share) / n + 0.25 * z2 / n);
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(point: u8, weight: f64) -> Questionnaire {
        let items = [Some(point), None, None, None, None, None];
        Questionnaire {
            respondent: 0,
            weight,
            group: Some(ResidentGroup::Working),
            member: None,
            near: None,
            weeks: None,
            items,
        }
    }

    #[test]
    fn the_mean_of_a_known_list() {
        let answers = [2, 4, 4, 4, 5, 5, 1, 3].map(|point| answer(point, 1.0));
        let rows = table(&answers, None);
        // Nobody said anything of union or distance, and nobody answered another item.
        assert_eq!(
            rows.iter().map(|r| r.group).collect::<Vec<_>>(),
            [Group::Everybody, Group::Age(ResidentGroup::Working)]
        );
        let all = rows[0];
        assert_eq!((all.n, all.points), (8, [1, 1, 1, 3, 2]));
        // Σ(x − 3.5)² = 14; s² = 2; se = √(2 / 8).
        assert!((all.mean.value - 3.5).abs() < 1e-12 && (all.mean.se.unwrap() - 0.5).abs() < 1e-12);
        assert!((all.mean.interval.unwrap().0 - (3.5 - 0.5 * 2.364_624)).abs() < 1e-5);
        assert!((all.share.value - 7.0 / 8.0).abs() < 1e-12);
    }

    #[test]
    fn wilson_is_that_of_the_books() {
        let (lo, hi) = wilson(0.1, 100.0);
        assert!((lo - 0.055_229).abs() < 1e-5 && (hi - 0.174_366).abs() < 1e-5, "{lo} {hi}");
        assert_eq!(wilson(0.0, 10.0).0, 0.0);
    }

    #[test]
    fn only_ratios_of_weights_matter() {
        let of = |unit: f64| table(&[answer(1, unit), answer(5, 3.0 * unit), answer(4, unit)], None);
        for unit in [f64::MAX / 4.0, 1e300, 1e-160, 1e-300, f64::MIN_POSITIVE] {
            for (one, other) in of(1.0).iter().zip(of(unit)) {
                assert!((one.mean.value - other.mean.value).abs() < 1e-12, "{unit}: {other:?}");
                let ends = |e: &ItemEstimate| [e.mean.interval.unwrap(), e.share.interval.unwrap()];
                for (a, b) in ends(one).into_iter().zip(ends(&other)) {
                    assert!((a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9, "{unit}: {a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn weights_count_as_people_and_cost_precision() {
        let even = table(&[answer(1, 1.0), answer(5, 1.0), answer(5, 1.0), answer(1, 1.0)], None)[0];
        let uneven = table(&[answer(1, 3.0), answer(5, 1.0), answer(5, 1.0), answer(1, 3.0)], None)[0];
        assert_eq!((even.mean.value, uneven.mean.value), (3.0, 2.0));
        let lonely = table(&[answer(1, 2.0)], None)[0];
        assert_eq!((lonely.mean.se, lonely.mean.interval), (None, None));
        let all = table(&[answer(1, 1.0), answer(5, 1.0)], Some(2.0))[0];
        assert_eq!(all.mean.se, Some(0.0));
        assert_eq!(all.mean.interval, None);
    }
}
