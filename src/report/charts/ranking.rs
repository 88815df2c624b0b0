//! Scenarios by their last year: mean, its interval, the middle of worlds; change against the baseline; how
//! often first.

use crate::measure::window::Window;
use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::dots::lines_at_most;
use crate::report::charts::layout::{BOLD, Rect, ValueAxis, Weight, fit, text_width, wrap};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::charts::ranking_columns::{INTERVALS, RankingColumns, RankingWords, WORDS};
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{Anchor, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::text::breaks;
use crate::report::text::format::{Style, percent};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::band::Band;
use crate::study::compare::breaks::Breaks;
use crate::study::compare::verdict::first;
use crate::world::record::{Measure, measure as measure_of};

/// Room for names on a wide page, in pixels.
const NAMES: f64 = 168.0;

/// What is drawn of one scenario.
struct RankingRow {
    at: usize,
    mean: f64,
    interval: Option<(f64, f64)>,
    spread: Option<Band>,
    change: Option<(f64, Option<(f64, f64)>)>,
    first: Option<f64>,
    breaks: Breaks,
}

fn rows(scene: &Scene) -> Vec<RankingRow> {
    let (study, measure) = (scene.study, scene.measure.name);
    let (first, breaks) = (first(study, measure), study.breaks());
    let row = |at: &usize| {
        let case = scene.case(*at)?;
        let level = study.level(case, measure, Window::LastYear);
        let bounds = measure_of(measure).map_or((f64::NEG_INFINITY, f64::INFINITY), Measure::bounds);
        Some(RankingRow {
            at: *at,
            mean: level.mean()?,
            interval: level.interval_within(bounds),
            spread: study.spread(case, measure, Window::LastYear).filter(|_| level.n() > 1),
            change: study.change(case, scene.measure),
            first: first.get(*at).copied().flatten(),
            breaks: breaks.get(*at).cloned().unwrap_or_default(),
        })
    };
    scene.order.iter().filter_map(row).collect()
}

/// A share of worlds in words: never a 0 or a 100 that only rounding made.
pub(crate) fn share(value: f64) -> String {
    match value * 100.0 {
        v if v > 0.0 && v < 1.0 => "<1%".into(),
        v if v > 99.0 && v < 100.0 => ">99%".into(),
        _ => percent(value),
    }
}

/// The chart.
pub(crate) fn chart(scene: &Scene, wide: f64) -> Chart {
    let rows = rows(scene);
    let name = scene.name_of(scene.measure);
    let title = match scene.lang {
        Lang::En => format!("{name} in the last year, by scenario"),
        Lang::Zh => format!("各方案最后一年的{name}"),
    };
    let words = |row: &RankingRow| format!("{} {}", scene.label(row.at), scene.style().value(row.mean));
    let desc = rows.iter().map(words).collect::<Vec<_>>().join(scene.lang.text(ChartPhrase::Semicolon));
    let heading = ChartHeading::new("ranking", title, desc);
    assemble(heading, table(scene, &rows), wide, &|width| draw(scene, &rows, width))
}

/// Where rows stand at a width. On a narrow screen names stand above the bars.
struct RankingFrame {
    narrow: bool,
    width: f64,
    columns: RankingColumns,
    plot: Rect,
    /// From one row to the next.
    step: f64,
    axis: ValueAxis,
}

impl RankingFrame {
    fn new(scene: &Scene, rows: &[RankingRow], width: f64) -> RankingFrame {
        let words: Vec<RankingWords> = rows.iter().map(|row| row.words(scene)).collect();
        let columns = RankingColumns::new(&words, width);
        let narrow = width < 640.0 || columns.bars < NAMES + 100.0;
        let (step, top) = if narrow { (46.0, 30.0) } else { (33.0, 34.0) };
        let bottom = top + step * rows.len() as f64;
        let plot = if narrow {
            Rect { left: 18.0, right: width - 64.0, top, bottom }
        } else {
            Rect { left: NAMES + 10.0, right: columns.bars, top, bottom }
        };
        let high =
            rows.iter().map(|r| r.spread.map_or(r.mean, |b| b.high).max(r.interval.map_or(r.mean, |i| i.1)));
        let low =
            rows.iter().map(|r| r.spread.map_or(r.mean, |b| b.low).min(r.interval.map_or(r.mean, |i| i.0)));
        let axis = ValueAxis::holding(low.fold(0.0, f64::min), high.fold(1e-9, f64::max), 5.0);
        RankingFrame { narrow, width, columns, plot, step, axis }
    }

    /// Place of a value.
    fn x(&self, value: f64) -> f64 {
        self.plot.left + self.axis.share(value) * (self.plot.right - self.plot.left)
    }

    /// The middle of the marks of a row.
    fn middle(&self, row: usize) -> f64 {
        self.plot.top + self.step * (row as f64 + if self.narrow { 0.72 } else { 0.5 })
    }
}

fn draw(scene: &Scene, rows: &[RankingRow], width: f64) -> Svg {
    let frame = RankingFrame::new(scene, rows, width);
    let (plot, note) = (frame.plot, note(scene, width));
    let mut svg = Svg::new(width, plot.bottom + 8.0 + 16.0 * note.len() as f64);
    for (i, words) in note.iter().enumerate() {
        svg.text(0.0, plot.bottom + 20.0 + 16.0 * i as f64, TextStyle::plain(SMALL, QUIET), words);
    }
    group_lines(scene, &mut svg, rows, &frame);
    for tick in frame.axis.ticks() {
        let at = frame.x(tick);
        svg.rule((at, plot.top), (at, plot.bottom), Stroke::solid(GRID, 1.0));
        let words = Quantity::level(scene.measure.unit).tick_with_unit(frame.axis, tick);
        svg.text(at, plot.top - 10.0, TextStyle::plain(SMALL, QUIET).at(Anchor::Middle), &words);
    }
    baseline(scene, &mut svg, rows, &frame);
    svg.inside(plot);
    if !frame.narrow {
        column_heads(scene, &mut svg, &frame);
    }
    for (i, row) in rows.iter().enumerate() {
        marks(scene, &mut svg, row, &frame, frame.middle(i));
        if frame.narrow {
            words_above(scene, &mut svg, row, width, frame.middle(i));
        } else {
            words_beside(scene, &mut svg, row, &frame, frame.middle(i));
        }
    }
    svg
}

/// What the marks mean.
fn note(scene: &Scene, width: f64) -> Vec<String> {
    if scene.study.replicates() < 2 {
        return vec![];
    }
    wrap(scene.lang.text(ChartPhrase::RankingMarks), SMALL, width)
}

/// Lines between groups that can be told apart, where some scenarios cannot.
fn group_lines(scene: &Scene, svg: &mut Svg, rows: &[RankingRow], frame: &RankingFrame) {
    let groups = scene.study.ranks(scene.measure).groups;
    let group = |row: &RankingRow| groups.iter().position(|group| group.contains(&row.at));
    if groups.iter().all(|group| group.len() == 1) {
        return;
    }
    for (i, pair) in rows.windows(2).enumerate() {
        if let [above, below] = pair
            && group(above) != group(below)
        {
            let y = frame.plot.top + frame.step * (i + 1) as f64;
            svg.rule((0.0, y), (frame.width, y), Stroke::solid("#c3c9cf", 1.0));
        }
    }
}

/// A dashed line at the baseline; on a narrow screen beside the bars only, since names stand above them.
fn baseline(scene: &Scene, svg: &mut Svg, rows: &[RankingRow], frame: &RankingFrame) {
    let Some(base) = rows.iter().find(|row| row.at == scene.study.baseline) else { return };
    let stroke = Stroke { ink: scene.ink(base.at).fill, width: 1.2, dash: "4 3" };
    let at = frame.x(base.mean);
    if !frame.narrow {
        svg.rule((at, frame.plot.top), (at, frame.plot.bottom), stroke);
        return;
    }
    for i in 0..rows.len() {
        let y = frame.middle(i);
        svg.rule((at, y - 9.0), (at, y + 9.0), stroke);
    }
}

/// Headings of the columns of words.
fn column_heads(scene: &Scene, svg: &mut Svg, frame: &RankingFrame) {
    let y = frame.plot.top - 10.0;
    let quiet = TextStyle::plain(SMALL, QUIET).at(Anchor::End);
    let versus = scene.lang.text(ChartPhrase::Versus);
    let base = format!("{versus} {}", scene.label(scene.study.baseline));
    svg.text(frame.columns.interval, y, quiet, &fit(&base, SMALL, Weight::Regular, 200.0));
    svg.text(frame.width, y, quiet, scene.lang.text(ChartPhrase::RanksFirst));
}

fn marks(scene: &Scene, svg: &mut Svg, row: &RankingRow, frame: &RankingFrame, y: f64) {
    let ink = scene.ink(row.at);
    let mut end = row.mean;
    if let Some(band) = row.spread {
        svg.bar((frame.x(band.low), frame.x(band.high)), y, 8.0, ink.fill, "0.3");
        end = end.max(band.high);
    }
    if let Some((low, high)) = row.interval {
        svg.bar((frame.x(low), frame.x(high)), y, 3.0, ink.fill, "1");
        end = end.max(high);
    }
    svg.dot((frame.x(row.mean), y), 4.6, ink.fill, Dot::Filled);
    let value = scene.style().value(row.mean);
    svg.text(frame.x(end) + 10.0, y + 4.5, TextStyle::plain(WORDS, ink.text).bold(), &value);
}

impl RankingRow {
    fn words(&self, scene: &Scene) -> RankingWords {
        let change = self.change.map(|(diff, interval)| scene.change_within(scene.style(), diff, interval));
        let (change, interval) = change.unwrap_or_else(|| ("—".into(), None));
        RankingWords {
            mean: scene.style().value(self.mean),
            change,
            interval: interval.map(|words| format!("({words})")),
            first: match self.breaks.worst() {
                Some(_) => scene.lang.text(ChartPhrase::Breaks).into(),
                None => self.first.map_or("—".into(), share),
            },
        }
    }
}

/// On a narrow screen.
fn words_above(scene: &Scene, svg: &mut Svg, row: &RankingRow, width: f64, y: f64) {
    let RankingWords { change, first, .. } = row.words(scene);
    let right = format!("{change} · {first}");
    let room = width - text_width(&right, 12.5, Weight::Regular) - 10.0;
    let name = fit(scene.label(row.at), 13.0, Weight::Bold, room);
    svg.text(0.0, y - 15.0, TextStyle::plain(13.0, scene.ink(row.at).text).bold(), &name);
    svg.text(width, y - 15.0, TextStyle::plain(12.5, INK).at(Anchor::End), &right);
}

/// On a wide page.
fn words_beside(scene: &Scene, svg: &mut Svg, row: &RankingRow, frame: &RankingFrame, y: f64) {
    let RankingWords { change, interval, first, .. } = row.words(scene);
    let bold = TextStyle::plain(13.0, scene.ink(row.at).text).bold();
    let lines = lines_at_most(2, scene.label(row.at), 13.0, NAMES / BOLD);
    for (i, words) in lines.iter().enumerate() {
        let y = y + 4.5 + 14.0 * (i as f64 - 0.5 * (lines.len() as f64 - 1.0));
        svg.text(0.0, y, bold, &fit(words, 13.0, Weight::Bold, NAMES));
    }
    let plain = TextStyle::plain(WORDS, INK).at(Anchor::End);
    svg.text(frame.columns.change, y + 4.5, plain, &change);
    if let Some(interval) = interval {
        let quiet = TextStyle::plain(INTERVALS, QUIET).at(Anchor::End);
        svg.text(frame.columns.interval, y + 4.5, quiet, &interval);
    }
    svg.text(frame.width, y + 4.5, plain, &first);
}

fn table(scene: &Scene, rows: &[RankingRow]) -> Table {
    let head = [
        ChartPhrase::Scenario,
        ChartPhrase::Mean,
        ChartPhrase::IntervalFrom,
        ChartPhrase::IntervalTo,
        ChartPhrase::LowWorlds,
        ChartPhrase::HighWorlds,
        ChartPhrase::Change,
        ChartPhrase::ChangeFrom,
        ChartPhrase::ChangeTo,
        ChartPhrase::ShareFirst,
        ChartPhrase::WhatBreaks,
    ];
    let style = scene.style();
    let row = |row: &RankingRow| {
        let (interval, change) = (row.interval, row.change.and_then(|c| c.1));
        vec![
            Cell::Text(scene.label(row.at).to_string()),
            Cell::Value(Some(row.mean), style),
            Cell::Value(interval.map(|i| i.0), style),
            Cell::Value(interval.map(|i| i.1), style),
            Cell::Value(row.spread.map(|b| b.low), style),
            Cell::Value(row.spread.map(|b| b.high), style),
            Cell::Change(row.change.map(|c| c.0), style),
            Cell::Change(change.map(|i| i.0), style),
            Cell::Change(change.map(|i| i.1), style),
            Cell::Value(row.first, Style::Share),
            Cell::Text(breaks::cell(scene.lang, &row.breaks)),
        ]
    };
    let rows = rows.iter().map(row).collect();
    Table { rows, ..Table::new(head.map(|phrase| scene.lang.text(phrase))) }
}
