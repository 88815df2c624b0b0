//! The name of a group of residents that a scenario names.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Names that were met. A name is kept until the program ends: as many as scenarios and results hold.
static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// What those are called who belong to no group that is named.
const OTHERS: &str = "others";

/// The name of a group of residents that a scenario names. It is copied as a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnGroup(&'static str);

impl OwnGroup {
    /// Of that name.
    pub fn named(name: &str) -> OwnGroup {
        if name == OTHERS {
            return OwnGroup::others();
        }
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        let known = names.get(name).copied();
        OwnGroup(known.unwrap_or_else(|| {
            let kept: &'static str = Box::leak(name.into());
            names.insert(kept);
            kept
        }))
    }

    /// Those who belong to no group that is named.
    pub(crate) const fn others() -> OwnGroup {
        OwnGroup(OTHERS)
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl Serialize for OwnGroup {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for OwnGroup {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<OwnGroup, D::Error> {
        String::deserialize(from).map(|name| OwnGroup::named(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_are_one_and_are_read_as_they_are_written() {
        let one = OwnGroup::named("老街");
        assert_eq!((one, one.name()), (OwnGroup::named(&String::from("老街")), "老街"));
        assert_eq!(OwnGroup::named("others"), OwnGroup::others());
        let written = serde_json::to_string(&one).unwrap();
        assert_eq!(written, "\"老街\"");
        assert_eq!(serde_json::from_str::<OwnGroup>(&written).unwrap(), one);
    }
}
