//! The end of the week: money comes and goes, skills and trust move, partners come and go.
//!
//! - What the organization pays, and what its budget leaves for brand and disclosure → `bills`
//! - What is given when it asks → `gifts`
//! - What homes of one body share, and whom bodies hire from one another → `bodies`
//! - What skills, brand, trust and partners make of the week → `learning`

pub(crate) mod bills;
pub(crate) mod bodies;
pub(crate) mod gifts;
pub(crate) mod learning;

use crate::units::Fen;
use crate::world::World;
use crate::world::ledger::{Account, For, Transfer};
use crate::world::phases::now::Now;

/// What comes in from others, and what goes out.
pub(crate) fn money(world: &mut World, now: &Now) {
    if !world.organization.in_place() {
        government_pays(world, now);
        return;
    }
    let gifts = gifts::ask_for_gifts(world, now);
    world.receive_each(now, Account::Donors, For::Gift, &gifts);
    let fees: Vec<Fen> =
        world.communities.iter().map(|c| Fen::from_yuan(c.last.visits * c.offer.fee)).collect();
    world.receive_each(now, Account::Visitors, For::Fee, &fees);
    let partners = Fen::from_yuan(world.partners.count() * now.settings.partners.money / 52.0);
    world.receive(now, Account::Partners, For::PartnerMoney, partners);
    bills::pay_bills(world, now);
    pay_prizes(world, now);
}

/// The union pays the prizes of a campaign, and what it takes to announce it.
fn pay_prizes(world: &mut World, now: &Now) {
    let b = &now.levers.brand;
    if b.campaign_prize <= 0.0 {
        return;
    }
    let announcing = if b.campaign_start == i64::from(now.week) { now.settings.prices.campaign } else { 0.0 };
    let earned: Vec<f64> = world.communities.iter().map(|c| c.prizes).collect();
    let prizes = Fen::from_yuan(b.campaign_prize * earned.iter().sum::<f64>());
    let of_campaign =
        |to, amount| Transfer { week: now.week, from: Account::Union, to, purpose: For::Campaign, amount };
    world.ledger.pay(of_campaign(Account::Visitors, prizes), &earned);
    let announced = Fen::from_yuan(announcing);
    world.ledger.pay(of_campaign(Account::Suppliers, announced), &world.shares);
}

/// Under government the agency pays caretaker, utilities and the few events directly.
fn government_pays(world: &mut World, now: &Now) {
    let g = &now.settings.government;
    let setup = &now.settings.organization.setup;
    for index in 0..world.communities.len() {
        let c = &world.communities[index];
        let mut weights = vec![0.0; world.communities.len()];
        weights[index] = 1.0;
        let bills = [
            (Account::Employees, For::Caretaker, g.caretaker * c.scale()),
            (Account::Suppliers, For::Utilities, setup.utilities_of(c.offer.seat_hours())),
            (Account::Suppliers, For::GovernmentEvents, g.event_cost * c.paid_events),
        ];
        for (to, purpose, yuan) in bills {
            let (from, amount) = (Account::Agency, Fen::from_yuan(yuan));
            world.ledger.pay(Transfer { week: now.week, from, to, purpose, amount }, &weights);
        }
    }
}
