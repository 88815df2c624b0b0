//! The answer of `compare` on one screen, in both languages: the finding and the five answers of the report,
//! the ranking, and whether the comparison holds what it promises. Everything else comes with `--full`.

use crate::language::said;
use crate::report::answers::run::Emphasis;
use crate::report::charts::ranking_rows::{columns, rows};
use crate::report::charts::scene::Scene;
use crate::report::page::finding::finding;
use crate::report::page::first_screen::answers;
use crate::report::page::notes::separation;
use crate::report::page::summary::summary;
use crate::report::text::screen::{cells, folded};
use crate::report::text::table::Table;
use crate::report::text::translate::{Lang, phrases};
use crate::study::compare::comparison::Comparison;

phrases! {
/// A fixed text of this answer.
BriefPhrase {
    Unit => "Residents of 1,000 in a week of the last year; full cost, whoever bears it.",
        "最后一年每千名居民中每周到访的人数；费用为全部成本，不论由谁承担。";
    More => "Everything: --full.", "全部指标、单价、群体与检验：--full。";
}
}

/// The answer; `None` for another measure than the one that pages speak of. What is known over draws, in
/// words, takes the place of the ranking by chance.
pub(crate) fn text(comparison: &Comparison, lang: Lang, ink: Emphasis, known: &str) -> Option<String> {
    let ranked = comparison.ranked().name;
    let scene = Scene::new(comparison, lang, ranked).filter(|_| ranked == "participation")?;
    let paragraph =
        |words: &str| if words.is_empty() { String::new() } else { folded(words, cells()) + "\n" };
    let title = paragraph(&finding(&scene));
    let mut text = match ink {
        Emphasis::Bold => format!("\x1b[1m{}\x1b[0m\n", title.trim_end()),
        Emphasis::Plain => title,
    };
    text += &paragraph(&summary(&scene));
    // Folders without figures of groups say nothing of them.
    for answer in answers(&scene).into_iter().filter(|answer| !answer.words.is_empty()) {
        text +=
            &paragraph(&format!("{}{}{}", lang.text(answer.question), lang.say(": ", "："), answer.words));
    }
    let mut notes = vec![checks(comparison, lang), lang.text(BriefPhrase::More).into()];
    text += "\n";
    if known.is_empty() {
        text += &ranking(&scene);
        notes.splice(0..0, [lang.text(BriefPhrase::Unit).into(), separation(&scene)]);
    } else {
        text += known;
    }
    Some(text + &paragraph(&notes.join(lang.say(" ", ""))))
}

fn ranking(scene: &Scene) -> String {
    let rows = rows(scene);
    let columns = columns(scene, &rows);
    let mut table =
        Table::new(std::iter::once(String::new()).chain(columns.iter().map(|column| column.head.clone())));
    for (i, row) in rows.iter().enumerate() {
        let words = columns.iter().map(|column| column.words[i].clone());
        table.row(std::iter::once(scene.label(row.at).to_string()).chain(words));
    }
    table.one_screen()
}

/// In one line: the baseline lived twice, and every package before its levers differ.
fn checks(comparison: &Comparison, lang: Lang) -> String {
    // Nothing is lived twice where folders are compared.
    if comparison.checks.null.worlds == 0 {
        return String::new();
    }
    let null = comparison.checks.null.weeks_that_differ;
    let parted: u64 = comparison.checks.prefixes.iter().map(|prefix| prefix.check.weeks_that_differ).sum();
    match lang {
        Lang::En => said!(
            "Checks: lived twice, the baseline differs in {null} weeks, a package before its levers act \
                in {parted}."
        ),
        Lang::Zh => format!("检验：对照重复运行有{null}周不同；各方案在措施生效前有{parted}周不同。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Bilingual;

    #[test]
    fn fixed_texts_are_chinese_in_chinese() {
        for phrase in BriefPhrase::ALL {
            let texts = phrase.texts();
            let plain = texts.chinese.replace("--full", "");
            assert!(!plain.chars().any(|letter| letter.is_ascii_alphabetic()), "{texts:?}");
        }
    }
}
