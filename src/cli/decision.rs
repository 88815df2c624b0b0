//! `decision`: compare and diagnose, told on one page.

use crate::batch::rounds::Rounds;
use crate::cli::batch::{Flags, verdict};
use crate::cli::compare;
use crate::cli::compare::{CompareResults, lived};
use crate::cli::draws::run_drawn;
use crate::cli::failure::together;
use crate::cli::flags::{Changes, Computing, Display, PageFile, Showing, Worlds, write_page};
use crate::cli::knowledge::{self, DrawsLiving, KnowledgeFlags, Known};
use crate::cli::stages::Stages;
use crate::cli::{Failure, answer, answer_json, interrupt};
use crate::files::portable;
use crate::language::{self, term};
use crate::measure::values::worlds;
use crate::report::answers::decision::{DecisionParts, page as text};
use crate::report::answers::{compare_json, decision_json};
use crate::report::charts::scene::Scene;
use crate::report::page::decision::html;
use crate::report::page::recommendation::{TurningTold, recommended};
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::scenario::posterior::Posterior;
use crate::settings::TableFacts;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::suggestions::SUGGESTIONS;
use crate::study::diagnose::causes::moves;
use crate::study::diagnose::coalitions::coalitions;
use crate::study::diagnose::diagnosis::Diagnosis;
use crate::study::diagnose::{Questions, add_draws, diagnose, refusal};
use crate::study::plausible::draws_lived::DrawsLived;
use crate::study::plausible::turning::{Turning, turning};
use crate::world::blueprint::facts;
use crate::world::record::{MEASURES, measure};
use clap::value_parser;
use serde_json::Value;

/// Tell on one page what each suggestion brings, for whom, at what cost, and where deficiencies come
/// from
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The baseline
    #[arg(default_value = "z-home")]
    pub base: String,
    /// The packages compared with it [default: what the case study suggests]
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
    /// Measure of the ranking: participation, of which the answer speaks, and no other
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// Random worlds per scenario
    #[arg(short, long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..))]
    pub replicates: u32,
    #[command(flatten)]
    pub computing: Computing,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub knowledge: KnowledgeFlags,
    #[command(flatten)]
    pub page: PageFile,
    /// Behind the page in .html, on further printed sides, everything that the answer says
    #[arg(long, requires = "out")]
    pub annex: bool,
    /// Machine-readable answer on stdout and nothing else there
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub showing: Showing,
}

impl Arguments {
    /// The same question as `compare` takes it; no folder is wanted.
    fn comparison(&self) -> compare::Arguments {
        let flags = Flags {
            worlds: Worlds {
                replicates: self.replicates,
                computing: self.computing.clone(),
                changes: self.changes.clone(),
                no_fork: false,
            },
            display: Display { showing: self.showing.clone(), json: true, ..Display::default() },
            ..Flags::default()
        };
        let suggested = || SUGGESTIONS.map(|suggestion| suggestion.scenario.to_string()).to_vec();
        let files = if self.files.is_empty() { suggested() } else { self.files.clone() };
        compare::Arguments {
            base: self.base.clone(),
            files,
            measure: self.measure.clone(),
            knowledge: self.knowledge.clone(),
            flags,
            ..compare::Arguments::default()
        }
    }

    /// Refuse what no form of the answer tells: each recommends in residents who come, of whom more is
    /// better.
    fn sound(&self) -> Result<(), Failure> {
        let other = measure(&self.measure).is_some_and(|measure| measure.name != "participation");
        let other =
            other.then(|| term("the answer speaks of participation: leave --measure out").to_string());
        let alone = (self.annex && !self.page.pictured())
            .then(|| term("--annex stands behind a page: name a file in .html").to_string());
        let faults: Vec<String> = other.into_iter().chain(alone).collect();
        if faults.is_empty() { Ok(()) } else { Err(Failure::of_faults(&faults)) }
    }

    /// The command that makes the page again.
    fn command(&self, asked: &compare::Arguments) -> String {
        let mut words = vec!["commonroom decision".to_string()];
        words.extend(asked.all().iter().map(|file| portable::argument(file)));
        words.push(format!(
            "--measure {} -r {} --seed {}",
            self.measure, self.replicates, self.computing.seed
        ));
        words.extend(self.changes.weeks.map(|weeks| format!("--weeks {weeks}")));
        words.extend(self.changes.sets.iter().map(|set| format!("--set {set}")));
        words.extend(self.knowledge.arguments().map(|argument| portable::argument(&argument)));
        words.join(" ")
    }
}

/// Read, compare, diagnose, answer with the page.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let asked = arguments.comparison();
    let ((), (measure, read)) = together(arguments.sound(), asked.read())?;
    let page = arguments.page.begin()?;
    let done = lived(&asked, &read, measure)?;
    let (scenarios, own) = read;
    let tables = facts();
    let told = told(&done, &tables);
    let command = arguments.command(&asked);
    // Without a file a program wants the numbers alone: the causes need not be lived.
    if page.is_some() || !arguments.json {
        let causes = || diagnosed(arguments, &scenarios[0], own.as_ref(), done.known.as_ref());
        let text = text_of(arguments, &scenarios, &done, (told.as_ref(), &command), &causes)?;
        let said = write_page(page, &text)?.unwrap_or(text);
        if !arguments.json {
            answer(&said)?;
        }
    }
    if arguments.json {
        answer_json(&as_json(&asked, &scenarios, &done, told.as_ref()))?;
    }
    arguments.showing.warn(&done.warnings);
    verdict(&done.answers)
}

