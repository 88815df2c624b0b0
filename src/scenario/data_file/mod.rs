//! Rows of data files, read one after another: never more in memory than one row and a buffer. Each fault
//! shows its row and cell, and a long list of faults is counted instead of printed.

pub(crate) mod cells;
mod header;
mod told;
#[cfg(test)]
mod tests;

use crate::language::{said, term};
use crate::scenario::Source;
use crate::scenario::data_file::cells::{Notation, place};
use crate::scenario::encoding::Encoding;
use crate::scenario::faults::{Faults, NAMED};
use crate::scenario::library::{Opened, RecordingReader};
use crate::scenario::span::{SourceText, Span};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// What to do with a file in another encoding.
const AS_UTF8: &str = "save it as \"CSV UTF-8\" (Excel: Save As, CSV UTF-8; 另存为 CSV UTF-8)";

/// Most of a faulty row that is kept to be shown, characters.
const SHOWN: usize = 1 << 12;

/// What becomes of columns that are not ours.
#[derive(Clone, Copy)]
pub(crate) enum OtherColumns<'a> {
    /// They are passed over.
    Ignored,
    /// They are faults; `pass` says how they can be passed over.
    Refused { pass: Option<&'a str> },
}

/// A data file being read: its rows and the faults found in them, of which at most [`NAMED`] in full.
pub(crate) struct DataFile<'a> {
    file: String,
    reader: csv::Reader<RecordingReader<'a>>,
    header: Vec<String>,
    /// The first row as it stands in the file.
    first: Arc<SourceText>,
    /// Where the present row stands: bytes, and line of the first.
    present: (Range<u64>, usize),
    record: csv::ByteRecord,
    faults: &'a mut Faults,
    count: usize,
    readable: bool,
    /// Nothing more is read: each row would be faulty for the same reason.
    ended: bool,
    /// What parts the columns.
    separator: u8,
    /// Faults of a whole column that were told: column, and kind; and how often they were met again.
    told: (BTreeSet<(usize, &'static str)>, usize),
}

impl<'a> DataFile<'a> {
    /// Begin to read: the header. A file without one is a fault.
    pub(crate) fn open(mut from: Opened<'a>, faults: &'a mut Faults) -> DataFile<'a> {
        // What cannot be read is a fault of the first row.
        let (separator, told) = header::separator(&from.reader.first_line().unwrap_or_default());
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder
            .trim(csv::Trim::All)
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(1 << 16)
            .from_reader(from.reader);
        let mut rows = DataFile {
            first: Arc::new(SourceText::part(&from.name, String::new(), 0)),
            file: from.name,
            reader,
            header: Vec::new(),
            present: (0..0, 1),
            record: csv::ByteRecord::new(),
            faults,
            count: 0,
            readable: true,
            ended: false,
            separator,
            told: Default::default(),
        };
        if (!told || rows.advance()) && rows.advance() {
            if let Some(header) = rows.cells() {
                // Some programs put a second mark of byte order before the first name.
                let names = header.iter().map(|name| name.trim_start_matches('\u{feff}').trim());
                rows.header = names.map(String::from).collect();
            }
            rows.first = rows.text();
        } else if rows.count == 0 {
            rows.fault_of_file(term("the file is empty").into());
        }
        rows
    }

    /// How numbers are written in this file.
    pub(crate) fn notation(&self) -> Notation {
        Notation { decimal_comma: self.separator == b';' }
    }

    /// The cells of the present row as texts. A file in another encoding is one fault, and the end of it.
    fn cells(&mut self) -> Option<csv::StringRecord> {
        let text = csv::StringRecord::from_byte_record(self.record.clone());
        if let Ok(text) = text.as_ref()
            && !text.as_slice().contains('\0')
        {
            return Some(text.clone());
        }
        let encoding = Encoding::of(self.reader.get_ref().between(&self.present.0));
        (self.readable, self.ended) = (false, true);
        let (why, hint) = match (text, encoding) {
            (Ok(_), Encoding::Unknown) => (term("it holds a zero byte").to_string(), None),
            _ => (encoding.to_string(), Some(AS_UTF8.to_string())),
        };
        self.fault_hinting(said!("the file cannot be read from this row on: {why}"), || hint);
        None
    }

    /// The columns in order; none when the file is empty.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// Where a column stands.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    /// The next row, with a cell for every column; `false` at the end. Rows that are none become faults and
    /// are passed over.
    pub(crate) fn next(&mut self, row: &mut csv::StringRecord) -> bool {
        while !self.header.is_empty() && !self.ended && self.advance() {
            let Some(read) = self.cells() else { break };
            let (cells, wanted) = (read.len(), self.header.len());
            let open = self.quote_is_open();
            if cells == wanted && !open {
                *row = read;
                return true;
            }
            self.readable = false;
            if open {
                self.fault(term("a quotation mark is opened in this row and not closed").into());
            } else {
                let plural = if cells == 1 { "cell" } else { "cells" };
                self.fault(said!("this row has {cells} {plural}, but the header has {wanted}"));
            }
        }
        false
    }

    /// Whether the present row ends inside quotation marks: then the file ended before they did.
    fn quote_is_open(&self) -> bool {
        let raw = self.reader.get_ref().between(&self.present.0);
        let begins =
            raw.split(|byte| *byte == self.separator).any(|cell| cell.trim_ascii_start().starts_with(b"\""));
        begins && raw.iter().filter(|byte| **byte == b'"').count() % 2 == 1
    }

    /// One row on, whatever it is.
    fn advance(&mut self) -> bool {
        let start = self.reader.position().byte();
        self.reader.get_mut().forget_before(start);
        let line = self.reader.position().line() as usize;
        let read = self.reader.read_byte_record(&mut self.record);
        self.present = (start..self.reader.position().byte(), line);
        read.unwrap_or_else(|cause| {
            let why = match cause.into_kind() {
                csv::ErrorKind::Io(cause) => cause.to_string(),
                _ => term("it is no CSV").into(),
            };
            self.readable = false;
            self.fault(said!("the file cannot be read on from here: {why}"));
            false
        })
    }

    /// Line of the present row in the file.
    pub(crate) fn line(&self) -> usize {
        self.text().above + 1
    }

    /// The present row as it stands in the file.
    fn text(&self) -> Arc<SourceText> {
        let (range, line) = &self.present;
        let raw = String::from_utf8_lossy(self.reader.get_ref().between(range)).into_owned();
        let raw = raw.trim_start_matches('\u{feff}');
        let row = raw.trim_start_matches(['\r', '\n']);
        let above = line - 1 + raw[..raw.len() - row.len()].matches('\n').count();
        // Of what cannot be read, the beginning shows enough.
        let row = row.trim_end_matches(['\r', '\n']).chars().take(SHOWN).collect();
        Arc::new(SourceText::part(&self.file, row, above))
    }

    /// Where a cell of the present row stands.
    pub(crate) fn place(&self, column: usize) -> Span {
        let text = self.text();
        let Range { start, end } = place(&text.text, column, self.separator);
        Span { text, start, end }
    }

    /// How many faults were met so far, those of whole columns included as often as they were met.
    pub(crate) fn count(&self) -> usize {
        self.count + self.told.1
    }

    /// Whether there is no fault so far.
    pub(crate) fn sound(&self) -> bool {
        self.count == 0
    }

    /// Whether every row so far was one.
    pub(crate) fn readable(&self) -> bool {
        self.readable
    }

    /// Count the faults that were not named; what was read, if there was none at all.
    pub(crate) fn finish(self) -> Option<Source> {
        if self.count > NAMED {
            self.faults.add_unnamed(&self.file, self.count - NAMED);
        }
        (self.count == 0).then(|| Source { name: self.file, sha256: self.reader.into_inner().sha256() })
    }
}
