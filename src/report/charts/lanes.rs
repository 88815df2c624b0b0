//! What each institution did in a typical world: a lane for each body over the weeks, with the handover and
//! dated changes.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::frame::marks_of_years;
use crate::report::charts::layout::{Rect, Weight, fit, text_width};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{AXIS, GRID, INK, ORANGE, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::charts::typical_world::{GRAVE, typical_world};
use crate::report::text::events::{actor, name};
use crate::report::text::table::Table;
use crate::report::text::told_events::translated;
use crate::report::text::translate::Lang;
use crate::study::compare::case::{Case, MatterStep, MatterTurn, Told};
use crate::units::Week;
use crate::world::exchange::Actor;

/// Lanes that are always there; those of home and policy only where something happened in them.
const BODIES: [Actor; 5] =
    [Actor::Agency, Actor::Union, Actor::Committee, Actor::Organization, Actor::Partners];
const OTHERS: [Actor; 2] = [Actor::Home, Actor::Policy];
/// Height of a lane.
const LANE: f64 = 25.0;
/// Where strokes of matters stand against the line of a lane: under its words, and over them.
const BELOW: (f64, f64) = (7.0, 11.5);
const ABOVE: (f64, f64) = (-11.5, -7.0);
/// Size of the words in a lane.
const WORDS: f64 = 11.5;

/// What happened in a world: events in words, and matters of the council.
#[derive(Clone, Copy)]
struct Happened<'a> {
    told: &'a [Told],
    matters: &'a [MatterStep],
}

impl Happened<'_> {
    /// The weeks in which matters of a body took that turn.
    fn weeks(self, who: Actor, turn: MatterTurn) -> impl Iterator<Item = Week> {
        let own = self.matters.iter().filter(move |one| one.actor == who && one.turn == turn);
        own.map(|one| one.week)
    }
}

/// The typical world of a scenario; `None` where no events are kept.
pub(crate) fn chart(scene: &Scene, at: usize, wide: f64) -> Option<Chart> {
    let case = scene.case(at)?;
    let world = typical_world(scene, case)?;
    let told = case.stories.get(&world).map(Vec::as_slice).unwrap_or_default();
    let matters = case.matters.get(&world).map(Vec::as_slice).unwrap_or_default();
    let happened = Happened { told, matters };
    let heading = ChartHeading::new(&format!("lanes-{at}"), title(scene, at, told), desc(scene, case, world));
    Some(assemble(heading, table(scene, case, happened), wide, &|width| draw(scene, case, happened, width)))
}

/// The worst that happened, or that nothing of the kind did.
fn title(scene: &Scene, at: usize, told: &[Told]) -> String {
    let worst = GRAVE.iter().find_map(|kind| told.iter().find(|one| one.kind == *kind));
    match (worst, scene.lang) {
        (Some(one), Lang::En) => {
            format!("{}: {} in week {}", scene.label(at), name(one.kind, Lang::En).to_lowercase(), one.week)
        }
        (Some(one), Lang::Zh) => format!("{}：第{}周{}", scene.label(at), one.week, name(one.kind, Lang::Zh)),
        (None, Lang::En) => format!("{}: no contract lost, nobody paid late", scene.label(at)),
        (None, Lang::Zh) => format!("{}：未失去合同，未拖欠款项", scene.label(at)),
    }
}

fn desc(scene: &Scene, case: &Case, world: u32) -> String {
    let worlds = case.worlds.len();
    match scene.lang {
        Lang::En => format!(
            "World {world} of {worlds}, the one nearest the median. A dot for each event, orange: grave. A \
                stroke for each week with matters of the council: below the line raised, above it carried \
                out. Dotted: the handover and dated changes."
        ),
        Lang::Zh => format!(
            "{worlds}次模拟中最接近中位数的一次（第{world}次）。每点一事，橙色为严重事件。\
                有议题的每一周画一短划：线下为提出，线上为落实。点线为承接与定期变动。"
        ),
    }
}

/// The lanes that are drawn.
fn lanes(told: &[Told]) -> Vec<Actor> {
    let happened = |who: &Actor| told.iter().any(|one| one.actor == *who);
    BODIES.into_iter().chain(OTHERS.into_iter().filter(happened)).collect()
}

