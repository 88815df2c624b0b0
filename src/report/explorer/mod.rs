//! The page that lives worlds itself.
//!
//! - What is asked of the model inside a page, and how does it answer? → here
//! - What is told of a baseline and a package? → `telling`
//! - Which levers does the page show, and what does it say of them? → `levers`, in Chinese with `prices`
//! - Which scenarios may be laid upon the baseline? → `presets`
//! - How is the page put together? → `page`; its fixed texts in both languages stand in `words.json`

#[cfg(feature = "cli")]
pub(crate) mod levers;
#[cfg(feature = "cli")]
pub(crate) mod page;
#[cfg(feature = "cli")]
pub(crate) mod presets;
#[cfg(feature = "cli")]
mod prices;
pub(crate) mod telling;

use crate::report::explorer::telling::{COURSES, Telling, tell};
use crate::report::text::events::english;
use crate::report::text::translate::Lang;
use crate::scenario::library::InMemory;
use crate::scenario::{Overrides, Scenario, read};
use crate::simulation::Trajectory;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::run_results::ReducedRun;
use crate::study::compare::{doubts, refusal};
use crate::study::explore::kept::Kept;
use crate::study::explore::package::Package;
use crate::study::explore::sights::{Sights, sights};
use crate::world::record::{MEASURES, Measure, Record, measure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which of the two scenarios a run is of.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PairSide {
    Base,
    Package,
}

/// What is asked.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum EngineRequest {
    /// Begin with a baseline: the name of a shipped scenario, or a text of its own under that name.
    Begin { base: String, text: Option<String>, weeks: Option<i64>, seed: String },
    /// The package from now on; nothing for the baseline alone.
    Try { package: Option<Package> },
    /// Live one world of the baseline or of the package.
    Live { of: PairSide, world: u32 },
    /// Live a world and look at single residents.
    Look { of: PairSide, world: u32 },
    /// Every cell of a world: for those who hold one engine against another.
    Cells { of: PairSide, world: u32 },
    /// Take a run that was lived, here or by another engine.
    Take { of: PairSide, world: u32, run: Box<ReducedRun> },
    /// Tell what came of all that was taken.
    Tell(TellRequest),
}

/// What is to be told, and in which words.
#[derive(Deserialize)]
struct TellRequest {
    lang: Lang,
    /// What the package is called.
    title: String,
    /// The measure whose course is shown.
    measure: String,
    /// The world whose events are told.
    world: u32,
    charts: Vec<String>,
}

/// What is answered.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum EngineAnswer {
    Begun,
    Tried {
        text: String,
        warnings: Vec<String>,
    },
    Run(Box<ReducedRun>),
    Sights(Sights),
    /// A row for each week and community, a cell for each measure.
    Cells(Vec<Vec<Option<f64>>>),
    Taken,
    Told(Box<Telling>),
    Fault(String),
}

/// A baseline and a package, and the worlds of both.
struct Session {
    base: Scenario,
    /// How a package refers to the baseline.
    reference: String,
    library: InMemory,
    overrides: Overrides,
    seed: u64,
    package: Option<Scenario>,
    kept: Kept,
    taken: Comparison,
}

/// The model inside a page: texts in, texts out.
#[derive(Default)]
pub struct Explorer {
    session: Option<Session>,
}

impl Explorer {
    /// Answer a request, a JSON text; what cannot be done is answered with a fault in words.
    pub fn answer(&mut self, request: &[u8]) -> String {
        let answer = serde_json::from_slice(request)
            .map_err(|cause| format!("not a request: {cause}"))
            .and_then(|request| self.carry_out(request))
            .unwrap_or_else(EngineAnswer::Fault);
        // Plain structs of text and numbers always serialize.
        serde_json::to_string(&answer).unwrap_or_default()
    }

