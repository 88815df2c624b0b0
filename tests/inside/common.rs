//! What several tests need: shipped scenarios as blueprints, threads, a made-up roster, a world as plain
//! data.

use crate::scenario;
use crate::scenario::Overrides;
use crate::scenario::library::Embedded;
use crate::world::blueprint::Blueprint;
use crate::world::roster::{Person, Roster};

/// A shipped scenario.
pub(crate) fn blueprint(name: &str) -> Blueprint {
    with(name, &[])
}

/// A shipped scenario with `--set` flags.
pub(crate) fn with(name: &str, sets: &[&str]) -> Blueprint {
    let request = Overrides { sets: sets.iter().map(|s| s.to_string()).collect(), weeks: None };
    let mut read = scenario::read(&[name.to_string()], &request, &Embedded).expect("a shipped scenario");
    read.remove(0).blueprint
}

/// A shipped scenario with few residents; money and hands in proportion, but for a whole manager.
pub(crate) fn small(name: &str) -> Blueprint {
    reduced(blueprint(name))
}

/// The same of any scenario.
pub(crate) fn reduced(mut b: Blueprint) -> Blueprint {
    let before: i64 = b.communities.iter().map(|p| p.residents.population).sum();
    for place in &mut b.communities {
        place.residents.population = (place.residents.population / 10).max(200);
        place.home.seats = (place.home.seats / 10).max(6);
    }
    let after: i64 = b.communities.iter().map(|p| p.residents.population).sum();
    let share = after as f64 / before as f64;
    let wage = b.settings.organization.setup.manager_wage;
    for levers in std::iter::once(&mut b.settings.levers).chain(b.timeline.iter_mut().map(|t| &mut t.1)) {
        levers.brand.spend *= share;
        // A whole manager at least, with the money that he takes.
        let managers = levers.operator.managers * share;
        let rounded_up = managers.ceil() - managers;
        levers.operator.managers = managers.ceil();
        levers.funding.grant = levers.funding.grant * share + 52.0 * wage * rounded_up;
        levers.operator.social_workers *= share;
    }
    b
}

/// Another number of residents in the first community; money and hands of the county in proportion.
pub(crate) fn populated(mut b: Blueprint, residents: i64) -> Blueprint {
    let all = |b: &Blueprint| b.communities.iter().map(|p| p.residents.population).sum::<i64>() as f64;
    let before = all(&b);
    b.communities[0].residents.population = residents;
    let share = all(&b) / before;
    for levers in std::iter::once(&mut b.settings.levers).chain(b.timeline.iter_mut().map(|t| &mut t.1)) {
        levers.funding.grant *= share;
        levers.brand.spend *= share;
        levers.operator.managers *= share;
        levers.operator.social_workers *= share;
    }
    b
}

/// Run on a pool of so many threads.
pub(crate) fn on_threads<T: Send>(threads: usize, f: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool").install(f)
}

/// A made-up roster: a ring in which everybody knows two neighbours.
pub(crate) fn roster(n: u32) -> Roster {
    let people = (0..n)
        .map(|i| Person {
            id: format!("p{i}"),
            propensity: Some(2.0),
            aware: Some(true),
            ..Default::default()
        })
        .collect();
    let mut ties: Vec<(u32, u32)> = (0..n).map(|i| (i.min((i + 1) % n), i.max((i + 1) % n))).collect();
    ties.sort_unstable();
    Roster { people, ties: Some(ties) }
}

/// Something of the world as plain data. By way of its text, which the laws read too: straight into a value
/// and back would build all readers of a world a third time.
pub(crate) fn as_data(of: &impl serde::Serialize) -> serde_json::Value {
    let text = serde_json::to_string(of).expect("plain data");
    serde_json::from_str(&text).expect("what was just written")
}

/// And back again.
pub(crate) fn from_data<T: serde::de::DeserializeOwned>(data: &serde_json::Value) -> T {
    serde_json::from_str(&data.to_string()).expect("a part of a world")
}
