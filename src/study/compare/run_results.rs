//! One run as a report needs it: windows, weekly courses, groups of residents, events. Filled from the run
//! itself or, row by row, from a result folder, with the same sums in the same order.

use crate::measure::values::{as_written, written};
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::simulation::Trajectory;
use crate::study::compare::case::{Case, MatterStep, POPULATION, RunResults, Told};
use crate::study::compare::comparison::{Comparison, STRETCH};
use crate::units::{Week, YEAR};
use crate::world::exchange::{Event, EventKind, EventName};
use crate::world::record::groups::GroupRow;
use crate::world::record::{Combine, Measure, Scope};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How an event is worded.
pub(crate) type Wording = fn(&EventKind) -> String;

/// Residents of each community of a run, to weigh its shares; none where the tables do not tell them.
pub(crate) type Sizes = BTreeMap<u32, f64>;

/// A week of a measure: its sum over communities, their weight, and the value that all of them share.
#[derive(Clone, Copy, Default)]
struct CourseCell {
    sum: f64,
    weight: f64,
    shared: Option<f64>,
}

/// The weekly values of one run over its communities.
pub(crate) struct CourseSums {
    cells: Vec<Vec<CourseCell>>,
    weeks: Vec<bool>,
}

impl CourseSums {
    /// Of so many measures over weeks 0 … `weeks`.
    pub(crate) fn new(measures: usize, weeks: Week) -> CourseSums {
        let steps = weeks as usize + 1;
        CourseSums { cells: vec![vec![CourseCell::default(); steps]; measures], weeks: vec![false; steps] }
    }

    /// A row of this week is there.
    pub(crate) fn begin(&mut self, week: usize) {
        self.weeks[week] = true;
    }

    /// Add the value of a community of so many residents to the measure at `at`.
    pub(crate) fn add(&mut self, at: usize, measure: &Measure, week: usize, value: f64, residents: f64) {
        let CourseCell { sum, weight, shared } = &mut self.cells[at][week];
        if measure.scope == Scope::Shared {
            // The same value stands in every row, but where each home has institutions of its own.
            let alike = *weight == 0.0 || *shared == Some(value);
            *shared = Some(value).filter(|_| alike);
        }
        (*sum, *weight) = match measure.combine {
            Combine::Sum => (*sum + value, 1.0),
            Combine::Ratio => (*sum + value * residents, *weight + residents),
        };
    }

    /// The first week without a row.
    pub(crate) fn missing(&self) -> Option<usize> {
        self.weeks.iter().position(|there| !there)
    }

    /// The courses.
    pub(crate) fn courses(&self) -> Vec<Vec<Option<f64>>> {
        let value = |cell: &CourseCell| cell.shared.or((cell.weight > 0.0).then(|| cell.sum / cell.weight));
        self.cells.iter().map(|course| course.iter().map(value).collect()).collect()
    }
}

impl Case {
    /// Take the events of one world, in their order; worlds come one after another.
    pub(crate) fn take_events(&mut self, replicate: u32, events: Vec<Told>) {
        let mut seen = BTreeSet::new();
        for told in &events {
            let stretch = (told.week - 1).max(0) / STRETCH;
            let count = self.events.entry(told.kind).or_default();
            count.0 += 1;
            if seen.insert((told.kind, stretch)) {
                *count.1.entry(stretch).or_default() += 1;
            }
        }
        let kinds: BTreeSet<EventName> = seen.into_iter().map(|(kind, _)| kind).collect();
        kinds.into_iter().for_each(|kind| *self.happened.entry(kind).or_default() += 1);
        if self.may_tell() {
            // Matters raised and carried out are too many to be told in words.
            let (matters, few): (Vec<Told>, Vec<Told>) = events
                .into_iter()
                .partition(|told| matches!(told.kind, EventName::Matter | EventName::CarriedOut));
            self.stories.insert(replicate, few);
            self.matters.insert(replicate, matters.iter().map(MatterStep::of).collect());
        }
    }
}

/// One run reduced for a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReducedRun {
    results: RunResults,
    before_ends: Option<Week>,
    residents: Option<f64>,
    events: Vec<Told>,
}

impl ReducedRun {
    /// Of a run, with the weekly courses of these measures; values are those that its tables would hold.
    pub(crate) fn of(
        scenario: &Scenario,
        run: &Trajectory,
        weekly: &[&'static Measure],
        wording: Wording,
    ) -> ReducedRun {
        let blueprint = &scenario.blueprint;
        let mut results = RunResults { values: written(blueprint, run), ..RunResults::default() };
        let (rows, sizes) = last_whole_year(run, blueprint.weeks);
        results.add_groups(&rows);
        results.weekly = courses(run, blueprint.weeks, weekly, &sizes);
        let told = |event: &Event| Told {
            week: event.week,
            actor: event.actor,
            kind: event.kind.name(),
            words: wording(&event.kind),
        };
        ReducedRun {
            results,
            before_ends: Window::Before.weeks(blueprint).map(|weeks| *weeks.end()),
            residents: (!sizes.is_empty()).then(|| sizes.values().sum()),
            events: run.events.iter().map(told).collect(),
        }
    }
}

/// The rows of the last whole year, and the residents of each community then.
fn last_whole_year(run: &Trajectory, weeks: Week) -> (Vec<GroupRow>, Sizes) {
    let last = (weeks / YEAR).unsigned_abs();
    let rows: Vec<GroupRow> = run.groups.iter().filter(|row| row.year == last).cloned().collect();
    let counts = rows.iter().filter(|row| (row.group, row.figure) == POPULATION);
    let sizes = counts.map(|row| (row.community, row.den)).collect();
    (rows, sizes)
}

/// The weekly courses of these measures over all communities, with values as the tables would hold them.
pub(crate) fn weekly_courses(
    run: &Trajectory,
    weeks: Week,
    measures: &[&'static Measure],
) -> Vec<Vec<Option<f64>>> {
    courses(run, weeks, measures, &last_whole_year(run, weeks).1)
}

/// The same by the residents of each community.
fn courses(
    run: &Trajectory,
    weeks: Week,
    weekly: &[&'static Measure],
    sizes: &Sizes,
) -> Vec<Vec<Option<f64>>> {
    let mut sums = CourseSums::new(weekly.len(), weeks);
    for record in &run.records {
        let residents = sizes.get(&record.community).copied().unwrap_or(1.0);
        for (at, measure) in weekly.iter().enumerate() {
            if let Some(value) = (measure.read)(record).value() {
                sums.add(at, measure, record.week as usize, as_written(measure, value), residents);
            }
        }
    }
    sums.courses()
}

impl Comparison {
    /// Take one run of the scenario at `case`; runs come in the order of their replicates.
    pub(crate) fn take(&mut self, case: usize, replicate: u32, run: ReducedRun) {
        if let Some(case) = self.cases.get_mut(case) {
            let known = if case.worlds.is_empty() { run.residents } else { case.residents };
            // Where a run tells another number, none is known.
            case.residents = known.filter(|residents| Some(*residents) == run.residents);
            case.before_ends = run.before_ends;
            case.worlds.insert(replicate, run.results);
            case.take_events(replicate, run.events);
        }
    }
}
