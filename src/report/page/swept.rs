//! The page of a sweep without weeks: what comes out by lever.

use crate::files::manifest::Manifest;
use crate::report::charts::chart::WIDE;
use crate::report::charts::levers::charts;
use crate::report::charts::swept_scene::{MOST, SweptScene, setting_words};
use crate::report::page::document::{Document, Downloads, document};
use crate::report::page::elements::list;
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::{Captions, Section};
use crate::report::page::to_know::to_know;
use crate::report::text::translate::{Lang, phrases};
use crate::study::run::warnings::Warning;
use crate::study::sweep::swept::Swept;
use maud::html;

/// From this size on, in bytes, the pictures are not offered as files, which would double it.
const LARGE: usize = 1_400_000;

phrases! {
/// The method of a sweep.
SweepMethod {
    Worlds =>
        "Every point lives in the same random worlds; a world is the unit of every interval. Intervals are 95% \
            intervals of a mean over worlds (Student). Differences are taken world by world.",
        "所有点都在相同的随机模拟中运行；每个区间都以一次模拟为单位，为各次模拟均值的95%区间（学生t）。差值逐次模拟计算。";
    Many =>
        "Intervals are not corrected for the number of points: of many, some lie off by chance alone.",
        "区间未按点数作校正：点很多时，总有一些仅因偶然而偏离。";
    LastYear =>
        "All values are of the last 52 weeks, sums per week; windows.csv holds further windows.",
        "所有数值均为最后52周，总量按周平均；其他时段见windows.csv。";
}
}

/// The section of what comes out by lever; `None` where nothing varies or came out.
pub(crate) fn by_lever(swept: &Swept, lang: Lang) -> Option<Section> {
    let charts = charts(swept, lang, WIDE);
    let captions = Captions::TitleAndDescription;
    let words = vec![varied_words(swept, lang), chosen_words(swept, lang)];
    (!charts.is_empty()).then(|| Section { words, captions, ..Section::new(Phrase::ByLever, "", charts) })
}

/// The page.
pub(crate) fn html(swept: &Swept, manifest: &Manifest, warnings: &[Warning], lang: Lang) -> String {
    let mut sections: Vec<Section> = by_lever(swept, lang).into_iter().collect();
    // What varies is told at once, under the title.
    sections.iter_mut().for_each(|section| section.words = vec![chosen_words(swept, lang)]);
    let title = sections.iter().flat_map(|section| &section.charts).map(|chart| chart.title.clone()).next();
    let method: Vec<String> = SweepMethod::ALL.iter().map(|one| lang.text(*one).to_string()).collect();
    let whole = |downloads| {
        document(&Document {
            lang,
            eyebrow: eyebrow(swept, lang),
            title: title.clone().unwrap_or_else(|| lang.text(Phrase::NoResult).to_string()),
            lead: varied_words(swept, lang),
            after_lead: html! {},
            sections: &sections,
            after_sections: html! {
                (to_know(warnings, lang))
                (list(lang.text(Phrase::Method), &method))
            },
            behind: html! {},
            footer: html! {
                p {
                    "commonroom " (manifest.version)
                    @if let Some(commit) = &manifest.commit { " (" (commit) ")" }
                    " · " (lang.text(Phrase::Seed)) " " (manifest.request.seed)
                    " · " (lang.text(Phrase::Offline))
                }
            },
            downloads,
            style: "",
        })
    };
    let page = whole(Downloads::NumbersAndPicture);
    if page.len() > LARGE { whole(Downloads::Numbers) } else { page }
}

fn eyebrow(swept: &Swept, lang: Lang) -> String {
    let (points, worlds, weeks) = (swept.points.len(), swept.replicates(), swept.weeks);
    let s = |n: usize| if n == 1 { "" } else { "s" };
    match lang {
        Lang::En => format!(
            "{points} point{} · {worlds} random world{} each · {weeks} weeks · simulated, not observed",
            s(points),
            s(worlds)
        ),
        Lang::Zh => format!("{points}个点 · 各{worlds}次随机模拟 · {weeks}周 · 模拟结果，非实测"),
    }
}

/// What varies, from where to where, and the point that the others are held against.
fn varied_words(swept: &Swept, lang: Lang) -> String {
    let scene = SweptScene { swept, lang, measure: 0 };
    let span = |column: usize| {
        let (values, lever) = (swept.values(column), scene.lever_with_unit(column));
        let (first, last) = (values.first().map(setting_words), values.last().map(setting_words));
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        match (swept.numeric(column) && values.len() > 2, lang) {
            (true, Lang::En) => format!("{lever} from {first} to {last}, {} values", values.len()),
            (true, Lang::Zh) => format!("{lever}由{first}至{last}，共{}个值", values.len()),
            (false, _) => {
                let all: Vec<String> = values.iter().take(6).map(setting_words).collect();
                let more = if values.len() > 6 { ", …" } else { "" };
                format!("{lever}{}{}{more}", lang.say(": ", "："), all.join(lang.say(", ", "、")))
            }
        }
    };
    let all: Vec<String> = swept.varied().into_iter().map(span).collect();
    let base = swept.points.get(swept.baseline).map_or("", |point| point.name.as_str());
    match lang {
        Lang::En => format!("Varied: {}. Differences are held against the point `{base}`.", all.join("; ")),
        Lang::Zh => format!("变动的参数：{}。差值以“{base}”这一点为对照。", all.join("；")),
    }
}

/// That others vary in each picture, and that not all points are drawn, where that is so.
fn chosen_words(swept: &Swept, lang: Lang) -> String {
    let (varied, points) = (swept.varied().len(), swept.points.len());
    let several = match (varied > 2, lang) {
        (false, _) => "",
        (true, Lang::En) => {
            "More than two levers vary: each picture shows all points over one of them, while the others \
             vary too. "
        }
        (true, Lang::Zh) => "变动的参数多于两个：每图按其中一个排列全部的点，其余参数同时变动。",
    };
    let chosen = match (points > MOST, lang) {
        (false, _) => String::new(),
        (true, Lang::En) => {
            format!("{MOST} of {points} points are drawn, evenly chosen; windows.csv holds all.")
        }
        (true, Lang::Zh) => format!("图中均匀选取{points}个点中的{MOST}个；全部见windows.csv。"),
    };
    format!("{several}{chosen}").trim_end().to_string()
}
