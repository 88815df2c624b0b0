//! `report`: one HTML file from result folders, or from scenarios that are run for it.

use crate::batch::{Job, Outcome, RunEnd, Sink, Stopped, replicates};
use crate::cli::batch::{Flags, verdict};
use crate::cli::flags::{Changes, Computing, Display, Force, Showing, Worlds};
use crate::cli::folder_report::{FILE, renew_index};
use crate::cli::progress::Progress;
use crate::cli::timings::{Beginnings, living};
use crate::cli::{Failure, answer, interrupt, memory};
use crate::escape;
use crate::files::manifest::{Manifest, Request};
use crate::files::read;
use crate::files::write::page;
use crate::files::write::page::PendingFile;
use crate::language::{self, said};
use crate::report::page::html::html_with;
use crate::report::page::of_folder::{holds_a_fit, measures, of_fit, of_sweep};
use crate::report::page::sections::Seasons;
use crate::report::text::events::english;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::refusal;
use crate::study::compare::run_results::ReducedRun;
use crate::study::run::found::warnings;
use crate::study::run::merged::merged;
use crate::study::run::summary;
use crate::study::run::summary::{Figures, RunSummary};
use clap::value_parser;
use std::path::{Path, PathBuf};

/// Write a report from result folders, or from scenarios that are run for it
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// Result folders; or scenario files and names of built-in scenarios
    #[arg(value_name = "DIR|SCENARIO", required = true)]
    pub inputs: Vec<PathBuf>,
    /// The report [default: report.html in the result folder, or here]
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Scenario that the others are held against [default: that of the comparison, or the first]
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// Random worlds per scenario; only with scenarios [default: 20]
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    pub replicates: Option<u32>,
    /// Seed of the random worlds; only with scenarios [default: 1]
    #[arg(short, long, value_name = "N")]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub changes: Changes,
    /// Threads; only with scenarios [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
    /// Show the course of the weeks too, with its seasons
    #[arg(long)]
    pub seasonal: bool,
    #[command(flatten)]
    pub force: Force,
    #[command(flatten)]
    pub showing: Showing,
}

impl Arguments {
    /// The result folders, if folders are named; scenarios otherwise.
    fn folders(&self) -> Result<Option<Vec<PathBuf>>, Failure> {
        let (folders, others): (Vec<&PathBuf>, Vec<&PathBuf>) =
            self.inputs.iter().partition(|input| input.is_dir());
        if let (Some(folder), Some(other)) = (folders.first(), others.first()) {
            return Err(Failure::new(
                2,
                said!(
                    "`{}` is a folder and `{}` is not: name either result folders or scenarios",
                    folder.display(),
                    other.display()
                ),
            ));
        }
        if folders.is_empty() {
            return Ok(None);
        }
        let settled = [
            ("--replicates", self.replicates.is_some()),
            ("--seed", self.seed.is_some()),
            ("--weeks", self.changes.weeks.is_some()),
            ("--set", !self.changes.sets.is_empty()),
        ];
        if let Some((flag, _)) = settled.iter().find(|(_, given)| *given) {
            return Err(Failure::new(
                2,
                said!("{flag} is settled by the result folder; it can be given with scenarios only"),
            ));
        }
        Ok(Some(folders.into_iter().cloned().collect()))
    }

    /// The scenarios: names of files that are Unicode.
    fn files(&self) -> Result<Vec<String>, Failure> {
        let unicode = |path: &PathBuf| {
            let refused = || Failure::new(2, said!("`{}`: this name is not Unicode", path.display()));
            path.to_str().map(String::from).ok_or_else(refused)
        };
        self.inputs.iter().map(unicode).collect()
    }

    /// Whether seasons are shown.
    fn seasons(&self) -> Seasons {
        if self.seasonal { Seasons::Shown } else { Seasons::Without }
    }

    fn place(&self, folders: Option<&[PathBuf]>) -> PathBuf {
        match (&self.out, folders) {
            (Some(path), _) => path.clone(),
            (None, Some([one])) => one.join(FILE),
            (None, _) => PathBuf::from(FILE),
        }
    }
}

/// Hold the others against the scenario of that name.
pub(crate) fn set_baseline(study: &mut Comparison, name: Option<&str>) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    let names = || study.cases.iter().map(|case| case.name.as_str()).collect::<Vec<_>>().join(", ");
    match study.cases.iter().position(|case| case.name == name) {
        Some(at) => study.baseline = at,
        None => {
            return Err(Failure::new(
                2,
                said!("there is no scenario `{name}` in these results; there are: {}", names()),
            ));
        }
    }
    Ok(())
}

/// Read or run, then write.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folders = arguments.folders()?;
    let place = arguments.place(folders.as_deref());
    let existing = arguments.force.existing();
    let baseline = arguments.baseline.as_deref();
    let (text, file) = match &folders {
        Some(folders) => {
            page::check_free(&place, existing)?;
            let text = of_folders(folders, baseline, arguments.seasons())?;
            (text, PendingFile::prepare(&place, existing)?)
        }
        None => {
            let (mut study, file) = of_scenarios(arguments, &place)?;
            set_baseline(&mut study, baseline)?;
            (html_with(&study, language::written(), arguments.seasons()), file)
        }
    };
    file.publish(text.as_bytes())?;
    if let Some(folder) = folders.iter().flatten().find(|folder| folder.join(FILE) == place) {
        page::renew_manifest(folder, FILE, text.as_bytes())?;
        renew_index(folder, &text)?;
    }
    answer(&said!("Report: {}\n", escape::path(&place)))
}

