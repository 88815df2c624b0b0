//! Result folders: complete or absent, the same bytes for any number of threads, every column described,
//! summaries that are those of the series.

use crate::batch::{Job, Outcome, Plan, Sink, Stopped, replicates};
use crate::files::FileError;
use crate::files::columns::ResultTable;
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::manifest::Request;
use crate::files::pack::{Pages, pack};
use crate::files::write::results::Results;
use crate::measure::values::Values;
use crate::scenario::{Scenario, Source};
use crate::simulation::{Retain, Trajectory};
use crate::study::compare::effects::effects;
use crate::units::Fen;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::blueprint::{Blueprint, CommunityBlueprint as Community};
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::ledger::{Account, For, Ledger, Transfer};
use crate::world::record::group::Group;
use crate::world::record::groups::{GroupRow, YearlyFigure};
use crate::world::record::{MEASURES, Record};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

const WEEKS: i32 = 60;

/// Two communities with names that need care.
fn scenario(name: &str) -> Scenario {
    let community = |name: &str| Community {
        name: name.into(),
        residents: Default::default(),
        home: Default::default(),
        roster: None,
    };
    let communities = vec![community("North, \"old\" <town>"), community("社工之家 🏠")];
    Scenario {
        short: None,
        name: name.into(),
        title: format!("Title of {name}"),
        summary: String::new(),
        blueprint: Blueprint {
            settings: Default::default(),
            weeks: WEEKS,
            timeline: vec![],
            rules: vec![],
            bidders: vec![],
            groups: vec![],
            communities,
        },
        parts: Default::default(),
        sources: vec![Source { name: format!("{name}.toml"), sha256: "00".into() }],
        warnings: vec![],
        origins: Default::default(),
    }
}

/// A deterministic stand-in for a world: values differ between replicates, some do not exist; the fifth world
/// breaks.
fn fake(blueprint: &Blueprint, seed: u64, replicate: u32, keep: Retain) -> Trajectory {
    assert!(replicate != 5, "world 5 broke: \"why\", it says");
    let mut run = Trajectory::default();
    let mut ledger = Ledger::default();
    for week in 0..=blueprint.weeks {
        for community in 0..blueprint.communities.len() as u32 {
            let word = crate::random::philox4x32([replicate, week as u32, community, 0], [seed as u32, 1]);
            let [a, b, c, _] = word.map(|w| f64::from(w % 1000));
            let (population, came) = (1000.0, a);
            run.records.push(Record {
                week,
                community,
                population,
                came,
                visits: b,
                events: c % 3.0,
                public_cost: c / 100.0,
                ..Record::default()
            });
        }
        if week > 0 {
            let wages = Transfer {
                week,
                from: Account::Agency,
                to: Account::Employees,
                purpose: For::Wages,
                amount: Fen(i64::from(replicate) * 100 + 1),
            };
            ledger.pay(wages, &[0.5, 0.5]);
        }
    }
    run.events.push(Event { week: 3, community: None, actor: Actor::Agency, kind: EventKind::TakenBack {} });
    let kind = EventKind::PartnerJoined { partners: 1 };
    run.events.push(Event { week: 4, community: Some(1), actor: Actor::Home, kind });
    run.groups.push(GroupRow {
        year: 1,
        community: 0,
        group: Group::Age(ResidentGroup::Elder),
        figure: YearlyFigure::Participation,
        num: 1.0,
        den: 3.0,
    });
    run.groups.push(GroupRow {
        year: 1,
        community: 1,
        group: Group::Age(ResidentGroup::Elder),
        figure: YearlyFigure::Participation,
        num: 0.0,
        den: 0.0,
    });
    run.ledger = if keep.ledger { ledger.entries } else { vec![] };
    run
}

/// Words that a table must quote.
fn awkward(_: &EventKind) -> String {
    "Rated \"good\", <b>at last</b>, 满意 🙂\nand more".into()
}

/// Writes to a folder; raises the flag after so many runs.
struct Folder<'a> {
    results: Results,
    taken: usize,
    stop: Option<(usize, &'a AtomicBool)>,
}

impl Sink<Pages> for Folder<'_> {
    fn take(&mut self, job: &Job, outcome: Outcome<Pages>) -> Result<(), Stopped> {
        self.taken += 1;
        if let Some((_, flag)) = self.stop.filter(|(after, _)| *after == self.taken) {
            flag.store(true, Ordering::Relaxed);
        }
        self.results.take(job, &outcome).map_err(|fault| Stopped::Sink(fault.to_string()))
    }
}

const EVERYTHING: Retain = Retain { ledger: true, groups: true, sample: 0 };

