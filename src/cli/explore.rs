//! `explore`: one page that holds the model, for a meeting or a lesson.

use crate::cli::batch::Flags;
use crate::cli::flags::{Changes, Force, Showing};
use crate::cli::{Failure, answer};
use crate::escape;
use crate::files::write::page::PendingFile;
use crate::language::{said, written};
use crate::report::explorer::page::{Beginning, page};
use crate::scenario::Scenario;
use crate::scenario::library::names;
use crate::study::explore::limits::too_much;
use clap::value_parser;
use std::path::PathBuf;

/// What a baseline is called that is no file as it stands.
const CHANGED: &str = "base";
/// Worlds of a full answer, unless others are asked for: a few seconds in a browser.
const USUAL_WORLDS: u32 = 24;

/// The wish for the page beside a report.
#[derive(clap::Args, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ExplorerBeside {
    /// Put explorer.html into the result folder: the model in a page, which begins with the first scenario
    #[arg(long, conflicts_with = "posterior")]
    pub explorer: bool,
}

impl ExplorerBeside {
    /// As it stands among the arguments that decide a result.
    pub(crate) fn arguments(self) -> impl Iterator<Item = String> {
        self.explorer.then(|| "--explorer".to_string()).into_iter()
    }
}

/// Scenarios as they were named and as they were read.
pub(crate) struct Bases<'a> {
    /// Files, names or sums.
    pub(crate) given: &'a [String],
    /// The scenarios, in that order.
    pub(crate) read: &'a [Scenario],
}

/// Write one offline page that holds the model: move a lever, see what changes
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// The baseline: a scenario file or the name of a built-in scenario
    #[arg(default_value = "z-home")]
    pub base: String,
    /// The page
    #[arg(short, long, value_name = "FILE", default_value = "explorer.html")]
    pub out: PathBuf,
    /// Seed of the random worlds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Random worlds of a full answer
    #[arg(short, long, value_name = "N", default_value_t = USUAL_WORLDS)]
    #[arg(value_parser = value_parser!(u32).range(2..=200))]
    pub replicates: u32,
    #[command(flatten)]
    /// What is changed in the baseline.
    pub changes: Changes,
    #[command(flatten)]
    /// Leave to replace a file.
    pub force: Force,
    #[command(flatten)]
    /// What is shown on stderr.
    pub showing: Showing,
}

/// Read the baseline, write the page.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let scenarios = arguments.changes.read(std::slice::from_ref(&arguments.base))?;
    let Some(mut base) = scenarios.into_iter().next() else { return Ok(()) };
    if let Some(why) = too_much(&base) {
        return Err(Failure::new(3, why));
    }
    let text = own_text(&arguments.changes, &arguments.base, &mut base);
    let file = PendingFile::prepare(&arguments.out, arguments.force.existing())?;
    arguments.showing.warn(&base.warnings);
    let page = explorer(&base, text, (arguments.seed, arguments.replicates))?;
    let words = said!("Page: {}\n", escape::path(file.path()));
    file.publish(page.as_bytes())?;
    answer(&words)
}

/// The page that begins with a baseline and its own text, with a seed and so many worlds of a full answer.
fn explorer(base: &Scenario, text: Option<String>, worlds: (u64, u32)) -> Result<String, Failure> {
    let beginning = Beginning { base, text, seed: worlds.0, worlds: worlds.1, lang: written() };
    page(&beginning).map_err(|cause| Failure::new(1, said!("the page: {cause}")))
}

/// The page that another command puts into its result folder, of its first scenario and its first worlds, at
/// most as many as a page lives in a few seconds; nothing unless it is asked for. What a page cannot hold is
/// refused before anything is computed.
pub(crate) fn beside(wish: ExplorerBeside, of: &Flags, bases: &Bases) -> Result<Option<Vec<u8>>, Failure> {
    let Some(base) = bases.read.first().filter(|_| wish.explorer) else { return Ok(None) };
    if of.wish().is_none() {
        return Err(Failure::new(2, said!("--explorer needs a result folder; name one with -o DIR")));
    }
    if let Some(why) = too_much(base) {
        return Err(Failure::new(3, why));
    }
    let (worlds, given) = (&of.worlds, bases.given.first().map_or("", String::as_str));
    let mut base = base.clone();
    let text = own_text(&worlds.changes, given, &mut base);
    let lived = worlds.replicates.clamp(2, USUAL_WORLDS);
    explorer(&base, text, (worlds.computing.seed, lived)).map(|page| Some(page.into_bytes()))
}

/// The text of a baseline that is no shipped scenario as it stands; such a one is called by its file, and one
/// that the command line changes by another name.
fn own_text(changes: &Changes, given: &str, base: &mut Scenario) -> Option<String> {
    let changed = *changes != Changes::default();
    if changed {
        base.name = CHANGED.into();
    }
    let shipped = names().any(|name| name == base.name)
        && base.sources.first().is_some_and(|source| source.name == format!("{}.toml", base.name))
        && !PathBuf::from(given).is_file();
    (changed || !shipped).then(|| base.resolved())
}
