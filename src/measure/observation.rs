//! One thing that was measured, and the row that tells it: read and judged, with every fault at its place.

use crate::language::{said, term};
use crate::measure::statistic::Statistic;
use crate::scenario::data_file::{DataFile, cells};
use crate::scenario::faults::{brief, nearest};
use crate::stats::share_error;
use crate::world::record::bounds_of;

/// How well a value is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Precision {
    /// A standard error, in the unit of the value; 0 for a count without error.
    Error(f64),
    /// The number of people asked at random for a share.
    Asked(f64),
}

/// One thing that was measured.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Observation {
    /// What, whose, when.
    pub statistic: Statistic,
    /// Its value, in the unit of the statistic.
    pub value: f64,
    /// How well it is known.
    pub precision: Precision,
    /// Ends of the band of what is plausible, where given; the value lies between them.
    pub band: (Option<f64>, Option<f64>),
    /// Line in the file.
    pub line: usize,
}

impl Precision {
    /// The standard error at a value, in its unit; that of a share follows from the share.
    pub(crate) fn at(self, value: f64) -> f64 {
        match self {
            Precision::Error(se) => se,
            Precision::Asked(n) => share_error(value, n),
        }
    }
}

impl Observation {
    #[cfg(test)]
    /// Standard error, in the unit of the value, above 0.
    pub(crate) fn se(&self) -> f64 {
        self.precision.at(self.value)
    }
}

/// One row; `None` when something is wrong with it.
pub(crate) fn observation(row: &csv::StringRecord, rows: &mut DataFile) -> Option<Observation> {
    let before = rows.count();
    let statistic = statistic(row, rows);
    let value = number("value", row, rows);
    if cell(row, rows, "value").is_some_and(str::is_empty) {
        fault(rows, "value", term("`value` is empty").into(), || None);
    }
    let [se, n, lo, hi] = ["se", "n", "lo", "hi"].map(|column| number(column, row, rows));
    if let Some(statistic) = statistic {
        unit(statistic, value, row, rows);
        for (column, number) in [("value", value), ("lo", lo), ("hi", hi)] {
            inside(statistic, column, number, rows);
        }
        error_of_share(statistic, se, n, rows);
    }
    precise(se, n, row, rows);
    band(value, lo, hi, rows);
    let (statistic, value) = (statistic?, value?);
    let precision = se.map(Precision::Error).or(n.map(Precision::Asked))?;
    (rows.count() == before).then(|| Observation {
        statistic,
        value,
        precision,
        band: (lo, hi),
        line: rows.line(),
    })
}

/// The cell of a column that may be missing from the file.
fn cell<'a>(row: &'a csv::StringRecord, rows: &DataFile, column: &str) -> Option<&'a str> {
    row.get(rows.column(column)?).map(cells::value)
}

fn fault(rows: &mut DataFile, column: &str, message: String, suggestion: impl FnOnce() -> Option<String>) {
    match rows.column(column) {
        Some(column) => rows.fault_at_hinting(column, message, suggestion),
        None => rows.fault(message),
    }
}

/// A share told in per cent: the whole column is, so that it is told once.
fn percent(rows: &mut DataFile, column: &str, message: String, example: String) {
    match rows.column(column) {
        Some(at) => {
            let hint = said!("{example}: is the whole column in per cent? Then divide it by 100");
            rows.fault_once(at, "percent", message, hint);
        }
        None => rows.fault(message),
    }
}

fn statistic(row: &csv::StringRecord, rows: &mut DataFile) -> Option<Statistic> {
    let [measure, window, group] = ["measure", "window", "group"].map(|c| cell(row, rows, c).unwrap_or(""));
    let empty: Vec<&str> =
        [("measure", measure), ("window", window)].iter().filter(|c| c.1.is_empty()).map(|c| c.0).collect();
    for column in &empty {
        fault(rows, column, said!("`{column}` is empty"), || None);
    }
    match Statistic::from_words(measure, window, group) {
        Ok(statistic) => Some(statistic),
        Err(wrong) => {
            for misnamed in wrong.into_iter().filter(|w| !empty.contains(&w.part.column())) {
                let message = misnamed.message.clone();
                fault(rows, misnamed.part.column(), message, || misnamed.suggestion());
            }
            None
        }
    }
}

/// A finite number; nothing where the cell is empty or the column missing.
fn number(column: &str, row: &csv::StringRecord, rows: &mut DataFile) -> Option<f64> {
    let text = cell(row, rows, column).filter(|text| !text.is_empty())?;
    let notation = rows.notation();
    match notation.number(text) {
        Some(number) if number.is_finite() => return Some(number),
        Some(_) => fault(rows, column, said!("`{column}` must be a finite number, not `{text}`"), || None),
        None => {
            let message = said!("`{column}` must be a number, not `{text}`");
            match (notation.hint(text), rows.column(column)) {
                (Some((_, hint)), _) if text.ends_with(['%', '％']) => percent(rows, column, message, hint),
                (_, Some(at)) => rows.fault_of_number(at, text, message),
                (_, None) => rows.fault(message),
            }
        }
    }
    None
}

