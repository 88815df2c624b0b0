//! `best`: the best combination of levers and packages under requirements.

use crate::batch::rounds::Rounds;
use crate::cli::batch::wish;
use crate::cli::draws::WhichDraws;
use crate::cli::failure::together;
use crate::cli::flags::{Changes, Computing, Display, Force};
use crate::cli::goals::{RequirementFlags, RequirementsAsked};
use crate::cli::knowledge::seconds;
use crate::cli::overlay::laid;
use crate::cli::stages::Stages;
use crate::cli::{Failure, all_done, answer, answer_json, batch, interrupt};
use crate::files::library::DiskLibrary;
use crate::files::manifest::Request;
use crate::files::write::best::BestFolder;
use crate::language::{for_programs, said, term};
use crate::report::answers::best::{BestTold, text};
use crate::report::answers::best_json::as_json;
use crate::report::answers::best_nearest::nothing_words;
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::posterior::Posterior;
use crate::scenario::reference::Reference;
use crate::scenario::{self, Overrides, Scenario};
use crate::study::best::judge::Member;
use crate::study::best::purse::{FEWEST_LIVES, LivesPurse};
use crate::study::best::question::{BestFound, BestQuestion, best};
use crate::study::best::reading::{SaidSpace, objectives, searched};
use crate::study::best::space::{SearchedKind, Space};
use crate::study::best::wanted::{Objective, Wanted};
use crate::study::plausible::budget::lives_within;
use crate::study::plausible::knowledge::KnowledgeQuestion;
use crate::world::record::MEASURES;
use clap::{Args, value_parser};
use serde_json::Value;
use std::path::PathBuf;

/// The usual budget, seconds on two cores.
const USUAL: f64 = 300.0;

/// Most runs that a budget comes to: in small worlds reading scenarios would take longer than living them.
const MOST_RECKONED: f64 = 20_000.0;

/// The fewest draws: half of them are for the search, and a spread needs two.
const FEWEST_DRAWS: usize = 4;

/// What is sought unless something else is: the measure of the ranking of `compare`, against what counts as
/// cost.
const SOUGHT: [&str; 2] = ["participation", "full_cost"];

/// Search for the best levers and packages under requirements, over plausible draws and random worlds
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// The baseline: a scenario file or the name of a built-in scenario
    pub base: String,
    /// A lever to decide: KEY=LOW..HIGH:STEPS (17 values unless told), or KEY=A,B,C; the value of the baseline
    /// is always among them (repeatable) [default: all levers, unless --parts names packages]
    #[arg(long, value_name = "KEY=VALUES")]
    pub vary: Vec<String>,
    /// Scenarios that may stand on top of the baseline, or `all` that the case study suggests
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub parts: Vec<String>,
    /// The week from which levers hold, to be decided too: LOW..HIGH:STEPS, or A,B,C [default: the start]
    #[arg(long, value_name = "WEEKS")]
    pub from_week: Option<String>,
    /// A measure of the last year that is to be as good as can be (repeatable, the most important first)
    /// [default: participation, then full_cost]
    #[arg(long, value_name = "NAME")]
    pub objective: Vec<String>,
    /// Runs in all: lives of a candidate in a draw and a world
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(i64::from(FEWEST_LIVES)..))]
    pub runs: Option<u32>,
    /// Seconds that all may take on two cores; decides how many runs there are [default: 300]
    #[arg(long, value_name = "SECONDS", conflicts_with = "runs")]
    pub budget: Option<String>,
    #[command(flatten)]
    pub which: WhichDraws,
    #[command(flatten)]
    pub goals: RequirementFlags,
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub changes: Changes,
    /// Result folder [default: results/<n>, the next free number]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace DIR if it is a result folder of this program
    #[arg(long, requires = "out")]
    pub force: bool,
    #[command(flatten)]
    pub display: Display,
}

