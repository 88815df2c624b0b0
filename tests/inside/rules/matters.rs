//! Section 7.5, “Carrying out”: how long a matter waits, what it leaves, when it is forgotten.

use super::assert_near;
use super::votes::{Table, home, levers};
use crate::inside::common::{as_data, from_data};
use crate::units::Week;
use crate::world::agents::organization::opening::Opening;
use crate::world::agents::organization::programme::Offering;
use crate::world::agents::union::left::Left;
use crate::world::agents::union::votes::Forum;
use crate::world::agents::union::{Union, UnionRules};
use crate::world::exchange::{Body, EventKind, Subject};

#[test]
fn two_masters_are_slow_where_nobody_cooperates() {
    // (7.170): 2 + 8·4λ(1 − λ)(1 − coop)
    let delay = |role: f64, cooperation: f64| {
        let mut table = Table::new();
        (table.rules.delay, table.rules.delay_two_masters) = (2.0, 8.0);
        (table.levers.union.decision_role, table.cooperation) = (role, cooperation);
        table.votes(4).delay()
    };
    assert_eq!([0.0, 0.5, 1.0].map(|role| delay(role, 0.0)), [2, 10, 2]);
    assert_eq!([0.0, 0.5, 1.0].map(|cooperation| delay(0.5, cooperation)), [10, 6, 2]);
    assert_eq!(delay(0.25, 0.0), 8);
    assert_eq!(delay(0.75, 0.0), 8);
}

/// A table at which nothing new arises.
fn quiet() -> Table {
    let mut table = Table::new();
    (table.rules.matters, table.levers) = (0, levers(Forum::Offices, 0.5, 0.0));
    table
}

/// A union with such matters waiting.
fn waiting(table: &Table, matters: serde_json::Value) -> Union {
    let mut data = as_data(&table.union());
    data["waiting"] = matters;
    from_data(&data)
}

/// A matter of the first home.
fn matter(since: Week, due: Week, about: serde_json::Value, of_residents: bool) -> serde_json::Value {
    serde_json::json!({"home": 0, "since": since, "due": due, "about": about, "of_residents": of_residents})
}

#[test]
fn what_cannot_be_paid_lies_in_its_order_and_is_forgotten_after_a_year() {
    let table = quiet();
    let matter = |due: Week, about: &str| matter(1, due, serde_json::json!(about), true);
    let mut union = waiting(
        &table,
        serde_json::json!([
            matter(10, "Money"),
            matter(11, "Rules"),
            matter(10, "Money"),
            matter(30, "Rules")
        ]),
    );
    let mut live = |week: Week, affordable: u32| {
        let carried = union.decide(&table.votes(week), affordable, &mut vec![]);
        (carried.matters, carried.money, carried.rules)
    };
    assert_eq!(live(9, 5), (0, 0, 0), "not yet due");
    assert_eq!(live(11, 1), (1, 1, 0), "the first, as far as the cash goes");
    assert_eq!(live(12, 1), (1, 0, 1), "then the second");
    assert_eq!(live(61, 0), (0, 0, 0));
    assert_eq!(live(62, 0), (0, 0, 0), "52 weeks after it was due the third is forgotten");
    assert_eq!(live(63, 9), (1, 0, 1), "only the last is left");
}

/// Rules of what matters leave.
fn rules() -> UnionRules {
    UnionRules { hours: 1.5, fit: 0.04, fit_lost: 0.5, outreach: 0.2, saturation: 2.0, ..Default::default() }
}

#[test]
fn a_matter_does_what_it_says_for_whom_it_says() {
    let mut left = Left::default();
    left.put_into_effect(&rules(), Subject::Hours { more: 1, less: None }, 1.0);
    assert_eq!(left.hours, [0.0, 1.5, 0.0]);
    left.put_into_effect(&rules(), Subject::Hours { more: 2, less: Some(0) }, 1.0);
    assert_eq!(left.hours, [-1.5, 1.5, 1.5], "hours that move are taken where they were");
    left.put_into_effect(&rules(), Subject::Programme { more: 3, less: 0 }, 1.0);
    assert_near!(left.fit[3], 0.04);
    assert_near!(left.fit[0], -0.02);
    assert_eq!(left.fit[1..3], [0.0, 0.0]);
    left.put_into_effect(&rules(), Subject::Outreach, 1.0);
    assert_near!(left.outreach, 0.2);
    let before = left;
    left.put_into_effect(&rules(), Subject::Money, 1.0);
    left.put_into_effect(&rules(), Subject::Rules, 1.0);
    assert_eq!(left, before, "money and rules stand in no home");
    left.fade(0.9);
    assert_near!(left.hours[0], -1.35);
    assert_near!(left.fit[3], 0.036);
    assert_near!(left.outreach, 0.18);
}

