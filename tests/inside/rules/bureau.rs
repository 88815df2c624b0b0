//! What the bureau pays within its year, how its sheet counts what was found inflated, and how ratings follow
//! a sheet that changes.

use super::assert_near;
use crate::levers::Levers;
use crate::units::Fen;
use crate::world::agents::government::assessment::{Performance, points};
use crate::world::agents::government::bureau::Bureau;
use crate::world::agents::government::{Government, GovernmentRules};

fn government() -> Government {
    Government::new(&GovernmentRules::default())
}

#[test]
fn what_a_year_does_not_hold_comes_in_the_first_week_of_the_next() {
    let rules = Bureau { budget: 100.0, ..Default::default() };
    let mut g = government();
    g.due = [1, 14, 27].map(|week| (week, Fen(6_000))).to_vec();
    let paid: Vec<i64> =
        [1, 14, 15, 27, 51].iter().map(|week| g.pay_within_the_year(&rules, 1.0, *week).0).collect();
    assert_eq!(paid, [6_000, 4_000, 0, 0, 0]);
    assert!(g.late_this_month);
    assert_eq!(g.outstanding(), Fen(8_000));
    assert_eq!(g.pay_within_the_year(&rules, 1.0, 52).0, 8_000);
    assert_eq!(g.bureau.paid, Fen(8_000));
}

#[test]
fn without_a_budget_nothing_waits() {
    let mut g = government();
    g.due = vec![(1, Fen(500_000_000_000))];
    assert_eq!(g.pay_within_the_year(&Bureau::default(), 1.0, 1).0, 500_000_000_000);
    assert!(!g.late_this_month && g.due.is_empty());
}

#[test]
fn what_was_found_inflated_counts_less_and_all_weights_together_as_much() {
    let (mut g, levers) = (government(), Levers::default());
    let rules = Bureau { reweight: 0.5, ..Default::default() };
    assert_eq!(g.bureau.weighed(&levers).weights, levers.weights);
    g.bureau.audited(&rules, true);
    // Events, papers and participation are eight tenths of the sheet: halved, six tenths of it are left.
    for (found, expected) in g.bureau.weighed(&levers).weights.items().into_iter().zip([
        0.175 / 0.6,
        0.125 / 0.6,
        0.15 / 0.6,
        0.1 / 0.6,
        0.05 / 0.6,
    ]) {
        assert_near!(found, expected);
    }
    g.bureau.audited(&rules, false);
    assert_near!(g.bureau.discount, 0.25);
    let mut off = government();
    off.bureau.audited(&Bureau::default(), true);
    assert_eq!(off.bureau.weighed(&levers).weights, levers.weights);
}

#[test]
fn the_edges_of_ratings_follow_a_new_sheet() {
    let work = Performance {
        events: 143.0,
        paperwork: 0.06,
        satisfaction: 0.4,
        visits: 3.0,
        development: 0.2,
        inflation: 0.3,
        studied: 0.0,
    };
    let (rules, before) = (GovernmentRules::default(), Levers::default());
    let mut after = before.clone();
    let w = &mut after.weights;
    (w.events, w.paperwork, w.satisfaction, w.participation, w.development) = (0.1, 0.1, 0.5, 0.2, 0.1);
    // By hand: items of 100, 50, 40, 100 and 20 points.
    let old = 35.0 + 12.5 + 6.0 + 20.0 + 1.0;
    let new = 10.0 + 5.0 + 20.0 + 20.0 + 2.0;
    assert_near!(points(&rules, &before.weights.items(), &Performance { inflation: 0.0, ..work }, 0.0), old);
    for part in [0.0, 0.5, 1.0] {
        let (mut g, own) = (government(), Bureau { reanchor: part, ..Default::default() });
        g.reanchor((&own, &rules), &before, &work);
        assert_eq!(g.bureau.moved, 0.0);
        g.reanchor((&own, &rules), &after, &work);
        assert_near!(g.bureau.moved, part * (new - old));
        g.reanchor((&own, &rules), &after, &work);
        assert_near!(g.bureau.moved, part * (new - old));
    }
}

#[test]
fn more_need_and_more_trust_bring_a_larger_grant_within_bounds() {
    let rules =
        Bureau { need: 0.4, need_usual: 0.5, need_new: 0.5, trust: 0.1, most: 0.2, ..Default::default() };
    let mut g = government();
    // The first week is taken as it is: a fifth more than usual is unmet, and trust is at its middle.
    g.bureau.weigh(&rules, Some(0.6), 0.5);
    assert_near!(g.bureau.changes[0], 0.4 * 0.2);
    assert_near!(g.bureau.changes[1], 0.0);
    let usual = Government::new(&GovernmentRules::default())
        .promised(&GovernmentRules::default(), &Levers::default());
    let promised = g.promised(&GovernmentRules::default(), &Levers::default());
    assert_near!(promised.yuan(), usual.yuan() * 1.08);
    // Half of the way to 0.2: 0.4 is a fifth less than usual.
    g.bureau.weigh(&rules, Some(0.2), 1.0);
    assert_near!(g.bureau.changes[0], -0.08);
    assert_near!(g.bureau.changes[1], 0.1);
    // A week in which nobody is in need says nothing; bounds hold.
    g.bureau.weigh(&Bureau { need: 5.0, trust: 1.0, ..rules }, None, 0.0);
    assert_near!(g.bureau.changes[0], -0.2);
    assert_near!(g.bureau.changes[1], -0.2);
    let mut off = government();
    off.bureau.weigh(&Bureau::default(), Some(1.0), 1.0);
    assert_eq!(off.promised(&GovernmentRules::default(), &Levers::default()), usual);
}
