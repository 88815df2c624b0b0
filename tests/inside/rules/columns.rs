//! Every column of the tables of runs stands under its own name: what is written is another number in every
//! cell and is read back by the header.

use super::assert_near;
use super::measures::{distinct, expected};
use crate::batch::Job;
use crate::files::columns::ResultTable;
use crate::files::folder::{FolderRequest, PendingFolder};
use crate::files::manifest::Request;
use crate::files::pack::pack;
use crate::files::write::results::Results;
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::study::run::signs::RunSigns;
use crate::units::Fen;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::blueprint::{Blueprint, CommunityBlueprint};
use crate::world::exchange::{Actor, Event, EventKind};
use crate::world::ledger::{Account, For, Payment};
use crate::world::record::group::Group;
use crate::world::record::groups::{GroupRow, YearlyFigure};
use crate::world::record::{MEASURES, Measure};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Rows of a table by the names of their columns.
pub(super) type Table = Vec<BTreeMap<String, String>>;

/// Read a table with its header.
pub(super) fn read(bytes: &[u8]) -> Table {
    csv::Reader::from_reader(bytes).deserialize().map(|row| row.expect("a row")).collect()
}

/// Rows under the header of a table.
fn table(table: ResultTable, rows: &[u8]) -> Table {
    read(&[table.header(), rows.to_vec()].concat())
}

/// Two communities over two weeks.
pub(super) fn scenario(name: &str) -> Scenario {
    let community = |name: &str| CommunityBlueprint {
        name: name.into(),
        residents: Default::default(),
        home: Default::default(),
        roster: None,
    };
    let communities = vec![community("north"), community("south")];
    Scenario {
        short: None,
        name: name.into(),
        title: String::new(),
        summary: String::new(),
        blueprint: Blueprint {
            settings: Default::default(),
            weeks: 2,
            timeline: vec![],
            rules: vec![],
            bidders: vec![],
            groups: vec![],
            communities,
        },
        parts: Default::default(),
        sources: vec![],
        warnings: vec![],
        origins: Default::default(),
    }
}

/// The first number of a record by week and community.
fn first(week: i32, community: u32) -> f64 {
    1_000.0 * (1.0 + f64::from(week)) + 500.0 * f64::from(community)
}

fn run() -> Trajectory {
    let mut run = Trajectory::default();
    for week in 0..=2 {
        for community in 0..2 {
            let (mut record, _) = distinct(first(week, community));
            (record.week, record.community) = (week, community);
            run.records.push(record);
        }
    }
    let payment = |week, community, from, to, purpose, amount| Payment {
        week,
        community,
        to,
        from,
        purpose,
        amount: Fen(amount),
    };
    run.ledger = vec![
        payment(1, 1, Account::Agency, Account::Organization, For::Grant, 1_000),
        payment(2, 0, Account::Organization, Account::Employees, For::Wages, 300),
    ];
    let kind = EventKind::PartnerJoined { partners: 3 };
    run.events.push(Event { week: 2, community: Some(1), actor: Actor::Partners, kind });
    run.groups.push(GroupRow {
        year: 4,
        community: 1,
        group: Group::Age(ResidentGroup::Elder),
        figure: YearlyFigure::Regular,
        num: 3.0,
        den: 12.0,
    });
    run
}

fn words(_: &EventKind) -> String {
    "in words".into()
}

fn packed() -> crate::files::pack::Pages {
    let scenario = scenario("s");
    let job = Job { index: 0, scenario: &scenario, replicate: 7, seed: 11 };
    pack(&job, &run(), words).expect("a whole run")
}

/// A row as (column, cell) pairs in the order of the pairs asked for.
pub(super) fn assert_row(row: &BTreeMap<String, String>, expected: &[(&str, &str)]) {
    for (column, cell) in expected {
        assert_eq!(row[*column], *cell, "{column} in {row:?}");
    }
    assert_eq!(row.len(), expected.len(), "every column is asked for");
}

/// A cell as its measure writes it.
fn assert_cell(row: &BTreeMap<String, String>, measure: &Measure, expected: f64) {
    let found: f64 = row[measure.name].parse().expect("a number");
    if measure.is_money() {
        assert!((found - expected).abs() <= 0.005 + 1e-9, "{} is {found}, not {expected}", measure.name);
    } else {
        assert_near!(found, expected, "{}", measure.name);
    }
}

#[test]
fn each_column_of_the_series_holds_its_measure() {
    let rows = table(ResultTable::Series, &packed().series);
    assert_eq!(rows.len(), 6);
    for (at, row) in rows.iter().enumerate() {
        let (week, community) = (at as i32 / 2, at as u32 % 2);
        let keys = [("scenario", "s"), ("replicate", "7"), ("community", ["north", "south"][at % 2])];
        keys.iter().for_each(|(column, cell)| assert_eq!(row[*column], *cell));
        assert_eq!(row["week"], week.to_string());
        assert_eq!(row.len(), MEASURES.len() + 4);
        let (_, fields) = distinct(first(week, community));
        let expected = expected(&fields);
        MEASURES.iter().for_each(|measure| assert_cell(row, measure, expected[measure.name]));
    }
}

