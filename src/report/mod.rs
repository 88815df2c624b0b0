//! Readable results. Computes nothing new: it words what `experiment` found.

pub mod answer;
pub mod comparison;
pub mod comparison_json;
pub mod diagnosis;
pub mod diagnosis_json;
pub mod grid;
pub mod words;
