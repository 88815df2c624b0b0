//! Section 7.10: what is paid first when there is not enough, what is owed then, and what is simply not
//! bought.

use super::{County, assert_near, rows};
use crate::units::Fen;
use crate::world::agents::organization::money::Bills;
use crate::world::agents::organization::{Organization, OrganizationRules};
use crate::world::ledger::Account::{Agency, Employees, Suppliers};
use crate::world::ledger::{Account, For, Ledger};
use crate::world::phases::settle;
use serde_json::json;

/// What is paid for, in the order of the ledger: whom, what for, how many fen.
const ORDER: [(Account, For, i64); 12] = [
    (Employees, For::Wages, 30),
    (Employees, For::Wages, 50),
    (Employees, For::Notice, 45),
    (Suppliers, For::OldBills, 20),
    (Suppliers, For::Utilities, 70),
    (Suppliers, For::Administration, 10),
    (Suppliers, For::Training, 40),
    (Suppliers, For::Events, 90),
    (Suppliers, For::Matters, 60),
    (Suppliers, For::Disclosure, 25),
    (Suppliers, For::Brand, 35),
    (Suppliers, For::Fundraising, 15),
];

/// One home that owes 30 fen of wages and 20 of bills and has so much cash.
fn organization(cash: i64) -> Organization {
    let mut o = Organization::new(&OrganizationRules::default(), &[1_000.0]);
    (o.cash, o.wages_owed, o.bills_owed) = (vec![Fen(cash)], vec![Fen(30)], vec![Fen(20)]);
    o
}

fn bills(budgeted: f64) -> Bills<'static> {
    let amount = |at: usize| Fen(ORDER[at].2);
    Bills {
        week: 5,
        shares: &[1.0],
        seat_hours: &[1.0],
        events: &[1.0],
        budgeted,
        wages: amount(1),
        notice: amount(2),
        utilities: amount(4),
        administration: amount(5),
        concept: amount(6),
        event_cost: amount(7),
        matters: amount(8),
        disclosure: amount(9),
        brand: amount(10),
        fundraising: amount(11),
    }
}

#[test]
fn money_goes_down_the_list_as_far_as_it_reaches() {
    let all: i64 = ORDER.iter().map(|row| row.2).sum();
    for cash in 0..=all + 5 {
        let (mut o, mut ledger) = (organization(cash), Ledger::default());
        o.settle(&mut ledger, &bills(1.0));
        let mut left = cash;
        let paid = ORDER.map(|(_, _, amount)| {
            let paid = amount.min(left);
            left -= paid;
            paid
        });
        let expected: Vec<_> = ORDER.iter().zip(paid).filter(|(_, paid)| *paid > 0).collect();
        let found: Vec<_> = ledger.entries.iter().map(|e| (e.to, e.purpose, e.amount.0)).collect();
        let expected: Vec<_> =
            expected.into_iter().map(|((to, purpose, _), paid)| (*to, *purpose, paid)).collect();
        assert_eq!(found, expected, "with {cash} fen");
        assert!(ledger.entries.iter().all(|e| e.from == Account::Organization && e.week == 5));
        let missing = |rows: std::ops::Range<usize>| rows.map(|at| ORDER[at].2 - paid[at]).sum::<i64>();
        assert_eq!(o.cash, [Fen(left)]);
        assert_eq!(o.wages_owed, [Fen(missing(0..3))], "with {cash} fen");
        assert_eq!(o.bills_owed, [Fen(missing(3..9))], "with {cash} fen");
        assert_eq!(
            o.late_wages,
            paid[1] < ORDER[1].2,
            "wages of the week are late when they are not paid in full"
        );
        let part = |at: usize| paid[at] as f64 / ORDER[at].2 as f64;
        assert_near!(o.paid.disclosure, part(9));
        assert_near!(o.paid.brand, part(10));
        assert_near!(o.paid.fundraising, part(11));
    }
}

