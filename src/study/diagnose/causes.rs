//! The three causes that the case study names, and what repairs each: **one** declaration, read from the
//! shipped scenarios.
//!
//! A cause is repaired by moving the levers in which its scenario differs from the reference. On another
//! scenario than the reference the same levers go to the same values; amounts of money grow by the same
//! factor; a repair never takes back what a scenario already has.

use crate::scenario::faults::Faults;
use crate::scenario::library::Embedded;
use crate::scenario::{Overrides, Scenario, read};
use crate::settings::{SettingsTree, Value};
use crate::study::diagnose::diagnosis::{Move, Player};
use crate::world::blueprint::{Blueprint, facts};

/// A cause and the shipped scenario that repairs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// Its key in JSON and on the command line.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The key in Chinese.
    pub key_zh: &'static str,
    /// The name in Chinese.
    pub zh: &'static str,
    /// The shipped scenario whose levers repair it.
    pub scenario: &'static str,
}

/// The causes, in the order of the bits of a coalition.
pub(crate) const CAUSES: [Cause; 3] = [
    Cause {
        key: "capacity",
        name: "organization capacity",
        key_zh: "能力",
        zh: "组织能力",
        scenario: "capacity",
    },
    Cause {
        key: "support", name: "government support", key_zh: "支持", zh: "政府支持", scenario: "support"
    },
    Cause {
        key: "mechanism",
        name: "running mechanism",
        key_zh: "机制",
        zh: "运行机制",
        scenario: "mechanism",
    },
];

/// The scenario against which repairs are declared.
pub(crate) const REFERENCE: &str = "z-home";

/// Levers that hold amounts of money: they are repaired by a factor, so that a county needs more than a
/// village.
const AMOUNTS: [&str; 2] = ["levers.funding.grant", "levers.brand.spend"];

/// Levers that only make sense together count as one.
const TOGETHER: &str = "levers.assessment.weights";

/// What repairs each cause.
pub(crate) fn moves() -> Result<[Vec<Move>; 3], Faults> {
    let names: Vec<String> =
        std::iter::once(REFERENCE).chain(CAUSES.map(|c| c.scenario)).map(String::from).collect();
    let scenarios = read(&names, &Overrides::default(), &Embedded)?;
    let between = |repaired: &Scenario| {
        let value = |blueprint: &Blueprint, path: &str| blueprint.settings.get(path);
        let levers = facts().into_iter().filter(|table| table.path.starts_with("levers."));
        let paths = levers
            .flat_map(|table| table.fields.iter().map(move |field| format!("{}.{}", table.path, field.name)));
        let moved = |path: String| {
            let (from, to) = (value(&scenarios[0].blueprint, &path)?, value(&repaired.blueprint, &path)?);
            (from != to).then_some(Move { path, from, to })
        };
        paths.filter_map(moved).collect()
    };
    Ok([1, 2, 3].map(|at| between(&scenarios[at])))
}

/// All levers of all causes, each once.
pub(crate) fn players(moves: &[Vec<Move>; 3]) -> Vec<Player> {
    let mut players: Vec<Player> = Vec::new();
    for (cause, moves) in CAUSES.iter().zip(moves) {
        for one in moves {
            let name = if one.path.starts_with(TOGETHER) { TOGETHER } else { one.path.as_str() };
            match players.iter_mut().find(|player| player.name == name) {
                Some(player) => player.moves.push(one.clone()),
                None => players.push(Player {
                    name: name.to_string(),
                    cause: cause.name.to_string(),
                    moves: vec![one.clone()],
                }),
            }
        }
    }
    players
}

/// A scenario with levers moved by a fraction of the way, in every phase of its timeline and where a rule
/// sets them.
pub(crate) fn repaired<'a>(
    scenario: &Scenario,
    moves: impl Iterator<Item = (&'a Move, f64)> + Clone,
    suffix: &str,
) -> Scenario {
    let mut repaired = scenario.clone();
    let blueprint = &mut repaired.blueprint;
    let phases = std::iter::once(&mut blueprint.settings.levers)
        .chain(blueprint.timeline.iter_mut().map(|phase| &mut phase.1));
    for levers in phases {
        for (one, fraction) in moves.clone() {
            if let Some(own) = levers.get(&one.path) {
                levers.set(&one.path, &moved(&own, one, fraction));
            }
        }
    }
    for own in blueprint.rules.iter_mut().flat_map(|rule| &mut rule.levers) {
        for (one, fraction) in moves.clone().filter(|(one, _)| one.path == own.path) {
            own.value = moved(&own.value, one, fraction);
        }
    }
    repaired.name = format!("{}{suffix}", scenario.name);
    repaired
}

