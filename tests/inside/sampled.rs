//! Sampled residents: what is told of them is what the world records, and telling of them changes nothing.

use crate::batch::Job;
use crate::batch::forks::Forks;
use crate::files::columns::ResultTable;
use crate::files::layout::Layout;
use crate::files::pack::pack_as;
use crate::inside::common::{on_threads, small, with};
use crate::random::WorldKey;
use crate::report::text::events::english;
use crate::scenario;
use crate::scenario::Overrides;
use crate::scenario::library::Embedded;
use crate::simulation::{History, Retain, Trajectory, run};
use crate::units::Week;
use crate::world::agents::residents::ResidentRules;
use crate::world::agents::residents::block::kind;
use crate::world::agents::residents::obstacle::{Chances, Obstacle};
use crate::world::agents::residents::week::Residents;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::Offer;
use crate::world::identity::Identities;
use crate::world::mechanisms::Mechanisms;
use crate::world::record::Record;
use crate::world::roster::{Person, Roster};
use crate::world::sampled::SampledResident;
use std::collections::BTreeSet;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

fn sampled(residents: u32) -> Retain {
    Retain { sample: residents, ..ALL }
}

/// A shipped scenario with few people, a short warm start and so many weeks.
fn brief(name: &str, weeks: Week) -> Blueprint {
    let mut b = small(name);
    b.settings.calendar.warm_start = 30;
    b.weeks = weeks;
    b
}

fn people(b: &Blueprint) -> u32 {
    b.communities.iter().map(|place| place.population()).sum()
}

/// A sum over all sampled residents.
fn total(run: &Trajectory, of: impl Fn(&SampledResident) -> u32) -> f64 {
    run.sampled.iter().map(|one| f64::from(of(one))).sum()
}

/// A sum over the records of weeks 1…T.
fn recorded(run: &Trajectory, of: impl Fn(&Record) -> f64) -> f64 {
    run.records.iter().filter(|r| r.week > 0).map(of).sum()
}

#[test]
fn what_is_told_of_everybody_adds_up_to_what_is_recorded() {
    for name in ["z-home", "crowded", "campaign", "government-led", "county"] {
        let b = brief(name, 120);
        let everybody = people(&b);
        let run = run(&b, 5, 1, sampled(everybody));
        let sums: [(&str, f64, f64); 8] = [
            ("visits", total(&run, |one| one.visits[0]), recorded(&run, |r| r.visits)),
            ("event visits", total(&run, |one| one.visits[1]), recorded(&run, |r| r.event_attendance)),
            ("turned away", total(&run, |one| one.turned_away), recorded(&run, |r| r.turned_away)),
            ("came", total(&run, |one| one.weeks_with_visit), recorded(&run, |r| r.came)),
            ("aware", total(&run, |one| one.weeks_aware), recorded(&run, |r| r.aware)),
            ("volunteers", total(&run, |one| one.volunteered.0), recorded(&run, |r| r.volunteers)),
            ("weeks", total(&run, |one| one.weeks), f64::from(everybody) * 120.0),
            (
                "first visits",
                total(&run, |one| u32::from(one.visits_before == 0 && one.weeks_with_visit > 0)),
                recorded(&run, |r| r.first_visits),
            ),
        ];
        for (what, told, recorded) in sums {
            assert_eq!(told, recorded, "{name}: {what}");
        }
        assert!(recorded(&run, |r| r.visits) > 50.0, "{name}: it lives");
        // Weeks with a wish are as many as the probabilities let expect, up to chance: a martingale whose
        // variance is at most the expectation.
        let wished = total(&run, |one| one.weeks_with_visit + one.weeks_refused);
        let expected: f64 = run.sampled.iter().map(|one| one.expected).sum();
        assert!((wished - expected).abs() < 4.0 * expected.sqrt(), "{name}: {wished} of {expected:.1}");
    }
}

