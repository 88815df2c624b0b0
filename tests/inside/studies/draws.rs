//! Whether cuts better service, and support does, where nobody knows the constants: draw by draw of
//! them, each judged by the mean of several pairs of worlds with the same random numbers. A single
//! small world tells little: one of its few posts may happen to stand empty on one side only.
//!
//! `COMMONROOM_DRAWS=100 cargo test --release --features studies studies::draws -- --nocapture` prints the
//! table of docs/limits.md (ten minutes of a core); without it few draws are looked at.

use crate::inside::common::{populated, with};
use crate::inside::studies::deficiencies::{Cut, NOTHING_ELSE, OF_THE_OFFER, SAME_POSTS};
use crate::random::{Purpose, WorldKey, uniform};
use crate::settings::prior::prior;
use crate::settings::{SettingsTree, Value};
use crate::simulation::{Retain, run};
use crate::stats::Moments;
use crate::world::blueprint::{Blueprint, facts};
use crate::world::record::deficiency::Deficiency;

/// Settings that are drawn from what is plausible of them (docs/knowledge.md).
const DRAWN: [&str; 20] = [
    "organization.offering.hours_per_visit",
    "residents.traits.reach",
    "residents.choice.habit",
    "residents.choice.norm",
    "residents.choice.quality",
    "residents.choice.opening",
    "residents.choice.imagined_price",
    "residents.memory.habit_loss",
    "residents.memory.belief_visit",
    "residents.talk.word",
    "organization.offering.hands_half",
    "organization.offering.quality_hands",
    "organization.offering.quality_effort",
    "organization.event_cost",
    "organization.utilities",
    "organization.turnover.leave",
    "organization.response.speed",
    "organization.learning.quality",
    "government.use_elasticity",
    "government.trust_learning",
];

/// Worlds of each draw.
const WORLDS: usize = 8;
/// Residents of the home; seats, money and hands in proportion.
const RESIDENTS: i64 = 1_000;

/// How many draws are looked at.
fn draws() -> usize {
    std::env::var("COMMONROOM_DRAWS").map_or(6, |text| text.parse().expect("COMMONROOM_DRAWS is a number"))
}

/// A blueprint with one draw of the settings.
fn drawn(mut b: Blueprint, draw: u32) -> Blueprint {
    for (at, path) in DRAWN.iter().enumerate() {
        let (table, name) = path.rsplit_once('.').expect("a path");
        let table = facts().into_iter().find(|one| one.path == table).expect("a table");
        let field = table.fields.iter().find(|field| field.name == name).expect("a setting");
        let prior = prior(&table, field).unwrap_or_else(|| panic!("{path} does not vary"));
        let word = WorldKey::new(11, draw).draw(at as u32, 0, 0, Purpose::SurveyOwn, 0)[0];
        assert!(b.settings.set(path, &Value::Real(prior.quantile(f64::from(uniform(word))))), "{path}");
    }
    b
}

/// The service deficiency of the last year, world by world of each draw.
fn service(b: &Blueprint) -> Vec<f64> {
    crate::parallel::map(draws() * WORLDS, |at| {
        let (draw, world) = ((at / WORLDS) as u32 + 1, at as u32 + 1);
        let records = run(&drawn(b.clone(), draw), 11, world, Retain::default()).records;
        let last = records.last().expect("weeks");
        (Deficiency::Service.measure().read)(last).value().expect("an index of every week")
    })
}

/// A shipped scenario for few residents, with changes.
fn lived(scenario: &str, sets: &[&str]) -> Vec<f64> {
    let mut b = populated(with(scenario, sets), RESIDENTS);
    b.communities[0].home.seats = 120 * RESIDENTS / 10_000;
    service(&b)
}

/// In how many draws service is worse in the mean of their worlds, in how many not better, and in how many
/// surely better: beyond a 95% interval.
struct Judged {
    worse: usize,
    no_better: usize,
    surely_better: usize,
}

