//! Commands that live many full-size worlds: `cargo test --release --features studies studies`.

#[cfg(feature = "village-data")]
#[path = "../inside/generated.rs"]
mod generated;

use serde_json::Value;
use std::process::{Command, Output};

/// The page of the documents is what the command says today.
#[cfg(feature = "village-data")]
#[test]
fn the_page_of_the_villages_is_what_the_command_writes() {
    let folder = std::env::var("COMMONROOM_VILLAGES");
    let folder =
        folder.expect("name the folder of kfamily_nodes.csv and kfamily_edges.csv in COMMONROOM_VILLAGES");
    let output = commonroom(&["villages", "--data", &folder]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    generated::kept_true("docs/villages.md", &String::from_utf8(output.stdout).unwrap());
}

fn commonroom(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_commonroom")).args(arguments).output().unwrap()
}

#[test]
fn the_answer_has_the_form_of_the_contract_and_a_miss_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.md");
    let told = commonroom(&["validate", "-r", "2", "--json", "-q", "-o", path.to_str().unwrap()]);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let json: Value = serde_json::from_slice(&told.stdout).unwrap();
    let (targets, patterns) = (json["targets"].as_array().unwrap(), json["patterns"].as_array().unwrap());
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("# Validation"));
    for (rows, prefix) in [(targets, 'T'), (patterns, 'S')] {
        let told: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
        let drawn: std::collections::BTreeSet<&str> = page
            .lines()
            .filter_map(|line| Some(line.strip_prefix("| ")?.split_once(" |")?.0.trim_matches('*')))
            .filter(|id| id.starts_with(prefix) && id[1..].parse::<u8>().is_ok())
            .collect();
        assert!(!told.is_empty() && drawn == told.into_iter().collect());
    }
    for target in targets {
        let (lo, hi) = (target["lo"].as_f64().unwrap(), target["hi"].as_f64().unwrap());
        let verdict = target["verdict"].as_str().unwrap();
        if let (Some(low), Some(high)) = (target["ci_low"].as_f64(), target["ci_high"].as_f64()) {
            let expected = match (low >= lo && high <= hi, high < lo || low > hi) {
                (true, _) => "hit",
                (_, true) => "miss",
                _ => "undecided",
            };
            assert_eq!(verdict, expected, "{target}");
        }
        assert!(["hit", "miss", "undecided"].contains(&verdict));
        assert!(["calibrate", "validate", "shape", "context"].contains(&target["use"].as_str().unwrap()));
        assert!(target["value"].is_number());
    }
    for pattern in patterns {
        assert!(
            pattern["expected"].is_string() && pattern["found"].is_string() && pattern["verdict"].is_string(),
            "{pattern}"
        );
    }
    // It stands there now: refused before anything is computed.
    assert_eq!(commonroom(&["validate", "-o", path.to_str().unwrap()]).status.code(), Some(4));
}
