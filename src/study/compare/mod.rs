//! Scenarios against a baseline in the same random worlds: everything that `compare` says.
//!
//! - What is kept of a run while worlds arrive? → `reduce`
//! - By which rules are scenarios compared, whether just run or read from a folder? → `paired_runs`
//! - What does a scenario change? → `effects`, and for whom? → `groups`
//! - Who is better than whom? → `ranking`, and what may be claimed of it? → `verdict`
//! - What does a package cost? → `costs`, and one unit of what it brings? → `prices`
//! - What breaks in a package, so that it is no choice? → `breaks`
//! - Who stands on the frontier of cost and effect? → `frontier`
//! - How many worlds does it need? → `precision`
//! - Does the comparison hold what it promises? → `checks`
//! - What does a report need of all this, from runs or from a folder? → `results`, `run_results`

pub(crate) mod breaks;
pub(crate) mod checks;
pub(crate) mod costs;
pub(crate) mod effects;
pub(crate) mod frontier;
pub(crate) mod groups;
pub(crate) mod paired_runs;
pub(crate) mod precision;
pub(crate) mod prices;
pub(crate) mod ranking;
pub(crate) mod reduce;
pub(crate) mod results;
pub(crate) mod run_results;
pub(crate) mod verdict;

use crate::batch::{Job, Outcome, Plan, replicates};
use crate::measure::window::{Window, handover};
use crate::scenario::Scenario;
use crate::stats::paired::Paired;
use crate::study::compare::breaks::Breaks;
use crate::study::compare::checks::{Checks, Null, Prefix, lived_twice};
use crate::study::compare::costs::Cost;
use crate::study::compare::effects::{Effect, effects, in_last_year};
use crate::study::compare::frontier::FrontierStanding;
use crate::study::compare::groups::{GroupEffect, group_effects};
use crate::study::compare::paired_runs::{PairedCase, PairedRuns};
use crate::study::compare::ranking::Ranking;
use crate::study::compare::reduce::{Gathered, Reduced};
use crate::world::record::{Measure, index_of};

/// A whole comparison. Scenarios are counted with the baseline first.
#[derive(Clone)]
pub(crate) struct Comparison {
    /// Names; the first is the baseline.
    pub names: Vec<String>,
    /// Finished worlds of the baseline.
    pub worlds: usize,
    /// The measure of the ranking, in the last year.
    pub measure: &'static Measure,
    /// Mean over worlds of every measure in the last year, `last_year[scenario][measure]`; sums are totals of
    /// the year.
    pub last_year: Vec<Vec<Option<f64>>>,
    /// Rows of `effects.csv`.
    pub effects: Vec<Effect>,
    /// Rows of `group-effects.csv`.
    pub groups: Vec<GroupEffect>,
    /// Who is better than whom.
    pub ranking: Ranking,
    /// Costs, one for each compared scenario (the baseline has none against itself).
    pub costs: Vec<Cost>,
    /// What breaks, one for each scenario.
    pub breaks: Vec<Breaks>,
    /// Participation of the last year against full cost of the last year, one for each scenario.
    pub standings: Vec<FrontierStanding>,
    /// The baseline against itself.
    pub null: Null,
    /// The weeks before each compared scenario parts from the baseline.
    pub prefixes: Vec<Prefix>,
}

impl Comparison {
    /// What was found of a measure of the scenario at `at` in the last year; `None` for the baseline itself.
    pub(crate) fn in_last_year(&self, at: usize, measure: &str) -> Option<&Paired> {
        in_last_year(&self.effects, &self.names[0], self.names.get(at)?, measure)
    }

    /// Mean of a measure of the scenario at `at` in the last year; a sum is the total.
    pub(crate) fn level(&self, at: usize, measure: &str) -> Option<f64> {
        *self.last_year.get(at)?.get(index_of(measure)?)?
    }
}

/// What makes two scenarios hard to compare, in words.
pub(crate) fn doubts(scenarios: &[Scenario]) -> Vec<String> {
    let Some((base, others)) = scenarios.split_first() else { return Vec::new() };
    let mut words = Vec::new();
    for other in others {
        let (a, b) = (handover(&base.blueprint), handover(&other.blueprint));
        if a != b {
            words.push(format!(
                "{}: the handover is in week {b}, in {} in week {a}: `before` is not compared, and years \
                    since the handover differ",
                other.name, base.name
            ));
        }
        if base.blueprint.communities != other.blueprint.communities {
            words.push(format!(
                "{}: its communities are not those of {}: the worlds share their chance, not their people",
                other.name, base.name
            ));
        }
    }
    words
}

