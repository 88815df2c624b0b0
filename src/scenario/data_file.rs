//! Rows of data files, read one after another: never more in memory than one row and a buffer. Each fault
//! shows its row and cell, and a long list of faults is counted instead of printed.

#[cfg(test)]
mod tests;

use crate::scenario::Source;
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::scenario::library::{Opened, RecordingReader};
use crate::scenario::span::{SourceText, Span};
use std::ops::Range;
use std::sync::Arc;

/// Most faults of one data file that are named; the rest is counted.
const NAMED: usize = 50;

/// Most of a faulty row that is kept to be shown, characters.
const SHOWN: usize = 1 << 12;

/// What becomes of columns that are not ours.
#[derive(Clone, Copy)]
pub(crate) enum Others<'a> {
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
}

impl<'a> DataFile<'a> {
    /// Begin to read: the header. A file without one is a fault.
    pub(crate) fn open(from: Opened<'a>, faults: &'a mut Faults) -> DataFile<'a> {
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder
            .trim(csv::Trim::All)
            .has_headers(false)
            .flexible(true)
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
        };
        if rows.advance() {
            rows.header = rows.record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            rows.first = rows.text();
        } else if rows.count == 0 {
            rows.fault_of_file("the file is empty".into());
        }
        rows
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
        while !self.header.is_empty() && self.advance() {
            let (cells, wanted) = (self.record.len(), self.header.len());
            match csv::StringRecord::from_byte_record(self.record.clone()) {
                Ok(read) if cells == wanted => {
                    *row = read;
                    return true;
                }
                Ok(_) => self.fault(format!("this row has {cells} cells, but the header has {wanted}")),
                Err(_) => self.fault("this row cannot be read: it is not UTF-8".into()),
            }
            self.readable = false;
        }
        false
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
                _ => "it is no CSV".into(),
            };
            self.readable = false;
            self.fault(format!("the file cannot be read on from here: {why}"));
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
        let Range { start, end } = cell(&text.text, column);
        Span { text, start, end }
    }

    /// A fault of a row that was read before.
    pub(crate) fn fault_elsewhere(&mut self, place: Option<&Span>, message: String) {
        match place {
            Some(place) => self.add(|_| Fault::at(place, message)),
            None => self.fault_of_file(message),
        }
    }

    fn add(&mut self, fault: impl FnOnce(&Self) -> Fault) {
        self.count += 1;
        if self.count <= NAMED {
            let fault = fault(self);
            self.faults.add(fault);
        }
    }

    /// A fault of the present row.
    pub(crate) fn fault(&mut self, message: String) {
        self.add(|rows| {
            let text = rows.text();
            let end = text.text.find('\n').unwrap_or(text.text.len());
            Fault::at(&Span { text, start: 0, end }, message)
        });
    }

    /// A fault of a cell of the present row.
    pub(crate) fn fault_at(&mut self, column: usize, message: String, suggestion: Option<String>) {
        self.add(|rows| in_cell(rows.text(), column, message).suggest(suggestion));
    }

    /// A fault of a column, shown where its name stands.
    pub(crate) fn fault_of_column(&mut self, column: usize, message: String, suggestion: Option<String>) {
        self.add(|rows| in_cell(rows.first.clone(), column, message).suggest(suggestion));
    }

    /// A fault of the file as a whole.
    pub(crate) fn fault_of_file(&mut self, message: String) {
        self.add(|rows| {
            Fault::at(&Span { text: rows.first.clone(), start: 0, end: rows.first.text.len() }, message)
        });
    }

    /// Columns against those that are known: needed ones that are missing, unknown ones (unless these are
    /// passed over), and known ones that stand there twice.
    pub(crate) fn judge_header(&mut self, needed: &[&str], known: &[&str], others: Others) {
        if self.header.is_empty() {
            return;
        }
        let header = self.header.clone();
        if let [only] = &header[..]
            && only.contains([';', '\t'])
        {
            self.fault_of_file("the columns are not separated by commas".into());
            return;
        }
        for name in needed.iter().filter(|name| !header.iter().any(|h| h == *name)) {
            self.fault_of_file(format!("the column `{name}` is missing"));
        }
        for (index, name) in header.iter().enumerate() {
            let ours = known.contains(&name.as_str());
            if ours && header[..index].contains(name) {
                let message =
                    format!("the column `{name}` appears twice, the second time as column {}", index + 1);
                self.fault_of_column(index, message, None);
            } else if let (false, Others::Refused { pass }) = (ours, others) {
                let free = known.iter().copied().filter(|name| !header.iter().any(|h| h == name));
                let hint = nearest(name, free)
                    .into_iter()
                    .chain(pass.map(String::from))
                    .reduce(|near, pass| format!("{near} Or {pass}"));
                let message = if name.is_empty() {
                    "a column without a name".into()
                } else {
                    format!("unknown column `{name}`")
                };
                self.fault_of_column(index, message, hint);
            }
        }
    }

    /// How many faults there are so far.
    pub(crate) fn count(&self) -> usize {
        self.count
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
            self.faults.add(Fault::unnamed(&self.file, self.count - NAMED));
        }
        (self.count == 0).then(|| Source { name: self.file, sha256: self.reader.into_inner().sha256() })
    }
}

/// A fault in a cell of a row.
fn in_cell(row: Arc<SourceText>, column: usize, message: String) -> Fault {
    let cell = cell(&row.text, column);
    Fault::at(&Span { text: row, start: cell.start, end: cell.end }, message)
}

/// The bytes of a cell in a row as it stands in the file, without the blanks around it.
fn cell(row: &str, column: usize) -> Range<usize> {
    let (mut quoted, mut index, mut start, mut end) = (false, 0, 0, row.len());
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted && index == column => {
                end = at;
                break;
            }
            b',' if !quoted => {
                index += 1;
                start = at + 1;
            }
            _ => {}
        }
    }
    let text = &row[start..end];
    let from = start + text.len() - text.trim_start().len();
    from..from + text.trim().len()
}
