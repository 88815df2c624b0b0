//! Courses over weeks with bands and direct labels: of a measure, and of its difference from the baseline.

use crate::report::charts::frame::{SMALL, WeekFrame};
use crate::report::charts::layout::{Rect, nice, push_apart, text_width};
use crate::report::charts::scene::{Ink, Scene};
use crate::report::charts::svg::{AXIS, LABEL, Stroke, Svg};
use crate::report::charts::{Chart, assemble};
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::band::Band;
use crate::world::record::Measure;

/// From one line of a label to the next.
pub const GAP: f64 = 15.0;
/// Labels at most that may take two lines.
const TWO_LINES: usize = 9;

/// Labels at the ends of lines, value and name: how many lines each takes where there is so much room.
pub fn lines_of<'a>(labels: impl Iterator<Item = (&'a str, &'a str)>, room: f64) -> Vec<usize> {
    let width = |(value, name): (&str, &str)| {
        text_width(value, LABEL, true) + 0.45 * LABEL + text_width(name, LABEL, false)
    };
    let lines: Vec<usize> = labels.map(|label| if width(label) > room { 2 } else { 1 }).collect();
    if lines.len() > TWO_LINES { vec![1; lines.len()] } else { lines }
}

/// Where the first line of each label stands: as near as may be to where it wants to be, in the order of the
/// wishes.
pub fn places(wanted: &[f64], lines: &[usize], (low, high): (f64, f64)) -> Vec<f64> {
    // A label of two lines is two labels with one wish: they stay together.
    let each: Vec<f64> = wanted.iter().zip(lines).flat_map(|(wish, lines)| vec![*wish; *lines]).collect();
    let apart = push_apart(&each, GAP, low, high);
    let first = |at: usize| lines.iter().take(at).sum::<usize>();
    (0..wanted.len()).filter_map(|at| apart.get(first(at)).copied()).collect()
}

/// The course of one scenario.
pub struct CourseLine {
    /// Which.
    pub at: usize,
    /// Week by week.
    pub bands: Vec<Option<Band>>,
}

/// The axis that holds all courses: from zero for what is never negative.
pub fn axis(scene: &Scene, courses: &[CourseLine], steps: f64) -> (f64, f64, f64) {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for course in courses {
        let shown = scene.ink(course.at).shown;
        for band in course.bands.iter().flatten() {
            low = low.min(if shown { band.low } else { band.middle });
            high = high.max(if shown { band.high } else { band.middle });
        }
    }
    let high = if high - low > 0.0 { high } else { 1.0 };
    nice(low, high, steps)
}

/// How the line of a scenario looks.
pub fn stroke(ink: Ink, width: f64) -> Stroke<'static> {
    match ink {
        Ink { base: true, fill, .. } => Stroke { ink: fill, width: width - 0.2, dash: "5 3" },
        Ink { shown: true, fill, .. } => Stroke { ink: fill, width, dash: "" },
        Ink { fill, .. } => Stroke { ink: fill, width: 1.0, dash: "" },
    }
}

/// Where a measure goes in every scenario.
pub fn lines(scene: &Scene, measure: &'static Measure, wide: f64) -> Chart {
    let courses: Vec<CourseLine> = scene
        .layers()
        .into_iter()
        .filter_map(|at| Some(CourseLine { at, bands: scene.study.bands(scene.case(at)?, measure.name) }))
        .collect();
    let name = scene.name_of(measure);
    let title = name.to_string();
    let desc = match scene.lang {
        Lang::En => format!("{name} by week: medians over worlds, with the middle 90% of worlds as a band."),
        Lang::Zh => format!("{name}逐周走势：各随机世界的中位数，色带为中间90%的世界。"),
    };
    let style = Style::of(measure.unit);
    let grid = grid(scene, &courses, style, false);
    assemble(&format!("lines-{}", measure.name), title, desc, grid, wide, &|width| {
        draw(scene, &courses, style, false, width)
    })
}

/// How far every scenario is from the baseline, world by world.
pub fn differences(scene: &Scene, measure: &'static Measure, wide: f64) -> Chart {
    let courses: Vec<CourseLine> = scene
        .layers()
        .into_iter()
        .filter(|at| *at != scene.study.baseline)
        .filter_map(|at| {
            Some(CourseLine { at, bands: scene.study.differences(scene.case(at)?, measure.name) })
        })
        .collect();
    let (name, base) = (scene.name_of(measure), scene.label(scene.study.baseline));
    let (title, desc) = match scene.lang {
        Lang::En => (
            format!("{name}: difference from {base}"),
            "Scenario minus baseline in the same random world: median over worlds and the middle 90% of \
                them. A band that holds zero means that the sign differs between worlds."
                .to_string(),
        ),
        Lang::Zh => (
            format!("{name}：与{base}之差"),
            "同一随机世界中方案减基线：各世界的中位数与中间90%。色带含零表示不同世界的符号不同。".to_string(),
        ),
    };
    let style = Style::of(measure.unit);
    let grid = grid(scene, &courses, style, true);
    assemble(&format!("difference-{}", measure.name), title, desc, grid, wide, &|width| {
        draw(scene, &courses, style, true, width)
    })
}

