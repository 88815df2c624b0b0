//! The contract's course (section 7.4): when it begins, is renewed, is lost, and what goes with it.

use super::{County, assert_near};
use crate::levers::operator::OperatorKind;
use crate::units::Week;
use crate::world::blueprint::Settings;
use crate::world::phases::decide;
use serde_json::{Value, json};

/// A county before its handover in week 10.
fn before(set: impl FnOnce(&mut Settings)) -> County {
    County::governed(&[1_000], |s| {
        s.levers.operator.kind = OperatorKind::SocialOrganization;
        s.levers.operator.from = 10;
        s.levers.funding.contract = 26;
        s.organization.setup.gap = 8;
        // The posts that are wished for, and no more.
        s.organization.offering.grant_to_staff = 0.0;
        s.mechanisms.money = false;
        set(s);
    })
}

fn standing(county: &mut County, week: Week) -> Value {
    county.live(week, decide::contract);
    county.get("/organization/standing")
}

fn contract(from: Week, until: Week) -> Value {
    json!({"Contract": {"from": from, "until": until}})
}

/// Both bodies trust fully, or not at all.
fn trust(county: &mut County, trust: f64) {
    county.set(&[("/government/trust_agency", json!(trust)), ("/union/trust", json!(trust))]);
}

#[test]
fn an_organization_begins_in_its_week_and_not_where_the_government_is_to_stay() {
    let mut county = before(|_| ());
    assert_eq!(standing(&mut county, 9), "Before");
    assert_eq!(standing(&mut county, 10), contract(10, 36));
    assert_near!(county.number("/organization/survived"), 1.0);
    assert_eq!(county.get("/news"), json!(10));
    let mut stays = before(|s| s.levers.operator.kind = OperatorKind::Government);
    assert_eq!(standing(&mut stays, 10), "Before");
}

#[test]
fn a_contract_is_renewed_in_its_last_week_for_the_length_of_the_lever() {
    let mut county = before(|_| ());
    standing(&mut county, 10);
    trust(&mut county, 1.0);
    county.blueprint.settings.levers.funding.contract = 40;
    assert_eq!(standing(&mut county, 35), contract(10, 36), "not before");
    assert_eq!(standing(&mut county, 36), contract(10, 76), "years go on counting from the first week");
    assert_near!(county.number("/organization/term"), 40.0);
}

#[test]
fn what_goes_with_a_lost_contract_and_what_stays_with_the_home() {
    let mut county = before(|_| ());
    standing(&mut county, 10);
    trust(&mut county, 0.0);
    county.set(&[
        (
            "/government/verdict",
            json!({"score": 1.0, "reported": 1.0, "awarded": 1.0, "tier": 1.0, "found": false,
                   "audited": false}),
        ),
        ("/government/due", json!([[40, 77]])),
        ("/organization/cash", json!([12_345])),
        ("/organization/wages_owed", json!([11])),
        ("/organization/bills_owed", json!([22])),
        (
            "/union/waiting",
            json!([{"home": 0, "since": 1, "due": 90, "about": "Money", "of_residents": false}]),
        ),
    ]);
    assert_eq!(standing(&mut county, 36), json!({"Gap": {"until": 44}}));
    for (place, gone) in [
        ("/organization/posts", json!([])),
        ("/organization/brand", json!(0.0)),
        ("/organization/survived", json!(0.0)),
        ("/union/waiting", json!([])),
        ("/partners/until", json!([])),
        ("/government/due", json!([])),
        ("/organization/cash", json!([0])),
        ("/organization/wages_owed", json!([0])),
        ("/organization/bills_owed", json!([0])),
        ("/organization/late_wages", json!(false)),
    ] {
        assert_eq!(county.get(place), gone, "{place}");
    }
    assert_eq!(standing(&mut county, 43), json!({"Gap": {"until": 44}}));
    assert_eq!(standing(&mut county, 44), contract(44, 70), "a successor");
    assert_eq!(county.get("/government/verdict"), Value::Null, "nobody has judged the successor");
    assert_eq!(county.get("/organization/operators"), json!(2));
    assert_near!(county.number("/organization/survived"), 0.0, "the first operator is gone");
    for place in ["/organization/routines", "/organization/brand"] {
        assert_near!(county.number(place), 0.0, "{place}");
    }
    let setup = &county.blueprint.settings.organization.setup;
    let (least, most) = (setup.successor_least, setup.successor_least + setup.successor_span);
    for k in 0..3 {
        let capability = county.number(&format!("/organization/capability/{k}"));
        assert!((least..most).contains(&capability), "capability {k} is {capability}");
    }
}

#[test]
fn a_contract_that_is_not_wanted_any_more_ends_at_once_and_begins_when_it_is_wanted() {
    let mut county = before(|_| ());
    standing(&mut county, 10);
    trust(&mut county, 1.0);
    county.blueprint.settings.levers.operator.kind = OperatorKind::Government;
    assert_eq!(standing(&mut county, 12), json!({"Gap": {"until": Week::MAX}}));
    assert_eq!(standing(&mut county, 200), json!({"Gap": {"until": Week::MAX}}));
    county.blueprint.settings.levers.operator.kind = OperatorKind::SocialOrganization;
    assert_eq!(standing(&mut county, 201), contract(201, 227));
}

#[test]
fn a_contract_begins_with_what_is_set() {
    let mut county = before(|s| {
        let o = &mut s.organization.setup;
        (o.management, o.fundraising, o.service, o.routines, o.brand) = (0.11, 0.22, 0.33, 0.44, 0.55);
        (s.levers.operator.managers, s.levers.operator.social_workers) = (3.0, 1.25);
        s.partners.at_start = 2;
    });
    county.set(&[("/organization/inflation", json!(0.2)), ("/organization/late_wages", json!(true))]);
    standing(&mut county, 10);
    assert_eq!(county.get("/organization/capability"), json!([0.11, 0.22, 0.33]));
    for (place, value) in [("routines", 0.44), ("brand", 0.55), ("inflation", 0.0)] {
        assert_near!(county.number(&format!("/organization/{place}")), value, "{place}");
    }
    assert_eq!(county.get("/organization/late_wages"), json!(false));
    let posts = county.get("/organization/posts");
    let posts: Vec<(bool, f64)> = posts
        .as_array()
        .expect("posts")
        .iter()
        .map(|p| (p["manager"] == true, p["share"].as_f64().expect("a share")))
        .collect();
    assert_eq!(posts, [(true, 1.0), (true, 1.0), (true, 1.0), (false, 1.0), (false, 0.25)]);
    // (7.73): no fewer in a small county.
    assert_eq!(county.get("/partners/until").as_array().map(Vec::len), Some(2));
}
