//! A TOML text as a tree in which every key and value knows its place.

use crate::language::{said, term};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::span::{SourceText, Span};
use crate::settings::Value;
use std::sync::Arc;
use toml_span::value::ValueInner;

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct SpannedItem {
    /// Where the value stands.
    pub place: Span,
    /// The value.
    pub node: Node,
}

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// A table, keys in the order of the text.
    Table(Vec<Entry>),
    /// An array.
    Array(Vec<SpannedItem>),
    /// Anything else.
    Leaf(Value),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub place: Span,
    /// Its value.
    pub value: SpannedItem,
}

impl SpannedItem {
    /// The entries of a table.
    pub(crate) fn table(&self) -> Option<&[Entry]> {
        match &self.node {
            Node::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// What it is, in words.
    pub(crate) fn what(&self) -> &'static str {
        match &self.node {
            Node::Table(_) => term("a table"),
            Node::Array(_) => term("an array"),
            Node::Leaf(Value::Flag(_)) => term("true or false"),
            Node::Leaf(Value::Integer(_)) => term("a whole number"),
            Node::Leaf(Value::Real(_)) => term("a decimal number"),
            Node::Leaf(Value::Text(_)) => term("a text"),
        }
    }

    /// The text of a text value.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.node {
            Node::Leaf(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// Read a text. A syntax fault is added with its place and nothing comes back.
pub(crate) fn parse(text: &Arc<SourceText>, faults: &mut Faults) -> Option<SpannedItem> {
    let place = |start: usize, end: usize| Span { text: text.clone(), start, end };
    if let Some(at) = endless_array(&text.text) {
        let message = said!("an array of more than {MOST_VALUES} values: no setting takes one");
        faults.add(Fault::at(&place(at, at + 1), message));
        return None;
    }
    match toml_span::parse(&text.text) {
        Ok(mut root) => Some(item(&mut root, text)),
        Err(error) => {
            let message = match &error.kind {
                toml_span::ErrorKind::DuplicateKey { key, .. } => said!("the key `{key}` is set twice"),
                toml_span::ErrorKind::DuplicateTable { name, .. } => {
                    said!("the table `{name}` is defined twice")
                }
                kind => said!("this is not TOML: {}", syntax(kind)),
            };
            faults.add(Fault::at(&place(error.span.start, error.span.end), message));
            None
        }
    }
}

/// Most values of an array that are read, lists of tables apart: each takes much more memory than its digits.
const MOST_VALUES: usize = 10_000;

/// Where a text begins an array of more than [`MOST_VALUES`] values that are no tables. Found without reading
/// the text as TOML: what stands in quotes or behind `#` counts for nothing.
fn endless_array(text: &str) -> Option<usize> {
    // Brackets and braces that are open, each with the values in it so far.
    let (mut open, mut before, mut at): (Vec<(usize, usize)>, u8, usize) = (Vec::new(), b' ', 0);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => at = end_of_quote(bytes, at),
            b'#' => at += bytes[at..].iter().position(|b| *b == b'\n').unwrap_or(bytes.len() - at),
            b'[' | b'{' => open.push((at, 0)),
            b']' | b'}' => drop(open.pop()),
            b',' if before != b'}' => {
                if let Some((start, values)) = open.last_mut().filter(|(start, _)| bytes[*start] == b'[') {
                    *values += 1;
                    if *values >= MOST_VALUES {
                        return Some(*start);
                    }
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
        at += 1;
    }
    None
}

/// The last byte of a text in quotes that begins here; that of the whole where it is not closed.
fn end_of_quote(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let long = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if long { 3 } else { 1 };
    while let Some(byte) = bytes.get(at) {
        if *byte == b'\\' && quote == b'"' {
            at += 1;
        } else if *byte == quote && (!long || bytes[at..].starts_with(&[quote; 3])) {
            return at + if long { 2 } else { 0 };
        } else if *byte == b'\n' && !long {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

fn syntax(kind: &toml_span::ErrorKind) -> String {
    use toml_span::ErrorKind as K;
    match kind {
        K::UnexpectedEof => term("the text ends too early").into(),
        K::InvalidCharInString('\n' | '\r') => term("a text is not closed on its line").into(),
        K::InvalidCharInString(c) => said!("the character {c:?} may not stand in a text"),
        K::InvalidEscape(c) => said!("\\{c} is no escape"),
        K::InvalidHexEscape(_) | K::InvalidEscapeValue(_) => term("a broken escape").into(),
        K::Unexpected(c) => said!("unexpected {c:?}"),
        K::UnterminatedString => term("a text is not closed").into(),
        K::InvalidNumber => term("a number cannot be read").into(),
        K::Wanted { expected, found } => said!("expected {expected}, found {found}"),
        K::UnquotedString => term("a text must stand in quotes").into(),
        K::RedefineAsArray => term("a table cannot become an array").into(),
        K::DottedKeyInvalidType { .. } => term("a key is used both as a value and as a table").into(),
        K::ExceededDepthLimit => term("too deeply nested").into(),
        _ => term("it cannot be read").into(),
    }
}

fn item(value: &mut toml_span::Value, text: &Arc<SourceText>) -> SpannedItem {
    let inside = Span { text: text.clone(), start: value.span.start, end: value.span.end };
    let place = if value.as_str().is_some() { with_quotes(inside) } else { inside };
    let node = match value.take() {
        ValueInner::String(s) => Node::Leaf(Value::Text(s.into_owned())),
        ValueInner::Integer(i) => Node::Leaf(Value::Integer(i)),
        ValueInner::Float(x) => Node::Leaf(Value::Real(x)),
        ValueInner::Boolean(b) => Node::Leaf(Value::Flag(b)),
        ValueInner::Array(items) => Node::Array(items.into_iter().map(|mut v| item(&mut v, text)).collect()),
        ValueInner::Table(table) => {
            let mut entries: Vec<Entry> = table
                .into_iter()
                .map(|(key, mut value)| Entry {
                    place: Span { text: text.clone(), start: key.span.start, end: key.span.end },
                    key: key.name.into_owned(),
                    value: item(&mut value, text),
                })
                .collect();
            entries.sort_by_key(|e| e.place.start);
            Node::Table(entries)
        }
    };
    SpannedItem { place, node }
}

/// The parser's place of a text leaves the quotes out; whoever looks for it begins at the quote.
fn with_quotes(place: Span) -> Span {
    let (before, after) = (place.text.text.get(..place.start), place.text.text.get(place.end..));
    let quote = before.and_then(|t| t.chars().next_back()).filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) if after.is_some_and(|t| t.starts_with(quote)) => {
            Span { start: place.start - 1, end: place.end + 1, ..place }
        }
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_arrays_are_found_before_they_take_memory() {
        let many = |value: &str| format!("{value},").repeat(MOST_VALUES + 1);
        for array in [
            format!("a = [{}]", many("1")),
            format!("[t]\na.b = [[{}]]", many("'x'")),
            format!("a = [{}]", many("[]")),
            format!("a = [ # ]\n{}]", many("\"]\"\n")),
            format!("a = [{}", many("\"\\\"]\"")),
        ] {
            assert!(endless_array(&array).is_some(), "{array:.60}");
        }
        for text in [
            format!("schedule = [{}]", many("{ week = 1, levers.funding.grant = 1 }")),
            format!("a = \"[{}]\"", many("1")),
            format!("a = '''[{}]'''", many("1")),
            format!("a = 1 # [{}", many("1")),
            many("[[schedule]]\nweek = 1\nx = [1, 2]\n"),
        ] {
            assert_eq!(endless_array(&text), None, "{text:.60}");
        }
    }
}
