//! Public cost against the result: a dot per scenario with its intervals, and the frontier of those that no
//! other beats at no higher cost.

use crate::report::charts::course::{GAP, lines_of, places};
use crate::report::charts::frame::{SMALL, tick_words};
use crate::report::charts::layout::{Rect, fit, nice, ticks};
use crate::report::charts::scene::Scene;
use crate::report::charts::svg::{AXIS, Anchor, GRID, QUIET, Stroke, Svg, TextStyle};
use crate::report::charts::{Chart, assemble};
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::Moments;
use crate::study::compare::costs::FrontierStanding;
use crate::study::compare::frontier::frontier;
use crate::study::compare::results::ReportWindows;

struct MoneyPoint {
    at: usize,
    cost: Moments,
    value: Moments,
    x: f64,
    y: f64,
    standing: FrontierStanding,
}

/// The chart.
pub fn chart(scene: &Scene, wide: f64) -> Chart {
    let points = points(scene);
    let name = scene.name_of(scene.measure);
    let (title, desc) = match scene.lang {
        Lang::En => (
            format!("Public cost and {} in the last year", name.to_lowercase()),
            "All public money for the home, also under government, against what it brings. The line joins \
                scenarios that no other beats at no higher cost; an open dot is beaten.".to_string(),
        ),
        Lang::Zh => (
            format!("最后一年的公共成本与{name}"),
            "社工之家占用的全部公共资金（政府自办时也计入）与所得成效。连线为在不高于其成本下无其他方案胜出者；空心点为被占优者。".to_string(),
        ),
    };
    let grid = grid(scene, &points);
    assemble("money", title, desc, grid, wide, &|width| draw(scene, &points, width))
}

fn points(scene: &Scene) -> Vec<MoneyPoint> {
    let standings = frontier(scene.study, scene.measure.name);
    let point = |at: usize| {
        let case = scene.case(at)?;
        let cost = scene.study.level(case, "public_cost", ReportWindows::LastYear);
        let value = scene.study.level(case, scene.measure.name, ReportWindows::LastYear);
        Some(MoneyPoint { at, cost, value, x: cost.mean()?, y: value.mean()?, standing: *standings.get(at)? })
    };
    scene.layers().into_iter().filter_map(point).collect()
}

/// The frame and its two scales.
struct MoneyFrame {
    plot: Rect,
    cost: (f64, f64, f64),
    value: (f64, f64, f64),
}

impl MoneyFrame {
    fn x(&self, cost: f64) -> f64 {
        self.plot.left
            + (cost - self.cost.0) / (self.cost.1 - self.cost.0) * (self.plot.right - self.plot.left)
    }

    fn y(&self, value: f64) -> f64 {
        self.plot.bottom
            - (value - self.value.0) / (self.value.1 - self.value.0) * (self.plot.bottom - self.plot.top)
    }
}

fn draw(scene: &Scene, points: &[MoneyPoint], width: f64) -> Svg {
    let end = |m: &Moments| m.interval().map(|i| i.1).or(m.mean()).unwrap_or(0.0);
    let start = |m: &Moments| m.interval().map(|i| i.0).or(m.mean()).unwrap_or(0.0).min(0.0);
    let across = |pick: fn(&MoneyPoint) -> &Moments, steps| {
        let low = points.iter().map(|p| start(pick(p))).fold(0.0, f64::min);
        nice(low, points.iter().map(|p| end(pick(p))).fold(1e-9, f64::max), steps)
    };
    let room = if width < 400.0 { 150.0 } else { 210.0 };
    let height = (if width < 400.0 { 230.0 } else { 270.0_f64 })
        .max((if points.len() < 10 && width < 400.0 { 2.0 } else { 1.0 }) * GAP * points.len() as f64 + 8.0);
    let plot = Rect { left: 40.0, right: width.min(860.0) - room, top: 26.0, bottom: 26.0 + height };
    let field = MoneyFrame {
        plot,
        cost: across(|p| &p.cost, if width < 400.0 { 2.0 } else { 5.0 }),
        value: across(|p| &p.value, 4.0),
    };
    let mut svg = Svg::new(width, height + 66.0);
    axes(scene, &mut svg, &field, width);
    svg.inside(plot);
    let mut best: Vec<&MoneyPoint> =
        points.iter().filter(|point| point.standing.dominated_by.is_none()).collect();
    best.sort_by(|a, b| a.x.total_cmp(&b.x));
    let path: Vec<_> = best.iter().map(|point| (field.x(point.x), field.y(point.y))).collect();
    svg.line(&path, Stroke { ink: AXIS, width: 1.2, dash: "" });
    for point in points {
        let (ink, x, y) = (scene.ink(point.at), field.x(point.x), field.y(point.y));
        let thin = Stroke { ink: ink.fill, width: 1.6, dash: "" };
        if let Some((low, high)) = point.cost.interval() {
            svg.line(&[(field.x(low), y), (field.x(high), y)], thin);
        }
        if let Some((low, high)) = point.value.interval() {
            svg.line(&[(x, field.y(low)), (x, field.y(high))], thin);
        }
        svg.dot(x, y, 4.6, ink.fill, point.standing.dominated_by.is_some());
    }
    names(scene, &mut svg, &field, points, width);
    svg
}

