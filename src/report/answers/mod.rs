//! What a command answers, command → file. `…_json` is the same answer for programs.
//!
//! - `calibrate` → `calibrate`, and `recovery` for `--recover`
//! - `compare` → `compare` with `compare_costs` and `compare_groups`, `compare_json`; with a posterior
//!   `ignorance`
//! - `coverage` → `coverage`
//! - `decision` → `decision` with `decision_causes`
//! - `diagnose` → `diagnose`, `diagnose_json`
//! - `run` → `run`
//! - `survey` → `survey`
//! - `validate` → `validate`, `validate_json`
//! - `villages` → `villages` with `villages_patterns`
//!
//! `overview` is the table of scenarios with which `run`, `compare` and `diagnose` end.

pub mod calibrate;
pub mod compare;
pub(crate) mod compare_costs;
pub(crate) mod compare_groups;
pub mod compare_json;
pub mod coverage;
pub mod decision;
pub(crate) mod decision_causes;
pub mod diagnose;
pub mod diagnose_json;
pub mod ignorance;
pub mod overview;
pub mod recovery;
pub mod run;
pub mod survey;
pub mod validate;
pub mod validate_json;
pub mod villages;
pub(crate) mod villages_patterns;
