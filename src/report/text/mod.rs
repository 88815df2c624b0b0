//! report::text

pub mod data_table;
pub mod format;
pub mod table;
pub mod translate;
