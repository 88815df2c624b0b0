//! Which package gives most for its money, in a sentence.

use crate::measure::cost;
use crate::report::charts::scene::Scene;
use crate::report::page::amounts::{people, yuan, yuan_a_year};
use crate::report::text::format::percent;
use crate::report::text::translate::Lang;
use crate::study::compare::case::Case;
use crate::study::compare::prices::{Good, Price};
use crate::units::YEAR;

/// What a package changes against the baseline in the last year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bargain {
    /// Which package.
    pub(crate) at: usize,
    /// Share of residents more who come in a week.
    pub(crate) gain: f64,
    /// Full cost more, yuan a week.
    pub(crate) cost: f64,
    /// Whether the whole interval of the cost lies below zero.
    pub(crate) saves: bool,
}

/// The packages that surely bring more people than the baseline and in which nothing breaks, in their order.
pub(crate) fn bargains(scene: &Scene) -> Vec<Bargain> {
    let Some(full) = cost::counted() else { return vec![] };
    let breaks = scene.study.breaks();
    let of = |(at, case): (usize, &Case)| {
        let (gain, ends) = scene.study.change(case, scene.measure)?;
        let (cost, range) = scene.study.change(case, full)?;
        let sound = breaks.get(at).is_some_and(|found| found.worst().is_none());
        let surely = ends.is_some_and(|(low, _)| low > 0.0);
        (sound && surely).then_some(Bargain {
            at,
            gain,
            cost,
            saves: range.is_some_and(|(_, high)| high < 0.0),
        })
    };
    scene.study.cases.iter().enumerate().filter_map(of).collect()
}

/// Of those that cost more than the baseline: the corner of cost against effect with the lowest price of one
/// more.
pub(crate) fn best_bargain(scene: &Scene, all: &[Bargain]) -> Option<Bargain> {
    let standings = scene.study.frontier(scene.measure);
    let corner = |one: &&Bargain| standings.get(one.at).is_some_and(|standing| standing.corner);
    let paid = all.iter().filter(|one| one.cost > 0.0).filter(corner);
    paid.min_by(|a, b| (a.cost / a.gain).total_cmp(&(b.cost / b.gain))).copied()
}

/// The sentence; `best` is the package that the title names.
pub(crate) fn best_value(scene: &Scene, best: usize) -> String {
    if scene.study.cases.len() < 2 {
        return String::new();
    }
    let all = bargains(scene);
    let free = all.iter().filter(|one| one.saves).max_by(|a, b| a.gain.total_cmp(&b.gain));
    let paid = best_bargain(scene, &all);
    let top = all.iter().find(|one| one.at == best).copied();
    let words = [free.map(|one| saving(scene, one)), paid.map(|one| paying(scene, &one, top))];
    let words: Vec<String> = words.into_iter().flatten().collect();
    match (words.is_empty(), scene.lang) {
        (true, Lang::En) => format!("No package surely brings more people than {}.", scene.base_name()),
        (true, Lang::Zh) => format!("没有方案确定比{}吸引更多居民。", scene.base_name()),
        (false, lang) => words.join(lang.say(" ", "")),
    }
}

fn saving(scene: &Scene, one: &Bargain) -> String {
    let (more, less) = (people(one.gain), yuan_a_year(scene.lang, one.cost));
    match scene.lang {
        Lang::En => format!("{} saves {less} a year and brings {more} more of 1,000.", scene.label(one.at)),
        Lang::Zh => format!("{}每年节省{less}，且每千人多{more}人。", scene.label(one.at)),
    }
}

/// A package that costs more, beside the one that brings most.
fn paying(scene: &Scene, one: &Bargain, top: Option<Bargain>) -> String {
    let lang = scene.lang;
    let (more, cost) = (people(one.gain), yuan_a_year(lang, one.cost));
    let each = yuan(lang, one.cost * f64::from(YEAR) / (one.gain * 1000.0));
    let visit = price_of_visit(scene, one.at);
    let visit = match (visit, lang) {
        (Some(yuan), Lang::En) => format!(", {yuan} a visit"),
        (Some(yuan), Lang::Zh) => format!("，每次到访{yuan}"),
        (None, _) => String::new(),
    };
    let mut words = match lang {
        Lang::En => format!(
            "{} gives most for money: {more} more of 1,000 for {cost} a year, {each} for each{visit}.",
            scene.label(one.at)
        ),
        Lang::Zh => format!(
            "最划算的是{}：每年多花{cost}，每千人多{more}人，每人{each}{visit}。",
            scene.label(one.at)
        ),
    };
    if let Some(top) = top.filter(|top| top.at != one.at && top.cost > 0.0) {
        let (part, money) = (percent(one.gain / top.gain), percent(one.cost / top.cost));
        words += &match lang {
            Lang::En => format!(
                " That is {part} of what {} brings, for {money} of its extra cost.",
                scene.named(top.at)
            ),
            Lang::Zh => format!("相当于{}成效的{part}，额外费用的{money}。", scene.label(top.at)),
        };
    }
    words
}

/// What a visit more costs, where that is known.
fn price_of_visit(scene: &Scene, at: usize) -> Option<String> {
    let prices = scene.study.prices(scene.case(at)?);
    prices.iter().find(|priced| priced.good == Good::Visit).and_then(|priced| match priced.price {
        Price::Yuan { value, .. } if value > 0.0 => Some(yuan(scene.lang, value)),
        _ => None,
    })
}
