//! What one unit more costs, who stands on the frontier, and how many worlds are wanted: thirty worlds worked
//! out by hand.

use super::assert_near;
use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::stats::student;
use crate::study::compare::effects::{Effect, in_last_year};
use crate::study::compare::frontier::frontier;
use crate::study::compare::paired_runs::{PairedCase, PairedRuns};
use crate::study::compare::precision::{FEWEST_OF_TRIAL, MOST, PrecisionGoal, missed, plan};
use crate::study::compare::prices::{Extent, Good, Price, prices};
use crate::study::compare::ranking::WorldValues;
use crate::units::Week;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{MEASURES, index_of, measure};
use std::collections::BTreeMap;

const WEEKS: Week = 104;
const WORLDS: u32 = 30;

/// What stands in a window: measure and value.
pub(super) type Cells<'a> = &'a [(&'a str, f64)];

/// A world with these values in the last year and over all weeks.
pub(super) fn world(last_year: Cells, whole: Cells) -> Values {
    let mut all = Values::empty(WEEKS);
    for (window, cells) in [(Window::LastYear, last_year), (Window::Whole, whole)] {
        let mut values = vec![None; MEASURES.len()];
        for (name, value) in cells {
            values[index_of(name).expect("a measure")] = Some(*value);
        }
        all.set(window, values);
    }
    all
}

pub(super) fn worlds(of: impl Fn(u32) -> Values) -> BTreeMap<u32, Values> {
    (1..=WORLDS).map(|n| (n, of(n))).collect()
}

pub(super) fn borrowed(worlds: &BTreeMap<u32, Values>) -> WorldValues<'_> {
    worlds.iter().map(|(n, values)| (*n, values)).collect()
}

/// Every good at the same levels, and as much more as `extra` says of a world: (cost, gain), for the whole;
/// half of the cost falls into the last year.
fn with(extra: impl Fn(u32) -> (f64, f64)) -> BTreeMap<u32, Values> {
    worlds(|n| {
        let (cost, gain) = extra(n);
        let last = [
            ("full_cost", 400.0 + 0.5 * cost),
            ("public_cost", 77.0),
            ("participation_4_weeks", 0.1 + 0.001 * gain),
            ("deficiency_service", 0.5 - 0.001 * gain),
        ];
        let whole = [
            ("full_cost", 1000.0 + cost),
            ("public_cost", 99.0),
            ("visits", 100.0 + gain),
            ("participation", 0.02 + 0.0001 * gain),
        ];
        world(&last, &whole)
    })
}

/// The price of a good where odd worlds cost and gain one thing, even ones another.
fn price(good: Good, odd: (f64, f64), even: (f64, f64)) -> Price {
    let (base, more) = (with(|_| (0.0, 0.0)), with(|n| if n % 2 == 1 { odd } else { even }));
    let extent = Extent { weeks: WEEKS, residents: Some(1000.0) };
    let found = prices(&borrowed(&base), &borrowed(&more), extent, 1);
    found.into_iter().find(|priced| priced.good == good).expect("a price").price
}

#[test]
fn a_price_is_all_extra_cost_over_all_that_is_gained() {
    let yuan = |good| match price(good, (200.0, 10.0), (400.0, 40.0)) {
        Price::Yuan { value, interval } => {
            let (low, high) = interval.expect("an interval");
            assert!(low < value && value < high, "{low} {value} {high}");
            value
        }
        other => panic!("{other:?}"),
    };
    // 15·(200 + 400) yuan for 15·(10 + 40) visits; a mean of ratios were 15.
    assert_near!(yuan(Good::Visit), 12.0);
    // 0.0001 a visit of 1,000 residents over 104 weeks: 10.4 person-weeks each.
    assert_near!(yuan(Good::PersonWeek), 12.0 / 10.4);
    // In the last year half of the cost; 0.001 of 1,000 residents, and 0.1 points, for each visit.
    assert_near!(yuan(Good::Participant), 6.0);
    assert_near!(yuan(Good::Point(Deficiency::Service)), 60.0);
}

#[test]
fn without_a_sure_gain_or_a_sure_cost_there_is_no_price() {
    let of = |odd, even| price(Good::Visit, odd, even);
    assert_eq!(of((200.0, 10.0), (400.0, -10.0)), Price::NoEffect);
    assert_eq!(of((200.0, -10.0), (400.0, -40.0)), Price::Loss);
    assert_eq!(of((200.0, 10.0), (-200.0, 40.0)), Price::CostOpen);
    // Saving money and gaining all the same has a price below zero.
    assert!(matches!(of((-200.0, 10.0), (-400.0, 40.0)), Price::Yuan { value, .. } if value == -12.0));
    // More of a deficiency is a loss.
    let deficiency = Good::Point(Deficiency::Service);
    assert_eq!(price(deficiency, (200.0, -10.0), (400.0, -40.0)), Price::Loss);
    // Persons are counted only where they are known.
    let (base, more) = (with(|_| (0.0, 0.0)), with(|n| (200.0 + f64::from(n), 10.0 + f64::from(n % 3))));
    let unknown = Extent { weeks: WEEKS, residents: None };
    let goods: Vec<Good> =
        prices(&borrowed(&base), &borrowed(&more), unknown, 1).iter().map(|priced| priced.good).collect();
    assert_eq!(goods, [Good::Visit, Good::Point(Deficiency::Service)]);
}

#[test]
fn where_less_is_better_the_package_with_less_dominates() {
    let package = |cost: f64, index: f64| {
        worlds(move |n| {
            let noise = 0.001 * f64::from(n % 3);
            world(&[("full_cost", cost + noise), ("deficiency_service", index + noise)], &[])
        })
    };
    let packages = [package(100.0, 0.5), package(100.0, 0.3), package(150.0, 0.4), package(300.0, 0.2)];
    let found = frontier(
        &packages.iter().map(borrowed).collect::<Vec<_>>(),
        measure("deficiency_service").expect("a measure"),
        1,
    );
    assert_eq!(found.iter().map(|s| s.dominated_by).collect::<Vec<_>>(), [Some(1), None, Some(1), None]);
    // One unit less costs (300 − 100) / (0.3 − 0.2).
    assert_near!(found[3].step.expect("a step"), 2000.0);
}

/// Pairs whose differences of participation alternate by so much around 0.
pub(super) fn trial(worlds: &[BTreeMap<u32, Values>]) -> PairedRuns<'_> {
    let case = |worlds| PairedCase { name: "case", residents: None, worlds: borrowed(worlds) };
    PairedRuns { seed: 1, weeks: WEEKS, baseline: 0, cases: worlds.iter().map(case).collect() }
}

