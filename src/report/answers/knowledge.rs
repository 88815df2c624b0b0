//! What is known beside chance, in words and as JSON: over plausible draws of everything that nobody
//! measured.

use crate::report::charts::scene::Scene;
use crate::report::page::known_table::{brief_table, table};
use crate::report::page::required;
use crate::report::text::draws::draws_of_all;
use crate::report::text::format::{percent, share};
use crate::report::text::screen::{cells, folded};
use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::effects::Effect;
use crate::study::plausible::directions::directions as known_directions;
use crate::study::plausible::for_whom::KnownGroup;
use crate::study::plausible::knowledge::KnownEffects;
use crate::study::plausible::standings::{StandingOverDraws, kept_in};
use crate::world::record::measure as measure_of;
use serde_json::{Value, json};

/// What was found, and what was asked of it.
pub(crate) struct KnowledgeTold<'a> {
    /// What is known.
    pub effects: &'a KnownEffects,
    /// For whom.
    pub groups: &'a [KnownGroup],
    /// Seconds on two cores that all draws would take.
    pub all_take: f64,
}

/// That only chance is told.
pub(crate) fn left_out(lang: Lang, from: DrawsFrom) -> String {
    let words = match from {
        DrawsFrom::Plausible => lang.say(
            "Chance between worlds only: what nobody knows of residents and institutions is left out.",
            "只计不同随机世界之间的偶然差异；对居民与机构未知的部分没有计入。",
        ),
        DrawsFrom::Calibration => lang.say(
            "Each random world took a draw of the calibration: intervals are of means over worlds and draws; \
             more worlds narrow them, not what the calibration leaves open.",
            "每次模拟取用校准所得的一组取值：区间属于各次模拟与取值的均值；增加模拟次数会缩小它们，而不会缩小校准未能确定的部分。",
        ),
    };
    format!("\n{words}\n")
}

/// As text.
pub(crate) fn text(told: &KnowledgeTold, comparison: &Comparison, lang: Lang) -> String {
    let known = told.effects;
    let scene = Scene::new(comparison, lang, known.measure);
    let label = |at: usize| scene.as_ref().map_or(comparison.name(at), |scene| scene.label(at)).to_string();
    let paragraph = |words: String| folded(&words, cells()) + "\n";
    let rests_on = draws_of_all(lang, known.rests_on());
    let head = match lang {
        Lang::En => format!(
            "What is known: {} in the last year over {rests_on} (5% to 95% of draws, chance taken out).",
            known.measure
        ),
        Lang::Zh => format!(
            "已知的范围：最后一年的{}，{rests_on}（5%至95%，已剔除偶然差异）。",
            measure_of(known.measure).map_or(known.measure, |measure| measure.zh)
        ),
    };
    let table = scene.as_ref().map_or(String::new(), |scene| table(scene, known).terminal());
    let words = [directions(known, comparison, &label, lang), requirements(told, lang), more(told, lang)];
    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
    let kept =
        scene.as_ref().and_then(|scene| required::table(scene, known)).map_or_else(String::new, |table| {
            format!("\n{}{}\n", paragraph(required::about(lang, known)), table.terminal())
        });
    format!("\n{}{table}{kept}{}", paragraph(head), paragraph(words.join(lang.say(" ", ""))))
}

/// On one screen: who stands how, and what that rests on.
pub(crate) fn brief(told: &KnowledgeTold, comparison: &Comparison, lang: Lang) -> String {
    let known = told.effects;
    let Some(scene) = Scene::new(comparison, lang, known.measure) else { return String::new() };
    let label = |at: usize| scene.label(at).to_string();
    let rests_on = draws_of_all(lang, known.rests_on());
    let head = match lang {
        Lang::En => format!("Of 1,000 residents in a week of the last year, over {rests_on}; full cost."),
        Lang::Zh => format!("最后一年每千名居民中每周到访的人数；{rests_on}；费用为全部成本。"),
    };
    let words =
        [head, directions(known, comparison, &label, lang), requirements(told, lang), more(told, lang)];
    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
    let table = brief_table(&scene, known).one_screen();
    format!("{table}{}\n", folded(&words.join(lang.say(" ", "")), cells()))
}

/// Of whom the direction is known, and of whom not.
fn directions(
    known: &KnownEffects,
    comparison: &Comparison,
    label: &dyn Fn(usize) -> String,
    lang: Lang,
) -> String {
    let (mut sure, mut open, mut small) = (vec![], vec![], vec![]);
    for effect in known.effects.iter().filter(|effect| effect.measure == known.measure) {
        let Some(at) = comparison.cases.iter().position(|case| case.name == effect.scenario) else {
            continue;
        };
        match (effect.knowledge.matters, effect.knowledge.directed()) {
            (false, _) => small.push(label(at)),
            (true, true) => sure.push(label(at)),
            (true, false) => open.push(label(at)),
        }
    }
    let list = |names: &[String]| {
        if names.is_empty() {
            lang.say("nobody", "无").to_string()
        } else {
            names.join(lang.say(", ", "、"))
        }
    };
    let small = match (small.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!(" No difference that matters: {}.", list(&small)),
        (false, Lang::Zh) => format!("差异无实际意义：{}。", list(&small)),
    };
    match lang {
        Lang::En => {
            format!("Direction known (95% of draws): {}; not known: {}.{small}", list(&sure), list(&open))
        }
        Lang::Zh => format!("方向已知（95%的取值）：{}；未知：{}。{small}", list(&sure), list(&open)),
    }
}

