//! The page of `validate`: simulated figures in the bands that people measured, and patterns with verdicts.

use crate::report::answers::validate::style;
use crate::report::charts::bands::{BandChart, BandRow};
use crate::report::charts::chart::{Chart, ChartHeading, WIDE};
use crate::report::charts::style::{BLUE, Colours, GREY, ORANGE};
use crate::report::page::document::{Document, Downloads, document};
use crate::report::page::elements::{program_footer, scrolling};
use crate::report::page::phrases::Phrase;
use crate::report::page::sections::Section;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::{Cell, Table};
use crate::report::text::translate::Lang;
use crate::study::validate::Validation;
use crate::study::validate::figure::Finding;
use crate::study::validate::over_seeds::together;
use crate::study::validate::patterns::PatternResult;
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::targets::TargetUse;
use crate::study::validate::verdict::{Verdict, VerdictCounts};
use crate::world::record::measure;
use maud::html;

/// The page of what all seeds found together.
pub(crate) fn html(all: &[Validation], lang: Lang) -> String {
    let Some(found) = together(all) else { return String::new() };
    let order = [TargetUse::Validate, TargetUse::Calibrate, TargetUse::Shape, TargetUse::Context];
    let mut sections: Vec<Section> = order.iter().filter_map(|of| rows_section(&found, *of, lang)).collect();
    sections.extend(patterns_section(&found, lang));
    document(&Document {
        lang,
        eyebrow: eyebrow(all, &found, lang),
        title: title(&found, lang),
        lead: lead(&found, lang),
        after_lead: html! {},
        sections: &sections,
        after_sections: html! {},
        footer: program_footer(lang),
        behind: html! {},
        downloads: Downloads::NumbersAndPicture,
        style: "",
    })
}

fn eyebrow(all: &[Validation], found: &Validation, lang: Lang) -> String {
    let (subject, worlds, seeds) = (&found.subject, found.replicates, all.len());
    match lang {
        Lang::En => format!("{subject} · {worlds} random worlds for each of {seeds} seeds"),
        Lang::Zh => format!("{subject} · {seeds}个种子，各{worlds}次随机模拟"),
    }
}

/// How many tests are met.
fn title(found: &Validation, lang: Lang) -> String {
    let VerdictCounts { hits, misses, undecided } = found.tests_of(TargetUse::Validate);
    let all = hits + misses + undecided;
    match lang {
        Lang::En => format!(
            "Of {all} figures held back as tests, the model surely meets {hits} and surely misses {misses}; \
                {undecided} stay open"
        ),
        Lang::Zh => {
            format!("留作检验的{all}项数据中，{hits}项确定相符，{misses}项确定不符，{undecided}项未定")
        }
    }
}

fn lead(found: &Validation, lang: Lang) -> String {
    let set = found.rows_of(TargetUse::Calibrate);
    let VerdictCounts { hits, misses, undecided } = found.patterns();
    let (inside, rows) = (set.hits, set.hits + set.misses + set.undecided);
    match lang {
        Lang::En => format!(
            "Of {rows} figures to which parameters were set, {inside} lie surely in their bands. Of the \
                patterns that are tests, {hits} are met, {misses} are missed and {undecided} are open."
        ),
        Lang::Zh => format!(
            "用于校准的{rows}项数据中，{inside}项确在区间之内。作为检验的规律中，{hits}项相符，{misses}项不符，{undecided}项未定。"
        ),
    }
}

fn heading(of: TargetUse) -> Phrase {
    match of {
        TargetUse::Validate => Phrase::RowsToValidate,
        TargetUse::Calibrate => Phrase::RowsToCalibrate,
        TargetUse::Shape => Phrase::RowsOfShape,
        TargetUse::Context => Phrase::RowsOfContext,
    }
}

fn rows_section(found: &Validation, of: TargetUse, lang: Lang) -> Option<Section> {
    let rows: Vec<&JudgedRow> = found.rows.iter().filter(|row| row.target.for_use == of).collect();
    let chart = (!rows.is_empty()).then(|| rows_chart(found, of, &rows, lang))?;
    Some(Section::new(heading(of), lang.text(Phrase::RowMarks), vec![chart]))
}

fn rows_chart(found: &Validation, of: TargetUse, rows: &[&JudgedRow], lang: Lang) -> Chart {
    let VerdictCounts { hits, misses, undecided } = found.rows_of(of);
    let title = match lang {
        Lang::En => format!("{hits} surely inside, {misses} surely outside, {undecided} open"),
        Lang::Zh => format!("确在其内{hits}项，确在其外{misses}项，未定{undecided}项"),
    };
    let id = format!("rows-{}", of.word());
    let heading = ChartHeading::new(&id, title, lang.text(Phrase::RowMarks));
    let chart = BandChart {
        rows: rows.iter().map(|row| band_row(row, lang)).collect(),
        band_head: lang.text(Phrase::Band),
        band_words_head: lang.text(Phrase::Band),
        words_head: lang.text(Phrase::Simulated),
        beside: 1.0,
    };
    chart.chart(heading, table(rows, lang), WIDE)
}

/// What a row is called.
fn name(row: &JudgedRow, lang: Lang) -> String {
    let target = &row.target;
    let words = lang.of_table(&target.output);
    let mark = if target.is_test() { "" } else { lang.say(" (no test)", "（不作检验）") };
    format!("{} {words}{mark}", target.id)
}

