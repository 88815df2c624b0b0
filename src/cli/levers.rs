//! `levers`: what an analyst can set, with unit, range, default and price.

use crate::cli::explain::range;
use crate::cli::{Failure, answer, answer_json};
use crate::language::said;
use crate::report::text::names::called;
use crate::scenario::faults::nearest;
use crate::scenario::toml_text;
use crate::settings::{Field, TableFacts, ValueKind};
use crate::world::blueprint::facts;
use crate::world::price_text::price_of;
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write;

/// List the levers: unit, range, default, price
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Only levers whose path, meaning or Chinese label holds this word
    #[arg(value_name = "WORD")]
    word: Option<String>,
    /// The same as a JSON array on stdout
    #[arg(long)]
    json: bool,
}

/// The tables of levers in order, each with those of its levers that hold a word; no empty ones.
fn tables(word: &str) -> Vec<(TableFacts, Vec<&'static Field>)> {
    let word = word.to_lowercase();
    let of = |table: TableFacts| {
        let holds = |field: &&Field| {
            let path = format!("{}.{}", table.path, field.name);
            [&path, field.meaning, field.zh].iter().any(|text| text.to_lowercase().contains(&word))
        };
        (table, table.fields.iter().filter(holds).collect::<Vec<_>>())
    };
    let all = facts().into_iter().filter(|table| table.path.starts_with("levers."));
    all.map(of).filter(|(_, fields)| !fields.is_empty()).collect()
}

/// List the levers.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let word = arguments.word.as_deref().unwrap_or("");
    let tables = tables(word);
    if tables.is_empty() {
        let names: Vec<&str> =
            facts().iter().flat_map(|table| table.fields.iter().map(|field| field.name)).collect();
        let hint = nearest(word, names).map_or(String::new(), |hint| format!("; {hint}"));
        return Err(Failure::new(2, said!("no lever holds `{word}`{hint}")));
    }
    if arguments.json { answer_json(&as_json(&tables)) } else { answer(&in_words(&tables)) }
}

fn in_words(tables: &[(TableFacts, Vec<&'static Field>)]) -> String {
    let mut out = String::new();
    for (table, fields) in tables {
        // Writing into memory does not fail.
        let _ = writeln!(out, "[{}] {}", table.path, called(table.about.trim()));
        for field in fields {
            let default = toml_text::value(&(field.default)());
            let unit = if field.unit.is_empty() { String::new() } else { format!(" {}", called(field.unit)) };
            let _ = writeln!(
                out,
                "  {} = {default}{unit} ({}): {}",
                field.name,
                range(field),
                called(field.meaning.trim())
            );
            if let Some(lever) = field.lever {
                let _ = writeln!(
                    out,
                    "{}",
                    said!(
                        "      usual span {} to {}; price: {}",
                        lever.low,
                        lever.high,
                        called(&price_of(&lever))
                    )
                );
            }
        }
        out.push('\n');
    }
    out
}

/// All of them: what `--json` answers, and bindings to other languages.
pub(crate) fn all() -> Value {
    as_json(&tables(""))
}

fn as_json(tables: &[(TableFacts, Vec<&'static Field>)]) -> Value {
    let rows = tables.iter().flat_map(|(table, fields)| {
        fields.iter().map(move |field| {
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
