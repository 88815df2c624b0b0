//! `diagnose`: what is deficient, and which cause it comes from.

mod folders;
mod known;
mod lives;
mod today;

use crate::cli::batch::{Flags, Recorder, places};
use crate::cli::diagnose::known::KnownFlags;
use crate::cli::diagnose::lives::{live_coalitions, living, rounds};
use crate::cli::draws::WithDraws;
use crate::cli::failure::together;
use crate::cli::goals::wanted;
use crate::cli::memory::Demand;
use crate::cli::run::bold;
use crate::cli::stages::Stages;
use crate::cli::{Failure, all_done, answer, answer_json, memory};
use crate::files::manifest::{self, Request};
use crate::language::{for_programs, said, term};
use crate::report::answers::run::Emphasis;
use crate::report::answers::{diagnose, diagnose_json, overview};
use crate::report::text::names::called;
use crate::scenario::Scenario;
use crate::scenario::draws_from::DrawsFrom;
use crate::study::diagnose::causes::moves;
use crate::study::diagnose::coalitions::{Coalition, coalitions};
use crate::study::diagnose::diagnosis::{Diagnosis, Move};
use crate::study::diagnose::{Players, Questions, diagnose, refusal};
use crate::study::run::found::{few, of_reading};
use crate::study::run::summary::RunSummary;
use crate::study::run::warnings::{Warning, WarningKind};
use clap::ValueEnum;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Random worlds for each draw of a calibration: chance and ignorance of causes are not told apart.
const WORLDS_OF_DRAW: u32 = 1;

/// Players of the shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// The three causes
    #[default]
    Cause,
    /// Single levers too, by sampled orders
    Lever,
}

/// Name the deficiencies of a scenario and the causes they come from
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// Scenario file or name of a built-in scenario; `-` reads from stdin. Or result folders: each of their
    /// scenarios, with their seed and worlds
    #[arg(value_name = "FILE|DIR", required = true)]
    pub files: Vec<String>,
    /// Of several scenarios in the folders this one alone
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    /// Also compare the causes at this full cost a year for each
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
    /// What is asked about knowledge.
    pub known: KnownFlags,
    #[command(flatten)]
    /// Flags of the batch.
    pub flags: Flags,
}

impl Arguments {
    /// What is asked and of which scenario; everything that is wrong with flags and files at once.
    fn read(&self) -> Result<(Questions<'static>, WithDraws), Failure> {
        let request = self.flags.worlds.changes.overrides();
        together(self.questions(), self.known.which.read(&request, &self.files))
    }

    pub(super) fn request(&self) -> Request {
        let mut request = self.flags.request("diagnose", &self.files);
        request.arguments.extend(self.scenario.iter().map(|name| format!("--scenario={name}")));
        request.arguments.extend(self.asked());
        request.portable()
    }

    /// What is asked, as it stands among the arguments that decide the answer.
    fn asked(&self) -> Vec<String> {
        let mut asked = vec![format!("--measure={}", self.measure)];
        asked.extend(self.budget.map(|yuan| format!("--budget={yuan}")));
        asked.extend((self.by == By::Lever).then(|| "--by=lever".to_string()));
        asked.extend(self.no_why.then(|| "--no-why".to_string()));
        asked.extend(self.known.arguments());
        asked
    }

    fn questions(&self) -> Result<Questions<'static>, Failure> {
        let budget = match self.budget {
            Some(yuan) if !(yuan > 0.0 && yuan.is_finite()) => {
                Err(Failure::new(3, term("--budget needs an amount above 0, in yuan a year")))
            }
            budget => Ok(budget),
        };
        let (headline, budget) = together(wanted(&self.measure), budget)?;
        Ok(Questions {
            replicates: self.flags.worlds.replicates,
            budget,
            why: (!self.no_why).then_some(headline.name),
            players: if self.by == By::Lever { Players::Levers } else { Players::Causes },
            own: None,
        })
    }
}

/// What was computed.
struct DiagnoseResults {
    diagnosis: Diagnosis,
    /// The coalitions of causes, and what `run` says of each.
    coalitions: (Vec<Scenario>, Vec<RunSummary>),
    warnings: Vec<Warning>,
    in_english: Vec<Warning>,
    folder: Option<PathBuf>,
    /// Runs done and failed.
    count: (u64, u64),
}

/// An answer, not said yet.
pub(super) struct DiagnoseAnswer {
    /// In words, or as JSON where that is asked for.
    pub words: String,
    /// As JSON.
    pub json: serde_json::Value,
    /// What to know.
    pub warnings: Vec<Warning>,
    /// The result folder, if one was written.
    pub folder: Option<PathBuf>,
    /// Runs done and failed.
    pub count: (u64, u64),
}

/// Read, diagnose, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let answers = match folders::named(arguments)? {
        Some(folders) => folders::answers(arguments, &folders, &arguments.questions()?)?,
        None => {
            let (asked, (mut scenarios, own)) = arguments.read()?;
            let asked = Questions { own: own.as_ref().map(|own| (own, WORLDS_OF_DRAW)), ..asked };
            vec![found(arguments, scenarios.remove(0), &asked)?]
        }
    };
    say_all(arguments, &answers)
}

