//! `compare` and `diagnose`: what must hold exactly, bad input, names, exit codes.

use crate::batch::rounds::{Rounds, Unobserved};
use crate::cli::batch::Flags;
use crate::cli::compare::{Arguments, CompareResults, compare};
use crate::cli::flags::{Destination, Display, Showing, Worlds};
use crate::cli::goals::wanted;
use crate::cli::knowledge::KnowledgeFlags;
use crate::files::manifest::{Request, json};
use crate::files::read;
use crate::measure::values::worlds;
use crate::measure::window::{Window, over};
use crate::report::answers::run::Emphasis;
use crate::report::answers::{compare, compare_json, diagnose, diagnose_json};
use crate::report::text::cells::width;
use crate::scenario;
use crate::scenario::Scenario;
use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::library::Embedded;
use crate::simulation::run as run_world;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::effects::effects;
use crate::study::compare::purposes::PurposeSum;
use crate::study::compare::reduce::{KEEP, reduce};
use crate::study::compare::with_twin;
use crate::study::diagnose::causes::moves;
use crate::study::diagnose::coalitions::coalitions;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::diagnose::{Players, Questions, diagnose};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::measure;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// Shipped scenarios with few residents and a short life.
fn small(names: &[&str]) -> Vec<Scenario> {
    let sets = ["residents.population=1000", "home.seats=12", "calendar.warm_start=52"];
    let request =
        scenario::Overrides { sets: sets.iter().map(|s| s.to_string()).collect(), weeks: Some(130) };
    scenario::read(&names.iter().map(|n| n.to_string()).collect::<Vec<_>>(), &request, &Embedded).unwrap()
}

fn flags(replicates: u32) -> Flags {
    let worlds = Worlds { replicates, ..Worlds::default() };
    let showing = Showing { quiet: true, ..Showing::default() };
    let display = Display { json: true, showing, ..Display::default() };
    Flags { worlds, display, ..Flags::default() }
}

fn run(scenarios: &[Scenario], replicates: u32, until: Option<&str>) -> CompareResults {
    let arguments = Arguments {
        flags: flags(replicates),
        until: until.map(String::from).into_iter().collect(),
        measure: "participation".into(),
        knowledge: KnowledgeFlags { chance_only: true, ..KnowledgeFlags::default() },
        ..Arguments::default()
    };
    compare(&arguments, &with_twin(scenarios), wanted("participation").unwrap(), &run_world, None).unwrap()
}

#[test]
fn a_scenario_has_no_effect_against_itself_in_any_cell() {
    let mut scenarios = small(&["z-home"]);
    scenarios.push(Scenario { name: "the same".into(), ..scenarios[0].clone() });
    let done = run(&scenarios, 4, None);
    let all = &done.comparison;
    assert!(all.effects.len() > 300);
    for e in &all.effects {
        let found = (e.paired.diff, e.paired.interval, e.paired.others);
        assert_eq!(found, (0.0, None, Some(0)), "{} {}: no world of 4 differs", e.measure, e.window);
        assert!(e.paired.p_better.is_none_or(|p| p == 0.5) && e.paired.pairs_to_settle.is_none());
    }
    assert!(all.groups.iter().all(|g| g.paired.diff == 0.0) && !all.groups.is_empty());
    assert_eq!(
        (
            all.checks.null.weeks_that_differ,
            all.checks.prefixes[0].check.weeks_that_differ,
            all.checks.prefixes[0].check.parts
        ),
        (0, 0, None)
    );
    // The first of the four worlds is lived twice.
    assert!(
        all.checks.null.cells > 10_000 && all.checks.prefixes[0].check.cells == 4 * all.checks.null.cells
    );
    assert_eq!(all.checks.null.worlds, 1);
    assert_eq!(all.ranking().groups, [vec![0, 1]]);
    assert!(all.costs()[0].prices.iter().all(|p| p.price == crate::study::compare::prices::Price::NoEffect));
    assert!(all.costs()[0].purposes.is_empty());
}

