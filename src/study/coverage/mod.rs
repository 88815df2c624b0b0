//! Do intervals hold what they promise? Many small experiments on the simulator itself: each compares two
//! scenarios in a few paired worlds, and its 95% intervals are held against the mean over thousands of other
//! worlds.

use crate::batch::rounds::{Rounds, runner};
use crate::batch::{Job, Stopped};
use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::Retain;
use crate::stats::Moments;
use crate::stats::paired::{Estimate, p_value};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{Measure, measure};
use std::ops::RangeInclusive;

/// The measures looked at, in the last year.
pub(crate) const LOOKED_AT: [&str; 14] = [
    "participation",
    "utilization",
    "awareness",
    "satisfaction",
    "commercial_belief",
    "volunteers",
    "willingness",
    "quality",
    "own_income",
    "public_cost",
    Deficiency::Service.name(),
    Deficiency::Institution.name(),
    Deficiency::Brand.name(),
    Deficiency::Nonprofit.name(),
];

/// How much is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CoverageDesign {
    /// Experiments.
    pub experiments: u32,
    /// Paired worlds of each.
    pub worlds: u32,
    /// Further worlds whose mean difference stands for the truth.
    pub truth: u32,
}

/// One measure.
#[derive(Clone)]
pub(crate) struct Covered {
    /// Which.
    pub measure: &'static Measure,
    /// The mean difference over the worlds of the truth.
    pub truth: f64,
    /// Mean width of the intervals.
    pub width: f64,
    /// Experiments with an interval, those whose interval holds the truth, and those whose interval is not
    /// Student's.
    pub count: (u32, u32, u32),
    /// Two-sided p-value that so many hits come from intervals that hold 95%.
    pub p: Option<f64>,
}

impl Covered {
    /// Share of intervals that hold the truth.
    pub(crate) fn share(&self) -> f64 {
        f64::from(self.count.1) / f64::from(self.count.0.max(1))
    }
}

/// Differences of every measure looked at in one world.
type Differences = Vec<Option<f64>>;

/// Run the experiments.
pub(crate) fn coverage(
    rounds: &mut Rounds,
    base: &Scenario,
    other: &Scenario,
    design: CoverageDesign,
) -> Result<Vec<Covered>, Stopped> {
    let pair = [base.clone(), other.clone()];
    let looked_at: Vec<&'static Measure> = LOOKED_AT.iter().filter_map(|name| measure(name)).collect();
    let work = |job: &Job| {
        let live = runner(None, &pair);
        let [before, after] = [0, 1].map(|side: usize| {
            let blueprint = &pair[side].blueprint;
            Values::of(blueprint, &live(blueprint, job.seed, job.replicate, Retain::default()))
        });
        let difference =
            |m: &&'static Measure| Some(after.get(Window::LastYear, m)? - before.get(Window::LastYear, m)?);
        Ok(looked_at.iter().map(difference).collect::<Differences>())
    };
    let last = design.experiments * design.worlds + design.truth;
    let mut found =
        rounds.work("pairs of worlds", &pair[..1], 1..=last, &work, &mut |_, outcome| Ok(outcome))?;
    let worlds = found.remove(0);
    let seed = rounds.seed;
    let of = |(at, m): (usize, &&'static Measure)| {
        let some = |range: RangeInclusive<u32>| {
            worlds.range(range).filter_map(|(_, row)| row[at]).collect::<Vec<f64>>()
        };
        let truth = Moments::of(some(design.experiments * design.worlds + 1..=last)).mean()?;
        let experiment = |e: u32| some(e * design.worlds + 1..=(e + 1) * design.worlds);
        covered(m, truth, (0..design.experiments).map(experiment), seed)
    };
    Ok(looked_at.iter().enumerate().filter_map(of).collect())
}

/// Count the experiments whose interval holds the truth. A measure that never differs is left out.
fn covered(
    measure: &'static Measure,
    truth: f64,
    experiments: impl Iterator<Item = Vec<f64>>,
    seed: u64,
) -> Option<Covered> {
    let (mut count, mut widths, mut hits) = ((0, 0, 0), Moments::default(), Vec::new());
    for (number, values) in experiments.enumerate() {
        let Some((low, high)) = Estimate::of(&values, seed ^ (number as u64) << 20).and_then(|e| e.interval)
        else {
            continue;
        };
        let hit = low <= truth && truth <= high;
        let student = Moments::of(values.iter().copied()).interval();
        count = (count.0 + 1, count.1 + u32::from(hit), count.2 + u32::from(student != Some((low, high))));
        widths.push(high - low);
        hits.push(f64::from(u8::from(hit)) - 0.95);
    }
    let width = widths.mean().filter(|width| *width > 0.0)?;
    Some(Covered { measure, truth, width, count, p: p_value(&hits) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_counted_and_what_never_differs_is_left_out() {
        let m = measure("participation").unwrap();
        let near = |e: u32| (0..10).map(|i| f64::from(i % 3) + f64::from(e % 2) * 50.0).collect::<Vec<f64>>();
        let found = covered(m, 0.9, (0..100).map(near), 1).unwrap();
        assert_eq!((found.count, found.share()), ((100, 50, 0), 0.5));
        assert!(found.width > 0.0 && found.p.unwrap() < 1e-6);
        assert!(covered(m, 0.0, (0..10).map(|_| vec![0.0; 10]), 1).is_none());
    }
}
