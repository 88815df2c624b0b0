//! The bodies that may bid: what `[[bidders]]` says.

use crate::language::{said, term};
use crate::scenario::check::{CheckedLeaf, Checker};
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::said::{OneBidder, Said};
use crate::settings::{SettingType, Value, ValueKind};
use crate::world::agents::organization::bidder::BidderKind;
use crate::world::blueprint::{Bidder, bidder_facts};
use crate::world::identity::place_of;
use std::collections::BTreeMap;

/// The table under which the traits of an entry are declared.
const TABLE: &str = "bidders";

/// Read a list of bidders; it replaces that of lower layers.
pub(crate) fn bidders_of(item: &SpannedItem, said: &mut Said, faults: &mut Faults) {
    let Node::Array(entries) = &item.node else {
        faults.add(Fault::at(
            &item.place,
            said!("`bidders` must be a list of tables, [[bidders]], not {}", item.what()),
        ));
        return;
    };
    let (mut list, mut words): (Vec<OneBidder>, BTreeMap<u32, String>) = Default::default();
    for entry in entries {
        let Some(keys) = entry.table() else {
            faults.add(Fault::at(&entry.place, term("a bidder must be a table with a `name` and a `kind`")));
            continue;
        };
        let at = keys.first().map_or(&entry.place, |key| &key.place);
        let find = |key: &str| keys.iter().find(|one| one.key == key);
        let rest: Vec<Entry> = keys.iter().filter(|k| k.key != "name" && k.key != "kind").cloned().collect();
        let mut leaves = Vec::new();
        Checker::tables(&bidder_facts()).entries(&rest, TABLE, &mut leaves, faults);
        let name = find("name").map(|key| name_of(&key.value, &mut words, faults));
        let kind = find("kind").map(|key| kind_of(&key.value, faults));
        for (key, missing) in [("name", name.is_none()), ("kind", kind.is_none())] {
            if missing {
                faults.add(Fault::at(at, said!("a bidder needs a `{key}`")));
            }
        }
        if let (Some(Some(name)), Some(Some((kind, word)))) = (name, kind) {
            list.push(OneBidder { bidder: Bidder { name, kind, own: own(&leaves) }, kind: word, leaves });
        }
    }
    list.sort_by(|a, b| a.bidder.name.cmp(&b.bidder.name));
    said.clashes.set("bidders", &Value::Text(item.place.words()), &item.place);
    said.bidders = list;
}

/// The traits that an entry sets, without the name of the table.
fn own(leaves: &[CheckedLeaf]) -> Vec<(String, Value)> {
    let name = |leaf: &CheckedLeaf| leaf.path.rsplit('.').next().unwrap_or_default().to_string();
    leaves.iter().map(|leaf| (name(leaf), leaf.value.clone())).collect()
}

/// The name of one more bidder. Two names that draw alike are refused.
fn name_of(value: &SpannedItem, words: &mut BTreeMap<u32, String>, faults: &mut Faults) -> Option<String> {
    let wrong = match value.text() {
        Some(name) if name.trim().is_empty() => term("the name of a bidder is empty").to_string(),
        Some(name) => match words.insert(place_of(name), name.into()) {
            Some(before) if before == name => said!("two bidders are called `{name}`"),
            Some(before) => said!("the bidders `{before}` and `{name}` cannot be told apart: rename one"),
            None => return Some(name.into()),
        },
        None => said!("`name` must be a text, not {}", value.what()),
    };
    faults.add(Fault::at(&value.place, wrong));
    None
}

/// The kind of a bidder, with its word and place.
fn kind_of(value: &SpannedItem, faults: &mut Faults) -> Option<(BidderKind, CheckedLeaf)> {
    let ValueKind::Choice(words) = BidderKind::KIND else { return None };
    let Some(word) = value.text() else {
        faults.add(Fault::at(&value.place, said!("`kind` must be a text, not {}", value.what())));
        return None;
    };
    let read = Value::Text(word.into());
    let Some(kind) = BidderKind::read(&read) else {
        let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
        let fault = Fault::at(&value.place, said!("`kind` must be {list}, not `{word}`"));
        faults.add_hinting(fault, |_| nearest(word, words.iter().copied()));
        return None;
    };
    Some((kind, CheckedLeaf { path: format!("{TABLE}.kind"), value: read, place: value.place.clone() }))
}
