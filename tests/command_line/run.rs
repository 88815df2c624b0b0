//! `run`: folders, JSON, exit codes, an interruption.

use unicode_width::UnicodeWidthStr;

fn program(folder: &std::path::Path, arguments: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE");
    command
}

const QUICK: [&str; 6] = ["--weeks", "60", "--set", "residents.population=200", "-r", "2"];

#[test]
fn the_program_runs_without_a_file_and_numbers_its_folders() {
    let dir = tempfile::tempdir().unwrap();
    for n in 1..=2 {
        let out = program(dir.path(), &[&["run"], &QUICK[..]].concat()).output().unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        assert!(text.ends_with(&format!("Result folder: results/{n}\n")), "{text}");
        for name in ["government-led", "z-home", "full-package"] {
            assert!(text.lines().any(|line| line.starts_with(&format!("{name}  "))), "{text}");
            assert!(dir.path().join(format!("results/{n}/scenarios/{name}.resolved.toml")).exists());
        }
        assert!(text.lines().all(|line| line.width() <= 100), "{text}");
        // The table of all comes first and alone; every measure of each comes with -v.
        assert!(text.starts_with("last year ") && !text.contains(" — "), "{text}");
    }
    let out = program(dir.path(), &[&["run", "-v"], &QUICK[..]].concat()).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.starts_with("last year ") && text.contains("\nfull-package — "), "{text}");
}

#[test]
fn json_alone_stands_on_stdout_and_no_folder_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let out = program(dir.path(), &[&["run", "z-home", "--json"], &QUICK[..]].concat()).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((out.status.code(), json["scenarios"][0]["scenario"].as_str()), (Some(0), Some("z-home")));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

/// Beside chance what is known over draws, where draws are asked for; otherwise that it is left out.
#[test]
fn what_is_known_of_a_scenario_stands_beside_chance_where_draws_are_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let said = |more: &[&str]| {
        let asked = [&["run", "z-home", "near-idle", "-q"], more, &QUICK[..]].concat();
        let out = program(dir.path(), &asked).output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let (plain, drawn) = (said(&[]), said(&["--draws", "6"]));
    assert!(plain.contains("Chance between worlds only") && !plain.contains("plausible draws"), "{plain}");
    assert!(drawn.contains("5% to 95% of 6 plausible draws") && !drawn.contains("worlds only"), "{drawn}");
    let json = |more: &[&str]| -> serde_json::Value { serde_json::from_str(&said(more)).unwrap() };
    let (plain, drawn) = (json(&["--json"]), json(&["--json", "--draws", "6"]));
    assert!(plain["scenarios"][0].get("knowledge").is_none());
    for scenario in drawn["scenarios"].as_array().unwrap() {
        let known = scenario["knowledge"].as_array().unwrap();
        assert!(known.len() > 30);
        for one in known {
            let of = |key: &str| one[key].as_f64().unwrap();
            assert!(of("low") <= of("high") && of("draws") <= 6.0, "{one}");
        }
        let comes = known.iter().find(|one| one["measure"] == "participation").unwrap();
        assert_eq!(comes["draws"], 6);
        assert!(comes["low"].as_f64().unwrap() >= 0.0 && comes["high"].as_f64().unwrap() <= 1.0);
    }
    // What was lived by chance stays as it is, and the same draws give the same answer.
    assert_eq!(plain["scenarios"][0]["measures"], drawn["scenarios"][0]["measures"]);
    assert_eq!(drawn, json(&["--json", "--draws", "6", "-j", "1"]));
}

#[test]
fn exit_codes_are_those_of_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("there")).unwrap();
    let code = |arguments: &[&str]| program(dir.path(), arguments).output().unwrap().status.code();
    assert_eq!(code(&["run", "-r", "0"]), Some(2));
    assert_eq!(code(&["run", "--nonsense"]), Some(2));
    assert_eq!(code(&["run", "z-home", "--set", "residents.population=many"]), Some(3));
    assert_eq!(code(&["run", "z-home", "-o", "there"]), Some(4));
    assert_eq!(code(&["run", "z-home", "-o", "there", "--force"]), Some(4));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

/// Ctrl-C in the middle: exit 130, and nothing stays behind but the runs that were finished.
#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_was_finished() {
    use std::io::{BufRead, BufReader};
    let dir = tempfile::tempdir().unwrap();
    let arguments = [
        "run",
        "z-home",
        "-o",
        "out/deep",
        "-r",
        "100000",
        "--progress",
        "json",
        "--tables",
        "windows",
        "--set",
        "residents.population=200",
    ];
    let mut child = program(dir.path(), &arguments).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("\"done\":1"));
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let last = lines.map_while(Result::ok).last().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let told = "runs are kept in out/deep.journal: the same command with --resume goes on";
    assert!(last.starts_with("error: interrupted; ") && last.ends_with(told), "{last}");
    let left = std::fs::read_dir(dir.path().join("out")).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["deep.journal"]);
}
