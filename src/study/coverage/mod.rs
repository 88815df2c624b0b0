//! Do intervals hold what they promise? Many small experiments on the simulator itself: each compares two
//! scenarios in a few paired worlds, and its 95% intervals are held against the mean over thousands of other
//! worlds: over those of them that the interval speaks of.

use crate::batch::rounds::{Rounds, runner};
use crate::batch::{Job, Stopped};
use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::Retain;
use crate::stats::Moments;
use crate::stats::apart::ApartSplit;
use crate::stats::binomial::{p_value, upper_bound};
use crate::stats::interval::Mostly;
use crate::study::compare::effects::mean_of;
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

/// One measure of one pair of scenarios.
#[derive(Clone)]
pub(crate) struct Covered {
    /// Which.
    pub measure: &'static Measure,
    /// The mean difference over the worlds of the truth.
    pub truth: f64,
    /// The same over those of them that an interval speaks of, mean over the intervals; `None` without any.
    pub most: Option<f64>,
    /// Share of the worlds of the truth that an interval speaks of, mean over the intervals.
    pub meant: Option<f64>,
    /// Mean width of the intervals.
    pub width: f64,
    /// How the experiments came out.
    pub tally: CoverageCounts,
    /// Two-sided binomial p-value that so many hits come from intervals that hold 95%; `None` without any.
    pub p: Option<f64>,
}

/// Counts of experiments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CoverageCounts {
    /// With an interval.
    pub intervals: u32,
    /// Those whose interval holds the truth: the mean of the worlds that it speaks of.
    pub held: u32,
    /// Those whose interval holds the mean of all worlds.
    pub held_all: u32,
    /// Those whose interval excludes zero.
    pub off_zero: u32,
    /// Without an interval: more than half of the worlds showed the same difference, fewer than six another.
    pub counts: u32,
    /// With a bound on the share of worlds that show another difference, or that lie far off.
    pub bounds: u32,
    /// Those of them whose bound holds.
    pub bounded: u32,
}

impl Covered {
    /// Share of intervals that hold the truth; `None` without any.
    pub(crate) fn share(&self) -> Option<f64> {
        (self.tally.intervals > 0).then(|| f64::from(self.tally.held) / f64::from(self.tally.intervals))
    }
}

/// What came of comparing one scenario with a baseline.
pub(crate) struct CoveredPair {
    /// The baseline.
    pub base: String,
    /// The other.
    pub other: String,
    /// Every measure that ever differs.
    pub rows: Vec<Covered>,
}

/// Differences of every measure looked at in one world.
type Differences = Vec<Option<f64>>;

/// Run the experiments: for each scenario after the first, what came of comparing it with the first.
pub(crate) fn coverage(
    rounds: &mut Rounds,
    scenarios: &[Scenario],
    design: CoverageDesign,
) -> Result<Vec<CoveredPair>, Stopped> {
    let looked_at: Vec<&'static Measure> = LOOKED_AT.iter().filter_map(|name| measure(name)).collect();
    let work = |job: &Job| {
        let live = runner(None, scenarios.iter().map(|s| &s.blueprint).collect());
        let values = |scenario: &Scenario| {
            let blueprint = &scenario.blueprint;
            Values::of(blueprint, &live(blueprint, job.seed, job.replicate, Retain::default()))
        };
        let before = values(job.scenario);
        let differences = |scenario: &Scenario| {
            let after = values(scenario);
            let of = |m: &&'static Measure| {
                Some(after.get(Window::LastYear, m)? - before.get(Window::LastYear, m)?)
            };
            looked_at.iter().map(of).collect::<Differences>()
        };
        Ok(scenarios[1..].iter().map(differences).collect::<Vec<Differences>>())
    };
    let last = design.experiments * design.worlds + design.truth;
    let mut found =
        rounds.work("pairs of worlds", &scenarios[..1], 1..=last, &work, &mut |_, outcome| Ok(outcome))?;
    let worlds = found.remove(0);
    let seed = rounds.seed;
    let of = |pair: usize, at: usize| {
        let some = |range: RangeInclusive<u32>| {
            worlds.range(range).filter_map(|(_, rows)| rows[pair][at]).collect::<Vec<f64>>()
        };
        let truth = some(design.experiments * design.worlds + 1..=last);
        let experiment = |e: u32| some(e * design.worlds + 1..=(e + 1) * design.worlds);
        covered(looked_at[at], &truth, (0..design.experiments).map(experiment), seed)
    };
    let pair = |pair: usize| CoveredPair {
        base: scenarios[0].name.clone(),
        other: scenarios[pair + 1].name.clone(),
        rows: (0..looked_at.len()).filter_map(|at| of(pair, at)).collect(),
    };
    Ok((0..scenarios.len() - 1).map(pair).collect())
}

