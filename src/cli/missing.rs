//! `missing`: the shards of a plan that are not finished.

use crate::cli::slurm::{folder, planned_shards};
use crate::cli::{Failure, answer};
use crate::files::read::manifest_in;
use clap::Args;

/// Name the shards of a plan that are not finished, as `sbatch --array` takes them
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The plan
    #[arg(value_name = "PLAN")]
    plan: String,
}

/// A line with the numbers; nothing when all are finished.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (shards, folder) = (planned_shards(&arguments.plan)?, folder(&arguments.plan));
    let missing = (1..=shards).filter(|shard| manifest_in(&folder.join(shard.to_string())).is_err());
    let missing: Vec<String> = missing.map(|shard| shard.to_string()).collect();
    if missing.is_empty() { Ok(()) } else { answer(&format!("{}\n", missing.join(","))) }
}
