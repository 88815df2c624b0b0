//! A scenario written out: every value, so that the text alone says what was run.

use crate::scenario::said::Said;
use crate::settings::{SettingsTable, SettingsTree, Value};
use crate::world::blueprint::{Blueprint, community_facts, facts};
use std::fmt::Write;

/// A value as TOML.
pub fn value(value: &Value) -> String {
    match value {
        Value::Flag(b) => b.to_string(),
        Value::Integer(i) => i.to_string(),
        Value::Real(x) => format!("{x:?}"),
        Value::Text(t) => toml::Value::String(t.clone()).to_string(),
    }
}

/// Everything spelled out; reads back to the same blueprint. `people` is what is to be said of data that were
/// completed.
pub(crate) fn resolved(said: &Said, blueprint: &Blueprint, shortened: bool, people: &[String]) -> String {
    let mut out = String::new();
    let text = |t: &str| value(&Value::Text(t.into()));
    let title = said.title.as_deref().unwrap_or("untitled");
    let _ = writeln!(
        out,
        "title = {}\nsummary = {}\nweeks = {}",
        text(title),
        text(&said.summary),
        blueprint.weeks
    );
    if shortened {
        // Values dated beyond the horizon stand here only because `--weeks` cut it.
        let _ = writeln!(out, "shortened = true");
    }
    for table in facts() {
        let _ = writeln!(out, "\n[{}]", table.path);
        for field in table.fields {
            if let Some(v) = blueprint.settings.get(&format!("{}.{}", table.path, field.name)) {
                let _ = writeln!(out, "{} = {}", field.name, value(&v));
            }
        }
        if table.path == "residents" {
            for words in people {
                let _ = writeln!(out, "# {}", words.replace('\n', " "));
            }
            for (key, _) in crate::scenario::check::DATA_KEYS {
                if let Some((leaf, _)) = said.leaves.get(&format!("residents.{key}")) {
                    let _ = writeln!(out, "{key} = {}", value(&leaf.value));
                }
            }
        }
    }
    for ((week, path), leaf) in &said.schedule {
        let _ = writeln!(out, "\n[[schedule]]\nweek = {week}\n{path} = {}", value(&leaf.value));
    }
    if said.communities.is_some() {
        for community in &blueprint.communities {
            let _ = writeln!(out, "\n[[communities]]\nname = {}", text(&community.name));
            for table in community_facts() {
                for field in table.fields {
                    let own = if table.path == "residents" {
                        community.residents.get(field.name)
                    } else {
                        community.home.get(field.name)
                    };
                    if let Some(v) = own {
                        let _ = writeln!(out, "{}.{} = {}", table.path, field.name, value(&v));
                    }
                }
            }
        }
    }
    out
}
