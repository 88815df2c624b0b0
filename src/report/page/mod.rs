//! The report as one HTML page.
//!
//! - How is any page put together, and what may be taken away? → `document`; that of a comparison? → `html`
//! - Which sections are there, with which charts? → `sections`
//! - How does it come of a result folder? → `of_folder`
//! - What does the title say? → `finding`
//! - What does the paragraph under the title say? → `summary`
//! - What is answered on the first screen? → `first_screen`; which package gives most for money? → `value`;
//!   how are people and money worded? → `amounts`; which groups gain most and least? → `gains`
//! - The page for a meeting? → `decision`, its money `decision_money`, by year `decision_years`; what does it
//!   recommend, and when does that turn? → `recommendation`
//! - What is known beside chance? → `known`; with whiskers and a table → `known_table`; of money, groups,
//!   what gets worse → `known_answers`
//! - What is said beside charts: what can be told apart, who is left out? → `notes`
//! - What happened in a typical world, and how often does such a thing happen? → `story`
//! - What is said of a diagnosis: causes, links? → `diagnosis`; what is known of causes? → `causes_known`
//! - How did the numbers come about, and what may not be concluded? → `method`
//! - Which pages do other commands have? → `validation`, `calibration`, `villages`, `survey`; what is in a
//!   result folder? → `index`, in the words of `index_phrases`
//! - What is printed to ask real people? → `questionnaire`
//! - What came out at the points of a sweep? → `swept`
//! - What should be known before a page is trusted? → `to_know`
//! - Which elements do several parts use? → `elements`
//! - Which fixed texts are there, in both languages? → `phrases`

pub(crate) mod amounts;
mod annex;
pub(crate) mod calibration;
pub(crate) mod decision;
mod decision_groups;
mod decision_money;
mod decision_years;
pub(crate) mod causes_known;
mod diagnosis;
pub(crate) mod document;
pub(crate) mod elements;
pub(crate) mod finding;
pub(crate) mod first_screen;
mod gains;
pub(crate) mod html;
pub(crate) mod index;
pub(crate) mod index_phrases;
pub(crate) mod known;
mod known_answers;
pub(crate) mod known_table;
pub(crate) mod method;
pub(crate) mod notes;
pub(crate) mod of_folder;
pub(crate) mod phrases;
pub(crate) mod questionnaire;
pub(crate) mod recommendation;
pub(crate) mod required;
pub(crate) mod sections;
pub(crate) mod story;
pub(crate) mod summary;
pub(crate) mod survey;
pub(crate) mod swept;
pub(crate) mod to_know;
pub(crate) mod validation;
pub(crate) mod value;
pub(crate) mod villages;
