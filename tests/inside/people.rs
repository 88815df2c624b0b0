//! Who lives there: people made up from counts, distances from positions, and what is known of single people
//! at the start.

use crate::inside::common::on_threads;
use crate::scenario::library::InMemory;
use crate::scenario::{Overrides, Scenario, read};
use crate::simulation::{Retain, run};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::view::ResidentView;
use crate::world::roster::Person;
use crate::world::{World, week};

/// A scenario with a table of `[residents]` keys and files beside it.
fn with(residents: &str, files: &[(&str, &str)]) -> Scenario {
    let text = format!("title = 'People'\nextends = 'z-home'\n[residents]\n{residents}\n");
    let files = files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec()));
    let files = files.chain([("people.toml".to_string(), text.into_bytes())]).collect();
    let read = read(&["people.toml".to_string()], &Overrides::default(), &InMemory { files });
    read.unwrap_or_else(|faults| panic!("{faults}")).remove(0)
}

fn people(scenario: &Scenario) -> &[Person] {
    &scenario.blueprint.communities[0].roster.as_ref().unwrap().people
}

const COUNTS: &str = include_str!("../scenarios/good/counts.csv");

/// Every row of the file, counted among the people who were made up.
fn recount(people: &[Person]) -> Vec<(String, f64, f64)> {
    let is = |person: &Person, variable: &str, category: &str| {
        let inside = |x: f64, whole: f64| {
            let (from, to) = match (category.strip_suffix('+'), category.split_once('-')) {
                (Some(from), _) => (from, "1000"),
                (_, Some(ends)) => ends,
                _ => (category, category),
            };
            x >= from.parse::<f64>().unwrap() && x < to.parse::<f64>().unwrap() + whole
        };
        match variable {
            "group" => person.group.unwrap().name() == category,
            "union_member" => person.union_member.unwrap().to_string() == category,
            "aware" => person.aware.unwrap().to_string() == category,
            "age" => inside(person.age.unwrap(), 1.0),
            "weeks_used" => inside(f64::from(person.weeks_used.unwrap()), 1.0),
            _ => inside(person.distance.unwrap(), 0.0),
        }
    };
    let count = |row: &str| {
        let cells: Vec<&str> = row.split(',').collect();
        let both =
            |p: &&Person| is(p, cells[0], cells[1]) && (cells[2].is_empty() || is(p, cells[2], cells[3]));
        (row.to_string(), people.iter().filter(both).count() as f64, cells[4].parse().unwrap())
    };
    COUNTS.lines().skip(1).map(count).collect()
}

#[test]
fn people_made_up_agree_with_every_count_to_rounding() {
    let own = with("marginals = 'counts.csv'", &[("counts.csv", COUNTS)]);
    assert_eq!(people(&own).len(), 1_000);
    for (row, found, wanted) in recount(people(&own)) {
        assert!((found - wanted).abs() <= 1.0, "{row}: {found}");
    }
    // Another number of people: the counts as shares.
    for n in [137, 5_003] {
        let own = with(&format!("marginals = 'counts.csv'\npopulation = {n}"), &[("counts.csv", COUNTS)]);
        assert_eq!(people(&own).len(), n);
        for (row, found, wanted) in recount(people(&own)) {
            let wanted = wanted * n as f64 / 1_000.0;
            assert!((found - wanted).abs() <= 1.5, "{row}: {found} instead of {wanted} of {n}");
        }
    }
}

#[test]
fn nobody_is_made_up_who_cannot_be_and_neighbours_are_not_alike() {
    let own = with("marginals = 'counts.csv'", &[("counts.csv", COUNTS)]);
    for person in people(&own) {
        let (age, group) = (person.age.unwrap(), person.group.unwrap());
        assert!(
            (group == ResidentGroup::ChildTeen) == (age < 18.0)
                && (group == ResidentGroup::Elder) == (age >= 60.0),
            "{person:?}"
        );
        assert!(person.aware == Some(true) || person.weeks_used == Some(0), "{person:?}");
    }
    // Working people are 0.512 of all: of 999 pairs of neighbours, about 262 are both working (standard
    // deviation 16).
    let working = |p: &Person| p.group == Some(ResidentGroup::Working);
    let pairs = people(&own).windows(2).filter(|pair| pair.iter().all(working)).count();
    assert!((200..=325).contains(&pairs), "{pairs} pairs of working neighbours");
    assert!(
        own.warnings.iter().any(|w| w.contains("1000 residents were made up from counts of `group`, `age`")),
        "{:?}",
        own.warnings
    );
    assert!(own.resolved().contains("# counts.csv: 1000 residents were made up"), "{}", own.resolved());
}

#[test]
fn a_population_made_up_is_the_same_bytes_on_any_number_of_threads() {
    let mut own = with("marginals = 'counts.csv'", &[("counts.csv", COUNTS)]).blueprint;
    own.weeks = 10;
    own.settings.calendar.warm_start = 10;
    let run = |threads: usize| {
        on_threads(threads, || run(&own, 3, 1, Retain { ledger: true, groups: true, sample: 0 }))
    };
    assert_eq!(run(1), run(3));
}

