//! Rows by scenarios, each cell a dot on a short line: the four deficiencies before and after.

use crate::measure::window::Window;
use crate::report::charts::chart::{Chart, ChartHeading, ChartPart, assemble_folded};
use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::Weight;
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{Colours, INK};
use crate::report::charts::svg::Svg;
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::Moments;
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
pub(crate) fn deficiencies(scene: &Scene, wide: f64) -> Chart {
    let spot = |at: usize, name: &str| {
        let Some(case) = scene.case(at) else { return Spot::default() };
        let now = scene.study.level(case, name, Window::LastYear);
        let before = scene.study.level(case, name, Window::Before).mean();
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
    let title = deficiency_title(scene);
    let heading = ChartHeading::new("deficiency", title, scene.lang.text(ChartPhrase::DeficiencyMarks));
    let draw = |part, width| Some(draw(scene, &of(&columns(scene, part)?), width));
    assemble_folded(heading, table(scene, &of(&all)), wide, &draw)
}

/// Which deficiency stays highest under the best scenario.
fn deficiency_title(scene: &Scene) -> String {
    let level = |d: Deficiency| {
        let case = scene.case(scene.order.first().copied()?)?;
        Some((d, scene.study.level(case, d.name(), Window::LastYear).mean()?))
    };
    let worst = Deficiency::ALL.into_iter().filter_map(level).max_by(|a, b| a.1.total_cmp(&b.1));
    let best = scene.order.first().map_or(String::new(), |at| scene.named(*at));
    match (worst, scene.lang) {
        (Some((d, level)), Lang::En) => {
            let (name, level) = (scene.name_of(d.measure()).to_lowercase(), Style::Index.value(level));
            format!("Under {best}, {name} remains highest: {level} of 100")
        }
        (Some((d, level)), Lang::Zh) => {
            format!(
                "{best}下最高的仍是{}：{}（满分100）",
                scene.name_of(d.measure()),
                Style::Index.value(level)
            )
        }
        (None, lang) => lang.text(ChartPhrase::Deficiencies).to_string(),
    }
}

/// The scenarios of a part: at once the baseline and the best of the others, as far as they are shown.
fn columns(scene: &Scene, part: ChartPart) -> Option<Vec<usize>> {
    let shown = scene.shown();
    let best = scene.order.iter().find(|at| **at != scene.study.baseline);
    let first = |at: &usize| *at == scene.study.baseline || Some(at) == best;
    let (front, rest): (Vec<usize>, Vec<usize>) = shown.iter().partition(|at| first(at));
    match part {
        ChartPart::Whole => Some(shown),
        ChartPart::First => Some(front),
        ChartPart::Rest => Some(rest).filter(|rest| !rest.is_empty()),
    }
}

/// A mean over worlds with its interval.
fn spot_of(style: Style, moments: &Moments) -> Spot {
    let words = moments.mean().map_or("—".into(), |mean| style.value(mean));
    Spot {
        now: moments.mean(),
        // Shares and deficiencies alike.
        interval: moments.interval_within((0.0, 1.0)),
        words,
        quiet: moments.mean().is_none(),
        ..Spot::default()
    }
}

fn draw(scene: &Scene, matrix: &MatrixChart, width: f64) -> Svg {
    let row = |name: &String| DotRow {
        name: name.clone(),
        weight: Weight::Regular,
        colours: Colours { fill: INK, text: INK },
    };
    let column = |at: &usize| {
        let ink = scene.ink(*at);
        let (head, colours) = (scene.label(*at).to_string(), Colours { fill: ink.fill, text: ink.text });
        DotColumn { head, ink: ink.text, axis: (0.0, matrix.top), colours: Some(colours) }
    };
    let rows = matrix.rows.iter().map(row).collect();
    Dots { rows, columns: matrix.columns.iter().map(column).collect(), spots: matrix.spots.clone() }
        .draw(width)
}

fn table(scene: &Scene, matrix: &MatrixChart) -> Table {
    let lang = scene.lang;
    let before = matrix.spots.iter().flatten().any(|spot| spot.open.is_some());
    let mut table = Table::new([lang.text(ChartPhrase::Row)]);
    for at in &matrix.columns {
        let label = scene.label(*at);
        if before {
            table.head.push(format!("{label}, {}", lang.text(ChartPhrase::BeforeHandover)));
        }
        table.head.push(match lang {
            Lang::En => format!("{label}, last year"),
            Lang::Zh => format!("{label}，最后一年"),
        });
        for end in [ChartPhrase::IntervalFrom, ChartPhrase::IntervalTo] {
            table.head.push(format!("{label}, {}", lang.text(end)));
        }
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
        table.rows.push(row);
    }
    table
}
