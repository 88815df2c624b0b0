//! Every measure over every window of a run: what a trajectory is reduced to before scenarios are compared.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::measure::window::{Window, over};
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::units::{Fen, Week, YEAR};
use crate::world::blueprint::Blueprint;
use crate::world::record::{MEASURES, Measure, index_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All measures over all windows of one run; sums are totals of the window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Values {
    years: Week,
    cells: Vec<Option<f64>>,
}

/// The finished runs of a scenario by replicate; a failed one is not in it.
pub(crate) type Worlds = BTreeMap<u32, Values>;

impl Values {
    /// None yet, for a horizon of so many weeks.
    pub fn empty(weeks: Week) -> Values {
        Values { years: weeks / YEAR, cells: vec![None; Window::all(weeks).len() * MEASURES.len()] }
    }

    /// Reduce a run to its windows.
    pub fn of(blueprint: &Blueprint, run: &Trajectory) -> Values {
        let mut values = Values::empty(blueprint.weeks);
        for window in Window::all(blueprint.weeks) {
            let Some(weeks) = window.weeks(blueprint) else { continue };
            values.set(window, MEASURES.iter().map(|m| over(m, &run.records, &weeks, None).value()));
        }
        values
    }

    /// The value of a measure over a window; `None` where it does not exist, or the horizon has no such
    /// window.
    pub fn get(&self, window: Window, measure: &Measure) -> Option<f64> {
        self.cell(window, index_of(measure.name)?)
    }

    /// The same for the measure at this place of [`MEASURES`].
    pub fn cell(&self, window: Window, measure: usize) -> Option<f64> {
        self.cells.get(self.first(window)? + measure).copied().flatten()
    }

    /// Set every measure over a window, in the order of the measures. A window beyond the horizon is passed
    /// over.
    pub fn set(&mut self, window: Window, values: impl IntoIterator<Item = Option<f64>>) {
        if let Some(row) =
            self.first(window).and_then(|first| self.cells.get_mut(first..first + MEASURES.len()))
        {
            row.iter_mut().zip(values).for_each(|(cell, value)| *cell = value);
        }
    }

    /// Where the row of a window begins; the order of windows is that of [`Window::all`].
    fn first(&self, window: Window) -> Option<usize> {
        let row = match window {
            Window::Before => 0,
            Window::Year(year) if (1..=self.years).contains(&year) => year,
            Window::Year(_) => return None,
            Window::LastYear => self.years + 1,
            Window::Whole => self.years + 2,
        };
        Some(row as usize * MEASURES.len())
    }
}

/// A value as the tables of a result folder hold it: money in whole fen.
pub(crate) fn as_written(measure: &Measure, value: f64) -> f64 {
    if measure.is_money() { Fen::from_yuan(value).yuan() } else { value }
}

/// Every measure over every window of a run, as the tables of a result folder hold it.
pub(crate) fn written(blueprint: &Blueprint, run: &Trajectory) -> Values {
    let mut values = Values::of(blueprint, run);
    for window in Window::all(blueprint.weeks) {
        let as_written = |measure| values.get(window, measure).map(|value| as_written(measure, value));
        let row: Vec<_> = MEASURES.iter().map(as_written).collect();
        values.set(window, row);
    }
    values
}

/// Run every scenario in the worlds 1 to `replicates` and reduce each run to its windows.
///
/// # Errors
/// When the batch is cancelled.
pub(crate) fn worlds(
    rounds: &mut Rounds,
    stage: &str,
    scenarios: &[Scenario],
    replicates: u32,
) -> Result<Vec<Worlds>, Stopped> {
    rounds.each(stage, scenarios, 1..=replicates, &|job, run| Ok(Values::of(&job.scenario.blueprint, &run)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::record::{Record, measure};

    #[test]
    fn every_window_has_a_row_of_its_own() {
        for weeks in [0, 30, 60, 104, 260] {
            let mut values = Values::empty(weeks);
            let windows = Window::all(weeks);
            for (row, window) in windows.iter().enumerate() {
                values.set(*window, (0..MEASURES.len()).map(|m| Some((row * MEASURES.len() + m) as f64)));
            }
            for (row, window) in windows.iter().enumerate() {
                for (m, measure) in MEASURES.iter().enumerate() {
                    assert_eq!(values.get(*window, measure), Some((row * MEASURES.len() + m) as f64));
                }
            }
            assert_eq!(values.get(Window::Year(weeks / YEAR + 1), &MEASURES[0]), None);
        }
    }

    #[test]
    fn a_run_is_reduced_by_window_and_measure() {
        let blueprint = Blueprint {
            settings: Default::default(),
            weeks: 104,
            timeline: vec![],
            rules: vec![],
            bidders: vec![],
            groups: vec![],
            communities: vec![],
        };
        let record =
            |week: Week| Record { week, population: 1000.0, came: f64::from(week), ..Record::default() };
        let run = Trajectory { records: (0..=104).map(record).collect(), ..Trajectory::default() };
        let (values, participation) = (Values::of(&blueprint, &run), measure("participation").unwrap());
        assert!((values.get(Window::Year(1), participation).unwrap() - 0.0265).abs() < 1e-12);
        assert!((values.get(Window::LastYear, participation).unwrap() - 0.0785).abs() < 1e-12);
        assert_eq!(values.get(Window::Year(3), participation), None);
        assert_eq!(values.get(Window::Whole, measure("satisfaction").unwrap()), None);
    }
}
