//! The sampler: generation by generation nearer to what was observed (Lenormand, Jabot & Deffuant 2013).

use crate::language::term;
use crate::study::calibrate::distance::{Distance, MANY};
use crate::study::calibrate::draws::{DrawUse, Draws};
use crate::study::calibrate::free::{Free, prior};
use crate::study::calibrate::kernel::{Kernel, Particle, effective};
use crate::study::calibrate::prior_check::Impossible;
use crate::study::calibrate::{Batch, ObservedValue, Simulate, Stopped};
use serde::{Deserialize, Serialize};

/// Part of the proposals that comes from the prior.
const FROM_PRIOR: f64 = 0.1;

/// How a fit is done.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tuning {
    /// Seed of the draws of the sampler and of its random worlds.
    pub seed: u64,
    /// Particles of the first generation, drawn from the prior.
    pub first: u32,
    /// Particles kept: those nearest to what was observed. Each later generation simulates as many new ones.
    pub kept: u32,
    /// Most generations.
    pub generations: u32,
    /// A generation of which less than this share is kept is the last: more work would bring little.
    pub least: f64,
}

/// What became of a generation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Generation {
    /// From 1.
    pub number: u32,
    /// New particles lived.
    pub lived: u32,
    /// Of these, runs that failed or lacked a statistic.
    pub failed: u32,
    /// The largest distance that is kept.
    pub tolerance: f64,
    /// Part of the new particles that is kept.
    pub accepted: f64,
    /// How many particles of equal weight the kept ones are worth: (Σw)² / Σw².
    pub effective: f64,
}

/// A fit between two generations: all that is needed to go on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    /// How distances are measured; `None` before the first generation.
    pub distance: Option<Distance>,
    /// The nearest so far, nearest first.
    pub kept: Vec<Particle>,
    /// What became of each generation.
    pub log: Vec<Generation>,
    /// Random worlds used so far.
    pub worlds: u32,
    /// What was observed and could not be made by any draw of the first generation, where that is looked at.
    pub impossible: Vec<Impossible>,
}

/// What is fitted.
pub(crate) struct Problem<'a> {
    /// What may move.
    pub free: &'a [Free],
    /// What was observed.
    pub observed: &'a [ObservedValue],
    /// Spread of each statistic between random worlds at the scenario's own values (a standard deviation).
    pub chance: &'a [f64],
    /// How it is done.
    pub tuning: Tuning,
}

/// Hears of each finished generation, and may stop the fit.
pub(crate) type AfterGeneration<'a> = dyn FnMut(&State) -> Result<(), Stopped> + 'a;

impl State {
    /// Whether another generation would bring little, or is not wanted.
    pub(crate) fn ended(&self, tuning: &Tuning) -> bool {
        let little = self.log.last().is_some_and(|last| last.number > 1 && last.accepted < tuning.least);
        little || self.log.len() >= tuning.generations as usize
    }
}

