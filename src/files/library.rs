//! Scenarios and data files on the disk and from standard input.

use crate::files::input;
use crate::files::input::{InputKind, read_all};
use crate::scenario::library::{Embedded, FoundSource, INSIDE, Library, Opened};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Files on disk; bare names that are no file mean embedded scenarios; `-` is standard input.
pub struct DiskLibrary;

impl Library for DiskLibrary {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<FoundSource, String> {
        if inside(reference, from) {
            return Embedded.find(reference, from);
        }
        let opened = opened(reference, from, InputKind::Whole)?;
        Ok(FoundSource {
            bytes: read_all(opened.reader.whole())?,
            name: opened.name,
            identity: opened.identity,
        })
    }

    fn open<'a>(&'a self, reference: &str, from: Option<&str>) -> Result<Opened<'a>, String> {
        if inside(reference, from) {
            return Embedded.open(reference, from);
        }
        // What a scenario names is kept in memory; what the command line names is not.
        opened(reference, from, if from.is_some() { InputKind::People } else { InputKind::Table })
    }

    fn has(&self, reference: &str, from: Option<&str>) -> bool {
        inside(reference, from) || on_disk(reference, from).symlink_metadata().is_ok()
    }
}

/// The same, for what is read again: texts of scenarios are found once, since standard input and pipes give
/// them once.
#[derive(Default)]
pub(crate) struct RememberingLibrary {
    found: Mutex<BTreeMap<(String, Option<String>), FoundSource>>,
}

impl Library for RememberingLibrary {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<FoundSource, String> {
        let key = (reference.to_string(), from.map(String::from));
        let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = all.get(&key) {
            return Ok(found.clone());
        }
        let found = DiskLibrary.find(reference, from)?;
        all.insert(key, found.clone());
        Ok(found)
    }

    fn open<'a>(&'a self, reference: &str, from: Option<&str>) -> Result<Opened<'a>, String> {
        DiskLibrary.open(reference, from)
    }

    fn has(&self, reference: &str, from: Option<&str>) -> bool {
        DiskLibrary.has(reference, from)
    }
}

/// A file on the disk, or standard input.
fn opened<'a>(reference: &str, from: Option<&str>, kind: InputKind) -> Result<Opened<'a>, String> {
    if reference == "-" && from.is_none() {
        return Ok(Opened::new("-", "-", input::standard_input(kind)));
    }
    let path = on_disk(reference, from);
    let file = input::open(&path, kind)?;
    let identity = path.canonicalize().unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned();
    Ok(Opened::new(path.to_string_lossy(), identity, file))
}

/// Where a reference in the file with identity `from` leads on the disk.
fn on_disk(reference: &str, from: Option<&str>) -> PathBuf {
    match from.filter(|f| *f != "-").and_then(|f| Path::new(f).parent()) {
        Some(folder) => folder.join(reference),
        None => PathBuf::from(reference),
    }
}

/// Whether a reference means a file inside the program: it stands in one, or it is a bare name that is no
/// file.
fn inside(reference: &str, from: Option<&str>) -> bool {
    if from.is_some_and(|f| f.starts_with(INSIDE)) {
        return true;
    }
    if reference == "-" && from.is_none() {
        return false;
    }
    let (path, bare) = (on_disk(reference, from), !reference.contains(['/', '\\']));
    // A folder of results may bear the name of a built-in scenario.
    bare && (!path.exists() || path.is_dir()) && Embedded.find(reference, from).is_ok()
}
