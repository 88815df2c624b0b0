//! Steps one world for profiling: `cargo run --release --example step -- RESIDENTS WEEKS`.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // how long it takes is what is shown
#[path = "../benches/yard/z_home.rs"]
#[allow(dead_code)] // a part of it is used here
mod z_home;

use commonroom::world::{World, week};
use std::time::Instant;

fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<i64>().expect("a number"));
    let (n, weeks) = (args.next().unwrap_or(100_000), args.next().unwrap_or(100));
    let b = z_home::z_home(n);
    let start = Instant::now();
    let mut world = World::found(&b, 1, 0);
    println!("founding {:.0} ns per resident", start.elapsed().as_nanos() as f64 / n as f64);
    for _ in 0..z_home::WARM + z_home::SETTLE {
        week::live(&mut world, &b);
    }
    let start = Instant::now();
    for _ in 0..weeks {
        week::live(&mut world, &b);
    }
    println!("{:.2} ns per resident-week", start.elapsed().as_nanos() as f64 / n as f64 / weeks as f64);
}
