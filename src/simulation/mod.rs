//! Found a world and run its weeks: a pure function of blueprint, seed and replicate. No files, no terminal,
//! no clock.

mod follow;
pub(crate) mod held;
pub(crate) mod need;

use crate::simulation::follow::Follower;
use crate::units::{Week, YEAR};
use crate::world::blueprint::Blueprint;
use crate::world::exchange::Event;
use crate::world::ledger::Payment;
use crate::world::observer::{Observer, Phase};
use crate::world::record::Record;
use crate::world::record::groups::GroupRow;
use crate::world::sampled::SampledResident;
use crate::world::{World, week};

/// What to keep of a run besides its records and events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Retain {
    /// Every payment.
    pub ledger: bool,
    /// The yearly figures by group.
    pub groups: bool,
    /// So many residents, each by itself; at most all of them.
    pub sample: u32,
}

/// One simulated history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trajectory {
    /// Weeks 0…T, within a week the communities in order: `records[week * communities + community]`.
    pub records: Vec<Record>,
    /// What the institutions did, in order.
    pub events: Vec<Event>,
    /// Payments of weeks 1…T; empty unless kept.
    pub ledger: Vec<Payment>,
    /// Empty unless kept.
    pub groups: Vec<GroupRow>,
    /// The residents who were sampled, and who took their places; by community, resident and time.
    pub(crate) sampled: Vec<SampledResident>,
}

impl Trajectory {
    /// About how many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        let rows = size_of_val(&self.ledger[..]) + size_of_val(&self.groups[..]);
        let rows = rows + size_of_val(&self.sampled[..]);
        size_of_val(&self.records[..]) + size_of_val(&self.events[..]) + rows
    }
}

/// A history that has come to some week from 0 on, and may go on from there: also on another blueprint, if
/// both [agree](Blueprint::agrees_until) so far.
#[derive(Clone, Debug)]
pub struct History {
    /// The world in that week.
    pub world: World,
    /// What was written so far.
    pub trajectory: Trajectory,
}

impl History {
    /// Found a world and run its warm start, up to week 0.
    pub fn begin(blueprint: &Blueprint, seed: u64, replicate: u32, watch: &impl Observer) -> History {
        let mut world = watch.phase(Phase::Founding, || World::new(blueprint, seed, replicate));
        while world.week() < 0 {
            week::advance(&mut world, blueprint, &mut { watch });
        }
        let mut trajectory = Trajectory::default();
        world.take_events();
        trajectory.records.extend(world.records());
        History { world, trajectory }
    }

    /// Run on until (and with) week `until`.
    pub fn go_on(&mut self, blueprint: &Blueprint, until: Week, keep: Retain, watch: &impl Observer) {
        if keep.sample > 0 {
            let so_far = std::mem::take(&mut self.trajectory.sampled);
            let follower = Follower::begin(&self.world, blueprint, keep.sample, so_far, watch);
            self.until(blueprint, until, keep, &follower, |world| follower.end_week(world));
            self.trajectory.sampled = follower.end();
        } else {
            self.until(blueprint, until, keep, watch, |_| {});
        }
    }

    fn until(
        &mut self,
        blueprint: &Blueprint,
        until: Week,
        keep: Retain,
        watch: &impl Observer,
        ended: impl Fn(&World),
    ) {
        while self.world.week() < until {
            week::advance(&mut self.world, blueprint, &mut { watch });
            ended(&self.world);
            watch.phase(Phase::Recording, || self.trajectory.write(&mut self.world, keep));
        }
    }

    /// About how many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        let communities = self.world.communities();
        let residents: usize = communities.iter().map(|c| c.residents.bytes()).sum();
        size_of_val(self) + size_of_val(communities) + residents + self.trajectory.bytes()
    }
}

impl Trajectory {
    /// Write down the week just done.
    fn write(&mut self, world: &mut World, keep: Retain) {
        self.records.extend(world.records());
        self.events.extend(world.take_events());
        if keep.ledger {
            self.ledger.extend_from_slice(world.payments());
        }
        if keep.groups && world.week() > 0 && world.week() % YEAR == 0 {
            world.groups(&mut self.groups);
        }
    }
}

/// Run one replicate of a blueprint. The same arguments give the same bytes on any machine and with any
/// number of threads.
pub fn run(blueprint: &Blueprint, seed: u64, replicate: u32, keep: Retain) -> Trajectory {
    run_observed(blueprint, seed, replicate, keep, &())
}

/// The same while somebody looks on.
pub(crate) fn run_observed(
    blueprint: &Blueprint,
    seed: u64,
    replicate: u32,
    keep: Retain,
    watch: &impl Observer,
) -> Trajectory {
    let mut history = History::begin(blueprint, seed, replicate, watch);
    history.go_on(blueprint, blueprint.weeks, keep, watch);
    history.trajectory
}

#[cfg(test)]
/// Run on until (and with) week `until`, writing into `trajectory`.
pub(crate) fn go_on(
    world: &mut World,
    blueprint: &Blueprint,
    until: Week,
    keep: Retain,
    trajectory: &mut Trajectory,
) {
    while world.week() < until {
        week::advance(world, blueprint, &mut ());
        trajectory.write(world, keep);
    }
}
