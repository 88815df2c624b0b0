//! What every package must keep, and how far each does, in what is known: one table for terminals and
//! Markdown.

use crate::report::charts::scene::Scene;
use crate::report::page::phrases::Phrase;
use crate::report::text::format::{Style, share};
use crate::report::text::table::Table;
use crate::report::text::translate::{Lang, phrases};
use crate::study::compare::verdict::by_regret;
use crate::study::plausible::knowledge::KnownEffects;
use crate::study::plausible::requirements::QuantileOverAll;
use crate::world::record::measure;

phrases! {
/// A fixed text about requirements.
RequiredPhrase {
    Kept => "kept", "符合";
    NotKept => "not kept", "不符合";
    Missing => "does not exist", "不存在";
    Shares =>
        "Share of draws in which the mean over worlds keeps it.",
        "均值符合要求的取值所占比例。";
    Quantiles =>
        "A quantile is judged over all worlds of all draws; the share beside it is that of draws in which \
            the quantile of their own worlds keeps it.",
        "分位数按全部取值的全部模拟判断；旁边的比例为该取值自身各次模拟的分位数符合要求的取值比例。";
}
}

/// Each package and each requirement; nothing where nothing is required.
pub(crate) fn table(scene: &Scene, known: &KnownEffects) -> Option<Table> {
    if known.requirements.is_empty() {
        return None;
    }
    let heads = known.requirements.iter().cloned();
    let mut table = Table::new(std::iter::once(scene.lang.text(Phrase::Scenario).to_string()).chain(heads));
    for at in by_regret(scene.study, known, &(0..scene.study.cases.len()).collect::<Vec<_>>()) {
        let Some(standing) = known.standing(scene.study.name(at)) else { continue };
        let cell = |(place, of): (usize, &f64)| {
            let quantile = standing.quantiles.get(place).copied().flatten();
            quantile.map_or_else(
                || share(*of),
                |q| quantile_words(scene.lang, &known.requirements[place], q, *of),
            )
        };
        let cells = standing.meets.iter().enumerate().map(cell);
        table.row(std::iter::once(scene.label(at).to_string()).chain(cells));
    }
    Some(table)
}

/// What the table holds.
pub(crate) fn about(lang: Lang, known: &KnownEffects) -> String {
    let quantiles = known.robustness.iter().flat_map(|of| &of.quantiles).any(Option::is_some);
    let means = known.robustness.iter().any(|of| of.quantiles.iter().any(Option::is_none));
    let words = [(means, RequiredPhrase::Shares), (quantiles, RequiredPhrase::Quantiles)];
    let words = words.into_iter().filter(|(said, _)| *said).map(|(_, phrase)| lang.text(phrase));
    words.collect::<Vec<_>>().join(lang.say(" ", ""))
}

/// A quantile, whether it is kept, and in which share of draws.
fn quantile_words(lang: Lang, required: &str, quantile: QuantileOverAll, of: f64) -> String {
    let name = required.split(['@', ':', '<', '>']).next().unwrap_or_default();
    let style = measure(name).map_or(Style::Significant, Style::of);
    let value =
        quantile.value.map_or_else(|| lang.text(RequiredPhrase::Missing).into(), |of| style.value(of));
    let met = lang.text(if quantile.met { RequiredPhrase::Kept } else { RequiredPhrase::NotKept });
    let draws = share(of);
    match lang {
        Lang::En => format!("{value}, {met} ({draws})"),
        Lang::Zh => format!("{value}，{met}（{draws}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Bilingual;

    #[test]
    fn fixed_texts_are_chinese_in_chinese() {
        for phrase in RequiredPhrase::ALL {
            let chinese = phrase.texts().chinese;
            assert!(!chinese.chars().any(|letter| letter.is_ascii_alphabetic()), "{chinese}");
        }
    }
}
