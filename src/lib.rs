//! `commonroom`: a simulator of community governance. A scenario is read, a world is founded from it and
//! advances week by week, and measures say what came of it.
//!
//! ```
//! use commonroom::{Embedded, Overrides, Retain, Values, Window, measure, read, simulate};
//!
//! let small = Overrides { sets: vec!["residents.population=500".into()], weeks: Some(104) };
//! let scenario = read(&["z-home".into()], &small, &Embedded)?.remove(0);
//! let run = simulate(&scenario.blueprint, 1, 1, Retain::default());
//! let participation = measure("participation").expect("a measure of that name");
//! let share = Values::of(&scenario.blueprint, &run).get(Window::LastYear, participation);
//! println!("{:.1}% of adults took part in an average week of the last year", 100.0 * share.unwrap_or(0.0));
//! # assert!(share.is_some_and(|share| share > 0.0 && share < 1.0));
//! # Ok::<(), commonroom::Faults>(())
//! ```
//!
//! `examples/sweep.rs` tries a lever at several values in the same random worlds; `examples/policy.rs`
//! changes levers week by week by what the world shows.
//!
//! The modules stand in the order of the arrows: each may use those above it.

// Without the command line much of the crate has no caller yet: the library alone is a smaller program.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

mod language;
mod units;
mod escape;
mod stop;
mod columns;
mod parallel;
mod random;
mod settings;
mod stats;
mod levers;
mod world;
mod scenario;
mod simulation;
mod batch;
mod measure;
mod study;
mod files;
mod report;
#[cfg(feature = "cli")]
mod cli;

pub use crate::files::library::DiskLibrary;
pub use crate::levers::Levers;
pub use crate::measure::values::Values;
pub use crate::measure::window::Window;
pub use crate::scenario::faults::{Fault, Faults};
pub use crate::scenario::library::{Embedded, InMemory, Library};
pub use crate::scenario::{Overrides, Scenario, read};
pub use crate::simulation::{Retain, Trajectory, run as simulate};
pub use crate::stats::paired::{Paired, compare as compare_paired};
pub use crate::units::Week;
pub use crate::world::World;
pub use crate::world::blueprint::{Blueprint, Settings};
pub use crate::world::observer::{Observer, Phase};
pub use crate::world::record::{Better, Combine, MEASURES, Measure, Record, measure};
pub use crate::world::week::advance;

#[cfg(feature = "cli")]
pub use crate::cli::run as command_line;

/// What the benchmarks and the programs that check this one need of the inside. Not for use: it changes
/// without notice.
#[doc(hidden)]
pub mod internals {
    pub use crate::batch::replicates::run as run_replicates;
    pub use crate::batch::{Job, Outcome, Plan, Sink, Stopped};
    pub use crate::files::folder::{FolderRequest, PendingFolder};
    pub use crate::files::manifest::Request;
    pub use crate::files::pack::{Pages, pack};
    pub use crate::files::write::results::Results;
    pub use crate::parallel::on as on_threads;
    pub use crate::random::{philox4x32, uniform};
    pub use crate::report::answers::story_residents::unchecked as residents_of_unchecked_folder;
    pub use crate::report::explorer::Explorer;
    pub use crate::report::page::of_folder::unchecked as report_of_unchecked_folder;
    pub use crate::report::text::events::english;
    pub use crate::scenario::posterior::drawn_worlds;
    pub use crate::simulation::History;
    pub use crate::world::agents::residents::block::{Block, LANES, kind, state};
    pub use crate::world::agents::residents::talk::{Channel, channel};
    pub use crate::world::agents::residents::week::Residents;
    pub use crate::world::agents::residents::{ResidentRules, affairs};
    pub use crate::world::exchange::Offer;
}

/// What bindings to other languages call (`python/`): commands of the program without a terminal. Not for
/// other use: it changes with them.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod bindings {
    pub use crate::cli::bindings::{
        Answered, BatchAsked, BatchWatch, Refused, ScenarioAsked, WorldsAsked, compare, guarded, levers,
        measures, run, week_values, world,
    };
}

#[cfg(test)]
#[path = "../tests/inside/mod.rs"]
mod inside;
