//! What is wrong with a scenario, where, and what to do about it.

use crate::escape;
use crate::language::said;
use crate::scenario::span::Span;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Most faults that are named; the rest is counted.
pub(crate) const NAMED: usize = 100;

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
}

impl Fault {
    /// A fault at a place.
    pub fn at(place: &Span, message: impl Into<String>) -> Fault {
        Fault { place: Some(place.clone()), ..Fault::without_place(&place.text.name, message) }
    }

    /// A fault of a whole file.
    pub fn without_place(file: &str, message: impl Into<String>) -> Fault {
        Fault { file: file.to_string(), place: None, row: None, message: message.into(), suggestion: None }
    }

    /// A fault in a row of a data file.
    pub fn in_row(file: &str, row: usize, message: impl Into<String>) -> Fault {
        Fault { row: Some(row), ..Fault::without_place(file, message) }
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

    /// Where it stands among the faults of its file: as [`Fault::position`], without counting lines.
    fn order(&self) -> Option<(usize, usize)> {
        match (&self.place, self.row) {
            (Some(place), _) if !place.text.flag => Some((place.text.above + 1, place.start)),
            (_, Some(row)) => Some((row, 0)),
            _ => None,
        }
    }

    /// What tells it from every other fault, in as little memory as can be.
    fn fingerprint(&self) -> u64 {
        let place = self.place.as_ref().map(|place| (place.text.above, place.start, place.end));
        let mut hasher = DefaultHasher::new();
        (&self.file, &self.message, self.row, place).hash(&mut hasher);
        hasher.finish()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, message) = (escape::line(&self.file), escape::line(&self.message));
        match self.position() {
            Some((line, column)) => writeln!(f, "{file}:{line}:{column}: {message}")?,
            None => writeln!(f, "{file}: {message}")?,
        }
        if let Some(place) = self.place.as_ref().filter(|p| !p.text.flag) {
            f.write_str(&place.excerpt())?;
        }
        if let Some(suggestion) = &self.suggestion {
            writeln!(f, "  {}", escape::line(suggestion))?;
        }
        Ok(())
    }
}

/// All faults of a reading: at most a hundred in full, the others as a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults {
    list: Vec<Fault>,
    /// Fingerprints of all that were added, so that each is kept, or counted, once.
    seen: BTreeSet<u64>,
    /// How many were added that are not in the list.
    more: usize,
    /// How many further faults a data file has, by its name: too many to remember each.
    unnamed: BTreeSet<(String, usize)>,
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
        self.add_hinting(fault, |_| None);
    }

    /// Add one with what was probably meant, which is looked for only if it will be read.
    pub(crate) fn add_hinting(&mut self, fault: Fault, hint: impl FnOnce(&Fault) -> Option<String>) {
        if !self.seen.insert(fault.fingerprint()) {
            return;
        }
        if self.list.len() < NAMED {
            let suggestion = hint(&fault).or(fault.suggestion.clone());
            self.list.push(fault.suggest(suggestion));
        } else {
            self.more += 1;
        }
    }

    /// Add faults of a data file that were only counted; the same of a shared file are counted once.
    pub(crate) fn add_unnamed(&mut self, file: &str, count: usize) {
        self.unnamed.insert((file.to_string(), count));
    }

    /// All of another reading.
    pub(crate) fn extend(&mut self, other: Faults) {
        self.more += other.more;
        self.unnamed.extend(other.unnamed);
        other.list.into_iter().for_each(|fault| self.add(fault));
    }

    /// Those that are named.
    pub fn list(&self) -> &[Fault] {
        &self.list
    }

    /// How many are counted instead of named.
    pub fn unnamed(&self) -> usize {
        self.more + self.unnamed.iter().map(|(_, count)| count).sum::<usize>()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len() + self.unnamed()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `Ok(value)` when there is no fault.
    ///
    /// # Errors
    /// All faults, in the order of the texts, when there is one.
    pub fn finish<T>(mut self, value: T) -> Result<T, Faults> {
        if self.is_empty() {
            return Ok(value);
        }
        // Faults of one text stand in the order of the text; texts stay in the order in which they were read.
        let mut files: BTreeMap<String, usize> = BTreeMap::new();
        for fault in &self.list {
            let next = files.len();
            files.entry(fault.file.clone()).or_insert(next);
        }
        self.list.sort_by_key(|fault| (files.get(&fault.file).copied(), fault.order()));
        Err(self)
    }

    /// What stands behind those that are named, if there are more.
    fn and_more(&self) -> Option<String> {
        let more = self.unnamed();
        (more > 0).then(|| said!("and {} more", grouped(more)))
    }

    /// As a JSON array of objects; what is only counted is the last of them and belongs to no file.
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
        let more = self.and_more().map(|words| Fault::without_place("", words));
        serde_json::Value::Array(self.list.iter().chain(&more).map(one).collect())
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.iter().try_for_each(|fault| write!(f, "{fault}"))?;
        if let Some(more) = self.and_more() {
            writeln!(f, "{more}")?;
        }
        let n = self.len();
        let plural = if n == 1 { "" } else { "s" };
        writeln!(f, "{}", said!("{} fault{plural}; nothing was computed", grouped(n)))
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

/// A number as it was written, or in powers of ten where that would be a long row of digits.
pub(crate) fn brief(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) { format!("{number:e}") } else { format!("{number}") }
}

/// Bytes of a word up to which it may be a known one with a mistake: every known word is shorter by far, and
/// to compare takes a time that grows with both.
const LONGEST_MISTAKE: usize = 200;

/// `did you mean …?` for the nearest of the known words, if one is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if word.len() > LONGEST_MISTAKE {
        return None;
    }
    // Capitals are a small mistake.
    let small = Some(word.to_lowercase()).filter(|small| small != word);
    let words = || std::iter::once(word).chain(small.as_deref());
    let near = |k: &'a str| (words().map(|word| strsim::jaro_winkler(word, k)).fold(0.0, f64::max), k);
    let (nearness, best) = known.into_iter().map(near).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (nearness > 0.75).then(|| said!("did you mean `{best}`?"))
}