#[test]
fn weeks_of_a_person_stand_in_order_and_who_never_came_has_a_reason() {
    let b = brief("z-home", 200);
    let run = run(&b, 2, 1, sampled(people(&b)));
    let mut reasons = BTreeSet::new();
    for one in &run.sampled {
        let (begin, end) = (one.moved_in.unwrap_or(1), one.moved_away.map_or(200, |week| week - 1));
        assert_eq!(i64::from(one.weeks), i64::from(end - begin + 1), "{one:?}");
        assert!(one.weeks == 0 || one.until == end);
        if let Some([first, last]) = one.visited {
            let span = (last - first + 1) as u32;
            assert!(begin <= first && last <= end && one.weeks_with_visit <= span, "{one:?}");
            assert!(one.heard.is_some_and(|heard| heard.week <= first) && one.weeks_aware > 0);
        }
        assert_eq!(one.visited.is_some(), one.weeks_with_visit > 0);
        assert!(one.visits[1] <= one.visits[0] && one.weeks_with_visit <= one.visits[0]);
        assert!(
            one.stopped().is_none_or(|week| one.visited.is_some_and(|v| v[1] + 13 == week && week <= end))
        );
        assert!(one.heard.is_none_or(|heard| heard.by.is_some() == (heard.week > 0)));
        assert!(
            one.volunteered.0 == 0 || one.volunteered.1.is_some_and(|week| (begin..=end).contains(&week))
        );
        let never = one.weeks > 0 && one.weeks_with_visit == 0;
        assert_eq!(one.reason().is_some(), never, "{one:?}");
        // Who never knew was kept away by that, and nobody who always knew was.
        if never && one.weeks_aware == 0 {
            assert_eq!(one.reason(), Some("unaware"));
        }
        assert!(one.weeks_aware < one.weeks || one.gained[Obstacle::Unaware as usize] == 0.0);
        reasons.extend(one.reason());
        // No fee, no rival; and no union keeps out its own members.
        assert_eq!((one.gained[Obstacle::Fee as usize], one.gained[Obstacle::Rival as usize]), (0.0, 0.0));
        assert!(one.place.marks & kind::MEMBER == 0 || one.gained[Obstacle::Members as usize] == 0.0);
    }
    assert!(reasons.is_superset(&["unaware", "inclination", "chance"].into()), "{reasons:?}");
    let moved = run.sampled.iter().filter(|one| one.moved_away.is_some()).count();
    assert_eq!(run.sampled.len(), people(&b) as usize + moved);
    assert!(moved > 50, "{moved}");
    // Somebody heard by word of mouth, and some tie knew of the home then.
    let told = run.sampled.iter().filter_map(|one| one.heard).filter(|heard| heard.by.is_some());
    assert!(told.clone().count() > 20);
    let word = |heard: &crate::world::sampled::FirstHearing| {
        heard.by == Some(crate::world::agents::residents::talk::Channel::Word)
    };
    assert!(told.clone().filter(word).all(|heard| heard.ties[0] > 0 && heard.ties[1] <= heard.ties[0]));
    assert!(told.clone().any(|heard| word(&heard)) && told.clone().any(|heard| !word(&heard)));
}

#[test]
fn a_sample_changes_nothing_else_and_is_the_same_for_any_threads_and_forks() {
    for name in ["z-home", "county", "tender"] {
        let b = brief(name, 80);
        let plain = run(&b, 7, 2, ALL);
        let with_sample = on_threads(1, || run(&b, 7, 2, sampled(40)));
        assert!(plain.sampled.is_empty() && with_sample.sampled.len() >= 40);
        assert!(plain == Trajectory { sampled: vec![], ..with_sample.clone() }, "{name}");
        assert!(with_sample == on_threads(3, || run(&b, 7, 2, sampled(40))), "{name}");
        // In two pieces, as forks live it.
        let mut history = History::begin(&b, 7, 2, &());
        history.go_on(&b, 30, sampled(40), &());
        history.go_on(&b, b.weeks, sampled(40), &());
        assert!(history.trajectory == with_sample, "{name}");
    }
    let (one, mut other) = (brief("z-home", 80), brief("z-home", 80));
    let mut levers = other.levers_at(60).clone();
    levers.funding.grant *= 2.0;
    other.timeline.push((60, levers));
    let forks = Forks::plan(vec![&one, &other], usize::MAX);
    for b in [&one, &other] {
        assert!(forks.run(b, 3, 1, sampled(25), &()) == run(b, 3, 1, sampled(25)));
    }
}

