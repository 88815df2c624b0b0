//! The made-up villages of the page of `villages`: published figures, and whether known strengths are found
//! again.

use crate::language::twice::retold;
use crate::language::{said, term};
use crate::report::answers::villages_formats::{by_errors, means};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::called;
use crate::report::text::table::Table;
use crate::scenario::toml_text;
use crate::settings::SettingsTable;
use crate::study::villages::holdout::Hits;
use crate::study::villages::made_up::VILLAGES;
use crate::study::villages::patterns::{Patterns, PublishedFigure, Silence};
use crate::study::villages::recovery::{Recovered, Recovery};
use crate::study::villages::synthetic::Shape;
use std::fmt::Write;

/// A heading of the page.
pub(crate) fn heading(out: &mut String, words: &str) {
    // Writing into memory does not fail.
    let _ = writeln!(out, "\n## {words}\n");
}

/// How many of how many are inside a band, with the binomial error and that by village.
pub(crate) fn covered(hits: &Hits, by_village: Option<f64>, format: NumberFormat) -> String {
    let by_village = by_village.map_or(String::new(), |e| said!(", by village {}", format.value(e)));
    let (share, error) = (format.value(hits.share), format.value(hits.error));
    said!("{}/{} = {share} (se {error}{by_village})", hits.hits, hits.of)
}

/// What follows from the rule in villages of the published size and shape.
pub(crate) fn figures(out: &mut String, patterns: &Patterns) {
    heading(out, term("Villages of the published size and shape"));
    let _ = writeln!(
        out,
        "{}",
        said!(
            "{} studies of {VILLAGES} made-up villages each, by the model with the strengths of \
                `{}` below. T32 \
        sets \
         these strengths: it is calibrated, not validated.\n",
            patterns.studies,
            Shape::FACTS.path
        )
    );
    figure_table(out, &patterns.figures);
    for c in &patterns.contrasts {
        let holds = if c.holds { term("as expected") } else { term("**not as expected**") };
        let _ = writeln!(
            out,
            "{}",
            said!(
                "\n**{}** {}: {holds}. The same villages and the same chance on both sides.\n",
                c.id,
                c.expected
            )
        );
        figure_table(out, &c.figures);
    }
}

/// How far villages lie apart without word of mouth, by how much places differ.
pub(crate) fn by_difference(out: &mut String, list: &[Silence]) {
    out.push_str(term(
        "\nHow far villages lie apart without word of mouth depends on how much places differ (the \
        interval of the mean must lie below 0.12):\n\n",
    ));
    let with_talk = term("standard deviation with word of mouth");
    let mut table =
        Table::new([term("coefficient of variation"), "S14", with_talk, term("without (95% interval)")]);
    let both = list.iter().filter_map(|s| match &s.found.figures[..] {
        [_, _, with, without, _] => Some((s, with, without)),
        _ => None,
    });
    let format = means(both.clone().flat_map(|(_, with, without)| [with, without]));
    for (s, with, without) in both {
        let holds = if s.found.holds { term("as expected") } else { term("**not as expected**") };
        let without = format.value_within(without.value, without.mean_within);
        table.row([Style::Coefficient.value(s.cv), holds.into(), format.value(with.value), without]);
    }
    out.push_str(&table.markdown());
}

fn figure_table(out: &mut String, figures: &[PublishedFigure]) {
    let mut table =
        Table::new(["id", "figure", "published", "mean (95% interval)", "middle 90% of studies"].map(term));
    let format = means(figures);
    let band =
        NumberFormat::column(Style::Significant, figures.iter().map(|f| (f.value, Some((f.low, f.high)))));
    for f in figures {
        table.row([
            f.id.to_string(),
            retold(&f.name),
            f.published.map_or("–".into(), |p| p.to_string()),
            format.value_within(f.value, f.mean_within),
            band.interval((f.low, f.high)),
        ]);
    }
    out.push_str(&table.markdown());
}

/// Whether known strengths are found again, and the settings of the made-up villages.
pub(crate) fn found_again(out: &mut String, r: &Recovery) {
    heading(out, term("Known strengths are found again"));
    let _ = writeln!(
        out,
        "{}",
        said!("{} studies of {} made-up villages, each fitted like the data.\n", r.studies, r.villages)
    );
    let sd = term("their standard deviation");
    let mut table = Table::new([
        term("figure"),
        term("truth"),
        term("mean of posterior means"),
        sd,
        term("90% intervals with the truth"),
    ]);
    let all = [("p", &r.alone), ("q", &r.told), (term("coefficient of variation"), &r.cv)];
    let shares = by_errors(all.map(|(_, one)| (one.inside.share, one.inside.error)));
    for (name, one) in all {
        let Recovered { truth, mean, sd, inside } = one;
        // What is held against the truth is the mean over studies, and that is surer than one of them.
        let format = by_errors([(*mean, sd.unwrap_or_default() / libm::sqrt(f64::from(r.studies)))]);
        let sd = sd.map_or("–".into(), |sd| format.value(sd));
        let inside = covered(inside, None, shares);
        table.row([name.to_string(), truth.to_string(), format.value(*mean), sd, inside]);
    }
    out.push_str(&table.markdown());
    let facts = Shape::FACTS;
    let _ = writeln!(out, "\n`{}`: {}\n", facts.path, called(facts.about.trim()));
    let mut table = Table::new(["key", "meaning", "unit", "value", "grade", "source"].map(term));
    for field in facts.fields {
        let value = toml_text::value(&(field.default)());
        let unit = if field.unit.is_empty() { "–" } else { called(field.unit) };
        let name = format!("`{}`", field.name);
        let (meaning, grade) = (called(field.meaning.trim()), called(field.grade.word()));
        table.row([&*name, meaning, unit, &value, grade, called(field.source)]);
    }
    out.push_str(&table.markdown());
}
