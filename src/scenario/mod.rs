//! A validated, immutable description of a world, read from layered TOML. Every fault of every layer is found
//! at once.
//!
//! The order of the work: [`document`] → [`layers`] → [`check`] → [`resolution`] with [`consistency`],
//! [`communities`], [`roster`], [`marginals`] → [`Scenario`].
//!
//! - Where do the texts come from? → `library.rs`
//! - What does a TOML text say, and where? → `document.rs`
//! - Where does a fault stand, how is it drawn? → `span.rs`; all faults → `faults.rs`
//! - What does an argument name (a file, a sum, a what-if)? → `reference.rs`
//! - Which layers lie on one another (`extends`, `--set`)? → `layers.rs`; what they say together → `said.rs`;
//!   what two of them set differently → `clashes.rs`
//! - Is a value allowed? → `check.rs`; do the values fit together → `consistency.rs`; with the people →
//!   `plausible.rs`
//! - What does a file say at its top? → `header.rs`
//! - What may scenarios and communities be called? → `names.rs`
//! - How does a scenario come of it? → `resolution.rs`; how is it written out again → `toml_text.rs`
//! - Which rules react, and what are their conditions? → `when/`
//! - Which bodies may bid? → `bidders.rs`
//! - Which groups of residents are named? → `own_groups.rs`
//! - Which communities are there? → `communities.rs`
//! - Who lives there? → `roster.rs` (people one by one), `marginals/` (people from counts)
//! - What is said of their files? → `data_settings.rs`; how are rows read, each fault in its place? →
//!   `data_file/`; in which encoding → `encoding.rs`
//! - How far do they live? → `position.rs`; what is not known of them and drawn? → `missing_values.rs`
//! - Which parameters are drawn in each world? → `posterior.rs`; whose draws are they? → `draws_from.rs`
//! - What do two scenarios set differently? → `difference.rs`
//! - What may a scenario file hold? → `schema.rs`; what do flags say → `flags.rs`

pub(crate) mod bidders;
pub(crate) mod check;
mod clashes;
mod data_settings;
pub(crate) mod difference;
mod header;
mod names;
pub(crate) mod own_groups;
mod plausible;
pub(crate) mod document;
pub(crate) mod draws_from;
pub(crate) mod encoding;
pub(crate) mod faults;
pub(crate) mod flags;
pub(crate) mod layers;
pub(crate) mod library;
pub(crate) mod marginals;
pub(crate) mod missing_values;
pub(crate) mod communities;
pub(crate) mod position;
pub(crate) mod reference;
pub(crate) mod posterior;
pub(crate) mod resolution;
pub(crate) mod roster;
pub(crate) mod data_file;
pub(crate) mod said;
pub(crate) mod schema;
pub(crate) mod span;
pub(crate) mod toml_text;
pub(crate) mod when;
pub(crate) mod consistency;

use crate::language::{said, term};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::Library;
use crate::scenario::reference::Reference;
use crate::scenario::resolution::Argument;
use crate::scenario::toml_text::TextParts;
use crate::settings::Value;
use crate::world::blueprint::Blueprint;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Weeks to live when no layer says how many.
pub(crate) const WEEKS: i64 = 260;

/// Widest short title, cells: charts and tables have no room for more.
pub(crate) const SHORT: usize = 28;
/// Longest horizon, weeks.
pub(crate) const LONGEST: i64 = 5_200;

/// A file that went into a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// As the user names it (`z-home.toml`, `--set`, `people.csv`).
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// A checked scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The stem of its file: `z-home`; of a sum those of its parts, `a+b`; then what is set in it alone.
    pub name: String,
    /// Its title; of a sum those of its parts.
    pub title: String,
    /// A shorter title for charts and tables, where it names one.
    pub short: Option<String>,
    /// One sentence of its own, not of what it extends; may be empty.
    pub summary: String,
    /// The world it describes.
    pub blueprint: Blueprint,
    /// What its text ([`Scenario::resolved`]) holds besides.
    pub(crate) parts: TextParts,
    /// Everything that was read for it, itself first.
    pub sources: Vec<Source>,
    /// What the user should know though it is no fault.
    pub warnings: Vec<String>,
    /// Where each value that some layer sets comes from, by full path: the value and its place in words
    /// (`z-home.toml:12`, or the flag). A dated lever stands under `schedule.WEEK.PATH`, what a rule says
    /// under `when.NUMBER.…`, a community's own value under `communities.NAME.PATH`, that of a bidder under
    /// `bidders.NAME.KEY`, one of a group under `groups.NAME.KEY`, the horizon under `weeks`.
    pub origins: BTreeMap<String, (Value, String)>,
}

impl Scenario {
    /// All values spelled out as one TOML text that reads back to the same blueprint (rosters stay
    /// references).
    pub fn resolved(&self) -> String {
        toml_text::resolved(self)
    }

    /// What differs from a shipped scenario, on top of it by its name; reads back to the same blueprint where
    /// that has nothing dated and names nobody.
    pub(crate) fn upon(&self, shipped: (&str, &Scenario)) -> String {
        toml_text::upon(self, shipped)
    }
}

/// What the command line adds to the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// `--set` flags, as given: `levers.funding.grant=300000`.
    pub sets: Vec<String>,
    /// `--weeks`.
    pub weeks: Option<i64>,
}

/// Read scenarios. All faults of all files, layers and flags come back together; nothing is computed before.
///
/// # Errors
/// Every fault found, each with its file, line and column where it has them; then no scenario is given.
pub fn read(files: &[String], request: &Overrides, library: &dyn Library) -> Result<Vec<Scenario>, Faults> {
    let mut faults = Faults::default();
    let mut named: Vec<(String, Reference)> = Vec::new();
    for (index, file) in files.iter().enumerate() {
        if file == "-" && files[..index].contains(file) {
            faults.add(Fault::without_place(file, term("standard input can be read only once")));
            continue;
        }
        named.push((file.clone(), Reference::read(file, library)));
    }
    let scenarios = read_references(&named, request, library, &mut faults);
    faults.finish(scenarios)
}

/// The same of arguments that are understood already, each with its words; those that are sound come back.
pub(crate) fn read_references(
    named: &[(String, Reference)],
    request: &Overrides,
    library: &dyn Library,
    faults: &mut Faults,
) -> Vec<Scenario> {
    let (mut scenarios, mut stems): (Vec<Scenario>, BTreeMap<String, String>) = Default::default();
    for (file, reference) in named {
        let layers = layers::read(reference, request, library, faults);
        let argument = Argument { text: file, reference, request };
        if let Some(scenario) = resolution::resolve(&argument, &layers, library, faults) {
            let twin = stems.insert(scenario.name.to_lowercase(), scenario.name.clone());
            if let Some(twin) = twin {
                let name = &scenario.name;
                let alike = if twin == *name { String::new() } else { said!(" and `{twin}`") };
                let message =
                    said!("two scenarios are called `{name}`{alike}: results could not be told apart");
                faults.add(Fault::without_place(file, message));
            }
            scenarios.push(scenario);
        }
    }
    scenarios
}
