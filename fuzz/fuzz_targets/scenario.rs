//! A scenario file of any bytes: read, and lived for some weeks where it is accepted.

#![no_main]

use commonroom::{InMemory, Overrides, read};
use libfuzzer_sys::fuzz_target;

#[path = "shared/lived.rs"]
mod lived;

fuzz_target!(|bytes: &[u8]| {
    let library = InMemory { files: [("fuzzed.toml".to_string(), bytes.to_vec())].into() };
    let files = ["fuzzed.toml".to_string()];
    match read(&files, &Overrides::default(), &library) {
        Err(faults) => assert!(!faults.to_string().is_empty(), "a refusal says why"),
        Ok(scenarios) => {
            for scenario in scenarios {
                lived::text_reads_back(&scenario, &library);
            }
            // As large as it asks to be it may cost minutes: it lives as a small world.
            let small = Overrides {
                sets: vec!["residents.population=150".into(), "calendar.warm_start=4".into()],
                weeks: Some(8),
            };
            if let Ok(scenarios) = read(&files, &small, &library) {
                scenarios.iter().for_each(|scenario| lived::some_weeks(&scenario.blueprint));
            }
        }
    }
});
