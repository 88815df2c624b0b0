//! The answers on the first screen: best value, for whom, what gets worse, what would break it, how sure.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::charts::scene::Scene;
use crate::report::page::amounts::{MATTERS, people, yuan_a_year};
use crate::report::page::gains::most_and_least;
use crate::report::page::known::{known, what_is_known, without_draws};
use crate::report::page::known_answers;
use crate::report::page::notes::left_out;
use crate::report::page::phrases::Phrase;
use crate::report::page::value::best_value;
use crate::report::text::breaks;
use crate::report::text::format::share;
use crate::report::text::format::{Style, percent};
use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
use crate::study::compare::verdict::{FirstPlace, first, holding_in_draws, verdict};
use crate::study::run::summary::SHOWN;
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Better, Measure, measure};

/// A question and its answer.
pub(crate) struct Answer {
    /// What a reader asks.
    pub(crate) question: Phrase,
    /// The answer, in a sentence or two.
    pub(crate) words: String,
    /// How large it is printed.
    pub(crate) print: AnswerPrint,
}

/// How large an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerPrint {
    /// What is known.
    Large,
    /// As all others.
    Usual,
    /// Chance, where more than chance is told.
    Small,
}

impl AnswerPrint {
    /// Its class in HTML.
    pub(crate) fn class(self) -> Option<&'static str> {
        match self {
            AnswerPrint::Large => Some("large"),
            AnswerPrint::Usual => None,
            AnswerPrint::Small => Some("small"),
        }
    }
}

/// The answers; none of a diagnosis, which answers another question, and none where nothing follows.
pub(crate) fn answers(scene: &Scene) -> Vec<Answer> {
    let Some(package) = package(scene).filter(|_| scene.study.causes.is_none()) else { return vec![] };
    let (sure, print) = match known(scene) {
        Some(_) => (Phrase::OfChance, AnswerPrint::Small),
        None => (Phrase::HowSure, AnswerPrint::Usual),
    };
    let usual = AnswerPrint::Usual;
    let all = [
        (Phrase::WhatIsKnown, what_is_known(scene, package), AnswerPrint::Large),
        (Phrase::BestValue, best_value(scene, package), usual),
        (Phrase::ForWhom, for_whom(scene, package), usual),
        (Phrase::GetsWorse, gets_worse(scene, package), usual),
        (Phrase::WouldBreak, would_break(scene, package), usual),
        (sure, how_sure(scene, package), print),
    ];
    let all = all.into_iter().filter(|(_, words, _)| !words.is_empty());
    all.map(|(question, words, print)| Answer { question, words, print }).collect()
}

/// The scenario that the answers speak of: the first of the ranking but the baseline, or the only one.
pub(crate) fn package(scene: &Scene) -> Option<usize> {
    match verdict(scene.study, scene.measure.name) {
        FirstPlace::Nothing | FirstPlace::OneWorld(_) => None,
        FirstPlace::Alone(at) => Some(at),
        FirstPlace::Clear(_) | FirstPlace::Unclear(_) if known(scene).is_some() => {
            let holding = holding_in_draws(scene.study, known(scene)?, &scene.order);
            holding.into_iter().find(|at| *at != scene.study.baseline)
        }
        FirstPlace::NoneHolds | FirstPlace::Clear(_) | FirstPlace::Unclear(_) => {
            scene.order.iter().copied().find(|at| *at != scene.study.baseline)
        }
    }
}

/// How that begins which random worlds tell, beside what draws tell.
fn of_worlds(scene: &Scene) -> Phrase {
    match known(scene).map(|known| known.from) {
        Some(DrawsFrom::Calibration) => Phrase::WithDrawn,
        _ => Phrase::WithUsual,
    }
}

/// The groups that gain most and least, and whom it leaves out.
fn for_whom(scene: &Scene, at: usize) -> String {
    let space = scene.lang.text(Phrase::Space);
    if let Some(gains) = known_answers::gains(scene, at) {
        let left_out = left_out(scene, at);
        let usual = if left_out.is_empty() { "" } else { scene.lang.text(of_worlds(scene)) };
        return gains + space + usual + &left_out;
    }
    let changes = group_changes(scene, at);
    let gains = match (most_and_least(&changes, |one| one.1), scene.lang) {
        (Some(((most, more), (least, less))), Lang::En) => format!(
            "{} gain most ({} of 1,000), {} least ({}).",
            scene.lang.text(*most),
            signed(*more),
            scene.lang.text(*least).to_lowercase(),
            signed(*less)
        ),
        (Some(((most, more), (least, less))), Lang::Zh) => format!(
            "受益最多的是{}（每千人{}人），最少的是{}（{}人）。",
            scene.lang.text(*most),
            signed(*more),
            scene.lang.text(*least),
            signed(*less)
        ),
        (None, _) => String::new(),
    };
    gains + space + &left_out(scene, at)
}

