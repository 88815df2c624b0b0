//! The report as one HTML file: no script, no request, the same bytes for the same numbers.
//!
//! Templates escape every text; only pictures and the style sheet go in as they are.

use crate::escape::commands;
use crate::report::charts::chart::Chart;
use crate::report::charts::scene::Scene;
use crate::report::page::elements::{list, scrolling};
use crate::report::page::finding::finding;
use crate::report::page::first_screen::answers;
use crate::report::page::method::{limits, method};
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::{Captions, Section, sections};
use crate::report::page::summary::summary;
use crate::report::text::data_uri::data_uri;
use crate::report::text::table::Table;
use crate::report::text::translate::Lang;
use crate::scenario::Source;
use crate::study::compare::comparison::Comparison;
use maud::{Markup, PreEscaped, html};

/// The measure that the report ranks by.
pub(crate) const MEASURE: &str = "participation";
/// From this size on, in bytes, the pictures are not offered as files, which would double it.
const LARGE: usize = 1_400_000;
/// Digits of a hash shown; the whole one stands in the manifest.
const DIGITS: usize = 12;

/// What a reader may take away of each chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Downloads {
    NumbersAndPicture,
    Numbers,
}

/// The page; empty if the study does not know the measure.
pub(crate) fn html(study: &Comparison, lang: Lang) -> String {
    let Some(scene) = Scene::new(study, lang, MEASURE) else { return String::new() };
    let sections = sections(&scene);
    let page = document(&scene, &sections, Downloads::NumbersAndPicture);
    if page.len() > LARGE { document(&scene, &sections, Downloads::Numbers) } else { page }
}

fn document(scene: &Scene, sections: &[Section], downloads: Downloads) -> String {
    let lang = scene.lang;
    let title = finding(scene);
    let markup = html! {
        (PreEscaped("<!doctype html>\n"))
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                link rel="icon" href="data:,";
                title { (title) }
                style { "\n" (PreEscaped(include_str!("style.css"))) }
            }
            "\n"
            body {
                main {
                    div.head {
                        p.eyebrow { (eyebrow(scene)) }
                        h1 { (title) }
                        p.lead { (summary(scene)) }
                        (answers_markup(scene))
                        (contents(scene, sections))
                    }
                    "\n"
                    @for section in sections { (section_markup(scene, section, downloads)) }
                    (list(lang.text(Phrase::Method), &method(scene)))
                    (list(lang.text(Phrase::Limits), &limits(lang)))
                }
                "\n"
                footer { (footer(scene)) }
            }
        }
        "\n"
    };
    // XML forbids control characters, and none may turn the direction of reading: titles may hold them.
    markup.into_string().replace(|letter: char| commands(letter) && letter != '\n', " ")
}

/// Where a section stands on the page: its first chart has the name of what it shows.
fn anchor(section: &Section) -> String {
    let first = section.charts.first().map_or("", |chart| chart.id.as_str());
    format!("part-{first}")
}

/// The way around.
fn contents(scene: &Scene, sections: &[Section]) -> Markup {
    html! {
        nav.contents aria-label=(scene.lang.text(Phrase::Contents)) {
            @for section in sections {
                a href={ "#" (anchor(section)) } { (scene.lang.text(section.title)) } " "
            }
        }
    }
}

/// Questions and their answers.
fn answers_markup(scene: &Scene) -> Markup {
    let answers = answers(scene);
    html! {
        @if !answers.is_empty() {
            dl.answers {
                @for answer in &answers {
                    div {
                        dt { (scene.lang.text(answer.question)) }
                        dd { (answer.words) }
                    }
                }
            }
        }
    }
}

fn section_markup(scene: &Scene, section: &Section, downloads: Downloads) -> Markup {
    let figures = html! {
        @for chart in &section.charts { (figure(scene, chart, downloads, section.captions)) }
    };
    html! {
        section id=(anchor(section)) {
            div.keep {
                h2 { (scene.lang.text(section.title)) }
                @for words in section.words.iter().filter(|words| !words.is_empty()) { p { (words) } }
                "\n"
                (figures)
            }
            (section.after)
        }
        "\n"
    }
}

fn figure(scene: &Scene, chart: &Chart, downloads: Downloads, captions: Captions) -> Markup {
    let id = &chart.id;
    html! {
        figure id=(id) {
            figcaption {
                h3 { (chart.title) }
                @if captions == Captions::TitleAndDescription { p { (chart.desc) } }
            }
            div.w { (chart.wide) }
            div.n { (chart.narrow) }
            "\n"
            details {
                summary { (scene.lang.text(Phrase::Numbers)) span.hidden { (chart.title) } }
                (scrolling(&chart.title, chart.table.html(&chart.title)))
                p.get {
                    // The mark in front tells office programs that the text is UTF-8.
                    @let numbers = data_uri("text/csv", &format!("\u{feff}{}", chart.table.csv()));
                    a download={ (id) ".csv" } href=(numbers) { "CSV" span.hidden { (chart.title) } }
                    @if downloads == Downloads::NumbersAndPicture {
                        @let picture = data_uri("image/svg+xml", &chart.wide.text);
                        a download={ (id) ".svg" } href=(picture) { "SVG" span.hidden { (chart.title) } }
                    }
                }
            }
        }
        "\n"
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
