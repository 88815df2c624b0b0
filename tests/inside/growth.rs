//! Places that grow and shrink: who stays goes on, who is new knows nothing, and what is in proportion
//! follows.

use crate::inside::common::{on_threads, small, with};
use crate::levers::Levers;
use crate::scenario::library::InMemory;
use crate::scenario::{Overrides, read};
use crate::simulation::{History, Retain, Trajectory, run};
use crate::world::agents::residents::block::state;
use crate::world::agents::residents::week::Residents;
use crate::world::blueprint::Blueprint;

const ALL: Retain = Retain { ledger: true, groups: true, sample: 0 };

/// `z-home` with 1,000 residents and an operator from the first week, in two years.
fn place() -> Blueprint {
    let mut b = small("z-home");
    b.weeks = 104;
    b.settings.levers.operator.from = 1;
    b.settings.calendar.warm_start = 40;
    b
}

/// From a week on as many residents as this, against those at the start.
fn dated(mut b: Blueprint, week: i32, residents: f64) -> Blueprint {
    let mut levers = b.levers_at(week).clone();
    levers.place.residents = residents;
    b.timeline.push((week, levers));
    b
}

fn residents(history: &History) -> &Residents {
    &history.world.communities()[0].residents
}

fn lived(b: &Blueprint, weeks: i32) -> History {
    let mut history = History::begin(b, 3, 0, &());
    history.go_on(b, weeks, ALL, &());
    history
}

#[test]
fn nothing_changes_before_and_the_population_is_as_dated_after() {
    let (plain, grown) = (place(), dated(place(), 53, 1.3));
    assert_eq!(plain.agrees_until(&grown), Some(52));
    let (a, b) = (run(&plain, 3, 0, ALL), run(&grown, 3, 0, ALL));
    let start = plain.communities[0].population();
    for (a, b) in a.records.iter().zip(&b.records) {
        if a.week < 53 {
            assert_eq!(a, b);
        } else {
            assert_eq!(b.population, f64::from(start) * 1.3, "week {}", b.week);
        }
    }
    let of_year = |year: u32| b.groups.iter().find(|row| row.year == year).map(|row| row.den);
    assert_eq!((of_year(1), of_year(2)), (Some(f64::from(start)), Some(f64::from(start) * 1.3)));
    assert_eq!(grown.residents_at_the_end(), Some(f64::from(start) * 1.3));
    // A place that is to be as large as it is stays the same, bit by bit.
    assert_eq!(run(&dated(place(), 53, 1.0), 3, 0, ALL), a);
}

#[test]
fn who_stays_goes_on_and_who_is_new_knows_nothing_of_the_home() {
    for factor in [1.37, 0.6] {
        let mut b = place();
        b.settings.residents.arrival.moving = 0.0;
        let before = lived(&b, 60);
        let old = residents(&before);
        let people = &b.communities[0].residents;
        let now = b.communities[0].population_at(factor);
        let mix = &before.world.offers().next().unwrap().mix;
        let rules = &b.settings.residents;
        let new = old.resized(rules, people, now, (before.world.key(), &[]), mix);
        assert_eq!(new.population(), now);
        let mut compared = 0;
        for who in 0..now {
            let ((block, lane), here) = (new.lane_of(who), who < old.population());
            if !here {
                assert_eq!(block.state[lane] & state::AWARE, 0);
                assert_eq!((block.weeks[lane], block.volunteer[lane], block.habit[lane]), (0, 0, 0.0));
                assert!(block.pull[lane] > 0.0);
                continue;
            }
            let (known, at) = old.lane_of(who);
            assert_eq!(block.going[lane], known.going[at]);
            assert_eq!(block.pull[lane], known.pull[at], "resident {who}");
            assert_eq!(block.habit[lane], known.habit[at]);
            assert_eq!(block.weeks[lane], known.weeks[at]);
            assert_eq!(block.state[lane], known.state[at]);
            assert_eq!(block.visits[lane], known.visits[at]);
            assert!(new.ties().of(who).len() >= old.ties().of(who).len() || factor < 1.0);
            compared += 1;
        }
        assert_eq!(compared, now.min(old.population()));
        // And back: those who stayed are as they were, with the ties that they had.
        let back = new.resized(rules, people, old.population(), (before.world.key(), &[]), mix);
        if factor > 1.0 {
            assert!(&back == old, "growing and shrinking again leaves nothing behind");
        }
    }
}

