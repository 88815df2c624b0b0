//! What a batch would take: a few of its runs are lived, and the rest is reckoned.

use crate::batch::replicates::{threads, work_jobs};
use crate::batch::{Job, Outcome, Sink, Stopped};
use crate::cli::batch::{BatchOrder, Rows};
use crate::cli::{Failure, interrupt};
use crate::files::machine::words;
use crate::language::said;
use crate::scenario::Scenario;
use crate::simulation::{need, run};
use std::time::Instant;

/// Runs that are lived, spread over the batch.
const RUNS: usize = 6;

/// What a batch would take.
pub(crate) struct Probe {
    /// Time, on so many threads.
    pub seconds: f64,
    /// Bytes of memory.
    pub memory: u64,
    /// Bytes of the folder; while runs are kept for `--resume`, twice as many.
    pub disk: u64,
    /// Threads.
    pub threads: usize,
}

/// Seconds and bytes of the runs that were lived.
#[derive(Default)]
struct Measured(Vec<(f64, usize)>);

impl Sink<(f64, usize)> for Measured {
    fn take(&mut self, _: &Job, outcome: Outcome<(f64, usize)>) -> Result<(), Stopped> {
        self.0.push(outcome.map_err(Stopped::Sink)?);
        Ok(())
    }
}

/// Live a few runs of a batch, as many at once as the batch would.
// How long it takes is what is asked for here.
#[allow(clippy::disallowed_methods)]
pub(crate) fn probe(order: &BatchOrder, scenarios: &[Scenario], jobs: &[Job]) -> Result<Probe, Failure> {
    let step = (jobs.len() / RUNS).max(1);
    let some = jobs.iter().step_by(step).take(RUNS).copied();
    let plan = order.plan(Rows::Wanted);
    let work = |job: &Job| {
        let begun = Instant::now();
        let lived = run(&job.scenario.blueprint, job.seed, job.replicate, plan.keep);
        let packed = order.packed(job, &lived, Rows::Wanted)?;
        let bytes = packed.pages.map_or(0, |pages| pages.bytes());
        Ok((begun.elapsed().as_secs_f64(), bytes))
    };
    let mut measured = Measured::default();
    work_jobs(some, &plan, &work, &mut measured, interrupt::flag())?;
    let n = measured.0.len().max(1) as f64;
    let seconds = measured.0.iter().map(|(seconds, _)| seconds).sum::<f64>() / n;
    let bytes = measured.0.iter().map(|(_, bytes)| *bytes as f64).sum::<f64>() / n;
    let threads = threads(plan.threads).min(jobs.len()).max(1);
    let world = scenarios.iter().map(|s| need::of_world(&s.blueprint) + 2 * need::of_history(&s.blueprint));
    let sampled = 3 * need::of_sample(plan.keep.sample);
    Ok(Probe {
        seconds: seconds * jobs.len() as f64 / threads as f64,
        memory: (world.max().unwrap_or(0) + sampled) * threads as u64
            + PROGRAM
            + EACH * scenarios.len() as u64,
        disk: (bytes * jobs.len() as f64) as u64,
        threads,
    })
}

/// Bytes of the program itself.
const PROGRAM: u64 = 20_000_000;
/// Bytes of a scenario and its answer.
const EACH: u64 = 60_000;

impl Probe {
    /// In words, a line each.
    pub(crate) fn words(&self) -> String {
        let time = match self.seconds {
            s if s < 90.0 => format!("{s:.0} s"),
            s if s < 5_400.0 => format!("{:.0} min", s / 60.0),
            s => format!("{:.1} h", s / 3_600.0),
        };
        said!(
            "time      about {time} on {} threads\nmemory    about {}\ndisk      about {}, twice as much \
             until \
             all is done\n",
            self.threads,
            words(self.memory),
            words(self.disk)
        )
    }
}
