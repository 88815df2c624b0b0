//! Draws of the sampler: keyed by what for, generation and particle, so that a resumed fit goes on as if it
//! had never stopped. The key is not that of the random worlds: a draw of a fit never meets a draw of a life.

use crate::random::{normal_quantile, philox4x32, uniform64};

/// What a draw is for. Append only: the number is part of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum DrawUse {
    /// A particle of the prior.
    Prior = 1,
    /// A proposal near a kept particle.
    Proposal = 2,
    /// Errors of observation added to what was simulated.
    Error = 3,
    /// Resampling to equal weights, and the order of the draws.
    Resample = 4,
    /// The truth of an experiment of recovery.
    Truth = 5,
    /// Errors of observation of that truth.
    TruthError = 6,
    /// Errors of observation in a step of an ensemble smoother.
    Perturbation = 7,
    /// New candidates of a search for the best.
    Search = 8,
}

/// Draws of one fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draws {
    key: [u32; 2],
}

/// Uniform numbers, one after another.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    key: [u32; 2],
    counter: [u32; 4],
    spare: Option<f64>,
}

impl Draws {
    /// Of a seed.
    pub(crate) fn new(seed: u64) -> Draws {
        let mixed = philox4x32(
            [seed as u32, (seed >> 32) as u32, 0x6361_6C69, 0x6272_6174],
            [0x726F_6F6D, 0x6B65_7973],
        );
        Draws { key: [mixed[0], mixed[1]] }
    }

    /// The numbers for one purpose, generation and particle.
    pub(crate) fn stream(self, purpose: DrawUse, generation: u32, particle: u32) -> Stream {
        Stream { key: self.key, counter: [particle, generation, 0, purpose as u32], spare: None }
    }
}

impl Stream {
    /// In (0, 1).
    pub(crate) fn uniform(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let [a, b, c, d] = philox4x32(self.counter, self.key);
        self.counter[2] += 1;
        self.spare = Some(uniform64(c, d));
        uniform64(a, b)
    }

    /// Standard normal.
    pub(crate) fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }
}
