//! A calibration of the user's own in place of the plausible draws: in every command that lives them the same
//! draws, the same faults, and the command that gives the answer again.

use crate::program::{done, program, refused};
use serde_json::Value;
use std::fs;

/// Draws of two parameters.
const OWN: &str = "draw,residents.choice.intercept,residents.talk.word\n1,-3.4,0.004\n2,-2.4,0.009\n\
                   3,-3,0.002\n4,-2.7,0.02\n5,-3.2,0.03\n6,-2.6,0.001\n";

const SMALL: [&str; 4] = ["--weeks", "60", "--set", "residents.population=200"];

/// Commands that live plausible draws, and take a calibration instead.
const COMMANDS: [&[&str]; 6] = [
    &["run", "z-home", "--draws", "6"],
    &["compare", "z-home", "support"],
    &["decision", "z-home", "support"],
    &["diagnose", "z-home"],
    &["sensitivity", "z-home", "support"],
    &["best", "z-home", "--vary", "levers.support.hours=0,4,8", "--runs", "200"],
];

fn place(draws: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("own.csv"), draws).unwrap();
    place
}

fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn faults_of_flags_scenarios_and_draws_come_at_once_before_anything_is_lived() {
    let bad = "draw,residents.choice.intercept,residents.talk.wrd\n1,-9,0.004\n2,many,0.009\n";
    let place = place(bad);
    fs::write(place.path().join("wrong.toml"), "title = \"w\"\nextends = \"z-home\"\nweks = 9\n").unwrap();
    for command in COMMANDS {
        let own: Vec<&str> =
            command.iter().map(|word| if *word == "z-home" { "wrong.toml" } else { *word }).collect();
        let words = refused(place.path(), &[&own[..], &["--posterior", "own.csv"]].concat(), 3);
        for fault in ["wrong.toml:3:1", "own.csv:1:33", "own.csv:2:3", "own.csv:3:3", "^^^^"] {
            assert!(words.contains(fault), "{command:?} {fault}: {words}");
        }
        let both = ["--posterior", "own.csv", "--plausible", "set.json"];
        assert!(refused(place.path(), &[command, &both].concat(), 2).contains("cannot be used with"));
        let missing = refused(place.path(), &[command, &["--posterior", "none.csv"]].concat(), 3);
        assert!(missing.contains("cannot read `none.csv`"), "{missing}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2, "nothing was written");
}

#[test]
fn a_measure_that_is_none_is_told_with_everything_else_that_is_wrong() {
    let place = place(OWN);
    let of = |command: &[&str], expected: &[&str]| {
        let words = refused(place.path(), command, 3);
        for fault in expected {
            assert!(words.contains(fault), "{command:?} {fault}: {words}");
        }
    };
    let (none, bound) = ("`nosuch` is no measure", "--max nosuch=3: `nosuch` is no measure");
    let asked = ["--measure", "nosuch", "--max", "nosuch=3"];
    for command in ["compare", "decision"] {
        of(&[&[command, "z-home", "nobody"], &asked[..]].concat(), &[none, bound, "nobody"]);
    }
    let until =
        ["compare", "z-home", "nobody", "--until", "0", "--until", "nosuch=1", "--matters", "nosuch=1"];
    of(&until, &["--until 0", "--until nosuch=1: `nosuch` is no measure", "--matters nosuch=1", "nobody"]);
    let diagnose = ["diagnose", "nobody", "--measure", "nosuch", "--budget", "nan", "--posterior", "no.csv"];
    of(&diagnose, &[none, "--budget needs an amount", "nobody", "cannot read `no.csv`"]);
    let sensitivity = ["sensitivity", "z-home", "nobody", "--measure", "nosuch", "--budget", "0"];
    of(&sensitivity, &[none, "--budget 0", "nobody"]);
    let best = ["best", "nobody", "--objective", "nosuch", "--require", "nosuch<1", "--plausible", "no.json"];
    of(&best, &[none, "--require nosuch<1", "nobody", "cannot read `no.json`"]);
    of(&["run", "nobody", "--measures", "nosuch", "--budget", "0"], &[none, "--budget 0", "nobody"]);
    of(&["sweep", "nobody", "--measures", "nosuch", "--vary", "levers.support.hours=0,4"], &[none, "nobody"]);
}

/// A calibration that holds one value of a parameter is the same as that value set: in the coalitions, in the
/// links that are held and in the orders of levers.
#[test]
fn worlds_of_a_diagnosis_take_the_draws() {
    let place = place("residents.choice.intercept\n-2.4\n-2.4\n");
    let of = |asked: &[&str], more: &[&str]| -> Value {
        let text = done(place.path(), &[&["diagnose"], asked, &["--json", "-q"], &SMALL, more].concat());
        serde_json::from_str(&text).unwrap()
    };
    let (own, set) = (["--posterior", "own.csv"], ["--set", "residents.choice.intercept=-2.4"]);
    let home = ["z-home", "-r", "3", "--by", "lever", "--chance-only"];
    let drawn = of(&home, &own);
    assert_eq!(drawn, of(&home, &set));
    assert_ne!(drawn["why"], of(&["z-home", "-r", "3", "--chance-only"], &[])["why"]);
    // A home that no organization runs.
    let today = ["government-led", "-r", "2"];
    assert_eq!(of(&today, &own), of(&today, &set));
    assert_ne!(of(&today, &own), of(&today, &[]));
}

#[test]
fn a_folder_of_a_diagnosis_says_which_draws_it_took_and_is_told_again() {
    let place = place(OWN);
    let asked = ["diagnose", "z-home", "-r", "3", "--no-why", "--posterior", "own.csv", "--draws", "4", "-q"];
    let words = done(place.path(), &[&asked[..], &SMALL, &["-o", "r"]].concat());
    assert!(flowing(&words).contains("Over 4 of 6 draws of 2 parameters from a calibration"), "{words}");
    let read = |file: &str| fs::read_to_string(place.path().join("r").join(file)).unwrap();
    let stored: Value = serde_json::from_str(&read("diagnosis.json")).unwrap();
    let lived = serde_json::json!({ "draws": 4, "draws_there": 6, "parameters": 2, "from": "calibration" });
    assert_eq!(stored["over_draws"], lived);
    assert!(read("manifest.json").contains("--posterior=own.csv"));
    assert!(!read("report.html").contains("nobody measured"));
    // Its worlds are those of `run` with the same draws.
    let run = ["run", "z-home", "-r", "3", "-q", "--posterior", "own.csv", "--no-report", "-o", "run"];
    done(place.path(), &[&run[..], &SMALL].concat());
    let hashes = |folder: &str| -> Vec<String> {
        let mut rows = csv::Reader::from_path(place.path().join(folder).join("runs.csv")).unwrap();
        let rows = rows.records().map(Result::unwrap);
        rows.filter(|row| &row[0] == "z-home").map(|row| row[4].to_string()).collect()
    };
    assert_eq!(hashes("r"), hashes("run"));
    // Told from the folder, which settles the draws; nothing is lived again.
    let again = ["diagnose", "r", "--no-why", "--draws", "4", "-q"];
    let told = done(place.path(), &again);
    assert!(words.starts_with(told.split("Report:").next().unwrap().trim_end()), "{told}");
    let settled = refused(place.path(), &[&again[..], &["--posterior", "own.csv"]].concat(), 2);
    assert!(settled.contains("--posterior is settled by the result folder"), "{settled}");
    let otherwise = refused(place.path(), &["diagnose", "r", "--no-why", "--chance-only", "-q"], 3);
    assert!(otherwise.contains("--posterior=own.csv, a file that is not in it"), "{otherwise}");
    assert!(done(place.path(), &["verify", "r"]).contains("--posterior=own.csv"));
    done(place.path(), &["report", "r", "-o", "again.html"]);
    assert_eq!(fs::read_to_string(place.path().join("again.html")).unwrap(), read("report.html"));
    refused(place.path(), &["rerun", "r", "-o", "anew"], 3);
}

#[test]
fn a_decision_rests_on_the_draws_throughout() {
    let place = place(OWN);
    let asked = ["decision", "z-home", "support", "-r", "4", "--posterior", "own.csv", "--draws", "6", "-q"];
    let with = |more: &[&str]| done(place.path(), &[&asked[..], &SMALL, more].concat());
    let page = with(&[]);
    for words in ["--draws=6 --posterior=own.csv --worlds-per-draw=2", "6 draws of 2 parameters from a calib"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Packages and causes over the same draws.
    assert!(flowing(&page).contains("Over 6 of 6 draws of 2 parameters from a calibration: what"), "{page}");
    assert!(!page.contains("nobody measured") && !page.contains("usual parameters"), "{page}");
    let answer: Value = serde_json::from_str(&with(&["--json"])).unwrap();
    assert_eq!(answer["knowledge"]["from"], "calibration");
    let parts = ["draws", "draws_there", "parameters"].map(|part| answer["knowledge"][part].as_u64());
    assert_eq!(parts, [6, 6, 2].map(Some));
    // The same as `compare` finds with the same draws.
    let compare = ["compare", "z-home", "support", "-r", "4", "--posterior", "own.csv", "--draws", "6", "-q"];
    let compared = done(place.path(), &[&compare[..], &SMALL, &["--json"]].concat());
    let compared: Value = serde_json::from_str(&compared).unwrap();
    assert_eq!((&answer["effects"], &answer["posterior"]), (&compared["effects"], &compared["posterior"]));
}

#[test]
fn the_doubt_about_a_figure_rests_on_what_was_calibrated() {
    let draws =
        |n: i32| format!("{},{}\n", -3.4 + f64::from(n) * 0.02, 0.001 + f64::from(n * 17 % 60) * 0.0005);
    let rows: String = (0..60).map(draws).collect();
    let place = place(&format!("residents.choice.intercept,residents.talk.word\n{rows}"));
    let asked = ["sensitivity", "z-home", "--posterior", "own.csv", "--draws", "60", "-q"];
    let words = flowing(&done(place.path(), &[&asked[..], &SMALL].concat()));
    assert!(words.contains("60 draws of 2 parameters from a calibration"), "{words}");
    let answer = done(place.path(), &[&asked[..], &SMALL, &["--json"]].concat());
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["from"], &answer["knowledge"]["draws"]), (&"calibration".into(), &60.into()));
    assert_eq!(answer["drivers"][0]["parameter"], "residents.choice.intercept", "{answer:#}");
    assert!(answer["total"].is_null());
}

/// Where no parameter surely drives a figure there is no factor: that is said, and nothing is lived for it.
#[test]
fn total_indices_that_cannot_be_told_are_said_to_be_none() {
    let place = place(OWN);
    let asked = ["sensitivity", "z-home", "support", "--posterior", "own.csv", "--total", "8", "-q"];
    let words = flowing(&done(place.path(), &[&asked[..], &SMALL].concat()));
    let none = "No total indices: the figure surely goes with no single parameter";
    assert!(words.contains(none), "{words}");
    let answer = done(place.path(), &[&asked[..], &SMALL, &["--json"]].concat());
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["total"]["factors"], serde_json::json!([]));
    assert!(answer["total"]["why_none"].as_str().unwrap().starts_with(none), "{answer:#}");
}

