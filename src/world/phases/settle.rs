//! The end of the week: money comes and goes, skills and trust move, partners come and go.

use crate::units::Fen;
use crate::world::World;
use crate::world::agents::organization::activity::{Activity, Capability};
use crate::world::agents::organization::donors::Appeal;
use crate::world::agents::organization::learning::WorkWeek;
use crate::world::agents::organization::money::Bills;
use crate::world::agents::organization::{Organization, OrganizationRules, OrganizationSetup, donors};
use crate::world::agents::partners::PartnerWeek;
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::ledger::{Account, For};
use crate::world::phases::now::Now;

/// Wages of a week, yuan: filled posts only.
pub(crate) fn wages(o: &Organization, setup: &OrganizationSetup) -> f64 {
    let wage = |manager: bool| if manager { setup.manager_wage } else { setup.worker_wage };
    o.posts.iter().filter(|p| p.filled()).map(|p| p.share * wage(p.manager)).sum()
}

/// What keeping the service concept alive costs a week, yuan: supervision and training of those in place.
pub(crate) fn concept_bill(now: &Now) -> f64 {
    let prices = &now.settings.prices;
    prices.concept * now.levers.operator.concept / prices.concept_usual / 52.0
}

/// What comes in from others, and what goes out.
pub(crate) fn money(world: &mut World, now: &Now) {
    if !world.organization.in_place() {
        government_pays(world, now);
        return;
    }
    let gifts = ask_for_gifts(world, now);
    world.ledger_receive(now, Account::Donors, For::Gift, &gifts);
    let fees: Vec<Fen> =
        world.communities.iter().map(|c| Fen::from_yuan(c.last.visits * c.offer.fee)).collect();
    world.ledger_receive(now, Account::Visitors, For::Fee, &fees);
    let partners = Fen::from_yuan(world.partners.count() * now.settings.partners.money / 52.0);
    world.organization.receive(
        &mut world.ledger,
        now.week,
        Account::Partners,
        For::PartnerMoney,
        partners,
        &world.shares,
    );
    pay_bills(world, now);
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
    world.ledger.pay(now.week, Account::Union, Account::Visitors, For::Campaign, prizes, &earned);
    world.ledger.pay(
        now.week,
        Account::Union,
        Account::Suppliers,
        For::Campaign,
        Fen::from_yuan(announcing),
        &world.shares,
    );
}

impl World {
    /// Receive an amount for each community.
    fn ledger_receive(&mut self, now: &Now, from: Account, purpose: For, amounts: &[Fen]) {
        let weights: Vec<f64> = amounts.iter().map(|f| f.0 as f64).collect();
        let total = amounts.iter().copied().sum();
        self.organization.receive(&mut self.ledger, now.week, from, purpose, total, &weights);
    }
}

/// Under government the agency pays caretaker, utilities and the few events directly.
fn government_pays(world: &mut World, now: &Now) {
    let g = &now.settings.government;
    let utilities = now.settings.organization.setup.utilities;
    for index in 0..world.communities.len() {
        let c = &world.communities[index];
        let mut weights = vec![0.0; world.communities.len()];
        weights[index] = 1.0;
        let bills = [
            (Account::Employees, For::Caretaker, g.caretaker * c.scale()),
            (Account::Suppliers, For::Utilities, utilities * c.offer.hours.iter().sum::<f64>()),
            (Account::Suppliers, For::GovernmentEvents, g.event_cost * c.paid_events),
        ];
        for (to, purpose, yuan) in bills {
            world.ledger.pay(now.week, Account::Agency, to, purpose, Fen::from_yuan(yuan), &weights);
        }
    }
}

