//! Whether the tables of a folder are still those that were written: what was edited or cut short is no
//! result any more.

use crate::files::columns::ResultTable;
use crate::files::file::Written;
use crate::files::read::Refusal;
use crate::units::hex;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

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
pub(super) fn faults(folder: &Path, outputs: &[Written]) -> Vec<Refusal> {
    outputs
        .iter()
        .filter(|output| READ.contains(&output.path.as_str()))
        .filter_map(|output| fault(folder, output))
        .collect()
}

fn fault(folder: &Path, output: &Written) -> Option<Refusal> {
    let path = folder.join(&output.path);
    let said = |why: String| Some(Refusal(format!("{}: {why}", path.display())));
    let (bytes, hash) = match File::open(&path).and_then(digest) {
        Ok(found) => found,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            return said("is missing, and the manifest lists it".into());
        }
        Err(cause) => return said(cause.to_string()),
    };
    if bytes < output.bytes {
        return said(format!(
            "has {bytes} bytes, {} were written: it was cut short; run again",
            output.bytes
        ));
    }
    let same = hash == output.sha256;
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
