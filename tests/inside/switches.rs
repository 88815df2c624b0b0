//! Which mechanisms can be switched off, by which setting, and in which scenario each acts.

use crate::settings::ValueKind;
use crate::world::blueprint::facts;

/// A setting by which a mechanism can be switched off.
pub(crate) struct Switch {
    /// Its full path.
    pub path: String,
    /// The value at which it does nothing.
    pub off: &'static str,
    /// A shipped scenario in which it acts.
    pub scenario: &'static str,
    /// What is set beside it, so that it does.
    pub beside: Vec<&'static str>,
    /// What it is.
    meaning: &'static str,
}

impl Switch {
    /// How its row of the page begins.
    pub(crate) fn row(&self) -> String {
        let beside = self.beside.iter().map(|set| format!("`{set}`"));
        let place = std::iter::once(format!("`{}`", self.scenario)).chain(beside);
        let (place, meaning) = (place.collect::<Vec<_>>().join(", "), self.meaning.trim());
        format!("| `{}` | `{}` | {place} | {meaning} |", self.path, self.off)
    }
}

/// Scenarios in which causal links act that do little in `z-home`.
const OTHERWISE: [(&str, &str); 2] =
    [("mechanisms.council", "union-council"), ("mechanisms.crowding", "crowded")];

/// All other switches: path, value at which it does nothing, scenario in which it acts, what is set beside.
#[rustfmt::skip]
const SWITCHES: [(&str, &str, &str, &[&str]); 34] = [
    ("calendar.months", "false", "z-home", &[]),
    ("residents.migrant_share", "0", "migrants", &[]),
    ("residents.network.household", "1", "z-home", &["residents.network.household=3"]),
    ("organization.response.inflation", "0", "z-home", &[]),
    ("organization.offering.hours_elasticity", "0", "z-home", &[]),
    ("organization.beliefs.learns", "false", "two-bodies", &[]),
    ("organization.beliefs.imitate", "0", "two-bodies", &[]),
    ("organization.beliefs.explore", "0", "two-bodies", &[]),
    ("organization.bidding.cost_error", "0", "tender", &["levers.tender.content=false"]),
    ("organization.bidding.promise_broken", "0", "tender", &["levers.tender.content=false"]),
    ("organization.bidding.hours_broken", "0", "tender", &[]),
    ("organization.homes.apart", "false", "bodies", &[]),
    ("organization.homes.scale", "0", "bodies", &[]),
    ("organization.homes.strain", "0", "bodies", &[]),
    ("organization.homes.exchange", "0", "bodies", &[]),
    ("organization.homes.help", "0", "bodies", &[]),
    ("organization.homes.hired_away", "0", "bodies", &[]),
    ("levers.tender.every_contract", "false", "tender", &["levers.tender.content=false"]),
    ("levers.tender.content", "false", "tender", &[]),
    ("levers.tender.bargaining", "false", "tender",
        &["levers.tender.content=false", "levers.tender.every_contract=false",
            "levers.tender.bargaining=true"]),
    ("levers.council.charter", "false", "union-council", &[]),
    ("government.bureau.budget", "1e12", "z-home", &["government.bureau.budget=93600"]),
    ("government.bureau.reweight", "0", "z-home",
        &["government.bureau.reweight=0.5", "levers.assessment.audit=0.3"]),
    ("government.bureau.need", "0", "z-home", &["government.bureau.need=0.5"]),
    ("government.bureau.trust", "0", "z-home", &["government.bureau.trust=0.2"]),
    ("government.bureau.reanchor", "0", "z-home", &["government.bureau.reanchor=1"]),
    ("government.use_elasticity", "0", "z-home", &[]),
    ("government.committee.speed", "0", "z-home", &[]),
    ("union.sharing", "0", "z-home", &[]),
    ("partners.brand", "0", "partners", &[]),
    ("partners.outcomes", "0", "partners", &[]),
    ("partners.disappointed", "0", "partners", &[]),
    ("partners.university.learning", "0", "mechanism", &[]),
    ("partners.university.research_training", "0", "mechanism", &[]),
];

/// Every switch, in the order of the declarations of causal links, then of the list.
pub(crate) fn switches() -> Vec<Switch> {
    let facts = facts();
    let links = facts.iter().find(|table| table.path == "mechanisms").expect("the causal links");
    let links = links.fields.iter().map(|field| {
        let path = format!("mechanisms.{}", field.name);
        let scenario = OTHERWISE.iter().find(|(one, _)| *one == path).map_or("z-home", |(_, other)| other);
        Switch { path, off: "false", scenario, beside: Vec::new(), meaning: field.meaning }
    });
    let others = SWITCHES.iter().map(|(path, off, scenario, beside)| {
        let (table, name) = path.rsplit_once('.').expect("a path");
        let table = facts.iter().find(|one| one.path == table);
        let field = table.and_then(|table| table.fields.iter().find(|field| field.name == name));
        let meaning = field.unwrap_or_else(|| panic!("no setting is called {path}")).meaning;
        Switch { path: path.to_string(), off, scenario, beside: beside.to_vec(), meaning }
    });
    links.chain(others).collect()
}

/// Whoever declares a switch says on the page what the mechanism adds.
#[test]
fn every_switch_of_the_settings_has_its_row_on_the_page() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/mechanisms.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let switches = switches();
    for switch in &switches {
        assert!(
            page.contains(&switch.row()),
            "docs/mechanisms.md: run `studies::mechanisms` for {}",
            switch.path
        );
    }
    assert_eq!(page.lines().filter(|line| line.starts_with("| `")).count(), switches.len());
    for table in facts() {
        for field in table.fields {
            // What is off says so where it tells its source.
            let switch = field.kind == ValueKind::Flag || field.source.contains("unless a scenario");
            let path = format!("{}.{}", table.path, field.name);
            assert!(!switch || switches.iter().any(|one| one.path == path), "{path} has no row in SWITCHES");
        }
    }
}
