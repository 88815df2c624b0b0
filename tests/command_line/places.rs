//! Where results go: settled before anything is computed, and nothing of anybody else's is touched.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const QUICK: [&str; 6] = ["--weeks", "10", "--set", "residents.population=100", "-r", "2"];

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE");
    command
}

fn said(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = program(folder, arguments).output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    said(folder, &[&["run", "z-home"], &QUICK[..], arguments].concat())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// So many worlds that whoever computes before asking takes minutes.
const LONG: [&str; 4] = ["-r", "5000", "--progress", "json"];

#[test]
fn a_place_that_cannot_be_had_is_refused_before_anything_is_computed() {
    let dir = tempfile::tempdir().unwrap();
    let long = "a".repeat(256);
    // Names of scenarios are short, so that everything that is added to them fits into a file system.
    let stem = "社区".repeat(41);
    fs::write(dir.path().join(format!("{stem}.toml")), "title = \"x\"\nextends = \"z-home\"\n").unwrap();
    let (deep, scenario) = (format!("deep/{long}"), format!("{stem}.toml"));
    for (arguments, code, words) in [
        (vec!["run", "z-home", "-o", &long], 1, "File name too long"),
        (vec!["compare", "z-home", "support", "-o", &deep], 1, "File name too long"),
        (vec!["run", &scenario, "-o", "out"], 3, "longer than 100 bytes"),
        (vec!["diagnose", "z-home", "-o", "/proc/out"], 1, "/proc"),
        (vec!["validate", "-o", "nowhere/x.md"], 2, "there is no folder `nowhere`; make it first"),
        (vec!["decision", "-o", "nowhere/x.md"], 2, "there is no folder `nowhere`"),
        (vec!["report", "z-home", "-o", "no/where/x.html"], 2, "there is no folder `no/where`"),
        (vec!["report", "z-home", "-o", &long], 1, "File name too long"),
    ] {
        let (found, text) = said(dir.path(), &[&arguments[..], &LONG[..]].concat());
        assert_eq!(found, Some(code), "{arguments:?}: {text}");
        assert!(text.contains(words) && !text.contains("\"done\"") && !text.contains(".partial"), "{text}");
    }
    let (code, text) = said(dir.path(), &["survey", "z-home", "-o", "nowhere/x.csv"]);
    assert!(code == Some(2) && text.contains("there is no folder `nowhere`"), "{text}");
    assert_eq!(names(dir.path()), [scenario]);
}

#[test]
fn force_removes_only_what_the_manifest_lists() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["-o", "mine"]).0, Some(0));
    let mine = dir.path().join("mine");
    assert_eq!(run(dir.path(), &["-o", "mine", "--force"]).0, Some(0), "its own files may go");
    fs::write(mine.join("notes.txt"), "notes").unwrap();
    fs::create_dir_all(mine.join("photos/2025")).unwrap();
    fs::write(mine.join("scenarios/old.toml"), "mine").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", mine.join("link")).unwrap();
    let (code, text) = run(dir.path(), &["-o", "mine", "--force"]);
    assert_eq!(code, Some(4), "{text}");
    assert!(text.contains("link, notes.txt, photos/, scenarios/old.toml; move it away"), "{text}");
    assert_eq!(fs::read(mine.join("notes.txt")).unwrap(), b"notes");
    assert_eq!(names(dir.path()), ["mine"]);
}

