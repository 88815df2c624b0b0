//! Sentences on causes by rule from what `diagnose` found. They name a cause only where its interval carries
//! it.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::charts::causes::label;
use crate::report::charts::scene::Scene;
use crate::report::page::phrases::Phrase;
use crate::report::text::format::{Style, share};
use crate::report::text::translate::Lang;
use crate::study::compare::case::Case;
use crate::study::diagnose::coalitions::Coalition;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Diagnosis, Share};
use crate::study::diagnose::headline::Headline;
use crate::study::diagnose::trace::Trace;
use crate::world::record::terms::{Origin, terms};
use crate::world::record::{Measure, measure};

/// The largest causes with the deficiencies that they are the largest of: the title of a diagnosis.
pub(crate) fn finding(scene: &Scene) -> Option<String> {
    let causes = scene.study.causes.as_ref().filter(|causes| !causes.deficiencies.is_empty())?;
    let lang = scene.lang;
    let label_of = |d: &DeficiencyCauses| scene.name_of(d.deficiency.measure()).to_lowercase();
    let mut found: Vec<(String, Vec<String>)> = vec![];
    let (mut both, mut unexplained, mut open) = (vec![], vec![], vec![]);
    for d in &causes.deficiencies {
        let cause = lang.cause(&d.largest.name);
        match (d.headline(), found.iter_mut().find(|(name, _)| *name == cause)) {
            (Headline::BothWays, _) => both.push(label_of(d)),
            (Headline::Unexplained, _) => unexplained.push(label_of(d)),
            (Headline::NoneLargest | Headline::NoCause, _) => open.push(label_of(d)),
            (Headline::Cause, Some((_, of))) => of.push(label_of(d)),
            (Headline::Cause, None) => found.push((cause, vec![label_of(d)])),
        }
    }
    let label = scene.label(scene.study.baseline);
    let mut parts: Vec<String> = found
        .iter()
        .map(|(cause, of)| match lang {
            Lang::En => format!("{cause} is the largest cause of {}", lang.list(of)),
            Lang::Zh => format!("{cause}是{}的最大成因", lang.list(of)),
        })
        .collect();
    let others = [
        (both, "repairs pull ", " both ways", "各项修复对", "的作用相反"),
        (unexplained, "these causes hardly explain ", "", "这些成因几乎不能解释", ""),
        (open, "no cause stands out for ", "", "", "没有突出的成因"),
    ];
    for (of, before, after, before_zh, after_zh) in others {
        if !of.is_empty() {
            let (before, after) = (lang.say(before, before_zh), lang.say(after, after_zh));
            parts.push(format!("{before}{}{after}", lang.list(&of)));
        }
    }
    Some(format!("{label}{}{}", lang.text(Phrase::Colon), parts.join(lang.text(Phrase::Semicolon))))
}

/// What repair of all causes brings, and what it costs: the paragraph under the title of a diagnosis.
pub(crate) fn summary(scene: &Scene) -> Option<String> {
    let diagnosed = &scene.study.causes.as_ref()?.scenario;
    let whole = |case: &&Case| Coalition::of_scenario(diagnosed, &case.name).is_some_and(Coalition::is_whole);
    let case = scene.study.cases.iter().find(whole)?;
    let value = scene.study.level(case, scene.measure.name, Window::LastYear).mean()?;
    let (diff, interval) = scene.study.change(case, scene.measure)?;
    let (name, style) = (scene.name_of(scene.measure).to_lowercase(), scene.style());
    let (diff, interval) = scene.change_within(style, diff, interval);
    let (value, interval) =
        (style.value(value), interval.map_or(String::new(), |words| format!(", {words}")));
    let change = |measure: Option<&Measure>| {
        let change = measure.and_then(|measure| scene.study.change(case, measure));
        change.map_or("–".into(), |c| Style::Money.change(c.0))
    };
    let (cost, public) = (change(cost::counted()), change(cost::public()));
    Some(match scene.lang {
        Lang::En => format!(
            "With all causes repaired, {name} is {value} ({diff}{interval}) and full cost changes by \
                {cost} yuan a week, public cost by {public}. Eight coalitions of repaired causes lived in the same random worlds."
        ),
        Lang::Zh => format!(
            "修复全部成因后，{name}为{value}（{diff}{interval}），每周全部成本变化{cost}元，公共成本变化{public}元。八种修复组合都在相同的随机模拟中运行。"
        ),
    })
}

