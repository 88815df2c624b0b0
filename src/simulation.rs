//! Found a world and live its weeks: a pure function of blueprint, seed and replicate. No files, no terminal, no clock.

use crate::units::{Week, YEAR};
use crate::world::exchange::Event;
use crate::world::groups::GroupRow;
use crate::world::ledger::Entry;
use crate::world::record::Record;
use crate::world::{Blueprint, World, week};

/// What to keep of a run besides its records and events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Every payment.
    pub ledger: bool,
    /// The yearly figures by group.
    pub groups: bool,
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
    let mut world = World::found(blueprint, seed, replicate);
    while world.week() < 0 {
        week::live(&mut world, blueprint);
    }
    let mut trajectory = Trajectory::default();
    world.take_events();
    trajectory.records.extend(world.records());
    go_on(&mut world, blueprint, blueprint.weeks, keep, &mut trajectory);
    trajectory
}

/// Live on until (and with) week `until`, writing into `trajectory`.
pub fn go_on(world: &mut World, blueprint: &Blueprint, until: Week, keep: Keep, trajectory: &mut Trajectory) {
    while world.week() < until {
        week::live(world, blueprint);
        trajectory.records.extend(world.records());
        trajectory.events.extend(world.take_events());
        if keep.ledger {
            trajectory.ledger.extend_from_slice(world.payments());
        }
        if keep.groups && world.week() > 0 && world.week() % YEAR == 0 {
            world.groups(&mut trajectory.groups);
        }
    }
}
