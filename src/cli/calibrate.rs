//! `calibrate`: fit assumptions to what was observed; or put the fitter itself to the test.

mod recover;

use super::Failure;
use super::progress::Mode;
use clap::value_parser;

/// Fit parameters to observations, or test the fitter on simulated ones
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Arguments {
    /// Simulate N experiments with known parameters, fit each, and say whether the fitter finds them (Markdown)
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..), required = true)]
    recover: Option<u32>,
    /// Seed of all draws and random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    threads: Option<u32>,
    /// How to show progress on stderr
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Mode::Auto)]
    progress: Mode,
    /// Neither progress nor warnings
    #[arg(short, long)]
    quiet: bool,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    json: bool,
}

/// Fit, or test the fitter.
pub fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    match arguments.recover {
        Some(experiments) => recover::carry_out(arguments, experiments),
        None => Err(Failure::new(2, "nothing to do")),
    }
}
