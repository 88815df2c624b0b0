//! `compare`: scenarios against a baseline in the same random worlds.

use crate::batch::{Job, Plan, RunWorld, replicates};
use crate::cli::batch::{Flags, Recorder, Rows, packed, places, verdict};
use crate::cli::compare_sink::CompareSink;
use crate::cli::compare_warnings::{in_words, told};
use crate::cli::draws::WithDraws;
use crate::cli::explore::{Bases, ExplorerBeside, UnknownFlags, beside};
use crate::cli::failure::together;
use crate::cli::goals::{goals, ranking};
use crate::cli::knowledge::{KnowledgeFlags, Known};
use crate::cli::progress::Progress;
use crate::cli::run::bold;
use crate::cli::timings::{Beginnings, living};
use crate::cli::{Failure, answer, answer_json, knowledge, memory, overlay, trial};
use crate::files::manifest::{EXPLORER, Manifest, Request, json};
use crate::files::read::{COMPARISON, without_runs};
use crate::files::write::results::Results;
use crate::language::{self, term, twice::retold};
use crate::report::answers::run::Emphasis;
use crate::report::answers::{compare, compare_brief, compare_json, ignorance, overview};
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::study::calibrate::ignorance::{VarianceSplit, split};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::precision::{self, Planned, PrecisionGoal};
use crate::study::compare::reduce::{KEEP, reduce};
use crate::study::compare::{Gathering, jobs, refusal, with_twin};
use crate::study::run::merged::merged;
use crate::study::run::summary::RunSummary;
use crate::study::run::warnings::{Warning, WarningKind};
use crate::world::record::Measure;
use std::path::{Path, PathBuf};

/// Compare scenarios with a baseline in the same random worlds: differences, costs, for whom
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// The baseline: a scenario file or the name of a built-in scenario; or a result folder, whose first
    /// scenario it is
    pub base: String,
    /// The scenarios compared with it; a sum (`support+assessment`) and a what-if
    /// (`z-home:levers.funding.grant=300000`) need no file
    #[arg(value_name = "FILE|DIR")]
    pub files: Vec<String>,
    /// Measure of the ranking (a column of series.csv)
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// As many random worlds (at most 2,000) as make the interval of a last-year difference no wider than
    /// this, of the measure of the ranking or of NAME=WIDTH; planned by a trial of -r other worlds
    /// (repeatable)
    #[arg(long, value_name = "WIDTH")]
    pub until: Vec<String>,
    /// Say everything: every measure, price, group and check of each scenario
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    /// What is asked about knowledge.
    pub knowledge: KnowledgeFlags,
    #[command(flatten)]
    /// What stands beside the report.
    pub beside: ExplorerBeside,
    #[command(flatten)]
    /// Flags of the batch.
    pub flags: Flags,
}

impl Arguments {
    /// Baseline and scenarios, as given.
    pub(crate) fn all(&self) -> Vec<String> {
        std::iter::once(&self.base).chain(&self.files).cloned().collect()
    }

    /// The measure of the ranking, and the scenarios; everything that is wrong with flags and files at once.
    pub(crate) fn read(&self) -> Result<(&'static Measure, WithDraws), Failure> {
        let (which, changes) = (&self.knowledge.from.which, &self.flags.worlds.changes);
        let asked = together(ranking(&self.measure, &self.until), self.knowledge.read());
        let read = together(asked, which.read(&changes.overrides(), &self.all()));
        read.map(|((measure, _), scenarios)| (measure, scenarios))
    }

    pub(crate) fn request(&self) -> Request {
        self.request_of("compare")
    }

    /// The same as another command asks it.
    pub(crate) fn request_of(&self, command: &str) -> Request {
        let mut request = self.flags.request(command, &self.all());
        request.arguments.push(format!("--measure={}", self.measure));
        request.arguments.extend(self.until.iter().map(|goal| format!("--until={goal}")));
        request.arguments.extend(self.knowledge.arguments().chain(self.beside.arguments()));
        request.portable()
    }
}

/// What was computed.
pub(crate) struct CompareResults {
    /// The comparison.
    pub comparison: Comparison,
    /// What `run` says of each scenario.
    pub answers: Vec<RunSummary>,
    /// What to know.
    pub warnings: Vec<String>,
    /// The same in English, for files that programs read: line by line …
    pub in_english: Vec<String>,
    /// … and each for itself.
    pub each: Vec<Warning>,
    /// Chance and ignorance in the difference of each compared scenario, where worlds tell them apart.
    pub splits: Vec<(String, Option<VarianceSplit>)>,
    /// What is known over plausible draws, if that was wanted and there are draws of this model.
    pub known: Option<Known>,
    /// Random worlds used.
    pub worlds: u32,
    /// The result folder, if one was wanted.
    pub folder: Option<PathBuf>,
}