impl Judged {
    /// Of the second against the first, draw by draw; printed as a row of the table.
    fn of(name: &str, before: &[f64], after: &[f64]) -> Judged {
        let pairs: Vec<f64> = before.iter().zip(after).map(|(before, after)| after - before).collect();
        let draws: Vec<Moments> =
            pairs.chunks(WORLDS).map(|draw| Moments::of(draw.iter().copied())).collect();
        let count = |is: &dyn Fn(f64, f64) -> bool| {
            let interval =
                |draw: &&Moments| (draw.mean().expect("worlds"), draw.interval().expect("worlds").1);
            draws.iter().map(|draw| interval(&draw)).filter(|(mean, high)| is(*mean, *high)).count()
        };
        let judged = Judged {
            worse: count(&|mean, _| mean > 0.0),
            no_better: count(&|mean, _| mean >= 0.0),
            surely_better: count(&|_, high| high < 0.0),
        };
        let single = pairs.iter().filter(|change| **change >= 0.0).count();
        let mean = Moments::of(pairs.iter().copied()).mean().expect("worlds");
        println!(
            "| {name} | {mean:+.3} | {} of {} | {} | {single} of {} |",
            judged.no_better,
            draws.len(),
            judged.surely_better,
            pairs.len()
        );
        judged
    }

    /// Whether it betters service in more than one draw of twenty, or of those that are looked at; or surely
    /// in as many.
    fn is_perverse(&self) -> bool {
        let most = (draws() / 20).max(1);
        draws() - self.no_better > most || self.surely_better >= most
    }
}

/// Cuts of the staff that save no bill of their own.
const OF_THE_STAFF: [Cut; 4] = [
    ("one manager", &["levers.operator.managers=1"]),
    ("no manager", &["levers.operator.managers=0"]),
    ("seven tenths of the grant", &["levers.funding.grant=145600"]),
    ("half of the grant", &["levers.funding.grant=104000"]),
];

/// Cuts of what has a bill of its own: where the budget does not reach all wished posts, what they save pays
/// for managers, and service may be better for these.
const WITH_A_BILL: [Cut; 2] = [
    ("no service concept", &["levers.operator.concept=0"]),
    ("no social worker", &["levers.operator.social_workers=0"]),
];

#[test]
fn cuts_better_service_in_hardly_any_plausible_draw() {
    let mut perverse = Vec::new();
    let alone = OF_THE_OFFER.iter().chain(&OF_THE_STAFF).collect::<Vec<_>>();
    let held = [(alone, &NOTHING_ELSE[..]), (WITH_A_BILL.iter().collect(), &SAME_POSTS[..])];
    for (cuts, held) in held {
        let base = lived("z-home", held);
        for (name, sets) in cuts {
            let judged = Judged::of(name, &base, &lived("z-home", &[held, sets].concat()));
            if judged.is_perverse() {
                perverse.push((*name, judged.no_better, judged.surely_better));
            }
        }
    }
    assert!(perverse.is_empty(), "better service in more than one draw of twenty: {perverse:?}");
}

#[test]
fn support_serves_better_and_an_idle_home_worse_in_most_plausible_draws() {
    let base = lived("z-home", &[]);
    let without_support = Judged::of("no support", &lived("support", &[]), &base);
    let idle = Judged::of("an idle home", &base, &lived("near-idle", &[]));
    for judged in [without_support, idle] {
        assert!(100 * judged.worse >= 90 * draws() && judged.surely_better == 0, "{}", judged.worse);
    }
}

/// What was given is taken back after three years: two years later service is no better than where it was
/// kept.
#[test]
fn withdrawing_a_package_that_is_for_service_betters_service_in_hardly_any_plausible_draw() {
    let home = |sets: &[&str]| populated(with("z-home", sets), RESIDENTS).settings.levers;
    let mut perverse = Vec::new();
    for package in ["support", "capacity", "full-package"] {
        let mut kept = populated(with(package, &NOTHING_ELSE), RESIDENTS);
        kept.communities[0].home.seats = 120 * RESIDENTS / 10_000;
        let mut withdrawn = kept.clone();
        withdrawn.timeline.push((157, home(&NOTHING_ELSE)));
        let judged = Judged::of(&format!("`{package}` withdrawn"), &service(&kept), &service(&withdrawn));
        // Little is lost without `capacity`: the mean of few worlds may have the wrong sign by chance.
        if judged.surely_better > 0 {
            perverse.push((package, judged.no_better, judged.surely_better));
        }
    }
    assert!(perverse.is_empty(), "surely withdrawn for the better: {perverse:?}");
}
