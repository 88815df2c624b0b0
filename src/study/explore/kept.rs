//! Worlds of a baseline, kept at the weeks up to which a package tells the same history: moving a lever lives
//! only the weeks that it can touch.

use crate::measure::window::handover;
use crate::simulation::{History, Retain, Trajectory};
use crate::units::Week;
use crate::world::blueprint::Blueprint;
use std::collections::BTreeMap;

/// What is written down of every run.
pub(crate) const RETAIN: Retain = Retain { ledger: false, groups: true, sample: 0 };
/// Bytes of all that is kept.
const ROOM: usize = 256 << 20;

/// Histories of one baseline and seed, by world and week.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    histories: BTreeMap<(u32, Week), History>,
    bytes: usize,
}

impl Kept {
    /// Live a package in a world, from the latest week at hand that it shares with the baseline.
    pub(crate) fn live(&mut self, base: &Blueprint, package: &Blueprint, key: (u64, u32)) -> Trajectory {
        let mut history = self.shared(base, package, key, package.weeks);
        history.go_on(package, package.weeks, RETAIN, &());
        history.trajectory
    }

    /// The history of a package in a world, come to the latest week at hand that it shares with the baseline,
    /// at most to `latest`.
    pub(crate) fn shared(
        &mut self,
        base: &Blueprint,
        package: &Blueprint,
        (seed, world): (u64, u32),
        latest: Week,
    ) -> History {
        let Some(shared) = base.agrees_until(package).filter(|week| *week >= 0) else {
            return History::begin(package, seed, world, &());
        };
        let shared = shared.min(latest);
        let known = self.histories.range((world, 0)..=(world, shared)).next_back();
        let known = known.map(|(_, history)| history.clone());
        let mut history = known.unwrap_or_else(|| History::begin(base, seed, world, &()));
        let first = handover(base) - 1;
        for week in [first, shared] {
            if week <= shared && week < package.weeks && week > history.world.week() {
                history.go_on(base, week, RETAIN, &());
                // What a week that was asked for cuts short is nobody's beginning.
                if week == first || shared < latest {
                    self.keep((world, week), &history, first);
                }
            }
        }
        history
    }

    /// Keep a history, if there is room: of each world the one before the handover, where most levers begin
    /// to act, and the newest of a later week.
    fn keep(&mut self, (world, week): (u32, Week), history: &History, first: Week) {
        let older: Vec<Week> =
            self.histories.range((world, 0)..=(world, Week::MAX)).map(|((_, week), _)| *week).collect();
        for week in older.into_iter().filter(|week| *week != first) {
            let gone = self.histories.remove(&(world, week));
            self.bytes -= gone.map_or(0, |history| history.bytes());
        }
        let bytes = history.bytes();
        if self.bytes + bytes <= ROOM && !self.histories.contains_key(&(world, week)) {
            self.bytes += bytes;
            self.histories.insert((world, week), history.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use crate::simulation::run;

    #[test]
    fn a_world_from_a_kept_week_is_the_world_from_its_start() {
        let scenario = |name: &str| {
            let sets = vec!["residents.population=300".to_string()];
            let small = Overrides { sets, weeks: Some(170) };
            read(&[name.to_string()], &small, &Embedded).unwrap().remove(0).blueprint
        };
        let base = scenario("z-home");
        let mut kept = Kept::default();
        for name in ["z-home", "support", "funding-cut", "adaptive", "fee", "z-home", "support"] {
            let package = scenario(name);
            for world in [1, 2] {
                let whole = run(&package, 7, world, RETAIN);
                assert_eq!(kept.live(&base, &package, (7, world)), whole, "{name} in world {world}");
            }
        }
        let weeks: Vec<Week> = kept.histories.keys().map(|(_, week)| *week).collect();
        assert_eq!(weeks, [52, 155, 52, 155], "{weeks:?}");
        assert_eq!(kept.bytes, kept.histories.values().map(History::bytes).sum::<usize>());
    }
}