/// One week of asking for gifts, community by community.
fn ask_for_gifts(world: &mut World, now: &Now) -> Vec<Fen> {
    let rules = &now.settings.organization;
    let links = &now.settings.mechanisms;
    let scale = world.scale();
    let above = world.government.year_grant.yuan() / rules.setup.usual_grant_of_year(scale) - 1.0;
    let o = &mut world.organization;
    let spend = libm::sqrt(
        o.paid.fundraising * crowded_spend(rules, above) / rules.setup.fundraising_spend.max(1e-9),
    );
    let asks = o.effort[Activity::Fundraising]
        * rules.setup.net_hours
        * o.staff()
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
        let donors = &mut o.donors[index];
        let appeal = Appeal {
            asks: asks * world.shares[index],
            success: open * trusting,
            key: now.key,
            place: index as u32,
            week: now.week,
        };
        gifts.push(donors::ask(donors, &rules.giving, &appeal));
    }
    gifts
}

/// Share of the usual posts among those planned, at most 1: posts that a grant above the usual one pays for
/// do what it is granted for, and raise no funds.
fn usual_posts(o: &Organization, now: &Now) -> f64 {
    let usual = now.levers.operator.managers as f64 + now.levers.operator.social_workers;
    let planned = o.planned.0 as f64 + o.planned.1;
    if planned > usual { usual / planned } else { 1.0 }
}

/// Fund-raising spend a week for 10,000 residents when the grant is `above` the usual one (as a share).
fn crowded_spend(rules: &OrganizationRules, above: f64) -> f64 {
    let usual = rules.setup.fundraising_spend;
    let ratio = rules.giving.crowd_out_spend * rules.setup.usual_grant * crate::units::PER_10_000
        / (usual * 52.0).max(1e-9);
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
        let own = o.incomes.iter().map(|i| i.0).sum::<f64>() / o.incomes.len().max(1) as f64;
        let events = setup.event_cost * world.communities.iter().map(|c| c.usual_events).sum::<f64>();
        let spare = (o.total_cash().yuan() - setup.prudence * fixed) / 26.0;
        let matters = now.settings.union.cost * f64::from(world.union.last_year().carried) / 52.0;
        ((promised + own - fixed - events - matters + spare) / wished).clamp(0.0, 1.0)
    }
}

fn pay_bills(world: &mut World, now: &Now) {
    let rules = &now.settings.organization;
    let l = now.levers;
    let scale = world.scale();
    let hours: Vec<f64> = world.communities.iter().map(|c| c.offer.hours.iter().sum()).collect();
    let events: Vec<f64> = world.communities.iter().map(|c| c.paid_events).collect();
    let above = world.government.year_grant.yuan() / rules.setup.usual_grant_of_year(scale) - 1.0;
    let concept = concept_bill(now);
    let matters = now.settings.union.cost * f64::from(world.carried.matters);
    let wishes = Wishes {
        brand: l.brand.spend + now.settings.prices.seed * l.brand.seeds,
        disclosure: now.settings.prices.disclosure * l.disclosure.visible / 52.0,
    };
    let fixed = wages(&world.organization, &rules.setup)
        + rules.setup.utilities * hours.iter().sum::<f64>()
        + rules.setup.administration * scale
        + concept;
    let budgeted = wishes.budgeted(world, now, fixed);
    let bills = Bills {
        week: now.week,
        shares: &world.shares,
        hours: &hours,
        events: &events,
        budgeted,
        wages: Fen::from_yuan(wages(&world.organization, &rules.setup)),
        utilities: Fen::from_yuan(rules.setup.utilities * hours.iter().sum::<f64>()),
        administration: Fen::from_yuan(rules.setup.administration * scale),
        concept: Fen::from_yuan(concept),
        event_cost: Fen::from_yuan(rules.setup.event_cost * events.iter().sum::<f64>()),
        matters: Fen::from_yuan(matters),
        brand: Fen::from_yuan(budgeted * wishes.brand),
        fundraising: Fen::from_yuan(crowded_spend(rules, above) * scale),
        disclosure: Fen::from_yuan(budgeted * wishes.disclosure),
    };
    if !now.settings.mechanisms.money {
        let short = (bills.fixed() + bills.event_cost - world.organization.total_cash()).max(Fen::ZERO);
        world.organization.receive(
            &mut world.ledger,
            now.week,
            Account::Agency,
            For::Bridging,
            short,
            &world.shares,
        );
    }
    let were_late = world.organization.late_wages;
    world.organization.settle(&mut world.ledger, &bills);
    if world.organization.late_wages && !were_late {
        let kind = EventKind::LateWages { owed: world.organization.arrears() };
        world.events.push(Event::of_county(now.week, Actor::Organization, kind));
    }
    let spent: f64 = world
        .ledger
        .entries
        .iter()
        .filter(|e| e.from == Account::Organization)
        .map(|e| e.amount.yuan())
        .sum();
    let o = &mut world.organization;
    o.usual_spending = if o.usual_spending == 0.0 { spent } else { 0.95 * o.usual_spending + 0.05 * spent };
    let income = |own: bool| -> f64 {
        let is_own = |p: For| matches!(p, For::Gift | For::Fee | For::PartnerMoney);
        let entries = world
            .ledger
            .entries
            .iter()
            .filter(|e| e.to == Account::Organization && (!own || is_own(e.purpose)));
        entries.map(|e| e.amount.yuan()).sum()
    };
    let (own, all) = (income(true), income(false));
    o.remember_income(own, all);
}