    fn carry_out(&mut self, request: EngineRequest) -> Result<EngineAnswer, String> {
        if let EngineRequest::Begin { base, text, weeks, seed } = request {
            self.session = Some(Session::begin(base, text, weeks, &seed)?);
            return Ok(EngineAnswer::Begun);
        }
        let session = self.session.as_mut().ok_or("no baseline yet")?;
        match request {
            EngineRequest::Begin { .. } => Ok(EngineAnswer::Begun),
            EngineRequest::Try { package } => session.attempt(package.as_ref()),
            EngineRequest::Live { of, world } => Ok(EngineAnswer::Run(Box::new(session.live(of, world)?))),
            EngineRequest::Look { of, world } => {
                Ok(EngineAnswer::Sights(sights(&session.side(of)?.blueprint, session.seed, world)))
            }
            EngineRequest::Cells { of, world } => {
                let run = session.trajectory(of, world)?;
                let cell = |record: &Record| MEASURES.iter().map(|m| (m.read)(record).value()).collect();
                Ok(EngineAnswer::Cells(run.records.iter().map(cell).collect()))
            }
            EngineRequest::Take { of, world, run } => session.take(of, world, *run),
            EngineRequest::Tell(request) => session.tell(&request),
        }
    }
}

/// The measures whose weekly course a page may show.
fn courses() -> Vec<&'static Measure> {
    COURSES.iter().filter_map(|name| measure(name)).collect()
}

/// A scenario without runs.
fn case_of(scenario: &Scenario) -> Case {
    Case {
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        short: scenario.short.clone(),
        changes: scenario.blueprint.timeline.iter().map(|(week, _)| *week).collect(),
        ..Case::default()
    }
}

impl Session {
    fn begin(name: String, text: Option<String>, weeks: Option<i64>, seed: &str) -> Result<Session, String> {
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
        let kept = Kept::default();
        Ok(Session { base, reference, library, overrides, seed, package: None, kept, taken })
    }

    /// Make a package the one that is lived and compared from now on.
    fn attempt(&mut self, package: Option<&Package>) -> Result<EngineAnswer, String> {
        self.package = None;
        self.taken.cases.truncate(1);
        let Some(package) = package else {
            return Ok(EngineAnswer::Tried { text: String::new(), warnings: vec![] });
        };
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
        Ok(EngineAnswer::Tried { text, warnings })
    }

    fn side(&self, of: PairSide) -> Result<&Scenario, String> {
        match of {
            PairSide::Base => Ok(&self.base),
            PairSide::Package => self.package.as_ref().ok_or_else(|| "no package yet".into()),
        }
    }

    fn live(&mut self, of: PairSide, world: u32) -> Result<ReducedRun, String> {
        let run = self.trajectory(of, world)?;
        Ok(ReducedRun::of(self.side(of)?, &run, &self.taken.weekly, english))
    }

    fn trajectory(&mut self, of: PairSide, world: u32) -> Result<Trajectory, String> {
        let blueprint = self.side(of)?.blueprint.clone();
        Ok(self.kept.live(&self.base.blueprint, &blueprint, (self.seed, world)))
    }

    /// Tell of the worlds that both scenarios have lived.
    fn tell(&self, request: &TellRequest) -> Result<EngineAnswer, String> {
        let TellRequest { lang, title, measure, world, charts } = request;
        let mut both = self.taken.clone();
        if let [base, package] = &mut both.cases[..] {
            base.worlds.retain(|world, _| package.worlds.contains_key(world));
            package.worlds.retain(|world, _| base.worlds.contains_key(world));
            package.title.clone_from(title);
        }
        tell(&both, *lang, measure, *world, charts)
            .map(|telling| EngineAnswer::Told(Box::new(telling)))
            .ok_or_else(|| format!("`{measure}` is no measure of a page"))
    }

    fn take(&mut self, of: PairSide, world: u32, run: ReducedRun) -> Result<EngineAnswer, String> {
        self.side(of)?;
        self.taken.take(of as usize, world, run);
        Ok(EngineAnswer::Taken)
    }
}

#[cfg(test)]
mod tests;
