//! `run`: the answer in a table and as JSON, its warnings, its exit codes.

use crate::batch::RunWorld;
use crate::cli::batch::{BatchOrder, Finished, Flags};
use crate::cli::flags::{Computing, Destination, Worlds};
use crate::cli::share::BatchShare;
use crate::cli::{Failure, lived};
use crate::files::layout::Layout;
use crate::files::manifest::Request;
use crate::report::answers::run::{Emphasis, as_json, scale_note, scales, table};
use crate::report::text::cells::width;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::world::blueprint::{Blueprint, CommunityBlueprint};
use crate::world::record::Record;
use std::path::PathBuf;

fn scenario(name: &str, weeks: i32) -> Scenario {
    let community = CommunityBlueprint {
        name: "home".into(),
        residents: Default::default(),
        home: Default::default(),
        roster: None,
    };
    Scenario {
        short: None,
        name: name.into(),
        title:
            "Z workers' home 社工之家, as the case study found it; with a title that is far too long for one \
        line of a table"
                .into(),
        summary: String::new(),
        blueprint: Blueprint {
            settings: Default::default(),
            weeks,
            timeline: vec![],
            rules: vec![],
            bidders: vec![],
            groups: vec![],
            communities: vec![community],
        },
        parts: Default::default(),
        sources: vec![],
        warnings: vec!["schedule entries after week 100 are ignored".into()],
        origins: Default::default(),
    }
}

/// Participation rises from 3% to 7% at week 53; the sixth world breaks; seats are full and wages late
/// towards the end; in even worlds the operator goes in the last year.
fn fake(blueprint: &Blueprint, _: u64, replicate: u32, _: Retain) -> Trajectory {
    assert!(replicate != 6, "no luck");
    let record = |week: i32| {
        let operator = f64::from(u8::from(week >= 53));
        let noise = f64::from(replicate % 5) * 10.0 + f64::from(week % 3);
        let late = week > 220;
        Record {
            week,
            population: 10_000.0,
            came: 300.0 + 400.0 * operator + noise,
            adults: 7_000.0,
            willing: 2_000.0 + noise,
            public_cost: 992.0 + 4_000.0 * operator,
            deficiency_service: 0.6 - 0.1 * operator,
            deficiency_brand: (week >= 53).then_some(0.75),
            deficiency_nonprofit: None,
            operator,
            survived: (week >= 53).then(|| f64::from(u8::from(week < 230 || replicate % 2 == 1))),
            late_wages: f64::from(u8::from(late)),
            peak_used: if late { 99.0 } else { 50.0 },
            peak_capacity: 100.0,
            ..Record::default()
        }
    };
    Trajectory { records: (0..=blueprint.weeks).map(record).collect(), ..Trajectory::default() }
}

/// Flags of a quiet batch, with a folder or without one.
fn flags(replicates: u32, out: Option<PathBuf>) -> Flags {
    let mut flags = Flags {
        worlds: Worlds { replicates, ..Worlds::default() },
        destination: Destination { out, ..Destination::default() },
        ..Flags::default()
    };
    flags.display.showing.quiet = true;
    flags
}

fn batch(flags: &Flags, scenarios: &[Scenario], live: &RunWorld) -> Result<Finished, Failure> {
    let (share, request) = (BatchShare::default(), Request::default());
    let layout = Layout::whole(Retain { ledger: true, groups: true, sample: 0 });
    let order =
        BatchOrder { flags, share: &share, layout: &layout, request: &request, clock: None, explorer: None };
    lived::batch(&order, scenarios, live)
}

fn run(replicates: u32, scenarios: &[Scenario]) -> Finished {
    let mut flags = flags(replicates, None);
    flags.worlds.computing = Computing { seed: 1, wanted_threads: Some(2) };
    flags.display.json = true;
    batch(&flags, scenarios, &fake).unwrap()
}

#[test]
fn the_table_is_aligned_and_tells_change_and_interval() {
    let scenarios = [scenario("z-home", 260)];
    let done = run(12, &scenarios);
    let text = table(&scenarios[0], &done.answers[0], &scales(&done.answers), Emphasis::Plain);
    assert!(text.lines().all(|line| width(line) <= 100), "{text}");
    let row = |name: &str| {
        text.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().collect::<Vec<_>>()
    };
    let participation = row("participation");
    assert_eq!(participation[1..5], ["3.2%", "7.2%", "+4.0", "points"], "{text}");
    assert!(participation[5].starts_with('+') && participation[6] == "to", "{text}");
    assert_eq!(participation.last().unwrap().chars().count(), 20);
    assert_eq!(row("public_cost")[1..5], ["yuan/week", "992", "4,992", "+4,000"]);
    assert_eq!(row("deficiency_brand")[1..5], ["–", "75", "–", "–"]);
    assert_eq!(row("deficiency_nonprofit")[1..], ["–", "–", "–", "–"]);
    assert!(text.contains("mean of 11 worlds; before: weeks 1–52; last year: weeks 209–260"), "{text}");
    assert!(!text.contains('\x1b'));
    assert!(scale_note(&done.answers).contains("participation "), "{}", scale_note(&done.answers));
    assert!(
        table(&scenarios[0], &done.answers[0], &scales(&done.answers), Emphasis::Bold).contains("\x1b[1m")
    );
}

