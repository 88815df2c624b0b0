//! study::run

pub mod summary;
pub mod warnings;
