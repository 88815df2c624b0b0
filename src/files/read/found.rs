//! What the answer of a comparison in its folder holds that no table does: the measure of the ranking, what
//! the comparison checked of itself, and public cost by purpose.

use crate::files::input;
use crate::files::input::InputKind;
use crate::files::read::{COMPARISON, Refusal, refuse};
use crate::study::compare::checks::SelfChecks;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::purposes::PurposeCost;
use crate::world::record::measure;
use serde::Deserialize;
use std::path::Path;

/// The part of the answer that is read back.
#[derive(Deserialize)]
struct Stored {
    ranking: StoredRanking,
    checks: SelfChecks,
    scenarios: Vec<StoredScenario>,
}

#[derive(Deserialize)]
struct StoredRanking {
    measure: String,
}

#[derive(Deserialize)]
struct StoredScenario {
    scenario: String,
    cost: StoredCost,
}

#[derive(Deserialize)]
struct StoredCost {
    purposes: Vec<PurposeCost>,
}

/// Nothing where the folder holds no comparison.
pub(super) fn read(folder: &Path, comparison: &mut Comparison) -> Result<(), Refusal> {
    let path = folder.join(COMPARISON);
    if path.symlink_metadata().is_err_and(|cause| cause.kind() == std::io::ErrorKind::NotFound) {
        return Ok(());
    }
    let bytes = input::read(&path, InputKind::Result).or_else(|why| refuse(&path, why))?;
    let stored: Stored =
        serde_json::from_slice(&bytes).or_else(|cause| refuse(&path, format!("is damaged: {cause}")))?;
    let Some(asked) = measure(&stored.ranking.measure) else {
        return refuse(&path, format!("`{}` is no measure", stored.ranking.measure));
    };
    (comparison.asked, comparison.checks) = (Some(asked), stored.checks);
    for StoredScenario { scenario, cost } in stored.scenarios {
        match comparison.cases.iter_mut().find(|case| case.name == scenario) {
            Some(case) => case.purposes = cost.purposes,
            None => return refuse(&path, format!("the manifest knows no scenario `{scenario}`")),
        }
    }
    Ok(())
}
