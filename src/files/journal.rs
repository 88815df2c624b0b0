//! The journal of a batch: every finished run as it is finished, so that a batch that was stopped or killed
//! at any moment goes on where it was.
//!
//! A record is a mark, a length, the key of the run, the SHA-256 of length, key and content, and the content.
//! What was cut short at the end is taken away, what is damaged in the middle is passed over; both are lived
//! again. The file is locked while a program writes it.

#[cfg(test)]
mod tests;

use crate::files::temporary::sync_folder;
use crate::files::{At, FileError};
use crate::language::term;
use crate::scenario::Scenario;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What tells a run from every other: SHA-256 of model, scenario, what is kept, seed and world.
pub(crate) type RunKey = [u8; 32];

/// How the file begins.
const FIRST: &[u8] = concat!("journal of ", env!("CARGO_PKG_NAME"), " 1\n").as_bytes();
/// How a record begins.
const MARK: [u8; 8] = *b"\xFErun\x01\x02\r\n";
/// Bytes of a record before its content: mark, length, key, hash.
const HEAD: usize = 8 + 8 + 32 + 32;
/// Most bytes of a content: a damaged length asks for no memory.
const LONGEST: u64 = 1 << 32;
/// Bytes that may be lost with the power.
const UNSYNCED: u64 = 8 << 20;

/// What all runs of a scenario have in common, as a hash: version and commit of the program, the scenario
/// with everything that was read for it, and `besides`.
pub(crate) fn scenario_key(scenario: &Scenario, besides: &[&[u8]]) -> RunKey {
    let mut hash = Sha256::new();
    let own = [env!("CARGO_PKG_VERSION"), env!("COMMONROOM_COMMIT"), &scenario.name, &scenario.resolved()];
    let sources = scenario.sources.iter().map(|source| source.sha256.as_bytes());
    for part in own.iter().map(|part| part.as_bytes()).chain(sources).chain(besides.iter().copied()) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The key of a run of a scenario.
pub(crate) fn run_key(scenario: &RunKey, seed: u64, replicate: u32) -> RunKey {
    let mut hash = Sha256::new();
    hash.update(scenario);
    hash.update(seed.to_le_bytes());
    hash.update(replicate.to_le_bytes());
    hash.finalize().into()
}

/// A journal that is being written.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    /// Made when the first run is finished.
    file: Option<File>,
    /// Where the next record goes.
    end: u64,
    unsynced: u64,
    /// Where the content of each run stands, and how long it is.
    found: BTreeMap<RunKey, (u64, u64)>,
    /// Bytes that could not be read as records.
    pub damaged: u64,
}

impl Journal {
    /// The place of the journal of a result folder.
    pub(crate) fn place(folder: &Path) -> PathBuf {
        let mut name = folder.file_name().unwrap_or_default().to_os_string();
        name.push(".journal");
        folder.with_file_name(name)
    }

    /// The journal of a result folder, with what is in it; nothing is written before a run is finished.
    pub(crate) fn open(path: PathBuf) -> Result<Journal, FileError> {
        let mut journal =
            Journal { path, file: None, end: 0, unsynced: 0, found: BTreeMap::new(), damaged: 0 };
        match journal.path.symlink_metadata() {
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(journal),
            found => {
                if !found.at(&journal.path)?.is_file() {
                    return Err(FileError::NoFile(journal.path));
                }
            }
        }
        let mut file = File::options().read(true).write(true).open(&journal.path).at(&journal.path)?;
        if file.try_lock().is_err() {
            return Err(journal.refusal(term("is being written by another program that still runs")));
        }
        journal.scan(&mut file)?;
        journal.mend(&mut file)?;
        journal.file = Some(file);
        Ok(journal)
    }

    /// The same to be read alone: nothing of the file is changed, and another program may be writing it.
    pub(crate) fn to_read(path: &Path) -> Result<Journal, FileError> {
        let mut file = File::open(path).at(path)?;
        let path = path.to_path_buf();
        let mut journal =
            Journal { path, file: None, end: 0, unsynced: 0, found: BTreeMap::new(), damaged: 0 };
        journal.scan(&mut file)?;
        journal.file = Some(file);
        Ok(journal)
    }

    /// Finished runs in it.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Its file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a run is in it.
    pub(crate) fn has(&self, key: &RunKey) -> bool {
        self.found.contains_key(key)
    }

    /// Add a finished run.
    pub(crate) fn append(&mut self, key: RunKey, content: &[u8]) -> Result<(), FileError> {
        if self.file.is_none() {
            self.create()?;
        }
        let length = (content.len() as u64).to_le_bytes();
        let hash = checksum(&length, &key, content);
        let record = [&MARK[..], &length, &key, &hash, content].concat();
        let (end, path) = (self.end, &self.path);
        let Some(file) = self.file.as_mut() else { return Ok(()) };
        // Also after a record that found no room: the next one overwrites what came of it.
        file.seek(SeekFrom::Start(end)).and_then(|_| file.write_all(&record)).at(path)?;
        self.found.insert(key, (end + HEAD as u64, content.len() as u64));
        self.end += record.len() as u64;
        self.unsynced += record.len() as u64;
        if self.unsynced >= UNSYNCED { self.sync() } else { Ok(()) }
    }

