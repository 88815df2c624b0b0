//! Where a result folder stands. It is written beside its place under a temporary name and moved there in one
//! step; whoever looks sees all of it or nothing.

use crate::files::temporary::{Temporary, names_beside, sweep, sync_folder};
use crate::files::{At, FileError, inputs, manifest};
use crate::language::said;
use std::fs;
use std::io::ErrorKind;
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
    work: Temporary,
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
        let work = Temporary::begin(&parent)?;
        Ok(PendingFolder { wish, work, parent })
    }

    /// Where to write.
    pub fn work(&self) -> &Path {
        self.work.path()
    }

    /// Whether files of these names can stand in the folder and in its place: not where they are too long.
    pub(super) fn check_names<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<(), FileError> {
        let place = self.asked();
        for name in names {
            for folder in [self.work(), &place] {
                exists(&folder.join(name)).map_err(self.asked_for())?;
            }
        }
        Ok(())
    }

    /// The place that was asked for; of numbered folders the parent.
    fn asked(&self) -> PathBuf {
        match &self.wish {
            FolderRequest::Numbered { parent } => parent.clone(),
            FolderRequest::Named { path, .. } => path.clone(),
        }
    }

    /// Turns faults into words of the place that was asked for.
    pub(super) fn asked_for(&self) -> impl Fn(FileError) -> FileError + use<> {
        let (work, place) = (self.work().to_path_buf(), self.asked());
        move |fault| fault.asked_for(&work, &place)
    }

    /// Move the folder to its place. Every file in it must be on the disk. When it cannot stand there any
    /// more it stays under another name.
    ///
    /// # Errors
    /// When something came to stand there meanwhile, or the folder cannot be moved.
    pub fn publish(mut self) -> Result<PathBuf, FileError> {
        self.work.finished()?;
        sync_folder(self.work())?;
        match self.place() {
            Ok(path) => {
                self.sync_names()?;
                self.work.placed();
                Ok(path)
            }
            // The new results are in their place, only the old ones could not go.
            Err(why @ FileError::OldKept { .. }) => {
                self.work.placed();
                Err(why)
            }
            Err(why) => Err(self.keep(&why)),
        }
    }

    fn place(&self) -> Result<PathBuf, FileError> {
        match &self.wish {
            FolderRequest::Numbered { parent } => self.publish_numbered(parent),
            FolderRequest::Named { path, .. } => {
                check_free(path, &self.wish)?;
                if exists(path)? {
                    self.replace(path)?
                } else {
                    fs::rename(self.work(), path).at(path)?
                }
                Ok(path.clone())
            }
        }
    }

    fn publish_numbered(&self, parent: &Path) -> Result<PathBuf, FileError> {
        // Another program may take a number between the look and the move: then the next one is tried.
        for number in next_numbers(parent)? {
            let path = parent.join(number.to_string());
            if exists(&path)? {
                continue;
            }
            match fs::rename(self.work(), &path) {
                Ok(()) => return Ok(path),
                Err(_) if exists(&path)? => {}
                refused => refused.at(&path)?,
            }
        }
        Err(FileError::Exists { path: parent.to_path_buf(), forced: false })
    }

    /// The new folder in the place of the old one, in one step where the system can.
    fn replace(&self, path: &Path) -> Result<(), FileError> {
        if exchange(self.work(), path).is_ok() {
            return self.remove_old(self.work());
        }
        let aside = names_beside(&self.work().with_extension("old"))
            .find(|name| name.symlink_metadata().is_err())
            .unwrap_or_default();
        fs::rename(path, &aside).at(path)?;
        if let Err(cause) = fs::rename(self.work(), path) {
            // The old folder comes back: it was complete.
            fs::rename(&aside, path).at(path)?;
            return Err(FileError::Io { path: path.to_path_buf(), cause });
        }
        self.remove_old(&aside)
    }

    /// Remove what was replaced, unless something foreign came into it meanwhile: then it is left, and said.
    fn remove_old(&self, old: &Path) -> Result<(), FileError> {
        if foreign(old)?.is_empty() && fs::remove_dir_all(old).is_ok() {
            return Ok(());
        }
        let place = self.asked();
        let kept = names_beside(&place).find(|name| name.symlink_metadata().is_err()).unwrap_or_default();
        fs::rename(old, &kept).at(old)?;
        Err(FileError::OldKept { path: place, old: kept })
    }

    /// The results under another name: nothing that was computed is thrown away.
    fn keep(self, why: &FileError) -> FileError {
        let place = self.asked();
        let mut kept = self.work().to_path_buf();
        for other in names_beside(&place).take(1000).filter(|name| name.symlink_metadata().is_err()) {
            if fs::rename(self.work(), &other).is_ok() {
                kept = other;
                break;
            }
        }
        self.work.placed();
        FileError::kept(&place, kept, why)
    }

    /// The name of the folder, and those of the parents that were made, to the disk.
    fn sync_names(&self) -> Result<(), FileError> {
        let above = |folder: &PathBuf| folder.parent().map(Path::to_path_buf);
        self.work.made().iter().filter_map(above).try_for_each(|folder| sync_folder(&folder))?;
        sync_folder(&self.parent)
    }
}

