//! A page as one HTML file: no script, no request, the same bytes for the same numbers.
//!
//! Templates escape every text; only pictures and the style sheet go in as they are.

use crate::escape::commands;
use crate::report::charts::chart::Chart;
use crate::report::page::elements::scrolling;
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::{Captions, Section};
use crate::report::text::data_uri::data_uri;
use crate::report::text::translate::Lang;
use maud::{Markup, PreEscaped, html};

/// What a reader may take away of each chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Downloads {
    NumbersAndPicture,
    Numbers,
}

/// What a page is made of.
pub(crate) struct Document<'a> {
    pub(crate) lang: Lang,
    /// The quiet line above the title.
    pub(crate) eyebrow: String,
    /// What was found.
    pub(crate) title: String,
    /// The same in more words.
    pub(crate) lead: String,
    /// What else stands on the first screen.
    pub(crate) after_lead: Markup,
    pub(crate) sections: &'a [Section],
    /// What follows them.
    pub(crate) after_sections: Markup,
    pub(crate) footer: Markup,
    /// What stands behind the foot.
    pub(crate) behind: Markup,
    pub(crate) downloads: Downloads,
    /// What its style sheet has beside that of all pages.
    pub(crate) style: &'static str,
}

/// The style of what is known beside chance.
pub(crate) const KNOWN_STYLE: &str = include_str!("known.css");

/// The text of the page.
pub(crate) fn document(page: &Document) -> String {
    let markup = html! {
        (PreEscaped("<!doctype html>\n"))
        html lang=(page.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                link rel="icon" href="data:,";
                title { (page.title) }
                style { "\n" (PreEscaped(include_str!("style.css"))) (PreEscaped(page.style)) }
            }
            "\n"
            body {
                main {
                    div.head {
                        p.eyebrow { (page.eyebrow) }
                        h1 { (page.title) }
                        p.lead { (page.lead) }
                        (page.after_lead)
                        (contents(page))
                    }
                    "\n"
                    @for section in page.sections { (section_markup(page, section)) }
                    (page.after_sections)
                }
                "\n"
                footer { (page.footer) }
                (page.behind)
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

/// The way around, among sections with charts.
fn contents(page: &Document) -> Markup {
    let charts = page.sections.iter().any(|section| !section.charts.is_empty());
    html! {
        @if charts { nav.contents aria-label=(page.lang.text(Phrase::Contents)) {
            @for section in page.sections.iter().filter(|section| !section.charts.is_empty()) {
                a href={ "#" (anchor(section)) } { (page.lang.text(section.title)) } " "
            }
        } }
    }
}

fn section_markup(page: &Document, section: &Section) -> Markup {
    let figures = html! { @for chart in &section.charts { (figure(page, chart, section.captions)) } };
    let id = (!section.charts.is_empty()).then(|| anchor(section));
    html! {
        section id=[id] class=[section.on_paper.class()] {
            div.keep {
                h2 { (page.lang.text(section.title)) }
                @for words in section.words.iter().filter(|words| !words.is_empty()) { p { (words) } }
                "\n"
                (figures)
            }
            (section.after)
        }
        "\n"
    }
}

fn figure(page: &Document, chart: &Chart, captions: Captions) -> Markup {
    let id = &chart.id;
    html! {
        figure id=(id) {
            figcaption {
                h3 { (chart.title) }
                @if captions == Captions::TitleAndDescription { p { (chart.desc) } }
            }
            div.w { (chart.wide) }
            div.n {
                (chart.narrow)
                @if let Some(rest) = &chart.narrow_rest {
                    details {
                        summary { (page.lang.text(Phrase::Others)) span.hidden { (chart.title) } }
                        (rest)
                    }
                }
            }
            "\n"
            details {
                summary { (page.lang.text(Phrase::Numbers)) span.hidden { (chart.title) } }
                (scrolling(&chart.title, chart.table.html(&chart.title)))
                p.get {
                    // The mark in front tells office programs that the text is UTF-8.
                    @let numbers = data_uri("text/csv", &format!("\u{feff}{}", chart.table.csv()));
                    a download={ (id) ".csv" } href=(numbers) { "CSV" span.hidden { (chart.title) } }
                    @if page.downloads == Downloads::NumbersAndPicture {
                        @let picture = data_uri("image/svg+xml", &chart.wide.text);
                        a download={ (id) ".svg" } href=(picture) { "SVG" span.hidden { (chart.title) } }
                    }
                }
            }
        }
        "\n"
    }
}
