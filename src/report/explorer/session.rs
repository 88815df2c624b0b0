//! A baseline and a package in one page: how they are read, lived, and held against each other.

use crate::report::explorer::in_work::{InWork, LifeOf};
use crate::report::explorer::taken::{case_of, nothing_taken};
use crate::report::explorer::unknown::{DrawsGiven, Unknown};
use crate::report::text::events::english;
use crate::scenario::library::InMemory;
use crate::scenario::{Overrides, Scenario, read};
use crate::simulation::Trajectory;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::run_results::{ReducedRun, weekly_courses};
use crate::study::compare::{doubts, refusal};
use crate::study::explore::asked::{ResidentAsked, ask};
use crate::study::explore::courses::{Course, KeptCourses, TakenCourses};
use crate::study::explore::kept::Kept;
use crate::study::explore::package::Package;
use crate::study::explore::sights::{Sights, sights};
use crate::study::explore::weighed::weigh;
use crate::study::plausible::effects::{WORLDS, of_life};
use crate::study::plausible::for_whom::known_groups;
use crate::study::plausible::knowledge::{KnowledgeQuestion, known_effects};
use crate::units::Week;
use crate::world::blueprint::Blueprint;
use crate::world::record::{MEASURES, Record, measure};
use crate::world::weighed::DecisionWeighed;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Which of the two scenarios a run is of.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PairSide {
    Base,
    Package,
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
    /// Courses of the worlds that were lived here.
    courses: KeptCourses,
    taken: Comparison,
    /// Courses that no run brings along.
    more: TakenCourses,
    unknown: Option<Unknown>,
    in_work: InWork,
}

