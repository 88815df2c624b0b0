//! Fit on some villages, predict the others: how well each rule does on villages it has not seen.

use crate::stats::Moments;
use crate::study::villages::adoption::{Law, Strength};
use crate::study::villages::fit::{Fitted, Places, VillageLikelihood};
use crate::study::villages::forecast::{Expected, Runs, at_means, forecast, within};
use crate::study::villages::{Village, YEARS};
use serde::Serialize;

/// A count of hits with its share and binomial standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Hits {
    /// Hits.
    pub hits: u32,
    /// Tries.
    pub of: u32,
    /// Hits / tries.
    pub share: f64,
    /// Standard error of that share, were tries independent.
    pub error: f64,
}

impl Hits {
    /// So many of so many.
    pub(crate) fn new(hits: u32, of: u32) -> Hits {
        let share = f64::from(hits) / f64::from(of.max(1));
        Hits { hits, of, share, error: libm::sqrt(share * (1.0 - share) / f64::from(of.max(1))) }
    }
}

/// How one rule did in one split.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct HoldoutScore {
    /// The rule.
    pub law: Law,
    /// Whether places may differ.
    pub places: Places,
    /// What was fitted; where each village is predicted from the others, from all.
    pub fitted: Fitted,
    /// Log-likelihood of the held-out villages per person-year: of each the logarithm of the probability of
    /// its whole history, means, spread and its own strengths integrated out. Nothing of the village is used
    /// but who is tied to whom.
    pub log_likelihood: f64,
    /// The same conditional on strengths: at the posterior means, places alike. What a bench that fits by
    /// maximum likelihood reports.
    pub at_means: f64,
    /// Mean over villages of the absolute error of the share that adopted in ten years.
    pub village_error: f64,
    /// Mean over years of the absolute error of the share of all held-out people that had adopted.
    pub curve_error: f64,
    /// Village-years whose share lies in the 90% band.
    pub coverage: Hits,
    /// Standard error of the coverage with villages as units, since the years of one village hang together.
    pub coverage_error_by_village: Option<f64>,
    /// What the coverage would be were the forecast exact: counts of people are discrete, and the ends belong
    /// to the band.
    pub nominal: f64,
    /// Villages whose final share lies in the 90% band.
    pub final_coverage: Hits,
    /// Log-likelihood of each held-out village, in their order.
    pub of_village: Vec<f64>,
    /// What was expected of each held-out village, and what happened; pictures show it, tables hold its sums.
    #[serde(skip)]
    pub curves: Vec<VillageCurve>,
}

/// Shares that had adopted by the end of each year in a held-out village.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct VillageCurve {
    /// Its name.
    pub name: String,
    /// What happened.
    pub observed: Vec<f64>,
    /// What was expected.
    pub expected: Expected,
}

/// Which villages are predicted from which.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Split {
    /// In words.
    pub name: &'static str,
    /// Pairs of villages fitted and villages predicted, as places in the list.
    pub parts: Vec<(Vec<usize>, Vec<usize>)>,
}

/// Odd → even, even → odd (by place in the list, the first is odd), and each from all others. Where the first
/// `given` villages are given and the rest is to be predicted, that alone.
pub(crate) fn splits(villages: usize, given: Option<usize>) -> Vec<Split> {
    if let Some(n) = given {
        let parts = vec![((0..n).collect(), (n..villages).collect())];
        return vec![Split { name: "given → to be predicted", parts }];
    }
    let odd: Vec<usize> = (0..villages).step_by(2).collect();
    let even: Vec<usize> = (1..villages).step_by(2).collect();
    let each = (0..villages).map(|v| ((0..villages).filter(|o| *o != v).collect(), vec![v]));
    vec![
        Split { name: "odd → even", parts: vec![(odd.clone(), even.clone())] },
        Split { name: "even → odd", parts: vec![(even, odd)] },
        Split { name: "each from the others", parts: each.collect() },
    ]
}

