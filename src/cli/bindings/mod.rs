//! What bindings to other languages call: commands of the program without a terminal, signals or words on
//! stderr. Several batches may run at the same time, and each is stopped by its own flag.
//!
//! - What is asked for, and how is it watched and stopped? → `asked.rs`

mod asked;

use crate::cli::batch::BatchOrder;
pub use crate::cli::bindings::asked::{BatchAsked, BatchWatch, ScenarioAsked, WorldsAsked};
use crate::cli::compare as comparing;
use crate::cli::goals::wanted;
use crate::cli::knowledge::{self, DrawFlags, KnowledgeFlags};
use crate::cli::memory::{self, Demand};
use crate::cli::share::{BatchShare, Contents, layout_of_run};
use crate::cli::{
    Failure, last_panic, levers as of_levers, lived, outputs, quiet_panics, run as running, shortage,
};
use crate::columns::Shortage;
use crate::files::library::DiskLibrary;
use crate::language::{said, term};
use crate::measure::window::over;
use crate::report::answers::compare_json;
use crate::report::answers::run::as_json;
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::reference::Reference;
use crate::scenario::{self, Overrides, Scenario};
use crate::simulation::Retain;
use crate::stop::Interruption;
use crate::study::compare::{jobs, with_twin};
use crate::study::run::merged::merged;
use crate::world::World;
use crate::world::record::{MEASURES, Record};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::Relaxed;

/// Why nothing came of it.
#[derive(Debug)]
pub enum Refused {
    /// What is wrong with the scenarios.
    Faults(Faults),
    /// Anything else, with the exit code that the program would end with.
    Failed {
        /// The exit code.
        code: u8,
        /// Why, in words.
        message: String,
    },
}

impl From<Faults> for Refused {
    fn from(faults: Faults) -> Refused {
        Refused::Faults(faults)
    }
}

impl From<Failure> for Refused {
    fn from(Failure { code, message }: Failure) -> Refused {
        let words = message.trim_end();
        Refused::Failed { code, message: words.strip_prefix("error: ").unwrap_or(words).into() }
    }
}

/// What came of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The answer as `--json` gives it.
    pub json: Value,
    /// What to know before trusting it.
    pub warnings: Vec<String>,
}

/// Do some work; a fault of the program becomes words.
///
/// # Errors
/// Why nothing came of it.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    quiet_panics();
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let (code, message) = match cause {
            cause if cause.is::<Interruption>() => (130, "interrupted".into()),
            cause if cause.is::<Shortage>() => (1, shortage(&*cause)),
            _ => (1, said!("a fault of this program, please report it: {}", last_panic())),
        };
        Err(Refused::Failed { code, message })
    })
}

/// Live scenarios in many random worlds, as `run` does, and write the result folder.
///
/// # Errors
/// Everything that is wrong with the scenarios, or why the batch broke off.
pub fn run(asked: &BatchAsked, watch: &BatchWatch) -> Result<Answered, Refused> {
    let scenarios = read(&asked.scenarios, &asked.worlds.overrides())?;
    let flags = asked.flags(watch);
    let (tables, measures) = (asked.tables.clone(), asked.measures.clone());
    let contents = Contents { tables, measures, sample: asked.sample, ..Contents::default() };
    contents.check_sample(&scenarios, flags.wish())?;
    argument(contents.sound())?;
    let layout = layout_of_run(&contents, flags.worlds.replicates, &flags.destination, &scenarios)?;
    let words = running::Arguments { files: asked.words(), flags, contents, ..Default::default() };
    let (flags, request, share) = (&words.flags, words.request(), BatchShare::default());
    let order =
        BatchOrder { flags, share: &share, layout: &layout, request: &request, clock: None, explorer: None };
    watch.all.store(order.jobs(&scenarios).count() as u64, Relaxed);
    let done = lived::batch(&order, &scenarios, &watch.living(&scenarios))?;
    let json = as_json(&request, &scenarios, &done.answers, &done.warnings, done.folder.as_deref());
    let left_out = layout.left_out().map(|warning| warning.to_string());
    let warnings = left_out.into_iter().chain(merged(&done.warnings)).collect();
    Ok(Answered { json, warnings })
}

