//! `levers`: what an analyst can set, with unit, range, default and price.

use crate::cli::explain::range;
use crate::cli::{Failure, answer, answer_json};
use crate::scenario::toml_text;
use crate::settings::{TableFacts, ValueKind};
use crate::world::blueprint::facts;
use crate::world::price_text::price_of;
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write;

/// List the levers: unit, range, default, price
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The same as a JSON array on stdout
    #[arg(long)]
    json: bool,
}

/// The tables of levers, in order.
fn tables() -> impl Iterator<Item = TableFacts> {
    facts().into_iter().filter(|t| t.path.starts_with("levers."))
}

/// List the levers.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.json { answer_json(&as_json()) } else { answer(&in_words()) }
}

fn in_words() -> String {
    let mut out = String::new();
    for table in tables() {
        // Writing into memory does not fail.
        let _ = writeln!(out, "[{}] {}", table.path, table.about.trim());
        for field in table.fields {
            let default = toml_text::value(&(field.default)());
            let unit = if field.unit.is_empty() { String::new() } else { format!(" {}", field.unit) };
            let _ = writeln!(
                out,
                "  {} = {default}{unit} ({}): {}",
                field.name,
                range(field),
                field.meaning.trim()
            );
            if let Some(lever) = field.lever {
                let _ = writeln!(
                    out,
                    "      usual span {} to {}; price: {}",
                    lever.low,
                    lever.high,
                    price_of(&lever)
                );
            }
        }
        out.push('\n');
    }
    out
}

fn as_json() -> Value {
    let rows = tables().flat_map(|table| {
        table.fields.iter().map(move |field| {
            let default = toml_text::value(&(field.default)());
            json!({
                "path": format!("{}.{}", table.path, field.name),
                "unit": field.unit,
                "range": field.range.map(|(low, high)| json!([low, high])),
                "choices": if let ValueKind::Choice(words) = field.kind { json!(words) } else { Value::Null },
                "default": serde_json::from_str::<Value>(&default).unwrap_or_else(|_| json!(default)),
                "low": field.lever.map(|l| l.low),
                "high": field.lever.map(|l| l.high),
                "moves": field.lever.map(|l| l.moves),
                "price": field.lever.map(|l| price_of(&l)),
                "grade": field.grade.word(),
                "source": field.source,
                "meaning": field.meaning.trim(),
                "label_zh": field.zh,
            })
        })
    });
    Value::Array(rows.collect())
}
