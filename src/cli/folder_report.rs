//! The report that a command puts into its result folder.

use crate::cli::flags::Showing;
use crate::report::page::of_folder::of_unfinished;
use crate::report::text::translate::Lang;
use std::path::Path;

pub(crate) use crate::files::manifest::REPORT as FILE;

/// The pages of a result folder that is not yet in its place. A report that cannot be made is told and is no
/// failure.
pub(crate) fn of_folder(folder: &Path, manifest: &[u8], showing: &Showing) -> Vec<(String, Vec<u8>)> {
    match of_unfinished(folder, manifest, Lang::En) {
        Ok(page) => vec![(FILE.to_string(), page.into_bytes())],
        Err(why) => {
            let words = why.to_string();
            let words = words.strip_prefix(&format!("{}: ", folder.display())).unwrap_or(&words);
            showing.warn([format!("no {FILE}: {words}")]);
            vec![]
        }
    }
}
