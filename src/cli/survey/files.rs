//! The files of `survey`: settled before anybody is asked, written together, told at the end.

use crate::cli::{Failure, answer};
use crate::escape;
use crate::files::write::page::{Existing, PendingFile};
use crate::files::write::survey as files;
use crate::language::said;
use crate::study::survey::Questionnaire;
use crate::study::survey::table::ItemEstimate;
use crate::units::Week;
use std::path::Path;

/// Where answers, table, observations and report go, as far as they are wanted.
pub(super) type WantedFiles<'a> = [Option<&'a Path>; 4];

/// The files that are wanted, in their places.
pub(super) struct Files {
    out: Option<PendingFile>,
    table: Option<PendingFile>,
    observed: Option<PendingFile>,
    report: Option<PendingFile>,
}

impl Files {
    /// Settle the places, once everything was read and before anybody is asked.
    pub(super) fn begin(wanted: WantedFiles, existing: Existing) -> Result<Files, Failure> {
        let begin = |path: Option<&Path>| path.map(|path| PendingFile::prepare(path, existing)).transpose();
        let [out, table, observed, report] = wanted;
        Ok(Files {
            out: begin(out)?,
            table: begin(table)?,
            observed: begin(observed)?,
            report: begin(report)?,
        })
    }

    /// Write them, each complete or not at all.
    pub(super) fn publish(
        self,
        answers: &[Questionnaire],
        table: &dyn Fn() -> Vec<u8>,
        estimates: &[ItemEstimate],
        (week, note): (Week, &str),
        page: &dyn Fn() -> String,
    ) -> Result<(), Failure> {
        if let Some(file) = self.out {
            file.publish(&files::answers(answers))?;
        }
        if let Some(file) = self.table {
            file.publish(&table())?;
        }
        if let Some(file) = self.observed {
            file.publish(&files::observations(estimates, week, note))?;
        }
        if let Some(file) = self.report {
            file.publish(page().as_bytes())?;
        }
        Ok(())
    }
}

/// Say where the files are.
pub(super) fn told(wanted: WantedFiles) -> Result<(), Failure> {
    let [out, table, observed, report] = wanted.map(|path| path.map(escape::path));
    let lines = [
        out.map(|path| said!("Answers: {path}\n")),
        table.map(|path| said!("Table: {path}\n")),
        observed.map(|path| said!("Observations: {path}\n")),
        report.map(|path| said!("Report: {path}\n")),
    ];
    answer(&lines.into_iter().flatten().collect::<String>())
}
