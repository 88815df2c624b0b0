//! `verify`: are the files of result folders those that were written?

use crate::cli::{Failure, answer, answer_json};
use crate::escape;
use crate::files::read::{Difference, Verified, verify};
use clap::Args;
use serde::Serialize;
use std::fmt::Write;
use std::path::PathBuf;

/// Hold every file of result folders against length and SHA-256 in their manifests
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Result folders
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
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
}

/// A file that is not the one that was written.
#[derive(Serialize)]
struct DifferenceJson {
    file: String,
    why: String,
}

/// Verify: exit 5 when a file is not the one that was written, 3 when a folder is none of this program's.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let all = arguments.folders.iter().map(|folder| Ok((folder, verify(folder)?)));
    let all: Vec<(&PathBuf, Verified)> = all.collect::<Result<_, Failure>>()?;
    let differ: usize = all.iter().map(|(_, found)| found.differences.len()).sum();
    if arguments.json {
        let folders =
            all.iter().map(|(folder, found)| FolderJson::of(folder.to_string_lossy().into(), found));
        let found = VerifyAnswer { ok: differ == 0, folders: folders.collect() };
        // Plain structs of text and numbers always serialize.
        answer_json(&serde_json::to_value(found).unwrap_or_default())?;
    } else {
        answer(&all.iter().map(|(folder, found)| words(&escape::path(folder), found)).collect::<String>())?;
    }
    match differ {
        0 => Ok(()),
        _ if arguments.json => Err(Failure { code: 5, message: String::new() }),
        1 => Err(Failure::new(5, "a file is not the one that was written")),
        n => Err(Failure::new(5, format!("{n} files are not those that were written"))),
    }
}

impl FolderJson {
    fn of(folder: String, found: &Verified) -> FolderJson {
        let differ = |one: &Difference| DifferenceJson { file: one.file.clone(), why: one.why.clone() };
        FolderJson {
            folder,
            files: found.files,
            differ: found.differences.iter().map(differ).collect(),
            not_listed: found.unlisted.clone(),
        }
    }
}

/// A line for the folder, and one for each file of which something is said.
fn words(folder: &str, found: &Verified) -> String {
    let (files, differ) = (found.files, found.differences.len());
    let mut text = match differ {
        0 => format!("{folder}: all {files} files are as they were written\n"),
        _ => format!("{folder}: {differ} of {files} files are not as they were written\n"),
    };
    for Difference { file, why } in &found.differences {
        // Writing into memory does not fail.
        let _ = writeln!(text, "  {}: {why}", escape::line(file));
    }
    for file in &found.unlisted {
        let _ = writeln!(text, "  {}: is not in the manifest", escape::line(file));
    }
    text
}
