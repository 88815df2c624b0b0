//! Stretches of weeks that a scenario is judged by, and what a measure is over such a stretch.
//!
//! A ratio is Σ numerators / Σ denominators over weeks and communities, never a mean of ratios; a sum is the
//! total.

use crate::language::said;
use crate::levers::Levers;
use crate::levers::operator::OperatorKind;
use crate::units::{Week, YEAR};
use crate::world::blueprint::Blueprint;
use crate::world::record::{Combine, Fraction, Measure, Record, Scope};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// A stretch of weeks. Week 0, the state at the start, belongs to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// From week 1 to the week before the handover.
    Before,
    /// Year k: weeks 52(k−1)+1 … 52k.
    Year(Week),
    /// The last 52 weeks, or as many as there are.
    LastYear,
    /// Every week.
    Whole,
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Window::Before => f.pad("before"),
            Window::Year(k) => f.pad(&format!("year-{k}")),
            Window::LastYear => f.pad("last-year"),
            Window::Whole => f.pad("whole"),
        }
    }
}

/// What is wrong with a number of weeks or years.
pub(crate) fn miscounted(name: &str) -> String {
    let digits = name.rsplit('-').find(|part| part.len() > 9 && part.bytes().all(|b| b.is_ascii_digit()));
    match digits.filter(|digits| digits.bytes().any(|b| b != b'0')) {
        Some(_) => said!("`{name}` lies beyond every horizon"),
        None => said!("`{name}`: weeks and years count from 1"),
    }
}

impl FromStr for Window {
    type Err = String;
    fn from_str(name: &str) -> Result<Window, String> {
        let year = |digits: &str| digits.parse().ok().filter(|k| *k >= 1 && !digits.starts_with('+'));
        match name {
            "before" => Ok(Window::Before),
            "last-year" => Ok(Window::LastYear),
            "whole" => Ok(Window::Whole),
            _ => match name.strip_prefix("year-").map(year) {
                Some(Some(k)) => Ok(Window::Year(k)),
                Some(None) => Err(miscounted(name)),
                None => Err(said!("`{name}` is no window")),
            },
        }
    }
}

impl Serialize for Window {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Window, D::Error> {
        let name = String::deserialize(from)?;
        name.parse().map_err(de::Error::custom)
    }
}

/// The week in which a social organization takes over; the end of the first year where none does, so that
/// scenarios with and without one are compared over the same weeks.
pub(crate) fn handover(blueprint: &Blueprint) -> Week {
    let start = (0, &blueprint.settings.levers);
    let mut phases =
        std::iter::once(start).chain(blueprint.timeline.iter().map(|(week, levers)| (*week, levers)));
    let takes_over = |levers: &Levers| matches!(levers.operator.kind, OperatorKind::SocialOrganization);
    phases.find(|(_, levers)| takes_over(levers)).map_or(YEAR + 1, |(week, levers)| {
        week.max(Week::try_from(levers.operator.from).unwrap_or(Week::MAX))
    })
}

impl Window {
    /// Every window of a horizon, in the order of reports. Only whole years count as years.
    pub fn all(weeks: Week) -> Vec<Window> {
        let years = (1..=weeks / YEAR).map(Window::Year);
        std::iter::once(Window::Before).chain(years).chain([Window::LastYear, Window::Whole]).collect()
    }

    /// Its weeks in a world; `None` when it has none.
    pub fn weeks(self, blueprint: &Blueprint) -> Option<RangeInclusive<Week>> {
        let end = blueprint.weeks;
        let (first, last) = match self {
            Window::Before => (1, (handover(blueprint) - 1).min(end)),
            Window::Year(k) => (YEAR * (k - 1) + 1, YEAR * k),
            Window::LastYear => ((end - YEAR + 1).max(1), end),
            Window::Whole => (1, end),
        };
        (first <= last && last <= end).then_some(first..=last)
    }
}

/// A measure over a window, over one community or all of them. The denominator is zero when the value does
/// not exist.
pub(crate) fn over(
    measure: &Measure,
    records: &[Record],
    weeks: &RangeInclusive<Week>,
    community: Option<u32>,
) -> Fraction {
    // The same value of a shared actor stands in every community's row: counting it once is enough.
    let once = community.is_none() && measure.scope == Scope::Shared;
    let counts = |r: &&Record| match community {
        Some(community) => r.community == community,
        None => !once || r.apart || r.community == 0,
    };
    let there = records.iter().filter(|r| weeks.contains(&r.week)).filter(counts);
    there.fold(Fraction::default(), |total, record| measure.add(total, (measure.read)(record)))
}

