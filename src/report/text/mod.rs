//! How results are worded, whatever the command.
//!
//! - How is a number, an interval or a change written? → `format`
//! - How is a table shown on a terminal, in Markdown, in HTML, as CSV? → `table`
//! - How is an institutional event worded? → `events`
//! - How does a link carry a text? → `data_uri`
//! - How does a text have two languages? → `translate`; what are the things of the model called? → `names`

pub mod data_uri;
pub mod events;
pub mod format;
pub(crate) mod names;
pub mod table;
pub mod translate;