fn alternating(half: f64) -> BTreeMap<u32, Values> {
    worlds(|n| {
        let off = if n % 2 == 0 { half } else { -half };
        world(&[("participation", 0.1 + off), ("visits", 100.0 + off)], &[])
    })
}

fn goal(name: &str, width: f64) -> PrecisionGoal {
    PrecisionGoal { measure: measure(name).expect("a measure"), width }
}

/// The fewest worlds with t·1.18·spread/√n at most half of the width, spread that of ±`half` in 30 worlds.
fn wanted(half: f64, width: f64) -> u32 {
    let spread = 1.18 * half * libm::sqrt(30.0 / 29.0);
    (2..100_000)
        .find(|n| {
            let t = student::t_975(u64::from(*n) - 1).expect("a quantile");
            t * spread / libm::sqrt(f64::from(*n)) <= 0.5 * width
        })
        .expect("a number of worlds")
}

#[test]
fn the_widest_need_of_all_goals_and_scenarios_is_planned() {
    let names = ["base", "a", "b"].map(String::from);
    let cases = [alternating(0.0), alternating(0.02), alternating(0.01)];
    let runs = trial(&cases);
    let width = 0.004;
    assert!(wanted(0.02, width) > 4 * wanted(0.01, width) - 20);
    let planned = plan(&runs, &[goal("participation", width)], &names);
    assert_eq!((planned.worlds, planned.doubts.len()), (wanted(0.02, width), 0), "the first needs more");
    let two = [goal("participation", width), goal("participation", 4.0 * width)];
    assert_eq!(plan(&runs, &two, &names).worlds, wanted(0.02, width), "the first goal asks for more");
    assert_eq!(plan(&runs, &[goal("participation", 1.0)], &names).worlds, FEWEST_OF_TRIAL);
    let too_narrow = plan(&runs, &[goal("participation", 0.000_1)], &names);
    assert_eq!((too_narrow.worlds, too_narrow.doubts.len()), (MOST, 2), "{:?}", too_narrow.doubts);
}

#[test]
fn goals_that_were_missed_are_named_and_others_are_not() {
    let names = ["base", "a"].map(String::from);
    let cases = [alternating(0.0), alternating(0.02)];
    // Student's interval of ±0.02 in 30 worlds is 2·2.045·0.0203/√30 = 0.0152 wide.
    let runs = trial(&cases);
    let said = |width| missed(&runs, &[goal("participation", width)], &names);
    assert_eq!(said(0.016), Vec::<String>::new());
    let words = said(0.015);
    assert!(words.len() == 1 && words[0].contains("participation, a"), "{words:?}");
}

#[test]
fn the_answer_of_the_last_year_is_that_of_the_last_year() {
    let runs = [alternating(0.0), alternating(0.02)];
    let trial = trial(&runs);
    let participation = measure("participation").expect("a measure");
    let paired = trial.effect(1, Window::LastYear, participation).expect("an effect");
    let row = |window, diff| Effect {
        baseline: "a".into(),
        scenario: "b".into(),
        measure: "participation",
        window,
        paired: crate::stats::paired::Paired { diff, ..paired },
    };
    let rows = [row(Window::Whole, 1.0), row(Window::LastYear, 2.0), row(Window::Before, 3.0)];
    assert_eq!(in_last_year(&rows, "a", "b", "participation").expect("a row").diff, 2.0);
    assert!(in_last_year(&rows, "b", "a", "participation").is_none());
}
