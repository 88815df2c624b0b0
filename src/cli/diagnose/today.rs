//! `diagnose` of a home that no organization runs.

use crate::cli::batch::{Recorder, places};
use crate::cli::diagnose::{Arguments, live_coalitions, rounds, warnings};
use crate::cli::stages::Stages;
use crate::cli::{Failure, all_done, answer, answer_json};
use crate::files::write::results::Results;
use crate::report::answers::{diagnose_today, overview};
use crate::scenario::Scenario;
use crate::study::diagnose::today::today;
use std::path::Path;

/// Live it, answer, and leave its runs in the result folder.
pub(super) fn run(arguments: &Arguments, scenario: Scenario) -> Result<(), Failure> {
    let flags = &arguments.flags;
    let all = [scenario];
    let mut recorder = Recorder::begin(flags, &all)?;
    let mut stages = Stages::new(flags.display.showing.mode());
    let mut rounds = rounds(flags, &mut stages);
    let worlds = live_coalitions(&mut rounds, &all, flags, &mut recorder)?;
    let (count, first) = (rounds.count, rounds.first_failure.take());
    stages.end();
    let [scenario] = &all;
    let warnings = warnings(scenario, flags.worlds.replicates, count, first);
    let (found, request) = (worlds.first().map(today).unwrap_or_default(), arguments.request());
    let finish = |results: Results| {
        let mut pages = |folder: &Path, manifest: &[u8]| flags.pages(folder, manifest);
        results.finish_with(&all, &request, None, &mut pages)
    };
    let folder = recorder.results.map(finish).transpose()?;
    if flags.display.json {
        let mut json = diagnose_today::as_json(scenario, &found, &request, &warnings);
        json["folder"] = folder.as_ref().map(|path| path.to_string_lossy()).into();
        answer_json(&json)?;
    } else {
        answer(&diagnose_today::text(scenario, &found, flags.worlds.replicates))?;
        answer(&format!("\n{}", overview::table([scenario.name.as_str()], &recorder.answers)))?;
    }
    flags.display.showing.warn(&warnings);
    if let Some(folder) = folder.as_ref().filter(|_| !flags.display.json) {
        answer(&places(folder))?;
    }
    let (runs, failed) = count;
    all_done(failed, runs)
}
