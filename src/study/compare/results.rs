//! Several scenarios side by side, as far as a report needs them: windows and weekly courses of every world,
//! groups of residents, events. Filled from runs or from a result folder; what may be claimed of it is in
//! [`crate::study::compare::verdict`].

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::scenario::Source;
use crate::stats::band::{Band, bands, smooth};
use crate::stats::{Moments, band};
use crate::study::compare::breaks::Breaks;
use crate::study::compare::effects::{Effect, in_last_year};
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::paired_runs::{PairedCase, PairedRuns};
use crate::study::compare::prices::Priced;
use crate::study::compare::ranking::{Ranking, WorldValues, in_window};
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::units::{Week, YEAR};
use crate::world::exchange::{Actor, EventName};
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Combine, Measure, measure as measure_of};
use std::collections::BTreeMap;

/// Weeks over which each run is smoothed before quantiles are taken.
pub(crate) const SMOOTH: usize = 13;
/// Weeks of a stretch in which events are counted.
pub(crate) const STRETCH: Week = 13;

/// A figure of a group.
pub(crate) type GroupFigure = (Group, YearlyFigure);

/// The figure whose denominator is everybody who lives in a community.
pub(crate) const POPULATION: GroupFigure = (Group::Everybody, YearlyFigure::Reached);

/// One finished run.
#[derive(Clone, Debug, Default)]
pub(crate) struct RunResults {
    /// Every measure over every window.
    pub values: Values,
    /// Weeks 0…T of each of the study's weekly measures.
    pub weekly: Vec<Vec<Option<f64>>>,
    /// Figures of groups in the last whole year: value and weight.
    pub groups: BTreeMap<GroupFigure, (f64, f64)>,
}

impl RunResults {
    /// Add the figure of a group in one community, weighed by whom it counts.
    pub(crate) fn add_group(&mut self, key: GroupFigure, value: Option<f64>, weight: f64) {
        if let Some(value) = value {
            let sum = self.groups.entry(key).or_default();
            *sum = (sum.0 + value * weight, sum.1 + weight);
        }
    }
}

/// An institutional event in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// When.
    pub week: Week,
    /// Who.
    pub actor: Actor,
    /// What kind.
    pub kind: EventName,
    /// In words.
    pub words: String,
}

/// One scenario.
#[derive(Clone, Debug, Default)]
pub(crate) struct Case {
    /// Stem of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What was read for it.
    pub inputs: Vec<Source>,
    /// The last week of the stretch before the handover, where there is a handover.
    pub before_ends: Option<Week>,
    /// Residents of all its communities, where the tables tell them.
    pub residents: Option<f64>,
    /// Finished runs by replicate.
    pub worlds: BTreeMap<u32, RunResults>,
    /// Events of each kind: all of them, and in how many worlds there was one in each stretch of weeks.
    pub events: BTreeMap<EventName, (u64, BTreeMap<Week, u32>)>,
    /// The events of the first world.
    pub told: Vec<Told>,
}

impl Case {
    /// What its runs were reduced to, by world.
    fn by_world(&self) -> WorldValues<'_> {
        self.worlds.iter().map(|(world, run)| (*world, &run.values)).collect()
    }

    /// What all comparisons see of it.
    fn paired(&self) -> PairedCase<'_> {
        PairedCase { name: &self.name, residents: self.residents, worlds: self.by_world() }
    }
}

/// Scenarios over the same weeks in the same random worlds.
#[derive(Clone, Default)]
pub(crate) struct ReportedResults {
    /// Version of the program that made the results.
    pub version: String,
    /// Its commit, if known.
    pub commit: Option<String>,
    /// Seed of all worlds.
    pub seed: String,
    /// Horizon.
    pub weeks: Week,
    /// The scenarios.
    pub cases: Vec<Case>,
    /// Which of them the others are held against.
    pub baseline: usize,
    /// Measures whose weekly course is kept.
    pub weekly: Vec<&'static Measure>,
    /// Effects of the last year that were computed before.
    pub effects: Vec<Effect>,
    /// What `diagnose` found, in a folder of its.
    pub causes: Option<Diagnosis>,
}

impl ReportedResults {
    /// The scenario that the others are held against.
    pub(crate) fn base(&self) -> Option<&Case> {
        self.cases.get(self.baseline)
    }

    /// The most worlds that a scenario has.
    pub(crate) fn replicates(&self) -> usize {
        self.cases.iter().map(|case| case.worlds.len()).max().unwrap_or(0)
    }

    /// Whether any scenario is run by a social organization.
    pub(crate) fn handover(&self) -> Option<Week> {
        self.cases
            .iter()
            .filter_map(|case| case.before_ends)
            .min()
            .filter(|week| *week < self.weeks)
            .map(|week| week + 1)
    }

