//! What a command answers, command → file. `…_json` is the same answer for programs.
//!
//! - `best` → `best`, `best_json`; where nobody keeps what must be kept `best_nearest`
//! - `calibrate` → `calibrate`, and `recovery` for `--recover`
//! - `compare` → `compare_brief`, with `--full` `compare` with `compare_costs` and `compare_groups`;
//!   `compare_json`, `knowledge`; with a posterior `ignorance`
//! - `coverage` → `coverage`
//! - `decision` → `decision` with `decision_opening`, `decision_payers`, `decision_groups`, `decision_causes`
//!   and `decision_settings`; its JSON → `decision_json`
//! - `diagnose` → `diagnose` with `diagnose_known`, `diagnose_json`; where no organization runs the home
//!   `diagnose_today`
//! - `diff` → `diff`
//! - `plausible` → `plausible`
//! - `run` → `run`
//! - `sensitivity` → `sensitivity`
//! - `story` → `story`
//! - `survey` → `survey`, `survey_json`
//! - `validate` → `validate` with `validate_by_seed`, `validate_json`
//! - `villages` → `villages` with `villages_patterns` and `villages_formats`
//!
//! `overview` is the table of scenarios with which `run`, `compare` and `diagnose` end.

pub(crate) mod best;
pub(crate) mod best_json;
pub(crate) mod best_nearest;
pub(crate) mod calibrate;
pub(crate) mod compare;
pub(crate) mod compare_brief;
pub(crate) mod compare_costs;
pub(crate) mod compare_groups;
pub(crate) mod compare_json;
pub(crate) mod coverage;
pub(crate) mod decision;
pub(crate) mod decision_causes;
pub(crate) mod decision_json;
mod decision_groups;
mod decision_opening;
mod decision_payers;
mod decision_settings;
pub(crate) mod diagnose;
pub(crate) mod diagnose_json;
mod diagnose_known;
pub(crate) mod diagnose_today;
pub(crate) mod diff;
pub(crate) mod ignorance;
pub(crate) mod knowledge;
pub(crate) mod levels;
pub(crate) mod overview;
pub(crate) mod plausible;
pub(crate) mod recovery;
pub(crate) mod run;
pub(crate) mod sensitivity;
pub(crate) mod story;
pub(crate) mod story_residents;
pub(crate) mod survey;
pub(crate) mod survey_json;
pub(crate) mod validate;
pub(crate) mod validate_by_seed;
pub(crate) mod validate_json;
pub(crate) mod villages;
pub(crate) mod villages_formats;
pub(crate) mod villages_patterns;
