//! Each home with a contract of its own: what homes of one body share, who is hired away, whose money it is.

use super::{County, assert_near};
use crate::inside::common::{on_threads, small};
use crate::levers::Levers;
use crate::levers::operator::OperatorKind;
use crate::simulation::{Retain, Trajectory, run};
use crate::units::Fen;
use crate::world::agents::organization::bidder::BidderKind::{self, Branch, SocialWorkAgency};
use crate::world::agents::organization::homes::SeveralHomes;
use crate::world::blueprint::{Bidder, Blueprint};
use crate::world::exchange::EventName;
use crate::world::ledger::{Account, For};
use crate::world::phases::settle::bodies;
use serde_json::json;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

/// `bodies` with a tenth of the residents, a handover in week 9 and contracts of 13 weeks.
fn short(weeks: i32) -> Blueprint {
    let mut b = small("bodies");
    b.weeks = weeks;
    b.settings.calendar.warm_start = 8;
    (b.settings.levers.operator.from, b.settings.levers.funding.contract) = (9, 13);
    b
}

/// What is written down, but for whether institutions are shared.
fn written(mut run: Trajectory) -> Trajectory {
    run.records.iter_mut().for_each(|record| record.apart = false);
    run
}

#[test]
fn the_only_home_lives_alike_with_a_contract_of_its_own() {
    let mut shared = small("tender");
    (shared.weeks, shared.settings.calendar.warm_start) = (80, 4);
    shared.settings.levers.operator.from = 5;
    let mut apart = shared.clone();
    apart.settings.organization.homes.apart = true;
    let of = |b: &Blueprint| written(run(b, 3, 1, ALL));
    let (shared, apart) = (of(&shared), of(&apart));
    assert!(shared.records.iter().any(|record| record.operator == 1.0 && record.visits > 0.0));
    assert_eq!(shared.records, apart.records);
    assert_eq!(shared.ledger, apart.ledger);
}

#[test]
fn money_of_each_home_balances_to_the_fen() {
    let b = short(60);
    let run = run(&b, 2, 1, ALL);
    let homes = b.communities.len();
    assert!(run.records.iter().all(|record| record.apart));
    for pair in run.records.chunks(homes).collect::<Vec<_>>().windows(2) {
        for (before, after) in pair[0].iter().zip(pair[1]) {
            let of_home =
                |e: &&crate::world::ledger::Payment| e.week == after.week && e.community == after.community;
            let flow: i64 = run
                .ledger
                .iter()
                .filter(of_home)
                .map(|e| match (e.from, e.to) {
                    // Debts that are written off move no money.
                    _ if matches!(e.purpose, For::UnpaidWages | For::UnpaidBills) => 0,
                    (Account::Organization, _) => -e.amount.0,
                    (_, Account::Organization) => e.amount.0,
                    _ => 0,
                })
                .sum();
            let change = Fen::from_yuan(after.reserve) - Fen::from_yuan(before.reserve);
            assert_eq!(flow, change.0, "week {}, home {}", after.week, after.community);
        }
    }
}

#[test]
fn threads_and_what_comes_later_change_nothing() {
    let long = run(&short(40), 7, 1, ALL);
    let threads = on_threads(2, || run(&short(40), 7, 1, ALL));
    assert_eq!(long.records, threads.records);
    assert_eq!(long.events, threads.events);
    let brief = run(&short(25), 7, 1, ALL);
    assert_eq!(brief.records[..], long.records[..brief.records.len()]);
    assert!(long.events.iter().any(|event| event.kind.name() == EventName::Awarded));
    assert!(long.events.iter().all(|event| event.community.is_some()));
}

#[test]
fn a_home_has_its_part_of_what_is_set_for_the_county() {
    let mut county = Levers::default();
    (county.funding.grant, county.operator.managers, county.shock.manager_exit) = (400.0, 8.0, 3);
    let parts =
        [(0.0, 0.5), (0.5, 0.25), (0.75, 0.25)].map(|(before, share)| county.part_of_county(before, share));
    assert_eq!(parts.each_ref().map(|part| part.funding.grant), [200.0, 100.0, 100.0]);
    assert_eq!(parts.each_ref().map(|part| part.operator.managers), [4.0, 2.0, 2.0]);
    assert_eq!(parts.each_ref().map(|part| part.shock.manager_exit), [1, 1, 1]);
    assert_eq!(county.part_of_county(0.0, 1.0), county);
}

#[test]
fn several_homes_share_administration_and_lose_hours_on_the_way() {
    let rules = SeveralHomes { scale: 1.0, strain: 0.5, ..SeveralHomes::default() };
    assert_eq!((rules.administration(1), rules.hours(1)), (1.0, 1.0));
    assert_near!(rules.administration(4), 0.25);
    assert_near!(rules.hours(4), 0.5);
}

