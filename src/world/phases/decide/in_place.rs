//! Which body is in place: it takes over, comes back with what it can do, and leaves with what it learned.

use crate::world::World;
use crate::world::agents::organization::bidder::Candidate;
use crate::world::agents::organization::promise::BindingPromise;
use crate::world::exchange::{Actor, EventKind};
use crate::world::phases::now::Now;
use crate::world::pool::settings_under;
use std::sync::Arc;

/// The body that won comes into the settings of the world.
pub(crate) fn take_over(world: &mut World, now: &Now, at: usize, (price, posts): (f64, f64)) {
    let grant = now.levers.funding.grant;
    let candidate = &mut world.pool.candidates[at];
    if world.pool.running != Some(at) {
        candidate.homes += 1;
        (world.government.trust_agency, world.union.trust) = (candidate.reputation, candidate.union_trust);
        world.pool.running = Some(at);
        tell_of_homes(world, now);
    }
    (world.pool.promised, world.pool.price) = (posts, price);
    work_as_it_does(world, now);
    world.government.agreed = if grant > 0.0 { price / grant } else { 1.0 };
}

/// Where the body in place has come to run more homes, or fewer, it works by these from next time on.
pub(crate) fn follow_the_body(world: &mut World, now: &Now) {
    let pool = &world.pool;
    let homes = pool.running.and_then(|at| pool.candidates.get(at)).map(|body| body.homes);
    if homes.is_some_and(|homes| homes != pool.homes) {
        work_as_it_does(world, now);
    }
}

/// The settings of the world are those of the body in place, by its agreed price and all homes that it runs.
pub(crate) fn work_as_it_does(world: &mut World, now: &Now) {
    let scale = world.scale();
    let pool = &mut world.pool;
    let Some(candidate) = pool.running.and_then(|at| pool.candidates.get(at)) else { return };
    let settings = settings_under(now.base, (&candidate.traits, candidate.homes), pool.price, scale);
    (pool.homes, pool.settings) = (candidate.homes, Some(Arc::new(settings)));
}

/// A body begins with what it can do, and with what it learned; where it learns, it looks at the one that was
/// rated best, if that was rated better.
pub(crate) fn come_back(world: &mut World, now: &Now, at: usize) {
    let candidate = &world.pool.candidates[at];
    world.organization.bring(candidate.skills, candidate.traits.brand);
    if let Some(own) = &candidate.beliefs {
        world.organization.beliefs = Some(own.clone());
    }
    let better = |one: &&Candidate| one.beliefs.is_some() && one.rated > candidate.rated;
    let rated = |one: &&Candidate| one.rated.unwrap_or(f64::MIN);
    let others = world.pool.candidates.iter().filter(better);
    let best = others.reduce(|best, one| if rated(&one) > rated(&best) { one } else { best });
    let model = best.and_then(|best| best.beliefs.as_ref());
    if let (Some(own), Some(model)) = (&mut world.organization.beliefs, model) {
        own.imitate(now.base.organization.beliefs.imitate, model);
    }
}

/// What a body that goes takes with it: what it can do, and what is thought of it.
pub(crate) fn leave(world: &mut World, now: &Now) {
    let (skills, union_trust) = (world.organization.skills(), world.union.trust);
    let reputation = world.government.trust_agency;
    let rated = world.government.verdict.map(|verdict| verdict.awarded);
    let beliefs = world.organization.beliefs.clone();
    if let Some(candidate) = world.pool.incumbent() {
        (candidate.skills, candidate.reputation, candidate.union_trust) = (skills, reputation, union_trust);
        (candidate.beliefs, candidate.rated) = (beliefs, rated.or(candidate.rated));
        candidate.homes -= 1;
        tell_of_homes(world, now);
        (world.pool.running, world.pool.settings, world.pool.promise) = (None, None, None);
        world.government.agreed = 1.0;
    }
}

/// How many homes the body in place runs now, where it may run several.
fn tell_of_homes(world: &mut World, now: &Now) {
    let Some(at) = world.pool.running.filter(|_| !world.apart.is_empty()) else { return };
    let (bidder, homes) = (at as u32 + 1, world.pool.candidates[at].homes);
    world.note(now, Actor::Organization, EventKind::Homes { bidder, homes });
}

/// A year of a contract ends: posts and hours that were promised and not kept cost trust; books are closed.
pub(crate) fn close_the_year(world: &mut World, now: &Now) {
    let kept = world.organization.planned.posts();
    let rules = &now.base.organization.bidding;
    let promised = world.pool.promised;
    let Some(candidate) = world.pool.incumbent() else { return };
    candidate.closes_a_year(rules);
    let broken = if promised > 0.0 { (1.0 - kept / promised).max(0.0) } else { 0.0 };
    let hours = world.pool.promise.as_mut().map_or(0.0, BindingPromise::close_the_year);
    let agency = &mut world.government.trust_agency;
    *agency = (*agency - rules.promise_broken * broken - rules.hours_broken * hours).max(0.0);
    if hours > 0.0 {
        world.union.trust = (world.union.trust - rules.hours_broken * hours).max(0.0);
    }
}

/// Who gives up and leaves debts is trusted less.
pub(crate) fn give_up(world: &mut World, now: &Now) {
    if world.pool.running.is_some() {
        let kept = now.base.organization.bidding.wound_up;
        world.government.trust_agency *= kept;
        world.union.trust *= kept;
    }
}
