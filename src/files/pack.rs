//! One run turned into rows, on the thread that lived it, so that writing is only copying.

use crate::batch::{Job, Outcome};
use crate::files::write::rows::{NumberForm, RowWriter, quoted};
use crate::measure::values::as_written;
use crate::measure::window::{Window, over};
use crate::simulation::Trajectory;
use crate::study::compare::run_results::Wording;
use crate::units::hex;
use crate::world::ledger::Account;
use crate::world::record::{MEASURES, Record};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The rows of one run.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Of `series.csv`.
    pub series: Vec<u8>,
    /// Of `windows.csv`.
    pub windows: Vec<u8>,
    /// Of `groups.csv`.
    pub groups: Vec<u8>,
    /// Of `events.csv`.
    pub events: Vec<u8>,
    /// Of `ledger.csv`.
    pub ledger: Vec<u8>,
    /// Every value by community, week, measure; NaN where there is none.
    pub values: Vec<f64>,
    /// SHA-256 of `series`, hexadecimal.
    pub hash: String,
}

/// The cells that begin each row of a run, and the names of its communities, quoted once.
struct RowPrefix {
    run: Vec<u8>,
    communities: Vec<Vec<u8>>,
}

impl RowPrefix {
    fn of(job: &Job) -> RowPrefix {
        let run = [quoted(&job.scenario.name), job.replicate.to_string().into_bytes()].join(&b',');
        let communities =
            job.scenario.blueprint.communities.iter().map(|place| quoted(&place.name)).collect();
        RowPrefix { run, communities }
    }

    fn community(&self, index: u32) -> &[u8] {
        self.communities.get(index as usize).map_or(b"", Vec::as_slice)
    }
}

/// Turn a run into rows, its events as `words` says. A run that is incomplete or holds a value that is no
/// number is refused: better a failed run than a wrong one.
///
/// # Errors
/// Why the run is refused, in words.
pub fn pack(job: &Job, run: &Trajectory, words: Wording) -> Outcome<Pages> {
    let names = RowPrefix::of(job);
    let (series, values) = series(job, run, &names)?;
    Ok(Pages {
        hash: hex(&Sha256::digest(&series)),
        series,
        values,
        windows: windows(job, run, &names),
        groups: groups(run, &names),
        events: events(run, &names, words),
        ledger: ledger(run, &names),
    })
}

fn series(job: &Job, run: &Trajectory, names: &RowPrefix) -> Outcome<(Vec<u8>, Vec<f64>)> {
    let weeks = job.scenario.blueprint.weeks as usize + 1;
    let communities = names.communities.len();
    if run.records.len() != weeks * communities {
        return Err(format!("{} of {} records were written", run.records.len(), weeks * communities));
    }
    let mut rows = RowWriter::default();
    let mut values = vec![f64::NAN; run.records.len() * MEASURES.len()];
    for (at, record) in run.records.iter().enumerate() {
        rows.ready(&names.run);
        rows.whole(record.week.into());
        rows.ready(names.community(record.community));
        let (week, community) = (at / communities, at % communities);
        let first = (community * weeks + week) * MEASURES.len();
        for (measure, slot) in MEASURES.iter().zip(&mut values[first..]) {
            let value = checked(measure.name, (measure.read)(record).value(), record)?;
            rows.value(value, NumberForm::of(measure));
            // The summary speaks of the values that stand in the series: money in whole fen.
            *slot = value.map_or(f64::NAN, |value| as_written(measure, value));
        }
        rows.end();
    }
    Ok((rows.bytes(), values))
}

fn checked(name: &str, value: Option<f64>, record: &Record) -> Outcome<Option<f64>> {
    match value {
        Some(value) if !value.is_finite() => Err(format!("{name} is not a number in week {}", record.week)),
        value => Ok(value),
    }
}

fn windows(job: &Job, run: &Trajectory, names: &RowPrefix) -> Vec<u8> {
    let mut rows = RowWriter::default();
    let blueprint = &job.scenario.blueprint;
    for window in Window::all(blueprint.weeks) {
        let Some(weeks) = window.weeks(blueprint) else { continue };
        rows.ready(&names.run);
        rows.text(&window.to_string());
        rows.whole((*weeks.start()).into());
        rows.whole((*weeks.end()).into());
        for measure in MEASURES {
            rows.value(over(measure, &run.records, &weeks, None).value(), NumberForm::of(measure));
        }
        rows.end();
    }
    rows.bytes()
}

fn groups(run: &Trajectory, names: &RowPrefix) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for row in &run.groups {
        rows.ready(&names.run);
        rows.whole(row.year.into());
        rows.ready(names.community(row.community));
        let (kind, group) = row.group.key();
        for text in [kind, group, row.figure.name()] {
            rows.text(text);
        }
        rows.value(row.cell().value(), NumberForm::Plain);
        rows.number(row.den);
        rows.end();
    }
    rows.bytes()
}

fn events(run: &Trajectory, names: &RowPrefix, words: Wording) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for event in &run.events {
        rows.ready(&names.run);
        rows.whole(event.week.into());
        rows.ready(event.community.map_or(b"", |community| names.community(community)));
        for text in [event.actor.name(), event.kind.name().name(), &words(&event.kind)] {
            rows.text(text);
        }
        rows.end();
    }
    rows.bytes()
}

fn ledger(run: &Trajectory, names: &RowPrefix) -> Vec<u8> {
    let mut rows = RowWriter::default();
    let mut balances: BTreeMap<Account, i64> = BTreeMap::new();
    for entry in &run.ledger {
        rows.ready(&names.run);
        rows.whole(entry.week.into());
        rows.ready(names.community(entry.community));
        for text in [entry.to.name(), entry.from.name(), entry.purpose.name()] {
            rows.ready(text.as_bytes());
        }
        rows.whole(entry.amount.0);
        *balances.entry(entry.to).or_default() += entry.amount.0;
        *balances.entry(entry.from).or_default() -= entry.amount.0;
        for account in [entry.to, entry.from] {
            rows.whole(balances.get(&account).copied().unwrap_or(0));
        }
        rows.end();
    }
    rows.bytes()
}
