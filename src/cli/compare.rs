//! `compare`: scenarios against a baseline in the same random worlds.

use crate::batch::{Job, Outcome, Plan, RunEnd, RunWorld, Sink, Stopped, replicates};
use crate::cli::batch::{Flags, Packed, Recorder, Rows, packed, places, verdict};
use crate::cli::progress::Progress;
use crate::cli::report::Tongue;
use crate::cli::run::bold;
use crate::cli::timings::{Beginnings, living};
use crate::cli::{Failure, answer, answer_json, interrupt, memory, overlay, trial};
use crate::files::manifest::{Manifest, Request, json};
use crate::files::read::{COMPARISON, without_runs};
use crate::files::write::results::Results;
use crate::report::answers::run::Emphasis;
use crate::report::answers::{compare, compare_brief, compare_json, ignorance, overview};
use crate::scenario::Scenario;
use crate::scenario::faults::nearest;
use crate::scenario::posterior::Posterior;
use crate::study::calibrate::ignorance::{VarianceSplit, split};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::precision::{self, Planned, PrecisionGoal, missed};
use crate::study::compare::reduce::{KEEP, Reduced, reduce};
use crate::study::compare::{Gathering, doubts, jobs, refusal, with_twin};
use crate::study::run::summary::RunSummary;
use crate::study::run::warnings::{merged, warnings};
use crate::world::record::{MEASURES, Measure, measure};
use std::path::{Path, PathBuf};

/// Compare scenarios with a baseline in the same random worlds: differences, costs, for whom
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// The baseline: a scenario file or the name of a built-in scenario
    pub base: String,
    /// The scenarios compared with it; a sum (`support+assessment`) and a what-if
    /// (`z-home:levers.funding.grant=300000`) need no file
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    /// Measure of the ranking (a column of series.csv)
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// As many random worlds (at most 2,000) as make the interval of a last-year difference no wider than
    /// this, of the measure of the ranking or of NAME=WIDTH; planned by a trial of -r other worlds
    /// (repeatable)
    #[arg(long, value_name = "WIDTH")]
    pub until: Vec<String>,
    /// Draw parameters from a posterior file of `calibrate`, and tell chance from ignorance of them
    #[arg(long, value_name = "FILE")]
    pub posterior: Option<String>,
    /// Random worlds for each draw of the posterior, one after another [default: 2]
    #[arg(long, value_name = "N", requires = "posterior", value_parser = clap::value_parser!(u32).range(2..))]
    pub worlds_per_draw: Option<u32>,
    /// Say everything: every measure, price, group and check of each scenario
    #[arg(long)]
    pub full: bool,
    /// Language of the answer, without --full [default: that of LANG]
    #[arg(long, value_enum)]
    pub lang: Option<Tongue>,
    #[command(flatten)]
    /// Flags of the batch.
    pub flags: Flags,
}

impl Arguments {
    /// Baseline and scenarios, as given.
    pub(crate) fn all(&self) -> Vec<String> {
        std::iter::once(&self.base).chain(&self.files).cloned().collect()
    }

    fn request(&self) -> Request {
        let mut request = self.flags.request("compare", &self.all());
        request.arguments.push(format!("--measure={}", self.measure));
        request.arguments.extend(self.until.iter().map(|goal| format!("--until={goal}")));
        if let Some(file) = &self.posterior {
            request
                .arguments
                .extend([format!("--posterior={file}"), format!("--worlds-per-draw={}", self.per_draw())]);
        }
        request.portable()
    }

    /// What `--until` asks for.
    fn goals(&self, ranked: &'static Measure) -> Result<Vec<PrecisionGoal>, Failure> {
        let goal = |text: &String| {
            let (measure, width) = match text.split_once('=') {
                Some((name, width)) => (wanted(name)?, width),
                None => (ranked, text.as_str()),
            };
            let width = width.parse().ok().filter(|width: &f64| *width > 0.0 && width.is_finite());
            let said = || {
                Failure::new(2, format!("--until {text}: needs a width above 0, in the unit of the measure"))
            };
            Ok(PrecisionGoal { measure, width: width.ok_or_else(said)? })
        };
        self.until.iter().map(goal).collect()
    }

    /// Worlds for each draw: two are the fewest that show chance.
    fn per_draw(&self) -> u32 {
        self.worlds_per_draw.unwrap_or(2)
    }
}

