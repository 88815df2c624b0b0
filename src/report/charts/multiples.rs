//! Each scenario against the baseline, in panels of one scale.

use crate::measure::window::Window;
use crate::report::charts::chart::{Chart, ChartHeading, ChartPart, assemble_folded};
use crate::report::charts::course::{CourseLine, axis, margin, stroke};
use crate::report::charts::dots::lines_at_most;
use crate::report::charts::frame::WeekFrame;
use crate::report::charts::layout::{BOLD, Rect, Weight, fit, text_width};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::charts::scene::{Ink, Scene};
use crate::report::charts::style::{QUIET, Stroke, TextStyle};
use crate::report::charts::svg::Svg;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::compare::case::Case;

/// Space between panels, in pixels.
const SPACE: f64 = 24.0;
/// Height of a panel with its words.
const PANEL: f64 = 206.0;
/// Height of the plot in it.
const PLOT: f64 = 122.0;

/// Most panels. A picture in which each panel held all scenarios would grow with the square of their number.
const MOST_PANELS: usize = 24;

/// The chart.
pub(crate) fn chart(scene: &Scene, wide: f64) -> Chart {
    let courses: Vec<CourseLine> = (0..scene.study.cases.len())
        .filter_map(|at| {
            Some(CourseLine {
                at,
                bands: scene.study.bands(scene.case(at)?, scene.measure.name, scene.weeks),
            })
        })
        .collect();
    let title = title(scene);
    let marks = if many(scene) { ChartPhrase::MultiplesMarksOfMany } else { ChartPhrase::MultiplesMarks };
    let heading = ChartHeading::new("multiples", title, scene.lang.text(marks));
    let draw = |part, width| Some(draw(scene, &courses, &of_part(scene, &courses, part)?, width));
    assemble_folded(heading, table(scene), wide, &draw)
}

/// How many scenarios end apart from the baseline beyond chance.
fn title(scene: &Scene) -> String {
    let (name, base) = (scene.name_of(scene.measure), scene.base_name());
    let others = (0..scene.study.cases.len()).filter(|at| *at != scene.study.baseline);
    let ends: Vec<(f64, f64)> =
        others.filter_map(|at| scene.study.change(scene.case(at)?, scene.measure)?.1).collect();
    let apart = ends.iter().filter(|(low, high)| low * high > 0.0).count();
    match (ends.len(), scene.lang) {
        (0, Lang::En) => format!("{name}: each scenario against {base}"),
        (0, Lang::Zh) => format!("{name}：各方案与{base}对照"),
        (n, Lang::En) => format!("{name}: {apart} of {n} end surely apart from {base}"),
        (n, Lang::Zh) => format!("{name}：{n}个方案中有{apart}个最终与{base}确有差别"),
    }
}

/// Whether there are more scenarios than panels.
fn many(scene: &Scene) -> bool {
    scene.study.cases.len() > MOST_PANELS + 1
}

/// The courses that have a panel: all but the baseline, of many those that rank highest.
fn with_panel<'a>(scene: &Scene, courses: &'a [CourseLine]) -> Vec<&'a CourseLine> {
    let others = || courses.iter().filter(|course| course.at != scene.study.baseline);
    if scene.study.cases.len() == 1 {
        return courses.iter().collect();
    }
    if !many(scene) {
        return others().collect();
    }
    let place = |course: &CourseLine| scene.order.iter().position(|at| *at == course.at);
    let mut ranked: Vec<_> = others().filter_map(|course| Some((place(course)?, course))).collect();
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().take(MOST_PANELS).map(|(_, course)| course).collect()
}

/// One scenario in its frame.
struct ScenarioPanel<'a> {
    course: &'a CourseLine,
    frame: WeekFrame,
    /// Where its words begin.
    left: f64,
    top: f64,
}

/// The panels of a part: at once the best one.
fn of_part<'a>(scene: &Scene, courses: &'a [CourseLine], part: ChartPart) -> Option<Vec<&'a CourseLine>> {
    let shown = with_panel(scene, courses);
    let best = scene.order.iter().find(|at| shown.iter().any(|course| course.at == **at));
    let (front, rest): (Vec<_>, Vec<_>) = shown.iter().partition(|course| Some(&course.at) == best);
    match part {
        ChartPart::Whole => Some(shown),
        ChartPart::First => Some(front),
        ChartPart::Rest => Some(rest).filter(|rest| !rest.is_empty()),
    }
}

