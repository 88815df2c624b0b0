//! The warnings of a batch that is put together: what is counted over runs is counted again over all of them;
//! what does not depend on runs is that of the parts.

use crate::files::columns::ResultTable;
use crate::files::file::{Written, write};
use crate::files::machine;
use crate::files::merge::MergeFault;
use crate::files::merge::parts::Parts;
use crate::files::read::Refusal;
use crate::files::read::table::TableReader;
use crate::files::read::warnings::{FirstFailures, SIGNS, first_failures, run_signs, warnings};
use crate::files::write::warnings::{warning_rows, warning_words};
use crate::study::run::found::{few, of_runs};
use crate::study::run::signs::Signs;
use crate::study::run::warnings::{Warning, WarningKind};
use std::collections::BTreeMap;
use std::path::Path;

/// Write the table from the lists of runs and failures that stand in the folder already; the same in words.
pub(super) fn written(parts: &Parts, folder: &Path) -> Result<(Written, Vec<String>), MergeFault> {
    let mut of_parts = Vec::new();
    for part in &parts.list {
        of_parts.push(warnings(&part.path)?);
    }
    let all = whole(parts, &of_parts, folder)?;
    let bytes = [ResultTable::Warnings.header(), warning_rows(&all)].concat();
    Ok((write(folder, ResultTable::Warnings.file(), &bytes)?, warning_words(&all)))
}

/// All warnings, in the order in which one machine would have told them.
fn whole(parts: &Parts, of_parts: &[Vec<Warning>], folder: &Path) -> Result<Vec<Warning>, Refusal> {
    let Some(first) = parts.list.first() else { return Ok(vec![]) };
    let worlds = parts.worlds().1;
    let signs = signs(folder, &first_failures(folder)?)?;
    let kept = |kind| of_parts.iter().flatten().filter(move |one: &&Warning| one.kind() == kind);
    let of_first = of_parts.first().into_iter().flatten();
    let mut all: Vec<Warning> = of_first.filter(|one| one.kind() == WarningKind::Scenario).cloned().collect();
    all.extend(few(worlds));
    for entry in &first.manifest.scenarios {
        let own = |one: &&Warning| one.scenario() == Some(entry.name.as_str());
        all.extend(kept(WarningKind::Overlap).find(own).cloned());
        if let Some(signs) = signs.get(&entry.name) {
            of_runs(&entry.name, signs, &mut all);
        }
    }
    // What the tables would take grows with the worlds.
    let left_out = of_parts.iter().zip(&parts.list).find_map(|(warnings, part)| {
        let bytes = warnings.iter().find_map(|one| match one {
            Warning::LeftOut { bytes, .. } => Some(*bytes),
            _ => None,
        })?;
        let each = bytes / u64::from(part.manifest.request.replicates.max(1));
        Some(each.saturating_mul(worlds.into()))
    });
    all.extend(left_out.map(|bytes| Warning::LeftOut { bytes, about: machine::words(bytes) }));
    Ok(all)
}

/// What is warned of in the runs of each scenario.
fn signs(folder: &Path, failures: &FirstFailures) -> Result<BTreeMap<String, Signs>, Refusal> {
    let columns = [&["scenario", "replicate", "status"][..], &SIGNS].concat();
    let mut all: BTreeMap<String, Signs> = BTreeMap::new();
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Runs, &columns)? else {
        return Ok(all);
    };
    while rows.next()? {
        let name = rows.text(at[0])?.to_string();
        let reason = failures.get(&name).map_or("", |(_, reason)| reason.as_str());
        let signs = all.entry(name).or_default();
        if rows.text(at[2])? == "failed" {
            signs.fail(rows.whole(at[1])?, reason);
            continue;
        }
        signs.take(&run_signs(&rows, &at[3..])?);
    }
    Ok(all)
}
