//! `diagnose`: what is deficient, and which cause it comes from.

use crate::batch::rounds::{Rounds, StageObserver};
use crate::batch::{Job, Live, Outcome, Stopped};
use crate::cli::batch::{Flags, places};
use crate::cli::compare::wanted;
use crate::cli::progress::{Mode, Progress, say};
use crate::cli::run::bold;
use crate::cli::{Failure, answer, interrupt};
use crate::files::folder::PendingFolder;
use crate::files::manifest::{Request, json};
use crate::files::pack::{Pages, pack};
use crate::files::write::results::Results;
use crate::measure::values::{Values, Worlds};
use crate::report::answers::run::Emphasis;
use crate::report::answers::{diagnose, diagnose_json, overview};
use crate::report::text::events::english;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::study::diagnose::causes::moves;
use crate::study::diagnose::coalitions::{coalition, coalitions};
use crate::study::diagnose::diagnosis::{Diagnosis, Move};
use crate::study::diagnose::{Players, Questions, diagnose, refusal};
use crate::study::run::summary;
use crate::study::run::summary::{Figures, RunSummary};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Players of the shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The three causes
    #[default]
    Cause,
    /// Single levers too, by sampled orders
    Lever,
}

/// Name the deficiencies of a scenario and the causes they come from
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Arguments {
    /// Scenario file or name of a built-in scenario; `-` reads from stdin
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Also compare the causes with this much public money a year for each
    #[arg(long, value_name = "YUAN")]
    pub budget: Option<f64>,
    /// Shares of causes, or of single levers too
    #[arg(long, value_enum, default_value_t = By::Cause)]
    pub by: By,
    /// Measure whose change is traced through the links of the model
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// Leave the trace out (it takes most of the time)
    #[arg(long)]
    pub no_why: bool,
    #[command(flatten)]
    /// Flags of the batch.
    pub flags: Flags,
}

impl Arguments {
    fn read(&self) -> Result<Scenario, Failure> {
        let scenario = self.flags.read(std::slice::from_ref(&self.file))?.remove(0);
        refusal(&scenario).map_or(Ok(scenario), |why| Err(Failure::new(3, why)))
    }

    fn request(&self) -> Request {
        let mut request = self.flags.request("diagnose", std::slice::from_ref(&self.file));
        request.arguments.push(format!("--measure={}", self.measure));
        request.arguments.extend(self.budget.map(|yuan| format!("--budget={yuan}")));
        request.arguments.extend((self.by == By::Lever).then(|| "--by=lever".to_string()));
        request.arguments.extend(self.no_why.then(|| "--no-why".to_string()));
        request
    }

    fn questions(&self) -> Result<Questions, Failure> {
        let headline = wanted(&self.measure)?.name;
        if self.budget.is_some_and(|yuan| !(yuan > 0.0 && yuan.is_finite())) {
            return Err(Failure::new(2, "--budget needs an amount above 0, in yuan a year"));
        }
        Ok(Questions {
            replicates: self.flags.replicates,
            budget: self.budget,
            why: (!self.no_why).then_some(headline),
            players: if self.by == By::Lever { Players::Levers } else { Players::Causes },
        })
    }
}

/// A progress bar for each stage.
pub(super) struct Stages {
    pub(super) mode: Mode,
    pub(super) quiet: bool,
    pub(super) bar: Option<Progress>,
}

impl Stages {
    pub(super) fn new(mode: Mode, quiet: bool) -> Stages {
        Stages { mode, quiet, bar: None }
    }

    pub(super) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.end();
        }
    }
}

impl StageObserver for Stages {
    fn begin(&mut self, _: &str, runs: u64) {
        self.end();
        self.bar = Some(Progress::begin(self.mode, self.quiet, runs));
    }

    fn step(&mut self, job: &Job, fine: bool) {
        if let Some(bar) = &mut self.bar {
            bar.step(job, fine);
        }
    }
}

/// What was computed.
struct Done {
    diagnosis: Diagnosis,
    /// The coalitions of causes, and what `run` says of each.
    coalitions: (Vec<Scenario>, Vec<RunSummary>),
    warnings: Vec<String>,
    folder: Option<PathBuf>,
    /// Runs done and failed.
    count: (u64, u64),
}

/// What is kept of a run of a coalition.
struct Parcel {
    values: Values,
    figures: Figures,
    pages: Option<Pages>,
}

