//! What is known beside chance: scenarios lived once more with plausible draws of everything that nobody
//! measured, and what a package must keep.

use crate::batch::RunWorld;
use crate::batch::rounds::Rounds;
use crate::cli::Failure;
use crate::cli::batch::Flags;
use crate::cli::draws::{WhichDraws, no_draws};
use crate::cli::flags::{Computing, Showing};
use crate::cli::goals::{RequirementFlags, RequirementsAsked};
use crate::cli::stages::Stages;
use crate::language::said;
use crate::report::answers::knowledge::{self, KnowledgeTold};
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::study::compare::comparison::Comparison;
use crate::study::plausible::budget::{DrawPlan, USUAL, drawn_within, seconds_for};
use crate::study::plausible::budgeted::{DrawPurse, live_within};
use crate::study::plausible::effects::{DrawnWorlds, WORLDS, WorldsOfDraws, live_drawn};
use crate::study::plausible::figures::AskedFigure;
use crate::study::plausible::for_whom::{KnownGroup, groups_of, known_groups};
use crate::study::plausible::knowledge::{KnowledgeQuestion, KnownEffects, known_effects};
use crate::study::plausible::requirements::figures;
use crate::world::record::Measure;
use std::sync::atomic::AtomicBool;

/// Which plausible draws are lived, and how many.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct DrawFlags {
    /// Seconds that all may take on two cores; decides how many plausible draws are lived [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub budget: Option<String>,
    /// Plausible draws to live, whatever time that takes
    #[arg(long, value_name = "N", conflicts_with = "budget")]
    #[arg(value_parser = clap::value_parser!(u32).range(2..=20_000))]
    pub draws: Option<u32>,
    #[command(flatten)]
    pub which: WhichDraws,
}

/// What is asked about knowledge.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct KnowledgeFlags {
    /// Tell chance between worlds only, and leave out what is not known of residents and institutions
    #[arg(long, conflicts_with_all = ["budget", "draws", "plausible", "matters", "require", "max", "min"])]
    pub chance_only: bool,
    #[command(flatten)]
    pub from: DrawFlags,
    /// Random worlds for each draw of the posterior, one after another [default: 2]
    #[arg(long, value_name = "N", requires = "posterior", value_parser = clap::value_parser!(u32).range(2..))]
    pub worlds_per_draw: Option<u32>,
    #[command(flatten)]
    pub goals: RequirementFlags,
}

impl KnowledgeFlags {
    /// As they stand among the arguments that decide a result.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let chance = self.chance_only.then(|| "--chance-only".to_string());
        let worlds = self.from.which.posterior.as_ref().map(|_| self.per_draw());
        let worlds = worlds.map(|worlds| format!("--worlds-per-draw={worlds}"));
        chance.into_iter().chain(self.from.arguments()).chain(worlds).chain(self.goals.arguments())
    }

    /// Read them; everything that is wrong with them at once.
    pub(crate) fn read(&self) -> Result<RequirementsAsked, Failure> {
        self.goals.read(self.from.seconds().err().into_iter().collect())
    }

    /// Worlds for each draw of a posterior: two are the fewest that show chance.
    pub(crate) fn per_draw(&self) -> u32 {
        self.worlds_per_draw.unwrap_or(WORLDS)
    }
}

impl DrawFlags {
    /// As they stand among the arguments that decide a result.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let budget = self.budget.as_ref().map(|budget| format!("--budget={budget}"));
        let draws = self.draws.map(|draws| format!("--draws={draws}"));
        budget.into_iter().chain(draws).chain(self.which.arguments())
    }

    /// Whether draws are asked for by name: a posterior alone is drawn from by random worlds.
    pub(crate) fn asked(&self) -> bool {
        self.budget.is_some() || self.draws.is_some() || self.which.plausible.is_some()
    }

    /// Refuse a budget that is none.
    pub(crate) fn sound(&self) -> Result<(), Failure> {
        self.seconds().map(drop).map_err(|why| Failure::new(3, why))
    }

    /// The budget.
    fn seconds(&self) -> Result<f64, String> {
        let Some(text) = &self.budget else { return Ok(USUAL) };
        seconds(text).ok_or_else(|| said!("--budget {text}: needs seconds above 0"))
    }
}

/// `60` or `60s`.
pub(crate) fn seconds(text: &str) -> Option<f64> {
    let seconds: f64 = text.strip_suffix('s').unwrap_or(text).parse().ok()?;
    Some(seconds).filter(|seconds| *seconds > 0.0 && seconds.is_finite())
}

/// What was found over draws, with the worlds that it was found from.
pub(crate) struct Known {
    /// What is known.
    pub effects: KnownEffects,
    /// For whom.
    pub groups: Vec<KnownGroup>,
    /// The worlds.
    pub lived: DrawnWorlds,
    /// The draws that they took.
    pub draws: Posterior,
    /// Seconds on two cores that all draws would take.
    all_take: f64,
}

impl Known {
    fn told(&self) -> KnowledgeTold<'_> {
        KnowledgeTold { effects: &self.effects, groups: &self.groups, all_take: self.all_take }
    }
}

/// Into a comparison.
pub(crate) fn tell(comparison: &mut Comparison, known: Option<&Known>) {
    comparison.known = known.map(|known| known.effects.clone());
    comparison.known_groups = known.map_or_else(Vec::new, |known| known.groups.clone());
}

