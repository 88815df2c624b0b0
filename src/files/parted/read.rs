//! The rows of a table in parts, read back as cells, a group of rows at a time.

use crate::files::columns::ResultTable;
use crate::files::columns::column::{Column, ColumnType};
use crate::files::format::{PARTED_BY, part_path};
use crate::files::input;
use crate::files::input::InputKind;
use crate::files::parted::cause;
use crate::files::parted::schema::columns;
use crate::files::parted::values::ColumnValues;
use crate::language::{said, term};
use ::parquet::errors::Result as ParquetResult;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use csv::ByteRecord;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A table being read.
pub(in crate::files) struct PartedRows {
    folder: PathBuf,
    table: ResultTable,
    /// All columns, with that of the scenario in its place.
    columns: Vec<Column>,
    key: usize,
    part: OpenPart,
    /// The scenarios whose parts come behind it, the next at the end.
    others: Vec<String>,
}

/// The part that is being read.
struct OpenPart {
    path: PathBuf,
    scenario: String,
    reader: SerializedFileReader<File>,
    columns: Vec<Column>,
    /// Groups of rows that were opened, and the values of the last of them.
    groups: usize,
    values: Vec<ColumnValues>,
    /// Rows of it that were not yet taken.
    left: usize,
    /// Rows that were taken.
    row: usize,
}

impl PartedRows {
    /// Open the parts of these scenarios. What is wrong with a file is told in words that begin with its
    /// path.
    pub(in crate::files) fn open(
        folder: &Path,
        table: ResultTable,
        mut scenarios: Vec<String>,
    ) -> Result<PartedRows, String> {
        scenarios.reverse();
        let Some(first) = scenarios.pop() else {
            let path = folder.join(table.name());
            return Err(format!("{}: {}", path.display(), term("holds no part of a scenario")));
        };
        let part = OpenPart::open(folder, table, first)?;
        let mut columns = part.columns.clone();
        // In each table the scenario stands before the replicate, and else first.
        let key = columns.iter().position(|column| column.name == "replicate").unwrap_or(0);
        columns.insert(key, parted_by());
        Ok(PartedRows { folder: folder.to_path_buf(), table, columns, key, part, others: scenarios })
    }

    /// All columns.
    pub(in crate::files) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The file and the row that was taken last, in words.
    pub(in crate::files) fn place(&self) -> String {
        let row = self.part.row;
        format!("{}: {}", self.part.path.display(), said!("row {row}"))
    }

    /// Take the next row; false at the end.
    pub(in crate::files) fn next(&mut self, row: &mut ByteRecord) -> Result<bool, String> {
        row.clear();
        while !self.part.advance()? {
            let Some(scenario) = self.others.pop() else { return Ok(false) };
            let part = OpenPart::open(&self.folder, self.table, scenario)?;
            if part.columns != self.part.columns {
                return Err(part.fault(&term("has other columns than the parts before it")));
            }
            self.part = part;
        }
        for (at, values) in self.part.values.iter_mut().enumerate() {
            if at == self.key {
                row.push_field(self.part.scenario.as_bytes());
            }
            row.push_field(&values.next_cell());
        }
        Ok(true)
    }
}

/// The column that is told by the names of folders.
fn parted_by() -> Column {
    let kind = ColumnType::Text;
    Column { name: PARTED_BY.into(), kind, unit: "", meaning: String::new(), empty: "" }
}

impl OpenPart {
    fn open(folder: &Path, table: ResultTable, scenario: String) -> Result<OpenPart, String> {
        let path = folder.join(part_path(table, &scenario));
        let wrong = |why: String| format!("{}: {why}", path.display());
        let file = input::open(&path, InputKind::Result).map_err(wrong)?.into_file();
        let read = || {
            let reader = SerializedFileReader::new(file)?;
            let columns = columns(reader.metadata().file_metadata().schema_descr())?;
            Ok((reader, columns))
        };
        let read: ParquetResult<_> = read();
        let (reader, columns) = read.map_err(|error| wrong(damaged(error)))?;
        Ok(OpenPart { path, scenario, reader, columns, groups: 0, values: vec![], left: 0, row: 0 })
    }

    fn fault(&self, why: &impl std::fmt::Display) -> String {
        format!("{}: {why}", self.path.display())
    }

    /// Make the next row that which is taken; false where there is none.
    fn advance(&mut self) -> Result<bool, String> {
        while self.left == 0 {
            if self.groups == self.reader.num_row_groups() {
                return Ok(false);
            }
            let read = self.next_group();
            read.map_err(|error| self.fault(&damaged(error)))?;
        }
        (self.left, self.row) = (self.left - 1, self.row + 1);
        Ok(true)
    }

    fn next_group(&mut self) -> ParquetResult<()> {
        let group = self.reader.get_row_group(self.groups)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        let read =
            |(at, column): (usize, &Column)| ColumnValues::read(column, group.get_column_reader(at)?, rows);
        self.values = self.columns.iter().enumerate().map(read).collect::<ParquetResult<_>>()?;
        (self.groups, self.left) = (self.groups + 1, rows);
        Ok(())
    }
}

fn damaged(error: ::parquet::errors::ParquetError) -> String {
    let cause = cause(error);
    said!("is damaged: {cause}")
}

#[cfg(test)]
mod tests {
    use crate::files::columns::ResultTable;
    use crate::files::format::{PARTED_BY, TableFormat};

    /// A file does not tell where the scenario stands among its columns.
    #[test]
    fn the_scenario_stands_before_the_replicate_or_first() {
        let in_parts = |table: &ResultTable| TableFormat::Parquet.of_table(*table) == TableFormat::Parquet;
        let tables: Vec<ResultTable> = ResultTable::ALL.into_iter().filter(in_parts).collect();
        assert_eq!(tables.len(), 7);
        for table in tables {
            let columns = table.columns();
            let place = |name: &str| columns.iter().position(|column| column.name == name);
            let before = place("replicate").map_or(Some(0), |at| at.checked_sub(1));
            assert_eq!(place(PARTED_BY), before, "{}", table.name());
        }
    }
}
