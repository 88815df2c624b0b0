//! Tables in Parquet, with a file for each scenario. Only with the feature `parquet`.
//!
//! - How do the cells of a column become values, and values cells? → `values`
//! - Which columns has a file? → `schema`
//! - Which parts are there? → `folders`
//! - How are rows written? → `write`
//! - How are they read back? → `read`
//!
//! A file holds the columns of the same table in CSV but for `scenario`, which the name of its folder tells.
//! Its values are those of the cells: what was written is what CSV would say, and is read back as the same
//! cells.

pub(super) mod folders;
pub(super) mod read;
mod schema;
mod values;
pub(super) mod write;

use ::parquet::errors::ParquetError;
use std::io;

/// What the system refused, where it did; else what is wrong with the file.
fn cause(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(refused) => *refused,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
