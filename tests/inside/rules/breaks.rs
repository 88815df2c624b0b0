//! A package in which something breaks is no choice, though it is the cheapest or the best: made-up packages
//! in thirty worlds.

use super::pricing::{borrowed, trial, world, worlds};
use crate::measure::values::Values;
use crate::report::text::breaks::cell;
use crate::report::text::translate::Lang;
use crate::study::compare::breaks::{Break, Breaks, Broken, Strain};
use crate::study::compare::frontier::frontier;
use crate::world::record::measure;
use std::collections::BTreeMap;

/// A year's wages of 100 yuan a week: four weeks are 400.
const WAGES: f64 = 5_200.0;

/// What is told of a package.
#[derive(Clone, Copy)]
struct Told {
    cost: f64,
    participation: f64,
    without_operator: f64,
    late_wages: f64,
    /// Wages and bills that were left unpaid.
    unpaid: (f64, f64),
    /// In how many of the thirty worlds they were.
    in_worlds: u32,
}

const HEALTHY: Told = Told {
    cost: 1_000.0,
    participation: 0.05,
    without_operator: 0.0,
    late_wages: 0.0,
    unpaid: (0.0, 0.0),
    in_worlds: 30,
};

fn package(told: Told) -> BTreeMap<u32, Values> {
    worlds(|n| {
        let noise = f64::from(n % 5);
        let owed = if n <= told.in_worlds { told.unpaid } else { (-1.0, 0.0) };
        let last = [
            ("full_cost", told.cost + noise),
            ("participation", told.participation + 0.0001 * noise),
            ("without_operator", told.without_operator),
            ("late_wages", told.late_wages),
            ("cost_staff", owed.0),
            ("cost_suppliers", owed.1),
            ("wage_bill", WAGES),
        ];
        world(&last, &[])
    })
}

fn breaks(told: Told) -> Vec<Broken> {
    Breaks::of(&borrowed(&package(told))).found
}

#[test]
fn what_breaks_is_said_beyond_its_bound_and_not_at_it() {
    let one = |what, share| vec![Broken { what, share }];
    assert_eq!(breaks(HEALTHY), []);
    assert_eq!(breaks(Told { without_operator: 1.0, ..HEALTHY }), one(Break::NoOperator, 1.0));
    assert_eq!(breaks(Told { without_operator: 0.125, ..HEALTHY }), one(Break::NoOperator, 0.125));
    assert_eq!(breaks(Told { without_operator: 0.0625, late_wages: 0.0625, ..HEALTHY }), []);
    assert_eq!(breaks(Told { late_wages: 0.125, ..HEALTHY }), one(Break::LateWages, 0.125));
    // Four weeks of wages, from wages and bills together, in more than half of the worlds.
    let debts = |unpaid, in_worlds| breaks(Told { unpaid, in_worlds, ..HEALTHY });
    assert_eq!(debts((300.0, 100.0), 30), []);
    assert_eq!(debts((300.0, 100.01), 30), one(Break::GrowingDebts, 1.0));
    assert_eq!(debts((500.0, -100.0), 30), [], "old bills that are paid count against unpaid wages");
    assert_eq!(debts((0.0, 5_000.0), 15), [], "half of the worlds");
    assert_eq!(debts((0.0, 5_000.0), 18), one(Break::GrowingDebts, 0.6));
    let all = Told { without_operator: 0.5, late_wages: 0.25, unpaid: (9_000.0, 0.0), ..HEALTHY };
    let found: Vec<Break> = breaks(all).iter().map(|broken| broken.what).collect();
    assert_eq!(found, [Break::NoOperator, Break::LateWages, Break::GrowingDebts]);
}

#[test]
fn where_no_operator_is_wished_and_none_is_there_nothing_breaks() {
    let government = worlds(|n| world(&[("full_cost", 500.0 + f64::from(n)), ("participation", 0.02)], &[]));
    assert_eq!(Breaks::of(&borrowed(&government)), Breaks::default());
}

