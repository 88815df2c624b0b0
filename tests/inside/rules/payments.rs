//! Section 7.10, “All payments of a week”: payer, payee, purpose, amount, order and split of every one of
//! them.

use super::{County, Row, assert_near, rows};
use crate::units::Week;
use crate::world::blueprint::Settings;
use crate::world::ledger::Account::{
    Agency, Committee, Donors, Employees, Organization, Partners, Suppliers, Union, Visitors,
};
use crate::world::ledger::{Account, For};
use crate::world::phases::{decide, record, settle};
use serde_json::json;

/// Communities of 30% and 70% of a county of a thousand.
const TOWNS: [i64; 2] = [300, 700];

/// A row whose yuan are cut by the shares of [`TOWNS`].
fn shared(from: Account, to: Account, purpose: For, yuan: i64) -> Row {
    (from, to, purpose, vec![30 * yuan, 70 * yuan])
}

/// Round prices: a year's price of 5,200 is 100 a week.
fn round_prices(s: &mut Settings) {
    let prices = &mut s.prices;
    for price in [
        &mut prices.audit,
        &mut prices.third_party,
        &mut prices.social_power,
        &mut prices.management,
        &mut prices.fundraising,
        &mut prices.institution,
        &mut prices.training,
        &mut prices.cooperation,
        &mut prices.concept,
        &mut prices.disclosure,
    ] {
        *price = 5_200.0;
    }
    (prices.council_meeting, prices.university_hour) = (1_300.0, 60.0);
    (prices.interest, prices.usual_lag, prices.cooperation_from) = (0.52, 4.0, 0.5);
    // For 10,000 residents; here live a tenth of them.
    prices.concept *= 10.0;
    (prices.concept_usual, prices.campaign, prices.seed) = (0.3, 1_000.0, 10.0);
}

/// Every lever for which a public purse pays is pulled.
fn everything_ordered(s: &mut Settings) {
    round_prices(s);
    let l = &mut s.levers;
    (l.funding.grant, l.funding.instalments, l.funding.lag) = (52_000.0, 4, 0);
    l.union.matching = 0.15;
    (l.assessment.audit, l.assessment.accuracy) = (0.5, 0.7);
    (l.partners.university_hours, l.partners.social_power) = (10.0, 0.6);
    (l.capacity.management, l.capacity.fundraising, l.capacity.institution) = (0.2, 0.4, 0.8);
    l.support.training_subsidy = 0.1;
    l.council.meets = 4;
    l.support.cooperation = 0.8;
}

#[test]
fn public_purses_pay_for_what_they_ordered() {
    let mut county = County::operated(&TOWNS, everything_ordered);
    let paid = county.paid(1, decide::money);
    assert!(paid.iter().all(|p| p.week == 1));
    assert_eq!(
        rows(&paid, 2),
        [
            shared(Union, Organization, For::Matching, 150),
            shared(Agency, Suppliers, For::Audit, 50),
            shared(Agency, Suppliers, For::ThirdParty, 70),
            shared(Agency, Suppliers, For::University, 600),
            shared(Agency, Suppliers, For::SocialPower, 60),
            shared(Agency, Suppliers, For::Training, 150),
            shared(Agency, Suppliers, For::Interest, 40),
            shared(Union, Suppliers, For::Meetings, 100),
            shared(Committee, Employees, For::Coordinator, 60),
            shared(Agency, Organization, For::Grant, 13_000),
        ]
    );
    // An instalment comes four times a year, everything else every week.
    let second: Vec<Row> = rows(&county.paid(2, decide::money), 2);
    assert_eq!(second, rows(&paid, 2)[..9]);
}

/// Fen of a purpose in the first week of a contract under these settings.
fn fen(purpose: For, set: impl FnOnce(&mut Settings)) -> i64 {
    let mut county = County::operated(&[1_000], |s| {
        everything_ordered(s);
        set(s);
    });
    let paid = county.paid(1, decide::money);
    paid.iter().filter(|p| p.purpose == purpose).map(|p| p.amount.0).sum()
}

#[test]
fn early_pay_costs_interest_and_pay_in_time_or_late_does_not() {
    let interest = |lag| fen(For::Interest, |s| s.levers.funding.lag = lag);
    assert_eq!([0, 1, 2, 3, 4, 5, 52].map(interest), [4_000, 3_000, 2_000, 1_000, 0, 0, 0]);
}

#[test]
fn the_coordinator_costs_what_lies_above_the_usual_post() {
    let cost = |cooperation| fen(For::Coordinator, |s| s.levers.support.cooperation = cooperation);
    assert_eq!([0.0, 0.4, 0.5, 0.75, 1.0].map(cost), [0, 0, 0, 5_000, 10_000]);
}