/// Why scenarios cannot be compared at all, in words.
pub(crate) fn refusal(scenarios: &[Scenario]) -> Option<String> {
    let (base, others) = scenarios.split_first()?;
    let other = others.iter().find(|other| other.blueprint.weeks != base.blueprint.weeks)?;
    Some(format!(
        "{} has {} weeks and {} has {}: their last years are different years; give both the same horizon \
            with --weeks",
        base.name, base.blueprint.weeks, other.name, other.blueprint.weeks
    ))
}

/// The scenarios to run: those compared, and the baseline a second time for the null check, in the worlds of
/// [`lived_twice`].
pub(crate) fn with_twin(scenarios: &[Scenario]) -> Vec<Scenario> {
    scenarios.iter().chain(scenarios.first()).cloned().collect()
}

/// The jobs of these runs, from replicate `first` on.
pub(crate) fn jobs<'a>(
    runs: &'a [Scenario],
    plan: &Plan,
    first: u32,
) -> impl Iterator<Item = Job<'a>> + Clone + Send + use<'a> {
    let twin = runs.len().saturating_sub(1);
    replicates::jobs(runs, plan, first).filter(move |job| job.index < twin || lived_twice(job.replicate))
}

/// Collects runs of [`with_twin`] and turns them into a comparison.
pub(crate) struct Gathering<'a> {
    scenarios: &'a [Scenario],
    gathered: Vec<Gathered>,
    checks: Checks,
}

impl<'a> Gathering<'a> {
    /// For scenarios, the baseline first (without its twin).
    pub(crate) fn new(scenarios: &'a [Scenario]) -> Option<Gathering<'a>> {
        let (base, others) = scenarios.split_first()?;
        let gathered = scenarios.iter().map(|_| Gathered::default()).collect();
        Some(Gathering { scenarios, gathered, checks: Checks::new(base, others) })
    }

    /// Whether a job is the baseline's second life.
    pub(crate) fn is_twin(&self, job: &Job) -> bool {
        job.index >= self.scenarios.len()
    }

    /// Take a run; a failed one leaves a gap.
    pub(crate) fn take(&mut self, job: &Job, outcome: Outcome<Reduced>) {
        let Ok(run) = outcome else { return };
        match job.index {
            0 => self.checks.baseline(job.replicate, &run),
            twin if twin >= self.scenarios.len() => return self.checks.again(job.replicate, &run),
            other => self.checks.scenario(other - 1, job.replicate, &run),
        }
        self.gathered[job.index].take(job.replicate, run);
    }

    /// What has been taken so far, as all comparisons see it.
    pub(crate) fn runs(&self, seed: u64) -> PairedRuns<'_> {
        PairedRuns {
            seed,
            weeks: self.scenarios[0].blueprint.weeks,
            baseline: 0,
            cases: self.scenarios.iter().zip(&self.gathered).map(paired_case).collect(),
        }
    }

    /// Compare.
    pub(crate) fn finish(self, measure: &'static Measure, seed: u64) -> Comparison {
        let sides =
            |at: usize| ((&self.scenarios[0], &self.gathered[0]), (&self.scenarios[at], &self.gathered[at]));
        let others = 1..self.scenarios.len();
        let effects = others.clone().flat_map(|at| {
            let ((base, a), (scenario, b)) = sides(at);
            let same_handover = handover(&base.blueprint) == handover(&scenario.blueprint);
            let rows = effects((base, &a.values), (scenario, &b.values), seed);
            rows.into_iter().filter(move |row| same_handover || row.window != Window::Before)
        });
        let groups = others.clone().flat_map(|at| {
            let ((base, a), (scenario, b)) = sides(at);
            group_effects((&base.name, a), (&scenario.name, b), seed)
        });
        let runs = self.runs(seed);
        let costs = others
            .map(|at| costs::cost(&self.gathered[0], &self.gathered[at], runs.prices(at), runs.key(at)));
        let participation = crate::world::record::measure("participation");
        Comparison {
            names: self.scenarios.iter().map(|s| s.name.clone()).collect(),
            worlds: self.gathered[0].values.len(),
            measure,
            last_year: (0..self.scenarios.len()).map(|at| runs.last_year(at)).collect(),
            effects: effects.collect(),
            groups: groups.collect(),
            ranking: runs.ranks(measure),
            costs: costs.collect(),
            breaks: runs.breaks(),
            standings: participation.map_or(vec![], |m| runs.frontier(m)),
            null: self.checks.null,
            prefixes: self.checks.prefixes.clone(),
        }
    }
}

fn paired_case<'a>((scenario, gathered): (&'a Scenario, &'a Gathered)) -> PairedCase<'a> {
    let communities = &scenario.blueprint.communities;
    PairedCase {
        name: &scenario.name,
        residents: Some(communities.iter().map(|community| f64::from(community.population())).sum()),
        worlds: gathered.by_world(),
    }
}
