//! Which parameter moves which family of observations most: from this the five parameters of the study were
//! chosen.

use crate::batch::rounds::Unobserved;
use crate::scenario::Scenario;
use crate::settings::TableFacts;
use crate::stats::Moments;
use crate::study::calibrate::free::{Free, candidates};
use crate::study::calibrate::goal::{FitTarget, Goal, Means};
use crate::study::calibrate::recovery::{FAMILIES, targets};
use crate::study::calibrate::{Batch, Stopped};

/// Random worlds at each end.
const WORLDS: u32 = 8;

/// How far a parameter moves each family.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pull {
    /// Its path.
    pub path: String,
    /// By family of [`FAMILIES`]: root mean square over its statistics of the difference between 0.9 and 0.1
    /// of the range, all else at the defaults, in units of noise (chance of the worlds and error of
    /// observation).
    pub families: [f64; 5],
}

/// All residents' parameters that may move, in the setting of the study.
pub(crate) fn screen(setting: &Scenario, facts: &[TableFacts], means: Means) -> Result<Vec<Pull>, Stopped> {
    let (targets, residents) = (targets(), |free: &Free| free.path.starts_with("residents."));
    let goal = Goal { scenarios: std::slice::from_ref(setting), targets: &targets, free: &[] };
    let noise = noise(&goal, means)?;
    candidates(facts).into_iter().filter(residents).map(|free| pull(&goal, free, &noise, means)).collect()
}

/// Rows of statistics with the parameters of `goal` at these values; runs that lack one are left out.
fn rows(goal: &Goal, values: &[f64], worlds: u32, means: Means) -> Result<Vec<Vec<f64>>, Stopped> {
    let batch = Batch { first: 1, parameters: vec![values.to_vec(); worlds as usize] };
    Ok(goal.live("screen", &batch, means, &mut Unobserved)?.into_iter().flatten().collect())
}

fn noise(goal: &Goal, means: Means) -> Result<Vec<f64>, Stopped> {
    let rows = rows(goal, &[], 3 * WORLDS, means)?;
    let noise = |(k, target): (usize, &FitTarget)| {
        let moments = Moments::of(rows.iter().map(|row| row[k]));
        let error = target.observed.error.at(moments.mean().unwrap_or(0.0));
        libm::sqrt(moments.variance().unwrap_or(0.0) + error * error)
    };
    Ok(goal.targets.iter().enumerate().map(noise).collect())
}

fn pull(goal: &Goal, free: Free, noise: &[f64], means: Means) -> Result<Pull, Stopped> {
    let moved = [free.clone()];
    let goal = Goal { free: &moved, ..*goal };
    let at = |share: f64| rows(&goal, &[free.range.0 + share * (free.range.1 - free.range.0)], WORLDS, means);
    let (low, high) = (at(0.1)?, at(0.9)?);
    let mean = |rows: &[Vec<f64>], k: usize| Moments::of(rows.iter().map(|row| row[k])).mean();
    let difference = |k: usize| Some((mean(&high, k)? - mean(&low, k)?) / noise[k]).filter(|z| z.is_finite());
    let family = |measures: &[&str]| {
        let mine = (0..noise.len()).filter(|k| measures.contains(&goal.targets[*k].statistic.measure()));
        libm::sqrt(Moments::of(mine.filter_map(difference).map(|z| z * z)).mean().unwrap_or(0.0))
    };
    Ok(Pull { families: FAMILIES.map(|(_, measures)| family(measures)), path: free.path })
}
