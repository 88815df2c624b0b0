//! The resolved scenarios of a result folder, written before anything is computed: whoever can write them can
//! write the rest.

use crate::files::file::{Written, write};
use crate::files::folder::PendingFolder;
use crate::files::temporary::sync_folder;
use crate::files::{At, FileError, manifest};
use crate::scenario::Scenario;
use std::fs;

/// Files that are made when all is done: their names must fit too.
const LATER: [&str; 4] = [manifest::FILE, "calibration.json", "group-effects.csv", "values-4294967295.tmp"];

/// Write them.
pub(super) fn resolved(place: &PendingFolder, scenarios: &[Scenario]) -> Result<Vec<Written>, FileError> {
    let folder = place.work();
    let name = |scenario: &Scenario| format!("scenarios/{}.resolved.toml", scenario.name);
    let names: Vec<String> = scenarios.iter().map(name).collect();
    place.check_names(names.iter().map(String::as_str).chain(LATER))?;
    fs::create_dir(folder.join("scenarios")).at(folder.join("scenarios"))?;
    let texts = scenarios.iter().map(Scenario::resolved);
    let files = names.iter().zip(texts).map(|(name, text)| write(folder, name, text.as_bytes()));
    let files = files.collect::<Result<Vec<Written>, FileError>>()?;
    sync_folder(&folder.join("scenarios"))?;
    Ok(files)
}
