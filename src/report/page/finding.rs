//! The title of the page: what was found, by rule from the numbers. It claims no more than the intervals
//! carry.

use crate::measure::window::Window;
use crate::report::charts::scene::Scene;
use crate::report::page::amounts::{MATTERS, people};
use crate::report::page::phrases::Phrase;
use crate::report::page::{diagnosis, known};
use crate::report::text::draws::parameters_of_worlds;
use crate::report::text::names::shortened;
use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
use crate::stats::Moments;
use crate::study::compare::verdict::{FirstPlace, verdict};
use crate::study::plausible::standings::kept_in;

/// The finding: the title of the page. Whom draws leave out stands in it; in whom something breaks with the
/// usual parameters, in the paragraph under it.
pub(crate) fn finding(scene: &Scene) -> String {
    let (words, left_out) = (headline(scene), left_out(scene, LeftOutTold::OverDraws));
    match (left_out, scene.lang) {
        (None, _) => words,
        (Some(left_out), Lang::En) => format!("{words}; left out: {left_out}"),
        (Some(left_out), Lang::Zh) => format!("{words}；未列入：{left_out}"),
    }
}

/// The finding without those that are left out.
pub(crate) fn headline(scene: &Scene) -> String {
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

/// The baseline does best of what holds.
fn nothing_better(scene: &Scene, people: &str) -> String {
    let (of, base) = (of_what_holds(scene), scene.base_name());
    let nothing = if of.is_empty() { "Nothing" } else { "nothing" };
    match scene.lang {
        Lang::En => format!(
            "{of}{nothing} brings more people than {base}: {people} of 1,000 residents come in a week"
        ),
        Lang::Zh => format!("{of}没有方案比{base}吸引更多居民：每千名居民每周有{people}人到访"),
    }
}

/// How a sentence begins that speaks only of what holds, where somebody is left out.
fn of_what_holds(scene: &Scene) -> &'static str {
    let required = known::known(scene).is_some_and(|known| !known.requirements.is_empty());
    match (left_out(scene, LeftOutTold::All).is_some(), required) {
        (false, _) => "",
        (true, true) => scene.lang.say(
            "Of what holds (keeps what is required, nothing breaks), ",
            "在符合条件（符合要求、无运行失败）的方案中，",
        ),
        (true, false) => {
            scene.lang.say("Of what holds (nothing breaks), ", "在符合条件（无运行失败）的方案中，")
        }
    }
}

/// One scenario is told apart from all others.
fn clear(scene: &Scene, at: usize, level: &str) -> String {
    let (named, label, base) = (scene.named(at), scene.label(at), scene.base_name());
    let change = scene.case(at).and_then(|case| scene.study.change(case, scene.measure));
    let diff = change.map_or(0.0, |(diff, _)| diff);
    let far = people(diff);
    let (side, chinese) = if diff < 0.0 { ("fewer", "少") } else { ("more", "多") };
    let of = of_what_holds(scene);
    let no = if of.is_empty() { "No" } else { "no" };
    match scene.lang {
        Lang::En if diff.abs() < MATTERS => format!(
            "{of}{no} package makes a difference that matters: the most, {named}, brings {far} of 1,000 \
             residents a week {side} than {base}"
        ),
        Lang::Zh if diff.abs() < MATTERS => {
            format!("{of}没有方案带来值得一提的差别：最多的{label}每千名居民每周比{base}{chinese}{far}人")
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

/// Of whom it is told that they are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOutTold {
    /// Of all.
    All,
    /// Of those that only draws leave out.
    OverDraws,
}

/// Why a scenario may not be called the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LeftOut {
    /// Something breaks in it with the usual parameters.
    Breaks,
    /// Something breaks in it in more than half of the draws.
    BreaksInDraws,
    /// It keeps what is required in less than half of the draws.
    Unkept,
    /// It does not keep a quantile over all worlds of all draws.
    UnkeptQuantile,
}

impl LeftOut {
    const ALL: [LeftOut; 4] =
        [LeftOut::Breaks, LeftOut::BreaksInDraws, LeftOut::Unkept, LeftOut::UnkeptQuantile];

    fn words(self, scene: &Scene) -> String {
        let lang = scene.lang;
        let words = match self {
            LeftOut::Breaks => {
                let from = known::known(scene).map_or(DrawsFrom::Plausible, |known| known.from);
                let with = parameters_of_worlds(lang, from);
                return match lang {
                    Lang::En => format!("something breaks {with}"),
                    Lang::Zh => format!("{with}有运行失败"),
                };
            }
            LeftOut::BreaksInDraws => {
                lang.say("something breaks in more than half of the draws", "在半数以上的取值中有运行失败")
            }
            LeftOut::Unkept => lang.say(
                "what is required is kept in less than half of the draws",
                "仅在不足半数的取值中符合要求",
            ),
            LeftOut::UnkeptQuantile => {
                lang.say("a quantile that is required is not kept", "不符合对分位数的要求")
            }
        };
        words.into()
    }
}

/// Who may not be called the best whatever they bring, with the reason; nothing where all hold, and where
/// the finding names nobody before others.
pub(crate) fn left_out(scene: &Scene, told: LeftOutTold) -> Option<String> {
    let chosen =
        matches!(verdict(scene.study, scene.measure.name), FirstPlace::Clear(_) | FirstPlace::Unclear(_));
    if !chosen || scene.study.causes.is_some() || known::nothing_matters(scene).is_some() {
        return None;
    }
    let all = reasons(scene);
    let wanted = LeftOut::ALL.into_iter().filter(|why| told == LeftOutTold::All || *why != LeftOut::Breaks);
    let group = |why: LeftOut| {
        let of = all.iter().filter(|one| one.1 == why).map(|one| scene.named(one.0)).collect::<Vec<_>>();
        let (names, words) = (shortened(&of, scene.lang), why.words(scene));
        (!of.is_empty()).then(|| match scene.lang {
            Lang::En => format!("{names} ({words})"),
            Lang::Zh => format!("{names}（{words}）"),
        })
    };
    let groups: Vec<String> = wanted.filter_map(group).collect();
    (!groups.is_empty()).then(|| groups.join(scene.lang.say("; ", "；")))
}

/// Whether something breaks in any scenario, with the usual parameters or in more than half of the draws.
pub(crate) fn something_breaks(scene: &Scene) -> bool {
    reasons(scene).iter().any(|one| matches!(one.1, LeftOut::Breaks | LeftOut::BreaksInDraws))
}

/// The scenarios that do not hold, each with the first reason.
fn reasons(scene: &Scene) -> Vec<(usize, LeftOut)> {
    let breaks = scene.study.breaks();
    let reason = |at: usize| {
        if breaks.get(at).is_some_and(|found| found.worst().is_some()) {
            return Some(LeftOut::Breaks);
        }
        let standing = known::known(scene)?.standing(scene.study.name(at))?;
        if !kept_in(1.0 - standing.breaks_any) {
            return Some(LeftOut::BreaksInDraws);
        }
        let quantile = standing.quantiles.iter().flatten().any(|quantile| !quantile.met);
        let why = if quantile { LeftOut::UnkeptQuantile } else { LeftOut::Unkept };
        (!kept_in(standing.meets_all)).then_some(why)
    };
    scene.order.iter().filter_map(|at| Some((*at, reason(*at)?))).collect()
}
