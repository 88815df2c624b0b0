//! Section 7.10, “Budget”: brand and disclosure live on what a year's income leaves.

use super::{County, assert_near};
use crate::world::blueprint::Settings;
use crate::world::phases::settle;
use serde_json::json;

/// A county of a thousand that pays 25 yuan a week whatever happens, is promised 460 a week and wishes to
/// spend 870 on brand.
fn county(set: impl FnOnce(&mut Settings)) -> County {
    let mut county = County::operated(&[1_000], |s| {
        let o = &mut s.organization;
        (o.giving.households, o.giving.firms) = (0.0, 0.0);
        (o.setup.administration, o.setup.utilities, o.setup.event_cost) = (250.0, 8.0, 400.0);
        (o.setup.prudence, o.setup.prudence_weeks, o.setup.fundraising_spend) = (6.0, 26.0, 0.0);
        (s.prices.concept, s.prices.concept_usual, s.prices.seed) = (52_000.0, 0.3, 10.0);
        (s.prices.disclosure, s.union.cost, s.partners.money) = (5_200.0, 400.0, 0.0);
        let l = &mut s.levers;
        (l.operator.managers, l.operator.social_workers, l.operator.concept) = (0.0, 0.0, 0.0);
        (l.brand.spend, l.brand.seeds, l.disclosure.visible) = (870.0, 0.0, 0.0);
        l.union.matching = 0.15;
        set(s);
    });
    county.set(&[
        ("/government/year_grant", json!(2_080_000)),
        ("/organization/cash", json!([15_000])),
        ("/organization/incomes", json!([])),
    ]);
    county
}

/// The part of the wishes that is budgeted; cash suffices for it, so that it is also the part that is paid.
fn budgeted(mut county: County) -> f64 {
    county.live(9, settle::money);
    assert!(county.number("/organization/cash/0") >= 0.0);
    county.number("/organization/paid/brand")
}

/// The same with so much cash.
fn with_cash(mut county: County, yuan: f64) -> County {
    county.set(&[("/organization/cash", json!([(yuan * 100.0).round() as i64]))]);
    county
}

/// (7.330) worked out by hand for the part of 870 yuan; cash always suffices for what is budgeted.
fn expected(weekly_balance: f64, cash: f64, fixed: f64) -> f64 {
    ((weekly_balance + (cash - 6.0 * fixed) / 26.0) / 870.0).clamp(0.0, 1.0)
}

#[test]
fn income_that_fixed_bills_leave_is_spent_and_the_reserve_is_brought_to_its_size() {
    // Promised 20,800 × 1.15 / 52 = 460, fixed 25.
    for cash in [900.0, 1_500.0, 4_000.0, 9_000.0] {
        assert_near!(budgeted(with_cash(county(|_| ()), cash)), expected(435.0, cash, 25.0), "cash {cash}");
    }
    assert_near!(budgeted(with_cash(county(|_| ()), 50_000.0)), 1.0, "never more than is wished");
}

#[test]
fn each_claim_on_income_lowers_what_is_budgeted_by_its_own_amount() {
    let cash = 2_000.0;
    let found = |set: fn(&mut Settings), parts: &[(&str, serde_json::Value)]| {
        let mut county = with_cash(county(set), cash);
        county.set(parts);
        budgeted(county)
    };
    assert_near!(found(|_| (), &[]), expected(435.0, cash, 25.0));
    // Open hours and the concept are fixed bills.
    // Half of the usual seats cost half of 8 yuan an hour.
    for (seats, utilities) in [(72.0, 48.0), (36.0, 24.0)] {
        let open = [
            ("/communities/0/offer/hours", json!([1.0, 2.0, 3.0])),
            ("/communities/0/offer/seats", json!(seats)),
        ];
        assert_near!(found(|_| (), &open), expected(435.0 - utilities, cash, 25.0 + utilities));
    }
    assert_near!(found(|s| s.levers.operator.concept = 0.15, &[]), expected(460.0 - 75.0, cash, 75.0));
    // Half an event a week as planned and staffed, 26 matters in the 52 weeks before.
    assert_near!(found(|_| (), &[("/communities/0/usual_events", json!(0.5))]), expected(235.0, cash, 25.0));
    let count = |carried: u32| {
        json!([{"raised": 0, "by_residents": 0, "decided": 0, "joint": 0, "adopted": 0, "carried": carried,
            "carried_of_residents": 0, "promised": 0, "in_time": 0.0}])
    };
    assert_near!(found(|_| (), &[("/union/year", count(26))]), expected(235.0, cash, 25.0));
    // Own income is the mean of the weeks kept, all income does not count.
    let incomes = json!([[100.0, 700.0], [300.0, 300.0]]);
    assert_near!(found(|_| (), &[("/organization/incomes", incomes)]), expected(635.0, cash, 25.0));
    // The promise is the year's grant with its match.
    assert_near!(found(|s| s.levers.union.matching = 0.4, &[]), expected(560.0 - 25.0, cash, 25.0));
}

#[test]
fn a_thin_income_buys_no_brand() {
    let mut poor = with_cash(county(|_| ()), 200.0);
    poor.set(&[("/government/year_grant", json!(0))]);
    assert_near!(budgeted(poor), 0.0);
}

#[test]
fn seeds_and_disclosure_share_the_budget() {
    let mut county = with_cash(
        county(|s| {
            // Brand 100 + 10 × 30 = 400, disclosure 5,200 × 0.5 / 52 = 50: 450 in all.
            (s.levers.brand.spend, s.levers.brand.seeds, s.levers.disclosure.visible) = (100.0, 30.0, 0.5);
        }),
        650.0,
    );
    county.set(&[("/government/year_grant", json!(1_040_000))]);
    county.live(9, settle::money);
    // Promised 230, fixed 25, spare (650 − 150) / 26.
    let part = (205.0 + 500.0 / 26.0) / 450.0;
    assert_near!(county.number("/organization/paid/brand"), part);
    assert_near!(county.number("/organization/paid/disclosure"), part);
    let spent = |purpose| {
        let of = county.world.payments().iter().filter(|p| p.purpose == purpose);
        of.map(|p| p.amount.0).sum::<i64>()
    };
    assert_eq!(spent(crate::world::ledger::For::Brand), (40_000.0 * part).round() as i64);
    assert_eq!(spent(crate::world::ledger::For::Disclosure), (5_000.0 * part).round() as i64);
}
