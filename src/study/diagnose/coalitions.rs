//! Coalitions of repaired causes: the scenarios whose worlds tell what each cause is answerable for.

use crate::scenario::Scenario;
use crate::study::diagnose::causes::{CAUSES, repaired};
use crate::study::diagnose::diagnosis::Move;

/// What is repaired in a coalition, in words.
pub fn coalition(mask: usize) -> String {
    let keys: Vec<_> =
        (0..CAUSES.len()).filter(|cause| mask & (1 << cause) != 0).map(|cause| CAUSES[cause].key).collect();
    match keys.len() {
        0 => "as it is".into(),
        n if n == CAUSES.len() => "all repaired".into(),
        _ => keys.join("+"),
    }
}

/// The eight coalitions, index = bits of the causes repaired; each cause's levers moved by its fraction of
/// the way.
pub fn coalitions(scenario: &Scenario, moves: &[Vec<Move>; 3], fractions: [f64; 3]) -> Vec<Scenario> {
    let repair = |mask: usize| {
        let inside = (0..3).filter(move |cause| mask & (1 << cause) != 0);
        let suffix = if mask == 0 { String::new() } else { format!(" + {}", coalition(mask)) };
        let mut repaired = repaired(
            scenario,
            inside.flat_map(|cause| moves[cause].iter().map(move |one| (one, fractions[cause]))),
            &suffix,
        );
        repaired.title += &if mask == 0 { String::new() } else { format!(" ({})", coalition(mask)) };
        repaired
    };
    (0..8).map(repair).collect()
}
