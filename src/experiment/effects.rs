//! What a scenario changes against a baseline: every measure over every window, paired by random world.

use super::window::{Window, over};
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::stats::paired::{Paired, compare};
use crate::world::record::{Better, MEASURES, Measure};
use std::collections::BTreeMap;

/// All measures over all windows of one run: `values[window * MEASURES.len() + measure]`.
pub type Values = Vec<Option<f64>>;

/// The finished runs of a scenario by replicate; a failed one is not in it.
pub type Worlds = BTreeMap<u32, Values>;

/// Reduce a run to its windows.
pub fn values(scenario: &Scenario, run: &Trajectory) -> Values {
    let mut all = Vec::new();
    for window in Window::all(scenario.blueprint.weeks) {
        let weeks = window.weeks(&scenario.blueprint);
        all.extend(MEASURES.iter().map(|m| over(m, &run.records, weeks.as_ref()?, None).value()));
    }
    all
}

/// One row of `effects.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// What is compared against.
    pub baseline: String,
    /// What is compared.
    pub scenario: String,
    /// Which measure.
    pub measure: &'static str,
    /// Over which weeks.
    pub window: String,
    /// What the pairs say.
    pub paired: Paired,
}

/// Compare a scenario with the baseline over the windows that both have. A measure that exists in no pair gives no row.
pub fn effects(baseline: (&Scenario, &Worlds), scenario: (&Scenario, &Worlds), seed: u64) -> Vec<Effect> {
    let windows = Window::all(baseline.0.blueprint.weeks);
    let others = Window::all(scenario.0.blueprint.weeks);
    let mut rows = Vec::new();
    for (at, window) in windows.iter().enumerate() {
        let Some(other_at) = others.iter().position(|w| w == window) else { continue };
        for (m, measure) in MEASURES.iter().enumerate() {
            let (a, b) = (at * MEASURES.len() + m, other_at * MEASURES.len() + m);
            // Keyed by what is compared, so that a row does not depend on which other rows are asked for.
            let key = seed ^ ((m as u64) << 32) ^ ((at as u64) << 48);
            if let Some(paired) = compare(&pairs(baseline.1, scenario.1, a, b), sign(measure), key) {
                let names = (baseline.0.name.clone(), scenario.0.name.clone());
                rows.push(Effect {
                    baseline: names.0,
                    scenario: names.1,
                    measure: measure.name,
                    window: window.to_string(),
                    paired,
                });
            }
        }
    }
    rows
}

fn pairs(baseline: &Worlds, scenario: &Worlds, a: usize, b: usize) -> Vec<(Option<f64>, Option<f64>)> {
    let value = |values: &Values, at: usize| values.get(at).copied().flatten();
    baseline.iter().filter_map(|(world, base)| Some((value(base, a), value(scenario.get(world)?, b)))).collect()
}

fn sign(measure: &Measure) -> i8 {
    match measure.better {
        Better::Up => 1,
        Better::Down => -1,
        Better::Neither => 0,
    }
}
