//! The rules of the house as functions of a tree: each gives the places where it is broken.

use crate::tree::{Source, Tree};
use std::collections::BTreeSet;

/// Uses of a room that `lib.rs` lists below one's own.
pub(crate) fn arrows_back(tree: &Tree) -> Vec<String> {
    let rank = |room: &String| tree.rooms.iter().position(|r| r == room);
    let mut wrong = BTreeSet::new();
    for source in &tree.sources {
        let own =
            rank(&source.module[0]).unwrap_or_else(|| panic!("{} is in no room of lib.rs", source.path));
        for used in source.used.iter().filter(|u| !u.outside) {
            // The whole crate at once (`use crate::*`, `use crate as c`) hides what is used.
            let back = used.path.first().is_none_or(|room| rank(room).is_some_and(|r| r > own));
            if back {
                wrong.insert(place(source, used.line, &used.path));
            }
        }
    }
    wrong.into_iter().collect()
}

/// Uses of one agent by another. The week and its phases introduce agents to each other.
pub(crate) fn agents_that_know_another(tree: &Tree) -> Vec<String> {
    let room = ["world", "agents"];
    let mut wrong = BTreeSet::new();
    for source in tree.sources.iter().filter(|s| s.module.len() > 2 && s.module[..2] == room) {
        for used in source.used.iter().filter(|u| !u.outside) {
            // All agents at once (`use super::*`, `use crate::world::agents`) are others as well.
            let all = used.path == room || used.path == room[..1];
            let other = used.path.len() > 2 && used.path[..2] == room && used.path[2] != source.module[2];
            if all || other {
                wrong.insert(place(source, used.line, &used.path));
            }
        }
    }
    wrong.into_iter().collect()
}

/// Rooms that may touch files, streams and the surroundings.
const OPEN: [&str; 2] = ["files", "cli"];
const FILES: [&str; 6] = ["std::fs", "std::io", "std::env", "std::net", "std::process", "tempfile"];
/// Words of `std::io` that touch nothing: how a library hands out what it holds.
const HARMLESS: [&str; 5] =
    ["std::io::Read", "std::io::Cursor", "std::io::Error", "std::io::Result", "std::io::ErrorKind"];
/// Methods of paths that ask the disk.
const ASKS: [&str; 8] = [
    ".exists",
    ".try_exists",
    ".is_file",
    ".is_dir",
    ".canonicalize",
    ".read_dir",
    ".metadata",
    ".symlink_metadata",
];
const CLOCK: [&str; 2] = ["std::time::Instant", "std::time::SystemTime"];
const PRINTS: [&str; 5] = ["println!", "print!", "eprintln!", "eprint!", "dbg!"];

/// File access outside `files` and the command line; clock and terminal outside the command line.
pub(crate) fn touches(tree: &Tree) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for source in &tree.sources {
        let room = source.module[0].as_str();
        let closed = !OPEN.contains(&room);
        for used in source.used.iter().filter(|u| u.outside) {
            let begins = |word: &&str| {
                let word: Vec<&str> = word.split("::").collect();
                used.path.len() >= word.len() && used.path.iter().zip(&word).all(|(a, b)| a == b)
            };
            let any = |words: &[&str]| words.iter().any(&begins);
            let hidden = used.path == ["std"];
            let file = closed && any(&FILES) && !any(&HARMLESS);
            if hidden || file || room != "cli" && any(&CLOCK) {
                wrong.insert(place(source, used.line, &used.path));
            }
        }
        for (line, call) in &source.calls {
            let asks = closed && ASKS.contains(&call.as_str());
            if asks || room != "cli" && PRINTS.contains(&call.as_str()) {
                wrong.insert(format!("{}:{line}: {call}", source.path));
            }
        }
    }
    wrong.into_iter().filter(|place| !place.starts_with("cli/")).collect()
}

fn place(source: &Source, line: usize, path: &[String]) -> String {
    format!("{}:{line}: {}", source.path, path.join("::"))
}

/// Groups of files that reach each other, by the names of their files. That a folder's `mod.rs` uses the
/// folder's files counts for nothing: it is their front, and they may use what it defines.
pub(crate) fn circles(tree: &Tree) -> Vec<String> {
    let next: Vec<BTreeSet<usize>> = tree
        .sources
        .iter()
        .enumerate()
        .map(|(i, source)| {
            let inside = source.used.iter().filter(|u| !u.outside);
            let front = |j: &usize| {
                source.path.ends_with("mod.rs") && tree.sources[*j].module.starts_with(&source.module)
            };
            inside.filter_map(|u| tree.file(&u.path)).filter(|j| *j != i && !front(j)).collect()
        })
        .collect();
    let reach: Vec<BTreeSet<usize>> = (0..next.len()).map(|from| reached(&next, from)).collect();
    let mut found = BTreeSet::new();
    for i in 0..next.len() {
        let together: Vec<&str> = (0..next.len())
            .filter(|j| reach[i].contains(j) && reach[*j].contains(&i))
            .map(|j| tree.sources[j].path.as_str())
            .collect();
        if together.len() > 1 {
            found.insert(together.join(", "));
        }
    }
    found.into_iter().collect()
}

fn reached(next: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(at) = open.pop() {
        open.extend(next[at].iter().filter(|to| seen.insert(**to)));
    }
    seen
}
