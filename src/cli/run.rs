//! `run`: live scenarios in many random worlds, write the result folder, answer in a table.

use crate::batch::RunWorld;
use crate::batch::replicates::threads;
use crate::cli::batch::{BatchOrder, Finished, Flags, places};
use crate::cli::explore::{Bases, ExplorerBeside, UnknownFlags, beside};
use crate::cli::failure::together;
use crate::cli::flags::Display;
use crate::cli::knowledge::{self, DrawFlags, DrawsLiving, KnowledgeFlags};
use crate::cli::progress::say;
use crate::cli::share::{BatchShare, Contents, layout_of_run};
use crate::cli::timings::{Beginnings, Clock, living};
use crate::cli::{Failure, answer, answer_json, kept, lived, overlay};
use crate::files::manifest::Request;
use crate::language::{said, term};
use crate::report::answers::run::{Emphasis, as_json, scale_note, scales, table};
use crate::report::answers::{levels, overview};
use crate::report::text::screen;
use crate::report::text::table::wrap;
use crate::scenario::Scenario;
use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::posterior::Posterior;
use crate::study::plausible::budget::{DrawPlan, FEWEST, USUAL, seconds_for};
use crate::study::plausible::effects::WORLDS;
use crate::study::plausible::levels::{KnownLevel, known_levels};
use crate::study::run::merged::merged;
use crate::world::record::MEASURES;
use std::fmt::Write;
use std::io::IsTerminal;

/// Beside an answer over random worlds alone.
const CHANCE_ONLY: &str = "Chance between worlds only: what nobody measured of residents and institutions is \
    left out; --draws 40 tells it.";

/// The same where random worlds took draws of a calibration.
const DRAWN: &str = "Each random world took a draw of the calibration: these intervals hold chance and what \
    the calibration leaves open together; --draws 40 tells them apart.";

/// What runs when no file is named.
pub(crate) const DEFAULTS: [&str; 3] = ["government-led", "z-home", "full-package"];

/// Run scenarios in many random worlds
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// Scenario files or names of built-in scenarios; `-` reads from stdin [default: government-led z-home
    /// full-package]
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
    #[command(flatten)]
    /// Flags of the batch.
    pub flags: Flags,
    #[command(flatten)]
    /// Which runs are lived here.
    pub share: BatchShare,
    #[command(flatten)]
    /// What is written of them.
    pub contents: Contents,
    #[command(flatten)]
    /// What stands beside the report.
    pub beside: ExplorerBeside,
    /// Tell chance between worlds only, and leave out what is not known of residents and institutions
    #[arg(long, conflicts_with_all = ["budget", "draws", "plausible"])]
    pub chance_only: bool,
    #[command(flatten)]
    /// Which draws are lived beside; without one of these flags a few, where they take little.
    pub draws: DrawFlags,
    /// Say at the end on stderr where the time went
    #[arg(long)]
    pub timings: bool,
}

impl Arguments {
    /// The files, or the built-in ones.
    pub(crate) fn files(&self) -> Vec<String> {
        if self.files.is_empty() { DEFAULTS.map(String::from).to_vec() } else { self.files.clone() }
    }

    /// What stands in the manifest.
    pub(crate) fn request(&self) -> Request {
        let mut request = self.flags.request("run", &self.files());
        request.arguments.extend(self.draws.which.posterior.iter().map(|file| format!("--posterior={file}")));
        request.arguments.extend(self.share.arguments().chain(self.contents.arguments()));
        request.arguments.extend(self.beside.arguments());
        request.portable()
    }
}

