//! files::write

pub mod calibration;
mod datapackage;
pub mod page;
#[cfg(feature = "png")]
pub mod picture;
pub mod results;
pub mod rows;
mod summary;
pub mod survey;
