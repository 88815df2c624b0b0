//! The section of a page on what is known beside chance: effects with their whiskers, ranks, regrets and what
//! breaks.

use crate::measure::cost;
use crate::report::charts::chart::{Chart, ChartHeading, WIDE, assemble};
use crate::report::charts::dots::{DotColumn, DotRow, Dots, Spot};
use crate::report::charts::layout::Weight;
use crate::report::charts::phrases::ChartPhrase;
use crate::report::charts::scene::Scene;
use crate::report::charts::style::{BLUE, Colours, INK};
use crate::report::page::elements::scrolling;
use crate::report::page::phrases::Phrase;
use crate::report::text::breaks;
use crate::report::text::draws::draws_of_all;
use crate::report::text::format::share;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::{Lang, phrases};
use crate::study::compare::verdict::by_regret;
use crate::study::plausible::knowledge::{Knowledge, KnownEffects};
use crate::study::plausible::standings::StandingOverDraws;
use maud::{Markup, html};

phrases! {
/// A fixed text about what is known.
KnownPhrase {
    Difference => "difference (5–95%)", "差值（5–95%）";
    BetterIn => "better in", "更好的比例";
    FirstIn => "first in", "第一的比例";
    RegretMean => "behind the best: mean", "落后最优：平均";
    RegretWorst => "95%", "95%";
    MeetsAll => "meets all in", "全部符合的比例";
    WhatBreaks => "what breaks in how many draws", "运行失败的取值比例";
    ContractLost => "contract lost in", "失去合同的比例";
    Nothing => "–", "—";
    From => "difference: 5% below", "差值：5%低于";
    Mean => "difference: mean", "差值：平均";
    Until => "difference: 95% below", "差值：95%低于";
    Marks =>
        "Dot: mean over draws; line: 5% to 95% of draws, chance taken out. Better in: share of \
            draws in which more people come than under the baseline.",
        "点为各组取值的均值；线为5%至95%的取值，已剔除偶然差异。更好的比例：比基线吸引更多居民的取值所占比例。";
    TableWords =>
        "First in: share of draws in which it is the best of all. Behind the best: by how much it falls \
         short \
            of the best of each draw (regret), on average and in the worst twentieth.",
        "第一的比例：在所有方案中最好的取值所占比例。落后最优：每组取值中与最好方案的差距（后悔值），平均与最坏的二十分之一。";
}
}

/// Of what the section tells.
pub(crate) fn about(scene: &Scene, known: &KnownEffects) -> String {
    let measure = scene.name_of(scene.measure);
    let rests_on = draws_of_all(scene.lang, known.rests_on());
    match scene.lang {
        Lang::En => format!("{measure} in the last year over {rests_on}."),
        Lang::Zh => format!("最后一年的{measure}；{rests_on}。"),
    }
}

/// What follows the chart of the section: ranks, regrets and what breaks.
pub(crate) fn behind_chart(scene: &Scene, known: &KnownEffects) -> Markup {
    let title = scene.lang.text(Phrase::WhatIsKnown);
    html! {
        div.known {
            p { (scene.lang.text(KnownPhrase::TableWords)) }
            (scrolling(title, table(scene, known).html("")))
        }
    }
}

/// The scenarios of what is known with their places, the best first.
fn ordered<'a>(scene: &Scene, known: &'a KnownEffects) -> Vec<(usize, &'a StandingOverDraws)> {
    let all: Vec<usize> = (0..scene.study.cases.len()).collect();
    let standing = |at: usize| Some((at, known.standing(scene.study.name(at))?));
    by_regret(scene.study, known, &all).into_iter().filter_map(standing).collect()
}

/// Effects with their whiskers, and the share of draws in which a package is better.
pub(crate) fn chart(scene: &Scene, known: &KnownEffects) -> Chart {
    let lang = scene.lang;
    let of = |at: usize| known.effect(scene.study.name(at), known.measure);
    let rows: Vec<(usize, &Knowledge)> =
        ordered(scene, known).into_iter().filter_map(|(at, _)| Some((at, of(at)?))).collect();
    let format =
        NumberFormat::column(scene.style(), rows.iter().map(|(_, k)| (k.mean, Some((k.low, k.high)))));
    let axis = rows.iter().fold((0.0_f64, 0.0_f64), |(low, high), (_, k)| (low.min(k.low), high.max(k.high)));
    let spot = |k: &Knowledge| Spot {
        now: Some(k.mean),
        interval: Some((k.low, k.high)),
        words: format!("{} ({})", format.signed(k.mean), format.change_interval_in(lang, (k.low, k.high))),
        ..Spot::default()
    };
    let better = |k: &Knowledge| match k.share_better {
        Some(of) => Spot { now: Some(of), words: share(of), ..Spot::default() },
        None => Spot::quiet(lang.text(KnownPhrase::Nothing)),
    };
    let column = |head: &str, axis| DotColumn { head: head.into(), ink: INK, axis, colours: Some(BLUE) };
    let dots = Dots {
        rows: rows.iter().map(|(at, _)| row(scene, *at)).collect(),
        columns: vec![
            column(&difference_head(scene), axis),
            column(lang.text(KnownPhrase::BetterIn), (0.0, 1.0)),
        ],
        spots: rows.iter().map(|(_, k)| vec![spot(k), better(k)]).collect(),
    };
    let heading = ChartHeading::new("known", directions(scene, &rows), lang.text(KnownPhrase::Marks));
    assemble(heading, numbers(scene, &rows), WIDE, &|width| dots.draw(width))
}

