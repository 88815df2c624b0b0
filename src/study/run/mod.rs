//! What `run` says of the runs of a scenario.
//!
//! - Which figures does the answer on the terminal tell? → `summary`
//! - What should be known before trusting it? → `warnings`

pub(crate) mod place;
pub(crate) mod summary;
pub(crate) mod warnings;