/// The page of result folders: of runs together, or of one fit.
fn of_folders(folders: &[PathBuf], baseline: Option<&str>, seasons: Seasons) -> Result<String, Failure> {
    if let [folder] = folders
        && holds_a_fit(&read::manifest_in(folder)?)
    {
        if let Some(name) = baseline {
            let why = said!("--baseline `{name}`: a fit holds no scenarios against one another");
            return Err(Failure::new(2, why));
        }
        read::intact_folder(folder)?;
        return Ok(of_fit(folder, language::written())?);
    }
    if let [folder] = folders
        && read::without_weeks(&read::manifest_in(folder)?)
    {
        let manifest = read::intact_folder(folder)?;
        return Ok(of_sweep(folder, &manifest, baseline, language::written())?);
    }
    let mut study = read::folders(folders, &measures())?;
    set_baseline(&mut study, baseline)?;
    Ok(html_with(&study, language::written(), seasons))
}

/// Run the scenarios and keep what the report needs, once the place of the report is settled.
fn of_scenarios(arguments: &Arguments, place: &Path) -> Result<(Comparison, PendingFile), Failure> {
    let flags = Flags {
        worlds: Worlds {
            replicates: arguments.replicates.unwrap_or(20),
            computing: Computing { seed: arguments.seed.unwrap_or(1), wanted_threads: arguments.threads },
            changes: arguments.changes.clone(),
            no_fork: false,
        },
        display: Display { showing: arguments.showing.clone(), ..Display::default() },
        ..Flags::default()
    };
    let files = arguments.files()?;
    let scenarios = arguments.changes.read(&files)?;
    if let Some(name) =
        arguments.baseline.as_deref().filter(|name| !scenarios.iter().any(|s| s.name == *name))
    {
        return Err(Failure::new(2, said!("the baseline `{name}` is not among the scenarios")));
    }
    if let Some(why) = refusal(&scenarios) {
        return Err(Failure::new(3, why));
    }
    memory::check(&scenarios, flags.worlds.demand())?;
    let file = PendingFile::prepare(place, arguments.force.existing())?;
    let (mut results, summaries) = run_all(&flags, &scenarios, &flags.request("report", &files))?;
    results.warnings = warnings(&scenarios, &summaries, flags.worlds.replicates);
    arguments.showing.warn(merged(&results.warnings));
    verdict(&summaries)?;
    Ok((results, file))
}

/// Every scenario in every world, reduced to what a report needs, and what `run` says of each.
fn run_all(
    flags: &Flags,
    scenarios: &[Scenario],
    request: &Request,
) -> Result<(Comparison, Vec<RunSummary>), Failure> {
    let weekly = measures();
    let mut results = read::without_runs(Manifest::new(request, scenarios, &[]), &weekly);
    results.weeks = scenarios.first().map_or(0, |scenario| scenario.blueprint.weeks);
    let total = scenarios.len() as u64 * u64::from(flags.worlds.replicates);
    let mut progress = Progress::begin(flags.display.showing.mode(), total);
    let summaries = scenarios.iter().map(RunSummary::new).collect();
    let mut recorder = ReportRecorder { results, summaries, progress: &mut progress };
    let packing = |job: &Job, run: Trajectory| {
        let reduced = ReducedRun::of(job.scenario, &run, &weekly, english);
        Ok((summary::of(job.scenario, &run), reduced))
    };
    let plan = flags.plan(Retain { ledger: false, groups: true, sample: 0 });
    let live = living(scenarios, Beginnings::Shared, None);
    let ended = replicates::run(scenarios, &plan, &live, &packing, &mut recorder, interrupt::flag());
    let ReportRecorder { results, summaries, .. } = recorder;
    progress.end();
    ended?;
    Ok((results, summaries))
}

/// Where finished runs go: the results of the report, the summaries, the progress bar.
struct ReportRecorder<'a> {
    results: Comparison,
    summaries: Vec<RunSummary>,
    progress: &'a mut Progress,
}

impl Sink<(Figures, ReducedRun)> for ReportRecorder<'_> {
    fn take(&mut self, job: &Job, outcome: Outcome<(Figures, ReducedRun)>) -> Result<(), Stopped> {
        self.progress.step(job, RunEnd::of(&outcome));
        let figures = outcome.map(|(figures, run)| {
            self.results.take(job.index, job.replicate, run);
            figures
        });
        if let Some(summary) = self.summaries.get_mut(job.index) {
            summary.take(job, &figures);
        }
        Ok(())
    }
}

impl From<read::Refusal> for Failure {
    fn from(refusal: read::Refusal) -> Failure {
        Failure::new(3, refusal.0)
    }
}