#[test]
fn each_training_has_its_own_price() {
    let only = |set: fn(&mut Settings)| {
        fen(For::Training, |s| {
            s.levers.capacity = Default::default();
            s.levers.support.training_subsidy = 0.0;
            let p = &mut s.prices;
            (p.management, p.fundraising, p.institution, p.training) = (520.0, 1_040.0, 2_080.0, 4_160.0);
            set(s);
        })
    };
    assert_eq!(only(|_| ()), 0);
    assert_eq!(only(|s| s.levers.capacity.management = 1.0), 1_000);
    assert_eq!(only(|s| s.levers.capacity.fundraising = 1.0), 2_000);
    assert_eq!(only(|s| s.levers.capacity.institution = 1.0), 4_000);
    assert_eq!(only(|s| s.levers.support.training_subsidy = 1.0), 8_000);
}

#[test]
fn without_a_contract_nobody_orders_anything() {
    let mut county = County::governed(&TOWNS, everything_ordered);
    assert_eq!(county.paid(1, decide::money), []);
    // In a gap what is still due arrives, and nothing else is paid.
    county.set(&[
        ("/organization/standing", json!({"Gap": {"until": 9}})),
        ("/government/due", json!([[2, 10_000], [3, 5_000], [4, 700]])),
    ]);
    let paid = rows(&county.paid(3, decide::money), 2);
    assert_eq!(paid, [shared(Agency, Organization, For::Grant, 150)]);
}

/// A week of a contract with all that the organization may receive and pay; nobody gives.
fn a_full_week(week: Week) -> County {
    let mut county = County::operated(&TOWNS, |s| {
        round_prices(s);
        let o = &mut s.organization;
        (o.giving.households, o.giving.firms) = (0.0, 0.0);
        (o.setup.manager_wage, o.setup.worker_wage) = (1_000.0, 1_200.0);
        (o.setup.utilities, o.setup.administration, o.setup.event_cost) = (8.0, 250.0, 400.0);
        (o.setup.fundraising_spend, o.setup.usual_grant) = (100.0, 20.8);
        (s.union.cost, s.partners.money) = (400.0, 2_600.0);
        let l = &mut s.levers;
        l.funding.grant = 20_800.0;
        (l.operator.managers, l.operator.social_workers, l.operator.concept) = (2.0, 1.5, 0.3);
        (l.brand.spend, l.brand.seeds, l.disclosure.visible) = (70.0, 3.0, 0.1);
        (l.brand.campaign_prize, l.brand.campaign_start) = (5.0, i64::from(week));
    });
    county.set(&[
        ("/government/year_grant", json!(2_080_000)),
        ("/organization/cash", json!([100_000_000, 100_000_000])),
        ("/organization/wages_owed", json!([1_000, 3_000])),
        ("/organization/bills_owed", json!([2_000, 500])),
        ("/partners/until", json!([900, 900])),
        ("/carried/matters", json!(2)),
        ("/communities/0/offer/fee", json!(0.5)),
        ("/communities/1/offer/fee", json!(0.5)),
        ("/communities/0/offer/hours", json!([10.0, 0.0, 5.0])),
        ("/communities/0/offer/seats", json!(72.0)),
        ("/communities/1/offer/hours", json!([20.0, 5.0, 0.0])),
        ("/communities/1/offer/seats", json!(72.0)),
        ("/communities/0/last/visits", json!(40.0)),
        ("/communities/1/last/visits", json!(60.0)),
        ("/communities/0/paid_events", json!(1.0)),
        ("/communities/1/paid_events", json!(3.0)),
        ("/communities/0/prizes", json!(4.0)),
        ("/communities/1/prizes", json!(6.0)),
    ]);
    county
}

#[test]
fn a_week_of_a_contract_is_settled_in_the_order_of_the_ledger() {
    let mut county = a_full_week(7);
    let paid = county.paid(7, settle::money);
    assert!(paid.iter().all(|p| p.week == 7));
    let (from, staff, sellers) = (Organization, Employees, Suppliers);
    assert_eq!(
        rows(&paid, 2),
        [
            (Visitors, from, For::Fee, vec![2_000, 3_000]),
            shared(Partners, from, For::PartnerMoney, 100),
            (from, staff, For::Wages, vec![1_000, 3_000]),
            shared(from, staff, For::Wages, 3_800),
            (from, sellers, For::OldBills, vec![2_000, 500]),
            (from, sellers, For::Utilities, vec![12_000, 20_000]),
            shared(from, sellers, For::Administration, 25),
            shared(from, sellers, For::Training, 100),
            (from, sellers, For::Events, vec![40_000, 120_000]),
            shared(from, sellers, For::Matters, 800),
            shared(from, sellers, For::Disclosure, 10),
            shared(from, sellers, For::Brand, 100),
            shared(from, sellers, For::Fundraising, 10),
            (Union, Visitors, For::Campaign, vec![2_000, 3_000]),
            shared(Union, sellers, For::Campaign, 1_000),
        ]
    );
    // Cash moves by exactly what each community received and paid.
    let change = |community: u32| {
        let mine = paid.iter().filter(|p| p.community == community);
        mine.map(|p| p.amount.0 * (i64::from(p.to == from) - i64::from(p.from == from))).sum::<i64>()
    };
    let cash = [0, 1].map(|community| 100_000_000 + change(community));
    assert_eq!(county.get("/organization/cash"), json!(cash));
    assert_eq!(county.get("/organization/wages_owed"), json!([0, 0]));
    assert_eq!(county.get("/organization/bills_owed"), json!([0, 0]));
    // (7.337): usual spending was 0, so it becomes what was spent; (7.338): own and all income.
    assert_near!(county.number("/organization/usual_spending"), 6_830.0);
    assert_eq!(county.get("/organization/incomes"), json!([[150.0, 150.0]]));
}

