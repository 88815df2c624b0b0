//! Each leaf of a layer against its declaration: known, of the right kind, inside its range.

use crate::language::{said, term, translated};
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults, brief, nearest};
use crate::scenario::span::Span;
use crate::settings::{Field, TableFacts, Value, ValueKind};

/// A leaf that passed: its full path, its value, its place.
#[derive(Clone, Debug)]
pub(crate) struct CheckedLeaf {
    /// Full path, for example `levers.funding.grant`.
    pub path: String,
    /// Its value.
    pub value: Value,
    /// Where the value stands.
    pub place: Span,
}

/// Keys at the top of a file that are no settings.
pub(crate) const HEADER: [&str; 11] = [
    "title",
    "short",
    "summary",
    "extends",
    "weeks",
    "shortened",
    "schedule",
    "when",
    "communities",
    "bidders",
    "groups",
];

/// Text keys of `[residents]` that name data files and their columns, each with its meaning.
pub(crate) const DATA_KEYS: [(&str, &str); 11] = [
    ("roster", "CSV file of the people, relative to the file that names it; an empty cell is drawn."),
    ("ties", "CSV file of who knows whom, relative to the file that names it; without it ties are drawn."),
    ("roster_id", "Column of the roster that holds the identity of a person; `id` if not set."),
    (
        "roster_community",
        "Column of the roster that holds the community; `community` if not set, all in `home` without it.",
    ),
    ("roster_other_columns", "What to do with columns that are not ours: `refuse` (if not set) or `ignore`."),
    ("ties_from", "Column of the ties that holds the one person; `from` if not set."),
    ("ties_to", "Column of the ties that holds the other person; `to` if not set."),
    (
        "roster_home",
        "Where the home stands, when the roster has positions: `x, y` or `lat, lon`; of several communities \
            `Name: x, y; Other: x, y`.",
    ),
    ("roster_unit", "Unit of the columns `x` and `y`: `km` (if not set) or `m`."),
    (
        "roster_missing",
        "What becomes of an empty cell: `draw` (if not set; it is said how many and from what) or `refuse`.",
    ),
    (
        "marginals",
        "CSV file of counts by category, instead of a roster: people are made up that agree with them.",
    ),
];

/// Weights are set as a whole.
pub(crate) const WEIGHTS: &str = "levers.assessment.weights";

/// Which settings may stand here.
pub(crate) struct Checker<'a> {
    facts: &'a [TableFacts],
    /// Only paths that begin so are allowed (`""`: all).
    only: &'static str,
    /// What to say of a declared setting that may not stand here.
    elsewhere: &'static str,
    /// Data keys of `[residents]` are allowed.
    data: bool,
}

