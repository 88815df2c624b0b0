//! Fit parameters to what was observed: which values of the assumptions go with the data, and how surely.
//!
//! The likelihood of an agent-based model cannot be written down, but it can be simulated: *approximate
//! Bayesian computation*. The sampler is the adaptive population Monte Carlo of Lenormand, Jabot & Deffuant
//! (2013, Computational Statistics 28), a variant of Beaumont et al. (2009, Biometrika 96) in which each
//! generation simulates a fixed number of new particles and keeps the nearest of new and old: no loop waits
//! for an acceptance, so the work is known beforehand, cuts anywhere, and is the same for any number of
//! threads. Departures, each with its reason:
//!
//! - Parameters move on a line without ends ([`free`]), so that a proposal never leaves its range.
//! - Proposals come from a narrow kernel around particles drawn a little towards their mean (West 1993), not
//!   from one with twice their covariance: in five dimensions that one proposes mostly what does not fit.
//! - A tenth of the proposals comes from the prior (Hesterberg 1995): an importance weight is then at most
//!   ten times the usual, also where the posterior is as wide as the prior.
//! - Errors of observation are drawn and added to what was simulated: then the method is exact for the model
//!   with that error as the tolerance goes to nought (Wilkinson 2013, SAGMB 12).
//! - Every particle lives in a random world of its own (shared by all scenarios of the fit): a single world
//!   for all would take the chance of that world for knowledge.
//! - At the end a local linear regression takes out what is left of the tolerance (Beaumont et al. 2002,
//!   Genetics 162).
//!
//! - What is fitted, and to what? → `free`, `evidence`, `goal`
//! - How far is a history from what was observed? → `distance`
//! - How does a fit proceed? → `sampler`
//! - Where are new particles proposed? → `kernel`; by which draws? → `draws`
//! - How does a posterior come out of it? → `adjust`, by the regressions of `linear`
//! - Can the model make what was observed at all? → `prior_check`
//! - What does a whole calibration say? → `calibration`
//! - How much of a spread is chance, and how much ignorance of parameters? → `ignorance`
//! - Does the fitter find what is known? → `recovery`

pub(crate) mod adjust;
pub(crate) mod calibration;
pub(crate) mod distance;
pub(crate) mod draws;
pub(crate) mod evidence;
pub(crate) mod free;
pub(crate) mod goal;
pub(crate) mod ignorance;
pub(crate) mod kernel;
pub(crate) mod linear;
pub(crate) mod prior_check;
pub(crate) mod recovery;
pub(crate) mod sampler;
#[cfg(test)]
mod tests;

use crate::batch::Stopped;
use crate::measure::observation::Precision;

/// Lives a batch: for each particle, by its random world and its parameters in their units, the statistics
/// before any error of observation; `None` where a run failed or a statistic does not exist.
pub(crate) type Simulate<'a> = dyn FnMut(&Batch) -> Result<Vec<Option<Vec<f64>>>, Stopped> + 'a;

/// Particles to be lived, in random worlds `first`, `first + 1`, …
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Batch {
    /// World of the first.
    pub first: u32,
    /// Parameters of each, in their units.
    pub parameters: Vec<Vec<f64>>,
}

/// An observed value with its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ObservedValue {
    /// The value.
    pub value: f64,
    /// Its error.
    pub error: Precision,
}

/// What is done with a fit that cannot be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubts {
    /// It ends.
    End,
    /// It goes on, and its answer tells of them.
    Tell,
}

/// Why there is no posterior.
#[derive(Debug, PartialEq)]
pub(crate) enum Unfitted {
    /// It was stopped.
    Stopped(Stopped),
    /// What was observed cannot be made.
    Impossible(Vec<prior_check::Impossible>),
    /// Too few histories carry the posterior.
    Few(adjust::PosteriorSupport),
}

impl From<Stopped> for Unfitted {
    fn from(stopped: Stopped) -> Unfitted {
        Unfitted::Stopped(stopped)
    }
}
