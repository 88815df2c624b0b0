//! The title of the page: what was found, by rule from the numbers. It claims no more than the intervals
//! carry.

use crate::measure::window::Window;
use crate::report::charts::scene::Scene;
use crate::report::page::diagnosis;
use crate::report::page::phrases::Phrase;
use crate::report::text::translate::Lang;
use crate::stats::Moments;
use crate::study::compare::verdict::{FirstPlace, verdict};

/// Names at most in one sentence; the rest is counted.
const NAMES: usize = 4;

/// The finding: the title of the page.
pub(crate) fn finding(scene: &Scene) -> String {
    if let Some(words) = diagnosis::finding(scene) {
        return words;
    }
    let value = |at: usize| last_year(scene, at).map_or("–".into(), |v| scene.style().value(v));
    let named = |at: usize| format!("{} ({})", scene.label(at), value(at));
    let (name, lang) = (name(scene), scene.lang);
    match verdict(scene.study, scene.measure.name) {
        FirstPlace::Nothing => lang.text(Phrase::NoResult).to_string(),
        FirstPlace::NoneHolds => none_holds(scene),
        FirstPlace::OneWorld(at) => one_world(scene, at, &value(at)),
        FirstPlace::Alone(at) => alone(scene, at, &value(at)),
        FirstPlace::Clear(at) => clear(scene, at, &value(at)),
        FirstPlace::Unclear(tied) => {
            let names = shortened(&tied.iter().map(|at| named(*at)).collect::<Vec<_>>(), lang);
            match lang {
                Lang::En => format!("No clear winner in {name}: {names} cannot be told apart"),
                Lang::Zh => format!("{name}没有明确的优胜者：{names}无法区分"),
            }
        }
    }
}

/// Something breaks in every scenario.
fn none_holds(scene: &Scene) -> String {
    let name = name(scene);
    match scene.lang {
        Lang::En => format!("None may be called the best by {name}: something breaks in every scenario"),
        Lang::Zh => format!("就{name}而言不能称任何方案最好：每个方案都有运行失败之处"),
    }
}

/// Of one world nothing follows.
fn one_world(scene: &Scene, at: usize, value: &str) -> String {
    let (label, name) = (scene.label(at), name(scene));
    match scene.lang {
        Lang::En => format!(
            "One random world gives no interval: {label} shows {name} of {value}, and nothing follows from it"
        ),
        Lang::Zh => format!("仅一个随机世界，没有区间：{label}的{name}为{value}，不能由此下结论"),
    }
}

/// The name of the ranked measure within a sentence.
fn name(scene: &Scene) -> String {
    scene.name_of(scene.measure).to_lowercase()
}

/// Mean of the ranked measure in the last year.
fn last_year(scene: &Scene, at: usize) -> Option<f64> {
    scene.study.level(scene.case(at)?, scene.measure.name, Window::LastYear).mean()
}

/// A difference without its sign.
fn distance(scene: &Scene, diff: f64) -> String {
    scene.style().distance_in(scene.lang, diff)
}

/// One scenario is told apart from all others.
fn clear(scene: &Scene, at: usize, value: &str) -> String {
    let (label, base, name) = (scene.label(at), scene.label(scene.study.baseline), name(scene));
    let change = scene.case(at).and_then(|case| scene.study.change(case, scene.measure));
    match (change, scene.lang) {
        (Some((diff, _)), Lang::En) => {
            let (far, side) = (distance(scene, diff), if diff < 0.0 { "below" } else { "above" });
            let verb = if diff < 0.0 { "brings" } else { "lifts" };
            format!("{label} {verb} {name} to {value}, {far} {side} {base}")
        }
        (Some((diff, _)), Lang::Zh) => {
            let (far, side) = (distance(scene, diff), if diff < 0.0 { "低" } else { "高" });
            format!("{label}使{name}达到{value}，比{base}{side}{far}")
        }
        (None, Lang::En) => format!("Nothing does better than {label}: {name} is {value}"),
        (None, Lang::Zh) => format!("没有方案优于{label}：{name}为{value}"),
    }
}

/// One scenario: what it changes against the time before.
fn alone(scene: &Scene, at: usize, value: &str) -> String {
    let (label, name) = (scene.label(at), name(scene));
    let moments = gain(scene, at, scene.measure.name);
    let before =
        scene.case(at).and_then(|case| scene.study.level(case, scene.measure.name, Window::Before).mean());
    let settled = moments.interval().is_some_and(|(low, high)| low > 0.0 || high < 0.0);
    match (before.map(|b| scene.style().value(b)), scene.lang) {
        (Some(before), Lang::En) if settled => format!("{label}: {name} goes from {before} to {value}"),
        (Some(before), Lang::Zh) if settled => format!("{label}：{name}由{before}变为{value}"),
        (Some(_), Lang::En) => format!("{label}: no clear change in {name}, {value} in the last year"),
        (Some(_), Lang::Zh) => format!("{label}：{name}没有明确变化，最后一年为{value}"),
        (None, Lang::En) => format!("{label}: {name} is {value} in the last year"),
        (None, Lang::Zh) => format!("{label}：最后一年{name}为{value}"),
    }
}

/// Last year minus before, world by world.
pub(crate) fn gain(scene: &Scene, at: usize, measure: &str) -> Moments {
    let Some(case) = scene.case(at) else { return Moments::default() };
    let before = scene.study.values(case, measure, Window::Before);
    let after = scene.study.values(case, measure, Window::LastYear);
    Moments::of(after.iter().filter_map(|(world, value)| Some(value - before.get(world)?)))
}

/// Names in a sentence; of many, the first and how many others.
pub(crate) fn shortened(names: &[String], lang: Lang) -> String {
    if names.len() <= NAMES {
        return lang.list(names);
    }
    let more = names.len() - NAMES + 1;
    let rest = match lang {
        Lang::En => format!("{more} others"),
        Lang::Zh => format!("另外{more}个方案"),
    };
    lang.list(&[&names[..NAMES - 1], &[rest]].concat())
}
