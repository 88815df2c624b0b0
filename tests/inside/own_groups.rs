//! Groups of residents that a scenario names: who belongs to them, what is known of them, what is told of
//! them.

use crate::inside::common::{blueprint, on_threads, small};
use crate::measure::statistic::Statistic;
use crate::scenario::library::InMemory;
use crate::scenario::{Overrides, read};
use crate::simulation::{History, Retain, Trajectory, run};
use crate::world::agents::residents::block::state;
use crate::world::agents::residents::own_groups::OwnGroupSetup;
use crate::world::blueprint::Blueprint;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::own_group::OwnGroup;

const KEEP: Retain = Retain { ledger: false, groups: true, sample: 0 };

/// A group of which nothing is known but how many belong to it.
fn group(name: &str, share: f64) -> OwnGroupSetup {
    let name = OwnGroup::named(name);
    OwnGroupSetup { name, share, awareness: None, distance: None, price_sensitivity: None }
}

/// `z-home` with 2,000 residents, one year after a warm start of one year, an operator in place.
fn place(groups: Vec<OwnGroupSetup>) -> Blueprint {
    let mut b = small("z-home");
    b.communities[0].residents.population = 2_000;
    b.weeks = 52;
    b.settings.levers.operator.from = 1;
    b.settings.calendar.warm_start = 52;
    b.groups = groups;
    b
}

/// Numerator and denominator of a figure in the last year.
fn cell(t: &Trajectory, group: Group, figure: YearlyFigure) -> Option<(f64, f64)> {
    let row = t.groups.iter().find(|row| row.group == group && row.figure == figure)?;
    Some((row.num, row.den))
}

fn own(name: &str) -> Group {
    Group::Own(OwnGroup::named(name))
}

#[test]
fn groups_of_which_nothing_is_known_change_nothing_but_their_own_rows() {
    let plain = run(&place(vec![]), 3, 0, KEEP);
    let mut b = place(vec![group("a", 0.2), group("b", 0.5)]);
    let named = run(&b, 3, 0, KEEP);
    assert_eq!(plain.records, named.records);
    assert_eq!(plain.events, named.events);
    let others: Vec<_> =
        named.groups.iter().filter(|row| !matches!(row.group, Group::Own(_))).cloned().collect();
    assert_eq!(plain.groups, others);
    assert_eq!(named.groups.len() - others.len(), 3 * YearlyFigure::ALL.len());
    // Beside others where each is as all are.
    b.groups[0].price_sensitivity = Some(1.0);
    b.groups[1].distance = Some(2.0 * b.settings.residents.traits.distance_scale);
    assert_eq!(plain.records, run(&b, 3, 0, KEEP).records);
}

/// Each belongs to one: the groups add up to everybody, figure by figure, exactly.
#[test]
fn groups_and_the_others_add_up_to_everybody() {
    let near = OwnGroupSetup { distance: Some(0.3), ..group("near", 0.3) };
    let dear = OwnGroupSetup { price_sensitivity: Some(2.0), ..group("dear", 0.4) };
    let t = run(&place(vec![dear, near]), 4, 0, KEEP);
    for figure in [YearlyFigure::Participation, YearlyFigure::Reached, YearlyFigure::Awareness] {
        let parts = ["near", "dear", "others"].map(|name| cell(&t, own(name), figure).unwrap());
        let (num, den) = cell(&t, Group::Everybody, figure).unwrap();
        let sum = parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        assert!((sum.0 - num).abs() < 1e-9 && sum.1 == den, "{figure:?}: {parts:?}");
    }
    // Nobody is left over where the shares come to one, and there is no row of nobody.
    let t = run(&place(vec![group("a", 0.25), group("b", 0.75)]), 4, 0, KEEP);
    assert_eq!(cell(&t, own("others"), YearlyFigure::Reached), None);
}

/// Ten worlds: who lives far comes less, whose price sensitivity is high comes less under a fee, and neither
/// is so between two groups of which nothing is known.
#[test]
fn distance_and_price_sensitivity_act_on_their_group() {
    let figure = YearlyFigure::Participation;
    let share = |t: &Trajectory, name: &str| {
        let (num, den) = cell(t, own(name), figure).unwrap();
        num / den
    };
    let mut fee = place(vec![OwnGroupSetup { price_sensitivity: Some(3.0), ..group("dear", 0.5) }]);
    fee.settings.levers.disclosure.fee = 5.0;
    let far = place(vec![OwnGroupSetup { distance: Some(4.0), ..group("far", 0.5) }]);
    for world in 0..10 {
        let t = run(&far, 7, world, KEEP);
        assert!(share(&t, "far") < 0.8 * share(&t, "others"), "world {world}");
        let t = run(&fee, 7, world, KEEP);
        assert!(share(&t, "dear") < 0.8 * share(&t, "others"), "world {world}");
    }
}

/// How many belong to the first group, how many of them know of the home in week 0, and the sum of their
/// habits.
fn known_in_week_0(awareness: Option<f64>) -> (f64, f64, f32) {
    let mut b = place(vec![OwnGroupSetup { awareness, ..group("told", 0.5) }]);
    b.settings.levers.operator.from = 20;
    b.communities[0].residents.population = 4_000;
    let world = History::begin(&b, 9, 0, &()).world;
    let residents = &world.communities()[0].residents;
    let (mut size, mut aware, mut habit) = (0.0, 0.0, 0.0);
    for who in (0..residents.population()).filter(|who| residents.own_groups().of(*who) == Some(0)) {
        let (block, lane) = residents.lane_of(who);
        size += 1.0;
        aware += f64::from(block.state[lane] & state::AWARE);
        habit += block.habit[lane];
    }
    (size, aware, habit)
}

