//! Result folders read back: row by row, keeping only what a [`Study`] holds. Whatever does not fit is refused with its
//! place.

mod fill;
mod table;

use super::manifest;
use crate::experiment::findings::{Case, Study};
use crate::units::Week;
use crate::world::record::Measure;
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why results are refused, in words that begin with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

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

#[derive(Deserialize)]
struct Manifest {
    version: String,
    #[serde(default)]
    commit: Option<String>,
    seed: String,
    scenarios: Vec<Input>,
}

#[derive(Deserialize)]
struct Input {
    name: String,
    title: String,
    inputs: Vec<Source>,
}

#[derive(Deserialize)]
struct Source {
    name: String,
    sha256: String,
}

/// Read a result folder with the weekly courses of these measures.
pub fn folder(path: &Path, weekly: &[&'static Measure]) -> Result<Study, Refusal> {
    let file = path.join(manifest::FILE);
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(_) => return refuse(path, format!("holds no {}: it is no result folder of this program", manifest::FILE)),
    };
    unfinished(path, &bytes, weekly)
}

/// The same with a manifest that is not yet in the folder.
pub fn unfinished(path: &Path, manifest: &[u8], weekly: &[&'static Measure]) -> Result<Study, Refusal> {
    let file = path.join(manifest::FILE);
    if !manifest::is_ours(manifest) {
        return refuse(&file, "is no manifest of this program");
    }
    let manifest: Manifest = match serde_json::from_slice(manifest) {
        Ok(manifest) => manifest,
        Err(cause) => return refuse(&file, format!("is damaged: {cause}")),
    };
    let case = |input: Input| Case {
        name: input.name,
        title: input.title,
        inputs: input.inputs.into_iter().map(|source| (source.name, source.sha256)).collect(),
        ..Case::default()
    };
    let mut study = Study {
        version: manifest.version,
        commit: manifest.commit,
        seed: manifest.seed,
        cases: manifest.scenarios.into_iter().map(case).collect(),
        weekly: weekly.to_vec(),
        ..Study::default()
    };
    fill::all(path, &mut study)?;
    Ok(study)
}

/// Several folders as one study. Results of different versions, seeds or horizons are refused: their difference would
/// not be that of the scenarios.
pub fn folders(paths: &[PathBuf], weekly: &[&'static Measure]) -> Result<Study, Refusal> {
    let mut all: Option<Study> = None;
    for path in paths {
        let next = folder(path, weekly)?;
        match &mut all {
            None => all = Some(next),
            Some(study) => join(study, next, &paths[0], path)?,
        }
    }
    all.ok_or_else(|| Refusal("no result folder is named".into()))
}

fn join(study: &mut Study, next: Study, first: &Path, path: &Path) -> Result<(), Refusal> {
    let version = |s: &Study| s.version.clone() + &s.commit.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
    let marks = [
        ("made by version", version(study), version(&next)),
        ("of seed", study.seed.clone(), next.seed.clone()),
        ("over a horizon of weeks:", study.weeks.to_string(), next.weeks.to_string()),
    ];
    for (what, here, there) in marks {
        if here != there {
            return refuse(
                path,
                format!("its results are {what} {there}, those of {} {here}: they cannot be compared", first.display()),
            );
        }
    }
    for case in next.cases {
        if study.cases.iter().any(|known| known.name == case.name) {
            return refuse(path, format!("a scenario `{}` is also in another folder: they could not be told apart", case.name));
        }
        study.cases.push(case);
    }
    study.known.extend(next.known);
    Ok(())
}

/// One horizon for all scenarios of a folder.
fn one_horizon(path: &Path, horizons: &[(String, Week)]) -> Result<Week, Refusal> {
    let Some((first, weeks)) = horizons.first() else {
        return refuse(path, "holds no finished run");
    };
    match horizons.iter().find(|(_, other)| other != weeks) {
        Some((name, other)) => {
            refuse(path, format!("`{first}` has {weeks} weeks and `{name}` {other}: different horizons cannot be compared"))
        }
        None => Ok(*weeks),
    }
}
