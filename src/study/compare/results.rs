//! Several scenarios side by side, as far as a report needs them: windows and weekly courses of every world,
//! groups of residents, events. Filled from a result folder; what follows from it is in
//! [`crate::study::compare::verdict`].

use crate::scenario::Source;
use crate::stats::band::{Band, bands, smooth};
use crate::stats::paired::{Paired, compare};
use crate::stats::{Moments, band};
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::units::{Week, YEAR};
use crate::world::exchange::{Actor, EventName};
use crate::world::record::{Combine, Measure, index_of};
use std::collections::BTreeMap;

/// Weeks over which each run is smoothed before quantiles are taken.
pub const SMOOTH: usize = 13;
/// Weeks of a stretch in which events are counted.
pub const STRETCH: Week = 13;

/// The windows that a report speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportWindows {
    /// Before the handover.
    Before,
    /// The last year.
    LastYear,
}

/// One finished run.
#[derive(Clone, Debug, Default)]
pub struct StoredRun {
    /// Every measure before the handover; sums are per week. Empty when there is no such week.
    pub before: Vec<Option<f64>>,
    /// Every measure in the last year; sums are per week.
    pub last_year: Vec<Option<f64>>,
    /// Every measure over all weeks; sums are per week.
    pub whole: Vec<Option<f64>>,
    /// Weeks 0…T of each of the study's weekly measures.
    pub weekly: Vec<Vec<Option<f64>>>,
    /// Figures of groups in the last whole year, by (kind, group, figure): value and weight.
    pub groups: BTreeMap<(String, String, String), (f64, f64)>,
}

/// An institutional event in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
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
pub struct Case {
    /// Stem of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What was read for it.
    pub inputs: Vec<Source>,
    /// The last week of the stretch before the handover, where there is a handover.
    pub before_ends: Option<Week>,
    /// Finished runs by replicate.
    pub worlds: BTreeMap<u32, StoredRun>,
    /// Events of each kind: all of them, and in how many worlds there was one in each stretch of weeks.
    pub events: BTreeMap<EventName, (u64, BTreeMap<Week, u32>)>,
    /// The events of the first world.
    pub told: Vec<Told>,
}

/// A row of `effects.csv` over the last year.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Against what.
    pub baseline: String,
    /// What.
    pub scenario: String,
    /// Which measure.
    pub measure: String,
    /// Mean paired difference.
    pub diff: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
}

/// Scenarios over the same weeks in the same random worlds.
#[derive(Clone, Default)]
pub struct StoredComparison {
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
    /// Differences that were computed before.
    pub known: Vec<Known>,
    /// Residents of all communities, where the tables tell them.
    pub residents: Option<f64>,
    /// What `diagnose` found, in a folder of its.
    pub causes: Option<Diagnosis>,
}

impl StoredComparison {
    /// The scenario that the others are held against.
    pub fn base(&self) -> Option<&Case> {
        self.cases.get(self.baseline)
    }

    /// The most worlds that a scenario has.
    pub fn replicates(&self) -> usize {
        self.cases.iter().map(|case| case.worlds.len()).max().unwrap_or(0)
    }

    /// Whether any scenario is run by a social organization.
    pub fn handover(&self) -> Option<Week> {
        self.cases
            .iter()
            .filter_map(|case| case.before_ends)
            .min()
            .filter(|week| *week < self.weeks)
            .map(|week| week + 1)
    }

    /// A measure over a window in each world.
    pub fn values(&self, case: &Case, measure: &str, span: ReportWindows) -> BTreeMap<u32, f64> {
        let Some(at) = index_of(measure) else { return BTreeMap::new() };
        let pick = |world: &StoredRun| match span {
            ReportWindows::Before => world.before.get(at).copied().flatten(),
            ReportWindows::LastYear => world.last_year.get(at).copied().flatten(),
        };
        case.worlds.iter().filter_map(|(number, world)| Some((*number, pick(world)?))).collect()
    }

    /// Mean and its interval.
    pub fn level(&self, case: &Case, measure: &str, span: ReportWindows) -> Moments {
        Moments::of(self.values(case, measure, span).into_values())
    }

    /// Median and middle 90 % of worlds.
    pub fn spread(&self, case: &Case, measure: &str, span: ReportWindows) -> Option<Band> {
        let mut values: Vec<f64> = self.values(case, measure, span).into_values().collect();
        band::of(&mut values)
    }

    /// The paired difference against the baseline in the last year: the one computed before, or from the
    /// worlds here.
    /// `None` for the baseline itself and where no pair exists. A sum is per week.
    pub fn change(&self, case: &Case, measure: &Measure) -> Option<(f64, Option<(f64, f64)>)> {
        let base = self.base().filter(|base| base.name != case.name)?;
        let fits = |known: &&Known| {
            known.baseline == base.name && known.scenario == case.name && known.measure == measure.name
        };
        if let Some(known) = self.known.iter().find(fits) {
            let per =
                if measure.combine == Combine::Sum { f64::from(self.weeks.clamp(1, YEAR)) } else { 1.0 };
            return Some((known.diff / per, known.interval.map(|(low, high)| (low / per, high / per))));
        }
        self.pair(case, measure).map(|paired| (paired.diff, paired.interval))
    }

    fn pair(&self, case: &Case, measure: &Measure) -> Option<Paired> {
        let mine = self.values(case, measure.name, ReportWindows::LastYear);
        let base = self.values(self.base()?, measure.name, ReportWindows::LastYear);
        let pairs: Vec<_> =
            base.iter().filter_map(|(world, value)| Some((Some(*value), Some(*mine.get(world)?)))).collect();
        compare(&pairs, measure.better.sign(), index_of(measure.name).unwrap_or(0) as u64)
    }

    fn course(&self, world: &StoredRun, measure: &str) -> Option<Vec<Option<f64>>> {
        let at = self.weekly.iter().position(|m| m.name == measure)?;
        Some(smooth(world.weekly.get(at)?, SMOOTH))
    }

    /// The smoothed course of a measure.
    pub fn bands(&self, case: &Case, measure: &str) -> Vec<Option<Band>> {
        let runs: Vec<_> = case.worlds.values().filter_map(|world| self.course(world, measure)).collect();
        bands(&runs)
    }

    /// The smoothed course of the difference against the baseline, world by world.
    pub fn differences(&self, case: &Case, measure: &str) -> Vec<Option<Band>> {
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
    pub fn group(&self, case: &Case, kind: &str, group: &str, figure: &str) -> Moments {
        let key = (kind.to_string(), group.to_string(), figure.to_string());
        let value = |world: &StoredRun| {
            world.groups.get(&key).filter(|(_, weight)| *weight > 0.0).map(|(sum, weight)| sum / weight)
        };
        Moments::of(case.worlds.values().filter_map(value))
    }
}
