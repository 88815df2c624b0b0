//! What `run` says of the runs of a scenario.
//!
//! - Which figures does the answer on the terminal tell? → `summary`
//! - What should be known before trusting it? → `warnings`; which a batch gives → `found`, from the `signs`
//!   of its runs; what is said of several scenarios in one line → `merged`

pub(crate) mod found;
pub(crate) mod merged;
pub(crate) mod place;
pub(crate) mod signs;
pub(crate) mod summary;
pub(crate) mod warnings;
