//! What to know before a page is trusted.

use crate::language::spoken_in;
use crate::report::page::elements::list;
use crate::report::page::phrases::Phrase;
use crate::report::text::translate::Lang;
use crate::study::run::merged::merged_naming;
use crate::study::run::warnings::Warning;
use maud::{Markup, html};

/// Warnings that are told, and scenarios that are named in each.
const LINES: usize = 12;
const NAMED: usize = 6;

/// The list of warnings, one line a kind; nothing where there is nothing to say.
pub(crate) fn to_know(warnings: &[Warning], lang: Lang) -> Markup {
    let mut lines = spoken_in(lang, || merged_naming(warnings, NAMED));
    let left = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    lines.extend((left > 0).then(|| match lang {
        Lang::En => format!("{left} more stand in warnings.csv."),
        Lang::Zh => format!("另有{left}条，见warnings.csv。"),
    }));
    html! { @if !lines.is_empty() { (list(lang.text(Phrase::ToKnow), &lines)) } }
}
