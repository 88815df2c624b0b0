//! `new --place`: a starter file that describes a place: who lives there, its home, what it costs today, who
//! pays.

use crate::cli::Failure;
use crate::cli::explain::range;
use crate::language::{said, term};
use crate::report::text::format::Style;
use crate::report::text::names::called;
use crate::scenario::{self, Overrides, Scenario, toml_text};
use crate::settings::{SettingsTree, Value, find};
use crate::study::run::place::{caretaker, cost_today, seats};
use crate::units::YEAR;
use crate::world::blueprint::{facts, group_facts};
use clap::Args;
use std::fmt::Write as _;

/// What is known of the place.
#[derive(Args, Clone, Debug)]
pub(super) struct PlaceArguments {
    /// Describe a place: residents, home, what it costs today, who pays [built on government-led]
    #[arg(long)]
    pub(super) place: bool,
    /// Residents of the place
    #[arg(long, value_name = "N", requires = "place")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    pub(super) population: Option<u32>,
    /// Area of the home in square metres, all rooms and ways together; it says how many seats there are
    #[arg(long, value_name = "M2", requires = "place")]
    pub(super) area: Option<f64>,
    /// Square metres of that area for a seat: a seat takes 2 to 2.5 in a room, and rooms are six tenths of a
    /// house (an assumption)
    #[arg(long, value_name = "M2", default_value_t = 4.0, requires = "place")]
    pub(super) area_per_seat: f64,
    /// What the home costs today, in yuan a year, utilities and events included
    #[arg(long, value_name = "YUAN", requires = "place")]
    pub(super) cost: Option<f64>,
}

/// What a place is made of: headings, and the settings below each.
const PARTS: [(&str, &[&str]); 6] = [
    (
        "Who lives there",
        &[
            "residents.population",
            "residents.child_teen",
            "residents.carer",
            "residents.elder",
            "residents.union_member",
            "residents.migrant_share",
        ],
    ),
    (
        "The home",
        &[
            "home.seats",
            "home.event_places",
            "home.nominal_hours",
            "home.government_rooms",
            "home.government_quality",
        ],
    ),
    (
        "When it is open today",
        &["home.government_hours_day", "home.government_hours_evening", "home.government_hours_weekend"],
    ),
    (
        "What it costs today",
        &[
            "government.caretaker",
            "government.caretaker_staff",
            "government.events",
            "government.event_cost",
            "organization.utilities",
            "organization.utilities_seats",
        ],
    ),
    ("Purses and caps", &["government.bureau.budget", "union.money", "union.cost"]),
    (
        "What people would cost, were an organization to run it",
        &["organization.manager_wage", "organization.worker_wage"],
    ),
];

/// Levers stand here only as comments: under government none acts.
const CONTRACT: [&str; 4] = [
    "levers.operator.from",
    "levers.operator.managers",
    "levers.operator.social_workers",
    "levers.funding.grant",
];

/// Over a group of residents.
const GROUPS: &str = "Groups of residents: as many as you know of; their shares come to 1 at most";

/// Who runs the home then.
const ORGANIZATION: &str = "social-organization";

/// A place over its base: what was given, as settings.
pub(super) struct AskedPlace {
    scenario: Scenario,
    given: Vec<String>,
    /// What the home costs in its first year, where the government runs it.
    cost: Option<f64>,
    per_seat: Option<(f64, f64)>,
}

impl PlaceArguments {
    /// Whether a positive number stands there.
    fn check(&self) -> Result<(), Failure> {
        let all =
            [("--area", self.area), ("--area-per-seat", Some(self.area_per_seat)), ("--cost", self.cost)];
        let wrong = |(_, value): &&(&str, Option<f64>)| value.is_some_and(|x| !(x > 0.0 && x.is_finite()));
        let words: Vec<String> =
            all.iter().filter(wrong).map(|(flag, _)| said!("{flag} needs a number above 0")).collect();
        if words.is_empty() { Ok(()) } else { Err(Failure::new(2, words.join("\n"))) }
    }

    /// Read the base with what is known, and find what makes the home cost what it costs.
    pub(super) fn describe(&self, from: &str) -> Result<AskedPlace, Failure> {
        self.check()?;
        let mut given: Vec<String> = vec![];
        given.extend(self.population.map(|people| format!("residents.population={people}")));
        given.extend(self.area.map(|area| format!("home.seats={}", seats(area, self.area_per_seat))));
        let mut scenario = read(from, &given)?;
        let mut cost = cost_today(&scenario);
        if let Some(wanted) = self.cost {
            let Some(now) = cost else {
                let why = term(
                    "--cost: an organization runs the home in its first year, so that its cost is a grant",
                );
                return Err(Failure::new(2, why));
            };
            let wage = caretaker(&scenario, wanted, now).map_err(|least| {
                let least = Style::Money.value(least);
                Failure::new(2, said!("--cost: utilities and events alone come to {least} yuan a year"))
            })?;
            // Cents of a week: the cost of a year is met to about a yuan.
            given.push(format!("government.caretaker={}", libm::round(wage * 100.0) / 100.0));
            scenario = read(from, &given)?;
            cost = cost_today(&scenario);
        }
        let per_seat = self.area.map(|area| (area, self.area_per_seat));
        Ok(AskedPlace { scenario, given, cost, per_seat })
    }
}