/// A search in a small world in which nothing breaks.
fn searching<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let asked = ["best", "z-home", "--parts", "partners,capacity", "--runs", "200", "-q"];
    let sound = ["--set", "home.seats=8", "--set", "levers.operator.from=2"];
    [&asked[..], &sound, &SMALL, more].concat()
}

#[test]
fn the_search_for_the_best_takes_the_draws_and_refuses_what_contradicts_them() {
    let place = place(OWN);
    let answer = done(place.path(), &searching(&["--posterior", "own.csv", "--json", "-o", "r"]));
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert!(answer["request"]["arguments"].to_string().contains("--posterior=own.csv"), "{answer:#}");
    let manifest = fs::read_to_string(place.path().join("r/manifest.json")).unwrap();
    assert!(manifest.contains("\"own.csv\"") && manifest.contains("--posterior=own.csv"), "{manifest}");
    assert!(program(place.path(), &["verify", "r"]).status.success());
    fs::write(place.path().join("few.csv"), "residents.choice.intercept\n-3\n-2.9\n-2.8\n").unwrap();
    let few = refused(place.path(), &searching(&["--posterior", "few.csv"]), 3);
    assert!(few.contains("few.csv: fewer than 4 draws"), "{few}");
    let set = ["--posterior", "own.csv", "--set", "residents.choice.intercept=-3"];
    assert!(refused(place.path(), &searching(&set), 3).contains("is drawn from own.csv"));
}

