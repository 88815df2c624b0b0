//! Observations of a scenario as what a fit is held against.

use super::goal::Target;
use super::{Error, Observed};
use crate::experiment::observed::{self, Precision};

/// Observations of the scenario at `scenario` as targets.
pub fn of_file(observed: &observed::Observed, scenario: usize) -> Vec<Target> {
    let one = |o: &observed::Observation| {
        let error = match o.precision {
            Precision::Error(se) => Error::Standard(se),
            Precision::Asked(n) => Error::Asked(n),
        };
        Target { scenario, statistic: o.statistic, observed: Observed { value: o.value, error } }
    };
    observed.list.iter().map(one).collect()
}
