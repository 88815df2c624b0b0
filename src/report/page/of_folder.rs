//! The page of a result folder.

use crate::files::read::{Refusal, unfinished};
use crate::report::charts::weekly;
use crate::report::page::html::{MEASURE, html};
use crate::report::text::translate::Lang;
use crate::world::record::{Measure, measure};
use std::path::Path;

/// The weekly measures of the report.
pub(crate) fn measures() -> Vec<&'static Measure> {
    measure(MEASURE).map(weekly).unwrap_or_default()
}

/// The page of a folder whose manifest is not yet in it.
pub(crate) fn of_unfinished(folder: &Path, manifest: &[u8], lang: Lang) -> Result<String, Refusal> {
    unfinished(folder, manifest, &measures()).map(|study| html(&study, lang))
}

/// The pages in both languages of a folder that nobody vouches for: hashes in the manifest are not looked at.
///
/// # Errors
/// Why the folder is refused, in words.
pub fn unchecked(folder: &Path, manifest: &[u8]) -> Result<[String; 2], String> {
    let study = unfinished(folder, manifest, &measures()).map_err(|why| why.to_string())?;
    Ok([Lang::En, Lang::Zh].map(|lang| html(&study, lang)))
}
