//! The layers of a scenario, lowest first: what it extends, the file itself, the flags. A file may extend
//! several; what two of them rest on is one layer.

use crate::language::{said, term};
use crate::scenario::document;
use crate::scenario::document::{Node, SpannedItem};
use crate::scenario::encoding::Encoding;
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::flags::{flag_tree, joined};
use crate::scenario::library::{FoundSource, Library, names};
use crate::scenario::reference::Reference;
use crate::scenario::span::SourceText;
use crate::scenario::{Overrides, Source};
use crate::units::hex;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One layer.
pub(crate) struct Layer {
    /// The tree.
    pub root: SpannedItem,
    /// Identity of the file (what it refers to is found relative to it); `None` for flags.
    pub identity: Option<String>,
    /// The layers that it rests on, by number: those that it extends, those that they extend, and so on.
    /// Flags rest on all.
    pub below: BTreeSet<usize>,
}

impl Layer {
    /// The text that stands under a key at its top.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.root.table()?.iter().find(|entry| entry.key == key)?.value.text()
    }
}

/// All layers of one scenario, lowest first, and what was read for them.
#[derive(Default)]
pub(crate) struct Layers {
    /// Lowest first. What two layers extend is one layer, where the first of them needs it.
    pub list: Vec<Layer>,
    /// The layers that the argument names, in its order.
    pub named: Vec<usize>,
    /// What is named though it adds nothing.
    pub idle: Vec<String>,
    /// Itself first.
    pub sources: Vec<Source>,
    /// Nothing is missing below. Otherwise each layer can still be judged by itself, but not what they say
    /// together.
    pub complete: bool,
}

/// Most layers of a scenario: nobody keeps an eye on more.
const MOST: usize = 200;

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Read what an argument names with everything that it extends, and the flags. A layer that cannot be read is
/// a fault, and those above it come back all the same, so that their faults are told at once.
pub(crate) fn read(
    reference: &Reference,
    request: &Overrides,
    library: &dyn Library,
    faults: &mut Faults,
) -> Layers {
    let mut reading = LayerReader {
        library,
        faults,
        layers: Layers { complete: true, ..Layers::default() },
        numbers: BTreeMap::new(),
        open: vec![],
    };
    reading.argument(reference);
    let mut layers = reading.layers;
    // All flags of a kind are one layer: five flags may set the five weights as a whole. What is said of this
    // scenario alone stands above what is said of all.
    for sets in [&request.sets, &reference.sets] {
        let flags: Vec<SpannedItem> = sets.iter().filter_map(|flag| flag_tree(flag, faults)).collect();
        let below = (0..layers.list.len()).collect();
        layers.list.extend(joined(flags, "").map(|root| Layer { root, identity: None, below }));
    }
    layers
}

/// Layers that are being read.
struct LayerReader<'a> {
    library: &'a dyn Library,
    faults: &'a mut Faults,
    layers: Layers,
    /// The number of each file's layer by its identity; `None` where it could not be read.
    numbers: BTreeMap<String, Option<usize>>,
    /// Identities of the files whose own layer waits for those that it extends.
    open: Vec<String>,
}