/// A name that is none is a wrong argument of a call, and no fault of a scenario.
fn argument<T>(read: Result<T, Failure>) -> Result<T, Failure> {
    read.map_err(|why| Failure { code: 2, ..why })
}

/// Compare scenarios with the first of them, as `compare` does, and write the result folder. So many
/// plausible draws are lived beside random worlds: 0 for chance only, `None` for as many as a minute allows.
///
/// # Errors
/// Everything that is wrong with the scenarios, or why the batch broke off.
pub fn compare(
    asked: &BatchAsked,
    measure: &str,
    draws: Option<u32>,
    watch: &BatchWatch,
) -> Result<Answered, Refused> {
    let measured = argument(wanted(measure))?;
    if draws == Some(1) {
        let message =
            term("one draw tells nothing of what is known: 0 for chance only, or at least 2").into();
        return Err(Refused::Failed { code: 2, message });
    }
    let scenarios = read(&asked.scenarios, &asked.worlds.overrides())?;
    let words = asked.words();
    let arguments = comparing::Arguments {
        base: words.first().cloned().unwrap_or_default(),
        files: words.into_iter().skip(1).collect(),
        measure: measure.into(),
        knowledge: KnowledgeFlags {
            chance_only: draws == Some(0),
            from: DrawFlags { draws: draws.filter(|draws| *draws > 0), ..Default::default() },
            ..Default::default()
        },
        flags: asked.flags(watch),
        ..Default::default()
    };
    let runs = with_twin(&scenarios);
    let plan = arguments.flags.plan(Retain::default());
    watch.all.store(jobs(&runs, &plan, 1).count() as u64, Relaxed);
    let live = watch.living(&runs[..scenarios.len()]);
    let done = comparing::compare(&arguments, &runs, measured, &live, None)?;
    let request = arguments.request();
    let shown = &done.comparison;
    let mut json =
        compare_json::as_json(shown, &request, &scenarios, done.worlds, &done.warnings, &done.splits);
    knowledge::add_json(&mut json, done.known.as_ref(), shown);
    Ok(Answered { json, warnings: done.warnings })
}

/// A scenario whose world is to be lived step by step, if there is room for it.
///
/// # Errors
/// Everything that is wrong with it.
pub fn world(asked: &ScenarioAsked, worlds: &WorldsAsked) -> Result<Scenario, Refused> {
    let mut scenarios = read(std::slice::from_ref(asked), &worlds.overrides())?;
    memory::check(&scenarios, Demand { replicates: 1, threads: 1, worlds_each: 1, sample: 0 })?;
    Ok(scenarios.remove(0))
}

/// Every measure in the last week of a world, in the order of all measures: of one community, or of all
/// together.
pub fn week_values(world: &World, community: Option<u32>) -> Vec<Option<f64>> {
    let records: Vec<Record> = world.records().cloned().collect();
    let week = world.week();
    MEASURES.iter().map(|measure| over(measure, &records, &(week..=week), community).value()).collect()
}

/// The levers as `levers --json` tells them.
pub fn levers() -> Value {
    of_levers::all()
}

/// The measures as `outputs --json` tells them.
pub fn measures() -> Value {
    outputs::all()
}

fn read(asked: &[ScenarioAsked], request: &Overrides) -> Result<Vec<Scenario>, Faults> {
    let mut faults = Faults::default();
    if asked.is_empty() {
        faults.add(Fault::without_place("scenarios", term("there is none")));
    }
    let named: Vec<(String, Reference)> = asked.iter().map(|one| (one.words(), one.reference())).collect();
    let scenarios = scenario::read_references(&named, request, &DiskLibrary, &mut faults);
    faults.finish(scenarios)
}
