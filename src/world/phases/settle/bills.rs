//! What the organization pays in a week, and what it remembers of it.

use crate::units::{Fen, PER_10_000};
use crate::world::World;
use crate::world::agents::organization::money::Bills;
use crate::world::agents::organization::{OrganizationRules, OrganizationSetup};
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::ledger::{Account, For, Payment};
use crate::world::phases::now::Now;

/// What keeping the service concept alive costs a week, yuan: supervision and training of those in place.
pub(crate) fn concept_bill(now: &Now, scale: f64) -> f64 {
    let prices = &now.settings.prices;
    prices.concept * scale * now.levers.operator.concept / prices.concept_usual / 52.0
}

/// How far the grant of the year is above the usual one, as a share.
pub(crate) fn above_usual(world: &World, setup: &OrganizationSetup) -> f64 {
    above_grant(setup, world.government.year_grant.yuan(), world.scale())
}

/// How far a grant of a year is above the usual one of `scale` times 10,000 residents, as a share.
pub(crate) fn above_grant(setup: &OrganizationSetup, grant: f64, scale: f64) -> f64 {
    grant / setup.usual_grant_of_year(scale) - 1.0
}

/// Fund-raising spend a week for 10,000 residents when the grant is `above` the usual one (as a share).
pub(crate) fn crowded_spend(rules: &OrganizationRules, above: f64) -> f64 {
    let usual = rules.setup.fundraising_spend;
    let ratio =
        rules.giving.crowd_out_spend * rules.setup.usual_grant * PER_10_000 / (usual * 52.0).max(1e-9);
    usual * libm::exp(-ratio.min(1.0) * above)
}

/// What the organization wishes to spend beyond what it must, yuan a week.
struct Wishes {
    brand: f64,
    disclosure: f64,
}

impl Wishes {
    /// The part of the wishes that a year's budget holds: income less fixed bills and events, more when the
    /// reserve is comfortable and less when it must be filled up.
    fn budgeted(&self, world: &World, now: &Now, fixed: f64) -> f64 {
        let wished = self.brand + self.disclosure;
        if wished <= 0.0 || !now.settings.mechanisms.money {
            return 1.0;
        }
        let setup = &now.settings.organization.setup;
        let o = &world.organization;
        let promised = world.government.year_grant.yuan() * (1.0 + now.levers.union.matching) / 52.0;
        let own = o.own_income();
        let events = setup.event_cost * world.communities.iter().map(|c| c.usual_events).sum::<f64>();
        let spare = (o.total_cash().yuan() - setup.prudence * fixed) / setup.prudence_weeks;
        let matters = now.settings.union.cost * f64::from(world.union.last_year().carried) / 52.0;
        ((promised + own - fixed - events - matters + spare) / wished).clamp(0.0, 1.0)
    }
}

/// By what the bills of a week are cut over the communities.
struct CutBy {
    shares: Vec<f64>,
    seat_hours: Vec<f64>,
    events: Vec<f64>,
}

impl CutBy {
    fn of(world: &World) -> CutBy {
        CutBy {
            shares: world.shares.clone(),
            seat_hours: world.communities.iter().map(|c| c.offer.seat_hours()).collect(),
            events: world.communities.iter().map(|c| c.paid_events).collect(),
        }
    }
}

/// The bills of the week.
fn bills<'a>(world: &World, now: &Now, by: &'a CutBy) -> Bills<'a> {
    let rules = &now.settings.organization;
    let (setup, l, prices) = (&rules.setup, now.levers, &now.settings.prices);
    let scale = world.scale();
    let wages = world.organization.wage_bill(setup);
    let utilities = setup.utilities_of(by.seat_hours.iter().sum());
    let administration = setup.administration * scale;
    let concept = concept_bill(now, scale);
    let wishes = Wishes {
        brand: l.brand.spend + prices.seed * l.brand.seeds,
        disclosure: prices.disclosure * l.disclosure.visible / 52.0,
    };
    let budgeted = wishes.budgeted(world, now, wages + utilities + administration + concept);
    Bills {
        week: now.week,
        shares: &by.shares,
        seat_hours: &by.seat_hours,
        events: &by.events,
        budgeted,
        wages: Fen::from_yuan(wages),
        notice: world.organization.notice,
        utilities: Fen::from_yuan(utilities),
        administration: Fen::from_yuan(administration),
        concept: Fen::from_yuan(concept),
        event_cost: Fen::from_yuan(setup.event_cost * by.events.iter().sum::<f64>()),
        matters: Fen::from_yuan(now.settings.union.cost * f64::from(world.carried.matters)),
        brand: Fen::from_yuan(budgeted * wishes.brand),
        fundraising: Fen::from_yuan(crowded_spend(rules, above_usual(world, setup)) * scale),
        disclosure: Fen::from_yuan(budgeted * wishes.disclosure),
    }
}

/// Pay what is due as far as the cash goes. Where money binds nobody, the bureau bridges what is missing.
pub(crate) fn pay_bills(world: &mut World, now: &Now) {
    let by = CutBy::of(world);
    let bills = bills(world, now, &by);
    if !now.settings.mechanisms.money {
        let short = (bills.fixed() + bills.event_cost - world.organization.total_cash()).max(Fen::ZERO);
        world.receive(now, Account::Agency, For::Bridging, short);
    }
    let were_late = world.organization.late_wages;
    world.organization.settle(&mut world.ledger, &bills);
    world.organization.notice = Fen::ZERO;
    if world.organization.late_wages && !were_late {
        let kind = EventKind::LateWages { owed: world.organization.arrears() };
        world.events.push(Event::of_county(now.week, Actor::Organization, kind));
    }
    remember(world, &now.settings.organization.setup);
}

/// The organization remembers what it spends and what comes in.
fn remember(world: &mut World, setup: &OrganizationSetup) {
    let total = |counts: &dyn Fn(&Payment) -> bool| -> f64 {
        world.ledger.entries.iter().filter(|e| counts(e)).map(|e| e.amount.yuan()).sum()
    };
    let spent = total(&|e| e.from == Account::Organization && e.purpose != For::Clawback);
    let is_own = |p: For| matches!(p, For::Gift | For::Fee | For::PartnerMoney);
    let own = total(&|e| e.to == Account::Organization && is_own(e.purpose));
    let all = total(&|e| e.to == Account::Organization && e.purpose != For::OwnMeans);
    let new = setup.spending_new;
    let usual = &mut world.organization.usual_spending;
    *usual = if *usual == 0.0 { spent } else { (1.0 - new) * *usual + new * spent };
    world.organization.remember_income(own, all);
}
