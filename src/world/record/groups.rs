//! Yearly figures by group of residents: who is reached and who is left out.

use crate::units::YEAR;
use crate::world::World;
use crate::world::agents::residents::block::{Block, YEAR_BITS, kind, state};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::week::Residents;
use crate::world::record::Fraction;
use serde::Serialize;

/// A yearly figure of a group of residents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupRow {
    /// Year 1, 2, …: weeks 52(k−1)+1 … 52k.
    pub year: u32,
    /// Community.
    pub community: u32,
    /// `age`, `status`, `distance`, `union`, `all` …
    pub kind: &'static str,
    /// `child-teen`, `near`, …
    pub group: &'static str,
    /// Name of the figure.
    pub measure: &'static str,
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

/// Kind, name, and whether a resident with these fixed marks belongs to it.
type GroupRule = (&'static str, &'static str, fn(u8) -> bool);

/// The groups.
const KINDS: [GroupRule; 12] = [
    ("all", "all", |_| true),
    ("age", ResidentGroup::ChildTeen.name(), |k| ResidentGroup::ChildTeen.holds(k)),
    ("age", ResidentGroup::Working.name(), |k| ResidentGroup::Working.holds(k)),
    ("age", ResidentGroup::Carer.name(), |k| ResidentGroup::Carer.holds(k)),
    ("age", ResidentGroup::Elder.name(), |k| ResidentGroup::Elder.holds(k)),
    ("status", "worker", |k| ResidentGroup::Working.holds(k)),
    ("status", "resident", |k| !ResidentGroup::Working.holds(k)),
    ("distance", "near", |k| k & kind::NEAR != 0),
    ("distance", "far", |k| k & kind::NEAR == 0),
    ("union", "member", |k| k & kind::MEMBER != 0),
    ("union", "non-member", |k| k & kind::MEMBER == 0),
    ("adult", "adult", |k| k & kind::ADULT != 0),
];

/// Kind and name of the group that is made of the most active fifth of users; it has `share_of_visits` only.
pub(crate) const CONCENTRATION: (&str, &str) = ("concentration", "top-fifth-of-users");

/// Kind and name of every group, in the order of the rows.
pub(crate) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().map(|(kind, group, _)| (*kind, *group)).chain([CONCENTRATION])
}

/// Names of the figures of a group.
pub(crate) const FIGURES: [(&str, &str); 6] = [
    ("participation", "Mean weekly participation over the year: weeks with a visit / 52 / residents."),
    ("reached", "Share with at least one visit in the year."),
    ("regular", "Share who came in at least 6 weeks of the year."),
    ("awareness", "Share who know of the home at the end of the year."),
    ("volunteers", "Share who volunteer at the home at the end of the year."),
    ("share_of_visits", "Share of the community's visit-weeks of the year made by this group."),
];

impl World {
    /// The figures of the year that has just ended.
    pub fn groups(&self, rows: &mut Vec<GroupRow>) {
        let year = (self.week() / YEAR) as u32;
        for (index, community) in self.communities().iter().enumerate() {
            let (sums, weeks_of_all) = sums_of(&community.residents);
            let all = sums[0][0];
            for (sum, (kind, group, _)) in sums.iter().zip(KINDS) {
                for ((num, den), (measure, _)) in cells(sum, all).into_iter().zip(FIGURES) {
                    rows.push(GroupRow { year, community: index as u32, kind, group, measure, num, den });
                }
            }
            rows.extend(concentration(year, index as u32, weeks_of_all, all));
        }
    }
}

/// By group: weeks with a visit, reached, regular, aware, volunteers, size.
type Sums = [[f64; 6]; KINDS.len()];

/// The sums of a community's groups, and the weeks with a visit of everybody who came.
fn sums_of(residents: &Residents) -> (Sums, Vec<u32>) {
    let mut sums = [[0.0_f64; 6]; KINDS.len()];
    let mut weeks_of_all = Vec::new();
    for block in residents.blocks() {
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
            for (sum, (_, _, belongs)) in sums.iter_mut().zip(KINDS) {
                if belongs(k) {
                    sum.iter_mut().zip(values).for_each(|(s, v)| *s += v);
                }
            }
        }
    }
    (sums, weeks_of_all)
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

/// Numerator and denominator of each of [`FIGURES`].
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
        kind: CONCENTRATION.0,
        group: CONCENTRATION.1,
        measure: "share_of_visits",
        num: top,
        den: all,
    })
}
