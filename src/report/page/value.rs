//! Which package gives most for its money, in a sentence.

use crate::report::charts::scene::Scene;
use crate::report::page::amounts::{people, yuan, yuan_a_year};
use crate::report::page::finding::something_breaks;
use crate::report::page::known::known;
use crate::report::page::known_answers;
use crate::report::text::format::percent;
use crate::report::text::translate::Lang;
use crate::study::compare::bargains::Bargain;
use crate::study::compare::prices::{Good, Price};
use crate::units::YEAR;

/// The sentence; `best` is the package that the title names.
pub(crate) fn best_value(scene: &Scene, best: usize) -> String {
    if scene.study.cases.len() < 2 {
        return String::new();
    }
    let all = scene.study.bargains(scene.measure);
    // What draws say does not matter is no value, however sure it is.
    let most = |of: &dyn Fn(&Bargain) -> bool| {
        let fits = all.iter().filter(|one| one.matters && of(one));
        fits.max_by(|a, b| a.gain.total_cmp(&b.gain)).copied()
    };
    let saves = most(&|one| one.saves);
    // Free of cost on average; said beside one that surely saves only where it brings more than that.
    let free = most(&|one| !one.saves && one.cost <= 0.0);
    let free = free.filter(|one| saves.is_none_or(|saves| one.gain > saves.gain));
    // The first step from today on has the lowest price of one more.
    let cheapest = scene.study.ladder(scene.measure).get(1).map(|corner| corner.at);
    let paid = all.iter().find(|one| Some(one.at) == cheapest).copied();
    let top = all.iter().find(|one| one.at == best).copied();
    let without_cost = [saves, free].into_iter().flatten().map(|one| saving(scene, &one));
    let words: Vec<String> = without_cost.chain(paid.map(|one| paying(scene, &one, top))).collect();
    if words.is_empty() { nothing(scene, &all) } else { words.join(scene.lang.say(" ", "")) }
}

/// That no package is worth anything, though some surely bring more: then no difference that matters.
fn nothing(scene: &Scene, sure: &[Bargain]) -> String {
    let required = scene.study.known.as_ref().is_some_and(|known| !known.requirements.is_empty());
    let (base, lang, breaks) = (scene.base_name(), scene.lang, something_breaks(scene));
    let who = match (required, breaks) {
        (false, false) => lang.say("No package", "没有方案"),
        (true, false) => lang.say("No package that keeps what is required", "没有符合要求的方案"),
        (false, true) => lang.say("No package in which nothing breaks", "没有无运行失败的方案"),
        (true, true) => lang.say(
            "No package that keeps what is required and in which nothing breaks",
            "没有符合要求且无运行失败的方案",
        ),
    };
    match (!sure.is_empty(), lang) {
        (false, Lang::En) => format!("{who} surely brings more people than {base}."),
        (false, Lang::Zh) => format!("{who}确定比{base}吸引更多居民。"),
        (true, Lang::En) => {
            format!("{who} surely brings more people than {base} by a difference that matters.")
        }
        (true, Lang::Zh) => format!("{who}确定比{base}吸引更多居民且差异具有实际意义。"),
    }
}

/// A package that costs no more on average.
fn saving(scene: &Scene, one: &Bargain) -> String {
    let (label, more, less) = (scene.label(one.at), people(one.gain), yuan_a_year(scene.lang, one.cost));
    match (one.saves, one.same_cost, scene.lang) {
        (true, _, Lang::En) => format!("{label} saves {less} a year and brings {more} more of 1,000."),
        (true, _, Lang::Zh) => format!("{label}每年节省{less}，且每千人多{more}人。"),
        (_, true, Lang::En) => format!("{label} brings {more} more of 1,000 at the same cost."),
        (_, true, Lang::Zh) => format!("{label}每千人多{more}人，费用不变。"),
        (_, _, Lang::En) => {
            format!("{label} brings {more} more of 1,000; its cost may be higher or lower.")
        }
        (_, _, Lang::Zh) => format!("{label}每千人多{more}人；其费用可能更高，也可能更低。"),
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
    if known(scene).is_some() {
        return known_answers::price_of_visit(scene, at);
    }
    let prices = scene.study.prices(scene.case(at)?);
    prices.iter().find(|priced| priced.good == Good::Visit).and_then(|priced| match priced.price {
        Price::Yuan { value, .. } if value > 0.0 => Some(yuan(scene.lang, value)),
        _ => None,
    })
}
