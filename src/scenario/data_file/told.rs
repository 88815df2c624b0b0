//! How a fault of a data file is told: with its row, its cell or its column, and once where a whole column
//! has it.

use crate::language::said;
use crate::scenario::data_file::DataFile;
use crate::scenario::data_file::cells::place;
use crate::scenario::faults::{Fault, NAMED};
use crate::scenario::span::{SourceText, Span};
use std::sync::Arc;

impl DataFile<'_> {
    /// A fault of a row that was read before.
    pub(crate) fn fault_elsewhere(&mut self, place: Option<&Span>, message: String) {
        match place {
            Some(place) => self.add(|_| Fault::at(place, message)),
            None => self.fault_of_file(message),
        }
    }

    pub(super) fn add(&mut self, fault: impl FnOnce(&Self) -> Fault) {
        self.count += 1;
        if self.count <= NAMED {
            let fault = fault(self);
            self.faults.add(fault);
        }
    }

    /// A fault of the present row.
    pub(crate) fn fault(&mut self, message: String) {
        self.fault_hinting(message, || None);
    }

    pub(super) fn fault_hinting(&mut self, message: String, hint: impl FnOnce() -> Option<String>) {
        self.add(|rows| {
            let text = rows.text();
            let end = text.text.find('\n').unwrap_or(text.text.len());
            Fault::at(&Span { text, start: 0, end }, message).suggest(hint())
        });
    }

    /// A fault of a cell of the present row.
    pub(crate) fn fault_at(&mut self, column: usize, message: String) {
        self.fault_at_hinting(column, message, || None);
    }

    /// The same with what was probably meant, which is looked for only if it will be read.
    pub(crate) fn fault_at_hinting(
        &mut self,
        column: usize,
        message: String,
        hint: impl FnOnce() -> Option<String>,
    ) {
        self.add(|rows| rows.in_cell(rows.text(), column, message).suggest(hint()));
    }

    /// A cell that should be a number and is none. What programs write so in a whole column, a decimal comma,
    /// parted thousands or per cent, is told once.
    pub(crate) fn fault_of_number(&mut self, column: usize, cell: &str, message: String) {
        match self.notation().hint(cell) {
            Some((kind, hint)) => {
                self.fault_once(column, kind, message, said!("{hint} (told once for this column)"));
            }
            None => self.fault_at(column, message),
        }
    }

    /// A fault that all cells of a column share: told once, where it is met first.
    pub(crate) fn fault_once(&mut self, column: usize, kind: &'static str, message: String, hint: String) {
        if self.told.0.insert((column, kind)) {
            self.fault_at_hinting(column, message, || Some(hint));
        } else {
            self.told.1 += 1;
        }
    }

    /// A fault of a column, shown where its name stands, in words that are made only if they will be read.
    pub(crate) fn fault_of_column(&mut self, column: usize, words: impl FnOnce() -> String) {
        self.add(|rows| rows.in_cell(rows.first.clone(), column, words()));
    }

    pub(super) fn fault_of_column_hinting(
        &mut self,
        column: usize,
        message: String,
        hint: impl FnOnce() -> Option<String>,
    ) {
        self.add(|rows| rows.in_cell(rows.first.clone(), column, message).suggest(hint()));
    }

    /// A fault of the file as a whole.
    pub(crate) fn fault_of_file(&mut self, message: String) {
        self.add(|rows| {
            Fault::at(&Span { text: rows.first.clone(), start: 0, end: rows.first.text.len() }, message)
        });
    }

    /// A fault in a cell of a row.
    fn in_cell(&self, row: Arc<SourceText>, column: usize, message: String) -> Fault {
        let cell = place(&row.text, column, self.separator);
        Fault::at(&Span { text: row, start: cell.start, end: cell.end }, message)
    }
}
