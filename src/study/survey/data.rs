//! Answers of real people in the columns of the simulated ones, and either kind as rows of `observed.csv`.

use crate::language::{said, term};
use crate::scenario::Source;
use crate::scenario::data_file::{DataFile, OtherColumns, cells};
use crate::scenario::faults::{Fault, Faults, brief, nearest};
use crate::scenario::library::Library;
use crate::study::survey::Questionnaire;
use crate::study::survey::instrument::{ITEMS, Points, Reads};
use crate::study::survey::table::{ItemEstimate, SurveyValue};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::record::group::Group;
use std::collections::BTreeSet;

/// Columns that tell who answers, each with its meaning; the items follow.
pub(crate) const COLUMNS: [(&str, &str); 6] = [
    ("respondent", "Who answered; every row another one."),
    (
        "weight",
        "How many people stand behind this one, above 0; only ratios matter. Without the column everybody \
            counts once.",
    ),
    ("group", "`child-teen`, `working`, `carer` or `elder`."),
    ("union_member", "Member of the trade union: true or false."),
    ("near", "Lives nearer than half of the residents: true or false."),
    ("weeks", "Weeks of the last 52 in which the home was used, as reported: a whole number from 0 to 52."),
];

/// Answers as they were read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answers {
    /// Name and hash of the file.
    pub source: Source,
    /// In the order of the file.
    pub list: Vec<Questionnaire>,
}

/// Read the answers of real people. Everything that is wrong with the file comes back at once.
pub(crate) fn read(name: &str, library: &dyn Library) -> Result<Answers, Faults> {
    let mut faults = Faults::default();
    let opened = match library.open(name, None) {
        Ok(opened) => opened,
        Err(why) => {
            faults.add(Fault::without_place(name, said!("cannot read `{name}`: {why}")));
            return Err(faults);
        }
    };
    let mut rows = DataFile::open(opened, &mut faults);
    let known: Vec<&str> =
        COLUMNS.iter().map(|(name, _)| *name).chain(ITEMS.iter().map(|item| item.name)).collect();
    rows.judge_header(&["respondent"], &known, OtherColumns::Refused { pass: None });
    if !rows.header().is_empty() && !ITEMS.iter().any(|item| rows.column(item.name).is_some()) {
        rows.fault_of_file(term("there is no item in it: at least one is needed").into());
    }
    let list = if rows.sound() { answers(&mut rows) } else { Vec::new() };
    let source = rows.finish();
    faults.finish(source).map(|source| Answers { source: source.unwrap_or_default(), list })
}

fn answers(rows: &mut DataFile) -> Vec<Questionnaire> {
    let (mut list, mut seen, mut row) = (Vec::new(), BTreeSet::new(), csv::StringRecord::new());
    while rows.next(&mut row) {
        let one = answer(&row, list.len() as u32 + 1, rows);
        let column = rows.column("respondent").unwrap_or(0);
        match &row[column] {
            "" => rows.fault_at(column, term("a respondent without an identity").into()),
            who if !seen.insert(who.to_string()) => {
                rows.fault_at(column, said!("the respondent `{who}` appears twice"));
            }
            _ => {}
        }
        if one.items.iter().all(Option::is_none) {
            rows.fault(term("this respondent answered nothing: leave the row out").into());
        }
        // Nothing is computed from a faulty file: then its rows need not be remembered.
        if rows.sound() {
            list.push(one);
        }
    }
    if list.is_empty() && rows.sound() {
        rows.fault_of_file(term("nobody answered").into());
    }
    comparable(list, rows)
}

/// Most people that stand behind one respondent for one that stands behind another: beyond that an answer is
/// nothing beside another, and no survey means that.
const MOST_TIMES: f64 = 1e9;