#[test]
fn the_books_stand_in_the_columns_of_their_names() {
    let mut county = a_full_week(7);
    county.set(&[("/government/due", json!([[7, 100_000]])), ("/carried/matters", json!(0))]);
    county.live(7, decide::money);
    county.live(7, settle::money);
    county.live(7, record::institutions);
    // The larger community has 70% of what is shared, and what is its own.
    let second = county.world.records().nth(1).copied().expect("two communities");
    assert_near!(second.grant, 700.0);
    assert_near!(second.matching, 0.7 * 20_800.0 * 0.15 / 52.0);
    assert_near!(second.fees, 30.0);
    assert_near!(second.partner_money, 70.0);
    assert_near!(second.gifts, 0.0);
    assert_near!(second.fundraising_spend, 7.0);
    assert_near!(second.spending, 30.0 + 2_660.0 + 5.0 + 200.0 + 17.5 + 70.0 + 1_200.0 + 7.0 + 70.0 + 7.0);
    assert_near!(second.arrears, 0.0);
    assert_near!(second.reserve, county.number("/organization/cash/1") / 100.0);
    let public = county.world.payments().iter().filter(|p| p.community == 1 && p.from.is_public());
    assert_near!(second.public_cost, public.map(|p| p.amount.0 as f64 / 100.0).sum());
    assert_eq!(
        [Agency, Committee, Union, Organization, Donors, Visitors, Partners, Employees, Suppliers]
            .map(Account::is_public),
        [true, true, true, false, false, false, false, false, false]
    );
}

#[test]
fn what_the_matters_of_money_bring_is_a_match_of_the_union() {
    let mut county = County::operated(&TOWNS, |s| s.union.money = 1_000.0);
    county.set(&[
        ("/organization/cash", json!([1_000_000, 1_000_000])),
        (
            "/union/waiting",
            json!([
                {"home": 0, "since": 1, "due": 2, "about": "Money", "of_residents": false},
                {"home": 0, "since": 1, "due": 2, "about": "Rules", "of_residents": false},
                {"home": 0, "since": 1, "due": 2, "about": "Money", "of_residents": true},
                {"home": 0, "since": 1, "due": 3, "about": "Money", "of_residents": true}
            ]),
        ),
    ]);
    let paid = rows(&county.paid(2, decide::matters), 2);
    assert_eq!(paid, [shared(Union, Organization, For::Matching, 2_000)]);
    assert_eq!(county.get("/carried"), json!({"matters": 3, "money": 2, "rules": 1}));
}

#[test]
fn a_campaign_is_announced_once_and_only_with_a_prize() {
    let announced = |week: Week, prize: f64| {
        let mut county = a_full_week(7);
        county.blueprint.settings.levers.brand.campaign_prize = prize;
        county.set(&[("/communities/0/prizes", json!(0.0)), ("/communities/1/prizes", json!(0.0))]);
        let paid = county.paid(week, settle::money);
        paid.iter().filter(|p| p.purpose == For::Campaign).map(|p| p.amount.0).sum::<i64>()
    };
    assert_eq!([6, 7, 8].map(|week| announced(week, 5.0)), [0, 100_000, 0]);
    assert_eq!(announced(7, 0.0), 0);
}

#[test]
fn the_government_pays_home_by_home_and_what_is_owed_waits() {
    let mut county = County::governed(&TOWNS, |s| {
        (s.government.caretaker, s.government.event_cost) = (600.0, 800.0);
        s.organization.setup.utilities = 8.0;
    });
    county.set(&[
        ("/organization/wages_owed", json!([1_000, 3_000])),
        ("/organization/bills_owed", json!([2_000, 500])),
        ("/communities/0/offer/hours", json!([10.0, 0.0, 5.0])),
        ("/communities/0/offer/seats", json!(72.0)),
        ("/communities/1/offer/hours", json!([20.0, 5.0, 0.0])),
        ("/communities/1/offer/seats", json!(72.0)),
        ("/communities/1/paid_events", json!(3.0)),
    ]);
    let paid = county.paid(4, settle::money);
    let entries: Vec<_> = paid.iter().map(|p| (p.from, p.to, p.purpose, p.community, p.amount.0)).collect();
    assert_eq!(
        entries,
        [
            (Agency, Employees, For::Caretaker, 0, 1_800),
            (Agency, Suppliers, For::Utilities, 0, 12_000),
            (Agency, Employees, For::Caretaker, 1, 4_200),
            (Agency, Suppliers, For::Utilities, 1, 20_000),
            (Agency, Suppliers, For::GovernmentEvents, 1, 240_000),
        ]
    );
    assert_eq!(county.get("/organization/wages_owed"), json!([1_000, 3_000]));
    assert_eq!(county.get("/organization/bills_owed"), json!([2_000, 500]));
}
