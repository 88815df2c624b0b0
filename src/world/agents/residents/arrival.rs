//! Moving in and out: a resident is replaced in place by a newcomer who knows nothing of the home.

use crate::settings;
use crate::world::agents::residents::ResidentRules;
use crate::world::agents::residents::block::{Block, state};

settings! {
    /// Moving.
    pub struct Arrival = "residents.arrival" {
        /// Weekly probability that a resident moves away and a newcomer takes the place.
        moving: f64 = 0.0015, in [0.0, 0.004], "per week", Assumption "7.5% a year";
    }
}

/// The state of somebody who has just moved in. Fixed traits and ties stay, so that the number of rows is
/// constant.
#[inline(always)]
pub(crate) fn newcomer(block: &mut Block, lane: usize, rules: &ResidentRules) {
    block.habit[lane] = 0.0;
    block.expect[lane] = rules.memory.first_expectation as f32;
    block.satisfaction[lane] = rules.memory.first_satisfaction as f32;
    block.trust[lane] = rules.memory.first_trust as f32;
    block.belief[lane] = f32::from(block.disposition[lane]) / 255.0;
    block.efficacy[lane] = rules.affairs.first_efficacy as f32;
    block.weeks[lane] = 0;
    block.visits[lane] = 0;
    block.volunteer[lane] = 0;
    block.asked[lane] = 0;
    block.state[lane] &= state::MIGRANT;
}
