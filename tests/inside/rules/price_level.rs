//! Wages and prices that change: what rises with them and what stays, from which week on, who feels it.

use super::assert_near;
use crate::inside::common::{as_data, on_threads, small, with};
use crate::settings::{SettingsTree, Value};
use crate::simulation::{History, Retain, Trajectory, run};
use crate::units::{Fen, Week};
use crate::world::World;
use crate::world::blueprint::{Blueprint, Settings, facts};
use crate::world::exchange::{EventKind, EventName};
use crate::world::ledger::{Account, For, Payment};
use crate::world::price_level::{PresentPrices, PriceLevel, at_level};
use crate::world::record::Record;
use crate::world::record::cost::Bearer;
use std::collections::BTreeSet;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

fn number(settings: &Settings, path: &str) -> f64 {
    match settings.get(path) {
        Some(Value::Real(number)) => number,
        other => panic!("{path} is {other:?}"),
    }
}

/// All settings and levers that are counted in yuan.
fn in_yuan() -> Vec<String> {
    let tables = facts().into_iter();
    let fields = tables.flat_map(|table| table.fields.iter().map(move |field| (table.path, field)));
    let counted = fields.filter(|(_, field)| field.unit.contains("yuan"));
    counted.map(|(table, field)| format!("{table}.{}", field.name)).collect()
}

/// What section 7.18 of the model document says beneath the equation that begins with these words.
fn told(beginning: &str) -> BTreeSet<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/model.md");
    let page = std::fs::read_to_string(path).expect("the model document");
    let section = &page[page.find("\n## 7.18 ").expect("section 7.18")..];
    let begins = |line: &&str| line.split_once(") ").is_some_and(|(_, rest)| rest.starts_with(beginning));
    let beneath = section.lines().skip_while(|line| !begins(line)).skip(1);
    let lines: Vec<&str> = beneath.take_while(|line| line.starts_with("  ")).collect();
    assert!(!lines.is_empty(), "no equation begins with `{beginning}`");
    lines.iter().flat_map(|line| line.split('`').skip(1).step_by(2)).map(String::from).collect()
}

/// Nothing in yuan is forgotten: it is a wage, another price, or a sum that somebody decides on.
#[test]
fn every_setting_in_yuan_is_a_wage_a_price_or_a_sum_as_the_document_says() {
    let mut stated = Settings::default();
    // What is 0 by default would show no factor.
    in_yuan()
        .iter()
        .filter(|path| number(&stated, path) == 0.0)
        .cloned()
        .collect::<Vec<_>>()
        .iter()
        .for_each(|path| assert!(stated.set(path, &Value::Real(1.0)), "{path}"));
    let risen = at_level(&stated, PriceLevel { wages: 2.0, costs: 3.0 });
    let rises = |by: f64| -> BTreeSet<String> {
        in_yuan().into_iter().filter(|path| number(&risen, path) == by * number(&stated, path)).collect()
    };
    let of_kinds = |path: &String| !path.starts_with("organization.kinds.");
    assert_eq!(rises(2.0), told("wages:"));
    assert_eq!(rises(3.0), told("costs:"));
    let mut sums = told("sums:");
    assert!(sums.remove("organization.kinds.*"));
    assert_eq!(rises(1.0).into_iter().filter(of_kinds).collect::<BTreeSet<_>>(), sums);
    // Nor does anything change that is not counted in yuan.
    let mut back = risen;
    in_yuan().iter().for_each(|path| assert!(back.set(path, &stated.get(path).expect("a setting"))));
    assert!(back == stated);
}

/// `z-home` small, with a handover in week 27, over so many weeks; what is set from a week on.
fn dated(weeks: Week, from: Week, sets: &[(&str, f64)]) -> Blueprint {
    let mut b = small("z-home");
    b.weeks = weeks;
    b.settings.calendar.warm_start = 10;
    b.settings.levers.operator.from = 27;
    later(&mut b, from, sets);
    b
}

fn later(b: &mut Blueprint, from: Week, sets: &[(&str, f64)]) {
    let mut levers = b.levers_at(from).clone();
    sets.iter().for_each(|(path, value)| {
        assert!(levers.set(&format!("levers.prices.{path}"), &Value::Real(*value)), "{path}");
    });
    b.timeline.push((from, levers));
}

