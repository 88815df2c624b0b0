//! Where texts come from: the scenarios inside the program, memory, or another [`Library`].

use crate::language::term;
use crate::scenario::encoding::Utf16;
use crate::units::hex;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};
use std::io::{Cursor, Read};
use std::ops::Range;

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundSource {
    /// As the user would name it.
    pub name: String,
    /// The same file always has the same identity (to see cycles, and to resolve what it refers to).
    pub identity: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A data file, open to be read from its beginning; of any size.
pub struct Opened<'a> {
    /// As the user would name it.
    pub name: String,
    /// As [`FoundSource::identity`].
    pub identity: String,
    /// Its bytes.
    pub reader: RecordingReader<'a>,
}

impl<'a> Opened<'a> {
    /// With any source of bytes.
    pub fn new(name: impl Into<String>, identity: impl Into<String>, from: impl Read + 'a) -> Opened<'a> {
        let reader = RecordingReader::new(Box::new(from));
        Opened { name: name.into(), identity: identity.into(), reader }
    }
}

/// Longest row of a data file, bytes: a longer one is a quotation mark that was never closed.
const LONGEST_ROW: usize = 1 << 20;

/// How much is read to find the first line.
const BEGINNING: usize = 1 << 16;

/// A source that remembers what it gave since it was last told to forget, and hashes everything. UTF-16 with
/// its mark is given as UTF-8; the hash is that of the file.
pub struct RecordingReader<'a> {
    inner: Box<dyn Read + 'a>,
    hash: Sha256,
    bytes: Vec<u8>,
    /// Place of the first remembered byte in what was given.
    from: u64,
    /// What was read and not yet given.
    waiting: VecDeque<u8>,
    decoder: Option<Utf16>,
    begun: bool,
}

impl<'a> RecordingReader<'a> {
    fn new(inner: Box<dyn Read + 'a>) -> RecordingReader<'a> {
        RecordingReader {
            inner,
            hash: Sha256::new(),
            bytes: Vec::new(),
            from: 0,
            waiting: VecDeque::new(),
            decoder: None,
            begun: false,
        }
    }

    /// The first line that is not blank, as far as it is short; nothing of it is taken from the reader.
    pub(crate) fn first_line(&mut self) -> std::io::Result<Vec<u8>> {
        let blank = |byte: &u8| matches!(byte, b'\n' | b'\r' | 0xef | 0xbb | 0xbf);
        loop {
            let (more, text) = (self.fetch(BEGINNING)? > 0, self.waiting.make_contiguous());
            let start = text.iter().position(|byte| !blank(byte)).unwrap_or(text.len());
            let end = text[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            if end.is_some() || !more || text.len() > BEGINNING {
                return Ok(text[start..end.map_or(text.len(), |end| start + end)].to_vec());
            }
        }
    }

    /// Read on, decode, and let it wait; how many bytes were read.
    fn fetch(&mut self, most: usize) -> std::io::Result<usize> {
        let mut piece = vec![0; most];
        let n = self.inner.read(&mut piece)?;
        piece.truncate(n);
        self.hash.update(&piece);
        if !self.begun {
            self.begun = true;
            if n == 1 {
                // The mark has two bytes.
                let mut second = [0];
                let m = self.inner.read(&mut second)?;
                self.hash.update(&second[..m]);
                piece.extend_from_slice(&second[..m]);
            }
            self.decoder = Utf16::begun(&piece);
        }
        match &mut self.decoder {
            Some(decoder) => {
                let mut text = Vec::with_capacity(2 * n);
                if n == 0 {
                    decoder.end(&mut text)
                } else {
                    decoder.decode(&piece, &mut text)
                }
                self.waiting.extend(text);
            }
            None => self.waiting.extend(piece),
        }
        Ok(n)
    }

    /// Forget what stands before a place, once that is worth the move.
    pub fn forget_before(&mut self, place: u64) {
        let gone = ((place - self.from) as usize).min(self.bytes.len());
        if gone > LONGEST_ROW / 8 {
            self.bytes.drain(..gone);
            self.from += gone as u64;
        }
    }

    /// The bytes of a stretch that was not forgotten.
    pub fn between(&self, range: &Range<u64>) -> &[u8] {
        let at = |place: u64| ((place - self.from) as usize).min(self.bytes.len());
        &self.bytes[at(range.start)..at(range.end)]
    }

    /// The source itself, nothing of it read yet: for whoever takes the whole.
    pub(crate) fn whole(self) -> Box<dyn Read + 'a> {
        self.inner
    }

    /// How much memory it takes, bytes.
    pub fn kept(&self) -> usize {
        self.bytes.capacity()
    }

    /// SHA-256 of the whole file, hexadecimal, also of what was not yet read.
    pub fn sha256(mut self) -> String {
        let mut rest = [0; 1 << 12];
        self.bytes.clear();
        while self.read(&mut rest).is_ok_and(|n| n > 0) {
            self.bytes.clear();
        }
        hex(&self.hash.finalize())
    }
}

impl Read for RecordingReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.bytes.len() > LONGEST_ROW {
            return Err(std::io::Error::other(term(
                "a row is longer than 1 MiB; is a quotation mark not closed?",
            )));
        }
        while self.waiting.is_empty() {
            if self.fetch(into.len().max(1))? == 0 {
                break;
            }
        }
        let n = self.waiting.read(into)?;
        self.bytes.extend_from_slice(&into[..n]);
        Ok(n)
    }
}

