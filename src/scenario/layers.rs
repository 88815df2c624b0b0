//! The layers of a scenario, lowest first: the chain of `extends`, the file itself, the `--set` flags.

use crate::scenario::document;
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::encoding::Encoding;
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::library::{FoundSource, Library, names};
use crate::scenario::span::SourceText;
use crate::scenario::{Overrides, Source};
use crate::units::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One layer.
pub(crate) struct Layer {
    /// The tree.
    pub root: SpannedItem,
    /// Identity of the file (what it refers to is found relative to it); `None` for flags.
    pub identity: Option<String>,
}

/// All layers of one scenario, lowest first, and what was read for them.
pub(crate) struct Layers {
    /// Lowest first.
    pub list: Vec<Layer>,
    /// Itself first.
    pub sources: Vec<Source>,
    /// Nothing is missing below. Otherwise each layer can still be judged by itself, but not what they say
    /// together.
    pub complete: bool,
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Read a file with everything that it extends, and the flags. A layer that cannot be read is a fault, and
/// those above it come back all the same, so that their faults are told at once.
pub(crate) fn read(file: &str, request: &Overrides, library: &dyn Library, faults: &mut Faults) -> Layers {
    let mut layers = Layers { list: Vec::new(), sources: Vec::new(), complete: false };
    layers.complete = chain(file, library, &mut layers, faults).is_some();
    layers.list.reverse();
    // All flags are one layer: five flags may set the five weights as a whole.
    let flags: Vec<SpannedItem> = request.sets.iter().filter_map(|flag| flag_tree(flag, faults)).collect();
    layers.list.extend(joined(flags, "").map(|root| Layer { root, identity: None }));
    layers
}

/// The file and all that it extends, highest first; `None` where one of them could not be read.
fn chain(file: &str, library: &dyn Library, layers: &mut Layers, faults: &mut Faults) -> Option<()> {
    let mut found = match library.find(file, None) {
        Ok(found) => found,
        Err(why) => {
            let hint = built_in(file, None, library);
            faults.add(Fault::without_place(file, format!("cannot read `{file}`: {why}")).suggest(hint));
            return None;
        }
    };
    let mut seen = vec![found.identity.clone()];
    loop {
        layers.sources.push(Source { name: found.name.clone(), sha256: sha256(&found.bytes) });
        let text = decode(&found, faults)?;
        let root = document::parse(&text, faults)?;
        let extends =
            root.table().and_then(|t| t.iter().find(|e| e.key == "extends")).map(|e| e.value.clone());
        layers.list.push(Layer { root, identity: Some(found.identity.clone()) });
        let Some(extends) = extends else { return Some(()) };
        found = extended(&extends, &found, library, faults)?;
        if seen.contains(&found.identity) {
            let name = &found.name;
            let message = format!("`extends` goes in a circle: `{name}` is already a layer of this scenario");
            faults.add(Fault::at(&extends.place, message));
            return None;
        }
        seen.push(found.identity.clone());
    }
}

/// The scenario that one extends.
fn extended(
    extends: &SpannedItem,
    from: &FoundSource,
    library: &dyn Library,
    faults: &mut Faults,
) -> Option<FoundSource> {
    let reference = reference(extends, faults)?;
    let found = library.find(reference, Some(&from.identity));
    found
        .map_err(|why| {
            let message = format!("cannot extend `{reference}`: {why}");
            let hint = built_in(reference, Some(&from.identity), library);
            faults.add(Fault::at(&extends.place, message).suggest(hint));
        })
        .ok()
}

/// The scenario that `extends` names.
fn reference<'a>(extends: &'a SpannedItem, faults: &mut Faults) -> Option<&'a str> {
    let Some(reference) = extends.text() else {
        faults.add(Fault::at(&extends.place, format!("`extends` must be a text, not {}", extends.what())));
        return None;
    };
    if reference.trim().is_empty() {
        faults.add(Fault::at(&extends.place, "`extends` is empty: name a scenario, or leave it out"));
        return None;
    }
    Some(reference)
}

/// The built-in scenario that a bare name probably means. A name of something that is there means that.
fn built_in(reference: &str, from: Option<&str>, library: &dyn Library) -> Option<String> {
    let bare = !reference.contains(['/', '\\']);
    (bare && !library.has(reference, from))
        .then(|| nearest(reference.trim_end_matches(".toml"), names()))
        .flatten()
}

/// UTF-8 without byte order mark; anything else is a fault.
fn decode(found: &FoundSource, faults: &mut Faults) -> Option<Arc<SourceText>> {
    let bytes = found.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&found.bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Some(Arc::new(SourceText::whole(&found.name, text))),
        _ => {
            let why = match Encoding::of(bytes) {
                Encoding::Unknown => "this is no text file (not UTF-8)".to_string(),
                encoding => format!("this file cannot be read: {encoding}"),
            };
            let fault = Fault::without_place(&found.name, why);
            faults.add(fault.suggest(Some("save it as UTF-8".into())));
            None
        }
    }
}

/// A flag as a tree. A bare word that is no TOML value is taken as a text.
pub(super) fn flag_tree(flag: &str, faults: &mut Faults) -> Option<SpannedItem> {
    let name = format!("--set {flag}");
    let named = |(path, _): &(&str, &str)| !path.split('.').any(|part| part.trim().is_empty());
    let Some((path, value)) = flag.split_once('=').filter(named) else {
        faults.add(Fault::without_place(&name, "a flag must look like `levers.funding.grant=300000`"));
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
        faults.add(Fault::without_place(&name, "this number is too large"));
        return None;
    }
    let quoted = value.trim().replace('\\', "\\\\").replace('"', "\\\"");
    document::parse(&text(&format!("\"{quoted}\"")), faults)
}

/// What flags say of the same key as one, later over earlier: tables join, lists of dated levers and of
/// rules follow one another, of all else the last one wins.
fn joined(items: Vec<SpannedItem>, key: &str) -> Option<SpannedItem> {
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