impl LayerReader<'_> {
    /// What an argument names.
    fn argument(&mut self, reference: &Reference) {
        for part in &reference.parts {
            let found = self.library.find(part, None);
            let found = found.map_err(|why| {
                let hint = built_in(part, None, self.library);
                let fault = Fault::without_place(part, said!("cannot read `{part}`: {why}"));
                self.faults.add(fault.suggest(hint));
            });
            let Ok(found) = found else {
                self.layers.complete = false;
                continue;
            };
            let name = found.name.clone();
            let Some(number) = self.layer(found) else { continue };
            let named = &self.layers.named;
            if named.contains(&number) {
                self.faults.add(Fault::without_place(part, term("a sum names it twice")));
            } else if let Some(above) =
                named.iter().find(|above| self.layers.list[**above].below.contains(&number))
            {
                let above = &reference.parts[named.iter().position(|n| n == above).unwrap_or(0)];
                self.layers.idle.push(said!("`{name}` adds nothing to the sum: `{above}` rests on it"));
            }
            self.layers.named.push(number);
        }
    }

    /// The number of a file's layer, which stands above all that it extends; `None` where it cannot be read.
    fn layer(&mut self, found: FoundSource) -> Option<usize> {
        if let Some(number) = self.numbers.get(&found.identity) {
            return *number;
        }
        self.layers.sources.push(Source { name: found.name.clone(), sha256: sha256(&found.bytes) });
        let root = decode(&found, self.faults).and_then(|text| document::parse(&text, self.faults));
        let Some(root) = root else {
            self.layers.complete = false;
            self.numbers.insert(found.identity, None);
            return None;
        };
        self.open.push(found.identity.clone());
        let below = self.below(&root, &found);
        self.open.pop();
        let number = self.layers.list.len();
        self.numbers.insert(found.identity.clone(), Some(number));
        self.layers.list.push(Layer { root, identity: Some(found.identity), below });
        Some(number)
    }

    /// The layers that a file rests on.
    fn below(&mut self, root: &SpannedItem, from: &FoundSource) -> BTreeSet<usize> {
        let (mut below, mut direct) = (BTreeSet::new(), BTreeSet::new());
        for extends in references(root, self.faults) {
            let Some(number) = self.extended(extends, from) else {
                self.layers.complete = false;
                continue;
            };
            if !direct.insert(number) {
                self.faults.add(Fault::at(&extends.place, term("`extends` names this scenario twice")));
            } else if below.contains(&number) {
                let name = extends.text().unwrap_or_default();
                let place = extends.place.words();
                let message = said!("`{name}` adds nothing ({place}): one that stands before it rests on it");
                self.layers.idle.push(message);
            }
            below.extend(self.layers.list[number].below.iter().copied());
            below.insert(number);
        }
        below
    }

    /// The layer of a scenario that one extends.
    fn extended(&mut self, extends: &SpannedItem, from: &FoundSource) -> Option<usize> {
        let reference = reference(extends, self.faults)?;
        let refuse = |message: String| Fault::at(&extends.place, message);
        let found = match self.library.find(reference, Some(&from.identity)) {
            Ok(found) => found,
            Err(why) => {
                let hint = built_in(reference, Some(&from.identity), self.library);
                self.faults.add(refuse(said!("cannot extend `{reference}`: {why}")).suggest(hint));
                return None;
            }
        };
        let name = &found.name;
        if self.open.contains(&found.identity) {
            let why = said!("`extends` goes in a circle: `{name}` is already a layer of this scenario");
            self.faults.add(refuse(why));
            return None;
        }
        if self.layers.sources.len() >= MOST && !self.numbers.contains_key(&found.identity) {
            self.faults.add(refuse(said!("a scenario has at most {MOST} layers; `{name}` is one more")));
            return None;
        }
        self.layer(found)
    }
}

impl Layers {
    /// What the flags say under a key at the top, or else what each scenario that the argument names says,
    /// unless another of them rests on it. What these extend does not count.
    pub(crate) fn own_texts(&self, key: &str) -> Vec<&str> {
        let flags = self.list.iter().rev().filter(|layer| layer.identity.is_none());
        if let Some(text) = flags.filter_map(|layer| layer.text(key)).next() {
            return vec![text];
        }
        let under = |number: &usize| self.named.iter().any(|other| self.list[*other].below.contains(number));
        let own = self.named.iter().filter(|number| !under(number));
        own.filter_map(|number| self.list[*number].text(key)).collect()
    }
}

/// The scenarios that a file extends, as it names them.
fn references<'a>(root: &'a SpannedItem, faults: &mut Faults) -> Vec<&'a SpannedItem> {
    let entries = root.table().unwrap_or_default();
    let Some(extends) = entries.iter().find(|entry| entry.key == "extends") else { return vec![] };
    match &extends.value.node {
        Node::Array(list) if list.is_empty() => {
            faults.add(Fault::at(
                &extends.value.place,
                term("`extends` names nothing: name a scenario, or leave it out"),
            ));
            vec![]
        }
        Node::Array(list) => list.iter().collect(),
        _ => vec![&extends.value],
    }
}

/// The scenario that `extends` names.
fn reference<'a>(extends: &'a SpannedItem, faults: &mut Faults) -> Option<&'a str> {
    let Some(reference) = extends.text() else {
        faults.add(Fault::at(
            &extends.place,
            said!("`extends` must be a text or a list of texts, not {}", extends.what()),
        ));
        return None;
    };
    if reference.trim().is_empty() {
        faults.add(Fault::at(&extends.place, term("`extends` is empty: name a scenario, or leave it out")));
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
                Encoding::Unknown => term("this is no text file (not UTF-8)").to_string(),
                encoding => said!("this file cannot be read: {encoding}"),
            };
            let fault = Fault::without_place(&found.name, why);
            faults.add(fault.suggest(Some(term("save it as UTF-8").into())));
            None
        }
    }
}
