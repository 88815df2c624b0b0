//! The command line: one file per command. Holds no rule of the model.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Why a command did not succeed: the exit code of the contract and what to say on stderr.
#[derive(Debug)]
pub struct Failure {
    /// 1 a run failed · 2 usage · 3 scenario or data refused · 4 output exists · 5 verification mismatch · 130 interrupted.
    pub code: u8,
    /// Complete text for stderr, may have many lines; printed as it is.
    pub message: String,
}

/// Simulate who uses a community's public space, who runs it, and what support changes.
#[derive(Parser, Debug)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {}

/// Read the arguments, carry out the command, answer with the exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome: Result<(), Failure> = match cli.command {};
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => ExitCode::from(failure.code),
    }
}
