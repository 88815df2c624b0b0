//! What stands in no key (docs/model.md, laws 6 and 10): the order of rows and tables, and who else is there.

use crate::batch::Job;
use crate::files::pack::pack;
use crate::inside::common::{reduced, roster, small};
use crate::inside::laws::{live_alone, shortened};
use crate::random::WorldKey;
use crate::report::text::events::english;
use crate::scenario::library::InMemory;
use crate::scenario::{Overrides, Scenario, read};
use crate::simulation::{Retain, run};
use crate::study::survey::design::{SamplingFrame, SurveyDesign};
use crate::study::survey::instrument::Points;
use crate::study::survey::{Questionnaire, ask};
use crate::world::agents::residents::network::Ties;
use crate::world::agents::residents::week::Residents;
use crate::world::blueprint::Blueprint;
use crate::world::identity::{Identities, UNNAMED};
use crate::world::roster::{Person, Roster};
use crate::world::{World, week};
use std::collections::BTreeMap;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };
const COUNTY: &str = include_str!("../../scenarios/county.toml");
const HAMLET: [(&str, &str); 3] = [
    ("hamlet.toml", include_str!("../../scenarios/hamlet.toml")),
    ("hamlet-people.csv", include_str!("../../scenarios/hamlet-people.csv")),
    ("hamlet-ties.csv", include_str!("../../scenarios/hamlet-ties.csv")),
];

fn scenario(files: &[(&str, String)]) -> Scenario {
    let own = files.iter().map(|(name, text)| (name.to_string(), text.clone().into_bytes()));
    let read = read(&[files[0].0.to_string()], &Overrides::default(), &InMemory { files: own.collect() });
    let mut scenario = read.unwrap_or_else(|faults| panic!("{faults}")).remove(0);
    scenario.blueprint = shortened(scenario.blueprint);
    scenario
}

/// `series.csv`, `groups.csv` and `ledger.csv` of two random worlds.
fn tables(scenario: &Scenario) -> [Vec<u8>; 3] {
    let mut all: [Vec<u8>; 3] = Default::default();
    for replicate in 1..=2 {
        let lived = run(&scenario.blueprint, 4, replicate, ALL);
        let visits = lived.records.iter().map(|r| r.visits).sum::<f64>();
        assert!(visits > 20.0, "{visits} visits");
        let job = Job { index: 0, scenario, replicate, seed: 4 };
        let pages = pack(&job, &lived, english).unwrap();
        for (all, page) in all.iter_mut().zip([pages.series, pages.groups, pages.ledger]) {
            assert!(!page.is_empty());
            all.extend(page);
        }
    }
    all
}

/// Three orders of the same rows beneath their header: reversed, and two in which neighbours are parted.
fn reordered(text: &str) -> [String; 3] {
    let (header, rows) = text.split_once('\n').expect("a header");
    let rows: Vec<&str> = rows.lines().collect();
    let n = rows.len();
    let step = [7, 11, 13].into_iter().find(|step| !n.is_multiple_of(*step)).expect("a step");
    let order = [
        (0..n).rev().collect::<Vec<usize>>(),
        (0..n).map(|at| at * step % n).collect(),
        (0..n).map(|at| (n - at) * step % n).collect(),
    ];
    order.map(|order| {
        assert_ne!(order, (0..n).collect::<Vec<usize>>());
        let rows: Vec<&str> = order.iter().map(|at| rows[*at]).collect();
        format!("{header}\n{}\n", rows.join("\n"))
    })
}

#[test]
fn law_10_the_order_of_rows_of_a_roster_and_its_ties_changes_no_byte() {
    let files = HAMLET.map(|(name, text)| (name, text.to_string()));
    let given = tables(&scenario(&files));
    let (people, ties) = (reordered(&files[1].1), reordered(&files[2].1));
    for n in 0..3 {
        let mut other = files.clone();
        (other[1].1, other[2].1) = (people[n].clone(), ties[(n + 1) % 3].clone());
        assert!(tables(&scenario(&other)) == given, "order {n}");
        // Ties that are drawn follow the ids, not the rows.
        let drawn = |people: &str| {
            let toml = files[0].1.replace("ties = \"hamlet-ties.csv\"\n", "");
            tables(&scenario(&[("hamlet.toml", toml), ("hamlet-people.csv", people.to_string())]))
        };
        assert!(drawn(&people[n]) == drawn(&files[1].1), "order {n}, ties drawn");
    }
}

