//! What everybody knows of the present week.

use crate::levers::Levers;
use crate::random::WorldKey;
use crate::units::Week;
use crate::world::blueprint::{CommunityBlueprint, Settings};

/// What everybody knows of the present week.
pub struct Now<'a> {
    /// The week.
    pub week: Week,
    /// The levers in force.
    pub levers: &'a Levers,
    /// The rules, as they are under whoever runs the home.
    pub settings: &'a Settings,
    /// The rules as the scenario states them, at the prices of the week.
    pub base: &'a Settings,
    /// The communities as they were set up, in order.
    pub places: &'a [CommunityBlueprint],
    /// The random world.
    pub key: WorldKey,
    /// The same for the draws of institutions: where each home has its own, each draws for itself.
    pub own_key: WorldKey,
    /// Part of the county that is looked at: all, or one home with a contract of its own.
    pub part: f64,
}

impl Now<'_> {
    /// The same week under the rules of another body.
    pub(crate) fn under<'b>(&'b self, settings: &'b Settings) -> Now<'b> {
        Now { settings, ..*self }
    }
}
