//! Whole runs of 2,000 residents: founding, warm start, 260 weeks, records (`cargo bench --bench replicates`); runs a second.

#[path = "yard/z_home.rs"]
#[allow(dead_code)] // each bench uses a part of it
mod z_home;

use commonroom::experiment::{Job, Outcome, Plan, Sink, Stopped, replicates};
use commonroom::simulation::{Keep, Trajectory, live};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use std::sync::atomic::AtomicBool;

fn main() {
    divan::main();
}

/// Random worlds in one sample.
const RUNS: u32 = 40;

struct Nowhere;

impl Sink<usize> for Nowhere {
    fn take(&mut self, _: &Job, outcome: Outcome<usize>) -> Result<(), Stopped> {
        outcome.map(|_| ()).map_err(Stopped::Sink)
    }
}

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn threads(bencher: Bencher, threads: usize) {
    let scenarios = [z_home::sized(2_000)];
    let plan = Plan { seed: 1, replicates: RUNS, threads, keep: Keep::default() };
    let count = |_: &Job, t: Trajectory| Ok(black_box(t).records.len());
    bencher
        .counter(ItemsCount::new(RUNS))
        .bench_local(|| replicates::run(&scenarios, &plan, &live, &count, &mut Nowhere, &AtomicBool::new(false)).is_ok());
}