#[test]
fn of_the_same_kind_ever_less_is_added_and_nothing_is_capped() {
    let about = Subject::Hours { more: 1, less: None };
    let stands = |hours: f64| Left { hours: [0.0, hours, 0.0], ..Left::default() };
    // (7.173): unit/(1 + stands/(saturation·unit)).
    assert_near!(stands(0.0).added(&rules(), about, 1.0), 1.5);
    assert_near!(stands(3.0).added(&rules(), about, 1.0), 0.75);
    assert_near!(stands(6.0).added(&rules(), about, 1.0), 0.5);
    assert_near!(stands(-3.0).added(&rules(), about, 1.0), 1.5, "what was taken away makes it no larger");
    assert_near!(stands(0.0).added(&rules(), about, 5.0), 0.3, "one of five times as many matters");
    assert_near!(stands(0.0).added(&rules(), about, 0.1), 1.5);
    let mut left = Left::default();
    let mut last = 0.0;
    for _ in 0..200 {
        left.put_into_effect(&rules(), about, 1.0);
        assert!(left.hours[1] > last, "each adds something");
        last = left.hours[1];
    }
}

#[test]
fn hours_of_the_council_open_the_slot_that_they_are_for() {
    let o = Offering {
        hours_base: 10.0,
        hours_per_manager: 20.0,
        share_day: 0.5,
        share_evening: 0.3,
        ..Default::default()
    };
    let open = |managers: f64, by_council: [f64; 3]| {
        Opening {
            managers,
            volunteer_hours: 0.0,
            answer: 1.0,
            promised: None,
            scale: 1.0,
            cooperation: 1.0,
            granted: 0.0,
            by_council,
            most: 56.0,
            staffed: 1_000.0,
        }
        .hours(&o)
    };
    let assert_hours = |found: [f64; 3], expected: [f64; 3]| {
        found.into_iter().zip(expected).for_each(|(found, expected)| assert_near!(found, expected));
    };
    // (7.217): 40 hours of the managers, 20, 12 and 8.
    assert_hours(open(1.5, [-2.0, 3.0, 0.0]), [18.0, 15.0, 8.0]);
    assert_hours(open(1.5, [0.0, 0.0, -9.0]), [20.0, 12.0, 0.0]);
    assert_hours(open(1.5, [0.0, 72.0, 0.0]), [10.0, 42.0, 4.0]);
    assert_hours(open(0.5, [0.0, 5.0, 0.0]), [10.0, 0.0, 0.0]);
}

#[test]
fn the_carried_share_is_of_residents_matters_of_a_year() {
    let table = Table::new();
    let (rules, mut union) = (&table.rules, table.union());
    assert_eq!(union.carried_share(), None);
    union.now.by_residents = 4;
    union.now.carried_of_residents = 1;
    union.now.carried = 3;
    union.fade(rules);
    assert_eq!(union.carried_share(), Some(0.25));
    union.now.carried_of_residents = 9;
    union.fade(rules);
    assert_eq!(union.carried_share(), Some(1.0), "at most all");
    for _ in 0..50 {
        union.fade(rules);
    }
    assert_eq!(union.carried_share(), Some(1.0), "52 weeks ago");
    union.fade(rules);
    assert_eq!(union.carried_share(), None, "53 weeks ago");
}

#[test]
fn a_promise_to_residents_is_kept_in_time_or_in_part() {
    let mut table = quiet();
    table.rules.in_time = 4.0;
    // (7.377): four weeks are in time, sixteen a quarter, and what others proposed was promised to nobody.
    for (week, kept) in [(3, 1.0), (5, 1.0), (9, 0.5), (17, 0.25)] {
        let both = [true, false].map(|of_residents| matter(1, 3, serde_json::json!("Rules"), of_residents));
        let mut union = waiting(&table, serde_json::json!(both));
        table.decide(&mut union, week);
        assert_eq!((union.now.carried, union.now.carried_of_residents), (2, 1));
        assert_near!(union.now.in_time, kept, "week {week}");
    }
}

#[test]
fn those_who_attend_speak_for_the_residents_and_an_evening_is_finite() {
    let proposed = |scale: f64| {
        let mut table = quiet();
        (table.rules.proposals, table.rules.agenda) = (1.0, 3);
        (table.levers.council.meets, table.levers.council.seats) = (4, 1.0);
        table.homes = vec![home(scale)];
        table.homes[0].attending = [0.0, 500.0, 0.0, 1_500.0];
        let mut union = table.union();
        for week in 49..52 {
            table.decide(&mut union, week);
        }
        assert_eq!(union.homes[0].represented, [0.0; 4], "the council did not meet yet");
        let (_, events) = table.decide(&mut union, 52);
        assert_eq!(union.homes[0].represented, [0.0, 2_000.0, 0.0, 6_000.0]);
        assert_eq!(union.homes[0].attending, [0.0; 4]);
        let by_residents = |kind| matches!(kind, EventKind::Matter { proposer: Body::Residents, .. });
        events.iter().filter(|event| by_residents(event.kind)).count()
    };
    assert_eq!([0.05, 1.0, 4.0].map(proposed), [1, 3, 12], "three for 10,000 residents");
}
