//! Every shipped scenario loads, says what it is, and spells itself out so that it reads back.

use crate::inside::common::blueprint;
use crate::scenario::library::{Embedded, InMemory, names};
use crate::scenario::{Overrides, read};
use crate::simulation::{Retain, run as simulate};
use crate::world::exchange::EventName;
use crate::world::ledger::For;

#[test]
fn every_shipped_scenario_loads_and_says_what_it_is() {
    for name in names() {
        let scenario = read(&[name.into()], &Overrides::default(), &Embedded)
            .unwrap_or_else(|f| panic!("{name}:\n{f}"))
            .remove(0);
        assert_eq!(scenario.name, name);
        assert!(!scenario.title.is_empty() && scenario.summary.ends_with('.'), "{name}");
        assert_eq!(scenario.blueprint.weeks, 260);
        // Of a roster it is said what had to be drawn; nothing else is to be warned of.
        let others: Vec<_> =
            scenario.warnings.iter().filter(|w| !w.contains("drawn in each random world")).collect();
        assert!(others.is_empty(), "{name}: {others:?}");
    }
    assert!(names().count() >= 19);
}

#[test]
fn what_is_spelled_out_reads_back() {
    for name in names() {
        let scenario = read(&[name.into()], &Overrides::default(), &Embedded).unwrap().remove(0);
        let memory =
            InMemory { files: [("again.toml".to_string(), scenario.resolved().into_bytes())].into() };
        let again = read(&["again.toml".into()], &Overrides::default(), &memory)
            .unwrap_or_else(|f| panic!("{name}:\n{f}"))
            .remove(0);
        assert_eq!(again.blueprint, scenario.blueprint, "{name}");
        assert_eq!(again.resolved(), scenario.resolved(), "{name}");
    }
}

#[test]
fn the_county_is_unequal_and_shares_one_budget() {
    let county = read(&["county".into()], &Overrides::default(), &Embedded).unwrap().remove(0).blueprint;
    assert_eq!(county.communities.len(), 12);
    let people: Vec<i64> = county.communities.iter().map(|c| c.residents.population).collect();
    assert!(people.iter().max() > people.iter().min().map(|m| m * 5).as_ref());
    let per_head = county.settings.levers.funding.grant / people.iter().sum::<i64>() as f64;
    assert!((per_head - 20.8).abs() < 0.01, "{per_head}");
}

#[test]
fn in_winding_up_a_body_gives_up_nobody_bids_and_a_successor_starts_clean() {
    let mut b = blueprint("winding-up");
    b.settings.calendar.warm_start = 8;
    let run = simulate(&b, 1, 1, Retain { ledger: true, groups: false, sample: 0 });
    let week_of = |name: EventName| run.events.iter().find(|e| e.kind.name() == name).map(|e| e.week);
    let (gives_up, no_bid) = (week_of(EventName::WoundUp), week_of(EventName::NoBid));
    assert!(gives_up.is_some_and(|week| week > 105) && no_bid > gives_up, "{gives_up:?} {no_bid:?}");
    let last = run.events.iter().rfind(|e| e.kind.name() == EventName::Handover).map(|e| e.week);
    assert!(last.is_some_and(|week| week >= 200), "a successor: {last:?}");
    let lost = run.ledger.iter().filter(|p| p.purpose == For::UnpaidBills && Some(p.week) == gives_up);
    assert!(lost.count() > 0, "its creditors bear the loss");
    let after = run.records.iter().find(|r| Some(r.week) == last).expect("that week");
    assert!(after.arrears == 0.0 && after.reserve > 0.0);
}

#[test]
fn a_short_title_is_short_and_is_not_that_of_what_is_extended() {
    let read_one = |text: &str| {
        let files = [
            ("upper.toml".to_string(), text.as_bytes().to_vec()),
            ("lower.toml".to_string(), b"title = 'Lower'\nshort = 'low'\n".to_vec()),
        ];
        let memory = InMemory { files: files.into() };
        read(&["upper.toml".into()], &Overrides::default(), &memory)
    };
    let short = |text: &str| read_one(text).unwrap().remove(0).short;
    assert_eq!(short("title = 'U'\nshort = ' Plan U '\nextends = 'lower.toml'\n").as_deref(), Some("Plan U"));
    assert_eq!(short("title = 'U'\nextends = 'lower.toml'\n"), None);
    for wrong in [
        "''",
        "'  '",
        "'a title that is much too long for a chart'",
        "'十五个汉字的方案名称太长放不进图表里'",
        "3",
    ] {
        let faults = read_one(&format!("title = 'U'\nshort = {wrong}\n")).unwrap_err();
        assert!(faults.to_string().contains("`short` must"), "{faults}");
    }
}
