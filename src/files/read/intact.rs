//! Whether the files of a folder are still those that were written: what was edited or cut short is no
//! result any more.

use crate::files::file::Written;
use crate::files::input;
use crate::files::input::InputKind;
use crate::files::manifest::is_page;
use crate::files::read::Refusal;
use crate::language::{said, term};
use crate::units::hex;
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::path::{Component, Path};

/// A file that is not the one that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Its path within the folder, as the manifest names it.
    pub file: String,
    /// What is wrong with it, in words.
    pub why: String,
}

/// Everything that is not as it was written, but for the pages: they may be made anew.
pub(super) fn faults(folder: &Path, outputs: &[Written]) -> Vec<Refusal> {
    let tables = outputs.iter().filter(|output| !is_page(&output.path));
    let refusal = |Difference { file, why }| {
        let path = folder.join(file);
        Refusal(format!("{}: {why}", path.display()))
    };
    tables.filter_map(|output| difference(folder, output)).map(refusal).collect()
}

/// What is wrong with a file; `None` where it is the one that was written.
pub(super) fn difference(folder: &Path, output: &Written) -> Option<Difference> {
    let path = folder.join(&output.path);
    let said = |why: String| Some(Difference { file: output.path.clone(), why });
    if !plain(&output.path) {
        return said(term("the manifest lists a file outside of its folder").into());
    }
    if path.symlink_metadata().is_err_and(|cause| cause.kind() == io::ErrorKind::NotFound) {
        return said(term("is missing, and the manifest lists it").into());
    }
    let opened = input::open(&path, InputKind::Result);
    let (bytes, hash) = match opened.and_then(|file| digest(file).map_err(|cause| cause.to_string())) {
        Ok(found) => found,
        Err(why) => return said(why),
    };
    if bytes < output.bytes {
        return said(said!("has {bytes} bytes, {} were written: it was cut short; run again", output.bytes));
    }
    let same = hash == output.sha256;
    if same {
        None
    } else {
        said(
            term("is not the file that was written (its SHA-256 differs from the manifest's); run again")
                .into(),
        )
    }
}

/// Whether a name leads nowhere but into its folder.
fn plain(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Length and SHA-256 of a file.
fn digest(mut file: impl Read) -> io::Result<(u64, String)> {
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
