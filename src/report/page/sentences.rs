//! Sentences by rule from the numbers. They claim no more than the intervals carry.

use crate::report::charts::listed;
use crate::report::charts::matrix::DEFICIENCIES;
use crate::report::charts::ranking::share;
use crate::report::charts::scene::Scene;
use crate::report::page::reasons;
use crate::report::text::format::Style;
use crate::report::text::translate::Lang;
use crate::stats::Moments;
use crate::study::compare::frontier::ranks;
use crate::study::compare::results::ReportWindows;
use crate::study::compare::verdict::{Verdict, first, verdict};
use crate::world::record::measure;

/// Names at most in one sentence; the rest is counted.
const NAMES: usize = 4;

/// The finding: the title of the page.
pub fn finding(scene: &Scene) -> String {
    if let Some(words) = reasons::finding(scene) {
        return words;
    }
    let value = |at: usize| last_year(scene, at).map_or("–".into(), |v| scene.style().value(v));
    let named = |at: usize| format!("{} ({})", scene.label(at), value(at));
    let (name, lang) = (name(scene), scene.lang);
    match verdict(scene.study, scene.measure.name) {
        Verdict::Nothing => lang
            .say("There is nothing to report: no run gave a value", "没有可报告的结果：没有任何运行给出数值")
            .to_string(),
        Verdict::OneWorld(at) => match lang {
            Lang::En => format!(
                "One random world gives no interval: {} shows {name} of {}, and nothing follows from it",
                scene.label(at),
                value(at)
            ),
            Lang::Zh => format!(
                "仅一个随机世界，没有区间：{}的{name}为{}，不能由此下结论",
                scene.label(at),
                value(at)
            ),
        },
        Verdict::Alone(at) => alone(scene, at, &value(at)),
        Verdict::Clear(at) => clear(scene, at, &value(at)),
        Verdict::Unclear(tied) => {
            let names = shortened(&tied.iter().map(|at| named(*at)).collect::<Vec<_>>(), lang);
            match lang {
                Lang::En => format!("No clear winner in {name}: {names} cannot be told apart"),
                Lang::Zh => format!("{name}没有明确的优胜者：{names}无法区分"),
            }
        }
    }
}

fn name(scene: &Scene) -> String {
    scene.name_of(scene.measure).to_lowercase()
}

fn last_year(scene: &Scene, at: usize) -> Option<f64> {
    scene.study.level(scene.case(at)?, scene.measure.name, ReportWindows::LastYear).mean()
}

/// A difference without its sign.
fn distance(scene: &Scene, diff: f64) -> String {
    let style = scene.style();
    match (style, scene.lang) {
        (Style::Share, Lang::En) => format!("{} points", style.value(diff.abs()).trim_end_matches('%')),
        (Style::Share, Lang::Zh) => format!("{}个百分点", style.value(diff.abs()).trim_end_matches('%')),
        _ => style.value(diff.abs()),
    }
}

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
    let before = scene
        .case(at)
        .and_then(|case| scene.study.level(case, scene.measure.name, ReportWindows::Before).mean());
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
fn gain(scene: &Scene, at: usize, measure: &str) -> Moments {
    let Some(case) = scene.case(at) else { return Moments::default() };
    let before = scene.study.values(case, measure, ReportWindows::Before);
    let after = scene.study.values(case, measure, ReportWindows::LastYear);
    Moments::of(after.iter().filter_map(|(world, value)| Some(value - before.get(world)?)))
}

fn shortened(names: &[String], lang: Lang) -> String {
    if names.len() <= NAMES {
        return listed(names, lang);
    }
    let more = names.len() - NAMES + 1;
    let rest = match lang {
        Lang::En => format!("{more} others"),
        Lang::Zh => format!("另外{more}个方案"),
    };
    listed(&[&names[..NAMES - 1], &[rest]].concat(), lang)
}