fn draw(scene: &Scene, courses: &[CourseLine], style: Style, change: bool, width: f64) -> Svg {
    let axis = axis(scene, courses, 4.0);
    let labels = labels(scene, courses, style, change);
    let room = if width < 400.0 { 150.0 } else { 195.0_f64.max(width * 0.27) };
    let names = labels.iter().map(|(at, _, words)| (words.as_str(), scene.label(*at)));
    let lines = lines_of(names, room - 15.0);
    let height =
        (if width < 400.0 { 190.0 } else { 230.0_f64 }).max(GAP * lines.iter().sum::<usize>() as f64 + 8.0);
    let left = margin(style, axis, change);
    let plot = Rect { left, right: width - room, top: 14.0, bottom: 14.0 + height };
    let frame = WeekFrame { plot, weeks: scene.study.weeks, axis };
    let mut svg = Svg::new(width, height + 40.0);
    frame.draw(&mut svg, style, change, scene.lang);
    frame.handover(&mut svg, scene.study.handover(), scene.lang);
    for course in courses.iter().filter(|course| scene.ink(course.at).shown) {
        frame.band(&mut svg, &course.bands, scene.ink(course.at).fill);
    }
    if change {
        let y = frame.y(0.0);
        svg.rule((plot.left, y), (plot.right, y), stroke(scene.ink(scene.study.baseline), 1.8));
    }
    for course in courses {
        frame.line(&mut svg, &course.bands, stroke(scene.ink(course.at), 2.0));
    }
    ends(scene, &mut svg, &frame, &labels, (width, &lines));
    svg
}

/// Room for the words of the value axis.
pub fn margin(style: Style, axis: (f64, f64, f64), change: bool) -> f64 {
    let words = |value| crate::report::charts::frame::tick_words(style, value, axis.2, change, true);
    8.0 + text_width(&words(axis.1), SMALL, false).max(text_width(&words(axis.0), SMALL, false))
}

fn last(course: &CourseLine) -> Option<f64> {
    course.bands.iter().rev().flatten().next().map(|band| band.middle)
}

/// A label of a line's end: which scenario, where it wants to be, its value in words.
type Label = (usize, f64, String);

fn labels(scene: &Scene, courses: &[CourseLine], style: Style, change: bool) -> Vec<Label> {
    let label = |course: &CourseLine| {
        let value = last(course)?;
        Some((course.at, value, if change { scene.change(style, value) } else { style.value(value) }))
    };
    let base = change.then(|| (scene.study.baseline, 0.0, String::new()));
    courses.iter().filter_map(label).chain(base).collect()
}

/// Values and names at the ends of the lines, pushed apart.
fn ends(scene: &Scene, svg: &mut Svg, frame: &WeekFrame, labels: &[Label], (width, lines): (f64, &[usize])) {
    let wanted: Vec<f64> = labels.iter().map(|(_, value, _)| frame.y(*value)).collect();
    let places = places(&wanted, lines, (frame.plot.top, frame.plot.bottom));
    for ((((at, _, words), from), to), lines) in labels.iter().zip(&wanted).zip(&places).zip(lines) {
        let ink = scene.ink(*at);
        let edge = frame.plot.right;
        svg.rule(
            (edge + 2.0, *from),
            (edge + 11.0, *to),
            Stroke { ink: if ink.shown { ink.fill } else { AXIS }, width: 0.8, dash: "" },
        );
        let left = edge + 15.0;
        svg.value_and_name((left, to + 4.2), ink.text, (words, scene.label(*at)), (width - left, *lines));
    }
}

/// Quarter by quarter.
fn grid(scene: &Scene, courses: &[CourseLine], style: Style, change: bool) -> Table {
    let mut grid = Table { head: vec![scene.lang.say("week", "周").to_string()], rows: vec![] };
    for course in courses {
        let label = scene.label(course.at);
        for part in [scene.lang.say("median", "中位数"), "5%", "95%"] {
            grid.head.push(format!("{label}, {part}"));
        }
    }
    let step = ((scene.study.weeks / 20).max(1) as usize).next_multiple_of(13);
    for week in (0..=scene.study.weeks as usize)
        .filter(|week| week % step == 0 || *week == scene.study.weeks as usize)
    {
        let mut row = vec![Cell::Text(week.to_string())];
        for course in courses {
            let band = course.bands.get(week).copied().flatten();
            let cell = |value| if change { Cell::Change(value, style) } else { Cell::Value(value, style) };
            row.extend([cell(band.map(|b| b.middle)), cell(band.map(|b| b.low)), cell(band.map(|b| b.high))]);
        }
        grid.rows.push(row);
    }
    grid
}
