//! What an additional visit, participant or point less of a deficiency costs.
//!
//! A price is Σ extra cost / Σ extra gain over paired worlds, never a mean of ratios. Where the interval of
//! the gain holds zero there is no effect to price.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::stats::bootstrap::bca_ratio;
use crate::stats::paired::Estimate;
use crate::study::compare::ranking::WorldValues;
use crate::units::{Week, YEAR};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::measure;

/// How the value of a measure becomes a number of units that have a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PriceUnit {
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
pub(crate) struct Good {
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
pub(crate) const GOODS: [Good; 7] = [
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
pub(crate) enum Price {
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
pub(crate) struct Priced {
    /// What is priced.
    pub good: &'static Good,
    /// Units gained against the baseline.
    pub gain: Estimate,
    /// Its price.
    pub price: Price,
}

/// How far a comparison reaches: what turns shares into persons and weeks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// Horizon, weeks.
    pub weeks: Week,
    /// Residents of all communities; goods counted in persons are left out where that is not known.
    pub residents: Option<f64>,
}

/// Prices of a scenario against the baseline, from the worlds that both have.
pub(crate) fn prices(
    baseline: &WorldValues,
    scenario: &WorldValues,
    extent: Extent,
    key: u64,
) -> Vec<Priced> {
    let Some(public_cost) = measure("public_cost") else { return Vec::new() };
    let price = |good: &'static Good| {
        let weeks = if good.window == Window::LastYear { YEAR.min(extent.weeks) } else { extent.weeks };
        let (counted, factor) = (measure(good.measure)?, factor(good, weeks, extent.residents)?);
        let pair = |(world, before): (&u32, &&Values)| {
            let after = scenario.get(world)?;
            let change = |of| Some(after.get(good.window, of)? - before.get(good.window, of)?);
            Some((change(public_cost)?, change(counted)? * factor))
        };
        priced(good, &baseline.iter().filter_map(pair).collect::<Vec<_>>(), key)
    };
    GOODS.iter().filter_map(price).collect()
}

/// How many units of a good one unit of its measure is, over a window of so many weeks; negative where less
/// is better. `None` for goods counted in persons where the number of residents is not known.
fn factor(good: &Good, weeks: Week, residents: Option<f64>) -> Option<f64> {
    let factor = match good.unit {
        PriceUnit::Value => 1.0,
        PriceUnit::Persons => residents?,
        PriceUnit::PersonWeeks => residents? * f64::from(weeks),
        PriceUnit::Points => 100.0,
    };
    Some(factor * measure(good.measure)?.better.order())
}

/// The price from pairs of (extra cost, extra gain).
fn priced(good: &'static Good, pairs: &[(f64, f64)], key: u64) -> Option<Priced> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
