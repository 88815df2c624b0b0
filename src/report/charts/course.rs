//! Courses over weeks with bands and direct labels: of a measure, and of its difference from the baseline.

use crate::measure::window::Window;
use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::frame::WeekFrame;
use crate::report::charts::labels::{GAP, lines_of, places};
use crate::report::charts::layout::{Rect, ValueAxis, Weight, text_width};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::{AxisScale, Quantity};
use crate::report::charts::scene::{Ink, Scene};
use crate::report::charts::style::{AXIS, SMALL, Stroke};
use crate::report::charts::svg::{EndLabel, Svg};
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::band::Band;
use crate::units::YEAR;
use crate::world::record::Measure;

/// The course of one scenario.
pub(crate) struct CourseLine {
    /// Which.
    pub at: usize,
    /// Week by week.
    pub bands: Vec<Option<Band>>,
}

/// The axis that holds all courses: from zero for what is never negative.
pub(crate) fn axis(scene: &Scene, courses: &[CourseLine], steps: f64) -> ValueAxis {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for course in courses {
        let shown = scene.ink(course.at).shown;
        for band in course.bands.iter().flatten() {
            low = low.min(if shown { band.low.min(band.mean) } else { band.mean });
            high = high.max(if shown { band.high.max(band.mean) } else { band.mean });
        }
    }
    let high = if high - low > 0.0 { high } else { 1.0 };
    ValueAxis::holding(low, high, steps)
}

/// How the line of a scenario looks.
pub(crate) fn stroke(ink: Ink, width: f64) -> Stroke<'static> {
    match ink {
        Ink { base: true, fill, .. } => Stroke { ink: fill, width: width - 0.2, dash: "5 3" },
        Ink { shown: true, fill, .. } => Stroke::solid(fill, width),
        Ink { fill, .. } => Stroke::solid(fill, 1.0),
    }
}

/// Where a measure goes in every scenario.
pub(crate) fn lines(scene: &Scene, measure: &'static Measure, wide: f64) -> Chart {
    let courses: Vec<CourseLine> = scene
        .layers()
        .into_iter()
        .filter_map(|at| {
            Some(CourseLine { at, bands: scene.study.bands(scene.case(at)?, measure.name, scene.weeks) })
        })
        .collect();
    let name = scene.name_of(measure);
    let desc = match scene.lang {
        Lang::En => format!(
            "{name}: the mean over worlds of the last {} weeks, with the middle 90% of worlds as a band. The \
             line begins anew where the arrangement changes.",
            scene.weeks
        ),
        Lang::Zh => format!(
            "{name}：最近{}周的均值（各次模拟平均），色带为中间90%的模拟结果。安排变动之处曲线重新开始。",
            scene.weeks
        ),
    };
    let heading = match scene.weeks == YEAR as usize {
        true => ChartHeading::new(&format!("lines-{}", measure.name), level_title(scene, measure), desc),
        false => {
            ChartHeading::new(&format!("seasons-{}", measure.name), seasonal_title(scene, measure), desc)
        }
    };
    let quantity = Quantity::level(measure);
    let draw = |width| draw(scene, measure, &courses, width, quantity);
    assemble(heading, table(scene, &courses, quantity), wide, &draw)
}

/// From where to where the best scenario goes, where that can be said.
fn level_title(scene: &Scene, measure: &Measure) -> String {
    let best = scene.order.first().copied().unwrap_or(scene.study.baseline);
    let before =
        scene.case(best).and_then(|case| scene.study.level(case, measure.name, Window::Before).mean());
    let name = scene.name_of(measure);
    let words =
        before.map(|before| Style::on_page(measure).value(before)).zip(scene.level_words(best, measure));
    match (words, scene.lang) {
        (Some((before, now)), Lang::En) => {
            format!("{name}: from {before} to {now} under {}", scene.named(best))
        }
        (Some((before, now)), Lang::Zh) => format!("{name}：{}下由{before}到{now}", scene.label(best)),
        (None, _) => name.to_string(),
    }
}

