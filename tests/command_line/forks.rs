//! Folders and answers are the same with and without forks.

use std::collections::BTreeMap;
use std::path::Path;

fn read(folder: &Path, inside: &str, into: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder.join(inside)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(folder, &format!("{name}/"), into);
        } else {
            into.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
}

/// Run the program; the bytes of the whole folder, the answer, what it says on stderr.
fn run(dir: &Path, files: &[&str], flags: &[&str]) -> (BTreeMap<String, Vec<u8>>, String, String) {
    command("run", dir, files, flags)
}

fn command(
    command: &str,
    dir: &Path,
    files: &[&str],
    flags: &[&str],
) -> (BTreeMap<String, Vec<u8>>, String, String) {
    let quick =
        ["-r", "3", "--weeks", "70", "--set", "residents.population=300", "--set", "calendar.warm_start=10"];
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_commonroom"))
        .current_dir(dir)
        .args([command, "-o", "out", "--force", "-q"])
        .args(files)
        .args(quick)
        .args(flags)
        .output()
        .unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(out.status.success(), "{said}");
    let mut bytes = BTreeMap::new();
    read(&dir.join("out"), "", &mut bytes);
    assert!(bytes.len() > 8, "{:?}", bytes.keys());
    (bytes, String::from_utf8(out.stdout).unwrap(), said)
}

#[test]
fn the_whole_folder_is_the_same_with_and_without_forks_for_any_number_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    let related = ["z-home", "government-led", "capacity", "late-payment", "campaign", "full-package"];
    let strangers = ["z-home", "open-rooms", "near-idle"];
    for files in [&related[..], &strangers] {
        let (plain, answer, _) = run(dir.path(), files, &["--no-fork", "-j", "2"]);
        for threads in ["1", "2", "5"] {
            let (forked, told, _) = run(dir.path(), files, &["-j", threads]);
            assert!(plain == forked && answer == told, "{files:?} with {threads} threads");
        }
    }
}

#[test]
fn a_comparison_is_the_same_with_and_without_forks() {
    let dir = tempfile::tempdir().unwrap();
    let files = ["z-home", "capacity", "late-payment", "government-led"];
    let (plain, answer, _) =
        command("compare", dir.path(), &files, &["--chance-only", "--no-fork", "-j", "2"]);
    for threads in ["1", "2", "5"] {
        let (forked, told, _) = command("compare", dir.path(), &files, &["--chance-only", "-j", threads]);
        assert!(plain == forked && answer == told, "with {threads} threads");
    }
    // Draws share the weeks in which scenarios agree, too.
    let with_draws = |flags: &[&str]| {
        let (bytes, answer, _) = command("compare", dir.path(), &files, &[&["--draws", "2"], flags].concat());
        assert!(bytes.contains_key("draws.csv"));
        (bytes, answer)
    };
    assert!(with_draws(&[]) == with_draws(&["--no-fork"]), "with draws");
}

#[test]
fn timings_tell_where_the_time_went_and_change_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (plain, answer, quiet) = run(dir.path(), &["z-home", "capacity"], &[]);
    assert_eq!(quiet, "");
    // One thread: with more, a beginning that is still being lived elsewhere is lived again, and the weeks
    // differ.
    for more in [&["--timings", "-j1"][..], &["--timings", "-j1", "--no-fork"]] {
        let (timed, told, said) = run(dir.path(), &["z-home", "capacity"], more);
        assert!(plain == timed && answer == told);
        let rows: Vec<&str> = said.lines().collect();
        assert_eq!(rows.len(), 11, "{said}");
        let names =
            ["founding", "residents' first pass", "admission", "second pass", "institutions", "recording"];
        for (row, name) in rows[1..].iter().zip(names.into_iter().chain(["packing", "writing", "all"])) {
            assert!(row.starts_with(name), "{said}");
        }
        assert!(rows[9].contains("100.0%"), "{said}");
        // Three worlds of 300: ten weeks before, seventy after; the second scenario shares sixty-two of them.
        let weeks = if more.len() == 2 { 80 + 18 } else { 160 };
        assert_eq!(rows[10], format!("{} resident-weeks lived", 900 * weeks), "{said}");
    }
}
