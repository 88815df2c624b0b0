//! What a package costs the public, by purpose of the ledger.

use crate::random::philox4x32;
use crate::stats::paired::Estimate;
use crate::study::compare::prices::Priced;
use crate::study::compare::reduce::{Gathered, PurposeSum};
use crate::world::ledger::For;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// What a package costs.
#[derive(Clone, Debug)]
pub(crate) struct Cost {
    /// Public cost of the last year, yuan.
    pub last_year: Option<Estimate>,
    /// Extra public cost of the last year against the baseline.
    pub extra_last_year: Option<Estimate>,
    /// Extra public cost over all weeks.
    pub extra_whole: Option<Estimate>,
    /// Extra public cost of the last year and of all weeks by purpose of the ledger; purposes that never
    /// differ are left out.
    pub purposes: Vec<PurposeCost>,
    /// Prices.
    pub prices: Vec<Priced>,
}

/// Extra public cost for one purpose of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct PurposeCost {
    /// What for.
    #[serde(serialize_with = "named")]
    pub purpose: For,
    /// In the last year, yuan.
    #[serde(rename = "extra_last_year")]
    pub last_year: Estimate,
    /// In all weeks, yuan.
    #[serde(rename = "extra_whole")]
    pub whole: Estimate,
}

/// A purpose by its name in files.
fn named<S: Serializer>(purpose: &For, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(purpose.name())
}

/// Total public cost of a world: all weeks and the last year.
pub(crate) fn total(paid: &BTreeMap<For, PurposeSum>) -> PurposeSum {
    let add = |sum: PurposeSum, one: &PurposeSum| PurposeSum {
        whole: sum.whole + one.whole,
        last_year: sum.last_year + one.last_year,
    };
    paid.values().fold(PurposeSum::default(), add)
}

/// What a package costs against the baseline, with the prices of what it brings.
pub(crate) fn cost(baseline: &Gathered, scenario: &Gathered, prices: Vec<Priced>, key: u64) -> Cost {
    let worlds: Vec<u32> =
        baseline.paid.keys().filter(|world| scenario.paid.contains_key(world)).copied().collect();
    let extra = |world: &u32, of: fn(&PurposeSum) -> f64| {
        of(&total(&scenario.paid[world])) - of(&total(&baseline.paid[world]))
    };
    let estimate = |values: Vec<f64>| Estimate::of(&values, key);
    let over = |of: fn(&PurposeSum) -> f64| estimate(worlds.iter().map(|world| extra(world, of)).collect());
    Cost {
        last_year: estimate(scenario.paid.values().map(|paid| total(paid).last_year).collect()),
        extra_last_year: over(|paid| paid.last_year),
        extra_whole: over(|paid| paid.whole),
        purposes: purposes(baseline, scenario, &worlds, key),
        prices,
    }
}

fn purposes(baseline: &Gathered, scenario: &Gathered, worlds: &[u32], key: u64) -> Vec<PurposeCost> {
    let all: BTreeSet<For> =
        [baseline, scenario].iter().flat_map(|s| s.paid.values()).flat_map(|p| p.keys().copied()).collect();
    let paid = |side: &Gathered, world: &u32, purpose: &For| {
        side.paid[world].get(purpose).copied().unwrap_or_default()
    };
    let row = |purpose: For| {
        let extra = |of: fn(&PurposeSum) -> f64| {
            let difference =
                |world| of(&paid(scenario, world, &purpose)) - of(&paid(baseline, world, &purpose));
            worlds.iter().map(difference).collect::<Vec<f64>>()
        };
        let (last_year, whole) = (extra(|paid| paid.last_year), extra(|paid| paid.whole));
        let differs = last_year.iter().chain(&whole).any(|d| *d != 0.0);
        let cost = PurposeCost {
            purpose,
            last_year: Estimate::of(&last_year, key)?,
            whole: Estimate::of(&whole, key)?,
        };
        differs.then_some(cost)
    };
    all.into_iter().filter_map(row).collect()
}

/// The key of draws for a comparison: by the names of what is compared, so that a number does not depend on
/// what else is asked for.
pub(crate) fn key_of(seed: u64, a: &str, b: &str) -> u64 {
    let letters = a.bytes().chain([0]).chain(b.bytes());
    let mix = letters.fold(seed, |mix, byte| (mix ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let words = philox4x32([mix as u32, (mix >> 32) as u32, 0, 0], [seed as u32, (seed >> 32) as u32]);
    (u64::from(words[0]) << 32) | u64::from(words[1])
}
