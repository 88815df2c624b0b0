//! Rows of data files: each fault shows its row, and a long list of faults is counted instead of printed.

use super::faults::{Fault, Faults, Place, Text};
use std::sync::Arc;

/// Most faults of one data file that are named; the rest is counted.
const NAMED: usize = 50;

/// What is said of a row that is no row.
pub const UNREADABLE: &str = "this row cannot be read: it has another number of cells than the header, or is not UTF-8";

/// Faults of one file, at most [`NAMED`] in full.
pub struct Rows<'a> {
    file: &'a str,
    /// The file as text, if it is one.
    text: Option<Arc<Text>>,
    faults: &'a mut Faults,
    count: usize,
}

impl<'a> Rows<'a> {
    /// For a file with these bytes.
    pub fn of(file: &'a str, bytes: &[u8], faults: &'a mut Faults) -> Rows<'a> {
        let text = std::str::from_utf8(bytes).ok();
        let text = text.map(|t| Arc::new(Text { name: file.into(), text: t.into(), flag: false }));
        Rows { file, text, faults, count: 0 }
    }

    /// A fault in the row that begins at (or, after empty lines, soon after) a byte.
    pub fn add(&mut self, at: Option<&csv::Position>, message: String) {
        self.count += 1;
        if self.count > NAMED {
            return;
        }
        let byte = at.map_or(0, |p| p.byte() as usize);
        self.faults.add(match &self.text {
            Some(text) => {
                let rest = text.text.get(byte..).unwrap_or("");
                let start = byte + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
                let end = text.text.get(start..).and_then(|t| t.find('\n')).map_or(text.text.len(), |n| start + n);
                Fault::at(&Place { text: text.clone(), start, end }, message)
            }
            None => Fault::in_row(self.file, at.map_or(1, |p| p.line() as usize), message),
        });
    }

    /// A fault of a column, shown where its name stands in the first line.
    pub fn add_at_column(&mut self, name: &str, message: String, hint: String) {
        self.count += 1;
        if self.count > NAMED {
            return;
        }
        let fault = match &self.text {
            Some(text) => {
                let start = column_start(&text.text, name);
                Fault::at(&Place { text: text.clone(), start, end: start + name.len() }, message)
            }
            None => Fault::in_row(self.file, 1, message),
        };
        self.faults.add(fault.suggest(Some(hint)));
    }

    /// Count the rest; whether there was no fault.
    pub fn finish(self) -> bool {
        if self.count > NAMED {
            let message = format!("{} more rows are faulty", self.count - NAMED);
            self.faults.add(Fault::without_place(self.file, message));
        }
        self.count == 0
    }

    /// Whether there is none so far.
    pub fn sound(&self) -> bool {
        self.count == 0
    }
}

/// At which byte of the header a column's name stands.
fn column_start(text: &str, name: &str) -> usize {
    let mut start = 0;
    for cell in text.lines().next().unwrap_or("").split(',') {
        if cell.trim().trim_matches('"') == name {
            return start + cell.find(name).unwrap_or(0);
        }
        start += cell.len() + 1;
    }
    0
}

/// The bytes without a byte order mark.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// A reader of CSV.
pub fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes)
}
