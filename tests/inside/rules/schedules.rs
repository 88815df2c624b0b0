//! What happens in which week: instalments, the assessment, meetings, pay, seasons, campaigns (sections
//! 7.4–7.6, 7.11).

use super::votes::Table;
use super::{County, assert_near};
use crate::levers::Levers;
use crate::units::{Fen, Week};
use crate::world::agents::government::assessment::YearAssessment;
use crate::world::agents::government::{Government, GovernmentRules};
use crate::world::calendar::{Calendar, season};
use crate::world::exchange::{Body, EventKind, Offer};
use crate::world::ledger::For;
use crate::world::phases::offer::news::campaign;
use crate::world::phases::{decide, offer, settle};
use serde_json::json;

#[test]
fn instalments_are_due_in_their_weeks_and_add_up_to_the_grant() {
    let rules = GovernmentRules::default();
    for parts in 1..=12 {
        let (mut g, mut levers) = (Government::new(&rules), Levers::default());
        (levers.funding.grant, levers.funding.instalments, levers.funding.lag) = (1_000.01, parts, 3);
        let mut due = Vec::new();
        for c in 0..104 {
            g.due.clear();
            g.fund(&rules, &levers, c, 20 + c, &mut vec![]);
            due.extend(g.due.iter().map(|(when, amount)| (when - 20 - 3, amount.0)));
        }
        // (7.115): part k is due in week ⌊52·k/n⌋ of the contract year, and the lag later there.
        let weeks: Vec<i64> = due.iter().map(|(week, _)| i64::from(*week)).collect();
        let expected: Vec<i64> =
            (0..2 * parts).map(|k| 52 * (k / parts) + 52 * (k % parts) / parts).collect();
        assert_eq!(weeks, expected, "{parts} instalments");
        let (first, second) = due.split_at(parts as usize);
        for year in [first, second] {
            assert_eq!(year.iter().map(|part| part.1).sum::<i64>(), 100_001);
            assert!(
                year.iter().all(|part| (part.1 - 100_001 / parts).abs() <= 1),
                "equal to a fen: {year:?}"
            );
        }
    }
}

#[test]
fn an_instalment_arrives_after_its_lag_and_once() {
    let mut g = Government::new(&GovernmentRules::default());
    g.due = vec![(9, Fen(5)), (10, Fen(70)), (10, Fen(1)), (11, Fen(300))];
    assert_eq!([8, 9, 10, 10, 13].map(|week| g.arriving(week).0), [0, 5, 71, 0, 300]);
}

#[test]
fn the_grant_of_a_contract_year_follows_the_rating_and_the_lever_with_the_next_year() {
    let rules =
        GovernmentRules { stake_usual: 0.2, bonus_5: 0.1, bonus_2: -0.1, ..GovernmentRules::default() };
    let (mut levers, mut g) = (Levers::default(), Government::new(&rules));
    levers.funding.stake = 0.4;
    let mut grant = |tier: Option<f64>, lever: f64, c: Week| {
        g.verdict = tier.map(|tier| YearAssessment { tier, ..Default::default() });
        levers.funding.grant = lever;
        g.fund(&rules, &levers, c, 1 + c, &mut vec![]);
        g.year_grant.yuan()
    };
    // (7.113): twice the usual stake doubles the bonus; without a verdict there is none.
    assert_near!(grant(None, 1_000.0, 0), 1_000.0);
    assert_near!(grant(Some(5.0), 2_000.0, 51), 1_000.0, "the running year keeps its grant");
    assert_near!(grant(Some(5.0), 1_000.0, 52), 1_200.0);
    assert_near!(grant(Some(3.0), 1_000.0, 104), 1_000.0);
    assert_near!(grant(Some(2.0), 2_000.0, 156), 1_600.0);
}

