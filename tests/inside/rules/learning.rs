//! Section 7.11: what skills, routines and brand gain from and lose by.

use super::{County, assert_near};
use crate::levers::Levers;
use crate::units::Week;
use crate::world::agents::organization::activity::ByCapability;
use crate::world::agents::organization::contract::Tenure;
use crate::world::agents::organization::learning::{Learning, WorkWeek};
use crate::world::agents::organization::{Organization, OrganizationRules};
use crate::world::phases::settle;
use serde_json::json;

const WEEK: WorkWeek = WorkWeek {
    scale: 1.0,
    quality: 0.5,
    visits_per_resident: 0.0,
    rules_carried: 0.0,
    capability_moves: true,
    placements: 0.0,
    findings: 0.0,
};

/// Nothing is gained or lost.
fn still() -> Learning {
    Learning {
        capability: 0.0,
        training: 0.0,
        capability_loss: 0.0,
        university_gain: 0.0,
        university_cost: 0.0,
        routines: 0.0,
        routines_drift: 0.0,
        routines_loss: 0.0,
        charter: 0.0,
        brand_kept: 1.0,
        brand_gain: 0.0,
        brand_visits: 0.0,
        capability_least: 0.01,
        ..Default::default()
    }
}

/// An organization of capabilities 0.2, 0.4, 0.6, routines 0.3, brand 0.5, an effort of 0.1 on learning, and
/// a contract without end in sight.
fn organization() -> Organization {
    let mut o = Organization::new(&OrganizationRules::default(), &[10_000.0]);
    o.capability = ByCapability([0.2, 0.4, 0.6]);
    (o.routines, o.brand) = (0.3, 0.5);
    o.effort.0 = [0.15; 7];
    o.effort.0[6] = 0.1;
    o.standing = Tenure::Contract { from: 0, until: Week::MAX };
    o
}

/// Capabilities, routines and brand a week later.
fn later(learning: Learning, lever: impl FnOnce(&mut Levers), lived: WorkWeek) -> ([f64; 3], f64, f64) {
    let (mut o, mut levers) = (organization(), Levers::default());
    levers.brand.spend = 0.0;
    lever(&mut levers);
    o.learn(&learning, &levers, 1, &lived);
    (o.capability.0, o.routines, o.brand)
}

fn capability(learning: Learning, lever: impl FnOnce(&mut Levers)) -> [f64; 3] {
    later(learning, lever, WEEK).0
}

fn assert_all(found: [f64; 3], expected: [f64; 3]) {
    found.into_iter().zip(expected).for_each(|(found, expected)| assert_near!(found, expected));
}

#[test]
fn capability_grows_by_what_is_missing_and_fades_by_what_is_there() {
    assert_all(capability(still(), |_| ()), [0.2, 0.4, 0.6]);
    // Twice the effort of reference brings twice the gain (7.346), (7.348).
    let doing = Learning { capability: 0.01, effort_reference: 0.05, ..still() };
    assert_all(capability(doing, |_| ()), [0.2 + 0.02 * 0.8, 0.4 + 0.02 * 0.6, 0.6 + 0.02 * 0.4]);
    let fading = Learning { capability_loss: 0.1, ..still() };
    assert_all(capability(fading, |_| ()), [0.18, 0.36, 0.54]);
    let all = Learning { capability_loss: 1.0, capability_least: 0.01, ..still() };
    assert_all(capability(all, |_| ()), [0.01; 3]);
}

#[test]
fn each_training_teaches_what_it_is_for_and_management_supervises_service() {
    let training = || Learning { training: 0.1, supervision: 0.5, training_most: 1.5, ..still() };
    assert_all(capability(training(), |l| l.capacity.management = 1.0), [0.28, 0.4, 0.62]);
    assert_all(capability(training(), |l| l.capacity.fundraising = 0.5), [0.2, 0.43, 0.6]);
    assert_all(capability(training(), |l| l.support.training_subsidy = 1.0), [0.2, 0.4, 0.64]);
    assert_all(capability(training(), |l| l.capacity.institution = 1.0), [0.2, 0.4, 0.6]);
    // At most so much of it counts.
    let much = Learning { training_most: 1.2, ..training() };
    let both = |l: &mut Levers| (l.support.training_subsidy, l.capacity.management) = (1.0, 1.0);
    assert_all(capability(much, both), [0.28, 0.4, 0.648]);
}

#[test]
fn students_help_a_host_that_can_use_help_and_cost_another() {
    let students = |service: f64, hours: f64, scale: f64| {
        let learning = Learning {
            university_gain: 0.01,
            university_cost: 0.004,
            university_hours: 20.0,
            university_least_scale: 0.1,
            ..still()
        };
        let (mut o, mut levers) = (organization(), Levers::default());
        (o.capability.0[2], levers.brand.spend) = (service, 0.0);
        o.learn(&learning, &levers, 1, &WorkWeek { scale, placements: hours, ..WEEK });
        assert_near!(o.capability.0[0], 0.2);
        o.capability.0[2] - service
    };
    assert_near!(students(0.4, 20.0, 1.0), 0.0, "break-even");
    assert_near!(students(0.6, 20.0, 1.0), 0.002);
    assert_near!(students(0.2, 20.0, 1.0), -0.002);
    assert_near!(students(0.6, 40.0, 1.0), 0.004);
    assert_near!(students(0.6, 20.0, 4.0), 0.0005, "spread over a larger county");
    assert_near!(students(0.6, 20.0, 0.01), 0.02, "but not over less than a hamlet's");
}

