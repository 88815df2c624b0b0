//! The annex of the page for a meeting: on further sides of paper everything that the answer of `decision`
//! says as Markdown. The program's own Markdown: headings, paragraphs, lists, tables; letters of a name, bold
//! words, links.

use crate::report::text::translate::Lang;
use maud::{Markup, html};

/// A part of a text between empty lines.
#[derive(Clone, Debug, PartialEq)]
enum AnnexPart<'a> {
    Title(&'a str),
    Heading(&'a str),
    Paragraph(Vec<&'a str>),
    List(Vec<&'a str>),
    Numbered(Vec<&'a str>),
    Rows(Vec<Vec<String>>),
}

/// The annex.
pub(super) fn annex(lang: Lang, text: &str) -> Markup {
    let title = lang.say("Annex: everything that was found", "附件：全部结果");
    html! {
        section.annex id="annex" aria-label=(title) {
            h2 { (title) }
            @for block in blocks(text) { (markup(&block)) "\n" }
        }
    }
}

fn blocks(text: &str) -> Vec<AnnexPart<'_>> {
    let mut blocks: Vec<AnnexPart> = Vec::new();
    let mut ended = true;
    for line in text.lines() {
        if line.trim().is_empty() {
            ended = true;
            continue;
        }
        let next = block(line);
        let joined = !ended && blocks.last_mut().is_some_and(|last| join(last, &next));
        if !joined {
            blocks.push(next);
        }
        ended = false;
    }
    blocks
}

/// A block of one line.
fn block(line: &str) -> AnnexPart<'_> {
    let numbered = line.split_once(". ").filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
    if let Some(title) = line.strip_prefix("# ") {
        AnnexPart::Title(title)
    } else if let Some(heading) = line.strip_prefix("## ") {
        AnnexPart::Heading(heading)
    } else if let Some(entry) = line.strip_prefix("- ") {
        AnnexPart::List(vec![entry])
    } else if let Some((_, entry)) = numbered {
        AnnexPart::Numbered(vec![entry])
    } else if line.starts_with('|') {
        AnnexPart::Rows(vec![cells(line)])
    } else {
        AnnexPart::Paragraph(vec![line])
    }
}

/// Whether the next line belongs to the block before it; then it is added there.
fn join<'a>(before: &mut AnnexPart<'a>, next: &AnnexPart<'a>) -> bool {
    match (before, next) {
        (AnnexPart::Paragraph(lines), AnnexPart::Paragraph(more))
        | (AnnexPart::List(lines), AnnexPart::List(more))
        | (AnnexPart::Numbered(lines), AnnexPart::Numbered(more)) => lines.extend(more),
        (AnnexPart::Rows(rows), AnnexPart::Rows(more)) => rows.extend(more.iter().cloned()),
        _ => return false,
    }
    true
}

/// The cells of a row; a stroke that means itself has a sign in front.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let (mut all, mut cell, mut kept) = (Vec::new(), String::new(), false);
    for letter in inner.chars() {
        match letter {
            '|' if kept => {
                cell.pop();
                cell.push('|');
            }
            '|' => all.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
        kept = letter == '\\' && !kept;
    }
    all.push(cell);
    all.iter().map(|cell| cell.trim().to_string()).collect()
}

fn markup(block: &AnnexPart) -> Markup {
    match block {
        AnnexPart::Title(words) | AnnexPart::Heading(words) => html! { h3 { (inline(words)) } },
        AnnexPart::Paragraph(lines) => html! { p { (inline(&lines.join(" "))) } },
        AnnexPart::List(entries) => html! { ul { @for entry in entries { li { (inline(entry)) } } } },
        AnnexPart::Numbered(entries) => html! { ol { @for entry in entries { li { (inline(entry)) } } } },
        AnnexPart::Rows(rows) => rows_markup(rows),
    }
}

/// A table: head, a rule, rows.
fn rows_markup(rows: &[Vec<String>]) -> Markup {
    let Some((head, rest)) = rows.split_first() else { return html! {} };
    let rows = rest.iter().filter(|row| !row.iter().all(|cell| cell.is_empty() || cell.starts_with("---")));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(head.join(" ")) {
            table {
                thead { tr { @for cell in head { th scope="col" { (inline(cell)) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (inline(cell)) } }
                                @else { td { (inline(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A run of letters, and how it is set.
#[derive(Clone, Debug, PartialEq)]
enum Run {
    Plain(String),
    Code(String),
    Bold(String),
}

fn inline(text: &str) -> Markup {
    html! {
        @for run in runs(text) {
            @match run {
                Run::Plain(words) => (words),
                Run::Code(words) => code { (words) },
                Run::Bold(words) => strong { (inline(&words)) },
            }
        }
    }
}

fn runs(text: &str) -> Vec<Run> {
    let (mut all, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some(letter) = rest.chars().next() {
        let set = code(rest).or_else(|| bold(rest));
        if let Some((run, after)) = set {
            all.push(Run::Plain(std::mem::take(&mut plain)));
            all.push(run);
            rest = after;
        } else if let Some((words, after)) = link(rest) {
            plain.push_str(words);
            rest = after;
        } else {
            let escaped = letter == '\\' && rest[1..].starts_with(|next: char| next.is_ascii_punctuation());
            rest = if escaped { &rest[1..] } else { rest };
            let shown = rest.chars().next().unwrap_or_default();
            plain.push(shown);
            rest = &rest[shown.len_utf8()..];
        }
    }
    all.push(Run::Plain(plain));
    all.retain(|run| !matches!(run, Run::Plain(words) if words.is_empty()));
    all
}

/// A name in typewriter letters, between as many strokes as it takes.
fn code(text: &str) -> Option<(Run, &str)> {
    let fence = &text[..text.len() - text.trim_start_matches('`').len()];
    let inside = text.get(fence.len()..).filter(|_| !fence.is_empty())?;
    let end = inside.find(fence)?;
    let name = &inside[..end];
    let name = if fence.len() > 1 { name.trim() } else { name };
    Some((Run::Code(name.into()), &inside[end + fence.len()..]))
}

fn bold(text: &str) -> Option<(Run, &str)> {
    let (words, after) = text.strip_prefix("**")?.split_once("**")?;
    Some((Run::Bold(words.into()), after))
}

/// The words of a link; on paper nobody follows it.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (_, after) = rest.split_once(')')?;
    Some((words, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escape::{markdown, markdown_code};
    use crate::report::text::table::Table;

    #[test]
    fn what_the_program_writes_as_markdown_comes_out_as_it_was_meant() {
        let mut table = Table::new(["package", "change"]);
        let awkward = "R&D | \\ <b> *x* [y] _z_ 50%";
        table.row([markdown_code("a`b"), "R&D | <b> 50%".into()]);
        let text = format!(
            "# Title\n\nMade by `x y`: do\nnot edit.\n\n- one\n- **two** ([here](there.md))\n\n\
             ## Part\n\n{}\n{}\n\n1. first\n",
            table.markdown(),
            markdown(awkward)
        );
        let page = annex(Lang::En, &text).into_string();
        for words in [
            "<h3>Title</h3>",
            "<p>Made by <code>x y</code>: do not edit.</p>",
            "<ul><li>one</li><li><strong>two</strong> (here)</li></ul>",
            "<h3>Part</h3>",
            "<th scope=\"col\">package</th><th scope=\"col\">change</th>",
            "<th scope=\"row\"><code>a`b</code></th><td>R&amp;D | &lt;b&gt; 50%</td>",
            "<p>R&amp;D | \\ &lt;b&gt; *x* [y] _z_ 50%</p>",
            "<ol><li>first</li></ol>",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(page.matches("<tr>").count(), 2, "the rule is no row");
    }
}