/// Run a batch into a folder.
fn batch(wish: FolderRequest, replicates: u32, threads: usize, ledger: bool) -> Result<PathBuf, FileError> {
    let scenarios = [scenario("a, b"), scenario("乙")];
    let plan = Plan { seed: u64::MAX, replicates, threads, keep: Retain { ledger, groups: true, sample: 0 } };
    let results = Results::begin(PendingFolder::prepare(wish)?, &scenarios, plan.keep)?;
    let mut folder = Folder { results, taken: 0, stop: None };
    let never = AtomicBool::new(false);
    replicates::run(&scenarios, &plan, &fake, &|job, run| pack(job, &run, awkward), &mut folder, &never)
        .unwrap();
    let request =
        Request { command: "run".into(), arguments: vec![], seed: plan.seed.to_string(), replicates };
    folder.results.finish(&scenarios, &request, None)
}

fn named(path: &Path, force: bool) -> FolderRequest {
    FolderRequest::Named { path: path.to_path_buf(), force }
}

/// Every file of a folder, by relative path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                all.insert(path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    all
}

fn rows(folder: &Path, table: ResultTable) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(table.file())).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_whole_folder_has_the_same_bytes_for_any_number_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    let run = |threads| {
        files(&batch(named(&dir.path().join(format!("j{threads}")), false), 8, threads, true).unwrap())
    };
    let one = run(1);
    assert!(one.len() == 12, "{:?}", one.keys());
    assert!(run(2) == one && run(5) == one);
}

#[test]
fn a_replicate_does_not_depend_on_how_many_there_are() {
    let dir = tempfile::tempdir().unwrap();
    let few = batch(named(&dir.path().join("few"), false), 2, 2, true).unwrap();
    let many = batch(named(&dir.path().join("many"), false), 4, 2, true).unwrap();
    for table in [
        ResultTable::Series,
        ResultTable::Ledger,
        ResultTable::Runs,
        ResultTable::Events,
        ResultTable::Groups,
    ] {
        let mut kept = rows(&many, table);
        kept.retain(|row| row["replicate"].parse::<u32>().unwrap() <= 2);
        assert_eq!(kept, rows(&few, table), "{}", table.file());
    }
}

#[test]
fn every_column_of_every_file_is_described() {
    let dir = tempfile::tempdir().unwrap();
    let folder = batch(named(&dir.path().join("r"), false), 2, 1, true).unwrap();
    let package: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("datapackage.json")).unwrap()).unwrap();
    let mut described = BTreeMap::new();
    for resource in package["resources"].as_array().unwrap() {
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert!(
            fields
                .iter()
                .all(|f| f["description"].as_str().is_some_and(|d| !d.is_empty()) && f["type"].is_string())
        );
        let header: Vec<_> = fields.iter().map(|f| f["name"].as_str().unwrap().to_string()).collect();
        described.insert(resource["path"].as_str().unwrap().to_string(), header);
    }
    let csv: Vec<_> = names(&folder).into_iter().filter(|n| n.ends_with(".csv")).collect();
    assert_eq!(csv, described.keys().cloned().collect::<Vec<_>>());
    for (file, header) in described {
        let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), header);
    }
}

#[test]
fn the_manifest_tells_the_hash_of_every_other_file() {
    use sha2::Digest;
    let dir = tempfile::tempdir().unwrap();
    let folder = batch(named(&dir.path().join("r"), false), 2, 1, true).unwrap();
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["seed"], u64::MAX.to_string());
    let told: BTreeMap<PathBuf, String> = manifest["outputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| (o["path"].as_str().unwrap().into(), o["sha256"].as_str().unwrap().into()))
        .collect();
    let mut there = files(&folder);
    there.remove(Path::new("manifest.json"));
    let seen: BTreeMap<_, _> = there
        .into_iter()
        .map(|(path, bytes)| {
            (path, sha2::Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>())
        })
        .collect();
    assert_eq!(told, seen);
}

#[test]
fn the_summary_is_that_of_the_series() {
    let dir = tempfile::tempdir().unwrap();
    let folder = batch(named(&dir.path().join("r"), false), 7, 2, false).unwrap();
    let mut cells: BTreeMap<(String, String, String, &str), Vec<f64>> = BTreeMap::new();
    for row in rows(&folder, ResultTable::Series) {
        for m in MEASURES {
            let values = cells
                .entry((row["scenario"].clone(), row["community"].clone(), row["week"].clone(), m.name))
                .or_default();
            values.extend(row[m.name].parse::<f64>());
        }
    }
    let summary = rows(&folder, ResultTable::Summary);
    assert_eq!(summary.len(), cells.len());
    for row in summary {
        let measure = MEASURES.iter().find(|m| m.name == row["measure"]).unwrap();
        let key = (row["scenario"].clone(), row["community"].clone(), row["week"].clone(), measure.name);
        let values = cells.get_mut(&key).unwrap();
        values.sort_by(f64::total_cmp);
        // One of the seven worlds broke; in others the value may not exist.
        assert!(values.len() <= 6 && row["n"] == values.len().to_string());
        let (least, most) = measure.bounds();
        for (column, value) in statistics(values) {
            // No end of an interval lies where the measure cannot be.
            let value = value.map(|v| if column.starts_with("ci_") { v.clamp(least, most) } else { v });
            let told = row[column].parse::<f64>().ok();
            let near = told.zip(value).map_or(told == value, |(told, value)| {
                let margin = if measure.unit.starts_with("yuan") { 0.0051 } else { 1e-6 };
                (told - value).abs() < margin
            });
            assert!(near, "{row:?} {column} {value:?}");
        }
    }
}

