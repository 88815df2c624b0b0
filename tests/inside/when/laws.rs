//! What holds of every world with rules.

use super::{rule, scenario};
use crate::inside::common::{on_threads, small};
use crate::inside::laws::shortened;
use crate::settings::{SettingsTree, Value};
use crate::simulation::{History, Retain, Trajectory, run};
use crate::units::Week;
use crate::world::World;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::EventName;
use crate::world::record::{Record, measure};
use crate::world::when::rule::{LeverSetting, PolicyRule};

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

/// `z-home` small and short, with a handover in week 27 and these rules.
fn with_rules(rules: &[PolicyRule]) -> Blueprint {
    Blueprint { rules: rules.to_vec(), ..shortened(small("z-home")) }
}

/// Rules that come into force and end in every world: by the week, and by what the home is like.
fn busy() -> Vec<PolicyRule> {
    let mut second =
        rule("mean(visits, 4) > 1 and not (awareness > 2 * awareness)", false, Some("week >= 60"), 6.0);
    second.levers.push(LeverSetting { path: "levers.brand.spend".into(), value: Value::Real(500.0) });
    vec![rule("week >= 39 for 2 weeks", true, None, 9.0), second]
}

fn until(t: &Trajectory, week: Week) -> (Vec<Record>, usize, usize) {
    (
        t.records.iter().filter(|r| r.week <= week).copied().collect(),
        t.events.iter().filter(|e| e.week <= week).count(),
        t.ledger.iter().filter(|e| e.week <= week).count(),
    )
}

fn steps(t: &Trajectory) -> Vec<Week> {
    let of_rules = |name| matches!(name, EventName::RuleBegins | EventName::RuleEnds);
    t.events.iter().filter(|e| of_rules(e.kind.name())).map(|e| e.week).collect()
}

#[test]
fn a_rule_that_never_comes_into_force_changes_nothing() {
    let never = [
        rule("participation > 0.99", false, Some("visits >= 0"), 9.0),
        rule("reserve < -1e12", true, None, 1.0),
    ];
    let (plain, ruled) = (run(&with_rules(&[]), 5, 2, ALL), run(&with_rules(&never), 5, 2, ALL));
    assert!(plain.records.iter().map(|r| r.visits).sum::<f64>() > 100.0 && plain == ruled);
}

/// A rule whose levers are those in force anyway only tells that it came into force.
#[test]
fn a_rule_without_an_effect_has_an_effect_of_exactly_nothing() {
    let same = with_rules(&[rule("week >= 30", false, Some("week >= 44"), 0.0)]);
    let (plain, mut ruled) = (run(&with_rules(&[]), 5, 2, ALL), run(&same, 5, 2, ALL));
    assert_eq!(steps(&ruled), [31, 45, 58, 71]);
    ruled.events.retain(|e| !matches!(e.kind.name(), EventName::RuleBegins | EventName::RuleEnds));
    assert!(plain == ruled);
}

#[test]
fn before_its_first_step_a_rule_changes_nothing_and_then_its_lever_acts() {
    let (plain, ruled) = (run(&with_rules(&[]), 5, 2, ALL), run(&with_rules(&busy()[..1]), 5, 2, ALL));
    assert_eq!(steps(&ruled), [41], "seen in weeks 39 and 40");
    assert!(until(&plain, 40) == until(&ruled, 40) && until(&plain, 41) != until(&ruled, 41));
    let hours = measure("open_hours").expect("a measure");
    let of_week = |t: &Trajectory, week: usize| (hours.read)(&t.records[week]).value().expect("open");
    let more = |week| of_week(&ruled, week) - of_week(&plain, week);
    assert!(more(40) == 0.0 && more(41) > 4.0, "{} hours more", more(41));
}

#[test]
fn the_same_bytes_for_any_number_of_threads_and_from_a_saved_world() {
    let b = with_rules(&busy());
    let one = on_threads(1, || run(&b, 8, 3, ALL));
    assert!(steps(&one).len() >= 4, "{:?}", steps(&one));
    for threads in [2, 5] {
        assert!(one == on_threads(threads, || run(&b, 8, 3, ALL)), "{threads} threads");
    }
    for week in [0, 1, 3, 40, 41, 62] {
        let mut history = History::begin(&b, 8, 3, &());
        history.go_on(&b, week, ALL, &());
        let saved = postcard::to_stdvec(&history.world).expect("a world can be saved");
        let json = serde_json::to_string(&history.world).expect("a world is plain data");
        for world in [postcard::from_bytes::<World>(&saved).ok(), serde_json::from_str(&json).ok()] {
            let world = world.expect("a saved world can be loaded");
            assert!(world == history.world, "week {week}");
            let mut again = History { world, trajectory: history.trajectory.clone() };
            again.go_on(&b, b.weeks, ALL, &());
            assert!(again.trajectory == one, "from week {week} on");
        }
    }
}

/// Blueprints are plain data too, conditions and all.
#[test]
fn a_saved_blueprint_runs_the_same() {
    let b = with_rules(&busy());
    let saved = postcard::to_stdvec(&b).expect("a blueprint can be saved");
    let loaded: Blueprint = postcard::from_bytes(&saved).expect("a saved blueprint can be loaded");
    assert!(b == loaded && run(&b, 1, 1, ALL) == run(&loaded, 1, 1, ALL));
}

