//! Of what the case study suggests: is it known whether it betters use, and whether it betters what it is for?

use crate::study::compare::suggestions::target;
use crate::study::plausible::knowledge::KnownEffects;
use serde::Serialize;

/// Use, which every suggestion is held against.
const USE: &str = "participation";

/// Whether the direction of an effect is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct KnownDirection {
    /// The suggestion.
    pub scenario: String,
    /// Use, or the measure that it is for.
    pub measure: &'static str,
    /// Share of draws in which it is better than the baseline.
    pub share_better: f64,
    /// Whether it is better, or worse, in 95% of draws.
    pub known: bool,
}

/// Of each compared scenario that is a suggestion: use first, then what it is for.
pub(crate) fn directions(known: &KnownEffects) -> Vec<KnownDirection> {
    let of = |scenario: &String, measure: &'static str| {
        let effect = known.effect(scenario, measure)?;
        let (scenario, share_better) = (scenario.clone(), effect.share_better?);
        Some(KnownDirection { scenario, measure, share_better, known: effect.directed() })
    };
    let both = |scenario: &String| {
        let target = target(scenario)?;
        Some([of(scenario, USE), of(scenario, target)])
    };
    let names = known.robustness.iter().map(|standing| &standing.scenario);
    names.filter_map(both).flatten().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Source;
    use crate::scenario::draws_from::DrawsFrom;
    use crate::scenario::posterior::Posterior;
    use crate::study::plausible::effects::DrawnWorlds;
    use crate::study::plausible::knowledge::{KnowledgeQuestion, known_effects};
    use crate::world::record::{MEASURES, index_of, measure};

    #[test]
    fn each_suggestion_is_told_of_use_and_of_what_it_is_for() {
        let at = |name: &str| index_of(name).unwrap();
        let names = ["z-home", "support", "mine"].map(str::to_string).into();
        let mut lived = DrawnWorlds { names, per_draw: 2, ..DrawnWorlds::default() };
        for draw in 0..40_u32 {
            let levels = |participation: f64, service: f64| {
                let mut levels = vec![None; MEASURES.len()];
                levels[at("participation")] = Some(participation);
                levels[at("deficiency_service")] = Some(service);
                levels
            };
            // More come with every draw; service falls short of less with three of four.
            let worse = if draw % 4 == 0 { 0.6 } else { 0.4 };
            for world in 1..=2 {
                let of =
                    vec![levels(0.01, 0.5), levels(0.02 + f64::from(draw) * 1e-4, worse), levels(0.3, 0.1)];
                lived.worlds.insert(2 * draw + world, of);
            }
        }
        let ranked = measure("participation").unwrap();
        let question = KnowledgeQuestion { ranked, smallest: &[], requirements: &[] };
        let source = Source { name: "made up".into(), sha256: String::new() };
        let drawn = Posterior { source, from: DrawsFrom::Plausible, paths: vec![], draws: vec![] };
        let found = directions(&known_effects(&lived, (40, &drawn), &question));
        let told: Vec<(&str, &str, bool)> =
            found.iter().map(|one| (one.scenario.as_str(), one.measure, one.known)).collect();
        assert_eq!(told, [("support", "participation", true), ("support", "deficiency_service", false)]);
        for (one, share) in found.iter().zip([1.0, 0.75]) {
            assert!((one.share_better - share).abs() < 1e-9, "{one:?}");
        }
    }
}
