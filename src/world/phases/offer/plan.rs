//! What the organization plans for all homes: people, effort, events, asks.

use crate::world::World;
use crate::world::agents::organization::effort;
use crate::world::agents::organization::effort::Prospects;
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::phases::decide;
use crate::world::phases::now::Now;
use crate::world::phases::settle::bills::concept_bill;

/// Everything shared that the offers of all homes need.
pub(crate) struct Shared {
    /// A social organization runs the homes.
    pub operator: bool,
    /// Managers at work, full-time equivalents.
    pub managers: f64,
    /// Hours a week that people in place work.
    pub staffed: f64,
    /// Hours a week that serve residents.
    pub hands: f64,
    /// Hours that volunteers gave last week.
    pub volunteer_hours: f64,
    /// Cooperation of the committee, 0–1.
    pub cooperation: f64,
    /// Paid events a week over all homes.
    pub events: f64,
    /// Events planned but not held.
    pub cancelled: f64,
    /// Events that can be paid for this week.
    pub affordable: f64,
    /// Of `cancelled`, those for want of money.
    pub unaffordable: f64,
    /// Events a week that partners give, over all homes.
    pub partner_events: f64,
    /// Asks a week over all homes, as a probability per user who does not volunteer.
    pub ask: f64,
    /// The share of the programme for workers' topics that was promised, less the wished one.
    pub apart: Option<f64>,
    /// Share of residents' proposals carried out over the last 52 weeks; `None` when none was made.
    pub carried_share: Option<f64>,
    /// The monthly meeting on public affairs is held.
    pub meeting: bool,
    /// The first operator begins in this week.
    pub handover: bool,
}

/// Staff, effort and plan of the organization, or nothing of it under government.
pub(crate) fn work_of_the_organization(world: &mut World, now: &Now) -> Shared {
    let operator = world.organization.in_place();
    let volunteer_hours: f64 = world.communities.iter().map(|c| c.last.volunteer_hours).sum();
    let handover =
        operator && world.organization.contract_week(now.week) == Some(0) && world.news == Some(now.week);
    let mut shared = Shared {
        operator,
        managers: 0.0,
        staffed: 0.0,
        hands: 0.0,
        volunteer_hours,
        cooperation: world.government.cooperation(now.levers),
        events: 0.0,
        cancelled: 0.0,
        affordable: 0.0,
        unaffordable: 0.0,
        partner_events: 0.0,
        ask: 0.0,
        apart: world.pool.promise.as_ref().map(|promise| promise.apart),
        carried_share: world.union.carried_share(),
        meeting: now.week.rem_euclid(4) == 0,
        handover: handover && world.organization.operators == 1,
    };
    if operator {
        people_and_effort(world, now);
        plan(world, now, &mut shared);
    } else {
        world.organization.exits = 0.0;
    }
    shared
}

/// People come and go, and the organization answers to what it is judged by.
fn people_and_effort(world: &mut World, now: &Now) {
    let rules = &now.settings.organization;
    let renewal = decide::renewal_support(world, now);
    let assessed = now.settings.mechanisms.assessment;
    let o = &mut world.organization;
    let load = o.load(&rules.turnover);
    let forced = o.shocked(now.levers);
    let left = o.turn_over(rules, load, forced, now.own_key, now.week);
    o.exits = f64::from(left);
    if left > 0 {
        let posts = o.posts.len() as u32;
        let kind = EventKind::StaffLeft { left, posts, capability: o.mean_capability() };
        world.events.push(Event::of_county(now.week, Actor::Organization, kind));
    }
    let o = &mut world.organization;
    let runway = o.runway(&rules.setup);
    o.caught *= rules.response.caught_kept;
    let (caught, points_found) = (o.caught, now.settings.government.points_found);
    let use_seen = if now.settings.mechanisms.reaction { o.use_seen } else { 1.0 };
    let audit = world.government.audit(now.levers);
    // What counts is the sheet as the bureau weighs it.
    let levers = &*world.government.bureau.weighed(now.levers);
    let seen = Prospects { levers, assessed, renewal, runway, audit, use_seen, points_found, caught };
    match &o.beliefs {
        Some(beliefs) => {
            effort::respond_to(&mut o.effort, rules, &seen, (&beliefs.returns(), &beliefs.tried));
        }
        None => effort::respond(&mut o.effort, rules, &seen),
    }
    effort::inflate(&mut o.inflation, &rules.response, &seen);
}

/// Events that are planned, affordable and staffable; serving hours; asks.
fn plan(world: &mut World, now: &Now, shared: &mut Shared) {
    let rules = &now.settings.organization;
    let scale = world.scale();
    let o = &world.organization;
    shared.managers = o.managers() * o.work_rate(rules);
    shared.staffed = o.hands(rules) * rules.setup.net_hours;
    let lent = world.partners.count() * now.settings.partners.hours;
    let matters = f64::from(world.carried.matters) * now.settings.union.staff_hours;
    shared.hands = (o.serving_hours(rules, now.levers, shared.volunteer_hours + lent) - matters).max(0.0);
    let planned = rules.events_planned(&o.effort, world.government.year_grant.yuan(), scale);
    let staffable = o.events_staffable(rules, shared.volunteer_hours + lent);
    let affordable =
        if now.settings.mechanisms.money { affordable_events(world, now) } else { f64::INFINITY };
    shared.affordable = affordable;
    shared.events = planned.min(staffable).min(affordable);
    shared.cancelled = planned - shared.events;
    shared.unaffordable = planned.min(staffable) - shared.events;
    shared.partner_events = world.partners.count() * now.settings.partners.events;
    let users: f64 = world.communities.iter().map(|c| (c.last.users - c.last.volunteers).max(0.0)).sum();
    if now.settings.mechanisms.asking && users > 0.0 {
        shared.ask = (world.organization.asks(rules, now.levers) / users).min(1.0);
    }
}

/// Events that the cash pays for after wages, utilities and administration of this week, and what is owed.
fn affordable_events(world: &World, now: &Now) -> f64 {
    let setup = &now.settings.organization.setup;
    let o = &world.organization;
    let wages = o.wage_bill(setup) + o.notice.yuan();
    let scale = world.scale();
    let utilities = setup.utilities_of(world.communities.iter().map(|c| c.offer.seat_hours()).sum());
    let fixed = wages + utilities + setup.administration * scale + concept_bill(now, scale);
    let left = (o.total_cash().yuan() - fixed - o.arrears().yuan()).max(0.0);
    if setup.event_cost > 0.0 { left / setup.event_cost } else { f64::INFINITY }
}