    /// The content of a finished run; `None` when it is not in it.
    pub(crate) fn read(&mut self, key: &RunKey) -> Result<Option<Vec<u8>>, FileError> {
        let (Some((place, length)), Some(file)) = (self.found.get(key), self.file.as_mut()) else {
            return Ok(None);
        };
        let mut content = vec![0; *length as usize];
        file.seek(SeekFrom::Start(*place)).and_then(|_| file.read_exact(&mut content)).at(&self.path)?;
        Ok(Some(content))
    }

    /// Everything to the disk.
    pub(crate) fn sync(&mut self) -> Result<(), FileError> {
        self.unsynced = 0;
        self.file.as_ref().map_or(Ok(()), |file| file.sync_data()).at(&self.path)
    }

    /// It is not needed any more.
    pub(crate) fn remove(self) -> Result<(), FileError> {
        if self.file.is_some() { fs::remove_file(&self.path).at(self.path) } else { Ok(()) }
    }

    fn create(&mut self) -> Result<(), FileError> {
        let made = File::options().read(true).write(true).create_new(true).open(&self.path);
        let mut file = match made {
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
                return Err(self.refusal(term("is being written by another program that began meanwhile")));
            }
            made => made.at(&self.path)?,
        };
        // Where the system knows no locks nobody can tell that another program writes it.
        let _ = file.try_lock();
        file.write_all(FIRST).at(&self.path)?;
        self.end = FIRST.len() as u64;
        self.file = Some(file);
        sync_folder(self.path.parent().unwrap_or(Path::new("")))
    }

    fn refusal(&self, why: &str) -> FileError {
        FileError::Journal { path: self.path.clone(), why: why.into() }
    }

    /// Find all records that are whole.
    fn scan(&mut self, file: &mut File) -> Result<(), FileError> {
        let length = file.metadata().at(&self.path)?.len();
        let mut begin = vec![0; FIRST.len().min(length as usize)];
        file.read_exact(&mut begin).at(&self.path)?;
        // One that was killed while it began left a part of the first line.
        if !FIRST.starts_with(&begin) {
            return Err(
                self.refusal(term("is no journal of this program; choose another name for the results"))
            );
        }
        let (mut at, mut whole) = (FIRST.len() as u64, FIRST.len() as u64);
        while at < length {
            match record(file, at, length).at(&self.path)? {
                Some((key, content)) => {
                    self.damaged += at - whole;
                    self.found.insert(key, (at + HEAD as u64, content));
                    at += HEAD as u64 + content;
                    whole = at;
                }
                None => at = next_mark(file, at + 1, length).at(&self.path)?,
            }
        }
        self.end = whole;
        Ok(())
    }

    /// Cut off what stands behind the last whole record; one that was killed while it began gets its first
    /// line.
    fn mend(&self, file: &mut File) -> Result<(), FileError> {
        let begun = file.metadata().at(&self.path)?.len() >= FIRST.len() as u64;
        if !begun {
            file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(FIRST)).at(&self.path)?;
        }
        file.set_len(self.end).at(&self.path)
    }
}

fn checksum(length: &[u8], key: &RunKey, content: &[u8]) -> RunKey {
    let mut hash = Sha256::new();
    [length, key, content].into_iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

/// Key and length of the record that begins there, if it is whole.
fn record(file: &mut File, at: u64, length: u64) -> std::io::Result<Option<(RunKey, u64)>> {
    let mut head = [0; HEAD];
    if length - at < HEAD as u64 {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut head)?;
    let (mark, rest) = head.split_at(8);
    let (size, rest) = rest.split_at(8);
    let (key, hash) = rest.split_at(32);
    let size: u64 = size.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    if mark != MARK || size > LONGEST.min(length - at - HEAD as u64) {
        return Ok(None);
    }
    let mut content = vec![0; size as usize];
    file.read_exact(&mut content)?;
    let mut own = RunKey::default();
    own.copy_from_slice(key);
    Ok((checksum(&size.to_le_bytes(), &own, &content)[..] == *hash).then_some((own, size)))
}

/// Where a record may begin next; the end where none does.
fn next_mark(file: &mut File, mut from: u64, length: u64) -> std::io::Result<u64> {
    let mut piece = vec![0; 1 << 16];
    while from + MARK.len() as u64 <= length {
        let n = piece.len().min((length - from) as usize);
        file.seek(SeekFrom::Start(from))?;
        file.read_exact(&mut piece[..n])?;
        if let Some(at) = piece[..n].windows(MARK.len()).position(|bytes| bytes == MARK) {
            return Ok(from + at as u64);
        }
        from += (n - MARK.len() + 1) as u64;
    }
    Ok(length)
}
