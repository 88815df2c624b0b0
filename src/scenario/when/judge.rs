//! What can only be judged when all rules are read: whether they can act in time, and whether they set the
//! same.

use crate::language::{said, term};
use crate::scenario::check::WEIGHTS;
use crate::scenario::consistency::{Horizon, weights_fault};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::said::{Said, SaidRule};
use crate::scenario::span::Span;
use crate::settings::Value;
use crate::world::when::condition::Condition;
use std::collections::BTreeMap;

/// Judge all rules.
pub(crate) fn judge(said: &Said, horizon: Horizon, faults: &mut Faults, warnings: &mut Vec<String>) {
    for rule in &said.rules {
        for (name, condition) in [("if", &rule.condition), ("until", &rule.until)] {
            if let Some((condition, place)) = condition {
                in_time(name, condition, place, horizon, faults, warnings);
            }
        }
        weights(rule, faults);
    }
    set_twice(said, warnings);
}

/// A rule that could only act at the end or later never acts: a fault, or a warning if `--weeks` cut it off.
fn in_time(
    name: &str,
    condition: &Condition,
    place: &Span,
    horizon: Horizon,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    let acts = condition.earliest().map(|week| i64::from(week) + 1);
    let late = |weeks: i64| acts.is_none_or(|week| week >= weeks);
    let message = |weeks: i64| match acts {
        Some(week) => {
            said!(
                "`{name}` can act from week {week} on at the earliest: within {weeks} weeks it does nothing"
            )
        }
        None => said!("`{name}` never holds"),
    };
    // Where the horizon was cut, what comes later is no fault.
    if acts.is_none() || late(horizon.written) && !horizon.cut {
        faults.add(Fault::at(place, message(horizon.written)));
    } else if late(horizon.weeks) {
        warnings.push(format!("{}: {}", place.words(), message(horizon.weeks)));
    }
}

/// The weights of the assessment that a rule sets sum to one.
fn weights(rule: &SaidRule, faults: &mut Faults) {
    let weights = || rule.leaves.iter().filter(|leaf| leaf.path.starts_with(WEIGHTS));
    let number = |value: &Value| if let Value::Real(number) = value { *number } else { 0.0 };
    let sum: f64 = weights().map(|leaf| number(&leaf.value)).sum();
    let first = weights().map(|leaf| &leaf.place).min_by_key(|place| place.start);
    if let Some(fault) = first.and_then(|place| weights_fault(sum, place)) {
        faults.add(fault);
    }
}

/// Most rules that are named where several set a lever.
const RULES_NAMED: usize = 5;

/// A lever that several rules set: which of them wins is told, with the places of both.
fn set_twice(said: &Said, warnings: &mut Vec<String>) {
    let mut setters: BTreeMap<&str, Vec<(usize, &Span)>> = BTreeMap::new();
    for (number, rule) in (1..).zip(&said.rules) {
        for leaf in &rule.leaves {
            setters.entry(&leaf.path).or_default().push((number, &leaf.place));
        }
    }
    for (path, setters) in setters.iter().filter(|(_, setters)| setters.len() > 1) {
        let named = setters.iter().take(RULES_NAMED);
        let mut words: Vec<String> =
            named.map(|(number, place)| said!("rule {number} ({})", place.words())).collect();
        words.extend(
            setters.len().checked_sub(RULES_NAMED).filter(|more| *more > 0).map(|n| said!("{n} more")),
        );
        warnings.push(said!(
            "`{path}` is set by {}: while several are in force, the last of them holds",
            words.join(term(" and "))
        ));
    }
}