fn axes(scene: &Scene, svg: &mut Svg, field: &MoneyFrame, width: f64) {
    let (plot, quiet) = (field.plot, TextStyle::plain(SMALL, QUIET));
    for (i, tick) in ticks(field.value).iter().enumerate() {
        let y = field.y(*tick);
        svg.rule(
            (plot.left, y),
            (plot.right, y),
            Stroke { ink: if i == 0 { AXIS } else { GRID }, width: 1.0, dash: "" },
        );
        let words = tick_words(scene.style(), *tick, field.value.2, false, true);
        svg.text(plot.left - 6.0, y + 4.0, quiet.at(Anchor::End), &words);
    }
    for tick in ticks(field.cost) {
        let x = field.x(tick);
        svg.rule((x, plot.top), (x, plot.bottom), Stroke { ink: GRID, width: 1.0, dash: "" });
        svg.text(x, plot.bottom + 17.0, quiet.at(Anchor::Middle), &Style::Money.value(tick));
    }
    svg.text(0.0, 12.0, quiet, &fit(scene.name_of(scene.measure), SMALL, false, width));
    svg.text(
        plot.left,
        plot.bottom + 34.0,
        quiet,
        scene.lang.say("public cost, yuan per week", "公共成本，元/周"),
    );
}

/// Values and names at the right, each tied to its dot by a thin line.
fn names(scene: &Scene, svg: &mut Svg, field: &MoneyFrame, points: &[MoneyPoint], width: f64) {
    let wanted: Vec<f64> = points.iter().map(|p| field.y(p.y)).collect();
    let words: Vec<String> = points.iter().map(|point| scene.style().value(point.y)).collect();
    let room = width - field.plot.right - 14.0;
    let names = points.iter().zip(&words).map(|(point, words)| (words.as_str(), scene.label(point.at)));
    let lines = lines_of(names, room);
    let places = places(&wanted, &lines, (field.plot.top, field.plot.bottom));
    for ((((point, words), from), to), lines) in
        points.iter().zip(&words).zip(&wanted).zip(&places).zip(&lines)
    {
        let (ink, edge) = (scene.ink(point.at), field.plot.right);
        let thin = Stroke { ink: "#c3c9cf", width: 0.8, dash: "1.5 2.5" };
        svg.rule((field.x(point.x) + 6.0, *from), (edge, *from), thin);
        svg.rule((edge, *from), (edge + 10.0, *to), thin);
        svg.value_and_name((edge + 14.0, to + 4.2), ink.text, (words, scene.label(point.at)), (room, *lines));
    }
}

fn grid(scene: &Scene, points: &[MoneyPoint]) -> Table {
    let lang = scene.lang;
    let head = [
        lang.say("scenario", "方案"),
        lang.say("public cost, yuan per week", "公共成本，元/周"),
        lang.say("95% interval from", "95%区间下限"),
        lang.say("to", "上限"),
        scene.name_of(scene.measure),
        lang.say("dominated by", "被何者占优"),
        lang.say("on the frontier, share of resampled sets of worlds", "位于前沿的重抽样比例"),
    ];
    let row = |point: &MoneyPoint| {
        let by = point.standing.dominated_by.map_or("–", |at| scene.label(at));
        vec![
            Cell::Text(scene.label(point.at).to_string()),
            Cell::Value(point.cost.mean(), Style::Money),
            Cell::Value(point.cost.interval().map(|i| i.0), Style::Money),
            Cell::Value(point.cost.interval().map(|i| i.1), Style::Money),
            Cell::Value(point.value.mean(), scene.style()),
            Cell::Text(by.to_string()),
            Cell::Value(Some(point.standing.p_frontier).filter(|_| point.cost.n() > 1), Style::Share),
        ]
    };
    Table { head: head.map(String::from).to_vec(), rows: points.iter().map(row).collect() }
}
