//! The answer of `run`: a table for the terminal, or the same numbers as JSON.

use crate::files::manifest::Request;
use crate::measure::window::Window;
use crate::report::text::format::{Style, cut, left, right, sparkline, weekly_unit};
use crate::scenario::Scenario;
use crate::stats::Moments;
use crate::study::run::summary::{Line, RunSummary};
use crate::study::run::warnings::Warning;
use serde_json::{Value, json};
use std::path::Path;

/// Widest line of a table.
const WIDTH: usize = 100;
/// Columns: measure, before, last year, change, interval, course.
const CELLS: [usize; 6] = [22, 9, 9, 11, 19, 20];

/// How a heading is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Plain text.
    Plain,
    /// Bold headings, for terminals.
    Bold,
}

/// The table of one scenario.
pub fn table(scenario: &Scenario, answer: &RunSummary, ink: Emphasis) -> String {
    let heading = cut(&format!("{} — {}", scenario.name, scenario.title), WIDTH);
    let heading = if ink == Emphasis::Bold { format!("\x1b[1m{heading}\x1b[0m") } else { heading };
    let course = format!("weeks 1–{}", scenario.blueprint.weeks);
    let columns = row(["", "before", "last year", "change", "95% interval", &course].map(String::from));
    let lines: String = answer.lines.iter().map(line).collect();
    format!("{heading}\n{}\n{columns}{lines}", cut(&note(scenario, answer), WIDTH))
}

/// Which worlds and weeks the table speaks of.
fn note(scenario: &Scenario, answer: &RunSummary) -> String {
    let weeks = |window: Window| {
        let words = |weeks: std::ops::RangeInclusive<_>| format!("weeks {}–{}", weeks.start(), weeks.end());
        window.weeks(&scenario.blueprint).map_or("no week".to_string(), words)
    };
    let worlds = match answer.done {
        1 => "1 world, so no interval".to_string(),
        n => format!("mean of {n} worlds"),
    };
    format!("{worlds}; before: {}; last year: {}", weeks(Window::Before), weeks(Window::LastYear))
}

fn line(line: &Line) -> String {
    let style = Style::of(line.measure.unit);
    let unit = if style == Style::Money { format!(", {}", weekly_unit(line.measure)) } else { String::new() };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_string());
    row([
        format!("{}{unit}", line.measure.name),
        or_dash(line.before.mean().map(|v| style.value(v))),
        or_dash(line.last_year.mean().map(|v| style.value(v))),
        or_dash(line.change.mean().map(|v| style.change(v))),
        or_dash(line.change.interval().map(|i| style.interval(i))),
        sparkline(&course(line)),
    ])
}

fn row(cells: [String; 6]) -> String {
    let mut words = String::new();
    for (at, (cell, width)) in cells.iter().zip(CELLS).enumerate() {
        if at > 0 {
            words.push_str("  ");
        }
        words.push_str(&if at == 0 || at == 5 { left(cell, width) } else { right(cell, width) });
    }
    words.trim_end().to_string() + "\n"
}

fn course(line: &Line) -> Vec<Option<f64>> {
    line.course.iter().map(Moments::mean).collect()
}

/// The whole answer as one JSON object.
pub fn as_json(
    request: &Request,
    scenarios: &[Scenario],
    answers: &[RunSummary],
    warnings: &[Warning],
    folder: Option<&Path>,
) -> Value {
    let scenarios: Vec<_> =
        scenarios.iter().zip(answers).map(|(scenario, answer)| scenario_json(scenario, answer)).collect();
    json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "command": request.command,
        "seed": request.seed,
        "replicates": request.replicates,
        "scenarios": scenarios,
        "warnings": warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "folder": folder.map(|path| path.to_string_lossy()),
    })
}

fn scenario_json(scenario: &Scenario, answer: &RunSummary) -> Value {
    let weeks =
        |window: Window| window.weeks(&scenario.blueprint).map(|weeks| [*weeks.start(), *weeks.end()]);
    json!({
        "scenario": scenario.name,
        "title": scenario.title,
        "runs": answer.done,
        "failed": answer.failed,
        "windows": { "before": weeks(Window::Before), "last-year": weeks(Window::LastYear) },
        "measures": answer.lines.iter().map(line_json).collect::<Vec<_>>(),
    })
}

fn line_json(line: &Line) -> Value {
    let interval = line.change.interval();
    json!({
        "measure": line.measure.name,
        "unit": weekly_unit(line.measure),
        "before": line.before.mean(),
        "last_year": line.last_year.mean(),
        "change": line.change.mean(),
        "ci_low": interval.map(|i| i.0),
        "ci_high": interval.map(|i| i.1),
        "course": course(line),
    })
}
