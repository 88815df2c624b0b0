//! How files are written.
//!
//! - A result folder? → `results`, its summary → `summary`, its description → `datapackage`
//! - A calibration, a survey? → `calibration`, `survey`
//! - A single page or picture? → `page`, `picture`
//! - Rows of CSV? → `rows`

pub mod calibration;
mod datapackage;
pub mod page;
#[cfg(feature = "png")]
pub mod picture;
pub mod results;
pub mod rows;
mod summary;
pub mod survey;
