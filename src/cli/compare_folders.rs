//! `compare DIR…`: scenarios in result folders, also of several batches, against the first of them.

use crate::cli::compare::{self, Arguments};
use crate::cli::goals::wanted;
use crate::cli::run::bold;
use crate::cli::{Failure, answer, answer_json};
use crate::files::read;
use crate::language::{self, said, term};
use crate::measure::window::Window;
use crate::report::answers::compare_brief;
use crate::report::answers::run::Emphasis;
use crate::report::text::table::{Cell, Table};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::effects::Effect;
use crate::world::record::{MEASURES, Measure};
use serde_json::json;
use std::path::PathBuf;

/// Scenarios from which on a table stands in place of the ranking: it holds each against each.
const MANY: usize = 12;

/// Compare folders where folders are named, and scenarios otherwise.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let names = arguments.all();
    let (folders, others): (Vec<PathBuf>, Vec<PathBuf>) =
        names.iter().map(PathBuf::from).partition(|path| path.is_dir());
    match (folders.first(), others.first()) {
        (None, _) if arguments.files.is_empty() => {
            Err(Failure::new(2, term("name a scenario to compare with the baseline, or result folders")))
        }
        (None, _) => compare::run(arguments),
        (Some(folder), Some(other)) => {
            let (folder, other) = (folder.display(), other.display());
            let why = said!("`{folder}` is a folder and `{other}` is not: name result folders or scenarios");
            Err(Failure::new(2, why))
        }
        (Some(_), None) => of_folders(arguments, &folders),
    }
}

fn of_folders(arguments: &Arguments, folders: &[PathBuf]) -> Result<(), Failure> {
    let measure = wanted(&arguments.measure)?;
    let mut comparison = read::folders(folders, &[])?;
    if comparison.cases.len() < 2 {
        return Err(Failure::new(
            2,
            term("these folders hold one scenario: there is nothing to compare it with"),
        ));
    }
    comparison.asked = Some(measure);
    comparison.effects = all_effects(&comparison);
    if arguments.flags.display.json {
        let effects: Vec<_> = comparison.effects.iter().map(as_json).collect();
        return answer_json(&json!({ "baseline": comparison.base_name(), "effects": effects }));
    }
    let ink = if bold() { Emphasis::Bold } else { Emphasis::Plain };
    let brief = Some(&comparison).filter(|all| all.cases.len() <= MANY);
    let brief = brief.and_then(|all| compare_brief::text(all, language::spoken(), ink, ""));
    answer(&brief.unwrap_or_else(|| table(&comparison, measure)))
}

fn as_json(effect: &Effect) -> serde_json::Value {
    json!({
        "scenario": effect.scenario,
        "measure": effect.measure,
        "window": effect.window,
        "paired": effect.paired,
    })
}

/// Every measure over every window, of all others against the baseline. Before the handover only what hands
/// over in the same week is compared.
fn all_effects(comparison: &Comparison) -> Vec<Effect> {
    let (runs, base) = (comparison.runs(), comparison.base());
    let mut all = Vec::new();
    for at in comparison.others() {
        let same = base.map(|base| base.before_ends) == comparison.cases.get(at).map(|case| case.before_ends);
        for window in Window::all(comparison.weeks).into_iter().filter(|w| same || *w != Window::Before) {
            for measure in MEASURES {
                let Some(paired) = runs.effect(at, window, measure) else { continue };
                let [baseline, scenario] = [comparison.base_name(), comparison.name(at)].map(String::from);
                all.push(Effect { baseline, scenario, measure: measure.name, window, paired });
            }
        }
    }
    all
}

/// A row for each of many scenarios, the best first: the mean of a measure in the last year, and the
/// difference
/// from the baseline with its interval.
fn table(comparison: &Comparison, measure: &Measure) -> String {
    let mut rows: Vec<(f64, usize)> = comparison
        .others()
        .into_iter()
        .map(|at| (comparison.in_last_year(at, measure.name).map_or(f64::NAN, |paired| paired.diff), at))
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let number = |value: Option<f64>| value.map_or("-".to_string(), |value| format!("{value:.4}"));
    let heading = format!("{} - {}", measure.name, comparison.base_name());
    let mut table = Table::new(["scenario".to_string(), measure.name.into(), heading, "95% interval".into()]);
    for (_, at) in rows {
        let paired = comparison.in_last_year(at, measure.name);
        let ends = paired.and_then(|paired| paired.interval);
        table.row([
            Cell::from(comparison.name(at)),
            Cell::from(number(comparison.last_year(at, measure.name))),
            Cell::from(number(paired.map(|paired| paired.diff))),
            Cell::from(ends.map_or("-".to_string(), |(low, high)| format!("{low:.4} to {high:.4}"))),
        ]);
    }
    table.terminal()
}
