//! `verify` from outside: what differs from the manifest is named, and the exit code is that of the contract.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Exit code, answer and what was said.
fn verify(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    let out = command.current_dir(folder).arg("verify").args(arguments).output().unwrap();
    let [answer, said] = [out.stdout, out.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (out.status.code(), answer, said)
}

/// A folder with results in `r`.
fn results() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let words =
        ["run", "z-home", "-o", "r", "-q", "--weeks", "60", "-r", "2", "--set", "residents.population=150"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    assert!(command.current_dir(place.path()).args(words).output().unwrap().status.success());
    place
}

#[test]
fn what_was_written_is_verified_and_a_file_beside_it_is_only_told() {
    let place = results();
    let (code, answer, said) = verify(place.path(), &["r"]);
    assert_eq!((code, said.as_str()), (Some(0), ""), "{answer}");
    assert!(answer.starts_with("r: all ") && answer.lines().count() == 2, "{answer}");
    assert!(answer.ends_with("  2 of its runs lived again: the same, bit for bit\n"), "{answer}");
    fs::write(place.path().join("r/notes.txt"), "mine").unwrap();
    fs::write(place.path().join("r/scenarios/more.toml"), "").unwrap();
    let (code, answer, _) = verify(place.path(), &["r"]);
    assert_eq!(code, Some(0), "{answer}");
    let told = "  notes.txt: is not in the manifest\n  scenarios/more.toml: is not in the manifest\n";
    assert!(answer.contains(told), "{answer}");
}

#[test]
fn every_file_that_was_touched_is_named_with_what_is_wrong() {
    let place = results();
    let file = |name: &str| place.path().join("r").join(name);
    // A byte exchanged in the middle, bytes added, cut short, gone, made to a folder, a link.
    let mut series = fs::read(file("series.csv")).unwrap();
    let middle = series.len() / 2;
    series[middle] ^= 1;
    fs::write(file("series.csv"), series).unwrap();
    let events = fs::read(file("events.csv")).unwrap();
    fs::write(file("events.csv"), [&events[..], b"\n"].concat()).unwrap();
    let windows = fs::read(file("windows.csv")).unwrap();
    fs::write(file("windows.csv"), &windows[..windows.len() - 1]).unwrap();
    fs::remove_file(file("groups.csv")).unwrap();
    fs::remove_file(file("ledger.csv")).unwrap();
    fs::create_dir(file("ledger.csv")).unwrap();
    fs::write(file("report.html"), "<html>").unwrap();
    let (code, answer, said) = verify(place.path(), &["r"]);
    assert_eq!(code, Some(5), "{answer}");
    assert!(said.contains("6 files are not those that were written"), "{said}");
    assert!(answer.starts_with("r: 6 of "), "{answer}");
    for (name, why) in [
        ("series.csv", "SHA-256 differs"),
        ("events.csv", "SHA-256 differs"),
        ("windows.csv", "it was cut short"),
        ("groups.csv", "is missing"),
        ("ledger.csv", "folder"),
        ("report.html", "it was cut short"),
    ] {
        let line = answer.lines().find(|line| line.starts_with(&format!("  {name}: ")));
        assert!(line.is_some_and(|line| line.contains(why)), "{name}: {why}\n{answer}");
    }
    let (code, answer, said) = verify(place.path(), &["r", "--json"]);
    assert_eq!((code, said.as_str()), (Some(5), ""));
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["ok"], answer["folders"][0]["differ"].as_array().unwrap().len()), (&false.into(), 6));
}

#[test]
fn what_is_no_result_folder_is_refused() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("empty")).unwrap();
    fs::create_dir(place.path().join("other")).unwrap();
    fs::write(place.path().join("other/manifest.json"), r#"{"program":"something else"}"#).unwrap();
    fs::create_dir(place.path().join("broken")).unwrap();
    fs::write(place.path().join("broken/manifest.json"), r#"{"program":"commonroom","#).unwrap();
    for (folder, why) in [
        ("empty", "holds no manifest.json"),
        ("missing", "holds no manifest.json"),
        ("other", "is no manifest of this program"),
        ("broken", "is no manifest of this program"),
    ] {
        let (code, answer, said) = verify(place.path(), &[folder]);
        assert_eq!((code, answer.as_str()), (Some(3), ""), "{folder}: {said}");
        assert!(said.contains(why), "{folder}: {said}");
    }
    assert_eq!(verify(place.path(), &[]).0, Some(2));
}

#[test]
fn a_manifest_that_points_elsewhere_vouches_for_nothing() {
    let place = results();
    let path = place.path().join("r/manifest.json");
    fs::write(place.path().join("series.csv"), fs::read(place.path().join("r/series.csv")).unwrap()).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    for name in ["../series.csv", "/series.csv", "./../r/series.csv"] {
        fs::write(&path, text.replace("\"series.csv\"", &format!("\"{name}\""))).unwrap();
        let (code, answer, _) = verify(place.path(), &["r"]);
        assert_eq!(code, Some(5), "{name}: {answer}");
        assert!(answer.contains("outside of its folder"), "{name}: {answer}");
    }
}