/// The measure of that name that can be ranked by.
pub(crate) fn wanted(name: &str) -> Result<&'static Measure, Failure> {
    measure(name).ok_or_else(|| {
        let hint =
            nearest(name, MEASURES.iter().map(|m| m.name)).map_or(String::new(), |hint| format!("; {hint}"));
        Failure::new(2, format!("`{name}` is no measure{hint}"))
    })
}

/// What was computed.
pub(crate) struct CompareResults {
    /// The comparison.
    pub comparison: Comparison,
    /// What `run` says of each scenario.
    pub answers: Vec<RunSummary>,
    /// What to know.
    pub warnings: Vec<String>,
    /// Chance and ignorance in the difference of each compared scenario; `None` where too few worlds tell
    /// them apart.
    pub splits: Vec<(String, Option<VarianceSplit>)>,
    /// Random worlds used.
    pub worlds: u32,
    /// The result folder, if one was wanted.
    pub folder: Option<PathBuf>,
}

/// Read, compare, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (measure, flags) = (wanted(&arguments.measure)?, &arguments.flags);
    arguments.goals(measure)?;
    let (scenarios, posterior) =
        overlay::read(&flags.worlds.changes.overrides(), &arguments.all(), arguments.posterior.as_ref())?;
    let runs = with_twin(&scenarios);
    // The twin shares no beginning with anybody: it is there to show that the same comes out when all is
    // lived once more.
    let live = living(&runs[..scenarios.len()], Beginnings::of(&flags.worlds, posterior.as_ref()), None);
    let live = overlay::drawn(posterior.as_ref(), arguments.per_draw(), live);
    let done = compare(arguments, &runs, measure, &live, posterior.as_ref())?;
    if flags.display.json {
        let mut json = compare_json::as_json(
            &done.comparison,
            &arguments.request(),
            &scenarios,
            done.worlds,
            &done.warnings,
            &done.splits,
        );
        json["folder"] = done.folder.as_ref().map(|path| path.to_string_lossy()).into();
        answer_json(&json)?;
    } else {
        let ink = if bold() { Emphasis::Bold } else { Emphasis::Plain };
        let brief = || compare_brief::text(&done.comparison, Tongue::chosen(arguments.lang), ink);
        match Some(()).filter(|()| !arguments.full).and_then(|()| brief()) {
            Some(brief) => answer(&brief)?,
            None => answer(&compare::text(&done.comparison, &scenarios, ink))?,
        }
        answer(&ignorance::text(&done.splits, measure))?;
        if arguments.full {
            let names = done.comparison.cases.iter().map(|case| case.name.as_str());
            answer(&format!("\n{}", overview::table(names, &done.answers)))?;
        }
    }
    flags.display.showing.warn(&done.warnings);
    if let Some(folder) = done.folder.as_ref().filter(|_| !flags.display.json) {
        answer(&places(folder))?;
    }
    verdict(&done.answers)
}

/// Where runs go: what the comparison needs of them, and the folder.
struct CompareSink<'a, 'b> {
    recorder: Recorder,
    gathering: Gathering<'b>,
    progress: &'a mut Progress,
}