fn colours(verdict: Verdict) -> Colours {
    match verdict {
        Verdict::Hit => BLUE,
        Verdict::Miss => ORANGE,
        Verdict::Undecided => GREY,
    }
}

fn band_row(row: &JudgedRow, lang: Lang) -> BandRow {
    let (target, simulated) = (&row.target, row.simulated.as_ref());
    let band = (target.lo, target.hi);
    let found = simulated.map(|e| {
        NumberFormat::of(Style::Significant, e.mean, e.interval).value_within_in(lang, e.mean, e.interval)
    });
    BandRow {
        name: name(row, lang),
        band,
        band_words: NumberFormat::of(Style::Significant, target.value, Some(band)).interval_in(lang, band),
        mark: simulated.map(|e| e.mean),
        interval: simulated.and_then(|e| e.interval),
        open: None,
        words: found.unwrap_or_else(|| "–".into()),
        colours: if simulated.is_some() { colours(row.verdict()) } else { GREY },
    }
}

fn table(rows: &[&JudgedRow], lang: Lang) -> Table {
    let head = [Phrase::What, Phrase::Observed, Phrase::BandLow, Phrase::BandHigh];
    let more = [Phrase::SimulatedMean, Phrase::SimulatedFrom, Phrase::SimulatedTo, Phrase::Verdict];
    let mut table = Table::new(head.into_iter().chain(more).map(|phrase| lang.text(phrase)));
    for row in rows {
        let (target, simulated) = (&row.target, row.simulated.as_ref());
        let ends = simulated.and_then(|e| e.interval);
        let numbers = [
            Some(target.value),
            Some(target.lo),
            Some(target.hi),
            simulated.map(|e| e.mean),
            ends.map(|ends| ends.0),
            ends.map(|ends| ends.1),
        ];
        let numbers = numbers.map(|value| Cell::Value(value, Style::Significant));
        let verdict = Cell::Text(lang.of_table(&row.verdict().to_string()).to_string());
        table.rows.push(std::iter::once(name(row, lang).into()).chain(numbers).chain([verdict]).collect());
    }
    table
}

fn patterns_section(found: &Validation, lang: Lang) -> Option<Section> {
    let head = [Phrase::What, Phrase::Contrast, Phrase::Expected, Phrase::Found, Phrase::Verdict];
    let mut table = Table::new(head.map(|phrase| lang.text(phrase)));
    for pattern in &found.patterns {
        table.row([
            pattern.id.to_string(),
            lang.of_table(pattern.contrast).to_string(),
            lang.of_table(pattern.expected).to_string(),
            findings(pattern, lang),
            lang.of_table(&pattern.verdict().to_string()).to_string(),
        ]);
    }
    let after = html! { div.words { (scrolling(lang.text(Phrase::Patterns), table.html(""))) } };
    (!table.rows.is_empty()).then(|| Section { after, ..Section::new(Phrase::Patterns, "", vec![]) })
}

fn findings(pattern: &PatternResult, lang: Lang) -> String {
    let words = |one: &Finding| {
        let value = one.estimate.as_ref().map_or("–".into(), |e| {
            NumberFormat::of(style(one.unit), e.mean, e.interval).value_within_in(lang, e.mean, e.interval)
        });
        let what = match measure(&one.what).filter(|_| lang == Lang::Zh) {
            Some(measure) => lang.text(measure),
            None => lang.of_table(&one.what),
        };
        format!("{what}{}{value}", lang.text(Phrase::Colon))
    };
    pattern.findings.iter().map(words).collect::<Vec<_>>().join(lang.text(Phrase::Semicolon))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::paired::Estimate;
    use crate::study::validate::targets::targets;

    /// Rows to validate: one inside its band, one outside, one open, one without a figure.
    fn made_up() -> Validation {
        let mut all = targets().unwrap().into_iter().filter(|one| one.for_use == TargetUse::Validate);
        let mut row = |place: Option<(f64, f64)>| {
            let target = all.find(|one| one.is_test() && one.hi > one.lo).unwrap();
            let at = |place: f64| target.lo + place * (target.hi - target.lo);
            let simulated = place
                .map(|(from, to)| Estimate::new((at(from) + at(to)) / 2.0, Some((at(from), at(to))), 30));
            JudgedRow { target, simulated, missing: None }
        };
        let rows = [Some((0.4, 0.6)), Some((7.0, 8.0)), Some((0.9, 1.2)), None].map(&mut row).to_vec();
        Validation { subject: "z-home".into(), replicates: 30, seed: 1, rows, patterns: vec![] }
    }

    #[test]
    fn the_title_counts_what_surely_lies_inside_and_outside_its_band() {
        let found = made_up();
        let open = found.tests_of(TargetUse::Validate).undecided;
        let page = html(std::slice::from_ref(&found), Lang::En);
        let title =
            format!("Of {} figures held back as tests, the model surely meets 1 and surely misses", open + 2);
        assert!(page.contains(&title), "{page}");
        let chinese = html(&[found], Lang::Zh);
        assert!(chinese.contains("1项确定相符") && !chinese.contains("surely"), "{chinese}");
    }

    #[test]
    fn rows_have_room_in_both_languages() {
        let found = made_up();
        let rows: Vec<&JudgedRow> = found.rows.iter().collect();
        for lang in [Lang::En, Lang::Zh] {
            let chart = rows_chart(&found, TargetUse::Validate, &rows, lang);
            for picture in [&chart.wide, &chart.narrow] {
                assert_eq!(picture.faults(), Vec::<String>::new());
            }
        }
    }
}