#[test]
fn one_world_gives_no_interval_and_says_so() {
    let scenarios = [scenario("z-home", 260)];
    let done = run(1, &scenarios);
    let text = table(&scenarios[0], &done.answers[0], &scales(&done.answers), Emphasis::Plain);
    assert!(
        text.contains("1 world, so no interval") && !text.contains('…'.to_string().repeat(2).as_str()),
        "{text}"
    );
    assert!(done.warnings.iter().any(|w| w.to_string().contains("no interval")));
}

#[test]
fn warnings_know_the_situation() {
    let scenarios = [scenario("z-home", 260)];
    let done = run(8, &scenarios);
    let said: Vec<_> = done.warnings.iter().map(ToString::to_string).collect();
    let expected = [
        "z-home: schedule entries after week 100 are ignored",
        "8 replicates give wide intervals",
        "z-home: 1 of 8 runs failed and are missing in every figure (first: replicate 6: no luck)",
        "z-home: the fullest hour was full in 77% of the weeks of the last year",
        "z-home: the first operator lost its contract in 3 of 7 worlds",
        "z-home: wages were late in 19% of the weeks",
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.starts_with(expected), "{said} / {expected}");
    }
}

#[test]
fn a_short_horizon_is_told() {
    let said =
        |weeks| run(12, &[scenario("a", weeks)]).warnings.iter().any(|w| w.to_string().contains("overlaps"));
    assert!(said(30) && said(103) && !said(104));
}

#[test]
fn json_holds_the_numbers_of_the_table() {
    let scenarios = [scenario("z-home", 260), scenario("short", 30)];
    let done = run(12, &scenarios);
    assert!(done.folder.is_none());
    let json = as_json(&Request::default(), &scenarios, &done.answers, &done.warnings, None);
    let first = &json["scenarios"][0]["measures"][0];
    assert_eq!((first["measure"].as_str(), first["unit"].as_str()), (Some("participation"), Some("share")));
    let change = first["change"].as_f64().unwrap();
    assert!((change - 0.04).abs() < 1e-4 && first["ci_low"].as_f64().unwrap() <= change, "{first}");
    assert_eq!(json["scenarios"][0]["windows"]["last-year"][0], 209);
    assert_eq!(json["scenarios"][1]["windows"]["before"][1], 30);
    assert_eq!(json["scenarios"][0]["failed"], 1);
    assert!(json["folder"].is_null());
}

#[test]
fn an_existing_folder_is_refused_before_anything_is_computed() {
    let dir = tempfile::tempdir().unwrap();
    let never = |_: &Blueprint, _: u64, _: u32, _: Retain| -> Trajectory { std::process::abort() };
    for force in [false, true] {
        let mut flags = flags(1, Some(dir.path().into()));
        flags.destination.force = force;
        assert_eq!(batch(&flags, &[scenario("a", 3)], &never).err().unwrap().code, 4);
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn a_failed_run_is_told_by_the_exit_code_and_the_batch_goes_on() {
    let done = run(8, &[scenario("a", 3), scenario("b", 3)]);
    let failure = done.verdict().unwrap_err();
    assert_eq!((failure.code, failure.message.as_str()), (1, "error: 2 of 16 runs failed"));
    assert!(run(5, &[scenario("a", 3)]).verdict().is_ok());
}

#[test]
fn a_world_with_impossible_numbers_is_a_failed_run() {
    let dir = tempfile::tempdir().unwrap();
    let broken = |blueprint: &Blueprint, seed: u64, replicate: u32, keep: Retain| {
        let mut run = fake(blueprint, seed, replicate, keep);
        run.records[2].came = if replicate == 2 { f64::NAN } else { 1.0 };
        run
    };
    let flags = flags(3, Some(dir.path().join("r")));
    let done = batch(&flags, &[scenario("a", 3)], &broken).unwrap();
    let first = done.answers[0].signs.first_failure.clone().unwrap();
    assert_eq!(first, (2, "participation is not a number in week 2".to_string()));
}

#[test]
fn warnings_name_settings_and_measures_that_exist() {
    let tables = crate::world::blueprint::facts();
    let scenarios = [scenario("z", 260)];
    let text: String = run(8, &scenarios).warnings.iter().map(|w| w.to_string() + " ").collect();
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
    let settings: Vec<_> = words.filter(|w| w.starts_with("levers.") || w.starts_with("home.")).collect();
    assert!(settings.len() >= 4, "{settings:?}");
    for path in settings {
        assert!(crate::settings::find(&tables, path).is_some(), "{path}");
    }
}
