//! What is there to lessen something lessens it, for those whom it meets and for nobody else: crowding, fees,
//! forgetting, overload, closed doors, a bad season. Worlds with the same draws are held against each other:
//! whoever comes in the worse one comes in the better.

use super::{County, assert_near};
use crate::units::Week;
use crate::world::agents::home::{Home, HomeSetup};
use crate::world::agents::residents::block::{kind, state};
use crate::world::agents::residents::week::Residents;
use crate::world::blueprint::Settings;
use crate::world::exchange::{DROP_IN, Offer, SeatWish, WishList};
use crate::world::phases::offer;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// As many as a block of residents holds.
pub(super) const PEOPLE: usize = 256;
const WEEKS: std::ops::RangeInclusive<Week> = 1..=40;

/// A home that is open in every slot and has seats for all.
pub(super) fn open() -> Offer {
    Offer {
        operator: true,
        hours: [20.0, 12.0, 10.0],
        seats: 1e4,
        quality: 0.6,
        event_quality: 0.6,
        mix: [1.0 / 6.0; 6],
        new_programme: true,
        announced: 1.0,
        event_places: 30.0,
        ..Offer::default()
    }
}

/// People who all know of the home; everybody with an even number came last week and met a crowd.
pub(super) fn town(set: impl FnOnce(&mut Settings)) -> County {
    let mut county = County::governed(&[PEOPLE as i64], |s| {
        (s.residents.arrival.moving, s.residents.talk.forgetting) = (0.0, 0.0);
        s.residents.choice.intercept = -1.5;
        set(s);
    });
    let column = |of: &dyn Fn(usize) -> Value| Value::Array((0..PEOPLE).map(of).collect());
    let place = |name: &str| format!("/communities/0/residents/chunks/0/blocks/0/{name}");
    let user = |i: usize| i.is_multiple_of(2);
    let marks = |i: usize| if user(i) { state::AWARE | state::MET_CROWD } else { state::AWARE };
    county.set(&[
        (&place("weeks"), column(&|i| json!(u64::from(user(i))))),
        (&place("visits"), column(&|i| json!(u8::from(user(i))))),
        (&place("state"), column(&|i| json!(marks(i)))),
        (&place("belief"), column(&|_| json!(0.5))),
    ]);
    county
}

/// Who wishes to drop in, week by week, each week beginning alike.
fn wishes(county: &County, offer: &Offer) -> BTreeSet<(Week, u32, u8)> {
    let settings = &county.blueprint.settings;
    let mut all = BTreeSet::new();
    for week in WEEKS {
        let mut residents: Residents = county.world.communities()[0].residents.clone();
        residents.hear_and_choose(&settings.residents, &settings.mechanisms, offer, county.world.key(), week);
        residents.each(|wish: &mut SeatWish| {
            if wish.service == DROP_IN {
                all.insert((week, wish.resident, wish.slot));
            }
        });
    }
    assert!(all.len() > 20, "{} wishes", all.len());
    all
}

/// Those who come at all, by week.
fn people(wishes: &BTreeSet<(Week, u32, u8)>, of: impl Fn(u32) -> bool) -> BTreeSet<(Week, u32)> {
    wishes.iter().filter(|(_, who, _)| of(*who)).map(|(week, who, _)| (*week, *who)).collect()
}

fn assert_fewer(name: &str, fewer: &BTreeSet<(Week, u32)>, more: &BTreeSet<(Week, u32)>) {
    assert!(fewer.is_subset(more), "{name} brings somebody");
    assert!(fewer.len() < more.len(), "{name} keeps nobody away: {} come", more.len());
}

#[test]
fn crowds_keep_away_those_who_met_them_and_nobody_else() {
    let county = town(|_| ());
    let crowded = Offer { crowding: [0.8; 3], ..open() };
    let (free, full) = (wishes(&county, &open()), wishes(&county, &crowded));
    let met = |who: u32| who.is_multiple_of(2);
    assert_fewer("a crowd", &people(&full, met), &people(&free, met));
    assert_eq!(
        people(&full, |who| !met(who)),
        people(&free, |who| !met(who)),
        "who met none does not know of it"
    );
    // A crowd in one slot is no reason to stay away in another.
    let evening = wishes(&county, &Offer { crowding: [0.0, 50.0, 0.0], ..open() });
    assert!(evening.iter().all(|(_, who, slot)| !met(*who) || *slot != 1));
    assert!(evening.iter().any(|(_, who, slot)| met(*who) && *slot == 0));
    // The switch takes the link away.
    let off = town(|s| s.mechanisms.crowding = false);
    assert_eq!(wishes(&off, &crowded), free);
}

