//! A parameter that may move: between which ends, and on which scale.
//!
//! Its prior is uniform over the declared range. The sampler moves it on a line without ends, z = logit of
//! its place in the range; there the prior is the standard logistic distribution, and no proposal and no
//! adjustment can leave the range.

use crate::random::logistic64;
use crate::scenario::posterior::may_move;
use crate::settings::TableFacts;

/// A parameter that may move.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Free {
    /// Full path: `residents.choice.intercept`.
    pub path: String,
    /// Lowest and highest value, in its unit.
    pub range: (f64, f64),
}

impl Free {
    /// The parameter of that path, if it may move; if not, why.
    pub(crate) fn named(path: &str, facts: &[TableFacts]) -> Result<Free, String> {
        let range = may_move(path, facts).map_err(|why| why.words(path, facts))?;
        Ok(Free { path: path.into(), range })
    }

    /// Its value at a place on the line.
    pub(crate) fn value(&self, z: f64) -> f64 {
        let (low, high) = self.range;
        (low + (high - low) * logistic64(z)).clamp(low, high)
    }

    #[cfg(test)]
    /// The place on the line of a value inside the range.
    pub(crate) fn place(&self, value: f64) -> f64 {
        // The ends lie infinitely far out: as far as double precision tells a share from 0 and 1.
        let share = ((value - self.range.0) / (self.range.1 - self.range.0)).clamp(1e-15, 1.0 - 1e-15);
        libm::log(share / (1.0 - share))
    }
}

/// Density of the prior on the line: the standard logistic distribution, for each parameter by itself.
pub(crate) fn prior(places: &[f64]) -> f64 {
    places.iter().map(|z| logistic64(*z) * logistic64(-*z)).product()
}

/// All parameters that may move.
pub(crate) fn candidates(facts: &[TableFacts]) -> Vec<Free> {
    let paths = facts
        .iter()
        .flat_map(|table| table.fields.iter().map(|field| format!("{}.{}", table.path, field.name)));
    paths.filter_map(|path| Free::named(&path, facts).ok()).collect()
}
