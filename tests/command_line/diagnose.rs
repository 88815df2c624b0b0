//! `diagnose`, `decision` and `coverage`: their folders and pages.

use std::path::Path;
use std::process::{Command, Output};

fn program(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE").output().unwrap()
}

const QUICK: [&str; 6] =
    ["--weeks", "70", "--set", "residents.population=300", "--set", "calendar.warm_start=52"];

#[test]
fn the_folder_holds_the_answer_and_the_runs_of_all_coalitions() {
    let dir = tempfile::tempdir().unwrap();
    let ask = |more: &[&str]| {
        program(
            dir.path(),
            &[&["diagnose", "z-home", "-r", "3", "--no-why", "--draws", "4"], &QUICK[..], more].concat(),
        )
    };
    let out = ask(&["-o", "r"]);
    let words = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let end: Vec<&str> = words.lines().rev().take(11).collect();
    assert!(
        end[0].ends_with(": r") && end[1].ends_with("report.html") && end[10].starts_with("last year"),
        "{words}"
    );
    assert!(end[9].starts_with("as it is") && end[2].starts_with("all repaired"), "{words}");

    let folder = dir.path().join("r");
    let stored: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("diagnosis.json")).unwrap()).unwrap();
    let asked = ask(&["--json"]);
    let mut said: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    assert!(said.as_object_mut().unwrap().remove("folder").unwrap().is_null());
    assert_eq!(stored, said, "the folder says what is said on stdout");
    assert_eq!(stored["deficiencies"].as_array().unwrap().len(), 4);
    // What is known of the causes stands beside chance.
    assert_eq!(
        (&stored["over_draws"]["draws"], &stored["over_draws"]["draws_there"]),
        (&4.into(), &268.into())
    );
    assert!(words.contains("Over 4 of 268 plausible draws of"), "{words}");
    for one in stored["deficiencies"].as_array().unwrap() {
        for cause in one["over_draws"].as_array().unwrap() {
            let of = |key: &str| cause[key].as_f64().unwrap();
            assert!(of("low") <= of("mean") && of("mean") <= of("high"), "{cause}");
            assert!((0.0..=1.0).contains(&of("lessens")) && (0.0..=1.0).contains(&of("largest")), "{cause}");
        }
    }
    let refused = program(dir.path(), &["diagnose", "government-led", "--draws", "4"]);
    assert_eq!(refused.status.code(), Some(3));

    let mut runs = csv::Reader::from_path(folder.join("runs.csv")).unwrap();
    let names: Vec<String> = runs.records().map(|row| row.unwrap()[0].to_string()).collect();
    assert_eq!(names.len(), 8 * 3);
    assert_eq!((names[0].as_str(), names[23].as_str()), ("z-home", "z-home + all repaired"));
    assert!(folder.join("report.html").exists());
    let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
    assert!(
        manifest.contains("diagnosis.json")
            && manifest.contains("--no-why")
            && manifest.contains("--weeks=70")
    );

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

