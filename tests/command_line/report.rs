//! `report` and `plot` from outside: where files go, what is refused and how.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn program(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_commonroom")).current_dir(folder).args(arguments).output().unwrap()
}

fn run(folder: &Path, out: &str, more: &[&str]) {
    let usual = ["-o", out, "-q", "--weeks", "60", "-r", "3", "--set", "residents.population=200"];
    let out = program(folder, &[&["run"], more, &usual[..]].concat());
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
}

fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
    let out = program(folder, arguments);
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

#[test]
fn run_leaves_a_report_and_the_same_seed_gives_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let scenarios = ["government-led", "z-home"];
    run(dir.path(), "a", &scenarios);
    run(dir.path(), "b", &[&scenarios[..], &["-j", "1"]].concat());
    let page = fs::read(dir.path().join("a/report.html")).unwrap();
    assert_eq!(page, fs::read(dir.path().join("b/report.html")).unwrap());
    assert!(fs::read_to_string(dir.path().join("a/manifest.json")).unwrap().contains("\"report.html\""));
    let out = program(dir.path(), &["report", "a", "-o", "again.html"]);
    assert_eq!(String::from_utf8(out.stdout).unwrap(), "Report: again.html\n");
    assert_eq!(page, fs::read(dir.path().join("again.html")).unwrap());
    let scenarios =
        ["government-led", "z-home", "--weeks", "60", "-r", "3", "--set", "residents.population=200", "-q"];
    assert_eq!(program(dir.path(), &[&["report"], &scenarios[..]].concat()).status.code(), Some(0));
    assert_eq!(
        page,
        fs::read(dir.path().join("report.html")).unwrap(),
        "from scenarios as from their folder"
    );
    let compared = [&["compare"], &scenarios[..], &["--chance-only", "-o", "d"]].concat();
    assert_eq!(program(dir.path(), &compared).status.code(), Some(0));
    assert_eq!(page, fs::read(dir.path().join("d/report.html")).unwrap(), "and from their comparison");
    run(dir.path(), "c", &["z-home", "--no-report"]);
    assert!(!dir.path().join("c/report.html").exists() && !dir.path().join("c/index.html").exists());
    let index = fs::read_to_string(dir.path().join("a/index.html")).unwrap();
    assert!(index.contains("href=\"series.csv\"") && index.contains("report.html#part-ranking"), "{index}");
    // A report that comes later brings the list of files with it, and both stand in the manifest.
    assert_eq!(program(dir.path(), &["report", "c", "--seasonal"]).status.code(), Some(0));
    let page = fs::read_to_string(dir.path().join("c/report.html")).unwrap();
    assert!(page.contains("id=\"seasons-participation\"") && !index.contains("seasons-participation"));
    assert!(
        fs::read_to_string(dir.path().join("c/index.html")).unwrap().contains("report.html#part-ranking")
    );
    assert_eq!(program(dir.path(), &["verify", "a", "c"]).status.code(), Some(0));
    // The same folder in words, quarter by quarter; a world that is not there is refused.
    let told = program(dir.path(), &["story", "a", "--scenario", "z-home", "--world", "2"]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(
        told.contains("world 2 of 3\nYear 1, quarter 1: ") && told.contains("week 53, organization: "),
        "{told}"
    );
    assert!(refused(dir.path(), &["story", "a", "--world", "9"], 2).contains("worlds 1 to 3"));
    assert!(refused(dir.path(), &["story", "a", "--scenario", "x"], 2).contains("government-led, z-home"));
}

