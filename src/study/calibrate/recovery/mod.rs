//! Ground truth for the fitter: does it find parameters that are known, as surely as it says?
//!
//! An experiment draws five parameters from their priors, simulates a year of a small home with them,
//! observes it as one would (footfall and attendance by counters, a questionnaire among a thousand), and
//! fits. Over many experiments the truth must lie inside the 90% interval in nine cases of ten, and its rank
//! among draws of the posterior must be uniform (simulation-based calibration, Talts et al. 2018): this holds
//! for any prior and any model exactly when posteriors are right.
//!
//! - What do many experiments say together? → `experiments`
//! - Are ranks uniform? → `uniform`
//! - Which parameter moves which observations? → `screen`

pub(crate) mod screen;
pub(crate) mod experiments;
pub(crate) mod uniform;

use crate::batch::rounds::Unobserved;
use crate::language::said;
use crate::measure::observation::Precision;
use crate::measure::statistic::Statistic;
use crate::scenario::Scenario;
use crate::study::calibrate::adjust::posterior;
use crate::study::calibrate::draws::{DrawUse, Draws};
use crate::study::calibrate::free::Free;
use crate::study::calibrate::goal::{FitTarget, Goal, Means};
use crate::study::calibrate::sampler::{Problem, State, Tuning};
use crate::study::calibrate::{Batch, ObservedValue, Stopped};
use serde::Serialize;

/// The scenario of the experiments.
pub(crate) const SCENARIO: &str = "z-home";

/// Its weeks: one year, with an operator from the first.
pub(crate) const WEEKS: i64 = 52;

/// What is set in it: a thousand residents and a quarter of warm start, so that a life takes a few
/// milliseconds.
pub(crate) const SETS: [&str; 4] =
    ["residents.population=1000", "home.seats=12", "calendar.warm_start=13", "levers.operator.from=1"];

/// The five parameters: of each family of observations the residents' parameter that moves it most.
pub(crate) const FREE: [&str; 5] = [
    "residents.choice.intercept",
    "residents.choice.event",
    "residents.talk.aware_at_start",
    "residents.volunteering.accept",
    "residents.affairs.intercept",
];

/// Measures that are counted every week, without error.
const COUNTED: [&str; 2] = ["visits", "event_attendance"];

/// Items of the questionnaire in the last week.
const ASKED: [&str; 7] = [
    "awareness_adults",
    "ever_used_adults",
    "regular_adults",
    "learned_by_word",
    "volunteering_any",
    "volunteers",
    "willingness",
];

/// Families of observations, one for each parameter, with their measures.
pub(crate) const FAMILIES: [(&str, &[&str]); 5] = [
    ("footfall", &["visits"]),
    ("attendance", &["event_attendance"]),
    ("knowing of it", &["awareness_adults", "learned_by_word"]),
    ("volunteering", &["volunteering_any", "volunteers"]),
    ("willingness", &["willingness"]),
];

/// People who answer it.
const ANSWERS: f64 = 1_000.0;

/// Draws of the posterior among which the truth is ranked: the rank is one of so many and one.
pub(crate) const RANKS: usize = 99;

/// How an experiment is fitted; the seed is another for each.
pub(crate) const TUNING: Tuning = Tuning { seed: 0, first: 600, kept: 300, generations: 4, least: 0.1 };

/// What is observed, without values yet.
pub(crate) fn targets() -> Vec<FitTarget> {
    let weekly =
        (1..=WEEKS).flat_map(|week| COUNTED.map(|m| (format!("{m} week-{week}"), Precision::Error(0.0))));
    let asked = ASKED.iter().map(|m| (format!("{m} week-{WEEKS}"), Precision::Asked(ANSWERS)));
    let all =
        weekly.chain(asked).filter_map(|(words, error)| Some((words.parse::<Statistic>().ok()?, error)));
    all.map(|(statistic, error)| FitTarget {
        row: statistic.to_string(),
        scenario: 0,
        statistic,
        observed: ObservedValue { value: 0.0, error },
    })
    .collect()
}

/// What came of one experiment; lists are by parameter, in units of the parameters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Experiment {
    /// From 1.
    pub number: u32,
    /// The truth.
    pub truth: Vec<f64>,
    /// The middle and both ends of the 90% interval: 0.05, 0.5, 0.95.
    pub interval: Vec<[f64; 3]>,
    /// Draws of the posterior below the truth, of [`RANKS`].
    pub rank: Vec<usize>,
    /// Generations, and histories lived.
    pub work: (usize, u32),
}

impl Experiment {
    /// Whether the truth of parameter `k` is inside its interval.
    pub(crate) fn covers(&self, k: usize) -> bool {
        let [low, _, high] = self.interval[k];
        (low..=high).contains(&self.truth[k])
    }
}

/// Do experiment `number` of a study in the setting; `means.seed` is that of the study.
pub(crate) fn experiment(
    setting: &Scenario,
    free: &[Free],
    number: u32,
    tuning: Tuning,
    means: Means,
) -> Result<Experiment, Stopped> {
    let draws = Draws::new(means.seed);
    let mut stream = draws.stream(DrawUse::Truth, 0, number);
    let truth: Vec<f64> =
        free.iter().map(|free| free.range.0 + (free.range.1 - free.range.0) * stream.uniform()).collect();
    let mut targets = targets();
    observe(setting, free, &truth, number, &mut targets, means)?;
    let goal = Goal { scenarios: std::slice::from_ref(setting), targets: &targets, free };
    // The worlds of the fit are not that of the truth.
    let seed = means.seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(u64::from(number));
    let means = Means { seed, ..means };
    let chance = goal.chance(means, &mut Unobserved)?;
    let observed: Vec<ObservedValue> = targets.iter().map(|target| target.observed).collect();
    let problem = Problem { free, observed: &observed, chance: &chance, tuning: Tuning { seed, ..tuning } };
    let mut simulate = |batch: &Batch| goal.live("particles", batch, means, &mut Unobserved);
    let state = problem.fit(State::default(), &mut simulate, &mut |_| Ok(()))?;
    let sample = posterior(&state, &observed);
    let drawn = sample.draws(RANKS, seed);
    let rank =
        |(k, free): (usize, &Free)| drawn.iter().filter(|place| free.value(place[k]) < truth[k]).count();
    let rank = free.iter().enumerate().map(rank).collect();
    let interval = (0..free.len()).map(|k| [0.05, 0.5, 0.95].map(|p| sample.quantile(free, k, p))).collect();
    Ok(Experiment { number, truth, interval, rank, work: (state.log.len(), state.worlds) })
}

/// Simulate the truth and observe it.
fn observe(
    setting: &Scenario,
    free: &[Free],
    truth: &[f64],
    number: u32,
    targets: &mut [FitTarget],
    means: Means,
) -> Result<(), Stopped> {
    let goal = Goal { scenarios: std::slice::from_ref(setting), targets, free };
    let batch = Batch { first: number, parameters: vec![truth.to_vec()] };
    let lived = goal.live("truth", &batch, means, &mut Unobserved)?.pop().flatten();
    let lived =
        lived.ok_or_else(|| Stopped::Sink(said!("the truth of experiment {number} has no observation")))?;
    let mut stream = Draws::new(means.seed).stream(DrawUse::TruthError, 0, number);
    for (target, value) in targets.iter_mut().zip(lived) {
        target.observed.value = value + target.observed.error.at(value) * stream.normal();
    }
    Ok(())
}
