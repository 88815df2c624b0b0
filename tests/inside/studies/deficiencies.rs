//! The four deficiencies mean what the case means: no perverse move betters one, and what residents see, are
//! told and pay moves the fourth, not what they thought before.

use crate::inside::common::with;
use crate::simulation::{Retain, run};
use crate::stats::Moments;
use crate::world::blueprint::Blueprint;
use crate::world::record::deficiency::Deficiency;

/// Random worlds, each of another seed.
const SEEDS: u64 = 10;

/// Each deficiency in week 260, over its last 52 weeks, by seed.
fn lived(blueprint: &Blueprint) -> Vec<[f64; 4]> {
    crate::parallel::map(SEEDS as usize, |seed| {
        let records = run(blueprint, seed as u64 + 1, 1, Retain::default()).records;
        let last = records.last().expect("weeks");
        Deficiency::ALL.map(|deficiency| (deficiency.measure().read)(last).value().unwrap_or(1.0))
    })
}

/// One deficiency of a scenario less the same of another, by seed.
fn worse(worse: &[[f64; 4]], than: &[[f64; 4]], deficiency: Deficiency) -> Vec<f64> {
    let at = deficiency as usize;
    worse.iter().zip(than).map(|(worse, than)| worse[at] - than[at]).collect()
}

