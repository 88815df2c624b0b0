//! Sweeps: what comes out at many settings.
//!
//! - What is a plan? → `plan`; how is it read → `reading`, its values → `varied`, its table → `table`; does
//!   it go together → `judging`
//! - Which points come of it? → `design`
//! - Which scenarios are the points? → `points`, and what came out at them? → `swept`

pub(crate) mod design;
mod judging;
pub(crate) mod plan;
pub(crate) mod points;
pub(crate) mod reading;
pub(crate) mod swept;
mod table;
#[cfg(test)]
mod tests;
pub(crate) mod varied;

/// The column that names the base, where there are several.
pub(crate) const BASE: &str = "base";
/// Most points of a sweep.
pub(crate) const MOST: usize = 10_000;
/// Settings that a Sobol' sequence can vary.
pub(crate) const MOST_SOBOL: usize = 256;
