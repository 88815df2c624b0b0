//! The answer of `diagnose` for a home that no organization runs: for the terminal and as JSON.

use crate::escape::line;
use crate::files::manifest::Request;
use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::scenario::Scenario;
use crate::stats::paired::{Estimate, bounds};
use crate::study::diagnose::today::DeficiencyToday;
use crate::world::record::Measure;
use serde::Serialize;

/// In tables.
pub(crate) fn text(scenario: &Scenario, found: &[DeficiencyToday], worlds: u32) -> String {
    let mut text = format!("{} — {}\n", scenario.name, line(called(&scenario.title)));
    text += &wrap(
        &said!(
            "No organization runs the home: deficiencies of the last year (0 solved … 100 severe) and the \
                parts that make them up, {worlds} worlds"
        ),
        2,
    );
    let mut table = Table::new(["deficiency", "index", "95% interval"].map(term));
    for one in found {
        table.row(cells(one.deficiency.measure(), &one.level));
        one.parts.iter().for_each(|(measure, level)| table.row(cells(measure, level)));
    }
    text += &table.terminal();
    let note = said!(
        "Weak brand and low awareness of the non-profit status are those of an organization: there is none. \
            Causes have shares where repairs act, under an organization; what one would change: commonroom \
            compare {name} {name}+z-home",
        name = scenario.name
    );
    text + "\n" + &wrap(&note, 0)
}

fn cells(measure: &'static Measure, level: &Estimate) -> [String; 3] {
    let format = NumberFormat::of(Style::Index, level.mean, level.interval);
    let name = called(measure.label).to_string();
    [name, format.value(level.mean), level.interval.map_or("–".into(), |ends| format.interval(ends))]
}

#[derive(Serialize)]
struct TodayAnswer<'a> {
    program: &'a str,
    version: &'a str,
    command: &'a str,
    seed: &'a str,
    scenario: &'a str,
    title: &'a str,
    replicates: u32,
    deficiencies: Vec<TodayJson>,
    warnings: &'a [String],
}

/// As the diagnosis of an organization's home has it, without causes.
#[derive(Serialize)]
struct TodayJson {
    name: &'static str,
    level: f64,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
    total: Option<f64>,
    causes: [f64; 0],
    parts: Vec<PartJson>,
}

#[derive(Serialize)]
struct PartJson {
    name: &'static str,
    mean: f64,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
}

/// As JSON.
pub(crate) fn as_json(
    scenario: &Scenario,
    found: &[DeficiencyToday],
    request: &Request,
    warnings: &[String],
) -> serde_json::Value {
    let part = |(measure, level): &(&'static Measure, Estimate)| PartJson {
        name: measure.name,
        mean: level.mean,
        interval: level.interval,
    };
    let deficiency = |one: &DeficiencyToday| TodayJson {
        name: one.deficiency.name(),
        level: one.level.mean,
        interval: one.level.interval,
        total: None,
        causes: [],
        parts: one.parts.iter().map(part).collect(),
    };
    let answer = TodayAnswer {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command: &request.command,
        seed: &request.seed,
        scenario: &scenario.name,
        title: &scenario.title,
        replicates: request.replicates,
        deficiencies: found.iter().map(deficiency).collect(),
        warnings,
    };
    // Plain structs of text and numbers always serialize.
    serde_json::to_value(answer).unwrap_or_default()
}
