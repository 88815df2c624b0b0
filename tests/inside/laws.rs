//! The laws of the model (docs/model.md, “Laws”): tested, not hoped for. On `z-home`, `full-package` and
//! `county`, at 1, 2 and 5 threads.

use crate::inside::common::{blueprint, on_threads, populated, reduced, small};
use crate::random::WorldKey;
use crate::scenario::library::{Embedded, InMemory};
use crate::scenario::{Overrides, read};
use crate::simulation::{Retain, Trajectory, go_on, run};
use crate::units::Fen;
use crate::world::agents::home::Home;
use crate::world::agents::residents::week::Residents;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::{Offer, SeatWish, WishList};
use crate::world::identity::{Identities, UNNAMED};
use crate::world::ledger::{Account, For};
use crate::world::record::{MEASURES, Record};
use crate::world::{World, week};

const SCENARIOS: [&str; 3] = ["z-home", "full-package", "county"];
const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

/// 78 weeks with a handover in week 27 and a short warm start: every mechanism acts, and it is quick.
fn short(name: &str) -> Blueprint {
    shortened(small(name))
}

pub(crate) fn shortened(mut b: Blueprint) -> Blueprint {
    b.weeks = 78;
    b.settings.levers.operator.from = 27;
    b.timeline.iter_mut().for_each(|(_, levers)| levers.operator.from = 27);
    b.settings.calendar.warm_start = 30;
    b
}

fn not_empty(t: &Trajectory) {
    assert!(t.records.iter().map(|r| r.visits).sum::<f64>() > 100.0, "the trajectory is not empty");
    assert!(t.records.last().is_some_and(|r| r.operator == 1.0), "an operator runs the home at the end");
}

#[test]
fn law_1_money_balances_to_the_fen_every_week() {
    for name in SCENARIOS {
        let b = short(name);
        let t = run(&b, 5, 0, ALL);
        not_empty(&t);
        let communities = b.communities.len();
        for window in t.records.chunks(communities).collect::<Vec<_>>().windows(2) {
            for (before, now) in window[0].iter().zip(window[1]) {
                let entries = t.ledger.iter().filter(|e| e.week == now.week && e.community == now.community);
                let [mut income, mut brought, mut spent, mut taken] = [Fen::ZERO; 4];
                for e in entries {
                    if e.to == Account::Organization {
                        match e.purpose {
                            For::OwnMeans => brought += e.amount,
                            For::Grant | For::Matching | For::Gift | For::Fee | For::PartnerMoney => {
                                income += e.amount
                            }
                            other => panic!("no income is {other:?}"),
                        }
                    }
                    if e.from == Account::Organization {
                        match e.purpose {
                            For::OwnMeans | For::Clawback => taken += e.amount,
                            _ => spent += e.amount,
                        }
                    }
                }
                let change = Fen::from_yuan(now.reserve) - Fen::from_yuan(before.reserve);
                assert_eq!(
                    income + brought,
                    spent + taken + change,
                    "{name}, week {}, community {}",
                    now.week,
                    now.community
                );
                let columns =
                    [now.grant, now.matching, now.gifts, now.fees, now.partner_money].map(Fen::from_yuan);
                assert_eq!(columns.into_iter().sum::<Fen>(), income);
                assert_eq!(Fen::from_yuan(now.spending), spent);
            }
            let reserve: f64 = window[1].iter().map(|r| r.reserve).sum();
            assert!(reserve > -0.005, "{name}: cash below zero in week {}", window[1][0].week);
        }
    }
}

#[test]
fn law_2_no_more_visitors_than_seats_and_none_in_a_closed_slot() {
    for name in SCENARIOS {
        let mut b = short(name);
        // Few seats, so that the lottery has work.
        b.communities.iter_mut().for_each(|p| p.home.seats = 3);
        let mut world = World::new(&b, 3, 1);
        let mut full = 0;
        while world.week() < b.weeks {
            week::advance(&mut world, &b, &mut ());
            for ((r, offer), place) in world.records().zip(world.offers()).zip(&b.communities) {
                let capacity = Home::capacity(&place.home, offer).map(|quarter| 4 * quarter);
                let mut admitted = [0; 3];
                let mut residents = world.communities()[r.community as usize].residents.clone();
                residents.each(|w: &mut SeatWish| admitted[usize::from(w.slot)] += u32::from(w.admitted));
                assert!(
                    admitted.iter().zip(capacity).all(|(a, c)| *a <= c),
                    "{name}, week {}: {admitted:?} of {capacity:?}",
                    r.week
                );
                assert_eq!(f64::from(admitted.iter().sum::<u32>()), r.visits);
                assert!(r.peak_used <= r.peak_capacity);
                full += u32::from(r.turned_away > 0.0);
            }
        }
        assert!(full > 10, "{name}: the lottery had work in {full} weeks");
    }
}

