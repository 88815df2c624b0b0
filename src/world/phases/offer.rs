//! The offer of the week: hours, quality, events, news, asking — what each community's residents will meet.

use crate::levers::brand::Seeding;
use crate::units::Week;
use crate::world::agents::organization::activity::Activity;
use crate::world::agents::organization::effort;
use crate::world::agents::organization::effort::Prospects;
use crate::world::agents::organization::programme;
use crate::world::agents::organization::programme::Opening;
use crate::world::blueprint::{Blueprint, CommunityBlueprint};
use crate::world::exchange::{Actor, Event, EventKind, Offer};
use crate::world::phases::decide;
use crate::world::phases::now::Now;
use crate::world::{Community, World, calendar};

/// Everything shared that the offers of all homes need.
struct Shared {
    operator: bool,
    managers: f64,
    hands: f64,
    volunteer_hours: f64,
    cooperation: f64,
    /// Paid events a week over all homes, and those planned but not held.
    events: f64,
    cancelled: f64,
    /// Events that can be paid for this week.
    affordable: f64,
    /// … of which for want of money.
    unaffordable: f64,
    partner_events: f64,
    /// Asks a week over all homes, as a probability per user who does not volunteer.
    ask: f64,
    carried_share: Option<f64>,
    meeting: bool,
    handover: bool,
}

/// Staff, effort and plan of the organization, then each home's offer.
pub(crate) fn prepare(world: &mut World, now: &Now, blueprint: &Blueprint) {
    let shared = work_of_the_organization(world, now);
    for index in 0..world.communities.len() {
        let share = world.shares[index];
        let offer = offer_of(world, now, &shared, index, &blueprint.communities[index], share);
        world.communities[index].offer = offer;
    }
}

