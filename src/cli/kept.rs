//! Batches that can be gone on with: every finished run is kept in a journal beside the place of its folder,
//! and the folder is made of the journal when all are there. So it holds the same bytes whether or not the
//! batch was stopped in between.

mod reuse;

use crate::batch::{Job, Outcome, RunEnd, RunWorld, Sink, Stopped, replicates};
use crate::cli::batch::{BatchOrder, Packed, Recorder, Rows, failed};
use crate::cli::progress::Progress;
use crate::cli::share::OnError;
use crate::cli::timings::{Errand, timed};
use crate::cli::{Failure, all_done, answer, answer_json};
use crate::escape;
use crate::files::journal::{Journal, RunKey, run_key, scenario_key};
use crate::files::manifest::Manifest;
use crate::files::read::again::told_runs;
use crate::files::read::manifest_in;
use crate::language::said;
use crate::scenario::Scenario;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering::Relaxed;

/// Whether the folder that is asked for stands there already, finished by the same command; this is said. It
/// ends as that command did.
pub(crate) fn is_finished(order: &BatchOrder) -> Result<bool, Failure> {
    let Some(out) = order.flags.destination.out.as_ref().filter(|_| order.share.resume) else {
        return Ok(false);
    };
    let same = |found: &Manifest| {
        found.request == *order.request
            && found.version == env!("CARGO_PKG_VERSION")
            && found.commit.as_deref() == Some(env!("COMMONROOM_COMMIT"))
    };
    let Some(manifest) = manifest_in(out).ok().filter(same) else { return Ok(false) };
    Journal::open(Journal::place(out))?.remove()?;
    if order.flags.display.json {
        answer_json(&json!({ "finished": true, "folder": out.to_string_lossy() }))?;
    } else {
        answer(&said!("Finished before.\nResult folder: {}\n", escape::path(out)))?;
    }
    let names = manifest.names();
    let runs = told_runs(out, &names)?;
    let failed = runs.iter().filter(|run| run.hash.is_none()).count();
    all_done(failed as u64, runs.len() as u64)?;
    Ok(true)
}

/// The journal of the batch, where its folder has a name.
pub(super) fn journal(order: &BatchOrder) -> Result<Option<Journal>, Failure> {
    let destination = &order.flags.destination;
    let Some(out) = destination.out.as_ref().filter(|out| out.file_name().is_some()) else {
        return Ok(None);
    };
    let journal = Journal::open(Journal::place(out))?;
    if journal.len() == 0 || order.share.resume {
        return Ok(Some(journal));
    }
    if destination.force {
        journal.remove()?;
        return Ok(Some(Journal::open(Journal::place(out))?));
    }
    let words = said!(
        "{} keeps {} finished runs of a batch that was stopped: --resume goes on with them, --force begins \
         anew",
        journal.path().display(),
        journal.len()
    );
    Err(Failure::new(4, words))
}

/// The keys of all runs.
struct RunKeys(Vec<RunKey>);

impl RunKeys {
    fn of(order: &BatchOrder, scenarios: &[Scenario]) -> RunKeys {
        let words = order.layout.words();
        RunKeys(scenarios.iter().map(|scenario| scenario_key(scenario, &[words.as_bytes()])).collect())
    }

    fn of_job(&self, job: &Job) -> RunKey {
        run_key(&self.0[job.index], job.seed, job.replicate)
    }
}

/// Where finished runs go first.
struct JournalSink<'a, 'b> {
    order: &'a BatchOrder<'b>,
    keys: &'a RunKeys,
    journal: &'a mut Journal,
    progress: &'a mut Progress,
    failures: BTreeMap<(usize, u32), String>,
}

impl Sink<Vec<u8>> for JournalSink<'_, '_> {
    fn take(&mut self, job: &Job, outcome: Outcome<Vec<u8>>) -> Result<(), Stopped> {
        self.progress.step(job, RunEnd::of(&outcome));
        match outcome {
            Ok(content) => timed(self.order.clock, Errand::Writing, || {
                let kept = self.journal.append(self.keys.of_job(job), &content);
                kept.map_err(|fault| Stopped::Sink(fault.to_string()))
            }),
            Err(reason) if self.order.share.on_error == OnError::Stop => Err(failed(job, &reason)),
            Err(reason) => {
                self.failures.insert((job.index, job.replicate), reason);
                Ok(())
            }
        }
    }
}

