//! Elements of HTML that several parts of the page use.

use maud::{Markup, html};

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
