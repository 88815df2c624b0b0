//! `explore`: one page that holds the model, for a meeting or a lesson.

use crate::cli::batch::Flags;
use crate::cli::draws::WhichDraws;
use crate::cli::failure::together;
use crate::cli::flags::{Changes, Force, Showing};
use crate::cli::knowledge::KnowledgeFlags;
use crate::cli::slurm::quoted_where_needed;
use crate::cli::{Failure, answer};
use crate::escape;
use crate::files::library::DiskLibrary;
use crate::files::write::page::PendingFile;
use crate::language::{said, written};
use crate::report::explorer::page::{Beginning, page};
use crate::report::explorer::unknown::DrawsGiven;
use crate::scenario::library::{Embedded, InMemory, Library, names};
use crate::scenario::posterior::Posterior;
use crate::scenario::{self, Overrides, Scenario};
use crate::study::explore::limits::too_much;
use crate::study::plausible::effects::WORLDS;
use clap::value_parser;
use std::path::PathBuf;

/// What a baseline is called that is no file as it stands.
const CHANGED: &str = "base";
/// The shipped scenario that every package extends.
const GROUND: &str = "z-home";
/// Standard input, as a file is named.
const STDIN: &str = "-";
/// Worlds of a full answer, unless others are asked for: a few seconds in a browser.
const USUAL_WORLDS: u32 = 24;
/// Draws that a page holds, unless others are asked for: some ten seconds more in a browser.
const USUAL_DRAWS: u32 = 40;

/// The wish for the page beside a report.
#[derive(clap::Args, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ExplorerBeside {
    /// Put explorer.html into the result folder: the model in a page, which begins with the first scenario
    #[arg(long)]
    pub explorer: bool,
}

impl ExplorerBeside {
    /// As it stands among the arguments that decide a result.
    pub(crate) fn arguments(self) -> impl Iterator<Item = String> {
        self.explorer.then(|| "--explorer".to_string()).into_iter()
    }
}

/// Scenarios as they were named and as they were read, and what is not known of them.
pub(crate) struct Bases<'a> {
    /// Files, names or sums.
    pub(crate) given: &'a [String],
    /// The scenarios, in that order.
    pub(crate) read: &'a [Scenario],
    /// Which draws the command beside takes.
    pub(crate) unknown: UnknownFlags,
    /// Draws of a calibration of one's own, and worlds of each of these.
    pub(crate) own: (Option<&'a Posterior>, u32),
}

/// What is not known, and how a page holds it.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct UnknownFlags {
    /// Plausible draws that the page holds [default: 40]
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(2..=1_000))]
    pub draws: Option<u32>,
    #[command(flatten)]
    pub which: WhichDraws,
    /// Tell chance between worlds only, and leave out what is not known of residents and institutions
    #[arg(long, conflicts_with_all = ["draws", "plausible", "posterior"])]
    pub chance_only: bool,
}

impl UnknownFlags {
    /// As a command has them that puts a page beside its report, with at most as many draws as a page lives
    /// in a few seconds.
    pub(crate) fn of(asked: &KnowledgeFlags) -> UnknownFlags {
        let draws = asked.from.draws.map(|some| some.min(USUAL_DRAWS));
        UnknownFlags { draws, which: asked.from.which.clone(), chance_only: asked.chance_only }
    }

    /// As a command says them that gives the same numbers, with so many draws.
    fn said(&self, draws: Option<&DrawsGiven>) -> String {
        let Some(DrawsGiven { draws, per_draw, .. }) = draws else { return "--chance-only".into() };
        let WhichDraws { plausible, posterior } = &self.which;
        let file = plausible
            .as_ref()
            .map(|path| format!(" --plausible {}", quoted_where_needed(&path.to_string_lossy())));
        let each = if *per_draw == WORLDS { String::new() } else { format!(" --worlds-per-draw {per_draw}") };
        let own = posterior.as_ref().map(|path| format!(" --posterior {}{each}", quoted_where_needed(path)));
        format!("--draws {}{}", draws.len(), file.or(own).unwrap_or_default())
    }

