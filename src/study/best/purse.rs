//! How lives are dealt out: to the search, to the front in draws and worlds that the search never saw, and to
//! the question which changes of a candidate matter.

use crate::study::plausible::budget::FEWEST;
use crate::study::plausible::effects::WORLDS;

/// Share of all lives for the front, and for its changes.
const OF_FRONT: f64 = 0.3;
const OF_CHANGES: f64 = 0.1;

/// Most draws in which changes are taken back: beside the effect of a change, that of a draw on it is small.
const MOST_FOR_CHANGES: usize = 30;

/// The fewest draws for changes.
const FEWEST_FOR_CHANGES: usize = 4;

/// The fewest lives with which a search can begin.
pub(crate) const FEWEST_LIVES: u32 = 200;

/// Lives of a question, in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LivesPurse {
    /// All lives.
    pub lives: u64,
}

impl LivesPurse {
    /// Lives for the search.
    pub(crate) fn of_search(self) -> u64 {
        (self.lives as f64 * (1.0 - OF_FRONT - OF_CHANGES)) as u64
    }

    /// Draws for so many scenarios, the baseline among them, of those that there are.
    pub(crate) fn draws_of_front(self, scenarios: usize, there: usize) -> usize {
        let lives = self.lives as f64 * OF_FRONT;
        ((lives / (scenarios.max(1) as f64 * f64::from(WORLDS))) as usize).max(FEWEST).min(there)
    }

    /// Draws for candidates with and without each of their changes, so many scenarios in all.
    pub(crate) fn draws_of_changes(self, scenarios: usize, there: usize) -> usize {
        let lives = self.lives as f64 * OF_CHANGES;
        let draws = (lives / (scenarios.max(1) as f64 * f64::from(WORLDS))) as usize;
        draws.clamp(FEWEST_FOR_CHANGES, MOST_FOR_CHANGES).min(there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lives_are_dealt_out_and_nobody_gets_more() {
        let purse = LivesPurse { lives: 3_000 };
        assert_eq!(purse.of_search(), 1_800);
        // 900 lives of nine scenarios in two worlds each: fifty draws.
        assert_eq!(purse.draws_of_front(9, 134), 50);
        assert_eq!(purse.draws_of_front(9, 30), 30);
        // 300 lives of 25 scenarios: six draws.
        assert_eq!(purse.draws_of_changes(25, 134), 6);
        // Small ones keep the fewest of which anything can be said.
        assert_eq!(LivesPurse { lives: 200 }.draws_of_front(9, 134), FEWEST);
        assert_eq!(LivesPurse { lives: 200 }.draws_of_changes(25, 134), FEWEST_FOR_CHANGES);
    }
}
