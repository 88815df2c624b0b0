//! A value as numerator and denominator: windows and communities combine by adding both.

use serde::{Deserialize, Serialize};

/// A value as numerator and denominator. A denominator of zero means that the value does not exist (an empty
/// cell).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fraction {
    /// Numerator, or the value itself.
    pub num: f64,
    /// Denominator; 1 for a plain value.
    pub den: f64,
}

impl Fraction {
    /// The value; `None` when it does not exist.
    pub fn value(self) -> Option<f64> {
        (self.den != 0.0).then(|| self.num / self.den)
    }
}