/// Read, diagnose, answer.
pub fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    let (asked, flags) = (arguments.questions()?, &arguments.flags);
    let scenario = arguments.read()?;
    let moves = moves().map_err(|faults| Failure { code: 1, message: faults.to_string() })?;
    let done = run(arguments, &scenario, &moves, &asked)?;
    if flags.json {
        let mut json = as_json(arguments, &done);
        json["folder"] = done.folder.as_ref().map(|path| path.to_string_lossy()).into();
        answer(&format!("{json:#}\n"))?;
    } else {
        let ink = if bold() { Emphasis::Bold } else { Emphasis::Plain };
        let labels: Vec<String> = (0..done.coalitions.0.len()).map(coalition).collect();
        answer(&diagnose::text(&done.diagnosis, &scenario, ink))?;
        answer(&format!("\n{}", overview::table(labels.iter().map(String::as_str), &done.coalitions.1)))?;
    }
    if !flags.quiet {
        done.warnings.iter().for_each(|warning| say(&format!("warning: {warning}")));
    }
    if let Some(folder) = done.folder.as_ref().filter(|_| !flags.json) {
        answer(&places(folder))?;
    }
    let (runs, failed) = done.count;
    if failed == 0 { Ok(()) } else { Err(Failure::new(1, format!("{failed} of {runs} runs failed"))) }
}

fn as_json(arguments: &Arguments, done: &Done) -> serde_json::Value {
    diagnose_json::as_json(&done.diagnosis, &arguments.request(), &done.warnings)
}

/// Live everything; the runs of the coalitions go into the result folder.
fn run(
    arguments: &Arguments,
    scenario: &Scenario,
    moves: &[Vec<Move>; 3],
    asked: &Questions,
) -> Result<Done, Failure> {
    let flags = &arguments.flags;
    let all = coalitions(scenario, moves, [1.0; 3]);
    let begin = |place| Results::begin(place, &all, !flags.no_ledger);
    let mut results = flags.wish().map(|wish| PendingFolder::prepare(wish).and_then(begin)).transpose()?;
    let mut answers: Vec<RunSummary> = all.iter().map(RunSummary::new).collect();
    let mut stages = Stages::new(flags.progress, flags.quiet);
    let threads = flags.threads.unwrap_or(0) as usize;
    let live: Option<&Live> = flags.no_fork.then_some(&crate::simulation::live);
    let mut lab = Rounds::new(live, flags.seed, threads, interrupt::flag(), &mut stages);
    let worlds = live_coalitions(&mut lab, &all, flags, &mut results, &mut answers)?;
    let diagnosis = diagnose(&mut lab, &all, &worlds, moves, asked)?;
    let (count, first) = (lab.count, lab.first_failure.take());
    stages.end();
    let warnings = warnings(scenario, flags.replicates, count, first);
    let mut done = Done { diagnosis, coalitions: (all, answers), warnings, folder: None, count };
    if let Some(mut results) = results {
        results.add(crate::files::read::DIAGNOSIS, &json(&as_json(arguments, &done)))?;
        let mut pages = |folder: &Path, manifest: &[u8]| {
            if flags.no_report {
                vec![]
            } else {
                crate::cli::report::of_folder(folder, manifest, flags.quiet)
            }
        };
        done.folder =
            Some(results.finish_with(&done.coalitions.0, &arguments.request(), None, &mut pages)?);
    }
    Ok(done)
}

fn live_coalitions(
    lab: &mut Rounds,
    all: &[Scenario],
    flags: &Flags,
    results: &mut Option<Results>,
    answers: &mut [RunSummary],
) -> Result<Vec<Worlds>, Failure> {
    let paged = results.is_some();
    let packing = |job: &Job, run: Trajectory| {
        let pages = paged.then(|| pack(job, &run, english)).transpose()?;
        Ok(Parcel {
            values: Values::of(&job.scenario.blueprint, &run),
            figures: summary::of(job.scenario, &run),
            pages,
        })
    };
    let mut take = |job: &Job, outcome: Outcome<Parcel>| {
        let (values, figures, pages) = match outcome {
            Ok(parcel) => (Ok(parcel.values), Ok(parcel.figures), Ok(parcel.pages.unwrap_or_default())),
            Err(reason) => (Err(reason.clone()), Err(reason.clone()), Err(reason)),
        };
        answers[job.index].take(job, &figures);
        let written = results.as_mut().map_or(Ok(()), |results| results.take(job, &pages));
        written.map_err(|fault| Stopped::Sink(fault.to_string()))?;
        Ok(values)
    };
    let keep = Retain { ledger: paged && !flags.no_ledger, groups: paged };
    Ok(lab.each_to("coalitions of causes", all, (1..=flags.replicates, keep), &packing, &mut take)?)
}

fn warnings(
    scenario: &Scenario,
    replicates: u32,
    count: (u64, u64),
    first: Option<(String, u32, String)>,
) -> Vec<String> {
    let mut words = scenario.warnings.clone();
    if replicates < 10 {
        let interval = if replicates == 1 { "no interval" } else { "wide intervals" };
        words.push(format!("{replicates} replicates give {interval}; use --replicates 20 or more"));
    }
    words.extend(first.map(|(name, replicate, why)| {
        let (runs, failed) = count;
        format!(
            "{failed} of {runs} runs failed and are missing (first: {name}, replicate {replicate}: {why})"
        )
    }));
    words
}
