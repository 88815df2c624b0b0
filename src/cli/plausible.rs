//! `plausible`: draws of everything that nobody measured, with which the model looks like what was measured,
//! also in a place of one's own.

use crate::batch::rounds::Rounds;
use crate::cli::draws::{WhichDraws, no_draws};
use crate::cli::flags::{Changes, Computing, PageFile, Showing, write_page};
use crate::cli::stages::Stages;
use crate::cli::{Failure, all_done, answer, answer_json, interrupt};
use crate::files::library::DiskLibrary;
use crate::files::portable;
use crate::language::{said, term};
use crate::measure::observed;
use crate::report::answers::plausible;
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::{self, Scenario};
use crate::study::calibrate::evidence::of_file;
use crate::study::calibrate::goal::FitTarget;
use crate::study::plausible::budget::FEWEST;
use crate::study::plausible::kept::{KeptDraws, as_json};
use crate::study::plausible::place::{narrowed, shown};
use crate::study::plausible::sampler::{SamplerPlan, sample};
use clap::{Args, value_parser};
use std::path::PathBuf;

/// Draw what nobody measured, as far as the model with it looks like what was measured
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// A scenario of your own place: of the draws that there are those are kept with which it looks like what
    /// was observed there
    #[arg(value_name = "FILE", requires = "observed")]
    pub scenario: Option<String>,
    /// What was observed there (columns measure, window, group, value, and se or n)
    #[arg(long, value_name = "FILE", requires = "scenario")]
    pub observed: Option<String>,
    /// Plausible draws of `commonroom plausible -o FILE` instead of those inside the program
    #[arg(long, value_name = "FILE", requires = "scenario")]
    pub plausible: Option<PathBuf>,
    /// Members: draws that are lived and moved; some are then ruled out
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = value_parser!(u32).range(8..=20_000))]
    #[arg(conflicts_with = "scenario")]
    pub members: u32,
    /// Steps in which they are moved
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = value_parser!(u32).range(1..=16))]
    #[arg(conflicts_with = "scenario")]
    pub steps: u32,
    /// Random worlds of each member in each step, or of each draw in the own place
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = value_parser!(u32).range(2..=16))]
    pub worlds: u32,
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub page: PageFile,
    #[command(flatten)]
    pub showing: Showing,
    /// The set as JSON on stdout
    #[arg(long)]
    pub json: bool,
}

/// Draw, live, move, rule out, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let (Some(scenario), Some(observed)) = (&arguments.scenario, &arguments.observed) {
        return in_own_place(arguments, scenario, observed);
    }
    if arguments.changes.arguments().next().is_some() {
        return Err(Failure::new(
            2,
            term("--set and --weeks change the scenario of your own place: name it"),
        ));
    }
    let page = arguments.page.begin()?;
    let Computing { seed, .. } = arguments.computing;
    let drawn_by = u32::try_from(seed)
        .map_err(|_| Failure::new(2, term("--seed: the sequence of draws takes seeds up to 4294967295")))?;
    let (members, steps, worlds) = (arguments.members, arguments.steps, arguments.worlds);
    let plan = SamplerPlan { members, steps, worlds, seed: drawn_by };
    let mut stages = Stages::new(arguments.showing.mode());
    let threads = arguments.computing.threads();
    let mut rounds = Rounds::new(None, seed, threads, interrupt::flag(), &mut stages);
    let sampled = sample(&mut rounds, plan);
    let (runs, failed) = rounds.count;
    stages.end();
    let command = format!(
        "commonroom plausible --members {members} --steps {steps} --worlds {worlds} --seed {seed} -o \
            data/plausible.json"
    );
    let kept = KeptDraws::of(sampled?, command, plan);
    let written = write_page(page, &as_json(&kept))?;
    if arguments.json {
        answer_json(&serde_json::to_value(&kept).unwrap_or_default())?;
    } else {
        answer(&(plausible::text(&kept) + &written.unwrap_or_default()))?;
    }
    all_done(failed, runs)
}

