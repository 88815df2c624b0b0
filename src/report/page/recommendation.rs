//! A recommendation by rule, in three sentences: what is best, what gives most for money, what it depends on.

use crate::report::charts::scene::Scene;
use crate::report::page::amounts::people;
use crate::report::page::finding::{LeftOutTold, headline, left_out};
use crate::report::page::first_screen::package;
use crate::report::page::known::{known, nothing_matters};
use crate::report::page::phrases::Phrase;
use crate::report::page::value::best_value;
use crate::report::text::format::share;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
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
    [best(scene), value, depends(scene, turning)]
}

/// What is best, and who is left out of that.
fn best(scene: &Scene) -> String {
    if let Some(words) = nothing_matters(scene) {
        return words + scene.lang.text(Phrase::Stop);
    }
    let found = verdict(scene.study, scene.measure.name);
    let of_draws = match (&found, known(scene)) {
        (FirstPlace::Clear(at), Some(known)) if *at != scene.study.baseline => clear(scene, known, *at),
        (FirstPlace::Unclear(tied), Some(known)) => unclear(scene, known, tied),
        _ => None,
    };
    let words = of_draws.unwrap_or_else(|| headline(scene) + scene.lang.text(Phrase::Stop));
    match (left_out(scene, LeftOutTold::All), scene.lang) {
        (None, _) => words,
        (Some(left_out), Lang::En) => format!("{words} Left out: {left_out}."),
        (Some(left_out), Lang::Zh) => format!("{words}未列入：{left_out}。"),
    }
}

/// One is better than each of the others, or the only one that holds.
fn clear(scene: &Scene, known: &KnownEffects, at: usize) -> Option<String> {
    let effect = known.effect(scene.study.name(at), known.measure)?;
    let format = NumberFormat::of(Style::People, effect.mean, Some((effect.low, effect.high)));
    let (low, high) = (format.bare(effect.low), format.bare(effect.high));
    let (which, base) = (first_of(scene, known, at), scene.base_name());
    Some(match scene.lang {
        Lang::En => {
            format!("{which}, with {low} to {high} more of 1,000 residents a week than {base} (5–95%).")
        }
        Lang::Zh => format!("{which}，每千名居民每周比{base}多{low}～{high}人（5–95%）。"),
    })
}

/// Of which scenarios it is the best, each compared with it alone.
fn first_of(scene: &Scene, known: &KnownEffects, at: usize) -> String {
    let (named, label, draws) = (scene.named(at), scene.label(at), known.draws);
    let alone = recommended(scene).is_some_and(|(_, others)| others.is_empty());
    match (alone, left_out(scene, LeftOutTold::All).is_some(), scene.lang) {
        (true, _, Lang::En) => format!("Only {named} holds in what is known"),
        (true, _, Lang::Zh) => format!("就目前所知，只有{label}符合条件"),
        (_, false, Lang::En) => format!(
            "{label} is best in what is known: better than each of the others in at least 95% of {draws} \
             draws"
        ),
        (_, false, Lang::Zh) => {
            format!("就目前所知，{label}最好：与其他每个方案逐一相比，均在{draws}组取值的至少95%中更好")
        }
        (_, true, Lang::En) => format!(
            "Of those that hold, {named} is best in what is known: better than each of the other ones in at \
             least 95% of {draws} draws"
        ),
        (_, true, Lang::Zh) => format!(
            "在符合条件的方案中，就目前所知{label}最好：与其他每个符合条件的方案逐一相比，均在{draws}组取值的至少95%中更好"
        ),
    }
}

/// Several cannot be told apart.
fn unclear(scene: &Scene, known: &KnownEffects, tied: &[usize]) -> Option<String> {
    let best = tied.first()?;
    let regret = known.standing(scene.study.name(*best))?.robustness.expected_regret;
    let others: Vec<String> = tied[1..].iter().map(|at| scene.named(*at)).collect();
    let (others, regret) = (scene.lang.list(&others), people(regret));
    let which = match (left_out(scene, LeftOutTold::All).is_some(), scene.lang) {
        (false, _) => scene.label(*best).to_string(),
        (true, Lang::En) => format!("Of those that hold, {}", scene.named(*best)),
        (true, Lang::Zh) => format!("在符合条件的方案中，{}", scene.label(*best)),
    };
    Some(match scene.lang {
        Lang::En => format!(
            "{which} falls least behind the best of each draw (on average {regret} of 1,000 residents), but \
             cannot be told apart from {others} in what is known."
        ),
        Lang::Zh => format!(
            "{which}与每组取值中最好方案的差距最小（平均每千人{regret}人），但就目前所知与{others}无法区分。"
        ),
    })
}

/// What it depends on, where something is recommended over draws.
fn depends(scene: &Scene, turning: Option<&TurningTold>) -> String {
    let lang = scene.lang;
    let found = verdict(scene.study, scene.measure.name);
    let recommends = matches!(found, FirstPlace::Clear(_) | FirstPlace::Unclear(_) | FirstPlace::Alone(_));
    let words = match (known(scene).is_some(), turning) {
        (true, _) if !recommends || nothing_matters(scene).is_some() => lang.say(
            "Nothing is recommended, so nothing can turn it.",
            "没有推荐任何方案，因此没有什么会使其改变。",
        ),
        (_, Some(told)) => return holds_unless(scene, told),
        (true, None) => lang.say("What it depends on is not told.", "未说明取决于什么。"),
        (false, None) if scene.study.from == DrawsFrom::Calibration => lang.say(
            "What it depends on is not told: only means over worlds and draws were looked at.",
            "未说明取决于什么：这里只考察了各次模拟与取值的均值。",
        ),
        (false, None) => lang.say(
            "What it depends on is not told: only chance between random worlds was looked at.",
            "未说明取决于什么：这里只考察了各次模拟之间的偶然。",
        ),
    };
    words.to_string()
}

/// Under which condition it turns, among those that hold.
fn holds_unless(scene: &Scene, told: &TurningTold) -> String {
    let (lang, turned) = (scene.lang, share(told.turning.share));
    let of_those = left_out(scene, LeftOutTold::All).is_some();
    let (another, other) = match of_those {
        true => ("another that holds", "另有更好的符合条件的方案"),
        false => ("another", "另有更好的方案"),
    };
    let Some(unless) = &told.turning.unless else {
        return match (told.turning.share > 0.0, lang) {
            (false, _) if of_those => lang
                .say(
                    "No draw turns it among those that hold.",
                    "在符合条件的方案中，没有任何一组取值使其改变。",
                )
                .into(),
            (false, Lang::En) => "No draw turns it.".into(),
            (false, Lang::Zh) => "没有任何一组取值使其改变。".into(),
            (true, Lang::En) => {
                format!("In {turned} of draws {another} is better; no single assumption tells in which.")
            }
            (true, Lang::Zh) => format!("在{turned}的取值中{other}；没有单一假设能说明是哪些。"),
        };
    };
    let bounds: Vec<String> = unless.bounds.iter().map(|bound| bound_words(told, bound, lang)).collect();
    let (bounds, there, of_all) = (lang.list(&bounds), share(unless.density), share(unless.coverage));
    match lang {
        Lang::En => format!(
            "It holds unless {bounds}: there {another} is better in {there} of draws ({turned} everywhere), \
             and {of_all} of such draws lie there."
        ),
        Lang::Zh => format!(
            "除非{bounds}，结论成立：在此范围内{there}的取值{other}（全部取值中为{turned}），此类取值有{of_all}在此范围内。"
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
