//! The report as one HTML file: no script, no request, the same bytes for the same numbers.

use super::axes::{Cell, Grid, data_uri};
use super::charts::{Chart, HALF, WIDE, course, events, matrix, money, multiples, ranking};
use super::lang::Lang;
use super::method::{limits, method};
use super::say::{concentration, finding, lead};
use super::scene::Scene;
use super::svg::escape;
use crate::experiment::findings::Study;
use crate::world::record::measure;

/// The measure that the report ranks by.
pub const MEASURE: &str = "participation";
/// From this size on the pictures are not offered as files, which would double it.
const LARGE: usize = 1_400_000;
/// Events of the first world told in words, at most, for each scenario.
const TOLD: usize = 60;

/// The page.
pub fn html(study: &Study, lang: Lang) -> String {
    let Some(scene) = Scene::new(study, lang, MEASURE) else { return String::new() };
    let sections = sections(&scene);
    let page = whole(&scene, &sections, true);
    if page.len() > LARGE { whole(&scene, &sections, false) } else { page }
}

/// All charts of the page.
pub fn charts(scene: &Scene) -> Vec<Chart> {
    sections(scene).into_iter().flat_map(|section| section.charts).collect()
}

struct Section {
    title: &'static str,
    words: String,
    charts: Vec<Chart>,
    /// Charts stand side by side.
    pair: bool,
    /// Further HTML.
    after: String,
}

fn section(title: &'static str, words: &str, charts: Vec<Chart>) -> Section {
    Section { title, words: words.to_string(), charts, pair: false, after: String::new() }
}

fn sections(scene: &Scene) -> Vec<Section> {
    let lang = scene.lang;
    let several = scene.study.cases.len() > 1;
    let mut all = vec![first_section(scene), unfolds(scene)];
    if several {
        let words = lang.say(
            "Same scale in every panel. Dashed grey: the baseline. Thin grey: the other scenarios.",
            "各格刻度相同。灰色虚线为基线，细灰线为其他方案。",
        );
        all.push(section(
            lang.say("Each scenario against the baseline", "各方案与基线对照"),
            words,
            vec![multiples::chart(scene, WIDE)],
        ));
    }
    let words = lang.say(
        "Four deficiencies named by the case study, 0 (solved) to 1 (severe): open dot before the handover, filled in the last year, with its 95% interval.",
        "案例研究指出的四项不足，0为已解决，1为严重：空心点为交接前，实心点为最后一年及其95%区间。",
    );
    all.push(section(lang.say("What is still wrong", "仍存在的不足"), words, vec![matrix::deficiencies(scene, WIDE)]));
    if several {
        let words = lang.say(
            "Each scenario minus the baseline in the same random world; the band holds the middle 90% of worlds.",
            "同一随机世界中各方案减基线；色带为中间90%的世界。",
        );
        let chart = course::differences(scene, scene.measure, WIDE);
        all.push(section(lang.say("How surely it differs", "差异有多确定"), words, vec![chart]));
    }
    if scene.study.cases.iter().any(|case| case.worlds.values().any(|world| !world.groups.is_empty())) {
        let title = lang.say("For whom", "惠及哪些人");
        all.push(section(title, &concentration(scene), vec![matrix::groups(scene, WIDE)]));
    }
    let words = lang
        .say("What the home costs all public purses, also under government, against what it brings. The line joins scenarios that no other beats at no higher cost.", "社工之家占用的全部公共资金，政府自办时也计入。");
    all.push(section(lang.say("At what public cost", "公共成本"), words, vec![money::chart(scene, WIDE)]));
    all.extend(institutions(scene));
    all
}

fn first_section(scene: &Scene) -> Section {
    let lang = scene.lang;
    let words = match (scene.study.replicates(), lang) {
        (1, Lang::En) => "One random world: no interval, no probability.".to_string(),
        (1, Lang::Zh) => "仅一个随机世界：没有区间，也没有概率。".to_string(),
        (n, Lang::En) => format!(
            "Share of residents who come in a week, mean of the last year. Dot: mean of {n} worlds. Thick line: its 95% interval. Pale bar: the middle 90% of worlds. Dashed: the baseline. To the right: difference from the baseline with its 95% interval, and how often a scenario ranks first."
        ),
        (n, Lang::Zh) => format!(
            "最后一年平均每周到访居民的比例。圆点：{n}个世界的均值；粗线：95%区间；浅色条：中间90%的世界；虚线：基线。右侧：与基线之差及其95%区间，以及排名第一的世界比例。"
        ),
    };
    section(lang.say("Which arrangement does best?", "哪种安排最好？"), &words, vec![ranking::chart(scene, WIDE)])
}

fn unfolds(scene: &Scene) -> Section {
    let words = match (scene.study.replicates(), scene.lang) {
        (1, Lang::En) => "Lines are one run, smoothed over a quarter.".to_string(),
        (1, Lang::Zh) => "曲线为一次运行，按季度平滑。".to_string(),
        (n, Lang::En) => format!("Lines are medians over {n} runs, smoothed over a quarter; the band holds 90% of them."),
        (n, Lang::Zh) => format!("曲线为{n}次运行的中位数，按季度平滑；色带包含其中90%。"),
    };
    let charts = ["participation", "utilization"].into_iter().filter_map(measure).map(|m| course::lines(scene, m, HALF));
    Section { pair: true, ..section(scene.lang.say("How it unfolds", "如何展开"), &words, charts.collect()) }
}

