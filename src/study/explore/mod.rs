//! `explore`: a package of levers against a baseline, one world at a time, for a page that holds the model.
//!
//! - What is a package as a page says it, and as a scenario file? → `package`
//! - How is a world lived, and what is kept of it for the next settings? → `kept`
//! - How is any measure shown week by week? → `courses`
//! - What is seen of single residents and of the home, week by week? → `sights`
//! - What went into the odds of one resident? → `asked`; into a decision? → `weighed`
//! - What is too large for a page? → `limits`

pub(crate) mod asked;
pub(crate) mod courses;
pub(crate) mod kept;
#[cfg(feature = "cli")]
pub(crate) mod limits;
pub(crate) mod package;
pub(crate) mod sights;
pub(crate) mod weighed;