impl<'a> Checker<'a> {
    /// For the body of a file.
    pub(crate) fn body(facts: &'a [TableFacts]) -> Checker<'a> {
        Checker { facts, only: "", elsewhere: "", data: true }
    }

    /// For tables of their own: an entry of `[[bidders]]` or `[[groups]]`, a file beside a scenario.
    pub(crate) fn tables(facts: &'a [TableFacts]) -> Checker<'a> {
        Checker { facts, only: "", elsewhere: "", data: false }
    }

    /// For an entry of the schedule.
    pub(crate) fn schedule(facts: &'a [TableFacts]) -> Checker<'a> {
        Checker { facts, only: "levers.", elsewhere: term("only levers can be dated"), data: false }
    }

    /// For what a rule sets.
    pub(crate) fn rule(facts: &'a [TableFacts]) -> Checker<'a> {
        Checker { facts, only: "levers.", elsewhere: term("a rule can only set levers"), data: false }
    }

    /// For an entry of `[[communities]]`.
    pub(crate) fn community(facts: &'a [TableFacts]) -> Checker<'a> {
        Checker {
            facts,
            only: "",
            elsewhere: term("a community can only set its own people and home"),
            data: false,
        }
    }

    /// Check a table's entries below `prefix`; what passes is appended to `leaves`.
    pub(crate) fn entries(
        &self,
        entries: &[Entry],
        prefix: &str,
        leaves: &mut Vec<CheckedLeaf>,
        faults: &mut Faults,
    ) {
        let before = (leaves.len(), faults.len());
        for entry in entries {
            let path = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
            self.entry(entry, &path, prefix, leaves, faults);
        }
        if prefix == WEIGHTS {
            self.whole_weights(entries, faults);
            if faults.len() > before.1 {
                // A broken set of weights must not be mixed with that of a lower layer and then be blamed for
                // its sum.
                leaves.truncate(before.0);
            }
        }
    }

    fn entry(
        &self,
        entry: &Entry,
        path: &str,
        prefix: &str,
        leaves: &mut Vec<CheckedLeaf>,
        faults: &mut Faults,
    ) {
        if self.data && prefix == "residents" && DATA_KEYS.iter().any(|(key, _)| *key == entry.key) {
            leaves.extend(data_name(&entry.value, path, faults));
            return;
        }
        if self.is_table(path) {
            match entry.value.table() {
                Some(inner) => self.entries(inner, path, leaves, faults),
                None => faults.add(Fault::at(
                    &entry.value.place,
                    said!("`{path}` must be a table, not {}", entry.value.what()),
                )),
            }
            return;
        }
        match crate::settings::find(self.facts, path) {
            Some(field) if path.starts_with(self.only) => {
                if let Some(value) = leaf(field, path, &entry.value, faults) {
                    leaves.push(CheckedLeaf { path: path.into(), value, place: entry.value.place.clone() });
                }
            }
            _ => self.unknown(entry, path, prefix, faults),
        }
    }

    fn is_table(&self, path: &str) -> bool {
        below(self.facts, path)
    }

    fn unknown(&self, entry: &Entry, path: &str, prefix: &str, faults: &mut Faults) {
        if !self.elsewhere.is_empty() && known(path) {
            faults.add(Fault::at(&entry.place, said!("`{path}` cannot stand here: {}", self.elsewhere)));
            return;
        }
        let siblings = self.facts.iter().flat_map(|t| {
            let fields = t.fields.iter().filter(move |_| t.path == prefix).map(|f| f.name);
            let below = t.path.strip_prefix(prefix).map(|rest| rest.trim_start_matches('.'));
            let table = below.filter(|_| prefix.is_empty() || t.path.starts_with(&format!("{prefix}.")));
            fields.chain(table.and_then(|rest| rest.split('.').next()).filter(|s| !s.is_empty()))
        });
        let header = HEADER.iter().copied().filter(|_| prefix.is_empty() && self.data);
        let hint =
            |_: &Fault| nearest(&entry.key, siblings.chain(header)).or_else(|| self.same_name(entry, prefix));
        let what = if entry.value.table().is_some() { term("table") } else { term("key") };
        faults.add_hinting(Fault::at(&entry.place, said!("unknown {what} `{path}`")), hint);
    }

    /// The key exists in another table: say where, rather below the same top-level table than elsewhere.
    fn same_name(&self, entry: &Entry, prefix: &str) -> Option<String> {
        let key = &entry.key;
        let holds = |t: &&TableFacts| t.path.starts_with(self.only) && t.fields.iter().any(|f| f.name == key);
        let top = |path: &str| path.split('.').next().map(String::from);
        let near = |t: &&TableFacts| holds(t) && top(t.path) == top(prefix);
        let table = self.facts.iter().find(near).or_else(|| self.facts.iter().find(holds))?;
        Some(said!("did you mean `{}.{key}`?", table.path))
    }

    fn whole_weights(&self, entries: &[Entry], faults: &mut Faults) {
        let Some(table) = self.facts.iter().find(|t| t.path == WEIGHTS) else { return };
        let missing: Vec<&str> =
            table.fields.iter().map(|f| f.name).filter(|n| !entries.iter().any(|e| e.key == *n)).collect();
        // A weight misspelt is told as such, and not as missing too.
        let misspelt = entries.iter().any(|e| !table.fields.iter().any(|f| f.name == e.key));
        if let (Some(first), false) = (entries.first(), missing.is_empty() || misspelt) {
            let list = missing.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(term(", "));
            faults.add(Fault::at(&first.place, said!("weights are set as a whole: {list} missing")));
        }
    }
}

/// The name of a data file, or of one of its columns.
fn data_name(item: &SpannedItem, path: &str, faults: &mut Faults) -> Option<CheckedLeaf> {
    let Some(text) = item.text() else {
        faults.add(Fault::at(&item.place, said!("`{path}` must be a text, not {}", item.what())));
        return None;
    };
    Some(CheckedLeaf { path: path.into(), value: Value::Text(text.into()), place: item.place.clone() })
}

/// Whether a path means something in the body of a file.
fn known(path: &str) -> bool {
    let all = crate::world::blueprint::facts();
    let data = |rest: &str| DATA_KEYS.iter().any(|(key, _)| *key == rest);
    let setting = crate::settings::find(&all, path).is_some() || below(&all, path);
    setting || HEADER.contains(&path) || path.strip_prefix("residents.").is_some_and(data)
}

/// Whether a path is a table, or has tables below it.
fn below(facts: &[TableFacts], path: &str) -> bool {
    facts
        .iter()
        .any(|t| t.path == path || t.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

/// A leaf of the declared kind and inside its range.
pub(crate) fn leaf(field: &Field, path: &str, item: &SpannedItem, faults: &mut Faults) -> Option<Value> {
    let wanted = match field.kind {
        ValueKind::Real => term("a number"),
        ValueKind::Integer => term("a whole number"),
        ValueKind::Flag => term("true or false"),
        ValueKind::Text | ValueKind::Choice(_) => term("a text"),
    };
    let value = match (&item.node, field.kind) {
        (Node::Leaf(Value::Integer(i)), ValueKind::Real) => Value::Real(*i as f64),
        (Node::Leaf(v @ Value::Real(_)), ValueKind::Real)
        | (Node::Leaf(v @ Value::Integer(_)), ValueKind::Integer)
        | (Node::Leaf(v @ Value::Flag(_)), ValueKind::Flag)
        | (Node::Leaf(v @ Value::Text(_)), ValueKind::Text | ValueKind::Choice(_)) => v.clone(),
        _ => {
            faults.add(Fault::at(&item.place, said!("`{path}` must be {wanted}, not {}", item.what())));
            return None;
        }
    };
    if let (ValueKind::Choice(words), Value::Text(text)) = (field.kind, &value)
        && !words.contains(&text.as_str())
    {
        let list = words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" or ");
        let fault = Fault::at(&item.place, said!("`{path}` must be {list}, not `{text}`"));
        faults.add_hinting(fault, |_| nearest(text, words.iter().copied()));
        return None;
    }
    inside(field, path, &value, &item.place, faults).then_some(value)
}

fn inside(field: &Field, path: &str, value: &Value, place: &Span, faults: &mut Faults) -> bool {
    let number = match value {
        Value::Real(x) => *x,
        Value::Integer(i) => *i as f64,
        _ => return true,
    };
    if !number.is_finite() {
        faults.add(Fault::at(place, said!("`{path}` must be a finite number")));
        return false;
    }
    let Some((lo, hi)) = field.range else { return true };
    if (lo..=hi).contains(&number) {
        return true;
    }
    let unit = if field.unit.is_empty() { String::new() } else { said!(" ({})", translated(field.unit)) };
    let written = match value {
        Value::Integer(whole) => whole.to_string(),
        _ => brief(number),
    };
    let fault = Fault::at(place, said!("`{path}` is {written}, but must lie between {lo} and {hi}{unit}"));
    let percent = field.unit == "share" && number > 1.0 && number <= 100.0;
    faults.add_hinting(fault, |_| {
        percent.then(|| said!("{written}% is a share of {}", (number * 1e7).round() / 1e9))
    });
    false
}
