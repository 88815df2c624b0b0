//! Which package gives most for its money, in a sentence.

use crate::report::charts::scene::Scene;
use crate::report::page::amounts::{people, yuan, yuan_a_year};
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
    let free = all.iter().filter(|one| one.saves).max_by(|a, b| a.gain.total_cmp(&b.gain));
    // The first step from today on has the lowest price of one more.
    let cheapest = scene.study.ladder(scene.measure).get(1).map(|corner| corner.at);
    let paid = all.iter().find(|one| Some(one.at) == cheapest).copied();
    let top = all.iter().find(|one| one.at == best).copied();
    let words = [free.map(|one| saving(scene, one)), paid.map(|one| paying(scene, &one, top))];
    let words: Vec<String> = words.into_iter().flatten().collect();
    let required = scene.study.known.as_ref().is_some_and(|known| !known.requirements.is_empty());
    let base = scene.base_name();
    match (words.is_empty(), required, scene.lang) {
        (true, false, Lang::En) => format!("No package surely brings more people than {base}."),
        (true, false, Lang::Zh) => format!("没有方案确定比{base}吸引更多居民。"),
        (true, true, Lang::En) => {
            format!("No package that keeps what is required surely brings more people than {base}.")
        }
        (true, true, Lang::Zh) => format!("没有符合要求的方案确定比{base}吸引更多居民。"),
        (false, _, lang) => words.join(lang.say(" ", "")),
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
