//! Many trajectories: which runs there are, who takes them, and what windows, effects and figures say of
//! them.
//!
//! Nothing here does IO. A finished run is handed to a [`Sink`]; `output` and `cli` bring their own.

pub(crate) mod forks;
pub(crate) mod replicates;
pub(crate) mod rounds;
pub(crate) mod shards;

use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::world::blueprint::Blueprint;
use std::fmt;

/// How a world is run: [`crate::simulation::run`], or a stand-in of the same signature in tests.
pub(crate) type RunWorld<'a> = dyn Fn(&Blueprint, u64, u32, Retain) -> Trajectory + Sync + 'a;

/// What a batch of runs has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Seed of all random worlds.
    pub seed: u64,
    /// Worlds per scenario, numbered from 1.
    pub replicates: u32,
    /// Threads; 0 for all cores.
    pub threads: usize,
    /// What to keep of each run.
    pub keep: Retain,
}

/// One run to do: a scenario in a random world.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// Place of the scenario in the batch.
    pub index: usize,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Number of the random world, from 1: the pairing key.
    pub replicate: u32,
    /// Seed of all random worlds.
    pub seed: u64,
}

/// What came of a run: what was packed of it, or why it failed.
pub type Outcome<T> = Result<T, String>;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunEnd {
    /// It lived to its horizon.
    Done,
    /// It failed.
    Failed,
}

impl RunEnd {
    /// How the run ended that something came of.
    pub(crate) fn of<T>(outcome: &Outcome<T>) -> RunEnd {
        if outcome.is_ok() { RunEnd::Done } else { RunEnd::Failed }
    }

    /// As progress says it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            RunEnd::Done => "done",
            RunEnd::Failed => "failed",
        }
    }
}

/// Takes finished runs, always in the order of the jobs: scenario by scenario, within each by replicate.
pub trait Sink<T> {
    /// Take one run.
    ///
    /// # Errors
    /// What stops the batch.
    fn take(&mut self, job: &Job, outcome: Outcome<T>) -> Result<(), Stopped>;
}

/// Why a batch ended early.
#[derive(Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The user asked for it.
    Cancelled,
    /// A sink could not take a run, in words.
    Sink(String),
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Stopped::Cancelled => write!(f, "interrupted"),
            Stopped::Sink(why) => write!(f, "{why}"),
        }
    }
}

impl std::error::Error for Stopped {}