/// The value of a lever after a fraction of its repair.
fn moved(own: &Value, one: &Move, fraction: f64) -> Value {
    let number = |value: &Value| match value {
        Value::Real(x) => Some(*x),
        Value::Integer(i) => Some(*i as f64),
        _ => None,
    };
    let (Some(now), Some(from), Some(to)) = (number(own), number(&one.from), number(&one.to)) else {
        return if fraction >= 0.5 { one.to.clone() } else { own.clone() };
    };
    let target = if AMOUNTS.contains(&one.path.as_str()) && from != 0.0 { now * to / from } else { to };
    // Weights sum to one together: they go all the way to theirs, whichever way that is.
    let back = (target - now) * (to - from) <= 0.0 && !one.path.starts_with(TOGETHER);
    let value = if back { now } else { now + fraction * (target - now) };
    // All the way is the value itself, not a sum that rounds to it.
    let value = if fraction == 1.0 && !back { target } else { value };
    match own {
        Value::Integer(_) => Value::Integer(libm::round(value) as i64),
        _ => Value::Real(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::InMemory;

    fn shipped(name: &str) -> Scenario {
        read(&[name.to_string()], &Overrides::default(), &Embedded).unwrap().remove(0)
    }

    fn all(fraction: f64, of: &Scenario) -> Scenario {
        let moves = moves().unwrap();
        repaired(of, moves.iter().flatten().map(|m| (m, fraction)), " repaired")
    }

    #[test]
    fn all_causes_repaired_are_the_full_package() {
        let reference = shipped(REFERENCE);
        assert_eq!(all(1.0, &reference).blueprint, shipped("full-package").blueprint);
        assert_eq!(all(0.0, &reference).blueprint, reference.blueprint);
    }

    #[test]
    fn causes_share_no_lever_and_weights_are_one_player() {
        let moves = moves().unwrap();
        let players = players(&moves);
        let paths: Vec<_> = moves.iter().flatten().map(|m| m.path.as_str()).collect();
        assert!(paths.iter().enumerate().all(|(i, path)| !paths[..i].contains(path)), "{paths:?}");
        assert_eq!(players.iter().filter(|p| p.name.contains("weights")).count(), 1);
        assert_eq!(players.iter().map(|p| p.moves.len()).sum::<usize>(), paths.len());
        assert!(moves[0].iter().any(|m| m.path == "levers.capacity.management") && moves[1].len() >= 8);
    }

    #[test]
    fn a_repair_takes_nothing_back_and_amounts_grow_by_a_factor() {
        let mut rich = shipped(REFERENCE);
        rich.blueprint.settings.levers.funding.grant = 2_000_000.0;
        rich.blueprint.settings.levers.funding.contract = 260;
        rich.blueprint.settings.levers.union.decision_role = 0.9;
        let levers = all(1.0, &rich).blueprint.settings.levers;
        assert_eq!((levers.funding.grant, levers.funding.contract), (2_500_000.0, 260));
        assert_eq!((levers.union.decision_role, levers.funding.lag), (0.9, 0));
        let half = all(0.5, &shipped(REFERENCE)).blueprint.settings.levers;
        assert_eq!((half.council.meets, half.council.charter, half.support.hours), (8, true, 4.0));
        let weights = half.weights;
        let sum = weights.events
            + weights.paperwork
            + weights.satisfaction
            + weights.participation
            + weights.development;
        assert!((sum - 1.0).abs() < 1e-12);
    }

    /// The text of a repaired scenario alone says what was run.
    #[test]
    fn a_repaired_scenario_reads_back() {
        for name in ["z-home", "funding-cut", "county"] {
            let repaired = all(1.0, &shipped(name));
            let files = [("again.toml".to_string(), repaired.resolved().into_bytes())];
            let library = InMemory { files: files.into_iter().collect() };
            let again = read(&["again".to_string()], &Overrides::default(), &library).unwrap().remove(0);
            assert!(
                again.blueprint == repaired.blueprint && again.blueprint != shipped(name).blueprint,
                "{name}"
            );
        }
    }

    /// The lines in which two texts differ, each below the heading of its table.
    fn changed(before: &str, after: &str) -> Vec<String> {
        let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
        assert_eq!(before.len(), after.len());
        let heading = |at: usize| before[..at].iter().rev().find(|line| line.starts_with('[')).unwrap_or(&"");
        let differ = (0..before.len()).filter(|at| before[*at] != after[*at]);
        differ.map(|at| format!("{} {} -> {}", heading(at), before[at], after[at])).collect()
    }

    #[test]
    fn the_text_of_a_repair_differs_in_the_moved_levers_alone() {
        let cut = shipped("funding-cut");
        let grant: Vec<Move> =
            moves().unwrap().into_iter().flatten().filter(|one| one.path == "levers.funding.grant").collect();
        let repaired = repaired(&cut, grant.iter().map(|one| (one, 1.0)), " repaired");
        assert_eq!(
            changed(&cut.resolved(), &repaired.resolved()),
            [
                "[levers.funding] grant = 208000.0 -> grant = 260000.0",
                "[[schedule]] levers.funding.grant = 145600.0 -> levers.funding.grant = 182000.0",
            ]
        );
    }

    /// Words that look like a setting are words.
    #[test]
    fn a_repair_changes_no_line_of_the_summary() {
        let text = "extends = \"z-home\"\ntitle = \"t\"\nsummary = '''a\n[levers.funding]\ngrant = 1.0'''\n";
        let of = |name: &str, text: String| {
            let library = InMemory { files: [(format!("{name}.toml"), text.into_bytes())].into() };
            read(&[name.to_string()], &Overrides::default(), &library).unwrap().remove(0)
        };
        let again = of("again", all(1.0, &of("own", text.to_string())).resolved());
        assert_eq!(again.summary, "a\n[levers.funding]\ngrant = 1.0");
        assert_eq!(again.blueprint, shipped("full-package").blueprint);
    }

    #[test]
    fn a_dated_stress_survives_the_repair() {
        let cut = all(1.0, &shipped("funding-cut")).blueprint;
        assert_eq!(
            (cut.levers_at(155).funding.grant, cut.levers_at(156).funding.grant),
            (260_000.0, 182_000.0)
        );
    }
}
