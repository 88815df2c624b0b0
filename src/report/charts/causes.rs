//! Where each deficiency comes from, and through which links a change comes about: what `diagnose` found.

use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::nice;
use crate::report::charts::scene::Scene;
use crate::report::charts::svg::INK;
use crate::report::charts::{Chart, assemble};
use crate::report::text::format::Style;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::paired::Estimate;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Diagnosis, Link, Part, Share, Trace};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::measure;

const FILL: (&str, &str) = ("#0072B2", "#005f94");
const GREY: (&str, &str) = ("#5f6770", "#4b535b");
/// Links shown.
const LINKS: usize = 10;

/// The label of a measure.
pub fn label(scene: &Scene, name: &str) -> String {
    measure(name).map_or_else(|| name.to_string(), |m| scene.name_of(m).to_string())
}

/// The axis that holds zero and all of these.
fn axis(ranges: &[Estimate]) -> (f64, f64) {
    let ends = || {
        ranges
            .iter()
            .flat_map(|r| [r.mean, r.interval.map_or(r.mean, |i| i.0), r.interval.map_or(r.mean, |i| i.1)])
    };
    let (low, high, _) = nice(ends().fold(0.0, f64::min), ends().fold(1e-6, f64::max), 4.0);
    (low, high)
}

fn change(style: Style, scene: &Scene, range: &Estimate) -> Spot {
    let words = scene.change(style, range.mean).replace(" pts", "").replace("百分点", "");
    // What only rounding makes nothing is not claimed either.
    let nothing = !words.bytes().any(|b| b.is_ascii_digit() && b != b'0');
    let quiet = nothing || range.sure_sign() == 0;
    Spot { now: Some(range.mean), interval: range.interval, words, quiet, ..Spot::default() }
}

/// Deficiencies by causes: Shapley shares of what repair of all causes takes away.
pub fn shares(scene: &Scene, causes: &Diagnosis, wide: f64) -> Chart {
    let title = scene
        .lang
        .say("What repair of each cause takes away from the deficiencies", "修复各成因可减轻的不足")
        .to_string();
    let desc = scene.lang.say(
        "First column: index in the last year, open dot: with all causes repaired. Then the share of each \
            cause, with its 95% interval; shares add up to “together”. Left of zero: repair makes it worse. \
            Pale bar: the part that moves by definition alone, such as the length of a contract. Grey \
            words: nothing can be claimed.",
        "第一列为最后一年指数，空心点为修复全部成因后。其后为各成因的份额及95%区间，份额之和等于“合计”。零左侧：修复反而加重。浅色条：仅因定义而变动的部分，如合同期长短。灰字：区间含零。",
    );
    let dots = share_dots(scene, causes);
    assemble("causes", title, desc.to_string(), share_grid(scene, causes), wide, &|width| dots.draw(width))
}

fn share_dots(scene: &Scene, causes: &Diagnosis) -> Dots {
    let names: Vec<&str> =
        causes.deficiencies.first().map_or(vec![], |d| d.causes.iter().map(|c| c.name.as_str()).collect());
    let everything = |d: &DeficiencyCauses| {
        d.causes.iter().map(Share::estimate).chain([d.total_interval]).collect::<Vec<_>>()
    };
    let axis = axis(&causes.deficiencies.iter().flat_map(everything).collect::<Vec<_>>());
    let column = |head: String, axis, fill| DotColumn { head, ink: INK, axis, fill: Some(fill) };
    let mut columns = vec![column(scene.lang.say("last year", "最后一年").into(), (0.0, 1.0), GREY)];
    columns.extend(names.iter().map(|name| column(scene.lang.name(name), axis, FILL)));
    columns.push(column(scene.lang.say("together", "合计").into(), axis, GREY));
    let row = |d: &DeficiencyCauses| {
        let now = Spot {
            now: Some(d.level),
            open: Some(d.left.mean),
            interval: d.level_interval.interval,
            words: Style::Index.value(d.level),
            ..Spot::default()
        };
        let pale = |part: &Option<Part>, at: usize| {
            part.as_ref().and_then(|part| Some(part.causes.get(at)?.mean)).filter(|v| *v != 0.0)
        };
        let cause = |(at, share): (usize, &Share)| Spot {
            pale: pale(&d.by_definition, at),
            ..change(Style::Index, scene, &share.estimate())
        };
        let together = change(Style::Index, scene, &d.total_interval);
        let pale = d.by_definition.as_ref().map(|part| part.total).filter(|v| *v != 0.0);
        std::iter::once(now)
            .chain(d.causes.iter().enumerate().map(cause))
            .chain([Spot { pale, ..together }])
            .collect()
    };
    let spots = causes.deficiencies.iter().map(row).collect();
    let name =
        |d: &DeficiencyCauses| DotRow { name: label(scene, d.deficiency.name()), bold: false, ink: GREY };
    Dots { rows: causes.deficiencies.iter().map(name).collect(), columns, spots }
}

