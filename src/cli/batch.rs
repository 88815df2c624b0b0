//! What every command that runs scenarios shares: its flags, and one batch from the first run to the finished
//! folder.

use crate::batch::{Job, Live, Outcome, Plan, Sink, Stopped, replicates};
use crate::cli::progress::{Mode, Progress};
use crate::cli::timings::{Clock, Errand, timed};
use crate::cli::{Failure, interrupt};
use crate::files::FileError;
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::library::DiskLibrary;
use crate::files::manifest::Request;
use crate::files::pack::{Pages, pack};
use crate::files::write::results::Results;
use crate::report::text::events::english;
use crate::scenario;
use crate::scenario::Scenario;
use crate::simulation::Retain;
use crate::study::run::summary;
use crate::study::run::summary::{Figures, RunSummary};
use crate::study::run::warnings::{Warning, warnings};
use clap::{Args, value_parser};
use std::path::{Path, PathBuf};

/// Flags of a batch.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub struct Flags {
    /// Random worlds per scenario
    #[arg(short, long, value_name = "N", default_value_t = 20, value_parser = value_parser!(u32).range(1..))]
    pub replicates: u32,
    /// Seed of the random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
    /// Weeks to simulate instead of those of the scenarios
    #[arg(long, value_name = "N", value_parser = value_parser!(i64).range(1..))]
    pub weeks: Option<i64>,
    /// Result folder [default: results/<n>, the next free number]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Set a value in every scenario, for example levers.funding.grant=300000 (repeatable)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
    /// Replace DIR if it is a result folder of this program
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Leave ledger.csv out (it is the largest file)
    #[arg(long)]
    pub no_ledger: bool,
    /// Leave no report.html in the result folder
    #[arg(long)]
    pub no_report: bool,
    /// Live each scenario from its start, also the weeks that it shares with others (slower; the same result)
    #[arg(long)]
    pub no_fork: bool,
    /// How to show progress on stderr
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Mode::Auto)]
    pub progress: Mode,
    /// Neither progress nor warnings
    #[arg(short, long)]
    pub quiet: bool,
    /// Say more on stderr
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Machine-readable answer on stdout and nothing else there; without -o no folder is written
    #[arg(long)]
    pub json: bool,
}

impl Flags {
    /// The plan they describe.
    pub fn plan(&self, keep: Retain) -> Plan {
        Plan {
            seed: self.seed,
            replicates: self.replicates,
            threads: self.threads.unwrap_or(0) as usize,
            keep,
        }
    }

    /// Where the folder goes; `None` when none is wanted.
    pub(super) fn wish(&self) -> Option<FolderRequest> {
        match &self.out {
            Some(path) => Some(FolderRequest::Named { path: path.clone(), force: self.force }),
            None if self.json => None,
            None => Some(FolderRequest::Numbered { parent: PathBuf::from("results") }),
        }
    }

    /// Read the scenarios that the user names, with what the flags add. All faults of all of them come at
    /// once.
    pub fn read(&self, files: &[String]) -> Result<Vec<Scenario>, Failure> {
        scenario::read(files, &self.changes(), &DiskLibrary)
            .map_err(|faults| Failure { code: 3, message: faults.to_string() })
    }

    /// What the flags add to the scenarios.
    pub(super) fn changes(&self) -> scenario::Overrides {
        scenario::Overrides { sets: self.sets.clone(), weeks: self.weeks }
    }

    /// The arguments that decide the result, in a fixed order.
    pub fn request(&self, command: &str, files: &[String]) -> Request {
        let mut arguments = files.to_vec();
        arguments.extend([format!("--replicates={}", self.replicates), format!("--seed={}", self.seed)]);
        arguments.extend(self.weeks.map(|weeks| format!("--weeks={weeks}")));
        arguments.extend(self.sets.iter().map(|set| format!("--set={set}")));
        arguments.extend(self.no_ledger.then(|| "--no-ledger".to_string()));
        arguments.extend(self.no_report.then(|| "--no-report".to_string()));
        Request {
            command: command.into(),
            arguments,
            seed: self.seed.to_string(),
            replicates: self.replicates,
        }
    }
}

/// A finished batch.
pub struct Done {
    /// One for each scenario.
    pub answers: Vec<RunSummary>,
    /// What to know.
    pub warnings: Vec<Warning>,
    /// The result folder, if one was wanted.
    pub folder: Option<PathBuf>,
}

