//! Steps one world for profiling: `cargo run --release --example step -- RESIDENTS WEEKS`.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // how long it takes is what is shown
use commonroom::scenario::{Request, library::Embedded, read};
use commonroom::world::{World, week};
use std::time::Instant;

fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<i64>().expect("a number"));
    let (n, weeks) = (args.next().unwrap_or(100_000), args.next().unwrap_or(100));
    let mut b = read(&["z-home".into()], &Request::default(), &Embedded).expect("shipped").remove(0).blueprint;
    let size = n as f64 / 10_000.0;
    b.communities[0].residents.population = n;
    b.communities[0].home.seats = (120.0 * size) as i64;
    let levers = &mut b.settings.levers;
    levers.operator.from = 1;
    levers.operator.managers = (2.0 * size).ceil() as i64;
    levers.operator.social_workers *= size;
    levers.funding.grant *= size;
    levers.brand.spend *= size;
    b.settings.calendar.warm_start = 30;
    #[allow(clippy::disallowed_methods)]
    let start = Instant::now();
    let mut world = World::found(&b, 1, 0);
    println!("founding {:.0} ns per resident", start.elapsed().as_nanos() as f64 / n as f64);
    for _ in 0..40 {
        week::live(&mut world, &b);
    }
    let start = Instant::now();
    for _ in 0..weeks {
        week::live(&mut world, &b);
    }
    println!("{:.2} ns per resident-week", start.elapsed().as_nanos() as f64 / n as f64 / weeks as f64);
}