#[test]
fn crowding_is_the_square_above_its_threshold_of_the_last_four_weeks() {
    let mut home = Home::new(&HomeSetup::default());
    home.occupancy = [[1.0, 0.7, 0.0], [0.8, 0.7, 0.0], [1.0, 0.7, 0.0], [0.8, 0.7, 4.0]];
    // (7.241): means 0.9, 0.7, 1.0 over a threshold of 0.7.
    for (found, expected) in home.crowding(2.5, 0.7).into_iter().zip([2.5 * 0.04, 0.0, 2.5 * 0.09]) {
        assert_near!(found, expected);
    }
    // It is what the next offer holds, whoever runs the home.
    for county in [County::governed(&[300], |_| ()), County::operated(&[300], |_| ())] {
        let mut county = county;
        county.blueprint.settings.residents.choice.crowding = 2.5;
        county.blueprint.settings.residents.choice.crowding_from = 0.7;
        county.set(&[(
            "/communities/0/home/occupancy",
            json!([[0.9, 0.5, 1.0], [0.9, 0.5, 1.0], [0.9, 0.5, 1.0], [0.9, 0.5, 1.0]]),
        )]);
        county.live(2, offer::prepare);
        let offer = county.world.offers().next().copied().expect("a community");
        for (found, expected) in offer.crowding.into_iter().zip([0.1, 0.0, 0.225]) {
            assert_near!(found, expected);
        }
    }
}

#[test]
fn how_full_the_home_was_is_kept_for_four_weeks() {
    let setup = HomeSetup { stay: 1.0, ..Default::default() };
    struct Wishes(Vec<SeatWish>);
    impl WishList for Wishes {
        fn each(&mut self, f: impl FnMut(&mut SeatWish)) {
            self.0.iter_mut().for_each(f);
        }
    }
    let wish = |resident: u32| SeatWish {
        resident,
        ticket: resident,
        slot: 1,
        quarter: (resident % 4) as u8,
        second: (resident % 4) as u8,
        service: DROP_IN,
        for_prize: false,
        admitted: false,
    };
    // Ten places in each quarter of the evening.
    let offer = Offer { hours: [0.0, 4.0, 0.0], seats: 10.0, ..Offer::default() };
    let mut home = Home::new(&setup);
    for (n, expected) in [(20, 0.5), (40, 1.0), (400, 1.0), (0, 0.0), (10, 0.25)] {
        home.admit(&setup, &offer, &mut Wishes((0..n).map(wish).collect()));
        assert_eq!(home.occupancy[0], [0.0, expected, 0.0]);
    }
    assert_eq!(home.occupancy.map(|week| week[1]), [0.25, 0.0, 1.0, 1.0], "newest first");
}

#[test]
fn what_makes_coming_worse_keeps_people_away_and_what_makes_it_better_brings_them() {
    let county = town(|_| ());
    let all = |_: u32| true;
    let base = people(&wishes(&county, &open()), all);
    let with = |offer: Offer| people(&wishes(&county, &offer), all);
    assert_fewer("a fee", &with(Offer { fee: 1.0, ..open() }), &base);
    assert_fewer("a larger fee", &with(Offer { fee: 50.0, ..open() }), &with(Offer { fee: 1.0, ..open() }));
    assert_fewer("a bad season", &with(Offer { calendar: -1.0, ..open() }), &base);
    assert_fewer("no novelty", &base, &with(Offer { novelty: 0.5, ..open() }));
    assert_fewer("no concept", &base, &with(Offer { concept: 0.8, ..open() }));
    assert_fewer("a worse fit", &base, &with(Offer { programme_fit: 0.5, ..open() }));
    assert_fewer("no prize", &base, &with(Offer { prize: 0.8, prize_cap: 1, ..open() }));
    let shut = Offer { hours: [0.0; 3], ..open() };
    let mut residents = county.world.communities()[0].residents.clone();
    let settings = &county.blueprint.settings;
    residents.hear_and_choose(&settings.residents, &settings.mechanisms, &shut, county.world.key(), 1);
    residents.each(|wish: &mut SeatWish| panic!("{wish:?} in a closed home"));
}

#[test]
fn closed_doors_are_closed_to_others_only() {
    let county = town(|_| ());
    let block = county.world.communities()[0].residents.blocks().next().expect("a block").clone();
    let member = |who: u32| block.kind[who as usize] & kind::MEMBER != 0;
    let (open_to_all, closed) =
        (wishes(&county, &open()), wishes(&county, &Offer { closed_to_others: 1.0, ..open() }));
    assert_eq!(people(&closed, member), people(&open_to_all, member));
    assert_fewer(
        "the union alone",
        &people(&closed, |who| !member(who)),
        &people(&open_to_all, |who| !member(who)),
    );
    assert!(!people(&closed, member).is_empty());
}

