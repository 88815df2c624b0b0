//! Blueprints lived in the same 30 worlds, and their paired differences.

use crate::world::blueprint::Blueprint;

/// First and last week.
pub(crate) type Window = (i32, i32);
/// Weeks 209–260.
pub(crate) const LAST_YEAR: Window = (209, 260);
/// Paired worlds of a pattern.
pub(crate) const REPLICATES: usize = 30;

/// One scenario lived in the same 30 worlds.
pub(crate) struct Worlds {
    runs: Vec<Vec<crate::world::record::Record>>,
}

/// A mean difference with its 95% interval.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Difference {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.5} [{:.5}, {:.5}]", self.mean, self.low, self.high)
    }
}

impl Difference {
    fn of(values: &[f64]) -> Difference {
        let moments = crate::stats::Moments::of(values.iter().copied());
        let (low, high) = moments.interval().expect("several worlds");
        Difference { mean: moments.mean().expect("several worlds"), low, high }
    }
}

impl Worlds {
    /// Live a blueprint in [`REPLICATES`] worlds.
    pub(crate) fn live(blueprint: &Blueprint) -> Worlds {
        let keep = crate::simulation::Retain::default();
        let one = |r: usize| crate::simulation::run(blueprint, 1, r as u32, keep).records;
        Worlds { runs: crate::parallel::map(REPLICATES, one) }
    }

    /// The measure in a window, per world (sums per week).
    pub(crate) fn values(&self, name: &str, window: Window) -> Vec<Option<f64>> {
        use crate::world::record::{Combine, measure};
        let m = measure(name).unwrap_or_else(|| panic!("no measure {name}"));
        let in_run = |records: &Vec<crate::world::record::Record>| {
            let (mut num, mut den, mut weeks) = (0.0, 0.0, 0.0);
            for r in records.iter().filter(|r| (window.0..=window.1).contains(&r.week)) {
                let cell = (m.read)(r);
                if cell.den != 0.0 {
                    (num, den, weeks) = (num + cell.num, den + cell.den, weeks + 1.0);
                }
            }
            let by = if m.combine == Combine::Sum { weeks } else { den };
            (weeks > 0.0).then(|| num / by)
        };
        self.runs.iter().map(in_run).collect()
    }

    /// The mean over worlds.
    pub(crate) fn mean(&self, name: &str, window: Window) -> f64 {
        let values: Vec<f64> = self.values(name, window).into_iter().flatten().collect();
        assert!(!values.is_empty(), "{name} does not exist in weeks {window:?}");
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// `other` − `self`, world by world.
    pub(crate) fn difference(&self, other: &Worlds, name: &str, window: Window) -> Difference {
        let pairs = self.values(name, window).into_iter().zip(other.values(name, window));
        let diffs: Vec<f64> = pairs.filter_map(|(a, b)| Some(b? - a?)).collect();
        assert!(diffs.len() >= REPLICATES / 2, "{name}: only {} pairs", diffs.len());
        Difference::of(&diffs)
    }

    /// Later − earlier, in the same scenario.
    pub(crate) fn within(&self, name: &str, earlier: Window, later: Window) -> Difference {
        let pairs = self.values(name, earlier).into_iter().zip(self.values(name, later));
        Difference::of(&pairs.filter_map(|(a, b)| Some(b? - a?)).collect::<Vec<_>>())
    }
}
