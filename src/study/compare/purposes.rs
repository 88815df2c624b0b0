//! For which purposes of the ledger public purses pay more than with the baseline.

use crate::stats::paired::Estimate;
use crate::world::ledger::For;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What public purses paid for one purpose in one run, yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PurposeSum {
    /// In all weeks.
    pub whole: f64,
    /// In the last year.
    pub last_year: f64,
}

/// What public purses paid in the worlds of a scenario.
pub(crate) type PaidByWorld = BTreeMap<u32, BTreeMap<For, PurposeSum>>;

/// Extra public cost for one purpose of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PurposeCost {
    /// What for.
    #[serde(with = "by_name")]
    pub purpose: For,
    /// In the last year, yuan.
    #[serde(rename = "extra_last_year")]
    pub last_year: Estimate,
    /// In all weeks, yuan.
    #[serde(rename = "extra_whole")]
    pub whole: Estimate,
}

/// A purpose by its name in files.
mod by_name {
    use crate::language::said;
    use crate::world::ledger::For;
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the serializer hands over references")]
    pub(super) fn serialize<S: Serializer>(purpose: &For, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(purpose.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<For, D::Error> {
        let name = String::deserialize(from)?;
        let known = For::ALL.into_iter().find(|purpose| purpose.name() == name);
        known.ok_or_else(|| de::Error::custom(said!("`{name}` is no purpose of a payment")))
    }
}

/// Extra public cost in the worlds that both have; purposes that never differ are left out.
pub(crate) fn purposes(baseline: &PaidByWorld, scenario: &PaidByWorld, key: u64) -> Vec<PurposeCost> {
    let worlds: Vec<&u32> = baseline.keys().filter(|world| scenario.contains_key(world)).collect();
    let all: BTreeSet<For> =
        baseline.values().chain(scenario.values()).flat_map(|p| p.keys().copied()).collect();
    let paid = |side: &PaidByWorld, world: &u32, purpose: &For| {
        side[world].get(purpose).copied().unwrap_or_default()
    };
    let row = |purpose: For| {
        let extra = |of: fn(&PurposeSum) -> f64| {
            let difference =
                |world: &&u32| of(&paid(scenario, world, &purpose)) - of(&paid(baseline, world, &purpose));
            worlds.iter().map(difference).collect::<Vec<f64>>()
        };
        let (last_year, whole) = (extra(|paid| paid.last_year), extra(|paid| paid.whole));
        let differs = last_year.iter().chain(&whole).any(|d| *d != 0.0);
        let cost = PurposeCost {
            purpose,
            last_year: Estimate::of(&last_year, key)?,
            whole: Estimate::of(&whole, key)?,
        };
        differs.then_some(cost)
    };
    all.into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_is_read_back_by_its_name() {
        for (place, purpose) in For::ALL.into_iter().enumerate() {
            assert_eq!(purpose as usize, place, "{}", purpose.name());
            let zero = Estimate::of(&[0.0], 1).unwrap();
            let cost = PurposeCost { purpose, last_year: zero, whole: zero };
            let text = serde_json::to_string(&cost).unwrap();
            assert!(text.contains(&format!("\"{}\"", purpose.name())), "{text}");
            assert_eq!(serde_json::from_str::<PurposeCost>(&text).unwrap(), cost);
        }
        assert_eq!(For::ALL.len(), For::UnpaidBills as usize + 1, "none is missing at the end");
        let unknown =
            r#"{"purpose":"lunch","extra_last_year":{"mean":0,"n":1},"extra_whole":{"mean":0,"n":1}}"#;
        assert!(serde_json::from_str::<PurposeCost>(unknown).unwrap_err().to_string().contains("`lunch`"));
    }
}