/// The paragraph under the title.
pub fn lead(scene: &Scene) -> String {
    if let Some(words) = reasons::lead(scene) {
        return words;
    }
    let parts = match verdict(scene.study, scene.measure.name) {
        Verdict::Nothing => vec![],
        Verdict::OneWorld(_) => vec![
            scene
                .lang
                .say(
                    "It is one possible history. Run more replicates to see what is chance.",
                    "这只是一种可能的历史。请增加随机世界数量以区分偶然。",
                )
                .to_string(),
        ],
        Verdict::Alone(at) => vec![money(scene, at), worse(scene, at)],
        Verdict::Clear(at) => {
            vec![rank(scene, at), against(scene, Some(at)), money(scene, at), worse(scene, at)]
        }
        Verdict::Unclear(tied) => {
            let best = tied.first().copied().unwrap_or(0);
            vec![rank(scene, best), against(scene, None), money(scene, best)]
        }
    };
    let space = scene.lang.say(" ", "");
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(space)
}

fn rank(scene: &Scene, at: usize) -> String {
    let Some(value) = first(scene.study, scene.measure.name).get(at).copied().flatten() else {
        return String::new();
    };
    let (label, worlds, value) = (scene.label(at), scene.study.replicates(), share(value));
    match scene.lang {
        Lang::En => format!("{label} ranks first in {value} of {worlds} random worlds."),
        Lang::Zh => format!("{label}在{worlds}个随机世界中的{value}里排名第一。"),
    }
}

/// Which scenarios can be told from the baseline.
fn against(scene: &Scene, but: Option<usize>) -> String {
    let (mut better, mut worse, mut same) = (vec![], vec![], vec![]);
    for at in scene.order.iter().filter(|at| Some(**at) != but) {
        let change = scene.case(*at).and_then(|case| scene.study.change(case, scene.measure));
        let Some((diff, Some((low, high)))) = change else { continue };
        let words = format!("{} ({})", scene.label(*at), scene.change(scene.style(), diff));
        if low > 0.0 {
            better.push(words);
        } else if high < 0.0 {
            worse.push(words);
        } else {
            same.push(scene.label(*at).to_string());
        }
    }
    let (base, lang) = (scene.label(scene.study.baseline), scene.lang);
    let heads = match lang {
        Lang::En => [
            format!("Higher than {base}: "),
            format!("Lower than {base}: "),
            format!("Not to be told from {base}: "),
        ],
        Lang::Zh => [format!("高于{base}："), format!("低于{base}："), format!("与{base}无法区分：")],
    };
    let (dot, space) = (lang.say(".", "。"), lang.say(" ", ""));
    let lists = heads.iter().zip([better, worse, same]).filter(|(_, names)| !names.is_empty());
    lists
        .map(|(head, names)| format!("{head}{}{dot}", shortened(&names, lang)))
        .collect::<Vec<_>>()
        .join(space)
}

fn money(scene: &Scene, at: usize) -> String {
    let Some((case, cost)) = scene.case(at).zip(measure("public_cost")) else { return String::new() };
    let Some(now) = scene.study.level(case, cost.name, ReportWindows::LastYear).mean() else {
        return String::new();
    };
    let (label, base, now) = (scene.label(at), scene.label(scene.study.baseline), Style::Money.value(now));
    let more = scene.study.change(case, cost).map(|(diff, _)| (Style::Money.value(diff.abs()), diff < 0.0));
    match (scene.lang, more) {
        (Lang::En, Some((far, less))) => {
            format!(
                "{label} costs public purses {now} yuan a week, {far} {} than {base}.",
                if less { "less" } else { "more" }
            )
        }
        (Lang::En, None) => format!("It costs public purses {now} yuan a week."),
        (Lang::Zh, Some((far, less))) => {
            format!("{label}每周公共成本{now}元，比{base}{}{far}元。", if less { "少" } else { "多" })
        }
        (Lang::Zh, None) => format!("每周公共成本{now}元。"),
    }
}