impl Arguments {
    /// The arguments that decide the result, with the runs that a budget comes to.
    fn request(&self, runs: u64) -> Request {
        let list = |flag: &'static str, all: &[String]| {
            all.iter().map(|value| format!("--{flag}={value}")).collect::<Vec<_>>()
        };
        let seed = self.computing.seed;
        let mut arguments = vec![self.base.clone(), format!("--seed={seed}"), format!("--runs={runs}")];
        arguments.extend(list("vary", &self.vary));
        arguments.extend(list("parts", &self.parts));
        arguments.extend(self.from_week.iter().map(|weeks| format!("--from-week={weeks}")));
        arguments.extend(list("objective", &self.objective));
        arguments.extend(self.which.arguments());
        arguments.extend(self.goals.arguments());
        arguments.extend(self.changes.arguments());
        Request { command: "best".into(), arguments, seed: seed.to_string(), replicates: 0 }.portable()
    }

    /// Runs in all.
    fn purse(&self, base: &Scenario) -> Result<LivesPurse, String> {
        let budget = match &self.budget {
            None => USUAL,
            Some(text) => seconds(text).ok_or_else(|| said!("--budget {text}: needs seconds above 0"))?,
        };
        let within = || lives_within(budget, base).clamp(f64::from(FEWEST_LIVES), MOST_RECKONED) as u64;
        Ok(LivesPurse { lives: self.runs.map_or_else(within, u64::from) })
    }
}

/// Everything that was read, and is sound.
struct Sound<'a> {
    base: Scenario,
    space: Space<'a>,
    objectives: Vec<Objective>,
    asked: RequirementsAsked,
    purse: LivesPurse,
    draws: Posterior,
}

/// Read everything; all that is wrong at once.
fn read<'a>(arguments: &Arguments, library: &'a DiskLibrary) -> Result<Sound<'a>, Failure> {
    let mut faults = Faults::default();
    let asked = arguments.goals.read(vec![]);
    let sought = if arguments.objective.is_empty() {
        SOUGHT.map(String::from).to_vec()
    } else {
        arguments.objective.clone()
    };
    let smallest = asked.as_ref().map(|asked| asked.smallest.clone()).unwrap_or_default();
    let question = |smallest| KnowledgeQuestion { ranked: &MEASURES[0], smallest, requirements: &[] };
    let objectives = objectives(&sought, &|measure| question(&smallest).smallest(measure), &mut faults);
    let read = scenario::read(std::slice::from_ref(&arguments.base), &arguments.changes.overrides(), library);
    let mut read = read.map_err(|found| faults.extend(found)).unwrap_or_default();
    let own = arguments.which.posterior.as_ref().and_then(|name| laid(name, &mut read, &mut faults));
    let base = read.pop();
    if arguments.base == "-" {
        let why = term("the baseline is read once for every candidate: name a file");
        faults.add(Fault::without_place("-", why));
    }
    let reference = Reference::read(&arguments.base, library);
    let request: Overrides = arguments.changes.overrides();
    let mut space = Space { base: reference, request, library, over: vec![] };
    let said = SaidSpace {
        vary: &arguments.vary,
        parts: &arguments.parts,
        from_week: arguments.from_week.as_deref(),
    };
    if let Some(base) = &base {
        space.over = searched(said, &space, base, &mut faults);
        own.iter().for_each(|own| contradicted(own, &space, &mut faults));
    }
    if let (Ok(asked), Some(base)) = (&asked, &base)
        && let Err(beyond) = asked.within(std::slice::from_ref(base))
    {
        let lines = beyond.message.lines().map(|line| line.trim_start_matches("error: "));
        lines.for_each(|why| faults.add(Fault::without_place("best", why)));
    }
    let purse = base.as_ref().map(|base| arguments.purse(base)).transpose();
    if let Err(why) = &purse {
        faults.add(Fault::without_place("best", why));
    }
    let draws = draws(&arguments.which, own.as_ref());
    let sound = faults.finish((base, purse)).map_err(Failure::from);
    let (((base, purse), asked), draws) = together(together(sound, asked), draws)?;
    let nothing = || Failure::new(3, term("there is no scenario"));
    let (base, purse) = base.zip(purse.ok().flatten()).ok_or_else(nothing)?;
    Ok(Sound { base, space, objectives, asked, purse, draws })
}

