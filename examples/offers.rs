//! Prints, as one JSON object, what an independent program needs to live the residents' weeks of a scenario:
//! the resolved settings, and for each replicate the weekly offers, records and payments of every week
//! including the warm start. `cargo run --release --example offers -- z-home SEED FIRST LAST RESIDENTS`

#![allow(clippy::panic, clippy::print_stdout)]
use commonroom::{DiskLibrary, Overrides, World, advance, read};
use serde_json::json;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [name, seed, first, last, residents] = &args[..] else {
        panic!("offers NAME SEED FIRST LAST RESIDENTS")
    };
    let number = |t: &String| t.parse::<u64>().expect("a whole number");
    let sets = vec![format!("residents.population={residents}")];
    let scenario = read(std::slice::from_ref(name), &Overrides { sets, weeks: None }, &DiskLibrary)
        .expect("a scenario")
        .remove(0);
    let b = &scenario.blueprint;
    let replicates: Vec<_> = (number(first)..=number(last))
        .map(|replicate| {
            let mut world = World::new(b, number(seed), replicate as u32);
            let (mut offers, mut records, mut payments) = (Vec::new(), Vec::new(), Vec::new());
            while world.week() < b.weeks {
                advance(&mut world, b, &mut ());
                offers.push(json!({ "week": world.week(), "offer": world.offers().next() }));
                if world.week() >= 0 {
                    records.push(json!(world.records().next()));
                    payments.extend(world.payments().iter().map(|p| json!(p)));
                }
            }
            json!({ "replicate": replicate, "offers": offers, "records": records, "payments": payments })
        })
        .collect();
    println!("{}", json!({ "scenario": scenario.name, "settings": b.settings, "replicates": replicates }));
}
