//! Decisions of the week: who runs the home, what is paid, how it is judged, what is carried out.
//!
//! - What an organization can pay, whether it bids, whom it cuts or adds → `budget`
//! - Who runs the home: begun, renewed, lost, wound up → `contract`
//! - Who bids, for which price, who wins; what is bargained → `tender`
//! - What a bid promises beside price and posts → `content`; what is believed of hours and fees → `prospects`
//! - Which body is in place, what it brings and takes along → `in_place`
//! - Matters of union and council → `matters`
//! - What is paid, how it is judged → here

pub(crate) mod budget;
pub(crate) mod content;
pub(crate) mod contract;
pub(crate) mod in_place;
pub(crate) mod matters;
pub(crate) mod prospects;
pub(crate) mod tender;

pub(crate) use contract::{contract, renewal_support, wanted};
pub(crate) use matters::matters;

use crate::units::{Fen, YEAR};
use crate::world::World;
use crate::world::agents::government::assessment::{Performance, YearOfWork};
use crate::world::agents::organization::activity::Activity;
use crate::world::ledger::{Account, For, Transfer};
use crate::world::phases::now::Now;

/// The grant is promised and arrives; the union's match comes weekly; public purses pay for what they
/// ordered.
pub(crate) fn money(world: &mut World, now: &Now) {
    if let Some(contract_week) = world.organization.contract_week(now.week) {
        if contract_week > 0 && contract_week.rem_euclid(YEAR) == 0 {
            budget::give_back_surplus(world, now);
        }
        let rules = &now.settings.government;
        world.government.fund(rules, now.levers, contract_week, now.week, &mut world.events);
        let match_ = Fen::from_yuan(world.government.year_grant.yuan() * now.levers.union.matching / 52.0);
        world.receive(now, Account::Union, For::Matching, match_);
        orders(world, now);
    }
    let grant = world.government.pay_within_the_year(&now.settings.bureau, now.part, now.week);
    world.receive(now, Account::Agency, For::Grant, grant);
}

/// Items that agency, committee and union pay themselves; they never pass the organization's books. Yearly
/// prices by week.
fn orders(world: &mut World, now: &Now) {
    let l = now.levers;
    let prices = &now.settings.prices;
    let weekly = |yearly: f64| Fen::from_yuan(yearly / 52.0);
    let early =
        (prices.usual_lag - l.funding.lag as f64).max(0.0) * world.government.year_grant.yuan() / 52.0;
    let meetings = l.council.meets as f64 * prices.council_meeting;
    let training = prices.management * l.capacity.management
        + prices.fundraising * l.capacity.fundraising
        + prices.institution * l.capacity.institution;
    let training = training + prices.training * l.support.training_subsidy;
    let from = prices.cooperation_from;
    let cooperation = prices.cooperation * ((l.support.cooperation - from) / (1.0 - from)).max(0.0);
    let third_party = prices.third_party * l.assessment.accuracy;
    let hours = world.partners.university.placements(l) + l.partners.research_hours;
    let university = prices.university_hour * hours;
    let social_power = prices.social_power * l.partners.social_power;
    use Account::{Agency, Committee, Employees, Suppliers, Union};
    let bills = [
        (Agency, Suppliers, For::Audit, weekly(prices.audit * world.government.audit(l))),
        (Agency, Suppliers, For::ThirdParty, weekly(third_party)),
        (Agency, Suppliers, For::University, Fen::from_yuan(university)),
        (Agency, Suppliers, For::SocialPower, weekly(social_power)),
        (Agency, Suppliers, For::Training, weekly(training)),
        (Agency, Suppliers, For::Interest, weekly(prices.interest * early)),
        (Union, Suppliers, For::Meetings, weekly(meetings)),
        (Committee, Employees, For::Coordinator, weekly(cooperation)),
    ];
    for (from, to, purpose, amount) in bills {
        world.ledger.pay(Transfer { week: now.week, from, to, purpose, amount }, &world.shares);
    }
}

/// The yearly assessment, some weeks before the contract year ends.
pub(crate) fn assessment(world: &mut World, now: &Now) {
    let Some(contract_week) = world.organization.contract_week(now.week) else { return };
    let rules = &now.settings.government;
    if i64::from(contract_week.rem_euclid(YEAR)) != rules.assessed_in {
        return;
    }
    let weeks = contract_week.min(YEAR) as usize;
    let mut sums = [0.0; 4];
    for community in &world.communities {
        for (sum, part) in sums.iter_mut().zip(community.year.assessed(weeks)) {
            *sum += part;
        }
    }
    let per_year = 52.0 / weeks as f64;
    let scale = world.scale();
    let o = &world.organization;
    let year = YearOfWork {
        events: sums[0] * per_year / scale,
        paperwork: o.effort[Activity::Paperwork],
        satisfaction: sums[2],
        users: sums[3],
        visits: sums[1] * per_year / (scale * crate::units::PER_10_000),
        capability: o.capability.mean(),
        routines: o.routines,
        own_share: o.own_share(),
        inflation: o.inflation,
        studied: now.settings.university.studied(now.levers, scale),
    };
    let performance = Performance::of(rules, &year);
    let bureau = &now.settings.bureau;
    world.government.reanchor((bureau, rules), now.levers, &performance);
    let rated = world.government.assess(rules, now.levers, &performance, now.own_key, now.week);
    world.events.push(rated);
    let Some(verdict) = &mut world.government.verdict else { return };
    if verdict.audited {
        world.government.bureau.audited(bureau, verdict.found);
    }
    let told = if verdict.found { 1.0 } else { 1.0 + performance.inflation };
    verdict.use_reported = now.settings.mechanisms.reaction.then_some(performance.visits * told);
    if verdict.found {
        world.organization.caught = 1.0;
    }
    if now.settings.mechanisms.reaction {
        world.government.watch_on(rules);
    }
}
