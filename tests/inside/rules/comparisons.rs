//! Comparisons keep sign and side: the difference is scenario minus baseline, better is what the measure
//! says, public money is that of public purses, and the last year is the last 52 weeks.

use super::assert_near;
use super::columns::scenario;
use crate::measure::values::{Values, Worlds};
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::stats::apart::MeanOf;
use crate::study::compare::case::{Case, GroupKey};
use crate::study::compare::costs::cost;
use crate::study::compare::effects::{effects, in_last_year};
use crate::study::compare::frontier::frontier;
use crate::study::compare::groups::group_effects;
use crate::study::compare::purposes::{PaidByWorld, purposes};
use crate::study::compare::ranking::rank;
use crate::study::compare::reduce::reduce;
use crate::units::{Fen, Week};
use crate::world::ledger::{Account, For, Payment};
use crate::world::record::cost::ByBearer;
use crate::world::record::group::Group;
use crate::world::record::groups::{GroupRow, YearlyFigure};
use crate::world::record::{Record, measure};

const WEEKS: Week = 104;

fn long(name: &str) -> Scenario {
    let mut s = scenario(name);
    s.blueprint.weeks = WEEKS;
    s
}

/// One week's figures of two communities alike.
fn run(of: impl Fn(Week) -> Record) -> Trajectory {
    let records = (0..=WEEKS).flat_map(|week| [0, 1].map(|community| Record { week, community, ..of(week) }));
    Trajectory { records: records.collect(), ..Trajectory::default() }
}

/// Five worlds that differ, each with so many visits and so much cost a week, a part of it public.
fn worlds(scenario: &Scenario, visits: f64, cost: f64) -> Worlds {
    let world = |n: u32| {
        let of = |_| Record {
            visits: visits + f64::from(n),
            public_cost: cost + 3.0 * f64::from(n),
            cost: ByBearer([cost + 2.0 * f64::from(n), 0.0, f64::from(n), 0.0, 0.0, 0.0, 0.0]),
            ..Record::default()
        };
        (n, Values::of(&scenario.blueprint, &run(of)))
    };
    (1..=5).map(world).collect()
}

#[test]
fn a_difference_is_scenario_minus_baseline_and_better_is_what_the_measure_says() {
    let (a, b) = (long("a"), long("b"));
    let (of_a, of_b) = (worlds(&a, 10.0, 100.0), worlds(&b, 14.0, 130.0));
    let rows = effects((&a, &of_a), (&b, &of_b), 1);
    let found = |measure| in_last_year(&rows, "a", "b", measure).expect("an effect");
    // Two communities over 52 weeks.
    assert_near!(found("visits").diff, 2.0 * 52.0 * 4.0);
    assert_eq!(found("visits").p_better, Some(1.0), "more visits are better");
    assert_near!(found("public_cost").diff, 2.0 * 52.0 * 30.0);
    assert_eq!(found("public_cost").p_better, Some(0.0), "more cost is worse");
    assert_eq!(found("visits").pairs, 5);
    assert!(in_last_year(&rows, "b", "a", "visits").is_none(), "sides are not exchanged");
    let back = effects((&b, &of_b), (&a, &of_a), 1);
    let mirrored = in_last_year(&back, "b", "a", "visits").expect("an effect");
    assert_near!(mirrored.diff, -found("visits").diff);
    assert_eq!(mirrored.p_better, Some(0.0));
}

/// What a run keeps: public and other payments in and before the last year, a group in two communities.
fn reduced(scale: i64) -> crate::study::compare::reduce::Reduced {
    let pay = |week, from, purpose, amount| Payment {
        week,
        community: 0,
        to: Account::Suppliers,
        from,
        purpose,
        amount: Fen(amount * scale),
    };
    let mut run = run(|_| Record {
        public_cost: 3.0 * scale as f64,
        cost: ByBearer([0.0, 0.0, 0.0, 2.0 * scale as f64, 5.0 * scale as f64, 0.0, 0.0]),
        ..Record::default()
    });
    run.ledger = vec![
        pay(52, Account::Agency, For::Audit, 100),
        pay(53, Account::Agency, For::Audit, 1_000),
        pay(104, Account::Committee, For::Coordinator, 20_000),
        pay(104, Account::Union, For::Meetings, 300_000),
        pay(104, Account::Organization, For::Brand, 7_000_000),
        // The same with every scale: a purpose that never differs.
        Payment { amount: Fen(55_500), ..pay(104, Account::Agency, For::Training, 0) },
    ];
    for (community, num, den) in [(0, 3.0, 10.0), (1, 9.0, 20.0)] {
        let (group, figure) = (Group::Near, YearlyFigure::Reached);
        run.groups.push(GroupRow {
            year: 2,
            community,
            group,
            figure,
            num: num * scale as f64,
            den: den * scale as f64,
        });
    }
    reduce(&long("a"), &run)
}

#[test]
fn public_money_is_that_of_public_purses_in_all_weeks_and_in_the_last_year() {
    let found = reduced(1);
    let paid = |purpose| found.paid.get(&purpose).map(|sum| (sum.whole, sum.last_year));
    assert_eq!(paid(For::Audit), Some((11.0, 10.0)), "week 53 is the first of the last year");
    assert_eq!(paid(For::Coordinator), Some((200.0, 200.0)));
    assert_eq!(paid(For::Meetings), Some((3_000.0, 3_000.0)));
    assert_eq!(paid(For::Brand), None, "what the organization pays is not public");
}

