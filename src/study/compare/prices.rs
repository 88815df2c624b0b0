//! What an additional visit, participant or point less of a deficiency costs.
//!
//! A price is Σ extra full cost / Σ extra gain over paired worlds, never a mean of ratios. It needs both:
//! where the gain may be zero there is no effect to price, and where the extra cost may be zero (because it
//! comes from few worlds) nobody can say what a unit costs. Worlds whose gain lies far off, where few do, are
//! left out of gain and cost alike: a unit is priced by the gain that is told of it.

use crate::measure::cost;
use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::stats::apart::ApartSplit;
use crate::stats::paired::Estimate;
use crate::stats::ratio;
use crate::study::compare::effects::mean_of;
use crate::study::compare::ranking::WorldValues;
use crate::units::{Week, YEAR};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::measure;

/// Something that more money may bring. What flows is counted over all weeks (a package is paid for
/// long before it bears fruit); what is a state is counted in the last year, so that its price is yuan a
/// year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Good {
    /// A visit.
    Visit,
    /// A week in which a resident comes.
    PersonWeek,
    /// A resident who comes within four weeks.
    Participant,
    /// A hundredth less of a deficiency.
    Point(Deficiency),
}

impl Good {
    /// Everything that is priced.
    pub(crate) const ALL: [Good; 7] = [
        Good::Visit,
        Good::PersonWeek,
        Good::Participant,
        Good::Point(Deficiency::Service),
        Good::Point(Deficiency::Institution),
        Good::Point(Deficiency::Brand),
        Good::Point(Deficiency::Nonprofit),
    ];

    /// Its name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Good::Visit => "visit",
            Good::PersonWeek => "person_week",
            Good::Participant => "participant",
            Good::Point(Deficiency::Service) => "service_point",
            Good::Point(Deficiency::Institution) => "institution_point",
            Good::Point(Deficiency::Brand) => "brand_point",
            Good::Point(Deficiency::Nonprofit) => "nonprofit_point",
        }
    }

    /// One unit of it, as JSON words it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Good::Visit => "additional visit",
            Good::PersonWeek => "additional person-week with a visit",
            Good::Participant => "additional person who comes in four weeks, a year",
            Good::Point(Deficiency::Service) => "point less service inefficiency, a year",
            Good::Point(Deficiency::Institution) => "point less thin institutions, a year",
            Good::Point(Deficiency::Brand) => "point less weak brand, a year",
            Good::Point(Deficiency::Nonprofit) => "point less belief in a business, a year",
        }
    }

    /// The measure that counts it.
    const fn measure(self) -> &'static str {
        match self {
            Good::Visit => "visits",
            Good::PersonWeek => "participation",
            Good::Participant => "participation_4_weeks",
            Good::Point(deficiency) => deficiency.name(),
        }
    }

    /// Over which weeks cost and gain are counted.
    pub(crate) const fn window(self) -> Window {
        match self {
            Good::Visit | Good::PersonWeek => Window::Whole,
            Good::Participant | Good::Point(_) => Window::LastYear,
        }
    }

    /// How many units one unit of its measure is, over a window of so many weeks; negative where less is
    /// better. `None` for goods counted in persons where the number of residents is not known.
    fn factor(self, weeks: Week, residents: Option<f64>) -> Option<f64> {
        let factor = match self {
            Good::Visit => 1.0,
            Good::PersonWeek => residents? * f64::from(weeks),
            Good::Participant => residents?,
            // A point is a hundredth of an index.
            Good::Point(_) => 100.0,
        };
        Some(factor * measure(self.measure())?.better.order())
    }
}

/// What one unit costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Price {
    /// The gain may be zero.
    NoEffect,
    /// There is a gain, but the extra cost may be zero, or on either side of it.
    CostOpen,
    /// The gain is surely negative: money for a loss.
    Loss,
    /// Yuan for one unit; negative when the package saves money and gains all the same.
    Yuan {
        /// Σ / Σ.
        value: f64,
        /// 95% interval.
        interval: Option<(f64, f64)>,
    },
}

/// One good of one package.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Priced {
    /// What is priced.
    pub good: Good,
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
    let Some(cost) = cost::counted() else { return Vec::new() };
    let price = |good: Good| {
        let weeks = if good.window() == Window::LastYear { YEAR.min(extent.weeks) } else { extent.weeks };
        let (counted, factor) = (measure(good.measure())?, good.factor(weeks, extent.residents)?);
        let pair = |(world, before): (&u32, &&Values)| {
            let after = scenario.get(world)?;
            let change = |of| Some(after.get(good.window(), of)? - before.get(good.window(), of)?);
            Some((change(cost)?, change(counted)? * factor))
        };
        let pairs: Vec<(f64, f64)> = baseline.iter().filter_map(pair).collect();
        let gains: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
        let split = ApartSplit::of(&gains, mean_of(counted));
        let meant = |gain: f64| split.reach.is_none_or(|(low, high)| low <= gain && gain <= high);
        let pairs: Vec<_> = pairs.into_iter().filter(|pair| meant(pair.1)).collect();
        let mut priced = priced(good, &pairs, key)?;
        priced.gain.apart = split.apart;
        Some(priced)
    };
    Good::ALL.into_iter().filter_map(price).collect()
}

/// The price from pairs of (extra cost, extra gain).
fn priced(good: Good, pairs: &[(f64, f64)], key: u64) -> Option<Priced> {
    let gains: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    let gain = Estimate::of(&gains, key)?;
    let costs: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
    let price = match (gain.sure_sign(), Estimate::of(&costs, key)?.sure_sign()) {
        (0, _) => Price::NoEffect,
        (sign, _) if sign < 0 => Price::Loss,
        (_, 0) => Price::CostOpen,
        _ => {
            let value = costs.iter().sum::<f64>() / gains.iter().sum::<f64>();
            Price::Yuan { value, interval: ratio::interval(pairs, key) }
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
        let price = |gain| priced(Good::Visit, &pairs(gain), 1).unwrap().price;
        assert_eq!(price(0.1), Price::NoEffect);
        assert_eq!(price(-20.0), Price::Loss);
        let Price::Yuan { value, interval: Some((low, high)) } = price(50.0) else { panic!("a price") };
        assert!((value - 2.04).abs() < 0.05 && low < value && value < high, "{low} {value} {high}");
        let seldom = |w: i32| if w % 25 == 1 { 900.0 } else { 0.0 };
        let few: Vec<(f64, f64)> = (1..=100).map(|w| (seldom(w), 50.0 + f64::from(w % 7))).collect();
        assert_eq!(priced(Good::Visit, &few, 1).unwrap().price, Price::CostOpen, "a cost of 4 worlds in 100");
        assert!(matches!(priced(Good::Visit, &[(1.0, 1.0)], 1), Some(Priced { price: Price::NoEffect, .. })));
    }

    #[test]
    fn every_good_counts_a_measure() {
        for good in Good::ALL {
            assert!(measure(good.measure()).is_some(), "{}", good.name());
            assert!(good.factor(52, Some(10.0)).is_some_and(|units| units != 0.0), "{}", good.name());
        }
    }
}
