//! `sweep`: scenarios at many settings; `plan`: what that would take.

use crate::batch::{Job, RunWorld};
use crate::cli::batch::{BatchOrder, Finished, Flags, places};
use crate::cli::failure::together;
use crate::cli::flags::{Changes, Computing, Destination, Display, Worlds};
use crate::cli::probe::{Probe, probe};
use crate::cli::share::{BatchShare, Contents};
use crate::cli::timings::{Beginnings, living};
use crate::cli::{Failure, answer, answer_json, kept, lived};
use crate::files::columns::ResultTable;
use crate::files::format::TableFormat;
use crate::files::layout::Layout;
use crate::files::library::{DiskLibrary, RememberingLibrary};
use crate::files::manifest::Request;
use crate::language::said;
use crate::language::twice::found_in_both;
use crate::report::answers::overview;
use crate::scenario::Scenario;
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::span::Span;
use crate::study::run::merged::merged;
use crate::study::run::warnings::Warning;
use crate::study::sweep::design::Design;
use crate::study::sweep::plan::{DesignFlags, SweepPlan};
use crate::study::sweep::{points, reading};
use clap::{Args, value_parser};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

/// Points that are shown on the terminal.
const SHOWN: usize = 24;
/// Points from which on nobody looks for weeks that they share: each is held against each.
const MOST_FORKED: usize = 500;

/// Run scenarios at many settings of levers, parameters and packages, each in many random worlds
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    #[command(flatten)]
    sweep: SweepFlags,
}

/// Say how many runs a sweep has, and what time, memory and disk they take, after a short probe
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct PlanArguments {
    #[command(flatten)]
    sweep: SweepFlags,
}

/// What is swept. Flags stand over what the plan says.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct SweepFlags {
    /// A plan (PLAN.toml); or scenario files, names of built-in ones, sums (`a+b`), with --vary or --design
    #[arg(value_name = "PLAN|SCENARIO", required = true)]
    pub files: Vec<String>,
    /// What varies: KEY=LOW..HIGH:STEPS, or KEY=A,B,C (repeatable)
    #[arg(long, value_name = "KEY=VALUES")]
    pub vary: Vec<String>,
    /// grid, list, latin-hypercube, sobol, or a table NAME.csv with a column for each setting [default: grid]
    #[arg(long, value_name = "HOW")]
    pub design: Option<String>,
    /// Points of a Latin hypercube or a Sobol' sequence
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..=10_000))]
    pub points: Option<u64>,
    /// Random worlds per point [default: that of the plan, or 20]
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    pub replicates: Option<u32>,
    /// Seed of the random worlds [default: that of the plan, or 1]
    #[arg(short, long, value_name = "N")]
    pub seed: Option<u64>,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub share: BatchShare,
    #[command(flatten)]
    pub contents: Contents,
    /// Result folder [default: results/<n>, the next free number]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace DIR if it is a result folder of this program
    #[arg(long, requires = "out")]
    pub force: bool,
    #[command(flatten)]
    pub display: Display,
}

/// A sweep that is sound: its points, and how they are lived.
pub(crate) struct SoundSweep {
    /// The points.
    pub scenarios: Vec<Scenario>,
    /// Flags as those of a batch.
    pub flags: Flags,
    /// What is written.
    pub layout: Layout,
    /// What stands in the manifest.
    pub request: Request,
    /// Shards that the plan names.
    pub shards: Option<u32>,
}

/// The points, with what is warned of them in both languages: `warnings.csv` tells it in English.
fn points_in_both_languages(plan: &SweepPlan, faults: &mut Faults) -> (Vec<Scenario>, Design) {
    let library = RememberingLibrary::default();
    let read = || {
        let mut found = Faults::default();
        (points::read(plan, &library, &mut found), found)
    };
    let warned = |scenario: &Scenario| scenario.warnings.clone();
    let (points, found) = found_in_both(read, |((all, _), _)| all.iter().flat_map(warned).collect());
    *faults = found;
    points
}

