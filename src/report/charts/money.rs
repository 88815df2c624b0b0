//! Full cost against the result: a dot per scenario with its intervals, and the frontier of those that no
//! other beats at no higher cost and in which nothing breaks.

use crate::measure::cost::{FULL_COST, PUBLIC_COST};
use crate::measure::window::Window;
use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::labels::{GAP, lines_of, places};
use crate::report::charts::layout::{Rect, ValueAxis, Weight, fit};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{AXIS, Anchor, GRID, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, EndLabel, Svg};
use crate::report::text::breaks;
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::Moments;
use crate::study::compare::frontier::FrontierStanding;

struct MoneyPoint {
    at: usize,
    cost: Moments,
    value: Moments,
    x: f64,
    y: f64,
    standing: FrontierStanding,
}

impl MoneyPoint {
    /// Whether nothing gives more for the money, not even a mixture of two others.
    fn competes(&self) -> bool {
        self.standing.corner
    }
}

/// The chart.
pub(crate) fn chart(scene: &Scene, wide: f64) -> Chart {
    let points = points(scene);
    let name = scene.name_of(scene.measure);
    let title = match scene.lang {
        Lang::En => format!("Full cost and {} in the last year", name.to_lowercase()),
        Lang::Zh => format!("最后一年的全部成本与{name}"),
    };
    let heading = ChartHeading::new("money", title, scene.lang.text(ChartPhrase::MoneyMarks));
    assemble(heading, table(scene, &points), wide, &|width| draw(scene, &points, width))
}

fn points(scene: &Scene) -> Vec<MoneyPoint> {
    let standings = scene.study.frontier(scene.measure);
    let point = |at: usize| {
        let case = scene.case(at)?;
        let cost = scene.study.level(case, FULL_COST, Window::LastYear);
        let value = scene.study.level(case, scene.measure.name, Window::LastYear);
        Some(MoneyPoint { at, cost, value, x: cost.mean()?, y: value.mean()?, standing: *standings.get(at)? })
    };
    scene.layers().into_iter().filter_map(point).collect()
}

/// The frame and its two axes.
struct MoneyFrame {
    width: f64,
    plot: Rect,
    cost: ValueAxis,
    value: ValueAxis,
}

impl MoneyFrame {
    fn new(points: &[MoneyPoint], width: f64) -> MoneyFrame {
        let end = |m: &Moments| m.interval().map(|i| i.1).or(m.mean()).unwrap_or(0.0);
        let start = |m: &Moments| m.interval().map(|i| i.0).or(m.mean()).unwrap_or(0.0).min(0.0);
        let across = |pick: fn(&MoneyPoint) -> &Moments, steps| {
            let low = points.iter().map(|p| start(pick(p))).fold(0.0, f64::min);
            ValueAxis::holding(low, points.iter().map(|p| end(pick(p))).fold(1e-9, f64::max), steps)
        };
        let narrow = width < 400.0;
        let room = if narrow { 150.0 } else { 210.0 };
        let lines = if points.len() < 10 && narrow { 2.0 } else { 1.0 };
        let height = (if narrow { 230.0 } else { 270.0_f64 }).max(lines * GAP * points.len() as f64 + 8.0);
        let plot = Rect { left: 40.0, right: width.min(860.0) - room, top: 26.0, bottom: 26.0 + height };
        let cost = across(|p| &p.cost, if narrow { 2.0 } else { 5.0 });
        MoneyFrame { width, plot, cost, value: across(|p| &p.value, 4.0) }
    }

    fn x(&self, cost: f64) -> f64 {
        self.plot.left + self.cost.share(cost) * (self.plot.right - self.plot.left)
    }

    fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.value.share(value) * (self.plot.bottom - self.plot.top)
    }
}

fn draw(scene: &Scene, points: &[MoneyPoint], width: f64) -> Svg {
    let frame = MoneyFrame::new(points, width);
    let mut svg = Svg::new(width, frame.plot.bottom + 40.0);
    axes(scene, &mut svg, &frame);
    svg.inside(frame.plot);
    let mut best: Vec<&MoneyPoint> = points.iter().filter(|point| point.competes()).collect();
    best.sort_by(|a, b| a.x.total_cmp(&b.x));
    let path: Vec<_> = best.iter().map(|point| (frame.x(point.x), frame.y(point.y))).collect();
    svg.line(&path, Stroke::solid(AXIS, 1.2));
    for point in points {
        let (ink, x, y) = (scene.ink(point.at), frame.x(point.x), frame.y(point.y));
        let thin = Stroke::solid(ink.fill, 1.6);
        if let Some((low, high)) = point.cost.interval() {
            svg.line(&[(frame.x(low), y), (frame.x(high), y)], thin);
        }
        if let Some((low, high)) = point.value.interval() {
            svg.line(&[(x, frame.y(low)), (x, frame.y(high))], thin);
        }
        svg.dot((x, y), 4.6, ink.fill, if point.competes() { Dot::Filled } else { Dot::Open });
        if point.standing.broken.is_some() {
            cross(&mut svg, (x, y), thin);
        }
    }
    names(scene, &mut svg, &frame, points);
    svg
}

