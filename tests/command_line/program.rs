//! The program as a user calls it, in a folder and in English.

use std::path::Path;
use std::process::{Command, Output};

/// Whatever comes of it.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("LC_ALL", "C")
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap()
}

/// What it answers; it must succeed.
pub(crate) fn done(folder: &Path, arguments: &[&str]) -> String {
    let out = program(folder, arguments);
    assert_eq!(out.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// What it says against it; it must end with this code.
pub(crate) fn refused(folder: &Path, arguments: &[&str], code: i32) -> String {
    let out = program(folder, arguments);
    let words = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(code), "{arguments:?}: {words}");
    words
}
