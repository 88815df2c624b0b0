//! A measure that is known by its name, so that what speaks of it can be saved.

use crate::language::said;
use crate::world::record::{Measure, measure};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;

/// A measure, saved as its name.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct NamedMeasure(&'static Measure);

impl NamedMeasure {
    /// The measure of that name.
    pub(crate) fn of(name: &str) -> Option<NamedMeasure> {
        measure(name).map(NamedMeasure)
    }
}

impl Deref for NamedMeasure {
    type Target = Measure;
    fn deref(&self) -> &Measure {
        self.0
    }
}

impl PartialEq for NamedMeasure {
    fn eq(&self, other: &NamedMeasure) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for NamedMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl From<NamedMeasure> for &'static str {
    fn from(named: NamedMeasure) -> &'static str {
        named.0.name
    }
}

impl TryFrom<String> for NamedMeasure {
    type Error = String;
    fn try_from(name: String) -> Result<NamedMeasure, String> {
        NamedMeasure::of(&name).ok_or_else(|| said!("no measure is called `{name}`"))
    }
}
