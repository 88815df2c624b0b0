//! `examples`: the scenarios inside the program, listed or printed.

use crate::cli::{Failure, answer};
use crate::report::text::format::left;
use crate::scenario;
use crate::scenario::Overrides;
use crate::scenario::faults::nearest;
use crate::scenario::library::{EMBEDDED, Embedded, names};
use clap::Args;
use serde_json::json;
use std::fmt::Write;

/// List the built-in scenarios, or print one
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Name of a built-in scenario to print
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The list as a JSON array on stdout
    #[arg(long, conflicts_with = "name")]
    json: bool,
}

/// List or print.
pub fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.name {
        None => list(arguments.json),
        Some(name) => {
            match EMBEDDED.iter().find(|(file, _)| file == name || file.strip_suffix(".toml") == Some(name)) {
                Some((_, text)) => answer(text),
                None => {
                    let hint = nearest(name, names()).map(|hint| format!("; {hint}")).unwrap_or_default();
                    Err(Failure::new(2, format!("no built-in scenario is called `{name}`{hint}")))
                }
            }
        }
    }
}

fn list(as_json: bool) -> Result<(), Failure> {
    let files: Vec<String> = names().map(String::from).collect();
    let read = scenario::read(&files, &Overrides::default(), &Embedded);
    let scenarios = read.map_err(|faults| Failure { code: 3, message: faults.to_string() })?;
    if as_json {
        let rows: Vec<_> = scenarios
            .iter()
            .map(|s| json!({ "name": s.name, "title": s.title, "summary": s.summary }))
            .collect();
        return answer(&format!("{:#}\n", serde_json::Value::Array(rows)));
    }
    let cells = files.iter().map(String::len).max().unwrap_or(0);
    let mut out = String::new();
    for scenario in &scenarios {
        // Writing into memory does not fail.
        let _ = writeln!(out, "{}  {}", left(&scenario.name, cells), scenario.title);
        let _ = writeln!(out, "{}  {}", left("", cells), scenario.summary);
    }
    answer(&out)
}