#[test]
fn swapping_the_two_mirrors_every_sign() {
    let scenarios = small(&["z-home", "full-package"]);
    let there = run(&scenarios, 5, None).comparison;
    let back = run(&[scenarios[1].clone(), scenarios[0].clone()], 5, None).comparison;
    assert_eq!(there.effects.len(), back.effects.len());
    let mut moved = 0;
    for (a, b) in there.effects.iter().zip(&back.effects) {
        assert_eq!((a.measure, &a.window, a.paired.diff), (b.measure, &b.window, -b.paired.diff));
        assert_eq!(a.paired.others, b.paired.others);
        assert_eq!(a.paired.interval.is_some(), b.paired.interval.is_some());
        if let Some(((low, high), (b_low, b_high))) = a.paired.interval.zip(b.paired.interval) {
            assert!(
                (low + b_high).abs() <= 1e-9 * high.abs().max(1.0)
                    && (high + b_low).abs() <= 1e-9 * high.abs().max(1.0)
            );
        }
        assert!(a.paired.p_better.zip(b.paired.p_better).is_none_or(|(p, q)| (p + q - 1.0).abs() < 1e-12));
        moved += u32::from(a.paired.diff != 0.0);
    }
    assert!(moved > 200, "{moved}");
    assert!(there.groups.iter().zip(&back.groups).all(|(a, b)| a.paired.diff == -b.paired.diff));
    assert_eq!(
        there.ranking().groups.concat(),
        back.ranking().groups.concat().iter().map(|i| 1 - i).collect::<Vec<_>>()
    );
    let prefix = there.checks.prefixes[0].check;
    assert_eq!(
        (prefix.parts, prefix.weeks_that_differ),
        (Some(53), 0),
        "before the handover nothing differs"
    );
    assert!(prefix.first_difference.is_some_and(|week| (53..60).contains(&week)), "{prefix:?}");
}

#[test]
fn public_money_is_that_of_the_books() {
    let scenarios = small(&["z-home"]);
    let run = run_world(&scenarios[0].blueprint, 1, 1, KEEP);
    let reduced = reduce(&scenarios[0], &run);
    let add = |of: fn(&PurposeSum) -> f64| reduced.paid.values().map(of).sum::<f64>();
    let paid = PurposeSum { whole: add(|sum| sum.whole), last_year: add(|sum| sum.last_year) };
    let books = |window: Window| {
        over(
            measure("public_cost").unwrap(),
            &run.records,
            &window.weeks(&scenarios[0].blueprint).unwrap(),
            None,
        )
        .value()
        .unwrap()
    };
    assert!(
        (paid.whole - books(Window::Whole)).abs() < 1e-6
            && (paid.last_year - books(Window::LastYear)).abs() < 1e-6
    );
    assert!(paid.whole > 0.0);
}

#[test]
fn more_worlds_by_index_give_the_same_as_all_at_once() {
    let scenarios = small(&["z-home", "support"]);
    let narrow = run(&scenarios, 3, Some("0.004"));
    assert!(narrow.worlds > 3 && narrow.worlds < 2_000, "{}", narrow.worlds);
    let at_once = run(&scenarios, narrow.worlds, None);
    assert_eq!(narrow.comparison.effects, at_once.comparison.effects);
    let e = |d: &CompareResults| {
        let found = d
            .comparison
            .effects
            .iter()
            .find(|e| e.measure == "participation" && e.window == Window::LastYear);
        found.unwrap().paired.interval.unwrap()
    };
    assert!(e(&narrow).1 - e(&narrow).0 < 0.004);
}

#[test]
fn one_world_gives_no_interval_and_says_so() {
    let scenarios = small(&["z-home", "support"]);
    let done = run(&scenarios, 1, None);
    assert!(done.comparison.effects.iter().all(|e| e.paired.interval.is_none() && e.paired.pairs == 1));
    assert_eq!(done.comparison.ranking().groups.len(), 1, "nothing is told apart");
    let text = compare::text(&done.comparison, &scenarios, Emphasis::Plain);
    assert!(
        text.contains("1 world, so no interval") && done.warnings.iter().any(|w| w.contains("no interval")),
        "{text}"
    );
}