/// Skills, brand, trust, partners, and what the council left on the table.
pub(crate) fn learning(world: &mut World, now: &Now) {
    let links = &now.settings.mechanisms;
    turnout(world, now);
    if world.organization.in_place() {
        let scale = world.scale();
        let population: f64 = scale * crate::units::PER_10_000;
        let visits: f64 = world.records().map(|r| r.visits).sum();
        let quality =
            world.communities.iter().zip(&world.shares).map(|(c, share)| c.home.quality * share).sum();
        let lived = WorkWeek {
            scale,
            quality,
            visits_per_resident: visits / population,
            rules_carried: now.settings.union.rule * f64::from(world.carried.rules),
            capability_moves: links.capability,
        };
        world.organization.learn(&now.settings.organization.learning, now.levers, now.week, &lived);
        let seen = PartnerWeek {
            rules: &now.settings.partners,
            levers: now.levers,
            scale,
            brand: world.organization.brand,
            trust: world.organization.trust,
            key: now.key,
            week: now.week,
        };
        world.partners.come_and_go(&seen, &mut world.events);
        if links.trust && now.week.rem_euclid(4) == 0 {
            trust_moves(world, now);
        }
    }
    world.union.fade(&now.settings.union);
}

/// The committee compares attendance in public affairs with the time before the handover.
fn turnout(world: &mut World, now: &Now) {
    if now.week.rem_euclid(4) != 0 {
        return;
    }
    let adults: f64 = world.communities.iter().map(|c| c.residents.adults()).sum();
    let attending: f64 = world.records().map(|r| r.attending).sum();
    let share = if adults > 0.0 { attending / adults } else { 0.0 };
    let before = world.news.is_none();
    let new = now.settings.government.turnout_new;
    let g = &mut world.government;
    let mean = if before { &mut g.usual_turnout } else { &mut g.turnout };
    *mean = if *mean == 0.0 { share } else { (1.0 - new) * *mean + new * share };
}

fn trust_moves(world: &mut World, now: &Now) {
    let s = &now.settings.government;
    let sum = |f: fn(&crate::world::record::Record) -> f64| world.records().map(f).sum::<f64>();
    let members: f64 = world.communities.iter().map(|c| c.residents.members()).sum();
    let came = sum(|r| r.came_4_weeks) / (world.scale() * crate::units::PER_10_000);
    let reach = if members > 0.0 && came > 0.0 {
        sum(|r| r.union_members_came_4_weeks) / members / came
    } else {
        1.0
    };
    world.government.learn(s);
    let score = world.government.verdict.map(|v| v.awarded);
    world.union.learn(&now.settings.union, s.trust_learning, reach, score);
    let late = std::mem::take(&mut world.government.late_this_month);
    let o = &mut world.organization;
    o.trust = if late {
        (o.trust - s.trust_late).max(0.0)
    } else {
        o.trust + s.trust_recovery * (s.trust_rest - o.trust)
    };
}
