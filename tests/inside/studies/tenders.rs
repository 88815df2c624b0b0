//! Which way tenders move what they are held for, over ten seeds.

use crate::inside::common::{populated, with};
use crate::random::{Purpose, WorldKey, uniform};
use crate::settings::{SettingsTree, Value};
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
fn lived(blueprint: &Blueprint, name: &str, worlds: usize) -> Vec<f64> {
    let measure = measure(name).expect("a measure");
    crate::parallel::map(worlds, |world| {
        let (seed, replicate) = (1 + world as u64 / u64::from(WORLDS), 1 + world as u32 % WORLDS);
        let records = run(blueprint, seed, replicate, Retain::default()).records;
        let late = records.iter().filter(|record| record.week > 104);
        let values: Vec<f64> = late.filter_map(|record| (measure.read)(record).value()).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    })
}

/// `tender` for 1,000 residents, where bids are a price and posts, with changes.
fn tendered(sets: &[&str]) -> Blueprint {
    populated(with("tender", &[&["levers.tender.content=false"], sets].concat()), 1_000)
}

/// Whether the second is above the first by more than three standard errors, world by world.
fn above(name: &str, low: &Blueprint, high: &Blueprint) -> (bool, f64, f64) {
    above_in((SEEDS as u32 * WORLDS) as usize, name, low, high)
}

/// The same in so many worlds.
fn above_in(worlds: usize, name: &str, low: &Blueprint, high: &Blueprint) -> (bool, f64, f64) {
    let (low, high) = (lived(low, name, worlds), lived(high, name, worlds));
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

#[test]
fn who_counts_hours_is_promised_more_and_pays_for_them() {
    let [few, many] = ["0", "0.9"]
        .map(|weight| tendered(&["levers.tender.content=true", &format!("levers.tender.hours={weight}")]));
    assert!(above("open_hours", &few, &many).0);
    assert!(above("price_agreed", &few, &many).0);
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

/// Draws of what is not known.
const DRAWS: u32 = 100;

/// A blueprint with settings drawn evenly, on the scale of logarithms, between a half and twice their values.
fn drawn(mut b: Blueprint, draw: u32, paths: &[&str]) -> Blueprint {
    for (at, path) in paths.iter().enumerate() {
        let word = WorldKey::new(11, draw).draw(at as u32, 0, 0, Purpose::SurveyOwn, 0)[0];
        let Some(Value::Real(value)) = b.settings.get(path) else { panic!("{path} is no real number") };
        let factor = libm::exp2(2.0 * f64::from(uniform(word)) - 1.0);
        assert!(b.settings.set(path, &Value::Real(value * factor)), "{path}");
    }
    b
}

/// Mean of a measure in one world of a draw, over the last three years.
fn in_draw(b: &Blueprint, draw: u32, name: &str) -> f64 {
    let measure = measure(name).expect("a measure");
    let records = run(b, 11, draw, Retain::default()).records;
    let late = records.iter().filter(|record| record.week > 104);
    let values: Vec<f64> = late.filter_map(|record| (measure.read)(record).value()).collect();
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// In how many draws the second is above the first, and in how many it is not below.
fn draws_above(name: &str, low: &Blueprint, high: &Blueprint, paths: &[&str]) -> (usize, usize) {
    let apart = crate::parallel::map(DRAWS as usize, |draw| {
        let draw = draw as u32 + 1;
        let [low, high] = [low, high].map(|b| in_draw(&drawn(b.clone(), draw, paths), draw, name));
        high - low
    });
    let count = |holds: fn(&f64) -> bool| apart.iter().filter(|one| holds(one)).count();
    let counts = (count(|apart| *apart > 0.0), count(|apart| *apart >= 0.0));
    println!("{name}: above in {} of {DRAWS} draws, not below in {}", counts.0, counts.1);
    counts
}

#[test]
fn a_look_alike_is_taken_for_a_business_in_most_plausible_draws() {
    let look_alike = populated(with("look-alike", &[]), 500);
    let mut agency = look_alike.clone();
    agency.bidders[0].kind = BidderKind::SocialWorkAgency;
    let paths = [
        "residents.memory.belief_visit",
        "residents.memory.belief_told",
        "residents.memory.belief_relax",
        "residents.memory.belief_brand",
        "residents.talk.word",
        "organization.kinds.commercial.shows",
        "organization.kinds.commercial.mission",
        "organization.kinds.commercial.management",
    ];
    assert!(draws_above("commercial_belief", &agency, &look_alike, &paths).0 >= 90);
}

#[test]
fn a_bad_record_loses_no_less_often_in_most_plausible_draws() {
    let looked_at = [
        "levers.assessment.audit=1",
        "government.trust_found=0.5",
        "organization.response.inflation_points=50",
        "levers.tender.record=0.4",
    ];
    let bad = alike(&looked_at);
    let good = alike(&[&looked_at[..], &["organization.response.inflation=0"]].concat());
    let paths = [
        "government.trust_found",
        "government.trust_learning",
        "organization.response.inflation_points",
        "organization.bidding.cost_error",
        "organization.bidding.cost_learning",
        "organization.bidding.promise_broken",
        "levers.tender.record",
        "levers.tender.price",
        "levers.tender.promise",
        "levers.tender.incumbency",
    ];
    let (above, not_below) = draws_above("incumbent_kept", &bad, &good, &paths);
    // Where both lose each contract, or keep it, nothing can be told apart.
    assert!(not_below >= 90 && above >= 30);
}

/// `bodies` with a tenth of its residents and agencies that are alike, any of which may run every home.
fn county_of_agencies(sets: &[&str]) -> Blueprint {
    let mut b = crate::inside::common::reduced(with("bodies", sets));
    b.bidders.iter_mut().for_each(|bidder| {
        (bidder.kind, bidder.own) =
            (BidderKind::SocialWorkAgency, vec![("most_homes".into(), Value::Integer(4))]);
    });
    b
}

#[test]
fn what_many_homes_of_one_body_save_lowers_the_price() {
    let [free, scale] = ["0", "0.8"].map(|scale| {
        let scale = format!("organization.homes.scale={scale}");
        county_of_agencies(&[&scale, "organization.homes.strain=0"])
    });
    assert!(above("price_agreed", &scale, &free).0);
}

/// Few worlds, but whole ones: in a tenth of the county a post is a fifth of all hands, and whether it stands
/// empty hides three hundredths of their hours.
#[test]
fn what_several_homes_of_one_body_strain_lowers_quality_and_service() {
    let (usual, unstrained) = (with("bodies", &[]), with("bodies", &["organization.homes.strain=0"]));
    assert!(above_in(6, "quality", &usual, &unstrained).0);
    assert!(above_in(6, "deficiency_service", &unstrained, &usual).0);
}
