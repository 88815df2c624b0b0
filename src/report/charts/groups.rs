//! For whom: how much more often each group of residents comes than under the baseline, all on one zero line;
//! of a scenario alone its levels.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::layout::{LEAST, Rect, ValueAxis, Weight, fit, text_width};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::{AxisScale, Quantity};
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{Anchor, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::paired::Estimate;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;

/// Room for names on a wide page, in pixels.
const NAMES: f64 = 190.0;
/// Room for the values.
const VALUES: f64 = 150.0;

/// A group: what is drawn in full, and what of the other scenarios.
struct GroupDrawn {
    group: Group,
    /// Of the scenario in front.
    front: Estimate,
    /// Of the others: means.
    others: Vec<f64>,
}

/// The scenario in front: the best that is not the baseline, or the only one.
fn front(scene: &Scene) -> Option<usize> {
    let other = scene.order.iter().copied().find(|at| *at != scene.study.baseline);
    other.or_else(|| scene.order.first().copied())
}

/// A group's figure: its change from the baseline, or its level where there is nothing else.
fn figure(scene: &Scene, at: usize, group: Group) -> Option<Estimate> {
    let case = scene.case(at)?;
    match scene.study.cases.len() {
        1 => {
            let moments = scene.study.group(case, group, YearlyFigure::Participation);
            Some(Estimate::new(moments.mean()?, moments.interval_within((0.0, 1.0)), moments.n()))
        }
        _ => scene.study.group_change(case, group, YearlyFigure::Participation),
    }
}

fn rows(scene: &Scene) -> Vec<GroupDrawn> {
    let Some(best) = front(scene) else { return vec![] };
    let rest = || scene.shown().into_iter().filter(|at| *at != best && *at != scene.study.baseline);
    let row = |group: Group| {
        let others = rest().filter_map(|at| Some(figure(scene, at, group)?.mean)).collect();
        Some(GroupDrawn { group, front: figure(scene, best, group)?, others })
    };
    let mut rows: Vec<GroupDrawn> =
        scene.study.divided().filter(|group| !group.repeats()).filter_map(row).collect();
    rows.sort_by(|a, b| b.front.mean.total_cmp(&a.front.mean));
    rows
}

/// The chart.
pub(crate) fn chart(scene: &Scene, wide: f64) -> Chart {
    let rows = rows(scene);
    let several = scene.study.cases.len() > 1;
    let marks = if several { ChartPhrase::GroupChangeMarks } else { ChartPhrase::GroupMarks };
    let desc = match (front(scene).filter(|_| several), scene.lang) {
        (Some(at), Lang::En) => {
            format!("{} Coloured: {}.", scene.lang.text(marks), scene.label(at))
        }
        (Some(at), Lang::Zh) => format!("{}彩色：{}。", scene.lang.text(marks), scene.label(at)),
        (None, _) => scene.lang.text(marks).to_string(),
    };
    let heading = ChartHeading::new("groups", title(scene, &rows), desc);
    assemble(heading, table(scene), wide, &|width| draw(scene, &rows, width))
}

/// Who gains most and who least.
fn title(scene: &Scene, rows: &[GroupDrawn]) -> String {
    let lang = scene.lang;
    let (Some(most), Some(least)) = (rows.first(), rows.last()) else {
        return lang.text(ChartPhrase::Groups).to_string();
    };
    let (first, last) = (lang.text(most.group), lang.text(least.group));
    match (scene.study.cases.len() > 1, lang) {
        (true, Lang::En) => format!("{first} gain most, {} least", last.to_lowercase()),
        (true, Lang::Zh) => format!("受益最多的是{first}，最少的是{last}"),
        (false, Lang::En) => format!("{first} come most often, {} least", last.to_lowercase()),
        (false, Lang::Zh) => format!("到访最多的是{first}，最少的是{last}"),
    }
}

fn quantity(scene: &Scene) -> Quantity {
    let scale = if scene.study.cases.len() > 1 { AxisScale::Change } else { AxisScale::Level };
    Quantity { style: Style::People, scale }
}

/// Where rows stand at a width.
struct GroupFrame {
    narrow: bool,
    width: f64,
    plot: Rect,
    step: f64,
    axis: ValueAxis,
}

impl GroupFrame {
    fn new(rows: &[GroupDrawn], width: f64) -> GroupFrame {
        let narrow = width < 640.0;
        let (step, top) = if narrow { (44.0, 24.0) } else { (27.0, 24.0) };
        let bottom = top + step * rows.len() as f64;
        let (left, right) = if narrow { (12.0, width - 12.0) } else { (NAMES, width.min(860.0) - VALUES) };
        let ends = |row: &GroupDrawn| {
            let (low, high) = row.front.interval.unwrap_or((row.front.mean, row.front.mean));
            row.others.iter().copied().chain([low, high]).collect::<Vec<_>>()
        };
        let all = || rows.iter().flat_map(ends);
        let axis = ValueAxis::holding(all().fold(0.0, f64::min), all().fold(LEAST, f64::max), 4.0);
        GroupFrame { narrow, width, plot: Rect { left, right, top, bottom }, step, axis }
    }

    /// Place of a value.
    fn x(&self, value: f64) -> f64 {
        self.plot.left + self.axis.share(value) * (self.plot.right - self.plot.left)
    }

    /// The middle of the marks of a row.
    fn middle(&self, row: usize) -> f64 {
        self.plot.top + self.step * (row as f64 + if self.narrow { 0.66 } else { 0.5 })
    }
}

fn draw(scene: &Scene, rows: &[GroupDrawn], width: f64) -> Svg {
    let frame = GroupFrame::new(rows, width);
    let mut svg = Svg::new(width, frame.plot.bottom + 8.0);
    grid(scene, &mut svg, rows.len(), &frame);
    svg.inside(frame.plot);
    let ink = front(scene).map_or(scene.ink(scene.study.baseline), |at| scene.ink(at));
    let format =
        NumberFormat::column(Style::People, rows.iter().map(|row| (row.front.mean, row.front.interval)));
    for (i, row) in rows.iter().enumerate() {
        let y = frame.middle(i);
        for other in &row.others {
            svg.dot((frame.x(*other), y), 3.2, "#868e96", Dot::Open);
        }
        if let Some((low, high)) = row.front.interval {
            svg.bar((frame.x(low), frame.x(high)), y, 4.0, ink.fill, "0.45");
        }
        svg.dot((frame.x(row.front.mean), y), 4.2, ink.fill, Dot::Filled);
        let value = match quantity(scene).scale {
            AxisScale::Change => format.signed(row.front.mean),
            AxisScale::Level => format.bare(row.front.mean),
        };
        words(&mut svg, &frame, y, (scene.lang.text(row.group), &value, ink.text));
    }
    svg
}

/// Ticks; the zero line is the baseline.
fn grid(scene: &Scene, svg: &mut Svg, rows: usize, frame: &GroupFrame) {
    let base = Stroke { ink: scene.ink(scene.study.baseline).fill, width: 1.2, dash: "4 3" };
    let mut free = 0.0;
    for tick in frame.axis.ticks() {
        let zero = tick == 0.0 && quantity(scene).scale == AxisScale::Change;
        let (x, half) = (frame.x(tick), if frame.narrow { 9.0 } else { frame.step / 2.0 });
        for y in (0..rows).map(|row| frame.middle(row)) {
            svg.rule((x, y - half), (x, y + half), if zero { base } else { Stroke::solid(GRID, 1.0) });
        }
        let words = quantity(scene).tick(frame.axis, tick);
        free = svg.spaced((x, frame.plot.top - 8.0), TextStyle::plain(SMALL, QUIET), &words, free);
    }
}

/// The name of a group and its value: beside the marks, on a narrow screen above them.
fn words(svg: &mut Svg, frame: &GroupFrame, y: f64, (name, value, ink): (&str, &str, &str)) {
    let style = TextStyle::plain(13.0, ink).bold().at(Anchor::End);
    let (y, right, room) = if frame.narrow {
        (y - 13.0, frame.width, frame.width - text_width(value, 13.0, Weight::Bold) - 8.0)
    } else {
        (y + 4.5, frame.plot.right + 70.0, NAMES - 12.0)
    };
    svg.text(0.0, y, TextStyle::plain(13.0, INK), &fit(name, 13.0, Weight::Regular, room));
    svg.text(right, y, style, value);
}

/// Every group in every scenario: level and change.
fn table(scene: &Scene) -> Table {
    let lang = scene.lang;
    let mut table = Table::new([lang.text(ChartPhrase::Row)]);
    let several = scene.study.cases.len() > 1;
    for at in 0..scene.study.cases.len() {
        let label = scene.label(at);
        table.head.push(format!("{label}, {}", lang.text(ChartPhrase::LastYear)));
        if several && at != scene.study.baseline {
            for part in [ChartPhrase::Change, ChartPhrase::ChangeFrom, ChartPhrase::ChangeTo] {
                table.head.push(format!("{label}, {}", lang.text(part)));
            }
        }
    }
    let level = |case, group| scene.study.group(case, group, YearlyFigure::Participation).mean();
    let there = |group: &Group| scene.study.cases.iter().any(|case| level(case, *group).is_some());
    for group in scene.study.divided().filter(there) {
        let mut row = vec![Cell::Text(lang.text(group).to_string())];
        for (at, case) in scene.study.cases.iter().enumerate() {
            row.push(Cell::Value(level(case, group), Style::People));
            if several && at != scene.study.baseline {
                let change = scene.study.group_change(case, group, YearlyFigure::Participation);
                let ends = change.and_then(|change| change.interval);
                let cells = [change.map(|c| c.mean), ends.map(|e| e.0), ends.map(|e| e.1)];
                row.extend(cells.map(|value| Cell::Change(value, Style::People)));
            }
        }
        table.rows.push(row);
    }
    table
}
