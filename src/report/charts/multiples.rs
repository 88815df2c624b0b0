//! Each scenario against the baseline, in panels of one scale.

use crate::report::charts::course::{CourseLine, axis, margin, stroke};
use crate::report::charts::dots::lines_at_most;
use crate::report::charts::frame::WeekFrame;
use crate::report::charts::layout::{Rect, fit};
use crate::report::charts::scene::{Ink, Scene};
use crate::report::charts::svg::{QUIET, Stroke, Svg, TextStyle};
use crate::report::charts::{Chart, assemble};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;

/// Space between panels.
const SPACE: f64 = 24.0;
/// Height of a panel with its words.
const PANEL: f64 = 206.0;
/// Height of the plot in it.
const PLOT: f64 = 122.0;

/// The chart.
pub fn chart(scene: &Scene, wide: f64) -> Chart {
    let courses: Vec<CourseLine> = (0..scene.study.cases.len())
        .filter_map(|at| {
            Some(CourseLine { at, bands: scene.study.bands(scene.case(at)?, scene.measure.name) })
        })
        .collect();
    let (name, base) = (scene.name_of(scene.measure), scene.label(scene.study.baseline));
    let title = match scene.lang {
        Lang::En => format!("{name}: each scenario against {base}"),
        Lang::Zh => format!("{name}：各方案与{base}对照"),
    };
    let desc = scene.lang.say(
        "One panel per scenario, the same scale in all. Dashed grey: the baseline. Thin grey: the other \
            scenarios.",
        "每个方案一格，刻度相同。灰色虚线为基线，细灰线为其他方案。",
    );
    assemble("multiples", title, desc.to_string(), grid(scene), wide, &|width| draw(scene, &courses, width))
}

fn draw(scene: &Scene, courses: &[CourseLine], width: f64) -> Svg {
    let columns = ((width / 240.0) as usize).clamp(if width < 400.0 { 2 } else { 1 }, 4);
    let panels: Vec<&CourseLine> = match scene.study.cases.len() {
        1 => courses.iter().collect(),
        _ => courses.iter().filter(|course| course.at != scene.study.baseline).collect(),
    };
    let columns = columns.min(panels.len().max(1));
    let span = ((width + SPACE) / columns as f64 - SPACE).min(320.0);
    let axis = axis(scene, courses, 4.0);
    let lines = panels.iter().map(|panel| head(scene, panel, span).len()).max().unwrap_or(1);
    let extra = 15.0 * (lines - 1) as f64;
    let panel_height = PANEL + extra;
    let mut svg = Svg::new(width, panel_height * panels.len().div_ceil(columns) as f64 - 20.0);
    for (i, panel) in panels.iter().enumerate() {
        let left = (i % columns) as f64 * (span + SPACE);
        let top = (i / columns) as f64 * panel_height + extra;
        let words = margin(scene.style(), axis, false);
        let plot =
            Rect { left: left + words, right: left + span, top: top + 42.0, bottom: top + 42.0 + PLOT };
        one(scene, &mut svg, courses, panel, (WeekFrame { plot, weeks: scene.study.weeks, axis }, left, top));
    }
    svg
}

/// The name above a panel, on two lines if need be.
fn head(scene: &Scene, panel: &CourseLine, room: f64) -> Vec<String> {
    lines_at_most(2, scene.label(panel.at), 13.0, room / 1.1)
}

fn one(
    scene: &Scene,
    svg: &mut Svg,
    courses: &[CourseLine],
    panel: &CourseLine,
    (frame, left, top): (WeekFrame, f64, f64),
) {
    // Grey scenarios are heroes of their own panel: there they are drawn in the grey of words.
    let own = scene.ink(panel.at);
    let own = if own.shown { own } else { Ink { fill: own.text, shown: true, ..own } };
    let room = frame.plot.right - left;
    for (i, words) in head(scene, panel, room).iter().rev().enumerate() {
        svg.text(
            left,
            top + 11.0 - 15.0 * i as f64,
            TextStyle::plain(13.0, own.text).bold(),
            &fit(words, 13.0, true, room),
        );
    }
    let change = scene.case(panel.at).and_then(|case| scene.study.change(case, scene.measure));
    if let Some((diff, _)) = change {
        let words = match scene.lang {
            Lang::En => format!("{} in the last year", scene.change(scene.style(), diff)),
            Lang::Zh => format!("最后一年 {}", scene.change(scene.style(), diff)),
        };
        svg.text(left, top + 25.0, TextStyle::plain(12.0, QUIET), &fit(&words, 12.0, false, room));
    }
    frame.draw(svg, scene.style(), false, scene.lang);
    for course in courses.iter().filter(|c| c.at != panel.at && c.at != scene.study.baseline) {
        frame.line(svg, &course.bands, Stroke { ink: "#d5d9dd", width: 1.0, dash: "" });
    }
    if let Some(base) = courses.iter().find(|c| c.at == scene.study.baseline) {
        frame.line(svg, &base.bands, stroke(scene.ink(base.at), 1.6));
    }
    frame.band(svg, &panel.bands, own.fill);
    frame.line(svg, &panel.bands, stroke(own, 2.0));
}

fn grid(scene: &Scene) -> Table {
    let lang = scene.lang;
    let head = [
        lang.say("scenario", "方案"),
        lang.say("last year", "最后一年"),
        lang.say("change vs baseline", "与基线之差"),
        lang.say("95% interval from", "95%区间下限"),
        lang.say("to", "上限"),
    ];
    let row = |(at, case)| {
        let change = scene.study.change(case, scene.measure);
        let interval = change.and_then(|c| c.1);
        let level = scene
            .study
            .level(case, scene.measure.name, crate::study::compare::results::ReportWindows::LastYear)
            .mean();
        vec![
            Cell::Text(scene.label(at).to_string()),
            Cell::Value(level, scene.style()),
            Cell::Change(change.map(|c| c.0), scene.style()),
            Cell::Change(interval.map(|i| i.0), scene.style()),
            Cell::Change(interval.map(|i| i.1), scene.style()),
        ]
    };
    Table {
        head: head.map(String::from).to_vec(),
        rows: scene.study.cases.iter().enumerate().map(row).collect(),
    }
}
