//! Readable results. Computes nothing new: it words what `experiment` found and what the code declares.

pub mod answer;
pub mod pages;
pub mod comparison;
pub mod comparison_json;
pub mod diagnosis;
pub mod diagnosis_json;
pub mod grid;
pub mod words;
