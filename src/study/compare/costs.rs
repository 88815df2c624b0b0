//! What a package costs the public, what an additional visit, participant or deficiency point costs, and
//! which packages nobody who counts money would choose.
//!
//! A price is Σ extra cost / Σ extra gain over paired worlds, never a mean of ratios. Where the interval of
//! the gain holds zero there is no effect to price.

use crate::measure::window::Window;
use crate::random::philox4x32;
use crate::scenario::Scenario;
use crate::stats::bootstrap::{RESAMPLES, bca_ratio, picks};
use crate::stats::paired::Estimate;
use crate::study::compare::reduce::{Gathered, PurposeSum};
use crate::units::{Week, YEAR};
use crate::world::blueprint::Blueprint;
use crate::world::ledger::For;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::measure;
use std::collections::{BTreeMap, BTreeSet};

/// How the value of a measure becomes a number of units that have a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceUnit {
    /// The value itself.
    Value,
    /// A share of residents times residents.
    Persons,
    /// A share of residents times residents times weeks.
    PersonWeeks,
    /// Hundredths of an index.
    Points,
}

/// Something that more public money may bring.
#[derive(Clone, Copy, Debug)]
pub struct Good {
    /// Its name in JSON.
    pub name: &'static str,
    /// One unit of it in words.
    pub words: &'static str,
    /// The measure that counts it.
    pub measure: &'static str,
    /// Over which weeks cost and gain are counted.
    pub window: Window,
    /// How the measure becomes units.
    pub unit: PriceUnit,
}

/// Everything that is priced. What flows is counted over all weeks (a package is paid for long before it
/// bears fruit); what is a state is counted in the last year, so that its price is yuan a year.
pub const GOODS: [Good; 7] = [
    good("visit", "additional visit", "visits", Window::Whole, PriceUnit::Value),
    good(
        "person_week",
        "additional person-week with a visit",
        "participation",
        Window::Whole,
        PriceUnit::PersonWeeks,
    ),
    good(
        "participant",
        "additional person who comes in four weeks, a year",
        "participation_4_weeks",
        Window::LastYear,
        PriceUnit::Persons,
    ),
    good(
        "service_point",
        "point less service inefficiency, a year",
        Deficiency::Service.name(),
        Window::LastYear,
        PriceUnit::Points,
    ),
    good(
        "institution_point",
        "point less thin institutions, a year",
        Deficiency::Institution.name(),
        Window::LastYear,
        PriceUnit::Points,
    ),
    good(
        "brand_point",
        "point less weak brand, a year",
        Deficiency::Brand.name(),
        Window::LastYear,
        PriceUnit::Points,
    ),
    good(
        "nonprofit_point",
        "point less belief in a business, a year",
        Deficiency::Nonprofit.name(),
        Window::LastYear,
        PriceUnit::Points,
    ),
];

const fn good(
    name: &'static str,
    words: &'static str,
    measure: &'static str,
    window: Window,
    unit: PriceUnit,
) -> Good {
    Good { name, words, measure, window, unit }
}

/// What one unit costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Price {
    /// The interval of the gain holds zero, or there is none.
    NoEffect,
    /// The gain is surely negative: money for a loss.
    Loss,
    /// Yuan for one unit; negative when the package saves money and gains all the same.
    Yuan {
        /// Σ / Σ.
        value: f64,
        /// 95 % interval.
        interval: Option<(f64, f64)>,
    },
}

/// One good of one package.
#[derive(Clone, Copy, Debug)]
pub struct Priced {
    /// What is priced.
    pub good: &'static Good,
    /// Units gained against the baseline.
    pub gain: Estimate,
    /// Its price.
    pub price: Price,
}

/// What a package costs.
#[derive(Clone, Debug)]
pub struct Cost {
    /// Public cost of the last year, yuan.
    pub last_year: Option<Estimate>,
    /// Extra public cost of the last year against the baseline.
    pub extra_last_year: Option<Estimate>,
    /// Extra public cost over all weeks.
    pub extra_whole: Option<Estimate>,
    /// Extra public cost of the last year and of all weeks by purpose of the ledger; purposes that never
    /// differ are left out.
    pub purposes: Vec<(For, Estimate, Estimate)>,
    /// Prices.
    pub prices: Vec<Priced>,
}

/// Total public cost of a world: all weeks and the last year.
pub fn total(paid: &BTreeMap<For, PurposeSum>) -> PurposeSum {
    let add = |sum: PurposeSum, one: &PurposeSum| PurposeSum {
        whole: sum.whole + one.whole,
        last_year: sum.last_year + one.last_year,
    };
    paid.values().fold(PurposeSum::default(), add)
}

