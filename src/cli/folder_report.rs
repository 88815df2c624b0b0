//! The pages that a command puts into its result folder: the report, and the list of what is in it.

use crate::cli::Failure;
use crate::cli::flags::Showing;
use crate::files::manifest::INDEX;
use crate::files::read::manifest_in;
use crate::files::write::page;
use crate::language::{said, written};
use crate::report::page::of_folder::{index, of_unfinished};
use std::path::Path;

pub(crate) use crate::files::manifest::REPORT as FILE;

/// The pages of a result folder that is not yet in its place. A report that cannot be made is told and is no
/// failure.
pub(crate) fn of_folder(folder: &Path, manifest: &[u8], showing: &Showing) -> Vec<(String, Vec<u8>)> {
    let report = match of_unfinished(folder, manifest, written()) {
        Ok(page) => Some(page),
        Err(why) => {
            let words = why.to_string();
            let words = words.strip_prefix(&format!("{}: ", folder.display())).unwrap_or(&words);
            showing.warn([said!("no {FILE}: {words}")]);
            None
        }
    };
    let mut pages = index_alone(folder, manifest, report.as_deref());
    pages.extend(report.map(|page| (FILE.to_string(), page.into_bytes())));
    pages
}

/// The list of what is in a folder of which no report can be made, or with that report.
pub(crate) fn index_alone(folder: &Path, manifest: &[u8], report: Option<&str>) -> Vec<(String, Vec<u8>)> {
    let page = index(folder, manifest, report, written());
    page.map(|page| (INDEX.to_string(), page.into_bytes())).into_iter().collect()
}

/// Make the list of what is in a folder anew, after its report.
pub(crate) fn renew_index(folder: &Path, report: &str) -> Result<(), Failure> {
    let manifest = manifest_in(folder)?.text();
    for (name, bytes) in index_alone(folder, &manifest, Some(report)) {
        page::write(&folder.join(&name), &bytes, page::Existing::Replace)?;
        page::renew_manifest(folder, &name, &bytes)?;
    }
    Ok(())
}
