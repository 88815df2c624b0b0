//! What is told of a baseline and a package: the sentences, numbers and charts of `compare`, over all worlds
//! that were taken.

use crate::measure::window::Window;
use crate::report::charts::chart::WIDE;
use crate::report::charts::ranking_rows::{columns, rows};
use crate::report::charts::scene::Scene;
use crate::report::charts::{ChartKind, chart};
use crate::report::page::finding::finding;
use crate::report::page::first_screen::answers;
use crate::report::page::html::MEASURE;
use crate::report::page::notes::separation;
use crate::report::page::summary::summary;
use crate::report::text::events::{actor, name};
use crate::report::text::format::Style;
use crate::report::text::told_events::translated;
use crate::report::text::translate::Lang;
use crate::stats::band::Band;
use crate::stats::paired::Paired;
use crate::study::compare::case::Case;
use crate::study::compare::comparison::Comparison;
use crate::study::plausible::knowledge::Knowledge;
use crate::study::run::summary::SHOWN;
use crate::units::{Week, YEAR};
use crate::world::exchange::EventName;
use crate::world::record::{Better, Combine, Measure, measure};
use serde::Serialize;

/// The measures whose weekly course every run brings along, so that any of them is shown at once; that of
/// another measure is asked for when it is shown.
pub(crate) const COURSES: [&str; 13] = [
    "participation",
    "visits",
    "utilization",
    "satisfaction",
    "volunteers",
    "willingness",
    "deficiency_service",
    "deficiency_institution",
    "deficiency_brand",
    "deficiency_nonprofit",
    "full_cost",
    "public_cost",
    "awareness",
];

/// Everything that is told.
#[derive(Debug, Serialize)]
pub(crate) struct Telling {
    /// Worlds of which baseline and package are both there.
    worlds: usize,
    /// Draws over which it is told what is known; 0 before all are lived.
    draws: usize,
    /// The finding.
    title: String,
    /// What it costs.
    lead: String,
    /// Questions and answers.
    answers: Vec<(String, String)>,
    /// What can be told apart.
    separation: String,
    /// Both scenarios as `compare` lists them: heading, then rows.
    ranking: Vec<Vec<String>>,
    effects: Vec<EffectTold>,
    course: CourseTold,
    stories: Vec<Vec<EventTold>>,
    /// Kinds of events: name, in how many worlds of the baseline and of the package.
    often: Vec<(String, u32, u32)>,
    charts: Vec<ChartTold>,
}

/// A measure of the last year against the baseline.
#[derive(Debug, Serialize)]
struct EffectTold {
    measure: &'static str,
    label: &'static str,
    /// The numbers of `compare --json`.
    numbers: Paired,
    words: String,
    interval: Option<String>,
    verdict: DotVerdict,
    /// Over draws: 5%, mean, 95%, and the share in which it is better; `None` before they are lived.
    known: Option<KnownTold>,
    /// By what a value is multiplied to be shown; alike for what shares an axis.
    scale: f64,
    /// World and difference.
    dots: Vec<(u32, f64)>,
}

/// What is known of a difference over draws.
#[derive(Debug, Serialize)]
struct KnownTold {
    low: f64,
    mean: f64,
    high: f64,
    share_better: Option<f64>,
}

/// What may be said of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum DotVerdict {
    Better,
    Worse,
    Differs,
    Open,
}

impl DotVerdict {
    /// Of a difference with this interval.
    fn of(interval: Option<(f64, f64)>, better: Better) -> DotVerdict {
        let sure = interval.filter(|(low, high)| *low > 0.0 || *high < 0.0);
        match (sure, better) {
            (None, _) => DotVerdict::Open,
            (Some(_), Better::Neither) => DotVerdict::Differs,
            (Some((low, _)), Better::Up) if low > 0.0 => DotVerdict::Better,
            (Some((low, _)), Better::Down) if low <= 0.0 => DotVerdict::Better,
            _ => DotVerdict::Worse,
        }
    }
}

/// The course of a measure over weeks.
#[derive(Debug, Serialize)]
struct CourseTold {
    measure: &'static str,
    label: &'static str,
    scale: f64,
    /// From this week on a social organization runs the home.
    handover: Option<Week>,
    base: Vec<Option<f64>>,
    package: Vec<Option<f64>>,
    /// Each world of the package, or of the baseline alone.
    worlds: Vec<Vec<Option<f64>>>,
}

/// An event in words.
#[derive(Debug, Serialize)]
struct EventTold {
    week: Week,
    actor: &'static str,
    words: String,
    kind: &'static str,
}

/// A chart of the report.
#[derive(Debug, Serialize)]
struct ChartTold {
    id: String,
    title: String,
    desc: String,
    wide: String,
    narrow: String,
    csv: String,
}

