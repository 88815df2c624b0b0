//! What households and firms give when they are asked.

use crate::units::Fen;
use crate::world::World;
use crate::world::agents::organization::activity::{Activity, Capability};
use crate::world::agents::organization::donors::Appeal;
use crate::world::agents::organization::labour::PostPlan;
use crate::world::agents::organization::{Organization, donors};
use crate::world::phases::now::Now;
use crate::world::phases::settle::bills::{above_usual, crowded_spend};

/// One week of asking for gifts, community by community.
pub(crate) fn ask_for_gifts(world: &mut World, now: &Now) -> Vec<Fen> {
    let rules = &now.settings.organization;
    let links = &now.settings.mechanisms;
    let above = above_usual(world, &rules.setup);
    let o = &mut world.organization;
    let spend = libm::sqrt(
        o.paid.fundraising * crowded_spend(rules, above) / rules.setup.fundraising_spend.max(1e-9),
    );
    let asks = o.effort[Activity::Fundraising]
        * rules.setup.net_hours
        * o.hands(rules)
        * usual_posts(o, now)
        * rules.giving.asks
        * spend;
    let crowded = libm::exp(-rules.giving.crowd_out * above);
    let open = (rules.giving.unskilled + rules.giving.skill * o.capability[Capability::Fundraising])
        * (1.0 + rules.giving.brand * o.brand)
        * (1.0 + rules.giving.facilitation * now.levers.support.facilitation)
        * crowded;
    let mut gifts = Vec::with_capacity(world.communities.len());
    for (index, c) in world.communities.iter().enumerate() {
        let belief =
            if c.last.aware_adults > 0.0 { c.last.belief_aware_adults / c.last.aware_adults } else { 0.5 };
        let trusting = if links.belief { 1.0 - rules.giving.belief * belief } else { 1.0 };
        let trust = if c.last.aware > 0.0 { c.last.trust_aware / c.last.aware } else { 0.5 };
        let confident = if links.confidence { 1.0 + rules.giving.trust * (2.0 * trust - 1.0) } else { 1.0 };
        let donors = &mut o.donors[index];
        let appeal = Appeal {
            asks: asks * world.shares[index],
            success: open * trusting * confident,
            key: now.key,
            place: c.word,
            week: now.week,
        };
        gifts.push(donors::ask(donors, &rules.giving, &appeal));
    }
    gifts
}

/// Share of the usual posts among those planned, at most 1: posts that a grant above the usual one pays for
/// do what it is granted for, and raise no funds.
fn usual_posts(o: &Organization, now: &Now) -> f64 {
    let usual = PostPlan::wished(now.levers).posts();
    let planned = o.planned.posts();
    if planned > usual { usual / planned } else { 1.0 }
}
