//! Where a result folder stands. It is written beside its place under a temporary name and moved there in one
//! step; whoever looks sees all of it or nothing.

use crate::files::{At, FileError, manifest};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the user wants the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderRequest {
    /// `results/<n>` with the next free number.
    Numbered {
        /// The folder of numbers: `results`.
        parent: PathBuf,
    },
    /// A folder of that name.
    Named {
        /// Its path.
        path: PathBuf,
        /// Whether a result folder that stands there may be replaced.
        force: bool,
    },
}

/// A folder under construction. Dropped before [`PendingFolder::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct PendingFolder {
    wish: FolderRequest,
    parent: PathBuf,
    work: PathBuf,
    /// Parents that had to be made, outermost first.
    made: Vec<PathBuf>,
    published: bool,
}

impl PendingFolder {
    /// Check that the folder may stand there and begin it. Nothing is computed before this.
    ///
    /// # Errors
    /// When something else stands there, or a folder cannot be made.
    pub fn prepare(wish: FolderRequest) -> Result<PendingFolder, FileError> {
        let parent = match &wish {
            FolderRequest::Numbered { parent } => parent.clone(),
            FolderRequest::Named { path, .. } => {
                check_free(path, &wish)?;
                path.file_name().ok_or_else(|| FileError::NoName(path.clone()))?;
                path.parent().map(Path::to_path_buf).unwrap_or_default()
            }
        };
        // An empty parent is the current folder.
        let parent = if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent };
        let mut place =
            PendingFolder { wish, work: PathBuf::new(), made: missing(&parent), parent, published: false };
        fs::create_dir_all(&place.parent).at(&place.parent)?;
        place.work = new_folder(&place.parent)?;
        Ok(place)
    }

    /// Where to write.
    pub fn work(&self) -> &Path {
        &self.work
    }

    /// Move the folder to its place. Every file in it must be on the disk.
    ///
    /// # Errors
    /// When something came to stand there meanwhile, or the folder cannot be moved.
    pub fn publish(mut self) -> Result<PathBuf, FileError> {
        sync_folder(&self.work)?;
        let path = match &self.wish {
            FolderRequest::Numbered { parent } => self.publish_numbered(parent)?,
            FolderRequest::Named { path, .. } => {
                check_free(path, &self.wish)?;
                if exists(path) {
                    self.replace(path)?
                } else {
                    fs::rename(&self.work, path).at(path)?
                }
                path.clone()
            }
        };
        self.published = true;
        sync_folder(&self.parent)?;
        Ok(path)
    }

    fn publish_numbered(&self, parent: &Path) -> Result<PathBuf, FileError> {
        // Another program may take the same number between the look and the move: then the next one is tried.
        loop {
            let path = parent.join(next_number(parent)?.to_string());
            match fs::rename(&self.work, &path) {
                Ok(()) => return Ok(path),
                Err(_) if exists(&path) => {}
                refused => refused.at(&path)?,
            }
        }
    }

    fn replace(&self, path: &Path) -> Result<(), FileError> {
        // A free name: not every system moves a folder over an empty one.
        let aside = new_folder(&self.parent)?;
        fs::remove_dir(&aside).at(&aside)?;
        fs::rename(path, &aside).at(path)?;
        if let Err(cause) = fs::rename(&self.work, path) {
            // The old folder comes back: it was complete.
            fs::rename(&aside, path).at(path)?;
            return Err(FileError::Io { path: path.to_path_buf(), cause });
        }
        fs::remove_dir_all(&aside).at(aside)
    }
}

impl Drop for PendingFolder {
    fn drop(&mut self) {
        if !self.published {
            // Nothing more can be done about a folder that cannot be removed.
            let _ = fs::remove_dir_all(&self.work);
            for folder in self.made.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
        }
    }
}

/// Whether anything stands there, a dangling link included.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether the folder may stand there: nothing does yet, or a result folder that may be replaced.
fn check_free(path: &Path, wish: &FolderRequest) -> Result<(), FileError> {
    let force = matches!(wish, FolderRequest::Named { force: true, .. });
    let ours = || fs::read(path.join(manifest::FILE)).is_ok_and(|bytes| manifest::is_ours(&bytes));
    if exists(path) && !(force && ours()) {
        return Err(FileError::Exists { path: path.to_path_buf(), forced: force });
    }
    Ok(())
}

/// The folders on the way to `parent` that do not exist yet, outermost first.
fn missing(parent: &Path) -> Vec<PathBuf> {
    let mut missing: Vec<_> = parent
        .ancestors()
        .filter(|p| !p.as_os_str().is_empty() && !exists(p))
        .map(Path::to_path_buf)
        .collect();
    missing.reverse();
    missing
}

/// A new empty folder with a name that hides and tells what it is.
fn new_folder(parent: &Path) -> Result<PathBuf, FileError> {
    let mut attempt = 0_u32;
    loop {
        let path = parent.join(format!(".partial-{}-{attempt}.tmp", std::process::id()));
        match fs::create_dir(&path) {
            Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => attempt += 1,
            made => return made.at(&path).map(|()| path),
        }
    }
}

/// One more than the largest number that stands there.
fn next_number(parent: &Path) -> Result<u64, FileError> {
    let mut largest = 0_u32;
    for entry in fs::read_dir(parent).at(parent)? {
        let name = entry.at(parent)?.file_name();
        largest = largest.max(name.to_str().and_then(|n| n.parse().ok()).unwrap_or(0));
    }
    Ok(u64::from(largest) + 1)
}

/// So that the names in a folder survive a power cut too.
fn sync_folder(path: &Path) -> Result<(), FileError> {
    if cfg!(unix) {
        fs::File::open(path).and_then(|folder| folder.sync_all()).at(path)?;
    }
    Ok(())
}
