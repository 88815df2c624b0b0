//! Several scenarios side by side: windows and weekly courses of every world, groups of residents, events,
//! and what is found of them. The one type that all answers, pages and charts are made of, whether it was
//! filled from runs that have just ended or from a result folder; what may be claimed of it is in
//! [`crate::study::compare::verdict`].

use crate::measure::window::Window;
use crate::scenario::draws_from::DrawsFrom;
use crate::stats::Moments;
use crate::stats::paired::{Estimate, Paired};
use crate::study::compare::breaks::Breaks;
use crate::study::compare::case::Case;
use crate::study::compare::checks::SelfChecks;
use crate::study::compare::costs::{self, Cost};
use crate::study::compare::effects::{Effect, in_last_year};
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::groups::{GroupEffect, group_effects};
use crate::study::compare::paired_runs::{PairedCase, PairedRuns};
use crate::study::compare::prices::Priced;
use crate::study::compare::ranking::{Ranking, in_window};
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::plausible::for_whom::KnownGroup;
use crate::study::plausible::knowledge::KnownEffects;
use crate::study::run::warnings::Warning;
use crate::study::sweep::swept::Swept;
use crate::units::{Week, YEAR};
use crate::world::record::group::Group;
use crate::world::record::{Combine, MEASURES, Measure, measure as measure_of};
use std::collections::{BTreeMap, BTreeSet};

/// Weeks of a stretch in which events are counted.
pub(crate) const STRETCH: Week = 13;

/// Scenarios over the same weeks in the same random worlds.
#[derive(Clone, Default)]
pub(crate) struct Comparison {
    /// Version of the program that made the results.
    pub version: String,
    /// Its commit, if known.
    pub commit: Option<String>,
    /// Seed of all worlds.
    pub seed: String,
    /// Of a calibration each random world took a draw; otherwise worlds have the usual parameters.
    pub from: DrawsFrom,
    /// Horizon.
    pub weeks: Week,
    /// The scenarios.
    pub cases: Vec<Case>,
    /// Which of them the others are held against.
    pub baseline: usize,
    /// Measures whose weekly course is kept.
    pub weekly: Vec<&'static Measure>,
    /// The measure of the ranking that was asked for.
    pub asked: Option<&'static Measure>,
    /// Rows of `effects.csv`, where a comparison found them.
    pub effects: Vec<Effect>,
    /// Rows of `group-effects.csv`, where a comparison found them.
    pub groups: Vec<GroupEffect>,
    /// What the comparison checked of itself.
    pub checks: SelfChecks,
    /// What `diagnose` found, in a folder of its.
    pub causes: Option<Diagnosis>,
    /// The points, where it is a sweep.
    pub swept: Option<Swept>,
    /// What to know before it is trusted.
    pub warnings: Vec<Warning>,
    /// What is known over plausible draws, where they were lived.
    pub known: Option<KnownEffects>,
    /// The same of weekly participation of groups of residents.
    pub known_groups: Vec<KnownGroup>,
}

impl Comparison {
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

    /// The places of the others, in their order.
    pub(crate) fn others(&self) -> Vec<usize> {
        (0..self.cases.len()).filter(|at| *at != self.baseline).collect()
    }

    /// The name of a scenario.
    pub(crate) fn name(&self, at: usize) -> &str {
        self.cases.get(at).map_or("", |case| &case.name)
    }

    /// The name of the baseline.
    pub(crate) fn base_name(&self) -> &str {
        self.name(self.baseline)
    }

    /// Finished worlds of the baseline.
    pub(crate) fn worlds(&self) -> usize {
        self.base().map_or(0, |base| base.worlds.len())
    }

    /// The groups that residents are divided into, kind by kind: first those that exist whatever the
    /// scenario, then those that a scenario names.
    pub(crate) fn divided(&self) -> impl Iterator<Item = Group> {
        let keys = self.cases.iter().flat_map(|case| case.worlds.values()).flat_map(|run| run.groups.keys());
        let own: BTreeSet<Group> =
            keys.map(|key| key.group).filter(|group| matches!(group, Group::Own(_))).collect();
        Group::divided().chain(own)
    }

