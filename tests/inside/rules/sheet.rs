//! The assessment (7.132)–(7.144), item by item: full points, weights, what can be embellished and what
//! cannot.

use super::{County, assert_near};
use crate::levers::Levers;
use crate::random::WorldKey;
use crate::units::Week;
use crate::world::agents::government::assessment::{Performance, YearOfWork, sheet};
use crate::world::agents::government::{Government, GovernmentRules};
use crate::world::phases::{decide, record};
use serde_json::json;

/// All weight on one item: events, paperwork, satisfaction, participation, development.
fn only(item: usize) -> Levers {
    let mut levers = Levers::default();
    let w = &mut levers.weights;
    let weights =
        [&mut w.events, &mut w.paperwork, &mut w.satisfaction, &mut w.participation, &mut w.development];
    weights.into_iter().enumerate().for_each(|(k, weight)| *weight = f64::from(u8::from(k == item)));
    levers
}

fn rules() -> GovernmentRules {
    GovernmentRules {
        events_full: 143.0,
        paperwork_full: 0.12,
        visits_full: 3.0,
        development_capability: 0.5,
        development_routines: 0.3,
        development_own: 0.2,
        own_full: 0.2,
        error: 6.0,
        ..Default::default()
    }
}

const HALF: Performance = Performance {
    events: 71.5,
    paperwork: 0.03,
    satisfaction: 0.7,
    visits: 2.4,
    development: 0.6,
    inflation: 0.0,
    studied: 0.0,
};

#[test]
fn each_item_has_its_own_weight_and_full_points() {
    let points = [50.0, 25.0, 70.0, 80.0, 60.0];
    for (item, points) in points.into_iter().enumerate() {
        assert_near!(sheet(&rules(), &only(item), &HALF, 0.0), points, "item {item}");
    }
    let mut levers = Levers::default();
    let w = &mut levers.weights;
    (w.events, w.paperwork, w.satisfaction, w.participation, w.development) = (0.1, 0.2, 0.3, 0.15, 0.25);
    assert_near!(sheet(&rules(), &levers, &HALF, 0.0), 5.0 + 5.0 + 21.0 + 12.0 + 15.0);
}

#[test]
fn only_self_reported_items_inflate_and_no_item_has_more_than_all_points() {
    let told = Performance { inflation: 0.2, ..HALF };
    let expected = [60.0, 30.0, 70.0, 96.0, 60.0];
    for (item, expected) in expected.into_iter().enumerate() {
        assert_near!(sheet(&rules(), &only(item), &told, 0.0), expected, "item {item}");
    }
    let much = Performance {
        events: 900.0,
        paperwork: 1.0,
        satisfaction: 1.0,
        visits: 40.0,
        development: 2.0,
        inflation: 0.5,
        studied: 0.0,
    };
    for item in 0..5 {
        assert_near!(sheet(&rules(), &only(item), &much, 50.0), 100.0, "item {item}");
        assert_near!(sheet(&rules(), &only(item), &Performance::default(), -50.0), 0.0, "item {item}");
    }
}

#[test]
fn the_error_of_the_third_party_is_in_satisfaction_alone_and_shrinks_with_accuracy() {
    for item in 0..5 {
        let moved = sheet(&rules(), &only(item), &HALF, 4.0) - sheet(&rules(), &only(item), &HALF, 0.0);
        assert_near!(moved, if item == 2 { 4.0 } else { 0.0 }, "item {item}");
    }
    let error = |accuracy: f64, studied: f64, week: Week| {
        let mut levers = only(2);
        (levers.assessment.accuracy, levers.assessment.audit) = (accuracy, 0.0);
        let mut g = Government::new(&rules());
        g.assess(&rules(), &levers, &Performance { studied, ..HALF }, WorldKey::new(4, 1), week);
        let verdict = g.verdict.expect("assessed");
        assert_near!(verdict.score, 70.0, "the true score has no error");
        verdict.reported - 70.0
    };
    let mut squares = 0.0;
    for week in 1..=200 {
        let whole = error(0.0, 0.0, week);
        assert_near!(error(1.0, 0.0, week), 0.0);
        assert_near!(error(0.0, 0.6, week), 0.4 * whole, "what research takes away");
        // A clip at 100 points would bend it: five standard deviations away.
        assert_near!(error(0.75, 0.0, week), 0.25 * whole);
        squares += whole * whole;
    }
    assert!((4.5..7.5).contains(&libm::sqrt(squares / 200.0)), "about the error that is set");
}

