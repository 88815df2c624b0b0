//! Whole runs of 2,000 residents: founding, warm start, 260 weeks, records (`cargo bench --bench
//! replicates`); runs a second.

#[path = "yard/runs.rs"]
mod runs;
#[path = "yard/z_home.rs"]
#[allow(dead_code)] // each bench uses a part of it
mod z_home;

use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// Random worlds in one sample.
const RUNS: u32 = 40;

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn threads(bencher: Bencher, threads: usize) {
    let scenario = z_home::sized(2_000);
    bencher.counter(ItemsCount::new(RUNS)).bench_local(|| runs::whole(&scenario, RUNS, threads));
}