#[test]
fn the_operator_is_assessed_in_one_week_of_each_contract_year() {
    let mut county = County::operated(&[1_000], |s| s.government.assessed_in = 45);
    let mut rated = Vec::new();
    for c in 0..=150 {
        county.world.take_events();
        county.live(1 + c, decide::assessment);
        let events = county.world.take_events();
        rated
            .extend(events.iter().filter(|e| matches!(e.kind, EventKind::Rated { .. })).map(|e| (c, e.week)));
    }
    assert_eq!(rated, [(45, 46), (97, 98), (149, 150)]);
}

/// The weeks of four years in which this many meetings a year bring residents' matters.
fn meetings(meets: i64) -> Vec<Week> {
    let mut table = Table::new();
    (table.rules.proposals, table.rules.agenda, table.rules.matters) = (0.5, 1, 0);
    (table.levers.council.meets, table.levers.council.seats) = (meets, 1.0);
    // So many attend that one matter at least is proposed for certain.
    table.homes[0].attending = [0.0, 1e6, 0.0, 0.0];
    let mut union = table.union();
    let mut weeks = Vec::new();
    for week in 1..=208 {
        let mut events = Vec::new();
        union.decide(&table.votes(week), 0, &mut events);
        let residents = |e: &&crate::world::exchange::Event| {
            matches!(e.kind, EventKind::Matter { proposer: Body::Residents, .. })
        };
        weeks.extend(events.iter().filter(residents).map(|e| e.week));
    }
    weeks
}

#[test]
fn the_council_meets_as_often_as_it_should_and_evenly() {
    assert!(meetings(0).is_empty());
    for meets in 1..=13_i64 {
        let weeks = meetings(meets);
        assert_eq!(weeks.len() as i64, 4 * meets, "{meets} a year");
        assert!(weeks.iter().all(|week| week % 4 == 0));
        let between: Vec<i64> = weeks.windows(2).map(|w| i64::from(w[1] - w[0]) / 4).collect();
        let (least, most) = (13 / meets, 13 / meets + i64::from(13 % meets > 0));
        assert!(between.iter().all(|months| (least..=most).contains(months)), "{meets} a year: {between:?}");
        // (7.148) by its number: month 13 ends a year with a meeting.
        assert!(weeks.contains(&52) && weeks.contains(&104));
    }
}

#[test]
fn matters_arise_every_fourth_week_whoever_runs_the_home() {
    let raised = |mut county: County| {
        let mut weeks = Vec::new();
        for week in 2..=17 {
            county.live(week, decide::matters);
            let [all, decided] =
                ["raised", "decided"].map(|name| county.number(&format!("/union/now/{name}")));
            weeks.extend((all > 0.0).then_some((week, all, decided)));
            county.live(week, settle::learning::learn);
        }
        weeks
    };
    let expected = [4, 8, 12, 16].map(|week| (week, 3.0, 3.0));
    let mut governed = County::governed(&[10_000], |s| s.union.matters = 3);
    governed.live(4, decide::matters);
    assert_eq!(["joint", "adopted"].map(|name| governed.number(&format!("/union/now/{name}"))), [0.0, 0.0]);
    assert_eq!(raised(County::governed(&[10_000], |s| s.union.matters = 3)), expected);
    // Nobody attends a meeting here, so that residents propose nothing.
    assert_eq!(raised(County::operated(&[10_000], |s| s.union.matters = 3)), expected);
}

#[test]
fn wages_are_paid_in_every_week_of_a_contract_and_in_no_other() {
    let mut county = County::operated(&[1_000], |s| {
        (s.organization.setup.manager_wage, s.organization.setup.worker_wage) = (1_000.0, 1_200.0);
        (s.levers.operator.managers, s.levers.operator.social_workers) = (2.0, 1.5);
    });
    county.set(&[("/organization/cash", json!([100_000_000]))]);
    let mut wages = |week: Week, standing: serde_json::Value| {
        county.set(&[("/organization/standing", standing)]);
        let paid = county.paid(week, settle::money);
        paid.iter().filter(|p| p.purpose == For::Wages).map(|p| p.amount.0).collect::<Vec<_>>()
    };
    let contract = || json!({"Contract": {"from": 1, "until": 53}});
    for week in [1, 2, 3, 4, 26, 52] {
        assert_eq!(wages(week, contract()), [380_000], "week {week}");
    }
    assert!(wages(53, json!({"Gap": {"until": 60}})).is_empty());
    assert!(wages(53, json!("Before")).is_empty());
}