fn share_grid(scene: &Scene, causes: &Diagnosis) -> Table {
    let lang = scene.lang;
    let head = [
        lang.say("deficiency", "不足"),
        lang.say("part", "部分"),
        lang.say("cause", "成因"),
        lang.say("taken away", "减轻"),
        lang.say("95% interval from", "95%区间下限"),
        lang.say("to", "上限"),
    ];
    let mut grid = Table { head: head.map(String::from).to_vec(), rows: vec![] };
    for d in &causes.deficiencies {
        let mut push = |part: &str, cause: String, range: &Estimate| {
            let cell = |value| Cell::Change(value, Style::Index);
            let cells = [
                cell(Some(range.mean)),
                cell(range.interval.map(|i| i.0)),
                cell(range.interval.map(|i| i.1)),
            ];
            let words = [label(scene, d.deficiency.name()), part.to_string(), cause].map(Cell::Text);
            grid.rows.push(words.into_iter().chain(cells).collect());
        };
        let whole = lang.say("whole", "全部");
        d.causes.iter().for_each(|share| push(whole, lang.name(&share.name), &share.estimate()));
        push(whole, lang.say("together", "合计").into(), &d.total_interval);
        for (words, part) in [
            (lang.say("by definition", "仅因定义"), &d.by_definition),
            (lang.say("behaviour", "行为"), &d.behaviour),
        ] {
            part.iter()
                .flat_map(|part| &part.causes)
                .for_each(|share| push(words, lang.name(&share.name), &share.estimate()));
        }
        let joint = lang.say("joint effect minus the sum of single repairs", "联合效果减单项之和");
        push(whole, joint.into(), &d.interaction.surplus);
    }
    grid
}

/// Links by measures: what of the change is lost without each link.
pub fn links(scene: &Scene, why: &Trace, wide: f64) -> Chart {
    let title = match scene.lang {
        Lang::En => format!("Which links carry the change of {}", label(scene, &why.headline).to_lowercase()),
        Lang::Zh => format!("{}的变化经由哪些环节", label(scene, &why.headline)),
    };
    let desc = scene.lang.say(
        "What of the change with all causes repaired is lost when a link of the model is held at what it is \
            without the repairs, with its 95% interval; in points, or index points for deficiencies. Links \
            work through one another, so losses need not add up. Grey words: nothing can be claimed.",
        "修复全部成因所带来的变化中，若把模型的某一环节保持在未修复时的状态会失去多少，附95%区间；单位为百分点，不足为指数点。各环节相互影响，失去之和不必等于总变化。灰字：区间含零。",
    );
    let order = order(why);
    let dots = link_dots(scene, why, &order);
    assemble("links", title, desc.to_string(), link_grid(scene, why), wide, &|width| dots.draw(width))
}

/// The links that carry most of the headline.
fn order(why: &Trace) -> Vec<&Link> {
    let size = |link: &Link| link.lost(&why.headline).map_or(0.0, |lost| lost.mean);
    let mut all: Vec<&Link> = why.links.iter().collect();
    all.sort_by(|a, b| size(b).total_cmp(&size(a)));
    all.truncate(LINKS);
    all
}

/// The measures of a trace, the headline first.
fn measures(why: &Trace) -> Vec<&String> {
    let rank =
        |name: &String| Deficiency::ALL.iter().position(|known| known.name() == name).unwrap_or(usize::MAX);
    let mut rest: Vec<&String> = why.change.keys().filter(|name| **name != why.headline).collect();
    rest.sort_by_key(|name| rank(name));
    std::iter::once(&why.headline).chain(rest).collect()
}

fn style(name: &str) -> Style {
    measure(name).map_or(Style::Number, |m| Style::of(m.unit))
}

fn link_dots(scene: &Scene, why: &Trace, order: &[&Link]) -> Dots {
    let measures = measures(why);
    let lost = |link: &Link, name: &String| link.lost(name);
    let column = |name: &&String| {
        let ranges: Vec<Estimate> = order.iter().filter_map(|link| lost(link, name)).collect();
        DotColumn { head: label(scene, name), ink: INK, axis: axis(&ranges), fill: Some(FILL) }
    };
    let missing = || Spot { words: "—".into(), quiet: true, ..Spot::default() };
    let row = |link: &&Link| {
        let spot = |name: &&String| {
            lost(link, name).map_or_else(missing, |range| change(style(name), scene, &range))
        };
        measures.iter().map(spot).collect()
    };
    let name = |link: &&Link| DotRow { name: scene.lang.name(&link.name), bold: false, ink: GREY };
    Dots {
        rows: order.iter().map(name).collect(),
        columns: measures.iter().map(column).collect(),
        spots: order.iter().map(row).collect(),
    }
}

fn link_grid(scene: &Scene, why: &Trace) -> Table {
    let lang = scene.lang;
    let measures = measures(why);
    let mut grid = Table {
        head: vec![lang.say("link", "环节").into(), lang.say("meaning", "含义").into()],
        rows: vec![],
    };
    for name in &measures {
        let (low, high) = (lang.say("95% interval from", "95%区间下限"), lang.say("to", "上限"));
        let words = label(scene, name);
        grid.head.extend([words.clone(), format!("{words}, {low}"), format!("{words}, {high}")]);
    }
    for link in &why.links {
        let mut row = vec![Cell::Text(lang.name(&link.name)), Cell::Text(link.meaning.clone())];
        for name in &measures {
            let range = link.lost(name);
            let cell = |value| Cell::Change(value, style(name));
            row.extend([
                cell(range.map(|r| r.mean)),
                cell(range.and_then(|r| r.interval).map(|i| i.0)),
                cell(range.and_then(|r| r.interval).map(|i| i.1)),
            ]);
        }
        grid.rows.push(row);
    }
    grid
}
