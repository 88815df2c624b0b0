//! What the reader of an answer should know before trusting it: values first, words last.

use crate::language::{said, term};
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::study::run::summary::RunSummary;
use crate::units::Week;
use std::fmt;

/// Fewer replicates than this make an interval wide and a tail invisible.
const FEW: u32 = 10;
/// Share of weeks from which on full seats or late wages are worth a word.
const OFTEN: f64 = 0.10;

/// One thing to know.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Warning {
    /// The scenario itself had something to say.
    Scenario {
        /// Which.
        name: String,
        /// Its words.
        words: String,
    },
    /// Few replicates.
    FewReplicates {
        /// How many.
        replicates: u32,
    },
    /// Runs failed and are missing in every figure.
    Failed {
        /// Which scenario.
        name: String,
        /// How many …
        failed: u32,
        /// … of how many.
        of: u32,
        /// The first that failed.
        replicate: u32,
        /// Why it failed.
        reason: String,
    },
    /// The horizon is so short that the last year holds weeks before the handover.
    Overlap {
        /// Which scenario.
        name: String,
        /// Its weeks.
        weeks: Week,
    },
    /// The home was full, so that demand is not seen in visits.
    SeatsFull {
        /// Which scenario.
        name: String,
        /// Share of weeks of the last year.
        share: f64,
    },
    /// The first operator lost its contract.
    LostContract {
        /// Which scenario.
        name: String,
        /// In how many worlds …
        lost: u32,
        /// … of how many.
        of: u32,
    },
    /// No organization ran a home that the scenario wishes one for.
    WithoutOperator {
        /// Which scenario.
        name: String,
        /// Share of the weeks for which one was wished.
        share: f64,
    },
    /// Wages were late.
    LateWages {
        /// Which scenario.
        name: String,
        /// Share of weeks with an operator.
        share: f64,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let percent = |share: &f64| libm::round(share * 100.0);
        match self {
            Warning::Scenario { name, words } => write!(f, "{name}: {words}"),
            Warning::FewReplicates { replicates } => few(*replicates, f),
            Warning::Failed { name, failed, of, replicate, reason } => f.write_str(&said!(
                "{name}: {failed} of {of} runs failed and are missing in every figure (first: replicate \
                    {replicate}: {reason})"
            )),
            Warning::Overlap { name, weeks } => f.write_str(&said!(
                "{name}: with {weeks} weeks the last year overlaps with the time before the \
                        handover: the \
                    change shows too little"
            )),
            Warning::SeatsFull { name, share } => f.write_str(&said!(
                "{name}: the fullest hour was full in {}% of the weeks of the last year: \
                        visits are limited \
                    by seats, not by wishes (see turned_away; home.seats, levers.support.rooms_released)",
                percent(share)
            )),
            Warning::LostContract { name, lost, of } => f.write_str(&said!(
                "{name}: the first operator lost its contract in {lost} of {of} worlds; \
                        figures after that \
                    speak of its successor (see survived, events.csv)"
            )),
            Warning::WithoutOperator { name, share } => f.write_str(&said!(
                "{name}: in {}% of the weeks for which an organization was wished none ran the home: the \
                    money does not pay for enough of the posts (see events.csv; levers.funding.grant, \
                    levers.operator)",
                percent(share)
            )),
            Warning::LateWages { name, share } => f.write_str(&said!(
                "{name}: wages were late in {}% of the weeks (see arrears; levers.funding.lag, \
                    levers.funding.grant)",
                percent(share)
            )),
        }
    }
}

/// What is said of several scenarios alike, in one line each: the kind once, with each one's number.
pub(crate) fn merged(all: &[Warning]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut told: Vec<std::mem::Discriminant<Warning>> = Vec::new();
    for warning in all {
        let kind = std::mem::discriminant(warning);
        let alike: Vec<&Warning> = all.iter().filter(|one| std::mem::discriminant(*one) == kind).collect();
        let short: Option<Vec<(String, &str)>> = alike.iter().map(|one| one.in_short()).collect();
        match short.filter(|_| alike.len() > 1) {
            Some(_) if told.contains(&kind) => {}
            Some(each) => {
                told.push(kind);
                let meaning = each.first().map_or("", |(_, meaning)| meaning);
                let each: Vec<String> = each.iter().map(|(words, _)| words.clone()).collect();
                lines.push(meaning.replacen("{}", &each.join(", "), 1));
            }
            None => lines.push(warning.to_string()),
        }
    }
    lines
}