/// The base with settings over it, as far as its first year.
fn read(from: &str, sets: &[String]) -> Result<Scenario, Failure> {
    let overrides = Overrides { sets: sets.to_vec(), weeks: Some(YEAR.into()) };
    let library = crate::files::library::DiskLibrary;
    let scenarios = scenario::read(&[from.to_string()], &overrides, &library)?;
    scenarios.into_iter().next().ok_or_else(|| Failure::new(2, term("there is no scenario")))
}

impl AskedPlace {
    /// The whole file.
    pub(super) fn text(&self, name: &str, extends: &str) -> String {
        let title = toml_text::value(&Value::Text(name.into()));
        let mut out = said!(
            "# A place as it is today. Lines without # are what you said, those with # what is assumed: put \
                in what you know,\n# and take the # away. Where a default comes from stands behind it.\n\n"
        );
        // Writing into memory does not fail.
        let _ = writeln!(out, "title = {title}\nsummary = \"\"\nextends = {extends}");
        for (heading, paths) in PARTS {
            let _ = writeln!(out, "\n# {}", term(heading));
            out += &self.notes(heading);
            paths.iter().for_each(|path| self.line(&mut out, path));
        }
        let _ =
            writeln!(out, "\n# {}", term("A contract: these levers act where an organization runs the home"));
        // Whoever takes the # from a lever wants an organization.
        let _ = writeln!(out, "# levers.operator.kind = \"{ORGANIZATION}\"");
        CONTRACT.iter().for_each(|path| self.line(&mut out, path));
        groups(&mut out);
        out + &said!(
            "\n# Residents and prices stay what they are until a date changes them: levers.place.residents \
             and levers.prices under [[schedule]].\n"
        )
    }

    /// What is to be known of a part.
    fn notes(&self, heading: &str) -> String {
        match (heading, self.per_seat, self.cost) {
            ("The home", Some((area, per_seat)), _) => {
                said!("# {area} square metres at {per_seat} a seat, ways and walls included\n")
            }
            ("The home", None, _) => term(
                "# Seats: about a fourth of the square metres of the whole house (--area works it out)\n",
            )
            .into(),
            ("What it costs today", _, Some(cost)) => {
                let cost = Style::Money.value(cost);
                said!("# With these values the home costs about {cost} yuan a year (one simulated year)\n")
            }
            _ => String::new(),
        }
    }

    fn line(&self, out: &mut String, path: &str) {
        let (Some(field), Some(value)) = (find(&facts(), path), self.scenario.blueprint.settings.get(path))
        else {
            return;
        };
        let given = self.given.iter().any(|set| set.split('=').next() == Some(path));
        let mark = if given { "" } else { "# " };
        let unit = if field.unit.is_empty() { String::new() } else { format!(", {}", called(field.unit)) };
        let (value, range) = (toml_text::value(&value), range(field));
        let (meaning, source) = (called(field.meaning.trim()), called(field.source));
        let known = called(field.grade.word());
        let _ = writeln!(out, "{mark}{path} = {value}   # {range}{unit}: {meaning} ({known}: {source})");
    }
}

/// A group of residents, as a comment: what may be known of one. It stands last: keys below it are its own.
fn groups(out: &mut String) {
    let _ = writeln!(out, "\n# {}", term(GROUPS));
    let _ = writeln!(out, "# [[groups]]\n# name = \"{}\"", term("dormitory"));
    for field in group_facts().iter().flat_map(|table| table.fields) {
        let unit = if field.unit.is_empty() { String::new() } else { format!(", {}", called(field.unit)) };
        let (value, meaning) = (toml_text::value(&(field.default)()), called(field.meaning.trim()));
        let _ = writeln!(out, "# {} = {value}   # {}{unit}: {meaning}", field.name, range(field));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::chinese;

    #[test]
    fn every_line_is_one_of_a_setting_and_every_heading_has_its_words() {
        for (heading, paths) in PARTS {
            assert!(chinese(heading).is_some(), "{heading}");
            assert!(paths.iter().all(|path| find(&facts(), path).is_some()), "{paths:?}");
        }
        let groups = group_facts();
        let meanings = groups.iter().flat_map(|table| table.fields).map(|field| field.meaning.trim());
        assert!([GROUPS, "dormitory"].into_iter().chain(meanings).all(|words| chinese(words).is_some()));
        assert!(CONTRACT.iter().all(|path| find(&facts(), path).is_some()));
    }
}