impl SweepFlags {
    /// Read the plan, its points and its bases. All faults come at once.
    pub(crate) fn read(&self) -> Result<SoundSweep, Failure> {
        let mut faults = Faults::default();
        let design = DesignFlags {
            vary: &self.vary,
            design: self.design.as_deref(),
            points: self.points.map(|points| points as usize),
        };
        let mut plan = reading::read(&self.files, &design, &DiskLibrary, &mut faults);
        plan.sets.extend(self.changes.sets.iter().cloned());
        plan.weeks = self.changes.weeks.or(plan.weeks);
        let contents = self.contents(&plan, &mut faults);
        let (scenarios, design) =
            if faults.is_empty() { points_in_both_languages(&plan, &mut faults) } else { Default::default() };
        let read = faults.finish((scenarios, design)).map_err(Failure::from);
        let ((), (scenarios, design)) = together(self.contents.sound(), read)?;
        if let Some((shard, n)) = self.share.shard.zip(plan.shards).filter(|(shard, n)| shard.of != *n) {
            return Err(Failure::new(2, said!("--shard {shard}: the plan deals its runs into {n} shards")));
        }
        let layout = contents.layout(Layout::of([ResultTable::Windows]))?.with_design(Arc::new(design));
        let flags = self.flags(&plan);
        contents.check_sample(&scenarios, flags.wish())?;
        let request = self.request(&flags, &plan, &contents);
        Ok(SoundSweep { scenarios, flags, layout, request, shards: plan.shards })
    }

    /// Tables and measures of the flags, or else of the plan.
    fn contents(&self, plan: &SweepPlan, faults: &mut Faults) -> Contents {
        let names = |said: &[String], planned: &Option<Vec<(String, Span)>>| match planned {
            Some(planned) if said.is_empty() => planned.iter().map(|(name, _)| name.clone()).collect(),
            _ => said.to_vec(),
        };
        for (name, place) in plan.tables.iter().flatten() {
            let one = Contents { tables: vec![name.clone()], ..Contents::default() };
            one.faults().into_iter().for_each(|why| faults.add(Fault::at(place, why)));
        }
        for (name, place) in plan.measures.iter().flatten() {
            let one = Contents { measures: vec![name.clone()], ..Contents::default() };
            one.faults().into_iter().for_each(|why| faults.add(Fault::at(place, why)));
        }
        let planned = plan.format.as_ref().and_then(|(name, place)| {
            let format = TableFormat::named(name);
            if format.is_none() {
                let why = said!("tables are written as `csv` or `parquet`, not `{name}`");
                faults.add(Fault::at(place, why));
            }
            format
        });
        Contents {
            tables: names(&self.contents.tables, &plan.tables),
            measures: names(&self.contents.measures, &plan.measures),
            sample: self.contents.sample,
            format: self.contents.format.or(planned),
        }
    }

    fn flags(&self, plan: &SweepPlan) -> Flags {
        let seed = self.seed.or(plan.seed).unwrap_or(1);
        let changes = Changes { sets: plan.sets.clone(), weeks: plan.weeks };
        Flags {
            worlds: Worlds {
                replicates: self.replicates.or(plan.replicates).unwrap_or(20),
                computing: Computing { seed, wanted_threads: self.threads },
                changes,
                no_fork: false,
            },
            destination: Destination { out: self.out.clone(), force: self.force, ..Default::default() },
            display: self.display.clone(),
            ..Flags::default()
        }
    }

    fn request(&self, flags: &Flags, plan: &SweepPlan, contents: &Contents) -> Request {
        let mut request = flags.request("sweep", &self.files);
        let values = |flag: &'static str, text: &Option<String>| {
            text.iter().map(|text| format!("--{flag}={text}")).collect::<Vec<_>>()
        };
        request.arguments.extend(self.vary.iter().map(|vary| format!("--vary={vary}")));
        request.arguments.extend(values("design", &self.design));
        request.arguments.extend(values("points", &self.points.map(|points| points.to_string())));
        request.arguments.extend(plan.shards.map(|shards| format!("--shards={shards}")));
        request.arguments.extend(self.share.arguments().chain(contents.arguments()));
        request.portable()
    }
}

