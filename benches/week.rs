//! The resident week of z-home with all mechanisms, one thread: ns per resident-week (`cargo bench --bench week`).

use commonroom::world::{Blueprint, World, week};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// z-home for `residents`, money and hands and seats in proportion, the operator in place from week 1 on.
fn z_home(residents: i64) -> Blueprint {
    use commonroom::scenario::{Request, library::Embedded, read};
    let Ok(mut read) = read(&["z-home".into()], &Request::default(), &Embedded) else { unreachable!("a shipped scenario") };
    let mut b = read.remove(0).blueprint;
    let size = residents as f64 / 10_000.0;
    b.communities[0].residents.population = residents;
    b.communities[0].home.seats = (120.0 * size) as i64;
    let levers = &mut b.settings.levers;
    levers.operator.from = 1;
    levers.operator.managers = (2.0 * size).ceil() as i64;
    levers.operator.social_workers *= size;
    levers.funding.grant *= size;
    levers.brand.spend *= size;
    b.settings.calendar.warm_start = 30;
    b
}

/// Weeks in one sample.
const WEEKS: i64 = 20;

#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 7, sample_size = 1)]
fn resident_week(bencher: Bencher, residents: i64) {
    let b = z_home(residents);
    let mut world = World::found(&b, 1, 0);
    for _ in 0..60 {
        week::live(&mut world, &b);
    }
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { unreachable!("a pool of one thread") };
    bencher.counter(ItemsCount::new(residents as u64 * WEEKS as u64)).bench_local(move || {
        pool.install(|| (0..WEEKS).for_each(|_| week::live(black_box(&mut world), &b)));
    });
}
