//! The search for the best from outside: answer, folder, what is refused.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const SMALL: [&str; 12] = [
    "--weeks",
    "60",
    "--set",
    "residents.population=200",
    "--set",
    "home.seats=8",
    "--set",
    "levers.operator.from=2",
    "--runs",
    "200",
    "--matters",
    "participation=0.001",
];

fn program(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE").output().unwrap()
}

fn asked<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let decided = ["best", "z-home", "--vary", "levers.support.hours=0,4,8", "--parts", "partners,capacity"];
    [&decided[..], more, &SMALL[..]].concat()
}

#[test]
fn the_answer_is_a_front_of_scenarios_that_check_and_compare_take() {
    let dir = tempfile::tempdir().unwrap();
    let of = |threads: &str, out: &str| {
        let out = program(dir.path(), &asked(&["-q", "-j", threads, "-o", out]));
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let (text, again) = (of("1", "one"), of("2", "two"));
    assert_eq!(text.replace("one", ""), again.replace("two", ""));
    let bytes = |folder: &str, name: &str| std::fs::read(dir.path().join(folder).join(name)).unwrap();
    for name in ["best.csv", "best.json", "manifest.json", "front-1.toml", "datapackage.json"] {
        assert_eq!(bytes("one", name), bytes("two", name), "{name}");
    }
    let answer: Value = serde_json::from_slice(&bytes("one", "best.json")).unwrap();
    let front = answer["front"].as_array().unwrap();
    assert!((1..=8).contains(&front.len()), "{answer:#}");
    let runs = |part: &str| answer[part]["runs"].as_u64().unwrap();
    assert!(runs("search") <= 120 && runs("judged") > 0, "{answer:#}");
    for member in front {
        let file = dir.path().join("one").join(member["file"].as_str().unwrap());
        let file = file.to_str().unwrap();
        assert!(program(dir.path(), &["check", file]).status.success(), "{file}");
        assert!(!member["changes"].as_array().unwrap().is_empty());
        let effect = &member["effects"]["participation"];
        assert!(effect["knowledge"]["low"].as_f64() <= effect["knowledge"]["high"].as_f64(), "{effect}");
        assert!(text.contains(member["changes"][0]["words"].as_str().unwrap()), "{text}");
    }
    let compared = program(
        dir.path(),
        &[
            "compare",
            "z-home",
            "one/front-1.toml",
            "-r",
            "2",
            "--chance-only",
            "--json",
            "--weeks",
            "60",
            "--set",
            "residents.population=200",
        ],
    );
    assert!(compared.status.success(), "{}", String::from_utf8_lossy(&compared.stderr));
    assert!(program(dir.path(), &["verify", "one"]).status.success());
    let refused = program(dir.path(), &["report", "one", "-o", "page.html"]);
    assert_eq!(refused.status.code(), Some(3), "{}", String::from_utf8_lossy(&refused.stderr));
    // An existing folder is refused before anything is lived.
    assert_eq!(program(dir.path(), &asked(&["-o", "one"])).status.code(), Some(4));
}

#[test]
fn nothing_feasible_is_an_answer_and_bad_input_comes_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let out = program(dir.path(), &asked(&["-q", "--json", "--min", "participation=0.99"]));
    assert_eq!(out.status.code(), Some(3));
    let answer: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(answer["nearest"][0]["bound"], "participation>=0.99", "{answer:#}");
    assert_eq!(answer["front"].as_array().unwrap().len(), 0);
    assert!(String::from_utf8_lossy(&out.stderr).contains("participation>=0.99"));
    let bad = [
        "--vary",
        "levers.support.hous=1,2",
        "--vary",
        "levers.support.cooperation=0..9",
        "--parts",
        "suport",
        "--objective",
        "participaton",
        "--max",
        "full_cost=1",
        "--min",
        "full_cost=2",
        "--budget",
        "never",
        "--from-week",
        "1..99",
        "--weeks",
        "60",
    ];
    let out = program(dir.path(), &[&["best", "z-home"][..], &bad[..]].concat());
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!((out.status.code(), out.stdout.len()), (Some(3), 0), "{said}");
    for words in [
        "levers.support.hous",
        "did you mean",
        "cooperation",
        "suport",
        "participaton",
        "cannot both be kept",
        "never",
        "99",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("panic"), "{said}");
    assert_eq!(program(dir.path(), &["best", "z-home", "--runs", "3"]).status.code(), Some(2));
}
