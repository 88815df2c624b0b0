//! A scenario written out: every value, so that the text alone says what was run.

use crate::scenario::check::DATA_KEYS;
use crate::scenario::consistency::Horizon;
use crate::scenario::said::Said;
use crate::settings::{SettingsTable, SettingsTree, Value};
use crate::world::blueprint::{Blueprint, CommunityBlueprint, community_facts, facts};
use std::fmt::Write;

/// A value as TOML.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Flag(b) => b.to_string(),
        Value::Integer(i) => i.to_string(),
        Value::Real(x) => format!("{x:?}"),
        Value::Text(t) => toml::Value::String(t.clone()).to_string(),
    }
}

/// Everything spelled out; reads back to the same blueprint. `people` is what is to be said of data that were
/// completed.
pub(crate) fn resolved(said: &Said, blueprint: &Blueprint, horizon: Horizon, people: &[String]) -> String {
    let mut out = String::new();
    header(&mut out, said, blueprint, horizon);
    for table in facts() {
        let _ = writeln!(out, "\n[{}]", table.path);
        for field in table.fields {
            if let Some(v) = blueprint.settings.get(&format!("{}.{}", table.path, field.name)) {
                let _ = writeln!(out, "{} = {}", field.name, value(&v));
            }
        }
        if table.path == "residents" {
            data_files(&mut out, said, people);
        }
    }
    for ((week, path), leaf) in &said.schedule {
        let _ = writeln!(out, "\n[[schedule]]\nweek = {week}\n{path} = {}", value(&leaf.value));
    }
    if said.communities.is_some() {
        blueprint.communities.iter().for_each(|community| own_values(&mut out, community));
    }
    out
}

// Writing into memory does not fail.

fn text(words: &str) -> String {
    value(&Value::Text(words.into()))
}

fn header(out: &mut String, said: &Said, blueprint: &Blueprint, horizon: Horizon) {
    let title = text(said.title.as_deref().unwrap_or("untitled"));
    let (summary, weeks) = (text(&said.summary), blueprint.weeks);
    let _ = writeln!(out, "title = {title}\nsummary = {summary}\nweeks = {weeks}");
    if horizon.cut {
        // Values dated beyond the horizon stand here only because `--weeks` cut it.
        let _ = writeln!(out, "shortened = true");
    }
}

/// What was completed in the data, as remarks, and the names of the files.
fn data_files(out: &mut String, said: &Said, people: &[String]) {
    for words in people {
        let _ = writeln!(out, "# {}", words.replace('\n', " "));
    }
    for (key, _) in DATA_KEYS {
        if let Some((leaf, _)) = said.leaves.get(&format!("residents.{key}")) {
            let _ = writeln!(out, "{key} = {}", value(&leaf.value));
        }
    }
}

/// A community with its own values.
fn own_values(out: &mut String, community: &CommunityBlueprint) {
    let _ = writeln!(out, "\n[[communities]]\nname = {}", text(&community.name));
    for table in community_facts() {
        for field in table.fields {
            let own = match table.path {
                "residents" => community.residents.get(field.name),
                _ => community.home.get(field.name),
            };
            if let Some(v) = own {
                let _ = writeln!(out, "{}.{} = {}", table.path, field.name, value(&v));
            }
        }
    }
}
