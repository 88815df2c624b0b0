//! How residents hear of the home this week, and the prizes of a campaign.

use crate::levers::brand::Seeding;
use crate::units::Week;
use crate::world::World;
use crate::world::exchange::Offer;
use crate::world::phases::now::Now;
use crate::world::phases::offer::home_week::HomeWeek;

/// How the home makes itself known: brand, referral by the coordinator and at the workplace, telling in
/// person.
pub(crate) fn news(world: &World, at: &HomeWeek, offer: &mut Offer) {
    let s = at.now.settings;
    let l = at.now.levers;
    let c = &world.communities[at.index];
    let population = f64::from(c.residents.population());
    let scale = c.scale();
    offer.hear_brand = s.residents.talk.brand * world.organization.brand;
    let hours = s.government.coordinator_hours * l.support.cooperation * scale;
    let referred =
        s.government.referrals * hours * at.shared.cooperation * (1.0 + world.union.homes[at.index].outreach);
    let rules = &s.organization;
    let told = world.organization.told(rules, l) * at.share;
    offer.hear_referral = ((referred + told) / population).min(1.0);
    let members = c.residents.members();
    if members > 0.0 {
        offer.hear_workplace = (s.union.workplace * l.union.decision_role * scale / members).min(1.0);
    }
    let seeds = l.brand.seeds * world.organization.paid.brand * at.share;
    offer.seed_central = l.brand.seeding == Seeding::Central;
    let told = if offer.seed_central {
        c.residents.central(s.residents.talk.central_ties as usize)
    } else {
        population
    };
    offer.hear_seeding = if told > 0.0 { (seeds / told).min(1.0) } else { 0.0 };
}

/// A prize campaign adds to the utility of coming while it lasts; it does not make the home known.
pub(crate) fn campaign(now: &Now, offer: &mut Offer) {
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
