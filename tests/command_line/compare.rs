//! `compare` and `diagnose`: what is refused, and answers in JSON.

use std::path::Path;
use std::process::{Command, Output};

fn program(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE").output().unwrap()
}

#[test]
fn the_program_refuses_what_cannot_be_compared() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("short.toml"), "title = \"s\"\nextends = \"z-home\"\nweeks = 104\n")
        .unwrap();
    let told = |arguments: &[&str]| {
        let out = program(dir.path(), arguments);
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let (code, words) = told(&["compare", "z-home", "support", "--measure", "particpation"]);
    assert!(code == Some(3) && words.contains("did you mean `participation`"), "{words}");
    let (code, words) = told(&["compare", "z-home", "short.toml"]);
    assert!(code == Some(3) && words.contains("260 weeks") && words.contains("--weeks"), "{words}");
    let (code, words) = told(&["compare", "z-home", "z-home"]);
    assert!(code == Some(3) && words.contains("z-home"), "{words}");
    assert_eq!(told(&["compare", "z-home"]).0, Some(2));
    assert_eq!(told(&["compare", "z-home", "support", "--until", "0"]).0, Some(3));
    assert_eq!(told(&["compare", "z-home", "supprt"]).0, Some(3));
    let (code, words) = told(&["diagnose", "government-led", "--budget", "100000"]);
    assert!(code == Some(3) && words.contains("no social organization"), "{words}");
    assert_eq!(told(&["diagnose", "z-home", "--budget", "nan"]).0, Some(3));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing was written");
}

#[test]
fn the_program_compares_and_diagnoses_in_json() {
    let dir = tempfile::tempdir().unwrap();
    let quick = ["--weeks", "60", "--set", "residents.population=300", "-r", "2", "--json"];
    let json = |arguments: &[&str]| -> serde_json::Value {
        let out = program(dir.path(), &[arguments, &quick].concat());
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice(&out.stdout).unwrap()
    };
    let found = json(&["compare", "z-home", "support", "--chance-only"]);
    assert_eq!(found["checks"]["null"]["weeks_that_differ"], 0);
    assert_eq!(found["checks"]["prefix"][0]["levers_differ_from_week"], 53);
    assert!(found["folder"].is_null());
    let found = json(&["diagnose", "z-home", "--no-why", "--chance-only"]);
    assert!(found["why"].is_null() && found["deficiencies"].as_array().unwrap().len() == 4);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
