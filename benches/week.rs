//! The resident week of z-home with all mechanisms, one thread: ns per resident-week (`cargo bench --bench
//! week`).

#[path = "yard/z_home.rs"]
#[allow(dead_code)] // each bench uses a part of it
mod z_home;

use commonroom::advance;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Weeks in one sample.
const WEEKS: i64 = 20;

#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 7, sample_size = 1)]
fn resident_week(bencher: Bencher, residents: i64) {
    let b = z_home::z_home(residents);
    let mut world = z_home::lived_in(&b);
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else {
        unreachable!("a pool of one thread")
    };
    bencher.counter(ItemsCount::new(residents as u64 * WEEKS as u64)).bench_local(move || {
        pool.install(|| (0..WEEKS).for_each(|_| advance(black_box(&mut world), &b, &mut ())));
    });
}
