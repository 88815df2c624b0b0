//! Up to which week two blueprints agree, held against histories really lived; and the whole result folder
//! with and without forks.

use crate::inside::common::{small, with};
use crate::levers::Levers;
use crate::scenario::library::names;
use crate::settings::{Field, SettingsTree, Value, ValueKind};
use crate::simulation::{Retain, Trajectory, run};
use crate::units::Week;
use crate::world::blueprint::Blueprint;
use std::collections::BTreeMap;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

/// The history up to and including a week.
fn until(t: &Trajectory, week: Week) -> Trajectory {
    Trajectory {
        records: t.records.iter().filter(|r| r.week <= week).copied().collect(),
        events: t.events.iter().filter(|e| e.week <= week).cloned().collect(),
        ledger: t.ledger.iter().filter(|e| e.week <= week).copied().collect(),
        groups: t.groups.iter().filter(|g| 52 * g.year as Week <= week).cloned().collect(),
        ..Trajectory::default()
    }
}

/// A shipped scenario, small and short: what is dated in the third year comes in the second.
fn brief(name: &str) -> Blueprint {
    let mut b = small(name);
    b.settings.calendar.warm_start = 10;
    b.weeks = 80;
    b.communities.truncate(2);
    b.timeline.iter_mut().for_each(|(week, _)| *week -= 90);
    b
}

#[test]
fn all_pairs_of_shipped_scenarios_agree_as_long_as_they_say() {
    let shipped: Vec<(&str, Blueprint)> = names().map(|name| (name, brief(name))).collect();
    let lived: BTreeMap<&str, Trajectory> =
        shipped.iter().map(|(name, b)| (*name, run(b, 3, 1, ALL))).collect();
    let mut agreed = 0;
    for (a, x) in &shipped {
        for (b, y) in &shipped {
            assert_eq!(x.agrees_until(y), y.agrees_until(x), "{a} and {b}");
            let Some(week) = x.agrees_until(y) else { continue };
            assert!(until(&lived[a], week) == until(&lived[b], week), "{a} and {b} until week {week}");
            assert!(a != b || week == 80);
            agreed += u32::from(a != b);
        }
    }
    assert!(agreed > 200, "{agreed} pairs share a beginning");
}

#[test]
fn companions_of_z_home_share_its_first_year_and_differ_at_once() {
    let z = brief("z-home");
    let lived = run(&z, 3, 1, ALL);
    for name in
        ["capacity", "support", "assessment", "brand", "non-profit", "union-council", "partners", "mechanism"]
    {
        let other = brief(name);
        assert_eq!(z.agrees_until(&other), Some(52), "{name}");
        // Where the budget leaves less than either spend for the brand, both spend the same.
        assert!(name == "brand" || until(&lived, 65) != until(&run(&other, 3, 1, ALL), 65), "{name}");
    }
    assert_eq!(z.agrees_until(&brief("government-led")), Some(52));
    assert_eq!(z.agrees_until(&brief("fee")), Some(65));
    assert_eq!(z.agrees_until(&brief("open-rooms")), None);
    assert_eq!(z.agrees_until(&brief("county")), None);
}

#[test]
fn who_runs_the_home_counts_by_the_weeks_in_which_somebody_does() {
    let z = brief("z-home");
    let change = |change: &dyn Fn(&mut Blueprint)| {
        let mut b = z.clone();
        change(&mut b);
        z.agrees_until(&b)
    };
    assert_eq!(change(&|b| b.settings.levers.operator.from = 20), Some(19));
    assert_eq!(change(&|b| b.settings.levers.operator.from = 70), Some(52));
    assert_eq!(change(&|b| b.weeks = 30), Some(30));
    assert_eq!(change(&|b| b.settings.calendar.warm_start = 11), None);
    assert_eq!(change(&|b| b.settings.organization.setup.reserve += 1.0), None);
    assert_eq!(change(&|b| b.communities[0].home.seats += 1), None);
    assert_eq!(
        change(&|b| b.settings.levers.brand.campaign_start = 60),
        Some(52),
        "a campaign is the operator's"
    );
    let mut later = z.settings.levers.clone();
    later.disclosure.fee = 5.0;
    assert_eq!(
        change(&|b| b.timeline.push((40, later.clone()))),
        Some(52),
        "dated, but nobody is there to act on it"
    );
    assert_eq!(change(&|b| b.timeline.push((60, later.clone()))), Some(59));
    assert_eq!(change(&|b| b.timeline.push((60, b.settings.levers.clone()))), Some(80), "nothing changes");
    let mut moved = z.settings.levers.clone();
    moved.operator.from = 30;
    assert_eq!(change(&|b| b.timeline.push((60, moved.clone()))), Some(80), "in place either way");
}

