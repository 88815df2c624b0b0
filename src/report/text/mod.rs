//! How results are worded, whatever the command.
//!
//! - How is a number, an interval or a change written? → `format`
//! - How is a table shown on a terminal, in Markdown, in HTML, as CSV? → `table`
//! - How is an institutional event worded? → `events`
//! - How does a link carry a text? → `data_uri`
//! - What is it called in Chinese? → `translate`

pub mod data_uri;
pub mod events;
pub mod format;
pub mod table;
pub mod translate;
