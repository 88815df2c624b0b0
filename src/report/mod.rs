//! Readable results. Computes nothing new: it words what `experiment` found.

pub mod answer;
pub mod words;