/// Read the scenarios, run them, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let flags = &arguments.flags;
    let (which, changes) = (&arguments.draws.which, flags.worlds.changes.overrides());
    let flags_sound = together(arguments.draws.sound(), arguments.contents.sound());
    let (_, (scenarios, posterior)) = together(flags_sound, which.read(&changes, &arguments.files()))?;
    let asked = KnowledgeFlags { from: arguments.draws.clone(), ..KnowledgeFlags::default() };
    let unknown = UnknownFlags::of(&asked);
    let own = (posterior.as_ref(), WORLDS);
    let bases = Bases { given: &arguments.files(), read: &scenarios, unknown, own };
    let explorer = beside(arguments.beside, flags, &bases)?;
    let clock = arguments.timings.then(Clock::default);
    let beginnings = Beginnings::of(&flags.worlds, posterior.as_ref());
    let live = living(&scenarios, beginnings, clock.as_ref());
    let live = overlay::drawn(posterior.as_ref(), 1, live);
    arguments.contents.check_sample(&scenarios, flags.wish())?;
    let layout = layout_of_run(&arguments.contents, flags.worlds.replicates, &flags.destination, &scenarios)?;
    flags.display.showing.warn(layout.left_out().filter(|_| flags.wish().is_some()));
    let request = arguments.request();
    let (share, clock) = (&arguments.share, clock.as_ref());
    let order =
        BatchOrder { flags, share, layout: &layout, request: &request, clock, explorer: explorer.as_deref() };
    if kept::is_finished(&order)? {
        return Ok(());
    }
    let known = || known(arguments, (&scenarios, posterior.as_ref()));
    let from = posterior.as_ref().map_or(DrawsFrom::Plausible, |own| own.from);
    let done = answered(&order, &scenarios, &live, (&known, from));
    if let Some(clock) = clock.filter(|_| done.is_ok()) {
        say(&clock.table());
    }
    done?.verdict()
}

/// The measures of each scenario over plausible draws.
type LevelsOfScenarios<'a> = Vec<(&'a str, Vec<KnownLevel>)>;

/// The draws that are lived: those that are asked for by name, otherwise the fewest of which a range says
/// something, where all runs are lived here, where random worlds are as many as draws (so that who asks for a
/// few worlds, as scripts do, gets them in their time), and where they fit into the usual budget.
fn draws(arguments: &Arguments, scenarios: &[Scenario]) -> Option<DrawFlags> {
    let (asked, worlds) = (&arguments.draws, arguments.flags.worlds.replicates);
    if arguments.chance_only || asked.asked() {
        return asked.asked().then(|| asked.clone());
    }
    let fit = seconds_for(scenarios, 0, DrawPlan::of_draws(FEWEST)) <= USUAL;
    let few = DrawFlags { draws: Some(FEWEST as u32), ..asked.clone() };
    (fit && arguments.share.shard.is_none() && worlds as usize >= FEWEST).then_some(few)
}

/// The same over these draws; nothing where none are lived, or those inside the program are of another model.
fn known<'a>(
    arguments: &Arguments,
    (scenarios, posterior): (&'a [Scenario], Option<&Posterior>),
) -> Result<LevelsOfScenarios<'a>, Failure> {
    let flags = &arguments.flags;
    let Some(asked) = &draws(arguments, scenarios) else { return Ok(vec![]) };
    let all = if arguments.draws.asked() {
        asked.which.needed(posterior)?
    } else {
        let (found, why) = asked.which.found(posterior)?;
        flags.display.showing.warn(why);
        let Some(found) = found else { return Ok(vec![]) };
        found
    };
    let beside = (flags.worlds.replicates, &MEASURES[0]);
    let (lived, _) = knowledge::live(asked, DrawsLiving::of(flags), beside, (scenarios, &all, &[]))?;
    let levels = |(at, scenario): (usize, &'a Scenario)| {
        (scenario.name.as_str(), known_levels(&lived, at, scenario.blueprint.weeks))
    };
    Ok(scenarios.iter().enumerate().map(levels).collect())
}

