//! Measures as flags name them, and `--until`: how narrow intervals are to be.

use crate::cli::Failure;
use crate::language::said;
use crate::scenario::faults::nearest;
use crate::study::compare::precision::PrecisionGoal;
use crate::world::record::{MEASURES, Measure, measure};

/// The measure of that name that can be ranked by.
pub(crate) fn wanted(name: &str) -> Result<&'static Measure, Failure> {
    measure(name).ok_or_else(|| {
        let hint =
            nearest(name, MEASURES.iter().map(|m| m.name)).map_or(String::new(), |hint| format!("; {hint}"));
        Failure::new(2, said!("`{name}` is no measure{hint}"))
    })
}

/// What the flags ask for; a width alone is that of the measure of the ranking.
pub(crate) fn goals(until: &[String], ranked: &'static Measure) -> Result<Vec<PrecisionGoal>, Failure> {
    let goal = |text: &String| {
        let (measure, width) = match text.split_once('=') {
            Some((name, width)) => (wanted(name)?, width),
            None => (ranked, text.as_str()),
        };
        let width = width.parse().ok().filter(|width: &f64| *width > 0.0 && width.is_finite());
        let missing =
            || Failure::new(2, said!("--until {text}: needs a width above 0, in the unit of the measure"));
        Ok(PrecisionGoal { measure, width: width.ok_or_else(missing)? })
    };
    until.iter().map(goal).collect()
}