/// Read, compare, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (measure, read) = arguments.read()?;
    let done = lived(arguments, &read, measure)?;
    let (flags, scenarios) = (&arguments.flags, read.0);
    if flags.display.json {
        let (request, words, splits) = (arguments.request(), &done.warnings, &done.splits);
        let shown = &done.comparison;
        let mut json = compare_json::as_json(shown, &request, &scenarios, done.worlds, words, splits);
        knowledge::add_json(&mut json, done.known.as_ref(), &done.comparison);
        json["folder"] = done.folder.as_ref().map(|path| path.to_string_lossy()).into();
        answer_json(&json)?;
    } else {
        let ink = if bold() { Emphasis::Bold } else { Emphasis::Plain };
        let known = knowledge::brief(done.known.as_ref(), &done.comparison, language::spoken());
        let brief = || compare_brief::text(&done.comparison, language::spoken(), ink, &known);
        let brief = Some(()).filter(|()| !arguments.full).and_then(|()| brief());
        // The short answer says itself what is known, or that it leaves it out.
        let said = brief.is_some();
        answer(&brief.unwrap_or_else(|| compare::text(&done.comparison, &scenarios, ink)))?;
        answer(&ignorance::text(&done.splits, measure))?;
        if !said {
            answer(&knowledge::text(done.known.as_ref(), &done.comparison, language::spoken()))?;
        }
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

/// Live scenarios that were read, each world with its draw where a calibration is laid over them.
pub(crate) fn lived(
    arguments: &Arguments,
    (scenarios, own): &WithDraws,
    measure: &'static Measure,
) -> Result<CompareResults, Failure> {
    let runs = with_twin(scenarios);
    let beginnings = Beginnings::of(&arguments.flags.worlds, own.as_ref());
    // The twin shares no beginning with anybody: it is there to show that the same comes out when all is
    // lived once more.
    let live = living(&runs[..scenarios.len()], beginnings, None);
    let live = overlay::drawn(own.as_ref(), arguments.knowledge.per_draw(), live);
    compare(arguments, &runs, measure, &live, own.as_ref())
}

/// Run all pairs of worlds, in rounds when a width is wanted. `runs` are the scenarios [`with_twin`].
pub(crate) fn compare(
    arguments: &Arguments,
    runs: &[Scenario],
    measure: &'static Measure,
    live: &RunWorld,
    posterior: Option<&Posterior>,
) -> Result<CompareResults, Failure> {
    let (flags, scenarios) = (&arguments.flags, &runs[..runs.len().saturating_sub(1)]);
    refusal(scenarios).map_or(Ok(()), |why| Err(Failure::new(3, why)))?;
    arguments.knowledge.read()?.within(scenarios)?;
    let unknown = UnknownFlags::of(&arguments.knowledge);
    let own = (posterior, arguments.knowledge.per_draw());
    let bases = Bases { given: &arguments.all(), read: scenarios, unknown, own };
    let explorer = beside(arguments.beside, flags, &bases)?;
    let gathering = gathering(scenarios, &arguments.request())?;
    let most = if arguments.until.is_empty() { flags.worlds.replicates } else { precision::MOST };
    memory::check_comparison(scenarios, most)?;
    let recorder = Recorder::begin(flags, scenarios)?;
    let mut progress = Progress::begin(flags.display.showing.mode(), 0);
    let mut sink = CompareSink { recorder, gathering, progress: &mut progress };
    let goals = goals(&arguments.until, measure)?;
    let lived = live_worlds(arguments, runs, &goals, live, &mut sink);
    let CompareSink { recorder: Recorder { results, answers }, gathering, .. } = sink;
    progress.end();
    let planned = lived?;
    let worlds = planned.worlds;
    // Said twice: as the user reads it, and in English for programs.
    let told = || told(scenarios, &answers, &gathering, &goals, &planned);
    let (mut words, mut each) = (merged(&told()), language::for_programs(told));
    let mut in_english = language::for_programs(|| merged(&each));
    let splits =
        posterior.map_or(vec![], |posterior| splits(arguments, scenarios, &gathering, measure, posterior));
    let mut comparison = gathering.finish(measure);
    let mut more = Vec::new();
    let known = knowledge::wanted(&arguments.knowledge, flags, (scenarios, measure, posterior), &mut more)?;
    knowledge::tell(&mut comparison, known.as_ref());
    words.extend(more.iter().cloned());
    in_english.extend(more.iter().map(|words| language::for_programs(|| retold(words))));
    each.extend(in_words(WarningKind::Knowledge, more));
    let mut done = CompareResults {
        comparison,
        answers,
        warnings: words,
        in_english,
        each,
        splits,
        known,
        worlds,
        folder: None,
    };
    let publish = |mut results: Results| {
        explorer.map_or(Ok(()), |page| results.add(EXPLORER, &page))?;
        publish(results, arguments, scenarios, &done)
    };
    done.folder = results.map(publish).transpose()?;
    Ok(done)
}

/// For runs of these scenarios, the baseline first.
fn gathering<'a>(scenarios: &'a [Scenario], request: &Request) -> Result<Gathering<'a>, Failure> {
    let empty = without_runs(Manifest::new(request, scenarios, &[]), &[]);
    Gathering::new(scenarios, empty).ok_or_else(|| Failure::new(2, term("nothing to compare")))
}

/// Chance and ignorance in the difference of each compared scenario.
fn splits(
    arguments: &Arguments,
    scenarios: &[Scenario],
    gathering: &Gathering,
    measure: &Measure,
    posterior: &Posterior,
) -> Vec<(String, Option<VarianceSplit>)> {
    let draw = |(world, value): (u32, f64)| (posterior.draw_of(world, arguments.knowledge.per_draw()), value);
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
    replicates::run_jobs(jobs, &plan, live, &packing, sink, flags.stopper.flag())?;
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
    results.warnings(&done.each)?;
    let (warnings, splits) = (&done.in_english, &done.splits);
    let mut answer = compare_json::as_json(comparison, &request, scenarios, done.worlds, warnings, splits);
    knowledge::add_json(&mut answer, done.known.as_ref(), comparison);
    results.add(COMPARISON, &json(&answer))?;
    if let Some(known) = &done.known {
        results.draws(&known.lived, &known.effects)?;
    }
    request.replicates = done.worlds;
    let mut pages = |folder: &Path, manifest: &[u8]| arguments.flags.pages(folder, manifest);
    Ok(results.finish_with(scenarios, &request, Some(&comparison.effects), &mut pages)?)
}
