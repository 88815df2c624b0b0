//! `--timings`: where the time of a batch went. The only clock of the program; the model tells it what begins
//! and ends.

use crate::batch::RunWorld;
use crate::batch::forks;
use crate::batch::forks::Forks;
use crate::cli::flags::Worlds;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::simulation::run_observed;
use crate::world::observer::{Observer, Phase};
use std::fmt::Write;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

/// What is timed, in the order of the table: the phases of the model, then packing and writing.
const NAMES: [&str; 8] = [
    "founding",
    "residents' first pass",
    "admission",
    "second pass",
    "institutions",
    "recording",
    "packing",
    "writing",
];

/// Work outside the model.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Errand {
    /// Figures and rows are made of a run.
    Packing = 6,
    /// The folder is written.
    Writing = 7,
}

/// A stopwatch for all threads: nanoseconds by phase, and resident-weeks lived.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    spent: [AtomicU64; NAMES.len()],
    lived: AtomicU64,
}

impl Observer for Clock {
    fn phase<T>(&self, phase: Phase, work: impl FnOnce() -> T) -> T {
        let row = match phase {
            Phase::Founding => 0,
            Phase::FirstPass => 1,
            Phase::Admission => 2,
            Phase::SecondPass => 3,
            Phase::Institutions => 4,
            Phase::Recording => 5,
        };
        self.time(row, work)
    }

    fn residents_done(&self, residents: u64) {
        self.lived.fetch_add(residents, Relaxed);
    }
}

impl Clock {
    // How long the work takes is what is asked for here, and no result depends on it.
    #[allow(clippy::disallowed_methods)]
    fn time<T>(&self, row: usize, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = work();
        let spent = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.spent[row].fetch_add(spent, Relaxed);
        done
    }

    /// The table: seconds over all threads, share of their sum, nanoseconds for a resident's week.
    pub(crate) fn table(&self) -> String {
        let spent = self.spent.each_ref().map(|row| row.load(Relaxed) as f64);
        let (sum, weeks) = (spent.iter().sum::<f64>(), self.lived.load(Relaxed) as f64);
        let mut text = format!(
            "{:22}{:>12}{:>9}{:>18}\n",
            "summed over threads", "seconds", "share", "ns/resident-week"
        );
        let rows = NAMES.into_iter().zip(spent).chain([("all", sum)]);
        for (name, ns) in rows {
            let (share, each) = (100.0 * ns / sum.max(1.0), ns / weeks.max(1.0));
            // Writing into memory does not fail.
            let _ = writeln!(text, "{name:22}{:>12.3}{share:>8.1}%{each:>18.3}", ns / 1e9);
        }
        text + &format!("{weeks:.0} resident-weeks lived")
    }
}

/// Do some work, on the clock if there is one.
pub(crate) fn timed<T>(clock: Option<&Clock>, errand: Errand, work: impl FnOnce() -> T) -> T {
    match clock {
        Some(clock) => clock.time(errand as usize, work),
        None => work(),
    }
}

/// Whether weeks that scenarios share are lived once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beginnings {
    /// Scenarios fork from one another where they part.
    Shared,
    /// Each scenario is lived from its start.
    Own,
}

impl Beginnings {
    /// As the flags say. Worlds with drawn parameters are no longer those that scenarios fork from.
    pub(crate) fn of(worlds: &Worlds, posterior: Option<&Posterior>) -> Beginnings {
        if worlds.no_fork || posterior.is_some() { Beginnings::Own } else { Beginnings::Shared }
    }
}

/// How the scenarios of a batch are lived: forked from one another or each from its start, on the clock or
/// not.
pub(crate) fn living<'a>(
    scenarios: &'a [Scenario],
    beginnings: Beginnings,
    clock: Option<&'a Clock>,
) -> Box<RunWorld<'a>> {
    let plan = || Forks::plan(scenarios.iter().map(|s| &s.blueprint).collect(), forks::ROOM);
    match ((beginnings == Beginnings::Shared).then(plan), clock) {
        (Some(forks), Some(clock)) => {
            Box::new(move |b, seed, replicate, keep| forks.run(b, seed, replicate, keep, clock))
        }
        (Some(forks), None) => {
            Box::new(move |b, seed, replicate, keep| forks.run(b, seed, replicate, keep, &()))
        }
        (None, Some(clock)) => {
            Box::new(move |b, seed, replicate, keep| run_observed(b, seed, replicate, keep, clock))
        }
        (None, None) => Box::new(crate::simulation::run),
    }
}
