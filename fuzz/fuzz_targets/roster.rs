//! People, ties and counts of any bytes: read, and lived for some weeks where they are accepted.
//!
//! The first byte says which of [`FORMS`] refers to them; the rest is the first file and, after a line
//! `---`, the second.

#![no_main]

use commonroom::{InMemory, Overrides, read};
use libfuzzer_sys::fuzz_target;

#[path = "shared/lived.rs"]
mod lived;

const HEAD: &str =
    "title = \"Fuzzed\"\nextends = \"z-home\"\nweeks = 6\ncalendar.warm_start = 4\n[residents]\n";

/// What scenarios say of the files: people with ties, without, ours among other columns, without gaps, with
/// positions in the plane and on the globe, and counts.
const FORMS: [&str; 8] = [
    "roster = \"first.csv\"\nties = \"second.csv\"\n",
    "roster = \"first.csv\"\nroster_other_columns = \"ignore\"\n",
    "roster = \"first.csv\"\nties = \"second.csv\"\nroster_missing = \"refuse\"\n",
    "roster = \"first.csv\"\nroster_home = \"0, 0\"\nroster_unit = \"m\"\n",
    "roster = \"first.csv\"\nroster_home = \"28.68, 115.89\"\n",
    "roster = \"first.csv\"\nroster_home = \"East: 0, 0; West: 1, 1\"\n",
    "marginals = \"first.csv\"\npopulation = 120\n",
    "marginals = \"first.csv\"\n",
];
const SEPARATOR: &[u8] = b"\n---\n";

fuzz_target!(|bytes: &[u8]| {
    let Some((form, bytes)) = bytes.split_first() else { return };
    let form = FORMS[usize::from(*form) % FORMS.len()];
    let scenario = format!("{HEAD}{form}");
    let at = bytes.windows(SEPARATOR.len()).position(|window| window == SEPARATOR);
    let (first, second) = match at {
        Some(at) => (&bytes[..at], &bytes[at + SEPARATOR.len()..]),
        None => (bytes, &b""[..]),
    };
    let files = [("s.toml", scenario.as_bytes()), ("first.csv", first), ("second.csv", second)];
    let library = InMemory { files: files.map(|(name, bytes)| (name.to_string(), bytes.to_vec())).into() };
    match read(&["s.toml".into()], &Overrides::default(), &library) {
        Ok(scenarios) => scenarios.iter().for_each(|scenario| lived::some_weeks(&scenario.blueprint)),
        Err(faults) => assert!(!faults.to_string().is_empty(), "a refusal says why"),
    }
});
