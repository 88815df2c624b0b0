//! Files of a survey: the answers one by one, the table, and rows of `observed.csv`.

use crate::study::survey::Questionnaire;
use crate::study::survey::data::{COLUMNS, observed};
use crate::study::survey::errors::SurveyStudy;
use crate::study::survey::instrument::ITEMS;
use crate::study::survey::table::{ItemEstimate, SurveyValue};
use crate::units::Week;

/// Columns of the table.
pub(crate) const TABLE: [&str; 20] = [
    "frame",
    "item",
    "kind",
    "group",
    "n",
    "n_1",
    "n_2",
    "n_3",
    "n_4",
    "n_5",
    "mean",
    "mean_se",
    "mean_low",
    "mean_high",
    "share",
    "share_se",
    "share_low",
    "share_high",
    "population_mean",
    "population_share",
];

fn csv(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = out.write_record(header);
    for row in rows {
        let _ = out.write_record(row);
    }
    out.into_inner().unwrap_or_default()
}

/// One row per respondent, in the columns that [`crate::study::survey::data::read`] takes.
pub(crate) fn answers(list: &[Questionnaire]) -> Vec<u8> {
    let header: Vec<&str> =
        COLUMNS.iter().map(|(name, _)| *name).chain(ITEMS.iter().map(|item| item.name)).collect();
    let row = |a: &Questionnaire| {
        let group = a.group.map(|group| group.name().to_string());
        let who = [
            Some(a.respondent.to_string()),
            Some(a.weight.to_string()),
            group,
            words(a.member),
            words(a.near),
            words(a.weeks),
        ];
        who.into_iter().chain(a.items.map(words)).map(Option::unwrap_or_default).collect()
    };
    csv(&header, list.iter().map(row))
}

fn words<T: ToString>(value: Option<T>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// Every item by every group: of a simulated survey beside what everybody would answer, and of the same
/// survey asked on site.
pub(crate) fn table(study: &SurveyStudy) -> Vec<u8> {
    let founds = std::iter::once(&study.found).chain(&study.on_site);
    csv(&TABLE, founds.flat_map(|found| rows(found.frame.words(), &found.table, &study.census)))
}

/// The same of real answers.
pub(crate) fn table_of_data(estimates: &[ItemEstimate]) -> Vec<u8> {
    csv(&TABLE, rows("data", estimates, &[]))
}

fn rows(frame: &str, estimates: &[ItemEstimate], census: &[ItemEstimate]) -> Vec<Vec<String>> {
    let row = |e: &ItemEstimate| {
        let all = census.iter().find(|c| (c.item.name, c.group) == (e.item.name, e.group));
        let (kind, group) = e.group.key();
        let mut cells = [frame, e.item.name, kind, group].map(String::from).to_vec();
        cells.push(e.n.to_string());
        cells.extend(e.points.map(|n| n.to_string()));
        cells.extend(four(&e.mean).into_iter().chain(four(&e.share)));
        cells.extend(
            [all.map(|c| c.mean.value), all.map(|c| c.share.value)].map(|v| words(v).unwrap_or_default()),
        );
        cells
    };
    estimates.iter().map(row).collect()
}

fn four(value: &SurveyValue) -> [String; 4] {
    let (low, high) = value.interval.unzip();
    [Some(value.value), value.se, low, high].map(|v| words(v).unwrap_or_default())
}

/// What everybody's answers say of measures of the outputs, as rows of `observed.csv`.
pub(crate) fn observations(table: &[ItemEstimate], week: Week, note: &str) -> Vec<u8> {
    let row = |(measure, value, se): (&str, f64, f64)| {
        vec![measure.to_string(), format!("week-{week}"), value.to_string(), se.to_string(), note.to_string()]
    };
    csv(&["measure", "window", "value", "se", "note"], observed(table).into_iter().map(row))
}
