//! The report as one HTML page.
//!
//! - How is the page put together, and what may be taken away? → `html`
//! - Which sections are there, with which charts? → `sections`
//! - How does it come of a result folder? → `of_folder`
//! - What does the title say? → `finding`
//! - What does the paragraph under the title say? → `summary`
//! - What is answered on the first screen? → `first_screen`; which package gives most for money? → `value`;
//!   how are people and money worded? → `amounts`
//! - What is said beside charts: what can be told apart, who is left out? → `notes`
//! - What happened in a typical world, and how often does such a thing happen? → `story`
//! - What is said of a diagnosis: causes, links? → `diagnosis`
//! - How did the numbers come about, and what may not be concluded? → `method`
//! - Which elements do several parts use? → `elements`
//! - Which fixed texts are there, in both languages? → `phrases`

pub(crate) mod amounts;
pub(crate) mod diagnosis;
pub(crate) mod elements;
pub(crate) mod finding;
pub(crate) mod first_screen;
pub(crate) mod html;
pub(crate) mod method;
pub(crate) mod notes;
pub(crate) mod of_folder;
pub(crate) mod phrases;
pub(crate) mod sections;
pub(crate) mod story;
pub(crate) mod summary;
pub(crate) mod value;