/// That seasons are in it.
fn seasonal_title(scene: &Scene, measure: &Measure) -> String {
    let (name, weeks) = (scene.name_of(measure), scene.weeks);
    match scene.lang {
        Lang::En => format!("{name} with its seasons, the mean of {weeks} weeks"),
        Lang::Zh => format!("{name}（含季节起伏，{weeks}周均值）"),
    }
}

/// How far every scenario is from the baseline, world by world.
pub(crate) fn differences(scene: &Scene, measure: &'static Measure, wide: f64) -> Chart {
    let courses: Vec<CourseLine> = scene
        .layers()
        .into_iter()
        .filter(|at| *at != scene.study.baseline)
        .filter_map(|at| {
            Some(CourseLine {
                at,
                bands: scene.study.differences(scene.case(at)?, measure.name, scene.weeks),
            })
        })
        .collect();
    let (name, base) = (scene.name_of(measure), scene.base_name());
    let best = scene.order.iter().copied().find(|at| *at != scene.study.baseline);
    let change = best.and_then(|at| Some((at, scene.change_words(at, measure)?.0)));
    let title = match (change, scene.lang) {
        (Some((at, change)), Lang::En) => format!("{name}: {} ends {change} from {base}", scene.named(at)),
        (Some((at, change)), Lang::Zh) => format!("{name}：{}最终与{base}相差{change}", scene.label(at)),
        (None, Lang::En) => format!("{name}: difference from {base}"),
        (None, Lang::Zh) => format!("{name}：与{base}之差"),
    };
    let desc = scene.lang.text(ChartPhrase::DifferenceMarks);
    let heading = ChartHeading::new(&format!("difference-{}", measure.name), title, desc);
    let quantity = Quantity::change(measure);
    let draw = |width| draw(scene, measure, &courses, width, quantity);
    assemble(heading, table(scene, &courses, quantity), wide, &draw)
}

fn draw(scene: &Scene, measure: &Measure, courses: &[CourseLine], width: f64, quantity: Quantity) -> Svg {
    let axis = axis(scene, courses, 4.0);
    let ends = line_ends(scene, measure, courses, quantity);
    let room = if width < 400.0 { 150.0 } else { 195.0_f64.max(width * 0.27) };
    let names = ends.iter().map(|end| (end.words.as_str(), scene.label(end.at)));
    let lines = lines_of(names, room - 15.0);
    let height =
        (if width < 400.0 { 190.0 } else { 230.0_f64 }).max(GAP * lines.iter().sum::<usize>() as f64 + 8.0);
    let left = margin(quantity, axis);
    let plot = Rect { left, right: width - room, top: 14.0, bottom: 14.0 + height };
    let frame = WeekFrame { plot, weeks: scene.study.weeks, axis };
    let mut svg = Svg::new(width, height + 40.0);
    frame.draw(&mut svg, quantity, scene.lang);
    frame.handover(&mut svg, scene.study.handover(), scene.lang);
    // Bands of several levels over one another show nothing; those of differences, and of a scenario in its
    // panel, do.
    let bands = quantity.scale == AxisScale::Change || courses.len() == 1;
    for course in courses.iter().filter(|course| bands && scene.ink(course.at).shown) {
        frame.band(&mut svg, &course.bands, scene.ink(course.at).fill);
    }
    if quantity.scale == AxisScale::Change {
        let y = frame.y(0.0);
        svg.rule((plot.left, y), (plot.right, y), stroke(scene.ink(scene.study.baseline), 1.8));
    }
    for (place, course) in courses.iter().enumerate() {
        frame.line(&mut svg, &course.bands, told_apart(place, stroke(scene.ink(course.at), 2.0)));
    }
    end_labels(scene, &mut svg, &frame, &ends, &lines, width);
    svg
}

/// Dashes of the lines of one picture, so that they differ in grey print too.
const DASHES: [&str; 4] = ["", "9 3", "2 2.5", "9 3 2 3"];

/// A line as it differs from the others of its picture without colour; the baseline has dashes of its own.
fn told_apart(place: usize, line: Stroke) -> Stroke {
    if line.dash.is_empty() { Stroke { dash: DASHES[place % DASHES.len()], ..line } } else { line }
}

