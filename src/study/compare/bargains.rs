//! What packages bring and cost against today: those that surely bring more, and the ladder from today on
//! along those that give most for their money.

use crate::measure::cost;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::hull::{Corner, corners};
use crate::world::record::Measure;

/// What a package changes against the baseline in the last year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bargain {
    /// Which package.
    pub(crate) at: usize,
    /// How much more of the measure.
    pub(crate) gain: f64,
    /// Full cost more, yuan a week.
    pub(crate) cost: f64,
    /// Whether the whole interval of the cost lies below zero.
    pub(crate) saves: bool,
    /// Whether the cost is the same in all that was lived.
    pub(crate) same_cost: bool,
    /// Whether the gain is at least the smallest difference that matters, where draws were lived.
    pub(crate) matters: bool,
}

impl Comparison {
    /// The packages that surely bring more than the baseline, in 95% of plausible draws where they were
    /// lived, in which nothing breaks, and which keep what is required, in their order.
    pub(crate) fn bargains(&self, measure: &Measure) -> Vec<Bargain> {
        let Some(full) = cost::counted() else { return vec![] };
        let breaks = self.breaks();
        let of = |(at, case): (usize, &Case)| {
            let change = |measure| self.known_change(case, measure).or_else(|| self.change(case, measure));
            let ((gain, ends), (cost, range)) = (change(measure)?, change(full)?);
            let sound =
                breaks.get(at).is_some_and(|found| found.worst().is_none()) && self.holds_in_draws(at);
            let surely = ends.is_some_and(|(low, _)| low > 0.0);
            let saves = range.is_some_and(|(_, high)| high < 0.0);
            let same_cost = cost == 0.0 && range.is_none_or(|ends| ends == (0.0, 0.0));
            let known = self.known.as_ref().and_then(|known| known.effect(&case.name, measure.name));
            let matters = known.is_none_or(|effect| effect.matters);
            (sound && surely).then_some(Bargain { at, gain, cost, saves, same_cost, matters })
        };
        self.cases.iter().enumerate().filter_map(of).collect()
    }

    /// From the baseline on the corners of those that cost more and bring a difference that matters: neither
    /// another package nor a mixture of two brings more for the same money, and none brings as much without
    /// costing more. The slope is yuan a week for one more of the measure.
    pub(crate) fn ladder(&self, measure: &Measure) -> Vec<Corner> {
        let all = self.bargains(measure);
        let free = all.iter().filter(|one| one.cost <= 0.0 && one.matters).map(|one| one.gain);
        let free = free.fold(f64::NEG_INFINITY, f64::max);
        let paid = all.into_iter().filter(|one| one.cost > 0.0 && one.matters && one.gain > free);
        let today = std::iter::once((self.baseline, 0.0, 0.0));
        corners(&today.chain(paid.map(|one| (one.at, one.cost, one.gain))).collect::<Vec<_>>())
    }
}
