//! `validate`: the page keeps its form and agrees with itself, a part of it is repeated, the command answers as the contract says.

#![allow(clippy::unwrap_used, clippy::panic)] // a helper of a test may stop it

use commonroom::batch::rounds::{Rounds, Unobserved};
use commonroom::study::validate::setting::Substitute;
use commonroom::study::validate::targets::{Target, TargetUse, targets};
use commonroom::study::validate::{explained, hold, patterns};
use serde_json::Value;
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;

fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/validation.md")).unwrap()
}

/// The cells of the rows of the page whose first cell is that id.
fn rows(page: &str, id: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_string()).collect::<Vec<_>>()
    };
    page.lines()
        .filter(|line| line.starts_with("| "))
        .map(cells)
        .filter(|row| row[0].trim_matches('*') == id)
        .collect()
}

fn is_hit(row: &[String]) -> Option<bool> {
    row.iter().find_map(|cell| match cell.as_str() {
        "hit" => Some(true),
        "miss" => Some(false),
        _ => None,
    })
}

#[test]
fn the_page_holds_every_row_and_pattern_once_and_explains_each_miss() {
    let page = page();
    let mut hits = [0; 4];
    for target in targets().unwrap() {
        let found: Vec<_> =
            rows(&page, &target.id).into_iter().filter_map(|row| Some((is_hit(&row)?, row))).collect();
        let [(hit, row)] = &found[..] else { panic!("{} stands {} times", target.id, found.len()) };
        assert_eq!(row[1], target.output);
        hits[TargetUse::ALL.iter().position(|of| *of == target.for_use).unwrap()] += usize::from(*hit);
        assert!(*hit || explained::why(&target.id).is_some(), "{} is missed and not explained", target.id);
    }
    for (of, hits) in TargetUse::ALL.into_iter().zip(hits) {
        assert!(page.contains(&format!("## Rows to {of}: {hits} of ")), "{of}: {hits}");
    }
    let all = patterns::all();
    let hit = all.iter().filter(|pattern| {
        let found: Vec<bool> = rows(&page, pattern.id).iter().filter_map(|row| is_hit(row)).collect();
        assert_eq!(found.len(), 1, "{}", pattern.id);
        assert!(
            found[0] || explained::why(pattern.id).is_some(),
            "{} is missed and not explained",
            pattern.id
        );
        found[0]
    });
    let heading = format!("## Patterns: {} of 24 as expected", hit.count());
    assert!(page.contains(&heading), "{heading}");
    assert!(!page.contains("not explained"));
}

/// A part of the page that few worlds settle: rows far from the ends of their bands, and patterns of large effects.
#[test]
fn a_part_of_the_page_is_repeated() {
    const ROWS: [&str; 8] = ["T01", "T02", "T05", "T06", "T08", "T12", "T18", "T36"];
    const PATTERNS: [&str; 5] = ["S3", "S12", "S15", "S17", "S20"];
    let (cancel, mut nobody) = (AtomicBool::new(false), Unobserved);
    let mut lab = Rounds::new(None, 7, 0, &cancel, &mut nobody);
    let some: Vec<Target> =
        targets().unwrap().into_iter().filter(|t| ROWS.contains(&t.id.as_str())).collect();
    let few: Vec<_> = patterns::all().into_iter().filter(|p| PATTERNS.contains(&p.id)).collect();
    let (found, verdicts) = hold(&mut lab, &Substitute::shipped(), &some, &few, 8).unwrap();
    let page = page();
    let said = |id: &str| rows(&page, id).iter().find_map(|row| is_hit(row)).unwrap();
    for row in &found {
        assert_eq!(row.hit(), said(&row.target.id), "{}: {:?}", row.target.id, row.simulated);
    }
    for verdict in &verdicts {
        assert_eq!(verdict.hit(), said(verdict.id), "{}: {:?}", verdict.id, verdict.findings);
    }
    assert_eq!((found.len(), verdicts.len()), (ROWS.len(), PATTERNS.len()));
}

fn validate(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_commonroom")).arg("validate").args(arguments).output().unwrap()
}

#[test]
fn the_answer_has_the_form_of_the_contract_and_a_miss_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.md");
    let told = validate(&["-r", "2", "--json", "-q", "-o", path.to_str().unwrap()]);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let json: Value = serde_json::from_slice(&told.stdout).unwrap();
    let (targets, patterns) = (json["targets"].as_array().unwrap(), json["patterns"].as_array().unwrap());
    assert_eq!((targets.len(), patterns.len()), (36, 24));
    for target in targets {
        let (lo, hi) = (target["lo"].as_f64().unwrap(), target["hi"].as_f64().unwrap());
        let hit = target["simulated"].as_f64().is_some_and(|mean| (lo..=hi).contains(&mean));
        assert_eq!(target["hit"].as_bool(), Some(hit), "{target}");
        assert!(["calibrate", "validate", "shape", "context"].contains(&target["use"].as_str().unwrap()));
        assert!(target["value"].is_number());
    }
    for pattern in patterns {
        assert!(
            pattern["expected"].is_string() && pattern["found"].is_string() && pattern["hit"].is_boolean(),
            "{pattern}"
        );
    }
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("# Validation"));
    // It stands there now: refused before anything is computed.
    assert_eq!(validate(&["-o", path.to_str().unwrap()]).status.code(), Some(4));
}

#[test]
fn what_cannot_be_read_is_refused() {
    assert_eq!(validate(&["no-such-scenario"]).status.code(), Some(3));
    assert_eq!(validate(&["-r", "0"]).status.code(), Some(2));
}
