//! `survey`: tables, JSON and files; what is refused.

use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.arg("survey").args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn it_answers_in_tables_in_json_and_in_files() {
    let place = tempfile::tempdir().unwrap();
    let near = ["z-home", "--week", "60", "-n", "300"];
    let said = run(place.path(), &near);
    assert_eq!(said.status.code(), Some(0), "{}", text(&said.stderr));
    assert!(text(&said.stdout).contains("300 households approached"), "{}", text(&said.stdout));
    assert!(text(&said.stdout).lines().all(|line| line.chars().count() <= 100));
    let json = run(place.path(), &[&near[..], &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["survey"]["approached"], 300);
    assert_eq!(json["on_site"]["frame"], "site");
    let written = ["-o", "a.csv", "--table", "t.csv", "--observed", "o.csv", "--report", "page.html"];
    assert_eq!(run(place.path(), &[&near[..], &written].concat()).status.code(), Some(0));
    let again = run(place.path(), &[&near[..], &written].concat());
    assert_eq!(again.status.code(), Some(4), "{}", text(&again.stderr));
    let data = run(place.path(), &["--data", "a.csv", "--week", "60", "--observed", "o2.csv"]);
    assert_eq!(data.status.code(), Some(0), "{}", text(&data.stderr));
    let read = |name: &str| std::fs::read_to_string(place.path().join(name)).unwrap();
    let bare = |rows: String| {
        rows.lines().map(|l| l.split(',').take(3).collect::<Vec<_>>().join(",")).collect::<Vec<_>>()
    };
    assert_eq!(bare(read("o.csv")), bare(read("o2.csv")));
    assert!(read("t.csv").lines().count() > 100);
    // Everybody, households and on site side by side, each with the share that the table has.
    let page = read("page.html");
    assert!([">everybody<", ">households<", ">on site<"].iter().all(|head| page.contains(head)), "{page}");
    let chinese = ["--data", "a.csv", "--report", "zh.html", "--lang", "zh"];
    assert_eq!(run(place.path(), &chinese).status.code(), Some(0));
    assert!(read("zh.html").contains("lang=\"zh-CN\"") && read("zh.html").contains("人的回答"));
}

#[test]
fn what_cannot_be_meant_is_refused_and_nothing_is_written() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("bad.csv"), "respondent,awareness\na,9\n").unwrap();
    let cases: [(&[&str], i32, &str); 7] = [
        (&["--data", "bad.csv", "--table", "t.csv"], 3, "bad.csv:2:3: `awareness` must be a whole number"),
        (&["--set", "survey.sampel=3", "-o", "t.csv"], 3, "did you mean `sample`?"),
        (&["--set", "survey.errors.response=3", "-o", "t.csv"], 3, "must lie between 0.01 and 1 (share)"),
        (&["--week", "900", "-o", "t.csv"], 2, "beyond the 260 weeks"),
        (&["--community", "hom", "-o", "t.csv"], 2, "did you mean `home`?"),
        (&["--frame", "site", "--observed", "t.csv"], 2, "do not stand for the population"),
        (&["-o", "t.csv", "--table", "t.csv"], 2, "cannot both be `t.csv`"),
    ];
    for (arguments, code, words) in cases {
        let said = run(place.path(), arguments);
        assert_eq!(said.status.code(), Some(code), "{arguments:?}: {}", text(&said.stderr));
        assert!(text(&said.stderr).contains(words), "{arguments:?}: {}", text(&said.stderr));
        assert!(said.stdout.is_empty() && std::fs::read_dir(place.path()).unwrap().count() == 1);
    }
}

#[test]
fn institutions_are_interviewed_one_a_row() {
    let place = tempfile::tempdir().unwrap();
    let said = run(place.path(), &["z-home", "--actors", "--week", "60", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    let measures: Vec<_> =
        json["actors"].as_array().unwrap().iter().map(|a| a["measure"].as_str().unwrap()).collect();
    assert_eq!(measures, ["trust_agency", "trust_union", "trust_committee", "trust_organization"]);
    let nobody = text(&run(place.path(), &["government-led", "--actors", "--week", "3"]).stdout);
    assert!(nobody.contains("nobody to ask"), "{nobody}");
}
