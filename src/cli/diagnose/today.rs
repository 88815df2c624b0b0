//! `diagnose` of a home that no organization runs.

use crate::cli::Failure;
use crate::cli::batch::Recorder;
use crate::cli::diagnose::lives::{live_coalitions, living, rounds};
use crate::cli::diagnose::{Arguments, DiagnoseAnswer, warnings};
use crate::cli::stages::Stages;
use crate::files::write::results::Results;
use crate::language::for_programs;
use crate::report::answers::{diagnose_today, overview};
use crate::scenario::Scenario;
use crate::study::diagnose::Questions;
use crate::study::diagnose::today::today;
use crate::study::run::warnings::Warning;
use std::path::Path;

/// Live it, and leave its runs in the result folder.
pub(super) fn found(
    arguments: &Arguments,
    scenario: Scenario,
    asked: &Questions,
) -> Result<DiagnoseAnswer, Failure> {
    let flags = &arguments.flags;
    let all = [scenario];
    let mut recorder = Recorder::begin(flags, &all)?;
    let mut stages = Stages::new(flags.display.showing.mode());
    let live = living(flags, asked);
    let mut rounds = rounds(flags, live.as_deref(), &mut stages);
    let worlds = live_coalitions(&mut rounds, &all, flags, &mut recorder)?;
    let (count, first) = (rounds.count, rounds.first_failure.take());
    stages.end();
    let [scenario] = &all;
    let told = || warnings(scenario, flags.worlds.replicates, count, first.clone());
    let (warnings, in_english) = (told(), for_programs(told));
    let (found, request) = (worlds.first().map(today).unwrap_or_default(), arguments.request());
    let finish = |mut results: Results| {
        results.warnings(&in_english)?;
        let mut pages = |folder: &Path, manifest: &[u8]| flags.pages(folder, manifest);
        results.finish_with(&all, &request, None, &mut pages)
    };
    let folder = recorder.results.map(finish).transpose()?;
    let told: Vec<String> = warnings.iter().map(Warning::to_string).collect();
    let mut json = diagnose_today::as_json(scenario, &found, &request, &told);
    json["folder"] = folder.as_ref().map(|path| path.to_string_lossy()).into();
    let table = overview::table([scenario.name.as_str()], &recorder.answers);
    let words = diagnose_today::text(scenario, &found, flags.worlds.replicates) + "\n" + &table;
    Ok(DiagnoseAnswer { words, json, warnings, folder, count })
}
