//! What is wrong with a scenario, where, and what to do about it.

use crate::scenario::span::{Span, plain};
use serde::Serialize;
use std::fmt;

/// One fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What the user typed: the file or flag.
    pub file: String,
    /// Where; `None` when the file as a whole is meant.
    pub place: Option<Span>,
    /// Line in a data file, when there is no text to show.
    pub row: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// How many faults it stands for: more than one when they are counted instead of named.
    pub count: usize,
}

impl Fault {
    /// A fault at a place.
    pub fn at(place: &Span, message: impl Into<String>) -> Fault {
        Fault { place: Some(place.clone()), ..Fault::without_place(&place.text.name, message) }
    }

    /// A fault of a whole file.
    pub fn without_place(file: &str, message: impl Into<String>) -> Fault {
        Fault {
            file: file.to_string(),
            place: None,
            row: None,
            message: message.into(),
            suggestion: None,
            count: 1,
        }
    }

    /// A fault in a row of a data file.
    pub fn in_row(file: &str, row: usize, message: impl Into<String>) -> Fault {
        Fault { row: Some(row), ..Fault::without_place(file, message) }
    }

    /// More faults of a file than can be named.
    pub fn unnamed(file: &str, count: usize) -> Fault {
        Fault { count, ..Fault::without_place(file, format!("and {} more", grouped(count))) }
    }

    /// With a suggestion.
    pub fn suggest(mut self, suggestion: Option<String>) -> Fault {
        self.suggestion = suggestion;
        self
    }

    /// Line and column where they exist.
    pub fn position(&self) -> Option<(usize, usize)> {
        match (&self.place, self.row) {
            (Some(place), _) if !place.text.flag => Some(place.line_and_column()),
            (_, Some(row)) => Some((row, 1)),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, message) = (plain(&self.file), plain(&self.message));
        match self.position() {
            Some((line, column)) => writeln!(f, "{file}:{line}:{column}: {message}")?,
            None => writeln!(f, "{file}: {message}")?,
        }
        if let Some(place) = self.place.as_ref().filter(|p| !p.text.flag) {
            f.write_str(&place.excerpt())?;
        }
        if let Some(suggestion) = &self.suggestion {
            writeln!(f, "  {}", plain(suggestion))?;
        }
        Ok(())
    }
}

/// All faults of a reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults {
    list: Vec<Fault>,
}

/// A fault as a machine reads it.
#[derive(Serialize)]
struct AsJson<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    suggestion: Option<&'a str>,
}

impl Faults {
    /// Add one; the same fault of a shared layer is kept once.
    pub fn add(&mut self, fault: Fault) {
        if !self.list.contains(&fault) {
            self.list.push(fault);
        }
    }

    /// In the order in which they were found.
    pub fn list(&self) -> &[Fault] {
        &self.list
    }

    /// How many stand in the list.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many there are, those included that are counted instead of named.
    pub fn count(&self) -> usize {
        self.list.iter().map(|fault| fault.count).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// `Ok(value)` when there is no fault.
    ///
    /// # Errors
    /// All faults, in the order of the texts, when there is one.
    pub fn finish<T>(mut self, value: T) -> Result<T, Faults> {
        if self.list.is_empty() {
            return Ok(value);
        }
        // Faults of one text stand in the order of the text; texts stay in the order in which they were read.
        // What is only counted stands behind.
        let mut order: Vec<String> = Vec::new();
        for fault in &self.list {
            if !order.contains(&fault.file) {
                order.push(fault.file.clone());
            }
        }
        self.list.sort_by_key(|f| (order.iter().position(|o| *o == f.file), f.count > 1, f.position()));
        Err(self)
    }

    /// As a JSON array of objects.
    pub fn to_json(&self) -> serde_json::Value {
        let one = |f: &Fault| {
            let (line, column) = f.position().unzip();
            let fault = AsJson {
                file: &f.file,
                line,
                column,
                message: &f.message,
                suggestion: f.suggestion.as_deref(),
            };
            serde_json::to_value(fault).unwrap_or_default()
        };
        serde_json::Value::Array(self.list.iter().map(one).collect())
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.iter().try_for_each(|fault| write!(f, "{fault}"))?;
        let n = self.count();
        writeln!(f, "{} fault{}; nothing was computed", grouped(n), if n == 1 { "" } else { "s" })
    }
}

impl std::error::Error for Faults {}

/// A count with its thousands apart: `12,345`.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let lead = digits.len() % 3;
    let parts = digits.as_bytes()[lead..].chunks(3).map(String::from_utf8_lossy);
    let first = (lead > 0).then(|| digits[..lead].into());
    first.into_iter().chain(parts).collect::<Vec<_>>().join(",")
}

/// `did you mean …?` for the nearest of the known words, if one is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = |k: &&str| strsim::jaro_winkler(word, k);
    let best = known.into_iter().max_by(|a, b| near(a).total_cmp(&near(b)))?;
    (near(&best) > 0.75).then(|| format!("did you mean `{best}`?"))
}