/// One answer, or several after one another.
fn say_all(arguments: &Arguments, answers: &[DiagnoseAnswer]) -> Result<(), Failure> {
    let display = &arguments.flags.display;
    match answers {
        [one] if display.json => answer_json(&one.json)?,
        _ if display.json => {
            let all: Vec<_> = answers.iter().map(|one| &one.json).collect();
            answer_json(&json!({ "diagnoses": all }))?;
        }
        _ => answer(&answers.iter().map(|one| one.words.as_str()).collect::<Vec<_>>().join("\n"))?,
    }
    for one in answers {
        display.showing.warn(&one.warnings);
        if let Some(folder) = one.folder.as_ref().filter(|_| !display.json) {
            answer(&places(folder))?;
        }
    }
    let count = |of: fn(&DiagnoseAnswer) -> u64| answers.iter().map(of).sum::<u64>();
    all_done(count(|one| one.count.1), count(|one| one.count.0))
}

/// Live the worlds of a scenario and diagnose it.
fn found(arguments: &Arguments, scenario: Scenario, asked: &Questions) -> Result<DiagnoseAnswer, Failure> {
    match refusal(&scenario) {
        Some(why)
            if asked.budget.is_some() || asked.players == Players::Levers || arguments.known.wanted() =>
        {
            return Err(Failure::new(3, why));
        }
        Some(_) => return today::found(arguments, scenario, asked),
        None => {}
    }
    let moves = moves().map_err(|faults| Failure { code: 1, message: faults.to_string() })?;
    let done = diagnosed(arguments, &scenario, &moves, asked)?;
    let mut json = as_json(arguments, &done);
    json["folder"] = done.folder.as_ref().map(|path| path.to_string_lossy()).into();
    let own = arguments.known.which.posterior.as_ref();
    let from = own.map_or(DrawsFrom::Plausible, |_| DrawsFrom::Calibration);
    let words = words(&done.diagnosis, from, &done.coalitions.1);
    let DiagnoseResults { warnings, folder, count, .. } = done;
    Ok(DiagnoseAnswer { words, json, warnings, folder, count })
}

/// The diagnosis, and the table of what each coalition of repairs reaches.
fn words(diagnosis: &Diagnosis, from: DrawsFrom, coalitions: &[RunSummary]) -> String {
    let ink = if bold() { Emphasis::Bold } else { Emphasis::Plain };
    let named = |one: Coalition| one.words().split('+').map(called).collect::<Vec<_>>().join("+");
    let labels: Vec<String> = Coalition::all().map(named).collect();
    let table = overview::table(labels.iter().map(String::as_str), coalitions);
    format!("{}\n{table}", diagnose::text(diagnosis, from, ink))
}

fn as_json(arguments: &Arguments, done: &DiagnoseResults) -> serde_json::Value {
    let words: Vec<String> = done.warnings.iter().map(Warning::to_string).collect();
    diagnose_json::as_json(&done.diagnosis, &arguments.request(), &words)
}

/// Live everything; the runs of the coalitions go into the result folder.
fn diagnosed(
    arguments: &Arguments,
    scenario: &Scenario,
    moves: &[Vec<Move>; 3],
    asked: &Questions,
) -> Result<DiagnoseResults, Failure> {
    let flags = &arguments.flags;
    let all = coalitions(scenario, moves, [1.0; 3]);
    if asked.why.is_some() {
        // The trace lives the baseline, the changed world and a held one beside each other.
        memory::check(&all, Demand { worlds_each: 4, ..flags.worlds.demand() })?;
    }
    let mut recorder = Recorder::begin(flags, &all)?;
    let mut stages = Stages::new(flags.display.showing.mode());
    let live = living(flags, asked);
    let mut rounds = rounds(flags, live.as_deref(), &mut stages);
    let worlds = live_coalitions(&mut rounds, &all, flags, &mut recorder)?;
    let mut diagnosis = diagnose(&mut rounds, &all, &worlds, moves, asked)?;
    let (count, first) = (rounds.count, rounds.first_failure.take());
    stages.end();
    let own = asked.own.map(|(own, _)| own);
    let stale = known::add(&arguments.known, flags, (&all, own), &mut diagnosis)?;
    let told = || {
        let found = warnings(scenario, flags.worlds.replicates, count, first.clone());
        found.into_iter().chain(stale.clone()).collect::<Vec<_>>()
    };
    let (warnings, in_english) = (told(), for_programs(told));
    let coalitions = (all, recorder.answers);
    let mut done = DiagnoseResults { diagnosis, coalitions, warnings, in_english, folder: None, count };
    if let Some(mut results) = recorder.results {
        results.warnings(&done.in_english)?;
        results.add(crate::files::read::DIAGNOSIS, &manifest::json(&as_json(arguments, &done)))?;
        let mut pages = |folder: &Path, manifest: &[u8]| flags.pages(folder, manifest);
        done.folder =
            Some(results.finish_with(&done.coalitions.0, &arguments.request(), None, &mut pages)?);
    }
    Ok(done)
}

pub(super) fn warnings(
    scenario: &Scenario,
    replicates: u32,
    count: (u64, u64),
    first: Option<(String, u32, String)>,
) -> Vec<Warning> {
    let told = |kind, words| Warning::Told { name: Some(scenario.name.clone()), kind, words };
    let mut all: Vec<Warning> = of_reading(scenario).chain(few(replicates)).collect();
    all.extend(first.map(|(name, replicate, why)| {
        let (runs, failed) = count;
        let words = said!(
            "{failed} of {runs} runs failed and are missing (first: {name}, replicate {replicate}: {why})"
        );
        told(WarningKind::Failed, words)
    }));
    all
}
