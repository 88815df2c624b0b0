//! What a comparison found, read back as it was in memory.

use crate::files::columns::ResultTable;
use crate::files::read::Refusal;
use crate::files::read::table::TableReader;
use crate::measure::window::Window;
use crate::stats::paired::Paired;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::effects::Effect;
use crate::world::record::measure;
use std::path::Path;

/// The effects, and the baseline of the comparison; nothing where the folder holds none.
pub(super) fn read(folder: &Path, study: &mut Comparison) -> Result<(), Refusal> {
    let columns = [
        "baseline",
        "scenario",
        "measure",
        "window",
        "diff",
        "ci_low",
        "ci_high",
        "p_better",
        "n_pairs",
        "n_others",
        "correlation",
        "variance_reduction",
        "pairs_to_settle",
    ];
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Effects.file(), &columns)? else {
        return Ok(());
    };
    while rows.next()? {
        study.effects.push(effect(&rows, &at)?);
    }
    if let Some(known) = study.effects.first() {
        study.baseline = study.cases.iter().position(|case| case.name == known.baseline).unwrap_or(0);
    }
    Ok(())
}

/// A row of effects.csv as it was in memory.
fn effect(rows: &TableReader, at: &[usize]) -> Result<Effect, Refusal> {
    let Some(measure) = measure(rows.text(at[2])?) else {
        return rows.fault(format!("`{}` is no measure", rows.text(at[2])?));
    };
    let Ok(window) = rows.text(at[3])?.parse::<Window>() else {
        return rows.fault(format!("`{}` is no window", rows.text(at[3])?));
    };
    let Some(diff) = rows.number(at[4])? else { return rows.fault("a difference is missing") };
    let paired = Paired {
        pairs: rows.whole(at[8])?,
        diff,
        interval: rows.number(at[5])?.zip(rows.number(at[6])?),
        p_better: rows.number(at[7])?,
        others: if rows.bytes(at[9]).is_empty() { None } else { Some(rows.whole(at[9])?) },
        correlation: rows.number(at[10])?,
        variance_reduction: rows.number(at[11])?,
        pairs_to_settle: if rows.bytes(at[12]).is_empty() { None } else { Some(rows.whole(at[12])?) },
    };
    let [baseline, scenario] = [at[0], at[1]].map(|at| rows.text(at).map(str::to_string));
    Ok(Effect { baseline: baseline?, scenario: scenario?, measure: measure.name, window, paired })
}
