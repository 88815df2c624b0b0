//! The page that lives worlds itself.
//!
//! - What is asked of the model inside a page, and how does it answer? → here; by what it lives → `session`;
//!   part by part → `in_work`; by draws of what is not known → `unknown`; before a world was taken → `taken`
//! - What is told of a baseline and a package? → `telling`; of a decision → `reasons`,
//!   of posts, leavers and partners → `work_reasons`
//! - Which levers does the page show, and what does it say of them? → `levers`, in Chinese with `prices`
//! - Which measures does it show week by week? → `measures`
//! - Which scenarios may be laid upon the baseline? → `presets`
//! - How is the page put together? → `page`; its fixed texts in both languages stand in `words.json`

#[cfg(feature = "cli")]
pub(crate) mod levers;
#[cfg(feature = "cli")]
mod measures;
#[cfg(feature = "cli")]
pub(crate) mod page;
#[cfg(feature = "cli")]
pub(crate) mod presets;
#[cfg(feature = "cli")]
mod prices;
mod in_work;
mod reasons;
pub(crate) mod session;
mod taken;
pub(crate) mod telling;
pub(crate) mod unknown;
mod work_reasons;

use crate::language::spoken_in;
use crate::report::explorer::reasons::DecisionTold;
use crate::report::explorer::session::{PairSide, Session};
use crate::report::explorer::telling::{Telling, tell};
use crate::report::explorer::unknown::DrawsGiven;
use crate::report::text::translate::Lang;
use crate::study::compare::run_results::ReducedRun;
use crate::study::explore::asked::ResidentAsked;
use crate::study::explore::courses::Course;
use crate::study::explore::package::Package;
use crate::study::explore::sights::Sights;
use crate::units::Week;
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum EngineRequest {
    /// Begin with a baseline: the name of a shipped scenario, or a text of its own under that name; with
    /// draws of what is not known, if there are any.
    Begin { base: String, text: Option<String>, weeks: Option<i64>, seed: String, draws: Option<DrawsGiven> },
    /// The package from now on; nothing for the baseline alone. What is wrong with it is said in a language.
    Try {
        package: Option<Package>,
        #[serde(default)]
        lang: Lang,
    },
    /// Live one world of the baseline or of the package.
    /// So many weeks of it, or the whole: as long as it goes on the same is asked again.
    Live {
        of: PairSide,
        world: u32,
        #[serde(default)]
        weeks: Option<Week>,
    },
    /// Live baseline and package in one world with a draw: life 1, 2 with the first, 3, 4 with the second, …
    Know {
        life: u32,
        #[serde(default)]
        weeks: Option<Week>,
    },
    /// The weekly course of any measure in a world.
    Course { of: PairSide, world: u32, measure: String },
    /// Live a world and look at single residents of a community.
    Look {
        of: PairSide,
        world: u32,
        #[serde(default)]
        place: usize,
    },
    /// What went into the odds of one resident of a community in a week.
    Ask {
        of: PairSide,
        world: u32,
        week: Week,
        #[serde(default)]
        place: usize,
        who: u32,
    },
    /// What was decided in a week, and what went into it.
    Weigh { of: PairSide, world: u32, week: Week, lang: Lang },
    /// Every cell of a world: for those who hold one engine against another.
    Cells { of: PairSide, world: u32 },
    /// Take a run that was lived, here or by another engine.
    Take { of: PairSide, world: u32, run: Box<ReducedRun> },
    /// Take the course of a measure that no run brings along.
    TakeCourse { of: PairSide, world: u32, measure: String, course: Course },
    /// Take what was lived with a draw.
    TakeKnown { life: u32, values: Vec<Vec<Option<f64>>> },
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
    /// The life goes on.
    Going,
    Run(Box<ReducedRun>),
    /// For baseline and package every measure of the last year.
    Known(Vec<Vec<Option<f64>>>),
    /// Nothing for a week without a value.
    Course(Course),
    Sights(Sights),
    /// Nothing where there is no such resident, or the week is not lived through.
    Asked(Option<Box<ResidentAsked>>),
    Weighed(Vec<DecisionTold>),
    /// A row for each week and community, a cell for each measure.
    Cells(Vec<Vec<Option<f64>>>),
    Taken,
    Told(Box<Telling>),
    Fault(String),
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
        if let EngineRequest::Begin { base, text, weeks, seed, draws } = request {
            self.session = Some(Session::begin((base, text), weeks, &seed, draws)?);
            return Ok(EngineAnswer::Begun);
        }
        let session = self.session.as_mut().ok_or("no baseline yet")?;
        Ok(match request {
            EngineRequest::Begin { .. } => EngineAnswer::Begun,
            EngineRequest::Try { package, lang } => {
                let (text, warnings) = spoken_in(lang, || session.attempt(package.as_ref()))?;
                EngineAnswer::Tried { text, warnings }
            }
            EngineRequest::Live { of, world, weeks } => {
                let run = session.live(of, world, weeks)?;
                run.map_or(EngineAnswer::Going, |run| EngineAnswer::Run(Box::new(run)))
            }
            EngineRequest::Know { life, weeks } => {
                session.know(life, weeks)?.map_or(EngineAnswer::Going, EngineAnswer::Known)
            }
            EngineRequest::Course { of, world, measure } => {
                EngineAnswer::Course(session.course(of, world, &measure)?)
            }
            EngineRequest::Look { of, world, place } => EngineAnswer::Sights(session.look(of, world, place)?),
            EngineRequest::Ask { of, world, week, place, who } => {
                EngineAnswer::Asked(session.ask(of, world, (week, place, who))?.map(Box::new))
            }
            EngineRequest::Weigh { of, world, week, lang } => {
                let weighed = session.weigh(of, world, week)?;
                EngineAnswer::Weighed(weighed.iter().map(|one| DecisionTold::of(one, lang)).collect())
            }
            EngineRequest::Cells { of, world } => EngineAnswer::Cells(session.cells(of, world)?),
            EngineRequest::Take { .. }
            | EngineRequest::TakeCourse { .. }
            | EngineRequest::TakeKnown { .. } => take(session, request)?,
            EngineRequest::Tell(request) => {
                let TellRequest { lang, title, measure, world, charts } = request;
                let told = tell(&session.told(&title), lang, &measure, world, &charts);
                let told = told.ok_or_else(|| format!("`{measure}` is no measure of a page"))?;
                EngineAnswer::Told(Box::new(told))
            }
        })
    }
}

/// Take what was lived.
fn take(session: &mut Session, request: EngineRequest) -> Result<EngineAnswer, String> {
    match request {
        EngineRequest::Take { of, world, run } => session.take(of, world, *run)?,
        EngineRequest::TakeCourse { of, world, measure, course } => {
            session.take_course(of, world, &measure, course)?;
        }
        EngineRequest::TakeKnown { life, values } => session.take_known(life, values)?,
        _ => return Err("nothing that was lived".into()),
    }
    Ok(EngineAnswer::Taken)
}

#[cfg(test)]
mod tests;