/// In words.
pub(crate) fn text(known: Option<&Known>, comparison: &Comparison, lang: Lang) -> String {
    let left_out = || knowledge::left_out(lang, comparison.from);
    known.map_or_else(left_out, |known| knowledge::text(&known.told(), comparison, lang))
}

/// The same on one screen; nothing where only chance is told.
pub(crate) fn brief(known: Option<&Known>, comparison: &Comparison, lang: Lang) -> String {
    known.map_or_else(String::new, |known| knowledge::brief(&known.told(), comparison, lang))
}

/// Into the answer as JSON.
pub(crate) fn add_json(answer: &mut serde_json::Value, known: Option<&Known>, comparison: &Comparison) {
    if let Some(known) = known {
        knowledge::add_json(answer, &known.told(), &comparison.effects);
    }
}

/// What is lived: scenarios, by which measure they are ranked, what takes the place of the embedded draws.
type Question<'a> = (&'a [Scenario], &'static Measure, Option<&'a Posterior>);

/// What is known over draws, unless only chance is asked for; where the draws inside the program are not of
/// this model, a warning.
pub(crate) fn wanted(
    asked: &KnowledgeFlags,
    flags: &Flags,
    question: Question,
    warnings: &mut Vec<String>,
) -> Result<Option<Known>, Failure> {
    if asked.chance_only {
        return Ok(None);
    }
    let (all, why) = asked.from.which.found(question.2)?;
    let unasked = *asked == KnowledgeFlags::default();
    let Some(all) = all else {
        let none = why.is_empty() && !unasked;
        warnings.extend(why);
        return if none { Err(no_draws()) } else { Ok(None) };
    };
    known(asked, flags, question, &all).map(Some)
}

/// Live scenarios with as many draws as asked for.
fn known(
    asked: &KnowledgeFlags,
    flags: &Flags,
    (scenarios, ranked, _): Question,
    all: &Posterior,
) -> Result<Known, Failure> {
    let RequirementsAsked { smallest, requirements } = asked.read()?;
    let (there, replicates) = (all.draws.len(), flags.worlds.replicates);
    let figures: Vec<AskedFigure> = figures(&requirements).into_iter().chain(groups_of(scenarios)).collect();
    let question = (scenarios, all, &figures[..]);
    let (lived, draws) = live(&asked.from, DrawsLiving::of(flags), (replicates, ranked), question)?;
    let question = KnowledgeQuestion { ranked, smallest: &smallest, requirements: &requirements };
    let effects = known_effects(&lived, (there, &draws), &question);
    let all_take = seconds_for(scenarios, replicates, DrawPlan { draws: there, per_draw: lived.per_draw });
    let groups = known_groups(&lived, &question);
    Ok(Known { effects, groups, lived, draws, all_take })
}

/// How draws are lived: by which seed and threads, how shown, who may stop them.
#[derive(Clone, Copy)]
pub(crate) struct DrawsLiving<'a> {
    /// Seed and threads.
    pub computing: &'a Computing,
    /// How progress is shown.
    pub showing: &'a Showing,
    /// Raised when they are to stop.
    pub stop: &'a AtomicBool,
    /// How a world is run from its start; `None`: scenarios share the weeks in which they agree.
    pub run: Option<&'a RunWorld<'a>>,
}

impl<'a> DrawsLiving<'a> {
    /// As the flags of a batch say.
    pub(crate) fn of(flags: &'a Flags) -> DrawsLiving<'a> {
        let (computing, showing) = (&flags.worlds.computing, &flags.display.showing);
        let run: Option<&RunWorld> = flags.worlds.no_fork.then_some(&crate::simulation::run);
        DrawsLiving { computing, showing, stop: flags.stopper.flag(), run }
    }
}

/// The worlds themselves, beside so many worlds of chance, and the draws that they took. How much of what is
/// seen of `ranked` is chance decides in how many worlds each draw is lived.
pub(crate) fn live(
    asked: &DrawFlags,
    living: DrawsLiving,
    (replicates, ranked): (u32, &Measure),
    (scenarios, all, figures): (&[Scenario], &Posterior, &[AskedFigure]),
) -> Result<(DrawnWorlds, Posterior), Failure> {
    let budget = asked.seconds().map_err(|why| Failure::new(3, why))?;
    let purse = match asked.draws {
        Some(draws) => DrawPurse::Draws(draws as usize),
        None => DrawPurse::Lives(drawn_within(budget, scenarios, replicates)),
    };
    let DrawsLiving { computing, showing, stop, run } = living;
    let mut stages = Stages::new(showing.mode());
    let mut rounds = Rounds::new(run, computing.seed, computing.threads(), stop, &mut stages);
    let lived = live_within(&mut rounds, (scenarios, ranked), all, purse, figures);
    stages.end();
    Ok(lived?)
}

/// Scenarios with each of some draws in random worlds.
pub(crate) fn in_worlds(
    DrawsLiving { computing, showing, stop, run }: DrawsLiving,
    scenarios: &[Scenario],
    draws: &Posterior,
    (worlds, figures): (WorldsOfDraws, &[AskedFigure]),
) -> Result<DrawnWorlds, Failure> {
    let mut stages = Stages::new(showing.mode());
    let threads = computing.threads();
    let mut rounds = Rounds::new(run, computing.seed, threads, stop, &mut stages);
    let lived = live_drawn(&mut rounds, scenarios, draws, worlds, figures);
    stages.end();
    Ok(lived?)
}
