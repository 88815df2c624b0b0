//! Files that are read: only regular ones, never more of them than was there when they were opened, and none
//! larger than its kind may be.

use crate::files::inputs;
use crate::files::machine::{free_memory, words};
use crate::language::{said, term};
use crate::stop;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputKind {
    /// Read as a whole: a scenario, a table of villages.
    Whole,
    /// Read row by row: observations, a posterior, answers.
    Table,
    /// Read row by row and kept: people, ties, counts.
    People,
    /// The manifest of a result folder.
    Manifest,
    /// Another file of a result folder.
    Result,
    /// An unfinished fit.
    UnfinishedFit,
}

impl InputKind {
    /// Bytes that a file of this kind may have; `docs/data.md` lists them.
    pub(crate) const fn largest(self) -> u64 {
        match self {
            InputKind::Whole | InputKind::Manifest => 16 << 20,
            InputKind::Table | InputKind::People => 4 << 30,
            InputKind::UnfinishedFit => 1 << 30,
            InputKind::Result => 1 << 40,
        }
    }

    fn refusal(self) -> String {
        let words = [(30, "GiB"), (20, "MiB")].into_iter().find(|(shift, _)| self.largest() >> shift > 0);
        let (shift, unit) = words.unwrap_or((0, "bytes"));
        said!("it is larger than {} {unit}", self.largest() >> shift)
    }
}

/// A source of bytes that ends where it was said to end.
pub(crate) struct Bounded<R> {
    inner: R,
    left: u64,
    /// Why it is refused when more comes.
    more: String,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        stop::look();
        let n = self.inner.read(into)?;
        self.left = self.left.checked_sub(n as u64).ok_or_else(|| io::Error::other(self.more.clone()))?;
        Ok(n)
    }
}

#[cfg(feature = "parquet")]
impl Bounded<File> {
    /// The file itself, for who reads it from several places.
    pub(super) fn into_file(self) -> File {
        self.inner
    }
}

/// Open a regular file.
///
/// # Errors
/// Why it is not read, in words.
pub(crate) fn open(path: &Path, kind: InputKind) -> Result<Bounded<File>, String> {
    // Asked before opening: to open a pipe is to wait for somebody who writes.
    check_regular(&path.metadata().map_err(|cause| reason(&cause))?)?;
    let file = File::open(path).map_err(|cause| reason(&cause))?;
    let found = file.metadata().map_err(|cause| reason(&cause))?;
    check_regular(&found)?;
    if found.len() > kind.largest() {
        return Err(kind.refusal());
    }
    check_room(found.len(), kind)?;
    // An unfinished fit is the program's own: it goes on in the same file.
    if kind != InputKind::UnfinishedFit {
        inputs::note(path, &found);
    }
    Ok(Bounded { inner: file, left: found.len(), more: term("it grows while it is read").into() })
}

/// The whole of a regular file.
pub(crate) fn read(path: &Path, kind: InputKind) -> Result<Vec<u8>, String> {
    read_all(open(path, kind)?)
}

/// Everything that is left of a source.
pub(crate) fn read_all(mut from: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match from.read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(cause) if cause.kind() == ErrorKind::Other => Err(cause.to_string()),
        Err(cause) => Err(reason(&cause)),
    }
}

/// Standard input, as much of it as a file of this kind may hold.
pub(crate) fn standard_input(kind: InputKind) -> Bounded<impl Read> {
    struct PatientStdin(io::Stdin);
    impl Read for PatientStdin {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            stop::waiting(|| self.0.read(into))
        }
    }
    Bounded { inner: PatientStdin(io::stdin()), left: kind.largest(), more: kind.refusal() }
}

/// Memory that people take while they are read, for a byte of their file: measured with rows of 25 bytes.
const KEPT: u64 = 17;

/// Whether people fit into memory, before any is read.
fn check_room(bytes: u64, kind: InputKind) -> Result<(), String> {
    if kind != InputKind::People {
        return Ok(());
    }
    let needed = bytes.saturating_mul(KEPT);
    match free_memory() {
        Some(free) if needed > free => {
            Err(said!("it needs about {} of memory; {} are free", words(needed), words(free)))
        }
        _ => Ok(()),
    }
}

fn check_regular(found: &Metadata) -> Result<(), String> {
    let what = if found.is_dir() {
        term("a folder")
    } else if is_of_the_kernel(found) {
        term("made by the system while it is read")
    } else if found.is_file() {
        return Ok(());
    } else {
        special(found)
    };
    if found.is_dir() {
        return Err(said!("it is {what}"));
    }
    Err(said!("it is {what}: only regular files are read, and `-` for standard input"))
}

#[cfg(unix)]
fn special(found: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = found.file_type();
    match (kind.is_fifo(), kind.is_socket(), kind.is_block_device() || kind.is_char_device()) {
        (true, _, _) => term("a pipe"),
        (_, true, _) => term("a socket"),
        (_, _, true) => term("a device"),
        _ => term("no regular file"),
    }
}

#[cfg(not(unix))]
fn special(_: &Metadata) -> &'static str {
    term("no regular file")
}

/// Files that call themselves regular and have no size of their own.
#[cfg(unix)]
fn is_of_the_kernel(found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let at = |mount: &str| Path::new(mount).metadata().is_ok_and(|mount| mount.dev() == found.dev());
    let root = Path::new("/").metadata().map_or(0, |root| root.dev());
    found.is_file() && found.dev() != root && (at("/proc") || at("/sys") || at("/dev"))
}

#[cfg(not(unix))]
fn is_of_the_kernel(_: &Metadata) -> bool {
    false
}

/// A refusal of the system in words.
pub(crate) fn reason(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::NotFound => term("there is no such file").into(),
        ErrorKind::PermissionDenied => term("it may not be read").into(),
        // In words, without the number of the system.
        _ => {
            let words = cause.to_string();
            said!("it cannot be read: {}", words.split(" (os error").next().unwrap_or_default())
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a helper of a test may stop it
mod tests {
    use super::{InputKind, open, read, read_all};
    use std::io::Write;

    #[test]
    fn the_page_lists_the_largest_sizes() {
        let page = include_str!("../../docs/data.md");
        for (kind, of) in [
            (InputKind::Whole, "A scenario; `nodes.csv` and `edges.csv` of `villages`"),
            (InputKind::People, "People, ties, counts"),
            (InputKind::Table, "Observations, a posterior, answers"),
            (InputKind::Manifest, "`manifest.json`"),
            (InputKind::Result, "Other files of a result folder"),
            (InputKind::UnfinishedFit, "An unfinished fit"),
        ] {
            let size = kind.refusal().replace("it is larger than ", "");
            let row = format!("| {of} | {size} |");
            assert!(page.contains(&row), "{row}");
        }
    }

    #[test]
    fn what_grows_or_is_too_large_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        std::fs::write(&path, "ab").unwrap();
        assert_eq!(read(&path, InputKind::Whole).unwrap(), b"ab");
        let opened = open(&path, InputKind::Whole).unwrap();
        std::fs::File::options().append(true).open(&path).unwrap().write_all(b"c").unwrap();
        assert_eq!(read_all(opened).unwrap_err(), "it grows while it is read");
        std::fs::File::create(&path).unwrap().set_len(InputKind::Whole.largest() + 1).unwrap();
        assert_eq!(open(&path, InputKind::Whole).err().unwrap(), "it is larger than 16 MiB");
        assert!(open(&path, InputKind::Table).is_ok());
    }
}
