//! What a scenario changes against a baseline: every measure over every window, paired by random world.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::stats::apart::MeanOf;
use crate::stats::paired::{Paired, compare_mean};
use crate::world::record::{MEASURES, Measure};
use serde::Serialize;
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// One row of `effects.csv`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// What is compared against.
    #[serde(skip)]
    pub baseline: String,
    /// What is compared.
    #[serde(skip)]
    pub scenario: String,
    /// Which measure.
    pub measure: &'static str,
    /// Over which weeks.
    pub window: Window,
    /// What the pairs say.
    #[serde(flatten)]
    pub paired: Paired,
}

/// Compare a scenario with the baseline over the windows that both have. A measure that exists in no pair
/// gives no row.
pub(crate) fn effects<V: Borrow<Values>>(
    baseline: (&Scenario, &BTreeMap<u32, V>),
    scenario: (&Scenario, &BTreeMap<u32, V>),
    seed: u64,
) -> Vec<Effect> {
    let windows = Window::all(baseline.0.blueprint.weeks);
    let others = Window::all(scenario.0.blueprint.weeks);
    let mut rows = Vec::new();
    for (at, window) in windows.iter().enumerate() {
        if !others.contains(window) {
            continue;
        }
        for (m, measure) in MEASURES.iter().enumerate() {
            if let Some(paired) = paired(baseline.1, scenario.1, (at, *window), m, seed) {
                rows.push(Effect {
                    baseline: baseline.0.name.clone(),
                    scenario: scenario.0.name.clone(),
                    measure: measure.name,
                    window: *window,
                    paired,
                });
            }
        }
    }
    rows
}

/// What the worlds that both have say of the measure at place `m` over a window, given with its place in
/// [`Window::all`].
pub(crate) fn paired<V: Borrow<Values>>(
    baseline: &BTreeMap<u32, V>,
    scenario: &BTreeMap<u32, V>,
    (at, window): (usize, Window),
    m: usize,
    seed: u64,
) -> Option<Paired> {
    // Keyed by what is compared, so that a row does not depend on which other rows are asked for.
    let key = seed ^ ((m as u64) << 32) ^ ((at as u64) << 48);
    let cell = |values: &V| values.borrow().cell(window, m);
    let pair = |(world, base): (&u32, &V)| Some((cell(base), cell(scenario.get(world)?)));
    let (pairs, measure) = (baseline.iter().filter_map(pair).collect::<Vec<_>>(), &MEASURES[m]);
    compare_mean(&pairs, measure.better.sign(), key, mean_of(measure))
}

/// Of which worlds the mean difference of a measure speaks.
pub(crate) fn mean_of(measure: &Measure) -> MeanOf {
    if measure.is_money() { MeanOf::All } else { MeanOf::Most }
}

/// What was found of a measure in the last year.
pub(crate) fn in_last_year<'a>(
    effects: &'a [Effect],
    baseline: &str,
    scenario: &str,
    measure: &str,
) -> Option<&'a Paired> {
    let fits = |e: &&Effect| {
        e.baseline == baseline
            && e.scenario == scenario
            && e.measure == measure
            && e.window == Window::LastYear
    };
    effects.iter().find(fits).map(|e| &e.paired)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::values::Worlds;
    use crate::simulation::Trajectory;
    use crate::world::blueprint::{Blueprint, CommunityBlueprint};
    use crate::world::record::Record;

    fn scenario(name: &str, weeks: i32) -> Scenario {
        let place = CommunityBlueprint {
            name: "home".into(),
            residents: Default::default(),
            home: Default::default(),
            roster: None,
        };
        let blueprint = Blueprint {
            settings: Default::default(),
            weeks,
            timeline: vec![],
            rules: vec![],
            bidders: vec![],
            groups: vec![],
            communities: vec![place],
        };
        let text = String::new;
        Scenario {
            name: name.into(),
            title: text(),
            short: None,
            summary: text(),
            blueprint,
            parts: Default::default(),
            sources: vec![],
            warnings: vec![],
            origins: Default::default(),
        }
    }

    /// Worlds in which participation is `base` + a share of the world's own luck.
    fn worlds(scenario: &Scenario, base: f64, of: impl Iterator<Item = u32>) -> Worlds {
        of.map(|world| {
            let record = |week: i32| {
                let came = base + f64::from(world * 7 % 5) + f64::from(week % 2);
                Record { week, population: 1000.0, came, ..Record::default() }
            };
            let run = Trajectory {
                records: (0..=scenario.blueprint.weeks).map(record).collect(),
                ..Trajectory::default()
            };
            (world, Values::of(&scenario.blueprint, &run))
        })
        .collect()
    }

    #[test]
    fn effects_pair_worlds_and_leave_failed_ones_out() {
        let (base, other) = (scenario("base", 104), scenario("other", 60));
        let rows = effects(
            (&base, &worlds(&base, 30.0, 1..=10)),
            (&other, &worlds(&other, 50.0, (1..=12).filter(|w| *w != 4))),
            1,
        );
        let row = |window: &str| {
            rows.iter().find(|r| r.measure == "participation" && r.window.to_string() == window)
        };
        let whole = row("whole").unwrap();
        assert_eq!((whole.paired.pairs, whole.paired.p_better), (9, Some(1.0)));
        assert!((whole.paired.diff - 0.02).abs() < 1e-12, "{whole:?}");
        assert!((whole.paired.correlation.unwrap() - 1.0).abs() < 1e-9);
        assert!(row("year-1").is_some() && row("before").is_some() && row("year-2").is_none());
        assert!(
            !rows.iter().any(|r| r.measure == "satisfaction"),
            "a measure that never exists has no effect"
        );
    }
}