#[test]
fn each_column_of_the_windows_holds_its_measure() {
    let rows = table(ResultTable::Windows, &packed().windows);
    let weeks: Vec<_> =
        rows.iter().map(|row| ["window", "first_week", "last_week"].map(|name| row[name].as_str())).collect();
    assert_eq!(weeks, [["before", "1", "2"], ["last-year", "1", "2"], ["whole", "1", "2"]]);
    // A plain measure, one of each kind: the sum or the mean over two weeks and two communities, shared ones
    // once.
    let of = |field: &str, week, community| distinct(first(week, community)).1[field];
    let cells = [(1, 0), (1, 1), (2, 0), (2, 1)];
    for row in &rows {
        assert_eq!(
            (row["scenario"].as_str(), row["replicate"].as_str(), row.len()),
            ("s", "7", MEASURES.len() + 5)
        );
        let number = |name: &str| row[name].parse::<f64>().expect("a number");
        let sum =
            |field: &str| cells.iter().map(|(week, community)| of(field, *week, *community)).sum::<f64>();
        for name in ["visits", "turned_away", "events", "spending", "public_cost", "gifts"] {
            assert!((number(name) - sum(name)).abs() < 0.005 + 1e-9, "{name}");
        }
        for name in ["quality", "brand", "reserve", "open_hours"] {
            let expected =
                if name == "brand" { (of(name, 1, 0) + of(name, 2, 0)) / 2.0 } else { sum(name) / 4.0 };
            assert!((number(name) - expected).abs() < 0.005 + 1e-9, "{name}");
        }
        assert_near!(number("participation"), sum("came") / sum("population"));
        assert_near!(number("proposals"), of("proposals", 1, 0) + of("proposals", 2, 0));
    }
}

#[test]
fn each_column_of_groups_events_and_the_ledger_holds_what_it_says() {
    let pages = packed();
    assert_row(
        &table(ResultTable::Groups, &pages.groups)[0],
        &[
            ("scenario", "s"),
            ("replicate", "7"),
            ("year", "4"),
            ("community", "south"),
            ("group_kind", "age"),
            ("group", "elder"),
            ("measure", "regular"),
            ("value", "0.25"),
            ("denominator", "12"),
        ],
    );
    assert_row(
        &table(ResultTable::Events, &pages.events)[0],
        &[
            ("scenario", "s"),
            ("replicate", "7"),
            ("week", "2"),
            ("community", "south"),
            ("actor", "partners"),
            ("kind", "partner-joined"),
            ("words", "in words"),
        ],
    );
    let ledger = table(ResultTable::Ledger, &pages.ledger);
    // The account receives, the counter-account pays; balances are those after the payment.
    let expected = |week, community, who: [&'static str; 3], fen: [&'static str; 3]| {
        vec![
            ("scenario", "s"),
            ("replicate", "7"),
            ("week", week),
            ("community", community),
            ("account", who[0]),
            ("counter_account", who[1]),
            ("purpose", who[2]),
            ("amount", fen[0]),
            ("balance", fen[1]),
            ("counter_balance", fen[2]),
        ]
    };
    assert_row(
        &ledger[0],
        &expected("1", "south", ["organization", "agency", "grant"], ["1000", "1000", "-1000"]),
    );
    assert_row(
        &ledger[1],
        &expected("2", "north", ["employees", "organization", "wages"], ["300", "300", "700"]),
    );
}

/// A finished folder of two runs, of which the second failed.
fn folder(place: PathBuf) -> PathBuf {
    let scenarios = [scenario("s")];
    let request = FolderRequest::Named { path: place, force: false };
    let keep = Retain { ledger: true, groups: true, sample: 0 };
    let mut results =
        Results::begin(PendingFolder::prepare(request).expect("a place"), &scenarios, keep).expect("files");
    let job = |replicate| Job { index: 0, scenario: &scenarios[0], replicate, seed: 11 };
    let mut pages = pack(&job(7), &run(), words).expect("a whole run");
    pages.signs =
        RunSigns { full: Some(0.25), late: Some(0.5), without_operator: Some(0.75), lost: Some(true) };
    results.take(&job(7), &Ok(pages)).expect("written");
    results.take(&job(8), &Err("it broke".into())).expect("written");
    results.finish(&scenarios, &Request::default(), None).expect("a folder")
}

#[test]
fn each_column_of_the_list_of_runs_and_failures_holds_what_it_says() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path().join("r"));
    let file = |table: ResultTable| read(&std::fs::read(folder.join(table.file())).expect("a file"));
    let runs = file(ResultTable::Runs);
    let hash = packed().hash;
    let row = |replicate, status, hash| {
        [("scenario", "s"), ("replicate", replicate), ("seed", "11"), ("status", status), ("hash", hash)]
    };
    let signs = |cells: [&'static str; 4]| {
        let names = ["seats_full", "wages_late", "without_operator", "lost_contract"];
        names.into_iter().zip(cells).collect::<Vec<_>>()
    };
    let done = signs(["0.25", "0.5", "0.75", "true"]);
    assert_row(&runs[0], &[&row("7", "done", hash.as_str())[..], &done].concat());
    assert_row(&runs[1], &[&row("8", "failed", "")[..], &signs(["", "", "", ""])].concat());
    assert_row(
        &file(ResultTable::Failures)[0],
        &[("scenario", "s"), ("replicate", "8"), ("reason", "it broke")],
    );
    // The tables of the folder are the rows of the run.
    assert_eq!(file(ResultTable::Series), table(ResultTable::Series, &packed().series));
    assert_eq!(file(ResultTable::Windows), table(ResultTable::Windows, &packed().windows));
    assert_eq!(file(ResultTable::Groups), table(ResultTable::Groups, &packed().groups));
    assert_eq!(file(ResultTable::Events), table(ResultTable::Events, &packed().events));
    assert_eq!(file(ResultTable::Ledger), table(ResultTable::Ledger, &packed().ledger));
}