#[test]
fn names_that_need_care_survive() {
    let name = "<b>A & B</b> 100% 社工之家 🏠, \"q\"";
    let mut scenarios = small(&["z-home", "support"]);
    scenarios[1].name = name.into();
    scenarios[1].title = format!("Title of {name}");
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("r");
    let mut flags = flags(3);
    flags.display.json = false;
    flags.destination = Destination { out: Some(out.clone()), ..Destination::default() };
    let knowledge = KnowledgeFlags { chance_only: true, ..KnowledgeFlags::default() };
    let arguments = Arguments { flags, measure: "participation".into(), knowledge, ..Arguments::default() };
    // A name with a slash could not come from a file; this one has one only inside a tag, which no file can
    // have.
    scenarios[1].name = name.replace('/', "");
    let name = scenarios[1].name.clone();
    let done =
        compare(&arguments, &with_twin(&scenarios), wanted("participation").unwrap(), &run_world, None)
            .unwrap();
    let text = compare::text(&done.comparison, &scenarios, Emphasis::Plain);
    assert!(text.contains(&name), "{text}");
    assert!(text.lines().all(|line| width(line) <= 100), "{text}");
    let json =
        compare_json::as_json(&done.comparison, &Request::default(), &scenarios, 3, &done.warnings, &[]);
    assert_eq!(json["scenarios"][0]["scenario"], name.as_str());
    for file in ["effects.csv", "group-effects.csv"] {
        let mut reader = csv::Reader::from_path(out.join(file)).unwrap();
        let at = reader.headers().unwrap().iter().position(|h| h == "scenario").unwrap();
        assert!(reader.records().all(|row| row.unwrap()[at] == *name), "{file}");
    }
    let stored: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("compare.json")).unwrap()).unwrap();
    assert_eq!(stored["ranking"]["scenarios"][1], name.as_str());
    let series = std::fs::read_to_string(out.join("runs.csv")).unwrap();
    assert_eq!(series.lines().count(), 1 + 2 * 3, "the second life of the baseline leaves no rows");
    let package = std::fs::read_to_string(out.join("datapackage.json")).unwrap();
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(package.contains("group-effects.csv") && manifest.contains("compare.json"));
}

/// The same rules speak of a comparison in memory and of its folder.
#[test]
fn a_comparison_is_read_back_from_its_folder() {
    let mut scenarios = small(&["z-home", "support"]);
    let mut nobody_bids = Scenario { name: "nobody-bids".into(), ..scenarios[0].clone() };
    nobody_bids.blueprint.settings.levers.funding.grant = 0.0;
    scenarios.push(nobody_bids);
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("r");
    let destination = Destination { out: Some(out.clone()), ..Destination::default() };
    let arguments = Arguments {
        flags: Flags { destination, ..flags(4) },
        measure: "participation".into(),
        knowledge: KnowledgeFlags { chance_only: true, ..KnowledgeFlags::default() },
        ..Arguments::default()
    };
    let participation = wanted("participation").unwrap();
    let done =
        compare(&arguments, &with_twin(&scenarios), participation, &run_world, None).unwrap().comparison;
    let read = read::folder(&out, &[]).unwrap();
    assert!(!done.breaks()[2].found.is_empty(), "{:?}", done.breaks());
    assert!(done.costs()[0].prices.len() == 7 && !done.costs()[0].purposes.is_empty());
    assert_eq!(read.effects, done.effects);
    assert_eq!((read.ranked().name, &read.checks), (done.ranked().name, &done.checks));
    let kept = |of: &Comparison| {
        let kept = |case: &Case| {
            let values: Vec<_> =
                case.worlds.iter().map(|(world, run)| (*world, run.values.clone())).collect();
            (case.name.clone(), case.inputs.clone(), case.residents, case.before_ends, values)
        };
        of.cases.iter().map(kept).collect::<Vec<_>>()
    };
    assert_eq!(kept(&read), kept(&done));
    // What is found of groups is not stored whole: the rule that found it finds it again.
    let read = Comparison { groups: read.group_effects(), ..read };
    let words = |of: &Comparison| compare::text(of, &scenarios, Emphasis::Plain);
    assert_eq!(words(&read), words(&done));
    let json =
        |of: &Comparison| json(&compare_json::as_json(of, &Request::default(), &scenarios, 4, &[], &[]));
    assert_eq!(String::from_utf8(json(&read)), String::from_utf8(json(&done)));
    // What was not computed before is computed by the rule by which it would have been.
    let again = Comparison { effects: vec![], ..read.clone() };
    assert_eq!(again.change(&again.cases[1], participation), read.change(&read.cases[1], participation));
}