/// The same, with a sum as its mean per week, so that stretches of different length can be compared.
pub(crate) fn per_week(measure: &Measure, records: &[Record], weeks: &RangeInclusive<Week>) -> Option<f64> {
    let value = over(measure, records, weeks, None).value()?;
    let length = f64::from(weeks.end() - weeks.start() + 1);
    Some(if measure.combine == Combine::Sum { value / length } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::record::measure;

    fn blueprint(weeks: Week, handover: Option<i64>) -> Blueprint {
        let mut b = Blueprint {
            settings: Default::default(),
            weeks,
            timeline: vec![],
            rules: vec![],
            bidders: vec![],
            groups: vec![],
            communities: vec![],
        };
        if let Some(from) = handover {
            b.settings.levers.operator.kind = OperatorKind::SocialOrganization;
            b.settings.levers.operator.from = from;
        }
        b
    }

    #[test]
    fn windows_of_the_usual_horizon() {
        let b = blueprint(260, None);
        let all: Vec<_> = Window::all(260).iter().map(|w| (w.to_string(), w.weeks(&b).unwrap())).collect();
        let expected = [
            ("before", 1..=52),
            ("year-1", 1..=52),
            ("year-2", 53..=104),
            ("year-3", 105..=156),
            ("year-4", 157..=208),
            ("year-5", 209..=260),
            ("last-year", 209..=260),
            ("whole", 1..=260),
        ];
        assert_eq!(all, expected.map(|(name, weeks)| (name.to_string(), weeks)));
    }

    #[test]
    fn windows_of_odd_horizons() {
        assert_eq!(Window::Before.weeks(&blueprint(260, Some(80))), Some(1..=79));
        assert_eq!(Window::Before.weeks(&blueprint(260, Some(1))), None);
        assert_eq!(Window::Before.weeks(&blueprint(20, Some(80))), Some(1..=20));
        assert_eq!(Window::LastYear.weeks(&blueprint(20, None)), Some(1..=20));
        assert_eq!(Window::LastYear.weeks(&blueprint(100, None)), Some(49..=100));
        assert_eq!(Window::Whole.weeks(&blueprint(0, None)), None);
        assert_eq!(Window::all(100).len(), 4);
    }

    #[test]
    fn a_handover_may_be_scheduled() {
        let mut b = blueprint(260, None);
        let mut later = b.settings.levers.clone();
        later.operator.kind = OperatorKind::SocialOrganization;
        b.timeline.push((100, later.clone()));
        assert_eq!(handover(&b), 100);
        later.operator.from = 120;
        b.timeline[0].1 = later;
        assert_eq!(handover(&b), 120);
    }

    #[test]
    fn ratios_are_sums_over_sums_and_sums_are_totals() {
        let record = |week, community, came, population| Record {
            week,
            community,
            came,
            population,
            visits: came,
            ..Record::default()
        };
        let records = [
            record(0, 0, 50.0, 50.0),
            record(0, 1, 50.0, 50.0),
            record(1, 0, 1.0, 10.0),
            record(1, 1, 90.0, 90.0),
            record(2, 0, 0.0, 0.0),
        ];
        let share = measure("participation").unwrap();
        assert_eq!(over(share, &records, &(1..=2), None).value(), Some(0.91));
        assert_eq!(over(share, &records, &(1..=2), Some(0)).value(), Some(0.1));
        assert_eq!(over(share, &records, &(2..=2), None).value(), None);
        let visits = measure("visits").unwrap();
        assert_eq!(over(visits, &records, &(1..=2), None).value(), Some(91.0));
        assert_eq!(per_week(visits, &records, &(1..=2)), Some(45.5));
    }

    #[test]
    fn a_shared_actor_counts_once() {
        let record = |community| Record { week: 1, community, proposals: 2.0, ..Record::default() };
        let records = [record(0), record(1)];
        assert_eq!(over(measure("proposals").unwrap(), &records, &(1..=1), None).value(), Some(2.0));
    }
}