/// Over the dot of a scenario in which something breaks.
fn cross(svg: &mut Svg, (x, y): (f64, f64), stroke: Stroke) {
    const ARM: f64 = 6.0;
    for side in [-ARM, ARM] {
        svg.rule((x - ARM, y - side), (x + ARM, y + side), stroke);
    }
}

fn axes(scene: &Scene, svg: &mut Svg, frame: &MoneyFrame) {
    let (plot, quiet) = (frame.plot, TextStyle::plain(SMALL, QUIET));
    for (i, tick) in frame.value.ticks().iter().enumerate() {
        let y = frame.y(*tick);
        let ink = if i == 0 { AXIS } else { GRID };
        svg.rule((plot.left, y), (plot.right, y), Stroke::solid(ink, 1.0));
        let words = Quantity::level(scene.measure).tick_with_unit(frame.value, *tick);
        svg.text(plot.left - 6.0, y + 4.0, quiet.at(Anchor::End), &words);
    }
    for tick in frame.cost.ticks() {
        let x = frame.x(tick);
        svg.rule((x, plot.top), (x, plot.bottom), Stroke::solid(GRID, 1.0));
        svg.text(x, plot.bottom + 17.0, quiet.at(Anchor::Middle), &Style::Money.value(tick));
    }
    svg.text(0.0, 12.0, quiet, &fit(scene.name_of(scene.measure), SMALL, Weight::Regular, frame.width));
    svg.text(plot.left, plot.bottom + 34.0, quiet, scene.lang.text(ChartPhrase::FullCost));
}

/// Values and names at the right, each tied to its dot by a thin line.
fn names(scene: &Scene, svg: &mut Svg, frame: &MoneyFrame, points: &[MoneyPoint]) {
    let wanted: Vec<f64> = points.iter().map(|p| frame.y(p.y)).collect();
    let words: Vec<String> = points.iter().map(|point| scene.style().value(point.y)).collect();
    let (edge, room) = (frame.plot.right, frame.width - frame.plot.right - 14.0);
    let names = points.iter().zip(&words).map(|(point, words)| (words.as_str(), scene.label(point.at)));
    let lines = lines_of(names, room);
    let places = places(&wanted, &lines, (frame.plot.top, frame.plot.bottom));
    let dots = points.iter().zip(&words).zip(&wanted);
    for (((point, words), from), (to, lines)) in dots.zip(places.iter().zip(&lines)) {
        let ink = scene.ink(point.at);
        let thin = Stroke { ink: "#c3c9cf", width: 0.8, dash: "1.5 2.5" };
        svg.rule((frame.x(point.x) + 6.0, *from), (edge, *from), thin);
        svg.rule((edge, *from), (edge + 10.0, *to), thin);
        svg.end_label(&EndLabel {
            x: edge + 14.0,
            y: to + 4.2,
            ink: ink.text,
            value: words,
            name: scene.label(point.at),
            room,
            lines: *lines,
        });
    }
}

fn table(scene: &Scene, points: &[MoneyPoint]) -> Table {
    let phrase = |phrase| scene.lang.text(phrase);
    let head = [
        phrase(ChartPhrase::Scenario),
        phrase(ChartPhrase::FullCost),
        phrase(ChartPhrase::IntervalFrom),
        phrase(ChartPhrase::IntervalTo),
        phrase(ChartPhrase::PublicCost),
        scene.name_of(scene.measure),
        phrase(ChartPhrase::DominatedBy),
        phrase(ChartPhrase::OnFrontier),
        phrase(ChartPhrase::WhatBreaks),
    ];
    let broken = scene.study.breaks();
    let public = |at: usize| scene.study.level(scene.case(at)?, PUBLIC_COST, Window::LastYear).mean();
    let row = |point: &MoneyPoint| {
        let by = point.standing.dominated_by.map_or("–", |at| scene.label(at));
        vec![
            Cell::Text(scene.label(point.at).to_string()),
            Cell::Value(point.cost.mean(), Style::Money),
            Cell::Value(point.cost.interval().map(|i| i.0), Style::Money),
            Cell::Value(point.cost.interval().map(|i| i.1), Style::Money),
            Cell::Value(public(point.at), Style::Money),
            Cell::Value(point.value.mean(), scene.style()),
            Cell::Text(by.to_string()),
            Cell::Value(Some(point.standing.p_frontier).filter(|_| point.cost.n() > 1), Style::Share),
            Cell::Text(breaks::cell(scene.lang, &broken[point.at])),
        ]
    };
    Table { rows: points.iter().map(row).collect(), ..Table::new(head) }
}
