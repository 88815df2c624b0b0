//! One run turned into rows, on the thread that lived it, so that writing is only copying.

use crate::batch::{Job, Outcome};
use crate::files::columns::ResultTable;
use crate::files::layout::Layout;
use crate::files::write::residents::resident;
use crate::files::write::rows::{NumberForm, RowWriter, quoted};
use crate::language::said;
use crate::measure::values::as_written;
use crate::measure::window::{Window, over};
use crate::simulation::{Retain, Trajectory};
use crate::study::compare::run_results::Wording;
use crate::study::run::signs::RunSigns;
use crate::units::hex;
use crate::world::ledger::Account;
use crate::world::record::{MEASURES, Measure, Record};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The rows of one run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pages {
    /// Of `series.csv`.
    pub series: Vec<u8>,
    /// Of `windows.csv`, without what a point of a sweep sets.
    pub windows: Vec<u8>,
    /// Of `groups.csv`.
    pub groups: Vec<u8>,
    /// Of `residents.csv`.
    pub residents: Vec<u8>,
    /// Of `events.csv`.
    pub events: Vec<u8>,
    /// Of `ledger.csv`.
    pub ledger: Vec<u8>,
    /// Every value of the summary by community, week, measure; NaN where there is none.
    pub values: Vec<f64>,
    /// What is warned of.
    pub signs: RunSigns,
    /// SHA-256 of `series`, or else of `windows`, hexadecimal.
    pub hash: String,
}

impl Pages {
    /// Bytes of all rows.
    pub(crate) fn bytes(&self) -> usize {
        let tables = [&self.series, &self.windows, &self.groups, &self.residents, &self.events, &self.ledger];
        tables.into_iter().map(Vec::len).sum()
    }
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
    pack_as(job, run, words, &Layout::whole(Retain { ledger: true, groups: true, sample: 0 }))
}

/// The same for a folder that holds a part of it.
pub(crate) fn pack_as(job: &Job, run: &Trajectory, words: Wording, layout: &Layout) -> Outcome<Pages> {
    let names = RowPrefix::of(job);
    check(job, run)?;
    let (series, values) = series(job, run, &names, layout);
    let windows = windows(job, run, &names, layout);
    let hash = hex(&Sha256::digest(if layout.has(ResultTable::Series) { &series } else { &windows }));
    let of = |table, rows: &dyn Fn() -> Vec<u8>| if layout.has(table) { rows() } else { vec![] };
    Ok(Pages {
        hash,
        signs: RunSigns::of(job.scenario, run),
        series,
        values,
        windows: of(ResultTable::Windows, &|| windows.clone()),
        groups: of(ResultTable::Groups, &|| groups(run, &names)),
        residents: of(ResultTable::Residents, &|| residents(job, run, &names)),
        events: of(ResultTable::Events, &|| events(run, &names, words)),
        ledger: of(ResultTable::Ledger, &|| ledger(run, &names)),
    })
}

/// Refuse a run that is incomplete, or holds a value that is no number.
fn check(job: &Job, run: &Trajectory) -> Outcome<()> {
    let records = (job.scenario.blueprint.weeks as usize + 1) * job.scenario.blueprint.communities.len();
    if run.records.len() != records {
        return Err(said!("{} of {records} records were written", run.records.len()));
    }
    let all = |record| MEASURES.iter().map(move |measure| (measure, record));
    run.records.iter().flat_map(all).try_for_each(|(measure, record)| checked(measure, record))
}

/// The rows of the series and the values of the summary, as far as they are wanted.
fn series(job: &Job, run: &Trajectory, names: &RowPrefix, layout: &Layout) -> (Vec<u8>, Vec<f64>) {
    let (rows_wanted, values_wanted) = (layout.has(ResultTable::Series), layout.has(ResultTable::Summary));
    if !rows_wanted && !values_wanted {
        return (vec![], vec![]);
    }
    let (communities, measures) = (names.communities.len(), layout.measures());
    let weeks = job.scenario.blueprint.weeks as usize + 1;
    let mut rows = RowWriter::default();
    let mut values = vec![f64::NAN; if values_wanted { run.records.len() * measures.len() } else { 0 }];
    for (at, record) in run.records.iter().enumerate() {
        rows.ready(&names.run);
        rows.whole(record.week.into());
        rows.ready(names.community(record.community));
        let (week, community) = (at / communities, at % communities);
        let first = (community * weeks + week) * measures.len();
        for (place, measure) in measures.iter().enumerate() {
            let value = (measure.read)(record).value();
            if rows_wanted {
                rows.value(value, NumberForm::of(measure));
            }
            // The summary speaks of the values that stand in the series: money in whole fen.
            if let Some(slot) = values.get_mut(first + place) {
                *slot = value.map_or(f64::NAN, |value| as_written(measure, value));
            }
        }
        rows.end();
    }
    (if rows_wanted { rows.bytes() } else { vec![] }, values)
}

fn checked(measure: &Measure, record: &Record) -> Outcome<()> {
    match (measure.read)(record).value() {
        Some(value) if !value.is_finite() => {
            Err(said!("{} is not a number in week {}", measure.name, record.week))
        }
        _ => Ok(()),
    }
}

fn windows(job: &Job, run: &Trajectory, names: &RowPrefix, layout: &Layout) -> Vec<u8> {
    let mut rows = RowWriter::default();
    let blueprint = &job.scenario.blueprint;
    for window in Window::all(blueprint.weeks) {
        let Some(weeks) = window.weeks(blueprint) else { continue };
        rows.ready(&names.run);
        rows.text(&window.to_string());
        rows.whole((*weeks.start()).into());
        rows.whole((*weeks.end()).into());
        for measure in layout.measures() {
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

fn residents(job: &Job, run: &Trajectory, names: &RowPrefix) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for one in &run.sampled {
        rows.ready(&names.run);
        rows.ready(names.community(one.place.community));
        resident(job, one, &mut rows);
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
