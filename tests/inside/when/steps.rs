//! When a rule comes into force, and when it ends.

use super::{came, hours, rule, scenario};
use crate::units::Week;
use crate::world::World;
use crate::world::exchange::{Actor, EventKind};
use crate::world::phases::react;
use crate::world::record::Record;
use crate::world::when::comparison::{Relation, Seen};
use crate::world::when::rule::PolicyState;

/// Weeks from 0 on in which few (10 of 1,000) or many (50) came.
fn weeks(len: usize, few: impl Fn(usize) -> bool) -> Vec<Record> {
    (0..len).map(|week| came(if few(week) { 10.0 } else { 50.0 })).collect()
}

/// The weeks in which the value changes, from 1 on, each with the new value; 0 holds before.
fn steps(values: &[f64]) -> Vec<(usize, f64)> {
    let before = |at: usize| if at == 0 { 0.0 } else { values[at - 1] };
    (0..values.len()).filter(|at| values[*at] != before(*at)).map(|at| (at + 1, values[at])).collect()
}

const LOW: &str = "participation < 0.03";
const HIGH: &str = "participation > 0.03";

#[test]
fn a_rule_acts_from_the_week_after_the_one_in_which_its_condition_was_seen() {
    let lived = weeks(40, |week| week == 7);
    assert_eq!(steps(&hours(&[rule(LOW, true, None, 8.0)], lived)), [(8, 8.0)], "and then to the end");
}

#[test]
fn a_rule_takes_at_most_one_step_a_quarter() {
    // Seen in week 3, in force from 4 on; many come from week 5 on, but it ends in 17 at the earliest.
    let lived = weeks(60, |week| week == 3 || week == 20 || week == 29 || week >= 50);
    let both = rule(LOW, false, Some(HIGH), 8.0);
    // Not again before 30: what is seen in week 20 comes too early, what is seen in week 29 does not.
    assert_eq!(steps(&hours(&[both], lived)), [(4, 8.0), (17, 0.0), (30, 8.0), (43, 0.0), (56, 8.0)]);
}

#[test]
fn what_ends_a_rule_counts_its_weeks_also_while_it_is_not_in_force() {
    let lived = weeks(60, |week| week == 20);
    let until = rule(LOW, false, Some("week > 5 for 30 weeks"), 8.0);
    assert_eq!(steps(&hours(&[until], lived)), [(21, 8.0), (36, 0.0)], "weeks 6 to 35");
}

#[test]
fn once_is_once_also_where_the_rule_ends() {
    let lived = || weeks(100, |week| week % 30 < 15);
    let again = rule(LOW, false, Some(HIGH), 8.0);
    assert_eq!(steps(&hours(&[again], lived())).len(), 7);
    let once = rule(LOW, true, Some(HIGH), 8.0);
    assert_eq!(steps(&hours(&[once], lived())), [(1, 8.0), (16, 0.0)]);
}

#[test]
fn of_two_rules_in_force_the_later_in_the_file_wins() {
    let lived = weeks(58, |week| week >= 5);
    let first = rule("week >= 20", false, Some("week >= 45"), 4.0);
    let second = rule(LOW, false, Some("week >= 32"), 8.0);
    let both = [first, second];
    assert_eq!(steps(&hours(&both, lived.clone())), [(6, 8.0), (33, 4.0), (46, 8.0)]);
    let [first, second] = both;
    assert_eq!(steps(&hours(&[second, first], lived)), [(6, 8.0), (21, 4.0), (46, 8.0)]);
}

/// While a rule is in force it wins over the schedule, also over what is dated later; when it ends, what is
/// dated holds.
#[test]
fn a_rule_lies_over_the_schedule() {
    let text = "title = 't'\nextends = 'z-home'\nresidents.population = 100\n\
        when = [{ if = 'week >= 10', until = 'week >= 40', then.levers.support.hours = 8 }]\n\
        schedule = [{ week = 5, levers.support.hours = 2 }, { week = 20, levers.support.hours = 3 }]\n";
    let blueprint = scenario(text).blueprint;
    let mut world = World::new(&blueprint, 1, 1);
    let mut at = |week: Week| react::levers(&mut world, &blueprint, week).support.hours;
    let lived: Vec<f64> = (-20..50).map(&mut at).collect();
    assert_eq!(steps(&lived[20..]), [(6, 2.0), (12, 8.0), (42, 3.0)], "counted from week 0");
    assert_eq!(blueprint.levers_at(30).support.hours, 3.0, "what is dated");
}

#[test]
fn what_a_rule_does_is_told_with_what_was_seen() {
    let rules =
        [rule("not (participation >= 0.03) and week > 1", false, Some("0.04 < mean(participation, 2)"), 8.0)];
    let (mut state, mut events) = (PolicyState::default(), vec![]);
    for (week, record) in (1..).zip(weeks(30, |week| week == 3)) {
        state.react(&rules, week, &[&record], &mut events);
    }
    let told: Vec<_> = events.iter().map(|e| (e.week, e.actor, e.community, e.kind)).collect();
    let text = |kind: &EventKind| crate::report::text::events::english(kind);
    let [(4, Actor::Policy, None, begins), (17, Actor::Policy, None, ends)] = told[..] else {
        panic!("{told:?}")
    };
    // What does not hold is told last.
    assert_eq!(text(&begins), "rule 1 comes into force: week 3 > 1");
    assert_eq!(text(&ends), "rule 1 ends: mean(participation, 2) 0.05 > 0.04");
    let alone = [rule("not (participation >= 0.03)", true, None, 8.0)];
    let (mut state, mut events) = (PolicyState::default(), vec![]);
    state.react(&alone, 1, &[&came(10.0)], &mut events);
    let EventKind::RuleBegins {
        number: 1,
        seen: Some(Seen { comparison: Relation::Less, value, bound, .. }),
    } = events[0].kind
    else {
        panic!("{events:?}")
    };
    assert_eq!((value, bound), (0.01, 0.03));
}

#[test]
fn a_measure_is_told_rather_than_the_week() {
    let told = |when: &str| {
        let (mut state, mut events) = (PolicyState::default(), vec![]);
        state.react(&[rule(when, true, None, 8.0)], 1, &[&came(10.0)], &mut events);
        crate::report::text::events::english(&events[0].kind)
    };
    assert_eq!(told("week >= 0 and visits < 20"), "rule 1 comes into force: visits 10 < 20");
    assert_eq!(told("week >= 0 or visits > 20"), "rule 1 comes into force: week 0 >= 0");
    assert_eq!(told("not (visits >= 20)"), "rule 1 comes into force: visits 10 < 20");
}
