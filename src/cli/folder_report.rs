//! The report that a command puts into its result folder.

use crate::cli::flags::Showing;
use crate::files::read;
use crate::report::charts::weekly;
use crate::report::page::html::{MEASURE, html};
use crate::report::text::translate::Lang;
use crate::world::record::{Measure, measure};
use std::path::Path;

pub(crate) use crate::files::manifest::REPORT as FILE;

/// The weekly measures of the report.
pub(crate) fn measures() -> Vec<&'static Measure> {
    measure(MEASURE).map(weekly).unwrap_or_default()
}

/// The pages of a result folder that is not yet in its place. A report that cannot be made is told and is no
/// failure.
pub(crate) fn of_folder(folder: &Path, manifest: &[u8], showing: &Showing) -> Vec<(String, Vec<u8>)> {
    match read::unfinished(folder, manifest, &measures()) {
        Ok(study) => vec![(FILE.to_string(), html(&study, Lang::En).into_bytes())],
        Err(why) => {
            let words = why.to_string();
            let words = words.strip_prefix(&format!("{}: ", folder.display())).unwrap_or(&words);
            showing.warn([format!("no {FILE}: {words}")]);
            vec![]
        }
    }
}