impl Sink<(Reduced, Packed)> for CompareSink<'_, '_> {
    fn take(&mut self, job: &Job, outcome: Outcome<(Reduced, Packed)>) -> Result<(), Stopped> {
        self.progress.step(job, RunEnd::of(&outcome));
        let (reduced, packed) = match outcome {
            Ok((reduced, packed)) => (Ok(reduced), Ok(packed)),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        let twin = self.gathering.is_twin(job);
        self.gathering.take(job, reduced);
        if twin { Ok(()) } else { self.recorder.take(job, packed) }
    }
}

/// Run all pairs of worlds, in rounds when a width is wanted. `runs` are the scenarios [`with_twin`].
pub(crate) fn compare(
    arguments: &Arguments,
    runs: &[Scenario],
    measure: &'static Measure,
    live: &RunWorld,
    posterior: Option<&Posterior>,
) -> Result<CompareResults, Failure> {
    let scenarios = &runs[..runs.len().saturating_sub(1)];
    if let Some(why) = refusal(scenarios) {
        return Err(Failure::new(3, why));
    }
    let flags = &arguments.flags;
    let gathering = gathering(scenarios, &arguments.request())?;
    let most = if arguments.until.is_empty() { flags.worlds.replicates } else { precision::MOST };
    memory::check_comparison(scenarios, most)?;
    let recorder = Recorder::begin(flags, scenarios)?;
    let mut progress = Progress::begin(flags.display.showing.mode(), 0);
    let mut sink = CompareSink { recorder, gathering, progress: &mut progress };
    let goals = arguments.goals(measure)?;
    let lived = live_worlds(arguments, runs, &goals, live, &mut sink);
    let CompareSink { recorder: Recorder { results, answers }, gathering, .. } = sink;
    progress.end();
    let Planned { worlds, doubts: unplanned } = lived?;
    // One line for each kind, also in the JSON of the answer: its numbers stand there by scenario.
    let mut words = merged(&warnings(scenarios, &answers, worlds));
    words.extend(doubts(scenarios));
    words.extend(unplanned);
    let names: Vec<String> = scenarios.iter().map(|scenario| scenario.name.clone()).collect();
    words.extend(missed(&gathering.runs(), &goals, &names));
    let splits =
        posterior.map_or(vec![], |posterior| splits(arguments, scenarios, &gathering, measure, posterior));
    let comparison = gathering.finish(measure);
    let mut done = CompareResults { comparison, answers, warnings: words, splits, worlds, folder: None };
    done.folder = results.map(|results| publish(results, arguments, scenarios, &done)).transpose()?;
    Ok(done)
}

/// For runs of these scenarios, the baseline first.
fn gathering<'a>(scenarios: &'a [Scenario], request: &Request) -> Result<Gathering<'a>, Failure> {
    let empty = without_runs(Manifest::new(request, scenarios, &[]), &[]);
    Gathering::new(scenarios, empty).ok_or_else(|| Failure::new(2, "nothing to compare"))
}

/// Chance and ignorance in the difference of each compared scenario.
fn splits(
    arguments: &Arguments,
    scenarios: &[Scenario],
    gathering: &Gathering,
    measure: &Measure,
    posterior: &Posterior,
) -> Vec<(String, Option<VarianceSplit>)> {
    let draw = |(world, value): (u32, f64)| (posterior.draw_of(world, arguments.per_draw()), value);
    let others = scenarios.iter().enumerate().skip(1);
    let runs = gathering.runs();
    others
        .map(|(at, s)| (s.name.clone(), split(runs.differences(at, measure).into_iter().map(draw))))
        .collect()
}

/// Live the worlds that are asked for, or so many as a trial in other worlds says.
fn live_worlds(
    arguments: &Arguments,
    runs: &[Scenario],
    goals: &[PrecisionGoal],
    live: &RunWorld,
    sink: &mut CompareSink,
) -> Result<Planned, Failure> {
    let (flags, scenarios) = (&arguments.flags, &runs[..runs.len().saturating_sub(1)]);
    let planned = if goals.is_empty() {
        Planned { worlds: flags.worlds.replicates, doubts: vec![] }
    } else {
        let apart = gathering(scenarios, &arguments.request())?;
        trial::trial(flags, scenarios, apart, goals, live, sink.progress)?
    };
    let rows = sink.recorder.rows();
    let packing = |job: &Job, mut run| {
        let reduced = reduce(job.scenario, &run);
        if flags.destination.no_ledger {
            run.ledger.clear();
        }
        // The twin goes into no folder.
        let rows = if job.index + 1 < runs.len() { rows } else { Rows::Unwanted };
        Ok((reduced, packed(job, &run, rows)?))
    };
    let plan = Plan { replicates: planned.worlds, ..flags.plan(KEEP) };
    let jobs = jobs(runs, &plan, 1);
    sink.progress.extend(jobs.clone().count() as u64);
    replicates::run_jobs(jobs, &plan, live, &packing, sink, interrupt::flag())?;
    Ok(planned)
}

fn publish(
    mut results: Results,
    arguments: &Arguments,
    scenarios: &[Scenario],
    done: &CompareResults,
) -> Result<PathBuf, Failure> {
    let (mut request, comparison) = (arguments.request(), &done.comparison);
    results.group_effects(&comparison.groups)?;
    let (warnings, splits) = (&done.warnings, &done.splits);
    let answer = compare_json::as_json(comparison, &request, scenarios, done.worlds, warnings, splits);
    results.add(COMPARISON, &json(&answer))?;
    request.replicates = done.worlds;
    let mut pages = |folder: &Path, manifest: &[u8]| arguments.flags.pages(folder, manifest);
    Ok(results.finish_with(scenarios, &request, Some(&comparison.effects), &mut pages)?)
}
