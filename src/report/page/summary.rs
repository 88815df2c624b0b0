//! The paragraph under the title: rank, differences from the baseline, cost, what gets worse.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::charts::ranking::share;
use crate::report::charts::scene::Scene;
use crate::report::page::diagnosis;
use crate::report::page::finding::{gain, shortened};
use crate::report::page::notes::breaking;
use crate::report::page::phrases::Phrase;
use crate::report::text::format::Style;
use crate::report::text::translate::Lang;
use crate::study::compare::verdict::{FirstPlace, first, verdict};
use crate::world::record::deficiency::Deficiency;

/// The paragraph under the title.
pub(crate) fn summary(scene: &Scene) -> String {
    if let Some(words) = diagnosis::summary(scene) {
        return words;
    }
    let parts = match verdict(scene.study, scene.measure.name) {
        FirstPlace::Nothing => vec![],
        FirstPlace::NoneHolds => vec![breaking(scene)],
        FirstPlace::OneWorld(_) => vec![scene.lang.text(Phrase::OneHistory).to_string()],
        FirstPlace::Alone(at) => vec![cost(scene, at), worse(scene, at), breaking(scene)],
        FirstPlace::Clear(at) => {
            vec![
                rank(scene, at),
                against(scene, Some(at)),
                cost(scene, at),
                worse(scene, at),
                breaking(scene),
            ]
        }
        FirstPlace::Unclear(tied) => {
            let best = tied.first().copied().unwrap_or(0);
            vec![rank(scene, best), against(scene, None), cost(scene, best), breaking(scene)]
        }
    };
    let space = scene.lang.text(Phrase::Space);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(space)
}

/// How often it ranks first.
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
    let (stop, space) = (lang.text(Phrase::Stop), lang.text(Phrase::Space));
    let lists = heads.iter().zip([better, worse, same]).filter(|(_, names)| !names.is_empty());
    lists
        .map(|(head, names)| format!("{head}{}{stop}", shortened(&names, lang)))
        .collect::<Vec<_>>()
        .join(space)
}

/// What it costs, whoever bears it, and what public purses pay: more than all of it where the organization
/// puts public money aside.
fn cost(scene: &Scene, at: usize) -> String {
    let Some((case, full)) = scene.case(at).zip(cost::counted()) else { return String::new() };
    let level = |name| scene.study.level(case, name, Window::LastYear).mean().map(|v| Style::Money.value(v));
    let Some(now) = level(full.name) else { return String::new() };
    let (label, base) = (scene.label(at), scene.label(scene.study.baseline));
    let public = level(cost::PUBLIC_COST).unwrap_or_else(|| "–".into());
    let more = scene.study.change(case, full).map(|(diff, _)| (Style::Money.value(diff.abs()), diff < 0.0));
    match (scene.lang, more) {
        (Lang::En, Some((far, less))) => {
            let side = if less { "less" } else { "more" };
            format!(
                "The full cost of {label} is {now} yuan a week, {far} {side} than that of {base}; public \
                 purses pay {public}."
            )
        }
        (Lang::En, None) => {
            format!("Its full cost is {now} yuan a week; public purses pay {public}.")
        }
        (Lang::Zh, Some((far, less))) => {
            let side = if less { "少" } else { "多" };
            format!("{label}每周全部成本{now}元，比{base}{side}{far}元；公共资金支付{public}元。")
        }
        (Lang::Zh, None) => format!("每周全部成本{now}元，公共资金支付{public}元。"),
    }
}

/// Deficiencies that are surely higher than before.
fn worse(scene: &Scene, at: usize) -> String {
    let name = |deficiency: &Deficiency| {
        let moments = gain(scene, at, deficiency.name());
        let (low, _) = moments.interval()?;
        let change = moments.mean().filter(|_| low > 0.005)?;
        Some(format!(
            "{} ({})",
            scene.name_of(deficiency.measure()).to_lowercase(),
            scene.change(Style::Index, change)
        ))
    };
    let names: Vec<String> = Deficiency::ALL.iter().filter_map(name).collect();
    match (names.is_empty(), scene.lang) {
        (true, _) => String::new(),
        (_, Lang::En) => format!(
            "Under “{}”, worse than before the handover: {}.",
            scene.label(at),
            scene.lang.list(&names)
        ),
        (_, Lang::Zh) => format!("{}比交接前更差：{}。", scene.label(at), scene.lang.list(&names)),
    }
}
