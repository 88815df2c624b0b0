//! A table of a result folder being written, in the form that was asked for.

use crate::files::FileError;
use crate::files::columns::column::Column;
use crate::files::columns::{ResultTable, header};
use crate::files::file::{Hashed, Written};
use crate::files::format::TableFormat;
#[cfg(feature = "parquet")]
use crate::files::parted::write::PartedTable;
use std::path::Path;

/// A table being written: it takes rows of CSV, without the first line.
pub(in crate::files) enum TableWriter {
    /// As one file.
    Csv(Hashed),
    /// As a file for each scenario.
    #[cfg(feature = "parquet")]
    Parquet(Box<PartedTable>),
}

impl TableWriter {
    /// Begin a table of these columns in a folder; `scenarios` are those of whose runs it will hold rows, in
    /// the order in which they come.
    pub(in crate::files) fn begin(
        folder: &Path,
        format: TableFormat,
        table: ResultTable,
        columns: Vec<Column>,
        scenarios: &[String],
    ) -> Result<TableWriter, FileError> {
        match format.of_table(table) {
            TableFormat::Csv => TableWriter::with_header(folder, table, &header(&columns)),
            TableFormat::Parquet => parted(folder, table, columns, scenarios),
        }
    }

    /// Begin a table as CSV, with that first line.
    pub(in crate::files) fn with_header(
        folder: &Path,
        table: ResultTable,
        header: &[u8],
    ) -> Result<TableWriter, FileError> {
        let mut file = Hashed::create(folder, table.file())?;
        file.write(header)?;
        Ok(TableWriter::Csv(file))
    }

    /// Append rows.
    pub(in crate::files) fn write(&mut self, rows: &[u8]) -> Result<(), FileError> {
        match self {
            TableWriter::Csv(file) => file.write(rows),
            #[cfg(feature = "parquet")]
            TableWriter::Parquet(table) => table.write(rows),
        }
    }

    /// Everything to the disk.
    pub(in crate::files) fn finish(self) -> Result<Vec<Written>, FileError> {
        match self {
            TableWriter::Csv(mut file) => Ok(vec![file.finish()?]),
            #[cfg(feature = "parquet")]
            TableWriter::Parquet(table) => table.finish(),
        }
    }
}

#[cfg(feature = "parquet")]
fn parted(
    folder: &Path,
    table: ResultTable,
    columns: Vec<Column>,
    scenarios: &[String],
) -> Result<TableWriter, FileError> {
    let table = PartedTable::begin(folder, table, columns, scenarios.to_vec())?;
    Ok(TableWriter::Parquet(Box::new(table)))
}

#[cfg(not(feature = "parquet"))]
fn parted(folder: &Path, table: ResultTable, _: Vec<Column>, _: &[String]) -> Result<TableWriter, FileError> {
    let cause = std::io::Error::other(crate::files::format::not_built_in());
    Err(FileError::Io { path: folder.join(table.name()), cause })
}
