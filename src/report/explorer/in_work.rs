//! A life in work: a page lives it part by part, so that newer settings need not wait for an old run.

use crate::simulation::{History, Trajectory};
use crate::study::explore::kept::{Kept, RETAIN};
use crate::units::Week;
use crate::world::blueprint::Blueprint;

/// Which life, of which of the two scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LifeOf {
    /// A scenario in a random world.
    World(usize, u32),
    /// A scenario in a life with a draw.
    Draw(usize, u32),
}

/// At most one life is in work; what begins another one gives it up.
#[derive(Default)]
pub(super) struct InWork {
    life: Option<(LifeOf, History)>,
}

impl InWork {
    /// Give it up: its settings are not those that stand.
    pub(super) fn forget(&mut self) {
        self.life = None;
    }

    /// Live so many weeks more of a life, or all that is left of it; nothing as long as it goes on. What it
    /// shares with the baseline and is not at hand comes first and in one piece.
    pub(super) fn live(
        &mut self,
        life: LifeOf,
        kept: &mut Kept,
        (base, blueprint): (&Blueprint, &Blueprint),
        key: (u64, u32),
        weeks: Option<Week>,
    ) -> Option<Trajectory> {
        let begun = self.life.take().filter(|(of, _)| *of == life).map(|(_, history)| history);
        let mut history = begun.unwrap_or_else(|| kept.shared(base, blueprint, key, blueprint.weeks));
        let (now, end) = (history.world.week(), blueprint.weeks);
        let until = weeks.map_or(end, |weeks| end.min(now.saturating_add(weeks.max(1))));
        history.go_on(blueprint, until, RETAIN, &());
        if until < end {
            self.life = Some((life, history));
            return None;
        }
        Some(history.trajectory)
    }
}
