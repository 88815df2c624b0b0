//! `schema`: a JSON Schema of scenario files, for editors that complete and check while one types.

use crate::cli::{Failure, answer_json};

/// Print the schema.
pub(crate) fn run() -> Result<(), Failure> {
    answer_json(&crate::scenario::schema::schema())
}
