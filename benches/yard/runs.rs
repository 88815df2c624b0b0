//! Many whole runs, of which nothing is kept.

use commonroom::internals::{Job, Outcome, Plan, Sink, Stopped, run_replicates};
use commonroom::{Retain, Scenario, Trajectory, simulate};
use std::hint::black_box;
use std::slice::from_ref;
use std::sync::atomic::AtomicBool;

/// Forgets what it is given.
struct Nowhere;

impl Sink<usize> for Nowhere {
    fn take(&mut self, _: &Job, outcome: Outcome<usize>) -> Result<(), Stopped> {
        outcome.map(|_| ()).map_err(Stopped::Sink)
    }
}

/// Live a scenario in so many worlds: founding, warm start, all weeks, records.
pub(crate) fn whole(scenario: &Scenario, runs: u32, threads: usize) {
    let plan = Plan { seed: 1, replicates: runs, threads, keep: Retain::default() };
    let count = |_: &Job, t: Trajectory| Ok(black_box(t).records.len());
    run_replicates(from_ref(scenario), &plan, &simulate, &count, &mut Nowhere, &AtomicBool::new(false))
        .expect("runs");
}
