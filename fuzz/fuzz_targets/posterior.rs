//! Draws of parameters of any bytes: read, laid over a small scenario, and its first worlds lived.

#![no_main]

use commonroom::internals::drawn_worlds;
use commonroom::{InMemory, Overrides, Scenario, read};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

#[path = "shared/lived.rs"]
mod lived;

static SMALL: LazyLock<Vec<Scenario>> = LazyLock::new(|| {
    let sets = ["residents.population=80", "calendar.warm_start=4"].map(String::from).to_vec();
    let small = Overrides { sets, weeks: Some(4) };
    read(&["z-home".into()], &small, &InMemory::default()).expect("a small scenario")
});

fuzz_target!(|bytes: &[u8]| {
    let library = InMemory { files: [("draws.csv".to_string(), bytes.to_vec())].into() };
    match drawn_worlds("draws.csv", &library, SMALL.clone(), 2) {
        Err(faults) => assert!(!faults.to_string().is_empty(), "a refusal says why"),
        Ok((scenarios, worlds)) => {
            let mean = scenarios.iter().map(|scenario| &scenario.blueprint);
            mean.chain(&worlds).for_each(lived::some_weeks);
        }
    }
});
