//! What a file says at its top: what the scenario is called, and how long it lives.

use crate::language::{said, term};
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::said::Said;
use crate::scenario::{LONGEST, SHORT};
use crate::settings::Value;
use unicode_width::UnicodeWidthStr;

/// Title, short title and summary.
pub(crate) fn header(entry: &Entry, faults: &mut Faults) {
    match entry.value.text() {
        Some(t) if entry.key == "title" && t.trim().is_empty() => {
            faults.add(Fault::at(
                &entry.value.place,
                term("`title` is empty: say in a few words what the scenario is"),
            ));
        }
        Some(t) if entry.key == "short" && !(1..=SHORT).contains(&t.trim().width()) => {
            let message = said!("`short` must have 1 to {SHORT} letters (half as many Chinese ones)");
            faults.add(Fault::at(&entry.value.place, message));
        }
        Some(_) => {}
        None if entry.key == "extends" => {}
        None => faults.add(Fault::at(
            &entry.value.place,
            said!("`{}` must be a text, not {}", entry.key, entry.value.what()),
        )),
    }
}

/// Whether the horizon was cut.
pub(crate) fn shortened(item: &SpannedItem, said: &mut Said, faults: &mut Faults) {
    match item.node {
        Node::Leaf(Value::Flag(shortened)) => said.shortened = shortened,
        _ => faults
            .add(Fault::at(&item.place, said!("`shortened` must be true or false, not {}", item.what()))),
    }
}

/// The horizon.
pub(crate) fn weeks(item: &SpannedItem, said: &mut Said, faults: &mut Faults) {
    match item.node {
        Node::Leaf(Value::Integer(w)) if (1..=LONGEST).contains(&w) => {
            said.clashes.set("weeks", &Value::Integer(w), &item.place);
            said.weeks = Some((w, item.place.clone()));
        }
        Node::Leaf(Value::Integer(w)) => {
            faults.add(Fault::at(&item.place, said!("`weeks` is {w}, but must lie between 1 and {LONGEST}")));
        }
        _ => {
            faults.add(Fault::at(&item.place, said!("`weeks` must be a whole number, not {}", item.what())));
        }
    }
}
