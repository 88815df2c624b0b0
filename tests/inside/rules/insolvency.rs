//! Who bids, who gives up, what becomes of debts and surpluses, and who bears the cost.

use super::{County, assert_near, rows};
use crate::levers::operator::OperatorKind;
use crate::world::blueprint::Settings;
use crate::world::exchange::EventName;
use crate::world::ledger::Account::{Agency, Employees, Operator, Organization, Suppliers};
use crate::world::ledger::For;
use crate::world::phases::decide;
use crate::world::phases::decide::budget::give_back_surplus;
use crate::world::phases::{record, settle};
use serde_json::json;

/// A tender in week 1 for a grant of so many yuan a year.
fn tender(set: impl FnOnce(&mut Settings)) -> County {
    let mut county = County::governed(&[10_000], |s| {
        s.levers.operator.kind = OperatorKind::SocialOrganization;
        s.levers.operator.from = 1;
        set(s);
    });
    county.live(1, decide::contract);
    county
}

fn happened(county: &mut County, name: EventName) -> usize {
    county.world.take_events().iter().filter(|event| event.kind.name() == name).count()
}

/// Whether an organization runs the home.
fn runs(county: &County) -> bool {
    county.get("/organization/standing").get("Contract").is_some()
}

fn posts(county: &County) -> f64 {
    county.number("/organization/planned/managers") + county.number("/organization/planned/workers")
}

#[test]
fn nobody_bids_for_what_does_not_pay_half_of_the_posts() {
    for grant in [0.0, 20_000.0, 60_000.0] {
        let mut county = tender(|s| s.levers.funding.grant = grant);
        assert!(!runs(&county), "{grant}");
        assert_eq!(county.get("/organization/standing"), json!({"Gap": {"until": 9}}), "the next tender");
        assert_eq!(happened(&mut county, EventName::NoBid), 1);
        assert!(county.world.payments().is_empty());
    }
    let mut usual = tender(|_| ());
    assert!(runs(&usual) && happened(&mut usual, EventName::Handover) == 1);
    assert!(runs(&tender(|s| (s.levers.funding.grant, s.mechanisms.money) = (0.0, false))));
}

#[test]
fn no_budget_pays_for_more_posts_than_it_holds() {
    let of = |grant: f64, managers: f64| {
        let county = tender(|s| (s.levers.funding.grant, s.levers.operator.managers) = (grant, managers));
        posts(&county)
    };
    assert!(of(150_000.0, 2.0) < of(180_000.0, 2.0) && of(180_000.0, 2.0) < 3.0, "cut in time");
    assert!(of(208_000.0, 4.0) < 3.2, "a wish is not money");
    assert!(of(400_000.0, 2.0) > 3.5, "money hires");
}

#[test]
fn a_bureau_that_trusts_adds_what_keeps_a_bidder_and_no_more() {
    let asked = |most: f64, trust: f64| {
        let mut county = tender(|s| {
            s.levers.funding.grant = 110_000.0;
            s.government.most_added = most;
            s.government.trust_agency = trust;
        });
        let raised = county.number("/government/raised") / 100.0;
        (raised, runs(&county), happened(&mut county, EventName::MoreAsked))
    };
    assert_eq!(asked(0.0, 1.0), (0.0, false, 1));
    let (raised, there, _) = asked(1.0, 1.0);
    assert!(there && raised > 0.0 && raised < 110_000.0);
    let (short, there, _) = asked(0.5 * raised / 110_000.0, 1.0);
    assert!(!there && (short - 0.5 * raised).abs() < 0.02, "half of it is not enough");
    assert_eq!(asked(0.6, 0.0).0, 0.0, "no trust, nothing more");
}

#[test]
fn who_is_given_all_that_it_asks_for_begins() {
    for grant in 0..24 {
        let mut county = tender(|s| {
            s.levers.funding.grant = 100_000.0 + 137.0 * f64::from(grant);
            (s.government.most_added, s.government.trust_agency) = (1.0, 1.0);
        });
        assert_eq!((runs(&county), happened(&mut county, EventName::MoreAsked)), (true, 1), "{grant}");
    }
}

#[test]
fn what_was_added_stays_and_all_answers_together_have_one_bound() {
    let mut county = tender(|s| {
        s.levers.funding.grant = 110_000.0;
        s.levers.funding.contract = 52;
        (s.government.most_added, s.government.trust_agency) = (0.2, 1.0);
        s.levers.assessment.threshold = 0.0;
    });
    let first = county.number("/government/raised");
    assert!(runs(&county) && first > 0.0 && first < 2_200_000.0, "{first}");
    // Debts at the renewal: it asks again, and has what is left of a fifth of the grant.
    let trust = ("/government/trust_agency", json!(1.0));
    county.set(&[
        trust,
        ("/organization/wages_owed", json!([10_000_000])),
        ("/organization/cash", json!([0])),
    ]);
    county.live(53, decide::contract);
    assert_near!(county.number("/government/raised"), 2_200_000.0);
}

