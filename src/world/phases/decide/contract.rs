//! Who runs the home: a contract begins, is renewed, lost, given up; a successor comes after some weeks of
//! government-led life.

use crate::levers::Levers;
use crate::levers::operator::OperatorKind;
use crate::units::{Fen, Week, YEAR};
use crate::world::World;
use crate::world::agents::organization::contract::Tenure;
use crate::world::agents::organization::labour::PostPlan;
use crate::world::exchange::{Actor, EventKind};
use crate::world::ledger::{Account, For};
use crate::world::phases::decide::budget::{self, Bid};
use crate::world::phases::decide::tender::{self, PricedBid};
use crate::world::phases::decide::{content, in_place};
use crate::world::phases::now::Now;

/// Whether a social organization is to run the home in a week. Where it is not, none does: a contract that
/// still runs ends.
pub(crate) fn wanted(levers: &Levers, week: Week) -> bool {
    levers.operator.kind == OperatorKind::SocialOrganization && week >= levers.operator.from as Week
}

/// Contracts begin, are renewed, lost or given up; posts follow the budget.
pub(crate) fn contract(world: &mut World, now: &Now) {
    let wanted = wanted(now.levers, now.week);
    in_place::follow_the_body(world, now);
    if world.organization.contract_week(now.week).is_some_and(|week| week > 0 && week % YEAR == 0) {
        in_place::close_the_year(world, now);
    }
    match world.organization.standing {
        Tenure::Before if wanted => look_for_an_operator(world, now),
        Tenure::Gap { until } if wanted && (now.week >= until || until == Week::MAX) => {
            look_for_an_operator(world, now)
        }
        Tenure::Contract { .. } if !wanted => {
            lose(world, now);
            world.organization.standing = Tenure::Gap { until: Week::MAX };
            world.note(now, Actor::Agency, EventKind::TakenBack {});
        }
        Tenure::Contract { until, .. } if now.week == until => renew_or_not(world, now),
        _ => {}
    }
    if world.organization.in_place() {
        give_up_or_go_on(world, now);
    }
}

/// Bodies bid where some are named; else an organization looks at what is offered: it takes the contract with
/// the posts that it can pay, or nobody bids and the home stays with the government until the next tender.
fn look_for_an_operator(world: &mut World, now: &Now) {
    (world.government.raised, world.government.watch) = (Fen::ZERO, 1.0);
    if tender::open(world) {
        by_tender(world, now);
        return;
    }
    let setup = &now.settings.organization.setup;
    let means = Fen::from_yuan(setup.reserve * world.scale());
    let Bid { plan, affordable, least } = budget::bid(world, now, means);
    let Some(plan) = plan else {
        world.organization.wait(setup, now.week);
        world.note(now, Actor::Organization, EventKind::NoBid { affordable, least });
        return;
    };
    begin(world, now, plan);
}

/// The best bid has the contract. Where nobody answers for the home at this grant, who runs it goes, and the
/// government runs it until the next tender.
fn by_tender(world: &mut World, now: &Now) {
    if let Some(best) = tender::hold(world, now) {
        award(world, now, &best);
        return;
    }
    if world.organization.in_place() {
        lose(world, now);
    }
    world.organization.wait(&now.base.organization.setup, now.week);
    let least = now.base.organization.labour.least_posts;
    world.note(now, Actor::Agency, EventKind::NoBid { affordable: 0.0, least });
}

/// A body begins its contract with the posts that it planned and its own means.
fn begin(world: &mut World, now: &Now, plan: PostPlan) {
    let rules = &now.settings.organization;
    let scale = world.scale();
    let means = Fen::from_yuan(rules.setup.reserve * scale);
    world.organization.begin(rules, (now.levers, plan), now.own_key, now.week, &mut world.events);
    world.partners.begin(&now.settings.partners, scale, now.own_key, now.week);
    world.government.verdict = None;
    world.news = Some(now.week);
    world.organization.brought = means;
    world.receive(now, Account::Operator, For::OwnMeans, means);
}

