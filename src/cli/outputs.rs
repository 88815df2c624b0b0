//! `outputs`: the measures of every trajectory, with unit and definition.

use crate::cli::{Failure, answer, answer_json};
use crate::report::text::cells::left;
use crate::world::record::{Better, Combine, MEASURES, Measure, Scope};
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write;

/// List the measures: unit, definition, how they combine
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The same as a JSON array on stdout
    #[arg(long)]
    json: bool,
}

/// List the measures.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.json {
        return answer_json(&Value::Array(MEASURES.iter().map(as_json).collect()));
    }
    let cells = MEASURES.iter().map(|m| m.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for measure in MEASURES {
        // Writing into memory does not fail.
        let _ = writeln!(out, "{}  [{}] {}", left(measure.name, cells), measure.unit, measure.meaning);
        if !measure.empty.is_empty() {
            let _ = writeln!(out, "{}  empty: {}", left("", cells), measure.empty);
        }
    }
    answer(&out)
}

fn as_json(measure: &Measure) -> Value {
    json!({
        "name": measure.name,
        "unit": measure.unit,
        "scope": match measure.scope {
            Scope::Community => "community",
            Scope::Shared => "shared",
            Scope::Money => "money",
        },
        "combine": match measure.combine { Combine::Sum => "sum", Combine::Ratio => "ratio of sums" },
        "better": match measure.better {
            Better::Up => "up",
            Better::Down => "down",
            Better::Neither => "neither",
        },
        "empty": measure.empty,
        "meaning": measure.meaning,
        "label": measure.label,
        "label_zh": measure.zh,
    })
}
