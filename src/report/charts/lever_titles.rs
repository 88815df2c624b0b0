//! What charts of a sweep say in their titles, by rule from the numbers: no more than intervals carry.

use crate::report::charts::swept_scene::{SweptScene, setting_words};
use crate::report::text::translate::Lang;

/// Of one lever: the surest largest difference from the first point, or that there is none.
pub(crate) fn of_one(scene: SweptScene, column: usize) -> String {
    let (lang, name, lever) = (scene.lang, scene.name(), scene.lever(column));
    let far = |point: &usize| scene.change(*point).map_or(0.0, |change| change.0.abs());
    let sure = scene.points().into_iter().filter(|point| scene.surely(*point));
    let largest = sure.max_by(|a, b| far(a).total_cmp(&far(b)));
    let told = largest.and_then(|point| Some((point, scene.change_words(point)?)));
    let Some((point, (change, interval))) = told else { return nothing_sure(scene, &lever) };
    let [here, first] = [point, scene.swept.baseline].map(|point| scene.setting(point, column));
    match (interval, lang) {
        (Some(interval), Lang::En) => {
            format!(
                "With {lever} at {here} instead of {first}, {}: {change} ({interval})",
                name.to_lowercase()
            )
        }
        (None, Lang::En) => {
            format!("With {lever} at {here} instead of {first}, {}: {change}", name.to_lowercase())
        }
        (Some(interval), Lang::Zh) => format!("{lever}由{first}改为{here}，{name}变动{change}（{interval}）"),
        (None, Lang::Zh) => format!("{lever}由{first}改为{here}，{name}变动{change}"),
    }
}

fn nothing_sure(scene: SweptScene, lever: &str) -> String {
    let single = scene.swept.replicates() < 2;
    match (single, scene.lang) {
        (true, Lang::En) => format!("{} by {lever}, one random world: nothing follows from it", scene.name()),
        (true, Lang::Zh) => format!("{}随{lever}的变化：仅一次模拟，不能由此下结论", scene.name()),
        (false, Lang::En) => {
            format!("{} does not surely change with {lever} at any point", scene.name())
        }
        (false, Lang::Zh) => format!("在所有取值上，{}均未确实随{lever}变动", scene.name()),
    }
}

/// Of two levers: where the measure is highest and lowest, if any point surely differs from the first, and
/// how many others may be as high.
pub(crate) fn of_points(scene: SweptScene) -> String {
    let (lang, name, varied) = (scene.lang, scene.name(), scene.swept.varied());
    let levers: Vec<String> = varied.iter().map(|column| scene.lever(*column)).collect();
    if !scene.points().into_iter().any(|point| scene.surely(point)) {
        return nothing_sure(scene, &levers.join(lang.say(" and ", "与")));
    }
    let mean = |point: &usize| scene.mean(*point).unwrap_or(f64::NAN);
    let points = scene.points();
    let ends = [
        points.iter().max_by(|a, b| mean(a).total_cmp(&mean(b))),
        points.iter().min_by(|a, b| mean(a).total_cmp(&mean(b))),
    ];
    let [Some(highest), Some(lowest)] = ends else { return name.to_string() };
    let place = |point: usize| {
        let parts =
            varied.iter().zip(&levers).map(|(c, lever)| format!("{lever} {}", scene.setting(point, *c)));
        parts.collect::<Vec<_>>().join(lang.say(", ", "、"))
    };
    let [top, bottom] = [highest, lowest].map(|point| scene.style().value(mean(point)));
    let [above, below] = [highest, lowest].map(|point| place(*point));
    let as_high = points.iter().filter(|point| *point != highest && !scene.told_apart(*highest, **point));
    let open = as_high_words(lang, as_high.count());
    match lang {
        Lang::En => format!("{name} is highest at {above}: {top}{open}; lowest at {below}: {bottom}"),
        Lang::Zh => format!("{name}最高处为{above}：{top}{open}；最低处为{below}：{bottom}"),
    }
}

/// How many other points cannot be told apart from the highest.
fn as_high_words(lang: Lang, points: usize) -> String {
    match (points, lang) {
        (0, _) => String::new(),
        (1, Lang::En) => " (one other point cannot be told apart from it)".into(),
        (_, Lang::En) => format!(" ({points} other points cannot be told apart from it)"),
        (_, Lang::Zh) => format!("（另有{points}个点无法与之区分）"),
    }
}

/// Of one of several levers, all of which vary: whether the measure goes with it.
pub(crate) fn of_trend(scene: SweptScene, column: usize) -> String {
    let (name, lever) = (scene.name(), scene.lever(column));
    let found = scene.swept.rank_correlation(column, scene.measure);
    let sure = found.filter(|(_, (low, high))| *low > 0.0 || *high < 0.0);
    match (sure, scene.lang) {
        (None, Lang::En) => format!("No clear trend of {} with {lever}", name.to_lowercase()),
        (None, Lang::Zh) => format!("{name}没有随{lever}变化的明确趋势"),
        (Some((rho, _)), Lang::En) => {
            let side = if rho > 0.0 { "rises" } else { "falls" };
            format!("{name} {side} with {lever}: rank correlation {}", coefficient(rho))
        }
        (Some((rho, _)), Lang::Zh) => {
            let side = if rho > 0.0 { "上升" } else { "下降" };
            format!("{name}随{lever}增大而{side}：秩相关{}", coefficient(rho))
        }
    }
}

fn coefficient(rho: f64) -> String {
    format!("{rho:.2}").replace('-', "−")
}

/// Of one of several settings that is no number: under which value the mean over points is highest.
pub(crate) fn of_rows(scene: SweptScene, column: usize) -> String {
    let (name, lever) = (scene.name(), scene.lever(column));
    let mean = |value: &crate::settings::Value| {
        let own = scene.points().into_iter().filter(|p| scene.swept.cell(*p, column) == Some(value));
        let values: Vec<f64> = own.filter_map(|point| scene.mean(point)).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    };
    let all = scene.swept.values(column).into_iter().filter_map(|value| Some((mean(&value)?, value)));
    let Some((level, value)) = all.max_by(|a, b| a.0.total_cmp(&b.0)) else { return name.to_string() };
    let (level, value) = (scene.style().value(level), setting_words(&value));
    match scene.lang {
        Lang::En => {
            format!("Over all points, {} is highest with {lever} {value}: {level}", name.to_lowercase())
        }
        Lang::Zh => format!("就所有点的平均而言，{lever}为{value}时{name}最高：{level}"),
    }
}