#[test]
fn links_and_what_is_no_file_are_not_replaced() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["-o", "real"]).0, Some(0));
    std::os::unix::fs::symlink("real", dir.path().join("linked")).unwrap();
    fs::write(dir.path().join("page"), "precious").unwrap();
    std::os::unix::fs::symlink("page", dir.path().join("page.html")).unwrap();
    std::os::unix::fs::symlink("nowhere", dir.path().join("dangling.html")).unwrap();
    assert!(Command::new("mkfifo").arg(dir.path().join("pipe.html")).status().unwrap().success());
    let (code, text) = run(dir.path(), &["-o", "linked", "--force"]);
    assert!(code == Some(4) && text.contains("is a link"), "{text}");
    for (name, why) in
        [("page.html", "is a link"), ("dangling.html", "is a link"), ("pipe.html", "is no regular file")]
    {
        let (code, text) = said(dir.path(), &["report", "real", "-o", name, "--force"]);
        assert!(code == Some(4) && text.contains(why), "{name}: {text}");
    }
    assert_eq!(fs::read(dir.path().join("page")).unwrap(), b"precious");
}

#[test]
fn what_was_read_is_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["hamlet.toml", "hamlet-people.csv", "hamlet-ties.csv"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
        fs::copy(from, dir.path().join(name)).unwrap();
    }
    fs::hard_link(dir.path().join("hamlet-ties.csv"), dir.path().join("other-name.csv")).unwrap();
    let before = fs::read(dir.path().join("hamlet-people.csv")).unwrap();
    for out in ["hamlet-people.csv", "other-name.csv", "hamlet.toml", "./hamlet-ties.csv"] {
        let (code, text) = said(dir.path(), &["survey", "hamlet.toml", "-o", out, "--force"]);
        assert!(code == Some(4) && text.contains("input and output are the same file"), "{out}: {text}");
    }
    assert_eq!(fs::read(dir.path().join("hamlet-people.csv")).unwrap(), before);
    assert_eq!(run(dir.path(), &["-o", "r"]).0, Some(0));
    for out in ["r/series.csv", "r/manifest.json", "r/scenarios/z-home.resolved.toml"] {
        let (code, text) = said(dir.path(), &["report", "r", "-o", out, "--force"]);
        assert!(code == Some(4) && text.contains("the same file"), "{out}: {text}");
    }
    let asked = [&["run", "r/scenarios/z-home.resolved.toml", "-o", "r", "--force"], &QUICK[..]].concat();
    let (code, text) = said(dir.path(), &asked);
    assert!(code == Some(4) && text.contains("the same file"), "{text}");
}

#[test]
fn a_place_that_is_taken_meanwhile_costs_no_results() {
    use std::io::{BufRead, BufReader};
    let dir = tempfile::tempdir().unwrap();
    let asked =
        ["run", "z-home", "-o", "app", "--progress", "json", "-r", "40", "--set", "residents.population=300"];
    let mut child = program(dir.path(), &asked).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("\"done\":1"));
    fs::create_dir(dir.path().join("app")).unwrap();
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    assert_eq!(child.wait().unwrap().code(), Some(4));
    assert!(rest.last().unwrap().ends_with("the result is in app-2"), "{rest:?}");
    assert!(dir.path().join("app-2/manifest.json").exists());
    assert_eq!(names(dir.path()), ["app", "app-2"]);
}

#[test]
fn numbers_end_nowhere() {
    for taken in ["4294967295", "4294967296", "18446744073709551615"] {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("results").join(taken)).unwrap();
        for _ in 0..2 {
            assert_eq!(run(dir.path(), &[]).0, Some(0), "{taken}");
        }
        assert_eq!(names(&dir.path().join("results")).len(), 3, "{taken}");
    }
}

#[test]
fn every_file_of_a_manifest_is_verified() {
    for name in
        ["summary.csv", "runs.csv", "ledger.csv", "scenarios/z-home.resolved.toml", "datapackage.json"]
    {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(run(dir.path(), &["-o", "r"]).0, Some(0));
        let path = dir.path().join("r").join(name);
        let mut bytes = fs::read(&path).unwrap();
        let last = bytes.len() - 2;
        bytes[last] ^= 1;
        fs::write(&path, bytes).unwrap();
        for command in
            [&["report", "r", "-o", "x.html"][..], &["plot", "r", "--kind", "lines", "-o", "x.svg"]]
        {
            let (code, text) = said(dir.path(), command);
            assert_eq!(code, Some(3), "{name}: {text}");
            assert!(text.contains(&format!("r/{name}: is not the file that was written")), "{text}");
        }
    }
}

