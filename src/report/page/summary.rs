//! The paragraph under the title: what it costs, and what is only chance.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::report::charts::scene::Scene;
use crate::report::page::amounts::yuan_a_year;
use crate::report::page::diagnosis;
use crate::report::page::first_screen::package;
use crate::report::page::known_answers;
use crate::report::page::notes::breaking;
use crate::report::page::phrases::Phrase;
use crate::report::text::translate::Lang;
use crate::study::compare::verdict::{FirstPlace, verdict};

/// The paragraph under the title.
pub(crate) fn summary(scene: &Scene) -> String {
    if let Some(words) = diagnosis::summary(scene) {
        return words;
    }
    let parts = match verdict(scene.study, scene.measure.name) {
        FirstPlace::Nothing => vec![],
        FirstPlace::OneWorld(_) => vec![scene.lang.text(Phrase::OneHistory).to_string()],
        FirstPlace::NoneHolds => vec![breaking(scene)],
        FirstPlace::Alone(_) | FirstPlace::Clear(_) | FirstPlace::Unclear(_) => {
            vec![package(scene).map_or(String::new(), |at| cost(scene, at)), breaking(scene)]
        }
    };
    let space = scene.lang.text(Phrase::Space);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(space)
}

/// What it costs a year, whoever bears it, and what public purses pay: more than all of it where the
/// organization puts public money aside.
fn cost(scene: &Scene, at: usize) -> String {
    if let Some(words) = known_answers::costs(scene, at) {
        return words;
    }
    let Some((case, full)) = scene.case(at).zip(cost::counted()) else { return String::new() };
    let lang = scene.lang;
    let level = |name| scene.study.level(case, name, Window::LastYear).mean().map(|v| yuan_a_year(lang, v));
    let Some(now) = level(full.name) else { return String::new() };
    let public = level(cost::PUBLIC_COST).unwrap_or_else(|| "–".into());
    let more = scene.study.change(case, full).map(|(diff, _)| (yuan_a_year(lang, diff), diff < 0.0));
    let (named, label, base) = (scene.named(at), scene.label(at), scene.base_name());
    match (lang, more) {
        (Lang::En, Some((far, less))) => {
            let side = if less { "less" } else { "more" };
            format!(
                "All that {named} uses is worth {now} a year, {far} {side} than {base}; public purses pay \
                 {public} of it."
            )
        }
        (Lang::En, None) => {
            format!("All that it uses is worth {now} a year; public purses pay {public} of it.")
        }
        (Lang::Zh, Some((far, less))) => {
            let side = if less { "少" } else { "多" };
            format!("{label}每年全部成本{now}，比{base}{side}{far}；其中财政支出{public}。")
        }
        (Lang::Zh, None) => format!("每年全部成本{now}，其中财政支出{public}。"),
    }
}
