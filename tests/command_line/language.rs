//! Chinese throughout: every command, asked in Chinese, says no English sentence.

use std::path::Path;
use std::process::{Command, Stdio};

/// Both streams of a command that is asked in Chinese by its environment.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    let output = command.env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES").output();
    let output = output.unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).join("\n")
}

/// Runs of three words of English, outside of what is quoted as code.
fn english(text: &str) -> Vec<String> {
    let outside = |(at, part): (usize, &str)| (at % 2 == 0).then(|| part.to_string());
    let mut found = vec![];
    for line in text.lines() {
        // Commands, paths and keys stay what they are.
        let bare: String = line.split('`').enumerate().filter_map(outside).collect::<Vec<_>>().join("#");
        let mut run: Vec<&str> = vec![];
        for word in bare.split(' ').chain([""]) {
            let trimmed = word.trim_matches(|letter: char| ",.;:()".contains(letter));
            let is_word = trimmed.len() > 1 && trimmed.chars().all(|c| c.is_ascii_lowercase() || c == '\'');
            if is_word {
                run.push(word);
            } else {
                if run.len() >= 3 {
                    found.push(run.join(" "));
                }
                run.clear();
            }
        }
    }
    found
}

#[test]
fn no_command_says_an_english_sentence_in_chinese() {
    let place = tempfile::tempdir().unwrap();
    let bad =
        "title = \"x\"\n[levers.funding]\ngrnt = 3\nlag = 5000\nstake = \"a\"\n[[schedule]]\nweek = 3\n";
    std::fs::write(place.path().join("bad.toml"), bad).unwrap();
    let small = ["--set", "residents.population=120", "--weeks", "60", "-r", "2", "--progress", "none"];
    let of = |head: &[&str], tail: &[&str]| -> Vec<String> {
        head.iter().chain(tail).map(|word| (*word).to_string()).collect()
    };
    let asked = [
        of(&["run", "z-home", "support", "-o", "r"], &small),
        of(&["compare", "z-home", "support", "--chance-only", "-o", "c"], &small),
        of(&["compare", "z-home", "support", "--full", "-o", "f"], &small),
        of(&["diagnose", "z-home", "--draws", "3", "-o", "d"], &small),
        of(&["decision", "z-home", "support"], &small),
        of(&["survey", "z-home", "--set", "residents.population=120", "--week", "60"], &[]),
        of(&["survey", "z-home", "--actors", "--set", "residents.population=120", "--week", "60"], &[]),
        of(&["check", "z-home", "bad.toml", "no-such"], &[]),
        of(&["explain", "z-home", "levers"], &[]),
        of(&["diff", "z-home", "support"], &[]),
        of(&["new", "mine"], &[]),
        of(&["explain", "z-home"], &[]),
        of(&["explain", "county"], &[]),
        of(&["explain", "tender", "--actors"], &[]),
        of(&["new", "town", "--place"], &[]),
        of(&["story", "r"], &[]),
        of(&["rerun", "c", "-o", "again"], &[]),
        of(&["compare", "r", "z-home"], &[]),
        of(&["compare", "z-home"], &[]),
        of(&["levers"], &[]),
        of(&["levers", "no-such-word"], &[]),
        of(&["outputs"], &[]),
        of(&["examples"], &[]),
        of(&["verify", "r", "c"], &[]),
        of(&["report", "r", "--force"], &[]),
        of(&["plot", "c", "--kind", "ranking", "-o", "x.svg"], &[]),
        of(&["run", "--no-such-flag"], &[]),
        of(&["calibrate", "z-home"], &[]),
        of(&["validate", "no-such"], &[]),
        of(&["villages", "--data", "no-such"], &[]),
        of(&["--help"], &[]),
    ];
    let helped = ["run", "compare", "diagnose", "calibrate", "decision", "coverage", "validate", "villages"];
    let helped = helped.iter().chain(&["report", "plot", "survey", "check", "explain", "diff", "new"]);
    let asked = asked.into_iter().chain(helped.map(|command| of(&[*command, "--help"], &[])));
    let mut wrong = vec![];
    for arguments in asked {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let text = said(place.path(), &words);
        let chinese = text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        let sentences = english(&text);
        if !chinese || !sentences.is_empty() {
            wrong.push((words.join(" "), sentences));
        }
    }
    for name in ["mine.toml", "town.toml"] {
        let written = std::fs::read_to_string(place.path().join(name)).unwrap();
        wrong.push((name.into(), english(&written)));
    }
    wrong.retain(|(_, sentences)| !sentences.is_empty());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What programs read is the same in every language.
#[test]
fn answers_for_programs_stay_english() {
    let place = tempfile::tempdir().unwrap();
    let arguments =
        ["run", "z-home", "--set", "residents.population=120", "--weeks", "60", "-r", "1", "--json"];
    let asked = |lang: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
        command.args(arguments).args(["-q", "--lang", lang]).current_dir(place.path());
        command.output().unwrap().stdout
    };
    assert_eq!(asked("zh"), asked("en"));
}
