//! Migrants: who is one, and what that changes.

use crate::inside::common::{populated, with};
use crate::random::WorldKey;
use crate::simulation::{Retain, run};
use crate::world::World;
use crate::world::agents::residents::ResidentsSetup;
use crate::world::agents::residents::block::state;
use crate::world::agents::residents::migrants::{MigrantRules, Migrants};
use crate::world::agents::residents::network::{Network, Ties};
use crate::world::blueprint::Blueprint;
use crate::world::identity::Identities;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;

const PLACE: Identities = Identities::Numbered { place: 0 };

/// A year of a small place with so many migrants, and other changes.
fn year(sets: &[&str]) -> Blueprint {
    let mut b = populated(with("migrants", sets), 2_000);
    (b.weeks, b.settings.calendar.warm_start) = (52, 4);
    b
}

#[test]
fn without_migrants_nothing_of_them_acts() {
    let none = "residents.migrant_share=0";
    let all = Retain { groups: true, ..Retain::default() };
    let usual = run(&year(&[none]), 4, 1, all);
    let others = ["ties=0", "aware=0", "daytime=0", "evening=0", "weekend=0"]
        .map(|set| format!("residents.migrants.{set}"));
    let sets: Vec<&str> = std::iter::once(none).chain(others.iter().map(String::as_str)).collect();
    let changed = run(&year(&sets), 4, 1, all);
    assert!(usual.records.iter().any(|record| record.visits > 0.0));
    assert_eq!(usual.records, changed.records);
    assert_eq!(usual.groups, changed.groups);
}

#[test]
fn the_share_is_met_and_who_is_one_stays_one() {
    let mut world = World::new(&year(&[]), 4, 1);
    let marks = |world: &World| -> Vec<bool> {
        let blocks = world.communities()[0].residents.blocks();
        blocks.flat_map(|block| block.state.map(|s| s & state::MIGRANT != 0)).take(2_000).collect()
    };
    let before = marks(&world);
    // Two of five of 2,000, within four standard deviations.
    let count = before.iter().filter(|one| **one).count() as f64;
    assert!((count - 800.0).abs() < 4.0 * (2_000.0_f64 * 0.4 * 0.6).sqrt(), "{count}");
    let mut b = year(&[]);
    b.settings.residents.arrival.moving = 0.2;
    (0..10).for_each(|_| crate::world::week::advance(&mut world, &b, &mut ()));
    assert_eq!(before, marks(&world));
}

#[test]
fn migrants_have_fewer_ties() {
    let people = ResidentsSetup { migrant_share: 1.0, ..ResidentsSetup::default() };
    let ties = |factor: f64| {
        let rules = MigrantRules { ties: factor, ..MigrantRules::default() };
        let ties = Ties::draw(
            &Network::default(),
            Migrants::of(&people, &rules),
            4_000,
            WorldKey::new(1, 1),
            &PLACE,
        );
        (0..4_000).map(|who| ties.of(who).len()).sum::<usize>()
    };
    assert!(ties(0.5) < ties(1.0));
    assert_eq!(ties(0.0), 0);
    let everybody = Ties::draw(&Network::default(), Migrants::none(), 4_000, WorldKey::new(1, 1), &PLACE);
    assert_eq!(ties(1.0), (0..4_000).map(|who| everybody.of(who).len()).sum::<usize>());
}

#[test]
fn migrants_know_less_of_the_home_and_come_less() {
    let groups = run(&year(&[]), 4, 1, Retain { groups: true, ..Retain::default() }).groups;
    let of = |group: Group, figure: YearlyFigure| {
        groups.iter().find(|row| (row.group, row.figure) == (group, figure)).expect("a row").cell().value()
    };
    for figure in [YearlyFigure::Awareness, YearlyFigure::Participation] {
        assert!(of(Group::Migrant, figure) < of(Group::Local, figure), "{}", figure.name());
    }
    let sizes: f64 = groups
        .iter()
        .filter(|row| {
            row.figure == YearlyFigure::Reached && matches!(row.group, Group::Migrant | Group::Local)
        })
        .map(|row| row.den)
        .sum();
    assert_eq!(sizes, 2_000.0);
}