    /// What all rules of comparing see of it.
    pub(crate) fn runs(&self) -> PairedRuns<'_> {
        PairedRuns {
            seed: self.seed.parse().unwrap_or(0),
            weeks: self.weeks,
            baseline: self.baseline,
            cases: self.cases.iter().map(paired).collect(),
        }
    }

    /// Weeks over which a measure of the last year is a sum; 1 for one that is none.
    fn per(&self, measure: &Measure) -> f64 {
        if measure.combine == Combine::Sum { f64::from(self.weeks.clamp(1, YEAR)) } else { 1.0 }
    }

    fn place_of(&self, case: &Case) -> Option<usize> {
        self.cases.iter().position(|one| one.name == case.name)
    }

    /// The measure of the ranking: the one that was asked for, or participation.
    pub(crate) fn ranked(&self) -> &'static Measure {
        self.asked.or_else(|| measure_of("participation")).unwrap_or(&MEASURES[0])
    }

    /// Scenarios in groups that can be told apart by the measure of the ranking.
    pub(crate) fn ranking(&self) -> Ranking {
        self.ranks(self.ranked())
    }

    /// Scenarios in groups that can be told apart by a measure of the last year.
    pub(crate) fn ranks(&self, measure: &Measure) -> Ranking {
        self.runs().ranks(measure)
    }

    /// What is known over draws of a measure, if it is the one by which scenarios were ranked there.
    pub(crate) fn known_by(&self, measure: &str) -> Option<&KnownEffects> {
        self.known.as_ref().filter(|known| known.measure == measure)
    }

    /// What breaks in each scenario.
    pub(crate) fn breaks(&self) -> Vec<Breaks> {
        self.runs().breaks()
    }

    /// How each scenario stands between full cost and participation in the last year, in yuan a year.
    pub(crate) fn standings(&self) -> Vec<FrontierStanding> {
        measure_of("participation").map_or(vec![], |participation| self.runs().frontier(participation))
    }

    /// What each of the others costs.
    pub(crate) fn costs(&self) -> Vec<Cost> {
        let (Some(base), runs) = (self.base(), self.runs()) else { return vec![] };
        let cost = |at: usize| costs::cost(base, &self.cases[at], runs.prices(at), runs.key(at));
        self.others().into_iter().map(cost).collect()
    }

    /// The effects on groups of residents, in the years that are kept of them.
    pub(crate) fn group_effects(&self) -> Vec<GroupEffect> {
        let (Some(base), runs) = (self.base(), self.runs()) else { return vec![] };
        self.others().into_iter().flat_map(|at| group_effects(base, &self.cases[at], runs.seed)).collect()
    }

    /// What was found of a measure of the scenario at `at` in the last year; `None` for the baseline itself.
    pub(crate) fn in_last_year(&self, at: usize, measure: &str) -> Option<&Paired> {
        in_last_year(&self.effects, self.base_name(), &self.cases.get(at)?.name, measure)
    }

    /// Mean of a measure of the scenario at `at` in the last year; a sum is the total.
    pub(crate) fn last_year(&self, at: usize, measure: &str) -> Option<f64> {
        self.runs().last_year(at, measure_of(measure)?)
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

    /// Differences from the baseline in the last year, one for each world of both; a sum is per week.
    pub(crate) fn changes(&self, case: &Case, measure: &Measure) -> Vec<f64> {
        let (Some(at), per) = (self.place_of(case), self.per(measure)) else { return vec![] };
        self.runs().differences(at, measure).into_iter().map(|(_, diff)| diff / per).collect()
    }

    /// Share of those worlds in which the scenario is the better one.
    pub(crate) fn better_in(&self, case: &Case, measure: &Measure) -> Option<f64> {
        let base = self.base().filter(|base| base.name != case.name)?;
        let known = in_last_year(&self.effects, &base.name, &case.name, measure.name).copied();
        known.or_else(|| self.runs().effect(self.place_of(case)?, Window::LastYear, measure))?.p_better
    }

    /// The paired difference against the baseline in the last year: the one computed before, or from the
    /// worlds here.
    /// `None` for the baseline itself and where no pair exists. A sum is per week.
    pub(crate) fn change(&self, case: &Case, measure: &Measure) -> Option<(f64, Option<(f64, f64)>)> {
        self.change_of_most(case, measure).map(|change| (change.mean, change.interval))
    }

    /// What is known over draws of a measure in the last year: its mean, and 5% to 95% of draws. `None` for
    /// the baseline and where no draws were lived. A sum is per week.
    pub(crate) fn known_change(&self, case: &Case, measure: &Measure) -> Option<(f64, Option<(f64, f64)>)> {
        let effect = self.known.as_ref()?.effect(&case.name, measure.name)?;
        let per = self.per(measure);
        Some((effect.mean / per, Some((effect.low / per, effect.high / per))))
    }

    /// The same with the worlds that it leaves out.
    pub(crate) fn change_of_most(&self, case: &Case, measure: &Measure) -> Option<Estimate> {
        let base = self.base().filter(|base| base.name != case.name)?;
        let known = in_last_year(&self.effects, &base.name, &case.name, measure.name).copied();
        let here = || self.runs().effect(self.place_of(case)?, Window::LastYear, measure);
        Some(Estimate::from(&known.or_else(here)?).divided_by(self.per(measure)))
    }
}

/// What all rules of comparing see of a scenario.
fn paired(case: &Case) -> PairedCase<'_> {
    PairedCase { name: &case.name, residents: case.residents, worlds: case.by_world() }
}
