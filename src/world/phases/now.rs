//! What everybody knows of the present week.

use crate::levers::Levers;
use crate::random::WorldKey;
use crate::units::Week;
use crate::world::blueprint::{CommunityBlueprint, Settings};

/// What everybody knows of the present week.
pub(crate) struct Now<'a> {
    /// The week.
    pub week: Week,
    /// The levers in force.
    pub levers: &'a Levers,
    /// The rules.
    pub settings: &'a Settings,
    /// The communities as they were set up, in order.
    pub places: &'a [CommunityBlueprint],
    /// The random world.
    pub key: WorldKey,
}
