//! The four deficiencies of the case study, each measured by one index from 0 (solved) to 1 (severe).

use crate::world::record::{MEASURES, Measure};
use serde::{Deserialize, Serialize};

/// A deficiency of a home that a social organization runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Deficiency {
    /// Service inefficiency.
    #[serde(rename = "deficiency_service")]
    Service,
    /// Thin institutions.
    #[serde(rename = "deficiency_institution")]
    Institution,
    /// Weak brand.
    #[serde(rename = "deficiency_brand")]
    Brand,
    /// Low awareness of the non-profit status.
    #[serde(rename = "deficiency_nonprofit")]
    Nonprofit,
}

impl Deficiency {
    /// All four, in the order of every table.
    pub(crate) const ALL: [Deficiency; 4] =
        [Deficiency::Service, Deficiency::Institution, Deficiency::Brand, Deficiency::Nonprofit];

    /// Name of its measure, a column of `series.csv`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Deficiency::Service => "deficiency_service",
            Deficiency::Institution => "deficiency_institution",
            Deficiency::Brand => "deficiency_brand",
            Deficiency::Nonprofit => "deficiency_nonprofit",
        }
    }

    /// The word that tells it from the others in narrow tables: `service`.
    pub(crate) const fn short(self) -> &'static str {
        match self {
            Deficiency::Service => "service",
            Deficiency::Institution => "institution",
            Deficiency::Brand => "brand",
            Deficiency::Nonprofit => "nonprofit",
        }
    }

    /// Its measure.
    pub(crate) fn measure(self) -> &'static Measure {
        // Looked up when the program is compiled: a missing measure does not compile.
        const AT: [usize; 4] = [
            place(Deficiency::Service.name()),
            place(Deficiency::Institution.name()),
            place(Deficiency::Brand.name()),
            place(Deficiency::Nonprofit.name()),
        ];
        &MEASURES[AT[self as usize]]
    }
}

/// The place of a measure in the table.
const fn place(name: &str) -> usize {
    let mut at = 0;
    while !same(MEASURES[at].name.as_bytes(), name.as_bytes()) {
        at += 1;
    }
    at
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_measure() {
        for deficiency in Deficiency::ALL {
            assert_eq!(deficiency.measure().name, deficiency.name());
            assert_eq!(serde_json::to_value(deficiency).unwrap(), deficiency.name());
            assert!(deficiency.name().ends_with(deficiency.short()));
        }
    }
}
