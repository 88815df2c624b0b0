//! Needs of a reference week, who is served, what was promised, and what is known of the status
//! (7.371)–(7.386).

use super::counterforces::{PEOPLE, lived, open, town};
use super::{County, assert_near};
use crate::inside::common::with;
use crate::units::Week;
use crate::world::World;
use crate::world::exchange::{DROP_IN, Offer, SeatWish, WishList};
use crate::world::phases::record;
use crate::world::record::{Measure, Record, measure};
use crate::world::week::advance;
use serde_json::json;
use std::collections::BTreeSet;

/// A week in which much stands in the way: short hours at the wrong time, a fee, a crowd, closed doors, no
/// professional service.
fn poor() -> Offer {
    Offer {
        hours: [9.0, 1.0, 2.0],
        reference_hours: [27.0, 15.0, 14.0],
        reference_concept: 0.9,
        concept: 0.2,
        fee: 2.0,
        crowding: [0.4, 0.2, 0.1],
        closed_to_others: 0.6,
        ..open()
    }
}

/// The reference week of that one, lived.
fn reference() -> Offer {
    let poor = poor();
    Offer {
        hours: poor.reference_hours,
        concept: poor.reference_concept,
        crowding: [0.0; 3],
        closed_to_others: 0.0,
        fee: 0.0,
        ..poor
    }
}

/// People in need a week, in all and for the services as they are, and people who drop in, over many weeks
/// that begin alike.
fn needs(offer: &Offer) -> [f64; 3] {
    // A fee brings back what is thought of a business, and its absence does not take that away.
    let county = town(|s| s.residents.choice.imagined_price = 0.0);
    let settings = &county.blueprint.settings;
    let (rules, links, key) = (&settings.residents, &settings.mechanisms, county.world.key());
    const WEEKS: Week = 1_500;
    let mut sums = [0.0; 3];
    for week in 1..=WEEKS {
        let mut residents = county.world.communities()[0].residents.clone();
        residents.hear_and_choose(rules, links, offer, key, week);
        let mut came = BTreeSet::new();
        residents.each(|wish: &mut SeatWish| {
            wish.admitted = true;
            if wish.service == DROP_IN {
                came.insert(wish.resident);
            }
        });
        let tally = residents.visit_and_remember(rules, links, offer, key, week);
        assert_eq!(tally.dropped_in, came.len() as f64);
        let found = [tally.in_need, tally.in_need_as_served, tally.dropped_in];
        sums.iter_mut().zip(found).for_each(|(sum, found)| *sum += found / f64::from(WEEKS));
    }
    sums
}

#[test]
fn need_counted_in_a_poor_week_is_who_comes_in_a_reference_week() {
    let [poor_need, poor_as_served, few] = needs(&poor());
    let [need, as_served, many] = needs(&reference());
    let [.., some] = needs(&Offer { concept: poor().concept, ..reference() });
    // In a reference week whoever wishes stands for itself.
    assert!((need - many).abs() < 1e-4 * many && (as_served - many).abs() < 1e-4 * many, "{need} {many}");
    // Many people a week come over 1,500 weeks: their mean is sure to a hundredth, that of the few to two.
    assert!(few < 0.5 * many, "{few} {many}");
    assert!((poor_need - many).abs() < 0.03 * many, "{poor_need} in need, {many} come");
    assert!((poor_as_served - some).abs() < 0.03 * some, "{poor_as_served} in need, {some} come");
}

#[test]
fn more_concept_than_usual_is_no_less_need() {
    let rich = Offer { concept: 1.5, ..poor() };
    let [need, as_served, _] = needs(&rich);
    assert_near!(need, as_served);
}

/// A world whose operator keeps hours by these settings, after some weeks of it.
fn operated(sets: &[&str]) -> Record {
    let mut all =
        vec!["residents.population=400", "home.seats=8", "levers.operator.from=2", "calendar.warm_start=8"];
    all.extend(sets);
    let blueprint = with("z-home", &all);
    let mut world = World::new(&blueprint, 1, 0);
    (0..blueprint.settings.calendar.warm_start + 12).for_each(|_| advance(&mut world, &blueprint, &mut ()));
    *world.records().next().expect("a community")
}

const SHUT: [&str; 4] = [
    "organization.offering.hours_base=0",
    "organization.offering.hours_per_manager=0",
    "levers.support.hours=0",
    "union.hours=0",
];

#[test]
fn needs_go_on_while_a_home_is_closed() {
    let r = operated(&SHUT);
    assert_eq!((r.operator, r.open_hours, r.dropped_in, r.served), (1.0, 0.0, 0.0, 0.0));
    assert!(r.in_need > 1.0, "{} in need", r.in_need);
    let value = |name| measure(name).map(|m: &Measure| (m.read)(&r).value());
    assert_eq!(value("needs_met"), Some(Some(0.0)));
    assert_eq!(value("unmet_need"), Some(Some(r.in_need)));
}

#[test]
fn an_hour_in_which_nobody_is_there_is_as_good_as_closed() {
    let staffed = operated(&[]);
    assert_eq!(staffed.attended_hours, staffed.open_hours);
    assert_eq!(staffed.served, staffed.dropped_in);
    // An organization opens no longer than somebody is there (7.216); the rule holds whoever opened.
    let mut county = County::operated(&[1_000], |s| {
        (s.levers.operator.managers, s.levers.operator.social_workers) = (0.0, 0.5);
        s.organization.setup.net_hours = 30.0;
        s.residents.choice.opening = 0.35;
    });
    for (place, value) in [("open_hours", 40.0), ("dropped_in", 100.0), ("volunteer_hours", 5.0)] {
        county.set(&[(&format!("/communities/0/last/{place}"), json!(value))]);
    }
    county.live(2, record::institutions);
    // Half a post of 30 hours and five of volunteers.
    assert_near!(county.number("/communities/0/last/attended_hours"), 20.0);
    assert_near!(county.number("/communities/0/last/served"), 100.0 * libm::pow(0.5, 0.35));
}

#[test]
fn ties_who_know_the_status_tell_those_who_know_of_the_home() {
    let mut county =
        town(|s| (s.residents.memory.belief_relax, s.residents.memory.belief_told) = (0.1, 0.02));
    let ties = |i: usize| i % 7;
    let place = |name: &str| format!("/communities/0/residents/chunks/0/blocks/0/{name}");
    county.set(&[
        (&place("tied_aware"), (0..PEOPLE).map(ties).collect()),
        (&place("disposition"), json!(vec![51; PEOPLE])),
    ]);
    let offer = Offer { status_known: 0.5, ..open() };
    let believes = |offer: &Offer| lived(&county, offer, 3).blocks().next().expect("a block").belief;
    let close = |found: f32, expected: f64| (f64::from(found) - expected).abs() < 1e-5;
    // Everybody knows of the home; belief was 0.5, 51/255 is 0.2 (7.309), (7.310).
    let told = believes(&offer);
    assert!((0..PEOPLE).all(|i| close(told[i], 0.5 * (0.9 - 0.01 * ties(i) as f64) + 0.02)));
    let government = believes(&Offer { operator: false, ..offer });
    assert!((0..PEOPLE).all(|i| close(government[i], 0.5 * 0.9 + 0.02)));
    let all_know = believes(&Offer { status_known: 1e3, ..offer });
    assert!((0..PEOPLE).all(|i| ties(i) == 0 || close(all_know[i], 0.02)), "no less than nothing is kept");
}
