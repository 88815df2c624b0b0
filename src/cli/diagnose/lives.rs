//! How the worlds of a diagnosis are lived.

use crate::batch::rounds::{Rounds, WorldsWanted};
use crate::batch::{Job, Outcome, RunWorld};
use crate::cli::batch::{Flags, Packed, Recorder, packed};
use crate::cli::draws::run_drawn;
use crate::cli::stages::Stages;
use crate::cli::{Failure, interrupt};
use crate::language::term;
use crate::measure::values::{Values, Worlds};
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::study::diagnose::Questions;

/// How a world is run from its start: with its draw, or because scenarios are not to share weeks; else
/// `None`.
pub(super) fn living<'a>(flags: &Flags, asked: &Questions<'a>) -> Option<Box<RunWorld<'a>>> {
    let whole = || -> Box<RunWorld> { Box::new(crate::simulation::run) };
    asked.own.map(run_drawn).or_else(|| flags.worlds.no_fork.then(whole))
}

/// Rounds of worlds as the flags say.
pub(super) fn rounds<'a>(
    flags: &Flags,
    live: Option<&'a RunWorld<'a>>,
    stages: &'a mut Stages,
) -> Rounds<'a> {
    let computing = &flags.worlds.computing;
    Rounds::new(live, computing.seed, computing.threads(), interrupt::flag(), stages)
}

/// The worlds of the coalitions, which the recorder takes too.
pub(super) fn live_coalitions(
    rounds: &mut Rounds,
    all: &[Scenario],
    flags: &Flags,
    recorder: &mut Recorder,
) -> Result<Vec<Worlds>, Failure> {
    let (rows, folder) = (recorder.rows(), recorder.results.is_some());
    let packing = |job: &Job, run: Trajectory| {
        Ok((Values::of(&job.scenario.blueprint, &run), packed(job, &run, rows)?))
    };
    let mut take = |job: &Job, outcome: Outcome<(Values, Packed)>| {
        let (values, packed) = match outcome {
            Ok((values, packed)) => (Ok(values), Ok(packed)),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        recorder.take(job, packed)?;
        Ok(values)
    };
    let keep = Retain { ledger: folder && !flags.destination.no_ledger, groups: folder, sample: 0 };
    let wanted = WorldsWanted { worlds: 1..=flags.worlds.replicates, keep };
    Ok(rounds.each_to(term("coalitions of causes"), all, wanted, &packing, &mut take)?)
}