/// A rival takes visitors and bills are dearer whoever runs the home; prices grow from week 1 on.
#[test]
fn what_acts_whoever_runs_the_home_counts_in_every_week() {
    let z = brief("z-home");
    let set = |week: Option<Week>, path: &str, value: f64| {
        let (mut b, value) = (z.clone(), Value::Real(value));
        match week {
            Some(week) => {
                let mut levers = z.settings.levers.clone();
                assert!(levers.set(path, &value));
                b.timeline.push((week, levers));
            }
            None => assert!(b.settings.set(path, &value)),
        }
        (z.agrees_until(&b), b)
    };
    let lived = run(&z, 3, 1, ALL);
    let of_anybody = |field: &&Field| field.lever.is_some_and(|lever| !lever.needs.an_operator());
    let mut tried = 0;
    for table in Levers::facts() {
        for field in table.fields.iter().filter(of_anybody) {
            let path = format!("{}.{}", table.path, field.name);
            let high: f64 = field.lever.expect("a lever").high.parse().expect("a number");
            let grows = path.ends_with("_growth");
            assert_eq!(set(None, &path, high).0, grows.then_some(0), "{path}");
            let (agreed, other) = set(Some(20), &path, high);
            assert_eq!(agreed, Some(19), "{path}");
            let other = run(&other, 3, 1, ALL);
            assert!(
                until(&lived, 19) == until(&other, 19) && until(&lived, 30) != until(&other, 30),
                "{path}"
            );
            tried += 1;
        }
    }
    assert_eq!(tried, 6);
}

/// Both ends of the usual span of a lever; of what only goes with one, of its range.
fn ends(field: &Field) -> Vec<Value> {
    let said = |text: &str| match field.kind {
        ValueKind::Real => Value::Real(text.parse().unwrap()),
        ValueKind::Integer => Value::Integer(text.parse().unwrap()),
        ValueKind::Flag => Value::Flag(text == "true"),
        ValueKind::Text | ValueKind::Choice(_) => Value::Text(text.into()),
    };
    match (field.lever, field.range) {
        (Some(lever), _) => vec![said(lever.low), said(lever.high)],
        (None, Some((low, high))) => vec![said(&low.to_string()), said(&high.to_string())],
        (None, None) => panic!("`{}` has neither a span nor a range", field.name),
    }
}

/// What `agrees_until` builds on: no lever does anything without an operator, also after one has left, though
/// a campaign is on and people are to be told.
#[test]
fn no_lever_does_anything_without_an_operator() {
    for from in [100_000, 12] {
        let mut b = with("z-home", &["residents.population=300", "calendar.warm_start=2"]);
        b.weeks = 40;
        b.settings.levers.operator.from = from;
        let brand = &mut b.settings.levers.brand;
        (brand.seeds, brand.campaign_start, brand.campaign_prize) = (10.0, 25, 20.0);
        let mut gone = b.settings.levers.clone();
        gone.operator.kind = crate::levers::operator::OperatorKind::Government;
        b.timeline.push((20, gone));
        let plain = run(&b, 1, 1, ALL);
        let mut tried = 0;
        for table in Levers::facts() {
            for field in table.fields {
                let path = format!("{}.{}", table.path, field.name);
                // Who runs the home is the question itself; and some act whoever does.
                let of_anybody = field.lever.is_some_and(|lever| !lever.needs.an_operator());
                if of_anybody || ["levers.operator.kind", "levers.operator.from"].contains(&path.as_str()) {
                    continue;
                }
                for value in ends(field) {
                    let mut changed = b.clone();
                    let last = &mut changed.timeline[0].1;
                    assert!(last.set(&path, &value), "{path}");
                    if from > 40 {
                        changed.settings.levers.set(&path, &value);
                    }
                    assert_eq!(b.agrees_until(&changed), Some(40), "{path}");
                    assert!(plain == run(&changed, 1, 1, ALL), "{path} = {value:?}");
                    tried += 1;
                }
            }
        }
        assert!(tried > 60, "{tried}");
    }
}
