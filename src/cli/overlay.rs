//! `--posterior`: scenarios with parameters that are drawn, world by world.

use crate::batch::RunWorld;
use crate::cli::Failure;
use crate::files::library::{DiskLibrary, RememberingLibrary};
use crate::language::twice::found_in_both;
use crate::scenario;
use crate::scenario::faults::Faults;
use crate::scenario::library::Library;
use crate::scenario::posterior;
use crate::scenario::posterior::Posterior;
use crate::scenario::{Overrides, Scenario};

/// Scenarios as asked for, and the posterior over them if there is one. All faults of all files come at once.
pub(crate) fn read(
    request: &Overrides,
    files: &[String],
    overlay: Option<&String>,
) -> Result<(Vec<Scenario>, Option<Posterior>), Failure> {
    let (mut faults, mut scenarios) = (Faults::default(), Vec::new());
    match in_both_languages(|library| scenario::read(files, request, library)) {
        Ok(read) => scenarios = read,
        Err(found) => found.list().iter().for_each(|fault| faults.add(fault.clone())),
    }
    let posterior = overlay.and_then(|name| laid(name, &mut scenarios, &mut faults));
    Ok(faults.finish((scenarios, posterior))?)
}

/// A posterior laid over scenarios that were read; what is wrong with it, or contradicts it, is added to the
/// faults.
pub(crate) fn laid(name: &str, scenarios: &mut [Scenario], faults: &mut Faults) -> Option<Posterior> {
    let posterior = posterior::read(name, &DiskLibrary, faults)?;
    posterior.lay_over(scenarios, faults);
    Some(posterior)
}

/// Scenarios as they are read, with what is warned of them in both languages: tables of results tell it in
/// English.
pub(crate) fn in_both_languages(
    read: impl Fn(&dyn Library) -> Result<Vec<Scenario>, Faults>,
) -> Result<Vec<Scenario>, Faults> {
    let library = RememberingLibrary::default();
    let warned = |scenario: &Scenario| scenario.warnings.clone();
    found_in_both(|| read(&library), |found| found.iter().flatten().flat_map(warned).collect())
}

/// A way to live in which each world takes its draw, so many worlds for each draw one after another.
pub(crate) fn drawn<'a>(
    posterior: Option<&'a Posterior>,
    worlds: u32,
    live: Box<RunWorld<'a>>,
) -> Box<RunWorld<'a>> {
    match posterior {
        Some(posterior) => Box::new(move |blueprint, seed, replicate, keep| {
            live(&posterior.in_world(blueprint, replicate, worlds), seed, replicate, keep)
        }),
        None => live,
    }
}