/// Room for the words of the value axis.
pub(crate) fn margin(quantity: Quantity, axis: ValueAxis) -> f64 {
    let room = |value| text_width(&quantity.tick_with_unit(axis, value), SMALL, Weight::Regular);
    8.0 + room(axis.high).max(room(axis.low))
}

fn last(course: &CourseLine) -> Option<f64> {
    course.bands.iter().rev().flatten().next().map(|band| band.mean)
}

/// The end of a line.
struct LineEnd {
    /// Which scenario.
    at: usize,
    /// Its last value: where the label wants to be.
    value: f64,
    /// The value in words.
    words: String,
}

fn line_ends(scene: &Scene, measure: &Measure, courses: &[CourseLine], quantity: Quantity) -> Vec<LineEnd> {
    let end = |course: &CourseLine| {
        let value = last(course)?;
        Some(LineEnd { at: course.at, value, words: end_words(scene, measure, course, quantity) })
    };
    let base = LineEnd { at: scene.study.baseline, value: 0.0, words: String::new() };
    let base = Some(base).filter(|_| quantity.scale == AxisScale::Change);
    courses.iter().filter_map(end).chain(base).collect()
}

/// The value at the end of a line: of the mean of a year, the number that stands in the ranking too. Where
/// the last stretch of the line is shorter than that year, it ends at another number, and there is none.
fn end_words(scene: &Scene, measure: &Measure, course: &CourseLine, quantity: Quantity) -> String {
    let (last, case) = (last(course).unwrap_or(0.0), scene.case(course.at));
    if scene.weeks != YEAR as usize {
        return quantity.words(scene, last);
    }
    let whole = case.is_some_and(|case| scene.study.ends_at_last_year(case));
    let words = match quantity.scale {
        AxisScale::Level => scene.level_words(course.at, measure),
        AxisScale::Change => scene.change_words(course.at, measure).map(|(words, _)| words),
    };
    words.filter(|_| whole).unwrap_or_default()
}

/// Values and names at the ends of the lines, pushed apart.
fn end_labels(
    scene: &Scene,
    svg: &mut Svg,
    frame: &WeekFrame,
    ends: &[LineEnd],
    lines: &[usize],
    width: f64,
) {
    let wanted: Vec<f64> = ends.iter().map(|end| frame.y(end.value)).collect();
    let places = places(&wanted, lines, (frame.plot.top, frame.plot.bottom));
    for (((end, from), to), lines) in ends.iter().zip(&wanted).zip(&places).zip(lines) {
        let (ink, edge) = (scene.ink(end.at), frame.plot.right);
        let tie = Stroke::solid(if ink.shown { ink.fill } else { AXIS }, 0.8);
        svg.rule((edge + 2.0, *from), (edge + 11.0, *to), tie);
        let x = edge + 15.0;
        svg.end_label(&EndLabel {
            x,
            y: to + 4.2,
            ink: ink.text,
            value: &end.words,
            name: scene.label(end.at),
            room: width - x,
            lines: *lines,
        });
    }
}

/// Quarter by quarter.
fn table(scene: &Scene, courses: &[CourseLine], quantity: Quantity) -> Table {
    let mut table = Table::new([scene.lang.text(ChartPhrase::Week)]);
    for course in courses {
        let label = scene.label(course.at);
        for part in [scene.lang.text(ChartPhrase::MeanOfWorlds), "5%", "95%"] {
            table.head.push(format!("{label}, {part}"));
        }
    }
    let step = ((scene.study.weeks / 20).max(1) as usize).next_multiple_of(13);
    for week in (0..=scene.study.weeks as usize)
        .filter(|week| week % step == 0 || *week == scene.study.weeks as usize)
    {
        let mut row = vec![Cell::Text(week.to_string())];
        for course in courses {
            let band = course.bands.get(week).copied().flatten();
            row.extend(
                [band.map(|b| b.mean), band.map(|b| b.low), band.map(|b| b.high)]
                    .map(|value| quantity.cell(value)),
            );
        }
        table.rows.push(row);
    }
    table
}