fn before(t: &Trajectory, week: Week) -> (Vec<Record>, usize) {
    let records = t.records.iter().filter(|r| r.week < week).copied().collect();
    (records, t.ledger.iter().filter(|e| e.week < week).count())
}

/// Fen of a purpose, week by week.
fn paid(t: &Trajectory, purpose: For, weeks: std::ops::RangeInclusive<Week>) -> Vec<i64> {
    let of = |week| t.ledger.iter().filter(move |e| e.week == week && e.purpose == purpose);
    weeks.map(|week| of(week).map(|e| e.amount.0).sum()).collect()
}

#[test]
fn a_dated_rise_changes_nothing_before_its_week_and_then_at_once() {
    for (path, purpose) in [("wages", For::Wages), ("costs", For::Administration)] {
        let (plain, dearer) = (dated(110, 104, &[]), dated(110, 104, &[(path, 1.1)]));
        assert_eq!(plain.agrees_until(&dearer), Some(103));
        let (plain, dearer) = (run(&plain, 5, 1, ALL), run(&dearer, 5, 1, ALL));
        assert!(before(&plain, 104) == before(&dearer, 104), "{path}");
        let of = |t: &Trajectory| paid(t, purpose, 103..=104);
        let ([was, is], [same, more]) =
            (of(&plain)[..].try_into().unwrap(), of(&dearer)[..].try_into().unwrap());
        let (was, is, same, more): (i64, i64, i64, i64) = (was, is, same, more);
        assert!(was == same && is > 0 && more > is, "{path}: {was} {is} {same} {more}");
    }
}

#[test]
fn prices_that_do_not_move_are_those_that_are_stated() {
    let stated = Settings::default();
    let mut prices = PresentPrices::as_stated();
    let levers = stated.levers.prices.clone();
    for week in -3..200 {
        assert!(!prices.come_to(week, &levers, &stated) && prices.settings().is_none());
    }
    // A rise that is taken back leaves nothing.
    let dear = crate::levers::prices::WagesAndCosts { wages: 1.1, ..levers.clone() };
    assert!(prices.come_to(200, &dear, &stated) && !prices.come_to(201, &dear, &stated));
    assert_eq!(prices.settings().expect("dearer").organization.setup.manager_wage, 1_000.0 * 1.1);
    assert!(prices.come_to(202, &levers, &stated) && prices == PresentPrices::as_stated());
}

#[test]
fn growth_compounds_from_week_1_while_it_is_in_force_and_what_it_made_stays() {
    let stated = Settings::default();
    let mut levers = stated.levers.prices.clone();
    (levers.wages, levers.wage_growth, levers.cost_growth) = (2.0, 0.05, -0.02);
    let mut prices = PresentPrices::as_stated();
    let wage = |prices: &PresentPrices| prices.settings().expect("grown").organization.setup.manager_wage;
    for week in -9..=0 {
        prices.come_to(week, &levers, &stated);
        assert_eq!(wage(&prices), 2_000.0, "nothing grows in the warm start");
    }
    (1..=26).for_each(|week| assert!(prices.come_to(week, &levers, &stated)));
    assert_near!(wage(&prices), 2_000.0 * libm::sqrt(1.05));
    (27..=104).for_each(|week| assert!(prices.come_to(week, &levers, &stated)));
    assert_near!(wage(&prices), 2_000.0 * 1.05 * 1.05);
    assert_near!(prices.settings().expect("grown").union.cost, 400.0 * 0.98 * 0.98);
    (levers.wage_growth, levers.cost_growth) = (0.0, 0.0);
    assert!(!prices.come_to(105, &levers, &stated), "what grew has grown");
    assert_near!(wage(&prices), 2_000.0 * 1.05 * 1.05);
}

