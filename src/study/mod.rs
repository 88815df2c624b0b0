//! Questions, one folder each: what trajectories say, without files, clock or terminal.
//!
//! - What came out of a run, and what is to be known of it? → `run`
//! - What does a scenario change against a baseline, for whom, at what price? → `compare`
//! - Which causes do deficiencies come from? → `diagnose`
//! - Which parameters go with what was observed? → `calibrate`
//! - Which draws of what nobody measured go with what was measured? → `plausible`
//! - Does the model agree with what was measured elsewhere? → `validate`
//! - Does its word of mouth agree with villages? → `villages`
//! - What would the questionnaire of the study say in the simulated world? → `survey`
//! - Do intervals hold what they promise? → `coverage`
//! - What does a page need that lives worlds itself? → `explore`
//! - What comes out at many settings? → `sweep`
//! - Which combination of levers and packages is best under requirements? → `best`

pub(crate) mod best;
pub(crate) mod calibrate;
pub(crate) mod compare;
pub(crate) mod coverage;
pub(crate) mod diagnose;
pub(crate) mod explore;
pub(crate) mod plausible;
pub(crate) mod run;
pub(crate) mod survey;
pub(crate) mod sweep;
pub(crate) mod validate;
pub(crate) mod villages;
