//! Section 7.7, “Lend a hand”: volunteers wear out and rest; trust in the operator moves what people give,
//! tell and lend.

use super::counterforces::{open, town};
use super::{County, assert_near};
use crate::random::logistic;
use crate::world::agents::residents::volunteering::Volunteering;
use crate::world::blueprint::Settings;
use crate::world::exchange::Offer;
use crate::world::phases::offer;
use crate::world::phases::record::load_of_volunteers;
use serde_json::json;

fn rules() -> Volunteering {
    Volunteering {
        shift: 2.0,
        often_shifts: 3.0,
        wear_from: 3.0,
        wear: 0.1,
        wear_unguided: 1.5,
        rest: 0.2,
        wear_hours: 0.5,
        ..Default::default()
    }
}

#[test]
fn hours_above_what_one_bears_wear_out_the_more_without_guidance_and_rest_recovers() {
    let after = |load: f64, guided: f64, before: f64| {
        let mut worn = [before; 6];
        rules().wear_out(&mut worn, load, guided);
        worn
    };
    // Class 5 works three shifts of two hours, class 4 one; three hours wear nobody out.
    let guided = after(1.0, 1.0, 0.0);
    assert_near!(guided[5], 0.1 * (6.0 / 3.0 - 1.0));
    assert_eq!(guided[..5], [0.0; 5]);
    let alone = after(1.0, 0.0, 0.0);
    assert_near!(alone[5], 0.25);
    // Twice the load: 12 and 4 hours.
    let loaded = after(2.0, 1.0, 0.0);
    assert_near!(loaded[5], 0.3);
    assert_near!(loaded[4], 0.1 / 3.0);
    assert_eq!(loaded[..4], [0.0; 4]);
    // Nobody has too much to do: a fifth of the weariness goes in a week.
    let rested = after(0.1, 0.0, 0.5);
    rested.iter().for_each(|worn| assert_near!(*worn, 0.4));
    assert_near!(after(50.0, 0.0, 0.9)[5], 1.0, "no more than worn out");
}

#[test]
fn the_load_is_what_is_wanted_over_what_is_offered_within_bounds() {
    let load = |wanted: f64, offered: f64| {
        load_of_volunteers(&Offer { hours_wanted: wanted, ..Offer::default() }, offered)
    };
    assert_near!(load(40.0, 40.0), 1.0);
    assert_near!(load(40.0, 80.0), 0.5, "each does half");
    assert_near!(load(40.0, 30.0), 1.25, "a quarter is missing");
    assert_near!(load(40.0, 0.0), 2.0);
    assert_near!(load(0.0, 9.0), 0.0);
    assert_near!(load(0.0, 0.0), 0.0, "nothing is to be done");
}

#[test]
fn who_is_worn_out_gives_fewer_hours_and_stops_more_often() {
    let mut worn = [0.0; 6];
    (worn[4], worn[5]) = (0.4, 1.0);
    let hours = rules().hours(&worn);
    assert_near!(hours[3], 2.0 * 12.0 / 52.0);
    assert_near!(hours[4], 2.0 * 0.8);
    assert_near!(hours[5], 6.0 * 0.5);
    // Of the same people in the same draws more stop, and no one stops less.
    let left = |worn: [f64; 6], switch: bool| {
        let county = {
            let mut county = town(|s| {
                (s.residents.volunteering.stop, s.residents.volunteering.wear_stop) = (0.05, 3.0);
                s.mechanisms.wear = switch;
            });
            county.set(&[("/communities/0/residents/chunks/0/blocks/0/volunteer", json!(vec![5; 256]))]);
            county
        };
        let offer = Offer { volunteering: true, voice: 1.0, worn, ..open() };
        super::counterforces::lived(&county, &offer, 4)
            .blocks()
            .next()
            .expect("a block")
            .volunteer
            .iter()
            .filter(|class| **class == 5)
            .count()
    };
    let (rested, tired) = (left([0.0; 6], true), left([1.0; 6], true));
    assert!(tired < rested, "{tired} {rested}");
    assert_eq!(left([1.0; 6], false), rested, "by the switch alone");
}

#[test]
fn trust_adds_to_accepting_what_it_weighs() {
    let v = Volunteering { accept: -1.0, civic: 0.8, satisfaction: 0.5, concept: 0.3, ..Default::default() };
    assert_eq!(
        v.accepts(0.5, 0.7, 0.2, 0.25),
        logistic(-1.0 + 0.8 * 0.5 + 0.5 * (0.7 - 0.5) + 0.3 * 0.2 + 0.25)
    );
    assert!(v.accepts(0.5, 0.7, 0.2, 0.25) > v.accepts(0.5, 0.7, 0.2, 0.0));
}

/// What a user tells a tie, at this trust of users.
fn told(trust: f64, set: impl FnOnce(&mut Settings)) -> f64 {
    let mut county = County::operated(&[1_000], |s| {
        (s.residents.talk.word, s.residents.talk.between_places, s.residents.talk.trust) = (0.01, 0.0, 0.4);
        set(s);
    });
    county.set(&[
        ("/communities/0/last/users", json!(50.0)),
        ("/communities/0/last/trust_users", json!(50.0 * trust)),
    ]);
    county.live(2, offer::prepare);
    county.world.offers().next().expect("a community").word
}

#[test]
fn who_trusts_tells_more() {
    // (7.243): word·(1 + trust·(2T − 1)).
    assert_near!(told(0.5, |_| ()), 0.01);
    assert_near!(told(0.75, |_| ()), 0.012);
    assert_near!(told(0.0, |_| ()), 0.006);
    assert_near!(told(0.75, |s| s.mechanisms.confidence = false), 0.01, "by the switch");
    assert_near!(told(0.75, |s| s.mechanisms.word_of_mouth = false), 0.0);
}

#[test]
fn how_far_those_who_lend_a_hand_are_worn_out_is_recorded() {
    let of = |switch: bool| {
        let mut county = town(|s| {
            (s.residents.volunteering.stop, s.residents.arrival.moving) = (0.0, 0.0);
            s.mechanisms.wear = switch;
        });
        let classes: Vec<u8> = (0..256).map(|who| 4 + who % 2).map(|class| class as u8).collect();
        county.set(&[("/communities/0/residents/chunks/0/blocks/0/volunteer", json!(classes))]);
        let settings = &county.blueprint.settings;
        let worn = [0.0, 0.0, 0.0, 0.0, 0.25, 0.75];
        let offer = Offer { volunteering: true, voice: 1.0, worn, ..open() };
        let mut residents = county.world.communities()[0].residents.clone();
        let (rules, links, key) = (&settings.residents, &settings.mechanisms, county.world.key());
        residents.hear_and_choose(rules, links, &offer, key, 4);
        let tally = residents.visit_and_remember(rules, links, &offer, key, 4);
        (tally.lending, tally.worn)
    };
    let (lending, worn) = of(true);
    assert!(lending > 100.0, "{lending}");
    assert_near!(worn / lending, 0.5);
    assert_near!(of(false).1, 0.0, "without the mechanism nobody wears out");
}