/// What nobody keeps, and what comes nearest.
fn requirements(told: &KnowledgeTold, lang: Lang) -> String {
    let (all, required) = (&told.effects.robustness, &told.effects.requirements);
    if required.is_empty() || all.iter().any(|of| kept_in(of.meets_all)) {
        return String::new();
    }
    // A quantile is kept by a scenario or not; of a mean the share of draws is told.
    let quantile = |at: usize| all.iter().any(|of| of.quantiles.get(at).is_some_and(Option::is_some));
    let kept = |of: &StandingOverDraws, at: usize| match of.quantiles.get(at).copied().flatten() {
        Some(quantile) => f64::from(u8::from(quantile.met)),
        None => of.meets[at],
    };
    let most = |at: usize| all.iter().map(|of| kept(of, at)).fold(0.0, f64::max);
    // Each alone may be kept by some package where nobody keeps all together.
    let alone = |at: usize| all.iter().any(|of| kept_in(kept(of, at)));
    if (0..required.len()).all(alone) {
        return together(all, lang);
    }
    let hardest = (0..required.len()).min_by(|a, b| most(*a).total_cmp(&most(*b))).unwrap_or(0);
    let (what, of_draws) = (&required[hardest], share(most(hardest)));
    match (quantile(hardest) && most(hardest) == 0.0, lang) {
        (true, Lang::En) => format!("No package keeps {what} over all worlds of all draws."),
        (true, Lang::Zh) => format!("就全部取值的全部模拟而言，没有方案符合{what}。"),
        (false, Lang::En) => format!(
            "No package meets all requirements in at least half of the draws; hardest is {what}, which is \
             met in {of_draws} at most."
        ),
        (false, Lang::Zh) => {
            format!("没有方案在至少半数的取值中符合全部要求；最难的是{what}，最多在{of_draws}中符合。")
        }
    }
}

/// That it is all requirements together which nobody keeps.
fn together(all: &[StandingOverDraws], lang: Lang) -> String {
    let best = share(all.iter().map(|of| of.meets_all).fold(0.0, f64::max));
    match lang {
        Lang::En => format!(
            "No package meets all requirements in at least half of the draws: each alone is kept by some \
             package, all together in {best} of draws at most."
        ),
        Lang::Zh => format!(
            "没有方案在至少半数的取值中符合全部要求：每项要求单独来看都有方案符合，全部同时符合的取值最多{best}。"
        ),
    }
}

/// How much of what differs is chance, and what more time would buy.
fn more(told: &KnowledgeTold, lang: Lang) -> String {
    let known = told.effects;
    let chance = chance(known, lang);
    if known.draws >= known.draws_there {
        return chance;
    }
    // Half width of a 95% interval of a share near one half; it goes with the root of the number of draws.
    let half = |draws: usize| percent(1.96 * 0.5 / libm::sqrt(draws as f64));
    let (now, then) = (half(known.draws), half(known.draws_there));
    let seconds = libm::ceil(told.all_take);
    let words = match lang {
        Lang::En => format!(
            "Shares of draws are exact to {now} at worst; with --budget {seconds} all draws are \
                lived, and it is {then}."
        ),
        Lang::Zh => format!("比例的误差最多为{now}；用 --budget {seconds} 可取全部取值，误差降为{then}。"),
    };
    [chance, words].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(lang.say(" ", ""))
}

/// How much of what differs between lives is chance, which decides in how many worlds a draw is lived.
fn chance(known: &KnownEffects, lang: Lang) -> String {
    let worlds = known.worlds_per_draw;
    known.chance_share.map_or_else(String::new, |part| match (share(part), lang) {
        (part, Lang::En) => {
            format!("Of the spread between lives {part} is chance: each draw has {worlds} worlds.")
        }
        (part, Lang::Zh) => format!("各次模拟之间的差异有{part}是偶然：每组取值模拟{worlds}次。"),
    })
}

/// Into the answer of `compare`: what is known, and of each difference both kinds of doubt.
pub(crate) fn add_json(answer: &mut Value, told: &KnowledgeTold, effects: &[Effect]) {
    let known = told.effects;
    let both = |effect: &crate::study::plausible::knowledge::KnownEffect| {
        let here = |e: &&Effect| {
            e.scenario == effect.scenario
                && e.measure == effect.measure
                && e.window == crate::measure::window::Window::LastYear
        };
        let chance = effects.iter().find(here).map(|e| &e.paired);
        let k = &effect.knowledge;
        let ends = chance.and_then(|paired| match known.from {
            DrawsFrom::Plausible => paired.interval,
            // Between worlds that took draws lies more than chance.
            DrawsFrom::Calibration => {
                let far = k.chance_of_mean(paired.pairs as usize);
                Some((paired.diff - far, paired.diff + far))
            }
        });
        json!({
            "scenario": effect.scenario, "measure": effect.measure, "window": "last-year",
            "diff": chance.map(|paired| paired.diff),
            "chance": { "low": ends.map(|ends| ends.0), "high": ends.map(|ends| ends.1) },
            "knowledge": k, "matters": k.matters,
        })
    };
    answer["effects"] = known.effects.iter().map(both).collect();
    answer["knowledge"] = json!({
        "draws": known.draws, "draws_there": known.draws_there, "parameters": known.parameters,
        "worlds_per_draw": known.worlds_per_draw, "chance_share": known.chance_share,
        "from": known.from, "measure": known.measure, "smallest": known.smallest,
        "requirements": known.requirements, "robustness": known.robustness,
        "suggestions": known_directions(known), "groups": told.groups,
    });
}