/// People of 1,000 with a sign.
fn signed(share: f64) -> String {
    let words = people(share);
    match words.as_str() {
        "0.0" => words,
        _ if share < 0.0 => format!("−{words}"),
        _ => format!("+{words}"),
    }
}

/// How much more often each group comes than under the baseline, of those that divide the residents.
pub(crate) fn group_changes(scene: &Scene, at: usize) -> Vec<(Group, f64)> {
    let level = |at: usize, group: Group| {
        scene.study.group(scene.case(at)?, group, YearlyFigure::Participation).mean()
    };
    let change = |group: Group| Some((group, level(at, group)? - level(scene.study.baseline, group)?));
    if at == scene.study.baseline {
        return vec![];
    }
    scene.study.divided().filter(|group| !group.repeats()).filter_map(change).collect()
}

/// What is surely and noticeably worse than under the baseline.
fn gets_worse(scene: &Scene, at: usize) -> String {
    let worse = worse_measures(scene, at);
    let names: Vec<String> = worse
        .iter()
        .map(|(measure, change)| {
            let name = scene.name_of(measure).to_lowercase();
            match scene.lang {
                Lang::En => format!("{name} ({})", scene.change(Style::of(measure), *change)),
                Lang::Zh => format!("{name}（{}）", scene.change(Style::of(measure), *change)),
            }
        })
        .collect();
    let (Some(case), Some(full)) = (scene.case(at), cost::counted()) else { return String::new() };
    if at == scene.study.baseline {
        return String::new();
    }
    if let Some(words) = known_answers::gets_worse(scene, at) {
        return words;
    }
    let base = scene.base_name();
    let money = scene
        .study
        .change(case, full)
        .filter(|(diff, _)| *diff > 0.0)
        .map(|(diff, _)| yuan_a_year(scene.lang, diff));
    let words = match (names.is_empty(), scene.lang) {
        (true, Lang::En) => {
            format!("Of what is measured here, nothing but the money is surely worse than under {base}")
        }
        (true, Lang::Zh) => format!("在所测量的各项中，除费用外没有一项确定比{base}更差"),
        (false, Lang::En) => format!("Worse than under {base}: {}", scene.lang.list(&names)),
        (false, Lang::Zh) => format!("比{base}更差的有：{}", scene.lang.list(&names)),
    };
    let money = match (money, scene.lang) {
        (Some(yuan), Lang::En) => format!("; it costs {yuan} a year more"),
        (Some(yuan), Lang::Zh) => format!("；每年多花{yuan}"),
        (None, _) => String::new(),
    };
    format!("{words}{money}{}", scene.lang.text(Phrase::Stop))
}

/// Measures that surely move the wrong way against the baseline, by so much that it matters; not money.
pub(crate) fn worse_measures(scene: &Scene, at: usize) -> Vec<(&'static Measure, f64)> {
    let worse = |measure: &'static Measure| {
        let (diff, interval) = scene.study.change(scene.case(at)?, measure)?;
        let (low, high) = interval?;
        let surely = match measure.better {
            Better::Up => high < 0.0,
            Better::Down => low > 0.0,
            Better::Neither => false,
        };
        let matters = if Style::of(measure) == Style::Index { 0.01 } else { MATTERS };
        (surely && diff.abs() >= matters).then_some((measure, diff))
    };
    let measures = SHOWN.into_iter().filter_map(measure).filter(|m| !m.unit.starts_with("yuan"));
    measures.filter_map(worse).collect()
}

