//! Which events a home holds this week.

use crate::world::Community;
use crate::world::agents::organization::programme;
use crate::world::exchange::Offer;
use crate::world::phases::offer::home_week::HomeWeek;

/// Events of this home: the share of the plan is carried over until it makes whole events.
pub(crate) fn hold(c: &mut Community, at: &HomeWeek, offer: &mut Offer) {
    let (now, shared, share) = (at.now, at.shared, at.share);
    let scale = c.scale();
    let (paid, given) = if shared.operator {
        (shared.events * share, shared.partner_events * share)
    } else {
        (now.settings.government.events * scale, 0.0)
    };
    let open = offer.hours.iter().sum::<f64>() > 0.0;
    // Whole events come from what was carried over; those to be paid for only as far as this week's money
    // goes.
    let most = if shared.operator { shared.affordable * share } else { f64::INFINITY };
    let waiting = now.settings.organization.offering.events_waiting;
    let [own, partners] = [(paid, most, 0), (given, f64::INFINITY, 1)].map(|(plan, most, which)| {
        let carried = &mut c.home.carried[which];
        *carried += plan;
        let whole = if open { libm::floor(carried.min(most) + 1e-9).max(0.0) } else { 0.0 };
        *carried = (*carried - whole).min(waiting * scale.max(1.0));
        whole
    });
    (c.paid_events, c.given_events) = (own, partners);
    c.cancelled = shared.cancelled * share;
    c.usual_events = (shared.events + shared.unaffordable) * share;
    offer.events =
        programme::place_events((own + partners) as u32, &offer.mix, &offer.hours, now.key, c.word, now.week);
}
