//! What a binding asks for, and how it looks on.

use crate::batch::RunWorld;
use crate::batch::forks::{self, Forks};
use crate::cli::batch::Flags;
use crate::cli::flags::{self, Changes, Computing, Destination, Display, Showing, Stopper};
use crate::files::library::DiskLibrary;
use crate::scenario::reference::Reference;
use crate::scenario::{Overrides, Scenario};
use crate::stop::Interruption;
use crate::world::observer::{Observer, Phase};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicU64};

/// A scenario as it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioAsked {
    /// In the words of the command line: a file, a built-in name, a sum, a what-if.
    Argument(String),
    /// The same in parts.
    Parts {
        /// Files and built-in names whose sum it is.
        parts: Vec<String>,
        /// What is set in it, as `path=value`.
        sets: Vec<String>,
        /// A name of its own.
        called: Option<String>,
    },
}

impl ScenarioAsked {
    /// In the words of the command line.
    pub(super) fn words(&self) -> String {
        match self {
            ScenarioAsked::Argument(words) => words.clone(),
            ScenarioAsked::Parts { parts, sets, .. } => {
                [parts.join("+")].into_iter().chain(sets.iter().cloned()).collect::<Vec<_>>().join(":")
            }
        }
    }

    pub(super) fn reference(&self) -> Reference {
        match self {
            ScenarioAsked::Argument(words) => Reference::read(words, &DiskLibrary),
            ScenarioAsked::Parts { parts, sets, called } => {
                Reference { parts: parts.clone(), sets: sets.clone(), called: called.clone() }
            }
        }
    }
}

/// Random worlds, and what is set in all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorldsAsked {
    /// As `--set`.
    pub sets: Vec<String>,
    /// As `--weeks`.
    pub weeks: Option<i64>,
    /// Seed of all.
    pub seed: u64,
    /// How many for each scenario.
    pub replicates: u32,
    /// Threads; none for one on each core.
    pub threads: Option<u32>,
}

impl WorldsAsked {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { sets: self.sets.clone(), weeks: self.weeks }
    }
}

/// A batch as it is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchAsked {
    /// The scenarios.
    pub scenarios: Vec<ScenarioAsked>,
    /// The worlds.
    pub worlds: WorldsAsked,
    /// As `--tables`; all when empty.
    pub tables: Vec<String>,
    /// As `--measures`; all when empty.
    pub measures: Vec<String>,
    /// As `--sample`: so many residents of each world, one by one.
    pub sample: Option<u32>,
    /// The result folder, which must not be there yet.
    pub folder: PathBuf,
}

impl BatchAsked {
    pub(super) fn flags(&self, watch: &BatchWatch) -> Flags {
        let WorldsAsked { sets, weeks, seed, replicates, threads } = self.worlds.clone();
        Flags {
            worlds: flags::Worlds {
                replicates,
                computing: Computing { seed, wanted_threads: threads },
                changes: Changes { sets, weeks },
                no_fork: false,
            },
            destination: Destination {
                out: Some(self.folder.clone()),
                no_report: true,
                ..Default::default()
            },
            display: Display { showing: Showing { quiet: true, ..Default::default() }, ..Default::default() },
            stopper: Stopper(Some(watch.stop.clone())),
        }
    }

    pub(super) fn words(&self) -> Vec<String> {
        self.scenarios.iter().map(ScenarioAsked::words).collect()
    }
}

/// What is seen of a batch from another thread, and how it is stopped.
#[derive(Clone, Debug, Default)]
pub struct BatchWatch {
    /// Raised to stop: also inside a run.
    pub stop: Arc<AtomicBool>,
    /// Runs that were lived.
    pub lived: Arc<AtomicU64>,
    /// Runs that are asked for; 0 until the scenarios are read.
    pub all: Arc<AtomicU64>,
}

/// Whoever asked to stop waits for no run to end.
impl Observer for BatchWatch {
    fn phase<T>(&self, _: Phase, work: impl FnOnce() -> T) -> T {
        if self.stop.load(Relaxed) {
            resume_unwind(Box::new(Interruption));
        }
        work()
    }
}

impl BatchWatch {
    /// How scenarios are lived under its eyes.
    pub(super) fn living<'a>(&'a self, scenarios: &'a [Scenario]) -> Box<RunWorld<'a>> {
        let forks = Forks::plan(scenarios.iter().map(|s| &s.blueprint).collect(), forks::ROOM);
        Box::new(move |blueprint, seed, replicate, keep| {
            let run = forks.run(blueprint, seed, replicate, keep, self);
            self.lived.fetch_add(1, Relaxed);
            run
        })
    }
}
