//! Everything that is asked of a set of villages, in one answer.

use crate::stats::Moments;
use crate::study::villages::adoption::{Law, by_contacts};
use crate::study::villages::fit::{Fitted, Places, VillageLikelihood};
use crate::study::villages::forecast::Runs;
use crate::study::villages::grid::GridPoint;
use crate::study::villages::history::Talking;
use crate::study::villages::holdout::{HoldoutScore, Split, score, splits};
use crate::study::villages::slope;
use crate::study::villages::slope::Slope;
use crate::study::villages::{Village, YEARS};
use serde::Serialize;

/// Take-up in the field study whose slope the villages' is held against (Cai, de Janvry & Sadoulet 2015).
pub(crate) const TAKE_UP: f64 = 0.464;

/// The villages in figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct VillageFigures {
    /// Name and number of people of each.
    pub villages: Vec<(String, u32)>,
    /// People in all.
    pub people: u32,
    /// Undirected ties in all.
    pub ties: usize,
    /// Person-years in which somebody could adopt.
    pub person_years: u32,
    /// Share of all that had adopted by the end of each year.
    pub course: Vec<f64>,
    /// Final share: mean over villages.
    pub final_mean: f64,
    /// … and standard deviation between them.
    pub final_sd: Option<f64>,
    /// Person-years at risk and adoptions by number of adopting ties: 0, 1, 2, 3, 4, 5 or more.
    pub by_contacts: Vec<(u32, u32)>,
    /// Slope of own on friends' adoption, at the year whose take-up is nearest to [`TAKE_UP`].
    pub slope: Option<Slope>,
}

/// A rule fitted to all villages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Whole {
    /// The rule.
    pub law: Law,
    /// How adopters talk.
    pub talking: Talking,
    /// Whether places may differ.
    pub places: Places,
    /// What was fitted.
    pub fitted: Fitted,
    /// The most likely point of the grid, without a prior.
    pub most_likely: GridPoint,
}

/// All splits under one reading of who talks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Splitted {
    /// The split.
    pub name: &'static str,
    /// The rules, with and without places that differ.
    pub scores: Vec<HoldoutScore>,
    /// What the model gains over each other rule, both with places that differ.
    pub gains: Vec<Gain>,
}

/// Difference of log-likelihoods of held-out villages between the model and another rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Gain {
    /// Over which rule.
    pub over: Law,
    /// Mean per village.
    pub per_village: f64,
    /// Its standard error over villages.
    pub error: Option<f64>,
    /// Villages that the model predicts better.
    pub better_in: u32,
    /// Villages in all.
    pub of: u32,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct VillagesResults {
    /// Seed of all draws.
    pub seed: u64,
    /// Lives of each forecast village.
    pub lives: u32,
    /// What was given.
    pub observed: VillageFigures,
    /// The splits, adopters talking for good.
    pub splits: Vec<Splitted>,
    /// Fits to all villages: the rules, and the model with adopters who talk for a year only.
    pub whole: Vec<Whole>,
    /// Log-likelihood per person-year, each village from the others, of the model whose adopters talk always.
    pub always: f64,
    /// The same of the model whose adopters talk for a year only.
    pub fresh: f64,
    /// Whether the conditions hold in each of the halves.
    pub conditions: Vec<SplitCondition>,
}

/// A condition that was set before, in one split.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct SplitCondition {
    /// The split.
    pub split: &'static str,
    /// In words.
    pub what: &'static str,
    /// Whether it holds.
    pub holds: bool,
}

/// Coverage of the 90% band that is asked for.
const WANTED: f64 = 0.80;

/// Ask everything. Where `given` says so, only the first villages are fitted and only the others predicted.
pub(crate) fn study(villages: &[Village], given: Option<usize>, runs: Runs) -> VillagesResults {
    let evidence: Vec<VillageLikelihood> =
        Law::ALL.iter().map(|law| VillageLikelihood::new(*law, Talking::Always, villages)).collect();
    let fresh = VillageLikelihood::new(Law::Model, Talking::Fresh, villages);
    let all: Vec<usize> = (0..villages.len()).collect();
    let each = splits(villages.len(), given);
    let splits: Vec<Splitted> = each.iter().map(|split| splitted(&evidence, villages, split, runs)).collect();
    let kinds = evidence
        .iter()
        .chain([&fresh])
        .flat_map(|e| [Places::Alike, Places::Differ].map(|places| (e, places)));
    let whole = kinds.map(|(e, places)| {
        let fitted = e.posterior(&all, places).fitted();
        Whole { law: e.law, talking: e.talking, places, fitted, most_likely: e.most_likely(&all, places) }
    });
    let observed = observed(villages);
    VillagesResults {
        seed: runs.seed,
        lives: runs.lives,
        whole: whole.collect(),
        always: evidence.first().map_or(0.0, |model| from_others(model, &all))
            / f64::from(observed.person_years),
        fresh: from_others(&fresh, &all) / f64::from(observed.person_years),
        observed,
        conditions: splits.iter().take(2).flat_map(conditions).collect(),
        splits,
    }
}

