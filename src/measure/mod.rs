//! What a trajectory says.
//!
//! - What is a stretch of weeks, and what is a measure over it? → `window`
//! - What is one run reduced to? → `values`
//! - How is one number named that a history is held against? → `statistic`; over which weeks? → `week_span`
//! - What is wrong with a name? → `misnamed`
//! - Which measure counts as the cost of a package? → `cost`
//! - How is what people measured read and checked? → `observed`; and one row of it? → `observation`

pub(crate) mod cost;
pub(crate) mod misnamed;
pub(crate) mod observation;
pub(crate) mod observed;
pub(crate) mod statistic;
pub(crate) mod values;
pub(crate) mod week_span;
pub(crate) mod window;