/// The page for a meeting: complete, the same bytes for any number of threads, with names as they are.
#[test]
fn the_decision_page_tells_every_package() {
    let dir = tempfile::tempdir().unwrap();
    let name = "社工 & b 100% 🏠";
    std::fs::write(dir.path().join(format!("{name}.toml")), "title = \"T | <i>\"\nextends = \"support\"\n")
        .unwrap();
    let file = format!("{name}.toml");
    let ask = |more: &[&str]| {
        let out = program(
            dir.path(),
            &[&["decision", "z-home", &file, "assessment", "-r", "3", "-q"], &QUICK[..], more].concat(),
        );
        (out.status.code(), String::from_utf8_lossy(&out.stdout).into_owned())
    };
    let (code, page) = ask(&["-j", "1"]);
    assert_eq!(code, Some(0));
    assert_eq!(ask(&["-j", "3"]).1, page);
    for part in [
        &format!("| `{name}` |"),
        "| `assessment` |",
        "## For whom",
        "## Why",
        "Null check",
        "| Weak brand |",
        "T \\| \\<i>",
        "| contract lost in |",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
    let heads = |title: &str| {
        page.lines().skip_while(|l| !l.contains(title)).find(|l| l.starts_with("| ")).unwrap().to_string()
    };
    let columns = |line: &str| line.matches(" |").count();
    let row = page.lines().find(|l| l.starts_with(&format!("| `{name}`"))).unwrap();
    assert_eq!(columns(row), columns(&heads("## What changes")));
    assert_eq!(ask(&["-o", "page.md"]).0, Some(0));
    assert_eq!(std::fs::read_to_string(dir.path().join("page.md")).unwrap(), page);
    assert_eq!(ask(&["-o", "page.md"]).0, Some(4));
    // Without an organization there is nothing to diagnose, but still something to compare.
    let other = program(
        dir.path(),
        &[&["decision", "government-led", "z-home", "-r", "2", "-q"], &QUICK[..]].concat(),
    );
    let words = String::from_utf8_lossy(&other.stdout).into_owned();
    assert!(
        other.status.code() == Some(0) && words.contains("| `z-home` |") && !words.contains("## Why"),
        "{words}"
    );
}

/// A tenth of a tenth of the study in docs/coverage.md.
#[test]
fn intervals_of_small_experiments_hold_the_mean_of_many_worlds() {
    let dir = tempfile::tempdir().unwrap();
    let few = [
        "coverage",
        "z-home",
        "full-package",
        "--experiments",
        "20",
        "-r",
        "20",
        "--truth",
        "200",
        "--population",
        "200",
        "--weeks",
        "60",
        "--seats",
        "6",
    ];
    let out = program(dir.path(), &[&few[..], &["--progress", "none"]].concat());
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let page = String::from_utf8_lossy(&out.stdout).into_owned();
    // The overview: pair, intervals, share that holds the truth, the measure held least, share off zero.
    let row = |pair: &str| {
        let line = page.lines().find(|line| line.starts_with(&format!("| `{pair}` |"))).unwrap();
        line.split('|').map(|cell| cell.trim().trim_end_matches('%').to_string()).collect::<Vec<_>>()
    };
    let held = |pair: &str| row(pair)[3].parse::<f64>().unwrap();
    // What hangs on one person who leaves is in few worlds and far off: those of the full package are set
    // apart, and what is said of the others holds.
    let hard = "full-package";
    assert!((89.0..=99.9).contains(&held(hard)) && page.contains("| `deficiency_brand` |"), "{page}");
    assert!(row(hard)[6].parse::<f64>().unwrap() >= 90.0, "bounds: {page}");
    assert!(
        page.contains("that few judge none") && !page.contains("less often than chance allows"),
        "{page}"
    );
    let neutral = "z-home, span 41";
    assert!((88.0..=100.0).contains(&held(neutral)), "{page}");
    assert!(row(neutral)[5].parse::<f64>().unwrap() < 12.0, "false alarms: {page}");
    assert_eq!(program(dir.path(), &["coverage", "z-home", "nothing-such"]).status.code(), Some(3));
}

/// A folder of runs is diagnosed as its file is with the same seed and worlds; what `diagnose` found is told
/// from its folder; what does not go together is refused before anything is computed.
#[test]
fn folders_are_diagnosed_as_files_are() {
    let dir = tempfile::tempdir().unwrap();
    let done = |arguments: &[&str]| {
        let out = program(dir.path(), arguments);
        assert_eq!(out.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let refused = |arguments: &[&str], code: i32| {
        let out = program(dir.path(), arguments);
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(code), "{arguments:?}: {said}");
        said
    };
    let json = |text: String| -> serde_json::Value {
        let mut found: serde_json::Value = serde_json::from_str(&text).unwrap();
        found.as_object_mut().unwrap().remove("folder");
        found
    };
    let run = [&["run", "z-home", "support", "-s", "7", "-q", "--tables", "windows"][..], &QUICK].concat();
    done(&[&run[..], &["-r", "2", "-o", "a"]].concat());
    done(&[&run[..], &["--first", "3", "-r", "1", "-o", "b"]].concat());
    let of_file =
        [&["diagnose", "z-home", "-s", "7", "-r", "3", "--draws", "3", "--json", "-q"][..], &QUICK].concat();
    let file = json(done(&of_file));
    let of_folders = ["diagnose", "a", "b", "--scenario", "z-home", "--draws", "3", "--json", "-q"];
    assert_eq!(json(done(&of_folders)), file, "worlds of two folders");
    // Both scenarios of the folder, one after the other; and into a folder.
    let both: serde_json::Value =
        serde_json::from_str(&done(&["diagnose", "a", "--json", "-q", "--no-why", "--chance-only"])).unwrap();
    let names: Vec<&str> =
        both["diagnoses"].as_array().unwrap().iter().map(|one| one["scenario"].as_str().unwrap()).collect();
    assert_eq!(names, ["z-home", "support"]);
    done(&["diagnose", "a", "b", "--scenario", "z-home", "--draws", "3", "-o", "d", "-q"]);
    // What stands in the folder of `diagnose` is told without living anything, where the same is asked.
    let stored = std::fs::read_to_string(dir.path().join("d/diagnosis.json")).unwrap();
    assert_eq!(json(done(&["diagnose", "d", "--draws", "3", "--json"])), json(stored));
    let words = done(&["diagnose", "d", "--draws", "3"]);
    let of_file: Vec<&str> = of_file.iter().copied().filter(|word| *word != "--json").collect();
    let lived = done(&of_file);
    let told = |text: &str| -> String { text.split("Report:").next().unwrap().to_string() };
    assert_eq!(told(&words), told(&lived), "the same words");

    assert!(
        refused(&["diagnose", "b", "--scenario", "z-home"], 3).contains("world 1 of `z-home` is in none")
    );
    assert!(refused(&["diagnose", "a", "a"], 3).contains("is also in another folder"));
    assert!(refused(&["diagnose", "a", "z-home"], 2).contains("is a folder and `z-home` is not"));
    assert!(
        refused(&["diagnose", "a", "-r", "4"], 2).contains("--replicates is settled by the result folder")
    );
    assert!(refused(&["diagnose", "a", "--scenario", "zhome"], 2).contains("no scenario `zhome`"));
    assert!(refused(&["diagnose", "a", "-o", "e"], 2).contains("--scenario NAME chooses one"));
    assert!(refused(&["diagnose", "z-home", "--scenario", "z-home"], 2).contains("none is named"));
    std::fs::write(dir.path().join("a/windows.csv"), b"cut").unwrap();
    assert!(refused(&["diagnose", "a"], 3).contains("cut short"));
}

/// Every form of the answer recommends in residents who come: by another measure none is given, before
/// anything is lived, however many worlds are asked for.
#[test]
fn a_decision_by_another_measure_is_refused_in_every_form() {
    let dir = tempfile::tempdir().unwrap();
    let forms: [&[&str]; 5] =
        [&[], &["--json"], &["-o", "page.md"], &["-o", "page.html"], &["--chance-only"]];
    for measure in ["visits", "late_wages"] {
        for form in forms {
            let asked = ["decision", "z-home", "support", "--measure", measure, "-r", "100000"];
            let out = program(dir.path(), &[&asked[..], form].concat());
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            assert_eq!(out.status.code(), Some(3), "{form:?}: {said}");
            assert!(said.contains("the answer speaks of participation: leave --measure out"), "{said}");
            assert!(out.stdout.is_empty());
        }
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing was written");
    let out = program(dir.path(), &["decision", "z-home", "support", "--measure", "visit"]);
    assert_eq!(out.status.code(), Some(3));
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(said.contains("did you mean `visits`") && !said.contains("leave --measure out"), "{said}");
}