/// The columns of the summary computed the plain way.
fn statistics(values: &[f64]) -> Vec<(&'static str, Option<f64>)> {
    let n = values.len() as f64;
    let mean = (n > 0.0).then(|| values.iter().sum::<f64>() / n);
    let sd = mean
        .filter(|_| n > 1.0)
        .map(|mean| (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0)).sqrt());
    let quantile = |p: f64| {
        let at = p * (n - 1.0);
        let (below, above) = (values.get(at as usize)?, values.get(at.ceil() as usize)?);
        Some(below + at.fract() * (above - below))
    };
    let t = [12.706_204_736, 4.302_652_730, 3.182_446_305, 2.776_445_105, 2.570_581_836];
    let half = sd.map(|sd| t[values.len() - 2] * sd / n.sqrt());
    vec![
        ("mean", mean),
        ("sd", sd),
        ("median", quantile(0.5)),
        ("q05", quantile(0.05)),
        ("q95", quantile(0.95)),
        ("ci_low", mean.zip(half).map(|(mean, half)| mean - half)),
        ("ci_high", mean.zip(half).map(|(mean, half)| mean + half)),
    ]
}

#[test]
fn what_does_not_exist_is_an_empty_cell_and_names_survive() {
    let dir = tempfile::tempdir().unwrap();
    let folder = batch(named(&dir.path().join("r"), false), 2, 1, true).unwrap();
    let series = rows(&folder, ResultTable::Series);
    assert_eq!(series.len(), 2 * 2 * 61 * 2);
    assert!(series.iter().all(|row| row["satisfaction"].is_empty()
        && row["score"].is_empty()
        && !row["participation"].is_empty()));
    assert!(
        series.iter().any(|row| row["attendance_per_event"].is_empty())
            && series.iter().any(|row| !row["attendance_per_event"].is_empty())
    );
    assert!(
        series
            .iter()
            .all(|row| row["public_cost"].split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2))
    );
    assert_eq!(
        (series[0]["scenario"].as_str(), series[0]["community"].as_str()),
        ("a, b", "North, \"old\" <town>")
    );
    let events = rows(&folder, ResultTable::Events);
    assert_eq!((events[0]["community"].as_str(), events[1]["community"].as_str()), ("", "社工之家 🏠"));
    assert_eq!(events[0]["words"], "Rated \"good\", <b>at last</b>, 满意 🙂\nand more");
    assert_eq!(rows(&folder, ResultTable::Groups)[1]["value"], "");
    let numbers = series
        .iter()
        .flat_map(|row| MEASURES.iter().map(|m| row[m.name].as_str()))
        .filter(|cell| !cell.is_empty());
    assert!(numbers.into_iter().all(|cell| cell.parse::<f64>().unwrap().is_finite()));
}

#[test]
fn the_ledger_balances() {
    let dir = tempfile::tempdir().unwrap();
    let folder = batch(named(&dir.path().join("r"), false), 1, 1, true).unwrap();
    let ledger = rows(&folder, ResultTable::Ledger);
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<i64>().unwrap();
    let first: Vec<_> = ledger.iter().filter(|row| row["scenario"] == "a, b").collect();
    let paid: i64 = first.iter().map(|row| number(row, "amount")).sum();
    assert_eq!(
        (number(first.last().unwrap(), "balance"), number(first.last().unwrap(), "counter_balance")),
        (paid, -paid)
    );
    let bare = batch(named(&dir.path().join("bare"), false), 1, 1, false).unwrap();
    assert!(!bare.join("ledger.csv").exists());
}

#[test]
fn a_broken_run_is_data() {
    let dir = tempfile::tempdir().unwrap();
    let folder = batch(named(&dir.path().join("r"), false), 6, 2, true).unwrap();
    let runs = rows(&folder, ResultTable::Runs);
    assert_eq!(runs.len(), 12);
    let failed: Vec<_> = runs.iter().filter(|row| row["status"] == "failed").collect();
    assert!(failed.len() == 2 && failed.iter().all(|row| row["replicate"] == "5" && row["hash"].is_empty()));
    assert!(
        runs.iter()
            .filter(|row| row["status"] == "done")
            .all(|row| row["hash"].len() == 64 && row["seed"] == "18446744073709551615")
    );
    assert_eq!(rows(&folder, ResultTable::Failures)[0]["reason"], "world 5 broke: \"why\", it says");
}

