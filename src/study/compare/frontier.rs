//! What one more visit, participant or point less of a deficiency costs, who stands on the frontier, and who
//! can be told apart, for scenarios read back from result folders: the rules of `compare`, so that both say
//! the same.

use crate::measure::window::Window;
use crate::study::compare::costs;
use crate::study::compare::costs::{FrontierStanding, GOODS, Good, Priced, priced, standings};
use crate::study::compare::ranking::{Ranking, rank};
use crate::study::compare::results::{Case, ReportWindows, StoredComparison, StoredRun};
use crate::units::{Week, YEAR};
use crate::world::record::{Combine, index_of, measure};
use std::collections::BTreeMap;

/// Measure of public money.
const COST: &str = "public_cost";

/// Weeks of a window of a study.
fn length(study: &StoredComparison, window: Window) -> Week {
    if window == Window::LastYear { study.weeks.clamp(1, YEAR) } else { study.weeks.max(1) }
}

/// A measure of a world over a whole window: a sum, or the value of what is no sum.
fn over(study: &StoredComparison, world: &StoredRun, window: Window, name: &str) -> Option<f64> {
    let values = if window == Window::LastYear { &world.last_year } else { &world.whole };
    let value = values.get(index_of(name)?).copied().flatten()?;
    let sum = measure(name)?.combine == Combine::Sum;
    Some(if sum { value * f64::from(length(study, window)) } else { value })
}

/// Prices of a scenario against the baseline. Goods counted in persons are left out where the number of
/// residents is unknown.
pub fn prices(study: &StoredComparison, case: &Case) -> Vec<Priced> {
    let Some(base) = study.base().filter(|base| base.name != case.name) else { return vec![] };
    let key = costs::key_of(study.seed.parse().unwrap_or(0), &base.name, &case.name);
    let price = |good: &'static Good| {
        let factor = costs::factor(good, length(study, good.window), study.residents)?;
        let pair = |(number, world): (&u32, &StoredRun)| {
            let other = base.worlds.get(number)?;
            let change = |name: &str| {
                Some(over(study, world, good.window, name)? - over(study, other, good.window, name)?)
            };
            Some((change(COST)?, change(good.measure)? * factor))
        };
        priced(good, &case.worlds.iter().filter_map(pair).collect::<Vec<_>>(), key)
    };
    GOODS.iter().filter_map(price).collect()
}

/// How each scenario stands between public cost and a measure, in the order of the study.
pub fn frontier(study: &StoredComparison, name: &str) -> Vec<FrontierStanding> {
    let sign = measure(name).map_or(1.0, |m| m.better.order());
    let package = |case: &Case| -> BTreeMap<u32, (f64, f64)> {
        let (costs, values) = (
            study.values(case, COST, ReportWindows::LastYear),
            study.values(case, name, ReportWindows::LastYear),
        );
        costs.iter().filter_map(|(world, cost)| Some((*world, (*cost, sign * values.get(world)?)))).collect()
    };
    standings(&study.cases.iter().map(package).collect::<Vec<_>>(), study.seed.parse().unwrap_or(0))
}

/// Scenarios in groups that can be told apart by a measure of the last year.
pub fn ranks(study: &StoredComparison, name: &str) -> Ranking {
    let sign = measure(name).map_or(1.0, |m| m.better.order());
    let values: Vec<_> =
        study.cases.iter().map(|case| study.values(case, name, ReportWindows::LastYear)).collect();
    rank(&values, sign)
}
