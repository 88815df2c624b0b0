//! `outputs`: the measures of every trajectory, with unit and definition.

use crate::cli::{Failure, answer, answer_json};
use crate::language::said;
use crate::report::text::cells::left;
use crate::report::text::names::called;
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
        return answer_json(&all());
    }
    let cells = MEASURES.iter().map(|m| m.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for measure in MEASURES {
        // Writing into memory does not fail.
        let _ = writeln!(
            out,
            "{}  [{}] {}",
            left(measure.name, cells),
            called(measure.unit),
            called(measure.meaning)
        );
        if !measure.empty.is_empty() {
            let _ = writeln!(out, "{}", said!("{}  empty: {}", left("", cells), called(measure.empty)));
        }
    }
    answer(&out)
}

/// All of them: what `--json` answers, and bindings to other languages.
pub(crate) fn all() -> Value {
    Value::Array(MEASURES.iter().map(as_json).collect())
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
