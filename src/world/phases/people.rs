//! Who lives in the place, before anybody decides: it grows or shrinks as the levers say.

use crate::levers::Levers;
use crate::world::World;
use crate::world::blueprint::Blueprint;

/// As many people live in each community as the levers of the week say. What is in proportion to residents
/// follows; what a decision fixed (a grant, seats, posts) does not.
pub(crate) fn live_here(world: &mut World, blueprint: &Blueprint, levers: &Levers) {
    let rules = &blueprint.settings.residents;
    let mut changed = false;
    for (place, community) in blueprint.communities.iter().zip(&mut world.communities) {
        let wanted = place.population_at(levers.place.residents);
        if place.roster.is_some() || wanted == community.residents.population() {
            continue;
        }
        let drawn = (world.key, &blueprint.groups[..]);
        let mix = &community.offer.mix;
        community.residents = community.residents.resized(rules, &place.residents, wanted, drawn, mix);
        changed = true;
    }
    if changed {
        world.shares = World::shares_of(&world.communities);
    }
}
