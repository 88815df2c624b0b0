//! The offer of the week: what each community's residents will meet.
//!
//! - What the organization plans for all homes: people, effort, events, asks → `plan`
//! - What the offer of one home is made from → `home_week`
//! - Hours, quality and appeal while an organization runs the home → `operated`
//! - How residents hear of the home, and prizes → `news`
//! - Which events are held → `events`

pub(crate) mod events;
pub(crate) mod home_week;
pub(crate) mod news;
pub(crate) mod operated;
pub(crate) mod plan;

use crate::world::agents::organization::programme;
use crate::world::exchange::Offer;
use crate::world::phases::now::Now;
use crate::world::phases::offer::home_week::HomeWeek;
use crate::world::{Community, World, calendar};

/// Staff, effort and plan of the organization, then each home's offer.
pub(crate) fn prepare(world: &mut World, now: &Now) {
    let shared = plan::work_of_the_organization(world, now);
    for index in 0..world.communities.len() {
        let (place, share) = (&now.places[index], world.shares[index]);
        let offer = offer_of(world, &HomeWeek { now, shared: &shared, index, place, share });
        world.communities[index].offer = offer;
    }
}

fn offer_of(world: &mut World, at: &HomeWeek) -> Offer {
    let mut offer = whoever_runs_it(&mut world.communities[at.index], at);
    if at.shared.operator {
        operated::offer(world, at, &mut offer);
    } else {
        by_the_government(&mut world.communities[at.index], at, &mut offer);
    }
    let c = &mut world.communities[at.index];
    programme_of(c, at, &mut offer);
    events::hold(c, at, &mut offer);
    offer
}

/// What the offer holds whoever runs the home.
fn whoever_runs_it(c: &mut Community, at: &HomeWeek) -> Offer {
    let (now, shared) = (at.now, at.shared);
    let s = now.settings;
    let links = &s.mechanisms;
    c.shock = calendar::shock(&s.calendar, c.shock, now.key, c.word, now.week);
    let talk = &s.residents.talk;
    let signs = if shared.operator { talk.signs_operator } else { talk.signs };
    Offer {
        operator: shared.operator,
        handover: shared.handover,
        calendar: if links.calendar { calendar::season(&s.calendar, now.week) + c.shock } else { 0.0 },
        rival: now.levers.shock.rival,
        reference_hours: at.reference_hours(),
        reference_concept: at.reference_concept(),
        status_known: c.last.status_known(),
        event_places: at.place.home.event_places,
        announced: 1.0 / c.scale().max(1.0),
        meeting: shared.meeting,
        carried_share: shared.carried_share.filter(|_| links.council),
        word: word(c, at),
        crowding: c.home.crowding(s.residents.choice.crowding, s.residents.choice.crowding_from),
        hear_signs: (signs * c.differs.0).min(1.0),
        ..Offer::default()
    }
}

/// What one user tells a tie: more of a home whose operator it trusts.
fn word(c: &Community, at: &HomeWeek) -> f64 {
    let (talk, links) = (&at.now.settings.residents.talk, &at.now.settings.mechanisms);
    if !links.word_of_mouth {
        return 0.0;
    }
    let r = &c.last;
    let trust = if r.users > 0.0 { r.trust_users / r.users } else { 0.5 };
    let moved = links.confidence && at.shared.operator;
    let told = if moved { 1.0 + talk.trust * (2.0 * trust - 1.0) } else { 1.0 };
    (talk.word * c.differs.1 * told).min(1.0)
}

fn by_the_government(c: &mut Community, at: &HomeWeek, offer: &mut Offer) {
    let place = &at.place.home;
    offer.hours = at.government_hours();
    offer.seats = place.seats as f64 * place.government_rooms;
    let home = &mut c.home;
    home.quality += at.now.settings.organization.learning.quality * (place.government_quality - home.quality);
    (offer.quality, offer.event_quality) = (home.quality, home.quality);
}

/// The programme follows decisions once a quarter, and at once when somebody else takes over.
fn programme_of(c: &Community, at: &HomeWeek, offer: &mut Offer) {
    let s = at.now.settings;
    let before = c.offer.mix;
    let wanted = if at.shared.operator {
        let wished = programme::workers_share(&s.organization.offering, at.now.levers);
        programme::mix(at.shared.apart.map_or(wished, |apart| (wished + apart).clamp(0.0, 1.0)))
    } else {
        s.government_programme.mix()
    };
    let quarter = at.now.week.rem_euclid(13) == 0;
    let changed = c.offer.operator != at.shared.operator || quarter || before == [0.0; 6];
    offer.mix = if changed { wanted } else { before };
    offer.new_programme = offer.mix != before;
}
