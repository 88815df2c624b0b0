//! A package as a page says it: shipped scenarios on top of the baseline, and levers moved by hand, each from
//! the start or from a later week. It is read as a scenario file, and that very text is what a user takes
//! away.

use crate::scenario::check::WEIGHTS;
use crate::scenario::library::InMemory;
use crate::scenario::toml_text::value as toml_value;
use crate::scenario::{Overrides, Scenario, read};
use crate::settings::{Value, find};
use crate::units::Week;
use crate::world::blueprint::facts;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The stem of a package's file, by which its results are drawn and named.
pub(crate) const NAME: &str = "package";

/// A lever moved by hand.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Change {
    /// Full path of the lever.
    path: String,
    /// Its value. Weights stand for shares of their sum.
    value: Value,
    /// The week from which it holds; from the start where there is none.
    week: Option<Week>,
}

/// What is tried against the baseline.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Package {
    /// Scenarios on top of the baseline, in their order.
    layers: Vec<String>,
    /// Levers moved by hand.
    changes: Vec<Change>,
    /// Its title.
    title: String,
}

impl Package {
    /// The scenario file that says it, for a baseline of that reference.
    pub(crate) fn text(&self, base: &str) -> Result<String, String> {
        let quoted = |words: &str| toml_value(&Value::Text(words.into()));
        let extends: Vec<String> =
            std::iter::once(base).chain(self.layers.iter().map(String::as_str)).map(quoted).collect();
        let extends = match &extends[..] {
            [base] => base.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        let mut text = format!("title = {}\nextends = {extends}\n", quoted(&self.title));
        let dated: BTreeMap<Option<Week>, Vec<&Change>> =
            self.changes.iter().fold(BTreeMap::new(), |mut dated, change| {
                dated.entry(change.week).or_insert_with(Vec::new).push(change);
                dated
            });
        for (week, changes) in dated {
            if let Some(week) = week {
                // Writing into memory does not fail.
                let _ = write!(text, "\n[[schedule]]\nweek = {week}\n");
            }
            text += &lines(&changes)?;
        }
        Ok(text)
    }

    /// The scenario, over a baseline of that reference in a library.
    pub(crate) fn scenario(
        &self,
        base: &str,
        library: &InMemory,
        overrides: &Overrides,
    ) -> Result<Scenario, String> {
        let mut library = library.clone();
        library.files.insert(format!("{NAME}.toml"), self.text(base)?.into_bytes());
        let mut found = read(&[NAME.into()], overrides, &library).map_err(|faults| faults.to_string())?;
        found.pop().ok_or_else(|| "no scenario was read".into())
    }
}

/// The levers that are set at one time; weights in one line, scaled to sum to one.
fn lines(changes: &[&Change]) -> Result<String, String> {
    let all = facts();
    let mut text = String::new();
    let mut weights = vec![];
    for Change { path, value, .. } in changes {
        if !path.starts_with("levers.") || find(&all, path).is_none() {
            return Err(format!("`{path}` is no lever"));
        }
        match (path.strip_prefix(WEIGHTS).and_then(|name| name.strip_prefix('.')), value) {
            (Some(name), Value::Real(weight)) => weights.push((name, *weight)),
            (Some(name), Value::Integer(weight)) => weights.push((name, *weight as f64)),
            _ => {
                let _ = writeln!(text, "{path} = {}", toml_value(value));
            }
        }
    }
    let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
    if !weights.is_empty() && sum > 0.0 {
        let one = |(name, weight): &(&str, f64)| format!("{name} = {:?}", weight / sum);
        let items: Vec<String> = weights.iter().map(one).collect();
        let _ = writeln!(text, "{WEIGHTS} = {{ {} }}", items.join(", "));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(json: &str) -> Package {
        serde_json::from_str(json).unwrap()
    }

    fn read_of(package: &Package) -> Result<Scenario, String> {
        package.scenario("z-home", &InMemory::default(), &Overrides::default())
    }

    #[test]
    fn a_package_is_a_scenario_file() {
        let package = package(
            r#"{"title": "Mine \"x\"", "layers": ["support", "funding-cut"], "changes": [
                {"path": "levers.support.hours", "value": 4, "week": null},
                {"path": "levers.council.charter", "value": true, "week": 105},
                {"path": "levers.assessment.weights.events", "value": 1, "week": null},
                {"path": "levers.assessment.weights.paperwork", "value": 0, "week": null},
                {"path": "levers.assessment.weights.satisfaction", "value": 0.5, "week": null},
                {"path": "levers.assessment.weights.participation", "value": 0.25, "week": null},
                {"path": "levers.assessment.weights.development", "value": 0.25, "week": null}]}"#,
        );
        let text = package.text("z-home").unwrap();
        assert!(text.contains("[[schedule]]\nweek = 105\nlevers.council.charter = true\n"), "{text}");
        let found = read_of(&package).unwrap();
        assert_eq!((found.name.as_str(), found.title.as_str()), ("package", "Mine \"x\""));
        let levers = &found.blueprint.settings.levers;
        assert_eq!((levers.support.hours, levers.support.cooperation), (4.0, 0.9));
        assert_eq!(levers.weights.items(), [0.5, 0.0, 0.25, 0.125, 0.125]);
        assert!(!levers.council.charter);
        let dated: Vec<Week> = found.blueprint.timeline.iter().map(|(week, _)| *week).collect();
        assert_eq!(dated, [105, 156]);
        assert!(found.blueprint.levers_at(105).council.charter);
        assert_eq!(found.blueprint.levers_at(156).funding.grant, 145_600.0);
    }

    #[test]
    fn what_is_no_lever_or_out_of_range_is_refused() {
        for (path, value, said) in [
            ("residents.population", "5", "no lever"),
            ("levers.funding.grand", "5", "no lever"),
            ("levers.a = 1\\ntitle", "5", "no lever"),
            ("levers.support.hours", "57", "56"),
            ("levers.support.hours", "\\\"many\\\"", "hours"),
        ] {
            let value = value.replace('\\', "");
            let json = format!(
                r#"{{"title": "x", "layers": [], "changes": [{{"path": "{path}", "value": {value}}}]}}"#
            );
            let fault = read_of(&package(&json)).unwrap_err();
            assert!(fault.contains(said), "{path}: {fault}");
        }
    }
}
