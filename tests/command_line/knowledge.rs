//! What is known beside chance: answers, files, and what is refused.

use crate::program::done;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const SMALL: [&str; 6] = ["--weeks", "60", "--set", "residents.population=200", "-r", "2"];

fn program(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE").output().unwrap()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let out = program(folder, &[arguments, &SMALL].concat());
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(3), "{said}");
    said
}

/// A set of a dozen draws of two parameters, with the hash of reference runs that the program itself names.
fn set_of_draws(folder: &Path) -> Value {
    let draws: Vec<[f64; 2]> =
        (0..12).map(|at| [-3.1 + 0.03 * f64::from(at), 0.004 + 0.0005 * f64::from(at * 7 % 12)]).collect();
    let mut set = serde_json::json!({
        "command": "commonroom plausible -o FILE", "version": "0", "reference": "", "members": 12,
        "ruled_out": [], "parameters": ["residents.choice.intercept", "residents.talk.word"],
        "spread": [1.0, 1.0], "kept": (1..=12).collect::<Vec<u32>>(), "draws": draws,
    });
    std::fs::write(folder.join("draws.json"), set.to_string()).unwrap();
    let said = refused(folder, &["compare", "z-home", "support", "--plausible", "draws.json"]);
    let (_, rest) = said.split_once("another hash than ").unwrap();
    set["reference"] = rest[..64].into();
    std::fs::write(folder.join("draws.json"), set.to_string()).unwrap();
    set
}

/// That set with one part of it changed.
fn changed(folder: &Path, name: &str, change: impl Fn(&mut Value)) {
    let mut set = set_of_draws(folder);
    change(&mut set);
    std::fs::write(folder.join(name), set.to_string()).unwrap();
}

