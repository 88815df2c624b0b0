//! `--reuse`: runs that another batch has lived already are taken from its folder, or from its journal where
//! it was stopped.

use crate::batch::Stopped;
use crate::cli::Failure;
use crate::cli::batch::{BatchOrder, Packed};
use crate::files::journal::{Journal, RunKey, run_key, scenario_key};
use crate::files::read::again::again;
use crate::files::read::intact_folder;
use crate::files::reuse::{FinishedRun, FinishedRuns, lacking};
use crate::language::{said, term};
use crate::study::run::summary::Figures;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::Ordering::Relaxed;

/// Take what other batches have lived of the runs that are wanted into the journal; how many there were. A
/// damaged folder or one of another version is refused before any run is taken from it.
pub(super) fn take(
    order: &BatchOrder,
    mut wanted: BTreeSet<RunKey>,
    journal: &mut Journal,
) -> Result<(), Failure> {
    for place in &order.share.reuse {
        let all = wanted.len();
        if place.is_dir() {
            of_folder(order, place, &mut wanted, journal)?;
        } else {
            of_journal(order, place, &mut wanted, journal)?;
        }
        let (found, place) = (all - wanted.len(), place.display());
        order.flags.display.showing.note(&said!("{found} of {all} runs are taken from {place}"));
    }
    Ok(())
}

fn of_folder(
    order: &BatchOrder,
    folder: &Path,
    wanted: &mut BTreeSet<RunKey>,
    journal: &mut Journal,
) -> Result<(), Failure> {
    let manifest = intact_folder(folder)?;
    let refused =
        |why: &str| Failure::new(3, said!("{}: nothing can be reused of it: {why}", folder.display()));
    let command = &manifest.request.command;
    if !["run", "sweep"].contains(&command.as_str()) {
        return Err(refused(&said!("it is of `{command}`")));
    }
    let before = again(folder, manifest)?.map_err(|why| refused(&why))?;
    if let Some(why) = lacking(&before.layout, order.layout) {
        order.flags.display.showing.warn([said!("{}: nothing can be reused of it: {why}", folder.display())]);
        return Ok(());
    }
    let words = order.layout.words();
    let keys = before.scenarios.iter().map(|one| (one.name.clone(), scenario_key(one, &[words.as_bytes()])));
    let keys: BTreeMap<String, RunKey> = keys.collect();
    let mut runs = FinishedRuns::open(folder, order.layout)?;
    while let Some(run) = runs.next()? {
        if order.flags.stopper.flag().load(Relaxed) {
            return Err(Stopped::Cancelled.into());
        }
        let Some(scenario) = keys.get(&run.scenario) else { continue };
        let key = run_key(scenario, before.seed, run.replicate);
        if wanted.remove(&key) {
            journal.append(key, &content(run)?)?;
        }
    }
    Ok(())
}

/// A run as it stands in a journal.
fn content(run: FinishedRun) -> Result<Vec<u8>, Failure> {
    let FinishedRun { pages, windows, .. } = run;
    let figures = Figures::told(pages.signs, |wanted, measure| {
        let mut all = windows.iter();
        all.find(|(window, one, _)| *window == wanted && one.name == measure.name).map(|(.., value)| *value)
    });
    let packed = Packed { figures, pages: Some(pages) };
    postcard::to_stdvec(&packed).map_err(|cause| Failure::new(1, cause.to_string()))
}

/// The journal of a batch that was stopped, or that still runs: it is read and left as it is.
fn of_journal(
    order: &BatchOrder,
    place: &Path,
    wanted: &mut BTreeSet<RunKey>,
    journal: &mut Journal,
) -> Result<(), Failure> {
    let beside = Journal::place(place);
    let path = if place.is_file() { place } else { &beside };
    if !path.is_file() {
        let why = term("there is neither a result folder nor a journal of finished runs");
        return Err(Failure::new(3, format!("{}: {why}", place.display())));
    }
    let mut other = Journal::to_read(path)?;
    if other.damaged > 0 {
        let (bytes, path) = (other.damaged, path.display());
        let words = said!("{bytes} bytes of {path} are damaged and not used");
        order.flags.display.showing.warn([words]);
    }
    let there: Vec<RunKey> = wanted.iter().filter(|key| other.has(key)).copied().collect();
    for key in there {
        if let Some(content) = other.read(&key)? {
            journal.append(key, &content)?;
            wanted.remove(&key);
        }
    }
    Ok(())
}