#[test]
fn a_smaller_sample_is_in_a_larger_one_and_the_same_in_every_scenario() {
    let places = |b: &Blueprint, world, residents| -> BTreeSet<(u32, u32)> {
        let run = run(b, 1, world, sampled(residents));
        run.sampled.iter().map(|one| (one.place.community, one.place.who)).collect()
    };
    let (home, package) = (brief("z-home", 1), brief("full-package", 1));
    let few = places(&home, 1, 10);
    assert_eq!(few.len(), 10);
    assert!(few.is_subset(&places(&home, 1, 60)));
    assert_eq!(few, places(&package, 1, 10));
    assert_ne!(few, places(&home, 2, 10));
    // Each as likely as any other: of 400 worlds, a resident of 1,000 is in a sample of 50 in 20 ± 4.4.
    let mut often = vec![0_u32; 1_000];
    let mut b = home.clone();
    b.settings.calendar.warm_start = 0;
    b.weeks = 0;
    b.communities[0].residents.population = 1_000;
    for world in 1..=400 {
        places(&b, world, 50).into_iter().for_each(|(_, who)| often[who as usize] += 1);
    }
    assert_eq!(often.iter().sum::<u32>(), 400 * 50);
    assert!(often.iter().all(|n| (2..=42).contains(n)), "{often:?}");
    // Over communities as over residents.
    let county = brief("county", 1);
    let of = places(&county, 1, 600);
    for (at, place) in county.communities.iter().enumerate() {
        let here = of.iter().filter(|(community, _)| *community == at as u32).count() as f64;
        let share = f64::from(place.population()) / f64::from(people(&county));
        let (mean, sd) = (600.0 * share, (600.0 * share * (1.0 - share)).sqrt());
        assert!((here - mean).abs() < 4.5 * sd, "{at}: {here} of {mean}");
    }
}

#[test]
fn an_earlier_end_tells_the_beginning_of_the_same_lives() {
    let long = brief("z-home", 100);
    let short = Blueprint { weeks: 60, ..long.clone() };
    let (long, short) = (run(&long, 4, 1, sampled(80)), run(&short, 4, 1, sampled(80)));
    assert!(short.sampled.len() >= 80 && short.sampled.len() <= long.sampled.len());
    for one in &short.sampled {
        let same = |later: &&SampledResident| later.place == one.place && later.moved_in == one.moved_in;
        let later = long.sampled.iter().find(same).expect("the same person");
        match one.moved_away {
            Some(_) => assert_eq!(one, later),
            None => {
                assert!(one.weeks <= later.weeks && one.visits[0] <= later.visits[0]);
                let first = |of: &SampledResident| of.visited.map(|[first, _]| first);
                assert!(first(one).is_none_or(|week| first(later) == Some(week)));
                assert!(one.expected <= later.expected);
            }
        }
    }
}

/// Rules without a match between interests and programme, and nobody from elsewhere.
fn plain_rules() -> ResidentRules {
    let mut rules = ResidentRules::default();
    rules.traits.match_sd = 0.0;
    rules.people.migrant_share = 0.0;
    rules
}

fn key() -> WorldKey {
    WorldKey::new(1, 1)
}

/// Nobody moves.
fn still() -> Mechanisms {
    Mechanisms { moving: false, ..Mechanisms::default() }
}

/// One elder without ties, of the usual propensity and price sensitivity, 1.3 km from the home: the distance
/// over which the odds fall by the factor e.
fn one_elder(rules: &ResidentRules, aware: bool, offer: &Offer) -> Residents {
    let person = Person {
        id: "one".into(),
        group: crate::world::agents::residents::group::ResidentGroup::named("elder"),
        age: Some(70.0),
        union_member: Some(false),
        distance: Some(1.3),
        propensity: Some(0.5),
        price_sensitivity: Some(1.0),
        aware: Some(aware),
        ..Person::default()
    };
    let roster = Roster { people: vec![person], ties: Some(vec![]) };
    let identities = Identities::new("home", Some(&roster));
    let mut residents = Residents::found(rules, &rules.people, 1, key(), identities, (Some(&roster), &[]));
    residents.hear_and_choose(rules, &still(), offer, key(), 1);
    residents
}

/// Its chances.
fn alone(aware: bool, offer: &Offer) -> Chances {
    let rules = plain_rules();
    let elder = one_elder(&rules, aware, offer);
    elder.odds_of_week(&rules, &still(), offer, key(), 1).chances(0, 1.3, 0.0)
}

