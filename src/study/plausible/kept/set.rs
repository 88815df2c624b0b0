//! The set inside the program.

use super::*;
use crate::study::plausible::draws::uncertain;
use crate::study::validate::patterns::HARD;
use std::collections::BTreeSet;

/// Fewer draws tell too little of the ends of what is known.
const LEAST: usize = 200;

/// Parameters that came after the set was made and act only where bids have content, which is in no scenario
/// that rows or hard patterns look at: they stand at their defaults in every draw until it is made anew.
const SINCE: [&str; 4] = ["hours", "fee", "workers", "hours_broken"];

#[test]
fn the_set_inside_is_of_this_model_and_holds_what_varies() {
    let set = KeptDraws::embedded().expect("not stale").expect("a set is inside");
    assert!(set.draws.len() >= LEAST, "{} draws", set.draws.len());
    let since = |path: &str| {
        ["organization.kinds.", "organization.bidding."].iter().any(|table| path.starts_with(table))
            && SINCE.iter().any(|name| path.ends_with(&format!(".{name}")))
    };
    let paths = uncertain().into_iter().map(|parameter| parameter.path);
    let paths: Vec<String> = paths.filter(|path| !since(path)).collect();
    assert_eq!(set.parameters, paths, "a parameter was added: make the set anew");
    assert_eq!((set.kept.len(), set.spread.len()), (set.draws.len(), paths.len()));
    let members: BTreeSet<u32> = set.kept.iter().copied().collect();
    assert!(members.len() == set.kept.len() && members.iter().all(|member| *member < set.members));
    let unlike: BTreeSet<String> = set.draws.iter().map(|draw| format!("{draw:?}")).collect();
    assert_eq!(unlike.len(), set.draws.len(), "no draw twice");
    // What ruled out is told of every hard pattern, and adds up to no more than were lived.
    for id in HARD {
        let entry = set.ruled_out.iter().find(|entry| entry.id == id);
        let entry = entry.unwrap_or_else(|| panic!("nothing is said of {id}"));
        assert!(entry.draws <= entry.of && entry.of <= set.members as usize, "{entry:?}");
    }
    assert_eq!(as_json(&set), EMBEDDED, "the file is what the program writes");
}
