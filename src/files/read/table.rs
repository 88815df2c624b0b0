//! One CSV file row by row; each fault is told as FILE:LINE.

use crate::files::input;
use crate::files::input::{Bounded, InputKind};
use crate::files::read::{Refusal, refuse};
use crate::language::{said, term};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A table being read.
pub(in crate::files) struct TableReader {
    path: PathBuf,
    reader: Reader<Bounded<File>>,
    record: ByteRecord,
    names: Vec<String>,
}

impl TableReader {
    /// Open a table of a folder and find these columns; `None` when the file is not there.
    pub(in crate::files) fn open(
        folder: &Path,
        file: &str,
        columns: &[&str],
    ) -> Result<Option<(TableReader, Vec<usize>)>, Refusal> {
        let path = folder.join(file);
        if path.symlink_metadata().is_err_and(|cause| cause.kind() == std::io::ErrorKind::NotFound) {
            return Ok(None);
        }
        let opened = input::open(&path, InputKind::Result).or_else(|why| refuse(&path, why))?;
        let mut reader = ReaderBuilder::new().buffer_capacity(1 << 18).from_reader(opened);
        let headers = match reader.byte_headers() {
            Ok(headers) => headers.clone(),
            Err(cause) => return refuse(&path, format!("1: {}", words(&cause))),
        };
        let place = |name: &&str| headers.iter().position(|h| h == name.as_bytes());
        let mut places = Vec::new();
        for name in columns {
            match place(name) {
                Some(at) => places.push(at),
                None => return Err(Refusal(format!("{}:1: there is no column `{name}`", path.display()))),
            }
        }
        let names = headers.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        Ok(Some((TableReader { path, reader, record: ByteRecord::new(), names }, places)))
    }

    /// Go to the next row; false at the end.
    pub(in crate::files) fn next(&mut self) -> Result<bool, Refusal> {
        match self.reader.read_byte_record(&mut self.record) {
            Ok(more) => Ok(more),
            Err(cause) => {
                let line = cause.position().map_or(0, csv::Position::line);
                Err(Refusal(format!("{}:{line}: {}", self.path.display(), words(&cause))))
            }
        }
    }

    /// The row.
    pub(in crate::files) fn row(&self) -> &ByteRecord {
        &self.record
    }

    /// The names of all columns.
    pub(in crate::files) fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// A fault in this row.
    pub(in crate::files) fn fault<T>(&self, why: impl std::fmt::Display) -> Result<T, Refusal> {
        let line = self.record.position().map_or(0, csv::Position::line);
        Err(Refusal(format!("{}:{line}: {why}", self.path.display())))
    }

    /// The bytes of a cell.
    pub(in crate::files) fn bytes(&self, at: usize) -> &[u8] {
        self.record.get(at).unwrap_or_default()
    }

    /// A cell as text.
    pub(in crate::files) fn text(&self, at: usize) -> Result<&str, Refusal> {
        std::str::from_utf8(self.bytes(at)).or_else(|_| self.fault(term("this is not UTF-8")))
    }

    /// A cell as a number; `None` when it is empty.
    pub(in crate::files) fn number(&self, at: usize) -> Result<Option<f64>, Refusal> {
        let text = self.text(at)?;
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            _ => self.fault(said!("`{}` is no number", shortened(text))),
        }
    }

    /// A cell as a whole number.
    pub(in crate::files) fn whole<T: std::str::FromStr>(&self, at: usize) -> Result<T, Refusal> {
        let text = self.text(at)?;
        text.parse().or_else(|_| self.fault(said!("`{}` is no whole number", shortened(text))))
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn words(cause: &csv::Error) -> String {
    match cause.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            said!("this row has {len} cells and not {expected_len}")
        }
        csv::ErrorKind::Io(cause) => cause.to_string(),
        _ => term("this is no CSV").to_string(),
    }
}
