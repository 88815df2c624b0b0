//! Full cost against the result, both more than the baseline: a dot per scenario with its intervals, and the
//! corners that give most for their money, each with the price of one more.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::labels::{GAP, lines_of, places};
use crate::report::charts::layout::{LEAST, Rect, ValueAxis, Weight, fit};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{AXIS, Anchor, GRID, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, EndLabel, Svg};
use crate::report::text::breaks;
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::compare::frontier::FrontierStanding;
use crate::units::YEAR;
use crate::world::record::Measure;

struct MoneyPoint {
    at: usize,
    /// Yuan a year more than the baseline, with its interval; of a scenario alone all of it.
    cost: (f64, Option<(f64, f64)>),
    /// The measure more than under the baseline, with its interval.
    value: (f64, Option<(f64, f64)>),
    standing: FrontierStanding,
    /// On the ladder from the baseline on: what one more costs from the corner before it, yuan a week;
    /// nothing of the first one.
    corner: Option<Option<f64>>,
    /// Surely brings more and surely saves.
    saves: bool,
}

impl MoneyPoint {
    /// Whether nothing gives more for the money, not even a mixture of two others.
    fn competes(&self) -> bool {
        self.corner.is_some() || self.saves
    }
}

/// The chart.
pub(crate) fn chart(scene: &Scene, wide: f64) -> Chart {
    let points = points(scene);
    let heading = ChartHeading::new("money", title(scene, &points), scene.lang.text(ChartPhrase::MoneyMarks));
    assemble(heading, table(scene, &points), wide, &|width| draw(scene, &points, width))
}

/// Which package has the lowest price of one more, where that can be said.
fn title(scene: &Scene, points: &[MoneyPoint]) -> String {
    let steps = points.iter().filter_map(|point| Some((point, point.corner??)));
    let cheapest = steps.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(point, _)| point);
    let named = cheapest.filter(|_| scene.study.cases.len() > 1 && scene.style() == Style::People);
    let name = scene.name_of(scene.measure);
    match (named, scene.lang) {
        (Some(point), Lang::En) => format!("Of what costs more, {} gives most for it", scene.named(point.at)),
        (Some(point), Lang::Zh) => format!("在多花钱的方案中，{}最划算", scene.label(point.at)),
        (None, Lang::En) => format!("Full cost and {} in the last year", name.to_lowercase()),
        (None, Lang::Zh) => format!("最后一年的全部成本与{name}"),
    }
}

