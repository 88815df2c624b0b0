//! The program from outside: commands that only read scenarios or declarations, their exit codes, what goes
//! where.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env("LC_ALL", "C").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn bad(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/scenarios/bad")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

fn names_in(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn bad_scenarios_end_with_3_a_place_a_caret_and_nothing_written() {
    let place = tempfile::tempdir().unwrap();
    for name in [
        "unknown-key",
        "empty",
        "binary",
        "not-utf8",
        "extends-circle",
        "ties-bad",
        "weights-part",
        "syntax-open",
    ] {
        let file = bad(&format!("{name}.toml"));
        for command in ["check", "explain", "run"] {
            let output = run(place.path(), &[command, &file]);
            assert_eq!(code(&output), 3, "{command} {name}");
            assert!(output.stdout.is_empty(), "{command} {name}");
            assert!(!err(&output).contains("panicked"), "{command} {name}");
        }
    }
    let file = bad("unknown-key.toml");
    let said = err(&run(place.path(), &["check", &file]));
    assert!(
        said.starts_with(&format!(
            "{file}:4:1: unknown key `levers.funding.grnt`\n4 | grnt = 300_000\n  | ^^^^\n"
        )),
        "{said}"
    );
    assert!(said.contains("did you mean `grant`?"));
    assert_eq!(names_in(place.path()), 0);
}

/// The same answer from outside as from inside: each bad scenario is refused with 3 and leaves nothing
/// behind.
#[test]
fn every_bad_scenario_is_refused_by_the_program() {
    let place = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for entry in std::fs::read_dir(bad("")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let mut arguments = vec!["check".to_string(), path.to_string_lossy().into_owned()];
        arguments
            .extend(text.lines().filter_map(|l| l.strip_prefix("#set ")).map(|set| format!("--set={set}")));
        let weeks = text.lines().filter_map(|l| l.strip_prefix("#weeks "));
        arguments.extend(weeks.map(|weeks| format!("--weeks={weeks}")));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = run(place.path(), &arguments);
        let said = err(&output);
        assert_eq!((code(&output), out(&output).as_str()), (3, ""), "{arguments:?}");
        assert!(said.contains("nothing was computed") && !said.contains("panicked"), "{arguments:?}: {said}");
        tried += 1;
    }
    assert!(tried >= 40, "{tried}");
    assert_eq!(names_in(place.path()), 0);
}

#[test]
fn faults_of_files_and_flags_come_at_once_also_as_json() {
    let place = tempfile::tempdir().unwrap();
    let (nan, layers) = (bad("nan.toml"), bad("two-layers.toml"));
    let output = run(place.path(), &["check", &nan, &layers, "--set", "levers.funding.lagg=3", "--json"]);
    assert_eq!((code(&output), err(&output).as_str()), (3, ""));
    let answer = json(&output);
    assert_eq!((&answer["ok"], answer.get("scenarios")), (&Value::from(false), None));
    let faults = answer["faults"].as_array().unwrap();
    assert_eq!(faults.len(), 4);
    let flag = faults.iter().find(|f| f["file"] == "--set levers.funding.lagg=3").unwrap();
    assert_eq!((&flag["line"], &flag["suggestion"]), (&Value::Null, &Value::from("did you mean `lag`?")));
    assert!(faults.iter().any(|f| f["line"] == 4 && f["column"] == 9));
}

#[test]
fn an_empty_file_a_folder_and_a_missing_file_are_refused() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("empty.toml"), "").unwrap();
    std::fs::create_dir(place.path().join("folder")).unwrap();
    let output = run(place.path(), &["check", "empty.toml", "folder", "missing.toml"]);
    assert_eq!(code(&output), 3);
    let said = err(&output);
    for line in [
        "empty.toml:1:1: `title` is missing",
        "folder: cannot read `folder`: ",
        "missing.toml: cannot read `missing.toml`",
    ] {
        assert!(said.contains(line), "{said}");
    }
}

