//! A trace through the links of the model, as it is kept in memory, written and read back.

use crate::stats::paired::Estimate;
use crate::world::record::deficiency::Deficiency;
use crate::world::record::{Measure, measure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Estimates by name of a measure; nothing where the measure does not exist.
pub(crate) type ByMeasure = BTreeMap<String, Option<Estimate>>;

/// Why a change came about: what of it is lost when a link of the model is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trace {
    /// Name of the measure asked for.
    pub headline: String,
    /// The whole change of each measure (repaired − as it is).
    pub change: ByMeasure,
    /// Links, those that carried most of the headline first.
    pub links: Vec<LinkLoss>,
    /// How the losses are to be read.
    pub note: String,
}

/// One link of the model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LinkLoss {
    /// Its name.
    #[serde(rename = "link")]
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// What of the change in each measure is lost when it is held.
    pub lost: ByMeasure,
}

impl LinkLoss {
    /// What of the change in a measure is lost.
    pub(crate) fn lost(&self, measure: &str) -> Option<Estimate> {
        self.lost.get(measure).copied().flatten()
    }
}

impl Trace {
    /// The change of a measure.
    pub(crate) fn change(&self, measure: &str) -> Option<Estimate> {
        self.change.get(measure).copied().flatten()
    }

    /// The measures that were traced, the headline first, then the deficiencies.
    pub(crate) fn measures(&self) -> Vec<&'static Measure> {
        let deficiencies = Deficiency::ALL.map(Deficiency::measure).into_iter();
        let others = deficiencies.filter(|m| m.name != self.headline && self.change.contains_key(m.name));
        measure(&self.headline).into_iter().chain(others).collect()
    }
}
