//! Events from the plan to the house (7.208)–(7.211), (7.253)–(7.257): what money and hands allow, whole over
//! time.

use super::{County, assert_near};
use crate::units::Week;
use crate::world::blueprint::Settings;
use crate::world::phases::offer;
use crate::world::phases::offer::plan::work_of_the_organization;
use serde_json::json;

/// A county of a thousand without staff and with 1,000 yuan in cash, whose volunteers could hold any number
/// of events.
fn county(set: impl FnOnce(&mut Settings)) -> County {
    let mut county = County::operated(&[1_000], |s| {
        let o = &mut s.organization;
        (o.setup.administration, o.setup.utilities, o.setup.event_cost) = (250.0, 8.0, 400.0);
        (o.offering.events, o.offering.hours_per_event, o.response.speed) = (100.0, 1.0, 0.0);
        s.prices.concept = 0.0;
        (s.levers.operator.managers, s.levers.operator.social_workers) = (0.0, 0.0);
        (o.offering.grant_to_staff, o.setup.usual_grant) = (0.0, 20.8);
        set(s);
    });
    county.set(&[
        ("/government/year_grant", json!(2_080_000)),
        ("/organization/cash", json!([100_000])),
        ("/communities/0/last/volunteer_hours", json!(500.0)),
        ("/communities/0/offer/hours", json!([10.0, 0.0, 0.0])),
        ("/communities/0/offer/seats", json!(72.0)),
        ("/partners/until", json!([])),
    ]);
    county
}

/// Events, and of those left out how many for want of money.
fn planned(mut county: County) -> (f64, f64) {
    let shared = county.live(3, work_of_the_organization);
    (shared.events, shared.unaffordable)
}

#[test]
fn money_is_what_fixed_bills_and_debts_leave() {
    let mut debts = county(|_| ());
    debts.set(&[("/organization/wages_owed", json!([10_000])), ("/organization/bills_owed", json!([9_500]))]);
    // 1,000 − 80 for ten open hours − 25 − 195 owed: 700 for events of 400.
    let (events, unaffordable) = planned(debts);
    assert_near!(events, 1.75);
    assert!(unaffordable > 5.0);
    assert_near!(planned(county(|_| ())).0, 895.0 / 400.0);
    let with_concept = county(|s| {
        (s.prices.concept, s.prices.concept_usual, s.levers.operator.concept) = (52_000.0, 0.3, 0.3)
    });
    assert_near!(planned(with_concept).0, 795.0 / 400.0);
    let mut broke = county(|_| ());
    broke.set(&[("/organization/cash", json!([5_000]))]);
    assert_near!(planned(broke).0, 0.0);
    let free = county(|s| s.mechanisms.money = false);
    let (events, unaffordable) = planned(free);
    assert!(events > 5.0 && unaffordable == 0.0, "nobody is bound by money");
}

#[test]
fn hands_bound_what_is_held_and_carried_out_matters_take_hours() {
    // (7.209): half of ten volunteer hours, at two hours an event.
    let mut few = county(|s| {
        (s.organization.offering.volunteer_hour, s.organization.offering.hours_per_event) = (0.5, 2.0)
    });
    few.set(&[("/communities/0/last/volunteer_hours", json!(3.0))]);
    assert_near!(planned(few).0, 0.75);
    let hands = |matters: u32| {
        let mut county = county(|s| s.union.staff_hours = 4.0);
        county.set(&[("/carried/matters", json!(matters))]);
        county.live(3, work_of_the_organization).hands
    };
    assert_near!(hands(0) - hands(3), 12.0);
    assert_near!(hands(1_000), 0.0);
}

#[test]
fn partners_lend_hands_and_events() {
    let shared = |partners: usize| {
        let mut county = county(|s| (s.partners.hours, s.partners.events) = (4.0, 0.25));
        county.set(&[("/partners/until", json!(vec![900; partners]))]);
        county.live(3, work_of_the_organization)
    };
    assert_near!(shared(3).partner_events, 0.75);
    assert_near!(shared(3).hands - shared(0).hands, 12.0 * 0.5);
}

/// Whole events of these weeks under a government that plans 0.4 a week, and what is carried over at their
/// end.
fn held(weeks: std::ops::RangeInclusive<Week>, hours: f64) -> (Vec<f64>, f64) {
    let mut county = County::governed(&[1_000], |s| {
        (s.government.events, s.organization.offering.events_waiting) = (4.0, 3.0);
        (s.home.government_hours_day, s.home.government_hours_evening) = (hours, 0.0);
        s.home.government_hours_weekend = 0.0;
    });
    let mut whole = Vec::new();
    for week in weeks {
        county.live(week, offer::prepare);
        let offer = county.world.offers().next().copied().expect("a community");
        let placed: u16 = offer.events.iter().flatten().sum();
        assert_near!(f64::from(placed), county.number("/communities/0/paid_events"));
        whole.push(f64::from(placed));
    }
    (whole, county.number("/communities/0/home/carried/0"))
}

#[test]
fn plans_are_whole_over_time_and_wait_only_so_long() {
    let (whole, left) = held(1..=10, 20.0);
    assert_eq!(whole, [0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0]);
    assert_near!(left, 0.0);
    let (none, left) = held(1..=20, 0.0);
    assert!(none.iter().all(|n| *n == 0.0), "a closed home holds no event");
    assert_near!(left, 3.0, "and no more than so many wait");
}
