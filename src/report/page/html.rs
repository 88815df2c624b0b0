//! The report of a comparison, a batch or a diagnosis as one HTML file.

use crate::report::charts::scene::Scene;
use crate::report::page::document::{Document, Downloads, KNOWN_STYLE, document};
use crate::report::page::elements::list;
use crate::report::page::finding::finding;
use crate::report::page::first_screen::answers;
use crate::report::page::known::known;
use crate::report::page::method::{limits, method};
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::{Seasons, Section, sections};
use crate::report::page::summary::summary;
use crate::report::page::swept::by_lever;
use crate::report::page::to_know::to_know;
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::scenario::Source;
use crate::study::compare::comparison::Comparison;
use maud::{Markup, html};

/// The measure that the report ranks by.
pub(crate) const MEASURE: &str = "participation";
/// From this size on, in bytes, the pictures are not offered as files, which would double it.
const LARGE: usize = 1_400_000;
/// Digits of a hash shown; the whole one stands in the manifest.
const DIGITS: usize = 12;

/// The page; empty if the study does not know the measure.
pub(crate) fn html(study: &Comparison, lang: Lang) -> String {
    html_with(study, lang, Seasons::Without)
}

/// The same, with the seasons of courses on request.
pub(crate) fn html_with(study: &Comparison, lang: Lang, seasons: Seasons) -> String {
    let Some(scene) = Scene::new(study, lang, MEASURE) else { return String::new() };
    // Of a sweep, first what was asked of it.
    let mut sections = sections(&scene, seasons);
    let levers = study.swept.as_ref().and_then(|swept| by_lever(swept, lang));
    sections.splice(0..0, levers);
    let page = whole(&scene, &sections, Downloads::NumbersAndPicture);
    if page.len() > LARGE { whole(&scene, &sections, Downloads::Numbers) } else { page }
}

fn whole(scene: &Scene, sections: &[Section], downloads: Downloads) -> String {
    let lang = scene.lang;
    document(&Document {
        lang,
        eyebrow: eyebrow(scene),
        title: finding(scene),
        lead: summary(scene),
        after_lead: answers_markup(scene),
        sections,
        after_sections: html! {
            (to_know(&scene.study.warnings, lang))
            (list(lang.text(Phrase::Method), &method(scene)))
            (list(lang.text(Phrase::Limits), &limits(scene)))
        },
        footer: footer(scene),
        behind: html! {},
        downloads,
        style: if known(scene).is_some() { KNOWN_STYLE } else { "" },
    })
}

/// Questions and their answers.
fn answers_markup(scene: &Scene) -> Markup {
    let answers = answers(scene);
    html! {
        @if !answers.is_empty() {
            dl.answers {
                @for answer in &answers {
                    div class=[answer.print.class()] {
                        dt { (scene.lang.text(answer.question)) }
                        dd { (answer.words) }
                    }
                }
            }
        }
    }
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
        Lang::Zh => format!("{scenarios}个方案 · 各{worlds}次随机模拟 · {weeks}周 · 模拟结果，非实测"),
    }
}

/// Version, seed, hashes.
fn footer(scene: &Scene) -> Markup {
    let (study, lang) = (scene.study, scene.lang);
    let caption = match lang {
        Lang::En => format!(
            "What was read for each scenario, with the first {DIGITS} digits of its SHA-256; all of them \
                stand in manifest.json."
        ),
        Lang::Zh => format!("各方案所读取的文件及其SHA-256的前{DIGITS}位；全文见manifest.json。"),
    };
    html! {
        p {
            "commonroom " (study.version)
            @if let Some(commit) = &study.commit { " (" (commit) ")" }
            " · " (lang.text(Phrase::Seed)) " " (study.seed) " · " (lang.text(Phrase::Offline))
        }
        div.scroll.hashes tabindex="0" role="region" aria-label="SHA-256" { (inputs(scene).html(&caption)) }
    }
}

/// What was read for each scenario; what several are built upon stands there once.
fn inputs(scene: &Scene) -> Table {
    let (study, lang) = (scene.study, scene.lang);
    let head = [Phrase::Scenario, Phrase::Title, Phrase::Runs, Phrase::Input];
    let mut table = Table::new(head.map(|phrase| lang.text(phrase)).into_iter().chain(["SHA-256"]));
    let mut listed: Vec<&str> = vec![];
    for case in &study.cases {
        let (name, hash) =
            case.inputs.first().map_or(("", ""), |source| (source.name.as_str(), source.sha256.as_str()));
        listed.push(name);
        table.row([&case.name, lang.title(case), &case.worlds.len().to_string(), name, first_digits(hash)]);
    }
    for Source { name, sha256 } in study.cases.iter().flat_map(|case| case.inputs.iter().skip(1)) {
        if !listed.contains(&name.as_str()) {
            listed.push(name);
            table.row([lang.text(Phrase::Basis), "", "", name, first_digits(sha256)]);
        }
    }
    table
}

fn first_digits(hash: &str) -> &str {
    hash.get(..DIGITS).unwrap_or(hash)
}