/// Two homes of 10,000 whose contracts begin in week 1, run by these bodies.
fn two_homes(kinds: &[BidderKind], most: i64) -> County {
    let named = kinds.iter().zip('a'..);
    let own = vec![("most_homes".to_string(), crate::settings::Value::Integer(most))];
    let bidders = named.map(|(kind, name)| Bidder { name: name.into(), kind: *kind, own: own.clone() });
    let mut county = County::may_bid(&[10_000, 10_000], bidders.collect(), |s| {
        s.levers.operator.kind = OperatorKind::SocialOrganization;
        (s.levers.operator.from, s.levers.funding.grant) = (1, 416_000.0);
        (s.levers.operator.managers, s.levers.operator.social_workers) = (4.0, 2.0);
        s.organization.homes.apart = true;
        s.organization.homes.hired_away = 1e9;
        s.organization.bidding.cost_error = 0.0;
    });
    county.live(1, |world, now| {
        crate::world::phases::apart::each(world, now, crate::world::phases::decide::contract);
    });
    county
}

#[test]
fn a_body_runs_no_more_homes_than_it_can() {
    let run_by = |most| {
        let county = two_homes(&[Branch, SocialWorkAgency], most);
        [0, 1].map(|home| county.get(&format!("/apart/{home}/pool/running")).as_u64())
    };
    let [first, second] = run_by(2);
    assert!(first.is_some() && first == second, "the better bid is the better one for both homes");
    let [first, second] = run_by(1);
    assert!(first.is_some() && second.is_some() && first != second);
}

#[test]
fn a_home_with_means_helps_one_of_the_same_body_that_owes() {
    let mut county = two_homes(&[SocialWorkAgency], 2);
    county.set(&[
        ("/apart/0/organization/cash", json!([10_000_000])),
        ("/apart/0/organization/brought", json!(50_000)),
        ("/apart/1/organization/cash", json!([0])),
        ("/apart/1/organization/bills_owed", json!([4_000_000])),
    ]);
    county.live(2, bodies::together);
    // A quarter of 100,000 yuan; nothing is usual spending yet.
    assert_eq!(county.get("/apart/0/organization/cash"), json!([7_500_000]));
    assert_eq!(county.get("/apart/0/organization/brought"), json!(0));
    assert_eq!(county.get("/apart/1/organization/cash"), json!([2_500_000]));
    for (home, from, to) in [(0, "Organization", "Operator"), (1, "Operator", "Organization")] {
        let entries = county.get(&format!("/apart/{home}/ledger/entries"));
        let last = entries.as_array().and_then(|all| all.last().cloned()).expect("a payment");
        assert_eq!([&last["from"], &last["to"]], [from, to]);
        assert_eq!((&last["purpose"], &last["amount"]), (&json!("BetweenHomes"), &json!(2_500_000)));
    }
}

#[test]
fn who_pays_better_hires_away_and_pays_for_it() {
    let mut county = two_homes(&[Branch, SocialWorkAgency], 1);
    let runs = |county: &County, home: usize| county.get(&format!("/apart/{home}/pool/running")).as_u64();
    // The branch is the first of the bidders and pays 1.1 times what the agency pays.
    let (branch, agency) = if runs(&county, 0) == Some(0) { (0, 1) } else { (1, 0) };
    let at = |home: usize, what: &str| format!("/apart/{home}/organization/{what}");
    let post =
        |manager: bool, from: Option<i32>| json!({"manager": manager, "share": 1.0, "filled_from": from});
    let team = |first: Option<i32>| json!([post(true, first), post(true, None), post(false, None)]);
    county.set(&[
        (&at(branch, "posts"), team(Some(99))),
        (&at(agency, "posts"), team(None)),
        (&at(branch, "cash"), json!([100_000_000])),
        (&at(branch, "capability"), json!([0.2, 0.2, 0.2])),
        (&at(agency, "capability"), json!([0.6, 0.1, 0.6])),
    ]);
    county.live(2, bodies::together);
    assert_eq!(county.get(&at(branch, "posts/0/filled_from")), json!(null));
    assert!(county.get(&at(agency, "posts/0/filled_from")).is_number());
    // Four weeks of the wage of a manager, who is paid 1.1 times as much as 1,000 yuan.
    assert_eq!(county.get(&at(branch, "cash")), json!([100_000_000 - 440_000]));
    // One of a team of three.
    assert_near!(county.number(&at(branch, "capability/0")), 0.2 + 0.5 / 3.0 * 0.4);
    assert_near!(county.number(&at(branch, "capability/1")), 0.2);
    assert!(county.number(&at(agency, "capability/0")) < 0.6);
    // Nobody goes where pay is worse.
    county.set(&[
        (&at(branch, "posts/1/filled_from"), json!(null)),
        (&at(agency, "cash"), json!([100_000_000])),
    ]);
    county.live(3, bodies::together);
    assert!(county.get(&at(agency, "posts/0/filled_from")).is_number());
}
