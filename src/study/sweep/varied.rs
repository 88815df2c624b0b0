//! One setting that varies: `100000..400000:4`, `0, 0.1, 0.3`, or a list of words.

use crate::language::{said, term};
use crate::scenario::check::leaf;
use crate::scenario::document::{Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::span::{SourceText, Span};
use crate::settings::{Field, TableFacts, Value, ValueKind, find};
use std::sync::Arc;

/// Significant digits of a value between two ends.
const DIGITS: usize = 12;

/// The values that a setting takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum VariedValues {
    /// From the one to the other, in so many steps if it says so.
    Between {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
        /// How many values.
        steps: Option<usize>,
    },
    /// These.
    List(Vec<Value>),
}

/// A setting that varies.
#[derive(Clone, Debug)]
pub(crate) struct Varied {
    /// Its full path.
    pub path: String,
    /// Its declaration.
    pub field: &'static Field,
    /// Where that is said.
    pub place: Span,
    /// What it takes.
    pub values: VariedValues,
}

/// The setting of that path; if there is none, a fault with what was probably meant.
pub(super) fn field(
    path: &str,
    place: &Span,
    facts: &[TableFacts],
    faults: &mut Faults,
) -> Option<&'static Field> {
    let found = find(facts, path);
    if found.is_none() {
        let all = facts.iter().flat_map(|t| t.fields.iter().map(move |f| format!("{}.{}", t.path, f.name)));
        let all: Vec<String> = all.collect();
        let last = path.rsplit('.').next().unwrap_or(path);
        let same = || all.iter().find(|full| full.rsplit('.').next() == Some(last));
        let hint = |_: &Fault| {
            let same = same().map(|full| said!("did you mean `{full}`?"));
            same.or_else(|| nearest(path, all.iter().map(String::as_str)))
        };
        faults.add_hinting(Fault::at(place, said!("there is no setting `{path}` that could vary")), hint);
    }
    found
}

impl Varied {
    /// What a plan says of a setting.
    pub(super) fn read(
        path: &str,
        item: &SpannedItem,
        facts: &[TableFacts],
        faults: &mut Faults,
    ) -> Option<Varied> {
        let field = field(path, &item.place, facts, faults)?;
        let values = match &item.node {
            Node::Array(items) if items.is_empty() => {
                faults.add(Fault::at(&item.place, said!("`{path}` takes no value")));
                return None;
            }
            Node::Array(items) => {
                let before = faults.len();
                let values = items.iter().filter_map(|one| leaf(field, path, one, faults)).collect();
                VariedValues::List((faults.len() == before).then_some(values)?)
            }
            Node::Leaf(Value::Text(text)) if is_number(field) => between(field, path, text, item, faults)?,
            _ => VariedValues::List(vec![leaf(field, path, item, faults)?]),
        };
        Some(Varied { path: path.into(), field, place: item.place.clone(), values })
    }

    /// A number from one end to the other.
    pub(crate) fn between(path: &str, field: &'static Field, (low, high): (f64, f64)) -> Varied {
        let text = Arc::new(SourceText::of_flag(path, path.to_string()));
        let values = VariedValues::Between { low, high, steps: None };
        Varied { path: path.into(), field, place: Span { start: 0, end: path.len(), text }, values }
    }

    /// What a flag says: `levers.funding.grant=100000..400000:4`, `levers.assessment.audit=0,0.3`.
    pub(crate) fn of_flag(flag: &str, facts: &[TableFacts], faults: &mut Faults) -> Option<Varied> {
        let text = Arc::new(SourceText::of_flag(&format!("--vary {flag}"), flag.to_string()));
        let place = Span { start: 0, end: flag.len(), text };
        let Some((path, values)) = flag.split_once('=') else {
            let message = term("what varies is said like `levers.funding.grant=100000..400000:4`");
            faults.add(Fault::at(&place, message));
            return None;
        };
        let path = path.trim();
        let numbers = find(facts, path).is_some_and(is_number);
        let leaf = |text: &str| SpannedItem { place: place.clone(), node: Node::Leaf(plain(text)) };
        let node = if numbers && values.contains("..") {
            Node::Leaf(Value::Text(values.into()))
        } else {
            Node::Array(values.split(',').map(leaf).collect())
        };
        Varied::read(path, &SpannedItem { place: place.clone(), node }, facts, faults)
    }