/// Count the experiments whose interval, or whose bound, holds. `None` where no world ever differs.
fn covered(
    measure: &'static Measure,
    truth: &[f64],
    experiments: impl Iterator<Item = Vec<f64>>,
    seed: u64,
) -> Option<Covered> {
    let (mut tally, mut differs) = (CoverageCounts::default(), false);
    let (mut widths, mut most, mut meant) = (Moments::default(), Moments::default(), Moments::default());
    let mean = Moments::of(truth.iter().copied()).mean()?;
    let others = Mostly::of(truth).map_or(1.0, |mostly| mostly.others as f64 / truth.len() as f64);
    for (number, values) in experiments.enumerate() {
        differs |= values.iter().any(|value| *value != 0.0);
        let split = ApartSplit::of(&values, mean_of(measure));
        if let Some((low, high)) = split.interval(seed ^ (number as u64) << 20) {
            let spoken_of = spoken_of(truth, &split);
            let target = spoken_of.mean().unwrap_or(mean);
            let share = spoken_of.n() as f64 / truth.len() as f64;
            tally.intervals += 1;
            tally.held += u32::from(low <= target && target <= high);
            tally.held_all += u32::from(low <= mean && mean <= high);
            tally.off_zero += u32::from(low > 0.0 || high < 0.0);
            if split.reach.is_some() {
                let seen = split.apart.map_or(0, |apart| apart.worlds);
                tally.bounds += 1;
                tally.bounded += u32::from(1.0 - share <= upper_bound(seen, values.len() as u64));
            }
            widths.push(high - low);
            most.push(target);
            meant.push(share);
        } else if let Some(mostly) = Mostly::of(&values) {
            tally.counts += 1;
            tally.bounds += 1;
            tally.bounded += u32::from(others <= mostly.bound());
        }
    }
    let p = p_value(tally.held.into(), tally.intervals.into(), 0.95);
    let (most, meant, width) = (most.mean(), meant.mean(), widths.mean().unwrap_or_default());
    differs.then_some(Covered { measure, truth: mean, most, meant, width, tally, p })
}

/// The worlds of the truth that an experiment speaks of: all, or those that lie no farther off than it says.
fn spoken_of(truth: &[f64], split: &ApartSplit) -> Moments {
    let within = |value: &f64| split.reach.is_none_or(|(low, high)| low <= *value && *value <= high);
    Moments::of(truth.iter().copied().filter(within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_counted_and_what_never_differs_is_left_out() {
        let m = measure("participation").unwrap();
        let near = |e: u32| (0..10).map(|i| f64::from(i % 3) + f64::from(e % 2) * 50.0).collect::<Vec<f64>>();
        let truth = [0.8, 1.0];
        let found = covered(m, &truth, (0..100).map(near), 1).unwrap();
        let tally = CoverageCounts {
            intervals: 100,
            held: 50,
            held_all: 50,
            off_zero: 100,
            ..CoverageCounts::default()
        };
        assert_eq!((found.tally, found.share()), (tally, Some(0.5)));
        assert!(found.width > 0.0 && found.p.unwrap() < 1e-6);
        assert!(covered(m, &[0.0, 0.0], (0..10).map(|_| vec![0.0; 10]), 1).is_none());
    }

    #[test]
    fn experiments_without_an_interval_are_held_against_their_bound() {
        let m = measure("volunteers").unwrap();
        let seldom = |share: u32| (0..1000).map(move |i| f64::from(u8::from(i % 1000 < share)));
        let few = |_| (0..30).map(|i| f64::from(u8::from(i == 4))).collect::<Vec<f64>>();
        let found =
            |share| covered(m, &seldom(share).collect::<Vec<f64>>(), (0..10).map(few), 1).unwrap().tally;
        // One of 30 leaves room for 14.9%.
        assert_eq!(
            found(100),
            CoverageCounts { counts: 10, bounds: 10, bounded: 10, ..CoverageCounts::default() }
        );
        assert_eq!(
            found(200),
            CoverageCounts { counts: 10, bounds: 10, bounded: 0, ..CoverageCounts::default() }
        );
    }

    #[test]
    fn an_interval_that_leaves_worlds_out_is_held_against_the_others_and_its_bound() {
        let m = measure("quality").unwrap();
        // One world in twenty lies at 500, the others between 1 and 2: their mean is 1.5, that of all 26.4.
        let world = |i: u32| if i % 20 == 7 { 500.0 } else { 1.0 + f64::from(i % 11) / 10.0 };
        let truth: Vec<f64> = (0..2200).map(world).collect();
        let experiment = |e: u32| (0..30).map(|i| world(30 * e + i)).collect::<Vec<f64>>();
        let found = covered(m, &truth, (0..10).map(experiment), 1).unwrap();
        let ten = CoverageCounts {
            intervals: 10,
            held: 10,
            off_zero: 10,
            bounds: 10,
            bounded: 10,
            ..CoverageCounts::default()
        };
        assert_eq!((found.tally, found.meant), (ten, Some(0.95)));
        assert!((found.most.unwrap() - 1.5).abs() < 1e-9 && found.truth > 26.0, "{:?}", found.most);
        // A truth in which one in two lies there is not what one of thirty leaves room for.
        let often: Vec<f64> = truth.iter().flat_map(|value| [*value, 500.0]).collect();
        assert_eq!(covered(m, &often, (0..10).map(experiment), 1).unwrap().tally.bounded, 0);
    }
}
