//! The command `diagnose`: its folder, its answer, what it refuses.
#![allow(clippy::unwrap_used)] // a helper of a test may stop it
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::{Command, Output};

fn program(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE").output().unwrap()
}

const QUICK: [&str; 6] = ["--weeks", "70", "--set", "residents.population=300", "--set", "calendar.warm_start=52"];

#[test]
fn the_folder_holds_the_answer_and_the_runs_of_all_coalitions() {
    let dir = tempfile::tempdir().unwrap();
    let ask = |more: &[&str]| program(dir.path(), &[&["diagnose", "z-home", "-r", "3", "--no-why"], &QUICK[..], more].concat());
    let out = ask(&["-o", "r"]);
    let words = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let end: Vec<&str> = words.lines().rev().take(11).collect();
    assert!(end[0].ends_with(": r") && end[1].ends_with("report.html") && end[10].starts_with("last year"), "{words}");
    assert!(end[9].starts_with("as it is") && end[2].starts_with("all repaired"), "{words}");

    let folder = dir.path().join("r");
    let stored: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("diagnosis.json")).unwrap()).unwrap();
    let asked = ask(&["--json"]);
    let mut said: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    assert!(said.as_object_mut().unwrap().remove("folder").unwrap().is_null());
    assert_eq!(stored, said, "the folder says what is said on stdout");
    assert_eq!(stored["deficiencies"].as_array().unwrap().len(), 4);

    let mut runs = csv::Reader::from_path(folder.join("runs.csv")).unwrap();
    let names: Vec<String> = runs.records().map(|row| row.unwrap()[0].to_string()).collect();
    assert_eq!(names.len(), 8 * 3);
    assert_eq!((names[0].as_str(), names[23].as_str()), ("z-home", "z-home + all repaired"));
    assert!(folder.join("report.html").exists());
    let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
    assert!(manifest.contains("diagnosis.json") && manifest.contains("--no-why") && manifest.contains("--weeks=70"));

    // What was run can be run again from the text in the folder.
    let text = folder.join("scenarios").join("z-home + all repaired.resolved.toml");
    let again = program(dir.path(), &["run", text.to_str().unwrap(), "-r", "3", "-o", "again"]);
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stderr));
    let hashes = |folder: &Path| -> Vec<String> {
        let mut runs = csv::Reader::from_path(folder.join("runs.csv")).unwrap();
        runs.records().map(|row| row.unwrap()[4].to_string()).collect()
    };
    assert_eq!(hashes(&dir.path().join("again")).len(), 3);

    assert_eq!(ask(&["-o", "r"]).status.code(), Some(4), "an existing folder is refused");
}