fn draw(scene: &Scene, courses: &[CourseLine], shown: &[&CourseLine], width: f64) -> Svg {
    let columns = ((width / 240.0) as usize).clamp(if width < 400.0 { 2 } else { 1 }, 4);
    let columns = columns.min(shown.len().max(1));
    let span = ((width + SPACE) / columns as f64 - SPACE).min(320.0);
    let axis = axis(scene, courses, 4.0);
    let lines = shown.iter().map(|course| name_lines(scene, course, span).len()).max().unwrap_or(1);
    let extra = 15.0 * (lines - 1) as f64;
    let panel_height = PANEL + extra;
    let mut svg = Svg::new(width, panel_height * shown.len().div_ceil(columns) as f64 - 20.0);
    let words = margin(Quantity::level(scene.measure), axis);
    for (i, course) in shown.iter().enumerate() {
        let left = (i % columns) as f64 * (span + SPACE);
        let top = (i / columns) as f64 * panel_height + extra;
        let plot =
            Rect { left: left + words, right: left + span, top: top + 42.0, bottom: top + 42.0 + PLOT };
        let frame = WeekFrame { plot, weeks: scene.study.weeks, axis };
        let panel = ScenarioPanel { course, frame, left, top };
        heading(scene, &mut svg, &panel);
        lines_of_panel(scene, &mut svg, courses, &panel);
    }
    svg
}

/// The name above a panel, on two lines if need be.
fn name_lines(scene: &Scene, course: &CourseLine, room: f64) -> Vec<String> {
    lines_at_most(2, scene.label(course.at), 13.0, room / BOLD)
}

/// Colours of the panel's own scenario: where it is grey, it is drawn in the grey of words.
fn own_ink(scene: &Scene, panel: &ScenarioPanel) -> Ink {
    let own = scene.ink(panel.course.at);
    if own.shown { own } else { Ink { fill: own.text, shown: true, ..own } }
}

/// Name and difference above a panel.
fn heading(scene: &Scene, svg: &mut Svg, panel: &ScenarioPanel) {
    let ScenarioPanel { course, left, top, .. } = *panel;
    let room = panel.frame.plot.right - left;
    let style = TextStyle::plain(13.0, own_ink(scene, panel).text).bold();
    for (i, words) in name_lines(scene, course, room).iter().rev().enumerate() {
        svg.text(left, top + 11.0 - 15.0 * i as f64, style, &fit(words, 13.0, Weight::Bold, room));
    }
    if let Some((change, _)) = scene.change_words(course.at, scene.measure) {
        let words = match scene.lang {
            Lang::En => format!("{change} in the last year"),
            Lang::Zh => format!("最后一年 {change}"),
        };
        // Words may be left out, a number is never cut.
        let words = if text_width(&words, 12.0, Weight::Regular) <= room { words } else { change };
        svg.text(left, top + 25.0, TextStyle::plain(12.0, QUIET), &words);
    }
}

/// The other scenarios, the baseline, and the panel's own in front.
fn lines_of_panel(scene: &Scene, svg: &mut Svg, courses: &[CourseLine], panel: &ScenarioPanel) {
    let ScenarioPanel { course: own, frame, .. } = panel;
    let ink = own_ink(scene, panel);
    frame.draw(svg, Quantity::level(scene.measure), scene.lang);
    let others = courses.iter().filter(|c| c.at != own.at && c.at != scene.study.baseline);
    for course in others.filter(|_| !many(scene)) {
        frame.line(svg, &course.bands, Stroke::solid("#d5d9dd", 1.0));
    }
    if let Some(base) = courses.iter().find(|c| c.at == scene.study.baseline) {
        frame.line(svg, &base.bands, stroke(scene.ink(base.at), 1.6));
    }
    frame.band(svg, &own.bands, ink.fill);
    frame.line(svg, &own.bands, stroke(ink, 2.0));
}

fn table(scene: &Scene) -> Table {
    let head = [
        ChartPhrase::Scenario,
        ChartPhrase::LastYear,
        ChartPhrase::Change,
        ChartPhrase::IntervalFrom,
        ChartPhrase::IntervalTo,
    ];
    let row = |(at, case): (usize, &Case)| {
        let change = scene.study.change(case, scene.measure);
        let interval = change.and_then(|c| c.1);
        let level = scene.study.level(case, scene.measure.name, Window::LastYear).mean();
        vec![
            Cell::Text(scene.label(at).to_string()),
            Cell::Value(level, scene.style()),
            Cell::Change(change.map(|c| c.0), scene.style()),
            Cell::Change(interval.map(|i| i.0), scene.style()),
            Cell::Change(interval.map(|i| i.1), scene.style()),
        ]
    };
    let rows = scene.study.cases.iter().enumerate().map(row).collect();
    Table { rows, ..Table::new(head.map(|phrase| scene.lang.text(phrase))) }
}