/// Lost contracts, late wages, and whether it counts as broken.
fn would_break(scene: &Scene, at: usize) -> String {
    let (Some(case), Some(found)) = (scene.case(at), scene.study.breaks().into_iter().nth(at)) else {
        return String::new();
    };
    let (lang, (lost, all)) = (scene.lang, found.lost);
    let late = scene.study.level(case, "late_wages", Window::LastYear).mean();
    let base_lost = scene.study.breaks().get(scene.study.baseline).map(|base| base.lost);
    let base_lost = base_lost.filter(|(_, all)| *all > 0 && at != scene.study.baseline);
    let mut words = match (all, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!("The first organization lost its contract in {lost} of {all} worlds"),
        (_, Lang::Zh) => format!("{all}次模拟中有{lost}次首个承接组织失去合同"),
    };
    if let Some((lost, _)) = base_lost.filter(|_| all > 0) {
        words += &match lang {
            Lang::En => format!(" ({lost} under {})", scene.base_name()),
            Lang::Zh => format!("（{}下{lost}次）", scene.base_name()),
        };
    }
    if let Some(late) = late {
        let joint = if words.is_empty() { "" } else { lang.say(", ", "，") };
        words += joint;
        words += &match lang {
            Lang::En => format!("wages were late in {} of the weeks of the last year", percent(late)),
            Lang::Zh => format!("最后一年有{}的周拖欠工资", percent(late)),
        };
    }
    // Two counts of one thing: each says of what it is.
    let (draws, drawn) = (known(scene).is_some(), known_answers::would_break(scene, at));
    let verdict = match (found.worst(), lang) {
        (Some(broken), Lang::En) => format!("It breaks: {}.", breaks::words(lang, broken)),
        (Some(broken), Lang::Zh) => format!("视为运行失败：{}。", breaks::words(lang, broken)),
        (None, lang) if draws && drawn.is_none() => lang.text(Phrase::HoldsInDraws).to_string(),
        (None, lang) => lang.text(Phrase::Holds).to_string(),
    };
    let behind = |phrase: Phrase| if words.is_empty() { "" } else { lang.text(phrase) };
    let (stop, space) = (behind(Phrase::Stop), behind(Phrase::Space));
    let usual = if draws { lang.text(of_worlds(scene)) } else { "" };
    format!("{usual}{words}{stop}{space}{verdict}{}", drawn.unwrap_or_default())
}

/// How far chance moves the gain where worlds took draws of a calibration: their spread holds more than
/// chance, so that neither who is first in how many of them nor an interval of their mean tells chance.
fn chance_beside_calibration(scene: &Scene, at: usize) -> Option<String> {
    let known = known(scene).filter(|known| known.from == DrawsFrom::Calibration)?;
    let effect = known.effect(scene.study.name(at), scene.measure.name)?;
    let (worlds, lang) = (scene.study.replicates(), scene.lang);
    let far = people(effect.chance_of_mean(worlds));
    let words = match lang {
        Lang::En => format!(
            "Chance moves the mean of {worlds} random worlds by {far} of 1,000 residents to either side \
             (95%). "
        ),
        Lang::Zh => format!("{worlds}次模拟的均值因偶然上下变动每千人{far}人（95%）。"),
    };
    Some(words + lang.text(Phrase::BesideKnown))
}

/// How often it is first, between which ends the gain lies, and what is in that interval.
fn how_sure(scene: &Scene, at: usize) -> String {
    if let Some(words) = chance_beside_calibration(scene, at) {
        return words;
    }
    let lang = scene.lang;
    let worlds = scene.study.replicates();
    let often = first(scene.study, scene.measure.name).get(at).copied().flatten().map(share);
    let mut words = match (often.filter(|_| scene.study.cases.len() > 1), lang) {
        (Some(often), Lang::En) => format!("First in {often} of {worlds} random worlds. "),
        (Some(often), Lang::Zh) => format!("{worlds}次模拟中，{often}排第一。"),
        (None, _) => String::new(),
    };
    let change = scene.case(at).and_then(|case| scene.study.change(case, scene.measure));
    if let Some((diff, Some((low, high)))) = change {
        let format = crate::report::text::format::NumberFormat::of(Style::People, diff, Some((low, high)));
        let ends = (format.signed(low), format.signed(high));
        words += &match lang {
            Lang::En => format!("The difference is {} to {} of 1,000 residents (95%). ", ends.0, ends.1),
            Lang::Zh => format!("差值为每千人{}～{}人（95%区间）。", ends.0, ends.1),
        };
        if diff.abs() < MATTERS && known(scene).is_none() {
            words += lang.text(Phrase::HardlyMatters);
            words += lang.text(Phrase::Space);
        }
    }
    words + lang.text(if known(scene).is_some() { Phrase::BesideKnown } else { without_draws(scene) })
}
