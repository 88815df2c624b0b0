//! What `run` says of each scenario, from windows that are read back.

use crate::measure::window::Window;
use crate::stats::Moments;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::run::signs::Signs;
use crate::study::run::summary::{Line, RunSummary, SHOWN};
use crate::world::record::{Measure, measure};

/// One for each scenario, without courses between the windows and without what is warned of.
pub(crate) fn summaries(comparison: &Comparison) -> Vec<RunSummary> {
    let line = |case: &Case, measure: &'static Measure| {
        let [before, last_year] =
            [Window::Before, Window::LastYear].map(|window| comparison.values(case, measure.name, window));
        let change = last_year.iter().filter_map(|(world, value)| Some(value - before.get(world)?));
        Line {
            measure,
            change: Moments::of(change),
            before: Moments::of(before.values().copied()),
            last_year: Moments::of(last_year.values().copied()),
            course: vec![],
        }
    };
    let summary = |case: &Case| RunSummary {
        lines: SHOWN.iter().filter_map(|name| measure(name)).map(|measure| line(case, measure)).collect(),
        signs: Signs { done: case.worlds.len() as u32, ..Signs::default() },
    };
    comparison.cases.iter().map(summary).collect()
}
