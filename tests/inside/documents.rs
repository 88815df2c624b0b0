//! The reference pages of `docs` say what the declarations say. With `COMMONROOM_BLESS=1` they are written
//! anew.

use crate::report::reference;
use crate::settings::{Lever, ValueKind};
use crate::world::blueprint::facts;
use crate::world::record::MEASURES;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_pages_are_what_the_declarations_say() {
    for (name, text) in reference::all() {
        crate::inside::generated::kept_true(&format!("docs/{name}"), &text);
    }
}

/// Per cent stands at its number, as the program writes it.
#[test]
fn documents_write_per_cent_as_the_program_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let docs = docs.filter(|path| path.extension().is_some_and(|kind| kind == "md"));
    let pages: Vec<PathBuf> = docs.chain(["README.md", "CHANGELOG.md"].map(|name| root.join(name))).collect();
    let mut apart = vec![];
    for page in &pages {
        for (at, line) in fs::read_to_string(page).unwrap().lines().enumerate() {
            let pieces: Vec<&str> = line.split(" %").collect();
            if pieces[..pieces.len() - 1].iter().any(|piece| piece.ends_with(|c: char| c.is_ascii_digit())) {
                apart.push(format!("{}:{}", page.display(), at + 1));
            }
        }
    }
    assert!(pages.len() > 10 && apart.is_empty(), "{apart:?}");
}

#[test]
fn everything_declared_is_documented() {
    for table in facts() {
        assert!(!table.about.trim().is_empty(), "{}", table.path);
        for field in table.fields {
            let path = format!("{}.{}", table.path, field.name);
            assert!(!field.meaning.trim().is_empty() && !field.source.is_empty(), "{path}");
        }
    }
    assert!(MEASURES.iter().all(|m| !m.meaning.is_empty() && !m.label.is_empty() && !m.zh.is_empty()));
}

/// Names of measures stand in declarations as words: a word that names none would never be looked at.
#[test]
fn every_lever_moves_existing_measures_inside_its_range() {
    for table in facts() {
        for field in table.fields {
            let path = format!("{}.{}", table.path, field.name);
            let Some(Lever { low, high, moves, price, .. }) = field.lever else { continue };
            // A choice of words has no direction.
            assert!(
                !price.is_empty() && (!moves.is_empty() || matches!(field.kind, ValueKind::Choice(_))),
                "{path}"
            );
            for claim in moves {
                let (measure, sign) = claim.rsplit_once(' ').unwrap_or((claim, ""));
                assert!(matches!(sign, "+" | "-"), "{path}: `{claim}` has no sign");
                assert!(
                    MEASURES.iter().any(|m| m.name == measure),
                    "{path}: no measure is called `{measure}`"
                );
            }
            for end in [low, high] {
                match (field.kind, field.range) {
                    (ValueKind::Real | ValueKind::Integer, Some((lo, hi))) => {
                        let number: f64 = end.parse().unwrap_or(f64::NAN);
                        assert!((lo..=hi).contains(&number), "{path}: {end}");
                    }
                    (ValueKind::Choice(words), _) => assert!(words.contains(&end), "{path}: {end}"),
                    (ValueKind::Flag, _) => assert!(matches!(end, "true" | "false"), "{path}: {end}"),
                    _ => {}
                }
            }
        }
    }
}