/// Answers whose weights can be compared.
fn comparable(list: Vec<Questionnaire>, rows: &mut DataFile) -> Vec<Questionnaire> {
    let weights = || list.iter().map(|one| one.weight);
    let (least, most) = (weights().fold(f64::INFINITY, f64::min), weights().fold(0.0, f64::max));
    if most / least > MOST_TIMES {
        let message = said!(
            "weights from {} to {}: nobody stands for {} times as many people as another",
            brief(least),
            brief(most),
            brief(MOST_TIMES)
        );
        rows.fault_of_file(message);
    }
    list
}

fn answer(row: &csv::StringRecord, respondent: u32, rows: &mut DataFile) -> Questionnaire {
    let notation = rows.notation();
    let weight = cell("weight", row, rows, |text| {
        let weight = notation.number(text).filter(|weight| *weight > 0.0 && weight.is_finite());
        weight.ok_or_else(|| (said!("`weight` must be a number above 0, not `{text}`"), None))
    });
    let group = cell("group", row, rows, |text| {
        let wrong = || {
            (
                said!("`group` must be one of {}, not `{text}`", ResidentGroup::NAMES.join(", ")),
                nearest(text, ResidentGroup::NAMES),
            )
        };
        ResidentGroup::named(text).ok_or_else(wrong)
    });
    let [member, near] = ["union_member", "near"].map(|column| {
        cell(column, row, rows, |text| {
            let wrong = || (said!("`{column}` must be true or false, not `{text}`"), None);
            cells::flag(text).ok_or_else(wrong)
        })
    });
    let weeks = whole("weeks", 0..=52, row, rows);
    let items: Points = std::array::from_fn(|k| whole(ITEMS[k].name, 1..=5, row, rows));
    Questionnaire { respondent, weight: weight.unwrap_or(1.0), group, member, near, weeks, items }
}

/// What is wrong with a cell, and what is probably meant.
type Wrong = (String, Option<String>);

/// What stands in a cell; nothing where it is empty, faulty, or the column missing.
fn cell<T>(
    column: &str,
    row: &csv::StringRecord,
    rows: &mut DataFile,
    of: impl Fn(&str) -> Result<T, Wrong>,
) -> Option<T> {
    let at = rows.column(column)?;
    let text = row.get(at).map(cells::value).filter(|text| !text.is_empty())?;
    let told = |(message, hint): Wrong| match hint {
        Some(hint) => rows.fault_at_hinting(at, message, || Some(hint)),
        None => rows.fault_of_number(at, text, message),
    };
    of(text).map_err(told).ok()
}

fn whole(
    column: &str,
    range: std::ops::RangeInclusive<u8>,
    row: &csv::StringRecord,
    rows: &mut DataFile,
) -> Option<u8> {
    let notation = rows.notation();
    cell(column, row, rows, |text| {
        let number = notation.whole(text, range.clone());
        let (lo, hi) = (range.start(), range.end());
        number
            .ok_or_else(|| (said!("`{column}` must be a whole number from {lo} to {hi}, not `{text}`"), None))
    })
}

/// What everybody's answers say of the measures of the outputs: measure, value, standard error. A standard
/// error that cannot be taken from the answers, since all were the same, is that of the interval.
pub(crate) fn observed(table: &[ItemEstimate]) -> Vec<(&'static str, f64, f64)> {
    let error = |value: &SurveyValue| {
        let half = value.interval.map(|(lo, hi)| (hi - lo) / (2.0 * 1.959_963_985));
        value.se.filter(|se| *se > 0.0).or(half).filter(|se| *se > 0.0)
    };
    let everybody = table.iter().filter(|estimate| estimate.group == Group::Everybody);
    let row = |estimate: &ItemEstimate| {
        let (measure, reads) = estimate.item.measure?;
        let (value, se) = match reads {
            Reads::Share => (estimate.share.value, error(&estimate.share)?),
            Reads::Inverse => (1.0 - (estimate.mean.value - 1.0) / 4.0, error(&estimate.mean)? / 4.0),
        };
        Some((measure, value, se))
    };
    everybody.filter_map(row).collect()
}
