//! A policy of one's own in a closed loop: each quarter the outreach budget follows the share of residents
//! who came. `cargo run --release --example policy`

#![allow(clippy::print_stdout)] // this program's answer is what it prints
use commonroom::{Embedded, Faults, Overrides, World, advance, measure, read};

/// Share of residents who should come in a week.
const WANTED: f64 = 0.05;

fn main() -> Result<(), Faults> {
    let small = Overrides { sets: vec!["residents.population=1000".into()], weeks: Some(156) };
    let mut blueprint = read(&["z-home".into()], &small, &Embedded)?.remove(0).blueprint;
    let participation = measure("participation").expect("a measure of that name");
    let mut world = World::new(&blueprint, 1, 1);
    while world.week() < blueprint.weeks {
        advance(&mut world, &blueprint, &mut ());
        let week = world.week();
        if week < 53 || week % 13 != 0 {
            continue;
        }
        let share = world.records().next().and_then(|record| (participation.read)(record).value());
        let mut levers = blueprint.levers_at(week).clone();
        levers.brand.spend *= if share.unwrap_or(0.0) < WANTED { 1.25 } else { 0.8 };
        println!(
            "week {week}: {:.3} came, brand spend {:.0} from now on",
            share.unwrap_or(0.0),
            levers.brand.spend
        );
        blueprint.timeline.push((week + 1, levers));
    }
    Ok(())
}