/// How the points are lived.
pub(crate) fn lives(sweep: &SoundSweep) -> Box<RunWorld<'_>> {
    let few = sweep.scenarios.len() <= MOST_FORKED;
    living(&sweep.scenarios, if few { Beginnings::Shared } else { Beginnings::Own }, None)
}

/// Live all points, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let sweep = arguments.sweep.read()?;
    let (flags, share) = (&sweep.flags, &arguments.sweep.share);
    let order = BatchOrder {
        flags,
        share,
        layout: &sweep.layout,
        request: &sweep.request,
        clock: None,
        explorer: None,
    };
    if kept::is_finished(&order)? {
        return Ok(());
    }
    let done = lived::batch(&order, &sweep.scenarios, &lives(&sweep))?;
    tell(&sweep, &done)?;
    done.verdict()
}

fn tell(sweep: &SoundSweep, done: &Finished) -> Result<(), Failure> {
    let showing = &sweep.flags.display.showing;
    let points = sweep.scenarios.len();
    let of = |count: fn(&crate::study::run::summary::RunSummary) -> u32| -> u64 {
        done.answers.iter().map(|answer| u64::from(count(answer))).sum()
    };
    let (lived, failed) = (of(|answer| answer.signs.done), of(|answer| answer.signs.failed));
    if sweep.flags.display.json {
        let folder = done.folder.as_ref().map(|path| path.to_string_lossy());
        let warnings = merged(&done.warnings);
        answer_json(&json!({
            "points": points,
            "runs": lived + failed,
            "failed": failed,
            "folder": folder,
            "warnings": warnings,
        }))?;
    } else {
        let names = sweep.scenarios.iter().take(SHOWN).map(|scenario| scenario.name.as_str());
        answer(&overview::table(names, &done.answers[..points.min(SHOWN)]))?;
        let more = points.saturating_sub(SHOWN);
        let more = if more > 0 { said!("… and {more} points more\n") } else { String::new() };
        answer(&said!("{more}{points} points, {lived} runs, {failed} failed\n"))?;
    }
    // What is said of each point by itself would bury the answer.
    let all = |warning: &&Warning| matches!(warning, Warning::FewReplicates { .. } | Warning::Failed { .. });
    showing.warn(done.warnings.iter().filter(all));
    match done.folder.as_ref().filter(|_| !sweep.flags.display.json) {
        Some(folder) => answer(&places(folder)),
        None => Ok(()),
    }
}

/// Say what a sweep would take.
pub(crate) fn plan(arguments: &PlanArguments) -> Result<(), Failure> {
    let sweep = arguments.sweep.read()?;
    let share = &arguments.sweep.share;
    let (flags, layout, request) = (&sweep.flags, &sweep.layout, &sweep.request);
    let order = BatchOrder { flags, share, layout, request, clock: None, explorer: None };
    let jobs: Vec<Job> = order.jobs(&sweep.scenarios).collect();
    let found = probe(&order, &sweep.scenarios, &jobs)?;
    if flags.display.json {
        return answer_json(&as_json(&sweep, jobs.len(), &found));
    }
    let points = sweep.scenarios.len();
    let shards = sweep.shards.map_or(String::new(), |n| {
        said!("shards    {n}, of at most {} runs each\n", jobs.len().div_ceil(n as usize))
    });
    answer(&said!("points    {points}\nruns      {}\n{shards}{}", jobs.len(), found.words()))
}

fn as_json(sweep: &SoundSweep, runs: usize, found: &Probe) -> serde_json::Value {
    json!({
        "points": sweep.scenarios.len(),
        "runs": runs,
        "shards": sweep.shards,
        "seconds": found.seconds,
        "memory": found.memory,
        "disk": found.disk,
        "threads": found.threads,
    })
}
