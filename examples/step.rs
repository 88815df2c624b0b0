//! Steps one world for profiling: `cargo run --release --example step -- RESIDENTS WEEKS`.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // how long it takes is what is shown
use commonroom::{Embedded, Faults, Overrides, World, advance, read};
use std::time::Instant;

fn main() -> Result<(), Faults> {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<i64>().expect("a number"));
    let (n, weeks) = (args.next().unwrap_or(100_000), args.next().unwrap_or(100));
    let sets = vec![
        format!("residents.population={n}"),
        "levers.operator.from=1".into(),
        "calendar.warm_start=30".into(),
    ];
    let b = read(&["z-home".into()], &Overrides { sets, weeks: None }, &Embedded)?.remove(0).blueprint;
    let start = Instant::now();
    let mut world = World::new(&b, 1, 0);
    println!("founding {:.0} ns per resident", start.elapsed().as_nanos() as f64 / n as f64);
    (0..70).for_each(|_| advance(&mut world, &b, &mut ()));
    let start = Instant::now();
    (0..weeks).for_each(|_| advance(&mut world, &b, &mut ()));
    println!("{:.2} ns per resident-week", start.elapsed().as_nanos() as f64 / n as f64 / weeks as f64);
    Ok(())
}