#[test]
fn as_many_of_a_group_know_of_the_home_as_was_said() {
    let (size, usual, habits) = known_in_week_0(None);
    for wanted in [0.0, 0.05, 0.4, 0.9, 1.0] {
        let (_, aware, _) = known_in_week_0(Some(wanted));
        // What one week of hearing and forgetting adds stays within 2 points; the rest is chance.
        let error = 4.0 * (wanted * (1.0 - wanted) / size).sqrt() + 0.02;
        assert!((aware / size - wanted).abs() < error, "{wanted}: {}", aware / size);
    }
    // Whoever is not to know is as if just moved in.
    assert!(known_in_week_0(Some(0.0)).2 < 0.02 * habits);
    // Users know first: where as many are to know as know anyway, nobody's habit is lost but by chance.
    let (_, _, same) = known_in_week_0(Some(usual / size));
    assert!((same / habits - 1.0).abs() < 0.05, "{same} of {habits}");
}

#[test]
fn groups_are_the_same_on_any_number_of_threads() {
    let far = OwnGroupSetup { awareness: Some(0.2), distance: Some(3.0), ..group("far", 0.3) };
    let mut b = place(vec![far]);
    b.communities[0].residents.population = 9_000;
    let one = on_threads(1, || run(&b, 5, 0, KEEP));
    for threads in [2, 5] {
        assert_eq!(one, on_threads(threads, || run(&b, 5, 0, KEEP)));
    }
}

#[test]
fn what_is_written_out_names_the_same_groups() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios/good/three-groups.toml");
    let library = crate::files::library::DiskLibrary;
    let scenario = read(&[path.to_string()], &Overrides::default(), &library).unwrap().remove(0);
    let names: Vec<&str> = scenario.blueprint.groups.iter().map(|group| group.name.name()).collect();
    assert_eq!(names, ["dormitory", "estate", "老街"]);
    assert_eq!(scenario.origins["groups.dormitory.awareness"].0, crate::settings::Value::Real(0.05));
    let memory = InMemory { files: [("again.toml".to_string(), scenario.resolved().into_bytes())].into() };
    let again = read(&["again.toml".to_string()], &Overrides::default(), &memory).unwrap();
    assert_eq!(again[0].blueprint, scenario.blueprint);
}

/// A lever does not make two histories with the same groups differ before it acts; other groups do at once.
#[test]
fn histories_agree_only_where_the_groups_are_the_same() {
    let (one, other) = (place(vec![group("a", 0.2)]), place(vec![group("a", 0.3)]));
    assert_eq!(one.agrees_until(&one.clone()), Some(52));
    assert_eq!(one.agrees_until(&other), None);
}

#[test]
fn observations_name_groups_of_the_scenario_alone() {
    let read = |words: &str| words.parse::<Statistic>().unwrap();
    let b = place(vec![group("dormitory", 0.2)]);
    let t = run(&b, 6, 0, KEEP);
    let statistic = read("participation own:dormitory year-1");
    assert!(statistic.fits(&b).is_ok());
    let (num, den) = cell(&t, own("dormitory"), YearlyFigure::Participation).unwrap();
    assert_eq!(statistic.of(&b, &t), Some(num / den));
    assert!(read("participation own:others year-1").fits(&b).is_ok());
    for (words, b) in
        [("participation own:dormitry year-1", &b), ("participation own:others year-1", &blueprint("z-home"))]
    {
        let wrong = read(words).fits(b).unwrap_err();
        assert!(wrong.message.contains("names no group"), "{}", wrong.message);
    }
}

/// With everybody in the sample: as many weeks of each group as the yearly figures count people, and who lives near
/// by its group is told to live there.
#[test]
fn sampled_residents_say_to_which_group_they_belong() {
    let near = OwnGroupSetup { distance: Some(0.3), ..group("near", 0.3) };
    let everybody = Retain { sample: 2_000, ..KEEP };
    let t = run(&place(vec![near, group("b", 0.2)]), 4, 0, everybody);
    let distance = ["near", "b", "others"].map(|name| {
        let mine = || t.sampled.iter().filter(|one| one.place.own_group == Some(OwnGroup::named(name)));
        let weeks: f64 = mine().map(|one| f64::from(one.weeks)).sum();
        assert_eq!(weeks, 52.0 * cell(&t, own(name), YearlyFigure::Participation).unwrap().1, "{name}");
        mine().map(|one| f64::from(one.place.distance)).sum::<f64>() / mine().count() as f64
    });
    assert!((distance[0] - 0.3).abs() < 0.03, "{distance:?}");
    assert!(distance[1] > 0.6 && distance[2] > 0.6, "{distance:?}");
    let plain = run(&place(vec![]), 4, 0, Retain { sample: 5, ..KEEP });
    assert!(plain.sampled.iter().all(|one| one.place.own_group.is_none()));
}