/// Run checked scenarios with a way to live a world and one to find out what is known, and answer.
fn answered<'a>(
    order: &BatchOrder,
    scenarios: &'a [Scenario],
    live: &RunWorld,
    (known, from): (&dyn Fn() -> Result<LevelsOfScenarios<'a>, Failure>, DrawsFrom),
) -> Result<Finished, Failure> {
    let flags = order.flags;
    if flags.display.verbose {
        foretell(flags, scenarios);
    }
    let done = lived::batch(order, scenarios, live)?;
    let known = known()?;
    if flags.display.json {
        let folder = done.folder.as_deref();
        let mut json = as_json(order.request, scenarios, &done.answers, &done.warnings, folder);
        levels::add_json(&mut json, &known);
        answer_json(&json)?;
    } else {
        answer(&tables(scenarios, &done, &flags.display))?;
        let left_out = || match from {
            DrawsFrom::Plausible => term(CHANCE_ONLY),
            DrawsFrom::Calibration => term(DRAWN),
        };
        answer(&if known.is_empty() { wrap(left_out(), 0) } else { levels::text(&known, from) })?;
    }
    flags.display.showing.warn(merged(&done.warnings));
    if let Some(folder) = done.folder.as_ref().filter(|_| !flags.display.json) {
        answer(&places(folder))?;
    }
    Ok(done)
}

/// What is about to be done, for `-v`.
fn foretell(flags: &Flags, scenarios: &[Scenario]) {
    let threads = threads(flags.worlds.computing.threads());
    say(&said!(
        "seed {}, {} worlds per scenario, {threads} threads",
        flags.worlds.computing.seed,
        flags.worlds.replicates
    ));
    for scenario in scenarios {
        let blueprint = &scenario.blueprint;
        let people: i64 = blueprint.communities.iter().map(|place| place.residents.population).sum();
        let (weeks, places) = (blueprint.weeks, blueprint.communities.len());
        say(&said!("{}: {weeks} weeks, {people} residents in {places} communities", scenario.name));
        for source in &scenario.sources {
            say(&said!("  read {} (sha256 {})", source.name, source.sha256));
        }
    }
}

/// The table of all scenarios; with `-v`, or of one scenario alone, every measure of each below it.
fn tables(scenarios: &[Scenario], done: &Finished, display: &Display) -> String {
    let ink = if bold() { Emphasis::Bold } else { Emphasis::Plain };
    let summary = overview::table(scenarios.iter().map(|s| s.name.as_str()), &done.answers);
    let mut text = summary + &wrap(&overview::note(&done.answers), 0);
    if !display.verbose && scenarios.len() > 1 {
        return text + &wrap(term("Every measure of each scenario: -v."), 0);
    }
    let scales = scales(&done.answers);
    for (scenario, answer) in scenarios.iter().zip(&done.answers) {
        // Writing into memory does not fail.
        let _ = write!(text, "\n{}", table(scenario, answer, &scales, ink));
    }
    if screen::cells() == screen::WIDEST {
        text += &format!("\n{}", scale_note(&done.answers));
    }
    text
}

/// Bold headings on terminals only, and not against the user's wish (<https://no-color.org>).
pub(super) fn bold() -> bool {
    let wish = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    std::io::stdout().is_terminal() && !wish && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{self, Overrides, library::Embedded};

    /// Twenty draws of a home of ten thousand fit beside twenty worlds; those of a county do not.
    #[test]
    fn draws_are_lived_unasked_where_they_take_little() {
        let of = |residents: &str, worlds: u32, chance_only: bool| {
            let sets = vec![format!("residents.population={residents}")];
            let home =
                scenario::read(&["z-home".into()], &Overrides { sets, weeks: None }, &Embedded).unwrap();
            let mut asked = Arguments { chance_only, ..Arguments::default() };
            asked.flags.worlds.replicates = worlds;
            draws(&asked, &home).and_then(|draws| draws.draws)
        };
        assert_eq!(of("10000", 20, false), Some(20));
        assert_eq!(of("10000", 1_000, false), Some(20));
        assert_eq!(of("10000", 19, false), None);
        assert_eq!(of("10000", 20, true), None);
        assert_eq!(of("1000000", 20, false), None);
    }
}
