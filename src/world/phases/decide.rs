//! Decisions of the week: who runs the home, what is paid, how it is judged, what is carried out.

use crate::levers::Levers;
use crate::levers::operator::OperatorKind;
use crate::units::{Fen, Week, YEAR};
use crate::world::World;
use crate::world::agents::government::assessment::{Performance, YearOfWork};
use crate::world::agents::organization::activity::Activity;
use crate::world::agents::organization::contract::Tenure;
use crate::world::agents::union::votes::{Trusts, Votes};
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::ledger::{Account, For, Transfer};
use crate::world::phases::now::Now;

/// Whether a social organization is to run the home in a week. Where it is not, none does: a contract that
/// still runs ends.
pub(crate) fn wanted(levers: &Levers, week: Week) -> bool {
    levers.operator.kind == OperatorKind::SocialOrganization && week >= levers.operator.from as Week
}

/// Contracts begin, are renewed or lost; a successor comes after some weeks of government-led life.
pub(crate) fn contract(world: &mut World, now: &Now) {
    let wanted = wanted(now.levers, now.week);
    match world.organization.standing {
        Tenure::Before if wanted => begin(world, now),
        Tenure::Gap { until } if wanted && (now.week >= until || until == Week::MAX) => begin(world, now),
        Tenure::Contract { .. } if !wanted => {
            lose(world, now);
            world.organization.standing = Tenure::Gap { until: Week::MAX };
            note(world, now, Actor::Agency, EventKind::TakenBack {});
        }
        Tenure::Contract { until, .. } if now.week == until => renew_or_not(world, now),
        _ => {}
    }
}

fn begin(world: &mut World, now: &Now) {
    let scale = world.scale();
    world.organization.begin(&now.settings.organization, now.levers, now.key, now.week, &mut world.events);
    world.partners.begin(&now.settings.partners, scale, now.key, now.week);
    world.government.verdict = None;
    world.news = Some(now.week);
}

/// Probability-like support for renewal: the union's by its decision role, the bureau's by the rest.
pub(crate) fn renewal_support(world: &World, now: &Now) -> f64 {
    let lambda = now.levers.union.decision_role;
    let (union, agency) = (world.union.trust, world.government.trust_agency);
    let support = |trust| world.government.support(&now.settings.government, now.levers, trust);
    lambda * support(union) + (1.0 - lambda) * support(agency)
}

fn renew_or_not(world: &mut World, now: &Now) {
    let support = renewal_support(world, now);
    let score = world.government.verdict.map(|v| v.awarded);
    let threshold = now.levers.assessment.threshold;
    if support > 0.5 {
        let weeks = now.levers.funding.contract as Week;
        world.organization.renew(now.week + weeks, weeks);
        note(world, now, Actor::Union, EventKind::Renewed { score, threshold, support, weeks });
    } else {
        note(world, now, Actor::Union, EventKind::NotRenewed { score, threshold, support });
        lose(world, now);
    }
}

/// The contract is lost: nothing waits to be carried out any more, partners go. The home's account, with what
/// is still due to it, passes to the successor.
fn lose(world: &mut World, now: &Now) {
    world.organization.lose(&now.settings.organization.setup, now.week);
    world.union.clear_table();
    world.partners.until.clear();
}

fn note(world: &mut World, now: &Now, actor: Actor, kind: EventKind) {
    world.events.push(Event::of_county(now.week, actor, kind));
}

/// The grant is promised and arrives; the union's match comes weekly; public purses pay for what they
/// ordered.
pub(crate) fn money(world: &mut World, now: &Now) {
    if let Some(contract_week) = world.organization.contract_week(now.week) {
        let rules = &now.settings.government;
        world.government.fund(rules, now.levers, contract_week, now.week, &mut world.events);
        let match_ = Fen::from_yuan(world.government.year_grant.yuan() * now.levers.union.matching / 52.0);
        world.receive(now, Account::Union, For::Matching, match_);
        orders(world, now);
    }
    let grant = world.government.arriving(now.week);
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
    let students = prices.university_hour * l.partners.university_hours;
    let social_power = prices.social_power * l.partners.social_power;
    use Account::{Agency, Committee, Employees, Suppliers, Union};
    let bills = [
        (Agency, Suppliers, For::Audit, weekly(prices.audit * l.assessment.audit)),
        (Agency, Suppliers, For::ThirdParty, weekly(third_party)),
        (Agency, Suppliers, For::University, Fen::from_yuan(students)),
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
    };
    let performance = Performance::of(rules, &year);
    let rated = world.government.assess(rules, now.levers, &performance, now.key, now.week);
    world.events.push(rated);
}

/// Matters before the union and the council.
pub(crate) fn matters(world: &mut World, now: &Now) {
    world.carried = Default::default();
    let s = &now.settings.union;
    if !world.organization.in_place() {
        world.union.agency_decides_alone(s, now.week);
        return;
    }
    if !now.settings.mechanisms.council {
        return;
    }
    let (trust, users) = world.records().fold((0.0, 0.0), |(t, u), r| (t + r.trust_users, u + r.users));
    let residents = if users > 0.0 { trust / users } else { 0.5 };
    let g = &world.government;
    let votes = Votes {
        rules: s,
        levers: now.levers,
        trusts: Trusts {
            of: [world.union.trust, g.trust_agency, g.trust_committee, world.organization.trust, residents],
        },
        cooperation: g.cooperation(now.levers),
        key: now.key,
        week: now.week,
    };
    let attending = world.records().map(|r| r.attending).sum();
    let cash = world.organization.total_cash().yuan();
    let affordable = if now.settings.mechanisms.money && s.cost > 0.0 {
        (cash / s.cost).clamp(0.0, 1e6) as u32
    } else {
        u32::MAX
    };
    world.carried = world.union.decide(&votes, attending, affordable, &mut world.events);
    let money = Fen::from_yuan(s.money * f64::from(world.carried.money));
    world.receive(now, Account::Union, For::Matching, money);
}
