//! What every command that runs scenarios shares: its flags, and one batch from the first run to the finished
//! folder.

use crate::batch::{Job, Outcome, Plan, Stopped};
use crate::cli::flags::{Computing, Destination, Display, Force, Stopper, Worlds};
use crate::cli::memory::Demand;
use crate::cli::share::BatchShare;
use crate::cli::timings::{Clock, Errand, timed};
use crate::cli::{Failure, all_done, folder_report, interrupt, memory};
use crate::escape;
use crate::files::FileError;
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::layout::Layout;
use crate::files::manifest::{EXPLORER, Request};
use crate::files::pack::{Pages, pack, pack_as};
use crate::files::write::results::Results;
use crate::language::said;
use crate::language::twice::retold;
use crate::report::text::events::english;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::study::run::summary;
use crate::study::run::summary::{Figures, RunSummary};
use crate::study::run::warnings::Warning;
use clap::Args;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Flags of a batch.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Flags {
    #[command(flatten)]
    pub worlds: Worlds,
    #[command(flatten)]
    pub destination: Destination,
    #[command(flatten)]
    pub display: Display,
    /// Who may ask the batch to stop.
    #[arg(skip)]
    pub stopper: Stopper,
}

impl Flags {
    /// The plan they describe.
    pub(crate) fn plan(&self, keep: Retain) -> Plan {
        let Worlds { replicates, computing, .. } = &self.worlds;
        Plan { seed: computing.seed, replicates: *replicates, threads: computing.threads(), keep }
    }

    /// Where the folder goes; `None` when none is wanted.
    pub(super) fn wish(&self) -> Option<FolderRequest> {
        wish(self.destination.out.as_ref(), Force { force: self.destination.force }, &self.display)
    }

    /// The arguments that decide the result, in a fixed order.
    pub(crate) fn request(&self, command: &str, files: &[String]) -> Request {
        let Worlds { replicates, computing: Computing { seed, .. }, changes, .. } = &self.worlds;
        let mut arguments = files.to_vec();
        arguments.extend([format!("--replicates={replicates}"), format!("--seed={seed}")]);
        arguments.extend(changes.arguments());
        arguments.extend(self.destination.no_ledger.then(|| "--no-ledger".to_string()));
        arguments.extend(self.destination.no_report.then(|| "--no-report".to_string()));
        Request { command: command.into(), arguments, seed: seed.to_string(), replicates: *replicates }
    }

    /// The pages of a result folder of which no report can be made.
    pub(super) fn index(&self, folder: &Path, manifest: &[u8]) -> Vec<(String, Vec<u8>)> {
        match self.destination.no_report {
            true => vec![],
            false => folder_report::index_alone(folder, manifest, None),
        }
    }

    /// The pages of a result folder that is about to be finished.
    pub(super) fn pages(&self, folder: &Path, manifest: &[u8]) -> Vec<(String, Vec<u8>)> {
        if self.destination.no_report {
            return vec![];
        }
        folder_report::of_folder(folder, manifest, &self.display.showing)
    }
}

/// The place of a result folder: as named, or the next number; none for an answer in JSON without a name.
pub(super) fn wish(out: Option<&PathBuf>, force: Force, display: &Display) -> Option<FolderRequest> {
    match out {
        Some(path) => Some(FolderRequest::Named { path: path.clone(), force: force.force }),
        None if display.json => None,
        None => Some(FolderRequest::Numbered { parent: PathBuf::from("results") }),
    }
}

/// A finished batch.
pub(crate) struct Finished {
    /// One for each scenario.
    pub answers: Vec<RunSummary>,
    /// What to know.
    pub warnings: Vec<Warning>,
    /// The result folder, if one was wanted.
    pub folder: Option<PathBuf>,
}

impl Finished {
    /// A failed run is data, but the exit code tells of it.
    pub(crate) fn verdict(&self) -> Result<(), Failure> {
        verdict(&self.answers)
    }
}

/// Whether all runs were done.
pub(super) fn verdict(answers: &[RunSummary]) -> Result<(), Failure> {
    let count = |of: fn(&RunSummary) -> u32| answers.iter().map(|a| u64::from(of(a))).sum::<u64>();
    let failed = count(|a| a.signs.failed);
    all_done(failed, failed + count(|a| a.signs.done))
}

/// What is kept of a run: its figures, and its rows when a folder is wanted.
#[derive(Serialize, Deserialize)]
pub(super) struct Packed {
    pub figures: Figures,
    pub pages: Option<Pages>,
}

/// Where finished runs go: the folder, and what is answered of each scenario.
pub(super) struct Recorder {
    pub results: Option<Results>,
    pub answers: Vec<RunSummary>,
}

impl Recorder {
    /// See that the worlds fit into memory, and settle the place of the folder, if one is wanted; before
    /// anything is computed.
    pub(super) fn begin(flags: &Flags, scenarios: &[Scenario]) -> Result<Recorder, Failure> {
        let keep = Retain { ledger: !flags.destination.no_ledger, groups: true, sample: 0 };
        Recorder::begin_as(flags, scenarios, Layout::whole(keep))
    }

