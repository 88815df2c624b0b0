//! A setting of a sweep that is no number: a row for each of its values.

use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::{LEAST, Rect, ValueAxis, Weight, fit};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::style::{Anchor, BLUE, Colours, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::charts::swept_scene::{SweptScene, setting_words};
use crate::report::text::format::NumberFormat;

/// From one row to the next, in pixels.
const STEP: f64 = 44.0;

/// Where nothing else varies: the level of each point with its interval, and its difference from the first.
pub(crate) fn points(scene: SweptScene, column: usize, width: f64) -> Svg {
    let all = scene.drawn();
    let levels = all.iter().filter_map(|p| Some((scene.mean(*p)?, scene.interval(*p))));
    let changes = all.iter().filter_map(|p| scene.change(*p));
    let (levels, changes): (Vec<_>, Vec<_>) = (levels.collect(), changes.collect());
    let several = scene.swept.replicates() > 1;
    let heads =
        [(scene.name(), &levels, true), (scene.lang.text(ChartPhrase::ChangeFromFirst), &changes, several)];
    let columns = heads.iter().filter(|(.., shown)| *shown).map(|(head, values, _)| DotColumn {
        head: head.to_string(),
        ink: INK,
        axis: axis(values),
        colours: Some(BLUE),
    });
    let formats = [&levels, &changes].map(|all| NumberFormat::column(scene.style(), all.iter().copied()));
    let row = |point: &usize| DotRow {
        name: scene.setting(*point, column),
        weight: Weight::Regular,
        colours: Colours { fill: INK, text: INK },
    };
    let dots = Dots {
        rows: all.iter().map(row).collect(),
        columns: columns.collect(),
        spots: all.iter().map(|point| spots(scene, *point, &formats)).collect(),
    };
    dots.draw(width)
}

/// The level of a point, and its difference from the first.
fn spots(scene: SweptScene, point: usize, [of_levels, of_changes]: &[NumberFormat; 2]) -> Vec<Spot> {
    let level = Spot {
        now: scene.mean(point),
        interval: scene.interval(point),
        words: scene.mean(point).map_or("–".into(), |mean| of_levels.value(mean)),
        ..Spot::default()
    };
    let change = scene.change(point).map_or(Spot::quiet("–"), |(mean, interval)| Spot {
        now: Some(mean),
        interval,
        words: of_changes.signed(mean),
        ..Spot::default()
    });
    vec![level, change]
}

/// Both ends of an axis that holds all values, and zero.
fn axis(values: &[(f64, Option<(f64, f64)>)]) -> (f64, f64) {
    let ends = values.iter().map(|(mean, ends)| ends.unwrap_or((*mean, *mean)));
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), (l, h)| (low.min(l), high.max(h)));
    (low, high.max(low + LEAST))
}

/// Where others vary: every point as a dot in the row of its value.
pub(crate) fn spread(scene: SweptScene, column: usize, width: f64) -> Svg {
    let (values, all) = (scene.swept.values(column), scene.drawn());
    let means: Vec<f64> = all.iter().filter_map(|point| scene.mean(*point)).collect();
    let low = means.iter().copied().fold(f64::INFINITY, f64::min);
    let high = means.iter().copied().fold(f64::NEG_INFINITY, f64::max).max(low + LEAST);
    let axis = ValueAxis::holding(low, high, 4.0);
    let bottom = STEP * values.len() as f64;
    let plot = Rect { left: 8.0, right: width - 24.0, top: 0.0, bottom };
    let x = |value: f64| plot.left + axis.share(value) * (plot.right - plot.left);
    let mut svg = Svg::new(width, bottom + 44.0);
    let (quiet, ticks) = (TextStyle::plain(SMALL, QUIET), axis.ticks());
    let mut free = 0.0;
    for (at, tick) in ticks.iter().enumerate() {
        svg.rule((x(*tick), 0.0), (x(*tick), bottom), Stroke::solid(GRID, 1.0));
        let quantity = scene.levels();
        let last = at + 1 == ticks.len();
        let words = if last { quantity.tick_with_unit(axis, *tick) } else { quantity.tick(axis, *tick) };
        free = svg.spaced((x(*tick), bottom + 17.0), quiet, &words, free);
    }
    svg.text(width, bottom + 36.0, quiet.at(Anchor::End), scene.name());
    for (row, value) in values.iter().enumerate() {
        let top = STEP * row as f64;
        let words = fit(&setting_words(value), 13.0, Weight::Bold, width);
        svg.text(0.0, top + 16.0, TextStyle::plain(13.0, INK).bold(), &words);
    }
    svg.inside(plot);
    for point in all {
        let row = values.iter().position(|value| Some(value) == scene.swept.cell(point, column));
        if let Some((row, mean)) = row.zip(scene.mean(point)) {
            svg.dot((x(mean), STEP * row as f64 + 31.0), 2.8, BLUE.fill, Dot::Filled);
        }
    }
    svg
}
