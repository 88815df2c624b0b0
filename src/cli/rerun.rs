//! `rerun`: all runs of a result folder once more, from the folder alone.

use crate::cli::batch::{BatchOrder, Flags, places};
use crate::cli::flags::{Computing, Destination, Display, Worlds};
use crate::cli::share::BatchShare;
use crate::cli::timings::{Beginnings, living};
use crate::cli::{Failure, answer, answer_json, lived};
use crate::files::manifest::{REPORT, is_page};
use crate::files::read::again::{LivedBefore, again};
use crate::files::read::{intact_folder, manifest_in};
use crate::language::{said, term};
use clap::{Args, value_parser};
use serde_json::json;
use std::path::PathBuf;

/// Live all runs of a result folder of `run` or `sweep` again, from the folder alone, and compare
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The result folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Where the new one goes [default: results/<n>, the next free number]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Threads [default: all cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    threads: Option<u32>,
    #[command(flatten)]
    display: Display,
}

/// Rerun: exit 5 when the new folder is not the old one, byte for byte; reports aside.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let old = intact_folder(&arguments.folder)?;
    if !["run", "sweep"].contains(&old.request.command.as_str()) {
        let why = said!("is of `{}`: only folders of run and sweep are lived again", old.request.command);
        return Err(Failure::new(3, format!("{} {why}", arguments.folder.display())));
    }
    let before = again(&arguments.folder, old.clone())?;
    let before = before.map_err(|why| {
        Failure::new(3, said!("{} cannot be lived again: {why}", arguments.folder.display()))
    })?;
    let flags = flags(arguments, &before);
    let LivedBefore { scenarios, layout, portion, manifest, .. } = &before;
    let share = BatchShare { first: portion.first, shard: portion.shard, ..BatchShare::default() };
    let order = BatchOrder {
        flags: &flags,
        share: &share,
        layout,
        request: &manifest.request,
        clock: None,
        explorer: None,
    };
    let live = living(scenarios, Beginnings::Shared, None);
    let done = lived::batch(&order, scenarios, &live)?;
    let Some(folder) = &done.folder else { return done.verdict() };
    let mut new = manifest_in(folder)?;
    let mut old = old;
    for manifest in [&mut old, &mut new] {
        manifest.outputs.retain(|output| !is_page(&output.path));
    }
    if arguments.display.json {
        answer_json(&json!({ "same": old == new, "folder": folder.to_string_lossy() }))?;
    } else {
        let same = if old == new { term("The same, byte for byte.\n") } else { "" };
        answer(&format!("{same}{}", places(folder)))?;
    }
    if old == new {
        return Ok(());
    }
    let differ = old.outputs.iter().filter(|output| !new.outputs.contains(output));
    let differ: Vec<&str> = differ.map(|output| output.path.as_str()).collect();
    Err(Failure::new(5, said!("something else came out: {}", differ.join(", "))))
}

/// As the flags of a batch.
fn flags(arguments: &Arguments, before: &LivedBefore) -> Flags {
    let LivedBefore { seed, replicates, manifest, .. } = before;
    Flags {
        worlds: Worlds {
            replicates: *replicates,
            computing: Computing { seed: *seed, wanted_threads: arguments.threads },
            ..Worlds::default()
        },
        destination: Destination {
            out: arguments.out.clone(),
            no_report: !manifest.outputs.iter().any(|output| output.path == REPORT),
            ..Destination::default()
        },
        display: Display { json: false, ..arguments.display.clone() },
        ..Flags::default()
    }
}