/// With posts as they are wished for, whatever they cost, and nobody who answers to money: no gifts, no
/// votes, no points for own income.
fn held(from: Week, sets: &[(&str, f64)]) -> Trajectory {
    let mut b = dated(156, from, &[]);
    for levers in std::iter::once(&mut b.settings.levers).chain(b.timeline.iter_mut().map(|t| &mut t.1)) {
        (levers.brand.spend, levers.disclosure.visible) = (0.0, 0.0);
    }
    b.settings.mechanisms.money = false;
    b.settings.mechanisms.council = false;
    b.settings.organization.response.need = 0.0;
    b.settings.government.development_own = 0.0;
    (b.settings.organization.giving.households, b.settings.organization.giving.firms) = (0.0, 0.0);
    b.settings.organization.offering.grant_to_staff = 0.0;
    b.timeline.clear();
    later(&mut b, from, sets);
    run(&b, 3, 2, ALL)
}

#[test]
fn the_same_posts_cost_a_tenth_more_and_the_grant_is_what_it_was() {
    let (plain, dearer) = (held(105, &[]), held(105, &[("wages", 1.1)]));
    let year = || 105..=156;
    let wages = paid(&plain, For::Wages, year());
    assert!(wages.iter().any(|week| *week > 0));
    // Wages of a week are rounded to a fen once: round wages leave nothing to round.
    let tenth_more: Vec<i64> = wages.iter().map(|fen| fen + fen / 10).collect();
    assert!(wages.iter().all(|fen| fen % 10 == 0));
    assert_eq!(paid(&dearer, For::Wages, year()), tenth_more);
    for purpose in [For::Grant, For::Matching, For::PartnerMoney, For::Utilities, For::Events] {
        assert_eq!(paid(&plain, purpose, year()), paid(&dearer, purpose, year()), "{purpose:?}");
    }
    // Nobody comes because of it, or stays away.
    let visits = |t: &Trajectory| t.records.iter().map(|r| r.visits).collect::<Vec<_>>();
    assert!(visits(&plain).iter().sum::<f64>() > 100.0);
    assert_eq!(visits(&plain), visits(&dearer));
}

#[test]
fn dearer_bills_are_dearer_by_as_much_and_wages_are_what_they_were() {
    let (plain, dearer) = (held(105, &[]), held(105, &[("costs", 1.5)]));
    // The first week: nothing has answered yet but the number of events.
    for purpose in [For::Utilities, For::Administration, For::Training, For::ThirdParty, For::Meetings] {
        let [was, is] = [&plain, &dearer].map(|t| paid(t, purpose, 105..=105)[0]);
        assert!(was > 0 && (2 * is - 3 * was).abs() <= 3, "{purpose:?}: {was} {is}");
    }
    let rooms = |t: &Trajectory| {
        let week = t.records.iter().find(|r| r.week == 105).expect("a week");
        week.cost[Bearer::Rooms]
    };
    assert_near!(rooms(&dearer), 1.5 * rooms(&plain));
    for purpose in [For::Wages, For::Coordinator] {
        let of = |t: &Trajectory| paid(t, purpose, 105..=105);
        assert_eq!(of(&plain), of(&dearer), "{purpose:?}");
    }
    let events = |t: &Trajectory| t.records.iter().filter(|r| r.week > 105).map(|r| r.events).sum::<f64>();
    assert!(events(&dearer) < events(&plain), "the same budget buys fewer of them");
}

/// Where everything in yuan is twice as much, sums too, the same people come: money is only a unit.
#[test]
fn twice_of_everything_changes_nothing_but_amounts() {
    for scenario in ["z-home", "tender", "union-council", "bodies", "full-package"] {
        let mut b = small(scenario);
        b.weeks = 120;
        b.settings.calendar.warm_start = 10;
        b.settings.levers.operator.from = 9;
        b.settings.levers.funding.contract = 26;
        let mut twice = b.clone();
        let s = &mut twice.settings;
        (s.levers.prices.wages, s.levers.prices.costs) = (2.0, 2.0);
        let risen: BTreeSet<String> = told("wages:").union(&told("costs:")).cloned().collect();
        for path in in_yuan().iter().filter(|path| !risen.contains(*path)) {
            let value = number(s, path);
            let doubled = if path.ends_with("fee_slope") { value / 2.0 } else { 2.0 * value };
            if !path.ends_with("crowd_out_spend") {
                assert!(s.set(path, &Value::Real(doubled)), "{path}");
            }
        }
        let (once, twice) = (run(&b, 3, 1, ALL), run(&twice, 3, 1, ALL));
        let of = |t: &Trajectory, read: fn(&Record) -> f64| t.records.iter().map(read).collect::<Vec<f64>>();
        assert_eq!(of(&once, |r| r.visits), of(&twice, |r| r.visits), "{scenario}");
        assert_eq!(of(&once, |r| r.heads), of(&twice, |r| r.heads), "{scenario}");
        let [spent, doubled] = [&once, &twice].map(|t| of(t, |r| r.spending).iter().sum::<f64>());
        assert!(spent > 10_000.0 && (doubled / spent - 2.0).abs() < 1e-4, "{scenario}: {spent} {doubled}");
    }
}