#[test]
fn what_the_budget_left_out_does_not_act_either() {
    let (mut o, mut ledger) = (organization(100_000), Ledger::default());
    o.settle(&mut ledger, &bills(0.25));
    // (7.336): budgeted × paid / asked of brand and disclosure, paid / asked of fund-raising.
    assert_eq!((o.paid.brand, o.paid.disclosure, o.paid.fundraising), (0.25, 0.25, 1.0));
    let nothing = Bills { brand: Fen(0), disclosure: Fen(0), fundraising: Fen(0), ..bills(0.25) };
    o.settle(&mut ledger, &nothing);
    assert_eq!((o.paid.brand, o.paid.disclosure, o.paid.fundraising), (0.25, 0.25, 1.0), "× 1 of nothing");
}

#[test]
fn a_debt_is_cut_like_the_bill_and_paid_like_the_debt() {
    let mut o = Organization::new(&OrganizationRules::default(), &[300.0, 700.0]);
    o.cash = vec![Fen(0), Fen(0)];
    let by = Bills { shares: &[0.3, 0.7], seat_hours: &[3.0, 1.0], events: &[0.0, 2.0], ..bills(1.0) };
    let (mut ledger, b) = (Ledger::default(), Bills { utilities: Fen(40), event_cost: Fen(80), ..by });
    let b = Bills {
        wages: Fen(100),
        notice: Fen(0),
        administration: Fen(0),
        concept: Fen(0),
        matters: Fen(0),
        ..b
    };
    o.settle(&mut ledger, &b);
    assert!(ledger.entries.is_empty() && o.late_wages);
    assert_eq!(o.wages_owed, [Fen(30), Fen(70)], "by shares");
    assert_eq!(o.bills_owed, [Fen(30), Fen(90)], "utilities by hours, events by events");
    o.cash = vec![Fen(160), Fen(-10)];
    let zero = Fen(0);
    let none = Bills { wages: zero, utilities: zero, event_cost: zero, disclosure: zero, ..b };
    o.settle(&mut ledger, &Bills { brand: zero, fundraising: zero, ..none });
    let paid = rows(&ledger.entries, 2);
    assert_eq!(
        paid,
        [
            (Account::Organization, Employees, For::Wages, vec![30, 70]),
            (Account::Organization, Suppliers, For::OldBills, vec![13, 37]),
        ],
        "150 fen of the county: all wages, then 50 of the 120 owed to suppliers, by what is owed"
    );
    assert_eq!(o.bills_owed, [Fen(17), Fen(53)]);
    assert_eq!(o.cash, [Fen(117), Fen(-117)], "only the county's cash is never negative");
    assert!(!o.late_wages, "old wages do not make the wages of the week late");
}

#[test]
fn money_that_binds_nobody_is_bridged_by_the_bureau() {
    let county = |binds: bool, cash: i64| {
        let mut county = County::operated(&[1_000], |s| {
            s.mechanisms.money = binds;
            let o = &mut s.organization;
            (o.giving.households, o.giving.firms, o.setup.administration) = (0.0, 0.0, 250.0);
            (o.setup.event_cost, s.prices.concept) = (400.0, 0.0);
            (s.levers.operator.managers, s.levers.operator.social_workers) = (0.0, 0.0);
        });
        county.set(&[
            ("/organization/cash", json!([cash])),
            ("/communities/0/paid_events", json!(2.0)),
            ("/partners/until", json!([])),
        ]);
        let paid = county.paid(3, settle::money);
        let bridged = paid.iter().filter(|p| p.purpose == For::Bridging);
        bridged.map(|p| (p.from, p.to, p.amount.0)).collect::<Vec<_>>()
    };
    // 25 yuan of administration and 800 of events are to be bridged as far as they are missing.
    assert_eq!(county(true, 0), []);
    assert_eq!(county(false, 0), [(Agency, Account::Organization, 82_500)]);
    assert_eq!(county(false, 80_000), [(Agency, Account::Organization, 2_500)]);
    assert_eq!(county(false, 82_500), []);
}