impl Warning {
    /// The number of one scenario in short, and the sentence of all scenarios with a place for them.
    fn in_short(&self) -> Option<(String, &'static str)> {
        let percent = |name: &str, share: f64| format!("{name} {}%", libm::round(share * 100.0));
        Some(match self {
            Warning::SeatsFull { name, share } => (
                percent(name, *share),
                term(
                    "the fullest hour was full in many weeks of the last year ({}): visits are limited by \
                    seats (see \
                 turned_away; home.seats)",
                ),
            ),
            Warning::LostContract { name, lost, of } => (
                said!("{name} {lost} of {of}"),
                term(
                    "the first operator lost its contract in some worlds ({}); figures after that \
                        speak of its \
                 successor (see survived, events.csv)",
                ),
            ),
            Warning::WithoutOperator { name, share } => (
                percent(name, *share),
                term(
                    "in many weeks none ran a home for which an organization was wished ({}): the money \
                    does not pay \
                 for enough of the posts (see events.csv; levers.funding.grant)",
                ),
            ),
            Warning::LateWages { name, share } => (
                percent(name, *share),
                term(
                    "wages were late in many weeks ({}; see arrears; levers.funding.grant, \
                        levers.funding.lag)",
                ),
            ),
            _ => return None,
        })
    }
}

fn few(replicates: u32, f: &mut fmt::Formatter) -> fmt::Result {
    match replicates {
        1 => f.write_str(&said!("one replicate shows one possible history and no interval"))?,
        _ => f.write_str(&said!("{replicates} replicates give wide intervals"))?,
    }
    f.write_str(&said!("; use --replicates 20 or more"))
}

/// All there is to say of a batch.
pub(crate) fn warnings(scenarios: &[Scenario], answers: &[RunSummary], replicates: u32) -> Vec<Warning> {
    let mut all = Vec::new();
    for scenario in scenarios {
        all.extend(
            scenario
                .warnings
                .iter()
                .map(|words| Warning::Scenario { name: scenario.name.clone(), words: words.clone() }),
        );
    }
    if replicates < FEW {
        all.push(Warning::FewReplicates { replicates });
    }
    for (scenario, answer) in scenarios.iter().zip(answers) {
        all.extend(overlap(scenario));
        of_answer(&scenario.name, answer, &mut all);
    }
    all
}

fn overlap(scenario: &Scenario) -> Option<Warning> {
    let [before, last_year] =
        [Window::Before, Window::LastYear].map(|window| window.weeks(&scenario.blueprint));
    let overlaps = last_year?.start() <= before?.end();
    overlaps.then(|| Warning::Overlap { name: scenario.name.clone(), weeks: scenario.blueprint.weeks })
}

fn of_answer(name: &str, answer: &RunSummary, all: &mut Vec<Warning>) {
    let name = || name.to_string();
    if let Some((replicate, reason)) = answer.first_failure.clone() {
        let of = answer.done + answer.failed;
        all.push(Warning::Failed { name: name(), failed: answer.failed, of, replicate, reason });
    }
    if let Some(share) = answer.full.mean().filter(|s| *s > OFTEN) {
        all.push(Warning::SeatsFull { name: name(), share });
    }
    if let Some(share) = answer.without_operator.mean().filter(|s| *s > OFTEN) {
        all.push(Warning::WithoutOperator { name: name(), share });
    }
    if answer.lost.0 > 0 {
        all.push(Warning::LostContract { name: name(), lost: answer.lost.0, of: answer.lost.1 });
    }
    if let Some(share) = answer.late.mean().filter(|s| *s > OFTEN) {
        all.push(Warning::LateWages { name: name(), share });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_several_scenarios_alike_is_one_line() {
        let lost = |name: &str, lost| Warning::LostContract { name: name.into(), lost, of: 50 };
        let late = Warning::LateWages { name: "a".into(), share: 0.4 };
        let few = Warning::FewReplicates { replicates: 3 };
        let lines = merged(&[few.clone(), lost("a", 2), late.clone(), lost("b", 4)]);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert_eq!((&lines[0], &lines[2]), (&few.to_string(), &late.to_string()));
        let both = "the first operator lost its contract in some worlds (a 2 of 50, b 4 of 50);";
        assert!(lines[1].starts_with(both), "{lines:?}");
        assert_eq!(merged(&[lost("a", 2)]), [lost("a", 2).to_string()], "one alone is told in full");
    }
}
