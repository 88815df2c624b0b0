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
