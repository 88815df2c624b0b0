//! The command `diagnose`: its folder, its answer, what it refuses.
#![allow(clippy::unwrap_used)] // a helper of a test may stop it
#![cfg(feature = "cli")]

use commonroom::batch::rounds::{Rounds, Unobserved};
use commonroom::scenario;
use commonroom::scenario::Scenario;
use commonroom::scenario::library::Embedded;
use commonroom::simulation::held::held;
use commonroom::simulation::{Retain, live};
use commonroom::study::diagnose::by_lever::{ENOUGH, by_lever};
use commonroom::study::diagnose::causes::moves;
use commonroom::study::diagnose::links::trace;
use commonroom::study::diagnose::{coalitions, deficiencies};
use commonroom::world::counterfactual::hold::Link;
use commonroom::world::record::measure;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;

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
        program(dir.path(), &[&["diagnose", "z-home", "-r", "3", "--no-why"], &QUICK[..], more].concat())
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

/// A shipped scenario with few residents and a short life.
fn small(name: &str, sets: &[&str]) -> Scenario {
    let few = ["residents.population=1500", "home.seats=18", "calendar.warm_start=52"];
    let request = scenario::Overrides {
        sets: few.iter().chain(sets).map(|s| s.to_string()).collect(),
        weeks: Some(130),
    };
    scenario::read(&[name.to_string()], &request, &Embedded).unwrap().remove(0)
}

/// Held to itself a world is what it is, in every cell and by every link: also without a common beginning.
#[test]
fn a_link_held_to_the_same_world_changes_nothing() {
    for (name, sets) in [("z-home", &[][..]), ("county", &["levers.operator.from=1"][..])] {
        let blueprint = small(name, sets).blueprint;
        let free = live(&blueprint, 1, 2, Retain::default());
        let runs = held(&blueprint, &blueprint, &Link::ALL, (1, 2));
        assert_eq!(runs.len(), Link::ALL.len());
        for (link, run) in Link::ALL.iter().zip(runs) {
            assert!(run.records == free.records && run.events == free.events, "{name}: {link:?}");
        }
    }
}

/// A change that can pass through one link only is lost when that link is held, exactly; and through no other.
#[test]
fn what_passes_through_one_link_only_is_lost_with_it() {
    let (base, seats) =
        (small("z-home", &[]).blueprint, small("z-home", &["levers.council.seats=0.45"]).blueprint);
    let without = |link| held(&base, &seats, &[link], (1, 1)).remove(0);
    let (as_it_is, changed) = (live(&base, 1, 1, Retain::default()), live(&seats, 1, 1, Retain::default()));
    assert!(as_it_is.records != changed.records);
    assert!(
        without(Link::Council).records == as_it_is.records,
        "the council passes on all that seats in it do"
    );
    assert!(without(Link::Hours).records != as_it_is.records);
}

/// More hours bring visitors by being open, less the quality that is spread over them.
#[test]
fn what_more_hours_bring_is_lost_when_hours_are_held() {
    let (base, longer) =
        (small("z-home", &[]).blueprint, small("z-home", &["levers.support.hours=12"]).blueprint);
    let visits =
        |run: &commonroom::simulation::Trajectory| run.records[79..].iter().map(|r| r.visits).sum::<f64>();
    let mean = |of: &dyn Fn(u32) -> f64| (1..=6).map(of).sum::<f64>() / 6.0;
    let as_it_is = mean(&|r| visits(&live(&base, 1, r, Retain::default())));
    let changed = mean(&|r| visits(&live(&longer, 1, r, Retain::default())));
    let held = mean(&|r| visits(&held(&base, &longer, &[Link::Hours], (1, r))[0]));
    let lost = (changed - held) / (changed - as_it_is);
    assert!(changed > 1.02 * as_it_is && lost > 0.8, "{as_it_is} {changed} {held}");
}

