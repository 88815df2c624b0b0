//! `check`: are the scenarios sound? Nothing is computed and nothing written.

use crate::cli::flags::Changes;
use crate::cli::progress::say;
use crate::cli::{Failure, answer, answer_json};
use crate::escape::line;
use crate::files::library::DiskLibrary;
use crate::language::{said, term};
use crate::report::text::names::called;
use crate::scenario;
use crate::scenario::Scenario;
use clap::Args;
use serde_json::json;
use std::fmt::Write;

/// Check scenarios and show every fault with its place
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Scenario files or names of built-in scenarios; `-` reads from stdin
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    #[command(flatten)]
    changes: Changes,
    /// The same as one JSON object on stdout
    #[arg(long)]
    json: bool,
}

/// Check scenarios: exit 3 when there is a fault.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match scenario::read(&arguments.files, &arguments.changes.overrides(), &DiskLibrary) {
        Ok(scenarios) if arguments.json => {
            let list: Vec<_> = scenarios.iter().map(as_json).collect();
            answer_json(&json!({ "ok": true, "scenarios": list }))
        }
        Ok(scenarios) => {
            for scenario in &scenarios {
                scenario.warnings.iter().for_each(|w| say(&said!("warning: {}: {w}", scenario.name)));
            }
            answer(&scenarios.iter().map(in_words).collect::<String>())
        }
        Err(faults) if arguments.json => {
            answer_json(&json!({ "ok": false, "faults": faults.to_json() }))?;
            Err(Failure { code: 3, message: String::new() })
        }
        Err(faults) => Err(Failure::from(faults)),
    }
}

fn people(scenario: &Scenario) -> i64 {
    scenario.blueprint.communities.iter().map(|place| i64::from(place.population())).sum()
}

fn as_json(scenario: &Scenario) -> serde_json::Value {
    let sources: Vec<_> =
        scenario.sources.iter().map(|s| json!({ "name": s.name, "sha256": s.sha256 })).collect();
    json!({
        "name": scenario.name,
        "title": scenario.title,
        "summary": scenario.summary,
        "weeks": scenario.blueprint.weeks,
        "communities": scenario.blueprint.communities.len(),
        "residents": people(scenario),
        "rules": scenario.blueprint.rules.len(),
        "warnings": scenario.warnings,
        "sources": sources,
    })
}

fn in_words(scenario: &Scenario) -> String {
    let mut text = String::new();
    let places = scenario.blueprint.communities.len();
    let plural = if places == 1 { "community" } else { "communities" };
    let (weeks, people) = (scenario.blueprint.weeks, people(scenario));
    // Writing into memory does not fail.
    let _ = writeln!(text, "{}", said!("{}: ok — {}", scenario.name, line(called(&scenario.title))));
    let rules = match scenario.blueprint.rules.len() {
        0 => String::new(),
        1 => term(", 1 rule that reacts").into(),
        n => said!(", {n} rules that react"),
    };
    let _ = writeln!(
        text,
        "{}",
        said!(
            "  {weeks} weeks, {people} residents in {places} {plural}, {} dated changes{rules}",
            dated(scenario)
        )
    );
    text
}

fn dated(scenario: &Scenario) -> usize {
    scenario.origins.keys().filter(|path| path.starts_with("schedule.")).count()
}
