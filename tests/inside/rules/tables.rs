//! The same for the tables over many runs: the summary, effects, effects by group.

use super::columns::{Table, assert_row, read, scenario};
use crate::batch::Job;
use crate::files::columns::ResultTable;
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::manifest::Request;
use crate::files::pack::pack;
use crate::files::write::results::Results;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::stats::apart::Apart;
use crate::stats::paired::Paired;
use crate::study::compare::case::GroupKey;
use crate::study::compare::effects::Effect;
use crate::study::compare::groups::GroupEffect;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{MEASURES, Record};
use std::fs;
use std::path::Path;

/// A table of a folder.
pub(super) fn file(folder: &Path, name: &str) -> Table {
    read(&fs::read(folder.join(name)).expect("a file"))
}

/// A place for a folder.
fn place(folder: &Path) -> PendingFolder {
    let request = FolderRequest::Named { path: folder.join("r"), force: false };
    PendingFolder::prepare(request).expect("a place")
}

/// A run in which a community has 100 visits, and more by world, week and community.
fn run(scenario: &Scenario, world: f64) -> Trajectory {
    let record = |week: i32, community: u32| Record {
        week,
        community,
        visits: 100.0 + world + 10.0 * f64::from(week) + 1_000.0 * f64::from(community),
        ..Record::default()
    };
    let records =
        (0..=scenario.blueprint.weeks).flat_map(|week| [0, 1].map(|community| record(week, community)));
    Trajectory { records: records.collect(), ..Trajectory::default() }
}

#[test]
fn each_column_of_the_summary_is_its_statistic() {
    let dir = tempfile::tempdir().expect("a folder");
    let scenarios = [scenario("s")];
    let mut results = Results::begin(place(dir.path()), &scenarios, Retain::default()).expect("files");
    // 1, 2, 4, 8, 16 more in the five worlds.
    for replicate in 1..=5 {
        let job = Job { index: 0, scenario: &scenarios[0], replicate, seed: 1 };
        let run = run(&scenarios[0], f64::from(1_u32 << (replicate - 1)));
        results.take(&job, &pack(&job, &run, |_| String::new())).expect("written");
    }
    let folder = results.finish(&scenarios, &Request::default(), None).expect("a folder");
    let summary = file(&folder, ResultTable::Summary.file());
    assert_eq!(summary.len(), 2 * 3 * MEASURES.len());
    for (community, week, base) in [("north", "0", 100.0), ("south", "2", 1_120.0), ("north", "1", 110.0)] {
        let mine = |row: &&std::collections::BTreeMap<String, String>| {
            (row["community"].as_str(), row["week"].as_str(), row["measure"].as_str())
                == (community, week, "visits")
        };
        let row = summary.iter().find(mine).expect("a row");
        assert_eq!((row["scenario"].as_str(), row["n"].as_str(), row.len()), ("s", "5", 12));
        let number = |name: &str| row[name].parse::<f64>().expect("a number") - base;
        // Of 1, 2, 4, 8, 16: mean 6.2, variance 37.2, quantiles as R has them, t with 4 degrees of freedom.
        let half = 2.776_445_105 * (37.2_f64 / 5.0).sqrt();
        for (column, expected) in [
            ("mean", 6.2),
            ("median", 4.0),
            ("q05", 1.2),
            ("q95", 14.4),
            ("ci_low", 6.2 - half),
            ("ci_high", 6.2 + half),
        ] {
            assert!(
                (number(column) - expected).abs() < 1e-6,
                "{column}: {} and not {expected}",
                number(column)
            );
        }
        assert!((number("sd") + base - 37.2_f64.sqrt()).abs() < 1e-9);
    }
}

/// A comparison of which no two numbers are alike.
fn paired() -> Paired {
    Paired {
        pairs: 21,
        others: Some(17),
        diff: 0.5,
        diff_all: 1.125,
        apart: Some(Apart { worlds: 3, low: -7.5, high: 9.5 }),
        interval: Some((0.25, 0.75)),
        p_better: Some(0.875),
        correlation: Some(0.625),
        variance_reduction: Some(3.5),
        pairs_to_settle: Some(44),
    }
}

#[test]
fn each_column_of_effects_holds_what_it_says() {
    let dir = tempfile::tempdir().expect("a folder");
    let scenarios = [scenario("a"), scenario("b")];
    let mut results = Results::begin(place(dir.path()), &scenarios, Retain::default()).expect("files");
    let effect = Effect {
        baseline: "a".into(),
        scenario: "b".into(),
        measure: "participation",
        window: Window::LastYear,
        paired: paired(),
    };
    let bare = Paired {
        interval: None,
        others: None,
        apart: None,
        p_better: None,
        correlation: None,
        variance_reduction: None,
        pairs_to_settle: None,
        ..paired()
    };
    let unknown = Effect { paired: bare, ..effect.clone() };
    let by_group = GroupEffect {
        baseline: "a".into(),
        scenario: "b".into(),
        key: GroupKey { year: 3, group: Group::Far, figure: YearlyFigure::Reached },
        before: 0.125,
        after: 0.0625,
        paired: paired(),
    };
    results.group_effects(&[by_group]).expect("written");
    let folder = results.finish(&scenarios, &Request::default(), Some(&[effect, unknown])).expect("a folder");
    let effects = file(&folder, ResultTable::Effects.file());
    let row = |rest: [&'static str; 13]| {
        let known =
            [("baseline", "a"), ("scenario", "b"), ("measure", "participation"), ("window", "last-year")];
        let columns = [
            "diff",
            "ci_low",
            "ci_high",
            "p_better",
            "n_pairs",
            "n_others",
            "n_apart",
            "apart_low",
            "apart_high",
            "diff_all",
            "correlation",
            "variance_reduction",
            "pairs_to_settle",
        ];
        known.into_iter().chain(columns.into_iter().zip(rest)).collect::<Vec<_>>()
    };
    assert_row(
        &effects[0],
        &row(["0.5", "0.25", "0.75", "0.875", "21", "17", "3", "-7.5", "9.5", "1.125", "0.625", "3.5", "44"]),
    );
    assert_row(&effects[1], &row(["0.5", "", "", "", "21", "", "0", "", "", "1.125", "", "", ""]));
    assert_row(
        &file(&folder, ResultTable::GroupEffects.file())[0],
        &[
            ("baseline", "a"),
            ("scenario", "b"),
            ("year", "3"),
            ("group_kind", "distance"),
            ("group", "far"),
            ("measure", "reached"),
            ("baseline_mean", "0.125"),
            ("scenario_mean", "0.0625"),
            ("diff", "0.5"),
            ("ci_low", "0.25"),
            ("ci_high", "0.75"),
            ("p_better", "0.875"),
            ("n_pairs", "21"),
            ("n_apart", "3"),
            ("apart_low", "-7.5"),
            ("apart_high", "9.5"),
            ("diff_all", "1.125"),
        ],
    );
}
