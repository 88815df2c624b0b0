//! What a week leaves behind (7.223–7.236): habit, expectation, satisfaction, belief, trust, and what fades.
//!
//! 256 people of whom many wish to come, once, twice or more often; what becomes of each wish is said by
//! hand.

use super::County;
use crate::world::agents::residents::block::{Block, kind, state};
use crate::world::agents::residents::week::Residents;
use crate::world::blueprint::Settings;
use crate::world::exchange::{DROP_IN, Offer, SeatWish, WishList};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PEOPLE: usize = 256;
const EVENT: u8 = 2;

/// An operator whose service is 0.8 and whose events are 0.7.
fn operated() -> Offer {
    Offer {
        operator: true,
        hours: [20.0, 12.0, 10.0],
        seats: 1e4,
        quality: 0.8,
        event_quality: 0.7,
        mix: [1.0 / 6.0; 6],
        new_programme: true,
        announced: 1.0,
        event_places: 30.0,
        events: [[3; 3]; 6],
        ..Offer::default()
    }
}

/// People who all know of the home and are alike: habit 0.2, expectation 0.6, satisfaction 0.4, belief 0.5,
/// trust 0.3.
fn town(set: impl FnOnce(&mut Settings)) -> County {
    let mut county = County::governed(&[PEOPLE as i64], |s| {
        (s.residents.arrival.moving, s.residents.talk.forgetting) = (0.0, 0.0);
        s.residents.choice.intercept = -0.5;
        let memory = &mut s.residents.memory;
        (memory.habit_gain, memory.habit_for_prize, memory.habit_loss) = (0.04, 0.25, 0.02);
        (memory.learning, memory.felt_quality, memory.turned_away) = (0.2, 0.5, 0.05);
        (memory.event_learning, memory.felt_event) = (0.5, 1.5);
        (memory.belief_visit, memory.belief_fee, memory.belief_relax) = (0.04, 0.05, 0.0);
        (memory.belief_disclosure, memory.belief_brand) = (0.01, 0.002);
        (memory.trust_base, memory.trust_satisfaction, memory.trust_belief) = (0.2, 0.3, 0.5);
        memory.trust_learning = 0.05;
        set(s);
    });
    for (name, value) in
        [("habit", 0.2), ("expect", 0.6), ("satisfaction", 0.4), ("belief", 0.5), ("trust", 0.3)]
    {
        fill(&mut county, name, |_| json!(value));
    }
    fill(&mut county, "state", |_| json!(state::AWARE));
    county
}

/// One column of all residents.
fn fill(county: &mut County, name: &str, of: impl Fn(usize) -> Value) {
    let place = format!("/communities/0/residents/chunks/0/blocks/0/{name}");
    county.set(&[(&place, Value::Array((0..PEOPLE).map(of).collect()))]);
}

/// What becomes of the wishes of those who have so many.
type Answers = [SeatWish];

const REFUSED: SeatWish = SeatWish {
    resident: 0,
    ticket: 0,
    slot: 0,
    quarter: 0,
    second: 0,
    service: DROP_IN,
    for_prize: false,
    admitted: false,
};
const VISIT: SeatWish = SeatWish { admitted: true, ..REFUSED };
const PRIZE: SeatWish = SeatWish { for_prize: true, ..VISIT };
const GUEST: SeatWish = SeatWish { service: EVENT, ..VISIT };

/// A week in which whoever has so many wishes as there are answers has these, and all others are refused; the
/// block after it, and a resident that was answered.
fn week(county: &County, offer: &Offer, answers: &Answers) -> (Block, usize) {
    let settings = &county.blueprint.settings;
    let (rules, links, key) = (&settings.residents, &settings.mechanisms, county.world.key());
    let mut residents: Residents = county.world.communities()[0].residents.clone();
    residents.hear_and_choose(rules, links, offer, key, 1);
    let mut count: BTreeMap<u32, usize> = BTreeMap::new();
    residents.each(|wish| *count.entry(wish.resident).or_default() += 1);
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    residents.each(|wish| {
        let place = seen.entry(wish.resident).or_default();
        let answer = if count[&wish.resident] == answers.len() { answers[*place] } else { REFUSED };
        (wish.service, wish.for_prize, wish.admitted) = (answer.service, answer.for_prize, answer.admitted);
        *place += 1;
    });
    let who = if answers.is_empty() {
        (0..PEOPLE as u32).find(|who| !count.contains_key(who))
    } else {
        count.iter().find(|(_, wishes)| **wishes == answers.len()).map(|(who, _)| *who)
    };
    residents.visit_and_remember(rules, links, offer, key, 1);
    let who = who.unwrap_or_else(|| panic!("nobody has {} wishes", answers.len())) as usize;
    (residents.blocks().next().expect("a block").clone(), who)
}

