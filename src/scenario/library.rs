//! Where texts come from: the scenarios inside the program, a folder, or memory.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest scenario file that is read.
const LARGEST: u64 = 16 << 20;

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// As the user would name it.
    pub name: String,
    /// The same file always has the same identity (to see cycles, and to resolve what it refers to).
    pub identity: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Where texts come from.
pub trait Library {
    /// Find what `reference` means when it stands in the file with identity `from` (`None`: on the command line).
    /// `Err` says in words why it cannot be read.
    fn find(&self, reference: &str, from: Option<&str>) -> Result<Found, String>;
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        /// The files inside the program: name and text.
        pub const EMBEDDED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../scenarios/", $name)))),+];
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
    "campaign.toml",
    "county.toml",
    "hamlet.toml",
    "hamlet-people.csv",
    "hamlet-ties.csv",
);

/// Names of the embedded scenarios, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().filter_map(|(name, _)| name.strip_suffix(".toml"))
}

/// Only the scenarios inside the program.
pub struct Embedded;

impl Library for Embedded {
    fn find(&self, reference: &str, _: Option<&str>) -> Result<Found, String> {
        let wanted = reference.trim_start_matches("./");
        let fits = |name: &&(&str, &str)| name.0 == wanted || name.0.strip_suffix(".toml") == Some(wanted);
        match EMBEDDED.iter().find(fits) {
            Some((name, text)) => {
                Ok(Found { name: (*name).into(), identity: format!("{INSIDE}{name}"), bytes: text.as_bytes().to_vec() })
            }
            None => Err("no scenario of that name is built in, and there is no such file".into()),
        }
    }
}

/// Mark of identities inside the program.
const INSIDE: &str = "embedded:";

/// Files on disk; bare names that are no file mean embedded scenarios; `-` is standard input.
pub struct Folder;

impl Library for Folder {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<Found, String> {
        if from.is_some_and(|f| f.starts_with(INSIDE)) {
            return Embedded.find(reference, from);
        }
        if reference == "-" && from.is_none() {
            return read_all(std::io::stdin().lock()).map(|bytes| Found { name: "-".into(), identity: "-".into(), bytes });
        }
        let path = match from.filter(|f| *f != "-").and_then(|f| Path::new(f).parent()) {
            Some(folder) => folder.join(reference),
            None => PathBuf::from(reference),
        };
        let bare = !reference.contains(['/', '\\']);
        // A folder of results may bear the name of a built-in scenario.
        if bare && (!path.exists() || path.is_dir()) && Embedded.find(reference, from).is_ok() {
            return Embedded.find(reference, from);
        }
        let file = std::fs::File::open(&path).map_err(|e| reason(&e))?;
        if path.is_dir() {
            return Err("it is a folder".into());
        }
        let identity = path.canonicalize().unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned();
        Ok(Found { name: path.to_string_lossy().into_owned(), identity, bytes: read_all(file)? })
    }
}

fn read_all(from: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > LARGEST { Err(format!("it is larger than {} MiB", LARGEST >> 20)) } else { Ok(bytes) }
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".into(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".into(),
        _ => "it cannot be read".into(),
    }
}

/// Texts held in memory (tests, a page in a browser); names that it lacks mean embedded scenarios.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Bytes by name.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Library for Memory {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<Found, String> {
        for name in [reference.to_string(), format!("{reference}.toml")] {
            if let Some(bytes) = self.files.get(&name) {
                return Ok(Found { name: name.clone(), identity: format!("memory:{name}"), bytes: bytes.clone() });
            }
        }
        Embedded.find(reference, from)
    }
}
