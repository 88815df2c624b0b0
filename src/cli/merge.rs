//! `merge`: folders with parts of the runs of one batch become the folder that one machine would have
//! written.

use crate::cli::batch::{places, wish};
use crate::cli::flags::{Display, Force};
use crate::cli::{Failure, answer, answer_json, folder_report};
use crate::files::folder::FolderRequest;
use crate::files::merge::{MergeFault, merge};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Put result folders together that hold shards of one batch, or worlds that follow one another
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Result folders of `run` and `sweep` with --shard or --first; gaps, doubles and foreign parts are
    /// refused
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// Result folder [default: results/<n>, the next free number]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    display: Display,
}

/// Merge: exit 3 when the parts are not those of one batch, or not all of them.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { folders, out, force, display } = arguments;
    let numbered = || FolderRequest::Numbered { parent: PathBuf::from("results") };
    let place = wish(out.as_ref(), force.clone(), display).unwrap_or_else(numbered);
    let pages =
        &mut |folder: &Path, manifest: &[u8]| folder_report::of_folder(folder, manifest, &display.showing);
    let folder = merge(folders, place, pages).map_err(|fault| match fault {
        MergeFault::Refused(refusal) => Failure::from(refusal),
        MergeFault::File(fault) => Failure::from(fault),
    })?;
    if display.json {
        return answer_json(&json!({ "folder": folder.to_string_lossy() }));
    }
    answer(&places(&folder))
}