#[test]
fn what_does_not_fit_together_is_refused_with_the_reason() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "a", &["z-home"]);
    run(dir.path(), "other-seed", &["brand", "-s", "2"]);
    let said = refused(dir.path(), &["report", "a", "other-seed"], 3);
    assert!(said.contains("of seed 2, those of a 1"), "{said}");
    let said = refused(dir.path(), &["report", "a", "a"], 3);
    assert!(said.contains("`z-home` is also in another folder"), "{said}");
    run(dir.path(), "newer", &["brand"]);
    let manifest = fs::read_to_string(dir.path().join("newer/manifest.json")).unwrap();
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&version), "{manifest}");
    fs::write(dir.path().join("newer/manifest.json"), manifest.replace(&version, "\"version\": \"9.0.0\""))
        .unwrap();
    assert!(refused(dir.path(), &["report", "a", "newer"], 3).contains("9.0.0"));
    fs::create_dir(dir.path().join("empty")).unwrap();
    assert!(refused(dir.path(), &["report", "empty"], 3).contains("holds no manifest.json"));
    assert!(
        refused(dir.path(), &["report", "a", "z-home"], 2).contains("either result folders or scenarios")
    );
    assert!(refused(dir.path(), &["report", "a", "-r", "9", "-o", "x.html"], 2).contains("--replicates"));
    assert!(
        refused(dir.path(), &["report", "a", "--baseline", "b", "-o", "x.html"], 2)
            .contains("there are: z-home")
    );
    assert!(!dir.path().join("x.html").exists());
}

#[test]
fn all_reasons_are_told_at_once() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "a", &["z-home"]);
    let other = [
        "run",
        "z-home",
        "-o",
        "b",
        "-q",
        "-s",
        "2",
        "--weeks",
        "70",
        "-r",
        "3",
        "--set",
        "residents.population=200",
    ];
    assert_eq!(program(dir.path(), &other).status.code(), Some(0));
    fs::create_dir(dir.path().join("empty")).unwrap();
    let said = refused(dir.path(), &["report", "a", "b", "empty", "-o", "x.html"], 3);
    for words in
        ["of seed 2", "over a horizon of weeks: 70", "`z-home` is also", "empty: holds no manifest.json"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn tables_that_were_edited_cut_or_removed_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "a", &["z-home"]);
    let path = |name: &str| dir.path().join("a").join(name);
    let edited = fs::read_to_string(path("windows.csv")).unwrap().replacen(",0.0", ",0.1", 1);
    fs::write(path("windows.csv"), edited).unwrap();
    let groups = fs::read(path("groups.csv")).unwrap();
    let whole_rows = groups[..groups.len() / 2].iter().rposition(|b| *b == b'\n').unwrap() + 1;
    fs::write(path("groups.csv"), &groups[..whole_rows]).unwrap();
    fs::remove_file(path("events.csv")).unwrap();
    for command in [&["report", "a", "-o", "x.html"][..], &["plot", "a", "--kind", "lines", "-o", "x.svg"]] {
        let said = refused(dir.path(), command, 3);
        for words in [
            "windows.csv: is not the file that was written",
            "groups.csv: has",
            "it was cut short",
            "events.csv: is missing",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
}

#[test]
fn a_diagnosis_leaves_its_causes_in_the_report_and_in_pictures() {
    let dir = tempfile::tempdir().unwrap();
    let asked = [
        "diagnose",
        "z-home",
        "--draws",
        "3",
        "-o",
        "d",
        "-q",
        "--weeks",
        "70",
        "-r",
        "2",
        "--set",
        "residents.population=100",
    ];
    let out = program(dir.path(), &asked);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let page = fs::read_to_string(dir.path().join("d/report.html")).unwrap();
    for id in
        ["id=\"causes\"", "id=\"links\"", "id=\"prices\"", "Where it comes from", "+ capacity + support"]
    {
        assert!(page.contains(id), "{id}");
    }
    for kind in ["causes", "links"] {
        let name = format!("{kind}.svg");
        assert_eq!(program(dir.path(), &["plot", "d", "--kind", kind, "-o", &name]).status.code(), Some(0));
        assert!(fs::read_to_string(dir.path().join(&name)).unwrap().ends_with("</svg>\n"));
    }
    run(dir.path(), "a", &["z-home"]);
    assert!(refused(dir.path(), &["plot", "a", "--kind", "causes", "-o", "x.svg"], 2).contains("diagnose"));
    fs::write(dir.path().join("d/diagnosis.json"), "{}").unwrap();
    let said = refused(dir.path(), &["report", "d", "-o", "x.html"], 3);
    assert!(
        said.contains("diagnosis.json: has 2 bytes") && said.contains("diagnosis.json: is damaged"),
        "{said}"
    );
}

#[test]
fn damaged_tables_are_told_by_file_and_line() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "a", &["z-home"]);
    let good = fs::read_to_string(dir.path().join("a/series.csv")).unwrap();
    let lines: Vec<&str> = good.lines().collect();
    let with = |line: usize, text: &str| {
        let mut lines = lines.clone();
        lines[line] = text;
        lines.join("\n") + "\n"
    };
    let broken: Vec<(String, &str)> = vec![
        (with(6, "z-home,1,5"), "a/series.csv:7: this row has 3 cells"),
        (with(6, &lines[6].replacen(",0.", ",zero.", 1)), "a/series.csv:7: `zero."),
        (
            with(6, &lines[6].replacen("z-home", "other", 1)),
            "a/series.csv:7: the manifest knows no scenario `other`",
        ),
        (lines[..100].join("\n") + "\n", "week 38"),
        (lines[..62].join("\n") + "\n", "a/series.csv: runs of `z-home` are missing"),
        (with(0, "scenario,replicate"), "a/series.csv:1: there is no column `week`"),
    ];
    let refuses = |file: &str, text: &str, words: &str| {
        fs::write(dir.path().join("a").join(file), text).unwrap();
        let said = refused(dir.path(), &["report", "a", "-o", "x.html"], 3);
        assert!(said.contains(words), "{said} / {words}");
    };
    for (text, words) in broken {
        refuses("series.csv", &text, words);
    }
    fs::write(dir.path().join("a/series.csv"), &good).unwrap();
    let groups = fs::read_to_string(dir.path().join("a/groups.csv")).unwrap();
    refuses("groups.csv", &groups.replace(",elder,", ",eldest,"), "`age:eldest` is no group of residents");
    let figure = "`reach` is no figure of a group of residents";
    refuses("groups.csv", &groups.replace(",reached,", ",reach,"), figure);
}

