//! What two scenarios set differently: every value that is not the same in both, and where each comes from.

use crate::scenario::{Scenario, toml_text};
use crate::settings::{Field, SettingsTree, Value, find};
use crate::world::blueprint::facts;
use std::collections::BTreeSet;

/// A value that is not the same in two scenarios.
#[derive(Clone, Debug)]
pub(crate) struct SettingDifference {
    /// Full path; a dated lever stands under `schedule.WEEK.PATH`, what a rule says under `when.NUMBER.…`, a
    /// community's own value under `communities.NAME.PATH`, the horizon under `weeks`.
    pub path: String,
    /// The value in each, as TOML; none where nothing is said of it.
    pub values: [Option<String>; 2],
    /// Where it is said in each; `default` where nowhere.
    pub origins: [String; 2],
    /// Its declaration, where it is a setting.
    pub field: Option<&'static Field>,
}

/// All of them: settings in the order of their declarations, then what is said besides, by name.
pub(crate) fn differences(one: &Scenario, other: &Scenario) -> Vec<SettingDifference> {
    let all = facts();
    let declared = all.iter().flat_map(|t| t.fields.iter().map(move |f| format!("{}.{}", t.path, f.name)));
    let mut paths: Vec<String> = std::iter::once("weeks".to_string()).chain(declared).collect();
    let known: BTreeSet<String> = paths.iter().cloned().collect();
    let besides: BTreeSet<&String> =
        one.origins.keys().chain(other.origins.keys()).filter(|path| !known.contains(*path)).collect();
    paths.extend(besides.into_iter().cloned());
    let of = |path: String| {
        let values = [one, other].map(|scenario| value(scenario, &path));
        let origin = |scenario: &Scenario| {
            scenario.origins.get(&path).map_or_else(|| "default".to_string(), |(_, place)| place.clone())
        };
        let origins = [one, other].map(origin);
        (values[0] != values[1]).then(|| SettingDifference {
            field: find(&all, &path),
            path,
            values,
            origins,
        })
    };
    paths.into_iter().filter_map(of).collect()
}

/// What a scenario says of a path, as TOML.
fn value(scenario: &Scenario, path: &str) -> Option<String> {
    let said = scenario.origins.get(path).map(|(value, _)| value.clone());
    let value = match path {
        "weeks" => Some(Value::Integer(i64::from(scenario.blueprint.weeks))),
        _ => said.or_else(|| scenario.blueprint.settings.get(path)),
    };
    value.as_ref().map(toml_text::value)
}
