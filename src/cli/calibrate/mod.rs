//! `calibrate`: fit assumptions to what was observed; or put the fitter itself to the test.

mod evidence;
mod fit;
mod recover;

use crate::cli::Failure;
use crate::cli::flags::{Changes, Computing, Showing};
use clap::{ArgGroup, value_parser};
use std::path::PathBuf;

/// What a fit is held against: at least one of these is said.
const AGAINST: [&str; 3] = ["observed", "targets", "recover"];

/// What belongs to a fit, and not to the study that recovers known parameters.
const OF_A_FIT: [&str; 4] = ["scenario", "observed", "targets", "free"];

/// Fit assumptions to observations: a posterior, what it foretells, what the data say nothing of
#[derive(clap::Args, Clone, Debug)]
#[command(group = ArgGroup::new("against").required(true).multiple(true).args(AGAINST))]
pub(crate) struct Arguments {
    /// Scenario file or name of a built-in scenario, for --observed
    #[arg(value_name = "SCENARIO", required_unless_present_any = ["targets", "recover"])]
    scenario: Option<String>,
    /// What was measured in the scenario: a CSV file with measure, window, group, value and se or n
    #[arg(long, value_name = "FILE", requires = "scenario")]
    observed: Option<String>,
    /// Hold against the built-in table of evidence: its rows to calibrate, never those held back to validate
    #[arg(long)]
    targets: bool,
    /// Parameters that may move inside their ranges, for example residents.choice.intercept (only assumptions
    /// may)
    #[arg(long, value_name = "PATH,…", value_delimiter = ',', required_unless_present = "recover")]
    free: Vec<String>,
    /// Histories of the first generation; half as many are kept, and lived anew in each later one
    #[arg(long, value_name = "N", default_value_t = 1000)]
    #[arg(value_parser = value_parser!(u32).range(20..=100_000))]
    particles: u32,
    /// Most generations
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = value_parser!(u32).range(1..=100))]
    generations: u32,
    /// Instead: simulate N experiments with known parameters, fit each, and say whether they are found
    /// (Markdown)
    #[arg(long, value_name = "N", conflicts_with_all = OF_A_FIT)]
    #[arg(value_parser = value_parser!(u32).range(1..))]
    recover: Option<u32>,
    /// Fit also what the model cannot make, and answer from however few histories; the answer says so
    #[arg(long, conflicts_with = "recover")]
    anyway: bool,
    #[command(flatten)]
    computing: Computing,
    #[command(flatten)]
    changes: Changes,
    /// Result folder [default: results/<n>, the next free number]
    #[arg(short, long, value_name = "DIR", conflicts_with = "recover")]
    out: Option<PathBuf>,
    /// Replace DIR if it is a result folder of this program; begin anew where an unfinished fit is kept
    #[arg(long, requires = "out", conflicts_with = "resume")]
    force: bool,
    /// Go on with the fit of DIR that was interrupted
    #[arg(long, requires = "out")]
    resume: bool,
    #[command(flatten)]
    showing: Showing,
    /// Machine-readable answer on stdout and nothing else there; without -o no folder is written
    #[arg(long)]
    json: bool,
}

/// Fit, or test the fitter.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match arguments.recover {
        Some(experiments) => recover::run(arguments, experiments),
        None => fit::run(arguments),
    }
}