#[test]
fn an_existing_file_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "a", &["z-home"]);
    fs::write(dir.path().join("mine.html"), "mine").unwrap();
    refused(dir.path(), &["report", "a"], 4);
    refused(dir.path(), &["report", "a", "-o", "mine.html"], 4);
    refused(dir.path(), &["report", "z-home", "-o", "mine.html"], 4);
    assert_eq!(fs::read(dir.path().join("mine.html")).unwrap(), b"mine");
    assert_eq!(program(dir.path(), &["report", "a", "-o", "mine.html", "--force"]).status.code(), Some(0));
    assert!(fs::read(dir.path().join("mine.html")).unwrap().starts_with(b"<!doctype html>"));
}

#[test]
fn plot_draws_every_kind_of_any_measure() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "a", &["government-led", "z-home", "brand"]);
    for kind in
        ["lines", "multiples", "ranking", "deficiency", "difference", "groups", "money", "prices", "events"]
    {
        let (name, plot) = (
            format!("{kind}.svg"),
            ["plot", "a", "--kind", kind, "--measure", "satisfaction", "--scenario", "brand"],
        );
        let out = program(dir.path(), &[&plot[..], &["-o", &name]].concat());
        assert_eq!(out.status.code(), Some(0), "{kind}: {}", String::from_utf8_lossy(&out.stderr));
        let svg = fs::read_to_string(dir.path().join(&name)).unwrap();
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"), "{kind}");
    }
    let said =
        refused(dir.path(), &["plot", "a", "--kind", "lines", "--measure", "satisfction", "-o", "x.svg"], 3);
    assert!(said.contains("did you mean `satisfaction`?"), "{said}");
    assert!(refused(dir.path(), &["plot", "a", "--kind", "lines", "-o", "x.jpg"], 2).contains(".svg"));
    assert!(
        refused(dir.path(), &["plot", "a", "--kind", "lines", "--scale", "0", "-o", "x.svg"], 2)
            .contains("above 0")
    );
}

/// With the feature, a picture of the asked size with something on it; without, words on how to get it.
#[test]
fn plot_draws_png_where_it_was_built_to() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "a", &["z-home"]);
    let plot = ["plot", "a", "--kind", "lines", "--scale", "1.5", "-o", "x.png"];
    if !cfg!(feature = "png") {
        assert!(refused(dir.path(), &plot, 2).contains("--features png"));
        return;
    }
    let out = program(dir.path(), &plot);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let bytes = fs::read(dir.path().join("x.png")).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
    assert!(width == 1500 && bytes.len() > 10_000, "{width}, {} bytes", bytes.len());
}
