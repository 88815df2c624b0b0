//! Readable results. Computes nothing new: it words and draws what `experiment` found and what the code declares.
//!
//! [`answer`], [`comparison`] and [`diagnosis`] are the tables on the terminal; [`page`] the report as HTML; [`charts`] its pictures,
//! each alone by `plot`; [`pages`] the reference pages.

pub mod answer;
pub mod axes;
pub mod blame;
pub mod calibration;
pub mod charts;
pub mod comparison;
pub mod comparison_json;
pub mod coverage;
pub mod decision;
pub mod diagnosis;
pub mod diagnosis_json;
pub mod grid;
pub mod ignorance;
pub mod lang;
pub mod lay;
pub mod method;
pub mod overview;
pub mod page;
pub mod pages;
pub mod recovery;
pub mod say;
pub mod scene;
pub mod sections;
pub mod survey;
pub mod svg;
pub mod villages;
pub mod validation;
pub mod validation_json;
pub mod words;
