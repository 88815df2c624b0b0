//! What a command answers, command → file. `…_json` is the same answer for programs.
//!
//! - `calibrate` → `calibrate`, and `recovery` for `--recover`
//! - `compare` → `compare`, `compare_json`, and `ignorance` where scenarios are drawn from a posterior
//! - `coverage` → `coverage`
//! - `decision` → `decision`
//! - `diagnose` → `diagnose`, `diagnose_json`
//! - `run` → `run`
//! - `survey` → `survey`
//! - `validate` → `validate`, `validate_json`
//! - `villages` → `villages`
//!
//! `overview` is the table of scenarios with which `run`, `compare` and `diagnose` end.

pub mod calibrate;
pub mod compare;
pub mod compare_json;
pub mod coverage;
pub mod decision;
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
