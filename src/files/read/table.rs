//! One table row by row, from CSV or Parquet; each fault is told as FILE:LINE or FILE: row.

use crate::files::columns::ResultTable;
use crate::files::columns::column::{Column, ColumnType};
use crate::files::input;
use crate::files::input::{Bounded, InputKind};
#[cfg(feature = "parquet")]
use crate::files::parted::{folders::scenarios_of_parts, read::PartedRows};
use crate::files::read::{Refusal, refuse};
use crate::language::{said, term};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A table being read.
pub(in crate::files) struct TableReader {
    rows: RowSource,
    record: ByteRecord,
    columns: Vec<Column>,
}

/// Where rows come from.
enum RowSource {
    /// One file.
    Csv(PathBuf, Box<Reader<Bounded<File>>>),
    /// A file for each scenario.
    #[cfg(feature = "parquet")]
    Parquet(Box<PartedRows>),
}

impl TableReader {
    /// Open a table of a folder and find these columns; `None` when it is not there.
    pub(in crate::files) fn open(
        folder: &Path,
        table: ResultTable,
        columns: &[&str],
    ) -> Result<Option<(TableReader, Vec<usize>)>, Refusal> {
        let path = folder.join(table.file());
        let missing =
            path.symlink_metadata().is_err_and(|cause| cause.kind() == std::io::ErrorKind::NotFound);
        let (first, (rows, all)) = match missing {
            false => (format!("{}:1", path.display()), csv(path)?),
            true if folder.join(table.name()).is_dir() => {
                (folder.join(table.name()).display().to_string(), parts(folder, table)?)
            }
            true => return Ok(None),
        };
        let mut places = Vec::new();
        for name in columns {
            match all.iter().position(|column| column.name == *name) {
                Some(at) => places.push(at),
                None => return Err(Refusal(said!("{first}: there is no column `{name}`"))),
            }
        }
        Ok(Some((TableReader { rows, record: ByteRecord::new(), columns: all }, places)))
    }

    /// Go to the next row; false at the end.
    pub(in crate::files) fn next(&mut self) -> Result<bool, Refusal> {
        match &mut self.rows {
            RowSource::Csv(path, reader) => reader.read_byte_record(&mut self.record).map_err(|cause| {
                let line = cause.position().map_or(0, csv::Position::line);
                Refusal(format!("{}:{line}: {}", path.display(), words(&cause)))
            }),
            #[cfg(feature = "parquet")]
            RowSource::Parquet(rows) => rows.next(&mut self.record).map_err(Refusal),
        }
    }

    /// The row.
    pub(in crate::files) fn row(&self) -> &ByteRecord {
        &self.record
    }

    /// The names of all columns.
    pub(in crate::files) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.to_string()).collect()
    }

    /// All columns as far as the table tells of them: CSV tells of no types.
    pub(in crate::files) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// A fault in this row.
    pub(in crate::files) fn fault<T>(&self, why: impl std::fmt::Display) -> Result<T, Refusal> {
        let place = match &self.rows {
            RowSource::Csv(path, _) => {
                let line = self.record.position().map_or(0, csv::Position::line);
                format!("{}:{line}", path.display())
            }
            #[cfg(feature = "parquet")]
            RowSource::Parquet(rows) => rows.place(),
        };
        Err(Refusal(format!("{place}: {why}")))
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

/// A file of CSV, and its columns.
fn csv(path: PathBuf) -> Result<(RowSource, Vec<Column>), Refusal> {
    let opened = input::open(&path, InputKind::Result).or_else(|why| refuse(&path, why))?;
    let mut reader = ReaderBuilder::new().buffer_capacity(1 << 18).from_reader(opened);
    let headers = match reader.byte_headers() {
        Ok(headers) => headers.clone(),
        Err(cause) => return refuse(&path, format!("1: {}", words(&cause))),
    };
    let column = |name: &[u8]| Column {
        name: String::from_utf8_lossy(name).into_owned().into(),
        kind: ColumnType::Text,
        unit: "",
        meaning: String::new(),
        empty: "nobody says when",
    };
    let columns = headers.iter().map(column).collect();
    Ok((RowSource::Csv(path, Box::new(reader)), columns))
}

/// The parts of a table, in the order in which the manifest names the scenarios; in a folder that has none
/// yet, of their names.
#[cfg(feature = "parquet")]
fn parts(folder: &Path, table: ResultTable) -> Result<(RowSource, Vec<Column>), Refusal> {
    let unfinished = |_| scenarios_of_parts(folder, table);
    let scenarios =
        crate::files::read::manifest_in(folder).map_or_else(unfinished, |manifest| manifest.names());
    let rows = PartedRows::open(folder, table, scenarios).map_err(Refusal)?;
    let columns = rows.columns().to_vec();
    Ok((RowSource::Parquet(Box::new(rows)), columns))
}

#[cfg(not(feature = "parquet"))]
fn parts(folder: &Path, table: ResultTable) -> Result<(RowSource, Vec<Column>), Refusal> {
    refuse(&folder.join(table.name()), crate::files::format::not_built_in())
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