#[test]
fn who_owes_a_quarters_bills_gives_up_and_its_creditors_bear_the_loss() {
    let mut county = tender(|s| {
        s.organization.labour.insolvent = 13.0;
        s.organization.setup.gap = 8;
    });
    let fixed = county.live(2, |world, now| decide::budget::fixed_bills(world, now));
    let owe = |county: &mut County, fen: i64| {
        county.set(&[
            ("/organization/wages_owed", json!([fen - 700])),
            ("/organization/bills_owed", json!([700])),
            ("/organization/cash", json!([1_000])),
        ]);
    };
    let bound = (13.0 * fixed * 100.0).round() as i64;
    owe(&mut county, bound - 100);
    assert!(county.paid(2, decide::contract).is_empty() && runs(&county));
    owe(&mut county, bound + 100);
    let paid = rows(&county.paid(3, decide::contract), 1);
    assert_eq!(
        paid,
        [
            (Organization, Employees, For::Wages, vec![1_000]),
            (Employees, Operator, For::UnpaidWages, vec![bound + 100 - 700 - 1_000]),
            (Suppliers, Operator, For::UnpaidBills, vec![700]),
        ]
    );
    assert_eq!(county.get("/organization/standing"), json!({"Gap": {"until": 11}}));
    assert_eq!(county.get("/organization/wages_owed"), json!([0]), "a new body starts clean");
    assert_eq!(county.get("/organization/bills_owed"), json!([0]));
    assert_eq!(happened(&mut county, EventName::WoundUp), 1);
    county.live(11, decide::contract);
    assert_eq!(county.number("/organization/operators"), 2.0);
    assert_eq!(county.get("/organization/cash"), json!([3_000_000]), "its own means");
}

#[test]
fn firm_claims_on_the_bureau_hold_a_body_above_water() {
    let gives_up = |trust: f64, due: i64| {
        let mut county = tender(|_| ());
        let fixed = county.live(2, |world, now| decide::budget::fixed_bills(world, now));
        let owed = (20.0 * fixed * 100.0) as i64;
        county.set(&[
            ("/organization/wages_owed", json!([owed])),
            ("/organization/trust", json!(trust)),
            ("/government/due", json!([[30, due * owed / 10]])),
        ]);
        county.live(2, decide::contract);
        !runs(&county)
    };
    assert!(gives_up(1.0, 0) && gives_up(1.0, 3));
    assert!(!gives_up(1.0, 4) && gives_up(0.5, 4) && !gives_up(0.5, 8));
}

#[test]
fn a_closed_account_pays_debts_keeps_what_was_brought_and_gives_back_the_rest() {
    let closed = |cash: i64, wages: i64, brought: i64| {
        let mut county = tender(|_| ());
        county.set(&[
            ("/organization/cash", json!([cash])),
            ("/organization/wages_owed", json!([wages])),
            ("/organization/brought", json!(brought)),
            ("/government/due", json!([[40, 500]])),
        ]);
        county.blueprint.settings.levers.operator.kind = OperatorKind::Government;
        let paid = rows(&county.paid(5, decide::contract), 1);
        assert_eq!(county.get("/organization/cash"), json!([0]));
        paid.into_iter().map(|(from, to, purpose, parts)| (from, to, purpose, parts[0])).collect::<Vec<_>>()
    };
    let due = (Agency, Organization, For::Grant, 500);
    assert_eq!(
        closed(10_000, 2_000, 3_000),
        [
            due,
            (Organization, Employees, For::Wages, 2_000),
            (Organization, Operator, For::OwnMeans, 3_000),
            (Organization, Agency, For::Clawback, 5_500),
        ]
    );
    assert_eq!(closed(1_000, 0, 3_000), [due, (Organization, Operator, For::OwnMeans, 1_500)]);
    assert_eq!(
        closed(0, 2_000, 3_000),
        [due, (Organization, Employees, For::Wages, 500), (Employees, Operator, For::UnpaidWages, 1_500)]
    );
}

#[test]
fn a_surplus_beyond_half_a_years_work_goes_back_as_far_as_it_was_public() {
    let returned = |cash: f64, public: f64| {
        let mut county = tender(|s| s.organization.labour.carried = 26.0);
        county.set(&[
            ("/organization/cash", json!([(cash * 100.0) as i64])),
            ("/organization/brought", json!(1_000_000)),
            ("/organization/usual_spending", json!(1_000.0)),
            ("/organization/incomes", json!([[50.0, 50.0 + public]])),
        ]);
        let paid = county.paid(53, give_back_surplus);
        assert!(paid.iter().all(|p| (p.from, p.to, p.purpose) == (Organization, Agency, For::Clawback)));
        paid.iter().map(|p| p.amount.yuan()).sum::<f64>()
    };
    // 26,000 may be carried, and the 10,000 that it brought.
    assert_near!(returned(36_000.0, 9_000.0), 0.0);
    assert_near!(returned(40_000.0, 9_000.0), 4_000.0);
    assert_near!(returned(50_000.0, 9_000.0), 9_000.0);
}

#[test]
fn unpaid_work_is_a_cost_of_those_who_do_it() {
    let lived = |cash: i64| {
        let mut county = County::operated(&[1_000], |s| {
            (s.organization.giving.households, s.organization.giving.firms) = (0.0, 0.0);
            (s.levers.operator.managers, s.levers.operator.social_workers) = (1.0, 0.0);
            (s.organization.setup.manager_wage, s.organization.setup.administration) = (900.0, 1_000.0);
            s.prices.seat_week = 15.0;
        });
        county.set(&[
            ("/organization/cash", json!([cash])),
            ("/partners/until", json!([])),
            ("/communities/0/offer/seats", json!(10.0)),
            ("/communities/0/last/week", json!(2)),
        ]);
        county.live(2, settle::money);
        county.live(2, record::institutions);
        let of = |name: &str| county.number(&format!("/communities/0/last/{name}"));
        ["spending", "cost/3", "cost/4", "cost/6", "wage_bill"].map(of)
    };
    let [spending, own, staff, rooms, bill] = lived(100_000_000);
    assert_near!(bill, 900.0);
    assert_near!(staff, 0.0);
    assert_near!(own, spending, "out of its reserve");
    assert_near!(rooms, 150.0);
    let [short, own, staff, ..] = lived(40_000);
    assert_near!(short, 400.0);
    assert_near!((own, staff).0, 400.0);
    assert_near!(staff, 500.0, "what is not paid");
}