#[test]
fn law_10_the_order_of_rows_of_counts_makes_up_the_same_people() {
    const COUNTS: &str = include_str!("../scenarios/good/counts.csv");
    let of = |counts: &str| {
        let toml = "title = 'People'\nextends = 'z-home'\n[residents]\nmarginals = 'counts.csv'\n";
        let files = [("people.toml", toml.to_string()), ("counts.csv", counts.to_string())];
        scenario(&files).blueprint
    };
    let given = of(COUNTS);
    let people = |b: &Blueprint| b.communities[0].roster.as_ref().map_or(0, |roster| roster.people.len());
    assert_eq!(people(&given), 1_000);
    for (n, counts) in reordered(COUNTS).iter().enumerate() {
        assert!(of(counts) == given, "order {n}");
    }
}

#[test]
fn law_10_the_order_of_communities_changes_no_byte() {
    let blocks: Vec<&str> = COUNTY.split("[[communities]]").collect();
    let county = |order: &dyn Fn(&mut Vec<&str>)| {
        let mut blocks = blocks.clone();
        order(&mut blocks);
        let mut scenario = scenario(&[("county.toml", blocks.join("[[communities]]"))]);
        scenario.blueprint = reduced(scenario.blueprint);
        tables(&scenario)
    };
    let given = county(&|_| {});
    assert!(blocks.len() == 13 && county(&|blocks| blocks.swap(1, 12)) == given, "two are swapped");
    assert!(county(&|blocks| blocks[1..].reverse()) == given, "all are reversed");
}

/// The county with one community more, whose name comes first of all.
fn with_one_more(b: &Blueprint) -> Blueprint {
    let mut more = b.clone();
    let mut new = more.communities[3].clone();
    new.name = "A new town".into();
    more.communities.insert(0, new);
    more
}

/// How many communities are, with their offers, those of a world with one more before them.
fn equal(few: &World, many: &World) -> usize {
    let all = |world: &World| {
        world
            .communities()
            .iter()
            .zip(world.offers())
            .map(|(c, o)| (c.residents.clone(), *o))
            .collect::<Vec<_>>()
    };
    all(few).iter().zip(&all(many)[1..]).filter(|(a, b)| a == b).count()
}

#[test]
fn law_6_a_community_more_changes_the_others_only_through_shared_institutions() {
    let b = shortened(small("county"));
    let more = with_one_more(&b);
    let (mut few, mut many) = (World::new(&b, 3, 1), World::new(&more, 3, 1));
    assert_eq!(equal(&few, &many), 12, "they are founded alike");
    let from = b.settings.levers.operator.from as i32;
    let mut visits = 0.0;
    while few.week() < from - 1 {
        week::advance(&mut few, &b, &mut ());
        week::advance(&mut many, &more, &mut ());
        visits += few.records().map(|r| r.visits).sum::<f64>();
        assert_eq!(equal(&few, &many), 12, "week {}", few.week());
    }
    assert!(visits > 1_000.0);
    // An organization spreads the same money and hands over one home more: the exception, and it reaches all.
    week::advance(&mut few, &b, &mut ());
    week::advance(&mut many, &more, &mut ());
    assert_eq!(equal(&few, &many), 0, "from the handover on all share an organization");
}

/// A roster with somebody more in front of everybody, of whom nobody knows.
fn with_hermit(roster: &Roster) -> Roster {
    let mut more = roster.clone();
    more.people.insert(0, Person { id: "hermit".into(), propensity: Some(0.0), ..Default::default() });
    more.ties = more.ties.map(|ties| ties.iter().map(|(a, b)| (a + 1, b + 1)).collect());
    more
}

/// 300 people who know their neighbours, in the order of their ids.
fn three_hundred() -> Roster {
    let mut roster = roster(300);
    roster.people.iter_mut().enumerate().for_each(|(n, person)| person.id = format!("p{n:03}"));
    roster
}