    /// A measure over a window in each world; a sum is per week.
    pub(crate) fn values(&self, case: &Case, measure: &str, window: Window) -> BTreeMap<u32, f64> {
        let Some(measure) = measure_of(measure) else { return BTreeMap::new() };
        let per = match (measure.combine, window) {
            (Combine::Ratio, _) => 1.0,
            (Combine::Sum, Window::Before) => f64::from(case.before_ends.unwrap_or(1)),
            (Combine::Sum, Window::Whole) => f64::from(self.weeks.max(1)),
            (Combine::Sum, _) => f64::from(self.weeks.clamp(1, YEAR)),
        };
        let all = in_window(&case.by_world(), window, measure);
        all.into_iter().map(|(world, value)| (world, value / per)).collect()
    }

    /// What all comparisons see of it.
    fn runs(&self) -> PairedRuns<'_> {
        PairedRuns {
            seed: self.seed.parse().unwrap_or(0),
            weeks: self.weeks,
            baseline: self.baseline,
            cases: self.cases.iter().map(Case::paired).collect(),
        }
    }

    /// Weeks over which a measure of the last year is a sum; 1 for one that is none.
    fn per(&self, measure: &Measure) -> f64 {
        if measure.combine == Combine::Sum { f64::from(self.weeks.clamp(1, YEAR)) } else { 1.0 }
    }

    fn place_of(&self, case: &Case) -> Option<usize> {
        self.cases.iter().position(|one| one.name == case.name)
    }

    /// Scenarios in groups that can be told apart by a measure of the last year.
    pub(crate) fn ranks(&self, measure: &Measure) -> Ranking {
        self.runs().ranks(measure)
    }

    /// What breaks in each scenario.
    pub(crate) fn breaks(&self) -> Vec<Breaks> {
        self.runs().breaks()
    }

    /// How each scenario stands between full cost and a measure of the last year; sums are per week.
    pub(crate) fn frontier(&self, measure: &Measure) -> Vec<FrontierStanding> {
        let (per, per_effect) = (f64::from(self.weeks.clamp(1, YEAR)), self.per(measure));
        let a_week = |standing: FrontierStanding| FrontierStanding {
            cost: standing.cost / per,
            effect: standing.effect / per_effect,
            step: standing.step.map(|step| step * per_effect / per),
            ..standing
        };
        self.runs().frontier(measure).into_iter().map(a_week).collect()
    }

    /// Prices of a scenario against the baseline; none for the baseline itself.
    pub(crate) fn prices(&self, case: &Case) -> Vec<Priced> {
        self.place_of(case).map_or(vec![], |at| self.runs().prices(at))
    }

    /// Mean and its interval.
    pub(crate) fn level(&self, case: &Case, measure: &str, span: Window) -> Moments {
        Moments::of(self.values(case, measure, span).into_values())
    }

    /// Median and middle 90% of worlds.
    pub(crate) fn spread(&self, case: &Case, measure: &str, span: Window) -> Option<Band> {
        let mut values: Vec<f64> = self.values(case, measure, span).into_values().collect();
        band::of(&mut values)
    }

    /// The paired difference against the baseline in the last year: the one computed before, or from the
    /// worlds here.
    /// `None` for the baseline itself and where no pair exists. A sum is per week.
    pub(crate) fn change(&self, case: &Case, measure: &Measure) -> Option<(f64, Option<(f64, f64)>)> {
        let base = self.base().filter(|base| base.name != case.name)?;
        let known = in_last_year(&self.effects, &base.name, &case.name, measure.name).copied();
        let here = || self.runs().effect(self.place_of(case)?, Window::LastYear, measure);
        let (paired, per) = (known.or_else(here)?, self.per(measure));
        Some((paired.diff / per, paired.interval.map(|(low, high)| (low / per, high / per))))
    }

    fn course(&self, world: &RunResults, measure: &str) -> Option<Vec<Option<f64>>> {
        let at = self.weekly.iter().position(|m| m.name == measure)?;
        Some(smooth(world.weekly.get(at)?, SMOOTH))
    }

    /// The smoothed course of a measure.
    pub(crate) fn bands(&self, case: &Case, measure: &str) -> Vec<Option<Band>> {
        let runs: Vec<_> = case.worlds.values().filter_map(|world| self.course(world, measure)).collect();
        bands(&runs)
    }

    /// The smoothed course of the difference against the baseline, world by world.
    pub(crate) fn differences(&self, case: &Case, measure: &str) -> Vec<Option<Band>> {
        let Some(base) = self.base() else { return vec![] };
        let minus = |(a, b): (&Option<f64>, &Option<f64>)| a.zip(*b).map(|(a, b)| a - b);
        let runs: Vec<Vec<_>> = case
            .worlds
            .iter()
            .filter_map(|(number, world)| {
                let (mine, other) =
                    (self.course(world, measure)?, self.course(base.worlds.get(number)?, measure)?);
                Some(mine.iter().zip(&other).map(minus).collect())
            })
            .collect();
        bands(&runs)
    }

    /// A figure of a group in the last whole year, over worlds.
    pub(crate) fn group(&self, case: &Case, group: Group, figure: YearlyFigure) -> Moments {
        let value = |world: &RunResults| {
            world
                .groups
                .get(&(group, figure))
                .filter(|(_, weight)| *weight > 0.0)
                .map(|(sum, weight)| sum / weight)
        };
        Moments::of(case.worlds.values().filter_map(value))
    }
}
