use crate::batch::forks::*;
use crate::scenario::library::Embedded;
use crate::scenario::{Overrides, read};
use crate::simulation::run;

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

fn blueprints(names: &[&str]) -> Vec<Blueprint> {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let sets = ["residents.population=200", "calendar.warm_start=8"].map(String::from).to_vec();
    let read = read(&names, &Overrides { sets, weeks: Some(170) }, &Embedded).expect("shipped scenarios");
    read.into_iter().map(|s| s.blueprint).collect()
}

/// Counts the weeks that are lived.
#[derive(Default)]
struct WeekCount(AtomicU64);

impl Observer for WeekCount {
    fn residents_done(&self, residents: u64) {
        self.0.fetch_add(residents / 200, Relaxed);
    }
}

const NAMES: [&str; 6] = ["z-home", "fee", "late-payment", "open-rooms", "capacity", "government-led"];

#[test]
fn each_scenario_forks_from_the_earlier_one_that_it_agrees_with_longest() {
    let all = blueprints(&NAMES);
    let forks = Forks::plan(all.iter().collect(), ROOM);
    assert_eq!(forks.points, [ForkPoint { week: 155, wanted: 2 }, ForkPoint { week: 52, wanted: 2 }]);
    let way =
        |own, from: &[usize], leaves: &[usize]| Way { own, from: from.to_vec(), leaves: leaves.to_vec() };
    assert_eq!(forks.ways[0], way(None, &[], &[1, 0]));
    assert_eq!([&forks.ways[1], &forks.ways[2]], [&way(Some(0), &[0], &[]), &way(Some(0), &[0], &[])]);
    assert_eq!([&forks.ways[3], &forks.ways[4]], [&Way::default(), &way(Some(1), &[1], &[])]);
}

#[test]
fn a_later_fork_lies_on_the_way_from_an_earlier_one() {
    let all = blueprints(&["government-led", "z-home", "fee"]);
    let forks = Forks::plan(all.iter().collect(), ROOM);
    assert_eq!(forks.points.iter().map(|p| p.week).collect::<Vec<_>>(), [52, 155]);
    assert_eq!(forks.ways[2].from, [0, 1]);
}

#[test]
fn shared_weeks_are_lived_once_and_nothing_stays_behind() {
    let all = blueprints(&NAMES);
    let forks = Forks::plan(all.iter().collect(), ROOM);
    let count = WeekCount::default();
    for blueprint in &all {
        for replicate in 1..=2 {
            assert!(forks.run(blueprint, 7, replicate, ALL, &count) == run(blueprint, 7, replicate, ALL));
        }
    }
    // Two whole histories, two forks after week 155, two after week 52; each in two worlds.
    assert_eq!(count.0.load(Relaxed), 2 * (2 * (8 + 170) + 2 * 15 + 2 * 118));
    let store = forks.store();
    assert!(store.kept.is_empty() && store.room == ROOM);
}

#[test]
fn without_room_everything_is_lived_again_in_any_order() {
    let all = blueprints(&NAMES);
    for room in [0, 150_000, ROOM] {
        let forks = Forks::plan(all.iter().collect(), room);
        for blueprint in all.iter().rev() {
            assert!(
                forks.run(blueprint, 7, 1, ALL, &()) == run(blueprint, 7, 1, ALL),
                "room for {room} bytes"
            );
        }
        assert!(forks.store().room <= room);
    }
}

#[test]
fn another_blueprint_or_another_world_is_not_mixed_up() {
    let all = blueprints(&["z-home", "capacity"]);
    let forks = Forks::plan(all.iter().collect(), ROOM);
    forks.run(&all[0], 7, 1, Retain::default(), &());
    assert!(forks.run(&all[1], 7, 1, ALL, &()) == run(&all[1], 7, 1, ALL), "another way to keep");
    assert!(forks.run(&all[1], 8, 1, ALL, &()) == run(&all[1], 8, 1, ALL), "another seed");
    let stranger = all[1].clone();
    assert!(forks.run(&stranger, 7, 1, ALL, &()) == run(&stranger, 7, 1, ALL));
}
