//! A result folder from the first run to the last: rows are written as runs arrive, the rest at the end.

use crate::batch::{Job, Outcome};
use crate::files::FileError;
use crate::files::columns::ResultTable;
use crate::files::file::{Written, write};
use crate::files::folder::PendingFolder;
use crate::files::layout::Layout;
use crate::files::manifest;
use crate::files::manifest::{Manifest, Request};
use crate::files::pack::Pages;
use crate::files::write::datapackage;
use crate::files::write::draws::draw_rows;
use crate::files::write::effects::{effect_rows, group_effect_rows};
use crate::files::write::resolved::resolved;
use crate::files::write::rows::{NumberForm, RowWriter};
use crate::files::write::summary;
use crate::files::write::summary::{RunValues, SummaryShape};
use crate::files::write::table::TableWriter;
use crate::files::write::warnings::{warning_rows, warning_words};
use crate::scenario::Scenario;
use crate::simulation::Retain;
use crate::study::compare::effects::Effect;
use crate::study::compare::groups::GroupEffect;
use crate::study::plausible::effects::DrawnWorlds;
use crate::study::plausible::knowledge::KnownEffects;
use crate::study::run::warnings::Warning;
use std::path::{Path, PathBuf};

/// A result folder being written. Dropped before [`Results::finish`], it leaves nothing behind.
pub struct Results {
    // Before `place`: files are closed before their folder is removed.
    tables: Vec<(ResultTable, TableWriter)>,
    scratch: Vec<RunValues>,
    extra: Vec<Written>,
    known: Option<KnownEffects>,
    warned: Vec<String>,
    layout: Layout,
    place: PendingFolder,
}

/// Makes further files, names and bytes, from a folder whose tables are finished and the manifest as it
/// stands.
pub(crate) type Pagemaker<'a> = dyn FnMut(&Path, &[u8]) -> Vec<(String, Vec<u8>)> + 'a;

