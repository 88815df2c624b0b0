//! Result folders read back: row by row, keeping only what a [`Comparison`] holds. Whatever does not
//! fit is refused with its place.
//!
//! - Are the tables those that were written? → `intact`, and all files? → `verify`
//! - How is a table read, row by row? → `table`
//! - How are its runs lived again? → `again`
//! - Who was sampled of a world? → `sampled`
//! - What came out at the points of a sweep? → `swept`
//! - What should be known before it is trusted? → `warnings`
//! - What is kept of each table? → `fill`, and of the answer of a comparison → `found`

pub(crate) mod again;
mod fill;
mod found;
mod intact;
pub(crate) mod sampled;
mod swept;
pub(super) mod table;
mod verify;
pub(in crate::files) mod warnings;

pub(crate) use crate::files::read::intact::Difference;
pub(crate) use crate::files::read::swept::{swept, without_weeks};
pub(crate) use crate::files::read::verify::{Verified, verify};
pub(crate) use crate::files::read::warnings::warnings;

use crate::files::input;
use crate::files::input::InputKind;
use crate::files::manifest;
use crate::files::manifest::{Manifest, ScenarioEntry};
use crate::language::{said, term};
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::run::found::few;
use crate::study::run::warnings::Warning;
use crate::units::Week;
use crate::world::record::Measure;
use std::fmt;
use std::path::{Path, PathBuf};

/// The answer of `compare` in its folder.
pub(crate) const COMPARISON: &str = "compare.json";
/// The answer of `diagnose` in its folder.
pub(crate) const DIAGNOSIS: &str = "diagnosis.json";

/// The answer of `calibrate` in its folder.
pub(crate) const CALIBRATION: &str = "calibration.json";

/// Why results are refused, in words that begin with the file; a line for each reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// A refusal of a whole file or folder.
fn refuse<T>(path: &Path, why: impl fmt::Display) -> Result<T, Refusal> {
    Err(Refusal(format!("{}: {why}", path.display())))
}

/// Read a result folder with the weekly courses of these measures. A table that is not the one that was
/// written is refused, and so is what does not fit in it.
pub(crate) fn folder(path: &Path, weekly: &[&'static Measure]) -> Result<Comparison, Refusal> {
    let manifest = manifest_in(path)?;
    if manifest.request.command == "calibrate" {
        let why = term(
            "is the fit of `calibrate`, whose answer is in calibration.json, and holds no runs; \
        report on \
            runs with it: commonroom run SCENARIO -o DIR --posterior",
        );
        return refuse(path, format!("{why} {}", path.join("posterior.csv").display()));
    }
    if manifest.request.command == "best" {
        let why = term(
            "is the answer of `best`, which is in best.json, and holds no runs; compare its scenarios: \
            commonroom compare BASE",
        );
        return refuse(path, format!("{why} {}", path.join("front-1.toml").display()));
    }
    let changed = intact::faults(path, &manifest.outputs);
    let read = study(path, manifest, weekly);
    if changed.is_empty() {
        return read;
    }
    Err(all([changed, read.err().into_iter().collect()].concat()))
}

/// The manifest of a folder whose files are all as they were written, but for the report.
pub(crate) fn intact_folder(path: &Path) -> Result<Manifest, Refusal> {
    let manifest = manifest_in(path)?;
    let changed = intact::faults(path, &manifest.outputs);
    if changed.is_empty() { Ok(manifest) } else { Err(all(changed)) }
}

/// The manifest in a result folder.
pub(crate) fn manifest_in(path: &Path) -> Result<Manifest, Refusal> {
    let file = path.join(manifest::FILE);
    match file.symlink_metadata() {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            let why = said!("holds no {}: it is no result folder of this program", manifest::FILE);
            return refuse(path, why);
        }
        _ => {}
    }
    let bytes = input::read(&file, InputKind::Manifest).or_else(|why| refuse(&file, why))?;
    manifest_of(path, &bytes)
}