#[test]
fn usage_errors_end_with_2() {
    let place = tempfile::tempdir().unwrap();
    let wrong: [&[&str]; 7] = [
        &[],
        &["check"],
        &["chekc"],
        &["check", "z-home", "--week", "x"],
        &["completions", "smell"],
        &["examples", "z-hom"],
        &["new", ""],
    ];
    for arguments in wrong {
        let output = run(place.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert!(err(&run(place.path(), &["examples", "z-hom"])).contains("did you mean `z-home`?"));
    assert!(
        err(&run(place.path(), &["explain", "z-home", "levers.fundin.g"]))
            .contains("did you mean `levers.funding")
    );
    assert_eq!(code(&run(place.path(), &["--help"])), 0);
}

#[test]
fn check_reads_names_files_and_standard_input() {
    let place = tempfile::tempdir().unwrap();
    assert!(out(&run(place.path(), &["check", "z-home"])).starts_with("z-home: ok — Z "));
    // The file on disk goes before the built-in scenario of that name.
    std::fs::write(place.path().join("z-home.toml"), "title = 'Mine'\nextends = 'government-led'\n").unwrap();
    assert!(out(&run(place.path(), &["check", "z-home.toml"])).contains("Mine"));
    let mut child = program(place.path(), &["check", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("title = \"From a pipe\"\nextends = \"fee\"\n".as_bytes()).unwrap();
    let answer = json(&child.wait_with_output().unwrap());
    assert_eq!(
        (&answer["scenarios"][0]["title"], &answer["scenarios"][0]["name"]),
        (&"From a pipe".into(), &"stdin".into())
    );
}

#[test]
fn diff_shows_what_two_scenarios_set_differently() {
    let place = tempfile::tempdir().unwrap();
    let here = |arguments: &[&str]| run(place.path(), arguments);
    let rows = json(&here(&["diff", "z-home", "brand+non-profit:levers.funding.grant=300000", "--json"]));
    let told: Vec<(&str, &Value)> =
        rows.as_array().unwrap().iter().map(|row| (row["path"].as_str().unwrap(), &row["values"])).collect();
    let expected = [
        ("levers.funding.grant", serde_json::json!([208000.0, 300000.0])),
        ("levers.brand.spend", serde_json::json!([65.0, 200.0])),
        ("levers.disclosure.visible", serde_json::json!([0.3, 0.8])),
    ];
    let shipped = json(&here(&["explain", "z-home", "levers", "--json"]));
    for (path, values) in &expected {
        let (_, found) = told.iter().find(|(told, _)| told == path).unwrap();
        let base = shipped.as_array().unwrap().iter().find(|row| row["path"] == *path).unwrap();
        assert_eq!((&found[0], &found[1]), (&base["value"], &values[1]), "{path}");
    }
    assert_eq!(told.len(), expected.len(), "{rows}");
    let words = out(&here(&["diff", "z-home", "brand"]));
    assert!(words.contains("levers.brand.spend") && words.contains("default → brand.toml:"), "{words}");
    assert!(out(&here(&["diff", "z-home", "z-home"])).contains("set everything alike"));
    // Dates and rules that only one of them has; both faults at once.
    let words = out(&here(&["diff", "z-home", "adaptive"]));
    assert!(words.contains("when.1.if"), "{words}");
    let faults = here(&["diff", "z-hom", "brnd"]);
    assert!(code(&faults) == 3 && err(&faults).contains("2 faults"), "{}", err(&faults));
    let changed = out(&here(&["explain", "brand", "levers", "--changed"]));
    let paths = changed.lines().filter(|line| line.starts_with("levers.")).count();
    assert!(changed.contains("levers.brand.spend = 200") && paths == 2, "{changed}");
}

#[test]
fn explain_tells_value_origin_and_everything_declared() {
    let place = tempfile::tempdir().unwrap();
    let output = run(
        place.path(),
        &["explain", "z-home", "levers.operator", "--set", "levers.operator.managers=4", "--json"],
    );
    let rows = json(&output);
    let row = |path: &str| rows.as_array().unwrap().iter().find(|r| r["path"] == path).unwrap().clone();
    assert_eq!(row("levers.operator.managers")["origin"], "--set levers.operator.managers=4");
    assert_eq!(row("levers.operator.managers")["value"], 4.0);
    assert_eq!(row("levers.operator.kind")["origin"], "z-home.toml:7");
    assert_eq!(row("levers.operator.concept")["origin"], "default");
    for key in ["default", "range", "unit", "source", "grade", "meaning"] {
        assert!(!row("levers.operator.managers")[key].is_null(), "{key}");
    }
    let county = out(&run(place.path(), &["explain", "county", "communities"]));
    assert!(
        county.contains("communities.Old Town.residents.population = 16000 people\n  origin   county.toml:"),
        "{county}"
    );
    let words = out(&run(place.path(), &["explain", "z-home"]));
    for known in ["residents.population = 10000 people", "origin   default", "known    ", "meaning  "] {
        assert!(words.contains(known), "{known}");
    }
    // Each table is headed once, as in a file; what a community or a week says for itself stands under its
    // own heading.
    for heading in ["\n[levers.funding] ", "\n[residents] ", "\nThe whole scenario\n"] {
        assert_eq!(words.matches(heading).count(), 1, "{heading}");
    }
    assert!(county.contains("\n[[communities]] Old Town\n"), "{county}");
    assert!(
        out(&run(place.path(), &["explain", "fee", "levers.disclosure"]))
            .contains("schedule.156.levers.disclosure.fee = 5.0")
    );
    // Rules stand by their number, and are found by the levers that they set.
    let more = |n: u8| format!("when=[{{if='visits < {n}', once=true, then.levers.disclosure.fee={n}}}]");
    let mut many = vec!["explain".to_string(), "adaptive".into()];
    many.extend((1..=10).flat_map(|n| ["--set".to_string(), more(n)]));
    let many = out(&run(place.path(), &many.iter().map(String::as_str).collect::<Vec<_>>()));
    let at = |words: &str| many.find(words).unwrap_or_else(|| panic!("{words}: {many}"));
    assert!(
        at("\n[[when]] rule 2\n") < at("\n[[when]] rule 11\n") && many.matches("\n[[when]]").count() == 11
    );
    assert!(at("\nwhen.1.if = \"week >= 104") < at("when.1.levers.support.hours = 8.0 hours/week\n"));
    let levers = out(&run(place.path(), &["explain", "adaptive", "levers.support"]));
    assert!(levers.contains("when.1.levers.support.hours") && !levers.contains("when.1.if"), "{levers}");
}

#[test]
fn a_new_scenario_is_sound_and_never_overwrites() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(place.path(), &["new", "mine"])), 0);
    assert_eq!(code(&run(place.path(), &["check", "mine.toml"])), 0);
    let before = std::fs::read(place.path().join("mine.toml")).unwrap();
    assert_eq!(code(&run(place.path(), &["new", "mine.toml", "--from", "fee"])), 4);
    assert_eq!(std::fs::read(place.path().join("mine.toml")).unwrap(), before);
    std::fs::create_dir(place.path().join("sub")).unwrap();
    assert_eq!(code(&run(place.path(), &["new", "sub/second", "--from", "mine.toml"])), 0);
    assert_eq!(code(&run(place.path(), &["check", "sub/second.toml"])), 0);
    // With every comment taken away it still says the same as its base.
    let text = String::from_utf8(before).unwrap();
    let bare: String = text
        .lines()
        .filter(|l| !l.contains("schedule") && !l.contains("week = 104") && !l.contains("300_000"))
        .filter_map(|l| l.strip_prefix("# ").or(Some(l)).filter(|l| l.contains(" = ") || l.starts_with('[')))
        .map(|l| format!("{l}\n"))
        .collect();
    std::fs::write(place.path().join("bare.toml"), &bare).unwrap();
    let output = run(place.path(), &["check", "bare.toml"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(bare.lines().count() >= 20 && text.lines().count() <= 60, "{text}");
    // Each line can be set free alone.
    for line in text
        .lines()
        .filter_map(|l| l.strip_prefix("# "))
        .filter(|l| l.starts_with("levers.") && !l.contains("300_000"))
    {
        std::fs::write(place.path().join("one.toml"), format!("title = 'One'\nextends = 'z-home'\n{line}\n"))
            .unwrap();
        assert_eq!(code(&run(place.path(), &["check", "one.toml"])), 0, "{line}");
    }
    assert_eq!(code(&run(place.path(), &["new", "other", "--from", "nothing"])), 3);
    assert_eq!(code(&run(place.path(), &["new", "z-home"])), 2);
}

#[test]
fn a_place_is_described_by_what_is_known_of_it() {
    let place = tempfile::tempdir().unwrap();
    let known = ["--population", "600", "--area", "81", "--cost", "9000"];
    let asked = [&["new", "town", "--place"], &known[..]].concat();
    assert_eq!(code(&run(place.path(), &asked)), 0);
    let text = std::fs::read_to_string(place.path().join("town.toml")).unwrap();
    let set = |path: &str| text.lines().find_map(|line| line.strip_prefix(&format!("{path} = ")));
    assert!(set("residents.population").unwrap().starts_with("600 "), "{text}");
    assert!(set("home.seats").unwrap().starts_with("20 "), "81 square metres at 4 a seat: {text}");
    assert!(
        text.contains("costs about 9,000 yuan a year") && set("government.caretaker").is_some(),
        "{text}"
    );
    // What was not said stands there with its default, its source, and does not act.
    assert!(text.contains("# residents.elder = 0.17   # 0 to 1, share: "), "{text}");
    assert!(
        text.contains("# levers.funding.grant = ") && text.contains("until a date changes them"),
        "{text}"
    );
    assert!(text.contains("# levers.operator.kind = \"social-organization\"\n"), "{text}");
    // With every # taken away it is a place that an organization takes over.
    let bare = text.lines().map(|line| {
        line.strip_prefix("# ").filter(|l| l.contains(" = ") || l.starts_with("[[")).unwrap_or(line)
    });
    std::fs::write(place.path().join("bare.toml"), bare.collect::<Vec<_>>().join("\n")).unwrap();
    let output = run(place.path(), &["check", "bare.toml"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let output = run(place.path(), &["check", "town.toml"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    // The home as the file has it costs what was said.
    let lived = run(place.path(), &["run", "town.toml", "-r", "1", "--weeks", "52", "-q", "-o", "r"]);
    assert_eq!(code(&lived), 0, "{}", err(&lived));
    let windows = std::fs::read_to_string(place.path().join("r/windows.csv")).unwrap();
    let column = windows.lines().next().unwrap().split(',').position(|name| name == "public_cost").unwrap();
    let year = windows.lines().find(|line| line.contains(",year-1,")).unwrap();
    let cost: f64 = year.split(',').nth(column).unwrap().parse().unwrap();
    assert!((cost - 9_000.0).abs() < 2.0, "{cost}");
    // What today's home lacks is told, and what makes it up.
    let told = run(place.path(), &["diagnose", "town.toml", "-r", "2", "--weeks", "60", "--json", "-q"]);
    let told: Value = serde_json::from_str(&out(&told)).unwrap();
    let names: Vec<&str> =
        told["deficiencies"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["deficiency_service", "deficiency_institution"]);
    for one in told["deficiencies"].as_array().unwrap() {
        let parts = one["parts"].as_array().unwrap().iter();
        let sum: f64 = parts.map(|part| part["mean"].as_f64().unwrap()).sum();
        assert!((sum - one["level"].as_f64().unwrap()).abs() < 1e-9, "{one}");
    }
    let refused = run(place.path(), &["diagnose", "town.toml", "--by", "lever"]);
    assert!(code(&refused) == 3 && err(&refused).contains("no repair acts"), "{}", err(&refused));
    for wrong in [&["--cost", "1"][..], &["--area", "0", "--cost", "-3"], &["--area-per-seat", "nan"]] {
        let output = run(place.path(), &[&["new", "other", "--place"], wrong].concat());
        assert!(code(&output) == 2 && !place.path().join("other.toml").exists(), "{}", err(&output));
    }
    assert_eq!(code(&run(place.path(), &["new", "other", "--area", "300"])), 2);
}

#[test]
fn declarations_are_listed_in_words_and_as_json() {
    let place = tempfile::tempdir().unwrap();
    let levers = json(&run(place.path(), &["levers", "--json"]));
    let grant =
        levers.as_array().unwrap().iter().find(|l| l["path"] == "levers.funding.grant").unwrap().clone();
    assert_eq!((&grant["unit"], &grant["default"]), (&"yuan/year".into(), &208_000.0.into()));
    assert!(!grant["price"].as_str().unwrap().is_empty());
    let outputs = json(&run(place.path(), &["outputs", "--json"]));
    assert!(outputs.as_array().unwrap().iter().any(|m| m["name"] == "participation" && m["better"] == "up"));
    let schema = json(&run(place.path(), &["schema"]));
    assert_eq!(
        schema["properties"]["levers"]["properties"]["funding"]["properties"]["grant"]["minimum"],
        0.0
    );
    assert_eq!(schema["required"][0], "title");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&run(place.path(), &["completions", shell])).contains("commonroom"), "{shell}");
    }
    assert!(out(&run(place.path(), &["examples"])).contains("z-home"));
    let people = out(&run(place.path(), &["examples", "hamlet-people.csv"]));
    assert_eq!(people, include_str!("../../scenarios/hamlet-people.csv"));
    let printed = out(&run(place.path(), &["examples", "z-home"]));
    assert_eq!(printed, include_str!("../../scenarios/z-home.toml"));
    assert_eq!(names_in(place.path()), 0);
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let place = tempfile::tempdir().unwrap();
    let script = format!(
        "'{}' explain z-home 2>&1 >/dev/full; '{0}' explain z-home | head -n 1",
        env!("CARGO_BIN_EXE_commonroom")
    );
    let output = Command::new("sh").args(["-c", &script]).current_dir(place.path()).output().unwrap();
    assert!(
        !out(&output).contains("panicked") && !err(&output).contains("panicked"),
        "{} {}",
        out(&output),
        err(&output)
    );
}

#[test]
fn a_result_folder_names_the_program_that_made_it() {
    let place = tempfile::tempdir().unwrap();
    let version = out(&run(place.path(), &["--version"]));
    let small =
        ["--set", "residents.population=60", "--weeks", "4", "-r", "1", "--no-report", "-q", "-o", "r"];
    let arguments: Vec<&str> = ["run", "government-led"].into_iter().chain(small).collect();
    assert_eq!(code(&run(place.path(), &arguments)), 0);
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(place.path().join("r/manifest.json")).unwrap()).unwrap();
    let (number, commit) = (manifest["version"].as_str().unwrap(), manifest["commit"].as_str().unwrap());
    assert_eq!(version, format!("commonroom {number} ({commit})\n"));
    // A commit (perhaps behind the name of a tag), or the hash of the sources.
    assert!(commit.len() >= 7 && commit.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)));
}

/// Whatever a text, a flag or a name of a file holds, the terminal gets words.
#[cfg(unix)]
#[test]
fn nothing_from_outside_commands_the_terminal() {
    const EVIL: &str = "\u{1b}[2J\u{7}\u{9b}\u{202e}";
    let place = tempfile::tempdir().unwrap();
    let escapes: String = EVIL.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect();
    let text = format!("title = \"a{escapes}\\nb\"\nsummary = \"{escapes}\"\nextends = \"z-home\"\n");
    std::fs::write(place.path().join("t.toml"), text).unwrap();
    let odd = format!("{EVIL}\n.toml");
    std::fs::write(place.path().join(&odd), "title = 'x'\n").unwrap();
    let cases: [(&[&str], i32); 10] = [
        (&["check", "t.toml"], 0),
        (&["check", "t.toml", "--json"], 0),
        (&["explain", "t.toml", "levers.funding.grant"], 0),
        (&["check", &odd], 3),
        (&["check", "t.toml", "--set", EVIL], 3),
        (&["examples", EVIL], 2),
        (&["plot", "r", "--kind", EVIL], 2),
        (&["report", EVIL], 3),
        (&["survey", "t.toml", "--community", EVIL], 2),
        (&["run", "t.toml", "--weeks", "2", "-r", "1", "--set", "residents.population=50", "-o", EVIL], 0),
    ];
    for (arguments, wanted) in cases {
        let output = run(place.path(), arguments);
        let said = out(&output) + &err(&output);
        let commands = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!said.chars().any(commands), "{arguments:?}: {said:?}");
        assert!(!said.is_empty() && wanted == code(&output), "{arguments:?}: {said}");
    }
    let json = json(&run(place.path(), &["check", "t.toml", "--json"]));
    assert_eq!(json["scenarios"][0]["title"], format!("a{EVIL}\nb"));
}

#[test]
fn weeks_that_cannot_be_end_alike_wherever_they_are_said() {
    let place = tempfile::tempdir().unwrap();
    for weeks in ["0", "-3", "5201", "100000000000"] {
        let (flag, set) = (format!("--weeks={weeks}"), format!("weeks={weeks}"));
        for arguments in [["check", "z-home", &flag].as_slice(), &["check", "z-home", "--set", &set]] {
            let output = run(place.path(), arguments);
            assert!(code(&output) == 3 && err(&output).contains("between 1 and 5200"), "{}", err(&output));
        }
    }
}