#[test]
fn distances_come_from_positions() {
    let plane = with(
        "roster = 'p.csv'\nroster_home = '1000, 0'\nroster_unit = 'm'",
        &[("p.csv", "id,x,y,distance\na,1300,400,\nb,0,0,7\n")],
    );
    let distances = |s: &Scenario| people(s).iter().map(|p| p.distance.unwrap()).collect::<Vec<_>>();
    assert_eq!(distances(&plane), [0.5, 7.0]);
    let sphere = with(
        "roster = 'p.csv'\nroster_home = '28.68, 115.89'",
        &[("p.csv", "id,lat,lon\na,28.69,115.89\nb,28.68,115.90\n")],
    );
    let found = distances(&sphere);
    // 0.01 degrees: 1.112 km north, and cos 28.68° of it east.
    assert!((found[0] - 1.112).abs() < 0.001 && (found[1] - 1.112 * 0.8773).abs() < 0.001, "{found:?}");
    let two = with(
        "roster = 'p.csv'\nroster_home = 'East: 0, 0; West: 10, 0'",
        &[("p.csv", "id,community,x,y\na,East,1,0\nb,West,9,0\n")],
    );
    let of = |place: usize| two.blueprint.communities[place].roster.as_ref().unwrap().people[0].distance;
    assert_eq!((of(0), of(1)), (Some(1.0), Some(1.0)));
}

#[test]
fn what_is_missing_is_said() {
    let text = "id,age,union_member\na,30,true\nb,,false\nc,41,\nd,,\n";
    let own = with("roster = 'p.csv'", &[("p.csv", text)]);
    let said = own.warnings.iter().find(|w| w.starts_with("p.csv: ")).unwrap();
    let expected = "of 4 people, drawn in each random world: `age` of 2 (from the ages of the group), \
    `union_member` of 2 (from \
                    residents.union_member among the working); nobody's `group`";
    assert!(said.contains(expected), "{said}");
    assert!(own.resolved().contains(&format!("# {said}")));
    let whole = with("roster = 'p.csv'", &[("p.csv", "id,age\na,30\n")]);
    assert!(whole.warnings.is_empty(), "{:?}", whole.warnings);
}

/// Everybody as the week before week 0 left them, and as they begin week 0.
#[test]
fn what_is_known_of_a_person_holds_at_the_start_whatever_the_warm_start_made_of_it() {
    let row = |i: usize| match i % 4 {
        0 => format!("p{i},true,{}\n", 1 + i / 4 % 52),
        1 => format!("p{i},false,0\n"),
        2 => format!("p{i},,0\n"),
        _ => format!("p{i},,\n"),
    };
    let text = "id,aware,weeks_used\n".to_string() + &(0..400).map(row).collect::<String>();
    let b = with("roster = 'p.csv'", &[("p.csv", &text)]).blueprint;
    let lived = |b: &crate::world::blueprint::Blueprint, until: i32| {
        let mut world = World::new(b, 1, 1);
        while world.week() < until {
            week::advance(&mut world, b, &mut ());
        }
        let offer = *world.offers().next().unwrap();
        let rules = &b.settings.residents;
        let seen: Vec<ResidentView> =
            world.communities()[0].residents.seen(rules, &b.settings.mechanisms, &offer).collect();
        (world, seen)
    };
    let (world, seen) = lived(&b, 0);
    let mut still_unaware = 0;
    for (i, one) in seen.iter().enumerate() {
        // Week 0 itself has been lived since: bit 0 is its own, the year before stands one bit higher.
        let before = (one.weeks >> 1 & ((1 << 51) - 1)).count_ones();
        match i % 4 {
            0 => {
                let used = (1 + i / 4 % 52) as u32;
                assert!(
                    (used.saturating_sub(1)..=used).contains(&before),
                    "p{i}: {before} weeks instead of {used}"
                );
            }
            1 => {
                assert!(before == 0 && one.ever <= 1, "p{i}");
                still_unaware += u32::from(!one.aware);
            }
            2 => assert_eq!(before, 0, "p{i}"),
            _ => {}
        }
    }
    assert!(still_unaware > 90, "{still_unaware} of 100 know nothing of the home a week after the start");
    // A few move away in week 0; the others know of it.
    assert!(seen.iter().step_by(4).filter(|one| one.aware).count() > 95);
    // Those who come often go on coming more than those who do not.
    let visits = |world: &World| world.records().map(|r| r.users).sum::<f64>();
    assert!(visits(&world) > 60.0, "{} users", visits(&world));
}

/// `COMMONROOM_MEGABYTES=100` makes it as large as wanted.
#[test]
fn a_large_roster_is_streamed_and_its_faults_are_counted() {
    let megabytes: usize =
        std::env::var("COMMONROOM_MEGABYTES").ok().and_then(|m| m.parse().ok()).unwrap_or(2);
    let row = "p1,working,200,true,1.5,maybe\n";
    let rows = (megabytes << 20) / row.len();
    let text = "id,group,age,union_member,distance,aware\n".to_string() + &row.repeat(rows);
    let scenario = "title = 'Many'\nextends = 'z-home'\n[residents]\nroster = 'p.csv'\n";
    let files =
        [("p.csv".to_string(), text.into_bytes()), ("many.toml".to_string(), scenario.as_bytes().to_vec())]
            .into();
    let faults = read(&["many.toml".to_string()], &Overrides::default(), &InMemory { files }).unwrap_err();
    // The age, the awareness, and from the second row on the person who appears again.
    assert_eq!((faults.len(), faults.list().len()), (3 * rows - 1, 100));
}
