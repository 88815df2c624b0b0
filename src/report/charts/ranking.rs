//! Scenarios by how far they are from the baseline in the last year: the difference world by world with its
//! interval and the middle of worlds; beside it the level, the money, the price of a visit and how surely.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::dots::lines_at_most;
use crate::report::charts::layout::{BOLD, LEAST, Rect, ValueAxis, Weight, fit, text_width, wrap};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::quantity::Quantity;
use crate::report::charts::ranking_columns::{WORDS, WordColumn, ends};
use crate::report::charts::ranking_rows::{RankingRow, columns, rows, table};
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{Anchor, GRID, INK, QUIET, SMALL, Stroke, TextStyle};
use crate::report::charts::svg::{Dot, Svg};
use crate::report::text::translate::Lang;

/// Room for names on a wide page, in pixels.
const NAMES: f64 = 168.0;
/// The least room for marks beside columns of words.
const MARKS: f64 = 130.0;

/// The chart.
pub(crate) fn chart(scene: &Scene, wide: f64) -> Chart {
    let rows = rows(scene);
    let words = |row: &RankingRow| {
        let level = scene.level_words(row.at, scene.measure).unwrap_or_default();
        format!("{} {level}", scene.label(row.at))
    };
    let desc = rows.iter().map(words).collect::<Vec<_>>().join(scene.lang.text(ChartPhrase::Semicolon));
    let heading = ChartHeading::new("ranking", title(scene, &rows), desc);
    assemble(heading, table(scene, &rows), wide, &|width| draw(scene, &rows, width))
}

/// How many of the others surely bring more than the baseline.
fn title(scene: &Scene, rows: &[RankingRow]) -> String {
    let name = scene.name_of(scene.measure);
    let base = scene.base_name();
    let others = || rows.iter().filter(|row| row.at != scene.study.baseline);
    let higher = |row: &&RankingRow| row.mark.and_then(|(_, ends)| ends).is_some_and(|(low, _)| low > 0.0);
    let (all, more) = (others().count(), others().filter(higher).count());
    let sure = others().any(|row| row.mark.is_some_and(|(_, ends)| ends.is_some()));
    match scene.lang {
        _ if all == 0 || !sure => match scene.lang {
            Lang::En => format!("{name} in the last year"),
            Lang::Zh => format!("最后一年的{name}"),
        },
        Lang::En => format!("{name}: {more} of {all} surely higher than {base}"),
        Lang::Zh => format!("{name}：{all}个方案中有{more}个确定高于{base}"),
    }
}

/// Where rows stand at a width. On a narrow screen names stand above the marks.
struct RankingFrame {
    narrow: bool,
    width: f64,
    columns: Vec<WordColumn>,
    /// Where each column ends.
    ends: Vec<f64>,
    plot: Rect,
    /// From one row to the next.
    step: f64,
    axis: ValueAxis,
}

impl RankingFrame {
    fn new(scene: &Scene, rows: &[RankingRow], width: f64) -> RankingFrame {
        let columns = columns(scene, rows);
        let (ends, free) = ends(&columns, width);
        let narrow = width < 640.0 || free < NAMES + MARKS;
        let heads = columns.iter().map(|column| column.head_lines().len()).max().unwrap_or(1) as f64;
        let (step, top) = if narrow { (58.0, 30.0) } else { (33.0, 20.0 + 14.0 * heads) };
        let bottom = top + step * rows.len() as f64;
        let plot = if narrow {
            Rect { left: 12.0, right: width - 12.0, top, bottom }
        } else {
            Rect { left: NAMES + 16.0, right: free - 4.0, top, bottom }
        };
        let values = || {
            rows.iter().flat_map(|row| {
                let ends = row.mark.and_then(|(_, ends)| ends);
                let spread = row.spread.map(|band| (band.low, band.high));
                let both = |pair: Option<(f64, f64)>| pair.into_iter().flat_map(|(low, high)| [low, high]);
                row.mark.map(|(mean, _)| mean).into_iter().chain(both(ends)).chain(both(spread))
            })
        };
        let (low, high) = (values().fold(0.0, f64::min), values().fold(LEAST, f64::max));
        RankingFrame { narrow, width, columns, ends, plot, step, axis: ValueAxis::holding(low, high, 4.0) }
    }

    /// Place of a value.
    fn x(&self, value: f64) -> f64 {
        self.plot.left + self.axis.share(value) * (self.plot.right - self.plot.left)
    }

