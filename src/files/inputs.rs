//! What was read: a result is never written over it.

use crate::files::FileError;
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

static READ: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// What is the same for all names of a file.
#[cfg(unix)]
fn identity(_: &Path, found: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{}:{}", found.dev(), found.ino())
}

/// What is the same for all names of a file, links aside.
#[cfg(not(unix))]
fn identity(path: &Path, _: &Metadata) -> String {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf()).to_string_lossy().into_owned()
}

/// A file is read.
pub(super) fn note(path: &Path, found: &Metadata) {
    READ.lock().unwrap_or_else(PoisonError::into_inner).insert(identity(path, found));
}

/// Whether a file may be replaced: not one that was read.
pub(super) fn check_unread(path: &Path) -> Result<(), FileError> {
    let read = |found: Metadata| {
        READ.lock().unwrap_or_else(PoisonError::into_inner).contains(&identity(path, &found))
    };
    if path.metadata().is_ok_and(read) { Err(FileError::IsInput(path.to_path_buf())) } else { Ok(()) }
}
