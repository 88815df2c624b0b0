//! Rules that react, before anybody decides: which levers are in force in a week.

use crate::levers::Levers;
use crate::units::Week;
use crate::world::World;
use crate::world::blueprint::Blueprint;
use crate::world::record::Record;
use std::borrow::Cow;

/// The levers in force in a week: those that are dated, and over them those of rules in force. Rules first
/// see the records of week 0.
pub(crate) fn levers<'b>(world: &mut World, blueprint: &'b Blueprint, week: Week) -> Cow<'b, Levers> {
    let dated = blueprint.levers_at(week);
    if blueprint.rules.is_empty() || week < 1 {
        return Cow::Borrowed(dated);
    }
    let World { policy, communities, events, .. } = world;
    let records: Vec<&Record> = communities.iter().map(|community| &community.last).collect();
    policy.react(&blueprint.rules, week, &records, events);
    let mut levers = dated.clone();
    policy.set(&blueprint.rules, &mut levers);
    Cow::Owned(levers)
}
