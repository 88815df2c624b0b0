//! Two settings of a sweep as a table of colours: each cell a point, with its value, the darker the more; the
//! scale stands below.

use crate::report::charts::layout::{Rect, Weight, fit, text_width};
use crate::report::charts::style::{Anchor, BLUE, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::Svg;
use crate::report::charts::swept_scene::{SweptScene, setting_words};
use crate::report::text::format::NumberFormat;
use crate::settings::Value;
use crate::study::sweep::swept::SweptGrid;

/// Height of a cell, in pixels.
const TALL: f64 = 34.0;
/// Least and most of the colour: words stand out from both, on white and on black.
const SHADES: (f64, f64) = (0.06, 0.6);
/// Size of the words of cells.
const WORDS: f64 = 13.0;
/// Cells of the scale.
const STEPS: usize = 9;

/// Where the cells stand at a width: columns that do not fit beside the others stand below.
struct HeatLayout {
    left: f64,
    /// Width of a cell.
    cell: f64,
    /// Cells side by side.
    columns: usize,
}

/// The table at a width.
pub(crate) fn draw(scene: SweptScene, grid: &SweptGrid, width: f64) -> Svg {
    let means: Vec<Vec<Option<f64>>> =
        grid.points.iter().map(|row| row.iter().map(|point| scene.mean(*point)).collect()).collect();
    let format = format(scene, grid);
    let all = || means.iter().flatten().flatten().copied();
    let ends = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let widest = all().map(|mean| text_width(&format.value(mean), WORDS, Weight::Regular));
    let layout = layout(grid, width, widest.fold(30.0, f64::max) + 10.0);
    let rows = grid.values[1].len() as f64;
    let strips = grid.values[0].len().div_ceil(layout.columns).max(1);
    let strip = 44.0 + TALL * rows + 14.0;
    let top = 22.0;
    let mut svg = Svg::new(width, top + strip * strips as f64 + 50.0);
    let (across, down) = (scene.lever_with_unit(grid.columns[0]), scene.lever_with_unit(grid.columns[1]));
    let heading = TextStyle::plain(SMALL, QUIET);
    svg.text(0.0, 14.0, heading, &fit(&format!("↓ {down}   → {across}"), SMALL, Weight::Regular, width));
    for at in 0..strips {
        let columns = (at * layout.columns)..((at + 1) * layout.columns).min(grid.values[0].len());
        let place = top + strip * at as f64;
        for (i, column) in columns.enumerate() {
            let left = layout.left + layout.cell * i as f64;
            head(&mut svg, &grid.values[0][column], (left, place + 30.0), layout.cell);
            for (row, values) in means.iter().enumerate() {
                let y = place + 40.0 + TALL * row as f64;
                let area = Rect { left, right: left + layout.cell, top: y, bottom: y + TALL };
                cell(&mut svg, area, values[column].map(|mean| (mean, format.value(mean))), ends);
            }
        }
        names(&mut svg, &grid.values[1], place + 40.0, layout.left - 10.0);
    }
    scale(&mut svg, top + strip * strips as f64 + 8.0, ends, &format, layout.left.min(width - 240.0));
    svg
}

/// The decimals of all cells.
fn format(scene: SweptScene, grid: &SweptGrid) -> NumberFormat {
    let points = grid.points.iter().flatten();
    NumberFormat::column(scene.style(), points.filter_map(|p| Some((scene.mean(*p)?, scene.interval(*p)))))
}

fn layout(grid: &SweptGrid, width: f64, least: f64) -> HeatLayout {
    let most = if width < 640.0 { 96.0 } else { 220.0 };
    let names = grid.values[1].iter().map(|value| text_width(&setting_words(value), WORDS, Weight::Regular));
    let left = names.fold(40.0, f64::max).min(most) + 10.0;
    let columns = (((width - left) / least) as usize).clamp(1, grid.values[0].len().max(1));
    let cell = ((width - left) / columns as f64).min(140.0);
    HeatLayout { left, cell, columns }
}

/// The value at the head of a column.
fn head(svg: &mut Svg, value: &Value, (left, y): (f64, f64), room: f64) {
    let words = fit(&setting_words(value), SMALL, Weight::Bold, room - 4.0);
    svg.text(left + room / 2.0, y, TextStyle::plain(SMALL, INK).bold().at(Anchor::Middle), &words);
}

/// The values of the rows.
fn names(svg: &mut Svg, values: &[Value], top: f64, room: f64) {
    for (row, value) in values.iter().enumerate() {
        let y = top + TALL * (row as f64 + 0.5) + 4.5;
        let words = fit(&setting_words(value), WORDS, Weight::Regular, room);
        svg.text(room, y, TextStyle::plain(WORDS, INK).at(Anchor::End), &words);
    }
}

/// How strong the colour of a value is.
fn shade(value: f64, (low, high): (f64, f64)) -> f64 {
    let share = if high > low { (value - low) / (high - low) } else { 0.5 };
    SHADES.0 + share.clamp(0.0, 1.0) * (SHADES.1 - SHADES.0)
}

fn coloured(svg: &mut Svg, area: Rect, shade: f64) {
    let Rect { left, right, top, bottom } = area;
    svg.shape(
        &[(left, top), (right, top), (right, bottom), (left, bottom)],
        BLUE.fill,
        &format!("{shade:.2}"),
    );
}

fn cell(svg: &mut Svg, area: Rect, value: Option<(f64, String)>, ends: (f64, f64)) {
    let inner = Rect {
        left: area.left + 1.0,
        right: area.right - 1.0,
        top: area.top + 1.0,
        bottom: area.bottom - 1.0,
    };
    let place = (0.5 * (area.left + area.right), 0.5 * (area.top + area.bottom) + 4.5);
    let style = TextStyle::plain(WORDS, INK).at(Anchor::Middle);
    match value {
        Some((mean, words)) => {
            coloured(svg, inner, shade(mean, ends));
            svg.text(place.0, place.1, style, &words);
        }
        None => svg.text(place.0, place.1, TextStyle { ink: QUIET, ..style }, "–"),
    }
}

/// The scale: from the lowest value to the highest.
fn scale(svg: &mut Svg, top: f64, (low, high): (f64, f64), format: &NumberFormat, left: f64) {
    if low > high {
        return;
    }
    let (left, step) = (left.max(0.0), 20.0);
    for at in 0..STEPS {
        let share = at as f64 / (STEPS - 1) as f64;
        let x = left + step * at as f64;
        coloured(
            svg,
            Rect { left: x, right: x + step, top, bottom: top + 12.0 },
            shade(low + share * (high - low), (low, high)),
        );
    }
    let right = left + step * STEPS as f64;
    svg.rule((left, top + 12.0), (right, top + 12.0), Stroke::solid(QUIET, 1.0));
    let style = TextStyle::plain(SMALL, QUIET);
    svg.text(left, top + 27.0, style, &format.value(low));
    svg.text(right, top + 27.0, style.at(Anchor::End), &format.value(high));
}