#[test]
fn law_2_a_closed_slot_has_no_visitor() {
    let mut b = short("z-home");
    for place in &mut b.communities {
        place.home.government_hours_day = 0.0;
        place.home.government_hours_evening = 0.0;
        place.home.government_hours_weekend = 0.0;
    }
    let t = run(&b, 3, 1, ALL);
    for r in &t.records {
        assert!(r.operator == 1.0 || r.visits == 0.0, "week {}", r.week);
    }
    not_empty(&t);
}

#[test]
fn law_3_a_scenario_and_its_copy_do_not_differ() {
    for name in SCENARIOS {
        let here = read(&[name.to_string()], &Overrides::default(), &Embedded).unwrap().remove(0);
        let copy = [("copy.toml".to_string(), here.resolved().into_bytes())];
        let copy = read(&["copy.toml".to_string()], &Overrides::default(), &InMemory { files: copy.into() });
        let copy = copy.unwrap().remove(0);
        assert_eq!((here.name.as_str(), copy.name.as_str()), (name, "copy"));
        let (here, copy) = (shortened(reduced(here.blueprint)), shortened(reduced(copy.blueprint)));
        let (a, b) = (run(&here, 9, 2, ALL), run(&copy, 9, 2, ALL));
        not_empty(&a);
        assert_eq!(a, b, "{name}");
        for (x, y) in a.records.iter().zip(&b.records) {
            for m in MEASURES {
                let (x, y) = ((m.read)(x).value(), (m.read)(y).value());
                assert!(x.zip(y).is_none_or(|(x, y)| x - y == 0.0), "{}", m.name);
            }
        }
    }
}

#[test]
fn law_4_what_is_dated_later_changes_nothing_before() {
    for name in SCENARIOS {
        let plain = short(name);
        let mut changed = plain.clone();
        let mut levers = plain.levers_at(60).clone();
        levers.disclosure.fee = 5.0;
        levers.brand.spend = 900.0;
        levers.council.seats = 0.9;
        levers.support.hours = 10.0;
        levers.shock.manager_exit = 1;
        changed.timeline.retain(|(from, _)| *from < 60);
        changed.timeline.push((60, levers));
        let (a, b) = (run(&plain, 4, 0, ALL), run(&changed, 4, 0, ALL));
        not_empty(&a);
        let before =
            |t: &Trajectory| t.records.iter().filter(|r| r.week < 60).copied().collect::<Vec<Record>>();
        assert_eq!(before(&a), before(&b), "{name}");
        let paid = |t: &Trajectory| t.ledger.iter().filter(|e| e.week < 60).copied().collect::<Vec<_>>();
        assert_eq!(paid(&a), paid(&b));
        assert_ne!(a.records, b.records, "{name}: the levers do something");
    }
}

#[test]
fn law_5_the_same_bytes_for_any_number_of_threads() {
    for name in SCENARIOS {
        // Large enough that one community is cut into pieces.
        let mut b = populated(short(name), 40_000);
        b.weeks = 40;
        let one = on_threads(1, || run(&b, 8, 3, ALL));
        not_empty(&one);
        for threads in [2, 5] {
            assert_eq!(one, on_threads(threads, || run(&b, 8, 3, ALL)), "{name} on {threads} threads");
        }
    }
}

