//! Labour under a budget: whom it pays, what unpaid people do.

use super::assert_near;
use crate::units::Fen;
use crate::world::agents::organization::contract::Tenure;
use crate::world::agents::organization::labour::{Budget, Labour, PostPlan, Review};
use crate::world::agents::organization::staff::Post;
use crate::world::agents::organization::{Organization, OrganizationRules, OrganizationSetup};

fn plan(managers: f64, workers: f64) -> PostPlan {
    PostPlan { managers, workers }
}

fn setup() -> OrganizationSetup {
    OrganizationSetup { manager_wage: 1_000.0, worker_wage: 2_000.0, ..Default::default() }
}

/// Two managers and a social worker at 1,000 and 2,000 yuan a week to whom so many weeks of wages are owed.
fn unpaid(weeks: f64) -> (OrganizationRules, Organization) {
    let mut rules = OrganizationRules { setup: setup(), ..Default::default() };
    (rules.labour.patience, rules.labour.slack) = (4.0, 10.0);
    let mut o = Organization::new(&rules, &[10_000.0]);
    let post = |manager| Post { manager, share: 1.0, filled_from: None };
    o.posts = vec![post(true), post(true), post(false)];
    o.planned = plan(2.0, 1.0);
    o.wages_owed = vec![Fen::from_yuan(4_000.0 * weeks)];
    (rules, o)
}

#[test]
fn wages_are_what_income_leaves_and_what_brings_the_cash_to_the_prudent_reserve() {
    let labour = Labour { spread: 50.0, ..Default::default() };
    // A reserve of 5 weeks of all fixed bills, of which 1,000 are not wages, spread over 50 weeks.
    let of = |income: f64, cash: f64| Budget { income, running: 1_000.0, prudence: 5.0, cash }.wages(&labour);
    // W = 3,000: reserve 5 × 4,000 is there, income 4,000 pays both.
    assert_near!(of(4_000.0, 20_000.0), 3_000.0);
    // 11,000 more cash lets 200 a week more be paid: 11,000/50 less the larger reserve 5 × 200/50.
    assert_near!(of(4_000.0, 31_000.0), 3_200.0);
    assert!(of(0.0, 0.0) < 0.0, "nothing comes in: nothing is left for wages");
}

#[test]
fn all_kinds_of_posts_are_cut_alike_and_what_is_left_hires_social_workers() {
    let within = |wages: f64| plan(2.0, 1.0).within(wages, 0.5, &setup());
    assert_eq!(within(4_000.0), plan(2.0, 1.0));
    assert_eq!(within(3_000.0), plan(1.5, 0.75));
    assert_eq!(within(-1.0), plan(0.0, 0.0));
    assert_eq!(within(8_000.0), plan(2.0, 2.0), "half of 4,000 left over pays for one more");
    assert_near!(plan(2.0, 1.0).affordable(1_000.0, &setup()), 0.25);
    assert_eq!([-0.5, 0.0, 1.0].map(|wages| plan(0.0, 0.0).affordable(wages, &setup())), [0.0, 1.0, 1.0]);
    for wages in [0.0, 500.0, 1_700.0, 4_000.0, 9_000.0] {
        assert!(within(wages).wages(&setup()) <= wages + 1e-9, "never beyond the budget");
    }
}

#[test]
fn unpaid_people_work_on_for_a_month_then_less_and_less() {
    let rate = |weeks: f64| {
        let (rules, o) = unpaid(weeks);
        (o.work_rate(&rules), o.hands(&rules))
    };
    assert_eq!([0.0, 2.0, 4.0].map(rate), [(1.0, 3.0); 3]);
    assert_near!(rate(14.0).0, libm::exp(-1.0));
    assert_near!(rate(14.0).1, 3.0 * libm::exp(-1.0));
    assert!(rate(30.0).0 < rate(14.0).0);
}

#[test]
fn weeks_of_wages_owed_drive_people_away_up_to_a_bound() {
    let hazard = |weeks: f64| {
        let (mut rules, o) = unpaid(weeks);
        (rules.labour.leaving, rules.labour.leaving_most, rules.turnover.wages_late) = (4.0, 12.0, 0.5);
        o.unpaid_hazard(&rules)
    };
    assert_near!(hazard(0.0), 0.0);
    assert_near!(hazard(4.0), 0.5);
    assert_near!(hazard(12.0), 1.5);
    assert_near!(hazard(60.0), 1.5);
}

#[test]
fn posts_are_looked_at_each_quarter_and_budgets_made_each_year() {
    let labour = Labour { review: 13, ..Default::default() };
    let mut o = Organization::new(&OrganizationRules::default(), &[10_000.0]);
    o.standing = Tenure::Contract { from: 10, until: 200 };
    let found: Vec<_> = (10..=62).filter_map(|week| Some((week, o.reviews(&labour, week)?))).collect();
    let (year, quarter) = (Review::OfTheYear, Review::OfTheQuarter);
    assert_eq!(found, [(10, year), (23, quarter), (36, quarter), (49, quarter), (62, year)]);
}