/// A home open for 20 hours of weekday daytime; in a reference week for 40, 10 and 6.
fn opened() -> Offer {
    Offer {
        hours: [20.0, 0.0, 0.0],
        reference_hours: [40.0, 10.0, 6.0],
        seats: 40.0,
        mix: [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        new_programme: true,
        ..Offer::default()
    }
}

/// The probability of any of three slots with these odds.
fn any(odds: [f64; 3]) -> f64 {
    1.0 - 1.0 / odds.iter().map(|e| 1.0 + e).product::<f64>()
}

fn near(found: f32, expected: f64, what: &str) {
    assert!((f64::from(found) - expected).abs() < 2e-6, "{what}: {found}, by hand {expected}");
}

/// By the equations of the choice in the model document: intercept −2.95, elasticity of opening 0.35 around 20
/// hours; elders are free in 0.9, 0.5 and 0.6 of the slots' hours.
#[test]
fn what_each_obstacle_costs_is_worked_out_by_hand() {
    let level = |hours: f64| libm::exp(-2.95) * libm::pow(hours / 20.0, 0.35);
    let own = 0.5 * libm::exp(-1.0);
    let now = any([level(18.0) * own, 0.0, 0.0]);
    let chances = alone(true, &opened());
    let gained = |chances: &Chances, obstacle: Obstacle| chances.gained[obstacle as usize];
    near(chances.wish, now, "wish");
    near(gained(&chances, Obstacle::Unaware), 0.0, "aware");
    near(gained(&chances, Obstacle::Distance), any([level(18.0) * 0.5, 0.0, 0.0]) - now, "next door");
    near(
        gained(&chances, Obstacle::Inclination),
        any([level(18.0) * libm::exp(-1.0), 0.0, 0.0]) - now,
        "as the mean resident",
    );
    // 36, 5 and 3.6 hours that fit.
    let open = level(44.6) * own;
    let reference = any([open * 36.0 / 44.6, open * 5.0 / 44.6, open * 3.6 / 44.6]);
    near(gained(&chances, Obstacle::Hours), reference - now, "reference week");
    for absent in [
        Obstacle::Programme,
        Obstacle::Members,
        Obstacle::Fee,
        Obstacle::Commercial,
        Obstacle::Rival,
        Obstacle::Crowd,
        Obstacle::FadedHabit,
        Obstacle::LowExpectation,
    ] {
        near(gained(&chances, absent), 0.0, absent.name());
    }
    // A fee of 10 yuan costs the cliff and one step of the slope; a rival as attractive halves the odds; a
    // union that keeps the home for members takes 2, and this is none.
    let hard = Offer { fee: 10.0, rival: 1.0, closed_to_others: 2.0, ..opened() };
    let chances = alone(true, &hard);
    let odds = |fee: f64, rival: f64, closed: f64| {
        any([level(18.0) * own * libm::exp(-fee - closed) / (1.0 + rival), 0.0, 0.0])
    };
    let all = odds(1.3, 1.0, 2.0);
    near(chances.wish, all, "all three");
    near(gained(&chances, Obstacle::Fee), odds(0.0, 1.0, 2.0) - all, "no fee");
    near(gained(&chances, Obstacle::Rival), odds(1.3, 0.0, 2.0) - all, "no rival");
    near(gained(&chances, Obstacle::Members), odds(1.3, 1.0, 0.0) - all, "open to all");
    // A closed home: nothing but its hours helps.
    let chances = alone(true, &Offer { hours: [0.0; 3], ..opened() });
    near(chances.wish, 0.0, "closed");
    near(gained(&chances, Obstacle::Distance), 0.0, "next door to a closed home");
    near(gained(&chances, Obstacle::Hours), reference, "opened");
    // Who does not know of it: knowing brings what it brings to others, and nothing else helps.
    let chances = alone(false, &opened());
    near(chances.wish, 0.0, "unaware");
    near(gained(&chances, Obstacle::Unaware), now, "knowing");
    near(gained(&chances, Obstacle::Distance), 0.0, "next door, not knowing");
}

/// In the equations of the choice a habit weighs 0.7, and a quality expected 0.6 around one half.
#[test]
fn a_faded_habit_and_a_low_expectation_are_worked_out_by_hand() {
    let any_by = |more: f64| {
        let own = libm::exp(-2.95) * libm::pow(18.0 / 20.0, 0.35) * 0.5 * libm::exp(-1.0);
        any([own * libm::exp(more), 0.0, 0.0])
    };
    let (rules, offer) = (plain_rules(), opened());
    // Once the habit was 0.4; and who never came expects 0.5, but this one 0.2.
    let mut founding = rules.clone();
    founding.memory.first_expectation = 0.2;
    let chances = |founding: &ResidentRules, strongest: f32| {
        let elder = one_elder(founding, true, &offer);
        elder.odds_of_week(&rules, &still(), &offer, key(), 1).chances(0, 1.3, strongest).gained
    };
    let (faded, low) = (Obstacle::FadedHabit as usize, Obstacle::LowExpectation as usize);
    let gained = chances(&rules, 0.4);
    near(gained[faded], any_by(0.7 * 0.4) - any_by(0.0), "a habit of 0.4");
    near(gained[low], 0.0, "expects what all expect");
    let gained = chances(&founding, 0.0);
    near(gained[faded], 0.0, "never had a habit");
    near(gained[low], any_by(0.0) - any_by(0.6 * (0.2 - 0.5)), "expects 0.2");
}

#[test]
fn the_reason_is_the_largest_loss() {
    let never = SampledResident { weeks: 10, weeks_aware: 10, ..SampledResident::default() };
    let lost = |obstacle: Obstacle, weeks: f64| {
        let mut one = SampledResident { by_chance: 0.4, ..never.clone() };
        one.gained[obstacle as usize] = weeks;
        one
    };
    assert_eq!(lost(Obstacle::Fee, 0.5).reason(), Some("fee"));
    assert_eq!(lost(Obstacle::Fee, 0.3).reason(), Some("chance"));
    assert_eq!(SampledResident { weeks_refused: 1, ..lost(Obstacle::Fee, 0.5) }.reason(), Some("no-seat"));
    assert_eq!(SampledResident { weeks_with_visit: 1, ..lost(Obstacle::Fee, 0.5) }.reason(), None);
    assert_eq!(SampledResident { weeks: 0, ..never.clone() }.reason(), None);
    // A closed home of which somebody knows, and one of which nobody does.
    assert_eq!(never.reason(), Some("hours"));
    assert_eq!(SampledResident { weeks_aware: 2, ..never }.reason(), Some("unaware"));
}

#[test]
fn a_row_has_a_cell_for_each_column_and_names_with_commas_survive() {
    let sets = vec!["residents.population=300".to_string()];
    let request = Overrides { sets, weeks: Some(20) };
    let mut scenario = scenario::read(&["z-home".into()], &request, &Embedded).unwrap().remove(0);
    scenario.name = "a, \"b\"".into();
    scenario.blueprint.communities[0].name = "east, west".into();
    let person = |n: u32| Person { id: format!("p{n:03}, \"x\""), ..Person::default() };
    let roster = Roster { people: (0..300).map(person).collect(), ties: None };
    scenario.blueprint.communities[0].roster = Some(std::sync::Arc::new(roster));
    let job = Job { index: 0, scenario: &scenario, replicate: 3, seed: 1 };
    let layout = Layout::of([]).with_sample(300);
    let lived = run(&scenario.blueprint, 1, 3, layout.keep());
    let text =
        [layout.header(ResultTable::Residents), pack_as(&job, &lived, english, &layout).unwrap().residents]
            .concat();
    let mut reader = csv::Reader::from_reader(&text[..]);
    let header = reader.headers().unwrap().clone();
    assert_eq!(header.len(), ResultTable::Residents.columns().len());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), lived.sampled.len());
    for (row, one) in rows.iter().zip(&lived.sampled) {
        let cell = |name: &str| &row[header.iter().position(|column| column == name).unwrap()];
        assert_eq!([cell("scenario"), cell("replicate"), cell("community")], ["a, \"b\"", "3", "east, west"]);
        let id = match one.moved_in {
            None => format!("p{:03}, \"x\"", one.place.who),
            Some(_) => String::new(),
        };
        assert_eq!((cell("id"), cell("resident")), (id.as_str(), (one.place.who + 1).to_string().as_str()));
        let lost: Vec<f64> = header
            .iter()
            .zip(row)
            .filter(|(name, _)| name.starts_with("lost_"))
            .map(|(_, cell)| cell.parse().unwrap())
            .collect();
        assert_eq!(lost.len(), 2 + Obstacle::ALL.len());
        assert_eq!(cell("reason"), one.reason().unwrap_or_default());
        for column in ResultTable::Residents.columns().iter().filter(|column| column.empty.is_empty()) {
            assert!(!cell(&column.name).is_empty(), "{}", column.name);
        }
    }
    // Everybody asks, nobody twice.
    let first: BTreeSet<u32> = lived.sampled.iter().map(|one| one.place.who).collect();
    assert_eq!(first.len(), 300);
}

#[test]
fn a_roster_in_another_order_samples_the_same_people() {
    let named = |ids: &[u32]| {
        let mut b = with("z-home", &[]);
        b.settings.calendar.warm_start = 0;
        b.weeks = 1;
        let person = |n: &u32| Person { id: format!("p{n}"), ..Person::default() };
        b.communities[0].roster =
            Some(std::sync::Arc::new(Roster { people: ids.iter().map(person).collect(), ties: None }));
        let run = run(&b, 1, 1, sampled(9));
        run.sampled.iter().map(|one| ids[one.place.who as usize]).collect::<BTreeSet<u32>>()
    };
    let forth: Vec<u32> = (0..80).collect();
    let back: Vec<u32> = forth.iter().rev().copied().collect();
    assert_eq!(named(&forth), named(&back));
}
