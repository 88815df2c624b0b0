//! The folder of a calibration, and the file from which an interrupted one goes on.

use crate::files::file::{Written, write};
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::input;
use crate::files::input::InputKind;
use crate::files::manifest;
use crate::files::manifest::{Manifest, Request, json};
use crate::files::read::CALIBRATION;
use crate::files::write::page;
use crate::files::write::resolved::resolved;
use crate::files::write::results::Pagemaker;
use crate::files::write::rows::{NumberForm, RowWriter};
use crate::files::{At, FileError};
use crate::scenario::Scenario;
use crate::study::calibrate::calibration::Calibration;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The posterior: one draw per row, a column per parameter.
pub(crate) const POSTERIOR: &str = "posterior.csv";

/// A folder begun for a calibration, before anything is computed.
pub(crate) struct CalibrationFolder {
    place: PendingFolder,
    scenarios: Vec<Written>,
}

impl CalibrationFolder {
    /// Begin it.
    pub(crate) fn begin(wish: FolderRequest, scenarios: &[Scenario]) -> Result<Self, FileError> {
        let place = PendingFolder::prepare(wish)?;
        let scenarios = resolved(&place, scenarios).map_err(place.asked_for())?;
        Ok(CalibrationFolder { place, scenarios })
    }

    /// Write everything and put the folder in its place.
    pub(crate) fn publish(
        self,
        calibration: &Calibration,
        request: &Request,
        scenarios: &[Scenario],
        answer: &serde_json::Value,
        pages: &mut Pagemaker,
    ) -> Result<PathBuf, FileError> {
        let (asked_for, mut written) = (self.place.asked_for(), self.scenarios);
        let tables = [
            (POSTERIOR, posterior(calibration)),
            ("parameters.csv", parameters(calibration)),
            ("correlations.csv", correlations(calibration)),
            ("predictions.csv", predictions(calibration)),
            ("generations.csv", generations(calibration)),
            (CALIBRATION, json(answer)),
        ];
        for (name, bytes) in tables {
            written.push(write(self.place.work(), name, &bytes).map_err(&asked_for)?);
        }
        written.sort();
        let manifest = Manifest::new(request, scenarios, &written).text();
        for (name, bytes) in pages(self.place.work(), &manifest) {
            written.push(write(self.place.work(), &name, &bytes).map_err(&asked_for)?);
        }
        written.sort();
        let manifest = Manifest::new(request, scenarios, &written).text();
        write(self.place.work(), manifest::FILE, &manifest).map_err(&asked_for)?;
        self.place.publish().map_err(asked_for)
    }
}

fn table<'a>(header: impl IntoIterator<Item = &'a str>) -> RowWriter {
    let mut rows = RowWriter::default();
    header.into_iter().for_each(|name| rows.text(name));
    rows.end();
    rows
}

fn posterior(calibration: &Calibration) -> Vec<u8> {
    let parameters = calibration.parameters.iter().map(|parameter| parameter.parameter.as_str());
    let mut rows = table(std::iter::once("draw").chain(parameters));
    for (at, draw) in calibration.draws.iter().enumerate() {
        rows.whole(at as i64 + 1);
        draw.iter().for_each(|value| rows.number(*value));
        rows.end();
    }
    rows.bytes()
}

fn parameters(calibration: &Calibration) -> Vec<u8> {
    let mut rows = table([
        "parameter",
        "low",
        "high",
        "before",
        "mean",
        "q05",
        "median",
        "q95",
        "sd_ratio",
        "silent",
        "at_edge",
    ]);
    for one in &calibration.parameters {
        rows.text(&one.parameter);
        let numbers = [one.range.0, one.range.1, one.before, one.mean];
        numbers.into_iter().chain(one.quantiles).chain([one.spread]).for_each(|x| rows.number(x));
        rows.text(if one.silent { "true" } else { "false" });
        rows.number(one.at_edge);
        rows.end();
    }
    rows.bytes()
}

fn correlations(calibration: &Calibration) -> Vec<u8> {
    let mut rows = table(["parameter", "other", "correlation"]);
    for (first, second, correlation) in &calibration.correlations {
        rows.text(&calibration.parameters[*first].parameter);
        rows.text(&calibration.parameters[*second].parameter);
        rows.number(*correlation);
        rows.end();
    }
    rows.bytes()
}

fn predictions(calibration: &Calibration) -> Vec<u8> {
    let header = [
        "scenario",
        "statistic",
        "observed",
        "se",
        "model_q05",
        "model_median",
        "model_q95",
        "q05",
        "median",
        "q95",
        "inside",
    ];
    let mut rows = table(header);
    for one in &calibration.foretold {
        rows.text(&one.scenario);
        rows.text(&one.statistic);
        let numbers = [one.observed, one.error].into_iter().chain(one.model).chain(one.observable);
        numbers.for_each(|x| rows.value(Some(x).filter(|x| x.is_finite()), NumberForm::Plain));
        rows.text(if one.inside { "true" } else { "false" });
        rows.end();
    }
    rows.bytes()
}

fn generations(calibration: &Calibration) -> Vec<u8> {
    let mut rows = table(["generation", "lived", "failed", "tolerance", "accepted", "effective"]);
    for one in &calibration.generations {
        [one.number, one.lived, one.failed].into_iter().for_each(|n| rows.whole(n.into()));
        [one.tolerance, one.accepted, one.effective].into_iter().for_each(|x| rows.number(x));
        rows.end();
    }
    rows.bytes()
}

/// Where an unfinished fit of a folder is kept: beside it.
pub(crate) fn unfinished(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_os_string();
    name.push(".unfinished.json");
    folder.with_file_name(name)
}

/// Keep an unfinished fit: the file is complete or the one before it.
pub(crate) fn keep(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    page::write(path, bytes, page::Existing::Replace)
}

/// Read an unfinished fit; `None` when there is none.
pub(crate) fn kept(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    match path.symlink_metadata() {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        found => found.at(path)?,
    };
    let refused = |why| FileError::Io { path: path.to_path_buf(), cause: std::io::Error::other(why) };
    input::read(path, InputKind::UnfinishedFit).map(Some).map_err(refused)
}

/// Forget a fit that is finished.
pub(crate) fn forget(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => {
            Err(FileError::Io { path: path.to_path_buf(), cause })
        }
        _ => Ok(()),
    }
}
