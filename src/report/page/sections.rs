//! The sections of a report: which charts it shows, in which order, and what is said of them.

use crate::report::charts::scene::Scene;
use crate::report::charts::svg::escape;
use crate::report::charts::{
    Chart, HALF, WIDE, causes, course, events, matrix, money, multiples, prices, ranking,
};
use crate::report::page::reasons;
use crate::report::page::sentences::{apart, concentration, left_out};
use crate::report::text::translate::Lang;
use crate::study::diagnose::stored::{Causes, Why};
use crate::world::record::measure;

/// Events of the first world told in words, at most, for each scenario.
const TOLD: usize = 60;

/// One section.
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Its paragraphs; empty ones are left out.
    pub words: Vec<String>,
    /// Its charts.
    pub charts: Vec<Chart>,
    /// Charts stand side by side.
    pub pair: bool,
    /// The words of the section say what the charts show: their own descriptions are for those who do not see
    /// them.
    pub alone: bool,
    /// Further HTML.
    pub after: String,
}

fn section(title: &'static str, words: &str, charts: Vec<Chart>) -> Section {
    Section {
        title,
        words: vec![words.to_string()],
        alone: charts.len() == 1,
        charts,
        pair: false,
        after: String::new(),
    }
}

/// All charts of the page.
pub fn charts(scene: &Scene) -> Vec<Chart> {
    sections(scene).into_iter().flat_map(|section| section.charts).collect()
}

/// All sections, in their order.
pub fn sections(scene: &Scene) -> Vec<Section> {
    let several = scene.study.cases.len() > 1;
    // A diagnosis begins with what it was asked for.
    let found = scene.study.causes.as_ref();
    let mut all: Vec<Section> = found.map(|_| wrong(scene)).into_iter().collect();
    all.extend(found.map(|causes| blamed(scene, causes)));
    all.extend(found.and_then(|causes| causes.why.as_ref()).map(|why| why_section(scene, why)));
    all.extend([first_section(scene), unfolds(scene)]);
    all.extend(several.then(|| against(scene)));
    all.extend(found.is_none().then(|| wrong(scene)));
    all.extend(several.then(|| differs(scene)));
    if scene.study.cases.iter().any(|case| case.worlds.values().any(|world| !world.groups.is_empty())) {
        let title = scene.lang.say("For whom", "惠及哪些人");
        let words = vec![hidden(scene), left_out(scene), concentration(scene)];
        all.push(Section { words, ..section(title, "", vec![matrix::groups(scene, WIDE)]) });
    }
    all.push(costs(scene));
    all.extend(institutions(scene));
    all
}

fn against(scene: &Scene) -> Section {
    let words = scene.lang.say(
        "Same scale in every panel. Dashed grey: the baseline. Thin grey: the other scenarios.",
        "各格刻度相同。灰色虚线为基线，细灰线为其他方案。",
    );
    section(
        scene.lang.say("Each scenario against the baseline", "各方案与基线对照"),
        words,
        vec![multiples::chart(scene, WIDE)],
    )
}

fn wrong(scene: &Scene) -> Section {
    let words = scene.lang.say(
        "Four deficiencies named by the case study, 0 (solved) to 1 (severe): open dot before the handover, \
            filled in the last year, with its 95% interval.",
        "案例研究指出的四项不足，0为已解决，1为严重：空心点为交接前，实心点为最后一年及其95%区间。",
    );
    let all = section(
        scene.lang.say("What is still wrong", "仍存在的不足"),
        words,
        vec![matrix::deficiencies(scene, WIDE)],
    );
    Section { words: vec![words.to_string(), hidden(scene)], ..all }
}

/// That some scenarios stand in the table of numbers only.
fn hidden(scene: &Scene) -> String {
    let (all, shown) = (scene.study.cases.len(), scene.shown().len());
    match (all > shown, scene.lang) {
        (false, _) => String::new(),
        (_, Lang::En) => {
            format!("Shown: the baseline and the best {}; all {all} stand in the numbers.", shown - 1)
        }
        (_, Lang::Zh) => format!("图中为基线与最好的{}个方案；全部{all}个见数据表。", shown - 1),
    }
}

