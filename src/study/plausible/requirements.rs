//! What a package must keep: bounds on measures of the last year or another window, on their means or on
//! quantiles over worlds and draws, as the user states them.

use crate::measure::window::Window;
use crate::stats::quantile;
use crate::study::plausible::effects::{DrawnWorlds, by_draw};
use crate::study::plausible::figures::AskedFigure;
use crate::world::record::{MEASURES, Measure, index_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// On which side of a bound a measure must stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoundSide {
    /// At least.
    Least,
    /// At most.
    Most,
    /// Above.
    Above,
    /// Below.
    Below,
}

/// A bound that a measure must keep.
#[derive(Clone, Copy)]
pub(crate) struct Requirement {
    /// The measure.
    pub measure: &'static Measure,
    /// On which side.
    pub side: BoundSide,
    /// Of what.
    pub bound: f64,
    /// Over which weeks.
    pub window: Window,
    /// Which quantile over worlds and draws must keep it, in per cent; `None` where means must.
    pub percent: Option<f64>,
    /// Its place among all that must be kept: that of its figure behind the measures of the last year in what
    /// was lived.
    pub place: usize,
}

/// The figures that requirements are about, each at its place.
pub(crate) fn figures(requirements: &[Requirement]) -> Vec<AskedFigure> {
    requirements.iter().map(|one| AskedFigure::Over(one.window, one.measure)).collect()
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = match self.side {
            BoundSide::Least => ">=",
            BoundSide::Most => "<=",
            BoundSide::Above => ">",
            BoundSide::Below => "<",
        };
        write!(f, "{}", self.measure.name)?;
        if self.window != Window::LastYear {
            write!(f, "@{}", self.window)?;
        }
        if let Some(percent) = self.percent {
            write!(f, ":p{percent}")?;
        }
        write!(f, "{sign}{}", self.bound)
    }
}

/// A quantile over all worlds of all draws, and whether it keeps its bound.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct QuantileOverAll {
    /// The quantile; `None` where it falls among lives in which the measure does not exist.
    pub value: Option<f64>,
    /// Whether it keeps the bound.
    pub met: bool,
}

impl Requirement {
    /// Whether a value keeps it.
    pub(crate) fn met(&self, value: f64) -> bool {
        match self.side {
            BoundSide::Least => value >= self.bound,
            BoundSide::Most => value <= self.bound,
            BoundSide::Above => value > self.bound,
            BoundSide::Below => value < self.bound,
        }
    }

    /// Its figure in what was lived of a scenario in a world.
    pub(crate) fn value(&self, lived: &[Option<f64>]) -> Option<f64> {
        let column = match self.window {
            Window::LastYear => index_of(self.measure.name)?,
            _ => MEASURES.len() + self.place,
        };
        lived.get(column).copied().flatten()
    }

    /// Whether it asks for at least a bound.
    pub(crate) fn bounds_below(&self) -> bool {
        matches!(self.side, BoundSide::Least | BoundSide::Above)
    }

    /// The quantile of what some lives fall short by that keeps the bound just when the quantile asked for
    /// does: the upper end of a measure is the lower end of what is missing to a lower bound.
    pub(crate) fn share_of_shortfalls(&self) -> Option<f64> {
        let share = self.percent? / 100.0;
        Some(if self.bounds_below() { 1.0 - share } else { share })
    }

    /// Whether each draw keeps it: the mean over its worlds, or where a quantile is asked for that of its own
    /// worlds; a draw in which the measure does not exist does not.
    pub(crate) fn met_by_draw(&self, lived: &DrawnWorlds, at: usize) -> BTreeMap<usize, bool> {
        if self.percent.is_some() {
            let of_draw = |draw| self.quantile_over(lived, at, |world| lived.draw_of(world) == draw).met;
            return lived.draws().map(|draw| (draw, of_draw(draw))).collect();
        }
        let mut met: BTreeMap<usize, bool> = lived.draws().map(|draw| (draw, false)).collect();
        let values = lived.of_scenario(at, |row| self.value(row));
        let means = by_draw(&values).map(|(_, means)| means).unwrap_or_default();
        met.extend(means.into_iter().map(|(draw, mean)| (draw, self.met(mean))));
        met
    }

