//! Rules that react: `[[when]]` in a scenario. A rule looks at what was recorded and sets levers from the
//! next week on.
//!
//! - What is a rule, when does it come into force, when does it end? → `rule`
//! - What does a condition say, and does it hold? → `condition`
//! - From which week on can it hold? → `earliest`
//! - What does it look at: this week's records and the weeks before? → `sight`
//! - By which comparison was it decided? → `comparison`

pub(crate) mod comparison;
pub(crate) mod condition;
pub(crate) mod earliest;
pub(crate) mod rule;
pub(crate) mod sight;
