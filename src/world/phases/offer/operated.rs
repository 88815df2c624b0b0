//! What a home offers while a social organization runs it.

use crate::world::World;
use crate::world::agents::organization::activity::Activity;
use crate::world::agents::organization::opening::Opening;
use crate::world::agents::union::votes::weight_of_the_union;
use crate::world::exchange::Offer;
use crate::world::phases::offer::home_week::HomeWeek;
use crate::world::phases::offer::news::{campaign, news};

/// Hours, quality, appeal, news and asking. The home takes on the quality of the offer.
pub(crate) fn offer(world: &mut World, at: &HomeWeek, offer: &mut Offer) {
    let possible = hours_and_quality(world, at, offer);
    if let Some(promise) = &mut world.pool.promise {
        promise.lived(at.index, possible, offer.hours.iter().sum());
    }
    appeal(world, at, offer);
    if at.now.settings.mechanisms.awareness {
        news(world, at, offer);
    }
    volunteers(world, at, offer);
    campaign(at.now, offer);
    world.communities[at.index].home.quality = offer.quality;
}

/// Gives the hours that could be opened were hands no bound.
fn hours_and_quality(world: &World, at: &HomeWeek, offer: &mut Offer) -> f64 {
    let rules = &at.now.settings.organization;
    let l = at.now.levers;
    let o = &world.organization;
    let c = &world.communities[at.index];
    let reaction = at.now.settings.mechanisms.reaction;
    let opening = Opening {
        managers: at.shared.managers * at.share,
        volunteer_hours: c.last.volunteer_hours,
        promised: promised_hours(world, at),
        answer: if reaction { rules.offering.hours_answer(o.use_seen) } else { 1.0 },
        scale: c.scale(),
        cooperation: at.shared.cooperation,
        granted: l.support.hours,
        by_council: world.union.homes[at.index].hours,
        most: at.place.home.nominal_hours,
        staffed: at.shared.staffed * at.share + c.last.volunteer_hours,
    };
    let set = at.now.settings.mechanisms.hours;
    offer.hours = if set { opening.hours(&rules.offering) } else { at.government_hours() };
    let open: f64 = offer.hours.iter().sum();
    let possible = if set { opening.possible(&rules.offering, at.place.home.nominal_hours) } else { open };
    offer.seats = at.place.home.seats as f64 * l.support.rooms_released;
    let aimed = o.quality_aimed(&rules.offering, at.shared.hands * at.share, c.last.visits, open);
    offer.quality = c.home.quality + rules.learning.quality * (aimed - c.home.quality);
    offer.event_quality = o.event_quality(&rules.offering, offer.quality);
    possible
}

/// Hours before the committee's friction that were promised at the tender: they follow the wished managers,
/// not those who are there.
fn promised_hours(world: &World, at: &HomeWeek) -> Option<f64> {
    let promise = world.pool.promise.as_ref()?;
    let managers = promise.managers * at.now.levers.operator.managers * at.share;
    let offering = &at.now.settings.organization.offering;
    Some(promise.content.opening * offering.own_hours(managers, world.communities[at.index].scale()))
}

/// What makes the home attractive, or not, beside hours and quality.
fn appeal(world: &World, at: &HomeWeek, offer: &mut Offer) {
    let s = at.now.settings;
    let l = at.now.levers;
    let rules = &s.organization;
    let o = &world.organization;
    let hands = o.posts.iter().any(|p| p.filled() && !p.manager);
    let carried = rules.offering.concept_carried(l.operator.concept);
    offer.concept = if hands { carried * rules.offering.skilled(&o.capability) } else { 0.0 };
    offer.programme_fit =
        rules.offering.welcome * (o.effort[Activity::Reception] - rules.usual_effort.reception);
    offer.group_fit = world.union.homes[at.index].fit;
    let since = f64::from(at.now.week - world.news.unwrap_or(at.now.week));
    let choice = &s.residents.choice;
    let fresh = s.mechanisms.novelty;
    offer.novelty = if fresh { choice.novelty * libm::exp(-since / choice.novelty_weeks) } else { 0.0 };
    let alone = weight_of_the_union(&s.union, l, world.union.role(l));
    offer.closed_to_others = s.union.closed * libm::pow(alone, s.union.closed_shape);
    offer.fee = l.disclosure.fee + world.pool.promise.as_ref().map_or(0.0, |promise| promise.content.fee);
    offer.brand = o.brand;
    offer.visible = l.disclosure.visible * o.paid.disclosure;
}

/// Who is asked to volunteer, and how far volunteers are overloaded and heard.
fn volunteers(world: &World, at: &HomeWeek, offer: &mut Offer) {
    let s = at.now.settings;
    let c = &world.communities[at.index];
    if s.mechanisms.asking {
        offer.ask = at.shared.ask;
        offer.volunteering = true;
    }
    let v = &s.residents.volunteering;
    let open: f64 = offer.hours.iter().sum();
    let shifts = v.shifts * c.scale() + v.shifts_event * at.shared.events * at.share + v.shifts_hour * open;
    offer.hours_wanted = shifts * v.shift;
    let short = (offer.hours_wanted - c.hours_offered).max(0.0) / offer.hours_wanted.max(1.0);
    offer.overload = short.min(1.0);
    offer.worn = c.worn;
    let guidance = at.shared.managers * at.share * s.organization.setup.net_hours;
    offer.guided = (guidance / (v.guidance * c.last.volunteers).max(1e-9)).min(1.0);
    let council = &at.now.levers.council;
    offer.voice = if council.meets > 0 { (council.seats / s.union.voice_full).min(1.0) } else { 0.0 };
}