/// The same with a manifest that is not yet in the folder.
pub(crate) fn unfinished(
    path: &Path,
    manifest: &[u8],
    weekly: &[&'static Measure],
) -> Result<Comparison, Refusal> {
    study(path, manifest_of(path, manifest)?, weekly)
}

/// The answer of `calibrate` in its folder, as it stands there.
pub(crate) fn calibration(path: &Path) -> Result<serde_json::Value, Refusal> {
    answer_in(path, CALIBRATION)
}

/// The answer of `diagnose` in its folder, as it stands there.
pub(crate) fn diagnosis(path: &Path) -> Result<serde_json::Value, Refusal> {
    answer_in(path, DIAGNOSIS)
}

fn answer_in(path: &Path, name: &str) -> Result<serde_json::Value, Refusal> {
    let file = path.join(name);
    let bytes = input::read(&file, InputKind::Result).or_else(|why| refuse(&file, why))?;
    serde_json::from_slice(&bytes).or_else(|cause| refuse(&file, said!("is damaged: {cause}")))
}

/// A refusal of the answer of `calibrate` in a folder.
pub(crate) fn no_calibration(path: &Path, cause: impl fmt::Display) -> Refusal {
    let file = path.join(CALIBRATION);
    Refusal(format!("{}: {}", file.display(), said!("is damaged: {cause}")))
}

/// The manifest of a folder that is about to be finished.
pub(crate) fn manifest_of(path: &Path, bytes: &[u8]) -> Result<Manifest, Refusal> {
    let file = path.join(manifest::FILE);
    if !manifest::is_ours(bytes) {
        return refuse(&file, term("is no manifest of this program"));
    }
    serde_json::from_slice(bytes).or_else(|cause| refuse(&file, said!("is damaged: {cause}")))
}

fn study(path: &Path, manifest: Manifest, weekly: &[&'static Measure]) -> Result<Comparison, Refusal> {
    let swept = swept(path, &manifest)?;
    let mut study = without_runs(manifest, weekly);
    fill::all(path, &mut study)?;
    study.swept = swept;
    Ok(study)
}

/// The scenarios of a manifest, with the weekly courses of these measures to come, before any run is in it.
pub(crate) fn without_runs(manifest: Manifest, weekly: &[&'static Measure]) -> Comparison {
    let case = |entry: ScenarioEntry| Case {
        name: entry.name,
        title: entry.title,
        short: entry.short,
        changes: entry.changes,
        inputs: entry.inputs,
        ..Case::default()
    };
    Comparison {
        from: manifest.draws_from(),
        version: manifest.version,
        commit: manifest.commit,
        seed: manifest.request.seed,
        cases: manifest.scenarios.into_iter().map(case).collect(),
        weekly: weekly.to_vec(),
        ..Comparison::default()
    }
}

/// Several reasons as one refusal.
fn all(reasons: Vec<Refusal>) -> Refusal {
    Refusal(reasons.into_iter().map(|reason| reason.0).collect::<Vec<_>>().join("\n"))
}

/// Several folders as one study. Results of different versions, seeds or horizons are refused: their
/// difference would not be that of the scenarios. All reasons are told at once.
pub(crate) fn folders(paths: &[PathBuf], weekly: &[&'static Measure]) -> Result<Comparison, Refusal> {
    let mut joined: Option<Comparison> = None;
    let mut reasons = Vec::new();
    for path in paths {
        match (folder(path, weekly), &mut joined) {
            (Err(reason), _) => reasons.push(reason),
            (Ok(next), None) => joined = Some(next),
            (Ok(next), Some(study)) => reasons.extend(join(study, next, &paths[0], path)),
        }
    }
    match joined {
        Some(study) if reasons.is_empty() => Ok(study),
        _ if reasons.is_empty() => Err(Refusal(term("no result folder is named").into())),
        _ => Err(all(reasons)),
    }
}

/// Add the scenarios of another folder, or say everything that speaks against it.
fn join(study: &mut Comparison, next: Comparison, first: &Path, path: &Path) -> Vec<Refusal> {
    let version = |s: &Comparison| {
        s.version.clone() + &s.commit.as_ref().map(|c| format!(" ({c})")).unwrap_or_default()
    };
    let marks = [
        (term("made by version"), version(study), version(&next)),
        (term("of seed"), study.seed.clone(), next.seed.clone()),
        (term("over a horizon of weeks:"), study.weeks.to_string(), next.weeks.to_string()),
    ];
    let reason = |words: String| Refusal(format!("{}: {words}", path.display()));
    let mut reasons = Vec::new();
    for (what, here, there) in marks.into_iter().filter(|(_, here, there)| here != there) {
        let words = said!(
            "its results are {what} {there}, those of {} {here}: they cannot be compared",
            first.display()
        );
        reasons.push(reason(words));
    }
    for case in next.cases {
        match study.cases.iter_mut().find(|known| known.name == case.name) {
            None => study.cases.push(case),
            Some(known) if known.continues(&case) => known.join(case),
            Some(_) => {
                let words = said!(
                    "a scenario `{}` is also in another folder, with other inputs or the same worlds: they \
                     could not be told apart",
                    case.name
                );
                reasons.push(reason(words));
            }
        }
    }
    // Points of several sweeps have no design in common.
    study.swept = None;
    study.warnings.extend(next.warnings);
    study.warnings.retain(|warning| !matches!(warning, Warning::FewReplicates { .. }));
    study.warnings.extend(few(study.replicates() as u32));
    study.effects.extend(next.effects);
    // Scenarios of several folders were not lived with the same draws together.
    study.known = None;
    study.asked = study.asked.or(next.asked);
    study.causes = study.causes.take().or(next.causes);
    reasons
}

/// One horizon for all scenarios of a folder.
fn one_horizon(path: &Path, horizons: &[(String, Week)]) -> Result<Week, Refusal> {
    let Some((first, weeks)) = horizons.first() else {
        return refuse(path, term("holds no finished run"));
    };
    match horizons.iter().find(|(_, other)| other != weeks) {
        Some((name, other)) => refuse(
            path,
            said!("`{first}` has {weeks} weeks and `{name}` {other}: different horizons cannot be compared"),
        ),
        None => Ok(*weeks),
    }
}
