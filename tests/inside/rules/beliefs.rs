//! Section 7.6, “Learning what activities bring”: one step of it by hand.

use super::assert_near;
use crate::random::WorldKey;
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::activity::{Activity, ByActivity};
use crate::world::agents::organization::beliefs::Beliefs;

fn rules(set: impl FnOnce(&mut OrganizationRules)) -> OrganizationRules {
    let mut rules = OrganizationRules::default();
    rules.beliefs.learns = true;
    rules.beliefs.drift = 0.0;
    set(&mut rules);
    rules
}

/// A quarter of weeks that are alike, ending in a week.
fn quarter(beliefs: &mut Beliefs, rules: &OrganizationRules, effort: &ByActivity, items: [f64; 5], end: i32) {
    for week in end - 12..=end {
        beliefs.remember(rules, effort, items, (WorldKey::new(1, 1), week));
    }
}

#[test]
fn who_does_not_learn_believes_nothing_of_its_own() {
    assert!(Beliefs::first(&OrganizationRules::default()).is_none());
}

#[test]
fn the_first_belief_is_the_table_times_what_is_believed_wrongly() {
    let rules = rules(|r| (r.beliefs.prior_events, r.beliefs.prior_paperwork) = (0.3, 2.5));
    let returns = Beliefs::first(&rules).expect("it learns").returns();
    assert_near!(returns[0][Activity::Events], 0.3);
    assert_near!(returns[0][Activity::Paperwork], 0.25);
    assert_near!(returns[1][Activity::Paperwork], 2.5);
    assert_near!(returns[2][Activity::Quality], 0.8);
}

#[test]
fn a_quarter_that_differs_from_what_was_believed_moves_the_belief_by_the_gain() {
    let rules = rules(|r| (r.beliefs.doubt, r.beliefs.noise) = (0.5, 0.1));
    let mut beliefs = Beliefs::first(&rules).expect("it learns");
    let usual = rules.usual_effort.shares();
    // The first quarter tells the level only.
    quarter(&mut beliefs, &rules, &usual, [0.6, 0.5, 0.5, 0.5, 0.3], 13);
    assert_near!(beliefs.returns()[0][Activity::Events], 1.0);
    // Half as much again on events ought to bring half of full points more, and brings a fifth.
    let mut more = usual;
    more[Activity::Events] *= 1.5;
    quarter(&mut beliefs, &rules, &more, [0.8, 0.5, 0.5, 0.5, 0.3], 26);
    let gain = 0.25 * 0.5 / (0.25 * (1.0 + 0.25) + 0.01);
    assert_near!(beliefs.returns()[0][Activity::Events], 1.0 + gain * (0.2 - 0.5));
    assert_near!(beliefs.returns()[0][Activity::Paperwork], 0.1);
    // Now it is surer: the same surprise moves it less.
    let before = beliefs.returns()[0][Activity::Events];
    quarter(&mut beliefs, &rules, &more, [0.8, 0.5, 0.5, 0.5, 0.3], 39);
    let after = beliefs.returns()[0][Activity::Events];
    assert!((after - before).abs() < 0.1 * gain * 0.3, "{before} {after}");
}

#[test]
fn what_is_tried_lasts_a_quarter_and_nobody_tries_who_does_not_explore() {
    let curious = rules(|_| ());
    let mut beliefs = Beliefs::first(&curious).expect("it learns");
    let usual = curious.usual_effort.shares();
    assert_eq!(beliefs.tried, ByActivity::default());
    quarter(&mut beliefs, &curious, &usual, [0.5; 5], 13);
    let tried = beliefs.tried;
    assert!(tried.0.iter().all(|odds| *odds != 0.0 && odds.abs() < 5.0 * curious.beliefs.explore));
    beliefs.remember(&curious, &usual, [0.5; 5], (WorldKey::new(1, 1), 14));
    assert_eq!(beliefs.tried, tried);
    let settled = rules(|r| r.beliefs.explore = 0.0);
    let mut beliefs = Beliefs::first(&settled).expect("it learns");
    quarter(&mut beliefs, &settled, &usual, [0.5; 5], 13);
    assert_eq!(beliefs.tried.0, [0.0; 7]);
}
