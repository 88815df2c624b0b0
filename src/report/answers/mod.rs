//! report::answers

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
