//! The answer of `run`: a table for the terminal, or the same numbers as JSON.

use crate::files::manifest::Request;
use crate::language::{said, term};
use crate::measure::window::Window;
use crate::report::text::cells::{cut, range, sparkline};
use crate::report::text::format::{NumberFormat, Style, weekly_unit};
use crate::report::text::names::called;
use crate::report::text::screen;
use crate::report::text::table::{Table, wrap};
use crate::scenario::Scenario;
use crate::stats::Moments;
use crate::stats::paired::bounds;
use crate::study::run::summary::{Line, RunSummary};
use crate::study::run::warnings::Warning;
use crate::units::Week;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::path::Path;

/// How a heading is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// Plain text.
    Plain,
    /// Bold headings, for terminals.
    Bold,
}

/// The scale of the course of each measure: one for all scenarios, so that they can be compared.
pub(crate) fn scales(answers: &[RunSummary]) -> Vec<Option<(f64, f64)>> {
    let lines = answers.iter().map(|answer| answer.lines.len()).max().unwrap_or(0);
    let of = |at: usize| answers.iter().filter_map(move |answer| answer.lines.get(at));
    (0..lines).map(|at| range(of(at).flat_map(course).flatten())).collect()
}

/// From which value to which the lines of small bars go.
pub(crate) fn scale_note(answers: &[RunSummary]) -> String {
    let lines = answers.first().map_or(&[][..], |answer| &answer.lines);
    let words = lines.iter().zip(scales(answers)).filter_map(|(line, scale)| {
        let ((low, high), style) = (scale?, Style::of(line.measure));
        Some(said!("{} {} to {}", called(line.measure.name), style.bare(low), style.value(high)))
    });
    wrap(&said!("From ▁ to █ in all tables: {}.", words.collect::<Vec<_>>().join(term(", "))), 2)
}

/// The table of one scenario; `scales` are those of [`scales`].
pub(crate) fn table(
    scenario: &Scenario,
    answer: &RunSummary,
    scales: &[Option<(f64, f64)>],
    ink: Emphasis,
) -> String {
    let heading = cut(&format!("{} — {}", scenario.name, called(&scenario.title)), screen::cells());
    let heading = if ink == Emphasis::Bold { format!("\x1b[1m{heading}\x1b[0m") } else { heading };
    let course = said!("weeks 1–{}", scenario.blueprint.weeks);
    let mut table =
        Table::new(["", term("before"), term("last year"), term("change"), term("95% interval"), &course]);
    let scales = scales.iter().copied().chain(std::iter::repeat(None));
    answer.lines.iter().zip(scales).for_each(|(line, scale)| table.row(cells(line, scale)));
    if screen::cells() < screen::WIDEST {
        // The courses find no room beside the numbers.
        table.head.pop();
        table.rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    format!("{heading}\n{}\n{}", cut(&note(scenario, answer), screen::cells()), table.terminal())
}

/// Which worlds and weeks the table speaks of.
fn note(scenario: &Scenario, answer: &RunSummary) -> String {
    let weeks = |window: Window| {
        let words = |weeks: std::ops::RangeInclusive<_>| said!("weeks {}–{}", weeks.start(), weeks.end());
        window.weeks(&scenario.blueprint).map_or(term("no week").to_string(), words)
    };
    let worlds = match answer.signs.done {
        1 => term("1 world, so no interval").to_string(),
        n => said!("mean of {n} worlds"),
    };
    said!("{worlds}; before: {}; last year: {}", weeks(Window::Before), weeks(Window::LastYear))
}

fn cells(line: &Line, scale: Option<(f64, f64)>) -> [String; 6] {
    let style = Style::of(line.measure);
    let unit = if style == Style::Money {
        format!(", {}", called(&weekly_unit(line.measure)))
    } else {
        String::new()
    };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_string());
    // The levels have the decimals of their difference, so that a reader can check it; without one, the
    // usual.
    let format = line.change.mean().map(|mean| NumberFormat::of(style, mean, line.change.interval()));
    let level = |value: f64| format.map_or_else(|| style.value(value), |format| format.value(value));
    [
        format!("{}{unit}", called(line.measure.name)),
        or_dash(line.before.mean().map(level)),
        or_dash(line.last_year.mean().map(level)),
        or_dash(format.zip(line.change.mean()).map(|(format, mean)| format.change(mean))),
        or_dash(format.zip(line.change.interval()).map(|(format, ends)| format.change_interval(ends))),
        scale.map_or(String::new(), |scale| sparkline(&course(line), scale)),
    ]
}

fn course(line: &Line) -> Vec<Option<f64>> {
    line.course.iter().map(Moments::mean).collect()
}

/// The whole answer.
#[derive(Serialize)]
struct RunAnswer<'a> {
    program: &'a str,
    version: &'a str,
    command: &'a str,
    seed: &'a str,
    replicates: u32,
    scenarios: Vec<ScenarioJson<'a>>,
    warnings: Vec<String>,
    folder: Option<Cow<'a, str>>,
}

/// The whole answer as one JSON object.
pub(crate) fn as_json(
    request: &Request,
    scenarios: &[Scenario],
    answers: &[RunSummary],
    warnings: &[Warning],
    folder: Option<&Path>,
) -> Value {
    let answer = RunAnswer {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command: &request.command,
        seed: &request.seed,
        replicates: request.replicates,
        scenarios: scenarios.iter().zip(answers).map(|(s, answer)| ScenarioJson::of(s, answer)).collect(),
        warnings: warnings.iter().map(ToString::to_string).collect(),
        folder: folder.map(Path::to_string_lossy),
    };
    // Plain structs of text and numbers always serialize.
    serde_json::to_value(answer).unwrap_or_default()
}

/// A scenario in all its worlds.
#[derive(Serialize)]
struct ScenarioJson<'a> {
    scenario: &'a str,
    title: &'a str,
    runs: u32,
    failed: u32,
    windows: WindowsJson,
    measures: Vec<MeasureJson<'a>>,
}

/// First and last week of the windows.
#[derive(Serialize)]
struct WindowsJson {
    before: Option<[Week; 2]>,
    #[serde(rename = "last-year")]
    last_year: Option<[Week; 2]>,
}

impl<'a> ScenarioJson<'a> {
    fn of(scenario: &'a Scenario, answer: &'a RunSummary) -> ScenarioJson<'a> {
        let weeks =
            |window: Window| window.weeks(&scenario.blueprint).map(|weeks| [*weeks.start(), *weeks.end()]);
        ScenarioJson {
            scenario: &scenario.name,
            title: &scenario.title,
            runs: answer.signs.done,
            failed: answer.signs.failed,
            windows: WindowsJson { before: weeks(Window::Before), last_year: weeks(Window::LastYear) },
            measures: answer.lines.iter().map(MeasureJson::of).collect(),
        }
    }
}

/// A measure before, in the last year, and the change between them.
#[derive(Serialize)]
struct MeasureJson<'a> {
    measure: &'a str,
    unit: String,
    before: Option<f64>,
    last_year: Option<f64>,
    change: Option<f64>,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
    course: Vec<Option<f64>>,
}

impl MeasureJson<'_> {
    fn of(line: &Line) -> MeasureJson<'_> {
        MeasureJson {
            measure: line.measure.name,
            unit: weekly_unit(line.measure),
            before: line.before.mean(),
            last_year: line.last_year.mean(),
            change: line.change.mean(),
            interval: line.change.interval(),
            course: course(line),
        }
    }
}
