//! Up to which week two blueprints tell the same history.
//!
//! What is dated later changes nothing before (law 4), and no lever acts in a week in which no operator may
//! run the home. Rules that react are alike where both have the same; otherwise they first look at week 0.
//! Where in doubt the answer is a week too early: then the same weeks are only lived twice.

use crate::units::Week;
use crate::world::blueprint::{Blueprint, Settings};
use crate::world::phases::decide;
use std::collections::BTreeSet;

impl Blueprint {
    /// The last week up to and including which both histories are the same in every random world; `None` when
    /// not even the first week surely is. The weeks before week 1 belong to it: an answer of 0 is the same
    /// state in week 0.
    pub fn agrees_until(&self, other: &Blueprint) -> Option<Week> {
        let levers = self.settings.levers.clone();
        let same = self.communities == other.communities
            && self.settings == Settings { levers, ..other.settings.clone() };
        let first = 1 - self.settings.calendar.warm_start as Week;
        if !same || !self.alike_in(other, first) {
            return None;
        }
        let mut last = self.weeks.min(other.weeks);
        if self.rules != other.rules {
            // A rule first looks at week 0, and what it remembers from there on is no other rule's.
            last = last.min(0);
        }
        let turns: BTreeSet<Week> =
            self.turns().chain(other.turns()).filter(|week| (first..=last).contains(week)).collect();
        Some(turns.into_iter().find(|week| !self.alike_in(other, *week)).map_or(last, |week| week - 1))
    }

    /// The first week in which the histories may part; `None` when they never do in the weeks that both have.
    /// Week −1 stands for the warm start.
    pub(crate) fn parts_from(&self, other: &Blueprint) -> Option<Week> {
        match self.agrees_until(other) {
            None => Some(-1),
            Some(week) => (week < self.weeks.min(other.weeks)).then_some((week + 1).max(-1)),
        }
    }

    /// Weeks from which on something else may hold than in the week before.
    fn turns(&self) -> impl Iterator<Item = Week> {
        let levers =
            std::iter::once(&self.settings.levers).chain(self.timeline.iter().map(|(_, levers)| levers));
        let handovers = levers.filter_map(|levers| Week::try_from(levers.operator.from).ok());
        handovers.chain(self.timeline.iter().map(|(week, _)| *week))
    }

    /// Whether the levers of a week act alike in both.
    fn alike_in(&self, other: &Blueprint, week: Week) -> bool {
        let (mine, theirs) = (self.levers_at(week), other.levers_at(week));
        match (decide::wanted(mine, week), decide::wanted(theirs, week)) {
            (true, true) => {
                let mut theirs = theirs.clone();
                theirs.operator.from = mine.operator.from;
                *mine == theirs
            }
            (false, false) => true,
            _ => false,
        }
    }
}
