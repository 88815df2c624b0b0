//! Commands that live many full-size worlds: `cargo test --features studies studies`.

#[path = "../inside/generated.rs"]
mod generated;

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Where the files of the villages are: the folder that `COMMONROOM_VILLAGES` names, or that of the study's data.
fn villages() -> Option<PathBuf> {
    let near = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/evidence/data"));
    let folder = std::env::var_os("COMMONROOM_VILLAGES").map_or(near, PathBuf::from);
    folder.join("kfamily_nodes.csv").is_file().then_some(folder)
}

/// The page of the documents is what the command says today.
#[test]
fn the_page_of_the_villages_is_what_the_command_writes() {
    let Some(folder) = villages() else {
        println!(
            "NOT TESTED: the files of the villages are not here; name their folder in COMMONROOM_VILLAGES"
        );
        return;
    };
    let output = commonroom(&["villages", "--data", folder.canonicalize().unwrap().to_str().unwrap()]);
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
    assert_eq!(commonroom(&["validate", "-o", path.to_str().unwrap()]).status.code(), Some(4));
}
