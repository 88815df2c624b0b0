//! The title of the page: what was found, by rule from the numbers. It claims no more than the intervals
//! carry.

use crate::measure::window::Window;
use crate::report::charts::scene::Scene;
use crate::report::page::amounts::{MATTERS, people};
use crate::report::page::phrases::Phrase;
use crate::report::page::{diagnosis, known};
use crate::report::text::names::shortened;
use crate::report::text::translate::Lang;
use crate::stats::Moments;
use crate::study::compare::verdict::{FirstPlace, verdict};

/// The finding: the title of the page.
pub(crate) fn finding(scene: &Scene) -> String {
    if let Some(words) = diagnosis::finding(scene) {
        return words;
    }
    let people = |at: usize| people_of(scene, at).unwrap_or_else(|| "–".into());
    if let Some(words) = in_what_is_known(scene) {
        return words;
    }
    match verdict(scene.study, scene.measure.name) {
        FirstPlace::Nothing => scene.lang.text(Phrase::NoResult).to_string(),
        FirstPlace::NoneHolds => {
            let required = known::known(scene).is_some_and(|known| !known.requirements.is_empty());
            scene.lang.text(if required { Phrase::NoneMeets } else { Phrase::NoneHolds }).to_string()
        }
        FirstPlace::OneWorld(at) => one_world(scene, at, &people(at)),
        FirstPlace::Alone(at) => alone(scene, at, &people(at)),
        FirstPlace::Clear(at) if at == scene.study.baseline => nothing_better(scene, &people(at)),
        FirstPlace::Clear(at) => clear(scene, at, &people(at)),
        FirstPlace::Unclear(tied) => {
            let named = |at: &usize| match scene.lang {
                Lang::En => format!("{} ({})", scene.named(*at), people(*at)),
                Lang::Zh => format!("{}（{}人）", scene.label(*at), people(*at)),
            };
            let names = shortened(&tied.iter().map(named).collect::<Vec<_>>(), scene.lang);
            match scene.lang {
                Lang::En => format!(
                    "No clear winner: by residents of 1,000 who come in a week, {names} cannot be told apart"
                ),
                Lang::Zh => format!("没有明确的优胜者：就每千名居民中每周到访人数而言，{names}无法区分"),
            }
        }
    }
}

/// The finding by plausible draws, where they were lived and tell of more than the baseline.
fn in_what_is_known(scene: &Scene) -> Option<String> {
    let found = verdict(scene.study, scene.measure.name);
    match &found {
        FirstPlace::Clear(_) | FirstPlace::Unclear(_) => {}
        _ => return None,
    }
    known::nothing_matters(scene).or_else(|| match found {
        FirstPlace::Clear(at) => known::clear(scene, at),
        FirstPlace::Unclear(tied) => known::unclear(scene, &tied),
        _ => None,
    })
}

/// Residents of 1,000 who come in a week of the last year.
fn people_of(scene: &Scene, at: usize) -> Option<String> {
    scene.study.level(scene.case(at)?, scene.measure.name, Window::LastYear).mean().map(people)
}

/// Of one world nothing follows.
fn one_world(scene: &Scene, at: usize, people: &str) -> String {
    match scene.lang {
        Lang::En => format!(
            "One random world gives no interval: under {} {people} of 1,000 residents come in a week, and \
             nothing follows from it",
            scene.named(at)
        ),
        Lang::Zh => format!(
            "仅一次模拟，没有区间：{}下每千名居民每周有{people}人到访，不能由此下结论",
            scene.label(at)
        ),
    }
}

/// The baseline does best.
fn nothing_better(scene: &Scene, people: &str) -> String {
    match scene.lang {
        Lang::En => format!(
            "Nothing brings more people than {}: {people} of 1,000 residents come in a week",
            scene.base_name()
        ),
        Lang::Zh => format!("没有方案比{}吸引更多居民：每千名居民每周有{people}人到访", scene.base_name()),
    }
}

/// One scenario is told apart from all others.
fn clear(scene: &Scene, at: usize, level: &str) -> String {
    let (named, label, base) = (scene.named(at), scene.label(at), scene.base_name());
    let change = scene.case(at).and_then(|case| scene.study.change(case, scene.measure));
    let diff = change.map_or(0.0, |(diff, _)| diff);
    let far = people(diff);
    let (side, chinese) = if diff < 0.0 { ("fewer", "少") } else { ("more", "多") };
    match scene.lang {
        Lang::En if diff.abs() < MATTERS => format!(
            "No package makes a difference that matters: the most, {named}, brings {far} of 1,000 residents \
             a week {side} than {base}"
        ),
        Lang::Zh if diff.abs() < MATTERS => {
            format!("没有方案带来值得一提的差别：最多的{label}每千名居民每周比{base}{chinese}{far}人")
        }
        Lang::En => {
            format!("Under {named} {level} of 1,000 residents come in a week, {far} {side} than under {base}")
        }
        Lang::Zh => format!("{label}下每千名居民每周有{level}人到访，比{base}{chinese}{far}人"),
    }
}

/// One scenario: what it changes against the time before.
fn alone(scene: &Scene, at: usize, level: &str) -> String {
    let (named, label) = (scene.named(at), scene.label(at));
    let moments = gain(scene, at, scene.measure.name);
    let before =
        scene.case(at).and_then(|case| scene.study.level(case, scene.measure.name, Window::Before).mean());
    let settled = moments.interval().is_some_and(|(low, high)| low > 0.0 || high < 0.0);
    match (before.map(people), scene.lang) {
        (Some(before), Lang::En) if settled => {
            format!("Under {named} {level} of 1,000 residents come in a week, before it {before}")
        }
        (Some(before), Lang::Zh) if settled => {
            format!("{label}下每千名居民每周有{level}人到访，此前为{before}人")
        }
        (Some(_), Lang::En) => {
            format!("Under {named} there is no clear change: {level} of 1,000 residents come in a week")
        }
        (Some(_), Lang::Zh) => format!("{label}下没有明确变化：每千名居民每周有{level}人到访"),
        (None, Lang::En) => format!("Under {named} {level} of 1,000 residents come in a week"),
        (None, Lang::Zh) => format!("{label}下每千名居民每周有{level}人到访"),
    }
}

/// Last year minus before, world by world.
pub(crate) fn gain(scene: &Scene, at: usize, measure: &str) -> Moments {
    let Some(case) = scene.case(at) else { return Moments::default() };
    let before = scene.study.values(case, measure, Window::Before);
    let after = scene.study.values(case, measure, Window::LastYear);
    Moments::of(after.iter().filter_map(|(world, value)| Some(value - before.get(world)?)))
}
