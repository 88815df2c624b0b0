//! Rules that react: what a condition says (`conditions`), when a rule comes into force and ends (`steps`),
//! and what holds of every world with rules (`laws`).

mod conditions;
mod laws;
mod steps;

use crate::scenario::faults::Faults;
use crate::scenario::library::InMemory;
use crate::scenario::when::grammar::condition;
use crate::scenario::{Overrides, Scenario, read};
use crate::settings::Value;
use crate::units::Week;
use crate::world::record::Record;
use crate::world::when::rule::{LeverSetting, PolicyRule, PolicyState};

/// A scenario from its text.
fn scenario(text: &str) -> Scenario {
    let memory = InMemory { files: [("case.toml".to_string(), text.as_bytes().to_vec())].into() };
    read(&["case".into()], &Overrides::default(), &memory).unwrap_or_else(|f| panic!("{f}")).remove(0)
}

/// What is wrong with a scenario.
fn faults(text: &str) -> Faults {
    let memory = InMemory { files: [("case.toml".to_string(), text.as_bytes().to_vec())].into() };
    read(&["case".into()], &Overrides::default(), &memory).expect_err("something is wrong with it")
}

/// A rule that sets the hours of support.
fn rule(when: &str, once: bool, until: Option<&str>, hours: f64) -> PolicyRule {
    let read = |text: &str| condition(text).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"));
    let levers = vec![LeverSetting { path: "levers.support.hours".into(), value: Value::Real(hours) }];
    PolicyRule { condition: read(when), once, until: until.map(read), levers }
}

/// A record in which so many of 1,000 residents came, each once.
fn came(came: f64) -> Record {
    Record { population: 1_000.0, came, visits: came, ..Record::default() }
}

/// The hours of support in force in each week from 1 on, where these weeks from 0 on were recorded.
fn hours(rules: &[PolicyRule], recorded: impl IntoIterator<Item = Record>) -> Vec<f64> {
    let mut state = PolicyState::default();
    let week = |(week, record): (Week, Record)| {
        state.react(rules, week, &[&record], &mut vec![]);
        let mut levers = crate::levers::Levers::default();
        state.set(rules, &mut levers);
        levers.support.hours
    };
    (1..).zip(recorded).map(week).collect()
}

/// The weeks from 1 on in which a rule of this condition alone is in force for the first time.
fn begins(when: &str, recorded: impl IntoIterator<Item = Record>) -> Option<usize> {
    let hours = hours(&[rule(when, true, None, 8.0)], recorded);
    hours.iter().position(|hours| *hours == 8.0).map(|at| at + 1)
}
