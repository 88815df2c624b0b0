//! Rows by scenarios, each cell a dot on a short line: the four deficiencies before and after, and groups of residents.

use super::frame::SMALL;
use super::{Chart, assemble};
use crate::experiment::findings::Span;
use crate::report::axes::{Cell, Grid};
use crate::report::lang::Lang;
use crate::report::lay::{Rect, fit, nice, wrap};
use crate::report::scene::Scene;
use crate::report::svg::{Anchor, GRID, INK, QUIET, Stroke, Svg, Type};
use crate::report::words::Style;
use crate::world::record::measure;

/// Height of the headings.
const HEAD: f64 = 40.0;

/// What a cell shows.
#[derive(Clone, Copy, Debug, Default)]
struct Spot {
    /// An open dot.
    before: Option<f64>,
    /// A filled dot, and the value in words.
    now: Option<f64>,
    /// An interval around it.
    interval: Option<(f64, f64)>,
}

struct Matrix {
    /// Labels of the rows.
    rows: Vec<String>,
    /// Scenarios of the columns.
    columns: Vec<usize>,
    /// `spots[row][column]`.
    spots: Vec<Vec<Spot>>,
    /// End of the axis.
    top: f64,
    style: Style,
}

/// The four deficiencies named by the case study.
pub const DEFICIENCIES: [&str; 4] = ["deficiency_service", "deficiency_institution", "deficiency_brand", "deficiency_nonprofit"];

/// The four deficiencies, before the handover and in the last year.
pub fn deficiencies(scene: &Scene, wide: f64) -> Chart {
    let spot = |at: usize, name: &str| {
        let Some(case) = scene.case(at) else { return Spot::default() };
        let now = scene.study.level(case, name, Span::LastYear);
        let before = scene.study.level(case, name, Span::Before).mean();
        Spot { before, now: now.mean(), interval: now.interval() }
    };
    let name = |m: &&str| measure(m).map_or(String::new(), |m| scene.name_of(m).to_string());
    let all: Vec<usize> = (0..scene.study.cases.len()).collect();
    let of = |columns: &[usize]| Matrix {
        rows: DEFICIENCIES.iter().map(name).collect(),
        columns: columns.to_vec(),
        spots: DEFICIENCIES.iter().map(|m| columns.iter().map(|at| spot(*at, m)).collect()).collect(),
        top: 1.0,
        style: Style::Index,
    };
    let title = scene.lang.say("The four deficiencies, before the handover and in the last year", "四项不足：交接前与最后一年");
    let desc = scene.lang.say(
        "Each index runs from 0 (solved) to 1 (severe). Open dot: before; filled dot: last year. A dash: not defined while the government runs the home.",
        "各指数由0（已解决）到1（严重）。空心点为交接前，实心点为最后一年；横线表示政府自办时无此定义。",
    );
    build(scene, "deficiency", title, desc, &of(&scene.shown()), &of(&all), wide)
}

/// Groups in the order of the page: kind and name.
const GROUPS: [(&str, &str); 10] = [
    ("age", "child-teen"),
    ("age", "working"),
    ("age", "carer"),
    ("age", "elder"),
    ("status", "worker"),
    ("status", "resident"),
    ("distance", "near"),
    ("distance", "far"),
    ("union", "member"),
    ("union", "non-member"),
];

/// Weekly participation by group of residents in the last whole year.
pub fn groups(scene: &Scene, wide: f64) -> Chart {
    let spot = |at: usize, (kind, group): (&str, &str)| {
        let moments = scene.case(at).map(|case| scene.study.group(case, kind, group, "participation")).unwrap_or_default();
        Spot { before: None, now: moments.mean(), interval: moments.interval() }
    };
    let all: Vec<usize> = (0..scene.study.cases.len()).collect();
    let spots = |columns: &[usize]| -> Vec<Vec<Spot>> {
        GROUPS.iter().map(|group| columns.iter().map(|at| spot(*at, *group)).collect()).collect()
    };
    let high = spots(&all).iter().flatten().filter_map(|s| s.interval.map(|i| i.1).or(s.now)).fold(1e-6, f64::max);
    let of = |columns: &[usize]| Matrix {
        rows: GROUPS.iter().map(|(_, group)| scene.lang.name(group)).collect(),
        columns: columns.to_vec(),
        spots: spots(columns),
        top: nice(0.0, high, 2.0).1,
        style: Style::Share,
    };
    let title = scene.lang.say("Weekly participation by group of residents", "各居民群体的每周参与率");
    let desc = scene.lang.say(
        "Mean weekly participation in the last whole year: the dot is the mean over worlds, the thick line its 95% interval. The same scale in every column.",
        "最后一个完整年度的平均每周参与率：点为各世界均值，粗线为95%区间，各列刻度相同。",
    );
    build(scene, "groups", title, desc, &of(&scene.shown()), &of(&all), wide)
}

fn build(scene: &Scene, id: &str, title: &str, desc: &str, shown: &Matrix, all: &Matrix, wide: f64) -> Chart {
    let grid = grid(scene, all);
    assemble(id, title.into(), desc.into(), grid, wide, &|width| draw(scene, shown, width))
}

