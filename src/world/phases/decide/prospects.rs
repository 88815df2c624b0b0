//! What bodies believe of the weeks to come: the hours of homes, visits and fees.

use crate::world::agents::organization::opening::Opening;
use crate::world::agents::organization::promise::BidContent;
use crate::world::phases::now::Now;
use crate::world::{Community, World};

/// Hours a week that managers and volunteers would open at a home, the managers so far against their usual.
pub(crate) fn hours_to_come(
    world: &World,
    now: &Now,
    at: usize,
    (managers, volunteer_hours, answer): (f64, f64, f64),
) -> f64 {
    let (l, c, home) = (now.levers, &world.communities[at], &now.places[at].home);
    let opening = Opening {
        managers: managers * world.shares[at],
        volunteer_hours,
        answer,
        promised: None,
        scale: c.scale(),
        cooperation: world.government.cooperation(l),
        granted: l.support.hours,
        by_council: [0.0; 3],
        most: home.nominal_hours,
        staffed: f64::INFINITY,
    };
    opening.hours(&now.settings.organization.offering).iter().sum()
}

/// Seat-hours of a home that is open for so many hours.
pub(crate) fn seat_hours(now: &Now, at: usize, hours: f64) -> f64 {
    now.places[at].home.seats as f64 * now.levers.support.rooms_released * hours
}

/// Visits a week over all homes that are believed to come at a fee: last week's, fewer or more by how people
/// of a mean sensitivity answer to the fee that they met and to this one.
pub(crate) fn visits_at(world: &World, now: &Now, fee: f64) -> f64 {
    let choice = &now.settings.residents.choice;
    let keeps_away =
        |fee: f64| if fee > 0.0 { choice.fee_cliff + choice.fee_slope * fee / 10.0 } else { 0.0 };
    let come = |c: &Community| c.last.visits * libm::exp(keeps_away(c.offer.fee) - keeps_away(fee));
    world.communities.iter().map(come).sum()
}

/// What a body that promises this believes to take in a week by the fee, yuan.
pub(crate) fn fees(world: &World, now: &Now, content: &BidContent) -> f64 {
    let fee = now.levers.disclosure.fee + content.fee;
    visits_at(world, now, fee) * fee
}

/// What the fees of last week brought over all homes, yuan.
pub(crate) fn fees_taken(world: &World) -> f64 {
    world.communities.iter().map(|c| c.last.visits * c.offer.fee).sum()
}