/// Two names change places in one step, where the system can do that.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Two names change places in one step, where the system can do that.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether anything stands there, a dangling link included. A name that the system refuses is refused.
fn exists(path: &Path) -> Result<bool, FileError> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(cause).at(path),
    }
}

/// Whether the folder may stand there: nothing does yet, or a result folder that may be replaced, with
/// nothing in it but what its manifest lists, and nothing that was read.
fn check_free(path: &Path, wish: &FolderRequest) -> Result<(), FileError> {
    let force = matches!(wish, FolderRequest::Named { force: true, .. });
    if !exists(path)? {
        return Ok(());
    }
    if !force {
        return Err(FileError::Exists { path: path.to_path_buf(), forced: false });
    }
    if path.symlink_metadata().at(path)?.is_symlink() {
        return Err(FileError::Link(path.to_path_buf()));
    }
    let names = foreign(path)?;
    if !names.is_empty() {
        return Err(FileError::Foreign { path: path.to_path_buf(), names });
    }
    Ok(())
}

/// Names that are listed of what is foreign.
const LISTED: usize = 5;

/// What a result folder holds beside the files that its manifest lists; folders end in `/`.
fn foreign(folder: &Path) -> Result<Vec<String>, FileError> {
    let file = folder.join(manifest::FILE);
    let stranger = || FileError::Exists { path: folder.to_path_buf(), forced: true };
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(stranger());
        }
        Err(cause) => return Err(cause).at(file),
    };
    let listed = manifest::outputs(&bytes).ok_or_else(stranger)?;
    sweep(folder);
    let (mut found, mut open) = (Vec::new(), vec![String::new()]);
    while let Some(inside) = open.pop() {
        for entry in fs::read_dir(folder.join(&inside)).at(folder.join(&inside))? {
            let entry = entry.at(folder)?;
            let kind = entry.file_type().at(entry.path())?;
            let name = format!("{inside}{}", entry.file_name().to_string_lossy());
            let below = format!("{name}/");
            if kind.is_dir() && listed.iter().any(|output| output.starts_with(&below)) {
                open.push(below);
            } else if kind.is_file() && (name == manifest::FILE || listed.contains(&name)) {
                inputs::check_unread(&entry.path())?;
            } else {
                found.push(if kind.is_dir() { below } else { name });
            }
        }
    }
    found.sort();
    if found.len() > LISTED {
        let more = found.len() - LISTED;
        found.truncate(LISTED);
        found.push(said!("{more} more"));
    }
    Ok(found)
}

/// The numbers to try, best first: from one more than the largest that stands there; where that is the
/// largest of all, from 1.
fn next_numbers(parent: &Path) -> Result<impl Iterator<Item = u64>, FileError> {
    let mut largest = 0_u64;
    for entry in fs::read_dir(parent).at(parent)? {
        let name = entry.at(parent)?.file_name();
        largest = largest.max(name.to_str().and_then(|n| n.parse().ok()).unwrap_or(0));
    }
    Ok((largest.saturating_add(1)..=u64::MAX).chain(1..=largest))
}
