//! A file that knows its own hash.

use crate::files::{At, FileError};
use crate::units::hex;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written.
pub(super) struct Hashed {
    name: String,
    path: PathBuf,
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

/// A file that was written: the bytes are on the disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(crate) struct Written {
    /// Its path within the folder.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

impl Written {
    /// What is said of a file that holds these bytes.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Written {
        Written { path: name.into(), bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }
}

impl Hashed {
    /// Begin a file of a folder.
    pub(super) fn create(folder: &Path, name: &str) -> Result<Hashed, FileError> {
        let path = folder.join(name);
        let file = BufWriter::with_capacity(1 << 18, File::create(&path).at(&path)?);
        Ok(Hashed { name: name.to_string(), path, file, hash: Sha256::new(), bytes: 0 })
    }

    /// Append.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes).at(&self.path)
    }

    /// Everything to the disk.
    pub(super) fn finish(&mut self) -> Result<Written, FileError> {
        self.file.flush().and_then(|()| self.file.get_ref().sync_all()).at(&self.path)?;
        let sha256 = hex(&self.hash.clone().finalize());
        Ok(Written { path: self.name.clone(), bytes: self.bytes, sha256 })
    }
}

/// For who writes into any stream.
#[cfg(feature = "parquet")]
impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.hash.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Write a whole file.
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<Written, FileError> {
    let mut file = Hashed::create(folder, name)?;
    file.write(bytes)?;
    file.finish()
}
