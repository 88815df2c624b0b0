//! What a scenario says of its roster: which files, which columns, what is done about gaps.

use crate::language::said;
use crate::scenario::check::{CheckedLeaf, DATA_KEYS};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::{Library, Opened};
use crate::scenario::position::HomePositions;
use crate::scenario::said::Said;
use crate::settings::Value;

/// What a scenario says of its data files.
pub(crate) struct DataSettings<'a>(pub(crate) &'a Said);

impl<'a> DataSettings<'a> {
    /// The value under `residents.`, and the identity of the file that says it.
    pub(crate) fn at(&self, key: &str) -> Option<&'a (CheckedLeaf, Option<String>)> {
        self.0.leaves.get(&format!("residents.{key}"))
    }

    pub(crate) fn leaf(&self, key: &str) -> Option<&'a CheckedLeaf> {
        self.at(key).map(|(leaf, _)| leaf)
    }

    pub(crate) fn word(&self, key: &str, default: &str) -> String {
        match self.leaf(key).map(|leaf| &leaf.value) {
            Some(Value::Text(text)) => text.clone(),
            _ => default.to_string(),
        }
    }

    /// Keys that say something of a roster where there is none.
    pub(crate) fn without_roster(&self, faults: &mut Faults) {
        for (key, _) in DATA_KEYS.iter().filter(|(key, _)| !["roster", "marginals"].contains(key)) {
            if let Some(leaf) = self.leaf(key) {
                faults.add(Fault::at(&leaf.place, said!("`residents.{key}` needs a `residents.roster`")));
            }
        }
    }

    pub(crate) fn open<'l>(
        &self,
        key: &str,
        library: &'l dyn Library,
        faults: &mut Faults,
    ) -> Option<Opened<'l>> {
        let (leaf, identity) = self.at(key)?;
        let Value::Text(name) = &leaf.value else { return None };
        let refuse = |why| faults.add(Fault::at(&leaf.place, said!("cannot read `{name}`: {why}")));
        library.open(name, identity.as_deref()).map_err(refuse).ok()
    }

    /// Keys that take one of two words.
    pub(crate) fn judge_words(&self, faults: &mut Faults) {
        for (key, [usual, other]) in
            [("roster_other_columns", ["refuse", "ignore"]), ("roster_missing", ["draw", "refuse"])]
        {
            let own = self.word(key, usual);
            if let Some(leaf) = self.leaf(key).filter(|_| own != usual && own != other) {
                let message = said!("`residents.{key}` must be `{usual}` or `{other}`, not `{own}`");
                faults.add(Fault::at(&leaf.place, message));
            }
        }
    }

    pub(crate) fn known_ids(&self, faults: &mut Faults) -> KnownIds {
        KnownIds {
            id: self.word("roster_id", "id"),
            community: self.word("roster_community", "community"),
            named: self.at("roster_community").is_some(),
            ignore: self.word("roster_other_columns", "refuse") == "ignore",
            complete: self.word("roster_missing", "draw") == "refuse",
            homes: HomePositions::of(self.leaf("roster_home"), self.leaf("roster_unit"), faults),
        }
    }
}

/// What the columns of a roster mean, and what is done about those that are not ours.
pub(crate) struct KnownIds {
    pub(crate) id: String,
    pub(crate) community: String,
    /// The scenario names the column of communities: then it must be there.
    pub(crate) named: bool,
    pub(crate) ignore: bool,
    /// An empty cell is a fault.
    pub(crate) complete: bool,
    pub(crate) homes: HomePositions,
}
