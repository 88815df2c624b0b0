//! Scenarios by their last year: mean, its interval, the middle of worlds; change against the baseline; how
//! often first.

use crate::report::charts::dots::lines_at_most;
use crate::report::charts::frame::{SMALL, tick_words};
use crate::report::charts::layout::{Rect, fit, nice, text_width, ticks, wrap};
use crate::report::charts::scene::Scene;
use crate::report::charts::svg::{Anchor, GRID, QUIET, Stroke, Svg, TextStyle};
use crate::report::charts::{Chart, assemble};
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::band::Band;
use crate::study::compare::frontier::ranks;
use crate::study::compare::results::ReportWindows;
use crate::study::compare::verdict::first;

/// What is drawn of one scenario.
struct RankingRow {
    at: usize,
    mean: f64,
    interval: Option<(f64, f64)>,
    spread: Option<Band>,
    change: Option<(f64, Option<(f64, f64)>)>,
    first: Option<f64>,
}

fn rows(scene: &Scene) -> Vec<RankingRow> {
    let (study, measure) = (scene.study, scene.measure.name);
    let first = first(study, measure);
    let row = |at: &usize| {
        let case = scene.case(*at)?;
        let level = study.level(case, measure, ReportWindows::LastYear);
        Some(RankingRow {
            at: *at,
            mean: level.mean()?,
            interval: level.interval(),
            spread: study.spread(case, measure, ReportWindows::LastYear).filter(|_| level.n() > 1),
            change: study.change(case, scene.measure),
            first: first.get(*at).copied().flatten(),
        })
    };
    scene.order.iter().filter_map(row).collect()
}

/// A share of worlds in words: never a 0 or a 100 that only rounding made.
pub fn share(value: f64) -> String {
    match value * 100.0 {
        v if v > 0.0 && v < 1.0 => "<1%".into(),
        v if v > 99.0 && v < 100.0 => ">99%".into(),
        v => format!("{v:.0}%"),
    }
}

/// The chart.
pub fn chart(scene: &Scene, wide: f64) -> Chart {
    let rows = rows(scene);
    let name = scene.name_of(scene.measure);
    let title = match scene.lang {
        Lang::En => format!("{name} in the last year, by scenario"),
        Lang::Zh => format!("各方案最后一年的{name}"),
    };
    let say = |row: &RankingRow| format!("{} {}", scene.label(row.at), scene.style().value(row.mean));
    let desc = rows.iter().map(say).collect::<Vec<_>>().join(scene.lang.say("; ", "；"));
    let grid = grid(scene, &rows);
    assemble("ranking", title, desc, grid, wide, &|width| draw(scene, &rows, width))
}

fn draw(scene: &Scene, rows: &[RankingRow], width: f64) -> Svg {
    let narrow = width < 640.0;
    let (step, top) = if narrow { (46.0, 30.0) } else { (33.0, 34.0) };
    let bottom = top + step * rows.len() as f64;
    let plot = if narrow {
        Rect { left: 18.0, right: width - 64.0, top, bottom }
    } else {
        Rect { left: 178.0, right: width - 372.0, top, bottom }
    };
    let high =
        rows.iter().map(|r| r.spread.map_or(r.mean, |b| b.high).max(r.interval.map_or(r.mean, |i| i.1)));
    let low = rows.iter().map(|r| r.spread.map_or(r.mean, |b| b.low).min(r.interval.map_or(r.mean, |i| i.0)));
    let axis = nice(low.fold(0.0, f64::min), high.fold(1e-9, f64::max), 5.0);
    let x = |value: f64| plot.left + (value - axis.0) / (axis.1 - axis.0) * (plot.right - plot.left);
    let note = note(scene, width);
    let mut svg = Svg::new(width, bottom + 8.0 + 16.0 * note.len() as f64);
    for (i, words) in note.iter().enumerate() {
        svg.text(0.0, bottom + 20.0 + 16.0 * i as f64, TextStyle::plain(SMALL, QUIET), words);
    }
    parts(scene, &mut svg, rows, (plot.top, step, width));
    for tick in ticks(axis) {
        let at = x(tick);
        svg.rule((at, plot.top), (at, plot.bottom), Stroke { ink: GRID, width: 1.0, dash: "" });
        let words = tick_words(scene.style(), tick, axis.2, false, true);
        svg.text(at, plot.top - 10.0, TextStyle::plain(SMALL, QUIET).at(Anchor::Middle), &words);
    }
    baseline(scene, &mut svg, rows, (plot, step, narrow), &x);
    svg.inside(plot);
    if !narrow {
        heads(scene, &mut svg, width, plot.top - 10.0);
    }
    for (i, row) in rows.iter().enumerate() {
        let y = plot.top + step * (i as f64 + if narrow { 0.72 } else { 0.5 });
        marks(scene, &mut svg, row, y, &x);
        words(scene, &mut svg, row, (y, width, narrow));
    }
    svg
}

/// What the marks mean.
fn note(scene: &Scene, width: f64) -> Vec<String> {
    if scene.study.replicates() < 2 {
        return vec![];
    }
    let words = scene.lang.say(
        "dot: mean · thick line: its 95% interval · pale bar: 90% of worlds · dashed: the baseline · in \
            brackets: 95% interval of the difference",
        "圆点：均值 · 粗线：95%区间 · 浅色条：90%的世界 · 虚线：基线 · 括号：差的95%区间",
    );
    wrap(words, SMALL, width)
}

