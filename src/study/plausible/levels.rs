//! What is known of a scenario alone: its measures of the last year over draws of what nobody measured.

use crate::study::plausible::effects::DrawnWorlds;
use crate::study::plausible::knowledge::{Knowledge, knowledge};
use crate::units::{Week, YEAR};
use crate::world::record::{Combine, MEASURES, Measure};

/// A measure of the last year over draws; a sum is per week.
#[derive(Clone, Copy)]
pub(crate) struct KnownLevel {
    /// Which.
    pub measure: &'static Measure,
    /// Draws that were lived.
    pub draws: usize,
    /// Mean over draws.
    pub mean: f64,
    /// 5% and 95% quantile over draws, without the spread that chance adds to them; within what was lived.
    pub low: f64,
    /// See `low`.
    pub high: f64,
}

/// Every measure that exists in at least two draws, of the scenario at a place, which lives so many weeks.
pub(crate) fn known_levels(lived: &DrawnWorlds, at: usize, weeks: Week) -> Vec<KnownLevel> {
    let level = |measure: &'static Measure| {
        let mut values = lived.levels(at, measure);
        if measure.combine == Combine::Sum {
            let per = f64::from(weeks.clamp(1, YEAR));
            values.iter_mut().for_each(|(_, value)| *value /= per);
        }
        let least = values.iter().map(|value| value.1).fold(f64::INFINITY, f64::min);
        let most = values.iter().map(|value| value.1).fold(f64::NEG_INFINITY, f64::max);
        let Knowledge { draws, mean, low, high, .. } = knowledge(&values, measure.better, 0.0)?;
        // The error of the mean is symmetric; no share falls below none by it.
        Some(KnownLevel { measure, draws, mean, low: low.max(least), high: high.min(most) })
    };
    MEASURES.iter().filter_map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::record::index_of;

    /// Fifty draws of two worlds: the spread between draws is told, that between worlds is not.
    #[test]
    fn the_spread_between_draws_is_told_without_chance() {
        let at = |name: &str| index_of(name).unwrap();
        let mut lived = DrawnWorlds { names: vec!["a".into()], per_draw: 2, ..DrawnWorlds::default() };
        for draw in 0..50_u32 {
            for world in [1, 2] {
                let mut row = vec![None; MEASURES.len()];
                let chance = if world == 1 { 0.001 } else { -0.001 };
                row[at("participation")] = Some(0.01 + 0.001 * f64::from(draw) + chance);
                row[at("public_cost")] = Some(52.0 * (100.0 + f64::from(draw)));
                lived.worlds.insert(2 * draw + world, vec![row]);
            }
        }
        let levels = known_levels(&lived, 0, 260);
        assert_eq!(levels.len(), 2);
        let of = |name: &str| levels.iter().find(|level| level.measure.name == name).unwrap();
        let participation = of("participation");
        assert_eq!(participation.draws, 50);
        assert!((participation.mean - 0.0345).abs() < 1e-12);
        assert!((participation.low - 0.0122).abs() < 0.002, "{}", participation.low);
        assert!((participation.high - 0.0568).abs() < 0.002, "{}", participation.high);
        let cost = of("public_cost");
        assert!((cost.mean - 124.5).abs() < 1e-9 && cost.low >= 100.0 && cost.high <= 149.0);
    }
}
