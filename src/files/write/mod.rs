//! How files are written.
//!
//! - A result folder? → `results`, its summary → `summary`, its description → `datapackage`, what was
//!   run → `resolved`
//! - A calibration, a survey? → `calibration`, `survey`
//! - A single page or picture? → `page`, `picture`
//! - Rows of CSV? → `rows`

pub(crate) mod calibration;
mod datapackage;
pub(crate) mod page;
#[cfg(feature = "png")]
pub(crate) mod picture;
mod resolved;
pub(crate) mod results;
pub(crate) mod rows;
mod summary;
pub(crate) mod survey;
