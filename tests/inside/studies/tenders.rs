//! Which way tenders move what they are held for, over ten seeds.

use crate::inside::common::{populated, with};
use crate::simulation::{Retain, run};
use crate::stats::Moments;
use crate::world::agents::organization::bidder::BidderKind;
use crate::world::blueprint::Blueprint;
use crate::world::record::measure;

/// Random worlds, each of another seed.
const SEEDS: u64 = 10;
/// Worlds of each seed.
const WORLDS: u32 = 3;

/// Mean of a measure over the last three years, world by world.
fn lived(blueprint: &Blueprint, name: &str) -> Vec<f64> {
    let measure = measure(name).expect("a measure");
    crate::parallel::map((SEEDS as u32 * WORLDS) as usize, |world| {
        let (seed, replicate) = (1 + world as u64 / u64::from(WORLDS), 1 + world as u32 % WORLDS);
        let records = run(blueprint, seed, replicate, Retain::default()).records;
        let late = records.iter().filter(|record| record.week > 104);
        let values: Vec<f64> = late.filter_map(|record| (measure.read)(record).value()).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    })
}

/// `tender` for 1,000 residents, with changes.
fn tendered(sets: &[&str]) -> Blueprint {
    populated(with("tender", sets), 1_000)
}

/// Whether the second is above the first by more than three standard errors, world by world.
fn above(name: &str, low: &Blueprint, high: &Blueprint) -> (bool, f64, f64) {
    let (low, high) = (lived(low, name), lived(high, name));
    let moments = Moments::of(low.iter().zip(&high).map(|(low, high)| high - low));
    let (mean, sd) = (moments.mean().expect("worlds"), moments.sd().expect("worlds"));
    let error = sd / (moments.n() as f64).sqrt();
    println!("{name}: {mean:.4} ± {error:.4}");
    (mean > 3.0 * error && mean > 0.0, mean, error)
}

#[test]
fn more_bidders_lower_the_price() {
    let (four, mut one) = (tendered(&[]), tendered(&[]));
    one.bidders.retain(|bidder| bidder.name == "Harbour Social Work");
    assert!(above("price_agreed", &four, &one).0);
}

#[test]
fn who_counts_the_price_pays_less_and_who_counts_posts_pays_more() {
    let (few, many) = (tendered(&["levers.tender.price=0"]), tendered(&["levers.tender.price=0.9"]));
    assert!(above("price_agreed", &many, &few).0);
}

/// Four agencies that are alike: who wins first is nobody better.
fn alike(sets: &[&str]) -> Blueprint {
    let mut b = tendered(sets);
    b.bidders.iter_mut().for_each(|bidder| bidder.kind = BidderKind::SocialWorkAgency);
    b
}

#[test]
fn an_incumbent_with_a_bad_record_loses_more_often() {
    // Every report is audited, which frightens nobody, and what is found costs all trust.
    let looked_at = [
        "levers.assessment.audit=1",
        "government.trust_found=1",
        "organization.response.inflation_points=100",
        "levers.tender.record=0.5",
    ];
    let bad = alike(&looked_at);
    let good = alike(&[&looked_at[..], &["organization.response.inflation=0"]].concat());
    assert!(above("incumbent_kept", &bad, &good).0);
}

#[test]
fn what_is_added_for_an_incumbent_keeps_it() {
    let (less, more) = (alike(&["levers.tender.incumbency=-0.2"]), alike(&["levers.tender.incumbency=0.3"]));
    assert!(above("incumbent_kept", &less, &more).0);
}

#[test]
fn a_look_alike_is_taken_for_a_business_more_often() {
    let alike = populated(with("look-alike", &[]), 1_000);
    let mut agency = alike.clone();
    agency.bidders[0].kind = BidderKind::SocialWorkAgency;
    assert!(above("commercial_belief", &agency, &alike).0);
}