/// Every measure of the last year of baseline and package, and behind them what else is asked.
pub(crate) type BothInLife = Vec<Vec<Option<f64>>>;

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
        let taken = nothing_taken(&base, seed);
        let unknown =
            draws.filter(|draws| !draws.draws.is_empty()).map(|draws| Unknown::begin(&base, &draws));
        let (kept, courses, more) = (Kept::default(), KeptCourses::default(), TakenCourses::default());
        let package = None;
        Ok(Session {
            base,
            reference,
            library,
            overrides,
            seed,
            package,
            kept,
            courses,
            taken,
            more,
            unknown,
            in_work: InWork::default(),
        })
    }

    /// Make a package the one that is lived and compared from now on; its text, and what to know of it.
    pub(crate) fn attempt(&mut self, package: Option<&Package>) -> Result<(String, Vec<String>), String> {
        let before = self.package.take();
        self.in_work.forget();
        self.taken.cases.truncate(1);
        self.more.forget(PairSide::Package as usize);
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
        // Asked in another language it is the same package, and its worlds are those that were lived.
        if before.is_none_or(|before| before.blueprint != scenario.blueprint) {
            self.courses.forget(PairSide::Package as usize);
        }
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
        let own = self.unknown.as_ref().and_then(|unknown| unknown.in_worlds.as_ref());
        Ok(own.map_or_else(|| blueprint.clone(), |(draws, each)| draws.in_world(blueprint, world, *each)))
    }

    /// So many weeks more of one world, or all of it; nothing as long as it goes on.
    pub(crate) fn live(
        &mut self,
        of: PairSide,
        world: u32,
        weeks: Option<Week>,
    ) -> Result<Option<ReducedRun>, String> {
        let (base, blueprint) = (self.in_world(PairSide::Base, world)?, self.in_world(of, world)?);
        let (life, key) = (LifeOf::World(of as usize, world), (self.seed, world));
        let Some(run) = self.in_work.live(life, &mut self.kept, (&base, &blueprint), key, weeks) else {
            return Ok(None);
        };
        self.courses.keep((of as usize, world), &run, self.base.blueprint.weeks);
        Ok(Some(ReducedRun::of(self.side(of)?, &run, &self.taken.weekly, english)))
    }

    /// The course of a measure in one world, which is lived again where it was not kept.
    pub(crate) fn course(&mut self, of: PairSide, world: u32, name: &str) -> Result<Course, String> {
        let measure = measure(name).ok_or_else(|| format!("`{name}` is no measure"))?;
        if let Some(course) = self.courses.of((of as usize, world), measure) {
            return Ok(course);
        }
        let run = self.trajectory(of, world)?;
        let weeks = self.base.blueprint.weeks;
        self.courses.keep((of as usize, world), &run, weeks);
        weekly_courses(&run, weeks, &[measure]).pop().ok_or_else(|| format!("`{name}` has no course"))
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

    /// Baseline and package in one life with its draw: every measure of the last year, when so many weeks
    /// more come to its end.
    pub(crate) fn know(&mut self, life: u32, weeks: Option<Week>) -> Result<Option<BothInLife>, String> {
        let package = self.package.as_ref().ok_or("no package yet")?;
        let unknown = self.unknown.as_mut().ok_or("no draws were given")?;
        let at = (life.max(1) - 1) / WORLDS;
        let draw = unknown.draws.draws.get(at as usize).ok_or_else(|| format!("life {life} has no draw"))?;
        let of = |blueprint: &Blueprint| unknown.draws.drawn(blueprint, draw);
        let (base, package) = (of(&self.base.blueprint), of(&package.blueprint));
        let (key, in_work, kept) = ((self.seed, life), &mut self.in_work, &mut unknown.kept);
        let mut told = |of: PairSide, blueprint: &Blueprint| {
            let run = in_work.live(LifeOf::Draw(of as usize, life), kept, (&base, blueprint), key, weeks)?;
            Some(of_life(blueprint, &run, &unknown.figures))
        };
        if let Entry::Vacant(place) = unknown.base.entry(life) {
            let Some(base) = told(PairSide::Base, &base) else { return Ok(None) };
            place.insert(base);
            if weeks.is_some() {
                return Ok(None);
            }
        }
        let package = told(PairSide::Package, &package);
        Ok(unknown.base.get(&life).cloned().zip(package).map(|(base, package)| vec![base, package]))
    }

    /// Some residents of a community of a world while it goes on.
    pub(crate) fn look(&self, of: PairSide, world: u32, place: usize) -> Result<Sights, String> {
        let blueprint = self.in_world(of, world)?;
        let known = place < blueprint.communities.len();
        known
            .then(|| sights(&blueprint, (self.seed, world), place))
            .ok_or_else(|| format!("no community {place}"))
    }

    /// What went into the odds of a resident, told by its community and its number there, in a week.
    pub(crate) fn ask(
        &mut self,
        of: PairSide,
        world: u32,
        (week, place, who): (Week, usize, u32),
    ) -> Result<Option<ResidentAsked>, String> {
        let (base, blueprint) = (self.in_world(PairSide::Base, world)?, self.in_world(of, world)?);
        let history = self.kept.shared(&base, &blueprint, (self.seed, world), week - 1);
        Ok(ask(history, &blueprint, (place, who), week))
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

    /// Take the course of a measure that no run brings along.
    pub(crate) fn take_course(
        &mut self,
        of: PairSide,
        world: u32,
        name: &str,
        course: Course,
    ) -> Result<(), String> {
        self.side(of)?;
        let carried = self.taken.weekly.iter().any(|own| own.name == name);
        let wanted = measure(name).filter(|_| !carried);
        let wanted = wanted.ok_or_else(|| format!("`{name}` is no measure that is asked for"))?;
        self.more.take((of as usize, world), wanted, course);
        Ok(())
    }

    /// Take what was lived with a draw.
    pub(crate) fn take_known(&mut self, life: u32, values: Vec<Vec<Option<f64>>>) -> Result<(), String> {
        let unknown = self.unknown.as_mut().ok_or("no draws were given")?;
        let columns = MEASURES.len() + unknown.figures.len();
        if values.len() != 2 || values.iter().any(|row| row.len() != columns) {
            return Err("what was lived with a draw has not two rows of all measures and groups".into());
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
        self.more.add_to(&mut both);
        let whole = |unknown: &&Unknown| {
            let lives = unknown.draws.draws.len() * WORLDS as usize;
            both.cases.len() == 2 && unknown.lived.worlds.len() == lives
        };
        if let Some((unknown, ranked)) = self.unknown.as_ref().filter(whole).zip(measure("participation")) {
            let question = KnowledgeQuestion { ranked, smallest: &[], requirements: &[] };
            let asked_of = (unknown.there, &unknown.draws);
            both.known = Some(known_effects(&unknown.lived, asked_of, &question));
            both.known_groups = known_groups(&unknown.lived, &question);
        }
        both
    }
}
