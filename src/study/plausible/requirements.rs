//! What a package must keep: bounds on measures of the last year or another window, as the user states them.

use crate::measure::window::Window;
use crate::study::plausible::effects::{DrawnWorlds, Figure, by_draw};
use crate::world::record::{MEASURES, Measure, index_of};
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
    /// Its place among all that must be kept: that of its figure behind the measures of the last year in what
    /// was lived.
    pub place: usize,
}

/// The figures that requirements are about, each at its place.
pub(crate) fn figures(requirements: &[Requirement]) -> Vec<Figure> {
    requirements.iter().map(|requirement| (requirement.window, requirement.measure)).collect()
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = match self.side {
            BoundSide::Least => ">=",
            BoundSide::Most => "<=",
            BoundSide::Above => ">",
            BoundSide::Below => "<",
        };
        match self.window {
            Window::LastYear => write!(f, "{}{sign}{}", self.measure.name, self.bound),
            window => write!(f, "{}@{window}{sign}{}", self.measure.name, self.bound),
        }
    }
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

    /// Whether the mean over the worlds of each draw keeps it; a draw in which the measure does not exist
    /// does not.
    pub(crate) fn met_by_draw(&self, lived: &DrawnWorlds, at: usize) -> BTreeMap<usize, bool> {
        let mut met: BTreeMap<usize, bool> = lived.draws().map(|draw| (draw, false)).collect();
        let values = lived.of_scenario(at, |row| self.value(row));
        let means = by_draw(&values).map(|(_, means)| means).unwrap_or_default();
        met.extend(means.into_iter().map(|(draw, mean)| (draw, self.met(mean))));
        met
    }

    /// Whether two cannot both be kept.
    pub(crate) fn contradicts(&self, other: &Requirement) -> bool {
        let lower = |side| matches!(side, BoundSide::Least | BoundSide::Above);
        let same = self.measure.name == other.measure.name && self.window == other.window;
        if !same || lower(self.side) == lower(other.side) {
            return false;
        }
        let (low, high) = if lower(self.side) { (self, other) } else { (other, self) };
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
        Requirement { measure, side, bound, window: Window::LastYear, place: 0 }
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
    }
}