#[test]
fn a_vacant_post_earns_nothing() {
    let mut county = County::operated(&[1_000], |s| {
        (s.organization.setup.manager_wage, s.organization.setup.worker_wage) = (1_000.0, 1_200.0);
    });
    let post = |manager: bool, share: f64, filled_from: Option<Week>| json!({"manager": manager, "share": share, "filled_from": filled_from});
    county.set(&[
        ("/organization/cash", json!([100_000_000])),
        (
            "/organization/posts",
            json!([post(true, 1.0, Some(9)), post(true, 1.0, None), post(false, 0.25, None)]),
        ),
    ]);
    let paid = county.paid(3, settle::money);
    let wages: i64 = paid.iter().filter(|p| p.purpose == For::Wages).map(|p| p.amount.0).sum();
    assert_eq!(wages, 130_000);
}

#[test]
fn seasons_have_their_weeks() {
    let calendar =
        Calendar { spring_festival: -1.0, april: 2.0, august: 3.0, december: 5.0, ..Default::default() };
    for year in [-52, 0, 52, 260] {
        for week in 0..52 {
            let expected = match week {
                5 | 6 => -1.0,
                13..=16 => libm::log(2.0),
                30..=34 => libm::log(3.0),
                48..=51 => libm::log(5.0),
                _ => 0.0,
            };
            assert_near!(season(&calendar, year + week), expected, "week {week}");
            let plain = Calendar { months: false, ..calendar.clone() };
            assert_near!(season(&plain, year + week), if (5..=6).contains(&week) { -1.0 } else { 0.0 });
        }
    }
}

#[test]
fn a_campaign_lasts_its_weeks() {
    let mut county = County::operated(&[300], |s| {
        let b = &mut s.levers.brand;
        (b.campaign_start, b.campaign_weeks, b.campaign_prize, b.campaign_weekly_cap) = (30, 6, 10.0, 2);
        (s.residents.choice.prize, s.residents.choice.prize_scale) = (0.8, 10.0);
    });
    let mut in_week = |week: Week| {
        county.live(week, |_, now| {
            let mut offer = Offer::default();
            campaign(now, &mut offer);
            (offer.prize, offer.prize_cap)
        })
    };
    for week in 27..=38 {
        let (prize, cap) = in_week(week);
        let on = (30..=35).contains(&week);
        // (7.249)
        assert_near!(prize, if on { 0.8 * (1.0 - libm::exp(-1.0)) } else { 0.0 }, "week {week}");
        assert_eq!(cap, if on { 2 } else { 0 });
    }
}

#[test]
fn the_programme_follows_its_levers_once_a_quarter() {
    let mut county = County::operated(&[300], |s| s.levers.union.decision_role = 0.0);
    let mut prepare = |week: Week, role: f64| {
        county.blueprint.settings.levers.union.decision_role = role;
        county.live(week, offer::prepare);
        let offer = county.world.offers().next().copied().expect("a community");
        (offer.new_programme, offer.mix[1] > offer.mix[0])
    };
    assert_eq!(prepare(1, 0.0), (true, false), "the operator appears");
    for week in 2..13 {
        assert_eq!(prepare(week, 1.0), (false, false), "week {week}: not before the quarter");
    }
    assert_eq!(prepare(13, 1.0), (true, true));
    assert_eq!(prepare(26, 1.0), (false, true), "nothing new");
}