/// Ten worlds: more residents bring more visits, though seats, grant and posts stay what they are.
#[test]
fn a_larger_place_brings_more_visits_and_a_smaller_one_fewer() {
    let visits = |b: &Blueprint, world: u32| {
        let t = run(b, 5, world, Retain::default());
        t.records.iter().filter(|r| r.week > 80).map(|r| r.visits).sum::<f64>()
    };
    let (plain, more, less) = (place(), dated(place(), 2, 1.5), dated(place(), 2, 0.5));
    for world in 0..10 {
        let v = visits(&plain, world);
        assert!(visits(&more, world) > v && visits(&less, world) < v, "world {world}");
    }
}

#[test]
fn it_is_the_same_on_any_number_of_threads_and_in_every_community() {
    let mut b = dated(dated(small("county"), 20, 2.5), 40, 0.8);
    b.weeks = 52;
    b.settings.calendar.warm_start = 10;
    let all: f64 = b.communities.iter().map(|c| f64::from(c.population_at(0.8))).sum();
    let one: Trajectory = on_threads(1, || run(&b, 5, 0, ALL));
    let last = one.records.iter().filter(|r| r.week == 52).map(|r| r.population).sum::<f64>();
    assert_eq!(last, all);
    for threads in [2, 5] {
        assert!(one == on_threads(threads, || run(&b, 5, 0, ALL)));
    }
    assert!(
        one == on_threads(2, || {
            let mut history = History::begin(&b, 5, 0, &());
            history.go_on(&b, 30, ALL, &());
            let mut other = history.clone();
            other.go_on(&b, 52, ALL, &());
            other.trajectory
        })
    );
}

/// Who is followed one by one and lived in what is no more there has moved away, and nobody came instead.
#[test]
fn who_is_followed_moves_away_with_the_place() {
    let mut b = dated(place(), 30, 0.5);
    b.weeks = 60;
    b.settings.residents.arrival.moving = 0.0;
    let everybody = b.communities[0].population();
    let t = run(&b, 4, 0, Retain { sample: everybody, ..Retain::default() });
    assert_eq!(t.sampled.len(), everybody as usize);
    let (gone, here): (Vec<_>, Vec<_>) = t.sampled.iter().partition(|one| one.place.who >= everybody / 2);
    assert!(gone.iter().all(|one| one.moved_away == Some(30) && one.weeks == 29));
    assert!(here.iter().all(|one| one.moved_away.is_none() && one.weeks == 60));
}

/// A lever that acts whoever runs the home makes two histories differ under government too.
#[test]
fn under_government_what_acts_whoever_runs_the_home_counts() {
    let plain = with("government-led", &["residents.population=300"]);
    let change = |set: fn(&mut Levers)| {
        let mut b = plain.clone();
        set(&mut b.settings.levers);
        plain.agrees_until(&b)
    };
    assert_eq!(change(|levers| levers.shock.rival = 1.0), None);
    assert_eq!(change(|levers| levers.place.residents = 1.1), None);
    assert_eq!(change(|levers| levers.funding.grant = 1.0), Some(plain.weeks));
    let mut rival = plain.clone();
    rival.settings.levers.shock.rival = 1.0;
    let visits =
        |b: &Blueprint| run(b, 1, 0, Retain::default()).records.iter().map(|r| r.visits).sum::<f64>();
    assert!(visits(&rival) < visits(&plain));
}

#[test]
fn a_place_whose_people_are_given_neither_grows_nor_shrinks() {
    let files = [
        (
            "town.toml",
            "title = 't'\nextends = 'z-home'\nlevers.place.residents = 1.2\n\
             residents.roster = 'people.csv'\n",
        ),
        ("people.csv", "id\na\nb\nc\n"),
    ];
    let files = files.map(|(name, text)| (name.to_string(), text.as_bytes().to_vec()));
    let library = InMemory { files: files.into() };
    let faults = read(&["town.toml".to_string()], &Overrides::default(), &library).unwrap_err();
    let said: Vec<&str> = faults.list().iter().map(|fault| fault.message.as_str()).collect();
    assert!(said.len() == 1 && said[0].contains("`levers.place.residents` cannot act"), "{said:?}");
}
