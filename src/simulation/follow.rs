//! Whoever looks on and follows a sample of residents: it sees what the residents of a week wish and meet,
//! and hands everything else on to another who looks on.

use crate::world::blueprint::Blueprint;
use crate::world::observer::{Observer, Phase};
use crate::world::phases::now::Now;
use crate::world::sampled::{SampledResident, meet, remember, sample};
use crate::world::{Community, World};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Follows a sample. Communities may live at once: each has its own lock, taken once a week.
pub(super) struct Follower<'a, O> {
    watch: &'a O,
    communities: Vec<Mutex<Vec<SampledResident>>>,
}

impl<'a, O: Observer> Follower<'a, O> {
    /// Go on with those who were followed so far; with a sample of so many where nobody was.
    pub(super) fn begin(
        world: &World,
        blueprint: &Blueprint,
        wanted: u32,
        so_far: Vec<SampledResident>,
        watch: &'a O,
    ) -> Follower<'a, O> {
        let all = if so_far.is_empty() {
            sample(world, blueprint, wanted)
        } else {
            let mut all = vec![Vec::new(); blueprint.communities.len()];
            so_far.into_iter().for_each(|one| all[one.place.community as usize].push(one));
            all
        };
        Follower { watch, communities: all.into_iter().map(Mutex::new).collect() }
    }

    fn of(&self, index: usize) -> MutexGuard<'_, Vec<SampledResident>> {
        self.communities[index].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The week is over.
    pub(super) fn end_week(&self, world: &World) {
        for (index, community) in world.communities().iter().enumerate() {
            remember(&mut self.of(index), community);
        }
    }

    /// Those who were followed, by community, resident and time.
    pub(super) fn end(self) -> Vec<SampledResident> {
        let of = |all: Mutex<Vec<SampledResident>>| all.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<SampledResident> = self.communities.into_iter().flat_map(of).collect();
        all.sort_by_key(|one| (one.place.community, one.place.who, one.moved_in));
        all
    }
}

impl<O: Observer> Observer for Follower<'_, O> {
    fn phase<T>(&self, phase: Phase, work: impl FnOnce() -> T) -> T {
        self.watch.phase(phase, work)
    }

    fn residents_done(&self, residents: u64) {
        self.watch.residents_done(residents);
    }

    fn admitted(&self, index: usize, community: &Community, now: &Now) {
        meet(&mut self.of(index), community, now);
    }
}