fn blamed(scene: &Scene, causes: &Causes) -> Section {
    let chart = causes::shares(scene, causes, WIDE);
    let items: String =
        reasons::sentences(scene, causes).iter().map(|words| format!("<li>{}</li>", escape(words))).collect();
    let desc = chart.desc.clone();
    let after = format!("<ul>{items}</ul>");
    Section {
        after, ..section(scene.lang.say("Where it comes from", "不足从何而来"), &desc, vec![chart])
    }
}

fn why_section(scene: &Scene, why: &Why) -> Section {
    let chart = causes::links(scene, why, WIDE);
    let words = vec![reasons::carried(scene, why), chart.desc.clone()];
    Section { words, ..section(scene.lang.say("Why repair works", "修复为何有效"), "", vec![chart]) }
}

fn differs(scene: &Scene) -> Section {
    let words = scene.lang.say(
        "Each scenario minus the baseline in the same random world; the band holds the middle 90% of worlds.",
        "同一随机世界中各方案减基线；色带为中间90%的世界。",
    );
    let chart = course::differences(scene, scene.measure, WIDE);
    section(scene.lang.say("How surely it differs", "差异有多确定"), words, vec![chart])
}

fn costs(scene: &Scene) -> Section {
    let mut charts = vec![money::chart(scene, WIDE)];
    if !prices::all(scene).is_empty() {
        charts.push(prices::chart(scene, WIDE));
    }
    Section { alone: false, ..section(scene.lang.say("At what public cost", "公共成本"), "", charts) }
}

fn first_section(scene: &Scene) -> Section {
    let lang = scene.lang;
    let words = match (scene.study.replicates(), lang) {
        (1, Lang::En) => "One random world: no interval, no probability.".to_string(),
        (1, Lang::Zh) => "仅一个随机世界：没有区间，也没有概率。".to_string(),
        (n, Lang::En) => {
            format!(
                "Share of residents who come in a week, mean of the last year over {n} random worlds. {}",
                apart(scene)
            )
        }
        (n, Lang::Zh) => format!("最后一年平均每周到访居民的比例，{n}个随机世界的均值。{}", apart(scene)),
    };
    section(
        lang.say("Which arrangement does best?", "哪种安排最好？"),
        &words,
        vec![ranking::chart(scene, WIDE)],
    )
}

fn unfolds(scene: &Scene) -> Section {
    let words = match (scene.study.replicates(), scene.lang) {
        (1, Lang::En) => "Lines are one run, smoothed over a quarter.".to_string(),
        (1, Lang::Zh) => "曲线为一次运行，按季度平滑。".to_string(),
        (n, Lang::En) => format!(
            "Lines are medians over {n} runs, smoothed over a quarter; the band holds 90% of them. At the \
                right: where each line ends."
        ),
        (n, Lang::Zh) => {
            format!("曲线为{n}次运行的中位数，按季度平滑；色带包含其中90%。右侧为曲线终点的数值。")
        }
    };
    let charts = ["participation", "utilization"]
        .into_iter()
        .filter_map(measure)
        .map(|m| course::lines(scene, m, HALF));
    Section {
        pair: true,
        alone: true,
        ..section(scene.lang.say("How it unfolds", "如何展开"), &words, charts.collect())
    }
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
        "The most frequent kinds of events over all worlds. A dot for every 13 weeks: its area is the share \
            of worlds in which it happened then. To the right: times per world. Below: the first world in \
            words.",
        "所有世界中最常见的事件。每13周一点，面积为当期发生此事的世界比例；右侧为每个世界的次数。下方以文字记述第一个世界。",
    );
    let charts = chosen.iter().map(|at| events::chart(scene, *at, WIDE)).collect();
    let after = scene.shown().into_iter().filter(|at| has(at)).map(|at| told(scene, at)).collect();
    Some(Section {
        after,
        ..section(scene.lang.say("What the institutions did", "机构做了什么"), words, charts)
    })
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
    let caption = lang.say(
        "Without matters raised and carried out, which events.csv lists.",
        "不含提出和落实的事项，见events.csv。",
    );
    format!(
        "<details><summary>{summary}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" \
            aria-label=\"{summary}\"><table \
            class=\"words\"><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{text}</tbody></table></div></details>\n"
    )
}
