//! Scenarios and data files on the disk and from standard input.

use crate::scenario::library::{Embedded, FoundSource, INSIDE, Library, Opened};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest scenario file that is read, bytes.
const LARGEST: u64 = 16 << 20;

/// Files on disk; bare names that are no file mean embedded scenarios; `-` is standard input.
pub struct DiskLibrary;

impl Library for DiskLibrary {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<FoundSource, String> {
        if inside(reference, from) {
            return Embedded.find(reference, from);
        }
        let opened = self.open(reference, from)?;
        Ok(FoundSource {
            bytes: read_all(opened.reader.whole())?,
            name: opened.name,
            identity: opened.identity,
        })
    }

    fn open<'a>(&'a self, reference: &str, from: Option<&str>) -> Result<Opened<'a>, String> {
        if reference == "-" && from.is_none() {
            return Ok(Opened::new("-", "-", std::io::stdin()));
        }
        if inside(reference, from) {
            return Embedded.open(reference, from);
        }
        let path = on_disk(reference, from);
        let file = std::fs::File::open(&path).map_err(|e| reason(&e))?;
        if path.is_dir() {
            return Err("it is a folder".into());
        }
        let identity = path.canonicalize().unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned();
        Ok(Opened::new(path.to_string_lossy(), identity, file))
    }
}

/// Where a reference in the file with identity `from` leads on the disk.
fn on_disk(reference: &str, from: Option<&str>) -> PathBuf {
    match from.filter(|f| *f != "-").and_then(|f| Path::new(f).parent()) {
        Some(folder) => folder.join(reference),
        None => PathBuf::from(reference),
    }
}

/// Whether a reference means a file inside the program: it stands in one, or it is a bare name that is no
/// file.
fn inside(reference: &str, from: Option<&str>) -> bool {
    if from.is_some_and(|f| f.starts_with(INSIDE)) {
        return true;
    }
    if reference == "-" && from.is_none() {
        return false;
    }
    let (path, bare) = (on_disk(reference, from), !reference.contains(['/', '\\']));
    // A folder of results may bear the name of a built-in scenario.
    bare && (!path.exists() || path.is_dir()) && Embedded.find(reference, from).is_ok()
}

fn read_all(from: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > LARGEST {
        Err(format!("it is larger than {} MiB", LARGEST >> 20))
    } else {
        Ok(bytes)
    }
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".into(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".into(),
        // In words, without the number of the system.
        _ => {
            let words = error.to_string();
            let words = words.split(" (os error").next().unwrap_or_default();
            format!("it cannot be read: {words}")
        }
    }
}