/// The best bid has the contract: who runs the home goes on, another takes over in the same week.
fn award(world: &mut World, now: &Now, best: &PricedBid) {
    if world.organization.in_place() {
        if world.pool.running == Some(best.at) {
            take_over(world, now, best);
            go_on(world, now);
            return;
        }
        lose(world, now);
    }
    take_over(world, now, best);
    (world.government.raised, world.government.watch) = (Fen::ZERO, 1.0);
    let own = world.own_settings();
    begin(world, &now.under(own.as_deref().unwrap_or(now.base)), best.plan);
    in_place::come_back(world, now, best.at);
}

/// Who won comes into the settings of the world, and what it promised binds.
fn take_over(world: &mut World, now: &Now, best: &PricedBid) {
    let managers = best.plan.managers;
    world.pool.promise = best.content.map(|content| content::binding(world, now, managers, content));
    in_place::take_over(world, now, best.at, (best.price, best.plan.posts()));
}

/// Probability-like support for renewal: the union's by its decision role, the bureau's by the rest.
pub(crate) fn renewal_support(world: &World, now: &Now) -> f64 {
    let lambda = world.union.role(now.levers);
    let (union, agency) = (world.union.trust, world.government.trust_agency);
    let support = |trust| world.government.support(&now.settings.government, now.levers, trust);
    lambda * support(union) + (1.0 - lambda) * support(agency)
}

fn renew_or_not(world: &mut World, now: &Now) {
    if tender::open(world) && now.levers.tender.every_contract {
        by_tender(world, now);
        return;
    }
    let support = renewal_support(world, now);
    let score = world.government.verdict.map(|v| v.awarded);
    let threshold = now.levers.assessment.threshold;
    if support <= 0.5 {
        world.note(now, Actor::Union, EventKind::NotRenewed { score, threshold, support });
        lose(world, now);
        return;
    }
    let Bid { plan, affordable, least } = budget::bid(world, now, Fen::ZERO);
    if plan.is_none() {
        world.note(now, Actor::Organization, EventKind::Withdrawn { affordable, least });
        lose(world, now);
        return;
    }
    if now.levers.tender.bargaining && !tender::bargain(world, now) {
        by_tender(world, now);
        return;
    }
    go_on(world, now);
}

/// The contract is renewed.
fn go_on(world: &mut World, now: &Now) {
    let support = renewal_support(world, now);
    let score = world.government.verdict.map(|v| v.awarded);
    let threshold = now.levers.assessment.threshold;
    let weeks = now.levers.funding.contract as Week;
    world.organization.renew(now.week + weeks, weeks);
    world.note(now, Actor::Union, EventKind::Renewed { score, threshold, support, weeks });
}

/// Who owes more than anybody bears gives up; all others fit their posts to the budget.
fn give_up_or_go_on(world: &mut World, now: &Now) {
    let labour = &now.settings.organization.labour;
    let fixed = budget::fixed_bills(world, now);
    if now.settings.mechanisms.money
        && world.organization.insolvent(labour, fixed, budget::firm_claims(world))
    {
        let owed = world.organization.arrears();
        let kind = EventKind::WoundUp { owed, weeks: owed.yuan() / fixed.max(1.0) };
        world.note(now, Actor::Organization, kind);
        in_place::give_up(world, now);
        lose(world, now);
        return;
    }
    budget::review(world, now);
}

/// The contract ends: nothing waits to be carried out any more, partners go. What the bureau still owes
/// arrives, debts are paid as far as it reaches, and the account is closed.
fn lose(world: &mut World, now: &Now) {
    let due = world.government.arriving(Week::MAX);
    world.receive(now, Account::Agency, For::Grant, due);
    world.organization.close(&mut world.ledger, now.week, &world.shares);
    in_place::leave(world, now);
    world.organization.lose(&now.settings.organization.setup, now.week);
    world.union.clear_table();
    world.partners.clear();
}