impl Problem<'_> {
    /// The fit from where it stands to its end; `after` hears of each finished generation.
    pub(crate) fn fit(
        &self,
        mut state: State,
        simulate: &mut Simulate,
        after: &mut AfterGeneration,
    ) -> Result<State, Stopped> {
        while !state.ended(&self.tuning) {
            state = self.generation(state, simulate)?;
            after(&state)?;
        }
        Ok(state)
    }

    /// One more generation.
    pub(crate) fn generation(&self, state: State, simulate: &mut Simulate) -> Result<State, Stopped> {
        let number = state.log.len() as u32 + 1;
        let (places, weights) =
            if state.kept.is_empty() { self.of_prior(number) } else { self.proposals(&state, number) };
        let lived = places.len() as u32;
        let first = state.worlds + 1;
        let in_units =
            |place: &Vec<f64>| place.iter().zip(self.free).map(|(z, free)| free.value(*z)).collect();
        let outcomes = simulate(&Batch { first, parameters: places.iter().map(in_units).collect() })?;
        let mut new = self.particles(places, weights, outcomes, first);
        let failed = lived - new.len() as u32;
        if new.is_empty() && state.kept.is_empty() {
            return Err(Stopped::Sink(
                term("no run of the first generation has all the statistics that were observed").into(),
            ));
        }
        let distance = state.distance.clone().unwrap_or_else(|| self.measure(&new));
        let observed: Vec<f64> = self.observed.iter().map(|o| o.value).collect();
        new.iter_mut().for_each(|p| p.distance = distance.between(&p.statistics, &observed));
        let mut kept = state.kept;
        kept.append(&mut new);
        kept.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.world.cmp(&b.world)));
        kept.truncate(self.tuning.kept as usize);
        let fresh = kept.iter().filter(|p| p.world >= first).count();
        let mut log = state.log;
        log.push(Generation {
            number,
            lived,
            failed,
            tolerance: kept.last().map_or(0.0, |p| p.distance),
            accepted: fresh as f64 / f64::from(lived.max(1)),
            effective: effective(kept.iter().map(|p| p.weight)),
        });
        Ok(State {
            distance: Some(distance),
            kept,
            log,
            worlds: state.worlds + lived,
            impossible: state.impossible,
        })
    }

    /// Those of a batch whose runs have all statistics.
    fn particles(
        &self,
        places: Vec<Vec<f64>>,
        weights: Vec<f64>,
        outcomes: Vec<Option<Vec<f64>>>,
        first: u32,
    ) -> Vec<Particle> {
        let mut particles = Vec::new();
        for (world, ((place, weight), outcome)) in
            (first..).zip(places.into_iter().zip(weights).zip(outcomes))
        {
            let Some(statistics) = outcome.filter(|statistics| statistics.iter().all(|s| s.is_finite()))
            else {
                continue;
            };
            particles.push(Particle {
                world,
                place,
                statistics: self.with_errors(statistics, world),
                distance: 0.0,
                weight,
            });
        }
        particles
    }

    /// Noise of each statistic: error of observation and chance of the worlds together.
    fn measure(&self, particles: &[Particle]) -> Distance {
        let noise = self.observed.iter().zip(self.chance).enumerate().map(|(k, (observed, chance))| {
            let error = observed.error.at(observed.value);
            let noise = libm::sqrt(error * error + chance * chance);
            // A statistic without noise of either kind (a count that never moves) is measured by its spread
            // over the prior.
            let spread =
                crate::stats::Moments::of(particles.iter().map(|p| p.statistics[k])).sd().unwrap_or(0.0);
            if noise > 0.0 { noise } else { spread.max(f64::MIN_POSITIVE) }
        });
        let noise: Vec<f64> = noise.collect();
        if self.observed.len() <= MANY * self.free.len() {
            return Distance::plain(noise);
        }
        let pairs: Vec<_> = particles.iter().map(|p| (p.statistics.clone(), p.place.clone())).collect();
        Distance::of_estimates(noise, &pairs)
    }

    /// Simulated statistics as they would have been observed.
    pub(crate) fn with_errors(&self, mut statistics: Vec<f64>, world: u32) -> Vec<f64> {
        let mut stream = Draws::new(self.tuning.seed).stream(DrawUse::Error, 0, world);
        for (statistic, observed) in statistics.iter_mut().zip(self.observed) {
            *statistic += observed.error.at(*statistic) * stream.normal();
        }
        statistics
    }

    fn of_prior(&self, number: u32) -> (Vec<Vec<f64>>, Vec<f64>) {
        let draws = Draws::new(self.tuning.seed);
        let places = (0..self.tuning.first).map(|index| {
            let mut stream = draws.stream(DrawUse::Prior, number, index);
            self.free.iter().map(|_| logit(stream.uniform())).collect()
        });
        (places.collect(), vec![1.0; self.tuning.first as usize])
    }

    /// Proposals around the kept particles, and their importance weights.
    fn proposals(&self, state: &State, number: u32) -> (Vec<Vec<f64>>, Vec<f64>) {
        let kernel = Kernel::around(&state.kept, self.free.len());
        let draws = Draws::new(self.tuning.seed);
        let places: Vec<Vec<f64>> = (0..self.tuning.kept)
            .map(|index| {
                let mut stream = draws.stream(DrawUse::Proposal, number, index);
                if stream.uniform() < FROM_PRIOR {
                    self.free.iter().map(|_| logit(stream.uniform())).collect()
                } else {
                    kernel.propose(&mut stream)
                }
            })
            .collect();
        let weigh = |at: usize| {
            let (place, prior) = (&places[at], prior(&places[at]));
            prior / (FROM_PRIOR * prior + (1.0 - FROM_PRIOR) * kernel.density(place))
        };
        let weights = crate::parallel::map(places.len(), weigh);
        (places, weights)
    }
}

fn logit(share: f64) -> f64 {
    libm::log(share / (1.0 - share))
}
