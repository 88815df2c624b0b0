//! Elements of HTML that several parts of the page use.

use crate::report::page::phrases::Phrase;
use crate::report::text::translate::Lang;
use maud::{Markup, html};

/// The foot of a page that no result folder describes: program, version, that it works alone.
pub(crate) fn program_footer(lang: Lang) -> Markup {
    html! {
        p {
            "commonroom " (env!("CARGO_PKG_VERSION")) " (" (env!("COMMONROOM_COMMIT")) ") · "
            (lang.text(Phrase::Offline))
        }
    }
}

/// A wide table, which scrolls by itself, also by keys.
pub(crate) fn scrolling(label: &str, table: Markup) -> Markup {
    html! { div.scroll tabindex="0" role="region" aria-label=(label) { (table) } }
}

/// A section that is a list.
pub(crate) fn list(title: &str, entries: &[String]) -> Markup {
    html! {
        section {
            h2 { (title) }
            ul { @for entry in entries { li { (entry) } } }
        }
        "\n"
    }
}