/// The institutions are held: both populations meet the same recorded offers.
#[test]
fn law_6_somebody_without_ties_who_never_comes_changes_no_one_else() {
    for name in SCENARIOS {
        let b = short(name);
        let mut world = World::new(&b, 2, 0);
        let rules = &b.settings.residents;
        let mut roster = crate::inside::common::roster(300);
        let people = &b.communities[0].residents;
        let key = WorldKey::new(2, 0);
        let mut few = Residents::found(
            rules,
            people,
            300,
            key,
            Identities::new(UNNAMED, Some(&roster)),
            (Some(&roster), &[]),
        );
        roster.people.push(crate::world::roster::Person {
            id: "hermit".into(),
            propensity: Some(0.0),
            ..Default::default()
        });
        let mut more = Residents::found(
            rules,
            people,
            301,
            key,
            Identities::new(UNNAMED, Some(&roster)),
            (Some(&roster), &[]),
        );
        let mut visits = 0.0;
        while world.week() < b.weeks {
            week::advance(&mut world, &b, &mut ());
            let offer = *world.offers().next().expect("a community");
            let week = world.week();
            for residents in [&mut few, &mut more] {
                visits += live_alone(residents, &b, &offer, key, week);
            }
        }
        assert!(visits > 50.0, "{name}: people came");
        let (a, b) = (few.blocks().collect::<Vec<_>>(), more.blocks().collect::<Vec<_>>());
        for who in 0..300 {
            let (x, y) = (a[who / 256], b[who / 256]);
            let lane = who % 256;
            assert_eq!(x.weeks[lane], y.weeks[lane], "{name}: visits of resident {who}");
            assert_eq!(x.habit[lane].to_bits(), y.habit[lane].to_bits());
            assert_eq!(x.belief[lane].to_bits(), y.belief[lane].to_bits());
            assert_eq!((x.state[lane], x.volunteer[lane]), (y.state[lane], y.volunteer[lane]));
        }
        assert_eq!(b[300 / 256].visits[300 % 256], 0, "the newcomer never came");
    }
}

/// A week of residents on an offer that is given.
pub(crate) fn live_alone(
    residents: &mut Residents,
    b: &Blueprint,
    offer: &Offer,
    key: WorldKey,
    week: i32,
) -> f64 {
    residents.hear_and_choose(&b.settings.residents, &b.settings.mechanisms, offer, key, week);
    let mut home = Home::new(&b.communities[0].home);
    home.admit(&b.communities[0].home, offer, residents);
    let mut admitted = 0.0;
    residents.each(|w: &mut SeatWish| admitted += f64::from(u8::from(w.admitted)));
    residents.visit_and_remember(&b.settings.residents, &b.settings.mechanisms, offer, key, week);
    admitted
}

#[test]
fn law_7_a_replicate_does_not_depend_on_the_others() {
    for name in SCENARIOS {
        let b = short(name);
        let alone = run(&b, 6, 4, ALL);
        not_empty(&alone);
        let many: Vec<Trajectory> = (0..6).map(|r| run(&b, 6, r, ALL)).collect();
        assert_eq!(alone, many[4], "{name}");
        assert_ne!(many[3].records, many[4].records, "{name}: replicates differ");
    }
}

#[test]
fn law_8_save_load_and_go_on() {
    for name in SCENARIOS {
        let b = short(name);
        let whole = run(&b, 11, 0, ALL);
        not_empty(&whole);
        for stop in [3, 27, 50] {
            let mut shorter = b.clone();
            shorter.weeks = stop;
            let mut world = World::new(&b, 11, 0);
            while world.week() < 0 {
                week::advance(&mut world, &b, &mut ());
            }
            let mut part = Trajectory::default();
            world.take_events();
            part.records.extend(world.records());
            go_on(&mut world, &b, stop, ALL, &mut part);
            let saved = postcard::to_stdvec(&world).expect("a world can be saved");
            let mut loaded: World = postcard::from_bytes(&saved).expect("and loaded");
            assert!(
                saved == postcard::to_stdvec(&loaded).expect("again"),
                "{name}: the loaded world is the saved one"
            );
            go_on(&mut loaded, &b, b.weeks, ALL, &mut part);
            assert_eq!(whole, part, "{name}, saved in week {stop}");
        }
    }
}

#[test]
fn law_9_a_short_run_is_the_beginning_of_a_long_one() {
    for name in SCENARIOS {
        let long = short(name);
        let mut brief = long.clone();
        brief.weeks = 50;
        let (a, b) = (run(&long, 12, 1, ALL), run(&brief, 12, 1, ALL));
        not_empty(&b);
        assert_eq!(a.records[..b.records.len()], b.records[..], "{name}");
        assert_eq!(a.ledger[..b.ledger.len()], b.ledger[..], "{name}");
    }
}

#[test]
fn the_scenarios_are_those_that_ship() {
    for name in SCENARIOS {
        assert_eq!(blueprint(name).weeks, 260, "{name}");
    }
}