#[test]
fn a_cancelled_batch_leaves_nothing_or_the_old_folder() {
    let dir = tempfile::tempdir().unwrap();
    let old = batch(named(&dir.path().join("old"), false), 1, 1, true).unwrap();
    let before = files(&old);
    for (path, force) in [(dir.path().join("new/deep/folder"), false), (old.clone(), true)] {
        let scenarios = [scenario("a")];
        let plan = Plan {
            seed: 1,
            replicates: 40,
            threads: 2,
            keep: Retain { ledger: true, groups: true, sample: 0 },
        };
        let results =
            Results::begin(PendingFolder::prepare(named(&path, force)).unwrap(), &scenarios, EVERYTHING)
                .unwrap();
        let cancel = AtomicBool::new(false);
        let mut folder = Folder { results, taken: 0, stop: Some((3, &cancel)) };
        let ended = replicates::run(
            &scenarios,
            &plan,
            &fake,
            &|job, run| pack(job, &run, awkward),
            &mut folder,
            &cancel,
        );
        assert_eq!(ended, Err(Stopped::Cancelled));
        assert!(folder.taken < 40);
    }
    assert_eq!(names(dir.path()), ["old"]);
    assert_eq!(files(&old), before);
}

#[test]
fn an_existing_folder_is_refused_and_force_replaces_only_ours() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("r");
    batch(named(&path, false), 1, 1, true).unwrap();
    assert!(matches!(
        PendingFolder::prepare(named(&path, false)),
        Err(FileError::Exists { forced: false, .. })
    ));
    let before = files(&path);
    batch(named(&path, true), 2, 1, true).unwrap();
    assert_ne!(files(&path), before);
    for (name, manifest) in
        [("foreign", None), ("other", Some("{\"program\": \"another\"}")), ("broken", Some("{"))]
    {
        let foreign = dir.path().join(name);
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join("thesis.txt"), "dear").unwrap();
        if let Some(manifest) = manifest {
            fs::write(foreign.join("manifest.json"), manifest).unwrap();
        }
        assert!(
            matches!(
                PendingFolder::prepare(named(&foreign, true)),
                Err(FileError::Exists { forced: true, .. })
            ),
            "{name}"
        );
        assert!(foreign.join("thesis.txt").exists());
    }
    fs::write(dir.path().join("file"), "").unwrap();
    assert!(PendingFolder::prepare(named(&dir.path().join("file"), true)).is_err());
    assert_eq!(names(dir.path()), ["broken", "file", "foreign", "other", "r"]);
}

#[test]
fn folders_are_numbered_by_the_next_free_number() {
    let dir = tempfile::tempdir().unwrap();
    let parent = dir.path().join("results");
    let wish = || FolderRequest::Numbered { parent: parent.clone() };
    assert_eq!(batch(wish(), 1, 1, false).unwrap(), parent.join("1"));
    fs::create_dir_all(parent.join("7")).unwrap();
    fs::create_dir_all(parent.join("mine")).unwrap();
    assert_eq!(batch(wish(), 1, 1, false).unwrap(), parent.join("8"));
}

#[test]
fn effects_stand_beside_the_files_of_a_run() {
    let dir = tempfile::tempdir().unwrap();
    let scenarios = [scenario("base"), scenario("other")];
    let worlds = |s: &Scenario, seed| {
        (1..=3)
            .map(|r| (r, Values::of(&s.blueprint, &fake(&s.blueprint, seed, r, Retain::default()))))
            .collect()
    };
    let effects =
        effects((&scenarios[0], &worlds(&scenarios[0], 1)), (&scenarios[1], &worlds(&scenarios[1], 2)), 1);
    let place = PendingFolder::prepare(named(&dir.path().join("r"), false)).unwrap();
    let results = Results::begin(place, &scenarios, Retain::default()).unwrap();
    let folder = results.finish(&scenarios, &Request::default(), Some(&effects)).unwrap();
    let written = rows(&folder, ResultTable::Effects);
    assert_eq!(written.len(), effects.len());
    let visits = written.iter().find(|row| row["measure"] == "visits" && row["window"] == "whole").unwrap();
    assert_eq!(
        (visits["baseline"].as_str(), visits["scenario"].as_str(), visits["n_pairs"].as_str()),
        ("base", "other", "3")
    );
    let package = fs::read_to_string(folder.join("datapackage.json")).unwrap();
    assert!(package.contains("effects.csv") && package.contains("variance_reduction"));
}