/// The place of one's own, what was observed there, and the draws that are held against it.
struct OwnPlace {
    scenario: Scenario,
    targets: Vec<FitTarget>,
    set: KeptDraws,
}

/// Read them; everything that is wrong with any of them at once.
fn read(arguments: &Arguments, file: &str, observed: &str) -> Result<OwnPlace, Failure> {
    let mut faults = Faults::default();
    let mut add = |found: &Faults| found.list().iter().for_each(|fault| faults.add(fault.clone()));
    let read = scenario::read(&[file.to_string()], &arguments.changes.overrides(), &DiskLibrary);
    let scenario = read.map_err(|found| add(&found)).ok().and_then(|mut read| read.pop());
    let rows = observed::read(observed, &DiskLibrary).map_err(|found| add(&found)).ok();
    if let (Some(rows), Some(scenario)) = (&rows, &scenario) {
        let _told = rows.fits(&scenario.blueprint).map_err(|found| add(&found));
    }
    let from = WhichDraws { plausible: arguments.plausible.clone(), posterior: None };
    let set = from.kept().map_err(|why| {
        why.into_iter().for_each(|why| faults.add(Fault::without_place("--plausible", why)));
    });
    let (scenario, rows, set) = faults.finish((scenario, rows, set))?;
    let (Some(scenario), Some(rows), Ok(set)) = (scenario, rows, set) else {
        return Err(Failure::new(3, term("nothing was read")));
    };
    let targets = of_file(&rows, 0);
    Ok(OwnPlace { scenario, targets, set: set.ok_or_else(no_draws)? })
}

/// Of the draws that there are, those with which the model looks like a place of one's own.
fn in_own_place(arguments: &Arguments, file: &str, observed: &str) -> Result<(), Failure> {
    let OwnPlace { scenario, targets, set } = read(arguments, file, observed)?;
    let page = arguments.page.begin()?;
    let Computing { seed, .. } = arguments.computing;
    let mut stages = Stages::new(arguments.showing.mode());
    let threads = arguments.computing.threads();
    let mut rounds = Rounds::new(None, seed, threads, interrupt::flag(), &mut stages);
    let found = shown(&mut rounds, &scenario, &set, &targets, arguments.worlds);
    let (runs, failed) = rounds.count;
    stages.end();
    let kept = narrowed(&set, &targets, &found?, command(arguments, file, observed));
    if kept.draws.len() < 2 {
        return Err(Failure::new(3, plausible::nothing_left(&kept)));
    }
    let written = write_page(page, &as_json(&kept))?;
    if arguments.json {
        answer_json(&serde_json::to_value(&kept).unwrap_or_default())?;
    } else {
        answer(&(plausible::own_place(&kept, &scenario.name) + &written.unwrap_or_default()))?;
    }
    if kept.draws.len() < FEWEST {
        let left = kept.draws.len();
        arguments.showing.warn(&[said!(
            "{left} draws are left: from fewer than {FEWEST} no direction is called known; make a larger \
             set (`commonroom plausible --members 1600 -o FILE`) and name it with --plausible FILE"
        )]);
    }
    all_done(failed, runs)
}

/// The command that makes the set again.
fn command(arguments: &Arguments, file: &str, observed: &str) -> String {
    let mut words = vec!["commonroom plausible".to_string(), portable::argument(file)];
    words.push(portable::argument(&format!("--observed={observed}")));
    let set = arguments.plausible.iter().map(|path| format!("--plausible={}", path.display()));
    words.extend(set.chain(arguments.changes.arguments()).map(|argument| portable::argument(&argument)));
    words.push(format!("--worlds={}", arguments.worlds));
    words.push(format!("--seed={}", arguments.computing.seed));
    words.push("-o FILE".into());
    words.join(" ")
}
