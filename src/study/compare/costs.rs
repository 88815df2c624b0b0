//! What a package costs, whoever bears it; what public purses pay, and for which purposes of the ledger.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::random::philox4x32;
use crate::stats::paired::Estimate;
use crate::study::compare::prices::Priced;
use crate::study::compare::ranking::in_window;
use crate::study::compare::reduce::{Gathered, PurposeSum};
use crate::world::ledger::For;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// What a package costs.
#[derive(Clone, Debug)]
pub(crate) struct Cost {
    /// Full cost: what counts.
    pub full: CostSums,
    /// What public purses pay.
    pub public: CostSums,
    /// Extra public cost of the last year and of all weeks by purpose of the ledger; purposes that never
    /// differ are left out.
    pub purposes: Vec<PurposeCost>,
    /// Prices in full cost.
    pub prices: Vec<Priced>,
}

/// A cost of a package and against the baseline, yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct CostSums {
    /// Of the last year.
    pub last_year: Option<Estimate>,
    /// Extra of the last year against the baseline.
    pub extra_last_year: Option<Estimate>,
    /// Extra over all weeks.
    pub extra_whole: Option<Estimate>,
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
    let paid = |side: &Gathered, of: fn(&PurposeSum) -> f64| -> BTreeMap<u32, f64> {
        side.paid.iter().map(|(world, paid)| (*world, of(&total(paid)))).collect()
    };
    let used = |side: &Gathered, window| {
        cost::counted().map(|measure| in_window(&side.by_world(), window, measure)).unwrap_or_default()
    };
    Cost {
        full: sums(
            [baseline, scenario].map(|side| [Window::LastYear, Window::Whole].map(|w| used(side, w))),
            key,
        ),
        public: sums(
            [baseline, scenario].map(|side| [paid(side, |p| p.last_year), paid(side, |p| p.whole)]),
            key,
        ),
        purposes: purposes(baseline, scenario, &worlds, key),
        prices,
    }
}

/// Of a cost by world, of the baseline and of the scenario, each in the last year and in all weeks.
fn sums([baseline, scenario]: [[BTreeMap<u32, f64>; 2]; 2], key: u64) -> CostSums {
    let extra = |window: usize| {
        let base = &baseline[window];
        let pairs = scenario[window].iter().filter_map(|(world, cost)| Some(cost - base.get(world)?));
        Estimate::of(&pairs.collect::<Vec<f64>>(), key)
    };
    CostSums {
        last_year: Estimate::of(&scenario[0].values().copied().collect::<Vec<f64>>(), key),
        extra_last_year: extra(0),
        extra_whole: extra(1),
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
