//! Many whole runs, of which nothing is kept.

use commonroom::batch::{Job, Outcome, Plan, Sink, Stopped, replicates};
use commonroom::scenario::Scenario;
use commonroom::simulation::{Retain, Trajectory, live};
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
pub fn whole(scenario: &Scenario, runs: u32, threads: usize) {
    let plan = Plan { seed: 1, replicates: runs, threads, keep: Retain::default() };
    let count = |_: &Job, t: Trajectory| Ok(black_box(t).records.len());
    replicates::run(from_ref(scenario), &plan, &live, &count, &mut Nowhere, &AtomicBool::new(false))
        .expect("runs");
}
