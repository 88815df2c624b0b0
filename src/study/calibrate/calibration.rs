//! A whole calibration: the fit, its posterior, and what the posterior foretells of everything that was used.

use crate::batch::rounds::StageObserver;
use crate::measure::observation;
use crate::stats::{Moments, quantile};
use crate::study::calibrate::adjust::{PosteriorSupport, posterior};
use crate::study::calibrate::free::Free;
use crate::study::calibrate::goal::{Goal, Means};
use crate::study::calibrate::prior_check::{self, Impossible};
use crate::study::calibrate::sampler::{AfterGeneration, Generation, Problem, State, Tuning};
use crate::study::calibrate::{Batch, Doubts, ObservedValue, Simulate, Unfitted};
use serde::Serialize;

/// Draws in a posterior file.
pub(crate) const DRAWS: usize = 1_000;

/// Draws that are lived to see what the posterior foretells.
const FORETOLD: usize = 200;

/// Posterior spread against that of the prior from which on the data are said to say nothing of a parameter.
pub(crate) const SILENT: f64 = 0.9;

/// Part of a range at either end that counts as its edge.
const EDGE: f64 = 0.01;

/// Share of the draws at an edge from which on it is told: ten times what the prior has there.
pub(crate) const CROWDED: f64 = 0.2;

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
    /// Share of the draws in the outermost hundredth of its range at either end, where the prior has 0.02.
    pub at_edge: f64,
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
    /// What carries the posterior.
    pub support: PosteriorSupport,
    /// What was observed and cannot be made: the fit was wanted nonetheless.
    pub impossible: Vec<Impossible>,
}

/// How a calibration is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CalibrationOptions {
    /// How the fit is done.
    pub tuning: Tuning,
    /// What is done with a fit that cannot be believed.
    pub doubts: Doubts,
}

impl CalibrationOptions {
    /// The first generation, and whether what was observed is among what it makes.
    fn begin(
        self,
        goal: &Goal,
        problem: &Problem,
        live: &mut Simulate,
        after: &mut AfterGeneration,
    ) -> Result<State, Unfitted> {
        let mut impossible = Vec::new();
        let mut judged = |batch: &Batch| {
            let lived = live(batch)?;
            impossible = prior_check::impossible(goal, &lived);
            Ok(lived)
        };
        let mut state = problem.generation(State::default(), &mut judged)?;
        if self.doubts == Doubts::End && !impossible.is_empty() {
            return Err(Unfitted::Impossible(impossible));
        }
        state.impossible = impossible;
        after(&state)?;
        Ok(state)
    }
}

/// Fit from where `state` stands; `after` hears of each finished generation.
pub(crate) fn calibrate(
    goal: &Goal,
    wanted: CalibrationOptions,
    state: State,
    means: Means,
    watch: &mut dyn StageObserver,
    after: &mut AfterGeneration,
) -> Result<Calibration, Unfitted> {
    let tuning = wanted.tuning;
    let chance = goal.chance(means, watch)?;
    let observed: Vec<ObservedValue> = goal.targets.iter().map(|target| target.observed).collect();
    let problem = Problem { free: goal.free, observed: &observed, chance: &chance, tuning };
    let mut live = |batch: &Batch| goal.live("particles", batch, means, watch);
    let state = if state.log.is_empty() { wanted.begin(goal, &problem, &mut live, after)? } else { state };
    let state = problem.fit(state, &mut live, after)?;
    let sample = posterior(&state, &observed);
    let in_units = |place: &Vec<f64>| place.iter().zip(goal.free).map(|(z, free)| free.value(*z)).collect();
    let draws: Vec<Vec<f64>> = sample.draws(DRAWS, tuning.seed).into_iter().map(in_units).collect();
    let support = PosteriorSupport::of(&sample, &draws);
    if wanted.doubts == Doubts::End && !support.suffices() {
        return Err(Unfitted::Few(support));
    }
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
        support,
        impossible: state.impossible,
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
        at_edge: at_edge(free, draws.iter().map(|draw| draw[k])),
    }
}

fn at_edge(free: &Free, draws: impl ExactSizeIterator<Item = f64>) -> f64 {
    let ((low, high), n) = (free.range, draws.len().max(1));
    let edge = EDGE * (high - low);
    draws.filter(|x| *x <= low + edge || *x >= high - edge).count() as f64 / n as f64
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
    // Whatever the error of a survey, no share that it finds is above one.
    let (least, most) = observation::bounds(target.statistic);
    let found =
        |(world, row): (u32, &Vec<f64>)| problem.with_errors(row.clone(), world)[k].clamp(least, most);
    let observable = three(worlds.map(found).collect());
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