/// Live all runs that are not in the journal, then hand all of them on in order.
pub(super) fn live_all(
    order: &BatchOrder,
    scenarios: &[Scenario],
    live: &RunWorld,
    recorder: &mut Recorder,
    journal: &mut Journal,
) -> Result<(), Failure> {
    let keys = RunKeys::of(order, scenarios);
    let jobs = order.jobs(scenarios);
    let there: Vec<bool> = jobs.clone().map(|job| journal.has(&keys.of_job(&job))).collect();
    tell(order, journal, there.iter().filter(|there| **there).count(), there.len())?;
    let wanted = jobs.clone().zip(&there).filter(|(_, there)| !**there).map(|(job, _)| keys.of_job(&job));
    reuse::take(order, wanted.collect(), journal)?;
    let there: Vec<bool> = jobs.clone().map(|job| journal.has(&keys.of_job(&job))).collect();
    let found = there.iter().filter(|there| **there).count();
    let missing = jobs.clone().zip(&there).filter(|(_, there)| !**there).map(|(job, _)| job);
    let packing = |job: &Job, run| {
        let packed = order.packed(job, &run, Rows::Wanted)?;
        postcard::to_stdvec(&packed).map_err(|cause| cause.to_string())
    };
    let plan = order.plan(Rows::Wanted);
    let showing = order.flags.display.showing.mode();
    let mut progress = Progress::begin(showing, (there.len() - found) as u64);
    let failures = BTreeMap::new();
    let mut sink = JournalSink { order, keys: &keys, journal, progress: &mut progress, failures };
    let ended = replicates::run_jobs(missing, &plan, live, &packing, &mut sink, order.flags.stopper.flag());
    let failures = sink.failures;
    progress.end();
    journal.sync()?;
    let ended = ended.and_then(|()| hand_on(jobs, &keys, &failures, recorder, journal, order));
    ended.map_err(|why| stopped(why, journal, there.len()))
}

/// All runs in order, from the journal to the folder.
fn hand_on<'a>(
    jobs: impl Iterator<Item = Job<'a>>,
    keys: &RunKeys,
    failures: &BTreeMap<(usize, u32), String>,
    recorder: &mut Recorder,
    journal: &mut Journal,
    order: &BatchOrder,
) -> Result<(), Stopped> {
    for job in jobs {
        if order.flags.stopper.flag().load(Relaxed) {
            return Err(Stopped::Cancelled);
        }
        let outcome = match failures.get(&(job.index, job.replicate)) {
            Some(reason) => Err(reason.clone()),
            None => Ok(content(&keys.of_job(&job), journal)?),
        };
        timed(order.clock, Errand::Writing, || recorder.take(&job, outcome))?;
    }
    Ok(())
}

/// A run out of the journal.
fn content(key: &RunKey, journal: &mut Journal) -> Result<Packed, Stopped> {
    let sink = |why: String| Stopped::Sink(why);
    let found = journal.read(key).map_err(|fault| sink(fault.to_string()))?;
    let lost = || sink(said!("{}: a finished run is gone", journal.path().display()));
    postcard::from_bytes(&found.ok_or_else(lost)?).map_err(|cause| sink(cause.to_string()))
}

/// What was found of an earlier batch. One of other runs altogether is not gone on with.
fn tell(order: &BatchOrder, journal: &Journal, found: usize, all: usize) -> Result<(), Failure> {
    let place = journal.path().display();
    if journal.len() > 0 && found == 0 {
        let words = said!(
            "{place} keeps {} finished runs of another batch (other scenarios, tables, seed, worlds or \
             version): choose another name, or --force to begin anew",
            journal.len()
        );
        return Err(Failure::new(4, words));
    }
    let showing = &order.flags.display.showing;
    if found > 0 {
        showing.note(&said!("going on with {found} of {all} runs that were finished before"));
    }
    if journal.damaged > 0 {
        showing.warn([said!("{} bytes of {place} are damaged; their runs are lived again", journal.damaged)]);
    }
    let others = journal.len() - found;
    if others > 0 {
        showing.warn([said!("{place} keeps {others} runs of another batch too; they are not used")]);
    }
    Ok(())
}

/// Why a batch ended early, and what is kept of it.
fn stopped(why: Stopped, journal: &Journal, all: usize) -> Failure {
    let failure = Failure::from(why);
    if journal.len() == 0 {
        return failure;
    }
    let (found, place) = (journal.len(), journal.path().display());
    let kept = said!("{found} of {all} runs are kept in {place}: the same command with --resume goes on");
    Failure { message: format!("{}; {kept}", failure.message), ..failure }
}
