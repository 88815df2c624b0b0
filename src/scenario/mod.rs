//! A validated, immutable description.
