//! `validate`: the form of its answer, and what is refused.

use std::process::{Command, Output};

fn validate(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_commonroom")).arg("validate").args(arguments).output().unwrap()
}

#[test]
fn what_cannot_be_read_is_refused() {
    assert_eq!(validate(&["no-such-scenario"]).status.code(), Some(3));
    assert_eq!(validate(&["-r", "0"]).status.code(), Some(2));
}

/// Asked before anything is computed, also of the scenarios that are shipped: the worlds of four threads and
/// more need more than what the program may have.
#[test]
#[cfg(target_os = "linux")]
fn what_does_not_fit_into_memory_is_refused_before_it_is_computed() {
    for (kilobytes, asked) in [(131_072, "validate -r 99 -j 99"), (2_048, "calibrate --recover 1 -j 99")] {
        let script = format!("ulimit -d {kilobytes}; exec \"$0\" {asked}");
        let told =
            Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_commonroom")]).output().unwrap();
        let words = String::from_utf8(told.stderr).unwrap();
        assert!(told.status.code() == Some(3) && words.contains("are free: "), "{asked}: {words}");
    }
}
