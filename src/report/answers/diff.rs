//! What `diff` answers: a table of what two scenarios set differently, or the same as JSON.

use crate::escape::line;
use crate::language::{said, term};
use crate::report::text::table::{Cell, Table};
use crate::scenario::difference::SettingDifference;
use serde::Serialize;

/// In words, under the two arguments as they were given.
pub(crate) fn in_words(arguments: [&str; 2], found: &[SettingDifference]) -> String {
    let [one, other] = arguments.map(line);
    if found.is_empty() {
        return said!("{one} and {other} set everything alike.\n");
    }
    let mut table = Table::new([term("setting"), &one, &other, term("set in")]);
    for difference in found {
        let [from, to] = difference.values.clone().map(|value| value.unwrap_or_else(|| "–".into()));
        let unit = difference.field.map_or("", |field| field.unit);
        let to = if unit.is_empty() { to } else { format!("{to} {unit}") };
        let origins = &difference.origins;
        let places = match origins[0] == origins[1] {
            true => origins[0].clone(),
            false => format!("{} → {}", origins[0], origins[1]),
        };
        table.row([difference.path.clone(), from, to, places].map(|words| Cell::Text(line(&words))));
    }
    table.terminal()
}

/// A value that differs.
#[derive(Serialize)]
struct DifferenceEntry<'a> {
    path: &'a str,
    values: [Option<serde_json::Value>; 2],
    origins: &'a [String; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
}

/// As a JSON array.
pub(crate) fn as_json(found: &[SettingDifference]) -> serde_json::Value {
    // Values are written as TOML; numbers, flags and nearly all texts of TOML are JSON too.
    let value = |toml: &String| serde_json::from_str(toml).unwrap_or_else(|_| toml.as_str().into());
    let entry = |difference: &'_ SettingDifference| {
        let values = difference.values.each_ref().map(|toml| toml.as_ref().map(value));
        let unit = difference.field.map(|field| field.unit);
        let entry = DifferenceEntry { path: &difference.path, values, origins: &difference.origins, unit };
        // Plain structs of texts and numbers always serialize.
        serde_json::to_value(entry).unwrap_or_default()
    };
    found.iter().map(entry).collect()
}