/// Price a package against the baseline.
pub fn cost(baseline: &Gathered, scenario: &Gathered, blueprint: &Blueprint, key: u64) -> Cost {
    let worlds: Vec<u32> =
        baseline.paid.keys().filter(|world| scenario.paid.contains_key(world)).copied().collect();
    let extra = |world: &u32, of: fn(&PurposeSum) -> f64| {
        of(&total(&scenario.paid[world])) - of(&total(&baseline.paid[world]))
    };
    let estimate = |values: Vec<f64>| Estimate::of(&values, key);
    let over = |of: fn(&PurposeSum) -> f64| estimate(worlds.iter().map(|world| extra(world, of)).collect());
    let prices = GOODS.iter().filter_map(|good| {
        let gains = gains(good, baseline, scenario, blueprint);
        let of: fn(&PurposeSum) -> f64 =
            if good.window == Window::Whole { |paid| paid.whole } else { |paid| paid.last_year };
        let pairs: Vec<(f64, f64)> = gains.iter().map(|(world, gain)| (extra(world, of), *gain)).collect();
        priced(good, &pairs, key)
    });
    Cost {
        last_year: estimate(scenario.paid.values().map(|paid| total(paid).last_year).collect()),
        extra_last_year: over(|paid| paid.last_year),
        extra_whole: over(|paid| paid.whole),
        purposes: purposes(baseline, scenario, &worlds, key),
        prices: prices.collect(),
    }
}

/// Units gained in each world in which both values exist; more is better whatever the measure.
fn gains(good: &Good, baseline: &Gathered, scenario: &Gathered, blueprint: &Blueprint) -> Vec<(u32, f64)> {
    let weeks = blueprint.weeks;
    let residents: f64 = blueprint.communities.iter().map(|place| f64::from(place.population())).sum();
    let length = weeks.min(if good.window == Window::LastYear { YEAR } else { weeks });
    let (Some(measure), Some(factor)) = (measure(good.measure), factor(good, length, Some(residents))) else {
        return Vec::new();
    };
    let gain = |world: &u32| {
        let [before, after] = [baseline, scenario].map(|side| side.value(*world, good.window, measure));
        Some((*world, (after? - before?) * factor))
    };
    baseline.values.keys().filter_map(gain).collect()
}

/// How many units of a good one unit of its measure is, over a window of so many weeks; negative where less
/// is better. `None` for goods counted in persons where the number of residents is not known.
pub fn factor(good: &Good, weeks: Week, residents: Option<f64>) -> Option<f64> {
    let factor = match good.unit {
        PriceUnit::Value => 1.0,
        PriceUnit::Persons => residents?,
        PriceUnit::PersonWeeks => residents? * f64::from(weeks),
        PriceUnit::Points => 100.0,
    };
    Some(factor * measure(good.measure)?.better.order())
}

/// The price from pairs of (extra cost, extra gain).
pub fn priced(good: &'static Good, pairs: &[(f64, f64)], key: u64) -> Option<Priced> {
    let gains: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    let gain = Estimate::of(&gains, key)?;
    let price = match gain.sure_sign() {
        0 => Price::NoEffect,
        sign if sign < 0 => Price::Loss,
        _ => {
            let value = pairs.iter().map(|pair| pair.0).sum::<f64>() / gains.iter().sum::<f64>();
            Price::Yuan { value, interval: bca_ratio(pairs, key) }
        }
    };
    Some(Priced { good, gain, price })
}

fn purposes(
    baseline: &Gathered,
    scenario: &Gathered,
    worlds: &[u32],
    key: u64,
) -> Vec<(For, Estimate, Estimate)> {
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
        Some((purpose, Estimate::of(&last_year, key)?, Estimate::of(&whole, key)?)).filter(|_| differs)
    };
    all.into_iter().filter_map(row).collect()
}

/// Where a package stands among all: cost against effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrontierStanding {
    /// Mean cost.
    pub cost: f64,
    /// Mean effect, more is better.
    pub effect: f64,
    /// A package that costs no more and does no less, one of them strictly (by the means); the one with the
    /// most effect.
    pub dominated_by: Option<usize>,
    /// Share of resampled sets of worlds in which nothing dominates it.
    pub p_frontier: f64,
    /// On the frontier: what one more unit of effect costs against the next cheaper package on it.
    pub step: Option<f64>,
}

/// Stand packages against one another: one map (world → cost and effect) each. Only worlds that all have
/// count.
pub fn standings(packages: &[BTreeMap<u32, (f64, f64)>], key: u64) -> Vec<FrontierStanding> {
    let Some(first) = packages.first() else { return Vec::new() };
    let worlds: Vec<u32> =
        first.keys().filter(|world| packages.iter().all(|p| p.contains_key(world))).copied().collect();
    if worlds.is_empty() {
        return Vec::new();
    }
    let means = |drawn: &[usize]| {
        let mut sums = vec![(0.0, 0.0); packages.len()];
        for i in drawn {
            for (sum, package) in sums.iter_mut().zip(packages) {
                let (cost, effect) = package[&worlds[*i]];
                *sum = (sum.0 + cost, sum.1 + effect);
            }
        }
        sums.iter().map(|sum| (sum.0 / worlds.len() as f64, sum.1 / worlds.len() as f64)).collect::<Vec<_>>()
    };
    let points = means(&(0..worlds.len()).collect::<Vec<usize>>());
    let mut stood = vec![0_u32; packages.len()];
    for resample in 0..RESAMPLES {
        let mut drawn = Vec::with_capacity(worlds.len());
        picks(worlds.len(), resample, key, |i| drawn.push(i));
        let drawn = means(&drawn);
        (0..packages.len()).filter(|i| dominant(&drawn, *i).is_none()).for_each(|i| stood[i] += 1);
    }
    let standing = |(i, point): (usize, &(f64, f64))| FrontierStanding {
        cost: point.0,
        effect: point.1,
        dominated_by: dominant(&points, i),
        p_frontier: f64::from(stood[i]) / f64::from(RESAMPLES),
        step: step(&points, i),
    };
    points.iter().enumerate().map(standing).collect()
}

