//! What is known of a cause, as a diagnosis keeps it.

use crate::study::plausible::knowledge::KNOWN;
use serde::{Deserialize, Serialize};

/// What repair of a cause takes away of a deficiency over plausible draws, in index points; negative where it
/// makes things worse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CauseOverDraws {
    /// Name of the cause.
    pub name: String,
    /// Mean share over draws.
    pub mean: f64,
    /// 5% and 95% quantile over draws, without the spread that chance adds to them.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Share of draws in which its repair lessens the deficiency, each draw by how probable its side is.
    pub lessens: f64,
    /// Share of draws in which no other cause has a larger share, by behaviour where a part moves by
    /// definition.
    pub largest: f64,
}

impl CauseOverDraws {
    /// 1 where its repair is known to lessen the deficiency, −1 where to raise it, otherwise 0.
    pub(crate) fn known_sign(&self) -> i8 {
        i8::from(self.lessens >= KNOWN) - i8::from(self.lessens <= 1.0 - KNOWN)
    }

    /// Whether it is known to be the largest cause.
    pub(crate) fn known_largest(&self) -> bool {
        self.largest >= KNOWN
    }
}