/// Where texts come from.
pub trait Library {
    /// Find what `reference` means when it stands in the file with identity `from` (`None`: on the command
    /// line).
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    fn find(&self, reference: &str, from: Option<&str>) -> Result<FoundSource, String>;

    /// The same for a data file, which is read row by row and may be larger than memory.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    fn open<'a>(&'a self, reference: &str, from: Option<&str>) -> Result<Opened<'a>, String> {
        self.find(reference, from)
            .map(|found| Opened::new(found.name, found.identity, Cursor::new(found.bytes)))
    }

    /// Whether something of that name is there, though it may be nothing that is read: then the name is no
    /// mistake.
    fn has(&self, reference: &str, from: Option<&str>) -> bool {
        self.find(reference, from).is_ok()
    }
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        /// The files inside the program: name and text.
        pub(crate) const EMBEDDED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../scenarios/", $name)))),+];
    };
}

embedded!(
    "government-led.toml",
    "open-rooms.toml",
    "near-idle.toml",
    "z-home.toml",
    "capacity.toml",
    "support.toml",
    "assessment.toml",
    "brand.toml",
    "non-profit.toml",
    "union-council.toml",
    "partners.toml",
    "mechanism.toml",
    "full-package.toml",
    "funding-cut.toml",
    "late-payment.toml",
    "manager-leaves.toml",
    "fee.toml",
    "adaptive.toml",
    "winding-up.toml",
    "crowded.toml",
    "tender.toml",
    "two-bodies.toml",
    "look-alike.toml",
    "rival.toml",
    "campaign.toml",
    "county.toml",
    "migrants.toml",
    "bodies.toml",
    "hamlet.toml",
    "hamlet-people.csv",
    "hamlet-ties.csv",
);

/// Names of the embedded scenarios, in order.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().filter_map(|(name, _)| name.strip_suffix(".toml"))
}

/// Only the scenarios inside the program.
pub struct Embedded;

impl Library for Embedded {
    fn find(&self, reference: &str, _: Option<&str>) -> Result<FoundSource, String> {
        let wanted = reference.trim_start_matches("./");
        let fits = |name: &&(&str, &str)| name.0 == wanted || name.0.strip_suffix(".toml") == Some(wanted);
        match EMBEDDED.iter().find(fits) {
            Some((name, text)) => Ok(FoundSource {
                name: (*name).into(),
                identity: format!("{INSIDE}{name}"),
                bytes: text.as_bytes().to_vec(),
            }),
            None => Err(term("no scenario of that name is built in, and there is no such file").into()),
        }
    }
}

/// Mark of identities inside the program.
pub(crate) const INSIDE: &str = "embedded:";

/// Texts held in memory (tests, a page in a browser); names that it lacks mean embedded scenarios.
#[derive(Clone, Debug, Default)]
pub struct InMemory {
    /// Bytes by name.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Library for InMemory {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<FoundSource, String> {
        for name in [reference.to_string(), format!("{reference}.toml")] {
            if let Some(bytes) = self.files.get(&name) {
                return Ok(FoundSource {
                    name: name.clone(),
                    identity: format!("memory:{name}"),
                    bytes: bytes.clone(),
                });
            }
        }
        Embedded.find(reference, from)
    }
}