/// Our unit, when one is named.
fn unit(statistic: Statistic, value: Option<f64>, row: &csv::StringRecord, rows: &mut DataFile) {
    let (ours, measure) = (statistic.unit(), statistic.measure());
    let Some(theirs) = cell(row, rows, "unit").filter(|unit| !unit.is_empty() && *unit != ours) else {
        return;
    };
    let percent = ours == "share"
        && ["%", "percent", "per cent", "percentage", "pct"].contains(&theirs.to_lowercase().as_str());
    let hint = || match value.filter(|_| percent) {
        Some(value) => Some(said!("write {} and `share`", short(value / 100.0))),
        None => nearest(theirs, [ours]),
    };
    fault(rows, "unit", said!("the unit of `{measure}` is `{ours}`, not `{theirs}`"), hint);
}

/// Between which values a statistic can lie.
pub(crate) fn bounds(statistic: Statistic) -> (f64, f64) {
    bounds_of(statistic.measure(), statistic.unit())
}

fn inside(statistic: Statistic, column: &str, number: Option<f64>, rows: &mut DataFile) {
    let (lo, hi) = bounds(statistic);
    let Some(number) = number.filter(|x| !(lo..=hi).contains(x)) else { return };
    let (measure, unit) = (statistic.measure(), statistic.unit());
    let written = brief(number);
    let message = if hi.is_finite() {
        said!("`{column}` is {written}, but `{measure}` ({unit}) lies between {lo} and {hi}")
    } else {
        said!("`{column}` is {written}, but `{measure}` ({unit}) is not below {lo}")
    };
    if unit == "share" && number > 1.0 && number <= 100.0 {
        let example = said!("{number}% is a share of {}", short(number / 100.0));
        percent(rows, column, message, example);
    } else {
        fault(rows, column, message, || None);
    }
}

/// A standard error of a share is a share too, and a number of people says nothing of other figures.
fn error_of_share(statistic: Statistic, se: Option<f64>, n: Option<f64>, rows: &mut DataFile) {
    let share = statistic.unit() == "share";
    if let Some(se) = se.filter(|se| share && *se > 0.5) {
        let message = said!("`se` is {}, but the standard error of a share is at most 0.5", brief(se));
        if se <= 50.0 {
            let example = said!("{se} points are a share of {}", short(se / 100.0));
            percent(rows, "se", message, example);
        } else {
            fault(rows, "se", message, || None);
        }
    }
    if n.is_some() && se.is_none() && !share {
        let message =
            said!("`n` gives the standard error of a share only; `{}` needs `se`", statistic.measure());
        fault(rows, "n", message, || None);
    }
}

/// Most people that can be asked: all there are.
const MOST_ASKED: f64 = 1e10;

fn precise(se: Option<f64>, n: Option<f64>, row: &csv::StringRecord, rows: &mut DataFile) {
    if let Some(se) = se.filter(|se| *se <= 0.0) {
        fault(rows, "se", said!("`se` is {se}, but a standard error is above 0"), || None);
    }
    if let Some(n) = n.filter(|n| *n < 1.0) {
        let message = said!("`n` is {}, but at least one person must have been asked", brief(n));
        fault(rows, "n", message, || None);
    }
    if let Some(n) = n.filter(|n| *n > MOST_ASKED) {
        fault(rows, "n", said!("`n` is {}, more people than there are", brief(n)), || None);
    }
    if ["se", "n"].iter().all(|column| cell(row, rows, column).unwrap_or("").is_empty()) {
        rows.fault(term("neither `se` nor `n` is given: how well is the value known?").into());
    }
}

fn band(value: Option<f64>, lo: Option<f64>, hi: Option<f64>, rows: &mut DataFile) {
    if let (Some(lo), Some(hi)) = (lo, hi)
        && lo > hi
    {
        fault(rows, "lo", said!("the band ends before it begins: `lo` is {lo}, `hi` is {hi}"), || None);
        return;
    }
    let Some(value) = value else { return };
    if let Some(lo) = lo.filter(|lo| value < *lo) {
        fault(rows, "value", said!("`value` is {value}, below its own band, which begins at {lo}"), || None);
    }
    if let Some(hi) = hi.filter(|hi| value > *hi) {
        fault(rows, "value", said!("`value` is {value}, above its own band, which ends at {hi}"), || None);
    }
}

/// A number without the noise of its last digits.
fn short(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
}