/// The draws, if they are enough for both halves.
fn draws(which: &WhichDraws, own: Option<&Posterior>) -> Result<Posterior, Failure> {
    let draws = which.needed(own)?;
    if draws.draws.len() >= FEWEST_DRAWS {
        return Ok(draws);
    }
    let flag = own.map_or_else(|| "--plausible".to_string(), |own| own.source.name.clone());
    let why = said!("fewer than {FEWEST_DRAWS} draws: half are for the search, half for what is told");
    let mut faults = Faults::default();
    faults.add(Fault::without_place(&flag, why));
    Err(faults.into())
}

/// What a package that may stand on top of the baseline sets for one community alone contradicts draws of a
/// calibration, as it does in the baseline. Levers contradict none: they are never drawn.
fn contradicted(own: &Posterior, space: &Space, faults: &mut Faults) {
    for part in space.over.iter().filter(|one| matches!(one.kind, SearchedKind::Part(_))) {
        let alone = Space { over: vec![part.clone()], ..space.beside() };
        if let Ok(scenario) = alone.scenario(&vec![1], "candidate", "candidate") {
            own.lay_over(&mut [scenario], faults);
        }
    }
}

/// Read, search, judge, answer.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let library = DiskLibrary;
    let Sound { base, space, objectives, asked, purse, draws } = read(arguments, &library)?;
    let place = wish(arguments.out.as_ref(), Force { force: arguments.force }, &arguments.display);
    let place = place.map(|wish| BestFolder::begin(wish, &base)).transpose()?;
    let ranked = objectives[0].measure;
    let knowledge =
        KnowledgeQuestion { ranked, smallest: &asked.smallest, requirements: &asked.requirements };
    let wanted = Wanted::new(objectives, &asked.requirements);
    let question = BestQuestion {
        space: &space,
        base: &base,
        wanted: &wanted,
        knowledge: &knowledge,
        draws: &draws,
        purse,
    };
    let (found, (runs, failed)) = live(arguments, &question)?;
    let told = BestTold { asked: &question, found: &found };
    let request = arguments.request(purse.lives);
    let mut json = for_programs(|| as_json(&told));
    json["request"] = serde_json::json!(request);
    let members = &found.judged.members;
    let file = |member: &Member| {
        (format!("{}.toml", member.scenario.name), space.text(&member.candidate, &member.scenario))
    };
    let files: Vec<(String, String)> = members.iter().map(file).collect();
    let publish = |place: BestFolder| {
        place.publish((&found.judged, &wanted.objectives), &request, &base, &files, &json)
    };
    let folder = place.map(publish).transpose()?;
    answered(arguments, &told, json, folder.as_ref())?;
    if !found.nearest.is_empty() {
        return Err(Failure::new(3, nothing_words(&question, &found)));
    }
    all_done(failed, runs)
}

/// Say what was found.
fn answered(
    arguments: &Arguments,
    told: &BestTold,
    mut json: Value,
    folder: Option<&PathBuf>,
) -> Result<(), Failure> {
    if arguments.display.json {
        json["folder"] = folder.map(|path| path.to_string_lossy()).into();
        return answer_json(&json);
    }
    answer(&text(told))?;
    if arguments.runs.is_none() {
        answer(&said!("Reckoned, not clocked: the same with --runs {}.\n", told.asked.purse.lives))?;
    }
    folder.map_or(Ok(()), |folder| answer(&batch::places(folder)))
}

/// The lives themselves.
fn live(arguments: &Arguments, question: &BestQuestion) -> Result<(BestFound, (u64, u64)), Failure> {
    let mut stages = Stages::new(arguments.display.showing.mode());
    let computing = &arguments.computing;
    let mut rounds = Rounds::new(None, computing.seed, computing.threads(), interrupt::flag(), &mut stages);
    let found = best(&mut rounds, question);
    let count = rounds.count;
    stages.end();
    Ok((found?, count))
}