/// The heading of differences, with their unit.
fn difference_head(scene: &Scene) -> String {
    let unit = scene.change(scene.style(), 0.0).trim_start_matches(['0', '.']).to_string();
    format!("{}{unit}", scene.lang.text(KnownPhrase::Difference))
}

/// Of how many packages the direction is known.
fn directions(scene: &Scene, rows: &[(usize, &Knowledge)]) -> String {
    let (all, sure) = (rows.len(), rows.iter().filter(|(_, effect)| effect.directed()).count());
    match scene.lang {
        Lang::En => format!("{sure} of {all} are better, or worse, in at least 95% of draws"),
        Lang::Zh => format!("{all}个方案中有{sure}个在至少95%的取值中方向一致"),
    }
}

fn row(scene: &Scene, at: usize) -> DotRow {
    DotRow {
        name: scene.label(at).into(),
        weight: Weight::Regular,
        colours: Colours { fill: INK, text: INK },
    }
}

/// The numbers of the chart.
fn numbers(scene: &Scene, rows: &[(usize, &Knowledge)]) -> Table {
    let lang = scene.lang;
    let heads = [KnownPhrase::Mean, KnownPhrase::From, KnownPhrase::Until, KnownPhrase::BetterIn];
    let heads = heads.map(|head| lang.text(head));
    let mut table = Table::new([lang.text(Phrase::Scenario)].into_iter().chain(heads));
    for (at, k) in rows {
        let change = |value: f64| Cell::Change(Some(value), scene.style());
        let better = Cell::Value(k.share_better, Style::Share);
        table.rows.push(vec![scene.label(*at).into(), change(k.mean), change(k.low), change(k.high), better]);
    }
    table
}

/// The same where one screen is all there is: how far, how often better and first, at what cost, what is met.
pub(crate) fn brief_table(scene: &Scene, known: &KnownEffects) -> Table {
    let lang = scene.lang;
    let order = ordered(scene, known);
    let of = |at: usize, measure: &str| known.effect(scene.study.name(at), measure);
    let all = order.iter().filter_map(|(at, _)| of(*at, known.measure));
    let format = NumberFormat::column(scene.style(), all.map(|k| (k.mean, Some((k.low, k.high)))));
    let requirements = (!known.requirements.is_empty()).then(|| lang.text(KnownPhrase::MeetsAll));
    let heads = [KnownPhrase::BetterIn, KnownPhrase::FirstIn].map(|head| lang.text(head));
    let heads = heads.into_iter().chain(requirements).chain([lang.text(ChartPhrase::YuanMore)]);
    let heads = heads.map(str::to_string);
    let mut table = Table::new([String::new(), difference_head(scene)].into_iter().chain(heads));
    let none = || lang.text(KnownPhrase::Nothing).to_string();
    for (at, standing) in order {
        let found = of(at, known.measure);
        let difference = |k: &Knowledge| {
            format!("{} ({})", format.signed(k.mean), format.change_interval_in(lang, (k.low, k.high)))
        };
        let cost = cost::counted().and_then(|cost| of(at, cost.name));
        let mut row = vec![
            scene.label(at).to_string(),
            found.map_or_else(none, difference),
            found.and_then(|k| k.share_better).map_or_else(none, share),
            share(standing.robustness.share_first),
        ];
        row.extend(requirements.map(|_| share(standing.meets_all)));
        row.push(cost.map_or_else(none, |k| Style::Money.signed(k.mean)));
        table.row(row);
    }
    table
}

/// Ranks, regrets, what is met and what breaks, the best first.
pub(crate) fn table(scene: &Scene, known: &KnownEffects) -> Table {
    let lang = scene.lang;
    let of = |at: usize| known.effect(scene.study.name(at), known.measure);
    let order = ordered(scene, known);
    let all = order.iter().filter_map(|(at, _)| of(*at)).map(|k| (k.mean, Some((k.low, k.high))));
    let format = NumberFormat::column(scene.style(), all);
    let requirements = (!known.requirements.is_empty()).then_some(KnownPhrase::MeetsAll);
    let heads = [KnownPhrase::BetterIn, KnownPhrase::FirstIn, KnownPhrase::RegretMean];
    let heads = heads.into_iter().chain([KnownPhrase::RegretWorst]).chain(requirements);
    let heads = heads.chain([KnownPhrase::WhatBreaks, KnownPhrase::ContractLost]);
    let heads = heads.map(|head| lang.text(head).to_string());
    let first = lang.text(Phrase::Scenario).to_string();
    let mut table = Table::new([first, difference_head(scene)].into_iter().chain(heads));
    let none = || lang.text(KnownPhrase::Nothing).to_string();
    let regret = |behind: f64| if behind.is_nan() { none() } else { format.bare(behind) };
    for (at, standing) in order {
        let difference = |k: &Knowledge| {
            format!("{} ({})", format.signed(k.mean), format.change_interval_in(lang, (k.low, k.high)))
        };
        let found = of(at);
        let mut row = vec![
            scene.label(at).to_string(),
            found.map_or_else(none, difference),
            found.and_then(|k| k.share_better).map_or_else(none, share),
            share(standing.robustness.share_first),
            regret(standing.robustness.expected_regret),
            regret(standing.robustness.worst_regret),
        ];
        row.extend(requirements.map(|_| share(standing.meets_all)));
        row.push(breaks::in_draws(lang, standing));
        row.push(standing.contract_lost.map_or_else(none, share));
        table.row(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Bilingual;

    #[test]
    fn fixed_texts_are_chinese_in_chinese() {
        for phrase in KnownPhrase::ALL {
            let chinese = phrase.texts().chinese;
            assert!(!chinese.chars().any(|letter| letter.is_ascii_alphabetic()), "{chinese}");
        }
    }
}
