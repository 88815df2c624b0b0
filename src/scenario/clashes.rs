//! What two layers set differently of which neither rests on the other: the later one holds, and the user is
//! told.

use crate::language::said;
use crate::scenario::check::WEIGHTS;
use crate::scenario::span::Span;
use crate::settings::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is told as a whole, since it is set as a whole.
const WHOLE: [&str; 4] = [WEIGHTS, "communities", "bidders", "groups"];

/// Who says something.
#[derive(Clone, Debug)]
struct Setter {
    layer: usize,
    value: Value,
    place: String,
}

/// Who sets what, while layer after layer is read, lowest first.
#[derive(Default)]
pub(crate) struct Clashes {
    layer: usize,
    /// The layers that it rests on.
    below: BTreeSet<usize>,
    last: BTreeMap<String, Setter>,
    found: BTreeMap<String, (Setter, Setter)>,
}

impl Clashes {
    /// From now on this layer speaks.
    pub(crate) fn begin(&mut self, layer: usize, below: &BTreeSet<usize>) {
        (self.layer, self.below) = (layer, below.clone());
    }

    /// The layer that speaks sets something.
    pub(crate) fn set(&mut self, key: &str, value: &Value, place: &Span) {
        let now = Setter { layer: self.layer, value: value.clone(), place: place.words() };
        if let Some(before) = self.last.insert(key.to_string(), now.clone()) {
            let rests = self.below.contains(&before.layer) || before.layer == self.layer;
            if !rests && before.value != now.value {
                self.found.insert(key.to_string(), (before, now));
                return;
            }
        }
        // Who rests on both has decided between them.
        let decided =
            |(one, other): &(Setter, Setter)| [one, other].iter().all(|s| self.below.contains(&s.layer));
        if self.found.get(key).is_some_and(decided) {
            self.found.remove(key);
        }
    }

    /// What the user is told, each once, with values as a file says them.
    pub(crate) fn warnings(&self, as_toml: fn(&Value) -> String) -> Vec<String> {
        let mut told = BTreeSet::new();
        let mut tell = |(key, (one, other)): (&String, &(Setter, Setter))| {
            let whole = WHOLE.into_iter().find(|whole| key.starts_with(whole));
            let said = |setter: &Setter| match whole {
                Some(_) => setter.place.clone(),
                None => format!("{} ({})", as_toml(&setter.value), setter.place),
            };
            let (key, one, other) = (whole.unwrap_or(key), said(one), said(other));
            let first = told.insert(key.to_string());
            first.then(|| said!("`{key}` is set differently by {one} and {other}: the later one holds"))
        };
        self.found.iter().filter_map(&mut tell).collect()
    }
}
