//! What a comparison found, read back from its answer as it was in memory: tables hold money in whole fen,
//! and neither the measure of the ranking, nor what the comparison checked of itself, nor public cost by
//! purpose.

use crate::files::input;
use crate::files::input::InputKind;
use crate::files::read::{COMPARISON, Refusal, refuse};
use crate::language::said;
use crate::measure::window::Window;
use crate::scenario::draws_from::DrawsFrom;
use crate::stats::paired::Paired;
use crate::study::compare::checks::SelfChecks;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::effects::Effect;
use crate::study::compare::purposes::PurposeCost;
use crate::study::plausible::for_whom::KnownGroup;
use crate::study::plausible::knowledge::{Knowledge, KnownEffect, KnownEffects};
use crate::study::plausible::standings::StandingOverDraws;
use crate::world::record::measure;
use serde::Deserialize;
use std::path::Path;

/// The part of the answer that is read back.
#[derive(Deserialize)]
struct Stored {
    baseline: StoredBaseline,
    ranking: StoredRanking,
    checks: SelfChecks,
    scenarios: Vec<StoredScenario>,
    /// Where draws were lived.
    #[serde(default)]
    knowledge: Option<StoredKnowledge>,
    #[serde(default)]
    effects: Vec<StoredKnown>,
}

#[derive(Deserialize)]
struct StoredKnowledge {
    draws: usize,
    draws_there: usize,
    #[serde(default)]
    worlds_per_draw: u32,
    #[serde(default)]
    chance_share: Option<f64>,
    parameters: usize,
    /// Folders of earlier versions hold plausible draws alone.
    #[serde(default)]
    from: DrawsFrom,
    measure: String,
    smallest: f64,
    requirements: Vec<String>,
    robustness: Vec<StandingOverDraws>,
    #[serde(default)]
    groups: Vec<KnownGroup>,
}

#[derive(Deserialize)]
struct StoredKnown {
    scenario: String,
    measure: String,
    knowledge: Knowledge,
}

#[derive(Deserialize)]
struct StoredBaseline {
    scenario: String,
}

#[derive(Deserialize)]
struct StoredRanking {
    measure: String,
}

#[derive(Deserialize)]
struct StoredScenario {
    scenario: String,
    effects: Vec<StoredEffect>,
    cost: StoredCost,
}

#[derive(Deserialize)]
struct StoredEffect {
    measure: String,
    window: Window,
    #[serde(flatten)]
    paired: Paired,
}

#[derive(Deserialize)]
struct StoredCost {
    purposes: Vec<PurposeCost>,
}

impl StoredKnowledge {
    /// With what is known of each effect; `measure` is that of the ranking.
    fn with(self, measure: &'static str, effects: Vec<KnownEffect>) -> KnownEffects {
        KnownEffects {
            draws: self.draws,
            draws_there: self.draws_there,
            worlds_per_draw: self.worlds_per_draw,
            chance_share: self.chance_share,
            parameters: self.parameters,
            from: self.from,
            measure,
            smallest: self.smallest,
            requirements: self.requirements,
            effects,
            robustness: self.robustness,
        }
    }
}

/// Nothing where the folder holds no comparison.
pub(super) fn read(folder: &Path, comparison: &mut Comparison) -> Result<(), Refusal> {
    let path = folder.join(COMPARISON);
    if path.symlink_metadata().is_err_and(|cause| cause.kind() == std::io::ErrorKind::NotFound) {
        return Ok(());
    }
    let bytes = input::read(&path, InputKind::Result).or_else(|why| refuse(&path, why))?;
    let stored: Stored =
        serde_json::from_slice(&bytes).or_else(|cause| refuse(&path, said!("is damaged: {cause}")))?;
    let measure_of =
        |name: &str| measure(name).map_or_else(|| refuse(&path, said!("`{name}` is no measure")), Ok);
    let place_of = |comparison: &Comparison, name: &str| {
        let place = comparison.cases.iter().position(|case| case.name == name);
        place.map_or_else(|| refuse(&path, said!("the manifest knows no scenario `{name}`")), Ok)
    };
    comparison.asked = Some(measure_of(&stored.ranking.measure)?);
    comparison.checks = stored.checks;
    comparison.baseline = place_of(comparison, &stored.baseline.scenario)?;
    for StoredScenario { scenario, effects, cost } in stored.scenarios {
        let at = place_of(comparison, &scenario)?;
        comparison.cases[at].purposes = cost.purposes;
        for StoredEffect { measure, window, paired } in effects {
            let (baseline, scenario) = (stored.baseline.scenario.clone(), scenario.clone());
            let measure = measure_of(&measure)?.name;
            comparison.effects.push(Effect { baseline, scenario, measure, window, paired });
        }
    }
    if let Some(of) = stored.knowledge {
        let measure = measure_of(&of.measure)?.name;
        let known = |one: StoredKnown| {
            let measure = measure_of(&one.measure)?.name;
            Ok(KnownEffect { scenario: one.scenario, measure, knowledge: one.knowledge })
        };
        let effects = stored.effects.into_iter().map(known).collect::<Result<_, Refusal>>()?;
        comparison.known_groups.clone_from(&of.groups);
        comparison.known = Some(of.with(measure, effects));
    }
    Ok(())
}
