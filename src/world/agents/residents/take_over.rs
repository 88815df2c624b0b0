//! Residents who take over what they remember in another life of the same community: see
//! [`crate::world::counterfactual::hold`].
//!
//! It stands here and not there because columns are private to this folder: outside, a study names what is to
//! be taken over and never sees how it is kept.

use crate::world::agents::residents::block::{Block, state};
use crate::world::agents::residents::week::Residents;

/// What may be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResidentColumn {
    /// Knowing of the home, how it was learned, and how many ties know.
    Awareness,
    /// Habit.
    Habit,
    /// Quality expected.
    Expectation,
    /// Trust in the operator.
    Trust,
    /// Belief that the operator is commercial.
    Belief,
    /// Volunteering, and having been asked.
    Helping,
    /// Who is seen to have come last week.
    Company,
}

impl Residents {
    /// Take over a column from the residents of the same numbers in another life of this community, in the
    /// same week.
    pub fn take_over(&mut self, column: ResidentColumn, other: &Residents) {
        match column {
            ResidentColumn::Company => take(&mut self.came, &other.came),
            ResidentColumn::Awareness => take(&mut self.aware, &other.aware),
            _ => {}
        }
        for (own, others) in self.blocks_mut().zip(other.blocks()) {
            of_block(column, own, others);
        }
    }
}

/// Marks of those who live in both: the places may have grown apart.
fn take(own: &mut [u64], other: &[u64]) {
    own.iter_mut().zip(other).for_each(|(own, other)| *own = *other);
}

fn of_block(column: ResidentColumn, own: &mut Block, other: &Block) {
    match column {
        ResidentColumn::Awareness => {
            let mask = state::AWARE | state::CHANNEL;
            for (own, other) in own.state.iter_mut().zip(&other.state) {
                *own = (*own & !mask) | (other & mask);
            }
            own.tied_aware = other.tied_aware;
        }
        ResidentColumn::Habit => own.habit = other.habit,
        ResidentColumn::Expectation => own.expect = other.expect,
        ResidentColumn::Trust => own.trust = other.trust,
        ResidentColumn::Belief => own.belief = other.belief,
        ResidentColumn::Helping => (own.volunteer, own.asked) = (other.volunteer, other.asked),
        ResidentColumn::Company => {}
    }
}
