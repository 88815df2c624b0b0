//! What `decision` adds to the answer of `compare` as JSON: the recommendation in English, and under which
//! conditions it, and the direction of each package, turns.

use crate::report::charts::scene::Scene;
use crate::report::page::recommendation::{TurningTold, sentences};
use crate::report::text::translate::Lang;
use crate::study::compare::comparison::Comparison;
use crate::study::plausible::turning::Turning;
use crate::study::plausible::unless::TurningBound;
use serde_json::{Value, json};

/// The recommendation and `holds_unless`: of the recommendation, and of each package's direction against the
/// baseline.
pub(crate) fn add(
    answer: &mut Value,
    comparison: &Comparison,
    turning: Option<&TurningTold>,
    directions: &[(String, Turning)],
) {
    let scene = Scene::new(comparison, Lang::En, comparison.ranked().name);
    answer["recommendation"] =
        scene.map(|scene| sentences(&scene, turning)).as_ref().map_or(Value::Null, |s| json!(s));
    let Some(told) = turning else { return };
    let first = entry(told, "recommendation", None, &told.turning);
    let each = directions.iter().map(|(name, turning)| entry(told, "direction", Some(name), turning));
    answer["holds_unless"] = std::iter::once(first).chain(each).collect();
}

fn entry(told: &TurningTold, of: &str, scenario: Option<&String>, turning: &Turning) -> Value {
    let bound = |bound: &TurningBound| {
        let parameter = &told.parameters[bound.at];
        json!({ "parameter": parameter, "above": bound.above, "value": bound.value })
    };
    let unless = turning.unless.as_ref();
    json!({
        "of": of, "scenario": scenario, "turns_in": turning.share,
        "bounds": unless.map(|unless| unless.bounds.iter().map(bound).collect::<Vec<_>>()),
        "density": unless.map(|unless| unless.density), "coverage": unless.map(|unless| unless.coverage),
    })
}
