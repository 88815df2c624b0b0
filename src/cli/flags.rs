//! Flags that several commands share, in groups: a command names the groups that it takes.

use crate::cli::memory::Demand;
use crate::cli::overlay::in_both_languages;
use crate::cli::progress::{Mode, say};
use crate::cli::{Failure, interrupt};
use crate::escape;
use crate::files::write::page::{Existing, PendingFile};
use crate::language::said;
use crate::scenario;
use crate::scenario::{Overrides, Scenario};
use clap::{Args, value_parser};
use std::fmt::Display as Words;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What the command line changes in every scenario.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Changes {
    /// Set a value in every scenario, for example levers.funding.grant=300000 (repeatable)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub sets: Vec<String>,
    /// Weeks to simulate instead of those of the scenarios
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub weeks: Option<i64>,
}

impl Changes {
    /// As the reader of scenarios wants them.
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides { sets: self.sets.clone(), weeks: self.weeks }
    }

    /// Read scenarios with them. All faults of all files come at once.
    pub(crate) fn read(&self, files: &[String]) -> Result<Vec<Scenario>, Failure> {
        Ok(in_both_languages(|library| scenario::read(files, &self.overrides(), library))?)
    }

    /// As they stand among the arguments that decide a result.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let weeks = self.weeks.map(|weeks| format!("--weeks={weeks}"));
        weeks.into_iter().chain(self.sets.iter().map(|set| format!("--set={set}")))
    }
}

/// What is drawn, and on how many threads.
#[derive(Args, Clone, Debug, PartialEq)]
pub(crate) struct Computing {
    /// Seed of the random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads [default: all cores]
    #[arg(short = 'j', long = "threads", value_name = "N", value_parser = value_parser!(u32).range(1..=4096))]
    pub wanted_threads: Option<u32>,
}

impl Default for Computing {
    fn default() -> Computing {
        Computing { seed: 1, wanted_threads: None }
    }
}

impl Computing {
    /// How many threads; 0 for all cores.
    pub(crate) fn threads(&self) -> usize {
        self.wanted_threads.unwrap_or(0) as usize
    }

    /// What so many runs of each scenario need of the machine.
    pub(crate) fn demand(&self, replicates: u32) -> Demand {
        Demand { replicates, threads: self.threads(), worlds_each: 1, sample: 0 }
    }
}

/// Which random worlds are lived, and how.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Worlds {
    /// Random worlds per scenario
    #[arg(short, long, value_name = "N", default_value_t = 20, value_parser = value_parser!(u32).range(1..))]
    pub replicates: u32,
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub changes: Changes,
    /// Live each scenario from its start, also the weeks that it shares with others (slower; the same result)
    #[arg(long)]
    pub no_fork: bool,
}

impl Worlds {
    /// What they need of the machine.
    pub(crate) fn demand(&self) -> Demand {
        self.computing.demand(self.replicates)
    }
}

/// Where a result folder goes, and what is in it.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Destination {
    /// Result folder [default: results/<n>, the next free number]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace DIR if it is a result folder of this program
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Leave ledger.csv out (it is the largest file)
    #[arg(long)]
    pub no_ledger: bool,
    /// Leave neither report.html nor index.html in the result folder
    #[arg(long)]
    pub no_report: bool,
}

/// Leave to replace what stands in the place of a file.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Force {
    /// Replace files that exist
    #[arg(long)]
    pub force: bool,
}

impl Force {
    /// What becomes of a file that stands there already.
    pub(crate) fn existing(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Refuse }
    }
}

/// A page that is written to a file instead of stdout.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct PageFile {
    /// Write the page there; a name that ends in .html makes it a page with pictures [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "out")]
    pub force: bool,
}

impl PageFile {
    /// Whether the page is one with pictures.
    pub(crate) fn pictured(&self) -> bool {
        let ending = self.out.as_deref().and_then(Path::extension);
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("html"))
    }

    fn existing(&self) -> Existing {
        Force { force: self.force }.existing()
    }

    /// Settle the place of the file, if one is wanted; before anything is computed.
    pub(crate) fn begin(&self) -> Result<Option<PendingFile>, Failure> {
        let begin = |path| PendingFile::prepare(path, self.existing());
        Ok(self.out.as_deref().map(begin).transpose()?)
    }
}

/// Write a page; what to answer about it, or nothing when no file was wanted.
pub(crate) fn write_page(page: Option<PendingFile>, text: &str) -> Result<Option<String>, Failure> {
    let Some(page) = page else { return Ok(None) };
    let said = said!("Page: {}\n", escape::path(page.path()));
    page.publish(text.as_bytes())?;
    Ok(Some(said))
}

/// What is shown on stderr while the work goes on.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Showing {
    /// How to show progress on stderr
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Mode::Auto)]
    pub progress: Mode,
    /// Neither progress nor warnings
    #[arg(short, long)]
    pub quiet: bool,
}

impl Showing {
    /// How progress is shown.
    pub(crate) fn mode(&self) -> Mode {
        if self.quiet { Mode::None } else { self.progress }
    }

    /// Say what happens, unless nothing is to be said.
    pub(crate) fn note(&self, words: &str) {
        if !self.quiet {
            say(words);
        }
    }

    /// Say what the user should know, unless nothing is to be said.
    pub(crate) fn warn<W: Words>(&self, warnings: impl IntoIterator<Item = W>) {
        if !self.quiet {
            warnings.into_iter().for_each(|warning| say(&said!("warning: {warning}")));
        }
    }
}

/// What is said, and in which form.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Display {
    #[command(flatten)]
    pub showing: Showing,
    /// Say more on stderr
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Machine-readable answer on stdout and nothing else there; without -o no folder is written
    #[arg(long)]
    pub json: bool,
}

/// Who may ask a batch to stop: the user with Ctrl-C, or the program that holds this one and runs several
/// batches at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stopper(pub Option<Arc<AtomicBool>>);

impl Stopper {
    /// Raised when the batch is to stop.
    pub(crate) fn flag(&self) -> &AtomicBool {
        self.0.as_deref().unwrap_or_else(|| interrupt::flag())
    }
}

/// Who may stop a batch makes no difference to what it computes.
impl PartialEq for Stopper {
    fn eq(&self, _: &Stopper) -> bool {
        true
    }
}
