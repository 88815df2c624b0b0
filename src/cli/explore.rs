//! `explore`: one page that holds the model, for a meeting or a lesson.

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
    #[arg(short, long, value_name = "N", default_value_t = 24)]
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
    let text = own_text(arguments, &mut base);
    let file = PendingFile::prepare(&arguments.out, arguments.force.existing())?;
    arguments.showing.warn(&base.warnings);
    let beginning =
        Beginning { base: &base, text, seed: arguments.seed, worlds: arguments.replicates, lang: written() };
    let page = page(&beginning).map_err(|cause| Failure::new(1, said!("the page: {cause}")))?;
    let words = said!("Page: {}\n", escape::path(file.path()));
    file.publish(page.as_bytes())?;
    answer(&words)
}

/// The text of a baseline that is no shipped scenario as it stands; such a one is called by its file, and one
/// that the command line changes by another name.
fn own_text(arguments: &Arguments, base: &mut Scenario) -> Option<String> {
    let changed = arguments.changes != Changes::default();
    if changed {
        base.name = CHANGED.into();
    }
    let shipped = names().any(|name| name == base.name)
        && base.sources.first().is_some_and(|source| source.name == format!("{}.toml", base.name))
        && !PathBuf::from(&arguments.base).is_file();
    (changed || !shipped).then(|| base.resolved())
}