/// The page as it is asked for: one side of paper, also with everything behind it, or everything as Markdown.
fn text_of(
    arguments: &Arguments,
    scenarios: &[Scenario],
    done: &CompareResults,
    (turning, command): (Option<&TurningTold>, &str),
    causes: &dyn Fn() -> Result<Option<Diagnosis>, Failure>,
) -> Result<String, Failure> {
    let everything = || {
        let diagnosis = causes()?;
        let seed = arguments.computing.seed;
        let parts = DecisionParts { diagnosis: diagnosis.as_ref(), scenarios, turning, seed, command };
        Ok(text((&done.comparison, &done.answers), &parts))
    };
    if !arguments.page.pictured() {
        return everything();
    }
    let behind = arguments.annex.then(everything).transpose()?;
    let scene = Scene::new(&done.comparison, language::written(), done.comparison.ranked().name);
    let told = |scene: Scene| html(&scene, scenarios, turning, (command, behind.as_deref()));
    Ok(scene.map_or_else(String::new, told))
}

/// What would turn the recommendation, where draws were lived.
fn told<'a>(done: &'a CompareResults, tables: &'a [TableFacts]) -> Option<TurningTold<'a>> {
    let known = done.known.as_ref()?;
    let ranked = done.comparison.ranked();
    let scene = Scene::new(&done.comparison, Lang::En, ranked.name)?;
    let (best, others) = recommended(&scene)?;
    let turning = turning(&known.lived, &known.draws.draws, ranked, (best, &others))?;
    Some(TurningTold { turning, parameters: &known.draws.paths, tables })
}

/// The answer of `compare` with the recommendation, and when it and each direction turns.
fn as_json(
    asked: &compare::Arguments,
    scenarios: &[Scenario],
    done: &CompareResults,
    told: Option<&TurningTold>,
) -> Value {
    let (request, splits) = (asked.request_of("decision"), &done.splits);
    let mut json =
        compare_json::as_json(&done.comparison, &request, scenarios, done.worlds, &done.in_english, splits);
    knowledge::add_json(&mut json, done.known.as_ref(), &done.comparison);
    let directions = done.known.as_ref().map_or_else(Vec::new, |known| directions(known, &done.comparison));
    decision_json::add(&mut json, &done.comparison, told, &directions);
    json
}

/// When each package is not better than the baseline, or not worse where it is worse on average.
fn directions(known: &Known, comparison: &Comparison) -> Vec<(String, Turning)> {
    let ranked = comparison.ranked();
    let (order, draws) = (ranked.better.order(), &known.draws.draws);
    let of = |at: usize| {
        let name = comparison.name(at);
        let better = known.effects.effect(name, ranked.name)?.mean * order >= 0.0;
        let (first, second) = if better { (at, 0) } else { (0, at) };
        Some((name.to_string(), turning(&known.lived, draws, ranked, (first, &[second]))?))
    };
    comparison.others().into_iter().filter_map(of).collect()
}

/// The causes of the baseline's deficiencies, also over draws where draws were lived; none where no
/// organization runs the home.
fn diagnosed(
    arguments: &Arguments,
    base: &Scenario,
    own: Option<&Posterior>,
    known: Option<&Known>,
) -> Result<Option<Diagnosis>, Failure> {
    if refusal(base).is_some() {
        return Ok(None);
    }
    let moves = moves().map_err(|faults| Failure { code: 1, message: faults.to_string() })?;
    let why = measure(&arguments.measure).map(|measure| measure.name);
    let own = own.map(|own| (own, arguments.knowledge.per_draw()));
    let live = own.map(run_drawn);
    let asked = Questions { replicates: arguments.replicates, why, own, ..Questions::default() };
    let mut stages = Stages::new(arguments.showing.mode());
    let Computing { seed, .. } = arguments.computing;
    let (threads, stop) = (arguments.computing.threads(), interrupt::flag());
    let mut rounds = Rounds::new(live.as_deref(), seed, threads, stop, &mut stages);
    let all = coalitions(base, &moves, [1.0; 3]);
    let worlds = worlds(&mut rounds, term("coalitions of causes"), &all, arguments.replicates)?;
    let found = diagnose(&mut rounds, &all, &worlds, &moves, &asked);
    stages.end();
    let mut found = found?;
    if let Some(known) = known {
        causes_over_draws(arguments, &all, known, &mut found)?;
    }
    Ok(Some(found))
}

/// What is known of causes, over as many of the draws of the packages as the same budget allows once more.
fn causes_over_draws(
    arguments: &Arguments,
    coalitions: &[Scenario],
    known: &Known,
    diagnosis: &mut Diagnosis,
) -> Result<(), Failure> {
    let (computing, showing) = (&arguments.computing, &arguments.showing);
    let living = DrawsLiving { computing, showing, stop: interrupt::flag(), run: None };
    let beside = (arguments.replicates, &MEASURES[0]);
    let question = (coalitions, &known.draws, &[][..]);
    let (lived, _) = knowledge::live(&arguments.knowledge.from, living, beside, question)?;
    let there = DrawsLived { draws: lived.draws().count(), ..known.effects.rests_on() };
    add_draws(diagnosis, &lived, there);
    Ok(())
}
