//! Just below, at and just above an edge (sections 7.4, 7.6, 7.11).

use super::{County, assert_near};
use crate::levers::Levers;
use crate::random::WorldKey;
use crate::world::agents::government::assessment::{Performance, tier};
use crate::world::agents::government::{Government, GovernmentRules, rating_bonus};
use crate::world::agents::home::{Home, HomeSetup};
use crate::world::agents::organization::opening::Opening;
use crate::world::agents::organization::programme::Offering;
use crate::world::exchange::Offer;
use crate::world::phases::{decide, offer, settle};
use serde_json::json;

#[test]
fn a_rating_begins_at_its_score() {
    let rules =
        GovernmentRules { tier_2: 48.0, tier_3: 62.0, tier_4: 76.0, tier_5: 88.0, ..Default::default() };
    for (edge, above) in [(48.0, 2.0), (62.0, 3.0), (76.0, 4.0), (88.0, 5.0)] {
        assert_eq!(
            [edge - 1e-9, edge, edge + 1e-9].map(|score| tier(&rules, score)),
            [above - 1.0, above, above],
            "at {edge}"
        );
    }
    assert_eq!([0.0, 100.0].map(|score| tier(&rules, score)), [1.0, 5.0]);
}

#[test]
fn each_rating_has_its_own_bonus() {
    let rules = GovernmentRules {
        bonus_1: -0.2,
        bonus_2: -0.1,
        bonus_3: 0.01,
        bonus_4: 0.05,
        bonus_5: 0.1,
        ..Default::default()
    };
    assert_eq!(
        [1.0, 2.0, 3.0, 4.0, 5.0].map(|tier| rating_bonus(&rules, tier)),
        [-0.2, -0.1, 0.01, 0.05, 0.1]
    );
}

/// Whether a contract is renewed after this awarded score, with these trusts of union and bureau and this
/// decision role.
fn renewed(awarded: Option<f64>, trusts: (f64, f64), role: f64) -> bool {
    let mut county = County::operated(&[300], |s| {
        s.levers.assessment.threshold = 60.0;
        s.levers.union.decision_role = role;
        s.levers.funding.contract = 52;
        (s.government.support_points, s.government.support_trust, s.government.unrated_above) =
            (6.0, 2.0, 0.0);
    });
    let verdict = awarded.map(|awarded| {
        json!({"score": 99.0, "reported": 99.0, "awarded": awarded, "tier": 5.0, "found": false,
               "audited": false})
    });
    county.set(&[
        ("/government/verdict", json!(verdict)),
        ("/union/trust", json!(trusts.0)),
        ("/government/trust_agency", json!(trusts.1)),
    ]);
    county.live(53, decide::contract);
    county.get("/organization/standing").get("Contract").is_some()
}

#[test]
fn the_pass_mark_is_passed_above_it() {
    // At the threshold and a trust of one half both bodies are indifferent: support is 0.5, and more is
    // needed.
    let half = (0.5, 0.5);
    assert_eq!([59.999, 60.0, 60.001].map(|score| renewed(Some(score), half, 0.6)), [false, false, true]);
    assert_eq!([0.0, 0.3, 1.0].map(|role| renewed(Some(60.001), half, role)), [true; 3]);
    assert!(!renewed(None, half, 0.6), "not rated, and no benefit of the doubt");
}

#[test]
fn who_decides_more_has_more_say_in_renewal() {
    // The union trusts, the bureau does not, alike strongly: the weightier prevails.
    let split = |role| renewed(Some(60.0), (0.9, 0.1), role);
    assert_eq!([0.0, 0.49, 0.51, 1.0].map(split), [false, false, true, true]);
    let other = |role| renewed(Some(60.0), (0.1, 0.9), role);
    assert_eq!([0.0, 0.49, 0.51, 1.0].map(other), [true, true, false, false]);
}

#[test]
fn support_grows_with_points_and_trust_by_their_units() {
    let rules =
        GovernmentRules { support_points: 6.0, support_trust: 2.0, unrated_above: 5.0, ..Default::default() };
    let (mut levers, g) = (Levers::default(), Government::new(&rules));
    levers.assessment.threshold = 60.0;
    let logit = |p: f64| libm::log(p / (1.0 - p));
    assert_near!(logit(g.support(&rules, &levers, 0.5)), 5.0 / 6.0, "not rated: the benefit of the doubt");
    assert_near!(logit(g.support(&rules, &levers, 1.0)), 5.0 / 6.0 + 1.0);
    assert_near!(logit(g.support(&rules, &levers, 0.0)), 5.0 / 6.0 - 1.0);
}

