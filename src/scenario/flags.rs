//! `--set` flags that speak of tables beside the scenario: how a survey is carried out is no property of the
//! world.

use crate::scenario::check::{CheckedLeaf, Checker};
use crate::scenario::faults::Faults;
use crate::scenario::layers::flag_tree;
use crate::settings::{SettingsTree, TableFacts};

/// The flags among `sets` whose path begins with `prefix`, and the others.
pub(crate) fn split(sets: &[String], prefix: &str) -> (Vec<String>, Vec<String>) {
    sets.iter().cloned().partition(|set| set.trim_start().starts_with(prefix))
}

/// Tables with what flags say of them; the last flag wins. Every fault of every flag comes back at once.
pub(crate) fn read<T: SettingsTree>(sets: &[String]) -> Result<T, Faults> {
    let (mut faults, mut tables) = (Faults::default(), T::default());
    let facts: Vec<TableFacts> = T::facts();
    for set in sets {
        let mut leaves: Vec<CheckedLeaf> = Vec::new();
        if let Some(entries) = flag_tree(set, &mut faults).as_ref().and_then(|root| root.table()) {
            Checker::tables(&facts).entries(entries, "", &mut leaves, &mut faults);
        }
        for leaf in leaves {
            tables.set(&leaf.path, &leaf.value);
        }
    }
    faults.finish(tables)
}