    /// The middle of the marks of a row.
    fn middle(&self, row: usize) -> f64 {
        self.plot.top + self.step * (row as f64 + 0.5)
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
    grid(scene, &mut svg, rows, &frame);
    svg.inside(plot);
    for (i, row) in rows.iter().enumerate() {
        marks(scene, &mut svg, row, &frame, frame.middle(i));
        if frame.narrow {
            words_around(scene, &mut svg, row, (i, &frame));
        } else {
            words_beside(scene, &mut svg, row, (i, &frame));
        }
    }
    if !frame.narrow {
        column_heads(&mut svg, &frame);
    }
    svg
}

/// Ticks, and the line of the baseline: beside the marks only, where no number stands.
fn grid(scene: &Scene, svg: &mut Svg, rows: &[RankingRow], frame: &RankingFrame) {
    let several = rows.len() > 1;
    let quantity = if several { Quantity::change(scene.measure) } else { Quantity::level(scene.measure) };
    let base = Stroke { ink: scene.ink(scene.study.baseline).fill, width: 1.2, dash: "4 3" };
    let mut free = 0.0;
    for tick in frame.axis.ticks() {
        let (x, zero) = (frame.x(tick), several && tick == 0.0);
        for i in 0..rows.len() {
            let (y, half) = (frame.middle(i), if frame.narrow { 9.0 } else { frame.step / 2.0 });
            svg.rule((x, y - half), (x, y + half), if zero { base } else { Stroke::solid(GRID, 1.0) });
        }
        let words = quantity.tick(frame.axis, tick);
        free = svg.spaced((x, frame.plot.top - 10.0), TextStyle::plain(SMALL, QUIET), &words, free);
    }
}

/// What the marks mean.
fn note(scene: &Scene, width: f64) -> Vec<String> {
    if scene.study.replicates() < 2 {
        return vec![];
    }
    let phrase =
        if scene.study.cases.len() > 1 { ChartPhrase::RankingMarks } else { ChartPhrase::LevelMarks };
    wrap(scene.lang.text(phrase), SMALL, width)
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

/// Headings of the columns of words, ending above the plot.
fn column_heads(svg: &mut Svg, frame: &RankingFrame) {
    let quiet = TextStyle::plain(SMALL, QUIET).at(Anchor::End);
    for (column, end) in frame.columns.iter().zip(&frame.ends) {
        for (i, words) in column.head_lines().iter().rev().enumerate() {
            svg.text(*end, frame.plot.top - 10.0 - 14.0 * i as f64, quiet, words);
        }
    }
}

fn marks(scene: &Scene, svg: &mut Svg, row: &RankingRow, frame: &RankingFrame, y: f64) {
    let ink = scene.ink(row.at);
    let Some((mean, interval)) = row.mark else { return };
    if let Some(band) = row.spread {
        svg.bar((frame.x(band.low), frame.x(band.high)), y, 9.0, ink.fill, "0.25");
    }
    if let Some((low, high)) = interval {
        let (low, high) = (frame.x(low), frame.x(high));
        // Longer than the dot is wide, so that the interval shows beside it.
        for x in [low, high] {
            svg.rule((x, y - 6.0), (x, y + 6.0), Stroke::solid(ink.fill, 1.6));
        }
        svg.bar((low, high), y, 3.0, ink.fill, "1");
    }
    svg.dot((frame.x(mean), y), 3.4, ink.fill, Dot::Filled);
}

/// On a narrow screen: the name and the difference above the marks, the rest below them.
fn words_around(scene: &Scene, svg: &mut Svg, row: &RankingRow, (i, frame): (usize, &RankingFrame)) {
    let y = frame.middle(i);
    let right = match frame.columns.len() {
        1 => frame.columns[0].words[i].clone(),
        _ => row.change(scene).0,
    };
    let room = frame.width - text_width(&right, WORDS, Weight::Bold) - 10.0;
    let ink = scene.ink(row.at).text;
    let name = fit(scene.label(row.at), WORDS, Weight::Bold, room);
    svg.text(0.0, y - 15.0, TextStyle::plain(WORDS, ink).bold(), &name);
    svg.text(frame.width, y - 15.0, TextStyle::plain(WORDS, ink).bold().at(Anchor::End), &right);
    let [_, _, money, _, better] = frame.columns.as_slice() else { return };
    if row.at == scene.study.baseline {
        return;
    }
    let below = match scene.lang {
        Lang::En => format!("{} yuan a year · better in {}", money.words[i], better.words[i]),
        Lang::Zh => format!("每年{}元 · 更好的模拟：{}", money.words[i], better.words[i]),
    };
    let style = TextStyle::plain(SMALL, QUIET);
    svg.text(0.0, y + 22.0, style, &fit(&below, SMALL, Weight::Regular, frame.width));
}

/// On a wide page.
fn words_beside(scene: &Scene, svg: &mut Svg, row: &RankingRow, (i, frame): (usize, &RankingFrame)) {
    let y = frame.middle(i);
    let bold = TextStyle::plain(WORDS, scene.ink(row.at).text).bold();
    let lines = lines_at_most(2, scene.label(row.at), WORDS, NAMES / BOLD);
    for (i, words) in lines.iter().enumerate() {
        let y = y + 4.5 + 14.0 * (i as f64 - 0.5 * (lines.len() as f64 - 1.0));
        svg.text(0.0, y, bold, &fit(words, WORDS, Weight::Bold, NAMES));
    }
    for (column, end) in frame.columns.iter().zip(&frame.ends) {
        svg.text(*end, y + 4.5, TextStyle::plain(WORDS, INK).at(Anchor::End), &column.words[i]);
    }
}
