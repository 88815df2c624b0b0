//! How an effect is spread over draws: which share of them lies above nought, and where a share of them ends.

use crate::stats::bootstrap::normal_below;
use crate::stats::{paired, quantile};
use crate::study::calibrate::ignorance::VarianceSplit;
use crate::study::plausible::effects::by_draw;
use std::collections::BTreeMap;

/// A gap between draws is where the share below changes by no more than twice this: far above the rounding of
/// a sum of a few hundred shares, far below the share of one draw.
const FLAT: f64 = 1e-9;

/// The share of draws in which differences are above nought, as what is known of them counts it.
pub(crate) fn share_above(values: &[(usize, f64)]) -> Option<f64> {
    over_draws(values).map(|(_, spread)| spread.above_zero())
}

/// The parts of the variance, and the effects of draws with the error of their mean.
pub(crate) fn over_draws(values: &[(usize, f64)]) -> Option<(VarianceSplit, OverDraws)> {
    let (parts, means) = by_draw(values)?;
    let mut sorted: Vec<f64> = means.into_values().collect();
    sorted.sort_by(f64::total_cmp);
    let (chance, unknown, draws) = (parts.chance.max(0.0), parts.ignorance.max(0.0), sorted.len() as f64);
    let error = libm::sqrt((unknown + chance * draws / values.len() as f64) / draws);
    let mut seen: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for (draw, value) in values {
        let (worlds, differs) = seen.entry(*draw).or_default();
        (*worlds, *differs) = (*worlds + 1, *differs || *value != 0.0);
    }
    let still = seen.values().filter(|(worlds, differs)| *worlds > 1 && !differs).count();
    Some((parts, OverDraws { sorted, still, error }))
}

/// Effects of draws, each with the same error around it, but for those in which nothing differs.
pub(crate) struct OverDraws {
    /// The effects, ascending; nought where nothing differs.
    pub(crate) sorted: Vec<f64>,
    /// Draws in which nothing differs in any of several worlds.
    still: usize,
    /// Standard error of their mean.
    error: f64,
}

impl OverDraws {
    /// Share of draws below a value, each by how probable that is. A draw in which nothing differs in any
    /// world is nought itself, whatever others show: two worlds do not carry that something would differ in
    /// more.
    fn below(&self, value: f64) -> f64 {
        let of = |effect: &f64| normal_below((value - effect) / self.error);
        let still = match value {
            _ if value == 0.0 => 0.5,
            _ => f64::from(u8::from(value > 0.0)),
        };
        // Each that stands still is nought, and taken out of those that have the error around them.
        let all = self.sorted.iter().map(of).sum::<f64>();
        (all + self.still as f64 * (still - of(&0.0))) / self.sorted.len() as f64
    }

    /// Share of draws above zero; without error those of zero count half.
    pub(crate) fn above_zero(&self) -> f64 {
        if self.error > 0.0 {
            return 1.0 - self.below(0.0);
        }
        paired::share_better(self.sorted.iter().copied()).unwrap_or(0.5)
    }

    /// The value below which a share of draws lies. Where the share falls into a gap between draws, every
    /// value of the gap would do, and rounding alone would choose: then it is the middle of the gap.
    pub(crate) fn quantile(&self, share: f64) -> Option<f64> {
        if self.error <= 0.0 {
            return quantile(&self.sorted, share);
        }
        let ends = [share - FLAT, share + FLAT].map(|share| self.crossing(share));
        Some(0.5 * (ends[0]? + ends[1]?))
    }

    /// Where the share of draws below reaches a share.
    fn crossing(&self, share: f64) -> Option<f64> {
        let (first, last) = (*self.sorted.first()?, *self.sorted.last()?);
        let (mut low, mut high) = (first - 9.0 * self.error, last + 9.0 * self.error);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if self.below(middle) < share { low = middle } else { high = middle }
        }
        Some(0.5 * (low + high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_in_a_gap_between_draws_is_the_middle_of_the_gap_whatever_is_rounded() {
        // Of twenty draws one lies at 10: exactly 95% lie below the gap from 1 to 10.
        let mut effects = vec![1.0; 19];
        effects.push(10.0);
        for rounding in [0.0, 1e-15, -1e-15] {
            let moved: Vec<f64> = effects.iter().map(|effect| effect * (1.0 + rounding)).collect();
            let spread = OverDraws { sorted: moved, still: 0, error: 0.01 };
            // 2·10⁻⁹ of 19 draws and of one draw, in normal deviations: 5.9 and 5.5.
            assert!((spread.quantile(0.95).unwrap() - 5.5).abs() < 0.01, "{rounding}");
            // Away from the gap nothing changes: half of 20/19 of the lower draws.
            assert!((spread.quantile(0.475).unwrap() - 1.0).abs() < 1e-8);
        }
    }

    /// Of sixty draws in forty nothing differs, and in the rest there is more: nobody knows that in most
    /// there would be more.
    #[test]
    fn draws_in_which_nothing_differs_say_no_direction() {
        let of = |draw: usize| if draw.is_multiple_of(3) { 1.0 + 0.01 * draw as f64 } else { 0.0 };
        let values: Vec<(usize, f64)> =
            (0..60).flat_map(|draw| [(draw, of(draw)), (draw, 1.5 * of(draw))]).collect();
        let (_, spread) = over_draws(&values).unwrap();
        assert!((spread.above_zero() - (20.0 + 20.0) / 60.0).abs() < 0.01);
        assert!(spread.quantile(0.05).unwrap().abs() < 1e-6, "{:?}", spread.quantile(0.05));
        assert!(spread.quantile(0.95).unwrap() > 1.0);
        assert_eq!(share_above(&values), Some(spread.above_zero()));
    }
}
