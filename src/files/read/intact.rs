//! Whether the tables of a folder are still those that were written: what was edited or cut short is no
//! result any more.

use crate::files::columns::ResultTable;
use crate::files::read::Refusal;
use crate::units::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What the manifest says of a file.
#[derive(Deserialize)]
pub(super) struct Promise {
    path: String,
    bytes: u64,
    sha256: String,
}

/// The files that a report reads.
const READ: [&str; 6] = [
    ResultTable::Series.file(),
    ResultTable::Windows.file(),
    ResultTable::Groups.file(),
    ResultTable::Events.file(),
    ResultTable::Effects.file(),
    crate::files::read::DIAGNOSIS,
];

/// Everything that is not as it was written, of the files that a report reads.
pub(super) fn faults(folder: &Path, promises: &[Promise]) -> Vec<Refusal> {
    promises
        .iter()
        .filter(|promise| READ.contains(&promise.path.as_str()))
        .filter_map(|promise| fault(folder, promise))
        .collect()
}

fn fault(folder: &Path, promise: &Promise) -> Option<Refusal> {
    let path = folder.join(&promise.path);
    let said = |why: String| Some(Refusal(format!("{}: {why}", path.display())));
    let (bytes, hash) = match File::open(&path).and_then(digest) {
        Ok(found) => found,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            return said("is missing, and the manifest lists it".into());
        }
        Err(cause) => return said(cause.to_string()),
    };
    if bytes < promise.bytes {
        return said(format!(
            "has {bytes} bytes, {} were written: it was cut short; run again",
            promise.bytes
        ));
    }
    let same = hash == promise.sha256;
    if same {
        None
    } else {
        said("is not the file that was written (its SHA-256 differs from the manifest's); run again".into())
    }
}

/// Length and SHA-256 of a file.
fn digest(mut file: File) -> io::Result<(u64, String)> {
    let (mut hash, mut bytes, mut piece) = (Sha256::new(), 0, vec![0; 1 << 18]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok((bytes, hex(&hash.finalize()))),
            n => {
                hash.update(&piece[..n]);
                bytes += n as u64;
            }
        }
    }
}
