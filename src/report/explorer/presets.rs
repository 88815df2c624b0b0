//! Shipped scenarios that may be laid upon a baseline: those that say only what they add to `z-home`.

use crate::report::explorer::levers::Both;
use crate::report::text::translate::Lang;
use crate::scenario::library::{Embedded, names};
use crate::scenario::{Overrides, Scenario, read};
use crate::settings::{SettingsTree, Value};
use crate::study::compare::case::Case;
use crate::study::diagnose::causes::REFERENCE;
use crate::world::blueprint::facts;
use serde::Serialize;
use std::collections::BTreeMap;

/// Presets that say what could break a package, in the order of their buttons.
const STRESS: [&str; 6] = ["funding-cut", "late-payment", "manager-leaves", "fee", "winding-up", "rival"];

/// A shipped scenario as a page offers it.
#[derive(Debug, Serialize)]
pub(crate) struct Preset {
    name: String,
    title: Both,
    /// What it does, in English.
    summary: String,
    /// A button of "what breaks it".
    stress: bool,
    /// Levers in which it differs from the reference from the start.
    values: BTreeMap<String, Value>,
}

/// Those that can be laid upon a baseline.
pub(crate) fn presets() -> Vec<Preset> {
    let shipped = |name: &str| Some(read(&[name.into()], &Overrides::default(), &Embedded).ok()?.remove(0));
    let Some(reference) = shipped(REFERENCE) else { return vec![] };
    let mut found: Vec<Preset> = names()
        .filter(|name| *name != REFERENCE)
        .filter_map(|name| {
            let (alone, sum) = (shipped(name)?, shipped(&format!("{REFERENCE}+{name}"))?);
            let same_people = alone.blueprint.communities == reference.blueprint.communities;
            let same_weeks = alone.blueprint.weeks == reference.blueprint.weeks;
            let adds = alone.blueprint == sum.blueprint && alone.blueprint != reference.blueprint;
            (adds && same_people && same_weeks).then(|| preset(alone, &reference))
        })
        .collect();
    found.sort_by_key(|preset| STRESS.iter().position(|name| *name == preset.name));
    found
}

fn preset(scenario: Scenario, reference: &Scenario) -> Preset {
    let levers = facts().into_iter().filter(|table| table.path.starts_with("levers."));
    let paths = levers
        .flat_map(|table| table.fields.iter().map(move |field| format!("{}.{}", table.path, field.name)));
    let value = |path: String| {
        let [own, usual] = [&scenario, reference].map(|one| one.blueprint.settings.get(&path));
        own.filter(|own| usual.as_ref() != Some(own)).map(|own| (path, own))
    };
    let values = paths.filter_map(value).collect();
    let stress = STRESS.contains(&scenario.name.as_str());
    let case = Case { title: scenario.title.clone(), short: scenario.short.clone(), ..Case::default() };
    let title = |lang: Lang| lang.short(&case).unwrap_or_else(|| lang.title(&case)).to_string();
    let title = [title(Lang::En), title(Lang::Zh)];
    Preset { name: scenario.name, title, summary: scenario.summary, stress, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_say_what_they_add() {
        let all = presets();
        let of = |name: &str| all.iter().find(|preset| preset.name == name);
        for name in STRESS {
            assert!(of(name).is_some_and(|preset| preset.stress), "{name}");
        }
        let support = of("support").unwrap();
        assert_eq!(support.title, ["Government support", "政府支持"].map(String::from));
        assert_eq!(support.values.get("levers.support.hours"), Some(&Value::Real(8.0)));
        assert_eq!(support.values.len(), 8);
        assert!(of("full-package").unwrap().values.len() > 15);
        // Other people, other weeks, another beginning: no package.
        for name in ["government-led", "county", "hamlet", "crowded"] {
            assert!(of(name).is_none(), "{name}");
        }
    }
}