/// Habit, expectation, satisfaction, belief and trust of somebody whose wishes were answered so.
fn after(county: &County, offer: &Offer, answers: &Answers) -> [f32; 5] {
    let (b, who) = week(county, offer, answers);
    [b.habit[who], b.expect[who], b.satisfaction[who], b.belief[who], b.trust[who]]
}

fn assert_all_near(found: [f32; 5], expected: [f32; 5], about: &str) {
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found - expected).abs() < 1e-6, "{about}: {found}, not {expected}");
    }
}

#[test]
fn a_visit_is_felt_against_what_was_expected() {
    // (7.300) 1 − 0.8·0.96. (7.301) 0.5 + 0.2 + 0.5·0.3 = 0.85. (7.302) 0.4 + 0.2·0.45, 0.6 + 0.2·0.2.
    let [habit, expect, satisfaction] = [0.232, 0.64, 0.49];
    // (7.303) 0.5 − 0.04·0.5. (7.304) towards 0.3·0.49 + 0.5·0.52 + 0.2 = 0.607: 0.3 + 0.05·0.307.
    let free = [habit, expect, satisfaction, 0.48, 0.315_35];
    assert_all_near(after(&town(|_| ()), &operated(), &[VISIT]), free, "free");
    // With a fee 0.5 + 0.05·0.5; towards 0.3·0.49 + 0.5·0.475 + 0.2 = 0.5845.
    let paid = [habit, expect, satisfaction, 0.525, 0.314_225];
    assert_all_near(after(&town(|_| ()), &Offer { fee: 5.0, ..operated() }, &[VISIT]), paid, "paid");
    // Under government neither belief nor trust moves.
    let governed = [habit, expect, satisfaction, 0.5, 0.3];
    let offer = Offer { operator: false, ..operated() };
    assert_all_near(after(&town(|_| ()), &offer, &[VISIT]), governed, "governed");
    // What is felt ends at 1: 0.5 + 0.8 + 0.15 with nothing expected; 0.4 + 0.2·0.6, 0 + 0.2·0.8.
    let mut modest = town(|_| ());
    fill(&mut modest, "expect", |_| json!(0.0));
    let [_, expect, satisfaction, ..] = after(&modest, &operated(), &[VISIT]);
    assert!((expect - 0.16).abs() < 1e-6 && (satisfaction - 0.52).abs() < 1e-6, "{expect} {satisfaction}");
}

#[test]
fn a_second_visit_adds_habit_and_nothing_else() {
    let county = town(|_| ());
    let one = after(&county, &operated(), &[VISIT]);
    let two = after(&county, &operated(), &[VISIT, VISIT]);
    // 1 − 0.8·0.96².
    assert!((two[0] - 0.262_72).abs() < 1e-6, "{}", two[0]);
    assert_all_near(two, [two[0], one[1], one[2], one[3], one[4]], "one step a week");
}

#[test]
fn a_visit_for_a_prize_leaves_little_habit_as_often_as_the_cap_allows() {
    let county = town(|_| ());
    let habit =
        |cap: u8, answers: &Answers| after(&county, &Offer { prize_cap: cap, ..operated() }, answers)[0];
    // A prize: 1 − 0.8·0.99. One of two visits: 1 − 0.8·0.99·0.96. No campaign: both count in full.
    for (cap, answers, expected) in [
        (2, &[PRIZE][..], 0.208),
        (1, &[PRIZE, PRIZE], 0.239_68),
        (2, &[PRIZE, PRIZE], 0.215_92),
        (2, &[PRIZE, VISIT], 0.239_68),
        (0, &[PRIZE, PRIZE], 0.262_72),
    ] {
        let found = habit(cap, answers);
        assert!((found - expected).abs() < 1e-6, "at most {cap} of {}: {found}", answers.len());
    }
}

#[test]
fn whoever_is_turned_away_expects_less_each_time() {
    let county = town(|_| ());
    // (7.299) 0.05 each; (7.308) no visit, so habit fades to 0.98 of it; nothing else moves.
    let faded = 0.2 * 0.98;
    assert_all_near(after(&county, &operated(), &[REFUSED]), [faded, 0.55, 0.4, 0.5, 0.3], "once");
    assert_all_near(after(&county, &operated(), &[REFUSED; 2]), [faded, 0.5, 0.4, 0.5, 0.3], "twice");
    // Refused once and let in once: 0.55 is expected before the visit is felt: 0.9, then 0.4 + 0.2·0.5.
    let [_, expect, satisfaction, ..] = after(&county, &operated(), &[REFUSED, VISIT]);
    assert!((expect - 0.6).abs() < 1e-6 && (satisfaction - 0.5).abs() < 1e-6, "{expect} {satisfaction}");
    let mut hopeless = town(|_| ());
    fill(&mut hopeless, "expect", |_| json!(0.03));
    assert_eq!(after(&hopeless, &operated(), &[REFUSED])[1], 0.0, "not below nothing");
}

