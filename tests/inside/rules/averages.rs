//! Every slow average goes its part of the way towards what comes in, from below and from above, and stays
//! where it has arrived.

use super::{County, assert_near};
use crate::levers::Levers;
use crate::random::WorldKey;
use crate::world::agents::government::assessment::YearAssessment;
use crate::world::agents::government::{Government, GovernmentRules};
use crate::world::agents::organization::OrganizationRules;
use crate::world::agents::organization::activity::ByActivity;
use crate::world::agents::organization::effort::{Prospects, Response, inflate, respond};
use crate::world::agents::union::{Union, UnionRules};
use crate::world::calendar::{Calendar, shock};
use crate::world::phases::{offer, settle};
use serde_json::json;

/// Starts below, at and above an input.
fn starts(input: f64) -> [f64; 3] {
    [0.5 * input, input, 0.5 * input + 0.5]
}

#[test]
fn turnout_is_remembered_by_its_weight_of_a_month() {
    for (handed_over, mean) in [(false, "usual_turnout"), (true, "turnout")] {
        for before in starts(0.4) {
            let mut county = County::governed(&[1_000], |s| s.government.turnout_new = 0.1);
            let adults: f64 = county.world.communities().iter().map(|c| c.residents.adults()).sum();
            county.set(&[
                ("/communities/0/last/attending", json!(0.4 * adults)),
                ("/government/turnout", json!(before)),
                ("/government/usual_turnout", json!(before)),
                ("/news", if handed_over { json!(1) } else { json!(null) }),
            ]);
            // (7.345): the old mean keeps nine tenths.
            county.live(8, settle::learning::learn);
            assert_near!(county.number(&format!("/government/{mean}")), before + 0.1 * (0.4 - before));
            let other = if handed_over { "usual_turnout" } else { "turnout" };
            assert_near!(
                county.number(&format!("/government/{other}")),
                before,
                "one mean before, another since"
            );
            for week in [9, 10, 11] {
                let last = county.number(&format!("/government/{mean}"));
                county.live(week, settle::learning::learn);
                assert_near!(county.number(&format!("/government/{mean}")), last, "once a month");
            }
        }
    }
}

#[test]
fn the_first_turnout_is_taken_as_it_is() {
    let mut county = County::governed(&[1_000], |_| ());
    let adults: f64 = county.world.communities().iter().map(|c| c.residents.adults()).sum();
    county.set(&[("/communities/0/last/attending", json!(0.3 * adults))]);
    county.live(4, settle::learning::learn);
    assert_near!(county.number("/government/usual_turnout"), 0.3);
}

#[test]
fn usual_spending_follows_spending() {
    for before in [50.0, 100.0, 300.0] {
        let mut county = County::operated(&[1_000], |s| {
            let o = &mut s.organization;
            (o.giving.households, o.giving.firms, o.setup.spending_new) = (0.0, 0.0, 0.05);
            (o.setup.administration, o.setup.fundraising_spend, s.prices.concept) = (1_000.0, 0.0, 0.0);
            (s.levers.operator.managers, s.levers.operator.social_workers) = (0.0, 0.0);
            (s.levers.brand.spend, s.levers.disclosure.visible) = (0.0, 0.0);
        });
        county.set(&[
            ("/organization/usual_spending", json!(before)),
            ("/organization/cash", json!([9_000_000])),
        ]);
        county.live(3, settle::money);
        // 100 yuan of administration are spent (7.337).
        assert_near!(county.number("/organization/usual_spending"), before + 0.05 * (100.0 - before));
    }
}

#[test]
fn quality_under_government_moves_towards_its_own() {
    for before in starts(0.5) {
        let mut county = County::governed(&[300], |s| {
            (s.home.government_quality, s.organization.learning.quality) = (0.5, 0.05);
        });
        county.set(&[("/communities/0/home/quality", json!(before))]);
        county.live(2, offer::prepare);
        assert_near!(county.number("/communities/0/offer/quality"), before + 0.05 * (0.5 - before));
        assert_near!(county.number("/communities/0/home/quality"), before + 0.05 * (0.5 - before));
    }
}

#[test]
fn quality_under_an_organization_moves_towards_what_hands_and_skill_allow() {
    let quality = |before: f64, step: f64| {
        let mut county = County::operated(&[300], |s| s.organization.learning.quality = step);
        county.set(&[("/communities/0/home/quality", json!(before))]);
        county.live(2, offer::prepare);
        assert_near!(
            county.number("/communities/0/home/quality"),
            county.number("/communities/0/offer/quality")
        );
        county.number("/communities/0/offer/quality")
    };
    let aim = quality(0.3, 1.0);
    for before in starts(aim) {
        assert_near!(quality(before, 0.05), before + 0.05 * (aim - before));
    }
}

