//! What a trajectory says.
//!
//! - What is a stretch of weeks, and what is a measure over it? → `window`
//! - What is one run reduced to? → `values`
//! - How is one number named that a history is held against? → `statistic`
//! - How is what people measured read and checked? → `observed`

pub mod observed;
pub mod statistic;
pub mod values;
pub mod window;
