//! The report as one HTML file: no script, no request, the same bytes for the same numbers.

use crate::report::charts::Chart;
use crate::report::charts::scene::Scene;
use crate::report::charts::svg::escape;
use crate::report::page::method::{limits, method};
use crate::report::page::sections::{Section, sections};
use crate::report::page::sentences::{finding, lead};
use crate::report::text::data_uri::data_uri;
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::compare::results::StoredComparison;

/// The measure that the report ranks by.
pub const MEASURE: &str = "participation";
/// From this size on the pictures are not offered as files, which would double it.
const LARGE: usize = 1_400_000;
/// Digits of a hash shown; the whole one stands in the manifest.
const DIGITS: usize = 12;

/// The page.
pub fn html(study: &StoredComparison, lang: Lang) -> String {
    let Some(scene) = Scene::new(study, lang, MEASURE) else { return String::new() };
    let sections = sections(&scene);
    let page = whole(&scene, &sections, true);
    if page.len() > LARGE { whole(&scene, &sections, false) } else { page }
}

fn figure(scene: &Scene, chart: &Chart, links: bool, alone: bool) -> String {
    let lang = scene.lang;
    let (title, desc, id) = (escape(&chart.title), escape(&chart.desc), &chart.id);
    let summary = lang.say("Numbers and download", "数据与下载");
    let csv = data_uri("text/csv", &chart.grid.csv());
    let mut get = format!("<a download=\"{id}.csv\" href=\"{csv}\">CSV</a>");
    if links {
        let svg = data_uri("image/svg+xml", &chart.wide.text);
        get += &format!("<a download=\"{id}.svg\" href=\"{svg}\">SVG</a>");
    }
    let words = if alone { String::new() } else { format!("<p>{desc}</p>") };
    let (wide, narrow, table) = (&chart.wide.text, &chart.narrow.text, chart.grid.html(&chart.title));
    format!(
        "<figure id=\"{id}\"><figcaption><h3>{title}</h3>{words}</figcaption><div \
            class=\"w\">{wide}</div><div \
            class=\"n\">{narrow}</div>\n<details><summary>{summary}</summary><div class=\"scroll\" \
            tabindex=\"0\" role=\"region\" aria-label=\"{title}\">{table}</div><p \
            class=\"get\">{get}</p></details></figure>\n"
    )
}

fn one(scene: &Scene, section: &Section, links: bool) -> String {
    let figures: String =
        section.charts.iter().map(|chart| figure(scene, chart, links, section.alone)).collect();
    let figures = if section.pair { format!("<div class=\"pair\">{figures}</div>") } else { figures };
    let words: String = section
        .words
        .iter()
        .filter(|w| !w.is_empty())
        .map(|words| format!("<p>{}</p>", escape(words)))
        .collect();
    format!(
        "<section><div class=\"keep\"><h2>{}</h2>{words}\n{figures}</div>{}</section>\n",
        escape(section.title),
        section.after
    )
}

fn whole(scene: &Scene, sections: &[Section], links: bool) -> String {
    let lang = scene.lang;
    let title = escape(&finding(scene));
    let body: String = sections.iter().map(|section| one(scene, section, links)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
            content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" \
            href=\"data:,\"><title>{title}</title><style>\n{}</style></head>\n<body><main>\n<div \
            class=\"head\"><p class=\"eyebrow\">{}</p><h1>{title}</h1><p \
            class=\"lead\">{}</p></div>\n{body}{}{}</main>\n<footer>{}</footer></body></html>\n",
        lang.code(),
        include_str!("style.css"),
        escape(&eyebrow(scene)),
        escape(&lead(scene)),
        bullets(lang.say("Method", "方法"), method(scene).iter().map(String::as_str)),
        bullets(lang.say("What the model may not claim", "模型不能主张什么"), limits(lang).into_iter()),
        foot(scene),
    )
}

fn eyebrow(scene: &Scene) -> String {
    let study = scene.study;
    let (scenarios, worlds, weeks) = (study.cases.len(), study.replicates(), study.weeks);
    let s = |n: usize| if n == 1 { "" } else { "s" };
    match scene.lang {
        Lang::En => format!(
            "{scenarios} scenario{} · {worlds} random world{} each · {weeks} weeks · simulated, not observed",
            s(scenarios),
            s(worlds)
        ),
        Lang::Zh => format!("{scenarios}个方案 · 各{worlds}个随机世界 · {weeks}周 · 模拟结果，并非观察"),
    }
}

fn bullets<'a>(title: &str, entries: impl Iterator<Item = &'a str>) -> String {
    let entries: String = entries.map(|entry| format!("<li>{}</li>", escape(entry))).collect();
    format!("<section><h2>{title}</h2><ul>{entries}</ul></section>\n")
}

fn digits(hash: &str) -> &str {
    hash.get(..DIGITS).unwrap_or(hash)
}

/// Version, seed, hashes.
fn foot(scene: &Scene) -> String {
    let (study, lang) = (scene.study, scene.lang);
    let commit = study.commit.as_ref().map(|commit| format!(" ({commit})")).unwrap_or_default();
    let seed = format!("{} {}", lang.say("seed", "种子"), study.seed);
    let line = format!(
        "commonroom {}{commit} · {seed} · {}",
        study.version,
        lang.say("this file works without a network and without a server", "本文件无需网络与服务器")
    );
    let mut grid = Table {
        head: ["scenario", "title", "runs", "input", "SHA-256"].map(String::from).to_vec(),
        rows: vec![],
    };
    if lang == Lang::Zh {
        grid.head = ["方案", "标题", "运行数", "输入", "SHA-256"].map(String::from).to_vec();
    }
    let mut told: Vec<&str> = vec![];
    for case in &study.cases {
        let (name, hash) =
            case.inputs.first().map_or(("", ""), |(name, hash)| (name.as_str(), hash.as_str()));
        told.push(name);
        let cells = [&case.name, lang.title(case), &case.worlds.len().to_string(), name, digits(hash)];
        grid.rows.push(cells.map(|text| Cell::Text(text.to_string())).to_vec());
    }
    // What scenarios are built upon, once.
    for (name, hash) in study.cases.iter().flat_map(|case| case.inputs.iter().skip(1)) {
        if !told.contains(&name.as_str()) {
            told.push(name);
            grid.rows.push(
                [lang.say("basis", "基础"), "", "", name, digits(hash)]
                    .map(|text| Cell::Text(text.to_string()))
                    .to_vec(),
            );
        }
    }
    let caption = match lang {
        Lang::En => format!(
            "What was read for each scenario, with the first {DIGITS} digits of its SHA-256; all of them \
                stand in manifest.json."
        ),
        Lang::Zh => format!("各方案所读取的文件及其SHA-256的前{DIGITS}位；全文见manifest.json。"),
    };
    let table = grid.html(&caption);
    format!(
        "<p>{}</p><div class=\"scroll hashes\" tabindex=\"0\" role=\"region\" \
            aria-label=\"SHA-256\">{table}</div>",
        escape(&line)
    )
}
