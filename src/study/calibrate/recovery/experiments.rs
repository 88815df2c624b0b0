//! Many experiments and what they say together.

use crate::scenario::Scenario;
use crate::stats::Moments;
use crate::stats::paired::correlation;
use crate::study::calibrate::Stopped;
use crate::study::calibrate::free::Free;
use crate::study::calibrate::goal::Means;
use crate::study::calibrate::recovery::uniform::unevenness;
use crate::study::calibrate::recovery::{Experiment, RANKS, experiment};
use crate::study::calibrate::sampler::Tuning;
use serde::Serialize;

/// Bars of a histogram of ranks; they divide the possible ranks evenly.
pub(crate) const BARS: usize = 10;

/// Share of all cases in which the truth must be inside the 90% interval.
pub(crate) const BAND: (f64, f64) = (0.84, 0.96);

/// Chance below which a histogram counts as not uniform.
pub(crate) const UNLIKELY: f64 = 0.01;

/// What the experiments say of one parameter, or of all together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct RecoveryVerdict {
    /// Path of the parameter, or `all`.
    pub parameter: String,
    /// Cases with the truth inside the 90% interval.
    pub covered: usize,
    /// Cases.
    pub cases: usize,
    /// Mean width of the interval, as a share of the width that the prior alone would give.
    pub width: f64,
    /// Correlation of the truth with the middle of the posterior; `None` for all together.
    pub correlation: Option<f64>,
    /// How often the rank of the truth fell into each tenth.
    pub ranks: [usize; BARS],
    /// Chance of ranks as uneven as these, if they are uniform (chi-squared, 9 degrees of freedom).
    pub chance: f64,
}

/// A study.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct RecoveryStudy {
    /// What it was asked for.
    pub seed: u64,
    /// The experiments in order.
    pub experiments: Vec<Experiment>,
    /// By parameter.
    pub verdicts: Vec<RecoveryVerdict>,
    /// All cases together.
    pub all: RecoveryVerdict,
}

impl RecoveryStudy {
    /// Whether the fitter may be believed: the share covered is inside the band, and no histogram is
    /// unlikely. Of six histograms one is looked at as one of six (Bonferroni).
    pub(crate) fn holds(&self) -> bool {
        let share = self.all.covered as f64 / self.all.cases.max(1) as f64;
        let even = self
            .verdicts
            .iter()
            .chain([&self.all])
            .all(|v| v.chance >= UNLIKELY / (self.verdicts.len() + 1) as f64);
        (BAND.0..=BAND.1).contains(&share) && even
    }
}

/// Do experiments 1, 2, … `n`; `done` hears of each.
pub(crate) fn study(
    setting: &Scenario,
    free: &[Free],
    n: u32,
    tuning: Tuning,
    means: Means,
    done: &mut dyn FnMut(&Experiment),
) -> Result<RecoveryStudy, Stopped> {
    let mut experiments = Vec::new();
    for number in 1..=n {
        let one = experiment(setting, free, number, tuning, means)?;
        done(&one);
        experiments.push(one);
    }
    let verdicts: Vec<RecoveryVerdict> =
        (0..free.len()).map(|k| verdict(&free[k].path, &experiments, free, &[k])).collect();
    let all = verdict("all", &experiments, free, &(0..free.len()).collect::<Vec<_>>());
    Ok(RecoveryStudy { seed: means.seed, experiments, verdicts, all })
}

/// What the experiments say of some of the parameters.
fn verdict(name: &str, experiments: &[Experiment], free: &[Free], which: &[usize]) -> RecoveryVerdict {
    let cases = || experiments.iter().flat_map(|e| which.iter().map(move |k| (e, *k)));
    let mut ranks = [0; BARS];
    cases().for_each(|(e, k)| ranks[e.rank[k] * BARS / (RANKS + 1)] += 1);
    let width = |(e, k): (&Experiment, usize)| {
        (e.interval[k][2] - e.interval[k][0]) / (0.9 * (free[k].range.1 - free[k].range.0))
    };
    let pairs: Vec<(f64, f64)> = cases().map(|(e, k)| (e.truth[k], e.interval[k][1])).collect();
    RecoveryVerdict {
        parameter: name.into(),
        covered: cases().filter(|(e, k)| e.covers(*k)).count(),
        cases: cases().count(),
        width: Moments::of(cases().map(width)).mean().unwrap_or(0.0),
        correlation: correlation(&pairs).filter(|_| which.len() == 1),
        chance: unevenness(&ranks),
        ranks,
    }
}