/// Bodies bid, agree on a price for two years, and work by the wages of the week.
fn tendered(from: Week, sets: &[(&str, f64)]) -> (Blueprint, World, History) {
    let mut b = with("tender", &["levers.funding.contract=104"]);
    (b.weeks, b.settings.calendar.warm_start) = (130, 4);
    b.settings.levers.operator.from = 9;
    later(&mut b, from, sets);
    let mut history = History::begin(&b, 3, 1, &());
    history.go_on(&b, b.weeks, ALL, &());
    (b, history.world.clone(), history)
}

#[test]
fn a_body_works_by_the_wages_of_the_week_and_nobody_leaves_for_a_general_rise() {
    let (_, plain, _) = tendered(40, &[]);
    let (_, dearer, _) = tendered(40, &[("wages", 1.25), ("costs", 1.5)]);
    let at = |world: &World, place: &str| {
        let data = as_data(world);
        data.pointer(&format!("/pool/{place}"))
            .and_then(|value| value.as_f64())
            .expect("a body runs the home")
    };
    assert_eq!(
        at(&plain, "running"),
        at(&dearer, "running"),
        "the same body, so that its traits are the same"
    );
    let of = |world: &World, place: &str| at(world, &format!("settings/organization/{place}"));
    assert_near!(of(&dearer, "setup/manager_wage"), 1.25 * of(&plain, "setup/manager_wage"));
    assert_near!(of(&dearer, "setup/worker_wage"), 1.25 * of(&plain, "setup/worker_wage"));
    assert_near!(of(&dearer, "setup/event_cost"), 1.5 * of(&plain, "setup/event_cost"));
    for place in ["turnover/leave", "setup/reserve", "setup/mission"] {
        assert_eq!(of(&dearer, place), of(&plain, place), "{place}");
    }
}

#[test]
fn a_rise_within_a_contract_cuts_posts_and_bids_after_it_are_dearer() {
    // Contracts from week 9 on last two years: the next tender is in week 113.
    let (_, _, plain) = tendered(40, &[]);
    let (_, _, dearer) = tendered(40, &[("wages", 1.3)]);
    let posts = |history: &History| {
        let year = history.trajectory.records.iter().filter(|r| (61..=112).contains(&r.week));
        year.map(|r| r.posts).sum::<f64>()
    };
    assert!(posts(&dearer) < 0.95 * posts(&plain), "{} {}", posts(&dearer), posts(&plain));
    let bids = |history: &History| -> f64 {
        let events = history.trajectory.events.iter().filter(|event| event.week == 113);
        let prices = events.filter_map(|event| match event.kind {
            EventKind::Bid { price, posts, .. } => Some(price.yuan() / posts),
            _ => None,
        });
        let prices: Vec<f64> = prices.collect();
        assert!(!prices.is_empty(), "somebody bids");
        prices.iter().sum::<f64>() / prices.len() as f64
    };
    assert!(bids(&dearer) > 1.1 * bids(&plain), "a post: {} {}", bids(&dearer), bids(&plain));
}

/// A rise that nobody budgeted for, where posts are only looked at once a year: wages are late.
#[test]
fn what_a_rise_takes_and_nobody_has_is_owed() {
    let late = |wages: f64| {
        let mut b = dated(130, 60, &[("wages", wages)]);
        b.settings.organization.labour.review = 520;
        let run = run(&b, 5, 1, ALL);
        let told = run.events.iter().any(|event| event.kind.name() == EventName::LateWages);
        (run.records.iter().map(|r| r.late_wages).sum::<f64>(), told)
    };
    let ((plain, _), (dear, told)) = (late(1.0), late(3.0));
    assert!(told && dear > plain + 4.0, "{plain} {dear}");
}