    /// The quantile over all worlds of all draws, where one is asked for.
    pub(crate) fn over_all(&self, lived: &DrawnWorlds, at: usize) -> Option<QuantileOverAll> {
        self.percent.map(|_| self.quantile_over(lived, at, |_| true))
    }

    /// The quantile over some lives; those in which the measure does not exist lie beyond all others on the
    /// side where nothing is kept.
    fn quantile_over(&self, lived: &DrawnWorlds, at: usize, of: impl Fn(u32) -> bool) -> QuantileOverAll {
        let missing = if self.bounds_below() { f64::NEG_INFINITY } else { f64::INFINITY };
        let among = lived.worlds.iter().filter(|(world, _)| of(**world));
        let mut values: Vec<f64> = among.map(|(_, rows)| self.value(&rows[at]).unwrap_or(missing)).collect();
        values.sort_by(f64::total_cmp);
        let share = self.percent.unwrap_or(50.0) / 100.0;
        let value = quantile(&values, share).filter(|value| value.is_finite());
        QuantileOverAll { value, met: value.is_some_and(|value| self.met(value)) }
    }

    /// Whether two cannot both be kept.
    pub(crate) fn contradicts(&self, other: &Requirement) -> bool {
        let of = |one: &Requirement| (one.measure.name, one.window, one.percent);
        if of(self) != of(other) || self.bounds_below() == other.bounds_below() {
            return false;
        }
        let (low, high) = if self.bounds_below() { (self, other) } else { (other, self) };
        let open = low.side == BoundSide::Above || high.side == BoundSide::Below;
        low.bound > high.bound || (open && low.bound >= high.bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::record::measure;

    fn of(side: BoundSide, bound: f64) -> Requirement {
        let measure = measure("participation").unwrap();
        Requirement { measure, side, bound, window: Window::LastYear, percent: None, place: 0 }
    }

    #[test]
    fn bounds_are_kept_on_their_side() {
        for (side, below, at, above) in [
            (BoundSide::Least, false, true, true),
            (BoundSide::Most, true, true, false),
            (BoundSide::Above, false, false, true),
            (BoundSide::Below, true, false, false),
        ] {
            let met = [0.1, 0.2, 0.3].map(|value| of(side, 0.2).met(value));
            assert_eq!(met, [below, at, above], "{side:?}");
        }
        assert_eq!(of(BoundSide::Below, 0.1).to_string(), "participation<0.1");
        let early = Requirement { window: Window::Year(2), place: 1, ..of(BoundSide::Least, 0.1) };
        assert_eq!(early.to_string(), "participation@year-2>=0.1");
        // Behind all measures of the last year stand the figures of requirements.
        let mut row = vec![Some(0.0); MEASURES.len() + 2];
        row[MEASURES.len() + 1] = Some(0.3);
        assert_eq!((early.value(&row), of(BoundSide::Least, 0.1).value(&row)), (Some(0.3), Some(0.0)));
        assert_eq!(early.value(&row[..MEASURES.len()]), None);
    }

    #[test]
    fn what_cannot_be_kept_together_is_seen() {
        assert!(of(BoundSide::Least, 0.3).contradicts(&of(BoundSide::Most, 0.2)));
        assert!(of(BoundSide::Most, 0.2).contradicts(&of(BoundSide::Least, 0.3)));
        assert!(!of(BoundSide::Least, 0.2).contradicts(&of(BoundSide::Most, 0.2)));
        assert!(of(BoundSide::Above, 0.2).contradicts(&of(BoundSide::Most, 0.2)));
        assert!(!of(BoundSide::Least, 0.3).contradicts(&of(BoundSide::Least, 0.2)));
        let other = Requirement { measure: measure("quality").unwrap(), ..of(BoundSide::Most, 0.1) };
        assert!(!of(BoundSide::Least, 0.3).contradicts(&other));
        let early = Requirement { window: Window::Year(1), ..of(BoundSide::Most, 0.2) };
        assert!(!of(BoundSide::Least, 0.3).contradicts(&early));
        let upper = |side, bound| Requirement { percent: Some(95.0), ..of(side, bound) };
        assert!(upper(BoundSide::Least, 0.3).contradicts(&upper(BoundSide::Most, 0.2)));
        assert!(!upper(BoundSide::Least, 0.3).contradicts(&of(BoundSide::Most, 0.2)));
    }

    /// Two worlds of each of ten draws: participation of the draws is 0.00, 0.01, …, and in its second world
    /// 0.2 more; in one life of the last draw there is none.
    fn lived(missing: bool) -> DrawnWorlds {
        let life = |world: u32| {
            let (draw, second) = ((world - 1) / 2, world.is_multiple_of(2));
            let value = 0.01 * f64::from(draw) + if second { 0.2 } else { 0.0 };
            let mut row = vec![None; MEASURES.len()];
            row[index_of("participation").unwrap()] = Some(value).filter(|_| !missing || world < 20);
            (world, vec![row])
        };
        DrawnWorlds { per_draw: 2, worlds: (1..=20).map(life).collect(), ..DrawnWorlds::default() }
    }

    #[test]
    fn a_quantile_is_judged_over_all_lives_and_draw_by_draw() {
        let asked = |percent, side, bound| Requirement { percent: Some(percent), ..of(side, bound) };
        assert_eq!(asked(95.0, BoundSide::Most, 0.3).to_string(), "participation:p95<=0.3");
        let early = Requirement { window: Window::Whole, ..asked(2.5, BoundSide::Above, 1.0) };
        assert_eq!(early.to_string(), "participation@whole:p2.5>1");
        // Of 20 values 0.00 … 0.09 and 0.20 … 0.29 the place of 95% is 18.05: 0.28 + 0.05 · 0.01.
        let over = |of: Requirement, missing| of.over_all(&lived(missing), 0).unwrap();
        let found = over(asked(95.0, BoundSide::Most, 0.2805), false);
        assert!((found.value.unwrap() - 0.2805).abs() < 1e-12, "{found:?}");
        assert!(over(asked(95.0, BoundSide::Most, 0.281), false).met);
        assert!(!over(asked(95.0, BoundSide::Most, 0.280), false).met);
        // Mean 0.145: a bound on the mean is kept where one on the upper end is not.
        assert!(of(BoundSide::Most, 0.2).met_by_draw(&lived(false), 0).values().all(|met| *met));
        assert_eq!(of(BoundSide::Most, 0.2).over_all(&lived(false), 0), None);
        // 95% of the two worlds of draw d are d/100 + 0.19: at most 0.235 in draws 0 to 4.
        let by_draw = asked(95.0, BoundSide::Most, 0.235).met_by_draw(&lived(false), 0);
        assert_eq!(by_draw.values().filter(|met| **met).count(), 5, "{by_draw:?}");
        // A life without the measure keeps nothing, whichever side is asked for.
        assert_eq!(
            over(asked(100.0, BoundSide::Most, 1.0), true),
            QuantileOverAll { value: None, met: false }
        );
        assert_eq!(
            over(asked(0.0, BoundSide::Least, 0.0), true),
            QuantileOverAll { value: None, met: false }
        );
        assert!(over(asked(50.0, BoundSide::Most, 1.0), true).met);
    }

    #[test]
    fn the_upper_end_of_a_measure_is_the_lower_end_of_what_is_missing() {
        let asked = |percent, side| Requirement { percent: Some(percent), ..of(side, 0.1) };
        assert_eq!(asked(95.0, BoundSide::Most).share_of_shortfalls(), Some(0.95));
        assert_eq!(asked(25.0, BoundSide::Least).share_of_shortfalls(), Some(0.75));
        assert_eq!(of(BoundSide::Least, 0.1).share_of_shortfalls(), None);
    }
}
