//! Who is best of all scenarios over plausible draws, and how far behind the best of each the others fall.

use crate::stats::quantile;
use crate::world::record::Better;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// How one scenario stands among all, the baseline among them, over draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Robustness {
    /// Share of draws in which it is the best; those who are best together share the draw.
    pub share_first: f64,
    /// Mean over draws of how much it falls behind the best of the draw; no number (`null` in JSON) for a
    /// scenario in which the measure never exists.
    #[serde(deserialize_with = "number_or_none")]
    pub expected_regret: f64,
    /// 95% quantile of that; no number likewise.
    #[serde(deserialize_with = "number_or_none")]
    pub worst_regret: f64,
}

fn number_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    Option::<f64>::deserialize(from).map(|number| number.unwrap_or(f64::NAN))
}

/// The same of all scenarios: `effects[scenario]` against the baseline by draw, which itself is 0 everywhere.
/// Who has no effect in any draw is compared with nobody.
pub(crate) fn robustness(effects: &[BTreeMap<usize, f64>], better: Better) -> Vec<Robustness> {
    let order = better.order();
    let compared: Vec<&BTreeMap<usize, f64>> = effects.iter().filter(|effect| !effect.is_empty()).collect();
    let draws: Vec<usize> = match compared.first() {
        Some(first) => first.keys().copied().filter(|d| compared.iter().all(|e| e.contains_key(d))).collect(),
        None => vec![],
    };
    let best = |draw: &usize| compared.iter().map(|e| e[draw] * order).fold(f64::NEG_INFINITY, f64::max);
    // Who are best together share a draw.
    let part = |draw: &usize, effect: &BTreeMap<usize, f64>| {
        let firsts = compared.iter().filter(|e| e[draw] * order == best(draw)).count();
        if effect[draw] * order == best(draw) { 1.0 / firsts as f64 } else { 0.0 }
    };
    let of = |effect: &BTreeMap<usize, f64>| {
        if effect.is_empty() {
            return Robustness { share_first: 0.0, expected_regret: f64::NAN, worst_regret: f64::NAN };
        }
        let mut behind: Vec<f64> = draws.iter().map(|draw| best(draw) - effect[draw] * order).collect();
        behind.sort_by(f64::total_cmp);
        let n = behind.len().max(1) as f64;
        Robustness {
            share_first: draws.iter().map(|draw| part(draw, effect)).sum::<f64>() / n,
            expected_regret: behind.iter().sum::<f64>() / n,
            worst_regret: quantile(&behind, 0.95).unwrap_or(0.0),
        }
    };
    effects.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_regrets_by_hand() {
        let of = |effects: [f64; 4]| effects.into_iter().enumerate().collect::<BTreeMap<_, _>>();
        let effects = [of([0.0; 4]), of([1.0, 2.0, -1.0, 3.0]), of([2.0, 1.0, -2.0, 3.0])];
        let all = robustness(&effects, Better::Up);
        assert_eq!(all.iter().map(|r| r.share_first).collect::<Vec<_>>(), [0.25, 0.375, 0.375]);
        // Behind the best: the baseline 2, 2, 0, 3; the first 1, 0, 1, 0; the second 0, 1, 2, 0.
        assert_eq!(all.iter().map(|r| r.expected_regret).collect::<Vec<_>>(), [1.75, 0.5, 0.75]);
        let low = robustness(&effects, Better::Down);
        assert_eq!(low[0].share_first, 0.75);
        assert!(robustness(&[], Better::Up).is_empty());
        // A scenario without the measure takes nothing from the others, and stands nowhere itself.
        let beside = [effects[0].clone(), effects[1].clone(), BTreeMap::new()];
        let two = robustness(&beside, Better::Up);
        assert_eq!((two[0].share_first, two[1].share_first, two[2].share_first), (0.25, 0.75, 0.0));
        assert!(two[1].expected_regret == 0.25 && two[2].expected_regret.is_nan());
        let text = serde_json::to_string(&two[2]).unwrap();
        assert!(serde_json::from_str::<Robustness>(&text).unwrap().worst_regret.is_nan(), "{text}");
    }
}
