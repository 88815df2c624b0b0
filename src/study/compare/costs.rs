//! What a package costs, whoever bears it, and what of it public purses pay.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::random::philox4x32;
use crate::stats::paired::Estimate;
use crate::study::compare::case::Case;
use crate::study::compare::prices::Priced;
use crate::study::compare::purposes::PurposeCost;
use crate::study::compare::ranking::in_window;
use crate::world::record::Measure;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// What a package costs against the baseline, with the prices of what it brings.
pub(crate) fn cost(baseline: &Case, scenario: &Case, prices: Vec<Priced>, key: u64) -> Cost {
    let of = |measure: Option<&'static Measure>| {
        let by_world = |case: &Case, window| {
            measure.map(|measure| in_window(&case.by_world(), window, measure)).unwrap_or_default()
        };
        let both = [baseline, scenario];
        sums(both.map(|case| [Window::LastYear, Window::Whole].map(|window| by_world(case, window))), key)
    };
    Cost {
        full: of(cost::counted()),
        public: of(cost::public()),
        purposes: scenario.purposes.clone(),
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

/// The key of draws for a comparison: by the names of what is compared, so that a number does not depend on
/// what else is asked for.
pub(crate) fn key_of(seed: u64, a: &str, b: &str) -> u64 {
    let letters = a.bytes().chain([0]).chain(b.bytes());
    let mix = letters.fold(seed, |mix, byte| (mix ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let words = philox4x32([mix as u32, (mix >> 32) as u32, 0, 0], [seed as u32, (seed >> 32) as u32]);
    (u64::from(words[0]) << 32) | u64::from(words[1])
}