#[test]
fn effort_goes_its_part_of_the_way_to_the_split_that_is_asked_for() {
    let levers = Levers::default();
    let seen = Prospects {
        levers: &levers,
        assessed: true,
        renewal: 0.4,
        runway: 5.0,
        audit: levers.assessment.audit,
        use_seen: 1.0,
        points_found: 10.0,
        caught: 0.0,
    };
    let rules = |speed: f64| {
        let mut rules = OrganizationRules::default();
        rules.response.speed = speed;
        rules
    };
    let begin = ByActivity([0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
    let (mut aim, mut found) = (begin, begin);
    respond(&mut aim, &rules(1.0), &seen);
    respond(&mut found, &rules(0.1), &seen);
    for k in 0..7 {
        assert_near!(found.0[k], begin.0[k] + 0.1 * (aim.0[k] - begin.0[k]));
    }
    let mut there = aim;
    respond(&mut there, &rules(0.1), &seen);
    (0..7).for_each(|k| assert_near!(there.0[k], aim.0[k]));
}

#[test]
fn inflation_goes_its_part_of_the_way() {
    let mut levers = Levers::default();
    levers.assessment.audit = 0.25;
    (levers.weights.events, levers.weights.paperwork, levers.weights.satisfaction) = (0.3, 0.2, 0.2);
    (levers.weights.participation, levers.weights.development) = (0.1, 0.2);
    let response = Response {
        inflation: 0.35,
        inflation_audit: 0.5,
        inflation_speed: 0.1,
        inflation_stake: 0.8,
        ..Default::default()
    };
    let step = |before: f64, audit: f64, assessed: bool| {
        let mut levers = levers.clone();
        levers.assessment.audit = audit;
        let mut inflation = before;
        inflate(
            &mut inflation,
            &response,
            &Prospects {
                levers: &levers,
                assessed,
                renewal: 0.5,
                runway: 9.0,
                audit: levers.assessment.audit,
                use_seen: 1.0,
                points_found: 10.0,
                caught: 0.0,
            },
        );
        inflation
    };
    // (7.194): 0.35 × the 0.6 of what is self-reported × half for an audit of half of what frightens.
    for before in starts(0.105) {
        assert_near!(step(before, 0.25, true), before + 0.1 * (0.105 - before));
        assert_near!(step(before, 0.5, true), 0.9 * before, "nobody inflates what is audited so often");
        assert_near!(step(before, 1.0, true), 0.9 * before);
        assert_near!(step(before, 0.25, false), 0.9 * before, "nobody inflates what is not assessed");
    }
}

#[test]
fn trust_moves_towards_what_is_known() {
    let rules = GovernmentRules { trust_learning: 0.05, ..Default::default() };
    for before in starts(0.6) {
        for (audited, known) in [(false, 80.0), (true, 60.0)] {
            let mut g = Government::new(&rules);
            (g.trust_agency, g.trust_committee) = (before, before);
            g.verdict = Some(YearAssessment {
                score: 60.0,
                reported: 80.0,
                awarded: 70.0,
                tier: 3.0,
                found: false,
                audited,
                use_reported: None,
                sheet: Default::default(),
            });
            g.learn(&rules);
            // (7.365): the bureau knows the true score after an audit only.
            assert_near!(g.trust_agency, before + 0.05 * (known / 100.0 - before));
            assert_near!(g.trust_committee, before, "no step without a usual turnout");
        }
        // (7.366): no turnout 0, the usual one ½, twice the usual one 1, more is no more.
        for (turnout, aim) in [(0.0, 0.0), (0.05, 0.25), (0.1, 0.5), (0.15, 0.75), (0.2, 1.0), (0.9, 1.0)] {
            let mut g = Government::new(&rules);
            (g.trust_committee, g.usual_turnout, g.turnout) = (before, 0.1, turnout);
            g.learn(&rules);
            assert_near!(g.trust_committee, before + 0.05 * (aim - before), "turnout {turnout}");
            assert_near!(g.trust_agency, rules.trust_agency, "no step without a verdict");
        }
        // (7.367)
        let rules = UnionRules { trust_reach: 0.25, ..Default::default() };
        for (reach, score, aim) in [(0.5, Some(80.0), 0.125 + 0.6), (3.0, Some(40.0), 0.25 + 0.3)] {
            let mut union = Union::new(&rules, 1);
            union.trust = before;
            union.learn(&rules, 0.05, reach, score);
            assert_near!(union.trust, before + 0.05 * (aim - before));
        }
        let mut union = Union::new(&rules, 1);
        union.trust = before;
        union.learn(&rules, 0.05, 1.0, None);
        assert_near!(
            union.trust,
            before + 0.05 * (0.25 + 0.75 * before - before),
            "its own trust in place of a score"
        );
    }
}

#[test]
fn institutions_trust_once_a_month_and_only_by_the_switch() {
    let trusts = |week: i32, switch: bool| {
        let mut county = County::operated(&[1_000], |s| s.mechanisms.trust = switch);
        let members: f64 = county.world.communities().iter().map(|c| c.residents.members()).sum();
        county.set(&[
            ("/union/trust", json!(0.2)),
            ("/communities/0/last/came_4_weeks", json!(200.0)),
            ("/communities/0/last/union_members_came_4_weeks", json!(0.1 * members)),
        ]);
        county.live(week, settle::learning::learn);
        county.number("/union/trust")
    };
    let rules = UnionRules::default();
    // Members' reach 0.1 against 0.2 of all: one half.
    let aim = rules.trust_reach * 0.5 + (1.0 - rules.trust_reach) * 0.2;
    assert_near!(trusts(8, true), 0.2 + GovernmentRules::default().trust_learning * (aim - 0.2));
    assert_near!(trusts(9, true), 0.2);
    assert_near!(trusts(8, false), 0.2);
}

#[test]
fn a_shock_keeps_its_part_of_the_last() {
    let calendar = Calendar { shock: 0.0, shock_kept: 0.8, ..Default::default() };
    for last in [-1.0, 0.0, 2.0] {
        assert_near!(shock(&calendar, last, WorldKey::new(1, 1), 0, 3), 0.8 * last);
    }
    let new = Calendar { shock: 0.1, shock_kept: 0.8, ..Default::default() };
    let shocks = |last| (0..2_000).map(move |week| shock(&new, last, WorldKey::new(1, 1), 0, week));
    let mean = shocks(1.0).sum::<f64>() / 2_000.0;
    assert!((mean - 0.8).abs() < 0.02, "{mean}");
}
