//! What is warned of in a run: full seats, late wages, weeks without an operator, a lost contract. A result
//! folder keeps it of each run, so that parts of a batch are warned of as the whole.

use crate::measure::window::{Window, per_week};
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::stats::Moments;
use crate::units::Week;
use crate::world::record::measure;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// From this share of admitted over capacity on, a home's fullest hour counts as full.
const FULL: f64 = 0.98;

/// The signs of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunSigns {
    /// Share of weeks of the last year in which the fullest hour was full.
    pub full: Option<f64>,
    /// Share of weeks with late wages, of the weeks with an operator.
    pub late: Option<f64>,
    /// Share of the weeks for which an operator was wished in which none ran the home; `None` where none was.
    pub without_operator: Option<f64>,
    /// Whether the first operator lost its contract; `None` without a handover.
    pub lost: Option<bool>,
}

impl RunSigns {
    /// Read them from a run.
    pub(crate) fn of(scenario: &Scenario, run: &Trajectory) -> RunSigns {
        let weeks = |window: Window| window.weeks(&scenario.blueprint);
        let whole = weeks(Window::Whole);
        let value = |name| measure(name).and_then(|m| per_week(m, &run.records, whole.as_ref()?));
        RunSigns {
            full: full_weeks(run, &weeks(Window::LastYear)),
            late: value("late_wages"),
            without_operator: value("without_operator"),
            lost: measure("survived")
                .and_then(|m| (m.read)(run.records.last()?).value())
                .map(|survived| survived < 0.5),
        }
    }
}

fn full_weeks(run: &Trajectory, weeks: &Option<RangeInclusive<Week>>) -> Option<f64> {
    let (peak, weeks) = (measure("utilization_peak")?, weeks.as_ref()?);
    let values =
        run.records.iter().filter(|r| weeks.contains(&r.week)).filter_map(|r| (peak.read)(r).value());
    Moments::of(values.map(|v| f64::from(u8::from(v >= FULL)))).mean()
}

/// The signs of all runs of a scenario, and how many failed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signs {
    /// Runs that were finished.
    pub done: u32,
    /// Runs that failed.
    pub failed: u32,
    /// The first that failed: its replicate, and why.
    pub first_failure: Option<(u32, String)>,
    /// Share of weeks of the last year in which the fullest hour was full.
    pub full: Moments,
    /// Share of weeks with late wages.
    pub late: Moments,
    /// Share of the weeks for which an operator was wished in which none ran the home.
    pub without_operator: Moments,
    /// Worlds in which the first operator lost its contract, of the worlds with a handover.
    pub lost: (u32, u32),
}

impl Signs {
    /// Take a finished run.
    pub(crate) fn take(&mut self, run: &RunSigns) {
        self.done += 1;
        self.full.push_some(run.full);
        self.late.push_some(run.late);
        self.without_operator.push_some(run.without_operator);
        if let Some(lost) = run.lost {
            self.lost = (self.lost.0 + u32::from(lost), self.lost.1 + 1);
        }
    }

    /// Take a run that failed.
    pub(crate) fn fail(&mut self, replicate: u32, reason: &str) {
        self.failed += 1;
        self.first_failure.get_or_insert_with(|| (replicate, reason.to_string()));
    }
}