fn points(scene: &Scene) -> Vec<MoneyPoint> {
    let standings = scene.study.frontier(scene.measure);
    let ladder = scene.study.ladder(scene.measure);
    let bargains = scene.study.bargains(scene.measure);
    let of = |at: usize, measure: &Measure, per: f64| {
        let case = scene.case(at)?;
        let scaled = |(mean, ends): (f64, Option<(f64, f64)>)| {
            (mean * per, ends.map(|(low, high)| (low * per, high * per)))
        };
        if scene.study.cases.len() == 1 {
            let level = scene.study.level(case, measure.name, Window::LastYear);
            return Some(scaled((level.mean()?, level.interval())));
        }
        if at == scene.study.baseline {
            return Some((0.0, None));
        }
        scene.study.change(case, measure).map(scaled)
    };
    let point = |at: usize| {
        let cost = of(at, cost::counted()?, f64::from(YEAR))?;
        Some(MoneyPoint {
            at,
            cost,
            value: of(at, scene.measure, 1.0)?,
            standing: *standings.get(at)?,
            corner: ladder.iter().find(|corner| corner.at == at).map(|corner| corner.slope),
            saves: bargains.iter().any(|one| one.at == at && one.saves),
        })
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
        type Ranged = (f64, Option<(f64, f64)>);
        let end = |(mean, ends): &Ranged| ends.map_or(*mean, |ends| ends.1);
        let start = |(mean, ends): &Ranged| ends.map_or(*mean, |ends| ends.0);
        let across = |pick: fn(&MoneyPoint) -> &Ranged, steps| {
            let low = points.iter().map(|p| start(pick(p))).fold(0.0, f64::min);
            ValueAxis::holding(low, points.iter().map(|p| end(pick(p))).fold(LEAST, f64::max), steps)
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
    let mut best: Vec<&MoneyPoint> = points.iter().filter(|point| point.corner.is_some()).collect();
    best.sort_by(|a, b| a.cost.0.total_cmp(&b.cost.0));
    let path: Vec<_> = best.iter().map(|point| (frame.x(point.cost.0), frame.y(point.value.0))).collect();
    svg.line(&path, Stroke::solid(AXIS, 1.2));
    for point in points {
        let (ink, x, y) = (scene.ink(point.at), frame.x(point.cost.0), frame.y(point.value.0));
        let thin = Stroke::solid(ink.fill, 1.6);
        if let Some((low, high)) = point.cost.1 {
            svg.line(&[(frame.x(low), y), (frame.x(high), y)], thin);
        }
        if let Some((low, high)) = point.value.1 {
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
        let words = quantity(scene).tick_with_unit(frame.value, *tick);
        svg.text(plot.left - 6.0, y + 4.0, quiet.at(Anchor::End), &words);
    }
    let mut free = 0.0;
    for tick in frame.cost.ticks() {
        let x = frame.x(tick);
        svg.rule((x, plot.top), (x, plot.bottom), Stroke::solid(GRID, 1.0));
        let words = if alone(scene) { Style::Money.value(tick) } else { Style::Money.signed(tick) };
        free = svg.spaced((x, plot.bottom + 17.0), quiet, &words, free);
    }
    let (up, across) = match alone(scene) {
        true => (scene.name_of(scene.measure), ChartPhrase::CostAYear),
        false => (scene.lang.text(ChartPhrase::MoreThanBaseline), ChartPhrase::YuanMore),
    };
    svg.text(0.0, 12.0, quiet, &fit(up, SMALL, Weight::Regular, frame.width));
    svg.text(plot.left, plot.bottom + 34.0, quiet, scene.lang.text(across));
}

/// Whether there is nothing to hold a scenario against.
fn alone(scene: &Scene) -> bool {
    scene.study.cases.len() == 1
}

fn quantity(scene: &Scene) -> Quantity {
    if alone(scene) { Quantity::level(scene.measure) } else { Quantity::change(scene.measure) }
}

/// The name of a point; of a corner, also what one more costs from the corner before it on.
fn name(scene: &Scene, point: &MoneyPoint) -> String {
    let label = scene.label(point.at);
    let step = point.corner.flatten().filter(|_| scene.style() == Style::People);
    match (step.map(|step| Style::Money.value(step * f64::from(YEAR) / 1000.0)), scene.lang) {
        (Some(yuan), Lang::En) => format!("{label}, {yuan} yuan for each"),
        (Some(yuan), Lang::Zh) => format!("{label}，每人{yuan}元"),
        (None, _) => label.to_string(),
    }
}

/// Values and names at the right, each tied to its dot by a thin line.
fn names(scene: &Scene, svg: &mut Svg, frame: &MoneyFrame, points: &[MoneyPoint]) {
    let wanted: Vec<f64> = points.iter().map(|p| frame.y(p.value.0)).collect();
    let value = |point: &MoneyPoint| match alone(scene) {
        true => scene.level_words(point.at, scene.measure).unwrap_or_default(),
        false => scene.change_words(point.at, scene.measure).map_or(String::new(), |(words, _)| words),
    };
    let words: Vec<String> = points.iter().map(value).collect();
    let all: Vec<String> = points.iter().map(|point| name(scene, point)).collect();
    let (edge, room) = (frame.plot.right, frame.width - frame.plot.right - 14.0);
    let names = words.iter().zip(&all).map(|(words, name)| (words.as_str(), name.as_str()));
    let lines = lines_of(names, room);
    let places = places(&wanted, &lines, (frame.plot.top, frame.plot.bottom));
    let dots = points.iter().zip(words.iter().zip(&all)).zip(&wanted);
    for (((point, (words, name)), from), (to, lines)) in dots.zip(places.iter().zip(&lines)) {
        let ink = scene.ink(point.at);
        let thin = Stroke { ink: "#c3c9cf", width: 0.8, dash: "1.5 2.5" };
        svg.rule((frame.x(point.cost.0) + 6.0, *from), (edge, *from), thin);
        svg.rule((edge, *from), (edge + 10.0, *to), thin);
        svg.end_label(&EndLabel {
            x: edge + 14.0,
            y: to + 4.2,
            ink: ink.text,
            value: words,
            name,
            room,
            lines: *lines,
        });
    }
}

fn table(scene: &Scene, points: &[MoneyPoint]) -> Table {
    let phrase = |phrase| scene.lang.text(phrase);
    let head = [
        phrase(ChartPhrase::Scenario),
        phrase(ChartPhrase::CostAYear),
        phrase(ChartPhrase::PublicAYear),
        phrase(ChartPhrase::YuanMore),
        phrase(ChartPhrase::IntervalFrom),
        phrase(ChartPhrase::IntervalTo),
        scene.name_of(scene.measure),
        phrase(ChartPhrase::StepPrice),
        phrase(ChartPhrase::DominatedBy),
        phrase(ChartPhrase::OnFrontier),
        phrase(ChartPhrase::WhatBreaks),
    ];
    let broken = scene.study.breaks();
    let year = f64::from(YEAR);
    let level = |at: usize, name: &str| scene.study.level(scene.case(at)?, name, Window::LastYear).mean();
    let row = |point: &MoneyPoint| {
        let by = point.standing.dominated_by.map_or("–", |at| scene.label(at));
        let money = |yuan: Option<f64>| Cell::Value(yuan, Style::Money);
        let people = scene.style() == Style::People;
        vec![
            Cell::Text(scene.label(point.at).to_string()),
            money(level(point.at, cost::FULL_COST).map(|yuan| yuan * year)),
            money(level(point.at, cost::PUBLIC_COST).map(|yuan| yuan * year)),
            Cell::Change(Some(point.cost.0).filter(|_| !alone(scene)), Style::Money),
            Cell::Change(point.cost.1.map(|i| i.0).filter(|_| !alone(scene)), Style::Money),
            Cell::Change(point.cost.1.map(|i| i.1).filter(|_| !alone(scene)), Style::Money),
            Cell::Value(level(point.at, scene.measure.name), scene.style()),
            money(point.corner.flatten().filter(|_| people).map(|step| step * year / 1000.0)),
            Cell::Text(by.to_string()),
            Cell::Value(
                Some(point.standing.p_frontier).filter(|_| scene.study.replicates() > 1),
                Style::Share,
            ),
            Cell::Text(breaks::cell(scene.lang, &broken[point.at])),
        ]
    };
    Table { rows: points.iter().map(row).collect(), ..Table::new(head) }
}