impl Done {
    /// A failed run is data, but the exit code tells of it.
    pub fn verdict(&self) -> Result<(), Failure> {
        let (failed, done) =
            self.answers.iter().fold((0, 0), |(failed, done), a| (failed + a.failed, done + a.done));
        if failed == 0 {
            Ok(())
        } else {
            Err(Failure::new(1, format!("{failed} of {} runs failed", failed + done)))
        }
    }
}

/// Where finished runs go: the folder, the answer, the progress bar.
struct Desk<'a> {
    results: Option<Results>,
    answers: Vec<RunSummary>,
    progress: &'a mut Progress,
    clock: Option<&'a Clock>,
}

/// What is kept of a run: its figures, and its rows when a folder is wanted.
type Parcel = (Figures, Option<Pages>);

impl Sink<Parcel> for Desk<'_> {
    fn take(&mut self, job: &Job, outcome: Outcome<Parcel>) -> Result<(), Stopped> {
        let (figures, pages) = match outcome {
            Ok((figures, pages)) => (Ok(figures), Ok(pages.unwrap_or_default())),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        self.progress.step(job, figures.is_ok());
        if let Some(answer) = self.answers.get_mut(job.index) {
            answer.take(job, &figures);
        }
        timed(self.clock, Errand::Writing, || {
            self.results.as_mut().map_or(Ok(()), |results| results.take(job, &pages))
        })
        .map_err(|fault| Stopped::Sink(fault.to_string()))
    }
}

/// Run every scenario in every world. The place of the folder is settled before anything is computed.
pub fn run(flags: &Flags, scenarios: &[Scenario], live: &Live, request: &Request) -> Result<Done, Failure> {
    run_timed(flags, scenarios, live, request, None)
}

/// The same, on a clock if there is one.
pub fn run_timed(
    flags: &Flags,
    scenarios: &[Scenario],
    live: &Live,
    request: &Request,
    clock: Option<&Clock>,
) -> Result<Done, Failure> {
    let wish = flags.wish();
    let keep = Retain { ledger: wish.is_some() && !flags.no_ledger, groups: wish.is_some() };
    let begin = |place| Results::begin(place, scenarios, keep.ledger);
    let results = wish.map(|wish| PendingFolder::prepare(wish).and_then(begin)).transpose()?;
    let wanted = results.is_some();
    let packing = |job: &Job, run| {
        timed(clock, Errand::Packing, || {
            let pages = wanted.then(|| pack(job, &run, english)).transpose()?;
            Ok((summary::of(job.scenario, &run), pages))
        })
    };
    let total = scenarios.len() as u64 * u64::from(flags.replicates);
    let mut progress = Progress::begin(flags.progress, flags.quiet, total);
    let answers = scenarios.iter().map(RunSummary::new).collect();
    let mut desk = Desk { results, answers, progress: &mut progress, clock };
    let ended = replicates::run(scenarios, &flags.plan(keep), live, &packing, &mut desk, interrupt::flag());
    let Desk { results, answers, .. } = desk;
    progress.end();
    ended?;
    let mut pages = |folder: &Path, manifest: &[u8]| {
        if flags.no_report { vec![] } else { crate::cli::report::of_folder(folder, manifest, flags.quiet) }
    };
    let finish = |results: Results| {
        timed(clock, Errand::Writing, || results.finish_with(scenarios, request, None, &mut pages))
    };
    let folder = results.map(finish).transpose()?;
    let warnings = warnings(scenarios, &answers, flags.replicates);
    Ok(Done { answers, warnings, folder })
}

/// Where a result folder and the report in it lie, in words.
pub fn places(folder: &Path) -> String {
    let report = folder.join(crate::cli::report::FILE);
    let report = if report.exists() { format!("Report: {}\n", report.display()) } else { String::new() };
    format!("{report}Result folder: {}\n", folder.display())
}

impl From<FileError> for Failure {
    fn from(fault: FileError) -> Failure {
        let code = match fault {
            FileError::Exists { .. } => 4,
            FileError::NoName(_) => 2,
            FileError::Io { .. } => 1,
        };
        Failure::new(code, fault.to_string())
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Failure {
        let code = if stopped == Stopped::Cancelled { 130 } else { 1 };
        Failure::new(code, stopped.to_string())
    }
}