#[test]
fn belief_in_a_business_keeps_away_those_who_never_came_and_all_where_there_is_a_fee() {
    let doubting = |belief: f64| {
        let mut county = town(|_| ());
        county.set(&[("/communities/0/residents/chunks/0/blocks/0/belief", json!(vec![belief; PEOPLE]))]);
        county
    };
    let came = |who: u32| who.is_multiple_of(2);
    let (sure, not) = (doubting(1.0), doubting(0.0));
    let (least, most) = (wishes(&sure, &open()), wishes(&not, &open()));
    assert_eq!(people(&least, came), people(&most, came), "who came knows that it is free");
    assert_fewer("belief", &people(&least, |who| !came(who)), &people(&most, |who| !came(who)));
    let fee = Offer { fee: 1.0, ..open() };
    assert_fewer("belief and a fee", &people(&wishes(&sure, &fee), came), &people(&wishes(&not, &fee), came));
    let government = Offer { operator: false, ..open() };
    assert_eq!(
        wishes(&sure, &government),
        wishes(&not, &government),
        "nobody takes the government for a business"
    );
}

/// Residents after a week of this offer in which nobody is admitted.
pub(super) fn lived(county: &County, offer: &Offer, week: Week) -> Residents {
    let settings = &county.blueprint.settings;
    let mut residents = county.world.communities()[0].residents.clone();
    let key = county.world.key();
    residents.hear_and_choose(&settings.residents, &settings.mechanisms, offer, key, week);
    residents.visit_and_remember(&settings.residents, &settings.mechanisms, offer, key, week);
    residents
}

#[test]
fn whoever_did_not_come_for_a_year_may_forget_and_users_do_not() {
    let aware = |forgetting: f64| {
        let county = town(|s| s.residents.talk.forgetting = forgetting);
        let block = lived(&county, &open(), 3).blocks().next().expect("a block").clone();
        (0..PEOPLE as u32).filter(|who| block.state[*who as usize] & state::AWARE != 0).collect::<Vec<_>>()
    };
    assert_eq!(aware(0.0).len(), PEOPLE);
    let users: Vec<u32> = (0..PEOPLE as u32).filter(|who| who.is_multiple_of(2)).collect();
    assert_eq!(aware(1.0), users);
}

#[test]
fn habit_fades_without_a_visit_and_belief_comes_back_to_the_own_disposition() {
    let mut county = town(|s| {
        (s.residents.memory.habit_loss, s.residents.memory.belief_relax) = (0.1, 0.2);
        (s.residents.memory.belief_disclosure, s.residents.memory.belief_brand) = (0.05, 0.1);
    });
    let place = |name: &str| format!("/communities/0/residents/chunks/0/blocks/0/{name}");
    county.set(&[
        (&place("habit"), json!(vec![0.5; PEOPLE])),
        (&place("belief"), json!(vec![0.6; PEOPLE])),
        (&place("disposition"), json!(vec![51; PEOPLE])),
    ]);
    let close = |found: f32, expected: f64| (f64::from(found) - expected).abs() < 1e-6;
    let plain = lived(&county, &open(), 3).blocks().next().expect("a block").clone();
    // (7.308), (7.309): 51/255 is 0.2.
    assert!((0..PEOPLE).all(|i| close(plain.habit[i], 0.45)));
    assert!((0..PEOPLE).all(|i| close(plain.belief[i], 0.6 * 0.8 + 0.2 * 0.2)));
    let told = lived(&county, &Offer { visible: 0.4, brand: 0.5, ..open() }, 3)
        .blocks()
        .next()
        .expect("a block")
        .clone();
    assert!((0..PEOPLE).all(|i| close(told.belief[i], 0.6 * (0.8 - 0.02 - 0.05) + 0.04)));
}

#[test]
fn too_much_to_do_a_bad_house_and_no_say_make_volunteers_stop() {
    let county = {
        let mut county =
            town(|s| (s.residents.volunteering.stop, s.residents.volunteering.overload) = (0.1, 2.0));
        county.set(&[("/communities/0/residents/chunks/0/blocks/0/volunteer", json!(vec![4; PEOPLE]))]);
        county
    };
    let stay = |offer: Offer| -> BTreeSet<(Week, u32)> {
        let stays = |week: Week| {
            let block = lived(&county, &offer, week).blocks().next().expect("a block").clone();
            (0..PEOPLE as u32)
                .filter(|who| block.volunteer[*who as usize] != 0)
                .map(|who| (week, who))
                .collect::<Vec<_>>()
        };
        (1..=10).flat_map(stays).collect()
    };
    let good = Offer { volunteering: true, voice: 1.0, ..open() };
    let base = stay(good);
    assert_fewer("overload", &stay(Offer { overload: 1.0, ..good }), &base);
    assert_fewer("bad quality", &stay(Offer { quality: 0.1, ..good }), &base);
    assert_fewer("no voice", &stay(Offer { voice: 0.0, ..good }), &base);
    assert!(stay(Offer { volunteering: false, ..good }).is_empty());
}

#[test]
fn another_space_keeps_away_its_part_of_those_who_would_come() {
    let county = town(|_| ());
    let with = |rival: f64| wishes(&county, &Offer { rival, ..open() }).len();
    let (alone, beside, better) = (with(0.0), with(1.0), with(4.0));
    assert!(better < beside && beside < alone, "{better} {beside} {alone}");
}
