//! A baseline and a package in one page: how they are read, lived, and held against each other.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::report::explorer::telling::COURSES;
use crate::report::text::events::english;
use crate::scenario::library::InMemory;
use crate::scenario::posterior::{DrawnOver, Posterior};
use crate::scenario::{Overrides, Scenario, Source, read};
use crate::simulation::Trajectory;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::run_results::ReducedRun;
use crate::study::compare::{doubts, refusal};
use crate::study::explore::asked::{ResidentAsked, ask};
use crate::study::explore::kept::Kept;
use crate::study::explore::package::{NAME, Package};
use crate::study::explore::sights::{Sights, sights};
use crate::study::explore::weighed::weigh;
use crate::study::plausible::effects::{DrawnWorlds, WORLDS};
use crate::study::plausible::knowledge::{KnowledgeQuestion, known_effects};
use crate::units::Week;
use crate::world::blueprint::Blueprint;
use crate::world::record::{MEASURES, Measure, Record, measure};
use crate::world::weighed::DecisionWeighed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which of the two scenarios a run is of.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PairSide {
    Base,
    Package,
}

/// Draws of what is not known, as a page holds them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct DrawsGiven {
    /// Full paths of the parameters.
    pub paths: Vec<String>,
    /// Each has a value for every path.
    pub draws: Vec<Vec<f64>>,
    /// How many draws there are where these were taken from.
    pub there: usize,
    /// They are a calibration of somebody's own: every world takes one, two worlds each.
    pub own: bool,
}

impl DrawsGiven {
    fn posterior(&self) -> Posterior {
        let source = Source { name: "draws of a page".into(), sha256: String::new() };
        let over = if self.own { DrawnOver::Everything } else { DrawnOver::Defaults };
        Posterior { source, over, paths: self.paths.clone(), draws: self.draws.clone() }
    }
}

/// What is not known.
struct Unknown {
    draws: Posterior,
    /// How many draws there are, of which these are some.
    there: usize,
    /// Histories of the baseline with draws, by life.
    kept: Kept,
    /// The baseline in each life.
    base: BTreeMap<u32, Vec<Option<f64>>>,
    /// What was taken.
    lived: DrawnWorlds,
}

/// A baseline and a package, and the worlds of both.
pub(crate) struct Session {
    base: Scenario,
    /// How a package refers to the baseline.
    reference: String,
    library: InMemory,
    overrides: Overrides,
    seed: u64,
    package: Option<Scenario>,
    kept: Kept,
    taken: Comparison,
    unknown: Option<Unknown>,
}

/// The measures whose weekly course a page may show.
fn courses() -> Vec<&'static Measure> {
    COURSES.iter().filter_map(|name| measure(name)).collect()
}

/// A scenario without runs.
pub(crate) fn case_of(scenario: &Scenario) -> Case {
    Case {
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        short: scenario.short.clone(),
        changes: scenario.blueprint.timeline.iter().map(|(week, _)| *week).collect(),
        ..Case::default()
    }
}

impl Session {
    /// Begin with a baseline, named or under a name with a text of its own.
    pub(crate) fn begin(
        (name, text): (String, Option<String>),
        weeks: Option<i64>,
        seed: &str,
        draws: Option<DrawsGiven>,
    ) -> Result<Session, String> {
        let seed = seed.parse().map_err(|_| format!("`{seed}` is no seed"))?;
        let mut library = InMemory { files: BTreeMap::new() };
        let reference = if text.is_some() { format!("{name}.toml") } else { name };
        if let Some(text) = text {
            library.files.insert(reference.clone(), text.into_bytes());
        }
        let overrides = Overrides { sets: vec![], weeks };
        let found = read(std::slice::from_ref(&reference), &overrides, &library);
        let base = found.map_err(|faults| faults.to_string())?.pop().ok_or("no scenario was read")?;
        let taken = Comparison {
            version: env!("CARGO_PKG_VERSION").into(),
            seed: format!("{seed}"),
            weeks: base.blueprint.weeks,
            cases: vec![case_of(&base)],
            weekly: courses(),
            ..Comparison::default()
        };
        let names = vec![base.name.clone(), NAME.into()];
        let unknown = draws.filter(|draws| !draws.draws.is_empty()).map(|draws| Unknown {
            draws: draws.posterior(),
            there: draws.there,
            kept: Kept::default(),
            base: BTreeMap::new(),
            lived: DrawnWorlds { names, per_draw: WORLDS, ..DrawnWorlds::default() },
        });
        let kept = Kept::default();
        Ok(Session { base, reference, library, overrides, seed, package: None, kept, taken, unknown })
    }

    /// Make a package the one that is lived and compared from now on; its text, and what to know of it.
    pub(crate) fn attempt(&mut self, package: Option<&Package>) -> Result<(String, Vec<String>), String> {
        self.package = None;
        self.taken.cases.truncate(1);
        self.unknown.iter_mut().for_each(|unknown| unknown.lived.worlds.clear());
        let Some(package) = package else { return Ok((String::new(), vec![])) };
        let text = package.text(&self.reference)?;
        let scenario = package.scenario(&self.reference, &self.library, &self.overrides)?;
        let both = [self.base.clone(), scenario];
        if let Some(why) = refusal(&both) {
            return Err(why);
        }
        let [_, scenario] = both.clone();
        let warnings = scenario.warnings.iter().cloned().chain(doubts(&both)).collect();
        self.taken.cases.push(case_of(&scenario));
        self.package = Some(scenario);
        Ok((text, warnings))
    }

