//! A result folder held against its manifest, file by file.

use crate::files::manifest;
use crate::files::read::intact::{Difference, difference};
use crate::files::read::{Refusal, manifest_in, refuse};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a folder holds against its manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verified {
    /// Files that the manifest lists.
    pub files: usize,
    /// Those that are not as they were written, in the order of the manifest.
    pub differences: Vec<Difference>,
    /// Files that stand in the folder and not in the manifest, by name.
    pub unlisted: Vec<String>,
}

/// Hold every file of a result folder against length and hash in its manifest.
///
/// # Errors
/// When the folder holds no manifest of this program, or cannot be listed.
pub(crate) fn verify(folder: &Path) -> Result<Verified, Refusal> {
    let outputs = manifest_in(folder)?.outputs;
    let differences = outputs.iter().filter_map(|output| difference(folder, output)).collect();
    let listed: BTreeSet<PathBuf> = outputs.iter().map(|output| PathBuf::from(&output.path)).collect();
    let mut unlisted = Vec::new();
    for found in files_below(folder)? {
        if found != Path::new(manifest::FILE) && !listed.contains(&found) {
            unlisted.push(found.to_string_lossy().into_owned());
        }
    }
    Ok(Verified { files: outputs.len(), differences, unlisted })
}

/// Everything below a folder but for folders themselves, by path within it. Links are not followed.
fn files_below(folder: &Path) -> Result<BTreeSet<PathBuf>, Refusal> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(within) = folders.pop() {
        let place = folder.join(&within);
        let entries = fs::read_dir(&place).or_else(|cause| refuse(&place, cause))?;
        for entry in entries {
            let entry = entry.or_else(|cause| refuse(&place, cause))?;
            let kind = entry.file_type().or_else(|cause| refuse(&entry.path(), cause))?;
            let path = within.join(entry.file_name());
            if kind.is_dir() {
                folders.push(path);
            } else {
                found.insert(path);
            }
        }
    }
    Ok(found)
}