/// With a calibration chance stands in small print and what it leaves open in large, each once.
#[test]
fn one_number_has_one_interval_beside_a_calibration() {
    let place = place(OWN);
    let asked = ["compare", "z-home", "support", "--posterior", "own.csv", "--draws", "6", "-q"];
    let with = |more: &[&str]| done(place.path(), &[&asked[..], &SMALL, more].concat());
    let words = flowing(&with(&["-r", "6", "-o", "r"]));
    assert!(words.contains("6 of 6 draws of 2 parameters from a calibration"), "{words}");
    assert!(words.contains("Chance moves the mean of 6 random worlds by"), "{words}");
    for gone in [
        "nobody measured",
        "usual parameters",
        "95% interval",
        "The difference is",
        "The interval is over draws",
    ] {
        assert!(!words.contains(gone), "{gone}: {words}");
    }
    let page = fs::read_to_string(place.path().join("r/report.html")).unwrap();
    assert!(page.contains("from a calibration") && !page.contains("nobody measured"));
    // Chance shrinks with worlds, what is known does not.
    let of = |worlds: &str| -> Value {
        let answer: Value = serde_json::from_str(&with(&["-r", worlds, "--json"])).unwrap();
        assert_eq!(answer["posterior"][0]["split"]["interval"], Value::Null);
        let all = answer["effects"].as_array().unwrap();
        all.iter().find(|one| one["measure"] == "visits").unwrap().clone()
    };
    let (few, many) = (of("6"), of("24"));
    assert_eq!(few["knowledge"], many["knowledge"]);
    let width =
        |one: &Value| one["chance"]["high"].as_f64().unwrap() - one["chance"]["low"].as_f64().unwrap();
    assert!((width(&few) - 2.0 * width(&many)).abs() < 1e-9, "{few} {many}");
}