#[test]
fn an_event_alone_is_felt_by_its_own_quality_and_moves_satisfaction_only() {
    let county = town(|_| ());
    // (7.305) 0.5 + 1.5·0.2 = 0.8; 0.4 + 0.5·0.2·0.4.
    assert_all_near(after(&county, &operated(), &[GUEST]), [0.232, 0.6, 0.44, 0.5, 0.3], "event");
    // 0.5 + 1.5·0.5 ends at 1: 0.4 + 0.1·0.6.
    let superb = Offer { event_quality: 1.0, ..operated() };
    assert!((after(&county, &superb, &[GUEST])[2] - 0.46).abs() < 1e-6);
    // Who also dropped in felt the service, whichever came first.
    let both = after(&county, &operated(), &[VISIT, VISIT]);
    for answers in [[VISIT, GUEST], [GUEST, VISIT]] {
        assert_all_near(after(&county, &operated(), &answers), both, "service and event");
    }
    // Who was refused everything felt nothing.
    assert_eq!(after(&county, &operated(), &[REFUSED; 2])[2], 0.4);
}

#[test]
fn weeks_and_marks_move_on_by_a_week() {
    let mut county = town(|_| ());
    // (7.307) The mark of a crowd goes with the last of the newest 13 weeks; the 65th week is forgotten.
    for (weeks, moved, marked) in [
        (1_u64 << 11, 1_u64 << 12, true),
        (1 << 12, 1 << 13, false),
        (1 | 1 << 63, 1 << 1, true),
        (0, 0, false),
    ] {
        fill(&mut county, "weeks", |_| json!(weeks));
        fill(&mut county, "state", |_| json!(state::AWARE | state::MET_CROWD));
        let (b, who) = week(&county, &operated(), &[]);
        assert_eq!(b.weeks[who], moved);
        assert_eq!(b.state[who] & state::MET_CROWD != 0, marked, "{weeks:b}");
        let (b, who) = week(&county, &operated(), &[VISIT]);
        assert_eq!((b.weeks[who], b.state[who] & state::MET_CROWD), (moved | 1, state::MET_CROWD));
    }
    // (7.306) Weeks with a visit, at most 255; (7.311) weeks of having been asked, not below 0.
    for (visits, more, asked, fewer) in [(0, 1, 0, 0), (254, 255, 1, 0), (255, 255, 7, 6)] {
        fill(&mut county, "visits", |_| json!(visits));
        fill(&mut county, "asked", |_| json!(asked));
        let (b, who) = week(&county, &operated(), &[VISIT, VISIT]);
        assert_eq!((b.visits[who], b.asked[who]), (more, fewer));
        let (b, who) = week(&county, &operated(), &[]);
        assert_eq!((b.visits[who], b.asked[who]), (visits, fewer));
    }
}

#[test]
fn habit_fades_without_a_visit_and_belief_goes_back_to_the_disposition() {
    let mut county = town(|s| s.residents.memory.belief_relax = 0.02);
    // A disposition of 51/255 = 0.2; every second knows of the home.
    fill(&mut county, "disposition", |_| json!(51));
    fill(&mut county, "kind", |_| json!(kind::PRESENT | kind::ADULT));
    fill(&mut county, "state", |i| json!(if i.is_multiple_of(2) { state::AWARE } else { 0 }));
    // (7.309), (7.310): 0.5·0.98 + 0.2·0.02 unaware; told 0.01·0.5 + 0.002·0.4 aware: 0.5·(1 − 0.0258) +
    // 0.004.
    let shown = Offer { visible: 0.5, brand: 0.4, ..operated() };
    for (offer, aware) in [(shown, 0.4911), (Offer { operator: false, ..shown }, 0.494)] {
        let settings = &county.blueprint.settings;
        let mut residents = county.world.communities()[0].residents.clone();
        residents.visit_and_remember(
            &settings.residents,
            &settings.mechanisms,
            &offer,
            county.world.key(),
            1,
        );
        let b = residents.blocks().next().expect("a block");
        for who in 0..PEOPLE {
            let expected = if who.is_multiple_of(2) { aware } else { 0.494 };
            assert!((b.belief[who] - expected).abs() < 1e-6, "{who}: {}", b.belief[who]);
            assert!((b.habit[who] - 0.196).abs() < 1e-6 && b.weeks[who] & 1 == 0);
        }
    }
}
