//! study

pub mod calibrate;
pub mod compare;
pub mod coverage;
pub mod diagnose;
pub mod run;
pub mod survey;
pub mod validate;
pub mod villages;
