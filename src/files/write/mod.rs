//! How files are written.
//!
//! - A result folder? → `results`, its tables, as CSV or Parquet → `table`, its summary → `summary`, its
//!   description → `datapackage`, what was run → `resolved`
//! - What was found with each plausible draw? → `draws`
//! - What is to be known before they are trusted? → `warnings`
//! - Tables in which scenarios are compared? → `effects`
//! - A calibration, a survey, a search for the best? → `calibration`, `survey`, `best`
//! - A resident of a sample? → `residents`
//! - A single page or picture? → `page`, `picture`
//! - Rows of CSV? → `rows`

pub(crate) mod best;
pub(crate) mod calibration;
pub(super) mod datapackage;
mod draws;
mod effects;
pub(crate) mod page;
#[cfg(feature = "png")]
pub(crate) mod picture;
mod resolved;
pub(super) mod residents;
pub(crate) mod results;
pub(crate) mod rows;
pub(super) mod summary;
pub(crate) mod survey;
pub(super) mod table;
pub(in crate::files) mod warnings;
