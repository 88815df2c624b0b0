//! Growth of an organization (7.392), (7.393): five changes since the handover, each in units of a large one
//! and at most one.

use super::{County, assert_near};
use crate::inside::common::{as_data, from_data};
use crate::world::agents::organization::growth::Growth;
use crate::world::agents::organization::{Organization, OrganizationRules};
use serde_json::{Value, json};

/// Growth after these parts of an organization have changed since its first week.
fn growth(parts: &[(&str, Value)]) -> f64 {
    let mut county = County::operated(&[1_000], |s| {
        let o = &mut s.organization.setup;
        (o.management, o.fundraising, o.service, o.routines, o.brand) = (0.25, 0.25, 0.25, 0.3, 0.4);
        (s.levers.operator.managers, s.levers.operator.social_workers) = (1.0, 0.0);
    });
    county.set(parts);
    let organization: Organization = from_data(&county.get("/organization"));
    organization.growth(&Growth { staff: 2.0, index: 0.2, income: 3.0, income_floor: 1_000.0 })
}

#[test]
fn each_change_counts_a_fifth_of_its_unit() {
    assert_near!(growth(&[]), 0.0);
    let posts = |n: usize| json!(vec![json!({"manager": true, "share": 1.0, "filled_from": null}); n]);
    // One more head on both sides: 4 is twice 2, 1 is half of it.
    assert_near!(growth(&[("/organization/posts", posts(3))]), 0.2);
    assert_near!(growth(&[("/organization/posts", posts(0))]), -0.2);
    assert_near!(growth(&[("/organization/posts", posts(30))]), 0.2, "at most one unit");
    for (place, up, down) in [
        ("/organization/capability", json!([0.35, 0.35, 0.35]), json!([0.15, 0.15, 0.15])),
        ("/organization/routines", json!(0.4), json!(0.2)),
        ("/organization/brand", json!(0.5), json!(0.3)),
    ] {
        assert_near!(growth(&[(place, up)]), 0.1, "{place}");
        assert_near!(growth(&[(place, down)]), -0.1, "{place}");
    }
    assert_near!(growth(&[("/organization/brand", json!(0.0))]), -0.2, "at least minus one");
}

#[test]
fn income_grows_against_the_first_year_once_that_is_over() {
    let income = |first: Value, now: f64| {
        growth(&[
            ("/organization/start/own_income", first),
            ("/organization/incomes", json!([[now, 2.0 * now]])),
        ])
    };
    assert_near!(income(json!(null), 8_000.0), 0.0);
    assert_near!(income(json!(2_000.0), 8_000.0), 0.2);
    assert_near!(income(json!(8_000.0), 2_000.0), -0.2);
    assert_near!(income(json!(2_000.0), 2_000.0), 0.0);
    assert_near!(income(json!(0.0), 1_000.0), libm::log(2.0) / libm::log(3.0) / 5.0);
}

#[test]
fn a_year_of_income_is_kept_and_the_first_remembered() {
    let mut o = Organization::new(&OrganizationRules::default(), &[1_000.0]);
    for week in 1..=60 {
        o.remember_income(f64::from(week), 10.0 * f64::from(week));
    }
    assert_eq!((o.incomes.len(), o.incomes[0].0, o.incomes[51].0), (52, 9.0, 60.0));
    assert_near!(o.own_share(), 0.1);
    let data = as_data(&o);
    let first: f64 = (1..=52).map(f64::from).sum();
    assert_eq!(data["start"]["own_income"].as_f64(), Some(first));
}