fn draw(scene: &Scene, case: &Case, happened: Happened, width: f64) -> Svg {
    let lanes = lanes(happened.told);
    let widest = lanes.iter().map(|who| text_width(actor(*who, scene.lang), 12.5, Weight::Regular));
    let left = widest.fold(0.0, f64::max).min(width * 0.4) + 12.0;
    let top = 18.0;
    let plot = Rect { left, right: width - 16.0, top, bottom: top + LANE * lanes.len() as f64 };
    let weeks = scene.study.weeks.max(1);
    let x = |week: Week| {
        plot.left + f64::from(week.clamp(0, weeks)) / f64::from(weeks) * (plot.right - plot.left)
    };
    let mut svg = Svg::new(width, plot.bottom + 24.0);
    marks_of_years(&mut svg, plot, weeks, scene.lang);
    regimes(scene, case, &mut svg, plot, &x);
    svg.inside(plot);
    for (number, who) in lanes.iter().enumerate() {
        let y = plot.top + LANE * (number as f64 + 0.5);
        svg.rule((plot.left, y), (plot.right, y), Stroke::solid(GRID, 1.0));
        let label = fit(actor(*who, scene.lang), 12.5, Weight::Regular, left - 10.0);
        svg.text(0.0, y + 4.3, TextStyle::plain(12.5, INK), &label);
        for (turn, (top, bottom)) in [(MatterTurn::Raised, BELOW), (MatterTurn::CarriedOut, ABOVE)] {
            let mut places: Vec<f64> = happened.weeks(*who, turn).map(x).collect();
            places.dedup();
            if !places.is_empty() {
                svg.strokes(&places, (y + top, y + bottom), AXIS);
            }
        }
        let own: Vec<&Told> = happened.told.iter().filter(|one| one.actor == *who).collect();
        lane(scene, &mut svg, &own, (y, plot.right), &x);
    }
    svg
}

/// The events of a body, each with its words where they find room before the next.
fn lane(scene: &Scene, svg: &mut Svg, own: &[&Told], (y, right): (f64, f64), x: &dyn Fn(Week) -> f64) {
    let mut said = None;
    for (number, one) in own.iter().enumerate() {
        let grave = GRAVE.contains(&one.kind);
        let ink = if grave { ORANGE.fill } else { AXIS };
        svg.dot((x(one.week), y), if grave { 4.6 } else { 3.6 }, ink, Dot::Filled);
        let words = name(one.kind, scene.lang);
        let from = x(one.week) + 7.0;
        let end = own.get(number + 1).map_or(right, |next| x(next.week) - 7.0);
        let style = TextStyle::plain(WORDS, if grave { ORANGE.text } else { QUIET });
        // What was said of the event before need not be said again.
        if from + text_width(words, WORDS, Weight::Regular) <= end && (grave || said != Some(one.kind)) {
            svg.text(from, y + 4.0, style, words);
            said = Some(one.kind);
        }
    }
}

/// Dotted lines at the handover and at dated changes, with words where they find room.
fn regimes(scene: &Scene, case: &Case, svg: &mut Svg, plot: Rect, x: &dyn Fn(Week) -> f64) {
    let mut all: Vec<(Week, ChartPhrase)> =
        case.changes.iter().map(|week| (*week, ChartPhrase::DatedChange)).collect();
    let handover = case.before_ends.map(|week| (week + 1, ChartPhrase::Handover));
    all.extend(handover);
    all.sort_by_key(|(week, phrase)| (*week, *phrase != ChartPhrase::Handover));
    all.dedup_by_key(|(week, _)| *week);
    let mut free = 0.0;
    for (week, phrase) in all.into_iter().filter(|(week, _)| *week <= scene.study.weeks) {
        let dotted = Stroke { ink: AXIS, width: 1.0, dash: "1.5 2.5" };
        svg.rule((x(week), plot.top - 10.0), (x(week), plot.bottom), dotted);
        let words = scene.lang.text(phrase);
        let end = x(week) + 4.0 + text_width(words, SMALL, Weight::Regular);
        if x(week) >= free && end <= plot.right {
            svg.text(x(week) + 4.0, plot.top - 4.0, TextStyle::plain(SMALL, QUIET), words);
            free = end + 6.0;
        }
    }
}

fn table(scene: &Scene, case: &Case, happened: Happened) -> Table {
    let lang = scene.lang;
    let head = [ChartPhrase::Week, ChartPhrase::Body, ChartPhrase::Event, ChartPhrase::WorldsWithSuch];
    let mut table = Table::new(head.map(|phrase| lang.text(phrase)));
    for one in happened.told {
        let (times, worlds) = (case.happened.get(&one.kind).copied().unwrap_or(0), case.worlds.len());
        let often = match lang {
            Lang::En => format!("{times} of {worlds}"),
            Lang::Zh => format!("{worlds}次中{times}次"),
        };
        let words = translated(one.kind, &one.words, lang);
        table.row([one.week.to_string(), actor(one.actor, lang).to_string(), words, often]);
    }
    for who in BODIES {
        let turns = [MatterTurn::Raised, MatterTurn::CarriedOut];
        let [raised, carried] = turns.map(|turn| happened.weeks(who, turn).count());
        let words = match lang {
            Lang::En => format!("matters raised: {raised}, carried out: {carried}"),
            Lang::Zh => format!("提出议题{raised}项，落实{carried}项"),
        };
        if raised + carried > 0 {
            let weeks = format!("1–{}", scene.study.weeks);
            table.row([weeks, actor(who, lang).to_string(), words, "–".to_string()]);
        }
    }
    table
}
