//! The pages of a result folder.

use crate::files::manifest::Manifest;
use crate::files::read::{self, Refusal, swept, unfinished, warnings, without_weeks};
use crate::language::{said, term};
use crate::report::charts::weekly;
use crate::report::page::html::{MEASURE, html};
use crate::report::page::{calibration, index, swept as swept_page};
use crate::report::text::translate::Lang;
use crate::world::record::{Measure, measure};
use std::path::Path;

/// The weekly measures of the report.
pub(crate) fn measures() -> Vec<&'static Measure> {
    measure(MEASURE).map(weekly).unwrap_or_default()
}

/// Whether a folder holds a fit, whose page is another one than that of runs.
pub(crate) fn holds_a_fit(manifest: &Manifest) -> bool {
    manifest.request.command == "calibrate"
}

/// The page of a fit.
pub(crate) fn of_fit(folder: &Path, lang: Lang) -> Result<String, Refusal> {
    let answer = read::calibration(folder)?;
    calibration::html(&answer, lang).map_err(|why| read::no_calibration(folder, why))
}

/// The page of a folder whose manifest is not yet in it.
pub(crate) fn of_unfinished(folder: &Path, manifest: &[u8], lang: Lang) -> Result<String, Refusal> {
    if holds_a_fit(&read::manifest_of(folder, manifest)?) {
        return of_fit(folder, lang);
    }
    let of = read::manifest_of(folder, manifest)?;
    if without_weeks(&of) {
        return of_sweep(folder, &of, None, lang);
    }
    unfinished(folder, manifest, &measures()).map(|study| html(&study, lang))
}

/// The page of a sweep without weeks; `baseline` names the point that the others are held against.
pub(crate) fn of_sweep(
    folder: &Path,
    manifest: &Manifest,
    baseline: Option<&str>,
    lang: Lang,
) -> Result<String, Refusal> {
    let nothing = || Refusal(format!("{}: {}", folder.display(), term("holds no finished run")));
    let mut found = swept(folder, manifest)?.ok_or_else(nothing)?;
    if let Some(name) = baseline {
        let place = found.points.iter().position(|point| point.name == name);
        let unknown = || Refusal(said!("there is no point `{name}` in {}", folder.display()));
        found.baseline = place.ok_or_else(unknown)?;
    }
    Ok(swept_page::html(&found, manifest, &warnings(folder)?, lang))
}

/// The list of what is in a folder, by its manifest and the text of its report.
pub(crate) fn index(
    folder: &Path,
    manifest: &[u8],
    report: Option<&str>,
    lang: Lang,
) -> Result<String, Refusal> {
    Ok(index::html(&read::manifest_of(folder, manifest)?, report, lang))
}

/// The pages in both languages of a folder that nobody vouches for: hashes in the manifest are not looked at.
///
/// # Errors
/// Why the folder is refused, in words.
pub fn unchecked(folder: &Path, manifest: &[u8]) -> Result<[String; 2], String> {
    let study = unfinished(folder, manifest, &measures()).map_err(|why| why.to_string())?;
    Ok([Lang::En, Lang::Zh].map(|lang| html(&study, lang)))
}