/// One sentence or two for each deficiency.
pub(crate) fn sentences(scene: &Scene, causes: &Diagnosis) -> Vec<String> {
    causes.deficiencies.iter().map(|d| sentence(scene, d)).collect()
}

fn ranged(scene: &Scene, share: &Share) -> String {
    let (words, interval) = scene.change_within(Style::Index, share.mean, share.interval);
    interval.map_or(words.clone(), |interval| format!("{words}, {interval}"))
}

fn sentence(scene: &Scene, d: &DeficiencyCauses) -> String {
    let lang = scene.lang;
    let (what, level) = (scene.name_of(d.deficiency.measure()), Style::Index.value(d.level));
    let left = Style::Index.value(d.left.mean);
    let largest = d.largest_share();
    let (cause, ranged) =
        (lang.cause(&d.largest.name), largest.map_or(String::new(), |share| ranged(scene, share)));
    let ranged = ranged + &in_draws(d, lang);
    let part = if d.behaviour.is_some() { lang.text(Phrase::ByBehaviour) } else { "" };
    let total = Style::Index.change(d.total);
    let verdict = match (d.headline(), lang) {
        (Headline::Cause, Lang::En) => format!("the largest cause{part} is {cause} ({ranged})"),
        (Headline::Cause, Lang::Zh) => format!("最大成因{part}为{cause}（{ranged}）"),
        (Headline::NoneLargest, Lang::En) => {
            format!("no cause{part} is surely the largest; {cause} has the largest share ({ranged})")
        }
        (Headline::NoneLargest, Lang::Zh) => {
            format!("没有确定的最大成因{part}；{cause}份额最大（{ranged}）")
        }
        (Headline::BothWays, _) => both_ways(d, lang),
        (Headline::Unexplained, Lang::En) => {
            format!("these causes hardly explain it: all repairs together take away {total}")
        }
        (Headline::Unexplained, Lang::Zh) => format!("这些成因几乎不能解释它：全部修复合计减轻{total}"),
        (Headline::NoCause, lang) => lang.text(Phrase::NoCause).to_string(),
    };
    let mut words = match lang {
        Lang::En => format!("{what}: {level} now, {left} with all causes repaired; {verdict}."),
        Lang::Zh => format!("{what}：目前{level}，修复全部成因后{left}；{verdict}。"),
    };
    words += &by_definition(d, lang);
    if d.headline() != Headline::BothWays {
        words += &against(d, lang);
    }
    words += &together(scene, d);
    words
}

/// In which share of draws the cause with the largest share has it, where draws were lived.
fn in_draws(d: &DeficiencyCauses, lang: Lang) -> String {
    let Some(cause) = d.largest_over_draws() else { return String::new() };
    let of = share(cause.largest);
    match lang {
        Lang::En => format!("; in {of} of draws"),
        Lang::Zh => format!("；{of}的取值中如此"),
    }
}

/// Repairs that lessen it and repairs that raise it, with their shares.
fn both_ways(d: &DeficiencyCauses, lang: Lang) -> String {
    let all = |shares: Vec<&Share>| {
        let each = shares.iter().map(|s| {
            format!("{} ({})", lang.cause(&s.name), Style::Index.change(s.mean.abs()).trim_start_matches('+'))
        });
        lang.list(&each.collect::<Vec<_>>())
    };
    let (less, more) = (all(d.lessening().collect()), all(d.opposing().collect()));
    match lang {
        Lang::En => format!("pulled both ways: repair of {less} takes away, repair of {more} adds"),
        Lang::Zh => format!("作用相反：修复{less}使其减轻，修复{more}使其加重"),
    }
}