    /// The same for a folder of that layout.
    pub(super) fn begin_as(
        flags: &Flags,
        scenarios: &[Scenario],
        layout: Layout,
    ) -> Result<Recorder, Failure> {
        memory::check(scenarios, Demand { sample: layout.sample(), ..flags.worlds.demand() })?;
        let begin = |place| Results::begin_as(place, scenarios, layout);
        let results = flags.wish().map(|wish| PendingFolder::prepare(wish).and_then(begin)).transpose()?;
        Ok(Recorder { results, answers: scenarios.iter().map(RunSummary::new).collect() })
    }

    /// Whether runs are to become rows.
    pub(super) fn rows(&self) -> Rows {
        if self.results.is_some() { Rows::Wanted } else { Rows::Unwanted }
    }

    /// A run is finished.
    pub(super) fn take(&mut self, job: &Job, outcome: Outcome<Packed>) -> Result<(), Stopped> {
        let (figures, pages) = match outcome {
            Ok(packed) => (Ok(packed.figures), Ok(packed.pages.unwrap_or_default())),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        if let Some(answer) = self.answers.get_mut(job.index) {
            answer.take(job, &figures);
        }
        let written = self.results.as_mut().map_or(Ok(()), |results| results.take(job, &pages));
        written.map_err(|fault| Stopped::Sink(fault.to_string()))
    }
}

/// Whether a run is to become rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// For a result folder.
    Wanted,
    /// There is no folder.
    Unwanted,
}

/// What is kept of a run.
pub(super) fn packed(job: &Job, run: &Trajectory, rows: Rows) -> Outcome<Packed> {
    let pages = (rows == Rows::Wanted).then(|| pack(job, run, english)).transpose()?;
    Ok(Packed { figures: summary::of(job.scenario, run), pages })
}

/// A batch as it is asked for.
pub(crate) struct BatchOrder<'a> {
    /// Its flags.
    pub flags: &'a Flags,
    /// Which runs are lived here.
    pub share: &'a BatchShare,
    /// What is written of them.
    pub layout: &'a Layout,
    /// What stands in the manifest.
    pub request: &'a Request,
    /// The clock, if there is one.
    pub clock: Option<&'a Clock>,
    /// The page that lives worlds itself, if it goes into the folder.
    pub explorer: Option<&'a [u8]>,
}

impl BatchOrder<'_> {
    /// The runs, in order.
    pub(super) fn jobs<'a>(
        &self,
        scenarios: &'a [Scenario],
    ) -> impl Iterator<Item = Job<'a>> + Clone + Send + use<'a> {
        self.share.portion().jobs(scenarios, &self.flags.plan(Retain::default()))
    }

    /// What is kept of a run, if `rows` are wanted.
    pub(super) fn plan(&self, rows: Rows) -> Plan {
        self.flags.plan(if rows == Rows::Wanted { self.layout.keep() } else { Retain::default() })
    }

    /// A run as it is kept.
    pub(super) fn packed(&self, job: &Job, run: &Trajectory, rows: Rows) -> Outcome<Packed> {
        timed(self.clock, Errand::Packing, || {
            let pages = (rows == Rows::Wanted).then(|| pack_as(job, run, english, self.layout));
            Ok(Packed { figures: summary::of(job.scenario, run), pages: pages.transpose()? })
        })
    }
}

/// Why a batch stops at a run that failed.
pub(super) fn failed(job: &Job, reason: &str) -> Stopped {
    Stopped::Sink(said!("replicate {} of `{}` failed: {}", job.replicate, job.scenario.name, retold(reason)))
}

/// Where a result folder and the report in it lie, in words.
pub(crate) fn places(folder: &Path) -> String {
    let report = folder.join(folder_report::FILE);
    let report = if report.exists() { said!("Report: {}\n", escape::path(&report)) } else { String::new() };
    let explorer = folder.join(EXPLORER);
    let explorer =
        if explorer.exists() { said!("Explorer: {}\n", escape::path(&explorer)) } else { String::new() };
    said!("{report}{explorer}Result folder: {}\n", escape::path(folder))
}

impl From<FileError> for Failure {
    fn from(fault: FileError) -> Failure {
        let code = match fault {
            FileError::Exists { .. } | FileError::Foreign { .. } | FileError::Kept { .. } => 4,
            FileError::Link(_) | FileError::NoFile(_) | FileError::IsInput(_) => 4,
            FileError::Journal { .. } => 4,
            FileError::NoName(_) | FileError::NoFolder { .. } => 2,
            FileError::OldKept { .. } | FileError::Io { .. } => 1,
        };
        Failure::new(code, fault.to_string())
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Failure {
        let code = if stopped == Stopped::Cancelled { interrupt::INTERRUPTED } else { 1 };
        Failure::new(code, stopped.to_string())
    }
}
