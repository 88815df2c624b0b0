//! `check`: are the scenarios sound? Nothing is computed and nothing written.

use crate::cli::progress::say;
use crate::cli::{Failure, answer};
use crate::files::library::DiskLibrary;
use crate::scenario;
use crate::scenario::{Overrides, Scenario};
use clap::{Args, value_parser};
use serde_json::json;
use std::fmt::Write;

/// Flags of every command that only reads scenarios.
#[derive(Args, Clone, Debug, Default)]
pub struct Changes {
    /// Set a value in every scenario, for example levers.funding.grant=300000 (repeatable)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
    /// Weeks instead of those of the scenarios
    #[arg(long, value_name = "N", value_parser = value_parser!(i64).range(1..))]
    pub weeks: Option<i64>,
}

impl Changes {
    /// As the reader of scenarios wants them.
    pub fn request(&self) -> Overrides {
        Overrides { sets: self.sets.clone(), weeks: self.weeks }
    }
}

/// Check scenarios and show every fault with its place
#[derive(Args, Clone, Debug)]
pub struct Arguments {
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
pub fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    match scenario::read(&arguments.files, &arguments.changes.request(), &DiskLibrary) {
        Ok(scenarios) if arguments.json => {
            let list: Vec<_> = scenarios.iter().map(as_json).collect();
            answer(&format!("{:#}\n", json!({ "ok": true, "scenarios": list })))
        }
        Ok(scenarios) => {
            for scenario in &scenarios {
                scenario.warnings.iter().for_each(|w| say(&format!("warning: {}: {w}", scenario.name)));
            }
            answer(&scenarios.iter().map(in_words).collect::<String>())
        }
        Err(faults) if arguments.json => {
            answer(&format!("{:#}\n", json!({ "ok": false, "faults": faults.to_json() })))?;
            Err(Failure { code: 3, message: String::new() })
        }
        Err(faults) => Err(Failure { code: 3, message: faults.to_string() }),
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
    let _ = writeln!(text, "{}: ok — {}", scenario.name, scenario.title);
    let _ = writeln!(
        text,
        "  {weeks} weeks, {people} residents in {places} {plural}, {} dated changes",
        dated(scenario)
    );
    text
}

fn dated(scenario: &Scenario) -> usize {
    scenario.origins.keys().filter(|path| path.starts_with("schedule.")).count()
}
