//! The program `commonroom`.

use std::process::ExitCode;

fn main() -> ExitCode {
    commonroom::command_line()
}
