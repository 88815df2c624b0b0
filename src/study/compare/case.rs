//! One scenario of a comparison: its runs, each reduced to what is said of it, and its events.

use crate::measure::values::Values;
use crate::scenario::Source;
use crate::study::compare::purposes::PurposeCost;
use crate::study::compare::ranking::WorldValues;
use crate::units::Week;
use crate::world::exchange::{Actor, EventName};
use crate::world::record::Fraction;
use crate::world::record::group::Group;
use crate::world::record::groups::{GroupRow, YearlyFigure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Worlds of a scenario whose events are kept in words, at most.
const STORIES: usize = 100;

/// Which figure of a group of residents over all communities, in the order of `group-effects.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupKey {
    /// Year 1, 2, …
    pub year: u32,
    /// The group.
    pub group: Group,
    /// Which of its figures.
    pub figure: YearlyFigure,
}

/// A figure of a group.
pub(crate) type GroupFigure = (Group, YearlyFigure);

/// The figure whose denominator is everybody who lives in a community.
pub(crate) const POPULATION: GroupFigure = (Group::Everybody, YearlyFigure::Reached);

/// One finished run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct RunResults {
    /// Every measure over every window.
    pub values: Values,
    /// Weeks 0…T of each of the comparison's weekly measures.
    pub weekly: Vec<Vec<Option<f64>>>,
    /// Yearly figures of groups over all communities: of all years while a comparison is made, otherwise of
    /// the last whole year.
    #[serde(with = "pairs")]
    pub groups: BTreeMap<GroupKey, Fraction>,
}

/// A map as a list of pairs: JSON knows no other keys than texts.
mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(from: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::deserialize(from)?.into_iter().collect())
    }
}

impl RunResults {
    /// Add the rows of a run.
    pub(crate) fn add_groups(&mut self, rows: &[GroupRow]) {
        for row in rows {
            let key = GroupKey { year: row.year, group: row.group, figure: row.figure };
            self.add_group(key, row.cell().value(), row.den);
        }
    }

    /// Add the figure of a group in one community, weighed by whom it counts.
    pub(crate) fn add_group(&mut self, key: GroupKey, value: Option<f64>, weight: f64) {
        if let Some(value) = value {
            let sum = self.groups.entry(key).or_default();
            *sum = Fraction { num: sum.num + value * weight, den: sum.den + weight };
        }
    }
}

/// An institutional event in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// When.
    pub week: Week,
    /// Who.
    pub actor: Actor,
    /// What kind.
    pub kind: EventName,
    /// In words.
    pub words: String,
}

/// What becomes of a matter of the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MatterTurn {
    /// A body raised it.
    Raised,
    /// It was carried out.
    CarriedOut,
}

/// A matter of the council in a week in which something became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MatterStep {
    /// When.
    pub week: Week,
    /// Who.
    pub actor: Actor,
    /// What became of it.
    pub turn: MatterTurn,
}

impl MatterStep {
    /// Of an event of that kind.
    pub(crate) fn of(told: &Told) -> MatterStep {
        let carried_out = told.kind == EventName::CarriedOut;
        let turn = if carried_out { MatterTurn::CarriedOut } else { MatterTurn::Raised };
        MatterStep { week: told.week, actor: told.actor, turn }
    }
}

/// One scenario.
#[derive(Clone, Debug, Default)]
pub(crate) struct Case {
    /// Stem of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// A shorter title, where it names one.
    pub short: Option<String>,
    /// Weeks from which on dated levers hold.
    pub changes: Vec<Week>,
    /// What was read for it.
    pub inputs: Vec<Source>,
    /// The last week of the stretch before the handover, where there is a handover.
    pub before_ends: Option<Week>,
    /// Residents of all its communities, where the tables tell them.
    pub residents: Option<f64>,
    /// Finished runs by replicate.
    pub worlds: BTreeMap<u32, RunResults>,
    /// Events of each kind: all of them, and in how many worlds there was one in each stretch of weeks.
    pub events: BTreeMap<EventName, (u64, BTreeMap<Week, u32>)>,
    /// In how many worlds there was one of each kind at all.
    pub happened: BTreeMap<EventName, u32>,
    /// The events of the first worlds but matters, world by world.
    pub stories: BTreeMap<u32, Vec<Told>>,
    /// The matters of these worlds.
    pub matters: BTreeMap<u32, Vec<MatterStep>>,
    /// Extra public cost against the baseline by purpose of the ledger, where a comparison found it.
    pub purposes: Vec<PurposeCost>,
}

impl Case {
    /// Whether there is room for the events of one more world in words.
    pub(crate) fn may_tell(&self) -> bool {
        self.stories.len() < STORIES
    }

    /// Whether another holds further worlds of the same scenario.
    pub(crate) fn continues(&self, other: &Case) -> bool {
        let same = self.inputs == other.inputs && self.changes == other.changes;
        same && other.worlds.keys().all(|world| !self.worlds.contains_key(world))
    }

    /// Add further worlds of the same scenario.
    pub(crate) fn join(&mut self, other: Case) {
        self.worlds.extend(other.worlds);
        for (name, (events, stretches)) in other.events {
            let known = self.events.entry(name).or_default();
            known.0 += events;
            stretches.into_iter().for_each(|(week, n)| *known.1.entry(week).or_default() += n);
        }
        other.happened.into_iter().for_each(|(name, n)| *self.happened.entry(name).or_default() += n);
        self.stories.extend(other.stories);
        self.matters.extend(other.matters);
        self.residents = self.residents.filter(|own| Some(*own) == other.residents);
    }

    /// What its runs were reduced to, by world.
    pub(crate) fn by_world(&self) -> WorldValues<'_> {
        self.worlds.iter().map(|(world, run)| (*world, &run.values)).collect()
    }
}