    /// The draws of a page of so many worlds, so many of each draw of one's own; `None` where only chance is
    /// told.
    fn given(
        &self,
        own: Option<&Posterior>,
        showing: &Showing,
        (worlds, per_draw): (u32, u32),
    ) -> Result<Option<DrawsGiven>, Failure> {
        if self.chance_only {
            return Ok(None);
        }
        let (all, why) = self.which.found(own)?;
        showing.warn(&why);
        let Some(all) = all else { return Ok(None) };
        let (there, some) = (all.draws.len(), all.evenly(self.draws.unwrap_or(USUAL_DRAWS) as usize));
        let taken = worlds.div_ceil(per_draw) as usize;
        let first = own.map_or_else(Vec::new, |own| own.draws.iter().take(taken).cloned().collect());
        let (paths, draws) = (some.paths, some.draws);
        Ok(Some(DrawsGiven { paths, draws, there, own: own.is_some(), first, per_draw }))
    }
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
    /// What is not known.
    pub unknown: UnknownFlags,
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
    let (asked, unknown) = (std::slice::from_ref(&arguments.base), &arguments.unknown);
    // What is drawn must fit the scenario; the page holds it beside the scenario as it is without.
    let overlaid = unknown.which.posterior.as_ref().map(|_| {
        read_twice(&arguments.base)?;
        unknown.which.read(&arguments.changes.overrides(), asked)
    });
    let own = overlaid.transpose()?.and_then(|(_, own)| own);
    let ((), scenarios) = together(unknown.which.sound(), arguments.changes.read(asked))?;
    let Some(mut base) = scenarios.into_iter().next() else { return Ok(()) };
    if let Some(why) = too_much(&base) {
        return Err(Failure::new(3, why));
    }
    let text = own_text(&arguments.changes, &arguments.base, &mut base);
    let file = PendingFile::prepare(&arguments.out, arguments.force.existing())?;
    arguments.showing.warn(&base.warnings);
    let draws = unknown.given(own.as_ref(), &arguments.showing, (arguments.replicates, WORLDS))?;
    let flags = unknown.said(draws.as_ref());
    let page = explorer(&base, text, (arguments.seed, arguments.replicates), (draws, flags))?;
    let words = said!("Page: {}\n", escape::path(file.path()));
    file.publish(page.as_bytes())?;
    answer(&words)
}

/// A baseline that is read with draws of one's own and without them cannot come from standard input.
fn read_twice(given: &str) -> Result<(), Failure> {
    let twice = || said!("with --posterior the baseline is read twice: name a file instead of `-`");
    if given == STDIN { Err(Failure::new(2, twice())) } else { Ok(()) }
}

/// The page that begins with a baseline and its own text, with a seed and so many worlds of a full answer,
/// and with draws and the flags that name them.
fn explorer(
    base: &Scenario,
    text: Option<String>,
    (seed, worlds): (u64, u32),
    (draws, flags): (Option<DrawsGiven>, String),
) -> Result<String, Failure> {
    let beginning = Beginning { base, text, seed, worlds, draws, flags, lang: written() };
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
    let (own, per_draw) = bases.own;
    if own.is_some() && bases.unknown.chance_only {
        let refused = said!("--explorer with --posterior tells what is known: leave out --chance-only");
        return Err(Failure::new(2, refused));
    }
    // The page holds the scenario as it is without draws of one's own.
    let without = own.map(|_| {
        read_twice(given)?;
        worlds.changes.read(&bases.given[..1])
    });
    let without = without.transpose()?;
    let mut base = without.map_or_else(|| base.clone(), |mut read| read.remove(0));
    let text = own_text(&worlds.changes, given, &mut base);
    let (lived, unknown) = (worlds.replicates.clamp(2, USUAL_WORLDS), &bases.unknown);
    let draws = unknown.given(own, &of.display.showing, (lived, per_draw))?;
    let flags = unknown.said(draws.as_ref());
    explorer(&base, text, (worlds.computing.seed, lived), (draws, flags)).map(|page| Some(page.into_bytes()))
}

/// The text of a baseline that is no shipped scenario as it stands; such a one is called by its file, and one
/// that the command line changes by another name. What it shares with shipped packages is said by name, so
/// that a package laid upon both brings none of it back.
fn own_text(changes: &Changes, given: &str, base: &mut Scenario) -> Option<String> {
    let changed = *changes != Changes::default();
    if changed {
        base.name = CHANGED.into();
    }
    let shipped = names().any(|name| name == base.name)
        && base.sources.first().is_some_and(|source| source.name == format!("{}.toml", base.name))
        && !PathBuf::from(given).is_file();
    (changed || !shipped).then(|| {
        let file = (!changed && given != STDIN).then(|| DiskLibrary.find(given, None).ok()).flatten();
        let own = file.and_then(|found| String::from_utf8(found.bytes).ok());
        let ground = scenario::read(&[GROUND.into()], &Overrides::default(), &Embedded).ok();
        let upon = ground.and_then(|read| Some(base.upon((GROUND, read.first()?))));
        own.into_iter().chain(upon).find(|text| says(text, base)).unwrap_or_else(|| base.resolved())
    })
}

/// Whether a text says a scenario without any file beside those inside the program.
fn says(text: &str, scenario: &Scenario) -> bool {
    let name = format!("{}.toml", scenario.name);
    let library = InMemory { files: [(name.clone(), text.as_bytes().to_vec())].into() };
    let found = scenario::read(&[name], &Overrides::default(), &library);
    found.is_ok_and(|read| read.first().is_some_and(|read| read.blueprint == scenario.blueprint))
}
