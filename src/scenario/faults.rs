//! What is wrong with a scenario, where, and what to do about it.

use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// A text that faults can point into.
#[derive(Debug, PartialEq)]
pub struct Text {
    /// As the user names it; for a flag the whole flag.
    pub name: String,
    /// The text.
    pub text: String,
    /// A flag has no lines: the flag itself stands in place of the file.
    pub flag: bool,
    /// Lines of the file above this part of it; 0 when the text is the whole file.
    pub above: usize,
}

impl Text {
    /// A whole file.
    pub fn whole(name: &str, text: &str) -> Text {
        Text { name: name.into(), text: text.into(), flag: false, above: 0 }
    }

    /// What a flag says.
    pub fn of_flag(name: &str, text: String) -> Text {
        Text { name: name.into(), text, flag: true, above: 0 }
    }

    /// Part of a file, with as many lines above it.
    pub fn part(name: &str, text: String, above: usize) -> Text {
        Text { name: name.into(), text, flag: false, above }
    }
}

/// A stretch of a text, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// In which text.
    pub text: Arc<Text>,
    /// From which byte.
    pub start: usize,
    /// To which byte (not included).
    pub end: usize,
}

impl Span {
    /// Line and column, both from 1; columns in characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = &self.text.text[..self.floor(self.start)];
        let line = self.text.above + before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// In words: `z-home.toml:12`, or the flag.
    pub fn words(&self) -> String {
        if self.text.flag {
            self.text.name.clone()
        } else {
            format!("{}:{}", self.text.name, self.line_and_column().0)
        }
    }

    /// The nearest character boundary at or below a byte.
    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.text.len());
        while !self.text.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    /// The line, and how many characters of it the stretch covers (at least one).
    fn line(&self) -> (&str, usize) {
        let text = &self.text.text;
        let start = self.floor(self.start);
        let from = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let end = self.floor(self.end).clamp(start, to);
        (text[from..to].trim_end_matches('\r'), text[start..end].trim_end().chars().count().max(1))
    }
}

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
        Fault {
            file: place.text.name.clone(),
            place: Some(place.clone()),
            row: None,
            message: message.into(),
            suggestion: None,
            count: 1,
        }
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
        Fault {
            file: file.to_string(),
            place: None,
            row: Some(row),
            message: message.into(),
            suggestion: None,
            count: 1,
        }
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
        match self.position() {
            Some((line, column)) => writeln!(f, "{}:{line}:{column}: {}", self.file, self.message)?,
            None => writeln!(f, "{}: {}", self.file, self.message)?,
        }
        if let Some(place) = self.place.as_ref().filter(|p| !p.text.flag) {
            let (line, width) = place.line();
            let (number, column) = place.line_and_column();
            let margin = " ".repeat(number.to_string().len());
            let (line, before) = window(line, column - 1);
            // Tabs stay tabs under the line, so that the caret stands where the eye expects it.
            let indent: String =
                line.chars().take(before).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            let width = width.min(line.chars().count().saturating_sub(before).max(1));
            writeln!(f, "{number} | {line}")?;
            writeln!(f, "{margin} | {indent}{}", "^".repeat(width))?;
        }
        if let Some(suggestion) = &self.suggestion {
            writeln!(f, "  {suggestion}")?;
        }
        Ok(())
    }
}

/// Longest line that is shown whole, in characters.
const WHOLE: usize = 200;

/// A line as it may stand on a screen, and how many characters of it stand before the place: of an endless
/// line only what is near, and nothing that commands a terminal.
fn window(line: &str, before: usize) -> (String, usize) {
    let plain = |c: char| if c.is_control() && c != '\t' { '\u{fffd}' } else { c };
    if line.chars().count() <= WHOLE {
        return (line.chars().map(plain).collect(), before);
    }
    let from = before.saturating_sub(WHOLE / 2);
    let near = line.chars().skip(from).take(WHOLE).map(plain);
    let (start, dots) = if from > 0 { ("…", 1) } else { ("", 0) };
    (format!("{start}{}…", near.collect::<String>()), before - from + dots)
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
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = |k: &&str| strsim::jaro_winkler(word, k);
    let best = known.into_iter().max_by(|a, b| near(a).total_cmp(&near(b)))?;
    (near(&best) > 0.75).then(|| format!("did you mean `{best}`?"))
}
