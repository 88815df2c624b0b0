//! A single file that the user asked for: complete or absent, and never over another one without leave.

use crate::files::file::{Written, write as write_whole};
use crate::files::temporary::{Temporary, names_beside, sync_folder};
use crate::files::{At, FileError, inputs, manifest};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What becomes of a file that stands there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It stays, and nothing is written.
    Refuse,
    /// It is replaced.
    Replace,
}

/// A file whose place is settled: begin it before computing. Dropped before [`PendingFile::publish`], it
/// leaves nothing behind.
#[derive(Debug)]
pub(crate) struct PendingFile {
    path: PathBuf,
    existing: Existing,
    work: Temporary,
}

impl PendingFile {
    /// Settle the place of a file.
    pub(crate) fn prepare(path: &Path, existing: Existing) -> Result<PendingFile, FileError> {
        check_free(path, existing)?;
        let folder = folder_of(path);
        match folder.metadata() {
            Ok(found) if found.is_dir() => {}
            Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(cause).at(folder),
            _ => return Err(FileError::NoFolder { path: path.to_path_buf(), folder: folder.to_path_buf() }),
        }
        Ok(PendingFile { path: path.to_path_buf(), existing, work: Temporary::begin(folder)? })
    }

    /// Where it will stand.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Write it, and move it to its place in one step. When it cannot stand there any more it stays under
    /// another name.
    pub(crate) fn publish(self, bytes: &[u8]) -> Result<(), FileError> {
        let aside = self.work.path().join("page");
        File::create_new(&aside)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .at(&self.path)?;
        if let Err(why) = self.place(&aside) {
            for kept in names_beside(&self.path) {
                match put_new(&aside, &kept) {
                    Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
                    Err(_) => return Err(why),
                    Ok(()) => return Err(FileError::kept(&self.path, kept, &why)),
                }
            }
        }
        sync_folder(folder_of(&self.path))
    }

    fn place(&self, aside: &Path) -> Result<(), FileError> {
        check_free(&self.path, self.existing)?;
        match self.existing {
            Existing::Refuse => put_new(aside, &self.path),
            Existing::Replace => fs::rename(aside, &self.path),
        }
        .at(&self.path)
    }
}

/// Put a file where nothing stands. Where the system can, nothing that came there meanwhile is replaced.
fn put_new(aside: &Path, path: &Path) -> std::io::Result<()> {
    match fs::hard_link(aside, path) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists && path.symlink_metadata().is_err() => {
            fs::rename(aside, path)
        }
        linked => linked,
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether a file may stand there.
pub(crate) fn check_free(path: &Path, existing: Existing) -> Result<(), FileError> {
    let here = || path.to_path_buf();
    match path.symlink_metadata() {
        Ok(found) if found.is_dir() => Err(FileError::NoName(here())),
        Ok(_) if existing == Existing::Refuse => Err(FileError::Exists { path: here(), forced: false }),
        Ok(found) if found.is_symlink() => Err(FileError::Link(here())),
        Ok(found) if !found.is_file() => Err(FileError::NoFile(here())),
        Ok(_) => inputs::check_unread(path),
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(cause).at(path),
        Err(_) => path.file_name().map(|_| ()).ok_or_else(|| FileError::NoName(here())),
    }
}

/// Write a file whose place need not be settled before.
pub(crate) fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), FileError> {
    PendingFile::prepare(path, existing)?.publish(bytes)
}

/// Make the manifest of a result folder say what a file in it is now: its report was made anew.
pub(crate) fn renew_manifest(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileError> {
    let path = folder.join(manifest::FILE);
    let Some(text) = manifest::renewed(&fs::read(&path).at(&path)?, Written::of(name, bytes)) else {
        return Ok(());
    };
    let work = Temporary::begin(folder)?;
    write_whole(work.path(), manifest::FILE, &text)?;
    fs::rename(work.path().join(manifest::FILE), &path).at(&path)?;
    drop(work);
    sync_folder(folder)
}