/// What is cut, and by which settings.
pub(super) type Cut = (&'static str, &'static [&'static str]);

/// Cuts that leave the staff alone: they better service in no world.
pub(super) const OF_THE_OFFER: [Cut; 6] = [
    ("half the rooms", &["levers.support.rooms_released=0.3"]),
    ("a sixth of the rooms", &["levers.support.rooms_released=0.1"]),
    ("fewer hours", &["organization.offering.hours_base=4"]),
    ("half the hours", &["organization.offering.hours_base=7", "organization.offering.hours_per_manager=9"]),
    ("less quality", &["organization.offering.quality_base=0.02"]),
    ("a fee", &["levers.disclosure.fee=5"]),
];

/// Cuts that move posts or the money for them (a service concept costs): events are paid for in other weeks
/// and other people leave, so that a single world may have better luck; worlds together do not.
const OF_THE_STAFF: [Cut; 11] = [
    ("no service concept", &["levers.operator.concept=0"]),
    ("one manager", &["levers.operator.managers=1"]),
    ("no manager", &["levers.operator.managers=0"]),
    ("no social worker", &["levers.operator.social_workers=0"]),
    ("nobody", &["levers.operator.managers=0", "levers.operator.social_workers=0"]),
    ("nine tenths of the grant", &["levers.funding.grant=187200"]),
    ("seven tenths of it", &["levers.funding.grant=145600"]),
    ("half of it", &["levers.funding.grant=104000"]),
    ("dearer wages", &["levers.prices.wages=1.2"]),
    ("dearer bills", &["levers.prices.costs=1.2"]),
    (
        "all at once",
        &[
            "levers.operator.managers=1",
            "levers.operator.social_workers=0",
            "levers.support.rooms_released=0.3",
            "levers.funding.grant=90000",
        ],
    ),
];

/// Posts as they are wished for, whatever a cut saves; nor does money saved spare the raising of funds, nor
/// do bodies vote on what a cut made cheaper: they may open longer where an hour costs less.
pub(super) const SAME_POSTS: [&str; 4] =
    ["mechanisms.money=false", NOTHING_ELSE[0], "organization.response.need=0", "mechanisms.council=false"];
/// What a cut saves hires nobody else. It may: closed rooms that nobody needed save utilities, and these pay
/// for hands (docs/limits.md).
pub(super) const NOTHING_ELSE: [&str; 1] = ["organization.offering.grant_to_staff=0"];

/// Cutting what a home lives on may leave service as it is, and never betters it.
#[test]
fn cuts_never_better_service() {
    let mut perverse = Vec::new();
    for (cuts, held, in_any_world) in
        [(&OF_THE_OFFER[..], &SAME_POSTS[..], true), (&OF_THE_STAFF[..], &NOTHING_ELSE[..], false)]
    {
        let base = lived(&with("z-home", held));
        for (name, sets) in cuts {
            let sets = [held, sets].concat();
            let by_seed = worse(&lived(&with("z-home", &sets)), &base, Deficiency::Service);
            println!("{name:26} {by_seed:.4?}");
            let mean = by_seed.iter().sum::<f64>() / by_seed.len() as f64;
            if mean < 0.0 || in_any_world && by_seed.iter().any(|change| *change < 0.0) {
                perverse.push(*name);
            }
        }
    }
    assert!(perverse.is_empty(), "{perverse:?} better service");
}

#[test]
fn an_idle_home_serves_worst_and_support_serves_better() {
    let base = lived(&with("z-home", &[]));
    for idle in ["near-idle", "government-led"] {
        let by_seed = worse(&lived(&with(idle, &[])), &base, Deficiency::Service);
        assert!(by_seed.iter().all(|change| *change > 0.05), "{idle}: {by_seed:.4?}");
    }
    for better in ["support", "full-package"] {
        let by_seed = worse(&base, &lived(&with(better, &[])), Deficiency::Service);
        assert!(by_seed.iter().all(|change| *change > 0.02), "{better}: {by_seed:.4?}");
    }
}

/// What was given for a deficiency is taken back after three years: two years later it is no better than
/// where it was kept.
#[test]
fn withdrawing_a_package_betters_no_deficiency_that_it_was_for() {
    use Deficiency::{Brand, Institution, Nonprofit, Service};
    let home = with("z-home", &[]).settings.levers;
    let packages: [(&str, &[Deficiency]); 4] = [
        ("support", &[Service, Institution]),
        ("capacity", &[Service, Institution, Brand, Nonprofit]),
        ("mechanism", &[Institution, Brand]),
        ("full-package", &[Service, Institution, Brand, Nonprofit]),
    ];
    let mut perverse = Vec::new();
    for (package, deficiencies) in packages {
        let kept = with(package, &[]);
        let mut withdrawn = kept.clone();
        withdrawn.timeline.push((157, home.clone()));
        let (kept, withdrawn) = (lived(&kept), lived(&withdrawn));
        for deficiency in deficiencies {
            let by_seed = worse(&withdrawn, &kept, *deficiency);
            let moments = Moments::of(by_seed.iter().copied());
            let (low, _) = moments.interval().expect("several worlds");
            println!("{package:14} {:12} {by_seed:.4?}", deficiency.short());
            if low < 0.0 {
                perverse.push((package, deficiency.short(), moments.mean()));
            }
        }
    }
    assert!(perverse.is_empty(), "withdrawn for the better: {perverse:?}");
}

/// Spearman's correlation of ranks.
fn rank_correlation(a: &[f64], b: &[f64]) -> f64 {
    let ranks = |values: &[f64]| -> Vec<f64> {
        let rank = |x: &f64| {
            let below = values.iter().filter(|y| *y < x).count() as f64;
            let alike = values.iter().filter(|y| *y == x).count() as f64;
            below + (alike - 1.0) / 2.0
        };
        values.iter().map(rank).collect()
    };
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() - 1) as f64 / 2.0;
    let sum = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
    sum(&a, &b) / (sum(&a, &a) * sum(&b, &b)).sqrt()
}

/// The share k/n mirrored at the point in the base: spread evenly over 0–1 (van der Corput 1935).
fn spread(mut k: usize, base: usize) -> f64 {
    let (mut value, mut step) = (0.0, 1.0 / base as f64);
    while k > 0 {
        value += (k % base) as f64 * step;
        (k, step) = (k / base, step / base as f64);
    }
    value
}

#[test]
fn what_is_seen_told_and_paid_moves_awareness_of_the_status_and_the_prior_does_not() {
    const DRAWS: usize = 120;
    let draw = |k: usize| {
        let within = |base, low: f64, high: f64| low + (high - low) * spread(k + 1, base);
        let prior = within(2, 0.2, 0.8);
        // Seen, told, paid: signs at work, talk among ties, a fee in every third world.
        let (seen, told) = (within(3, 0.0, 1.0), within(5, 0.0, 0.006));
        let paid = if within(7, 0.0, 3.0) < 1.0 { 2.0 } else { 0.0 };
        let mut b = with("z-home", &["residents.population=2000", "levers.operator.from=27"]);
        b.weeks = 27 + 104;
        b.communities[0].residents.belief = prior;
        b.settings.residents.people.belief = prior;
        b.settings.residents.memory.belief_told = told;
        b.settings.levers.disclosure.visible = seen;
        b.settings.levers.disclosure.fee = paid;
        // All of what is wished for is paid.
        b.settings.mechanisms.money = false;
        let records = run(&b, k as u64 + 1, 1, Retain::default()).records;
        let index = records.last().and_then(|r| r.deficiency_nonprofit).expect("an operator");
        [index, prior, seen, told, paid]
    };
    let draws = crate::parallel::map(DRAWS, draw);
    let column = |at: usize| draws.iter().map(|row| row[at]).collect::<Vec<f64>>();
    let [prior, seen, told, paid] = [1, 2, 3, 4].map(|at| rank_correlation(&column(0), &column(at)));
    println!("prior {prior:+.2}, seen {seen:+.2}, told {told:+.2}, paid {paid:+.2}");
    assert!(prior.abs() < 0.3, "the prior moves it: {prior:.2}");
    assert!(seen < -0.3 && told < 0.0 && paid > 0.1, "seen {seen:.2}, told {told:.2}, paid {paid:.2}");
    assert!(seen.abs() > 2.0 * prior.abs());
}
