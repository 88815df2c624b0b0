//! Chance against ignorance: how much of the spread of an effect between worlds is luck, and how much is not
//! knowing the parameters. Each draw of the posterior is lived in several worlds; luck shows inside a draw,
//! ignorance between draws.

use crate::stats::Moments;
use serde::Serialize;
use std::collections::BTreeMap;

/// The variance of a value between worlds in its two parts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct VarianceSplit {
    /// Draws of the posterior that were lived.
    pub draws: usize,
    /// Worlds.
    pub worlds: usize,
    /// Mean over draws.
    pub mean: f64,
    /// Variance by chance: between worlds of the same draw.
    pub chance: f64,
    /// Variance by ignorance: between draws, chance taken out. Unbiased, hence below 0 now and then when it
    /// is nil.
    pub ignorance: f64,
}

/// One-way analysis of variance with random effects (Searle, Casella & McCulloch 1992, ch. 3), also when
/// draws have different numbers of worlds. `None` with fewer than two draws, or none that was lived twice.
pub(crate) fn split(values: impl IntoIterator<Item = (usize, f64)>) -> Option<VarianceSplit> {
    let mut by_draw: BTreeMap<usize, Moments> = BTreeMap::new();
    for (draw, value) in values {
        by_draw.entry(draw).or_default().push(value);
    }
    let groups: Vec<&Moments> = by_draw.values().collect();
    let (k, n) = (groups.len() as f64, groups.iter().map(|g| g.n() as f64).sum::<f64>());
    if k < 2.0 || n <= k {
        return None;
    }
    let means = || groups.iter().filter_map(|g| Some((g.n() as f64, g.mean()?)));
    let inside: f64 = groups.iter().filter_map(|g| Some(g.variance()? * (g.n() as f64 - 1.0))).sum();
    let chance = inside / (n - k);
    let grand = means().map(|(size, mean)| size * mean).sum::<f64>() / n;
    let between = means().map(|(size, mean)| size * (mean - grand) * (mean - grand)).sum::<f64>() / (k - 1.0);
    let size = (n - means().map(|(size, _)| size * size).sum::<f64>() / n) / (k - 1.0);
    let over_draws = Moments::of(means().map(|(_, mean)| mean));
    Some(VarianceSplit {
        draws: groups.len(),
        worlds: n as usize,
        mean: over_draws.mean()?,
        chance,
        ignorance: (between - chance) / size,
    })
}

impl VarianceSplit {
    /// Share of ignorance in the variance between worlds, 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        let (chance, ignorance) = (self.chance.max(0.0), self.ignorance.max(0.0));
        if chance + ignorance > 0.0 { ignorance / (chance + ignorance) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::calibrate::draws::{DrawUse, Draws};

    /// Values with known variances: ignorance `between`, chance `within`.
    fn made(
        number: u32,
        draws: usize,
        worlds: impl Fn(usize) -> usize,
        between: f64,
        within: f64,
    ) -> VarianceSplit {
        let mut stream = Draws::new(4).stream(DrawUse::Truth, 1, number);
        let mut values = Vec::new();
        for draw in 0..draws {
            let level = between.sqrt() * stream.normal();
            (0..worlds(draw))
                .for_each(|_| values.push((draw, 3.0 + level + within.sqrt() * stream.normal())));
        }
        split(values).unwrap()
    }

    #[test]
    fn both_parts_are_unbiased_also_when_there_is_no_ignorance_and_when_draws_differ_in_worlds() {
        for (between, within) in [(4.0, 1.0), (0.0, 1.0), (0.25, 9.0)] {
            let shapes: [fn(usize) -> usize; 2] = [|_| 2, |draw| 1 + draw % 4];
            for worlds in shapes {
                let many: Vec<VarianceSplit> =
                    (0..2_000).map(|i| made(i, 12, worlds, between, within)).collect();
                let chance = Moments::of(many.iter().map(|s| s.chance));
                let ignorance = Moments::of(many.iter().map(|s| s.ignorance));
                // Four standard errors of the mean of 2,000 estimates.
                for (estimates, truth) in [(chance, within), (ignorance, between)] {
                    let error = estimates.sd().unwrap() / 2_000.0_f64.sqrt();
                    assert!((estimates.mean().unwrap() - truth).abs() < 4.0 * error, "{estimates:?} {truth}");
                }
            }
        }
    }

    #[test]
    fn too_few_draws_or_worlds_give_no_answer() {
        assert_eq!(split([(0, 1.0), (0, 2.0)]), None);
        assert_eq!(split([(0, 1.0), (1, 2.0)]), None);
        let one = split([(0, 1.0), (0, 3.0), (1, 6.0), (1, 8.0)]).unwrap();
        // By hand: inside each draw the variance is 2; means 2 and 7; between = (2·2.5² + 2·2.5²) / 1 = 25;
        // (25 − 2) / 2.
        assert_eq!((one.chance, one.ignorance, one.mean, one.draws, one.worlds), (2.0, 11.5, 4.5, 2, 4));
    }
}