/// Worlds that took draws hold what the calibration leaves open: nothing told of them is chance alone.
#[test]
fn what_worlds_with_draws_tell_is_not_called_chance_alone() {
    let place = place(OWN);
    let own = ["--posterior", "own.csv", "--chance-only"];
    let asked = [&["compare", "z-home", "support", "-r", "6", "-o", "c"], &own[..], &SMALL].concat();
    let full = [&["compare", "z-home", "support", "-r", "6", "--full"], &own[..], &SMALL].concat();
    let run = [&["run", "z-home", "support", "-r", "6", "-o", "r"], &own[..], &SMALL].concat();
    let decision = [&["decision", "z-home", "support", "-r", "6", "-o", "d.html"], &own[..], &SMALL].concat();
    let diagnose = [&["diagnose", "z-home", "-r", "3", "-o", "x"], &own[..], &SMALL].concat();
    let mut told: Vec<(String, String)> = [&asked, &full, &run, &decision, &diagnose]
        .map(|command| (command[0].into(), done(place.path(), command)))
        .into();
    for page in ["c/report.html", "r/report.html", "d.html", "x/report.html"] {
        told.push((page.into(), fs::read_to_string(place.path().join(page)).unwrap()));
    }
    for (of, words) in told {
        let words = flowing(&words);
        assert!(!words.contains("hance between worlds only"), "{of}: {words}");
        assert!(!words.contains("Intervals tell of chance between random worlds"), "{of}");
        let page = of.ends_with("html");
        assert!(!page || words.contains("ach random world took a draw of the calibration"), "{of}");
    }
}
