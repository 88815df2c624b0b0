//! An organization that first believes wrongly what its activities bring comes to the split of one that
//! believed rightly, and follows an assessment that changes.

use crate::inside::common::{populated, with};
use crate::simulation::{Retain, run};
use crate::world::agents::organization::activity::{Activity, ByActivity};
use crate::world::blueprint::Blueprint;
use crate::world::record::Record;

/// Random worlds, each of another seed.
const SEEDS: u64 = 10;
/// It first believes events to bring little and papers to bring much.
const WRONG: [&str; 3] = [
    "organization.beliefs.learns=true",
    "organization.beliefs.prior_events=0.3",
    "organization.beliefs.prior_paperwork=2.5",
];
const RIGHT: [&str; 1] = ["organization.beliefs.learns=true"];

fn home(sets: &[&str]) -> Blueprint {
    let lasting = ["levers.funding.contract=520"];
    populated(with("z-home", &[&lasting[..], sets].concat()), 10_000)
}

/// The mean split over worlds and the half year up to a week.
fn split(blueprint: &Blueprint, until: i32) -> ByActivity {
    let mut blueprint = blueprint.clone();
    blueprint.weeks = until;
    let lived = crate::parallel::map(SEEDS as usize, |world| {
        let records = run(&blueprint, 1 + world as u64, 1, Retain::default()).records;
        let half = |record: &&Record| record.week > until - 26 && record.operator > 0.0;
        let efforts: Vec<ByActivity> = records.iter().filter(half).map(|record| record.effort).collect();
        Activity::ALL.map(|a| efforts.iter().map(|e| e[a]).sum::<f64>() / efforts.len() as f64)
    });
    ByActivity(std::array::from_fn(|a| lived.iter().map(|world| world[a]).sum::<f64>() / lived.len() as f64))
}

/// The part of all effort that is spent elsewhere.
fn apart(one: &ByActivity, other: &ByActivity) -> f64 {
    one.0.iter().zip(other.0).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0
}

#[test]
fn a_wrong_first_belief_is_gone_within_three_years() {
    let from = home(&[]).settings.levers.operator.from as i32;
    let mut far = Vec::new();
    for years in [1, 2, 3] {
        let (right, wrong) =
            (split(&home(&RIGHT), from + 52 * years), split(&home(&WRONG), from + 52 * years));
        println!("{years}: {:.4}\n  right {:.3?}\n  wrong {:.3?}", apart(&right, &wrong), right.0, wrong.0);
        for a in [Activity::Events, Activity::Paperwork] {
            println!("  {a:?} {:.3}", wrong[a] / right[a] - 1.0);
        }
        far.push((right, wrong));
    }
    // Who learns nothing goes on as it began.
    let never = ["organization.beliefs.drift=0", "organization.beliefs.doubt=0"];
    let fixed = |first: &[&str]| split(&home(&[first, &never].concat()), from + 156);
    let (surely_right, surely_wrong) = (fixed(&RIGHT), fixed(&WRONG));
    let (right, wrong) = &far[2];
    for a in [Activity::Events, Activity::Paperwork] {
        let (learned, stubborn) = (wrong[a] / right[a] - 1.0, surely_wrong[a] / surely_right[a] - 1.0);
        assert!(learned.abs() < 0.1 && stubborn.abs() > 0.25, "{a:?} {learned} {stubborn}");
    }
}

#[test]
fn after_a_change_of_the_assessment_it_follows_within_a_year() {
    let (mut changed, mut always) = (home(&RIGHT), home(&RIGHT));
    let mut levers = changed.settings.levers.clone();
    let w = &mut levers.weights;
    (w.events, w.paperwork, w.satisfaction, w.participation, w.development) = (0.1, 0.1, 0.4, 0.3, 0.1);
    changed.timeline.push((130, levers.clone()));
    always.settings.levers = levers;
    let (old, new, aim) = (split(&changed, 129), split(&changed, 182), split(&always, 182));
    println!("old {:.3?}\nnew {:.3?}\naim {:.3?}", old.0, new.0, aim.0);
    // On the mean of the second half-year after the change seven tenths of the way are gone.
    assert!(apart(&new, &aim) < 0.3 * apart(&old, &aim), "{} {}", apart(&new, &aim), apart(&old, &aim));
}
