//! The trial of `compare --until`: other worlds, lived first, that say how many a comparison needs.

use crate::batch::{Job, Outcome, Plan, RunEnd, RunWorld, Sink, Stopped, replicates};
use crate::cli::Failure;
use crate::cli::batch::Flags;
use crate::cli::progress::{Progress, say};
use crate::language::said;
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::study::compare::Gathering;
use crate::study::compare::precision::{self, Planned, PrecisionGoal};
use crate::study::compare::reduce::{KEEP, Reduced, reduce};

/// Where the runs of the trial go.
struct TrialSink<'a, 'b> {
    gathering: Gathering<'b>,
    progress: &'a mut Progress,
}

impl Sink<Reduced> for TrialSink<'_, '_> {
    fn take(&mut self, job: &Job, outcome: Outcome<Reduced>) -> Result<(), Stopped> {
        self.progress.step(job, RunEnd::of(&outcome));
        self.gathering.take(job, outcome);
        Ok(())
    }
}

/// The trial: worlds beyond the most that an answer can hold, lived to see how much differences vary; they
/// are gathered apart from those of the answer.
pub(crate) fn trial(
    flags: &Flags,
    scenarios: &[Scenario],
    gathering: Gathering,
    goals: &[PrecisionGoal],
    live: &RunWorld,
    progress: &mut Progress,
) -> Result<Planned, Failure> {
    let plan = Plan {
        replicates: precision::MOST + flags.worlds.replicates.max(precision::FEWEST_OF_TRIAL),
        ..flags.plan(KEEP)
    };
    let jobs = replicates::jobs(scenarios, &plan, precision::MOST + 1);
    progress.extend(jobs.clone().count() as u64);
    let packing = |job: &Job, run: Trajectory| Ok(reduce(job.scenario, &run));
    let mut sink = TrialSink { gathering, progress };
    replicates::run_jobs(jobs, &plan, live, &packing, &mut sink, flags.stopper.flag())?;
    let names: Vec<String> = scenarios.iter().map(|scenario| scenario.name.clone()).collect();
    let planned = precision::plan(&sink.gathering.runs(), goals, &names);
    if flags.display.verbose {
        say(&said!("the trial plans {} worlds", planned.worlds));
    }
    Ok(planned)
}
