//! A lever at several values, each in the same random worlds as the default: the paired difference of
//! participation in the last year. `cargo run --release --example sweep`

#![allow(clippy::print_stdout)] // this program's answer is what it prints
use commonroom::{
    Embedded, Faults, Overrides, Retain, Values, Window, compare_paired, measure, read, simulate,
};

const WORLDS: u32 = 10;

/// Participation of the last year in each world, with `--set` flags.
fn participation(sets: &[&str]) -> Result<Vec<Option<f64>>, Faults> {
    let small = ["residents.population=1000"].iter().chain(sets).map(|set| set.to_string()).collect();
    let scenario =
        read(&["z-home".into()], &Overrides { sets: small, weeks: Some(156) }, &Embedded)?.remove(0);
    let participation = measure("participation").expect("a measure of that name");
    let in_world = |world| {
        let run = simulate(&scenario.blueprint, 1, world, Retain::default());
        Values::of(&scenario.blueprint, &run).get(Window::LastYear, participation)
    };
    Ok((1..=WORLDS).map(in_world).collect())
}

fn main() -> Result<(), Faults> {
    let usual = participation(&[])?;
    for workers in ["1", "4", "8"] {
        let changed = participation(&[&format!("levers.operator.social_workers={workers}")])?;
        let pairs: Vec<_> = usual.iter().copied().zip(changed).collect();
        let Some(found) = compare_paired(&pairs, 1, 1) else { continue };
        let (low, high) = found.interval.unwrap_or((f64::NAN, f64::NAN));
        println!("{workers} social workers: {:+.4} ({low:+.4} to {high:+.4})", found.diff);
    }
    Ok(())
}
