//! What can be told of a home that no organization runs: how far its service and its institutions fall short,
//! and what makes that up. No repair acts there, so that no cause has a share.

use crate::measure::values::Worlds;
use crate::measure::window::Window;
use crate::stats::paired::Estimate;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{MEASURES, Measure};

/// A deficiency, and the parts that make it up.
pub(crate) struct DeficiencyToday {
    /// Which.
    pub(crate) deficiency: Deficiency,
    /// Its level in the last year.
    pub(crate) level: Estimate,
    /// Its parts, in the order of the measures.
    pub(crate) parts: Vec<(&'static Measure, Estimate)>,
}

/// The deficiencies that exist, each with its parts.
pub(crate) fn today(worlds: &Worlds) -> Vec<DeficiencyToday> {
    Deficiency::ALL.into_iter().filter_map(|deficiency| of(worlds, deficiency)).collect()
}

fn of(worlds: &Worlds, deficiency: Deficiency) -> Option<DeficiencyToday> {
    let prefix = format!("{}_", deficiency.name());
    let parts = MEASURES.iter().filter(|measure| measure.name.starts_with(&prefix));
    let parts = parts.filter_map(|measure| Some((measure, estimate(worlds, measure)?))).collect();
    Some(DeficiencyToday { deficiency, level: estimate(worlds, deficiency.measure())?, parts })
}

/// The mean of the last year over worlds.
fn estimate(worlds: &Worlds, measure: &'static Measure) -> Option<Estimate> {
    let values: Vec<f64> =
        worlds.values().filter_map(|values| values.get(Window::LastYear, measure)).collect();
    Estimate::of(&values, 1)
}