/// A rule, with or without places that differ, in a split.
pub(crate) fn score(
    evidence: &VillageLikelihood,
    places: Places,
    villages: &[Village],
    split: &Split,
    runs: Runs,
) -> HoldoutScore {
    let PredictedSplit { seen, conditional, fitted } = predict(evidence, places, villages, split, runs);
    let all: Vec<usize> = (0..villages.len()).collect();
    let fitted = fitted
        .filter(|_| split.parts.len() == 1)
        .unwrap_or_else(|| evidence.posterior(&all, places).fitted());
    let person_years: f64 = seen.iter().map(|s| s.person_years).sum();
    let covered = Moments::of(seen.iter().map(|s| f64::from(s.inside) / f64::from(YEARS)));
    HoldoutScore {
        law: evidence.law,
        places,
        fitted,
        log_likelihood: seen.iter().map(|s| s.log_likelihood).sum::<f64>() / person_years,
        at_means: conditional / person_years,
        village_error: mean(seen.iter().map(|s| s.final_error.abs())),
        curve_error: curve_error(&seen),
        coverage: Hits::new(seen.iter().map(|s| s.inside).sum(), seen.len() as u32 * u32::from(YEARS)),
        coverage_error_by_village: covered.sd().map(|sd| sd / libm::sqrt(covered.n() as f64)),
        nominal: mean(seen.iter().map(|s| s.expected.nominal)),
        final_coverage: Hits::new(seen.iter().filter(|s| s.final_inside).count() as u32, seen.len() as u32),
        of_village: seen.iter().map(|s| s.log_likelihood).collect(),
        curves: seen.into_iter().map(PredictedVillage::curve).collect(),
    }
}

/// What was predicted of all villages of a split.
struct PredictedSplit {
    seen: Vec<PredictedVillage>,
    /// Log likelihood at the means of the posteriors, summed over villages.
    conditional: f64,
    /// The strengths fitted to the last part.
    fitted: Option<Fitted>,
}

/// Fit each part of a split and predict its other villages.
fn predict(
    evidence: &VillageLikelihood,
    places: Places,
    villages: &[Village],
    split: &Split,
    runs: Runs,
) -> PredictedSplit {
    let mut all = PredictedSplit { seen: Vec::new(), conditional: 0.0, fitted: None };
    for (from, to) in &split.parts {
        let posterior = evidence.posterior(from, places);
        let means = posterior.fitted();
        let strength = Strength { alone: means.alone.mean, told: means.told.mean };
        all.conditional +=
            to.iter().map(|v| at_means(evidence.law, &villages[*v], evidence.talking, strength)).sum::<f64>();
        let expected = forecast(&posterior, villages, to, runs);
        let predicted = to
            .iter()
            .zip(expected)
            .map(|(v, e)| PredictedVillage::new(&villages[*v], posterior.predictive(*v), e));
        all.seen.extend(predicted);
        all.fitted = Some(means);
    }
    all
}

/// A predicted village beside what happened there.
struct PredictedVillage {
    name: String,
    people: f64,
    person_years: f64,
    log_likelihood: f64,
    shares: Vec<f64>,
    expected: Expected,
    inside: u32,
    final_inside: bool,
    final_error: f64,
}

impl PredictedVillage {
    fn new(village: &Village, log_likelihood: f64, expected: Expected) -> PredictedVillage {
        let people = f64::from(village.people());
        let shares: Vec<f64> = village.course().iter().map(|n| f64::from(*n) / people).collect();
        let inside: Vec<bool> =
            shares.iter().zip(&expected.band).map(|(s, band)| within(*s, *band)).collect();
        let last = shares.len() - 1;
        PredictedVillage {
            name: village.name.clone(),
            people,
            person_years: f64::from(village.person_years()),
            log_likelihood,
            inside: inside.iter().filter(|i| **i).count() as u32,
            final_inside: inside[last],
            final_error: expected.mean[last] - shares[last],
            shares,
            expected,
        }
    }

    fn curve(self) -> VillageCurve {
        VillageCurve { name: self.name, observed: self.shares, expected: self.expected }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    Moments::of(values).mean().unwrap_or(0.0)
}

/// Of the pooled curve: people of all villages together, each year.
fn curve_error(seen: &[PredictedVillage]) -> f64 {
    let people: f64 = seen.iter().map(|s| s.people).sum();
    let off = |year: usize| {
        seen.iter().map(|s| s.people * (s.expected.mean[year] - s.shares[year])).sum::<f64>() / people
    };
    mean((0..usize::from(YEARS)).map(|year| off(year).abs()))
}
