//! Readable results. Computes nothing new: it words what `experiment` found and what the code declares.

pub mod answer;
pub mod pages;
pub mod words;