/// The institutions are held: both populations meet the same recorded offers.
#[test]
fn law_6_a_person_more_of_a_roster_changes_no_one_else_wherever_the_row_stands() {
    let b = shortened(small("full-package"));
    let rules = &b.settings.residents;
    let roster = three_hundred();
    let longer = with_hermit(&roster);
    let key = WorldKey::new(2, 0);
    let found = |roster: &Roster| {
        let n = roster.people.len() as u32;
        let identities = Identities::new("East", Some(roster));
        Residents::found(rules, &b.communities[0].residents, n, key, identities, (Some(roster), &[]))
    };
    let (mut few, mut more) = (found(&roster), found(&longer));
    let (mut world, mut visits) = (World::new(&b, 2, 0), 0.0);
    while world.week() < b.weeks {
        week::advance(&mut world, &b, &mut ());
        let offer = *world.offers().next().expect("a community");
        for residents in [&mut few, &mut more] {
            visits += live_alone(residents, &b, &offer, key, world.week());
        }
        let seen = |residents: &Residents, from: usize| {
            let seen = residents.seen(rules, &b.settings.mechanisms, &offer).skip(from);
            seen.map(|mut one| {
                one.who -= from as u32;
                one
            })
            .collect::<Vec<_>>()
        };
        assert!(seen(&few, 0) == seen(&more, 1), "week {}", world.week());
    }
    assert!(visits > 1_000.0, "people came");
}

/// The exception: where ties are drawn, neighbourhoods are made of those who follow one another by id.
/// Somebody whose id comes last leaves the ties among the others as they are; somebody before them moves the
/// edges of neighbourhoods, but nobody's traits.
#[test]
fn drawn_ties_follow_the_order_of_ids_and_traits_do_not() {
    let rules = small("z-home").settings.residents;
    let (key, mut plain) = (WorldKey::new(2, 0), three_hundred());
    plain.ties = None;
    let mut last = plain.clone();
    last.people.push(Person { id: "zz".into(), ..Default::default() });
    let drawn = |roster: &Roster| {
        let identities = Identities::new(UNNAMED, Some(roster));
        Ties::draw(
            &rules.network,
            crate::world::agents::residents::migrants::Migrants::none(),
            roster.people.len() as u32,
            key,
            &identities,
        )
    };
    let (here, appended, shifted) = (drawn(&plain), drawn(&last), drawn(&with_hermit(&plain)));
    let kept = (0..300).filter(|who| here.of(*who).iter().eq(appended.of(*who).iter().filter(|n| *n < 300)));
    assert_eq!(kept.count(), 300);
    let moved = |who: u32| shifted.of(who + 1).iter().map(|other| other.wrapping_sub(1)).collect::<Vec<_>>();
    let kept = (0..300).filter(|who| here.of(*who).iter().eq(moved(*who))).count();
    assert!(kept < 150, "{kept} of 300 know the same people as before");
    let prices = |roster: &Roster| {
        let (n, identities) = (roster.people.len() as u32, Identities::new(UNNAMED, Some(roster)));
        let found = Residents::found(&rules, &rules.people, n, key, identities, (Some(roster), &[]));
        found.blocks().flat_map(|block| block.price).collect::<Vec<f32>>()
    };
    assert_eq!(prices(&plain)[..300], prices(&with_hermit(&plain))[1..301]);
}

#[test]
fn a_survey_finds_the_same_people_when_others_are_added_to_the_roster() {
    let asked = |roster: Roster, frame: SamplingFrame| -> BTreeMap<String, Points> {
        let mut b = small("z-home");
        b.communities[0].roster = Some(roster.clone().into());
        let mut design = SurveyDesign::default();
        design.sampling.frame = frame;
        let survey = ask(&World::new(&b, 1, 0), &b, 0, &design, WorldKey::new(9, 9));
        let named = |one: &Questionnaire| (roster.people[one.respondent as usize].id.clone(), one.items);
        survey.answers.iter().map(named).collect()
    };
    // Households are three who follow one another: somebody more shifts them, a household more does not.
    for (frame, more) in [(SamplingFrame::Residents, 1), (SamplingFrame::Households, 3)] {
        let mut crowd = three_hundred();
        for n in 0..more {
            crowd = with_hermit(&crowd);
            crowd.people[0].id = format!("hermit {n}");
        }
        let (few, mut more) = (asked(three_hundred(), frame), asked(crowd, frame));
        more.retain(|name, _| !name.starts_with("hermit"));
        assert!((50..300).contains(&few.len()), "{} answered", few.len());
        assert_eq!(few, more, "{frame:?}");
    }
}
