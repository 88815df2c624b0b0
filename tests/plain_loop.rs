//! The yardsticks of `benches/ratios.rs` are what they say: the plain loop lives the same model, kernel K is
//! kernel K.

// Each program that shares the yardsticks uses a part; the figures are worth reading.
#![allow(missing_docs, dead_code, clippy::print_stdout)]

#[path = "../benches/yard/kernel.rs"]
mod kernel;
#[path = "../benches/yard/plain/mod.rs"]
mod plain;
#[path = "../benches/yard/z_home.rs"]
mod z_home;

use commonroom::{Blueprint, Record, World, advance};

const RESIDENTS: i64 = 10_000;
const WORLDS: u64 = 20;
/// The warm start, and two years with the organization.
const WEEKS: i64 = z_home::WARM + 104;

type Measure = (&'static str, fn(&Record) -> f64, fn(&plain::Sums) -> f64);

const MEASURES: [Measure; 22] = [
    ("came", |r| r.came, |s| s.came.into()),
    ("visits", |r| r.visits, |s| s.visits.into()),
    ("turned away", |r| r.turned_away, |s| s.turned_away.into()),
    ("at events", |r| r.event_attendance, |s| s.event_attendance.into()),
    ("ever", |r| r.ever, |s| s.ever.into()),
    ("regular", |r| r.regular, |s| s.regular.into()),
    ("users", |r| r.users, |s| s.users.into()),
    ("aware", |r| r.aware, |s| s.aware.into()),
    ("users by word", |r| r.users_by_word, |s| s.users_by[1].into()),
    ("volunteers", |r| r.volunteers, |s| s.volunteers.into()),
    ("by staff", |r| r.volunteers_by_staff, |s| s.by_staff.into()),
    ("by self", |r| r.volunteers_by_self, |s| s.by_self.into()),
    (
        "satisfaction of users",
        |r| r.satisfaction_users / r.users,
        |s| s.satisfaction_users / f64::from(s.users),
    ),
    ("trust of users", |r| r.trust_users / r.users, |s| s.trust_users / f64::from(s.users)),
    ("in need", |r| r.in_need, |s| s.in_need),
    ("dropped in", |r| r.dropped_in, |s| s.dropped_in.into()),
    ("doubt", |r| r.doubt_aware_adults, |s| s.doubt_aware_adults),
    ("belief", |r| r.belief_aware_adults, |s| s.belief_aware_adults),
    ("willing", |r| r.willing, |s| s.willing),
    ("willing users", |r| r.willing_users / r.adult_users, |s| s.willing_users / f64::from(s.adult_users)),
    ("efficacy", |r| r.efficacy_adults, |s| s.efficacy_adults),
    ("stayers", |r| r.stayers, |s| s.stayers.into()),
];

/// Means of the last year of both programs in one world.
fn last_year(blueprint: &Blueprint, seed: u64) -> Vec<(f64, f64)> {
    let mut world = World::new(blueprint, seed, 0);
    let mut town = plain::Town::found(blueprint, &world, seed);
    let mut means = vec![(0.0, 0.0); MEASURES.len()];
    for w in 0..WEEKS {
        advance(&mut world, blueprint, &mut ());
        let offer = world.offers().next().expect("one community");
        let sums = town.live(offer);
        if w >= WEEKS - 52 {
            let record = world.records().next().expect("one community");
            for ((mine, its), (_, ours, theirs)) in means.iter_mut().zip(MEASURES) {
                *mine += ours(record) / 52.0;
                *its += theirs(&sums) / 52.0;
            }
        }
    }
    means
}

/// Paired over worlds: |z| ≤ 4 for every measure, and what many residents make agrees within two in a
/// hundred.
fn agree(blueprint: &Blueprint) {
    let worlds: Vec<_> = (1..=WORLDS).map(|seed| last_year(blueprint, seed)).collect();
    let n = WORLDS as f64;
    let mut faults = Vec::new();
    for (m, (name, ..)) in MEASURES.iter().enumerate() {
        let mean = worlds.iter().map(|w| w[m].0).sum::<f64>() / n;
        let gaps: Vec<f64> = worlds.iter().map(|w| w[m].1 - w[m].0).collect();
        let gap = gaps.iter().sum::<f64>() / n;
        let sd = (gaps.iter().map(|g| (g - gap) * (g - gap)).sum::<f64>() / (n - 1.0)).sqrt();
        let error = (sd / n.sqrt()).max(1e-6 * mean.abs());
        println!(
            "{name:22} simulator {mean:10.3}  plain {:+6.2}%  z {:+5.2}",
            100.0 * gap / mean,
            gap / error
        );
        let many = ["came", "visits", "users", "aware", "satisfaction of users", "willing"].contains(name);
        if gap.abs() > 4.0 * error || many && gap.abs() > 0.02 * mean {
            faults.push(*name);
        }
    }
    assert!(faults.is_empty(), "not the same model: {faults:?}");
}

#[test]
fn the_plain_loop_lives_the_same_model() {
    agree(&z_home::z_home(RESIDENTS));
}

#[test]
fn also_where_seats_are_few() {
    let mut crowded = z_home::z_home(RESIDENTS);
    crowded.communities[0].home.seats = 15;
    assert!(last_year(&crowded, 1)[2].0 > 10.0, "somebody is turned away");
    agree(&crowded);
}

#[test]
fn kernel_k_is_what_it_says() {
    kernel::check();
}
