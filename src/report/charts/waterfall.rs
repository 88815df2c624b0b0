//! From the level of each deficiency, cause by cause, to what is left when all are repaired.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::layout::{Rect, ValueAxis, Weight, fit};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{AXIS, Anchor, BLUE, Colours, GREY, GRID, INK, QUIET, SMALL, Stroke};
use crate::report::charts::style::{ORANGE, TextStyle};
use crate::report::charts::svg::Svg;
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Diagnosis, Share};

/// From one bar to the next, and how thick it is.
const STEP: f64 = 21.0;
const THICK: f64 = 13.0;
/// Size of names and values.
const WORDS: f64 = 13.0;
/// A total below this many index points is no message.
const HARDLY: f64 = 0.005;

/// One bar.
struct WaterfallBar {
    name: String,
    from: f64,
    to: f64,
    /// Up to where it moves by definition alone.
    by_definition: Option<f64>,
    words: String,
    colours: Colours,
}

/// The waterfall of every deficiency.
pub(crate) fn chart(scene: &Scene, causes: &Diagnosis, wide: f64) -> Chart {
    let desc = scene.lang.text(ChartPhrase::WaterfallMarks);
    let heading = ChartHeading::new("waterfall", title(scene, causes), desc);
    assemble(heading, table(scene, causes), wide, &|width| draw(scene, causes, width))
}

/// Which deficiency all repairs together lower most.
fn title(scene: &Scene, causes: &Diagnosis) -> String {
    let most = causes.deficiencies.iter().max_by(|a, b| a.total.total_cmp(&b.total));
    let Some(d) = most.filter(|d| d.total >= HARDLY) else {
        return scene.lang.text(ChartPhrase::WaterfallFlat).into();
    };
    let name = scene.name_of(d.deficiency.measure());
    let [from, to] = [d.level, d.level - d.total].map(|value| Style::Index.value(value));
    match scene.lang {
        Lang::En => format!("All repairs together lower {} most: from {from} to {to}", name.to_lowercase()),
        Lang::Zh => format!("全部修复使“{name}”下降最多：由{from}降到{to}"),
    }
}

/// The level, a bar for each cause, and what is left.
fn bars(scene: &Scene, d: &DeficiencyCauses) -> Vec<WaterfallBar> {
    let level = |phrase, to: f64| WaterfallBar {
        name: scene.lang.text(phrase).into(),
        from: 0.0,
        to,
        by_definition: None,
        words: Style::Index.value(to),
        colours: GREY,
    };
    let mut bars = vec![level(ChartPhrase::LastYear, d.level)];
    let mut at = d.level;
    for (number, share) in d.causes.iter().enumerate() {
        let part = d.by_definition.as_ref().and_then(|part| Some(part.causes.get(number)?.mean));
        bars.push(cause(scene, share, at, part));
        at -= share.mean;
    }
    bars.push(level(ChartPhrase::AllRepaired, at));
    bars
}

fn cause(scene: &Scene, share: &Share, from: f64, part: Option<f64>) -> WaterfallBar {
    let fits = |part: &f64| part * share.mean > 0.0 && part.abs() <= share.mean.abs();
    WaterfallBar {
        name: scene.lang.cause(&share.name),
        from,
        to: from - share.mean,
        by_definition: part.filter(fits).map(|part| from - part),
        words: Style::Index.signed(-share.mean),
        colours: match share.sure_sign() {
            0 => Colours { fill: AXIS, text: QUIET },
            1 => BLUE,
            _ => ORANGE,
        },
    }
}

fn draw(scene: &Scene, causes: &Diagnosis, width: f64) -> Svg {
    let all: Vec<Vec<WaterfallBar>> = causes.deficiencies.iter().map(|d| bars(scene, d)).collect();
    let ends = || all.iter().flatten().flat_map(|bar| [bar.from, bar.to]);
    let axis = ValueAxis::holding(ends().fold(0.0, f64::min), ends().fold(0.1, f64::max), 4.0);
    let names = if width < 640.0 { 118.0 } else { 230.0 };
    let rows = all.iter().map(|bars| bars.len() as f64 + 1.6).sum::<f64>();
    let plot = Rect { left: names, right: width - 58.0, top: 22.0, bottom: 22.0 + rows * STEP };
    let mut svg = Svg::new(width, plot.bottom + 6.0);
    let x = |value: f64| plot.left + (plot.right - plot.left) * axis.share(value);
    for tick in axis.ticks() {
        svg.rule((x(tick), plot.top), (x(tick), plot.bottom), Stroke::solid(GRID, 1.0));
        let style = TextStyle::plain(SMALL, QUIET).at(Anchor::Middle);
        svg.text(x(tick), plot.top - 7.0, style, &Style::Index.value(tick));
    }
    svg.inside(plot);
    let mut y = plot.top + STEP;
    for (d, bars) in causes.deficiencies.iter().zip(&all) {
        let name = scene.name_of(d.deficiency.measure());
        let name = fit(name, WORDS, Weight::Bold, width);
        svg.text(0.0, y - 2.0, TextStyle::plain(WORDS, INK).bold(), &name);
        for bar in bars {
            y += STEP;
            draw_bar(&mut svg, bar, y - THICK / 2.0 - 1.0, &x, names);
        }
        y += 1.6 * STEP;
    }
    svg
}

/// A bar with its name before and its value behind it.
fn draw_bar(svg: &mut Svg, bar: &WaterfallBar, middle: f64, x: &dyn Fn(f64) -> f64, names: f64) {
    let base = middle + 0.36 * WORDS;
    let name = fit(&bar.name, WORDS, Weight::Regular, names - 10.0);
    svg.text(0.0, base, TextStyle::plain(WORDS, INK), &name);
    let mut piece = |from: f64, to: f64, opacity: &str| {
        let (left, right, half) = (x(from.min(to)), x(from.max(to)), THICK / 2.0);
        let (top, bottom) = (middle - half, middle + half);
        svg.shape(&[(left, top), (right, top), (right, bottom), (left, bottom)], bar.colours.fill, opacity);
    };
    let parted = bar.by_definition.unwrap_or(bar.from);
    piece(bar.from, parted, "0.4");
    piece(parted, bar.to, "0.9");
    let end = x(bar.from.max(bar.to));
    svg.text(end + 6.0, base, TextStyle::plain(WORDS, bar.colours.text).bold(), &bar.words);
}

fn table(scene: &Scene, causes: &Diagnosis) -> Table {
    let head = [ChartPhrase::Deficiency, ChartPhrase::Cause, ChartPhrase::StepFrom, ChartPhrase::StepTo];
    let mut table = Table::new(head.map(|phrase| scene.lang.text(phrase)));
    for d in &causes.deficiencies {
        for bar in bars(scene, d) {
            let name = scene.name_of(d.deficiency.measure()).to_string();
            let ends = [bar.from, bar.to].map(|value| Cell::Value(Some(value), Style::Index));
            table.rows.push([name, bar.name].map(Cell::Text).into_iter().chain(ends).collect());
        }
    }
    table
}