/// The part that only a definition moves.
fn by_definition(d: &DeficiencyCauses, lang: Lang) -> String {
    let Some(part) = d.by_definition.as_ref().filter(|part| part.total != 0.0) else { return String::new() };
    let moved: Vec<String> =
        part.causes.iter().filter(|c| c.mean != 0.0).map(|c| lang.cause(&c.name)).collect();
    let (total, moved) = (Style::Index.change(part.total), lang.list(&moved));
    let names = terms(d.deficiency, Origin::Definition).map(|term| lang.say(term.name, term.zh).to_string());
    let what = lang.list(&names.collect::<Vec<_>>());
    match lang {
        Lang::En => {
            format!(" Of the repair, {total} is accounting by definition of {what} ({moved}), not behaviour.")
        }
        Lang::Zh => format!("其中{total}仅因{what}的定义而变（{moved}），并非行为。"),
    }
}

/// Causes whose repair surely makes it worse.
fn against(d: &DeficiencyCauses, lang: Lang) -> String {
    let worse: Vec<String> = d.opposing().map(|share| lang.cause(&share.name)).collect();
    match (worse.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(" Repair of {} alone raises it.", lang.list(&worse)),
        (_, Lang::Zh) => format!("单独修复{}反而加重。", lang.list(&worse)),
    }
}

/// Whether causes help or replace each other, where the interval says so.
fn together(scene: &Scene, d: &DeficiencyCauses) -> String {
    let surplus = d.interaction.surplus;
    let (far, interval) = scene.change_within(Style::Index, surplus.mean, surplus.interval);
    let (far, interval) = (far.trim_start_matches(['+', '−']), interval.unwrap_or_default());
    match (surplus.sure_sign(), scene.lang) {
        (1, Lang::En) => {
            format!(
                " The repairs are complements: together they take away {far} more than one by one \
                    ({interval})."
            )
        }
        (-1, Lang::En) => {
            format!(
                " The repairs are substitutes: together they take away {far} less than one by one \
                    ({interval})."
            )
        }
        (1, Lang::Zh) => format!("各项修复互补：合在一起比逐项之和多减轻{far}（{interval}）。"),
        (-1, Lang::Zh) => format!("各项修复互相替代：合在一起比逐项之和少减轻{far}（{interval}）。"),
        _ => String::new(),
    }
}

/// The links that carry most of the change, where their intervals say so.
pub(crate) fn carried(scene: &Scene, why: &Trace) -> String {
    let lang = scene.lang;
    let Some(whole) = why.change(&why.headline) else { return String::new() };
    let style = measure(&why.headline).map_or(Style::Number, Style::on_page);
    let mut sure: Vec<_> = why
        .links
        .iter()
        .filter_map(|link| Some((link, link.lost(&why.headline)?)))
        .filter(|(_, lost)| lost.sure_sign() != 0 && lost.sure_sign() == whole.sure_sign())
        .collect();
    sure.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
    let named: Vec<String> = sure
        .iter()
        .take(3)
        .map(|(link, lost)| format!("{} ({})", lang.link(&link.name), scene.change(style, lost.mean)))
        .collect();
    let (name, change) = (label(scene, &why.headline).to_lowercase(), scene.change(style, whole.mean));
    match (named.is_empty(), lang) {
        (true, Lang::En) => {
            format!("With all causes repaired, {name} changes by {change}; no link surely carries it.")
        }
        (true, Lang::Zh) => format!("修复全部成因后，{name}变化{change}；没有任何环节确定承载它。"),
        (_, Lang::En) => {
            format!(
                "With all causes repaired, {name} changes by {change}. Most is lost when these links are \
                    held as they are now: {}.",
                lang.list(&named)
            )
        }
        (_, Lang::Zh) => format!(
            "修复全部成因后，{name}变化{change}。把以下环节保持原状时失去最多：{}。",
            lang.list(&named)
        ),
    }
}
