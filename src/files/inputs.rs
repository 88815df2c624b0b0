//! What was read: a result is never written over it.

use crate::files::FileError;
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

static READ: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// What is the same for all names of a file. The number of one that is gone is given to another: when it was
/// made, where the system tells, parts the two.
#[cfg(unix)]
fn identity(_: &Path, found: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{}:{}:{:?}", found.dev(), found.ino(), found.created().ok())
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

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a helper of a test may stop it
mod tests {
    use super::{check_unread, note};
    use std::fs;

    /// Some times, since a system may give the number of a file that is gone to the next one; its clock of
    /// files ticks in hundredths of a second.
    #[test]
    fn a_new_file_is_none_that_was_read_and_another_name_of_one_is() {
        let dir = tempfile::tempdir().unwrap();
        for n in 0..10 {
            let [read, new] = ["read", "new"].map(|name| dir.path().join(format!("{name}-{n}")));
            fs::write(&read, "").unwrap();
            note(&read, &read.metadata().unwrap());
            let linked = read.with_extension("linked");
            fs::hard_link(&read, &linked).unwrap();
            assert!(check_unread(&read).is_err() && check_unread(&linked).is_err());
            [read, linked].iter().for_each(|path| fs::remove_file(path).unwrap());
            std::thread::sleep(std::time::Duration::from_millis(20));
            fs::write(&new, "").unwrap();
            assert!(check_unread(&new).is_ok(), "{n}");
            fs::remove_file(&new).unwrap();
        }
    }
}
