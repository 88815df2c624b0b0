//! The settings in which rows and patterns are measured: a scenario, perhaps with some values set, by name.
//!
//! `z-home + levers.funding.grant=312000` is a setting. A validation of a file puts that file in the place of
//! `z-home`, also under the scenarios that rest on it.

use crate::scenario;
use crate::scenario::library::{Embedded, FoundSource, Library};
use crate::scenario::reference::Reference;
use crate::scenario::{Overrides, Scenario};

/// The scenario that is validated when no file is named.
pub(crate) const SUBJECT: &str = "z-home";

/// Settings with a name of their own: name, what it means, why.
pub(crate) const NAMED: &[(&str, &str, &str)] = &[
    (
        "fund-raising",
        "z-home + organization.giving.median=1300 + organization.fundraising_spend=1000",
        "own income about 35% of all: gifts of 1,300 yuan, 1,000 yuan a week spent on raising them",
    ),
    (
        "fund-raising, more grant",
        "z-home + organization.giving.median=1300 + organization.fundraising_spend=1000 + \
            levers.funding.grant=312000",
        "the same with half as much grant again",
    ),
    (
        "near-idle, handed over",
        "near-idle + levers.operator.kind=social-organization + levers.operator.from=53 + \
            levers.operator.managers=2 + levers.operator.social_workers=1",
        "the nearly idle home gets an operator",
    ),
    ("few seats", "z-home + levers.support.rooms_released=0.2", "24 of 120 seats released"),
    ("half of few seats", "z-home + levers.support.rooms_released=0.1", "12 of 120 seats released"),
];

/// What stands in the place of `z-home`.
#[derive(Clone)]
pub(crate) struct Substitute {
    /// Its name.
    pub name: String,
    /// All its values as one text; `None` for `z-home` itself.
    resolved: Option<String>,
    /// Where relative paths of rosters start.
    identity: String,
    /// Where these rosters are found.
    library: &'static dyn Library,
}

impl Substitute {
    /// `z-home` itself.
    pub(crate) fn shipped() -> Substitute {
        Substitute { name: SUBJECT.into(), resolved: None, identity: String::new(), library: &Embedded }
    }

    /// A scenario that the user names.
    pub(crate) fn of(scenario: &Scenario, file: &str, library: &'static dyn Library) -> Substitute {
        let parts = Reference::read(file, library).parts;
        let found = parts.iter().find_map(|part| library.find(part, None).ok());
        let identity = found.map(|found| found.identity).unwrap_or_default();
        Substitute { name: scenario.name.clone(), resolved: Some(scenario.resolved()), identity, library }
    }

    /// Read a setting. `Err` says in words why this subject cannot be put in it.
    pub(crate) fn read(&self, words: &str) -> Result<Scenario, String> {
        let meaning =
            NAMED.iter().find(|(name, _, _)| *name == words).map_or(words, |(_, meaning, _)| meaning);
        let mut parts = meaning.split(" + ").map(str::to_string);
        let base = parts.next().unwrap_or_default();
        let request = Overrides { sets: parts.collect(), weeks: None };
        let read = scenario::read(&[base], &request, self).map_err(|faults| faults.to_string())?;
        let mut scenario = read.into_iter().next().ok_or_else(|| "nothing was read".to_string())?;
        scenario.name = words.to_string();
        Ok(scenario)
    }
}

impl Library for Substitute {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<FoundSource, String> {
        let Some(text) = &self.resolved else { return Embedded.find(reference, from) };
        if reference.strip_suffix(".toml").unwrap_or(reference) == SUBJECT {
            return Ok(FoundSource {
                name: self.name.clone(),
                identity: self.identity.clone(),
                bytes: text.clone().into_bytes(),
            });
        }
        if from == Some(&self.identity) {
            self.library.find(reference, from)
        } else {
            Embedded.find(reference, from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_setting_can_be_read() {
        for (name, _, _) in NAMED {
            Substitute::shipped().read(name).unwrap_or_else(|why| panic!("{name}: {why}"));
        }
    }

    #[test]
    fn a_subject_stands_under_what_rests_on_it() {
        let brand = Substitute::shipped().read("brand").unwrap();
        let subject = Substitute::of(&brand, "brand", &Embedded);
        let fee = subject.read("fee").unwrap();
        assert_eq!(fee.blueprint.settings.levers.brand.spend, 200.0);
        assert!(fee.blueprint.levers_at(156).disclosure.fee > 0.0);
        assert_eq!(subject.read("z-home").unwrap().blueprint, brand.blueprint);
    }
}
