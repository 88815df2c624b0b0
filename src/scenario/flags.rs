//! What flags say: as a layer of a scenario, or of tables beside it (how a survey is carried out is no
//! property of the world).

use crate::language::term;
use crate::scenario::check::{CheckedLeaf, Checker};
use crate::scenario::document;
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::span::SourceText;
use crate::settings::{SettingsTree, TableFacts};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The flags among `sets` whose path begins with `prefix`, and the others.
pub(crate) fn split(sets: &[String], prefix: &str) -> (Vec<String>, Vec<String>) {
    sets.iter().cloned().partition(|set| set.trim_start().starts_with(prefix))
}

/// Tables with what flags say of them; the last flag wins. Every fault of every flag comes back at once.
pub(crate) fn read<T: SettingsTree>(sets: &[String]) -> Result<T, Faults> {
    let (mut faults, mut tables) = (Faults::default(), T::default());
    let facts: Vec<TableFacts> = T::facts();
    for set in sets {
        let mut leaves: Vec<CheckedLeaf> = Vec::new();
        if let Some(entries) = flag_tree(set, &mut faults).as_ref().and_then(|root| root.table()) {
            Checker::tables(&facts).entries(entries, "", &mut leaves, &mut faults);
        }
        for leaf in leaves {
            tables.set(&leaf.path, &leaf.value);
        }
    }
    faults.finish(tables)
}

/// A flag as a tree. A bare word that is no TOML value is taken as a text.
pub(super) fn flag_tree(flag: &str, faults: &mut Faults) -> Option<SpannedItem> {
    let name = format!("--set {flag}");
    let named = |(path, _): &(&str, &str)| !path.split('.').any(|part| part.trim().is_empty());
    let Some((path, value)) = flag.split_once('=').filter(named) else {
        faults.add(Fault::without_place(&name, term("a flag must look like `levers.funding.grant=300000`")));
        return None;
    };
    let text = |value: &str| Arc::new(SourceText::of_flag(&name, format!("{} = {value}", path.trim())));
    let plain = text(value.trim());
    if toml_span::parse(&plain.text).is_ok() {
        return document::parse(&plain, faults);
    }
    // Numbers as people write them: `.5`, `5.`; one that is too large is no text either.
    if let Ok(number) = value.trim().parse::<f64>()
        && value.contains(|letter: char| letter.is_ascii_digit())
    {
        if number.is_finite() {
            return document::parse(&text(&format!("{number:?}")), faults);
        }
        faults.add(Fault::without_place(&name, term("this number is too large")));
        return None;
    }
    let quoted = value.trim().replace('\\', "\\\\").replace('"', "\\\"");
    document::parse(&text(&format!("\"{quoted}\"")), faults)
}

/// What flags say of the same key as one, later over earlier: tables join, lists of dated levers and of
/// rules follow one another, of all else the last one wins.
pub(super) fn joined(items: Vec<SpannedItem>, key: &str) -> Option<SpannedItem> {
    let like = |item: &SpannedItem| match item.node {
        Node::Table(_) => 1,
        Node::Array(_) if matches!(key, "schedule" | "when") => 2,
        _ => 0,
    };
    let kind = items.last().map(like)?;
    let since = items.iter().rposition(|item| like(item) != kind).map_or(0, |at| at + 1);
    let last = if kind == 0 { items.len() - 1 } else { since };
    let mut alike = items.into_iter().skip(last);
    let first = alike.next()?;
    let node = match first.node {
        Node::Table(entries) => {
            let tables = alike.filter_map(|item| match item.node {
                Node::Table(entries) => Some(entries),
                _ => None,
            });
            Node::Table(entries_joined(std::iter::once(entries).chain(tables).flatten()))
        }
        Node::Array(mut list) if kind == 2 => {
            list.extend(alike.flat_map(|item| match item.node {
                Node::Array(more) => more,
                _ => Vec::new(),
            }));
            Node::Array(list)
        }
        node => node,
    };
    Some(SpannedItem { node, place: first.place })
}

/// Entries of several tables as those of one, in the order in which their keys are first said.
fn entries_joined(entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<(Entry, Vec<SpannedItem>)> = Vec::new();
    for entry in entries {
        let value = entry.value.clone();
        match keys.get(&entry.key) {
            Some(at) => {
                groups[*at].0.place = entry.place;
                groups[*at].1.push(value);
            }
            None => {
                keys.insert(entry.key.clone(), groups.len());
                groups.push((entry, vec![value]));
            }
        }
    }
    let one = |(entry, values): (Entry, Vec<SpannedItem>)| {
        let value = joined(values, &entry.key)?;
        Some(Entry { value, ..entry })
    };
    groups.into_iter().filter_map(one).collect()
}
