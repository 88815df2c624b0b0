//! What a page can live while somebody waits, and what is too much for it.

use crate::language::{said, term};
use crate::levers::operator::OperatorKind;
use crate::measure::window::handover;
use crate::scenario::Scenario;
use crate::simulation::need;
use crate::world::blueprint::Blueprint;

/// Resident-weeks of one world: some ten seconds in a browser.
const RESIDENT_WEEKS: f64 = 100_000_000.0;
/// Community-weeks of one world: each is a row of all measures.
const COMMUNITY_WEEKS: f64 = 20_000.0;
/// Bytes of one world, of which a page holds several.
const BYTES: u64 = 400_000_000;

/// Why a page cannot explore a scenario, in words; nothing if it can.
pub(crate) fn too_much(scenario: &Scenario) -> Option<String> {
    let blueprint = &scenario.blueprint;
    let name = &scenario.name;
    let residents: f64 = blueprint.communities.iter().map(|place| f64::from(place.population())).sum();
    let (communities, weeks) = (blueprint.communities.len(), f64::from(blueprint.weeks));
    let places = term(if communities == 1 { "community" } else { "communities" });
    let rows = communities as f64 * weeks;
    if residents * weeks > RESIDENT_WEEKS || rows > COMMUNITY_WEEKS || need::of_world(blueprint) > BYTES {
        return Some(said!(
            "{name} is too large for a page: {residents} residents in {communities} {places} over {weeks} \
             weeks. A page lives at most {RESIDENT_WEEKS} resident-weeks and {COMMUNITY_WEEKS} \
             community-weeks of a world. Make it smaller, for example with \
             --set residents.population=10000 --weeks 260"
        ));
    }
    if !scenario.parts.data.is_empty() {
        return Some(said!(
            "{name} names its residents in data files, which a page does not hold; explore a scenario \
             whose residents are drawn"
        ));
    }
    (!operated(blueprint)).then(|| {
        said!(
            "in {name} no social organization runs the home, so that no lever acts; explore a scenario \
             with one, for example z-home"
        )
    })
}

/// Whether a social organization ever runs the home.
fn operated(blueprint: &Blueprint) -> bool {
    let later = blueprint.timeline.iter().map(|(_, levers)| levers);
    let mut phases = std::iter::once(&blueprint.settings.levers).chain(later);
    phases.any(|levers| matches!(levers.operator.kind, OperatorKind::SocialOrganization))
        && handover(blueprint) <= blueprint.weeks
}
