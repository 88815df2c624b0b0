//! A whole calibration: the fit, its posterior, and what the posterior foretells of everything that was used.

use crate::batch::rounds::StageObserver;
use crate::stats::{Moments, quantile};
use crate::study::calibrate::adjust::posterior;
use crate::study::calibrate::free::Free;
use crate::study::calibrate::goal::{Goal, Means};
use crate::study::calibrate::sampler::{AfterGeneration, Generation, Problem, State, Tuning};
use crate::study::calibrate::{Batch, ObservedValue, Stopped};
use serde::Serialize;

/// Draws in a posterior file.
pub(crate) const DRAWS: usize = 1_000;

/// Draws that are lived to see what the posterior foretells.
const FORETOLD: usize = 200;

/// Posterior spread against that of the prior from which on the data are said to say nothing of a parameter.
pub(crate) const SILENT: f64 = 0.9;

/// Correlation of two parameters from which on it is told.
pub(crate) const TIED: f64 = 0.5;

/// One parameter before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Marginal {
    /// Its path.
    pub parameter: String,
    /// Ends of its prior.
    pub range: (f64, f64),
    /// Its value in the scenario.
    pub before: f64,
    /// Posterior mean.
    pub mean: f64,
    /// Posterior quantiles 0.05, 0.5, 0.95.
    pub quantiles: [f64; 3],
    /// Posterior standard deviation over that of the prior.
    pub spread: f64,
    /// The data say nothing of it.
    pub silent: bool,
}

/// What the posterior foretells of one observed number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Foretold {
    /// Name of the scenario.
    pub scenario: String,
    /// Which number.
    pub statistic: String,
    /// What was observed.
    pub observed: f64,
    /// Its standard error.
    pub error: f64,
    /// Quantiles 0.05, 0.5, 0.95 of the model's value, error of observation left out.
    pub model: [f64; 3],
    /// The same of what would be observed.
    pub observable: [f64; 3],
    /// The observed value lies inside the latter.
    pub inside: bool,
}

/// What came of a fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Calibration {
    /// Draws of equal weight from the posterior, in units of the parameters.
    #[serde(skip)]
    pub draws: Vec<Vec<f64>>,
    /// One for each parameter.
    pub parameters: Vec<Marginal>,
    /// Correlation of each pair of parameters in the posterior, first by first.
    pub correlations: Vec<(usize, usize, f64)>,
    /// One for each observed number.
    pub foretold: Vec<Foretold>,
    /// Generation by generation.
    pub generations: Vec<Generation>,
    /// Histories lived.
    pub lived: u64,
}

/// Fit from where `state` stands; `after` hears of each finished generation.
pub(crate) fn calibrate(
    goal: &Goal,
    tuning: Tuning,
    state: State,
    means: Means,
    watch: &mut dyn StageObserver,
    after: &mut AfterGeneration,
) -> Result<Calibration, Stopped> {
    let chance = goal.chance(means, watch)?;
    let observed: Vec<ObservedValue> = goal.targets.iter().map(|target| target.observed).collect();
    let problem = Problem { free: goal.free, observed: &observed, chance: &chance, tuning };
    let state = problem.fit(state, &mut |batch| goal.live("particles", batch, means, watch), after)?;
    let sample = posterior(&state, &observed);
    let in_units = |place: &Vec<f64>| place.iter().zip(goal.free).map(|(z, free)| free.value(*z)).collect();
    let draws: Vec<Vec<f64>> = sample.draws(DRAWS, tuning.seed).into_iter().map(in_units).collect();
    let batch = Batch { first: state.worlds + 1, parameters: draws[..FORETOLD.min(draws.len())].to_vec() };
    let lived = goal.live("predictions", &batch, means, watch)?;
    let foretold = (0..observed.len()).map(|k| foretell(goal, &problem, k, &lived, batch.first)).collect();
    let base = |free: &Free| crate::study::calibrate::goal::value_in(&goal.scenarios[0].blueprint, free);
    Ok(Calibration {
        parameters: goal
            .free
            .iter()
            .enumerate()
            .map(|(k, free)| marginal(free, base(free), k, &draws))
            .collect(),
        correlations: correlations(&draws, goal.free.len()),
        foretold,
        lived: (u64::from(state.worlds) + chance_worlds() + batch.parameters.len() as u64)
            * goal.scenarios.len() as u64,
        generations: state.log,
        draws,
    })
}

fn chance_worlds() -> u64 {
    u64::from(crate::study::calibrate::goal::WORLDS_OF_CHANCE)
}

fn marginal(free: &Free, before: f64, k: usize, draws: &[Vec<f64>]) -> Marginal {
    let moments = Moments::of(draws.iter().map(|draw| draw[k]));
    // The standard deviation of a uniform distribution is its width over √12.
    let prior = (free.range.1 - free.range.0) / libm::sqrt(12.0);
    let spread = moments.sd().unwrap_or(0.0) / prior;
    Marginal {
        parameter: free.path.clone(),
        range: free.range,
        before,
        mean: moments.mean().unwrap_or(before),
        quantiles: three(draws.iter().map(|draw| draw[k]).collect()),
        spread,
        silent: spread >= SILENT,
    }
}

/// Quantiles 0.05, 0.5, 0.95; not a number without values.
fn three(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [0.05, 0.5, 0.95].map(|p| quantile(&values, p).unwrap_or(f64::NAN))
}

fn correlations(draws: &[Vec<f64>], width: usize) -> Vec<(usize, usize, f64)> {
    let spread =
        crate::study::calibrate::linear::covariance(draws.iter().map(|draw| (&draw[..], 1.0)), width);
    let pairs = (0..width).flat_map(|i| (0..i).map(move |j| (j, i)));
    let of = |(j, i): (usize, usize)| {
        let scale = libm::sqrt(spread[i][i] * spread[j][j]);
        (j, i, if scale > 0.0 { spread[i][j] / scale } else { 0.0 })
    };
    pairs.map(of).collect()
}

fn foretell(goal: &Goal, problem: &Problem, k: usize, lived: &[Option<Vec<f64>>], first: u32) -> Foretold {
    let target = &goal.targets[k];
    let ObservedValue { value, error } = target.observed;
    let model: Vec<f64> = lived.iter().flatten().map(|row| row[k]).collect();
    let worlds = (first..).zip(lived).filter_map(|(world, row)| Some((world, row.as_ref()?)));
    let observable = three(worlds.map(|(world, row)| problem.with_errors(row.clone(), world)[k]).collect());
    Foretold {
        scenario: goal.scenarios[target.scenario].name.clone(),
        statistic: target.statistic.to_string(),
        observed: value,
        error: error.at(value),
        model: three(model),
        inside: (observable[0]..=observable[2]).contains(&value),
        observable,
    }
}