#[test]
fn both_kinds_of_doubt_are_told_apart_and_draws_tell_all_again() {
    let dir = tempfile::tempdir().unwrap();
    set_of_draws(dir.path());
    let of = |threads: &str, out: &str| {
        let asked = ["compare", "z-home", "support", "--draws", "4", "--max", "public_cost=1", "-q"];
        let asked = [&asked[..], &["--plausible", "draws.json"]].concat();
        let out = program(dir.path(), &[&asked[..], &SMALL[..], &["-j", threads, "-o", out]].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let (text, again) = (of("1", "folder-1"), of("2", "folder-2"));
    assert_eq!(text.replace("folder-1", ""), again.replace("folder-2", ""));
    let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("4 of 12 plausible draws"), "{text}");
    assert!(flowing.contains("hardest is public_cost<=1"), "{text}");
    let bytes = |folder: &str, file: &str| std::fs::read(dir.path().join(folder).join(file)).unwrap();
    assert_eq!(bytes("folder-1", "draws.csv"), bytes("folder-2", "draws.csv"));
    let answer: Value = serde_json::from_slice(&bytes("folder-1", "compare.json")).unwrap();
    let standing = &answer["knowledge"]["robustness"][1];
    assert_eq!((&standing["scenario"], &standing["meets_all"]), (&"support".into(), &0.0.into()));
    let fits = |effect: &&Value| effect["measure"] == "participation";
    let effect = answer["effects"].as_array().unwrap().iter().find(fits).unwrap();
    let known = &effect["knowledge"];
    assert_eq!(known["draws"], 4);
    // The mean of draws, from the table alone.
    let table = bytes("folder-1", "draws.csv");
    let mut rows = csv::Reader::from_reader(&table[..]);
    let header = rows.headers().unwrap().clone();
    let cell =
        |row: &csv::StringRecord, name: &str| row[header.iter().position(|h| h == name).unwrap()].to_string();
    let mine = |row: &csv::StringRecord| {
        cell(row, "scenario") == "support" && cell(row, "measure") == "participation"
    };
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let values: Vec<f64> =
        rows.iter().filter(|row| mine(row)).map(|row| cell(row, "diff").parse().unwrap()).collect();
    assert_eq!(values.len(), 4);
    let mean = values.iter().sum::<f64>() / 4.0;
    assert!((known["mean"].as_f64().unwrap() - mean).abs() < 1e-9, "{known} {values:?}");
    assert!(known["low"].as_f64().unwrap() <= mean && mean <= known["high"].as_f64().unwrap());
    // Both kinds of doubt in one row of effects.csv; of other windows chance alone.
    let effects = bytes("folder-1", "effects.csv");
    let mut rows = csv::Reader::from_reader(&effects[..]);
    let header = rows.headers().unwrap().clone();
    let cell =
        |row: &csv::StringRecord, name: &str| row[header.iter().position(|h| h == name).unwrap()].to_string();
    for row in rows.records().map(Result::unwrap).filter(|row| cell(row, "measure") == "participation") {
        let of = |name: &str| cell(&row, name).parse::<f64>().ok();
        let told = ["knowledge_mean", "knowledge_low", "knowledge_high", "share_better", "draws"].map(of);
        let expected = if cell(&row, "window") == "last-year" {
            ["mean", "low", "high", "share_better", "draws"].map(|name| known[name].as_f64())
        } else {
            [None; 5]
        };
        for (told, expected) in told.into_iter().zip(expected) {
            let off = told.unwrap_or(0.0) - expected.unwrap_or(0.0);
            assert!(told.is_some() == expected.is_some() && off.abs() < 1e-9, "{row:?}");
        }
        assert!(["true", "false", ""].contains(&&*cell(&row, "matters")));
    }
    let package = String::from_utf8(bytes("folder-1", "datapackage.json")).unwrap();
    assert!(package.contains("knowledge_low"));
    pages_tell_what_is_known(dir.path());
    let chance = program(
        dir.path(),
        &[&["compare", "z-home", "support", "--chance-only", "--json"], &SMALL[..]].concat(),
    );
    let chance: Value = serde_json::from_slice(&chance.stdout).unwrap();
    assert!(chance["knowledge"].is_null() && chance["effects"].is_null());
    let asked = [&["compare", "z-home", "support", "--chance-only", "-o", "chance"], &SMALL[..]].concat();
    assert!(program(dir.path(), &asked).status.success());
    let effects = String::from_utf8(bytes("chance", "effects.csv")).unwrap();
    assert!(effects.lines().next().unwrap().ends_with("pairs_to_settle"));
    let page = String::from_utf8(bytes("chance", "report.html")).unwrap();
    assert!(page.contains("That is chance between worlds only") && !page.contains("plausible draws"));
}

/// The page made with the folder, and the one made of it again, also in Chinese.
fn pages_tell_what_is_known(folder: &Path) {
    let first = std::fs::read_to_string(folder.join("folder-1").join("report.html")).unwrap();
    for words in [
        "<dt>What is known</dt>",
        "4 of 12 plausible draws of 2 parameters",
        "<th scope=\"col\">meets all in",
    ] {
        assert!(first.contains(words), "{words}");
    }
    assert!(!first.contains("That is chance between worlds only"));
    assert!(program(folder, &["report", "folder-1", "-o", "again.html"]).status.success());
    assert_eq!(std::fs::read_to_string(folder.join("again.html")).unwrap(), first);
    assert!(program(folder, &["report", "folder-1", "--lang", "zh", "-o", "zh.html"]).status.success());
    let chinese = std::fs::read_to_string(folder.join("zh.html")).unwrap();
    assert!(chinese.contains("<dt>已知的范围</dt>") && chinese.contains("12组合理取值中的4组"));
}

#[test]
fn what_cannot_be_asked_is_refused_with_all_faults_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let base = ["compare", "z-home", "support"];
    let asked =
        ["--max", "publc_cost=1", "--min", "survived=many", "--require", "late_wages", "--budget", "0"];
    let said = refused(dir.path(), &[&base[..], &asked].concat());
    for words in
        ["did you mean `public_cost`", "`many` is no number", "late_wages: needs", "--budget 0: needs"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let against = ["--max", "participation=0.1", "--require", "participation>0.2"];
    let said = refused(dir.path(), &[&base[..], &against].concat());
    assert!(said.contains("participation<=0.1 and participation>0.2 cannot both be kept"), "{said}");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing was written");
}

/// A requirement on another window is judged by the figure of that window, which stands in draws.csv.
#[test]
fn what_must_be_kept_in_other_weeks() {
    let dir = tempfile::tempdir().unwrap();
    let windows = ["--max", "visits@whole=1", "--min", "participation@year-1=0", "--min", "participation=0"];
    let windows = [&windows[..], &["--require", "visits@whole:p95<=2", "--require", "visits:p50>0"]].concat();
    let asked =
        [&["compare", "z-home", "support", "--draws", "4", "--json", "-o", "r"], &windows[..], &SMALL[..]];
    let out = program(dir.path(), &asked.concat());
    let told: Value = serde_json::from_slice(&out.stdout).unwrap();
    let required: Vec<&str> = told["knowledge"]["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect();
    let means = ["visits@whole<=1", "participation@year-1>=0", "participation>=0"];
    assert_eq!(required, [&means[..], &["visits@whole:p95<=2", "visits:p50>0"]].concat());
    // Nobody has one visit in all weeks, in a mean or a quantile; all others are kept in every draw.
    for standing in told["knowledge"]["robustness"].as_array().unwrap() {
        assert_eq!(
            (&standing["meets"], &standing["meets_all"]),
            (&serde_json::json!([0.0, 1.0, 1.0, 0.0, 1.0]), &0.0.into())
        );
        let quantiles = &standing["quantiles"];
        assert!(quantiles[0].is_null() && quantiles[3]["value"].as_f64() > quantiles[4]["value"].as_f64());
        assert_eq!((&quantiles[3]["met"], &quantiles[4]["met"]), (&false.into(), &true.into()));
    }
    let mut table = csv::Reader::from_path(dir.path().join("r/draws.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let level = |measure: &str| -> Vec<f64> {
        let own = rows.iter().filter(|row| &row[1] == "z-home" && &row[2] == measure);
        own.map(|row| row[4].parse().unwrap()).collect()
    };
    let (whole, last_year) = (level("visits@whole"), level("visits"));
    assert!(whole.len() == 4 && whole.iter().zip(&last_year).all(|(whole, last)| whole > last), "{whole:?}");
    assert!(level("participation@last-year").is_empty() && level("participation@year-1").len() == 4);
    let wrong = ["--max", "visits@year-9=1", "--min", "visits@before=0"];
    let said = refused(dir.path(), &[&["compare", "z-home", "support"], &wrong[..]].concat());
    assert!(said.contains("visits@year-9<=1: year-9 lies beyond the horizon of"), "{said}");
    let unread = ["--max", "visits@yeer=1", "--matters", "visits@whole=2"];
    let said = refused(dir.path(), &[&["compare", "z-home", "support"], &unread[..]].concat());
    assert!(said.contains("`yeer` is no window") && said.contains("is that of the last year"), "{said}");
    let of_quantiles = ["--max", "visits:p101=1", "--min", "visits:95=0", "--matters", "visits:p95=2"];
    let said = refused(dir.path(), &[&["compare", "z-home", "support"], &of_quantiles[..]].concat());
    for words in ["`p101` is no quantile", "`95` is no quantile", "is one of means, not of a quantile"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn draws_of_another_model_or_with_wrong_values_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let with = |file: &str| refused(dir.path(), &["compare", "z-home", "support", "--plausible", file]);
    changed(dir.path(), "stale.json", |set| set["reference"] = "another".into());
    let said = with("stale.json");
    assert!(said.contains("stale.json: stale: version") && said.contains("commonroom plausible"), "{said}");
    changed(dir.path(), "wrong.json", |set| {
        set["parameters"][0] = "residents.no_such".into();
        set["draws"][1][1] = 1e30.into();
    });
    let said = with("wrong.json");
    assert!(said.contains("no parameter `residents.no_such`") && said.contains("is 1"), "{said}");
    assert!(said.contains("must lie between"), "{said}");
    std::fs::write(dir.path().join("text.json"), "no set").unwrap();
    assert!(with("text.json").contains("no set of plausible draws"));
    assert!(with("missing.json").contains("cannot read `missing.json`"));
}

#[test]
fn sensitivity_names_nothing_by_chance_and_answers_in_json() {
    let dir = tempfile::tempdir().unwrap();
    set_of_draws(dir.path());
    let asked = ["sensitivity", "z-home", "support", "--draws", "12", "--json", "-q", "--weeks", "60"];
    let asked = [&asked[..], &["--plausible", "draws.json"]].concat();
    let out = program(dir.path(), &[&asked[..], &["--set", "residents.population=200"]].concat());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let answer: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((&answer["baseline"], &answer["knowledge"]["draws"]), (&"z-home".into(), &12.into()));
    for driver in answer["drivers"].as_array().unwrap() {
        assert!(["assumption", "literature"].contains(&driver["grade"].as_str().unwrap()), "{driver}");
    }
}

#[test]
fn draws_inside_the_program_are_lived_unless_only_chance_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let of = |asked: &[&str]| {
        let out = program(dir.path(), &[asked, &SMALL[..], &["--json", "-q"]].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice::<Value>(&out.stdout).unwrap()
    };
    // A budget that nothing fits into takes the fewest draws that tell something.
    let known = of(&["compare", "z-home", "support", "--budget", "0.001", "--max", "public_cost=1"]);
    let there = known["knowledge"]["draws_there"].as_u64().unwrap();
    assert!(known["knowledge"]["draws"] == 20 && there >= 200, "{}", known["knowledge"]);
    assert_eq!(known["knowledge"]["requirements"][0], "public_cost<=1");
    let other = of(&["compare", "z-home", "support", "--draws", "3"]);
    assert_eq!(
        (&other["knowledge"]["draws"], other["knowledge"]["draws_there"].as_u64()),
        (&3.into(), Some(there))
    );
    assert!(of(&["compare", "z-home", "support", "--chance-only"])["knowledge"].is_null());
}

#[test]
fn what_is_said_of_chance_is_true_with_draws_and_without() {
    let dir = tempfile::tempdir().unwrap();
    let flowing = |asked: &[&str]| {
        let out = program(dir.path(), &[&["compare", "z-home", "support"], asked, &SMALL[..]].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (chance, known) = (flowing(&["--chance-only"]), flowing(&["--draws", "3"]));
    assert!(chance.contains("hance between worlds only"), "{chance}");
    assert!(known.contains("3 of ") && !known.contains("hance between worlds only"), "{known}");
}

#[test]
fn a_decision_tells_what_is_known_on_one_side_of_paper_as_markdown_and_for_programs() {
    let dir = tempfile::tempdir().unwrap();
    set_of_draws(dir.path());
    let asked = ["decision", "z-home", "support", "capacity", "--plausible", "draws.json", "-q"];
    let asked = [&asked[..], &["--draws", "12", "--max", "public_cost=400000"], &SMALL].concat();
    let with = |more: &[&str]| {
        let out = program(dir.path(), &[&asked[..], more].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let read = |file: &str| std::fs::read_to_string(dir.path().join(file)).unwrap();
    with(&["-o", "page.html"]);
    with(&["-o", "zh.html", "--lang", "zh", "--annex"]);
    assert!(
        read("page.html").contains("5% to 95% of draws")
            && read("page.html").contains("--plausible=draws.json")
    );
    assert!(read("zh.html").contains("组合理取值") && read("zh.html").contains("必须符合"));
    let (page, annex) = (read("page.html"), read("zh.html"));
    let annex = annex.split_once("</footer>").unwrap().1;
    assert!(!page.contains("id=\"annex\"") && annex.contains("id=\"annex\""));
    for words in [
        "<h3>必须符合的要求</h3>",
        "<code>levers.funding.grant</code>",
        "<h3>各方案的设定</h3>",
        "份额更大的成因",
    ] {
        assert!(annex.contains(words), "{words}: {annex}");
    }
    let markdown = with(&[]);
    for words in [
        "over 12 plausible draws of 2 parameters",
        "## In what is known",
        "of draws |",
        "## What changes",
        "points: mean over 12 draws and, in brackets",
        "plausible draws of 2 parameters that nobody measured: what the repair of each cause takes away",
    ] {
        assert!(markdown.contains(words), "{words}: {markdown}");
    }
    let answer: Value = serde_json::from_str(&with(&["--json"])).unwrap();
    assert_eq!(answer["recommendation"].as_array().unwrap().len(), 3);
    let turning = answer["holds_unless"].as_array().unwrap();
    assert_eq!(turning.len(), 3, "the recommendation and two directions: {turning:?}");
    assert!(turning.iter().all(|one| (0.0..=1.0).contains(&one["turns_in"].as_f64().unwrap())));
    let standing = &answer["knowledge"]["robustness"][1];
    for key in ["share_first", "expected_regret", "worst_regret", "meets_all", "breaks_any"] {
        assert!(standing[key].is_number(), "{key}: {standing}");
    }
    assert_eq!(standing["beats"].as_array().unwrap().len(), 3);
}

#[test]
fn by_chance_alone_a_decision_stays_as_it_is_and_says_what_it_leaves_out() {
    let dir = tempfile::tempdir().unwrap();
    let asked = [&["decision", "z-home", "support", "-q"][..], &SMALL].concat();
    let said = |more: &[&str]| {
        let out = program(dir.path(), &[&asked[..], more].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let page = said(&["--chance-only"]);
    assert!(page.contains("not the doubt about the model's assumptions") && page.contains("of worlds |"));
    let answer: Value = serde_json::from_str(&said(&["--chance-only", "--json"])).unwrap();
    assert!(answer["holds_unless"].is_null() && answer["knowledge"].is_null());
    let out = program(dir.path(), &[&asked[..], &["--measure", "visits", "-o", "page.html"]].concat());
    assert_eq!(out.status.code(), Some(3));
    let out = program(dir.path(), &[&asked[..], &["--chance-only", "--max", "public_cost=1"]].concat());
    assert!(!out.status.success(), "a requirement needs draws");
}

/// Over draws one heading has one number: lost contracts and what breaks are told by draws in every table.
#[test]
fn what_breaks_and_lost_contracts_are_told_over_draws_in_every_table_of_a_decision() {
    let dir = tempfile::tempdir().unwrap();
    set_of_draws(dir.path());
    let asked = ["decision", "z-home", "support", "capacity", "--plausible", "draws.json", "--draws", "12"];
    let asked =
        [&asked[..], &["-q", "--weeks", "110", "--set", "residents.population=200", "-r", "2"]].concat();
    let with = |more: &[&str]| {
        let out = program(dir.path(), &[&asked[..], more].concat());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let (page, answer) = (with(&[]), with(&["--json"]));
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_string()).collect::<Vec<_>>();
    // The cell of a row under a heading in the table of a section.
    let cell = |section: &str, row: &str, head: &str| {
        let (_, rest) = page.split_once(&format!("\n## {section}\n")).unwrap();
        let lines: Vec<&str> = rest.lines().skip_while(|line| !line.starts_with('|')).collect();
        let at = cells(lines[0]).iter().position(|cell| cell == head).unwrap();
        cells(lines.iter().find(|line| line.starts_with(&format!("| {row} |"))).unwrap())[at].clone()
    };
    let share = |value: f64| match value * 100.0 {
        v if v > 0.0 && v < 1.0 => "<1%".to_string(),
        v if v > 99.0 && v < 100.0 => ">99%".to_string(),
        v => format!("{v:.0}%"),
    };
    for standing in &answer["knowledge"]["robustness"].as_array().unwrap()[1..] {
        let row = format!("`{}`", standing["scenario"].as_str().unwrap());
        let lost = standing["contract_lost"].as_f64().map_or("–".into(), share);
        assert_eq!(cell("What changes", &row, "contract lost in"), lost, "{page}");
        let broken = standing["breaks"].as_array().unwrap().iter().map(|one| {
            format!("{} {}", one["what"].as_str().unwrap(), share(one["share"].as_f64().unwrap()))
        });
        let broken = broken.collect::<Vec<_>>().join(", ");
        let broken = if broken.is_empty() { "–".into() } else { broken };
        assert_eq!(cell("At what cost, yuan", &row, "what breaks"), broken, "{page}");
    }
    assert!(page.contains("share of the worlds of all draws in which the first operator lost its contract"));
    assert!(page.contains("What breaks: share of draws in which it does."), "{page}");
}

#[test]
fn draws_are_held_against_what_was_observed_in_a_place_of_ones_own() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, rows: &str| {
        let text = format!("measure,window,group,value,se,n\n{rows}");
        std::fs::write(dir.path().join(name), text).unwrap();
    };
    write("seen.csv", "awareness_adults,year-1,,0.55,,60\nwillingness,year-1,,0.3,,60\n");
    let asked = |observed: &str, more: &[&str]| {
        let own = ["plausible", "z-home", "--observed", observed, "--worlds", "2", "-q"];
        program(dir.path(), &[&own[..], &SMALL[..4], more].concat())
    };
    let out = asked("seen.csv", &["-o", "own.json", "--json"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let set: Value = serde_json::from_slice(&out.stdout).unwrap();
    let (left, ruled_out) = (set["draws"].as_array().unwrap().len(), set["ruled_out"].as_array().unwrap());
    assert!(left >= 2, "{left}");
    assert_eq!(ruled_out.len(), 2);
    for row in ruled_out {
        assert!(row["draws"].as_u64().unwrap() as usize <= 268 - left && row["of"] == 268, "{row}");
    }
    assert!(ruled_out[0]["id"].as_str().unwrap().contains("seen.csv, line 2"));
    assert!(set["command"].as_str().unwrap().contains("--observed=seen.csv"));
    // The set is one that every command takes.
    let compared =
        ["compare", "z-home", "support", "--plausible", "own.json", "--draws", "3", "--json", "-q"];
    let out = program(dir.path(), &[&compared[..], &SMALL[..]].concat());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let answer: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(answer["knowledge"]["draws_there"].as_u64().unwrap() as usize, left);
    // What no draw makes is refused with the row, and nothing is written.
    write("never.csv", "awareness_adults,year-1,,0.55,,60\nparticipation,year-1,,0.99,0.001,\n");
    let out = asked("never.csv", &["-o", "never.json"]);
    let words = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.code() == Some(3) && words.contains("never.csv, line 3: 268 of 268"), "{words}");
    assert!(!dir.path().join("never.json").exists());
    // Everything that is wrong at once, before anything is lived.
    write("wrong.csv", "awarenes,year-1,,0.55,,60\n");
    let out = asked("wrong.csv", &["--set", "home.seat=3", "--plausible", "nowhere.json"]);
    let words = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(3), "{words}");
    for wrong in ["awarenes", "home.seat", "nowhere.json"] {
        assert!(words.contains(wrong), "{wrong}: {words}");
    }
    let out = program(dir.path(), &["plausible", "--weeks", "60"]);
    assert_eq!(out.status.code(), Some(2));
}

/// Both kinds of doubt unless they would cost a caller of few worlds many times its time; the folder is the
/// same either way.
#[test]
fn a_run_of_twenty_worlds_tells_what_is_known_and_one_of_fewer_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let asked = |worlds: &'static str, more: &[&'static str]| {
        let words =
            ["run", "z-home", "--set", "residents.population=100", "--weeks", "54", "-q", "-r", worlds];
        [&words[..], more].concat()
    };
    let told = |words: &[&str]| done(dir.path(), words);
    let both = told(&asked("20", &["-o", "both"]));
    assert!(both.contains("what is known") && both.contains("of 20 plausible draws"), "{both}");
    assert!(both.contains("So few draws tell the ends roughly"), "{both}");
    for (worlds, more) in [
        ("19", &[][..]),
        ("20", &["--chance-only", "-o", "chance"]),
        ("20", &["--shard", "1/2", "-o", "half"]),
    ] {
        let words = told(&asked(worlds, more));
        assert!(!words.contains("what is known") && words.contains("Chance between worlds only"), "{words}");
    }
    let more = told(&asked("2", &["--draws", "30"]));
    assert!(more.contains("of 30 plausible draws") && !more.contains("So few draws"), "{more}");
    for file in ["manifest.json", "series.csv", "windows.csv", "warnings.csv"] {
        let read = |folder: &str| std::fs::read(dir.path().join(folder).join(file)).unwrap();
        assert_eq!(read("both"), read("chance"), "{file}");
    }
    let json: Value = serde_json::from_str(&told(&asked("20", &["--json"]))).unwrap();
    assert_eq!(json["scenarios"][0]["knowledge"][0]["draws"], 20);
    crate::program::refused(dir.path(), &asked("20", &["--chance-only", "--draws", "30"]), 2);
}