fn draw(scene: &Scene, matrix: &Matrix, width: f64) -> Svg {
    // On a narrow screen columns come two by two, and the names of the rows stand above their cells.
    let narrow = width < 640.0;
    let (each, step, left) = if narrow { (2, 40.0, 0.0) } else { (5, 31.0, 220.0) };
    let strips: Vec<&[usize]> = matrix.columns.chunks(each).collect();
    let tall = HEAD + 14.0 + step * matrix.rows.len() as f64;
    let mut svg = Svg::new(width, tall * strips.len() as f64);
    let mut column = 0;
    for (i, strip) in strips.iter().enumerate() {
        let top = tall * i as f64;
        let span = (width - left) / strip.len().max(if narrow { 2 } else { 3 }) as f64;
        for (j, at) in strip.iter().enumerate() {
            let x = left + span * j as f64;
            heading(&mut svg, scene, *at, (x, top, span - 14.0));
            for (r, spots) in matrix.spots.iter().enumerate() {
                let y = top + HEAD + step * (r as f64 + if narrow { 0.72 } else { 0.5 });
                let Some(spot) = spots.get(column + j) else { continue };
                cell(scene, &mut svg, matrix, (*at, spot), (x, y, span - 18.0));
            }
        }
        names(&mut svg, matrix, (top, step, left, width, narrow));
        column += strip.len();
    }
    svg
}

/// The name of a scenario above its column, on two lines if need be.
fn heading(svg: &mut Svg, scene: &Scene, at: usize, (x, top, room): (f64, f64, f64)) {
    let style = Type::plain(13.0, scene.ink(at).text).bold();
    let mut lines = wrap(scene.label(at), 13.0, room / 1.1);
    if lines.len() > 2 {
        lines = vec![lines[0].clone(), lines[1..].join(" ")];
    }
    for (i, words) in lines.iter().rev().enumerate() {
        svg.text(x, top + HEAD - 10.0 - 15.0 * i as f64, style, &fit(words, 13.0, true, room));
    }
}

/// Names of the rows and lines between them.
fn names(svg: &mut Svg, matrix: &Matrix, (top, step, left, width, narrow): (f64, f64, f64, f64, bool)) {
    for (r, row) in matrix.rows.iter().enumerate() {
        let line = top + HEAD + step * r as f64;
        svg.rule((0.0, line), (width, line), Stroke { ink: GRID, width: 1.0, dash: "" });
        if narrow {
            svg.text(0.0, line + 14.0, Type::plain(SMALL, QUIET), &fit(row, SMALL, false, width));
            continue;
        }
        let lines = wrap(row, 13.0, left - 10.0);
        let first = line + step / 2.0 + 4.5 - 7.0 * (lines.len() as f64 - 1.0);
        for (i, words) in lines.iter().enumerate() {
            svg.text(0.0, first + 14.0 * i as f64, Type::plain(13.0, INK), &fit(words, 13.0, false, left - 10.0));
        }
    }
}

fn cell(scene: &Scene, svg: &mut Svg, matrix: &Matrix, (at, spot): (usize, &Spot), (left, y, span): (f64, f64, f64)) {
    let ink = scene.ink(at);
    let words = Type::plain(13.0, ink.text).at(Anchor::End);
    let Some(now) = spot.now else {
        svg.text(left + span, y + 4.5, words, "—");
        return;
    };
    let track = Rect { left: left + 5.0, right: left + span - 44.0, top: y - 6.0, bottom: y + 6.0 };
    let x = |value: f64| track.left + (value / matrix.top).clamp(0.0, 1.0) * (track.right - track.left);
    svg.rule((track.left, y), (track.right, y), Stroke { ink: GRID, width: 1.0, dash: "" });
    svg.inside(track);
    if let Some((low, high)) = spot.interval {
        svg.bar((x(low), x(high)), y, 4.0, ink.fill, "0.45");
    }
    if let Some(before) = spot.before {
        svg.rule((x(before), y), (x(now), y), Stroke { ink: ink.fill, width: 1.6, dash: "" });
        svg.dot(x(before), y, 3.8, ink.fill, true);
    }
    svg.dot(x(now), y, 4.2, ink.fill, false);
    svg.text(left + span, y + 4.5, words.bold(), &matrix.style.value(now));
}

fn grid(scene: &Scene, matrix: &Matrix) -> Grid {
    let lang = scene.lang;
    let before = matrix.spots.iter().flatten().any(|spot| spot.before.is_some());
    let mut grid = Grid { head: vec![String::new()], rows: vec![] };
    grid.head[0] = lang.say("row", "项目").into();
    for at in &matrix.columns {
        let label = scene.label(*at);
        if before {
            grid.head.push(format!("{label}, {}", lang.say("before", "交接前")));
        }
        let (low, high) = (lang.say("95% interval from", "95%区间下限"), lang.say("to", "上限"));
        grid.head.push(match lang {
            Lang::En => format!("{label}, last year"),
            Lang::Zh => format!("{label}，最后一年"),
        });
        grid.head.extend([format!("{label}, {low}"), format!("{label}, {high}")]);
    }
    for (name, spots) in matrix.rows.iter().zip(&matrix.spots) {
        let mut row = vec![Cell::Text(name.clone())];
        for spot in spots {
            if before {
                row.push(Cell::Value(spot.before, matrix.style));
            }
            let cell = |value| Cell::Value(value, matrix.style);
            row.extend([cell(spot.now), cell(spot.interval.map(|i| i.0)), cell(spot.interval.map(|i| i.1))]);
        }
        grid.rows.push(row);
    }
    grid
}
