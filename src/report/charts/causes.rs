//! Where each deficiency comes from, and through which links a change comes about: what `diagnose` found.

use crate::report::charts::chart::{Chart, ChartHeading, assemble};
use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::{ValueAxis, Weight};
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{BLUE, Colours, GREY, INK};
use crate::report::text::format::{Style, is_nothing};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::stats::paired::Estimate;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Diagnosis, Part, Share};
use crate::study::diagnose::trace::{LinkLoss, Trace};
use crate::world::record::deficiency::Deficiency;
use crate::world::record::measure;

/// Links shown.
const LINKS: usize = 10;

/// The label of a measure.
pub(crate) fn label(scene: &Scene, name: &str) -> String {
    measure(name).map_or_else(|| name.to_string(), |m| scene.name_of(m).to_string())
}

/// The axis that holds zero and all of these.
fn axis(ranges: &[Estimate]) -> (f64, f64) {
    let ends = || {
        ranges
            .iter()
            .flat_map(|r| [r.mean, r.interval.map_or(r.mean, |i| i.0), r.interval.map_or(r.mean, |i| i.1)])
    };
    let axis = ValueAxis::holding(ends().fold(0.0, f64::min), ends().fold(1e-6, f64::max), 4.0);
    (axis.low, axis.high)
}

fn change(style: Style, range: &Estimate) -> Spot {
    let words = style.signed(range.mean);
    // What only rounding makes nothing is not claimed either.
    let quiet = is_nothing(&words) || range.sure_sign() == 0;
    Spot { now: Some(range.mean), interval: range.interval, words, quiet, ..Spot::default() }
}

/// Deficiencies by causes: Shapley shares of what repair of all causes takes away.
pub(crate) fn shares(scene: &Scene, causes: &Diagnosis, wide: f64) -> Chart {
    let title = scene.lang.text(ChartPhrase::Shares);
    let heading = ChartHeading::new("causes", title, scene.lang.text(ChartPhrase::ShareMarks));
    let dots = share_dots(scene, causes);
    assemble(heading, share_table(scene, causes), wide, &|width| dots.draw(width))
}

fn share_dots(scene: &Scene, causes: &Diagnosis) -> Dots {
    let names: Vec<&str> =
        causes.deficiencies.first().map_or(vec![], |d| d.causes.iter().map(|c| c.name.as_str()).collect());
    let everything = |d: &DeficiencyCauses| {
        d.causes.iter().map(Share::estimate).chain([d.total_interval]).collect::<Vec<_>>()
    };
    let axis = axis(&causes.deficiencies.iter().flat_map(everything).collect::<Vec<_>>());
    let column = |head: String, axis: (f64, f64), colours: Colours| DotColumn {
        head,
        ink: INK,
        axis,
        colours: Some(colours),
    };
    let mut columns = vec![column(scene.lang.text(ChartPhrase::LastYear).into(), (0.0, 1.0), GREY)];
    columns.extend(names.iter().map(|name| column(scene.lang.cause(name), axis, BLUE)));
    columns.push(column(scene.lang.text(ChartPhrase::Together).into(), axis, GREY));
    Dots {
        rows: causes
            .deficiencies
            .iter()
            .map(|d| row_named(scene.name_of(d.deficiency.measure()).to_string()))
            .collect(),
        columns,
        spots: causes.deficiencies.iter().map(share_spots).collect(),
    }
}

fn row_named(name: String) -> DotRow {
    DotRow { name, weight: Weight::Regular, colours: GREY }
}

/// The level of a deficiency, the share of each cause, and all together.
fn share_spots(d: &DeficiencyCauses) -> Vec<Spot> {
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
        ..change(Style::Index, &share.estimate())
    };
    let together = change(Style::Index, &d.total_interval);
    let pale = d.by_definition.as_ref().map(|part| part.total).filter(|v| *v != 0.0);
    std::iter::once(now)
        .chain(d.causes.iter().enumerate().map(cause))
        .chain([Spot { pale, ..together }])
        .collect()
}

