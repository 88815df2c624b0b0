//! The entries of `[[when]]`, each with everything that is wrong with it.

use crate::language::{said, term};
use crate::scenario::check::{CheckedLeaf, Checker};
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::said::{Said, SaidRule};
use crate::scenario::span::Span;
use crate::scenario::when::grammar::condition;
use crate::settings::{TableFacts, Value, find};
use crate::world::when::condition::Condition;
use std::ops::Range;

/// Keys of an entry, with their meaning.
pub(crate) const KEYS: [(&str, &str); 4] = [
    (
        "if",
        "Condition over the measures of a week and `week`; the rule comes into force in the week \
            after it held.",
    ),
    ("then", "Levers that the rule sets while it is in force: `then.levers.support.hours = 8`."),
    ("once", "The rule comes into force one time only. Without `until` it stays in force to the end."),
    ("until", "Condition that ends the rule: then the levers are what they would be without it."),
];

/// Read the rules of one layer.
pub(crate) fn rules(item: &SpannedItem, all: &[TableFacts], said: &mut Said, faults: &mut Faults) {
    let Node::Array(entries) = &item.node else {
        let message = said!("`when` must be a list of tables, [[when]], not {}", item.what());
        faults.add(Fault::at(&item.place, message));
        return;
    };
    for entry in entries {
        match entry.table() {
            Some(keys) => said.rules.push(rule(entry, keys, all, faults)),
            None => {
                let message =
                    term("an entry of `when` must be a table with `if`, `then`, and `once` or `until`");
                faults.add(Fault::at(&entry.place, message));
            }
        }
    }
}

fn rule(entry: &SpannedItem, keys: &[Entry], all: &[TableFacts], faults: &mut Faults) -> SaidRule {
    let place = keys.first().map_or(&entry.place, |key| &key.place);
    let mut rule = SaidRule::default();
    for key in keys {
        match key.key.as_str() {
            "if" => rule.condition = when(key, faults),
            "until" => rule.until = when(key, faults),
            "once" => rule.once = flag(key, faults),
            "then" => rule.leaves = levers(key, all, faults),
            name => {
                let message = said!("unknown key `{name}`");
                let known = KEYS.iter().map(|(key, _)| *key);
                let lever = (name == "levers").then(|| term("write `then.levers.…`").to_string());
                faults.add(Fault::at(&key.place, message).suggest(lever.or_else(|| nearest(name, known))));
            }
        }
    }
    let stands = |name: &str| keys.iter().any(|key| key.key == name);
    for name in ["if", "then"].into_iter().filter(|name| !stands(name)) {
        faults.add(Fault::at(place, said!("an entry of `when` needs `{name}`")));
    }
    let once = rule.once.as_ref().is_some_and(|(once, _)| *once) || stands("once") && rule.once.is_none();
    if !once && !stands("until") {
        let fault = Fault::at(place, term("the rule does not say how long it holds"));
        let hint = term("add `once = true` (to the end), or `until = \"…\"`");
        faults.add(fault.suggest(Some(hint.into())));
    }
    rule
}

/// A condition with its place.
fn when(key: &Entry, faults: &mut Faults) -> Option<(Condition, Span)> {
    let (name, item) = (&key.key, &key.value);
    let Some(text) = item.text() else {
        let message = said!("`{name}` must be a condition in quotes, not {}", item.what());
        faults.add(Fault::at(&item.place, message));
        return None;
    };
    match condition(text) {
        Ok(condition) => Some((condition, item.place.clone())),
        Err(all) => {
            for wrong in all {
                let fault = Fault::at(&inside(&item.place, text, &wrong.place), wrong.message);
                faults.add(fault.suggest(wrong.suggestion));
            }
            None
        }
    }
}

/// A stretch of a text in quotes; the whole, where escapes stand in it. What was read ends its lines with one
/// byte, whatever the file does.
fn inside(whole: &Span, text: &str, part: &Range<usize>) -> Span {
    let quoted = whole.text.text.get(whole.start..whole.end).unwrap_or("");
    let bytes = quoted.as_bytes();
    let read = |at: &usize| !bytes[*at..].starts_with(b"\r\n");
    let places: Vec<usize> = (0..bytes.len()).filter(read).chain([bytes.len()]).collect();
    let stretch = quoted.replace("\r\n", "\n").find(text).and_then(|at| {
        let place = |byte: usize| places.get(at + byte).map(|byte| whole.start + byte);
        Some((place(part.start)?, place(part.end)?))
    });
    let (start, end) = stretch.filter(|_| !text.is_empty()).unwrap_or((whole.start, whole.end));
    Span { start, end, ..whole.clone() }
}

fn flag(key: &Entry, faults: &mut Faults) -> Option<(bool, Span)> {
    let item = &key.value;
    match item.node {
        Node::Leaf(Value::Flag(flag)) => Some((flag, item.place.clone())),
        _ => {
            let message = said!("`{}` must be true or false, not {}", key.key, item.what());
            faults.add(Fault::at(&item.place, message));
            None
        }
    }
}

/// The levers of `then` that a rule can set.
fn levers(key: &Entry, all: &[TableFacts], faults: &mut Faults) -> Vec<CheckedLeaf> {
    let Some(entries) = key.value.table() else {
        let message = said!("`then` must be a table of levers, not {}", key.value.what());
        faults.add(Fault::at(&key.value.place, message));
        return vec![];
    };
    let (mut leaves, before) = (Vec::new(), faults.len());
    Checker::rule(all).entries(entries, "", &mut leaves, faults);
    if leaves.is_empty() && faults.len() == before {
        faults.add(Fault::at(&key.place, term("the rule sets no lever")));
    }
    leaves.retain(|leaf| {
        let why = match find(all, &leaf.path) {
            _ if leaf.path == "levers.operator.kind" => {
                term("windows are counted from the week of the handover")
            }
            Some(field) if field.unit == "week" => {
                term("it names a week, and a rule does not know its week before")
            }
            _ => return true,
        };
        let fault = Fault::at(&leaf.place, said!("`{}` cannot be set by a rule: {why}", leaf.path));
        faults.add(fault.suggest(Some(term("date it with `[[schedule]]`").into())));
        false
    });
    leaves
}
