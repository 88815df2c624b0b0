//! `summary.csv`: every measure in every week over the replicates, with exact quantiles and bounded memory.
//!
//! Quantiles need all replicates of a cell at once, but runs arrive one by one. Each run's values go to a
//! scratch file; at the end they are read back in strips: a few cells of all replicates at a time.

use crate::files::columns::ResultTable;
use crate::files::format::TableFormat;
use crate::files::write::rows::{NumberForm, RowWriter, quoted};
use crate::files::write::table::TableWriter;
use crate::files::{At, FileError};
use crate::scenario::Scenario;
use crate::stats::{Moments, quantile};
use crate::world::record::Measure;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Memory for a strip.
const STRIP_BYTES: usize = 32 << 20;
/// Bytes of a value.
const VALUE: usize = size_of::<f64>();

/// What the rows of one scenario are about.
pub(in crate::files) struct SummaryShape {
    /// Its name, as a cell.
    pub name: Vec<u8>,
    /// Its communities, as cells.
    pub communities: Vec<Vec<u8>>,
    /// Weeks that are written, week 0 among them.
    pub weeks: usize,
}

impl SummaryShape {
    /// Of a scenario.
    pub(in crate::files) fn of(scenario: &Scenario) -> SummaryShape {
        let communities = scenario.blueprint.communities.iter().map(|place| quoted(&place.name));
        let weeks = scenario.blueprint.weeks as usize + 1;
        SummaryShape { name: quoted(&scenario.name), communities: communities.collect(), weeks }
    }
}

/// The values of the finished runs of one scenario: `[run][community][week][measure]`.
pub(in crate::files) struct RunValues {
    path: PathBuf,
    file: BufWriter<File>,
    runs: usize,
    cells: usize,
    measures: Vec<&'static Measure>,
}

impl RunValues {
    /// For one scenario.
    pub(in crate::files) fn create(
        folder: &Path,
        index: usize,
        shape: &SummaryShape,
        measures: &[&'static Measure],
    ) -> Result<RunValues, FileError> {
        let path = folder.join(format!("values-{index}.tmp"));
        let cells = shape.communities.len() * shape.weeks * measures.len();
        let file = BufWriter::with_capacity(1 << 18, File::create_new(&path).at(&path)?);
        Ok(RunValues { path, file, runs: 0, cells, measures: measures.to_vec() })
    }

    /// Take the values of a finished run.
    pub(in crate::files) fn take(&mut self, values: &[f64]) -> Result<(), FileError> {
        for value in values {
            self.file.write_all(&value.to_le_bytes()).at(&self.path)?;
        }
        self.runs += 1;
        Ok(())
    }

    /// Write the rows of this scenario and remove the scratch file.
    pub(in crate::files) fn summarize(
        mut self,
        shape: &SummaryShape,
        out: &mut TableWriter,
    ) -> Result<(), FileError> {
        self.file.flush().at(&self.path)?;
        let SummaryShape { name, communities, weeks } = shape;
        let measures = self.measures.len();
        let mut values = Vec::with_capacity(self.runs);
        self.strips(STRIP_BYTES, |first, strip, runs| {
            let mut rows = RowWriter::default();
            let width = strip.len() / runs.max(1);
            for (at, cell) in (first..first + width).enumerate() {
                values.clear();
                values.extend((0..runs).map(|run| strip[run * width + at]).filter(|v| !v.is_nan()));
                let (line, measure) = (cell / measures, self.measures[cell % measures]);
                rows.ready(name);
                rows.ready(&communities[line / weeks]);
                rows.whole((line % weeks) as i64);
                rows.ready(measure.name.as_bytes());
                statistics(&mut rows, measure, &mut values);
            }
            out.write(&rows.bytes())
        })?;
        fs::remove_file(&self.path).at(&self.path)
    }

    /// Call `each` with (first cell, values `[run][cell]`, runs) for strips that cover all cells in order.
    fn strips(
        &self,
        memory: usize,
        mut each: impl FnMut(usize, &[f64], usize) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        if self.runs == 0 {
            return Ok(());
        }
        let mut file = File::open(&self.path).at(&self.path)?;
        let widest = (memory / (VALUE * self.runs)).clamp(1, self.cells.max(1));
        let mut bytes = vec![0; widest * VALUE];
        let mut strip = Vec::with_capacity(widest * self.runs);
        for first in (0..self.cells).step_by(widest) {
            let width = widest.min(self.cells - first);
            let bytes = &mut bytes[..width * VALUE];
            strip.clear();
            for run in 0..self.runs {
                let place = (run * self.cells + first) * VALUE;
                file.seek(SeekFrom::Start(place as u64))
                    .and_then(|_| file.read_exact(bytes))
                    .at(&self.path)?;
                strip.extend(bytes.as_chunks::<VALUE>().0.iter().map(|chunk| f64::from_le_bytes(*chunk)));
            }
            each(first, &strip, self.runs)?;
        }
        Ok(())
    }
}

fn statistics(rows: &mut RowWriter, measure: &Measure, values: &mut [f64]) {
    let moments = Moments::of(values.iter().copied());
    values.sort_by(f64::total_cmp);
    let interval = moments.interval_within(measure.bounds());
    let money = NumberForm::of(measure);
    rows.whole(moments.n() as i64);
    for value in
        [moments.mean(), moments.sd(), quantile(values, 0.5), quantile(values, 0.05), quantile(values, 0.95)]
    {
        rows.value(value, money);
    }
    rows.value(interval.map(|i| i.0), money);
    rows.value(interval.map(|i| i.1), money);
    rows.end();
}

/// Begin the table of these scenarios.
pub(in crate::files) fn begin(
    folder: &Path,
    format: TableFormat,
    scenarios: &[String],
) -> Result<TableWriter, FileError> {
    let table = ResultTable::Summary;
    TableWriter::begin(folder, format, table, table.columns(), scenarios)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_strips_hold_the_same_values_as_wide_ones() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let file = BufWriter::new(File::create(&path).unwrap());
        let mut scratch = RunValues { path, file, runs: 0, cells: 10, measures: vec![] };
        for run in 0..3 {
            scratch.take(&(0..10).map(|c| f64::from(run * 100 + c)).collect::<Vec<_>>()).unwrap();
        }
        scratch.file.flush().unwrap();
        for memory in [1, 24, 72, 1000] {
            let mut seen = vec![vec![]; 10];
            let collect = |first: usize, strip: &[f64], runs: usize| {
                let width = strip.len() / runs;
                for (at, value) in strip.iter().enumerate() {
                    seen[first + at % width].push(*value);
                }
                Ok(())
            };
            scratch.strips(memory, collect).unwrap();
            for (c, values) in seen.iter().enumerate() {
                assert_eq!(*values, [c as f64, 100.0 + c as f64, 200.0 + c as f64], "{memory}");
            }
        }
    }
}