fn share_table(scene: &Scene, causes: &Diagnosis) -> Table {
    let lang = scene.lang;
    let head = [
        ChartPhrase::Deficiency,
        ChartPhrase::Part,
        ChartPhrase::Cause,
        ChartPhrase::TakenAway,
        ChartPhrase::IntervalFrom,
        ChartPhrase::IntervalTo,
    ];
    let mut table = Table::new(head.map(|phrase| lang.text(phrase)));
    for d in &causes.deficiencies {
        let mut push = |part: ChartPhrase, cause: String, range: &Estimate| {
            let cell = |value| Cell::Change(value, Style::Index);
            let (low, high) = (range.interval.map(|i| i.0), range.interval.map(|i| i.1));
            let cells = [Some(range.mean), low, high].map(cell);
            let deficiency = scene.name_of(d.deficiency.measure()).to_string();
            let words = [deficiency, lang.text(part).to_string(), cause].map(Cell::Text);
            table.rows.push(words.into_iter().chain(cells).collect());
        };
        let (whole, together) = (ChartPhrase::Whole, lang.text(ChartPhrase::Together));
        d.causes.iter().for_each(|share| push(whole, lang.cause(&share.name), &share.estimate()));
        push(whole, together.into(), &d.total_interval);
        for (words, part) in
            [(ChartPhrase::ByDefinition, &d.by_definition), (ChartPhrase::Behaviour, &d.behaviour)]
        {
            part.iter()
                .flat_map(|part| &part.causes)
                .for_each(|share| push(words, lang.cause(&share.name), &share.estimate()));
        }
        let joint = lang.text(ChartPhrase::Surplus);
        push(whole, joint.into(), &d.interaction.surplus);
    }
    table
}

/// Links by measures: what of the change is lost without each link.
pub(crate) fn links(scene: &Scene, why: &Trace, wide: f64) -> Chart {
    let name = label(scene, &why.headline);
    let title = match scene.lang {
        Lang::En => format!("Which links carry the change of {}", name.to_lowercase()),
        Lang::Zh => format!("{name}的变化经由哪些环节"),
    };
    let heading = ChartHeading::new("links", title, scene.lang.text(ChartPhrase::LinkMarks));
    let dots = link_dots(scene, why, &order(why));
    assemble(heading, link_table(scene, why), wide, &|width| dots.draw(width))
}

/// The links that carry most of the headline.
fn order(why: &Trace) -> Vec<&LinkLoss> {
    let size = |link: &LinkLoss| link.lost(&why.headline).map_or(0.0, |lost| lost.mean);
    let mut all: Vec<&LinkLoss> = why.links.iter().collect();
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
    measure(name).map_or(Style::Number, Style::on_page)
}

fn link_dots(scene: &Scene, why: &Trace, order: &[&LinkLoss]) -> Dots {
    let measures = measures(why);
    let lost = |link: &LinkLoss, name: &String| link.lost(name);
    let column = |name: &&String| {
        let ranges: Vec<Estimate> = order.iter().filter_map(|link| lost(link, name)).collect();
        DotColumn { head: label(scene, name), ink: INK, axis: axis(&ranges), colours: Some(BLUE) }
    };
    let row = |link: &&LinkLoss| {
        let spot = |name: &&String| {
            lost(link, name).map_or_else(|| Spot::quiet("—"), |range| change(style(name), &range))
        };
        measures.iter().map(spot).collect()
    };
    let name = |link: &&LinkLoss| row_named(scene.lang.link(&link.name));
    Dots {
        rows: order.iter().map(name).collect(),
        columns: measures.iter().map(column).collect(),
        spots: order.iter().map(row).collect(),
    }
}

fn link_table(scene: &Scene, why: &Trace) -> Table {
    let lang = scene.lang;
    let measures = measures(why);
    let mut table = Table::new([ChartPhrase::Link, ChartPhrase::Meaning].map(|phrase| lang.text(phrase)));
    for name in &measures {
        let words = label(scene, name);
        table.head.push(words.clone());
        for end in [ChartPhrase::IntervalFrom, ChartPhrase::IntervalTo] {
            table.head.push(format!("{words}, {}", lang.text(end)));
        }
    }
    for link in &why.links {
        let mut row =
            vec![Cell::Text(lang.link(&link.name)), Cell::Text(lang.link_meaning(&link.name, &link.meaning))];
        for name in &measures {
            let range = link.lost(name);
            let cell = |value| Cell::Change(value, style(name));
            row.extend([
                cell(range.map(|r| r.mean)),
                cell(range.and_then(|r| r.interval).map(|i| i.0)),
                cell(range.and_then(|r| r.interval).map(|i| i.1)),
            ]);
        }
        table.rows.push(row);
    }
    table
}
