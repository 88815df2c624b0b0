//! The scenario that is timed: `z-home` at any size, with the operator in place early.

use commonroom::{Blueprint, Embedded, Overrides, Scenario, World, advance, read};

/// Weeks under government before the handover.
pub(crate) const WARM: i64 = 30;
/// Weeks with the organization that are lived before a clock starts.
pub(crate) const SETTLE: i64 = 40;

/// A shipped scenario with `--set` flags.
pub(crate) fn shipped(name: &str, sets: &[&str]) -> Scenario {
    let request = Overrides { sets: sets.iter().map(|set| (*set).to_string()).collect(), weeks: None };
    let Ok(mut read) = read(&[name.into()], &request, &Embedded) else { unreachable!("a shipped scenario") };
    read.remove(0)
}

/// z-home for `residents`, money and hands and seats in proportion.
pub(crate) fn sized(residents: i64) -> Scenario {
    let mut scenario = shipped("z-home", &[]);
    let b = &mut scenario.blueprint;
    let size = residents as f64 / 10_000.0;
    b.communities[0].residents.population = residents;
    b.communities[0].home.seats = (120.0 * size) as i64;
    let levers = &mut b.settings.levers;
    levers.operator.managers = (2.0 * size).ceil();
    levers.operator.social_workers *= size;
    levers.funding.grant *= size;
    levers.brand.spend *= size;
    scenario
}

/// The same with a short warm start and the operator in place from week 1 on.
pub(crate) fn z_home(residents: i64) -> Blueprint {
    let mut b = sized(residents).blueprint;
    b.settings.levers.operator.from = 1;
    b.settings.calendar.warm_start = WARM;
    b
}

/// A world of it in the midst of its life: the warm start and [`SETTLE`] weeks are lived.
pub(crate) fn lived_in(blueprint: &Blueprint) -> World {
    let mut world = World::new(blueprint, 1, 0);
    for _ in 0..WARM + SETTLE {
        advance(&mut world, blueprint, &mut ());
    }
    world
}
