//! The few figures of the answer on the terminal: before, last year, change, and the course between, without
//! keeping runs.

use crate::batch::{Job, Outcome};
use crate::measure::cost::{FULL_COST, PUBLIC_COST};
use crate::measure::window::{Window, per_week};
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::stats::Moments;
use crate::units::Week;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{Measure, measure};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The measures shown, in this order.
pub(crate) const SHOWN: [&str; 11] = [
    "participation",
    "utilization",
    "satisfaction",
    "volunteers",
    "willingness",
    Deficiency::Service.name(),
    Deficiency::Institution.name(),
    Deficiency::Brand.name(),
    Deficiency::Nonprofit.name(),
    FULL_COST,
    PUBLIC_COST,
];

/// Stretches into which the course of a measure is cut.
pub(crate) const STRETCHES: Week = 20;

/// From this share of admitted over capacity on, a home's fullest hour counts as full.
const FULL: f64 = 0.98;

/// One measure in one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct MeasureCourse {
    before: Option<f64>,
    last_year: Option<f64>,
    stretches: Vec<Option<f64>>,
}

/// What the answer needs of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figures {
    courses: Vec<MeasureCourse>,
    /// Share of weeks of the last year in which the fullest hour was full.
    full: Option<f64>,
    /// Share of weeks with late wages, of the weeks with an operator.
    late: Option<f64>,
    /// Whether the first operator lost its contract; `None` without a handover.
    lost: Option<bool>,
    /// Share of the weeks for which an operator was wished in which none ran the home; `None` where none was.
    without_operator: Option<f64>,
}

fn shown() -> impl Iterator<Item = &'static Measure> {
    SHOWN.iter().filter_map(|name| measure(name))
}

/// Read them from a run.
pub(crate) fn of(scenario: &Scenario, run: &Trajectory) -> Figures {
    let blueprint = &scenario.blueprint;
    let value =
        |m: &Measure, weeks: &Option<RangeInclusive<Week>>| per_week(m, &run.records, weeks.as_ref()?);
    let (before, last_year, whole) =
        (Window::Before.weeks(blueprint), Window::LastYear.weeks(blueprint), Window::Whole.weeks(blueprint));
    let stretches = stretches(blueprint.weeks);
    let courses = shown().map(|m| MeasureCourse {
        before: value(m, &before),
        last_year: value(m, &last_year),
        stretches: stretches.iter().map(|weeks| per_week(m, &run.records, weeks)).collect(),
    });
    Figures {
        courses: courses.collect(),
        full: full_weeks(run, &last_year),
        late: measure("late_wages").and_then(|m| value(m, &whole)),
        without_operator: measure("without_operator").and_then(|m| value(m, &whole)),
        lost: measure("survived")
            .and_then(|m| (m.read)(run.records.last()?).value())
            .map(|survived| survived < 0.5),
    }
}

/// Weeks 1 … T in `STRETCHES` pieces of nearly equal length; fewer when there are fewer weeks.
fn stretches(weeks: Week) -> Vec<RangeInclusive<Week>> {
    let pieces = STRETCHES.min(weeks).max(0);
    let cut = |i: Week| (i64::from(weeks) * i64::from(i) / i64::from(pieces)) as Week;
    (0..pieces).map(|i| cut(i) + 1..=cut(i + 1)).collect()
}

fn full_weeks(run: &Trajectory, weeks: &Option<RangeInclusive<Week>>) -> Option<f64> {
    let (peak, weeks) = (measure("utilization_peak")?, weeks.as_ref()?);
    let values =
        run.records.iter().filter(|r| weeks.contains(&r.week)).filter_map(|r| (peak.read)(r).value());
    Moments::of(values.map(|v| f64::from(u8::from(v >= FULL)))).mean()
}

/// One row of the answer.
#[derive(Clone)]
pub(crate) struct Line {
    /// The measure; a sum is per week.
    pub measure: &'static Measure,
    /// Before the handover.
    pub before: Moments,
    /// In the last year.
    pub last_year: Moments,
    /// Last year minus before, world by world.
    pub change: Moments,
    /// The course in stretches.
    pub course: Vec<Moments>,
}

/// The answer for one scenario.
#[derive(Clone)]
pub(crate) struct RunSummary {
    /// Runs that were finished.
    pub done: u32,
    /// Runs that failed: replicate and reason of the first, and how many.
    pub failed: u32,
    /// The first failure.
    pub first_failure: Option<(u32, String)>,
    /// One for each measure shown.
    pub lines: Vec<Line>,
    /// Share of weeks of the last year in which the fullest hour was full.
    pub full: Moments,
    /// Share of weeks with late wages.
    pub late: Moments,
    /// Share of the weeks for which an operator was wished in which none ran the home.
    pub without_operator: Moments,
    /// Worlds in which the first operator lost its contract, of the worlds with a handover.
    pub lost: (u32, u32),
}

impl RunSummary {
    /// Before any run.
    pub(crate) fn new(scenario: &Scenario) -> RunSummary {
        let course = vec![Moments::default(); stretches(scenario.blueprint.weeks).len()];
        let empty = Moments::default();
        let lines = shown().map(|measure| Line {
            measure,
            before: empty,
            last_year: empty,
            change: empty,
            course: course.clone(),
        });
        RunSummary {
            done: 0,
            failed: 0,
            first_failure: None,
            lines: lines.collect(),
            full: empty,
            late: empty,
            without_operator: empty,
            lost: (0, 0),
        }
    }

    /// Take one run.
    pub(crate) fn take(&mut self, job: &Job, outcome: &Outcome<Figures>) {
        match outcome {
            Ok(figures) => self.take_figures(figures),
            Err(reason) => {
                self.failed += 1;
                self.first_failure.get_or_insert_with(|| (job.replicate, reason.clone()));
            }
        }
    }

    fn take_figures(&mut self, figures: &Figures) {
        self.done += 1;
        for (line, course) in self.lines.iter_mut().zip(&figures.courses) {
            line.before.push_some(course.before);
            line.last_year.push_some(course.last_year);
            line.change.push_some(course.last_year.zip(course.before).map(|(after, before)| after - before));
            for (sum, value) in line.course.iter_mut().zip(&course.stretches) {
                sum.push_some(*value);
            }
        }
        self.full.push_some(figures.full);
        self.late.push_some(figures.late);
        self.without_operator.push_some(figures.without_operator);
        if let Some(lost) = figures.lost {
            self.lost = (self.lost.0 + u32::from(lost), self.lost.1 + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_shown_exists() {
        assert_eq!(shown().count(), SHOWN.len());
    }

    #[test]
    fn stretches_cut_all_weeks_once() {
        for weeks in [0, 1, 7, 20, 33, 260] {
            let all: Vec<Week> = stretches(weeks).into_iter().flatten().collect();
            assert_eq!(all, (1..=weeks).collect::<Vec<_>>());
        }
        assert_eq!(stretches(260).len(), 20);
    }
}