#[test]
fn a_report_made_anew_stands_in_the_manifest() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["-o", "r"]).0, Some(0));
    let of = |name: &str| {
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(dir.path().join("r/manifest.json")).unwrap()).unwrap();
        let outputs = manifest["outputs"].as_array().unwrap().clone();
        outputs.into_iter().find(|output| output["path"] == name).unwrap()
    };
    let before = of("report.html");
    let (code, text) = said(dir.path(), &["report", "r", "--lang", "zh", "--force"]);
    assert_eq!(code, Some(0), "{text}");
    let after = of("report.html");
    assert_ne!(before, after);
    assert_eq!(after["bytes"], fs::metadata(dir.path().join("r/report.html")).unwrap().len());
    assert_eq!(run(dir.path(), &["-o", "r", "--force"]).0, Some(0));
    assert_eq!(of("report.html"), before);
}

#[test]
fn unreadable_is_not_called_missing() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["-o", "r"]).0, Some(0));
    // A loop of links cannot be read by anybody, whoever runs the test.
    for name in ["manifest.json", "series.csv", "runs.csv"] {
        let path = dir.path().join("r").join(name);
        let kept = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(name, &path).unwrap();
        let (code, text) = said(dir.path(), &["report", "r", "-o", "x.html"]);
        assert!(code == Some(3) && text.contains(name), "{text}");
        assert!(
            text.contains("cannot be read") && !text.contains("missing") && !text.contains("holds no"),
            "{text}"
        );
        fs::remove_file(&path).unwrap();
        fs::write(&path, kept).unwrap();
    }
}

#[test]
fn results_do_not_tell_where_they_were_made() {
    let mut made = Vec::new();
    for _ in 0..2 {
        let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, name) in [
            (dir.path(), "hamlet.toml"),
            (dir.path(), "hamlet-people.csv"),
            (dir.path(), "hamlet-ties.csv"),
            (elsewhere.path(), "far.toml"),
        ] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
            match fs::read(&from) {
                Ok(bytes) => fs::write(folder.join(name), bytes).unwrap(),
                Err(_) => fs::write(folder.join(name), "title = \"Far\"\nextends = \"z-home\"\n").unwrap(),
            }
        }
        let far = elsewhere.path().join("far.toml");
        let commands: [&[&str]; 3] = [
            &["run", "hamlet.toml", far.to_str().unwrap(), "-o", "a"],
            &["compare", "z-home", far.to_str().unwrap(), "--chance-only", "-o", "b"],
            &[
                "diagnose",
                "z-home",
                "--no-why",
                "--chance-only",
                "-o",
                "c",
                "--set",
                "levers.operator.from=1",
            ],
        ];
        let mut files = Vec::new();
        for command in commands {
            let (code, text) = said(dir.path(), &[command, &QUICK[..], &["-q"]].concat());
            assert_eq!(code, Some(0), "{text}");
        }
        for folder in ["a", "b", "c", "a/scenarios", "b/scenarios"] {
            for name in names(&dir.path().join(folder)) {
                let path = dir.path().join(folder).join(&name);
                if path.is_file() {
                    let bytes = fs::read(&path).unwrap();
                    for place in [dir.path(), elsewhere.path()] {
                        let place = place.to_str().unwrap();
                        let told = String::from_utf8_lossy(&bytes).contains(place);
                        assert!(!told, "{folder}/{name} tells of {place}");
                    }
                    files.push((format!("{folder}/{name}"), bytes));
                }
            }
        }
        made.push(files);
    }
    assert!(made[0].len() > 20);
    for (one, other) in made[0].iter().zip(&made[1]) {
        assert!(one == other, "{} differs", one.0);
    }
}
