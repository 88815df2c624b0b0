//! What is seen of one world while it goes on: some residents as marks, and the home, every few weeks.

use crate::simulation::{History, Retain};
use crate::units::Week;
use crate::world::World;
use crate::world::agents::residents::view::ResidentView;
use crate::world::blueprint::Blueprint;
use serde::Serialize;

/// Weeks between two sights.
const EVERY: Week = 4;
/// Marks of a community at most.
const MARKS: u32 = 2_500;

/// What is seen in one week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ResidentSight {
    week: Week,
    /// One digit for each resident that is shown: 0 does not know of the home, 1 knows of it, 2 came within
    /// the quarter, 3 came this week, 4 volunteers.
    marks: String,
    /// Share of all residents with each mark, those who are not shown among them.
    shares: [f64; 5],
    /// Open hours by slot: weekday daytime, evening, weekend.
    hours: [f64; 3],
    /// Seats that may be used.
    seats: f64,
}

/// All sights of a world, and who is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Sights {
    /// Residents for each mark.
    residents_per_mark: u32,
    /// One letter for each resident that is shown: `n` lives near, `f` far.
    places: String,
    sights: Vec<ResidentSight>,
}

/// Live a package in a world and look at its community at `place`.
pub(crate) fn sights(blueprint: &Blueprint, (seed, world): (u64, u32), place: usize) -> Sights {
    let mut history = History::begin(blueprint, seed, world, &());
    let population = blueprint.communities.get(place).map_or(0, |place| place.population());
    let step = population.div_ceil(MARKS).max(1);
    let mut all = Sights { residents_per_mark: step, places: String::new(), sights: vec![] };
    while history.world.week() < blueprint.weeks {
        let next = (history.world.week() + EVERY).min(blueprint.weeks);
        history.go_on(blueprint, next, Retain::default(), &());
        let seen = look(blueprint, &history.world, place);
        let shown = seen.iter().filter(|one| one.who % step == 0);
        let places: String = shown.map(|one| if one.near { 'n' } else { 'f' }).collect();
        // Whoever lives there at any time has a mark.
        all.places = if places.len() > all.places.len() { places } else { all.places };
        all.sights.extend(sight(&history.world, place, &seen, step));
    }
    all
}

/// Everybody in a community.
fn look(blueprint: &Blueprint, world: &World, place: usize) -> Vec<ResidentView> {
    let settings = &blueprint.settings;
    let own = world.communities().iter().zip(world.offers()).nth(place);
    own.map_or(vec![], |(place, offer)| {
        place.residents.seen(&settings.residents, &settings.mechanisms, offer).collect()
    })
}

/// The mark of a resident.
fn mark(one: &ResidentView) -> usize {
    match one {
        one if one.volunteers => 4,
        one if one.weeks & 1 != 0 => 3,
        one if one.user() => 2,
        one if one.aware => 1,
        _ => 0,
    }
}

fn sight(world: &World, place: usize, seen: &[ResidentView], step: u32) -> Option<ResidentSight> {
    let offer = world.offers().nth(place)?;
    let mut shares = [0.0; 5];
    seen.iter().for_each(|one| shares[mark(one)] += 1.0 / seen.len() as f64);
    let shown = seen.iter().filter(|one| one.who % step == 0);
    let digit = |one: &ResidentView| char::from(b'0' + mark(one) as u8);
    let marks = shown.map(digit).collect();
    Some(ResidentSight { week: world.week(), marks, shares, hours: offer.hours, seats: offer.seats })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use crate::simulation::run;

    #[test]
    fn marks_are_those_of_the_records() {
        let sets = vec!["residents.population=6000".to_string()];
        let small = Overrides { sets, weeks: Some(62) };
        let blueprint = read(&["z-home".to_string()], &small, &Embedded).unwrap().remove(0).blueprint;
        let seen = sights(&blueprint, (3, 2), 0);
        let records = run(&blueprint, 3, 2, Retain::default()).records;
        assert_eq!((seen.residents_per_mark, seen.places.len()), (3, 2_000));
        assert_eq!(seen.sights.last().map(|sight| sight.week), Some(62));
        for sight in &seen.sights {
            let record = &records[sight.week as usize];
            assert_eq!(sight.marks.len(), 2_000);
            assert!((sight.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            // Volunteers may stay away in a week, so those who came are at least the mark of their own.
            assert!(sight.shares[3] * 6_000.0 <= record.came + 1e-6, "{}", sight.week);
            assert!((1.0 - sight.shares[0] - record.aware / record.population).abs() < 1e-3);
        }
        assert!(seen.sights.iter().any(|sight| sight.marks.contains('3')));
    }
}