/// Log-likelihood of all villages, each predicted from the others, places differing.
fn from_others(evidence: &VillageLikelihood, all: &[usize]) -> f64 {
    let one = |village: &usize| {
        let others: Vec<usize> = all.iter().copied().filter(|other| other != village).collect();
        evidence.posterior(&others, Places::Differ).predictive(*village)
    };
    all.iter().map(one).sum()
}

/// What was given, in figures.
pub(crate) fn observed(villages: &[Village]) -> VillageFigures {
    let people: u32 = villages.iter().map(Village::people).sum();
    let courses: Vec<Vec<u16>> = villages.iter().map(Village::course).collect();
    let pooled = |year: usize| courses.iter().map(|c| f64::from(c[year])).sum::<f64>() / f64::from(people);
    let last = usize::from(YEARS) - 1;
    let finals =
        Moments::of(villages.iter().zip(&courses).map(|(v, c)| f64::from(c[last]) / f64::from(v.people())));
    let list: Vec<&Village> = villages.iter().collect();
    VillageFigures {
        villages: villages.iter().map(|v| (v.name.clone(), v.people())).collect(),
        people,
        ties: villages.iter().map(|v| v.ties.len()).sum(),
        person_years: villages.iter().map(Village::person_years).sum(),
        course: (0..=last).map(pooled).collect(),
        final_mean: finals.mean().unwrap_or(0.0),
        final_sd: finals.sd(),
        by_contacts: by_contacts(villages, 5),
        slope: slope::nearest(&list, TAKE_UP),
    }
}

fn splitted(evidence: &[VillageLikelihood], villages: &[Village], split: &Split, runs: Runs) -> Splitted {
    let pairs = evidence.iter().flat_map(|e| [Places::Alike, Places::Differ].map(|places| (e, places)));
    let scores: Vec<HoldoutScore> =
        pairs.map(|(e, places)| score(e, places, villages, split, runs)).collect();
    let of = |law: Law| {
        scores.iter().find(|s| s.law == law && s.places == Places::Differ).map(|s| &s.of_village[..])
    };
    let gain = |over: Law| {
        let (model, other) = (of(Law::Model).unwrap_or(&[]), of(over).unwrap_or(&[]));
        let gains = Moments::of(model.iter().zip(other).map(|(m, o)| m - o));
        Gain {
            over,
            per_village: gains.mean().unwrap_or(0.0),
            error: gains.sd().map(|sd| sd / libm::sqrt(gains.n() as f64)),
            better_in: model.iter().zip(other).filter(|(m, o)| m > o).count() as u32,
            of: model.len() as u32,
        }
    };
    let gains = [Law::Constant, Law::Bass].map(gain).to_vec();
    Splitted { name: split.name, scores, gains }
}

/// The conditions of one split: the model (places differ) against the others at their best.
fn conditions(split: &Splitted) -> Vec<SplitCondition> {
    let best = |law: Law| {
        split
            .scores
            .iter()
            .filter(|s| s.law == law)
            .map(|s| s.log_likelihood)
            .fold(f64::NEG_INFINITY, f64::max)
    };
    let Some(model) = split.scores.iter().find(|s| s.law == Law::Model && s.places == Places::Differ) else {
        return Vec::new();
    };
    let (likelihood, coverage) = (model.log_likelihood, model.coverage);
    let condition = |what, holds| SplitCondition { split: split.name, what, holds };
    vec![
        condition("held-out log-likelihood above the constant hazard", likelihood > best(Law::Constant)),
        condition("held-out log-likelihood above the Bass hazard", likelihood > best(Law::Bass)),
        condition(
            "90% band covers at least 0.80, or its binomial error less",
            coverage.share + coverage.error >= WANTED,
        ),
    ]
}
