//! What a bid promises beside a price and posts: opening hours, a fee, a programme; how they are scored.

use crate::levers::Levers;
use crate::world::World;
use crate::world::agents::organization::labour::PostPlan;
use crate::world::agents::organization::programme::workers_share;
use crate::world::agents::organization::promise::{BidContent, BindingPromise};
use crate::world::exchange::EventKind;
use crate::world::exchange::promise::{PromiseStage, ToldPromise};
use crate::world::phases::decide::prospects::{hours_to_come, seat_hours, visits_at};
use crate::world::phases::now::Now;

/// How much of what it could do without a bidder gives up in each way: points for a yuan by this way against
/// those by all, times what rivals press for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GivenUp {
    /// Of the room between its least price and the grant.
    pub price: f64,
    /// Of the room between its usual hours and the most.
    pub hours: f64,
    /// What rivals press for: 1 less one in the number of bidders.
    pub pressed: f64,
    /// Points for a yuan a year less.
    by_price: f64,
}

impl GivenUp {
    /// By a bidder among `bidders` in all, with wished wages of so many yuan a week; hours only where bids
    /// have content.
    pub(crate) fn among(bidders: usize, wished: f64, world: &World, now: &Now) -> GivenUp {
        let (grant, weights) = (now.levers.funding.grant, &now.levers.tender);
        let by_price = weights.price / grant.max(1.0);
        let by_posts = weights.promise / (52.0 * wished).max(1.0);
        let by_hours = if weights.content {
            weights.hours / (52.0 * cost_of_wished_hours(world, now, wished)).max(1.0)
        } else {
            0.0
        };
        let pressed = 1.0 - 1.0 / bidders.max(1) as f64;
        let all = by_price + by_posts + by_hours;
        let part = |by: f64| if by > 0.0 { by / all } else { 0.0 };
        GivenUp { price: part(by_price), hours: part(by_hours), pressed, by_price }
    }
}

/// What the hours that the wished managers would open cost a week, yuan: utilities, and people on duty.
fn cost_of_wished_hours(world: &World, now: &Now, wages: f64) -> f64 {
    let setup = &now.settings.organization.setup;
    let wished = PostPlan::wished(now.levers);
    let hour_of_work = wages / (setup.net_hours * wished.posts()).max(1e-9);
    let homes = 0..world.communities.len();
    let cost = |at: usize| {
        let hours = hours_to_come(world, now, at, (wished.managers, 0.0, 1.0));
        let duty = world.communities[at].scale().max(1.0) * hour_of_work;
        hours * duty + setup.utilities_of(seat_hours(now, at, hours))
    };
    homes.map(cost).sum()
}

/// What a body promises where nobody presses it: what it likes to, within what is accepted.
pub(crate) fn liked(world: &World, now: &Now, at: usize) -> BidContent {
    let traits = &world.pool.candidates[at].traits;
    let offering = &now.base.organization.offering;
    BidContent {
        opening: traits.hours.clamp(offering.hours_least.min(offering.hours_most), offering.hours_most),
        fee: traits.fee.min((now.levers.tender.fee_most - now.levers.disclosure.fee).max(0.0)),
        workers: traits.workers,
    }
}

/// What it promises among rivals: more hours, no fee that is not worth its points, a programme nearer to the
/// one that is wished for.
pub(crate) fn pressed(
    world: &World,
    now: &Now,
    (at, liked): (usize, BidContent),
    way: &GivenUp,
) -> BidContent {
    let (offering, traits) = (&now.base.organization.offering, &world.pool.candidates[at].traits);
    let weight = now.levers.tender.programme;
    let gives = if weight > 0.0 { weight / (weight + traits.mission) } else { 0.0 };
    let wished = workers_share(offering, now.levers);
    BidContent {
        opening: liked.opening + (offering.hours_most - liked.opening) * way.pressed * way.hours,
        fee: if way.pressed == 0.0 || worth(world, now, liked.fee, way) { liked.fee } else { 0.0 },
        workers: liked.workers + (wished - liked.workers) * way.pressed * gives,
    }
}

/// Opening hours a week of each home that a body with so many managers over all homes believes to open.
fn hours(world: &World, now: &Now, managers: f64, opening: f64) -> Vec<f64> {
    let home = |at: usize| {
        let volunteers = world.communities[at].last.volunteer_hours;
        hours_to_come(world, now, at, (managers, volunteers, opening))
    };
    (0..world.communities.len()).map(home).collect()
}

/// Whether what a fee brings would win more points by a lower price than the fee loses.
fn worth(world: &World, now: &Now, fee: f64, way: &GivenUp) -> bool {
    let (posted, weights) = (now.levers.disclosure.fee, &now.levers.tender);
    let taken = |fee: f64| visits_at(world, now, fee) * fee;
    let brings = 52.0 * (taken(posted + fee) - taken(posted));
    fee > 0.0 && way.by_price * brings >= weights.fee * fee / weights.fee_most
}

/// A mean over homes by their residents.
fn mean(world: &World, of_homes: impl Iterator<Item = f64>) -> f64 {
    of_homes.zip(&world.shares).map(|(of_home, share)| of_home * share).sum()
}

/// Weights of hours, fee and programme.
pub(crate) fn weights(levers: &Levers) -> [f64; 3] {
    let weights = &levers.tender;
    [weights.hours, weights.fee, weights.programme]
}

/// Points of what a bid promises, each 0–1: its hours against the norm, its fee against the highest that is
/// accepted, its programme against the one that is wished for.
pub(crate) fn points(world: &World, now: &Now, managers: f64, content: &BidContent) -> [f64; 3] {
    let norm = mean(world, now.places.iter().map(|place| place.home.nominal_hours));
    let open = mean(world, hours(world, now, managers, content.opening).into_iter());
    let (fee, most) = (now.levers.disclosure.fee + content.fee, now.levers.tender.fee_most);
    let free = if most > 0.0 { (1.0 - fee / most).max(0.0) } else { f64::from(u8::from(fee <= 0.0)) };
    let wished = workers_share(&now.base.organization.offering, now.levers);
    let near = (1.0 - (content.workers - wished).abs()).max(0.0);
    [if norm > 0.0 { open / norm } else { 1.0 }, free, near]
}

/// What binds once the bid has won.
pub(crate) fn binding(world: &World, now: &Now, managers: f64, content: BidContent) -> BindingPromise {
    let wished = PostPlan::wished(now.levers).managers;
    BindingPromise {
        content,
        managers: if wished > 0.0 { managers / wished } else { 1.0 },
        apart: content.workers - workers_share(&now.base.organization.offering, now.levers),
        hours: hours(world, now, managers, content.opening),
        due: 0.0,
        kept: 0.0,
    }
}

/// What a bidder with so many managers promises, as it is told.
pub(crate) fn told(
    world: &World,
    now: &Now,
    (at, managers): (usize, f64),
    content: &BidContent,
    stage: PromiseStage,
) -> EventKind {
    let weights = weights(now.levers);
    let points = points(world, now, managers, content);
    let all: f64 = weights.iter().sum();
    let weighed: f64 = weights.iter().zip(points).map(|(weight, points)| weight * points).sum();
    EventKind::Promised {
        promise: ToldPromise {
            bidder: at as u32 + 1,
            stage,
            hours: mean(world, hours(world, now, managers, content.opening).into_iter()),
            fee: now.levers.disclosure.fee + content.fee,
            workers: content.workers,
            points: if all > 0.0 { weighed / all } else { 0.0 },
        },
    }
}