#[test]
fn a_year_of_work_is_reckoned_as_documented() {
    let year = YearOfWork {
        events: 80.0,
        visits: 2.5,
        satisfaction: 30.0,
        users: 40.0,
        paperwork: 0.1,
        capability: 0.4,
        routines: 0.5,
        own_share: 0.1,
        inflation: 0.07,
        studied: 0.25,
    };
    let p = Performance::of(&rules(), &year);
    assert_eq!((p.events, p.visits, p.paperwork, p.inflation), (80.0, 2.5, 0.1, 0.07));
    assert_near!(p.studied, 0.25);
    assert_near!(p.satisfaction, 0.75);
    assert_near!(p.development, 0.5 * 0.4 + 0.3 * 0.5 + 0.2 * 0.5);
    let rich = Performance::of(&rules(), &YearOfWork { own_share: 0.9, users: 0.0, ..year });
    assert_near!(rich.development, 0.2 + 0.15 + 0.2, "more than the full share is no more");
    assert_near!(rich.satisfaction, 0.5, "nobody could be asked");
}

/// The score of a county of a thousand that has lived so many weeks alike under its operator; assessed in the
/// week after.
fn assessed_after(weeks: Week, item: usize) -> f64 {
    let mut county = County::operated(&[300, 700], |s| {
        s.levers.weights = only(item).weights;
        (s.levers.assessment.audit, s.government.error) = (0.0, 0.0);
        s.government.assessed_in = i64::from(weeks % 52);
        (s.government.events_full, s.government.visits_full) = (1_000.0, 10.0);
    });
    for (community, visits) in [(0, 30.0), (1, 70.0)] {
        let place = |name: &str| format!("/communities/{community}/last/{name}");
        county.set(&[
            (&place("visits"), json!(visits)),
            (&place("events"), json!(0.5)),
            (&place("users"), json!(10.0 * visits)),
            (&place("satisfaction_users"), json!(8.0 * visits)),
        ]);
    }
    (1..=weeks).for_each(|week| county.live(week, record::institutions));
    county.live(1 + weeks, decide::assessment);
    county.number("/government/verdict/score")
}

#[test]
fn a_first_year_that_is_not_over_counts_as_if_it_went_on() {
    // A hundred visits a week of a thousand residents: 5.2 a year and resident, of 10 for all points.
    // One event a week: 52 a year for a thousand, 520 for ten thousand, of 1,000.
    for weeks in [20, 45, 97] {
        assert_near!(assessed_after(weeks, 3), 52.0, "after {weeks} weeks");
        assert_near!(assessed_after(weeks, 0), 52.0, "after {weeks} weeks");
        assert_near!(assessed_after(weeks, 2), 80.0, "after {weeks} weeks");
    }
}

#[test]
fn only_the_last_52_weeks_and_those_of_the_operator_count() {
    let mut county = County::operated(&[1_000], |s| {
        s.levers.weights = only(3).weights;
        (s.levers.assessment.audit, s.government.visits_full, s.government.assessed_in) = (0.0, 10.0, 10);
    });
    let week_with = |county: &mut County, week: Week, visits: f64| {
        county.set(&[("/communities/0/last/visits", json!(visits))]);
        county.live(week, record::institutions);
    };
    for week in -9..=0 {
        week_with(&mut county, week, 900.0);
    }
    for week in 1..=10 {
        week_with(&mut county, week, 100.0);
    }
    county.live(11, decide::assessment);
    assert_near!(county.number("/government/verdict/score"), 52.0, "not those of the time before");
}