fn work_of_the_organization(world: &mut World, now: &Now) -> Shared {
    let operator = world.organization.in_place();
    let volunteer_hours: f64 = world.communities.iter().map(|c| c.last.volunteer_hours).sum();
    let handover =
        operator && world.organization.contract_week(now.week) == Some(0) && world.news == Some(now.week);
    let mut shared = Shared {
        operator,
        managers: 0.0,
        hands: 0.0,
        volunteer_hours,
        cooperation: world.government.cooperation(now.levers),
        events: 0.0,
        cancelled: 0.0,
        affordable: 0.0,
        unaffordable: 0.0,
        partner_events: 0.0,
        ask: 0.0,
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
    let scale = world.scale();
    let renewal = decide::renewal_support(world, now);
    let assessed = now.settings.mechanisms.assessment;
    let o = &mut world.organization;
    let extra =
        programme::extra_staff(&rules.offering, &rules.setup, world.government.year_grant.yuan(), scale);
    o.plan_posts(now.levers, extra, &rules.turnover, now.key, now.week);
    let planned: f64 = o.posts.iter().map(|p| p.share).sum();
    let load = if o.staff() > 0.0 { planned / o.staff() } else { 2.0 };
    let forced = o.shocked(now.levers);
    let left = o.turn_over(rules, load, forced, now.key, now.week);
    o.exits = f64::from(left);
    if left > 0 {
        let posts = o.posts.len() as u32;
        let kind = EventKind::StaffLeft { left, posts, capability: o.mean_capability() };
        world.events.push(Event::of_county(now.week, Actor::Organization, kind));
    }
    let o = &mut world.organization;
    let runway = o.runway(&rules.setup);
    let seen = Prospects { levers: now.levers, assessed, renewal, runway };
    effort::respond(&mut o.effort, rules, &seen);
    effort::inflate(&mut o.inflation, &rules.response, &seen);
}

/// Events that are planned, affordable and staffable; serving hours; asks.
fn plan(world: &mut World, now: &Now, shared: &mut Shared) {
    let rules = &now.settings.organization;
    let scale = world.scale();
    let o = &world.organization;
    shared.managers = o.managers();
    let lent = world.partners.count() * now.settings.partners.hours;
    let matters = f64::from(world.carried.matters) * now.settings.union.staff_hours;
    shared.hands =
        (o.serving_hours(&rules.setup, &rules.offering, now.levers, shared.volunteer_hours + lent) - matters)
            .max(0.0);
    let planned = o.events_planned(rules, world.government.year_grant.yuan(), scale);
    let staffable = o.events_staffable(&rules.offering, &rules.setup, shared.volunteer_hours + lent);
    let affordable =
        if now.settings.mechanisms.money { affordable_events(world, now) } else { f64::INFINITY };
    shared.affordable = affordable;
    shared.events = planned.min(staffable).min(affordable);
    shared.cancelled = planned - shared.events;
    shared.unaffordable = planned.min(staffable) - shared.events;
    shared.partner_events = world.partners.count() * now.settings.partners.events;
    let users: f64 = world.communities.iter().map(|c| (c.last.users - c.last.volunteers).max(0.0)).sum();
    if now.settings.mechanisms.asking && users > 0.0 {
        shared.ask = (world.organization.asks(&rules.offering, now.levers) / users).min(1.0);
    }
}

/// Events that the cash pays for after wages, utilities and administration of this week, and what is owed.
fn affordable_events(world: &World, now: &Now) -> f64 {
    let setup = &now.settings.organization.setup;
    let o = &world.organization;
    let wages: f64 = crate::world::phases::settle::wages(o, setup);
    let hours: f64 = world.communities.iter().map(|c| c.offer.hours.iter().sum::<f64>()).sum();
    let fixed = wages
        + setup.utilities * hours
        + setup.administration * world.scale()
        + crate::world::phases::settle::concept_bill(now);
    let left = (o.total_cash().yuan() - fixed - o.arrears().yuan()).max(0.0);
    if setup.event_cost > 0.0 { left / setup.event_cost } else { f64::INFINITY }
}

fn offer_of(
    world: &mut World,
    now: &Now,
    shared: &Shared,
    index: usize,
    place: &CommunityBlueprint,
    share: f64,
) -> Offer {
    let s = now.settings;
    let links = &s.mechanisms;
    let l = now.levers;
    let c = &mut world.communities[index];
    let scale = c.scale();
    c.shock = calendar::shock(&s.calendar, c.shock, now.key, index as u32, now.week);
    let mut offer = Offer {
        operator: shared.operator,
        handover: shared.handover,
        calendar: if links.calendar { calendar::season(&s.calendar, now.week) + c.shock } else { 0.0 },
        event_places: place.home.event_places,
        announced: 1.0 / scale.max(1.0),
        meeting: shared.meeting,
        carried_share: shared.carried_share.filter(|_| links.council),
        word: if links.word_of_mouth { (s.residents.talk.word * c.differs.1).min(1.0) } else { 0.0 },
        crowding: c.home.crowding(s.residents.choice.crowding, s.residents.choice.crowding_from),
        ..Offer::default()
    };
    let signs = if shared.operator { s.residents.talk.signs_operator } else { s.residents.talk.signs };
    offer.hear_signs = (signs * c.differs.0).min(1.0);
    if shared.operator {
        under_the_organization(world, now, shared, index, place, share, &mut offer);
    } else {
        offer.hours = [
            place.home.government_hours_day,
            place.home.government_hours_evening,
            place.home.government_hours_weekend,
        ];
        offer.seats = place.home.seats as f64 * place.home.government_rooms;
        let home = &mut world.communities[index].home;
        home.quality += s.organization.learning.quality * (place.home.government_quality - home.quality);
        (offer.quality, offer.event_quality) = (home.quality, home.quality);
    }
    let c = &mut world.communities[index];
    // The programme follows decisions once a quarter, and at once when somebody else takes over.
    let before = c.offer.mix;
    let wanted = if shared.operator {
        programme::mix(&s.organization.offering, l)
    } else {
        s.government_programme.mix()
    };
    let changed = c.offer.operator != shared.operator || now.week.rem_euclid(13) == 0 || before == [0.0; 6];
    offer.mix = if changed { wanted } else { before };
    offer.new_programme = offer.mix != before;
    hold_events(c, now, shared, index, share, scale, &mut offer);
    offer
}

fn under_the_organization(
    world: &mut World,
    now: &Now,
    shared: &Shared,
    index: usize,
    place: &CommunityBlueprint,
    share: f64,
    offer: &mut Offer,
) {
    let s = now.settings;
    let l = now.levers;
    let rules = &s.organization;
    let links = &s.mechanisms;
    let o = &world.organization;
    let c = &world.communities[index];
    let scale = c.scale();
    let opening = Opening {
        managers: shared.managers * share,
        volunteer_hours: c.last.volunteer_hours,
        scale,
        cooperation: shared.cooperation,
        granted: l.support.hours + world.union.hours,
        most: place.home.nominal_hours,
    };
    offer.hours = if links.hours {
        opening.hours(&rules.offering)
    } else {
        [
            place.home.government_hours_day,
            place.home.government_hours_evening,
            place.home.government_hours_weekend,
        ]
    };
    let open: f64 = offer.hours.iter().sum();
    offer.seats = place.home.seats as f64 * l.support.rooms_released;
    let aimed = o.quality_aimed(&rules.offering, shared.hands * share, c.last.visits, open);
    let quality = c.home.quality + rules.learning.quality * (aimed - c.home.quality);
    offer.quality = quality;
    offer.event_quality = o.event_quality(&rules.offering, quality);
    let hands = o.posts.iter().any(|p| p.filled() && !p.manager);
    offer.concept = if hands { l.operator.concept * rules.offering.skilled(&o.capability) } else { 0.0 };
    offer.programme_fit = world.union.fit
        + rules.offering.welcome * (o.effort[Activity::Reception] - rules.usual_effort.reception);
    let since = f64::from(now.week - world.news.unwrap_or(now.week));
    let choice = &s.residents.choice;
    offer.novelty =
        if links.novelty { choice.novelty * libm::exp(-since / choice.novelty_weeks) } else { 0.0 };
    let lambda = l.union.decision_role;
    offer.closed_to_others =
        s.union.closed * ((lambda - s.union.closed_from) / (1.0 - s.union.closed_from)).max(0.0);
    offer.fee = l.disclosure.fee;
    offer.brand = o.brand;
    offer.visible = l.disclosure.visible * o.paid.disclosure;
    if links.awareness {
        news(world, now, shared, index, offer);
    }
    let c = &world.communities[index];
    if links.asking {
        offer.ask = shared.ask;
        offer.volunteering = true;
    }
    let shifts = 6.0 * scale + 4.0 * shared.events * share + 0.2 * open;
    offer.hours_wanted = shifts * s.residents.volunteering.shift;
    let short = (offer.hours_wanted - c.hours_offered).max(0.0) / offer.hours_wanted.max(1.0);
    offer.overload = short.min(1.0);
    offer.voice = if l.council.meets > 0 { (l.council.seats / s.union.voice_full).min(1.0) } else { 0.0 };
    campaign(now, offer);
    world.communities[index].home.quality = quality;
}

/// How the home makes itself known: brand, referral by the coordinator and at the workplace, telling in
/// person.
fn news(world: &World, now: &Now, shared: &Shared, index: usize, offer: &mut Offer) {
    let s = now.settings;
    let l = now.levers;
    let c = &world.communities[index];
    let population = f64::from(c.residents.population());
    let scale = c.scale();
    offer.hear_brand = s.residents.talk.brand * world.organization.brand;
    let hours = s.government.coordinator_hours * l.support.cooperation * scale;
    let referred = s.government.referrals * hours * shared.cooperation * (1.0 + world.union.outreach);
    let rules = &s.organization;
    let told = world.organization.told(&rules.setup, &rules.offering, l) * world.shares[index];
    offer.hear_referral = ((referred + told) / population).min(1.0);
    let members = c.residents.members();
    if members > 0.0 {
        offer.hear_workplace = (s.union.workplace * l.union.decision_role * scale / members).min(1.0);
    }
    let seeds = l.brand.seeds * world.organization.paid.brand * world.shares[index];
    offer.seed_central = l.brand.seeding == Seeding::Central;
    let told = if offer.seed_central {
        c.residents.central(s.residents.talk.central_ties as usize)
    } else {
        population
    };
    offer.hear_seeding = if told > 0.0 { (seeds / told).min(1.0) } else { 0.0 };
}

/// A prize campaign adds to the utility of coming while it lasts; it does not make the home known.
fn campaign(now: &Now, offer: &mut Offer) {
    let b = &now.levers.brand;
    let start = b.campaign_start as Week;
    if b.campaign_start > 0
        && b.campaign_prize > 0.0
        && now.week >= start
        && now.week < start + b.campaign_weeks as Week
    {
        let choice = &now.settings.residents.choice;
        offer.prize = choice.prize * (1.0 - libm::exp(-b.campaign_prize / choice.prize_scale));
        offer.prize_cap = b.campaign_weekly_cap as u8;
    }
}

/// Events of this home: the share of the plan is carried over until it makes whole events.
fn hold_events(
    c: &mut Community,
    now: &Now,
    shared: &Shared,
    index: usize,
    share: f64,
    scale: f64,
    offer: &mut Offer,
) {
    let (paid, given) = if shared.operator {
        (shared.events * share, shared.partner_events * share)
    } else {
        (now.settings.government.events * scale, 0.0)
    };
    let open = offer.hours.iter().sum::<f64>() > 0.0;
    // Whole events come from what was carried over; those to be paid for only as far as this week's money
    // goes.
    let most = if shared.operator { shared.affordable * share } else { f64::INFINITY };
    let [own, partners] = [(paid, most, 0), (given, f64::INFINITY, 1)].map(|(plan, most, which)| {
        let carried = &mut c.home.carried[which];
        *carried += plan;
        let whole = if open { libm::floor(carried.min(most) + 1e-9).max(0.0) } else { 0.0 };
        *carried = (*carried - whole).min(20.0 * scale.max(1.0));
        whole
    });
    (c.paid_events, c.given_events) = (own, partners);
    c.cancelled = shared.cancelled * share;
    c.usual_events = (shared.events + shared.unaffordable) * share;
    offer.events = programme::place_events(
        (own + partners) as u32,
        &offer.mix,
        &offer.hours,
        now.key,
        index as u32,
        now.week,
    );
}