/// A rule that reacts sets wages while it is in force; then they are what they were.
#[test]
fn a_rule_that_reacts_moves_wages_and_moves_them_back() {
    let when = "when=[{ if = 'week >= 60', until = 'week >= 80', then.levers.prices.wages = 1.5 }]";
    let lived = |sets: &[&str]| {
        let mut b = with("z-home", &[sets, &["residents.population=300"]].concat());
        (b.weeks, b.settings.calendar.warm_start) = (90, 4);
        run(&b, 5, 1, ALL)
    };
    let [plain, ruled] = [lived(&["levers.operator.from=85"]), lived(&[when, "levers.operator.from=85"])];
    // The government runs the home: a caretaker is paid, whatever it costs.
    let caretaker = |t: &Trajectory| paid(t, For::Caretaker, 50..=84);
    let of = |week: Week, wages: i64| if (61..=80).contains(&week) { wages * 3 / 2 } else { wages };
    let expected: Vec<i64> = (50..).zip(caretaker(&plain)).map(|(week, wages)| of(week, wages)).collect();
    assert!(expected[0] == 1_800);
    assert_eq!(caretaker(&ruled), expected);
}

/// Growth in every week, in a county and home by home: the laws of every world.
#[test]
fn with_growth_money_balances_and_neither_threads_nor_a_stop_change_a_byte() {
    for scenario in ["county", "bodies"] {
        let mut b = small(scenario);
        (b.weeks, b.settings.calendar.warm_start) = (60, 4);
        (b.settings.levers.operator.from, b.settings.levers.funding.contract) = (9, 26);
        let prices = &mut b.settings.levers.prices;
        (prices.wages, prices.wage_growth, prices.cost_growth) = (1.05, 0.2, 0.1);
        let one = on_threads(1, || run(&b, 8, 3, ALL));
        assert!(one == on_threads(2, || run(&b, 8, 3, ALL)), "{scenario}");
        let mut history = History::begin(&b, 8, 3, &());
        history.go_on(&b, 31, ALL, &());
        let saved = postcard::to_stdvec(&history.world).expect("a world can be saved");
        history.world = postcard::from_bytes(&saved).expect("and loaded");
        history.go_on(&b, b.weeks, ALL, &());
        assert!(history.trajectory.records == one.records && history.trajectory.ledger == one.ledger);
        assert!(
            one.records.iter().any(|r| r.week == 60 && r.wage_bill > 0.0),
            "{scenario}: somebody is paid"
        );
        balances(&one, b.communities.len());
    }
}

/// Money of each home: what comes in less what goes out is the change of its cash, and who bears costs bears
/// all of them.
fn balances(run: &Trajectory, homes: usize) {
    for pair in run.records.chunks(homes).collect::<Vec<_>>().windows(2) {
        for (was, is) in pair[0].iter().zip(pair[1]) {
            // Debts that are written off move no money.
            let moved = |e: &&Payment| !matches!(e.purpose, For::UnpaidWages | For::UnpaidBills);
            let here = |e: &&Payment| e.week == is.week && e.community == is.community;
            let paid: Vec<&Payment> = run.ledger.iter().filter(here).filter(moved).collect();
            let sum = |counts: &dyn Fn(&Payment) -> bool| -> i64 {
                paid.iter().filter(|e| counts(e)).map(|e| e.amount.0).sum()
            };
            let flow = sum(&|e| e.to == Account::Organization) - sum(&|e| e.from == Account::Organization);
            let change = Fen::from_yuan(is.reserve) - Fen::from_yuan(was.reserve);
            assert_eq!(flow, change.0, "week {}, home {}", is.week, is.community);
            let used = sum(&|e| matches!(e.to, Account::Employees | Account::Suppliers)) as f64 / 100.0;
            let owed = is.cost[Bearer::Staff] + is.cost[Bearer::Suppliers];
            let full = used + owed + is.cost[Bearer::Rooms];
            assert!((is.cost.full() - full).abs() < 1e-6, "week {}: {} {full}", is.week, is.cost.full());
        }
    }
}
