//! The answer of `diagnose` as JSON: the diagnosis as it is kept in memory, and what was asked for.

use crate::files::manifest::Request;
use crate::study::diagnose::diagnosis::Diagnosis;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct DiagnosisAnswer<'a> {
    program: &'a str,
    version: &'a str,
    command: &'a str,
    seed: &'a str,
    #[serde(flatten)]
    diagnosis: &'a Diagnosis,
    warnings: &'a [String],
}

/// The whole answer.
pub(crate) fn as_json(diagnosis: &Diagnosis, request: &Request, warnings: &[String]) -> Value {
    let answer = DiagnosisAnswer {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command: &request.command,
        seed: &request.seed,
        diagnosis,
        warnings,
    };
    // Plain structs of text and numbers always serialize.
    serde_json::to_value(answer).unwrap_or_default()
}
