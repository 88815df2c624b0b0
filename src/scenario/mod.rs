//! A validated, immutable description of a world, read from layered TOML. Every fault of every layer is found at once.

use crate::world::Blueprint;

/// A file that went into a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// As the user names it (`z-home.toml`, `--set`, `people.csv`).
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// A checked scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The stem of its file: `z-home`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// One sentence; may be empty.
    pub summary: String,
    /// The world it describes.
    pub blueprint: Blueprint,
    /// All values spelled out as one TOML text that reads back to the same blueprint (rosters stay references).
    pub resolved: String,
    /// Everything that was read for it, itself first.
    pub sources: Vec<Source>,
    /// What the user should know though it is no fault.
    pub warnings: Vec<String>,
}
