//! Scenarios side by side: the same worlds are held against each other, sums are told per week, and a row of
//! groups draws for itself.

use super::assert_near;
use super::pricing::world;
use crate::measure::values::as_written;
use crate::study::compare::case::{Case, GroupKey, RunResults};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::groups::{GroupEffect, group_effects};
use crate::units::Week;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Fraction, measure};
use std::ops::RangeInclusive;

const WEEKS: Week = 104;

/// A scenario whose worlds cost so much and have so many visits and such a participation in the last year.
fn case(name: &str, worlds: RangeInclusive<u32>, of: impl Fn(u32) -> [f64; 3]) -> Case {
    let run = |n| {
        let [cost, visits, participation] = of(n);
        let cells = [("full_cost", cost), ("visits", visits), ("participation", participation)];
        (n, RunResults { values: world(&cells, &[]), ..RunResults::default() })
    };
    Case { name: name.into(), worlds: worlds.map(run).collect(), ..Case::default() }
}

fn side_by_side(cases: [Case; 2]) -> Comparison {
    let weekly = vec![measure("participation").expect("a measure")];
    Comparison { seed: "1".into(), weeks: WEEKS, cases: cases.into(), weekly, ..Comparison::default() }
}

#[test]
fn sums_are_told_per_week_and_ratios_as_they_are() {
    let noise = |n: u32| f64::from(n % 3);
    let all = side_by_side([
        case("a", 1..=20, |n| [52_000.0 + noise(n), 5_200.0 + noise(n), 0.04]),
        case("b", 1..=20, |n| [62_400.0 + noise(n), 5_720.0 + noise(n), 0.06]),
    ]);
    let of = |name| measure(name).expect("a measure");
    let change = |name| all.change(&all.cases[1], of(name)).expect("a change").0;
    assert_near!(change("visits"), 10.0);
    assert_near!(change("full_cost"), 200.0);
    assert_near!(change("participation"), 0.02);
    // 10,400 yuan a year for 520 visits a year: 20 for one, and 200 a week for two hundredths of a share.
    let [visits, participation] = ["visits", "participation"].map(|name| all.frontier(of(name))[1]);
    assert_near!(visits.cost, (62_400.0 + 1.05) / 52.0);
    assert_near!(visits.effect, (5_720.0 + 1.05) / 52.0);
    assert_near!(visits.step.expect("a step"), 20.0);
    assert_near!(participation.step.expect("a step"), 10_000.0);
    // The answer of `compare` counts a year.
    assert_near!(all.standings()[1].cost, 62_401.05);
    assert_near!(all.standings()[1].step.expect("a step"), 520_000.0);
}

#[test]
fn levels_are_means_over_the_worlds_of_the_baseline() {
    let of = |n: u32| if n <= 10 { [1.0, 7.0, 0.1] } else { [1.0, 9_000.0, 0.9] };
    let all = side_by_side([case("a", 1..=10, of), case("b", 1..=30, of)]);
    assert_near!(all.last_year(1, "visits").expect("a level"), 7.0);
    assert_near!(all.last_year(1, "participation").expect("a level"), 0.1);
    assert_eq!((all.worlds(), all.replicates()), (10, 30));
}

#[test]
fn a_course_is_held_against_that_of_the_same_world() {
    // In each world another level; the scenario is five above it in every week.
    let with = |name: &str, above: f64| {
        let mut case = case(name, 1..=15, |_| [0.0; 3]);
        for (n, run) in &mut case.worlds {
            run.weekly = vec![vec![Some(f64::from(n * n) + above); WEEKS as usize + 1]];
        }
        case
    };
    let all = side_by_side([with("a", 0.0), with("b", 5.0)]);
    let found = all.differences(&all.cases[1], "participation", 52);
    assert_eq!(found.len(), WEEKS as usize + 1);
    // The first stretch begins in week 1.
    for band in found.into_iter().skip(1) {
        let band = band.expect("a difference in every week");
        assert_eq!([band.low, band.mean, band.high], [5.0; 3]);
    }
}

const ELDERS: Group = Group::Age(ResidentGroup::Elder);

/// Forty worlds of a scenario with these figures of elders; the tail of what it changes is heavy.
fn elders(name: &str, figures: &[YearlyFigure], changed: f64) -> Case {
    let run = |n: u32| {
        let far = if n.is_multiple_of(13) { 9.0 } else { f64::from(n % 4) };
        let cell = Fraction { num: 20.0 + f64::from(n % 7) + changed * far, den: 100.0 };
        let key = |figure: &YearlyFigure| GroupKey { year: 2, group: ELDERS, figure: *figure };
        (n, RunResults { groups: figures.iter().map(|f| (key(f), cell)).collect(), ..RunResults::default() })
    };
    Case { name: name.into(), worlds: (1..=40).map(run).collect(), ..Case::default() }
}

#[test]
fn a_row_of_groups_draws_for_itself() {
    let (reached, came) = (YearlyFigure::Reached, YearlyFigure::Participation);
    let rows =
        |figures: &[YearlyFigure]| group_effects(&elders("a", figures, 0.0), &elders("b", figures, 1.0), 1);
    let of = |rows: &[GroupEffect], figure| {
        rows.iter().find(|row| row.key.figure == figure).expect("a row").paired
    };
    let both = rows(&[reached, came]);
    assert_eq!(of(&rows(&[reached]), reached), of(&both, reached), "whatever other rows there are");
    assert_eq!(of(&rows(&[came]), came), of(&both, came));
    // The same pairs under two names have one mean and are resampled each for itself.
    let (one, other) = (of(&both, reached), of(&both, came));
    assert_eq!(one.diff, other.diff);
    let width = |row: crate::stats::paired::Paired| row.interval.map(|(low, high)| high - low).expect("one");
    assert!(width(one) != width(other), "{one:?}");
    assert!((width(one) / width(other) - 1.0).abs() < 0.2, "{one:?} {other:?}");
}

#[test]
fn money_is_compared_as_tables_hold_it() {
    let of = |name, value| as_written(measure(name).expect("a measure"), value);
    assert_eq!([of("public_cost", 12.3456), of("own_income", -0.004)], [12.35, 0.0]);
    assert_eq!([of("participation", 0.123_456), of("visits", 12.3456)], [0.123_456, 12.3456]);
}