#[test]
fn each_link_of_the_model_carries_something_of_the_full_package() {
    let (base, full) = (small("z-home", &[]).blueprint, small("full-package", &[]).blueprint);
    let changed = live(&full, 1, 1, Retain::default());
    for (link, run) in Link::ALL.iter().zip(held(&base, &full, &Link::ALL, (1, 1))) {
        let first = run.records.iter().zip(&changed.records).position(|(a, b)| a != b);
        assert!(first.is_some_and(|week| week >= 53), "{link:?} parts in {first:?}");
    }
}

#[test]
fn a_trace_of_a_scenario_against_itself_is_nothing() {
    let scenario = small("z-home", &[]);
    let cancel = AtomicBool::new(false);
    let mut nobody = Unobserved;
    let mut lab = Rounds::new(None, 1, 2, &cancel, &mut nobody);
    let worlds = lab.worlds("base", std::slice::from_ref(&scenario), 3).unwrap();
    let measures = ["participation", "deficiency_service"].into_iter().filter_map(measure).collect();
    let found = trace(&mut lab, (&scenario, &scenario), (&worlds[0], &worlds[0]), measures, 3).unwrap();
    assert_eq!(found.links.len(), Link::ALL.len());
    for link in &found.links {
        for lost in &link.lost {
            let lost = lost.unwrap();
            assert_eq!((lost.mean, lost.interval, lost.worlds), (0.0, Some((0.0, 0.0)), 3), "{}", link.name);
        }
    }
}

/// The page for a meeting: complete, the same bytes for any number of threads, with names as they are.
#[test]
fn the_decision_page_tells_every_package() {
    let dir = tempfile::tempdir().unwrap();
    let name = "社工 & <b> 100% 🏠";
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
        "T | <i>",
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
        "--experiments",
        "40",
        "-r",
        "12",
        "--truth",
        "300",
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
    let pooled: f64 = page.split("All together ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!((86.0..=99.0).contains(&pooled) && page.contains("| `willingness` |"), "{page}");
    assert_eq!(program(dir.path(), &["coverage", "z-home", "nothing-such"]).status.code(), Some(3));
}

/// With one lever for each cause, shares by sampled orders come near the exact ones, and add up to the same total.
#[test]
fn shares_by_sampled_orders_are_near_the_exact_ones() {
    let scenario = small("z-home", &["residents.population=300", "home.seats=6"]);
    let moves = moves().unwrap().map(|all| all.into_iter().take(1).collect::<Vec<_>>());
    let cancel = AtomicBool::new(false);
    let mut nobody = Unobserved;
    let mut lab = Rounds::new(None, 1, 2, &cancel, &mut nobody);
    let sampled = by_lever(&mut lab, &scenario, &moves).unwrap();
    let all = coalitions(&scenario, &moves, [1.0; 3]);
    let worlds = lab.worlds("coalitions", &all, sampled.worlds).unwrap();
    let exact = deficiencies(&worlds, scenario.blueprint.weeks, 1);
    assert_eq!((sampled.deficiencies.len(), exact.len()), (4, 4));
    assert!(sampled.enough || sampled.worlds == 400);
    assert_eq!(sampled.enough, sampled.deficiencies.iter().all(|d| d.error < ENOUGH));
    for (found, known) in sampled.deficiencies.iter().zip(&exact) {
        let sum: f64 = found.shares.iter().map(|s| s.share.mean).sum();
        assert!(
            (sum - found.total.mean).abs() < 1e-9 && (sum - known.total.mean).abs() < 1e-9,
            "{}",
            known.measure.name
        );
        let largest = found.shares.iter().map(|s| s.share.mean.abs()).fold(0.0, f64::max);
        for cause in &known.causes {
            let share = found.shares.iter().find(|s| s.name.contains(&cause.name)).unwrap();
            let off = (share.share.mean - cause.share.mean).abs();
            assert!(
                off <= 4.0 * found.error * largest + 1e-9,
                "{} {}: {off}",
                known.measure.name,
                cause.name
            );
        }
    }
}