/// Which package dominates package `i`.
fn dominant(points: &[(f64, f64)], i: usize) -> Option<usize> {
    let (cost, effect) = points[i];
    let better = |j: &usize| points[*j].0 <= cost && points[*j].1 >= effect && points[*j] != (cost, effect);
    (0..points.len()).filter(better).max_by(|a, b| points[*a].1.total_cmp(&points[*b].1))
}

fn step(points: &[(f64, f64)], i: usize) -> Option<f64> {
    let (cost, effect) = points[i];
    let below = |j: &usize| points[*j].0 < cost && dominant(points, *j).is_none();
    let next = (0..points.len()).filter(below).max_by(|a, b| points[*a].0.total_cmp(&points[*b].0))?;
    (dominant(points, i).is_none() && effect > points[next].1)
        .then(|| (cost - points[next].0) / (effect - points[next].1))
}

/// The key of draws for a comparison: by what is compared, so that a number does not depend on what else is
/// asked for.
pub fn key(seed: u64, a: &Scenario, b: &Scenario) -> u64 {
    key_of(seed, &a.name, &b.name)
}

/// The same from the names of both scenarios.
pub fn key_of(seed: u64, a: &str, b: &str) -> u64 {
    let letters = a.bytes().chain([0]).chain(b.bytes());
    let mix = letters.fold(seed, |mix, byte| (mix ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let words = philox4x32([mix as u32, (mix >> 32) as u32, 0, 0], [seed as u32, (seed >> 32) as u32]);
    (u64::from(words[0]) << 32) | u64::from(words[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(points: &[(f64, f64)]) -> Vec<FrontierStanding> {
        let noise = |w: u32| f64::from(w * 7 % 5) - 2.0;
        let package =
            |p: &(f64, f64)| (1..=20).map(|w| (w, (p.0 + noise(w), p.1 + 0.1 * noise(w + 1)))).collect();
        standings(&points.iter().map(package).collect::<Vec<_>>(), 1)
    }

    #[test]
    fn the_dominated_are_marked_and_the_frontier_has_steps() {
        let found = fixed(&[(100.0, 1.0), (200.0, 3.0), (250.0, 2.0), (300.0, 3.0), (400.0, 4.0)]);
        let dominated: Vec<_> = found.iter().map(|s| s.dominated_by).collect();
        assert_eq!(dominated, [None, None, Some(1), Some(1), None]);
        assert!(
            (found[1].step.unwrap() - 50.0).abs() < 1e-9 && (found[4].step.unwrap() - 200.0).abs() < 1e-9
        );
        assert_eq!((found[0].step, found[2].step), (None, None));
        assert_eq!((found[0].p_frontier, found[2].p_frontier), (1.0, 0.0));
    }

    #[test]
    fn twins_do_not_dominate_each_other() {
        let found = fixed(&[(100.0, 1.0), (100.0, 1.0)]);
        assert!(found.iter().all(|s| s.dominated_by.is_none() && s.p_frontier == 1.0));
        assert!(standings(&[], 1).is_empty() && standings(&[BTreeMap::new()], 1).is_empty());
    }

    #[test]
    fn a_price_needs_an_effect() {
        let pairs = |gain: f64| {
            (1..=30).map(|w| (100.0 + f64::from(w % 5), gain + f64::from(w % 7) - 3.0)).collect::<Vec<_>>()
        };
        let price = |gain| priced(&GOODS[0], &pairs(gain), 1).unwrap().price;
        assert_eq!(price(0.1), Price::NoEffect);
        assert_eq!(price(-20.0), Price::Loss);
        let Price::Yuan { value, interval: Some((low, high)) } = price(50.0) else { panic!("a price") };
        assert!((value - 2.04).abs() < 0.05 && low < value && value < high, "{low} {value} {high}");
        assert!(matches!(priced(&GOODS[0], &[(1.0, 1.0)], 1), Some(Priced { price: Price::NoEffect, .. })));
    }

    #[test]
    fn every_good_counts_a_measure() {
        assert!(GOODS.iter().all(|good| measure(good.measure).is_some()));
    }
}
