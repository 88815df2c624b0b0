//! `verify`: are the files of result folders those that were written, and does the same come out when runs
//! are lived again?

use crate::cli::relive::{Relived, relive};
use crate::cli::{Failure, answer, answer_json};
use crate::escape;
use crate::files::read::{Difference, Verified, manifest_in, verify};
use crate::language::{said, term};
use clap::Args;
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

/// Hold every file of result folders against length and SHA-256 in their manifests, and live a sample of
/// their runs again
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Result folders
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// Runs of each folder that are lived again, at random; all where there are fewer
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
    /// The same as one JSON object on stdout
    #[arg(long)]
    json: bool,
}

/// The whole answer.
#[derive(Serialize)]
struct VerifyAnswer {
    ok: bool,
    folders: Vec<FolderJson>,
}

/// A folder against its manifest.
#[derive(Serialize)]
struct FolderJson {
    folder: String,
    files: usize,
    differ: Vec<DifferenceJson>,
    not_listed: Vec<String>,
    lived_again: Relived,
}

/// A file that is not the one that was written.
#[derive(Serialize)]
struct DifferenceJson {
    file: String,
    why: String,
}

/// Verify: exit 5 when a file is not the one that was written, 3 when a folder is none of this program's.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let all = arguments.folders.iter().map(|folder| {
        let found = verify(folder)?;
        // What is not as it was written is told by its file: there is nothing to hold runs against.
        let runs = if found.differences.is_empty() { arguments.runs } else { 0 };
        let again = relive(folder, manifest_in(folder)?, runs)?;
        Ok((folder, found, again))
    });
    let all: Vec<(&PathBuf, Verified, Relived)> = all.collect::<Result<_, Failure>>()?;
    let differ: usize = all.iter().map(|(_, found, _)| found.differences.len()).sum();
    let other: usize = all.iter().map(|(.., again)| again.differing().count()).sum();
    if arguments.json {
        let folders = all
            .iter()
            .map(|(folder, found, again)| FolderJson::of(folder.to_string_lossy().into(), found, again));
        let found = VerifyAnswer { ok: differ + other == 0, folders: folders.collect() };
        // Plain structs of text and numbers always serialize.
        answer_json(&serde_json::to_value(found).unwrap_or_default())?;
    } else {
        let text = |(folder, found, again): &(&PathBuf, Verified, Relived)| {
            words(&escape::path(folder), found) + &lived_words(again)
        };
        answer(&all.iter().map(text).collect::<String>())?;
    }
    match differ {
        0 if other == 0 => Ok(()),
        _ if arguments.json => Err(Failure { code: 5, message: String::new() }),
        0 => Err(Failure::new(5, term("lived again, something else came out"))),
        1 => Err(Failure::new(5, term("a file is not the one that was written"))),
        n => Err(Failure::new(5, said!("{n} files are not those that were written"))),
    }
}

impl FolderJson {
    fn of(folder: String, found: &Verified, again: &Relived) -> FolderJson {
        let differ = |one: &Difference| DifferenceJson { file: one.file.clone(), why: one.why.clone() };
        FolderJson {
            folder,
            files: found.files,
            differ: found.differences.iter().map(differ).collect(),
            not_listed: found.unlisted.clone(),
            lived_again: again.clone(),
        }
    }
}

/// What is said of the runs that were lived again.
fn lived_words(again: &Relived) -> String {
    if let Some(why) = &again.not_lived {
        return said!("  no run was lived again: {why}\n");
    }
    let differing = again
        .differing()
        .map(|run| said!("  replicate {} of `{}`: something else came out\n", run.replicate, run.scenario));
    let differing: String = differing.collect();
    match again.runs.len() {
        0 => String::new(),
        n if differing.is_empty() => said!("  {n} of its runs lived again: the same, bit for bit\n"),
        _ => differing,
    }
}

/// A line for the folder, and one for each file of which something is said.
fn words(folder: &str, found: &Verified) -> String {
    let (files, differ) = (found.files, found.differences.len());
    let mut text = match differ {
        0 => said!("{folder}: all {files} files are as they were written\n"),
        _ => said!("{folder}: {differ} of {files} files are not as they were written\n"),
    };
    for Difference { file, why } in &found.differences {
        // Writing into memory does not fail.
        let _ = writeln!(text, "  {}: {why}", escape::line(file));
    }
    for file in &found.unlisted {
        let _ = writeln!(text, "{}", said!("  {}: is not in the manifest", escape::line(file)));
    }
    text
}