/// Events of the best scenario and of the baseline, and the first world in words.
fn institutions(scene: &Scene) -> Option<Section> {
    let has = |at: &usize| scene.case(*at).is_some_and(|case| !case.events.is_empty());
    let mut chosen: Vec<usize> = scene.order.iter().copied().filter(has).take(1).collect();
    if has(&scene.study.baseline) && !chosen.contains(&scene.study.baseline) {
        chosen.push(scene.study.baseline);
    }
    if chosen.is_empty() {
        return None;
    }
    let words = scene.lang.say(
        "The most frequent kinds of events over all worlds. A dot for every 13 weeks: its area is the share of worlds in which it happened then. To the right: times per world. Below: the first world in words.",
        "所有世界中最常见的事件。每13周一点，面积为当期发生此事的世界比例；右侧为每个世界的次数。下方以文字记述第一个世界。",
    );
    let charts = chosen.iter().map(|at| events::chart(scene, *at, WIDE)).collect();
    let after = scene.shown().into_iter().filter(|at| has(at)).map(|at| told(scene, at)).collect();
    Some(Section { after, ..section(scene.lang.say("What the institutions did", "机构做了什么"), words, charts) })
}

/// The first world of a scenario in words; matters raised are too many for a page.
fn told(scene: &Scene, at: usize) -> String {
    let Some(case) = scene.case(at) else { return String::new() };
    let lang = scene.lang;
    let few = case.told.iter().filter(|told| !matches!(told.kind.as_str(), "matter" | "carried-out"));
    let mut text = String::new();
    for told in few.take(TOLD) {
        let (week, who, what) = (told.week, escape(&lang.name(&told.actor)), escape(&told.words));
        text += &format!("<tr><th scope=\"row\">{week}</th><td>{who}</td><td lang=\"en\">{what}</td></tr>");
    }
    let label = escape(scene.label(at));
    let summary = match lang {
        Lang::En => format!("World {} of {label} in words", case.worlds.keys().next().unwrap_or(&1)),
        Lang::Zh => format!("{label}的第{}个世界", case.worlds.keys().next().unwrap_or(&1)),
    };
    let heads = [lang.say("week", "周"), lang.say("who", "谁"), lang.say("what", "何事")];
    let head: String = heads.iter().map(|h| format!("<th scope=\"col\">{h}</th>")).collect();
    let caption =
        lang.say("Without matters raised and carried out, which events.csv lists.", "不含提出和落实的事项，见events.csv。");
    format!(
        "<details><summary>{summary}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{summary}\"><table class=\"words\"><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{text}</tbody></table></div></details>\n"
    )
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
        "<figure id=\"{id}\"><figcaption><h3>{title}</h3>{words}</figcaption><div class=\"w\">{wide}</div><div class=\"n\">{narrow}</div>\n<details><summary>{summary}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">{table}</div><p class=\"get\">{get}</p></details></figure>\n"
    )
}

fn one(scene: &Scene, section: &Section, links: bool) -> String {
    let figures: String = section.charts.iter().map(|chart| figure(scene, chart, links, section.charts.len() == 1)).collect();
    let figures = if section.pair { format!("<div class=\"pair\">{figures}</div>") } else { figures };
    let words = if section.words.is_empty() { String::new() } else { format!("<p>{}</p>", escape(&section.words)) };
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
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>{title}</title><style>\n{}</style></head>\n<body><main>\n<div class=\"head\"><p class=\"eyebrow\">{}</p><h1>{title}</h1><p class=\"lead\">{}</p></div>\n{body}{}{}</main>\n<footer>{}</footer></body></html>\n",
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
    let mut grid = Grid { head: ["scenario", "title", "runs", "input", "SHA-256"].map(String::from).to_vec(), rows: vec![] };
    if lang == Lang::Zh {
        grid.head = ["方案", "标题", "运行数", "输入", "SHA-256"].map(String::from).to_vec();
    }
    let mut told: Vec<&str> = vec![];
    for case in &study.cases {
        let (name, hash) = case.inputs.first().map_or(("", ""), |(name, hash)| (name.as_str(), hash.as_str()));
        told.push(name);
        let cells = [&case.name, lang.title(case), &case.worlds.len().to_string(), name, hash];
        grid.rows.push(cells.map(|text| Cell::Text(text.to_string())).to_vec());
    }
    // What scenarios are built upon, once.
    for (name, hash) in study.cases.iter().flat_map(|case| case.inputs.iter().skip(1)) {
        if !told.contains(&name.as_str()) {
            told.push(name);
            grid.rows.push([lang.say("basis", "基础"), "", "", name, hash].map(|text| Cell::Text(text.to_string())).to_vec());
        }
    }
    let table = grid.html(lang.say("What was read for each scenario", "各方案所读取的文件"));
    format!(
        "<p>{}</p><div class=\"scroll hashes\" tabindex=\"0\" role=\"region\" aria-label=\"SHA-256\">{table}</div>",
        escape(&line)
    )
}
