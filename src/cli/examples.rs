//! `examples`: the scenarios inside the program, listed or printed.

use crate::cli::{Failure, answer, answer_json};
use crate::language::said;
use crate::report::text::cells::left;
use crate::report::text::names::called;
use crate::scenario;
use crate::scenario::faults::nearest;
use crate::scenario::library::{EMBEDDED, Embedded, names};
use crate::scenario::{Overrides, Scenario};
use clap::Args;
use serde_json::json;
use std::fmt::Write;

/// List the built-in scenarios, or print one
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Name of a built-in scenario to print
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The list as a JSON array on stdout
    #[arg(long, conflicts_with = "name")]
    json: bool,
}

/// List or print.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.name {
        None if arguments.json => list_as_json(),
        None => list(),
        Some(name) => {
            match EMBEDDED.iter().find(|(file, _)| file == name || file.strip_suffix(".toml") == Some(name)) {
                Some((_, text)) => answer(text),
                None => {
                    let hint = nearest(name, names()).map(|hint| format!("; {hint}")).unwrap_or_default();
                    Err(Failure::new(2, said!("no built-in scenario is called `{name}`{hint}")))
                }
            }
        }
    }
}

fn scenarios() -> Result<Vec<Scenario>, Failure> {
    let files: Vec<String> = names().map(String::from).collect();
    Ok(scenario::read(&files, &Overrides::default(), &Embedded)?)
}

fn list_as_json() -> Result<(), Failure> {
    let row = |s: &Scenario| json!({ "name": s.name, "title": s.title, "summary": s.summary });
    let rows = scenarios()?.iter().map(row).collect();
    answer_json(&serde_json::Value::Array(rows))
}

fn list() -> Result<(), Failure> {
    let cells = names().map(str::len).max().unwrap_or(0);
    let mut out = String::new();
    for scenario in &scenarios()? {
        // Writing into memory does not fail.
        let _ = writeln!(out, "{}  {}", left(&scenario.name, cells), called(&scenario.title));
        let _ = writeln!(out, "{}  {}", left("", cells), called(&scenario.summary));
    }
    answer(&out)
}
