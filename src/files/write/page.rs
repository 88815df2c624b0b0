//! A single file that the user asked for: complete or absent, and never over another one without leave.

use crate::files::{At, FileError};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// What becomes of a file that stands there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It stays, and nothing is written.
    Refuse,
    /// It is replaced.
    Replace,
}

/// Whether a file may stand there. Ask before computing.
pub(crate) fn check_free(path: &Path, existing: Existing) -> Result<(), FileError> {
    match path.symlink_metadata() {
        Ok(there) if there.is_dir() => Err(FileError::NoName(path.to_path_buf())),
        Ok(_) if existing == Existing::Refuse => {
            Err(FileError::Exists { path: path.to_path_buf(), forced: false })
        }
        _ => path.file_name().map(|_| ()).ok_or_else(|| FileError::NoName(path.to_path_buf())),
    }
}

/// Write it beside its place and move it there in one step.
pub(crate) fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), FileError> {
    check_free(path, existing)?;
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let aside = path.with_file_name(name);
    let written = File::create(&aside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        // Nothing more can be done about a file that cannot be removed.
        let _ = fs::remove_file(&aside);
    }
    written.at(path)
}
