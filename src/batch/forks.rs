//! Run once, forked: scenarios of one batch that agree up to some week are lived once up to it in each
//! random world.
//!
//! Each scenario forks from the earlier one with which it agrees longest. Whoever comes by a week from which
//! others fork leaves a copy of the history there, and the last who needs it takes it away. Nobody waits:
//! what is not there, because it is still being lived on another thread or because there was no room, is
//! lived again. So a fork changes no result, only the time it takes.

#[cfg(test)]
mod tests;

use crate::simulation::{History, Retain, Trajectory, run_observed};
use crate::units::Week;
use crate::world::blueprint::Blueprint;
use crate::world::observer::Observer;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Room for histories to fork from, in bytes.
pub(crate) const ROOM: usize = 256 << 20;

/// A week at which scenarios fork from a history that they share so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ForkPoint {
    week: Week,
    /// How many scenarios fork here.
    wanted: usize,
}

/// What one scenario does with the points on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Way {
    /// Where it forks from an earlier scenario: the last of `from`.
    own: Option<usize>,
    /// Points whose history is also its own, ascending by week: it may begin at each of them.
    from: Vec<usize>,
    /// Points at which later scenarios fork from it, ascending by week.
    leaves: Vec<usize>,
}

/// A kept history is found by point, seed, random world and what is kept of it.
type HistoryKey = (usize, u64, u32, Retain);

/// Histories kept for others.
#[derive(Debug, Default)]
struct Store {
    /// Bytes still free.
    room: usize,
    kept: BTreeMap<HistoryKey, (Arc<History>, usize)>,
    /// How many of those who fork at a point have come by.
    served: BTreeMap<HistoryKey, usize>,
}

/// The forks of a batch.
#[derive(Debug)]
pub(crate) struct Forks<'a> {
    blueprints: Vec<&'a Blueprint>,
    points: Vec<ForkPoint>,
    ways: Vec<Way>,
    store: Mutex<Store>,
}

impl<'a> Forks<'a> {
    /// Find out who forks from whom; keep at most `room` bytes of histories at a time.
    pub(crate) fn plan(blueprints: Vec<&'a Blueprint>, room: usize) -> Forks<'a> {
        let mut forks = Forks { points: Vec::new(), ways: Vec::new(), blueprints, store: Mutex::default() };
        forks.store().room = room;
        for later in 0..forks.blueprints.len() {
            let way =
                forks.longest(later).map_or_else(Way::default, |(parent, week)| forks.fork(parent, week));
            forks.ways.push(way);
        }
        let points = &forks.points;
        forks.ways.iter_mut().for_each(|way| way.leaves.sort_by_key(|point| points[*point].week));
        forks
    }

    /// The earlier scenario with which one agrees longest (the first of several), and how long.
    fn longest(&self, later: usize) -> Option<(usize, Week)> {
        let mut best: Option<(usize, Week)> = None;
        for (earlier, blueprint) in self.blueprints[..later].iter().enumerate() {
            let agreed = blueprint.agrees_until(self.blueprints[later]).filter(|week| *week >= 0);
            if let Some(week) = agreed.filter(|week| best.is_none_or(|(_, longest)| *week > longest)) {
                best = Some((earlier, week));
            }
        }
        best
    }

    /// The way of a scenario that forks from `parent` after `week`.
    fn fork(&mut self, parent: usize, week: Week) -> Way {
        let there = self.ways[parent].leaves.iter().copied().find(|point| self.points[*point].week == week);
        let own = there.unwrap_or(self.points.len());
        if there.is_none() {
            self.points.push(ForkPoint { week, wanted: 0 });
            self.ways[parent].leaves.push(own);
        }
        self.points[own].wanted += 1;
        let mut from = self.ways[parent].from.clone();
        from.retain(|point| self.points[*point].week < week);
        from.push(own);
        Way { own: Some(own), from, leaves: Vec::new() }
    }

    /// Run a scenario of the batch in a random world, from the latest history at hand that it shares. A
    /// blueprint that is not one of those planned for (the same in memory, not an equal one) is lived from
    /// the start.
    pub(crate) fn run(
        &self,
        blueprint: &Blueprint,
        seed: u64,
        replicate: u32,
        keep: Retain,
        watch: &impl Observer,
    ) -> Trajectory {
        let Some(index) = self.blueprints.iter().position(|planned| std::ptr::eq(*planned, blueprint)) else {
            return run_observed(blueprint, seed, replicate, keep, watch);
        };
        let key = |point: usize| (point, seed, replicate, keep);
        let way = &self.ways[index];
        let shared = self.take(way, key);
        let mut history = shared.unwrap_or_else(|| History::begin(blueprint, seed, replicate, watch));
        for point in way.from.iter().chain(&way.leaves) {
            let week = self.points[*point].week;
            if history.world.week() <= week {
                history.go_on(blueprint, week, keep, watch);
                self.leave(key(*point), &history);
            }
        }
        history.go_on(blueprint, blueprint.weeks, keep, watch);
        history.trajectory
    }

    /// The latest history at hand with which a scenario may begin. It counts as having come by its own point.
    fn take(&self, way: &Way, key: impl Fn(usize) -> HistoryKey) -> Option<History> {
        let own = key(way.own?);
        let mut store = self.store();
        let found = way
            .from
            .iter()
            .rev()
            .find_map(|point| store.kept.get(&key(*point)))
            .map(|(history, _)| history.clone());
        let served = store.served.entry(own).or_default();
        *served += 1;
        if *served == self.points[own.0].wanted
            && let Some((_, bytes)) = store.kept.remove(&own)
        {
            store.room += bytes;
        }
        drop(store);
        found.map(Arc::unwrap_or_clone)
    }

    /// Leave a copy of a history at a point, if somebody will still come by and there is room.
    fn leave(&self, key: HistoryKey, history: &History) {
        let bytes = history.bytes();
        let wanted = |store: &Store| {
            store.served.get(&key).copied().unwrap_or(0) < self.points[key.0].wanted
                && !store.kept.contains_key(&key)
        };
        let mut store = self.store();
        if !wanted(&store) || store.room < bytes {
            return;
        }
        store.room -= bytes;
        drop(store);
        let copy = Arc::new(history.clone());
        let mut store = self.store();
        if wanted(&store) {
            store.kept.insert(key, (copy, bytes));
        } else {
            store.room += bytes;
        }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
