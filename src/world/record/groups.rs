//! Yearly figures by group of residents: who is reached and who is left out.

use crate::units::YEAR;
use crate::world::World;
use crate::world::agents::residents::block::{Block, LANES, YEAR_BITS, kind, state};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::week::Residents;
use crate::world::record::Fraction;
use crate::world::record::group::{Group, GroupKind};
use crate::world::record::own_group::OwnGroup;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A figure that is given of a group of residents once a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YearlyFigure {
    /// Mean weekly participation.
    Participation,
    /// Came at all.
    Reached,
    /// Came often.
    Regular,
    /// Know of the home.
    Awareness,
    /// Volunteer there.
    Volunteers,
    /// Their part of all visits.
    ShareOfVisits,
}

impl YearlyFigure {
    /// All, in the order of the rows of a group.
    pub(crate) const ALL: [YearlyFigure; 6] = [
        YearlyFigure::Participation,
        YearlyFigure::Reached,
        YearlyFigure::Regular,
        YearlyFigure::Awareness,
        YearlyFigure::Volunteers,
        YearlyFigure::ShareOfVisits,
    ];

    /// The name in files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            YearlyFigure::Participation => "participation",
            YearlyFigure::Reached => "reached",
            YearlyFigure::Regular => "regular",
            YearlyFigure::Awareness => "awareness",
            YearlyFigure::Volunteers => "volunteers",
            YearlyFigure::ShareOfVisits => "share_of_visits",
        }
    }

    /// The figure of that name.
    pub(crate) fn named(name: &str) -> Option<YearlyFigure> {
        YearlyFigure::ALL.into_iter().find(|figure| figure.name() == name)
    }

    /// What it is, in a sentence: for the reference page, which only the tests make.
    #[cfg(test)]
    pub(crate) const fn definition(self) -> &'static str {
        match self {
            YearlyFigure::Participation => {
                "Mean weekly participation over the year: weeks with a visit / 52 / residents."
            }
            YearlyFigure::Reached => "Share with at least one visit in the year.",
            YearlyFigure::Regular => "Share who came in at least 6 weeks of the year.",
            YearlyFigure::Awareness => "Share who know of the home at the end of the year.",
            YearlyFigure::Volunteers => "Share who volunteer at the home at the end of the year.",
            YearlyFigure::ShareOfVisits => {
                "Share of the community's visit-weeks of the year made by this group."
            }
        }
    }

    /// Whether it is given of this group: of the most active users only what they make of all visits.
    pub(crate) fn is_given_of(self, group: Group) -> bool {
        group != Group::TopFifthOfUsers || self == YearlyFigure::ShareOfVisits
    }
}

