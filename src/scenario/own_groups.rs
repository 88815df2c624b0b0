//! Groups of residents that a scenario names: what `[[groups]]` says.

use crate::language::{said, term};
use crate::scenario::check::{CheckedLeaf, Checker};
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::names::impossible;
use crate::scenario::said::{OneGroup, Said};
use crate::settings::Value;
use crate::world::agents::residents::own_groups::{MOST, OwnGroupSetup};
use crate::world::blueprint::group_facts;
use crate::world::record::own_group::OwnGroup;
use std::collections::BTreeSet;

/// The table under which the keys of an entry are declared.
const TABLE: &str = "groups";

/// Read a list of groups; it replaces that of lower layers.
pub(crate) fn groups_of(item: &SpannedItem, said: &mut Said, faults: &mut Faults) {
    let Node::Array(entries) = &item.node else {
        let message = said!("`groups` must be a list of tables, [[groups]], not {}", item.what());
        faults.add(Fault::at(&item.place, message));
        return;
    };
    if entries.len() > MOST {
        let message = said!("{} groups are named, and {MOST} are the most", entries.len());
        faults.add(Fault::at(&item.place, message));
    }
    let (mut list, mut before, faults_before) = (Vec::new(), BTreeSet::new(), faults.len());
    for entry in entries {
        list.extend(group_of(entry, &mut before, faults));
    }
    let sum: f64 = list.iter().map(|one: &OneGroup| one.group.share).sum();
    if faults.len() == faults_before && sum > 1.0 + 1e-9 {
        let last =
            list.last().map_or(&item.place, |one| one.leaves.first().map_or(&item.place, |l| &l.place));
        let sum = (sum * 1e6).round() / 1e6;
        faults.add(Fault::at(last, said!("the shares of the groups come to {sum}, and 1 is all residents")));
    }
    list.sort_by_key(|one| one.group.name);
    said.clashes.set(TABLE, &Value::Text(item.place.words()), &item.place);
    said.groups = list;
}

/// One entry, where nothing that it needs is missing or wrong.
fn group_of<'a>(
    entry: &'a SpannedItem,
    before: &mut BTreeSet<&'a str>,
    faults: &mut Faults,
) -> Option<OneGroup> {
    let Some(keys) = entry.table() else {
        faults.add(Fault::at(&entry.place, term("a group must be a table with a `name` and a `share`")));
        return None;
    };
    let rest: Vec<Entry> = keys.iter().filter(|key| key.key != "name").cloned().collect();
    let mut leaves = Vec::new();
    Checker::tables(&group_facts()).entries(&rest, TABLE, &mut leaves, faults);
    let at = keys.first().map_or(&entry.place, |key| &key.place);
    let name = keys.iter().find(|key| key.key == "name");
    for (key, missing) in
        [("name", name.is_none()), ("share", !rest.iter().any(|entry| entry.key == "share"))]
    {
        if missing {
            faults.add(Fault::at(at, said!("a group needs a `{key}`")));
        }
    }
    let name = name_of(&name?.value, before, faults)?;
    let value = |key: &str| {
        let leaf = leaves.iter().find(|leaf: &&CheckedLeaf| leaf.path.rsplit('.').next() == Some(key))?;
        match leaf.value {
            Value::Real(x) => Some(x),
            _ => None,
        }
    };
    let group = OwnGroupSetup {
        name,
        share: value("share")?,
        awareness: value("awareness"),
        distance: value("distance"),
        price_sensitivity: value("price_sensitivity"),
    };
    leaves.sort_by_key(|leaf| !leaf.path.ends_with(".share"));
    Some(OneGroup { group, leaves })
}

/// The name of one more group.
fn name_of<'a>(
    value: &'a SpannedItem,
    before: &mut BTreeSet<&'a str>,
    faults: &mut Faults,
) -> Option<OwnGroup> {
    let wrong = match value.text() {
        Some(name) => match impossible(name).or_else(|| unfit(name)) {
            Some(why) => said!("a group cannot be called `{name}`: {why}"),
            None if !before.insert(name) => said!("two groups are called `{name}`"),
            None => return Some(OwnGroup::named(name)),
        },
        None => said!("`name` must be a text, not {}", value.what()),
    };
    faults.add(Fault::at(&value.place, wrong));
    None
}

/// Why a name that others can have does not fit a group.
fn unfit(name: &str) -> Option<String> {
    if name == OwnGroup::others().name() {
        return Some(term("so those are called who belong to no group").into());
    }
    let blank = name.contains(char::is_whitespace);
    blank.then(|| term("it holds a blank, and observations name a group in one word").into())
}
