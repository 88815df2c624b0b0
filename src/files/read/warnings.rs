//! `warnings.csv` read back: what it counts becomes a warning again, to be told in any language; of the
//! others their words stand.

use crate::files::columns::ResultTable;
use crate::files::machine;
use crate::files::read::Refusal;
use crate::files::read::table::TableReader;
use crate::language::said;
use crate::study::run::signs::RunSigns;
use crate::study::run::warnings::{Warning, WarningKind};
use crate::units::Week;
use std::collections::BTreeMap;
use std::path::Path;

/// The first failed run of each scenario: its replicate, and why it failed.
pub(in crate::files) type FirstFailures = BTreeMap<String, (u32, String)>;

/// The first failure of each scenario, in the order of `failures.csv`; none where there is no such table.
pub(in crate::files) fn first_failures(folder: &Path) -> Result<FirstFailures, Refusal> {
    let columns = ["scenario", "replicate", "reason"];
    let mut first = FirstFailures::new();
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Failures, &columns)? else {
        return Ok(first);
    };
    while rows.next()? {
        let (name, replicate) = (rows.text(at[0])?.to_string(), rows.whole(at[1])?);
        let reason = rows.text(at[2])?.to_string();
        first.entry(name).or_insert((replicate, reason));
    }
    Ok(first)
}

/// The columns of `runs.csv` with what is warned of in a run.
pub(in crate::files) const SIGNS: [&str; 4] =
    ["seats_full", "wages_late", "without_operator", "lost_contract"];

/// What is warned of in the run of a row; `at` says where these columns stand.
pub(in crate::files) fn run_signs(rows: &TableReader, at: &[usize]) -> Result<RunSigns, Refusal> {
    let lost = match rows.text(at[3])? {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    let [full, late, without_operator] = [0, 1, 2].map(|place| rows.number(at[place]));
    Ok(RunSigns { full: full?, late: late?, without_operator: without_operator?, lost })
}

/// All warnings of a folder, in their order; none where it has no such table.
pub(crate) fn warnings(folder: &Path) -> Result<Vec<Warning>, Refusal> {
    let columns = ["scenario", "kind", "count", "of", "share", "words"];
    let mut all = Vec::new();
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Warnings, &columns)? else {
        return Ok(all);
    };
    let failures = first_failures(folder)?;
    while rows.next()? {
        let name = rows.text(at[0])?.to_string();
        let kind = rows.text(at[1])?;
        let Some(kind) = WarningKind::ALL.into_iter().find(|one| one.name() == kind) else {
            return rows.fault(said!("`{kind}` is no kind of warning"));
        };
        let whole = |place: usize| match rows.text(at[place])? {
            "" => Ok(None),
            _ => rows.whole::<u64>(at[place]).map(Some),
        };
        let row = WarningRow {
            failure: failures.get(&name).cloned(),
            name,
            kind,
            count: whole(2)?,
            of: whole(3)?,
            share: rows.number(at[4])?,
        };
        let words = rows.text(at[5])?.to_string();
        all.push(row.warning(&words).unwrap_or_else(|| row.told(words)));
    }
    Ok(all)
}

/// A row of the table.
struct WarningRow {
    name: String,
    kind: WarningKind,
    count: Option<u64>,
    of: Option<u64>,
    share: Option<f64>,
    failure: Option<(u32, String)>,
}

impl WarningRow {
    /// As it was found; `None` where the numbers for it are not there.
    fn warning(&self, words: &str) -> Option<Warning> {
        let name = self.name.clone();
        let count = || u32::try_from(self.count?).ok();
        let of = || u32::try_from(self.of?).ok();
        Some(match self.kind {
            WarningKind::Scenario => {
                let words = words.strip_prefix(&format!("{name}: "))?.to_string();
                Warning::Scenario { name, words }
            }
            WarningKind::FewReplicates => Warning::FewReplicates { replicates: count()? },
            WarningKind::Failed => {
                let (replicate, reason) = self.failure.clone()?;
                Warning::Failed { name, failed: count()?, of: of()?, replicate, reason }
            }
            WarningKind::Overlap => Warning::Overlap { name, weeks: Week::try_from(self.count?).ok()? },
            WarningKind::SeatsFull => Warning::SeatsFull { name, share: self.share? },
            WarningKind::WithoutOperator => Warning::WithoutOperator { name, share: self.share? },
            WarningKind::LateWages => Warning::LateWages { name, share: self.share? },
            WarningKind::LostContract => Warning::LostContract { name, lost: count()?, of: of()? },
            WarningKind::LeftOut => {
                let bytes = self.count?;
                Warning::LeftOut { bytes, about: machine::words(bytes) }
            }
            WarningKind::Comparison | WarningKind::Precision | WarningKind::Knowledge => return None,
        })
    }

    /// In words alone.
    fn told(self, words: String) -> Warning {
        let name = Some(self.name).filter(|name| !name.is_empty());
        Warning::Told { name, kind: self.kind, words }
    }
}
