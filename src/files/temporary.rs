//! Work that is not yet in its place: in a folder `.partial-PID-N.tmp` beside it. A file in it says whose it
//! is and is locked while its program lives, so what a dead program left is recognised and removed.

use crate::files::{At, FileError};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file that says whose a folder is.
const OWNER: &str = "owner.lock";
/// What stands in it.
const OURS: &str = concat!("unfinished work of ", env!("CARGO_PKG_NAME"), "\n");

/// Everything unfinished of this program: the folder, and the parents that were made for it. Held while a
/// folder is made or removed, so that no thread ends the program in the middle of what another removes.
static UNFINISHED: Mutex<BTreeSet<(PathBuf, Vec<PathBuf>)>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<(PathBuf, Vec<PathBuf>)>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder of unfinished work. Dropped before [`Temporary::placed`], it leaves nothing behind.
#[derive(Debug)]
pub(super) struct Temporary {
    path: PathBuf,
    /// Parents that had to be made, outermost first.
    made: Vec<PathBuf>,
    /// Locked until the work is done.
    owner: Option<File>,
}

impl Temporary {
    /// Begin a folder in a parent, which is made if need be. What dead programs left there is removed.
    pub(super) fn begin(parent: &Path) -> Result<Temporary, FileError> {
        let mut unfinished = unfinished();
        let made = missing(parent)?;
        if let Err(cause) = fs::create_dir_all(parent) {
            remove(Path::new(""), &made);
            return Err(FileError::Io { path: parent.to_path_buf(), cause });
        }
        sweep(parent);
        let mut attempt = 0_u32;
        loop {
            let path = parent.join(format!(".partial-{}-{attempt}.tmp", std::process::id()));
            match owned(&path) {
                Ok(Some(owner)) => {
                    unfinished.insert((path.clone(), made.clone()));
                    return Ok(Temporary { path, made, owner: Some(owner) });
                }
                Ok(None) => {}
                Err(cause) => {
                    remove(Path::new(""), &made);
                    return Err(FileError::Io { path: parent.to_path_buf(), cause });
                }
            }
            attempt += 1;
        }
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// From here on nothing in the folder says that it is unfinished.
    pub(super) fn finished(&mut self) -> Result<(), FileError> {
        if self.owner.take().is_some() {
            let file = self.path.join(OWNER);
            fs::remove_file(&file).at(file)?;
        }
        Ok(())
    }

    /// The folder is in its place, or was left on purpose.
    pub(super) fn placed(mut self) {
        let path = std::mem::take(&mut self.path);
        unfinished().remove(&(path, std::mem::take(&mut self.made)));
    }

    /// The parents that were made, whose names have to reach the disk too.
    pub(super) fn made(&self) -> &[PathBuf] {
        &self.made
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            let mut unfinished = unfinished();
            self.owner = None;
            remove(&self.path, &self.made);
            unfinished.remove(&(std::mem::take(&mut self.path), std::mem::take(&mut self.made)));
        }
    }
}

/// A new folder that is ours; `None` when its name is taken.
fn owned(path: &Path) -> std::io::Result<Option<File>> {
    match fs::create_dir(path) {
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => return Ok(None),
        made => made?,
    }
    let file = path.join(OWNER);
    let mut owner = match File::create_new(&file) {
        // Another program took the folder, empty as it was, for one that was left.
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        made => made?,
    };
    owner.write_all(OURS.as_bytes())?;
    // Where the system knows no locks nobody can tell that the folder was left: it stays.
    let _ = owner.lock();
    Ok(file.symlink_metadata().is_ok().then_some(owner))
}

/// Remove a folder and the parents that were made for it, as far as they are empty. Other threads may still
/// write into it, so once may not be enough. Nothing more can be done about what cannot be removed.
fn remove(path: &Path, made: &[PathBuf]) {
    for _ in 0..100 {
        let removed = remove_owner_last(path).is_ok();
        if removed || path.symlink_metadata().is_err() {
            break;
        }
    }
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Remove a folder. The file that says whose it is goes last: whoever is killed meanwhile leaves a folder
/// that the next program still knows.
fn remove_owner_last(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != OWNER {
            let is_folder = entry.file_type()?.is_dir();
            if is_folder { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
        }
    }
    fs::remove_dir_all(folder)
}

/// Remove everything unfinished and end the program at once: nothing begins or is removed meanwhile.
pub(crate) fn remove_all_and_exit(code: u8) -> ! {
    let all = unfinished();
    all.iter().for_each(|(path, made)| remove(path, made));
    std::process::exit(i32::from(code))
}

/// Remove what programs left in a folder that ended before they could.
pub(super) fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    let ours = |name: &str| {
        let numbers = name.strip_prefix(".partial-")?.strip_suffix(".tmp")?.split_once('-')?;
        (numbers.0.parse::<u32>().is_ok() && numbers.1.parse::<u32>().is_ok()).then_some(())
    };
    for entry in entries.filter_map(Result::ok) {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_str().and_then(ours).is_some() {
            remove_if_left(&entry.path());
        }
    }
}

fn remove_if_left(folder: &Path) {
    let file = folder.join(OWNER);
    let regular = file.symlink_metadata().is_ok_and(|found| found.is_file());
    if !regular {
        // It ended between two steps and left an empty folder; a folder that holds something is not ours.
        let _ = fs::remove_dir(folder);
        return;
    }
    let Ok(owner) = File::options().read(true).write(true).open(&file) else { return };
    let ours = fs::read(&file).is_ok_and(|text| OURS.as_bytes().starts_with(&text));
    match owner.try_lock() {
        Ok(()) if ours => drop(remove_owner_last(folder)),
        Ok(()) | Err(TryLockError::WouldBlock | TryLockError::Error(_)) => {}
    }
}

/// The folders on the way to `parent` that do not exist yet, outermost first.
fn missing(parent: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut missing = Vec::new();
    for path in parent.ancestors().filter(|path| !path.as_os_str().is_empty()) {
        match path.symlink_metadata() {
            Err(cause) if cause.kind() == ErrorKind::NotFound => missing.push(path.to_path_buf()),
            found => {
                found.at(path)?;
                break;
            }
        }
    }
    missing.reverse();
    Ok(missing)
}

/// So that the names in a folder survive a power cut too.
pub(super) fn sync_folder(path: &Path) -> Result<(), FileError> {
    if cfg!(unix) {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        File::open(path).and_then(|folder| folder.sync_all()).at(path)?;
    }
    Ok(())
}

/// A name beside a path that nobody has taken: `x-2.md` for `x.md`.
pub(super) fn names_beside(path: &Path) -> impl Iterator<Item = PathBuf> {
    let (stem, end) = (path.file_stem().unwrap_or_default(), path.extension());
    (2_u64..).map(move |number| {
        let mut name = stem.to_os_string();
        name.push(format!("-{number}"));
        if let Some(end) = end {
            name.push(".");
            name.push(end);
        }
        path.with_file_name(name)
    })
}
