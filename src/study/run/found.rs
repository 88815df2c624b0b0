//! Which warnings a batch gives.

use crate::language::for_programs;
use crate::language::twice::{remember, retold};
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::study::run::signs::Signs;
use crate::study::run::summary::RunSummary;
use crate::study::run::warnings::Warning;

/// Fewer replicates than this make an interval wide and a tail invisible.
const FEW: u32 = 10;
/// Share of weeks from which on full seats or late wages are worth a word.
const OFTEN: f64 = 0.10;

/// All there is to say of a batch.
pub(crate) fn warnings(scenarios: &[Scenario], answers: &[RunSummary], replicates: u32) -> Vec<Warning> {
    let mut all = Vec::new();
    for scenario in scenarios {
        all.extend(of_reading(scenario));
    }
    all.extend(few(replicates));
    for (scenario, answer) in scenarios.iter().zip(answers) {
        all.extend(overlap(scenario));
        of_runs(&scenario.name, &answer.signs, &mut all);
    }
    all
}

/// What was said while a scenario was read.
pub(crate) fn of_reading(scenario: &Scenario) -> impl Iterator<Item = Warning> {
    scenario.warnings.iter().map(|said| {
        let words = without_folders(said, scenario);
        let english = without_folders(&for_programs(|| retold(said)), scenario);
        if english != words {
            remember(&words, &english);
        }
        Warning::Scenario { name: scenario.name.clone(), words }
    })
}

/// Words in which the files of a scenario are called by their own names: they go into results, which do not
/// tell where on whose machine a file lay.
fn without_folders(words: &str, scenario: &Scenario) -> String {
    let mut paths: Vec<&str> = scenario.sources.iter().map(|source| source.name.as_str()).collect();
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    paths.into_iter().fold(words.to_string(), |words, path| {
        let own = path.rsplit(['/', '\\']).next().unwrap_or(path);
        if own.is_empty() { words } else { words.replace(path, own) }
    })
}

/// That there are few worlds, where there are.
pub(crate) fn few(replicates: u32) -> Option<Warning> {
    (replicates < FEW).then_some(Warning::FewReplicates { replicates })
}

fn overlap(scenario: &Scenario) -> Option<Warning> {
    let [before, last_year] =
        [Window::Before, Window::LastYear].map(|window| window.weeks(&scenario.blueprint));
    let overlaps = last_year?.start() <= before?.end();
    overlaps.then(|| Warning::Overlap { name: scenario.name.clone(), weeks: scenario.blueprint.weeks })
}

/// What the runs of a scenario say.
pub(crate) fn of_runs(name: &str, signs: &Signs, all: &mut Vec<Warning>) {
    let name = || name.to_string();
    if let Some((replicate, reason)) = signs.first_failure.clone() {
        let of = signs.done + signs.failed;
        all.push(Warning::Failed { name: name(), failed: signs.failed, of, replicate, reason });
    }
    if let Some(share) = signs.full.mean().filter(|s| *s > OFTEN) {
        all.push(Warning::SeatsFull { name: name(), share });
    }
    if let Some(share) = signs.without_operator.mean().filter(|s| *s > OFTEN) {
        all.push(Warning::WithoutOperator { name: name(), share });
    }
    if signs.lost.0 > 0 {
        all.push(Warning::LostContract { name: name(), lost: signs.lost.0, of: signs.lost.1 });
    }
    if let Some(share) = signs.late.mean().filter(|s| *s > OFTEN) {
        all.push(Warning::LateWages { name: name(), share });
    }
}