    /// How many values it takes in a grid or a list.
    pub(super) fn count(&self) -> Option<usize> {
        match &self.values {
            VariedValues::Between { steps, .. } => *steps,
            VariedValues::List(list) => Some(list.len()),
        }
    }

    /// Its values in a grid or a list.
    pub(crate) fn values(&self) -> Vec<Value> {
        match &self.values {
            VariedValues::List(list) => list.clone(),
            VariedValues::Between { steps, .. } => self.evenly(steps.unwrap_or(1)),
        }
    }

    /// So many values of a span, evenly, its ends among them; of a list all.
    pub(crate) fn evenly(&self, steps: usize) -> Vec<Value> {
        match &self.values {
            VariedValues::List(list) => list.clone(),
            VariedValues::Between { low, high, .. } => {
                let last = steps.saturating_sub(1).max(1) as f64;
                let at = |step| low + (high - low) * step as f64 / last;
                (0..steps).map(|step| self.written(at(step), DIGITS)).collect()
            }
        }
    }

    /// Its value at a place from 0 to 1.
    pub(super) fn at(&self, place: f64) -> Option<Value> {
        match &self.values {
            VariedValues::List(list) => {
                let index = (place * list.len() as f64) as usize;
                list.get(index.min(list.len().saturating_sub(1))).cloned()
            }
            // Whole numbers are all met alike.
            VariedValues::Between { low, high, .. } if self.field.kind == ValueKind::Integer => {
                let number = libm::floor(low + (high - low + 1.0) * place);
                Some(Value::Integer(number.min(*high) as i64))
            }
            VariedValues::Between { low, high, .. } => Some(self.written(low + (high - low) * place, 6)),
        }
    }

    fn written(&self, number: f64, digits: usize) -> Value {
        match self.field.kind {
            ValueKind::Integer => Value::Integer(libm::round(number) as i64),
            // What was just written as a number is one.
            _ => Value::Real(format!("{number:.*e}", digits - 1).parse().unwrap_or(number)),
        }
    }
}

fn is_number(field: &Field) -> bool {
    matches!(field.kind, ValueKind::Real | ValueKind::Integer)
}

/// A value as people write it on a command line or in a cell.
pub(crate) fn plain(text: &str) -> Value {
    let text = text.trim();
    let digits = text.replace('_', "");
    if let Ok(whole) = digits.parse() {
        return Value::Integer(whole);
    }
    match (digits.parse::<f64>(), text) {
        (Ok(number), _) if digits.contains(|letter: char| letter.is_ascii_digit()) => Value::Real(number),
        (_, "true") => Value::Flag(true),
        (_, "false") => Value::Flag(false),
        _ => Value::Text(text.trim_matches(['"', '\'']).into()),
    }
}

/// `low..high` or `low..high:steps`.
fn between(
    field: &Field,
    path: &str,
    text: &str,
    item: &SpannedItem,
    faults: &mut Faults,
) -> Option<VariedValues> {
    let (ends, steps) = text.rsplit_once(':').map_or((text, None), |(ends, steps)| (ends, Some(steps)));
    let mut refuse = |message: String| {
        let hint = term("a span is written like `100000..400000:4`: from, to, how many values").to_string();
        faults.add(Fault::at(&item.place, message).suggest(Some(hint)));
        None
    };
    let Some((low, high)) = ends.split_once("..") else {
        return refuse(said!("`{path}` takes numbers, and `{text}` is no span of them"));
    };
    let number = |text: &str| match plain(text) {
        Value::Integer(whole) => Some(whole as f64),
        Value::Real(number) => Some(number),
        _ => None,
    };
    let (Some(low_end), Some(high_end)) = (number(low), number(high)) else {
        return refuse(said!("`{path}`: the ends of `{text}` are not two numbers"));
    };
    if low_end >= high_end {
        return refuse(said!("`{path}`: {low_end} is not below {high_end}"));
    }
    let count = steps.map(|steps| steps.trim().parse::<usize>().ok().filter(|n| *n > 1));
    if count == Some(None) {
        return refuse(said!("`{path}`: `{}` is no number of values from 2 on", steps.unwrap_or("")));
    }
    let end = |text: &str| SpannedItem { place: item.place.clone(), node: Node::Leaf(plain(text)) };
    let before = faults.len();
    [low, high].iter().for_each(|text| drop(leaf(field, path, &end(text), faults)));
    (faults.len() == before).then_some(VariedValues::Between {
        low: low_end,
        high: high_end,
        steps: count.flatten(),
    })
}
