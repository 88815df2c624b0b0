//! What should be known before a comparison is trusted.

use crate::scenario::Scenario;
use crate::study::compare::precision::{Planned, PrecisionGoal, missed};
use crate::study::compare::{Gathering, doubts};
use crate::study::run::found::warnings;
use crate::study::run::summary::RunSummary;
use crate::study::run::warnings::{Warning, WarningKind};

/// All of it, one by one, in the language that is spoken.
pub(super) fn told(
    scenarios: &[Scenario],
    answers: &[RunSummary],
    gathering: &Gathering,
    goals: &[PrecisionGoal],
    planned: &Planned,
) -> Vec<Warning> {
    let names: Vec<String> = scenarios.iter().map(|scenario| scenario.name.clone()).collect();
    let mut all = warnings(scenarios, answers, planned.worlds);
    all.extend(in_words(WarningKind::Comparison, doubts(scenarios)));
    all.extend(in_words(WarningKind::Precision, planned.doubts.clone()));
    all.extend(in_words(WarningKind::Precision, missed(&gathering.runs(), goals, &names)));
    all
}

/// What is told in words alone.
pub(super) fn in_words(kind: WarningKind, all: Vec<String>) -> impl Iterator<Item = Warning> {
    all.into_iter().map(move |words| Warning::Told { name: None, kind, words })
}
