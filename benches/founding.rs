//! Founding a world of z-home, ns per resident: traits, ties, first state; on one thread and on two (`cargo
//! bench --bench founding`).

#[path = "yard/z_home.rs"]
#[allow(dead_code)] // each bench uses a part of it
mod z_home;

use commonroom::World;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const SIZES: [i64; 4] = [2_000, 10_000, 100_000, 1_000_000];

fn found(bencher: Bencher, residents: i64, threads: usize) {
    let blueprint = z_home::z_home(residents);
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else {
        unreachable!("a pool")
    };
    bencher
        .counter(ItemsCount::new(residents as u64))
        .bench_local(|| pool.install(|| World::new(black_box(&blueprint), 1, 0)));
}

#[divan::bench(args = SIZES, sample_count = 9, sample_size = 1)]
fn one_thread(bencher: Bencher, residents: i64) {
    found(bencher, residents, 1);
}

#[divan::bench(args = SIZES, sample_count = 9, sample_size = 1)]
fn two_threads(bencher: Bencher, residents: i64) {
    found(bencher, residents, 2);
}
