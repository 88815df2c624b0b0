//! The few figures of the answer on the terminal: before, last year, change, and the course between, without
//! keeping runs.

use crate::batch::{Job, Outcome};
use crate::measure::cost::{FULL_COST, PUBLIC_COST};
use crate::measure::window::{Window, per_week};
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::stats::Moments;
use crate::study::run::signs::{RunSigns, Signs};
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
    signs: RunSigns,
}

impl Figures {
    /// As far as tables tell of a run: what its windows say, without the course between them.
    pub(crate) fn told(signs: RunSigns, value: impl Fn(Window, &Measure) -> Option<f64>) -> Figures {
        let course = |measure| MeasureCourse {
            before: value(Window::Before, measure),
            last_year: value(Window::LastYear, measure),
            stretches: vec![],
        };
        Figures { courses: shown().map(course).collect(), signs }
    }
}

fn shown() -> impl Iterator<Item = &'static Measure> {
    SHOWN.iter().filter_map(|name| measure(name))
}

/// Read them from a run.
pub(crate) fn of(scenario: &Scenario, run: &Trajectory) -> Figures {
    let blueprint = &scenario.blueprint;
    let value =
        |m: &Measure, weeks: &Option<RangeInclusive<Week>>| per_week(m, &run.records, weeks.as_ref()?);
    let [before, last_year] = [Window::Before, Window::LastYear].map(|window| window.weeks(blueprint));
    let stretches = stretches(blueprint.weeks);
    let courses = shown().map(|m| MeasureCourse {
        before: value(m, &before),
        last_year: value(m, &last_year),
        stretches: stretches.iter().map(|weeks| per_week(m, &run.records, weeks)).collect(),
    });
    Figures { courses: courses.collect(), signs: RunSigns::of(scenario, run) }
}

/// Weeks 1 … T in `STRETCHES` pieces of nearly equal length; fewer when there are fewer weeks.
fn stretches(weeks: Week) -> Vec<RangeInclusive<Week>> {
    let pieces = STRETCHES.min(weeks).max(0);
    let cut = |i: Week| (i64::from(weeks) * i64::from(i) / i64::from(pieces)) as Week;
    (0..pieces).map(|i| cut(i) + 1..=cut(i + 1)).collect()
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
    /// One for each measure shown.
    pub lines: Vec<Line>,
    /// What is warned of.
    pub signs: Signs,
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
        RunSummary { lines: lines.collect(), signs: Signs::default() }
    }

    /// Take one run.
    pub(crate) fn take(&mut self, job: &Job, outcome: &Outcome<Figures>) {
        match outcome {
            Ok(figures) => self.take_figures(figures),
            Err(reason) => self.signs.fail(job.replicate, reason),
        }
    }

    fn take_figures(&mut self, figures: &Figures) {
        self.signs.take(&figures.signs);
        for (line, course) in self.lines.iter_mut().zip(&figures.courses) {
            line.before.push_some(course.before);
            line.last_year.push_some(course.last_year);
            line.change.push_some(course.last_year.zip(course.before).map(|(after, before)| after - before));
            for (sum, value) in line.course.iter_mut().zip(&course.stretches) {
                sum.push_some(*value);
            }
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
