//! Which measurement in the field would tell most about a figure: of what can be counted at the door, asked
//! with a questionnaire or read from the books, how much of the doubt goes with its level today.

use crate::stats::Moments;
use crate::study::plausible::effects::{DrawnWorlds, by_draw};
use crate::study::plausible::sensitivity::{Driver, drivers};
use crate::world::record::{Measure, measure};
use std::collections::BTreeMap;

/// How something is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeasuredBy {
    /// Whoever comes is counted, or signs in with a name.
    Counting,
    /// Residents are asked.
    Asking,
    /// It stands in books and files.
    Books,
}

impl MeasuredBy {
    /// In a word or two.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            MeasuredBy::Counting => "counting at the home",
            MeasuredBy::Asking => "a questionnaire",
            MeasuredBy::Books => "books and files",
        }
    }
}

/// Measures that somebody can take, and how.
const MEASURABLE: [(&str, MeasuredBy); 28] = [
    ("participation", MeasuredBy::Counting),
    ("participation_4_weeks", MeasuredBy::Counting),
    ("visits_per_resident_year", MeasuredBy::Counting),
    ("first_time_visitors", MeasuredBy::Counting),
    ("utilization_open", MeasuredBy::Counting),
    ("utilization_peak", MeasuredBy::Counting),
    ("turned_away", MeasuredBy::Counting),
    ("attendance_per_event", MeasuredBy::Counting),
    ("volunteers", MeasuredBy::Counting),
    ("volunteer_hours", MeasuredBy::Counting),
    ("affairs_attendance", MeasuredBy::Counting),
    ("awareness_adults", MeasuredBy::Asking),
    ("ever_used_adults", MeasuredBy::Asking),
    ("regular_adults", MeasuredBy::Asking),
    ("learned_by_word", MeasuredBy::Asking),
    ("satisfaction", MeasuredBy::Asking),
    ("trust", MeasuredBy::Asking),
    ("commercial_belief", MeasuredBy::Asking),
    ("volunteering_any", MeasuredBy::Asking),
    ("willingness", MeasuredBy::Asking),
    ("efficacy", MeasuredBy::Asking),
    ("events", MeasuredBy::Books),
    ("events_cancelled", MeasuredBy::Books),
    ("posts", MeasuredBy::Books),
    ("staff_exits", MeasuredBy::Books),
    ("own_income", MeasuredBy::Books),
    ("reserve", MeasuredBy::Books),
    ("score_reported", MeasuredBy::Books),
];

/// What a measurement would tell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measurement {
    /// The measure, where nothing is changed.
    pub measure: &'static str,
    /// How.
    pub by: MeasuredBy,
    /// Share of the figure's variance that goes with it: what an exact measurement would take away.
    pub share: f64,
    /// 90% of it over resampled draws.
    pub interval: (f64, f64),
}

/// Measurements that the figure surely goes with, the one that tells most first. `figure` by draw; `own` is
/// its measure where the figure is a level itself.
pub(crate) fn measurements(
    lived: &DrawnWorlds,
    figure: &BTreeMap<usize, f64>,
    own: Option<&Measure>,
    seed: u64,
) -> Vec<Measurement> {
    let level = |(name, by): &(&str, MeasuredBy)| {
        let measure = measure(name).filter(|of| own.is_none_or(|own| own.name != of.name))?;
        let levels = by_draw(&lived.levels(0, measure))?.1;
        let all: Option<Vec<f64>> = figure.keys().map(|draw| levels.get(draw).copied()).collect();
        let all = all.filter(|all| Moments::of(all.iter().copied()).variance().is_some_and(|v| v > 0.0))?;
        Some((measure, *by, all))
    };
    let levels: Vec<(&'static Measure, MeasuredBy, Vec<f64>)> = MEASURABLE.iter().filter_map(level).collect();
    let of_draw = |at: usize| levels.iter().map(|(_, _, all)| all[at]).collect();
    let values: Vec<Vec<f64>> = (0..figure.len()).map(of_draw).collect();
    let figure: Vec<f64> = figure.values().copied().collect();
    let of = |driver: Driver| {
        let (measure, by, _) = &levels[driver.at];
        Measurement { measure: measure.name, by: *by, share: driver.index, interval: driver.interval }
    };
    drivers(&values, &figure, seed).into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::calibrate::draws::{DrawUse, Draws};
    use crate::world::record::{MEASURES, index_of};
    use std::collections::BTreeSet;

    #[test]
    fn what_can_be_measured_exists_once_and_is_no_inner_state() {
        let names: BTreeSet<&str> = MEASURABLE.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), MEASURABLE.len());
        assert!(names.iter().all(|name| measure(name).is_some()), "{names:?}");
    }

    #[test]
    fn the_measurement_that_an_effect_goes_with_is_named_and_noise_is_not() {
        let mut stream = Draws::new(31).stream(DrawUse::Truth, 1, 1);
        let at = |name: &str| index_of(name).unwrap();
        let (mut lived, mut figure) =
            (DrawnWorlds { per_draw: 2, ..DrawnWorlds::default() }, BTreeMap::new());
        for draw in 0..200_usize {
            let (known, noise) = (stream.normal(), stream.normal());
            // Three quarters of the variance go with awareness.
            figure.insert(draw, libm::sqrt(3.0) * known + stream.normal());
            for world in 1..=2 {
                let mut levels = vec![None; MEASURES.len()];
                levels[at("awareness_adults")] = Some(known);
                levels[at("satisfaction")] = Some(noise);
                levels[at("events")] = Some(7.0);
                lived.worlds.insert(2 * draw as u32 + world, vec![levels]);
            }
        }
        let found = measurements(&lived, &figure, None, 1);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].measure, found[0].by), ("awareness_adults", MeasuredBy::Asking));
        // Bins of some dozens of draws see less than the whole of a straight line.
        assert!((0.55..0.8).contains(&found[0].share), "{found:?}");
        assert!(measurements(&lived, &figure, measure("awareness_adults"), 1).is_empty());
    }
}