/// What an assessment finds of such an inflation: (audited, found, reported, awarded, trust of the bureau
/// afterwards).
fn judged(inflation: f64, audit: f64) -> (bool, bool, f64, f64, f64) {
    let rules = GovernmentRules {
        audit_sees: 0.02,
        points_found: 10.0,
        trust_found: 0.15,
        trust_agency: 0.5,
        error: 0.0,
        ..Default::default()
    };
    let mut levers = Levers::default();
    levers.assessment.audit = audit;
    let p = Performance {
        events: 71.5,
        paperwork: 0.06,
        satisfaction: 0.5,
        visits: 1.5,
        development: 0.5,
        inflation,
        studied: 0.0,
    };
    let mut g = Government::new(&rules);
    g.assess(&rules, &levers, &p, WorldKey::new(1, 1), 46);
    let v = g.verdict.expect("assessed");
    assert_near!(v.score, 50.0, "the true score does not inflate");
    (v.audited, v.found, v.reported, v.awarded, g.trust_agency)
}

#[test]
fn an_audit_finds_what_is_more_than_a_slip_and_it_costs_points_and_trust() {
    // Half of all points on each item: self-reported ones weigh 0.8.
    for (inflation, found) in [(0.0, false), (0.02, false), (0.020_000_1, true), (0.3, true)] {
        let (audited, seen, reported, awarded, trust) = judged(inflation, 1.0);
        assert_eq!((audited, seen), (true, found), "inflation {inflation}");
        let told = if found { 50.0 } else { 50.0 + 40.0 * inflation };
        assert_near!(reported, told, "what was found is corrected");
        assert_near!(awarded, if found { 40.0 } else { told });
        assert_near!(trust, if found { 0.35 } else { 0.5 });
    }
    // Without an audit nothing is found, whatever there is.
    let (audited, seen, reported, awarded, trust) = judged(0.3, 0.0);
    assert_eq!((audited, seen), (false, false));
    assert_near!(reported, 62.0);
    assert_near!(awarded, 62.0);
    assert_near!(trust, 0.5);
}

#[test]
fn evenings_need_hands_in_proportion_to_the_place() {
    let o = Offering { managers_for_evenings: 1.5, volunteers_for_evenings: 6.0, ..Default::default() };
    let open = |managers: f64, volunteer_hours: f64, scale: f64| {
        let opening = Opening {
            managers,
            volunteer_hours,
            answer: 1.0,
            promised: None,
            scale,
            cooperation: 1.0,
            granted: 0.0,
            by_council: [0.0; 3],
            most: 56.0,
            staffed: 1_000.0,
        };
        opening.hours(&o)[1] > 0.0
    };
    for (scale, size) in [(0.2, 0.2), (1.0, 1.0), (3.0, 3.0)] {
        assert_eq!(
            [1.499, 1.5, 1.501].map(|managers| open(managers * size, 0.0, scale)),
            [false, true, true]
        );
        assert_eq!([5.999, 6.0, 6.001].map(|hours| open(0.0, hours * size, scale)), [false, true, true]);
    }
}

#[test]
fn others_feel_shut_out_the_nearer_the_union_is_to_deciding_alone() {
    let closed = |role: f64| {
        let mut county = County::operated(&[300], |s| {
            (s.union.closed, s.union.closed_shape) = (0.8, 4.0);
            s.levers.council.meets = 0;
            s.levers.union.decision_role = role;
        });
        county.live(2, offer::prepare);
        county.world.offers().next().expect("a community").closed_to_others
    };
    assert_near!(closed(0.0), 0.0);
    assert_near!(closed(0.5), 0.05);
    assert_near!(closed(0.8), 0.8 * 0.4096);
    assert_near!(closed(1.0), 0.8);
}

#[test]
fn a_lag_is_late_when_it_is_longer_than_usual_and_costs_the_governments_reputation() {
    // (7.116), (7.368): trust of the organization in a month with and without late pay.
    let trust = |lag: i64| {
        let mut county = County::operated(&[300], |s| {
            (s.government.late_after, s.government.trust_late) = (4, 0.1);
            (s.government.trust_recovery, s.government.trust_rest) = (0.5, 0.8);
            (s.levers.funding.lag, s.organization.setup.trust) = (lag, 0.4);
        });
        county.live(1, decide::money);
        county.live(4, settle::learning::learn);
        assert_eq!(county.get("/government/late_this_month"), json!(false), "the month is over");
        county.number("/organization/trust")
    };
    assert_near!(trust(3), 0.6);
    assert_near!(trust(4), 0.6);
    assert_near!(trust(5), 0.3);
}

#[test]
fn seats_are_whole_in_every_quarter() {
    let setup = HomeSetup { stay: 1.5, ..Default::default() };
    let places = |seats: f64, hours: f64| {
        Home::capacity(&setup, &Offer { hours: [hours, 0.0, 2.0 * hours], seats, ..Default::default() })
    };
    // (7.291): 10 × 6 / 4 / 1.5 = 10 seat-visits.
    assert_eq!(places(10.0, 6.0), [10, 0, 20]);
    assert_eq!(places(10.0, 5.999), [9, 0, 19]);
    assert_eq!(places(0.0, 6.0), [0, 0, 0]);
}