#[test]
fn a_contract_that_soon_ends_teaches_little() {
    let learning = Learning { capability: 0.01, effort_reference: 0.1, horizon: 52.0, ..still() };
    let gain = |left: Week| {
        let mut o = organization();
        o.standing = Tenure::Contract { from: 0, until: 10 + left };
        let mut levers = Levers::default();
        levers.brand.spend = 0.0;
        o.learn(&learning, &levers, 10, &WEEK);
        (o.capability.0[0] - 0.2) / 0.8
    };
    assert_near!(gain(0), 0.0);
    assert_near!(gain(52), 0.01 * (1.0 - libm::exp(-1.0)));
    assert_near!(gain(104), 0.01 * (1.0 - libm::exp(-2.0)));
}

#[test]
fn capability_stands_still_by_its_switch_and_the_rest_moves() {
    let learning = Learning { capability: 0.01, capability_loss: 0.1, routines_drift: 0.001, ..still() };
    let (capability, routines, _) = later(learning, |_| (), WorkWeek { capability_moves: false, ..WEEK });
    assert_all(capability, [0.2, 0.4, 0.6]);
    assert_near!(routines, 0.301);
}

#[test]
fn routines_need_effort_a_lever_and_management_and_wear_off() {
    let routines = |learning: Learning, lever: fn(&mut Levers)| later(learning, lever, WEEK).1;
    assert_near!(routines(still(), |_| ()), 0.3);
    assert_near!(routines(Learning { routines_drift: 0.001, ..still() }, |_| ()), 0.301);
    assert_near!(routines(Learning { routines_loss: 0.1, ..still() }, |_| ()), 0.27);
    // (7.351): 0.01 × twice the effort × lever × (0.5 + 0.2), of the 0.7 that are missing.
    let building = || Learning { routines: 0.01, effort_reference: 0.05, routines_unmanaged: 0.5, ..still() };
    assert_near!(routines(building(), |l| l.capacity.institution = 0.0), 0.3);
    assert_near!(routines(building(), |l| l.capacity.institution = 0.5), 0.3 + 0.01 * 0.7 * 0.7);
    let charter = || Learning { charter: 0.02, ..still() };
    assert_near!(routines(charter(), |l| l.council.charter = false), 0.3);
    assert_near!(routines(charter(), |l| l.council.charter = true), 0.3 + 0.02 * 0.7);
    assert_near!(later(still(), |_| (), WorkWeek { rules_carried: 0.02, ..WEEK }).1, 0.32);
    assert_near!(later(still(), |_| (), WorkWeek { rules_carried: 2.0, ..WEEK }).1, 1.0);
}

#[test]
fn brand_fades_and_grows_by_paid_spend_quality_and_visits() {
    let brand = |learning: Learning, spend: f64, paid: f64, lived: WorkWeek| {
        let (mut o, mut levers) = (organization(), Levers::default());
        (levers.brand.spend, o.paid.brand) = (spend, paid);
        o.learn(&learning, &levers, 1, &lived);
        o.brand
    };
    assert_near!(brand(Learning { brand_kept: 0.9, ..still() }, 0.0, 1.0, WEEK), 0.45);
    // (7.354): at the spend of half, half of the gain, times quality and what needs none, of what is missing.
    let bought = || Learning { brand_gain: 0.1, brand_half: 100.0, brand_without_quality: 0.3, ..still() };
    assert_near!(brand(bought(), 100.0, 1.0, WEEK), 0.5 + 0.1 * 0.5 * 0.5 * 0.8);
    assert_near!(
        brand(bought(), 200.0, 0.5, WEEK),
        0.5 + 0.1 * 0.5 * 0.5 * 0.8,
        "what is not paid does not act"
    );
    assert_near!(brand(bought(), 200.0, 1.0, WorkWeek { scale: 2.0, ..WEEK }), 0.5 + 0.1 * 0.5 * 0.5 * 0.8);
    assert_near!(brand(bought(), 300.0, 1.0, WEEK), 0.5 + 0.1 * 0.5 * 0.75 * 0.8, "falling returns");
    assert_near!(brand(bought(), 100.0, 1.0, WorkWeek { quality: 0.9, ..WEEK }), 0.5 + 0.1 * 0.5 * 0.5 * 1.2);
    let told = Learning { brand_visits: 0.2, ..still() };
    assert_near!(brand(told, 0.0, 1.0, WorkWeek { visits_per_resident: 0.05, ..WEEK }), 0.51);
}

#[test]
fn an_organization_learns_from_its_own_week() {
    // What the phase hands over: mean quality by shares, visits by residents, rules carried out.
    let mut county = County::operated(&[300, 700], |s| {
        s.organization.learning = Learning { brand_visits: 0.2, brand_gain: 0.1, brand_half: 0.0, ..still() };
        (s.organization.learning.brand_without_quality, s.organization.setup.brand) = (0.0, 0.5);
        (s.union.rule, s.organization.setup.routines, s.levers.brand.spend) = (0.01, 0.3, 50.0);
    });
    county.set(&[
        ("/communities/0/home/quality", json!(0.9)),
        ("/communities/1/home/quality", json!(0.4)),
        ("/communities/0/last/visits", json!(20.0)),
        ("/communities/1/last/visits", json!(30.0)),
        ("/carried/rules", json!(3)),
    ]);
    county.live(5, settle::learning::learn);
    assert_near!(county.number("/organization/routines"), 0.33);
    assert_near!(
        county.number("/organization/brand"),
        0.5 + 0.1 * 0.5 * (0.3 * 0.9 + 0.7 * 0.4) + 0.2 * 0.05
    );
}