#[test]
fn histories_with_other_rules_part_after_week_0() {
    let (plain, ruled) = (with_rules(&[]), with_rules(&busy()));
    let mut other = ruled.clone();
    other.rules[1].levers[0].value = Value::Real(7.0);
    assert_eq!((plain.agrees_until(&ruled), ruled.agrees_until(&other)), (Some(0), Some(0)));
    assert_eq!(ruled.agrees_until(&ruled.clone()), Some(78));
    // What is written down is the same until a rule may come into force: by its own words, not by the world.
    assert_eq!((plain.parts_from(&ruled), ruled.parts_from(&ruled.clone())), (Some(4), None));
    assert_eq!((with_rules(&busy()[..1]).parts_from(&plain), ruled.parts_from(&other)), (Some(41), Some(4)));
    let late = with_rules(&[rule("week >= 78", true, None, 1.0)]);
    assert_eq!((plain.parts_from(&late), plain.agrees_until(&late)), (None, Some(0)));
    // With the same rules they part where a dated lever does.
    let mut dated = ruled.clone();
    let mut levers = dated.settings.levers.clone();
    levers.disclosure.fee = 5.0;
    dated.timeline.push((50, levers));
    assert_eq!(ruled.agrees_until(&dated), Some(49));
    let (a, b) = (run(&ruled, 3, 1, ALL), run(&dated, 3, 1, ALL));
    assert!(until(&a, 49) == until(&b, 49) && until(&a, 60) != until(&b, 60));
    // A history goes on under the other blueprint as if it had lived there from the beginning.
    for (from, to, week) in [(&plain, &ruled, 0), (&ruled, &plain, 0), (&ruled, &dated, 49)] {
        let mut history = History::begin(from, 3, 1, &());
        history.go_on(from, week, ALL, &());
        history.go_on(to, to.weeks, ALL, &());
        assert!(history.trajectory == run(to, 3, 1, ALL));
    }
}

#[test]
fn what_is_spelled_out_holds_the_rules_and_runs_the_same() {
    let text = "title = 't'\nextends = 'adaptive'\nweeks = 160\nresidents.population = 200\nlevers.operator.from = 5\n\
        calendar.warm_start = 5\nlevers.support.hours = 1\n\
        when = [{ if = \"week >= 20 and\\n visits > 0 for 2 weeks\", once = true, until = 'week > 40', \
        then.levers.support.hours = 6 }]\n";
    let own = scenario(text);
    assert_eq!(own.blueprint.rules.len(), 2, "that of the layer below comes first");
    assert_eq!(own.origins["when.2.levers.support.hours"].0, Value::Real(6.0));
    let again = scenario(&own.resolved());
    assert_eq!(again.resolved(), own.resolved());
    assert!(again.blueprint == own.blueprint && again.blueprint.rules[1].once);
    let (a, b) = (run(&own.blueprint, 1, 1, ALL), run(&again.blueprint, 1, 1, ALL));
    assert!(a == b && !steps(&a).is_empty());
}

/// Rules of layers and flags follow one another; the last wins, and that is told with both places.
#[test]
fn rules_of_layers_and_flags_follow_one_another() {
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    let flag =
        |hours: u8| format!("when=[{{if='week > {hours}', once=true, then.levers.support.hours={hours}}}]");
    let request = Overrides { sets: vec![flag(4), flag(6)], weeks: None };
    let scenario =
        read(&["adaptive".into()], &request, &Embedded).unwrap_or_else(|f| panic!("{f}")).remove(0);
    let levers = scenario.blueprint.rules.iter().flat_map(|rule| &rule.levers);
    let hours = levers.filter(|lever| lever.path == "levers.support.hours");
    let set: Vec<Value> = hours.map(|lever| lever.value.clone()).collect();
    assert_eq!(set, [8.0, 4.0, 6.0].map(Value::Real));
    let [warning] = &scenario.warnings[..] else { panic!("{:?}", scenario.warnings) };
    assert!(warning.starts_with("`levers.support.hours` is set by rule 1 (adaptive.toml:"), "{warning}");
    assert!(warning.contains(&format!("--set {}", flag(6))), "{warning}");
    assert!(scenario.blueprint.settings.levers.get("levers.support.hours") == Some(Value::Real(0.0)));
}

/// Of thousands of rules that set one lever a few are named and the others counted.
#[test]
fn many_rules_of_one_lever_are_told_in_a_line() {
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    let rule = |n: u32| format!("{{if='week > {n}', once=true, then.levers.support.hours={}}}", n % 20);
    let rules: Vec<String> = (60..2_060).map(|n| rule(n % 200 + 4)).collect();
    let request = Overrides { sets: vec![format!("when=[{}]", rules.join(","))], weeks: None };
    let scenario = read(&["z-home".into()], &request, &Embedded).unwrap_or_else(|f| panic!("{f}")).remove(0);
    let told: Vec<_> = scenario.warnings.iter().filter(|words| words.contains("is set by rule 1 ")).collect();
    let [warning] = told[..] else { panic!("{:?}", scenario.warnings) };
    let (named, more) = (warning.matches("rule ").count(), warning.contains("and 1995 more: while several"));
    assert!(named == 5 && more, "{}", &warning[..warning.len().min(400)]);
}

/// Cut by `--weeks`, a rule that can only act later is a warning; within its own horizon it is a fault.
#[test]
fn a_rule_that_comes_too_late_is_told() {
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    let request = |weeks| Overrides { weeks: Some(weeks), sets: vec![] };
    let cut = read(&["adaptive".into()], &request(100), &Embedded).unwrap().remove(0);
    assert!(
        cut.warnings.iter().any(|w| w.contains("`if` can act from week 105 on at the earliest")),
        "{:?}",
        cut.warnings
    );
    let again = scenario(&cut.resolved());
    assert!(again.blueprint == cut.blueprint && again.resolved() == cut.resolved());
}