/// Deficiencies that are surely higher than before.
fn worse(scene: &Scene, at: usize) -> String {
    let name = |m: &&str| {
        let moments = gain(scene, at, m);
        let (low, _) = moments.interval()?;
        let change = moments.mean().filter(|_| low > 0.005)?;
        Some(format!(
            "{} ({})",
            scene.name_of(measure(m)?).to_lowercase(),
            scene.change(Style::Index, change)
        ))
    };
    let names: Vec<String> = DEFICIENCIES.iter().filter_map(name).collect();
    match (names.is_empty(), scene.lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(
            "Under “{}”, worse than before the handover: {}.",
            scene.label(at),
            listed(&names, Lang::En)
        ),
        (_, Lang::Zh) => format!("{}比交接前更差：{}。", scene.label(at), listed(&names, Lang::Zh)),
    }
}

/// Which scenarios can be told apart, in groups.
pub fn apart(scene: &Scene) -> String {
    let groups = ranks(scene.study, scene.measure.name).groups;
    let (lang, several) = (scene.lang, scene.study.cases.len() > 1);
    let open = groups.iter().any(|group| group.len() > 1);
    let words = match (several, open) {
        (false, _) => return String::new(),
        (_, false) => lang.say("All can be told apart.", "各方案均可区分。"),
        (_, true) if groups.len() == 1 => {
            lang.say("None can be told apart: the order is open.", "均无法区分，次序未定。")
        }
        (_, true) => lang.say(
            "Lines part groups that are told apart; within a group the order is open.",
            "横线分隔可区分的组；组内次序未定。",
        ),
    };
    words.to_string()
}

/// The group that the home reaches least in the first scenario of the ranking.
pub fn left_out(scene: &Scene) -> String {
    let groups = ["child-teen", "working", "carer", "elder", "far", "near", "member", "non-member"];
    let kinds = ["age", "age", "age", "age", "distance", "distance", "union", "union"];
    let Some(best) = scene.order.first().copied() else { return String::new() };
    let missed = |at: usize, (kind, group): (&str, &str)| {
        Some(1.0 - scene.study.group(scene.case(at)?, kind, group, "reached").mean()?)
    };
    let all = kinds.into_iter().zip(groups).filter_map(|key| Some((key, missed(best, key)?)));
    let Some((key, share)) = all.max_by(|a, b| a.1.total_cmp(&b.1)) else { return String::new() };
    let (group, label, share) = (scene.lang.name(key.1), scene.label(best), Style::Share.value(share));
    let base = missed(scene.study.baseline, key)
        .filter(|_| best != scene.study.baseline)
        .map(|v| Style::Share.value(v));
    match (scene.lang, base) {
        (Lang::En, Some(base)) => {
            format!(
                "Most left out under “{label}”: {}, of whom {share} never come in the year ({base} under \
                    the baseline).",
                group.to_lowercase()
            )
        }
        (Lang::En, None) => {
            format!(
                "Most left out under “{label}”: {}, of whom {share} never come in the year.",
                group.to_lowercase()
            )
        }
        (Lang::Zh, Some(base)) => {
            format!("{label}下最被忽略的是{group}：{share}全年未到访（基线为{base}）。")
        }
        (Lang::Zh, None) => format!("{label}下最被忽略的是{group}：{share}全年未到访。"),
    }
}

/// How concentrated visits are in the scenarios in colour.
pub fn concentration(scene: &Scene) -> String {
    let value = |at: usize| {
        let moments =
            scene.study.group(scene.case(at)?, "concentration", "top-fifth-of-users", "share_of_visits");
        Some(format!("{} {}", scene.label(at), Style::Share.value(moments.mean()?)))
    };
    let values: Vec<String> = scene.shown().into_iter().filter_map(value).collect();
    match (values.is_empty(), scene.lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(
            "Share of all visits made by the most active fifth of users: {}.",
            listed(&values, Lang::En)
        ),
        (_, Lang::Zh) => format!("最活跃的五分之一用户占全部到访的比例：{}。", listed(&values, Lang::Zh)),
    }
}
