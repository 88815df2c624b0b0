//! Readable results. Computes nothing new: it words and draws what `experiment` found and what the code
//! declares.
//!
//! [`answer`], [`comparison`] and [`diagnosis`] are the tables on the terminal; [`page`] the report as HTML;
//! [`charts`] its pictures, each alone by `plot`; [`pages`] the reference pages.

pub mod answers;
pub mod charts;
pub mod page;
pub mod reference;
pub mod text;
