//! Up to which week two blueprints tell the same history.
//!
//! What is dated later changes nothing before (law 4), and in a week in which no operator may run the home
//! no lever acts but those that act whoever runs it. Of two with other rules, one cannot go on as the other
//! after week 0, though nothing that is written down differs until a rule may come into force. Where in doubt
//! the answer is a week too early: then the same weeks are only lived twice.

use crate::units::Week;
use crate::world::blueprint::{Blueprint, Settings};
use crate::world::phases::decide;
use crate::world::when::rule::PolicyRule;
use std::collections::BTreeSet;

impl Blueprint {
    /// The last week up to and including which both histories are the same in every random world, so that one
    /// can go on as the other; `None` when not even the first week surely is. The weeks before week 1 belong
    /// to it: an answer of 0 is the same state in week 0.
    pub fn agrees_until(&self, other: &Blueprint) -> Option<Week> {
        let dated = self.alike_until(other)?;
        // A rule first looks at week 0, and what it remembers from there on is no other rule's.
        Some(if self.rules == other.rules { dated } else { dated.min(0) })
    }

    /// The same as far as levers are dated: no rule comes into force.
    fn alike_until(&self, other: &Blueprint) -> Option<Week> {
        let levers = self.settings.levers.clone();
        let same = self.communities == other.communities
            && self.bidders == other.bidders
            && self.groups == other.groups
            && self.settings == Settings { levers, ..other.settings.clone() };
        let first = 1 - self.settings.calendar.warm_start as Week;
        if !same || !self.alike_in(other, first) {
            return None;
        }
        let last = self.weeks.min(other.weeks);
        // Prices may begin to grow in week 1.
        let turns = self.turns().chain(other.turns()).chain([1]);
        let turns: BTreeSet<Week> = turns.filter(|week| (first..=last).contains(week)).collect();
        Some(turns.into_iter().find(|week| !self.alike_in(other, *week)).map_or(last, |week| week - 1))
    }

    /// The first week in which something that is written down may differ; `None` when nothing does in the
    /// weeks that both have. Week −1 stands for the warm start.
    pub(crate) fn parts_from(&self, other: &Blueprint) -> Option<Week> {
        let Some(alike) = self.alike_until(other) else { return Some(-1) };
        let rules = self.rules.iter().chain(&other.rules).filter(|_| self.rules != other.rules);
        let from = rules.filter_map(PolicyRule::earliest).chain([alike.saturating_add(1)]).min()?;
        (from <= self.weeks.min(other.weeks)).then_some(from.max(-1))
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
            (false, false) => mine.alike_for_anybody(theirs, week),
            _ => false,
        }
    }
}