#[test]
fn what_is_strained_is_told_beyond_its_bound_and_is_no_reason_against_a_package() {
    let of = |told: &[(&str, f64)]| Breaks::of(&borrowed(&worlds(|_| world(told, &[]))));
    assert_eq!(of(&[("utilization_peak", 0.95), ("volunteers_worn", 0.5)]), Breaks::default());
    let full = of(&[("utilization_peak", 0.96), ("volunteers_worn", 0.2)]);
    assert_eq!((full.strained.clone(), full.worst()), (vec![Strain::FullSeats], None));
    let both = of(&[("utilization_peak", 1.0), ("volunteers_worn", 0.75), ("late_wages", 0.5)]);
    assert_eq!(both.strained, Strain::ALL);
    assert_eq!(both.worst().map(|broken| broken.what), Some(Break::LateWages));
    assert_eq!(cell(Lang::En, &both), "wages late 50%, seats full, volunteers worn out");
    assert_eq!(cell(Lang::Zh, &full), "座位满员");
    // Without volunteers nobody is worn out.
    assert_eq!(of(&[("utilization_peak", 0.1)]), Breaks::default());
}

#[test]
fn a_contract_is_lost_where_the_first_operator_was_not_there_to_the_end() {
    let survived = |n: u32| if n.is_multiple_of(3) { 51.0 / 52.0 } else { 1.0 };
    let found = Breaks::of(&borrowed(&worlds(|n| world(&[("survived", survived(n))], &[]))));
    assert_eq!((found.lost, found.worst()), ((10, 30), None));
}

#[test]
fn what_breaks_is_never_on_the_frontier_nor_first() {
    let nobody_bids = Told { cost: 100.0, participation: 0.02, without_operator: 1.0, ..HEALTHY };
    let late = Told { cost: 900.0, participation: 0.09, late_wages: 0.37, ..HEALTHY };
    let indebted = Told { cost: 800.0, participation: 0.08, unpaid: (300.0, 200.0), ..HEALTHY };
    let dearer = Told { cost: 2_000.0, participation: 0.06, ..HEALTHY };
    let dominated = Told { cost: 2_500.0, participation: 0.055, ..HEALTHY };
    let packages = [HEALTHY, nobody_bids, late, indebted, dearer, dominated].map(package);
    let by_world: Vec<_> = packages.iter().map(borrowed).collect();
    let participation = measure("participation").expect("a measure");
    let found = frontier(&by_world, participation, 1);
    let worst: Vec<Option<Break>> = found.iter().map(|s| s.broken.map(|broken| broken.what)).collect();
    let [operator, wages, debts] = [Break::NoOperator, Break::LateWages, Break::GrowingDebts].map(Some);
    assert_eq!(worst, [None, operator, wages, debts, None, None]);
    // Each of the three is cheaper or better than the healthy ones, and dominates none of them.
    let by: Vec<_> = found.iter().map(|s| s.dominated_by).collect();
    assert_eq!(by, [None, None, None, None, None, Some(4)]);
    let standing: Vec<f64> = found.iter().map(|s| s.p_frontier).collect();
    assert_eq!(standing, [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    // The next cheaper one is the healthy one: 1,000 yuan for one hundredth more.
    let steps: Vec<_> = found.iter().map(|s| s.step.map(|step| step.round())).collect();
    assert_eq!(steps, [None, None, None, None, Some(100_000.0), None]);
    let ranking = trial(&packages).ranks(participation);
    assert_eq!(ranking.groups.concat()[..3], [2, 3, 4], "values are ranked as they are");
    assert_eq!(ranking.first(), Ok(4));
    assert_eq!(ranking.firsts, [Some(0.0), None, None, None, Some(1.0), Some(0.0)]);
    let broken = trial(&packages[1..4]).ranks(participation);
    assert_eq!(broken.first(), Err(vec![]));
}