    fn side(&self, of: PairSide) -> Result<&Scenario, String> {
        match of {
            PairSide::Base => Ok(&self.base),
            PairSide::Package => self.package.as_ref().ok_or_else(|| "no package yet".into()),
        }
    }

    /// A scenario as a world lives it: with a calibration of one's own, by the draw of the world.
    fn in_world(&self, of: PairSide, world: u32) -> Result<Blueprint, String> {
        let blueprint = &self.side(of)?.blueprint;
        let own = self.unknown.as_ref().filter(|unknown| unknown.draws.over == DrawnOver::Everything);
        Ok(own.map_or_else(|| blueprint.clone(), |unknown| unknown.draws.in_world(blueprint, world, WORLDS)))
    }

    /// One world.
    pub(crate) fn live(&mut self, of: PairSide, world: u32) -> Result<ReducedRun, String> {
        let run = self.trajectory(of, world)?;
        Ok(ReducedRun::of(self.side(of)?, &run, &self.taken.weekly, english))
    }

    fn trajectory(&mut self, of: PairSide, world: u32) -> Result<Trajectory, String> {
        let (base, blueprint) = (self.in_world(PairSide::Base, world)?, self.in_world(of, world)?);
        Ok(self.kept.live(&base, &blueprint, (self.seed, world)))
    }

    /// Every cell of a world.
    pub(crate) fn cells(&mut self, of: PairSide, world: u32) -> Result<Vec<Vec<Option<f64>>>, String> {
        let run = self.trajectory(of, world)?;
        let cell = |record: &Record| MEASURES.iter().map(|m| (m.read)(record).value()).collect();
        Ok(run.records.iter().map(cell).collect())
    }

    /// Baseline and package in one life with its draw: every measure of the last year.
    pub(crate) fn know(&mut self, life: u32) -> Result<Vec<Vec<Option<f64>>>, String> {
        let package = self.package.as_ref().ok_or("no package yet")?;
        let unknown = self.unknown.as_mut().ok_or("no draws were given")?;
        let at = (life.max(1) - 1) / WORLDS;
        let draw = unknown.draws.draws.get(at as usize).ok_or_else(|| format!("life {life} has no draw"))?;
        let of = |blueprint: &Blueprint| unknown.draws.drawn(blueprint, draw);
        let (base, package) = (of(&self.base.blueprint), of(&package.blueprint));
        let mut told = |blueprint: &Blueprint| {
            let values = Values::of(blueprint, &unknown.kept.live(&base, blueprint, (self.seed, life)));
            MEASURES.iter().map(|measure| values.get(Window::LastYear, measure)).collect::<Vec<_>>()
        };
        let package = told(&package);
        let base = unknown.base.get(&life).cloned().unwrap_or_else(|| told(&base));
        unknown.base.insert(life, base.clone());
        Ok(vec![base, package])
    }

    /// Some residents of a world while it goes on.
    pub(crate) fn look(&self, of: PairSide, world: u32) -> Result<Sights, String> {
        Ok(sights(&self.in_world(of, world)?, self.seed, world))
    }

    /// What went into the odds of a resident of the first community in a week.
    pub(crate) fn ask(
        &mut self,
        of: PairSide,
        world: u32,
        (week, who): (Week, u32),
    ) -> Result<Option<ResidentAsked>, String> {
        let (base, blueprint) = (self.in_world(PairSide::Base, world)?, self.in_world(of, world)?);
        let history = self.kept.shared(&base, &blueprint, (self.seed, world), week - 1);
        Ok(ask(history, &blueprint, who, week))
    }

    /// What was decided in a week.
    pub(crate) fn weigh(
        &mut self,
        of: PairSide,
        world: u32,
        week: Week,
    ) -> Result<Vec<DecisionWeighed>, String> {
        let (base, blueprint) = (self.in_world(PairSide::Base, world)?, self.in_world(of, world)?);
        let history = self.kept.shared(&base, &blueprint, (self.seed, world), week - 1);
        weigh(history, &blueprint, week).ok_or_else(|| format!("week {week} is not told"))
    }

    /// Take a world that was lived.
    pub(crate) fn take(&mut self, of: PairSide, world: u32, run: ReducedRun) -> Result<(), String> {
        self.side(of)?;
        self.taken.take(of as usize, world, run);
        Ok(())
    }

    /// Take what was lived with a draw.
    pub(crate) fn take_known(&mut self, life: u32, values: Vec<Vec<Option<f64>>>) -> Result<(), String> {
        let unknown = self.unknown.as_mut().ok_or("no draws were given")?;
        if values.len() != 2 || values.iter().any(|row| row.len() != MEASURES.len()) {
            return Err("what was lived with a draw has not two rows of all measures".into());
        }
        unknown.lived.worlds.insert(life, values);
        Ok(())
    }

    /// The worlds that both scenarios have lived; with what is known, once all draws are.
    pub(crate) fn told(&self, title: &str) -> Comparison {
        let mut both = self.taken.clone();
        if let [base, package] = &mut both.cases[..] {
            base.worlds.retain(|world, _| package.worlds.contains_key(world));
            package.worlds.retain(|world, _| base.worlds.contains_key(world));
            package.title = title.into();
        }
        let whole = |unknown: &&Unknown| {
            let lives = unknown.draws.draws.len() * WORLDS as usize;
            both.cases.len() == 2 && unknown.lived.worlds.len() == lives
        };
        both.known =
            self.unknown.as_ref().filter(whole).zip(measure("participation")).map(|(unknown, ranked)| {
                let question = KnowledgeQuestion { ranked, smallest: &[], requirements: &[] };
                known_effects(&unknown.lived, (unknown.there, unknown.draws.paths.len()), &question)
            });
        both
    }
}
