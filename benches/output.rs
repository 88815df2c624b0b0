//! Writing: one run turned into rows, and a whole result folder (`cargo bench --bench output`).

#[path = "yard/folder.rs"]
mod folder;
#[path = "yard/z_home.rs"]
#[allow(dead_code)] // each bench uses a part of it
mod z_home;

use commonroom::internals::{Job, english, pack};
use commonroom::simulate;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Rows of one run of 260 weeks.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn rows(bencher: Bencher) {
    let scenario = z_home::sized(2_000);
    let run = simulate(&scenario.blueprint, 1, 1, folder::KEEP);
    let job = Job { index: 0, scenario: &scenario, replicate: 1, seed: 1 };
    let Ok(pages) = pack(&job, &run, english) else { unreachable!("a complete run") };
    let bytes = [&pages.series, &pages.windows, &pages.groups, &pages.events, &pages.ledger]
        .map(|b| b.len())
        .iter()
        .sum::<usize>();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| pack(black_box(&job), &run, english));
}

/// A folder of so many runs, rows made beforehand.
#[divan::bench(args = [1, 20, 100], sample_count = 7, sample_size = 1)]
fn whole_folder(bencher: Bencher, runs: u32) {
    let scenario = z_home::sized(2_000);
    let made = folder::pages(&scenario, runs);
    bencher.counter(ItemsCount::new(runs)).bench_local(|| folder::write(&scenario, &made));
}
