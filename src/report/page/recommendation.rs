//! A recommendation by rule, in three sentences: what is best, what gives most for money, what it depends on.

use crate::report::charts::scene::Scene;
use crate::report::page::amounts::people;
use crate::report::page::finding::finding;
use crate::report::page::first_screen::package;
use crate::report::page::known::{known, nothing_matters};
use crate::report::page::phrases::Phrase;
use crate::report::page::value::best_value;
use crate::report::text::format::share;
use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::translate::Lang;
use crate::settings::{TableFacts, find};
use crate::study::compare::verdict::{FirstPlace, holding_in_draws, verdict};
use crate::study::plausible::knowledge::KnownEffects;
use crate::study::plausible::turning::Turning;
use crate::study::plausible::unless::TurningBound;

/// What would turn a recommendation, with the names of the parameters that its bounds speak of.
pub(crate) struct TurningTold<'a> {
    /// What was found.
    pub(crate) turning: Turning,
    /// Full paths of the parameters.
    pub(crate) parameters: &'a [String],
    /// Their declarations.
    pub(crate) tables: &'a [TableFacts],
}

/// The scenario that is recommended over draws, and those that it is held against: the others that hold.
pub(crate) fn recommended(scene: &Scene) -> Option<(usize, Vec<usize>)> {
    let holding = holding_in_draws(scene.study, known(scene)?, &scene.order);
    let (best, others) = holding.split_first()?;
    Some((*best, others.to_vec()))
}

/// The three sentences; `turning` is there where draws were lived.
pub(crate) fn sentences(scene: &Scene, turning: Option<&TurningTold>) -> [String; 3] {
    let value = match verdict(scene.study, scene.measure.name) {
        FirstPlace::Nothing | FirstPlace::OneWorld(_) => String::new(),
        // Where no package holds none is worth its money either.
        _ => best_value(scene, package(scene).unwrap_or(scene.study.baseline)),
    };
    let value = if value.is_empty() { scene.lang.text(Phrase::NoResult).to_string() + "." } else { value };
    [
        best(scene),
        value,
        turning.map_or_else(|| chance_only(scene.lang), |told| holds_unless(told, scene.lang)),
    ]
}

/// What is best.
fn best(scene: &Scene) -> String {
    let stop = scene.lang.text(Phrase::Stop);
    let by_chance = || finding(scene) + stop;
    let Some(known) = known(scene) else { return by_chance() };
    if let Some(words) = nothing_matters(scene) {
        return words + stop;
    }
    match verdict(scene.study, scene.measure.name) {
        FirstPlace::Clear(at) if at != scene.study.baseline => {
            clear(scene, known, at).unwrap_or_else(by_chance)
        }
        FirstPlace::Unclear(tied) => unclear(scene, known, &tied).unwrap_or_else(by_chance),
        _ => by_chance(),
    }
}

fn clear(scene: &Scene, known: &KnownEffects, at: usize) -> Option<String> {
    let effect = known.effect(scene.study.name(at), known.measure)?;
    let format = NumberFormat::of(Style::People, effect.mean, Some((effect.low, effect.high)));
    let (low, high, draws) = (format.bare(effect.low), format.bare(effect.high), known.draws);
    let required = match (known.requirements.is_empty(), scene.lang) {
        (true, _) => "",
        (false, Lang::En) => " that meets what is required in half of the draws",
        (false, Lang::Zh) => "在半数取值中符合要求的",
    };
    let (label, base) = (scene.label(at), scene.base_name());
    Some(match scene.lang {
        Lang::En => format!(
            "{label} is best in what is known: better than every other{required} in at least 95% of {draws} \
             plausible draws, \
             with {low} to {high} more of 1,000 residents a week than {base} (5–95%)."
        ),
        Lang::Zh => format!(
            "就目前所知，{label}最好：在{draws}组合理取值的至少95%中优于其他每个{required}方案，每千名居民每周比{base}多{low}～{high}人（5–95%）。"
        ),
    })
}

fn unclear(scene: &Scene, known: &KnownEffects, tied: &[usize]) -> Option<String> {
    let best = tied.first()?;
    let regret = known.standing(scene.study.name(*best))?.robustness.expected_regret;
    let others: Vec<String> = tied[1..].iter().map(|at| scene.named(*at)).collect();
    let (label, others, regret) = (scene.label(*best), scene.lang.list(&others), people(regret));
    Some(match scene.lang {
        Lang::En => format!(
            "{label} falls least behind the best of each draw (on average {regret} of 1,000 residents), \
             but cannot \
             be told apart from {others} in what is known."
        ),
        Lang::Zh => format!(
            "{label}与每组取值中最好方案的差距最小（平均每千人{regret}人），但就目前所知与{others}无法区分。"
        ),
    })
}

fn chance_only(lang: Lang) -> String {
    let words = lang.say(
        "What it depends on is not told: only chance between random worlds was looked at.",
        "未说明取决于什么：这里只考察了各次模拟之间的偶然。",
    );
    words.to_string()
}

/// Under which condition it turns.
pub(crate) fn holds_unless(told: &TurningTold, lang: Lang) -> String {
    let turned = share(told.turning.share);
    let Some(unless) = &told.turning.unless else {
        return match (told.turning.share > 0.0, lang) {
            (false, Lang::En) => "No plausible draw turns it.".into(),
            (false, Lang::Zh) => "没有任何一组合理取值使其改变。".into(),
            (true, Lang::En) => {
                format!("In {turned} of draws another is better; no single assumption tells in which.")
            }
            (true, Lang::Zh) => format!("在{turned}的取值中另有更好的方案；没有单一假设能说明是哪些。"),
        };
    };
    let bounds: Vec<String> = unless.bounds.iter().map(|bound| bound_words(told, bound, lang)).collect();
    let (bounds, there, of_all) = (lang.list(&bounds), percent(unless.density), percent(unless.coverage));
    match lang {
        Lang::En => format!(
            "It holds unless {bounds}: there another is better in {there} of draws ({turned} \
             everywhere), and \
             {of_all} of such draws lie there."
        ),
        Lang::Zh => format!(
            "除非{bounds}，结论成立：在此范围内{there}的取值另有更好的方案（全部取值中为{turned}），此类取值有{of_all}在此范围内。"
        ),
    }
}

fn bound_words(told: &TurningTold, bound: &TurningBound, lang: Lang) -> String {
    let path = &told.parameters[bound.at];
    let meaning = find(told.tables, path).map_or(String::new(), |field| meaning(field.meaning.trim(), lang));
    let value = Style::Significant.value(bound.value);
    match (bound.above, lang) {
        (true, Lang::En) => format!("{path} is at least {value}{meaning}"),
        (false, Lang::En) => format!("{path} is at most {value}{meaning}"),
        (true, Lang::Zh) => format!("{path}不低于{value}{meaning}"),
        (false, Lang::Zh) => format!("{path}不高于{value}{meaning}"),
    }
}

/// What a parameter means, in brackets.
fn meaning(english: &str, lang: Lang) -> String {
    let words = lang.of_table(english).trim_end_matches(['.', '。']).to_string();
    if words.is_empty() { words } else { format!("{}{words}{}", lang.say(" (", "（"), lang.say(")", "）")) }
}
