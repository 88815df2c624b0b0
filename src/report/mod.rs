//! Readable results. Computes nothing new: it words and draws what `experiment` found.
//!
//! [`answer`] is the table on the terminal; [`page`] the report as HTML; [`charts`] its pictures, each alone by `plot`.

pub mod answer;
pub mod charts;
pub mod grid;
pub mod lang;
pub mod lay;
pub mod method;
pub mod page;
pub mod say;
pub mod scene;
pub mod svg;
pub mod words;
