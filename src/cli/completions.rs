//! `completions`: a script with which a shell completes this command line.

use crate::cli::{Cli, Failure, answer_exactly};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Which shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Print the script.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "commonroom", &mut script);
    answer_exactly(&String::from_utf8_lossy(&script))
}
