//! Files. The only writer of result folders, and a folder is complete or absent.
//!
//! - Where may a result folder stand, and how does it come there in one step? → `folder.rs`
//! - Which program and which request made it? → `manifest.rs`
//! - What do its columns mean? → `columns/`
//! - How does a run become rows (on the thread that lived it)? → `pack.rs`
//! - How is it written? → `write/`; a file that knows its own hash → `file.rs`
//! - How is it read back? → `read/`
//! - How are scenarios found on the disk and on standard input? → `library.rs`

pub(crate) mod columns;
mod file;
pub(crate) mod folder;
pub(crate) mod library;
pub(crate) mod manifest;
pub(crate) mod pack;
pub(crate) mod read;
pub(crate) mod write;

use std::path::PathBuf;
use std::{fmt, io};

/// Why a result folder could not be written.
#[derive(Debug)]
pub enum FileError {
    /// Something stands where the folder should go.
    Exists {
        /// Where.
        path: PathBuf,
        /// Whether `--force` was given, so that it must be something that is not ours.
        forced: bool,
    },
    /// The name cannot be that of a folder.
    NoName(PathBuf),
    /// The system refused.
    Io {
        /// What could not be read or written.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            FileError::Exists { path, forced: false } => {
                write!(f, "{} exists already; choose another name, or --force to replace it", path.display())
            }
            FileError::Exists { path, forced: true } => {
                write!(
                    f,
                    "{} holds no manifest.json of this program; --force replaces only its own result folders",
                    path.display()
                )
            }
            FileError::NoName(path) => write!(f, "`{}` is no name for a folder", path.display()),
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
