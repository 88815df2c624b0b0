//! A table being written in parts: rows come as CSV, those of a scenario after one another, the scenarios in
//! their order.

use crate::files::columns::ResultTable;
use crate::files::columns::column::{Column, ColumnType};
use crate::files::file::{Hashed, Written};
use crate::files::format::{PARTED_BY, part_path};
use crate::files::parted::cause;
use crate::files::parted::schema::schema;
use crate::files::parted::values::ColumnValues;
use crate::files::temporary::sync_folder;
use crate::files::{At, FileError};
use crate::language::said;
use ::parquet::basic::{Compression, GzipLevel};
use ::parquet::errors::Result as ParquetResult;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::ColumnPath;
use csv::{ByteRecord, ReaderBuilder};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that are gathered before they are written: they bound the memory, and depend on nothing but the rows,
/// so that the same rows give the same bytes whoever hands them over in which pieces.
const GATHERED: usize = 16_384;

/// A table being written.
pub(in crate::files) struct PartedTable {
    table: ResultTable,
    /// The result folder.
    folder: PathBuf,
    /// Where the scenario stands in a row.
    key: usize,
    /// All other columns.
    columns: Vec<Column>,
    /// The scenarios in their order.
    scenarios: Vec<String>,
    /// The parts of the first of them.
    written: Vec<Written>,
    /// That of the scenario behind these.
    part: Option<UnfinishedPart>,
}

/// The file of a scenario.
struct UnfinishedPart {
    path: PathBuf,
    writer: SerializedFileWriter<Hashed>,
    gathered: Vec<ColumnValues>,
    rows: usize,
}

impl PartedTable {
    /// Make the folder of a table and see that a folder for each scenario can stand in it.
    pub(in crate::files) fn begin(
        folder: &Path,
        table: ResultTable,
        mut columns: Vec<Column>,
        scenarios: Vec<String>,
    ) -> Result<PartedTable, FileError> {
        let own = folder.join(table.name());
        fs::create_dir(&own).at(&own)?;
        for scenario in &scenarios {
            let part = folder.join(part_path(table, scenario));
            match part.parent().unwrap_or(&part).symlink_metadata() {
                Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(cause).at(part),
                _ => {}
            }
        }
        let key = columns.iter().position(|column| column.name == PARTED_BY).unwrap_or(0);
        columns.remove(key);
        let folder = folder.to_path_buf();
        Ok(PartedTable { table, folder, key, columns, scenarios, written: vec![], part: None })
    }

    /// Append rows.
    pub(in crate::files) fn write(&mut self, rows: &[u8]) -> Result<(), FileError> {
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(rows);
        let mut row = ByteRecord::new();
        let own = self.folder.join(self.table.name());
        while reader.read_byte_record(&mut row).map_err(io::Error::other).at(&own)? {
            self.go_to(row.get(self.key).unwrap_or_default())?;
            let (columns, key) = (&self.columns, self.key);
            self.part.as_mut().map_or(Ok(()), |part| part.take(&row, key, columns))?;
        }
        Ok(())
    }

    /// Go on to the part of a scenario. Those that are passed over hold what they hold, or no row.
    fn go_to(&mut self, scenario: &[u8]) -> Result<(), FileError> {
        while let Some(present) = self.scenarios.get(self.written.len()) {
            let found = present.as_bytes() == scenario;
            if self.part.is_none() {
                self.part = Some(UnfinishedPart::begin(
                    &self.folder,
                    &part_path(self.table, present),
                    &self.columns,
                )?);
            }
            if found {
                return Ok(());
            }
            self.end_part()?;
        }
        let name = String::from_utf8_lossy(scenario);
        Err(io::Error::other(said!("rows of `{name}` come out of their order")))
            .at(self.folder.join(self.table.name()))
    }

    fn end_part(&mut self) -> Result<(), FileError> {
        let Some(part) = self.part.take() else { return Ok(()) };
        self.written.push(part.finish(&self.columns)?);
        Ok(())
    }

    /// Everything to the disk, a part for each scenario.
    pub(in crate::files) fn finish(mut self) -> Result<Vec<Written>, FileError> {
        while self.written.len() < self.scenarios.len() {
            let present = self.scenarios[self.written.len()].clone();
            self.go_to(present.as_bytes())?;
            self.end_part()?;
        }
        sync_folder(&self.folder.join(self.table.name()))?;
        Ok(self.written)
    }
}

impl UnfinishedPart {
    fn begin(folder: &Path, name: &str, columns: &[Column]) -> Result<UnfinishedPart, FileError> {
        let path = folder.join(name);
        let own = path.parent().unwrap_or(folder);
        fs::create_dir(own).at(own)?;
        let file = Hashed::create(folder, name)?;
        let begun = || SerializedFileWriter::new(file, schema(columns)?, Arc::new(properties(columns)));
        let writer = begun().map_err(cause).at(&path)?;
        Ok(UnfinishedPart { path, writer, gathered: nothing(columns), rows: 0 })
    }

    /// Take a row, but for the scenario.
    fn take(&mut self, row: &ByteRecord, key: usize, columns: &[Column]) -> Result<(), FileError> {
        let cells = row.iter().enumerate().filter(|(at, _)| *at != key).map(|(_, cell)| cell);
        for ((values, cell), column) in self.gathered.iter_mut().zip(cells).zip(columns) {
            let wrong = |why: String| io::Error::other(said!("the column `{}` {why}", column.name));
            values.push(cell).map_err(wrong).at(&self.path)?;
        }
        self.rows += 1;
        if self.rows < GATHERED { Ok(()) } else { self.hand_over(columns).map_err(cause).at(&self.path) }
    }

    /// Write what is gathered.
    fn hand_over(&mut self, columns: &[Column]) -> ParquetResult<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for values in &self.gathered {
            if let Some(column) = group.next_column()? {
                values.write(column)?;
            }
        }
        group.close()?;
        (self.gathered, self.rows) = (nothing(columns), 0);
        Ok(())
    }

    fn finish(mut self, columns: &[Column]) -> Result<Written, FileError> {
        self.hand_over(columns).map_err(cause).at(&self.path)?;
        self.writer.finish().map_err(cause).at(&self.path)?;
        let written = self.writer.inner_mut().finish()?;
        sync_folder(self.path.parent().unwrap_or(Path::new("")))?;
        Ok(written)
    }
}

/// Columns without rows.
fn nothing(columns: &[Column]) -> Vec<ColumnValues> {
    columns.iter().map(ColumnValues::empty).collect()
}

/// How values are written: texts by dictionary, numbers as they are, since hardly any comes twice but for
/// windows that are the same weeks, which the compression finds. What a reader would choose rows by has its
/// bounds.
fn properties(columns: &[Column]) -> WriterProperties {
    let all = WriterProperties::builder()
        .set_created_by(concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_string())
        .set_compression(Compression::GZIP(GzipLevel::default()))
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true);
    let own = |all: WriterPropertiesBuilder, column: &Column| {
        let path = ColumnPath::new(vec![column.name.to_string()]);
        match column.kind {
            ColumnType::Number => all,
            ColumnType::Whole | ColumnType::Flag => {
                all.set_column_statistics_enabled(path, EnabledStatistics::Chunk)
            }
            ColumnType::Text => all
                .set_column_statistics_enabled(path.clone(), EnabledStatistics::Chunk)
                .set_column_dictionary_enabled(path, true),
        }
    };
    columns.iter().fold(all, own).build()
}