#[test]
fn different_handovers_are_told_and_before_is_not_compared() {
    let mut scenarios = small(&["z-home", "support"]);
    scenarios[1].blueprint.settings.levers.operator.from = 70;
    let done = run(&scenarios, 3, None);
    assert!(
        done.warnings.iter().any(|w| w.contains("week 70") && w.contains("week 53")),
        "{:?}",
        done.warnings
    );
    assert!(done.comparison.effects.iter().all(|e| e.window != Window::Before));
    assert_eq!(
        (
            done.comparison.checks.prefixes[0].check.parts,
            done.comparison.checks.prefixes[0].check.weeks_that_differ
        ),
        (Some(53), 0)
    );
}

#[test]
fn effects_of_worlds_gathered_twice_are_equal() {
    let scenarios = small(&["z-home", "support"]);
    let cancel = AtomicBool::new(false);
    let worlds = |threads| {
        let mut nobody = Unobserved;
        worlds(&mut Rounds::new(Some(&run_world), 1, threads, &cancel, &mut nobody), "x", &scenarios, 4)
            .unwrap()
    };
    let (one, three) = (worlds(1), worlds(3));
    let of = |w: &[BTreeMap<u32, _>]| effects((&scenarios[0], &w[0]), (&scenarios[1], &w[1]), 1);
    assert_eq!(of(&one), of(&three));
}

#[test]
fn shares_of_causes_add_up_and_the_answer_says_all() {
    let scenario = small(&["z-home"]).remove(0);
    let moves = moves().unwrap();
    let all = coalitions(&scenario, &moves, [1.0; 3]);
    assert_eq!(all.len(), 8);
    let cancel = AtomicBool::new(false);
    let mut nobody = Unobserved;
    let mut lab = Rounds::new(None, 1, 2, &cancel, &mut nobody);
    let asked = Questions {
        replicates: 6,
        budget: Some(3_000.0),
        why: Some("participation"),
        players: Players::Causes,
        own: None,
    };
    let worlds = worlds(&mut lab, "coalitions", &all, 6).unwrap();
    let found = diagnose(&mut lab, &all, &worlds, &moves, &asked).unwrap();
    assert_eq!(found.deficiencies.iter().map(|d| d.deficiency).collect::<Vec<_>>(), Deficiency::ALL);
    let equal = found.equal_cost.as_ref().unwrap();
    for d in found.deficiencies.iter().chain(&equal.deficiencies) {
        let sum: f64 = d.causes.iter().map(|c| c.mean).sum();
        assert!((sum - d.total).abs() < 1e-9 && (d.level - d.left.mean - d.total).abs() < 1e-9);
        assert!(
            d.causes
                .iter()
                .all(|c| { c.interval.is_some_and(|(low, high)| low <= c.mean && c.mean <= high) })
        );
    }
    let institution = &found.deficiencies[1];
    let defined = institution.by_definition.as_ref().unwrap();
    let behaved = institution.behaviour.as_ref().unwrap();
    assert!((defined.total + behaved.total - institution.total).abs() < 1e-9);
    let parts = &defined.causes;
    assert!(parts[1].mean > 0.1 && parts[0].mean.abs() < 0.05, "contract length belongs to support");
    for (bought, cost) in equal.fractions.iter().zip(&equal.costs) {
        let cost = cost.yuan_a_year.unwrap().mean;
        assert!((0.0..=1.0).contains(&bought.fraction) && cost < 4_500.0, "{bought:?} {cost}");
    }
    let text = diagnose::text(&found, DrawsFrom::Plausible, Emphasis::Plain);
    assert!(text.lines().all(|line| width(line) <= 100), "{text}");
    assert!(
        text.contains("Why")
            && text.contains("  definition")
            && text.contains("equal") | text.contains("for each cause")
    );
    let json = diagnose_json::as_json(&found, &Request::default(), &[]);
    let read: Diagnosis = serde_json::from_str(&json.to_string()).unwrap();
    assert_eq!(read, found, "what is read back is what was kept in memory");
    let first = &json["deficiencies"][0];
    let sum: f64 = first["causes"].as_array().unwrap().iter().map(|c| c["share"].as_f64().unwrap()).sum();
    assert!((sum - first["total"].as_f64().unwrap()).abs() < 1e-9);
    assert!(
        first["name"] == "deficiency_service"
            && first["level"].is_f64()
            && first["causes"][0]["ci_low"].is_f64()
    );
    assert!(json["why"]["links"].as_array().unwrap().len() >= 10);
}
