//! Rows of a table by run, as they stand in a folder, and the summary of those of all folders.

use crate::files::columns::ResultTable;
use crate::files::columns::column::Column;
use crate::files::file::Written;
use crate::files::format::TableFormat;
use crate::files::read::Refusal;
use crate::files::read::table::TableReader;
use crate::files::write::rows::quoted;
use crate::files::write::summary;
use crate::files::write::summary::{RunValues, SummaryShape};
use crate::files::write::table::TableWriter;
use crate::files::{At, FileError};
use crate::world::record::{Measure, measure};
use csv::{ByteRecord, ReaderBuilder};
use std::path::{Path, PathBuf};

/// A table whose rows are taken run by run.
pub(super) struct RowsOfRuns {
    path: PathBuf,
    reader: TableReader,
    header: Vec<String>,
    /// Where scenario and replicate stand.
    keys: [usize; 2],
    /// The row that was read and not yet taken.
    waiting: Option<ByteRecord>,
}

/// Cells as they are written.
fn line<'a>(cells: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let cells: Vec<Vec<u8>> = cells.map(|cell| quoted(&String::from_utf8_lossy(cell))).collect();
    let mut line = cells.join(&b',');
    line.push(b'\n');
    line
}

impl RowsOfRuns {
    /// Open a table of a folder.
    pub(super) fn open(folder: &Path, table: ResultTable) -> Result<RowsOfRuns, Refusal> {
        let path = folder.join(table.file());
        let columns = ["scenario", "replicate"];
        let Some((reader, at)) = TableReader::open(folder, table, &columns)? else {
            return Err(Refusal(format!("{}: is missing", path.display())));
        };
        let header = reader.names();
        let mut rows = RowsOfRuns { path, reader, header, keys: [at[0], at[1]], waiting: None };
        rows.advance()?;
        Ok(rows)
    }

    fn advance(&mut self) -> Result<(), Refusal> {
        self.waiting = self.reader.next()?.then(|| self.reader.row().clone());
        Ok(())
    }

    /// The columns, as far as the table tells of them.
    pub(super) fn columns(&self) -> &[Column] {
        self.reader.columns()
    }

    /// The names of the columns.
    pub(super) fn header_cells(&self) -> &[String] {
        &self.header
    }

    /// The rows of a run, if they come next.
    pub(super) fn take(&mut self, scenario: &str, world: u32) -> Result<Vec<u8>, Refusal> {
        let (mut rows, world) = (Vec::new(), world.to_string());
        let [name, number] = self.keys;
        while let Some(row) = &self.waiting {
            if &row[name] != scenario.as_bytes() || &row[number] != world.as_bytes() {
                break;
            }
            rows.extend(line(row.iter()));
            self.advance()?;
        }
        Ok(rows)
    }

    /// A refusal of the file.
    pub(super) fn refuse(&self, why: &str) -> Refusal {
        Refusal(format!("{}: {why}", self.path.display()))
    }

    /// Whether all rows were taken: those that are left belong to no run of the batch.
    pub(super) fn check_end(&self) -> Result<(), Refusal> {
        let Some(row) = &self.waiting else { return Ok(()) };
        let [name, number] = self.keys;
        let words = |at: usize| String::from_utf8_lossy(&row[at]).into_owned();
        let (name, number) = (words(name), words(number));
        Err(self
            .refuse(&format!("replicate {number} of `{name}` is out of its place, or no run of this batch")))
    }
}

/// What the rows of a run are about. The communities of a week follow one another.
fn shape(name: Vec<u8>, records: &[ByteRecord], place: usize) -> SummaryShape {
    let mut communities: Vec<Vec<u8>> = Vec::new();
    for record in records {
        let community = quoted(&String::from_utf8_lossy(&record[place]));
        if communities.contains(&community) {
            break;
        }
        communities.push(community);
    }
    let weeks = records.len() / communities.len().max(1);
    SummaryShape { name, communities, weeks }
}

/// The summary of a series that is put together.
pub(super) struct SummaryOfRows {
    folder: PathBuf,
    out: TableWriter,
    /// The scenario whose runs come, and its values.
    present: Option<(SummaryShape, RunValues)>,
    count: usize,
}

impl SummaryOfRows {
    /// Begin the table of these scenarios.
    pub(super) fn begin(
        folder: &Path,
        format: TableFormat,
        scenarios: &[String],
    ) -> Result<SummaryOfRows, FileError> {
        let out = summary::begin(folder, format, scenarios)?;
        Ok(SummaryOfRows { folder: folder.to_path_buf(), out, present: None, count: 0 })
    }

    /// Take the rows of a run; those of one scenario come after one another.
    pub(super) fn take(&mut self, scenario: &str, header: &[String], rows: &[u8]) -> Result<(), FileError> {
        let path = self.folder.join(ResultTable::Series.file());
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(rows);
        let records = reader.byte_records().collect::<Result<Vec<_>, _>>().map_err(std::io::Error::other);
        let records = records.at(&path)?;
        let measures: Vec<(usize, &'static Measure)> =
            header.iter().enumerate().filter_map(|(at, name)| Some((at, measure(name)?))).collect();
        let place = header.iter().position(|name| name == "community").unwrap_or(0);
        let name = quoted(scenario);
        if records.is_empty() {
            return Ok(());
        }
        if self.present.as_ref().is_none_or(|(shape, _)| shape.name != name) {
            self.end()?;
            let shape = shape(name, &records, place);
            let all: Vec<&'static Measure> = measures.iter().map(|(_, measure)| *measure).collect();
            let values = RunValues::create(&self.folder, self.count, &shape, &all)?;
            self.count += 1;
            self.present = Some((shape, values));
        }
        let Some((shape, values)) = self.present.as_mut() else { return Ok(()) };
        let communities = shape.communities.len();
        let cell = |record: &ByteRecord, at: usize| {
            let text = std::str::from_utf8(&record[at]).ok().filter(|text| !text.is_empty());
            text.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
        };
        let of_community = |community: usize| records.iter().skip(community).step_by(communities.max(1));
        let all = (0..communities).flat_map(of_community);
        let run: Vec<f64> =
            all.flat_map(|record| measures.iter().map(move |(at, _)| cell(record, *at))).collect();
        values.take(&run)
    }

    /// The rows of the scenario whose runs have all come.
    fn end(&mut self) -> Result<(), FileError> {
        match self.present.take() {
            Some((shape, values)) => values.summarize(&shape, &mut self.out),
            None => Ok(()),
        }
    }

    /// The whole table.
    pub(super) fn finish(mut self) -> Result<Vec<Written>, FileError> {
        self.end()?;
        self.out.finish()
    }
}