/// Lines between groups that can be told apart, where some scenarios cannot.
fn parts(scene: &Scene, svg: &mut Svg, rows: &[RankingRow], (top, step, width): (f64, f64, f64)) {
    let groups = ranks(scene.study, scene.measure.name).groups;
    let group = |row: &RankingRow| groups.iter().position(|group| group.contains(&row.at));
    if groups.iter().all(|group| group.len() == 1) {
        return;
    }
    for (i, pair) in rows.windows(2).enumerate() {
        if let [above, below] = pair
            && group(above) != group(below)
        {
            let y = top + step * (i + 1) as f64;
            svg.rule((0.0, y), (width, y), Stroke { ink: "#c3c9cf", width: 1.0, dash: "" });
        }
    }
}

/// A dashed line at the baseline; on a narrow screen beside the bars only, since names stand above them.
fn baseline(
    scene: &Scene,
    svg: &mut Svg,
    rows: &[RankingRow],
    (plot, step, narrow): (Rect, f64, bool),
    x: &dyn Fn(f64) -> f64,
) {
    let Some(base) = rows.iter().find(|row| row.at == scene.study.baseline) else { return };
    let stroke = Stroke { ink: scene.ink(base.at).fill, width: 1.2, dash: "4 3" };
    let at = x(base.mean);
    if !narrow {
        svg.rule((at, plot.top), (at, plot.bottom), stroke);
        return;
    }
    for i in 0..rows.len() {
        let y = plot.top + step * (i as f64 + 0.72);
        svg.rule((at, y - 9.0), (at, y + 9.0), stroke);
    }
}

/// Headings of the columns of words.
fn heads(scene: &Scene, svg: &mut Svg, width: f64, y: f64) {
    let quiet = TextStyle::plain(SMALL, QUIET).at(Anchor::End);
    let base = format!("{} {}", scene.lang.say("vs", "对比"), scene.label(scene.study.baseline));
    svg.text(width - 92.0, y, quiet, &fit(&base, SMALL, false, 200.0));
    svg.text(width, y, quiet, scene.lang.say("ranks first", "排名第一"));
}

fn marks(scene: &Scene, svg: &mut Svg, row: &RankingRow, y: f64, x: &dyn Fn(f64) -> f64) {
    let ink = scene.ink(row.at);
    let mut end = row.mean;
    if let Some(band) = row.spread {
        svg.bar((x(band.low), x(band.high)), y, 8.0, ink.fill, "0.3");
        end = end.max(band.high);
    }
    if let Some((low, high)) = row.interval {
        svg.bar((x(low), x(high)), y, 3.0, ink.fill, "1");
        end = end.max(high);
    }
    svg.dot(x(row.mean), y, 4.6, ink.fill, false);
    let value = scene.style().value(row.mean);
    svg.text(x(end) + 10.0, y + 4.5, TextStyle::plain(13.0, ink.text).bold(), &value);
}

fn words(scene: &Scene, svg: &mut Svg, row: &RankingRow, (y, width, narrow): (f64, f64, bool)) {
    let ink = scene.ink(row.at);
    let style = scene.style();
    let change = row.change.map(|(diff, _)| scene.change(style, diff)).unwrap_or_else(|| "—".into());
    let interval = row.change.and_then(|(_, i)| i).map(|i| format!("({})", style.interval(i)));
    let first = row.first.map_or("—".to_string(), share);
    let (plain, bold) = (TextStyle::plain(13.0, INKS), TextStyle::plain(13.0, ink.text).bold());
    if narrow {
        let right = format!("{change} · {first}");
        let room = width - text_width(&right, 12.5, false) - 10.0;
        svg.text(0.0, y - 15.0, bold, &fit(scene.label(row.at), 13.0, true, room));
        svg.text(width, y - 15.0, TextStyle::plain(12.5, INKS).at(Anchor::End), &right);
        return;
    }
    let lines = lines_at_most(2, scene.label(row.at), 13.0, NAMES / 1.1);
    for (i, words) in lines.iter().enumerate() {
        let y = y + 4.5 + 14.0 * (i as f64 - 0.5 * (lines.len() as f64 - 1.0));
        svg.text(0.0, y, bold, &fit(words, 13.0, true, NAMES));
    }
    svg.text(width - 210.0, y + 4.5, plain.at(Anchor::End), &change);
    if let Some(interval) = interval {
        svg.text(
            width - 92.0,
            y + 4.5,
            TextStyle::plain(12.5, QUIET).at(Anchor::End),
            &fit(&interval, 12.5, false, 114.0),
        );
    }
    svg.text(width, y + 4.5, plain.at(Anchor::End), &first);
}

/// Room for names.
const NAMES: f64 = 168.0;

const INKS: &str = crate::report::charts::svg::INK;

fn grid(scene: &Scene, rows: &[RankingRow]) -> Table {
    let lang = scene.lang;
    let head = [
        lang.say("scenario", "方案"),
        lang.say("last year, mean", "最后一年均值"),
        lang.say("95% interval from", "95%区间下限"),
        lang.say("to", "上限"),
        lang.say("5% of worlds", "5%的世界"),
        lang.say("95% of worlds", "95%的世界"),
        lang.say("change vs baseline", "与基线之差"),
        lang.say("95% interval of change from", "差的95%区间下限"),
        lang.say("change, to", "差的上限"),
        lang.say("ranks first, share of worlds", "排名第一的世界比例"),
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
        ]
    };
    Table { head: head.map(String::from).to_vec(), rows: rows.iter().map(row).collect() }
}