/// By the names in files, which is the order of the rows of `group-effects.csv`.
impl Ord for YearlyFigure {
    fn cmp(&self, other: &YearlyFigure) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for YearlyFigure {
    fn partial_cmp(&self, other: &YearlyFigure) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A yearly figure of a group of residents.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// Year 1, 2, …: weeks 52(k−1)+1 … 52k.
    pub year: u32,
    /// Community.
    pub community: u32,
    /// Whose figure it is.
    pub group: Group,
    /// Which figure.
    pub figure: YearlyFigure,
    /// Numerator and denominator.
    pub num: f64,
    /// 0 when the figure does not exist.
    pub den: f64,
}

impl GroupRow {
    /// As a cell.
    pub fn cell(&self) -> Fraction {
        Fraction { num: self.num, den: self.den }
    }
}

/// A group, and whether a resident with these marks (`kind`, `state`) belongs to it.
type GroupRule = (Group, fn(u8, u8) -> bool);

/// The groups that a resident belongs to for good, in the order of [`Group::yearly`].
const RULES: [GroupRule; 14] = [
    (Group::Everybody, |_, _| true),
    (Group::Age(ResidentGroup::ChildTeen), |k, _| ResidentGroup::ChildTeen.holds(k)),
    (Group::Age(ResidentGroup::Working), |k, _| ResidentGroup::Working.holds(k)),
    (Group::Age(ResidentGroup::Carer), |k, _| ResidentGroup::Carer.holds(k)),
    (Group::Age(ResidentGroup::Elder), |k, _| ResidentGroup::Elder.holds(k)),
    (Group::Worker, |k, _| ResidentGroup::Working.holds(k)),
    (Group::OtherResident, |k, _| !ResidentGroup::Working.holds(k)),
    (Group::Near, |k, _| k & kind::NEAR != 0),
    (Group::Far, |k, _| k & kind::NEAR == 0),
    (Group::Member, |k, _| k & kind::MEMBER != 0),
    (Group::NonMember, |k, _| k & kind::MEMBER == 0),
    (Group::Adult, |k, _| k & kind::ADULT != 0),
    (Group::Migrant, |_, s| s & state::MIGRANT != 0),
    (Group::Local, |_, s| s & state::MIGRANT == 0),
];

impl World {
    /// The figures of the year that has just ended.
    pub fn groups(&self, rows: &mut Vec<GroupRow>) {
        let year = (self.week() / YEAR) as u32;
        for (index, community) in self.communities().iter().enumerate() {
            let own = community.residents.own_groups().names();
            let (sums, of_own, weeks_of_all) = sums_of(&community.residents);
            let of_migrants = RULES.iter().position(|(group, _)| *group == Group::Migrant);
            let migrants = of_migrants.is_some_and(|at| sums[at][5] > 0.0);
            let all = sums[0][0];
            // Where nobody came from elsewhere there are no such groups; where all belong to one, no others.
            let lasting = sums.iter().zip(RULES.map(|(group, _)| group));
            let lasting = lasting.filter(|(_, group)| group.kind() != GroupKind::Origin || migrants);
            let others = Group::Own(OwnGroup::others());
            let own = of_own.iter().zip(own.iter().map(|own| Group::Own(*own)));
            let own = own.filter(|(sum, group)| *group != others || sum[5] > 0.0);
            for (sum, group) in lasting.chain(own) {
                for ((num, den), figure) in cells(sum, all).into_iter().zip(YearlyFigure::ALL) {
                    rows.push(GroupRow { year, community: index as u32, group, figure, num, den });
                }
            }
            rows.extend(concentration(year, index as u32, weeks_of_all, all));
        }
    }
}

/// By group: weeks with a visit, reached, regular, aware, volunteers, size.
type Sums = [[f64; 6]; RULES.len()];

/// The sums of a community's groups, those of the groups that the scenario names, and the weeks with a visit
/// of everybody who came.
fn sums_of(residents: &Residents) -> (Sums, Vec<[f64; 6]>, Vec<u32>) {
    let own = residents.own_groups();
    let mut of_own = vec![[0.0_f64; 6]; own.names().len()];
    let mut sums = [[0.0_f64; 6]; RULES.len()];
    let mut weeks_of_all = Vec::new();
    for (number, block) in residents.blocks().enumerate() {
        for lane in 0..block.kind.len() {
            let k = block.kind[lane];
            if k & kind::PRESENT == 0 {
                continue;
            }
            let weeks = (block.weeks[lane] & YEAR_BITS).count_ones();
            if weeks > 0 {
                weeks_of_all.push(weeks);
            }
            let values = values(block, lane, weeks);
            for (sum, (_, belongs)) in sums.iter_mut().zip(RULES) {
                if belongs(k, block.state[lane]) {
                    add(sum, values);
                }
            }
            if let Some(sum) = own.of((number * LANES + lane) as u32).and_then(|at| of_own.get_mut(at)) {
                add(sum, values);
            }
        }
    }
    (sums, of_own, weeks_of_all)
}

fn add(sum: &mut [f64; 6], values: [f64; 6]) {
    sum.iter_mut().zip(values).for_each(|(s, v)| *s += v);
}

/// What one resident adds to the sums.
fn values(block: &Block, lane: usize, weeks: u32) -> [f64; 6] {
    let one = |on: bool| f64::from(u8::from(on));
    [
        f64::from(weeks),
        one(weeks > 0),
        one(weeks >= 6),
        one(block.state[lane] & state::AWARE != 0),
        one(block.volunteer[lane] != 0),
        1.0,
    ]
}

/// Numerator and denominator of each of [`YearlyFigure::ALL`].
fn cells(sum: &[f64; 6], all: f64) -> [(f64, f64); 6] {
    let [weeks, reached, regular, aware, volunteers, size] = *sum;
    [(weeks / 52.0, size), (reached, size), (regular, size), (aware, size), (volunteers, size), (weeks, all)]
}

/// How concentrated visits are: the share of all visit-weeks made by the most active fifth of users.
fn concentration(year: u32, community: u32, mut weeks: Vec<u32>, all: f64) -> Option<GroupRow> {
    weeks.sort_unstable_by(|a, b| b.cmp(a));
    let top = weeks.iter().take(weeks.len().div_ceil(5)).map(|w| f64::from(*w)).sum();
    Some(GroupRow {
        year,
        community,
        group: Group::TopFifthOfUsers,
        figure: YearlyFigure::ShareOfVisits,
        num: top,
        den: all,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_repeats_another_one_where_both_have_the_same_people() {
        let people = |rule: &GroupRule| {
            let marks = [0, state::MIGRANT].into_iter().flat_map(|s| (0..=u8::MAX).map(move |k| (k, s)));
            marks.map(|(k, s)| rule.1(k, s)).collect::<Vec<bool>>()
        };
        for (at, rule) in RULES.iter().enumerate() {
            let before = RULES[..at].iter().any(|other| people(other) == people(rule));
            assert_eq!(rule.0.repeats(), before, "{}", rule.0);
        }
    }

    #[test]
    fn every_group_of_the_file_has_a_rule_in_its_place() {
        let ruled = RULES.iter().map(|(group, _)| *group).chain([Group::TopFifthOfUsers]);
        assert_eq!(ruled.collect::<Vec<_>>(), Group::yearly().collect::<Vec<_>>());
    }

    #[test]
    fn figures_are_found_by_their_names() {
        for figure in YearlyFigure::ALL {
            assert_eq!(YearlyFigure::named(figure.name()), Some(figure));
        }
        assert_eq!(YearlyFigure::named("visits"), None);
    }
}
