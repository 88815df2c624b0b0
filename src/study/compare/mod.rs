//! Scenarios against a baseline in the same random worlds: everything that `compare` says.
//!
//! - What holds all that is known of scenarios side by side, from runs or from a folder? → `comparison`, and
//!   of one of them? → `case`
//! - What is kept of a run for a comparison? → `reduce`, and for a report? → `run_results`
//! - By which rules are scenarios compared, whether just run or read from a folder? → `paired_runs`
//! - What does a scenario change? → `effects`, and for whom? → `groups`
//! - Who is better than whom? → `ranking`, and what may be claimed of it? → `verdict`
//! - What does a package cost? → `costs`, for which purposes? → `purposes`, and one unit of what it brings? →
//!   `prices`
//! - What breaks in a package, so that it is no choice? → `breaks`
//! - Who stands on the frontier of cost and effect? → `frontier`; who gives most for the money? → `hull`,
//!   `bargains`
//! - How many worlds does it need? → `precision`
//! - What would `run` say of windows that are read back? → `summaries`
//! - Does the comparison hold what it promises? → `checks`
//! - What is drawn of it over weeks, and of groups? → `courses`

pub(crate) mod bargains;
pub(crate) mod breaks;
pub(crate) mod case;
pub(crate) mod checks;
pub(crate) mod comparison;
pub(crate) mod costs;
pub(crate) mod courses;
pub(crate) mod effects;
pub(crate) mod frontier;
pub(crate) mod groups;
pub(crate) mod hull;
pub(crate) mod paired_runs;
pub(crate) mod precision;
pub(crate) mod prices;
pub(crate) mod purposes;
pub(crate) mod ranking;
pub(crate) mod reduce;
pub(crate) mod run_results;
pub(crate) mod suggestions;
pub(crate) mod summaries;
pub(crate) mod verdict;

use crate::batch::{Job, Outcome, Plan, replicates};
use crate::language::said;
use crate::measure::window::{Window, handover};
use crate::scenario::Scenario;
use crate::study::compare::checks::{Checks, lived_twice};
use crate::study::compare::comparison::Comparison;
use crate::study::compare::effects::effects;
use crate::study::compare::paired_runs::PairedRuns;
use crate::study::compare::purposes::{PaidByWorld, purposes};
use crate::study::compare::reduce::Reduced;
use crate::world::record::Measure;

/// What makes two scenarios hard to compare, in words.
pub(crate) fn doubts(scenarios: &[Scenario]) -> Vec<String> {
    let Some((base, others)) = scenarios.split_first() else { return Vec::new() };
    let mut words = Vec::new();
    for other in others {
        let (a, b) = (handover(&base.blueprint), handover(&other.blueprint));
        if a != b {
            words.push(said!(
                "{}: the handover is in week {b}, in {} in week {a}: `before` is not compared, and years \
                    since the handover differ",
                other.name,
                base.name
            ));
        }
        if base.blueprint.communities != other.blueprint.communities {
            words.push(said!(
                "{}: its communities are not those of {}: the worlds share their chance, not their people",
                other.name,
                base.name
            ));
        }
    }
    words
}

/// Why scenarios cannot be compared at all, in words.
pub(crate) fn refusal(scenarios: &[Scenario]) -> Option<String> {
    let (base, others) = scenarios.split_first()?;
    let other = others.iter().find(|other| other.blueprint.weeks != base.blueprint.weeks)?;
    Some(said!(
        "{} has {} weeks and {} has {}: their last years are different years; give both the same horizon \
            with --weeks",
        base.name,
        base.blueprint.weeks,
        other.name,
        other.blueprint.weeks
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
    comparison: Comparison,
    paid: Vec<PaidByWorld>,
    checks: Checks,
}

impl<'a> Gathering<'a> {
    /// For scenarios, the baseline first (without its twin), into a comparison of them that holds no run yet.
    pub(crate) fn new(scenarios: &'a [Scenario], mut empty: Comparison) -> Option<Gathering<'a>> {
        let (base, others) = scenarios.split_first()?;
        empty.weeks = base.blueprint.weeks;
        for (case, scenario) in empty.cases.iter_mut().zip(scenarios) {
            case.residents = scenario.blueprint.residents_at_the_end();
            case.before_ends = Window::Before.weeks(&scenario.blueprint).map(|weeks| *weeks.end());
        }
        let paid = vec![PaidByWorld::new(); scenarios.len()];
        Some(Gathering { scenarios, comparison: empty, paid, checks: Checks::new(base, others) })
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
        self.paid[job.index].insert(job.replicate, run.paid);
        self.comparison.cases[job.index].worlds.insert(job.replicate, run.results);
    }

    /// What has been taken so far, as all rules of comparing see it.
    pub(crate) fn runs(&self) -> PairedRuns<'_> {
        self.comparison.runs()
    }

    /// Compare.
    pub(crate) fn finish(self, asked: &'static Measure) -> Comparison {
        let Gathering { scenarios, mut comparison, paid, checks } = self;
        comparison.asked = Some(asked);
        comparison.checks = checks.found;
        for at in comparison.others() {
            let (base, scenario) = (&scenarios[0], &scenarios[at]);
            let same_handover = handover(&base.blueprint) == handover(&scenario.blueprint);
            let [before, after] = [0, at].map(|at| comparison.cases[at].by_world());
            let rows = effects((base, &before), (scenario, &after), comparison.runs().seed);
            let comparable = rows.into_iter().filter(|row| same_handover || row.window != Window::Before);
            comparison.effects.extend(comparable);
            let key = comparison.runs().key(at);
            comparison.cases[at].purposes = purposes(&paid[0], &paid[at], key);
        }
        comparison.groups = comparison.group_effects();
        comparison
    }
}