impl Results {
    /// Begin all files of `run` in a prepared place; `ledger.csv` only when the ledger is kept.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn begin(place: PendingFolder, scenarios: &[Scenario], keep: Retain) -> Result<Results, FileError> {
        Results::begin_as(place, scenarios, Layout::whole(keep))
    }

    /// Begin all files that a layout asks for.
    pub(crate) fn begin_as(
        place: PendingFolder,
        scenarios: &[Scenario],
        layout: Layout,
    ) -> Result<Results, FileError> {
        let asked_for = place.asked_for();
        Results::begun(place, scenarios, layout).map_err(asked_for)
    }

    fn begun(place: PendingFolder, scenarios: &[Scenario], layout: Layout) -> Result<Results, FileError> {
        let names = names(scenarios);
        let begin = |table| {
            let columns = layout.columns(table);
            Ok((table, TableWriter::begin(place.work(), layout.format(), table, columns, &names)?))
        };
        let tables = layout.streamed().map(begin).collect::<Result<Vec<_>, FileError>>()?;
        let with_values = if layout.has(ResultTable::Summary) { scenarios } else { &[] };
        let scratch = with_values.iter().enumerate().map(|(i, scenario)| {
            RunValues::create(place.work(), i, &SummaryShape::of(scenario), layout.measures())
        });
        let scratch = scratch.collect::<Result<_, _>>()?;
        let mut extra = resolved(&place, layout.bases().unwrap_or(scenarios))?;
        if let Some(text) = layout.design(scenarios) {
            extra.push(write(place.work(), ResultTable::Design.file(), &text)?);
        }
        Ok(Results { tables, scratch, extra, known: None, warned: vec![], layout, place })
    }

    /// Write one run.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn take(&mut self, job: &Job, outcome: &Outcome<Pages>) -> Result<(), FileError> {
        self.taken(job, outcome).map_err(self.place.asked_for())
    }

    fn taken(&mut self, job: &Job, outcome: &Outcome<Pages>) -> Result<(), FileError> {
        match outcome {
            Ok(pages) => {
                self.write(ResultTable::Series, &pages.series)?;
                self.write(ResultTable::Windows, &behind(&self.layout.point(job.index), &pages.windows))?;
                self.write(ResultTable::Groups, &pages.groups)?;
                self.write(ResultTable::Residents, &pages.residents)?;
                self.write(ResultTable::Events, &pages.events)?;
                self.write(ResultTable::Ledger, &pages.ledger)?;
                self.write(ResultTable::Runs, &run_row(job, Some(pages)))?;
                self.scratch.get_mut(job.index).map_or(Ok(()), |scratch| scratch.take(&pages.values))
            }
            Err(reason) => {
                self.write(ResultTable::Runs, &run_row(job, None))?;
                self.write(ResultTable::Failures, &failure_row(job, reason))
            }
        }
    }

    fn write(&mut self, table: ResultTable, bytes: &[u8]) -> Result<(), FileError> {
        self.tables.iter_mut().find(|(t, _)| *t == table).map_or(Ok(()), |(_, file)| file.write(bytes))
    }

    /// Add the table of effects by group.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn group_effects(&mut self, effects: &[GroupEffect]) -> Result<(), FileError> {
        self.table(ResultTable::GroupEffects, &group_effect_rows(effects))
    }

    /// Add the table of what is to be known before the results are trusted.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn warnings(&mut self, warnings: &[Warning]) -> Result<(), FileError> {
        self.warned = warning_words(warnings);
        self.table(ResultTable::Warnings, &warning_rows(warnings))
    }

    /// Add the table of what was found with each plausible draw; what is known of effects then stands beside
    /// them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn draws(&mut self, lived: &DrawnWorlds, known: &KnownEffects) -> Result<(), FileError> {
        self.layout = self.layout.clone().with(ResultTable::Draws);
        self.known = Some(known.clone());
        self.table(ResultTable::Draws, &draw_rows(lived))
    }

    /// A table of all runs together.
    fn table(&mut self, table: ResultTable, rows: &[u8]) -> Result<(), FileError> {
        let mut file = TableWriter::with_header(self.place.work(), table, &self.layout.header(table))?;
        file.write(rows)?;
        self.tables.push((table, file));
        Ok(())
    }

    /// Add a file that is no table.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        self.extra.push(write(self.place.work(), name, bytes).map_err(self.place.asked_for())?);
        Ok(())
    }

    /// Summaries, descriptions and manifest; then the folder appears in its place. `effects` only for a
    /// comparison.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(
        self,
        scenarios: &[Scenario],
        request: &Request,
        effects: Option<&[Effect]>,
    ) -> Result<PathBuf, FileError> {
        self.finish_with(scenarios, request, effects, &mut |_, _| vec![])
    }

    /// The same, with pages made from the finished tables.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish_with(
        self,
        scenarios: &[Scenario],
        request: &Request,
        effects: Option<&[Effect]>,
        pages: &mut Pagemaker,
    ) -> Result<PathBuf, FileError> {
        let asked_for = self.place.asked_for();
        self.finished(scenarios, request, effects, pages).map_err(asked_for)
    }

    fn finished(
        mut self,
        scenarios: &[Scenario],
        request: &Request,
        effects: Option<&[Effect]>,
        pages: &mut Pagemaker,
    ) -> Result<PathBuf, FileError> {
        let folder = self.place.work().to_path_buf();
        if self.layout.has(ResultTable::Summary) {
            let mut summary = summary::begin(&folder, self.layout.format(), &names(scenarios))?;
            for (scratch, scenario) in self.scratch.drain(..).zip(scenarios) {
                scratch.summarize(&SummaryShape::of(scenario), &mut summary)?;
            }
            self.tables.push((ResultTable::Summary, summary));
        }
        if let Some(effects) = effects {
            let rows = effect_rows(effects, self.known.as_ref());
            self.table(ResultTable::Effects, &rows)?;
        }
        let mut tables: Vec<_> = self.tables.iter().map(|(table, _)| *table).collect();
        tables.extend(self.layout.bases().map(|_| ResultTable::Design));
        let written = self.tables.drain(..).map(|(_, file)| file.finish());
        let mut written = written.collect::<Result<Vec<_>, _>>()?.concat();
        written.append(&mut self.extra);
        let described = datapackage::text(&tables, &self.layout, &names(scenarios));
        written.push(write(&folder, datapackage::FILE, &described)?);
        written.sort();
        let warned = std::mem::take(&mut self.warned);
        let manifest = |written: &[Written]| {
            let mut manifest = Manifest::new(request, scenarios, written);
            manifest.warnings.clone_from(&warned);
            manifest.text()
        };
        for (name, bytes) in pages(&folder, &manifest(&written)) {
            written.push(write(&folder, &name, &bytes)?);
        }
        written.sort();
        write(&folder, manifest::FILE, &manifest(&written))?;
        self.place.publish()
    }
}

fn names(scenarios: &[Scenario]) -> Vec<String> {
    scenarios.iter().map(|scenario| scenario.name.clone()).collect()
}

/// Rows with the same cells in front of each.
fn behind(cells: &[u8], rows: &[u8]) -> Vec<u8> {
    if cells.is_empty() {
        return rows.to_vec();
    }
    rows.split_inclusive(|byte| *byte == b'\n').flat_map(|row| [cells, b",", row].concat()).collect()
}

fn run_row(job: &Job, pages: Option<&Pages>) -> Vec<u8> {
    let mut rows = RowWriter::default();
    rows.text(&job.scenario.name);
    rows.whole(job.replicate.into());
    rows.text(&job.seed.to_string());
    rows.text(if pages.is_some() { "done" } else { "failed" });
    rows.text(pages.map_or("", |pages| &pages.hash));
    let signs = pages.map(|pages| pages.signs).unwrap_or_default();
    for share in [signs.full, signs.late, signs.without_operator] {
        rows.value(share, NumberForm::Plain);
    }
    rows.text(signs.lost.map_or("", |lost| if lost { "true" } else { "false" }));
    rows.end();
    rows.bytes()
}

fn failure_row(job: &Job, reason: &str) -> Vec<u8> {
    let mut rows = RowWriter::default();
    rows.text(&job.scenario.name);
    rows.whole(job.replicate.into());
    rows.text(reason);
    rows.end();
    rows.bytes()
}