#[test]
fn a_group_over_communities_is_sum_over_sum() {
    let found = reduced(1);
    let key = GroupKey { year: 2, group: Group::Near, figure: YearlyFigure::Reached };
    assert_eq!(found.results.groups[&key].value(), Some(12.0 / 30.0));
}

/// Three worlds of such a run.
fn gathered(name: &str, scale: i64) -> Case {
    let worlds = (1..=3).map(|world| (world, reduced(scale).results)).collect();
    Case { name: name.into(), worlds, ..Case::default() }
}

/// What public purses pay in them.
fn paid(scale: i64) -> PaidByWorld {
    (1..=3).map(|world| (world, reduced(scale).paid)).collect()
}

#[test]
fn what_a_package_costs_is_its_own_last_year_and_the_extra_against_the_baseline() {
    let scenario = Case { purposes: purposes(&paid(1), &paid(3), 1), ..gathered("b", 3) };
    let found = cost(&gathered("a", 1), &scenario, vec![], 1);
    let mean = |estimate: Option<crate::stats::paired::Estimate>| estimate.expect("three worlds").mean;
    // Public: 3 yuan a week in each of two communities.
    assert_near!(mean(found.public.last_year), 3.0 * 2.0 * 52.0 * 3.0);
    assert_near!(mean(found.public.extra_last_year), 2.0 * 2.0 * 52.0 * 3.0);
    assert_near!(mean(found.public.extra_whole), 2.0 * 2.0 * 104.0 * 3.0);
    // In full: 7 yuan a week in each of two communities, whoever bears them.
    assert_near!(mean(found.full.last_year), 3.0 * 2.0 * 52.0 * 7.0);
    assert_near!(mean(found.full.extra_last_year), 2.0 * 2.0 * 52.0 * 7.0);
    assert_near!(mean(found.full.extra_whole), 2.0 * 2.0 * 104.0 * 7.0);
    let purposes: Vec<_> =
        found.purposes.iter().map(|p| (p.purpose, p.last_year.mean, p.whole.mean)).collect();
    let mut expected =
        [(For::Audit, 20.0, 22.0), (For::Coordinator, 400.0, 400.0), (For::Meetings, 6_000.0, 6_000.0)]
            .to_vec();
    expected.sort_by_key(|row| row.0);
    assert_eq!(purposes, expected);
}

#[test]
fn before_is_the_baseline_and_after_the_scenario() {
    let mut better = gathered("b", 1);
    let cells = better.worlds.values_mut().flat_map(|world| world.groups.values_mut());
    cells.for_each(|cell| cell.num *= 2.0);
    let found = group_effects(&gathered("a", 1), &better, 1);
    assert_eq!((found[0].baseline.as_str(), found[0].scenario.as_str()), ("a", "b"));
    assert_near!(found[0].before, 0.4);
    assert_near!(found[0].after, 0.8);
    assert_near!(found[0].paired.diff, 0.4);
    assert_eq!(found[0].paired.p_better, Some(1.0));
}

#[test]
fn nobody_who_counts_money_chooses_what_costs_more_and_brings_no_more() {
    let s = long("a");
    let packages =
        [worlds(&s, 10.0, 100.0), worlds(&s, 20.0, 200.0), worlds(&s, 15.0, 300.0), worlds(&s, 19.0, 250.0)];
    let by_world: Vec<_> = packages.iter().map(|p| p.iter().map(|(n, v)| (*n, v)).collect()).collect();
    let found = frontier(&by_world, measure("visits").expect("a measure"), 1);
    let by: Vec<_> = found.iter().map(|f| f.dominated_by).collect();
    assert_eq!([by[0], by[1], by[3]], [None, None, Some(1)]);
    assert!(by[2] == Some(1) || by[2] == Some(3), "both cost less and bring more: {by:?}");
    // Totals of the last year: 104 rows of 3 more on average in visits, 9 in cost.
    assert_near!(found[0].effect, 104.0 * 13.0);
    assert_near!(found[0].cost, 104.0 * 109.0);
    assert_near!(found[1].step.expect("a step"), 10.0);
    // A measure of which less is better turns the order.
    let cheap = frontier(&by_world, measure("turned_away").expect("a measure"), 1);
    assert!(cheap[0].dominated_by.is_none() && cheap[1].dominated_by == Some(0));
}

#[test]
fn the_better_mean_is_first_whichever_direction_is_better() {
    let worlds = |mean: f64| (1..=20).map(|n| (n, mean + 0.01 * f64::from(n * 7 % 5))).collect();
    let scenarios = [worlds(2.0), worlds(3.0), worlds(1.0)];
    assert_eq!(rank(&scenarios, 1.0, MeanOf::Most, vec![true; 3]).groups, [vec![1], vec![0], vec![2]]);
    assert_eq!(rank(&scenarios, -1.0, MeanOf::Most, vec![true; 3]).groups, [vec![2], vec![0], vec![1]]);
    let last_year = Window::LastYear.weeks(&long("a").blueprint);
    assert_eq!(last_year, Some(53..=104));
}
