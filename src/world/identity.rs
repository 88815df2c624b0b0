//! Whose a draw is: the first two words of its counter (docs/model.md, section 7.2).
//!
//! What has a name draws by it and never by its place in a list: a community by its name, a person of a
//! roster by the community's name and the own id. So neither the order of a file nor who else stands in it is
//! in the key of anybody. Residents without names are numbered within their community.

use crate::world::roster::Roster;
use serde::{Deserialize, Serialize};

/// What the only community is called where none is named.
pub(crate) const UNNAMED: &str = "home";

/// FNV-1a with 64 bits (Fowler, Noll & Vo) of these bytes. Philox mixes what it is given, so that nothing is
/// asked of a hash but to differ.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The upper half of a hash laid over the lower.
fn folded(hash: u64) -> u32 {
    (hash >> 32) as u32 ^ hash as u32
}

/// The word of a community: 0 for the one that nobody named.
pub(crate) fn place_of(name: &str) -> u32 {
    folded(hash(name.bytes())) ^ folded(hash(UNNAMED.bytes()))
}

/// The two words of a person of a roster. No text holds the byte 255, so that no two pairs are written alike.
fn person_of(community: &str, id: &str) -> [u32; 2] {
    let hash = hash(community.bytes().chain([0xFF]).chain(id.bytes()));
    [hash as u32, (hash >> 32) as u32]
}

/// Whose the draws of a community's residents are, by their numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Identities {
    /// Residents without names: the number, and the word of the community.
    Numbered {
        /// The word of the community.
        place: u32,
    },
    /// People of a roster, in its order.
    Named(Vec<[u32; 2]>),
}

impl Identities {
    /// Of a community of that name. People made up from counts have no ids and are numbered.
    pub(crate) fn new(community: &str, roster: Option<&Roster>) -> Identities {
        match roster {
            Some(roster) if roster.people.iter().any(|person| !person.id.is_empty()) => {
                Identities::Named(roster.people.iter().map(|p| person_of(community, &p.id)).collect())
            }
            _ => Identities::Numbered { place: place_of(community) },
        }
    }

    /// The two words of resident `who`; where a block has more lanes than residents, of nobody.
    #[inline(always)]
    pub(crate) fn of(&self, who: u32) -> [u32; 2] {
        match self {
            Identities::Numbered { place } => [who, *place],
            Identities::Named(words) => words.get(who as usize).copied().unwrap_or_default(),
        }
    }

    /// How many bytes they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Identities::Numbered { .. } => 0,
            Identities::Named(words) => size_of_val(&words[..]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_gives_the_published_answers() {
        for (text, known) in
            [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8)]
        {
            assert_eq!(hash(text.bytes()), known, "{text}");
        }
    }

    #[test]
    fn the_unnamed_community_is_number_0_and_names_are_told_apart() {
        assert_eq!(place_of(UNNAMED), 0);
        // As docs/model.md states them.
        assert_eq!(place_of("Riverside"), 0x1DC6_0AFE);
        assert_eq!(person_of("Upper Hamlet", "u01"), [0xE121_3AC9, 0xFF46_78D9]);
        let named: std::collections::BTreeSet<u32> =
            (0..10_000).map(|n| place_of(&format!("{n}村"))).collect();
        assert_eq!(named.len(), 10_000);
        assert_ne!(person_of("ab", "c"), person_of("a", "bc"));
        assert_ne!(person_of("a", "b"), person_of("b", "a"));
    }
}
