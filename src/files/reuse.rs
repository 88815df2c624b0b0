//! What a result folder holds of its finished runs, as it is kept of a run that was lived: so that another
//! batch takes them instead of living them again.

use crate::files::columns::ResultTable;
use crate::files::layout::{Layout, STREAMED};
use crate::files::merge::rows::{RowsOfRuns, series_of_run};
use crate::files::pack::Pages;
use crate::files::read::Refusal;
use crate::files::read::table::TableReader;
use crate::files::read::warnings::{SIGNS, run_signs};
use crate::language::said;
use crate::measure::window::Window;
use crate::units::hex;
use crate::world::record::{Combine, Measure, measure};
use csv::ReaderBuilder;
use sha2::{Digest, Sha256};
use std::path::Path;

/// What a folder of the layout `there` lacks to give the rows that `wanted` asks for, in words; `None` where
/// it has all of them.
pub(crate) fn lacking(there: &Layout, wanted: &Layout) -> Option<String> {
    let table = needed(wanted).find(|table| !there.has(*table));
    if let Some(table) = table {
        return Some(said!("it has no table `{}`", table.name()));
    }
    let lacks = |one: &&&Measure| !there.measures().iter().any(|other| other.name == one.name);
    if let Some(measure) = wanted.measures().iter().find(lacks) {
        return Some(said!("it has no measure `{}`", measure.name));
    }
    let sampled = wanted.has(ResultTable::Residents) && there.sample() != wanted.sample();
    sampled.then(|| said!("it has a sample of {} residents", there.sample()))
}

/// Tables without which the rows of a layout cannot be told: those that it has, the series where there is a
/// summary, and the windows where their hash is that of the run.
fn needed(wanted: &Layout) -> impl Iterator<Item = ResultTable> {
    STREAMED.into_iter().filter(|table| match table {
        // Which runs there were is told by the batch that takes them.
        ResultTable::Runs | ResultTable::Failures => false,
        ResultTable::Series => wanted.has(*table) || wanted.has(ResultTable::Summary),
        ResultTable::Windows => wanted.has(*table) || !wanted.has(ResultTable::Series),
        _ => wanted.has(*table),
    })
}

/// The value of a measure over a window, for a week of it.
pub(crate) type WindowValue = (Window, &'static Measure, f64);

/// A run that was finished.
pub(crate) struct FinishedRun {
    /// Name of its scenario.
    pub scenario: String,
    /// Number of its world.
    pub replicate: u32,
    /// Its rows.
    pub pages: Pages,
    /// What its windows say, as far as they were read.
    pub windows: Vec<WindowValue>,
}

/// The finished runs of a folder, in its order.
pub(crate) struct FinishedRuns {
    wanted: Layout,
    tables: Vec<(ResultTable, RowsOfRuns)>,
    runs: TableReader,
    at: Vec<usize>,
}

impl FinishedRuns {
    /// Open a folder that lacks nothing of what is wanted.
    pub(crate) fn open(folder: &Path, wanted: &Layout) -> Result<FinishedRuns, Refusal> {
        // The cells of a point are those of the batch that takes the run.
        let wanted = wanted.clone().without_design();
        let mut tables = Vec::new();
        for table in needed(&wanted) {
            let columns: Vec<String> =
                wanted.columns(table).into_iter().map(|column| column.name.into_owned()).collect();
            tables.push((table, RowsOfRuns::open(folder, table, Some(&columns))?));
        }
        let columns = [&["scenario", "replicate", "status"][..], &SIGNS].concat();
        let Some((runs, at)) = TableReader::open(folder, ResultTable::Runs, &columns)? else {
            return Err(Refusal(said!("{}: is missing", folder.join(ResultTable::Runs.file()).display())));
        };
        Ok(FinishedRuns { wanted, tables, runs, at })
    }

    /// The next one; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<FinishedRun>, Refusal> {
        while self.runs.next()? {
            let (scenario, replicate) =
                (self.runs.text(self.at[0])?.to_string(), self.runs.whole(self.at[1])?);
            // Rows of runs that failed are none, and those of others are passed over with them.
            let (mut pages, windows) = self.rows(&scenario, replicate)?;
            if self.runs.text(self.at[2])? != "done" {
                continue;
            }
            let series = self.wanted.has(ResultTable::Series);
            let hashed = if series { &pages.series } else { &pages.windows };
            if hashed.is_empty() {
                return self.runs.fault(said!("replicate {replicate} of `{scenario}` has no rows"));
            }
            pages.hash = hex(&Sha256::digest(hashed));
            pages.signs = run_signs(&self.runs, &self.at[3..])?;
            if !series {
                pages.series.clear();
            }
            if !self.wanted.has(ResultTable::Windows) {
                pages.windows.clear();
            }
            return Ok(Some(FinishedRun { scenario, replicate, pages, windows }));
        }
        Ok(None)
    }

    /// The rows of a run, and what its windows say.
    fn rows(&mut self, scenario: &str, world: u32) -> Result<(Pages, Vec<WindowValue>), Refusal> {
        let (mut pages, mut windows) = (Pages::default(), vec![]);
        for (table, source) in &mut self.tables {
            let rows = source.take(scenario, world)?;
            let damaged = |cause| source.refuse(&format!("{cause}"));
            match table {
                ResultTable::Series => {
                    if self.wanted.has(ResultTable::Summary) {
                        pages.values =
                            series_of_run(vec![], source.header_cells(), &rows).map_err(damaged)?.1;
                    }
                    pages.series = rows;
                }
                ResultTable::Windows => {
                    windows = window_values(source.header_cells(), &rows).map_err(damaged)?;
                    pages.windows = rows;
                }
                ResultTable::Groups => pages.groups = rows,
                ResultTable::Residents => pages.residents = rows,
                ResultTable::Events => pages.events = rows,
                _ => pages.ledger = rows,
            }
        }
        Ok((pages, windows))
    }
}

/// Every value in the windows of a run; a sum for a week.
fn window_values(header: &[String], rows: &[u8]) -> csv::Result<Vec<WindowValue>> {
    let place = |name: &str| header.iter().position(|column| column == name).unwrap_or(usize::MAX);
    let [window, first, last] = ["window", "first_week", "last_week"].map(place);
    let measures: Vec<(usize, &'static Measure)> =
        header.iter().enumerate().filter_map(|(at, name)| Some((at, measure(name)?))).collect();
    let mut all = Vec::new();
    for row in ReaderBuilder::new().has_headers(false).from_reader(rows).records() {
        let row = row?;
        let number = |at: usize| row.get(at).and_then(|text| text.parse::<f64>().ok());
        let Some(Ok(window)) = row.get(window).map(str::parse::<Window>) else { continue };
        let Some(weeks) = number(last).zip(number(first)).map(|(last, first)| last - first + 1.0) else {
            continue;
        };
        all.extend(measures.iter().filter_map(|(at, measure)| {
            let value = number(*at)?;
            Some((window, *measure, if measure.combine == Combine::Sum { value / weeks } else { value }))
        }));
    }
    Ok(all)
}
