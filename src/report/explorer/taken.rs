//! What a comparison in a page is before any world was taken.

use crate::report::explorer::telling::COURSES;
use crate::scenario::Scenario;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::world::record::{Measure, measure};

/// The measures whose weekly course every run brings along.
pub(super) fn carried() -> Vec<&'static Measure> {
    COURSES.iter().filter_map(|name| measure(name)).collect()
}

/// A scenario without runs.
pub(super) fn case_of(scenario: &Scenario) -> Case {
    Case {
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        short: scenario.short.clone(),
        changes: scenario.blueprint.timeline.iter().map(|(week, _)| *week).collect(),
        ..Case::default()
    }
}

/// A comparison of a baseline of which no world was taken yet.
pub(super) fn nothing_taken(base: &Scenario, seed: u64) -> Comparison {
    Comparison {
        version: env!("CARGO_PKG_VERSION").into(),
        seed: format!("{seed}"),
        weeks: base.blueprint.weeks,
        cases: vec![case_of(base)],
        weekly: carried(),
        ..Comparison::default()
    }
}
