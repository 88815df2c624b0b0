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
use crate::language::said;
use crate::world::record::{Measure, measure};
use csv::{ByteRecord, ReaderBuilder};
use std::path::{Path, PathBuf};

/// A table whose rows are taken run by run.
pub(in crate::files) struct RowsOfRuns {
    path: PathBuf,
    reader: TableReader,
    header: Vec<String>,
    /// Where the columns of the header stand.
    chosen: Vec<usize>,
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
    /// Open a table of a folder, for these of its columns; all where none are named.
    pub(in crate::files) fn open(
        folder: &Path,
        table: ResultTable,
        wanted: Option<&[String]>,
    ) -> Result<RowsOfRuns, Refusal> {
        let path = folder.join(table.file());
        let columns: Vec<&str> = ["scenario", "replicate"]
            .into_iter()
            .chain(wanted.into_iter().flatten().map(String::as_str))
            .collect();
        let Some((reader, at)) = TableReader::open(folder, table, &columns)? else {
            return Err(Refusal(said!("{}: is missing", path.display())));
        };
        let header = wanted.map_or_else(|| reader.names(), <[String]>::to_vec);
        let chosen = if wanted.is_some() { at[2..].to_vec() } else { (0..header.len()).collect() };
        let mut rows = RowsOfRuns { path, reader, header, chosen, keys: [at[0], at[1]], waiting: None };
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
    pub(in crate::files) fn header_cells(&self) -> &[String] {
        &self.header
    }

    /// The rows of a run, if they come next.
    pub(in crate::files) fn take(&mut self, scenario: &str, world: u32) -> Result<Vec<u8>, Refusal> {
        let (mut rows, world) = (Vec::new(), world.to_string());
        let [name, number] = self.keys;
        while let Some(row) = &self.waiting {
            if &row[name] != scenario.as_bytes() || &row[number] != world.as_bytes() {
                break;
            }
            rows.extend(line(self.chosen.iter().map(|at| &row[*at])));
            self.advance()?;
        }
        Ok(rows)
    }

    /// A refusal of the file.
    pub(in crate::files) fn refuse(&self, why: &str) -> Refusal {
        Refusal(format!("{}: {why}", self.path.display()))
    }

    /// Whether all rows were taken: those that are left belong to no run of the batch.
    pub(super) fn check_end(&self) -> Result<(), Refusal> {
        let Some(row) = &self.waiting else { return Ok(()) };
        let [name, number] = self.keys;
        let words = |at: usize| String::from_utf8_lossy(&row[at]).into_owned();
        let (name, number) = (words(name), words(number));
        Err(self
            .refuse(&said!("replicate {number} of `{name}` is out of its place, or no run of this batch")))
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

/// What the rows of the series of a run are about, and their values `[community][week][measure]`; NaN where
/// there is none.
pub(in crate::files) fn series_of_run(
    scenario: Vec<u8>,
    header: &[String],
    rows: &[u8],
) -> csv::Result<(SummaryShape, Vec<f64>)> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(rows);
    let records = reader.byte_records().collect::<csv::Result<Vec<_>>>()?;
    let places: Vec<usize> = (0..header.len()).filter(|at| measure(&header[*at]).is_some()).collect();
    let community = header.iter().position(|name| name == "community").unwrap_or(0);
    let shape = shape(scenario, &records, community);
    let communities = shape.communities.len();
    let cell = |record: &ByteRecord, at: usize| {
        let text = std::str::from_utf8(&record[at]).ok().filter(|text| !text.is_empty());
        text.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    };
    let of_community = |community: usize| records.iter().skip(community).step_by(communities.max(1));
    let all = (0..communities).flat_map(of_community);
    let values = all.flat_map(|record| places.iter().map(move |at| cell(record, *at))).collect();
    Ok((shape, values))
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
        let (shape, run) =
            series_of_run(quoted(scenario), header, rows).map_err(std::io::Error::other).at(&path)?;
        if rows.is_empty() {
            return Ok(());
        }
        if self.present.as_ref().is_none_or(|(present, _)| present.name != shape.name) {
            self.end()?;
            let measures: Vec<&'static Measure> = header.iter().filter_map(|name| measure(name)).collect();
            let values = RunValues::create(&self.folder, self.count, &shape, &measures)?;
            self.count += 1;
            self.present = Some((shape, values));
        }
        self.present.as_mut().map_or(Ok(()), |(_, values)| values.take(&run))
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
