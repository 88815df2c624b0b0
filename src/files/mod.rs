//! Files. The only writer of result folders, and a folder is complete or absent.
//!
//! - Where may a result folder stand, and how does it come there in one step? → `folder.rs`
//! - Where is it while it is unfinished, and who removes what a dead program left? → `temporary.rs`
//! - Which files are read, and how much of them? → `input.rs`
//! - What was read, and is therefore never replaced? → `inputs.rs`
//! - Which program and which request made it? → `manifest.rs`
//! - How are files named in results? → `portable.rs`
//! - Which tables and measures does a folder hold? → `layout.rs`; in which form → `format.rs`, Parquet →
//!   `parted/`
//! - Where are finished runs kept while others are still lived? → `journal.rs`
//! - What do its columns mean? → `columns/`
//! - How does a run become rows (on the thread that lived it)? → `pack.rs`
//! - How do folders with parts of the runs become one? → `merge/`
//! - How are runs taken from the folder of another batch? → `reuse.rs`
//! - How is it written? → `write/`; a file that knows its own hash → `file.rs`
//! - How is it read back? → `read/`
//! - How much memory is free? → `machine.rs`
//! - How are scenarios found on the disk and on standard input? → `library.rs`

pub(crate) mod columns;
pub(crate) mod file;
pub(crate) mod folder;
pub(crate) mod format;
pub(crate) mod input;
mod inputs;
pub(crate) mod journal;
pub(crate) mod layout;
pub(crate) mod library;
pub(crate) mod machine;
pub(crate) mod manifest;
pub(crate) mod merge;
pub(crate) mod pack;
#[cfg(feature = "parquet")]
mod parted;
pub(crate) mod portable;
pub(crate) mod read;
pub(crate) mod reuse;
pub(crate) mod temporary;
pub(crate) mod write;

use crate::language::said;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why a result could not be written.
#[derive(Debug)]
pub enum FileError {
    /// Something stands where the result should go.
    Exists {
        /// Where.
        path: PathBuf,
        /// Whether `--force` was given, so that it must be something that is not ours.
        forced: bool,
    },
    /// The result folder to be replaced holds files that its manifest does not list.
    Foreign {
        /// The folder.
        path: PathBuf,
        /// Some of them.
        names: Vec<String>,
    },
    /// A link stands there.
    Link(PathBuf),
    /// Something else than a regular file stands there.
    NoFile(PathBuf),
    /// What stands there was read for the result.
    IsInput(PathBuf),
    /// The name cannot be that of a result.
    NoName(PathBuf),
    /// There is no folder in which the file could stand.
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// The place is gone; the result is under another name.
    Kept {
        /// Where it should have gone.
        path: PathBuf,
        /// Where it is.
        kept: PathBuf,
        /// Why.
        why: String,
    },
    /// The result is in its place, but what it replaced could not be removed.
    OldKept {
        /// The place.
        path: PathBuf,
        /// Where the old result is now.
        old: PathBuf,
    },
    /// The journal of a batch cannot be gone on with.
    Journal {
        /// The file.
        path: PathBuf,
        /// Why, in words that follow its name.
        why: String,
    },
    /// The system refused.
    Io {
        /// What could not be read or written.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

impl FileError {
    fn kept(path: &Path, kept: PathBuf, why: &FileError) -> FileError {
        FileError::Kept { path: path.to_path_buf(), kept, why: why.to_string() }
    }

    /// The same, in words of the place that was asked for instead of that where the work is done.
    fn asked_for(self, work: &Path, place: &Path) -> FileError {
        match self {
            FileError::Io { path, cause } => {
                let path = path.strip_prefix(work).map(|inside| place.join(inside)).unwrap_or(path);
                FileError::Io { path, cause }
            }
            other => other,
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            FileError::Exists { path, forced: false } => f.write_str(&said!(
                "{} exists already; choose another name, or --force to replace it",
                path.display()
            )),
            FileError::Exists { path, forced: true } => f.write_str(&said!(
                "{} holds no manifest.json of this program; --force replaces only its own \
                            result folders",
                path.display()
            )),
            FileError::Foreign { path, names } => f.write_str(&said!(
                "{} holds what its manifest.json does not list: {}; move it away, or \
                            choose another name",
                path.display(),
                names.join(", ")
            )),
            FileError::Link(path) => f.write_str(&said!(
                "{} is a link, and --force replaces no links; name what it leads to",
                path.display()
            )),
            FileError::NoFile(path) => {
                f.write_str(&said!("{} is no regular file, and --force replaces no others", path.display()))
            }
            FileError::IsInput(path) => f.write_str(&said!(
                "{}: input and output are the same file; choose another name",
                path.display()
            )),
            FileError::NoName(path) => {
                f.write_str(&said!("`{}` is a folder, or no name for a result", path.display()))
            }
            FileError::NoFolder { path, folder } => f.write_str(&said!(
                "{}: there is no folder `{}`; make it first",
                path.display(),
                folder.display()
            )),
            FileError::Kept { path, kept, why } => f.write_str(&said!(
                "{}: {why}\nnothing is lost: the result is in {}",
                path.display(),
                kept.display()
            )),
            FileError::OldKept { path, old } => {
                let (path, old) = (path.display(), old.display());
                f.write_str(&said!(
                    "the new results are in {path}; the old ones could not be removed and are in {old}"
                ))
            }
            FileError::Journal { path, why } => write!(f, "{} {why}", path.display()),
            FileError::Io { path, cause } => write!(f, "{}: {cause}", path.display()),
        }
    }
}

impl std::error::Error for FileError {}

/// Attach the path to a refusal of the system.
trait At<T> {
    fn at(self, path: impl Into<PathBuf>) -> Result<T, FileError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: impl Into<PathBuf>) -> Result<T, FileError> {
        self.map_err(|cause| FileError::Io { path: path.into(), cause })
    }
}
