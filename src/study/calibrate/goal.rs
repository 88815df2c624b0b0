//! From particles to statistics: scenarios lived with other parameters, one random world per particle.

use crate::batch::rounds::StageObserver;
use crate::batch::{Job, Outcome, Plan, RunEnd, RunWorld, Sink, replicates};
use crate::measure::statistic::Statistic;
use crate::scenario::Scenario;
use crate::scenario::posterior::with_values;
use crate::settings::{SettingsTree, Value};
use crate::simulation::{Retain, Trajectory};
use crate::stats::Moments;
use crate::study::calibrate::free::Free;
use crate::study::calibrate::{Batch, ObservedValue, Stopped};
use crate::world::blueprint::Blueprint;
use std::sync::atomic::AtomicBool;

/// Random worlds at the scenario's own values from which the chance of a statistic is known.
pub(crate) const WORLDS_OF_CHANCE: u32 = 24;

/// One observed number and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FitTarget {
    /// Row of the evidence that tells it: a line of a file, or an id.
    pub row: String,
    /// Place of its scenario among those of the goal.
    pub scenario: usize,
    /// Which number.
    pub statistic: Statistic,
    /// What was observed.
    pub observed: ObservedValue,
}

/// What is lived, and what is read off it.
#[derive(Clone, Copy)]
pub(crate) struct Goal<'a> {
    /// The scenarios.
    pub scenarios: &'a [Scenario],
    /// What is read, in order.
    pub targets: &'a [FitTarget],
    /// What moves.
    pub free: &'a [Free],
}

/// How runs are done.
#[derive(Clone, Copy)]
pub(crate) struct Means<'a> {
    /// How a world is lived.
    pub live: &'a RunWorld<'a>,
    /// Seed of the random worlds.
    pub seed: u64,
    /// Threads; 0 for all cores.
    pub threads: usize,
    /// Raised to end early.
    pub cancel: &'a AtomicBool,
}

/// The value of a parameter in a blueprint.
pub(crate) fn value_in(blueprint: &Blueprint, free: &Free) -> f64 {
    match blueprint.settings.get(&free.path) {
        Some(Value::Real(value)) => value,
        _ => free.range.0,
    }
}

/// What arrives, by scenario and particle.
struct Arrivals<'a> {
    first: u32,
    rows: Vec<Vec<Option<Vec<f64>>>>,
    watch: &'a mut dyn StageObserver,
}

impl Sink<Vec<f64>> for Arrivals<'_> {
    fn take(&mut self, job: &Job, outcome: Outcome<Vec<f64>>) -> Result<(), Stopped> {
        self.watch.step(job, RunEnd::of(&outcome));
        self.rows[job.index][(job.replicate - self.first) as usize] = outcome.ok();
        Ok(())
    }
}

impl Goal<'_> {
    /// What must be kept of each run.
    fn keep(&self) -> Retain {
        let groups = self.targets.iter().any(|t| t.statistic.keep().groups);
        Retain { groups, ..Retain::default() }
    }

    /// Live a batch; one row of statistics per particle, in the order of the targets. `what` is it for.
    pub(crate) fn live(
        &self,
        what: &str,
        batch: &Batch,
        means: Means,
        watch: &mut dyn StageObserver,
    ) -> Result<Vec<Option<Vec<f64>>>, Stopped> {
        let n = batch.parameters.len();
        let live = |blueprint: &Blueprint, seed, world: u32, keep| {
            let values = &batch.parameters[(world - batch.first) as usize];
            let named = self.free.iter().map(|free| free.path.as_str()).zip(values.iter().copied());
            (means.live)(&with_values(blueprint, named), seed, world, keep)
        };
        let pack = |job: &Job, run: Trajectory| -> Outcome<Vec<f64>> {
            let mine = self.targets.iter().filter(|target| target.scenario == job.index);
            let read = mine.map(|t| {
                t.statistic.of(&job.scenario.blueprint, &run).ok_or_else(|| t.statistic.to_string())
            });
            read.collect()
        };
        let plan = Plan {
            seed: means.seed,
            replicates: batch.first + n as u32 - 1,
            threads: means.threads,
            keep: self.keep(),
        };
        let rows = self.scenarios.iter().map(|_| vec![None; n]).collect();
        watch.begin(what, n as u64 * self.scenarios.len() as u64);
        let mut bench = Arrivals { first: batch.first, rows, watch };
        let jobs = replicates::jobs(self.scenarios, &plan, batch.first);
        replicates::run_jobs(jobs, &plan, &live, &pack, &mut bench, means.cancel)?;
        Ok((0..n).map(|at| self.in_order(&bench.rows, at)).collect())
    }

    /// The statistics of one particle, from those of each scenario.
    fn in_order(&self, rows: &[Vec<Option<Vec<f64>>>], at: usize) -> Option<Vec<f64>> {
        let mut taken = vec![0; rows.len()];
        let next = |target: &FitTarget| {
            let value = rows[target.scenario][at].as_ref()?.get(taken[target.scenario]).copied();
            taken[target.scenario] += 1;
            value
        };
        self.targets.iter().map(next).collect()
    }

    /// Spread of each statistic between random worlds at the scenarios' own values, in worlds 1, 2, … of
    /// another seed than that of the particles.
    pub(crate) fn chance(&self, means: Means, watch: &mut dyn StageObserver) -> Result<Vec<f64>, Stopped> {
        let fixed = Goal { free: &[], ..*self };
        let batch = Batch { first: 1, parameters: vec![vec![]; WORLDS_OF_CHANCE as usize] };
        let means = Means { seed: means.seed ^ 0x6368_616E_6365, ..means };
        let rows = fixed.live("chance", &batch, means, watch)?;
        let rows: Vec<Vec<f64>> = rows.into_iter().flatten().collect();
        let spread = |k: usize| Moments::of(rows.iter().map(|row| row[k])).sd().unwrap_or(0.0);
        Ok((0..self.targets.len()).map(spread).collect())
    }
}