/// Tell it; nothing for a measure whose course is not kept.
pub(crate) fn tell(
    study: &Comparison,
    lang: Lang,
    shown: &str,
    world: u32,
    charts: &[String],
) -> Option<Telling> {
    let scene = Scene::new(study, lang, MEASURE)?;
    let course = course(&scene, study.weekly.iter().copied().find(|m| m.name == shown)?);
    let list = rows(&scene);
    let heads = columns(&scene, &list);
    let head = std::iter::once(String::new()).chain(heads.iter().map(|column| column.head.clone()));
    let row = |i: usize| {
        let label = scene.label(list[i].at).to_string();
        std::iter::once(label).chain(heads.iter().map(|column| column.words[i].clone())).collect()
    };
    let said = answers(&scene).into_iter();
    Some(Telling {
        worlds: study.cases.iter().map(|case| case.worlds.len()).min().unwrap_or(0),
        draws: study.known.as_ref().map_or(0, |known| known.draws),
        title: finding(&scene),
        lead: summary(&scene),
        answers: said.map(|answer| (lang.text(answer.question).to_string(), answer.words)).collect(),
        separation: separation(&scene),
        ranking: std::iter::once(head.collect()).chain((0..list.len()).map(row)).collect(),
        effects: SHOWN.into_iter().filter_map(measure).filter_map(|m| effect(&scene, m)).collect(),
        course,
        stories: study.cases.iter().map(|case| story(case, world, lang)).collect(),
        often: often(study, lang),
        charts: charts.iter().filter_map(|kind| chart_told(&scene, kind)).collect(),
    })
}

/// By what values are multiplied on an axis.
fn scale(measure: &Measure) -> f64 {
    match Style::on_page(measure) {
        Style::People => 1_000.0,
        Style::Share | Style::Points | Style::Index => 100.0,
        _ => 1.0,
    }
}

fn effect(scene: &Scene, m: &'static Measure) -> Option<EffectTold> {
    let study = scene.study;
    let at = (0..study.cases.len()).find(|at| *at != study.baseline)?;
    let numbers = study.runs().effect(at, Window::LastYear, m)?;
    // Sums are those of the year, as the sentences say them.
    let (words, interval) = match m.combine {
        Combine::Sum => scene.change_within(Style::on_page(m), numbers.diff, numbers.interval),
        Combine::Ratio => scene.change_words(at, m)?,
    };
    let verdict = DotVerdict::of(numbers.interval, m.better);
    let known = study.known.as_ref().and_then(|known| known.effect(study.name(at), m.name));
    Some(EffectTold {
        measure: m.name,
        label: scene.name_of(m),
        numbers,
        words,
        interval,
        verdict,
        known: known.map(|known| {
            let Knowledge { low, mean, high, share_better, .. } = *known;
            KnownTold { low, mean, high, share_better }
        }),
        scale: scale(m),
        dots: study.runs().differences(at, m),
    })
}

fn course(scene: &Scene, m: &'static Measure) -> CourseTold {
    let study = scene.study;
    let means = |case: &Case| -> Vec<Option<f64>> {
        let bands = study.bands(case, m.name, YEAR as usize);
        bands.iter().map(|band| band.map(|Band { mean, .. }| short(mean))).collect()
    };
    let package = study.cases.get(1).filter(|case| !case.worlds.is_empty());
    let base = study.base();
    let worlds = package.or(base).map_or(vec![], |case| study.single_courses(case, m.name, YEAR as usize));
    CourseTold {
        measure: m.name,
        label: scene.name_of(m),
        scale: scale(m),
        handover: study.handover(),
        base: base.map_or(vec![], means),
        package: package.map_or(vec![], means),
        worlds: worlds.into_iter().map(|one| one.into_iter().map(|v| v.map(short)).collect()).collect(),
    }
}

/// As many digits as a line needs.
fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

fn story(case: &Case, world: u32, lang: Lang) -> Vec<EventTold> {
    let told = case.stories.get(&world).map(Vec::as_slice).unwrap_or_default().iter();
    told.map(|told| EventTold {
        week: told.week,
        actor: actor(told.actor, lang),
        words: translated(told.kind, &told.words, lang),
        kind: told.kind.name(),
    })
    .collect()
}

/// Kinds of events that happened in some world.
fn often(study: &Comparison, lang: Lang) -> Vec<(String, u32, u32)> {
    let times = |at: usize, kind: EventName| {
        study.cases.get(at).and_then(|case| case.happened.get(&kind)).copied().unwrap_or(0)
    };
    let kinds = EventName::ALL.iter().map(|kind| (*kind, times(0, *kind), times(1, *kind)));
    kinds.filter(|(_, a, b)| a + b > 0).map(|(kind, a, b)| (name(kind, lang).to_string(), a, b)).collect()
}

fn chart_told(scene: &Scene, kind: &str) -> Option<ChartTold> {
    let kind = match kind {
        "groups" => ChartKind::Groups,
        "deficiency" => ChartKind::Deficiency,
        _ => return None,
    };
    let drawn = chart(scene, kind, WIDE)?;
    Some(ChartTold {
        csv: drawn.table.csv(),
        id: drawn.id,
        title: drawn.title,
        desc: drawn.desc,
        wide: drawn.wide.text,
        narrow: drawn.narrow.text,
    })
}
