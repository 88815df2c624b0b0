//! A result folder from the first run to the last: rows are written as runs arrive, the rest at the end.

use crate::batch::{Job, Outcome};
use crate::files::FileError;
use crate::files::columns::ResultTable;
use crate::files::file::{Hashed, Written, write};
use crate::files::folder::PendingFolder;
use crate::files::manifest;
use crate::files::manifest::{Manifest, Request};
use crate::files::pack::Pages;
use crate::files::write::datapackage;
use crate::files::write::resolved::resolved;
use crate::files::write::rows::{NumberForm, RowWriter};
use crate::files::write::summary;
use crate::files::write::summary::RunValues;
use crate::scenario::Scenario;
use crate::simulation::Retain;
use crate::study::compare::case::GroupKey;
use crate::study::compare::effects::Effect;
use crate::study::compare::groups::GroupEffect;
use crate::world::record::measure;
use std::path::{Path, PathBuf};

/// A result folder being written. Dropped before [`Results::finish`], it leaves nothing behind.
pub struct Results {
    // Before `place`: files are closed before their folder is removed.
    tables: Vec<(ResultTable, Hashed)>,
    scratch: Vec<RunValues>,
    extra: Vec<Written>,
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
        let asked_for = place.asked_for();
        Results::begun(place, scenarios, keep).map_err(asked_for)
    }

    fn begun(place: PendingFolder, scenarios: &[Scenario], keep: Retain) -> Result<Results, FileError> {
        let streamed = [
            ResultTable::Series,
            ResultTable::Windows,
            ResultTable::Groups,
            ResultTable::Events,
            ResultTable::Ledger,
            ResultTable::Runs,
            ResultTable::Failures,
        ];
        let mut tables = Vec::new();
        for table in streamed.into_iter().filter(|t| keep.ledger || *t != ResultTable::Ledger) {
            let mut file = Hashed::create(place.work(), table.file())?;
            file.write(&table.header())?;
            tables.push((table, file));
        }
        let scratch: Result<_, _> = scenarios
            .iter()
            .enumerate()
            .map(|(i, scenario)| RunValues::create(place.work(), i, scenario))
            .collect();
        let extra = resolved(&place, scenarios)?;
        Ok(Results { tables, scratch: scratch?, extra, place })
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
                self.write(ResultTable::Windows, &pages.windows)?;
                self.write(ResultTable::Groups, &pages.groups)?;
                self.write(ResultTable::Events, &pages.events)?;
                self.write(ResultTable::Ledger, &pages.ledger)?;
                self.write(ResultTable::Runs, &run_row(job, "done", Some(&pages.hash)))?;
                self.scratch.get_mut(job.index).map_or(Ok(()), |scratch| scratch.take(&pages.values))
            }
            Err(reason) => {
                self.write(ResultTable::Runs, &run_row(job, "failed", None))?;
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
        let mut file = Hashed::create(self.place.work(), ResultTable::GroupEffects.file())?;
        file.write(&ResultTable::GroupEffects.header())?;
        file.write(&group_effect_rows(effects))?;
        self.tables.push((ResultTable::GroupEffects, file));
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
        let mut summary = summary::begin(&folder)?;
        for (scratch, scenario) in self.scratch.drain(..).zip(scenarios) {
            scratch.summarize(scenario, &mut summary)?;
        }
        self.tables.push((ResultTable::Summary, summary));
        if let Some(effects) = effects {
            let mut file = Hashed::create(&folder, ResultTable::Effects.file())?;
            file.write(&ResultTable::Effects.header())?;
            file.write(&effect_rows(effects))?;
            self.tables.push((ResultTable::Effects, file));
        }
        let tables: Vec<_> = self.tables.iter().map(|(table, _)| *table).collect();
        let mut written =
            self.tables.drain(..).map(|(_, file)| file.finish()).collect::<Result<Vec<_>, _>>()?;
        written.append(&mut self.extra);
        written.push(write(&folder, datapackage::FILE, &datapackage::text(&tables))?);
        for (name, bytes) in pages(&folder, &Manifest::new(request, scenarios, &[]).text()) {
            written.push(write(&folder, &name, &bytes)?);
        }
        written.sort();
        write(&folder, manifest::FILE, &Manifest::new(request, scenarios, &written).text())?;
        self.place.publish()
    }
}

fn run_row(job: &Job, status: &str, hash: Option<&str>) -> Vec<u8> {
    let mut rows = RowWriter::default();
    rows.text(&job.scenario.name);
    rows.whole(job.replicate.into());
    rows.text(&job.seed.to_string());
    rows.text(status);
    rows.text(hash.unwrap_or_default());
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

fn effect_rows(effects: &[Effect]) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for effect in effects {
        let paired = &effect.paired;
        let money = measure(effect.measure).map_or(NumberForm::Plain, NumberForm::of);
        for text in [&effect.baseline, &effect.scenario, effect.measure, &effect.window.to_string()] {
            rows.text(text);
        }
        rows.value(Some(paired.diff), money);
        rows.value(paired.interval.map(|i| i.0), money);
        rows.value(paired.interval.map(|i| i.1), money);
        rows.value(paired.p_better, NumberForm::Plain);
        rows.whole(paired.pairs as i64);
        match paired.others {
            Some(n) => rows.whole(n as i64),
            None => rows.nothing(),
        }
        rows.value(paired.correlation, NumberForm::Plain);
        rows.value(paired.variance_reduction, NumberForm::Plain);
        match paired.pairs_to_settle {
            Some(n) => rows.whole(n as i64),
            None => rows.nothing(),
        }
        rows.end();
    }
    rows.bytes()
}

fn group_effect_rows(effects: &[GroupEffect]) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for effect in effects {
        let GroupKey { year, group, figure } = effect.key;
        let (kind, group) = group.key();
        rows.text(&effect.baseline);
        rows.text(&effect.scenario);
        rows.whole(year.into());
        for text in [kind, group, figure.name()] {
            rows.text(text);
        }
        let interval = effect.paired.interval;
        for value in [
            Some(effect.before),
            Some(effect.after),
            Some(effect.paired.diff),
            interval.map(|i| i.0),
            interval.map(|i| i.1),
        ] {
            rows.value(value, NumberForm::Plain);
        }
        rows.value(effect.paired.p_better, NumberForm::Plain);
        rows.whole(effect.paired.pairs as i64);
        rows.end();
    }
    rows.bytes()
}
