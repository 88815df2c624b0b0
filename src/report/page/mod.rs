//! The report as one HTML page.
//!
//! - How is the page put together, and what may be taken away? → `html`
//! - Which sections are there, with which charts? → `sections`
//! - How does it come of a result folder? → `of_folder`
//! - What does the title say? → `finding`
//! - What does the paragraph under the title say? → `summary`
//! - What is said beside charts: what can be told apart, who is left out? → `notes`
//! - What is said of a diagnosis: causes, links? → `diagnosis`
//! - How did the numbers come about, and what may not be concluded? → `method`
//! - Which elements do several parts use? → `elements`
//! - Which fixed texts are there, in both languages? → `phrases`

pub(crate) mod diagnosis;
pub(crate) mod elements;
pub(crate) mod finding;
pub(crate) mod html;
pub(crate) mod method;
pub(crate) mod notes;
pub(crate) mod of_folder;
pub(crate) mod phrases;
pub(crate) mod sections;
pub(crate) mod summary;
