//! One batch from the first run to the finished folder.

use crate::batch::{Job, Outcome, RunEnd, RunWorld, Sink, Stopped, replicates};
use crate::cli::batch::{BatchOrder, Finished, Packed, Recorder, failed};
use crate::cli::progress::Progress;
use crate::cli::share::OnError;
use crate::cli::timings::{Clock, Errand, timed};
use crate::cli::{Failure, kept};
use crate::files::FileError;
use crate::files::journal::Journal;
use crate::files::manifest::EXPLORER;
use crate::files::write::results::Results;
use crate::scenario::Scenario;
use crate::study::run::found::warnings;
use std::path::Path;

/// A batch as it is watched: recorded, shown, timed.
struct BatchSink<'a> {
    recorder: &'a mut Recorder,
    progress: &'a mut Progress,
    clock: Option<&'a Clock>,
    on_error: OnError,
}

impl Sink<Packed> for BatchSink<'_> {
    fn take(&mut self, job: &Job, outcome: Outcome<Packed>) -> Result<(), Stopped> {
        self.progress.step(job, RunEnd::of(&outcome));
        if let (Err(reason), OnError::Stop) = (&outcome, self.on_error) {
            return Err(failed(job, reason));
        }
        timed(self.clock, Errand::Writing, || self.recorder.take(job, outcome))
    }
}

/// Run every scenario in every world that is asked for. The place of the folder is settled before anything is
/// computed; where it has a name, finished runs are kept in a journal beside it until it stands.
pub(crate) fn batch(
    order: &BatchOrder,
    scenarios: &[Scenario],
    live: &RunWorld,
) -> Result<Finished, Failure> {
    let flags = order.flags;
    let mut journal = kept::journal(order)?;
    let mut recorder = Recorder::begin_as(flags, scenarios, order.layout.clone())?;
    match &mut journal {
        Some(journal) => kept::live_all(order, scenarios, live, &mut recorder, journal)?,
        None => live_all(order, scenarios, live, &mut recorder)?,
    }
    let Recorder { results, answers } = recorder;
    let warnings = warnings(scenarios, &answers, flags.worlds.replicates);
    let finish = |mut results: Results| {
        order.explorer.map_or(Ok(()), |page| results.add(EXPLORER, page))?;
        let left_out = order.layout.left_out();
        results.warnings(&warnings.iter().cloned().chain(left_out).collect::<Vec<_>>())?;
        let pages =
            &mut |folder: &Path, manifest: &[u8]| match order.layout.reportable() || order.layout.swept() {
                true => flags.pages(folder, manifest),
                false => flags.index(folder, manifest),
            };
        timed(order.clock, Errand::Writing, || results.finish_with(scenarios, order.request, None, pages))
    };
    let finished = results.map(finish).transpose();
    // Under another name results are as safe as in their place.
    if matches!(&finished, Ok(_) | Err(FileError::Kept { .. } | FileError::OldKept { .. })) {
        journal.map(Journal::remove).transpose()?;
    }
    Ok(Finished { answers, warnings, folder: finished? })
}

/// Live all runs, each written as it is finished.
fn live_all(
    order: &BatchOrder,
    scenarios: &[Scenario],
    live: &RunWorld,
    recorder: &mut Recorder,
) -> Result<(), Failure> {
    let rows = recorder.rows();
    let jobs = order.jobs(scenarios);
    let mut progress = Progress::begin(order.flags.display.showing.mode(), jobs.clone().count() as u64);
    let packing = |job: &Job, run| order.packed(job, &run, rows);
    let on_error = order.share.on_error;
    let mut sink = BatchSink { recorder, progress: &mut progress, clock: order.clock, on_error };
    let ended =
        replicates::run_jobs(jobs, &order.plan(rows), live, &packing, &mut sink, order.flags.stopper.flag());
    progress.end();
    Ok(ended?)
}
