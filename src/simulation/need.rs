//! How much memory a world takes, estimated before it is founded.

use crate::world::blueprint::Blueprint;
use crate::world::record::{MEASURES, Record};
use crate::world::sampled::SampledResident;

/// Bytes of a resident without ties; measured by `tests/memory.rs`, which asserts the sum of both.
const RESIDENT: f64 = 58.0;
/// Bytes of a tie, which counts for both; measured as above.
const TIE: f64 = 4.0;
/// Bytes of a measure in a week: its value and its text.
const CELL: usize = 20;
/// Bytes of a community's payments and events in a week.
const WEEK: usize = 2_000;

/// Bytes of one world while it is lived.
pub(crate) fn of_world(blueprint: &Blueprint) -> u64 {
    let network = &blueprint.settings.residents.network;
    let ties = (network.neighbourhood - 1) as f64 * network.near + 2.0 * network.far;
    let start: f64 = blueprint.communities.iter().map(|place| f64::from(place.population())).sum();
    let most = blueprint.most_residents();
    // While a place grows it is there twice.
    let people = if most == 1.0 { start } else { start * (most + most.max(1.0)) };
    (people * (RESIDENT + TIE * ties)) as u64 + of_history(blueprint)
}

/// Bytes of what is kept of one world until it is written.
pub(crate) fn of_history(blueprint: &Blueprint) -> u64 {
    let rows = (blueprint.weeks.max(0) as usize + 1) * blueprint.communities.len();
    (rows * (size_of::<Record>() + MEASURES.len() * CELL + WEEK)) as u64
}

/// Bytes of a sampled resident's row.
const ROW: usize = 400;

/// Bytes of so many sampled residents of one world, with those who take their places and their rows.
pub(crate) fn of_sample(residents: u32) -> u64 {
    2 * u64::from(residents) * (size_of::<SampledResident>() + ROW) as u64
}

/// About how many bytes the weekly tables of one run take on the disk: measured with 260 weeks of one home,
/// whose series, payments and events take 515 kB.
pub(crate) fn of_weekly_tables(blueprint: &Blueprint) -> u64 {
    (blueprint.weeks.max(0) as u64 + 1) * blueprint.communities.len() as u64 * WEEK as u64
}

/// Pieces of a world that threads can share, at most.
pub(crate) fn pieces(blueprint: &Blueprint) -> usize {
    let chunk = crate::world::agents::residents::week::CHUNK;
    blueprint
        .communities
        .iter()
        .map(|place| place.population().div_ceil(chunk) as usize)
        .sum::<usize>()
        .max(1)
}
