//! What a fit is held against: a file of observations, and rows of the program's own table of targets.
//!
//! Rows that are held back to validate cannot get in: [`rows`] is the only way from the table to a fit, and
//! it passes rows to calibrate only.

use crate::language::said;
use crate::measure::observation;
use crate::measure::observation::Precision;
use crate::measure::observed;
use crate::measure::statistic::Statistic;
use crate::study::calibrate::ObservedValue;
use crate::study::calibrate::goal::FitTarget;
use crate::study::validate::targets;
use crate::study::validate::targets::{Form, TargetUse};

/// A row of the table that may set a parameter, as a number that a history is held against.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EvidenceRow {
    /// `T01` …
    pub id: String,
    /// Name of the built-in scenario in which it is measured.
    pub scenario: String,
    /// Which number.
    pub statistic: Statistic,
    /// Value and error; the band is taken as a 95% interval.
    pub observed: ObservedValue,
}

/// What a fit may use of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EvidenceRows {
    /// Rows to calibrate that are single readings of a history.
    pub usable: Vec<EvidenceRow>,
    /// The other rows to calibrate: id, and why it cannot be used.
    pub others: Vec<(String, String)>,
}

/// Half a 95% interval, in standard errors.
const HALF: f64 = 1.96;

/// The rows to calibrate; no other row of the table can be had here.
pub(crate) fn rows() -> Result<EvidenceRows, String> {
    let mut rows = EvidenceRows::default();
    let all = targets::targets().map_err(|why| why.to_string())?;
    for target in all.iter().filter(|target| target.for_use == TargetUse::Calibrate) {
        match row(target) {
            Ok(row) => rows.usable.push(row),
            Err(why) => rows.others.push((target.id.clone(), why)),
        }
    }
    Ok(rows)
}

/// One row: what is made of the reading is undone, so that the reading itself is held against the band.
fn row(target: &targets::Target) -> Result<EvidenceRow, String> {
    let undo: fn(f64) -> f64 = match target.form()? {
        Form::Value => |x| x,
        Form::Complement => |x| 1.0 - x,
        Form::KeptInAYear => |x| 1.0 - libm::pow(x, 1.0 / 52.0),
        _ => return Err(said!("`{}` is no single reading of a history", target.form)),
    };
    let statistic = target
        .words()
        .parse::<Statistic>()
        .map_err(|_| said!("`{}` is no column of the outputs", target.words()))?;
    let (lo, hi) = (undo(target.lo), undo(target.hi));
    let se = (hi - lo).abs() / (2.0 * HALF);
    let observed = ObservedValue { value: undo(target.value), error: Precision::Error(se) };
    Ok(EvidenceRow { id: target.id.clone(), scenario: target.scenario.clone(), statistic, observed })
}

/// Observations of the scenario at `scenario` as targets.
pub(crate) fn of_file(observed: &observed::Observed, scenario: usize) -> Vec<FitTarget> {
    let one = |o: &observation::Observation| {
        let target = ObservedValue { value: o.value, error: o.precision };
        let row = said!("{}, line {}", observed.source.name, o.line);
        FitTarget { row, scenario, statistic: o.statistic, observed: target }
    };
    observed.list.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_held_back_to_validate_never_get_in() {
        let EvidenceRows { usable, others } = rows().unwrap();
        assert!(usable.len() >= 5, "{usable:?}");
        let got_in: Vec<&String> =
            usable.iter().map(|row| &row.id).chain(others.iter().map(|(id, _)| id)).collect();
        for target in targets::targets().unwrap() {
            assert_eq!(got_in.contains(&&target.id), target.for_use == TargetUse::Calibrate, "{}", target.id);
        }
    }

    #[test]
    fn what_is_made_of_a_reading_is_undone() {
        let usable = rows().unwrap().usable;
        let unaware = usable.iter().find(|row| row.id == "T03").unwrap();
        assert_eq!((unaware.statistic.measure(), unaware.observed.value), ("awareness_adults", 0.9));
    }
}
