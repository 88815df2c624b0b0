//! Rows by scenarios, each cell a dot on a short line: the four deficiencies before and after, and groups of
//! residents.

use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::nice;
use crate::report::charts::scene::Scene;
use crate::report::charts::svg::{INK, Svg};
use crate::report::charts::{Chart, assemble};
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::Moments;
use crate::study::compare::results::ReportWindows;
use crate::world::record::deficiency::Deficiency;

struct MatrixChart {
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

/// The four deficiencies, before the handover and in the last year.
pub fn deficiencies(scene: &Scene, wide: f64) -> Chart {
    let spot = |at: usize, name: &str| {
        let Some(case) = scene.case(at) else { return Spot::default() };
        let now = scene.study.level(case, name, ReportWindows::LastYear);
        let before = scene.study.level(case, name, ReportWindows::Before).mean();
        Spot { open: before, ..spot_of(Style::Index, &now) }
    };
    let name = |d: Deficiency| scene.name_of(d.measure()).to_string();
    let all: Vec<usize> = (0..scene.study.cases.len()).collect();
    let of = |columns: &[usize]| MatrixChart {
        rows: Deficiency::ALL.map(name).to_vec(),
        columns: columns.to_vec(),
        spots: Deficiency::ALL.map(|d| columns.iter().map(|at| spot(*at, d.name())).collect()).to_vec(),
        top: 1.0,
        style: Style::Index,
    };
    let title = scene
        .lang
        .say("The four deficiencies, before the handover and in the last year", "四项不足：交接前与最后一年");
    let desc = scene.lang.say(
        "Each index runs from 0 (solved) to 1 (severe). Open dot: before; filled dot: last year. A dash: \
            not defined while the government runs the home.",
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
        let moments = scene
            .case(at)
            .map(|case| scene.study.group(case, kind, group, "participation"))
            .unwrap_or_default();
        spot_of(Style::Share, &moments)
    };
    let all: Vec<usize> = (0..scene.study.cases.len()).collect();
    let spots = |columns: &[usize]| -> Vec<Vec<Spot>> {
        GROUPS.iter().map(|group| columns.iter().map(|at| spot(*at, *group)).collect()).collect()
    };
    let high =
        spots(&all).iter().flatten().filter_map(|s| s.interval.map(|i| i.1).or(s.now)).fold(1e-6, f64::max);
    let of = |columns: &[usize]| MatrixChart {
        rows: GROUPS.iter().map(|(_, group)| scene.lang.name(group)).collect(),
        columns: columns.to_vec(),
        spots: spots(columns),
        top: nice(0.0, high, 2.0).1,
        style: Style::Share,
    };
    let title = scene.lang.say("Weekly participation by group of residents", "各居民群体的每周参与率");
    let desc = scene.lang.say(
        "Mean weekly participation in the last whole year: the dot is the mean over worlds, the thick line \
            its 95% interval. The same scale in every column.",
        "最后一个完整年度的平均每周参与率：点为各世界均值，粗线为95%区间，各列刻度相同。",
    );
    build(scene, "groups", title, desc, &of(&scene.shown()), &of(&all), wide)
}

fn build(
    scene: &Scene,
    id: &str,
    title: &str,
    desc: &str,
    shown: &MatrixChart,
    all: &MatrixChart,
    wide: f64,
) -> Chart {
    let grid = grid(scene, all);
    assemble(id, title.into(), desc.into(), grid, wide, &|width| draw(scene, shown, width))
}

/// A mean over worlds with its interval.
fn spot_of(style: Style, moments: &Moments) -> Spot {
    let words = moments.mean().map_or("—".into(), |mean| style.value(mean));
    Spot {
        now: moments.mean(),
        interval: moments.interval(),
        words,
        quiet: moments.mean().is_none(),
        ..Spot::default()
    }
}

fn draw(scene: &Scene, matrix: &MatrixChart, width: f64) -> Svg {
    let row = |name: &String| DotRow { name: name.clone(), bold: false, ink: (INK, INK) };
    let column = |at: &usize| {
        let ink = scene.ink(*at);
        let head = scene.label(*at).to_string();
        DotColumn { head, ink: ink.text, axis: (0.0, matrix.top), fill: Some((ink.fill, ink.text)) }
    };
    let rows = matrix.rows.iter().map(row).collect();
    Dots { rows, columns: matrix.columns.iter().map(column).collect(), spots: matrix.spots.clone() }
        .draw(width)
}

fn grid(scene: &Scene, matrix: &MatrixChart) -> Table {
    let lang = scene.lang;
    let before = matrix.spots.iter().flatten().any(|spot| spot.open.is_some());
    let mut grid = Table { head: vec![String::new()], rows: vec![] };
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
                row.push(Cell::Value(spot.open, matrix.style));
            }
            let cell = |value| Cell::Value(value, matrix.style);
            row.extend([cell(spot.now), cell(spot.interval.map(|i| i.0)), cell(spot.interval.map(|i| i.1))]);
        }
        grid.rows.push(row);
    }
    grid
}
