//! Readable results. Computes nothing new: it words and draws what `study` found and what the code declares.
//!
//! - What does a command say on the terminal, in Markdown, as JSON? → [`answers`], one file per command
//! - How does the report read as an HTML page? → [`page`]
//! - What is told in a page that lives worlds itself? → [`explorer`]
//! - How is a chart drawn, in the page or alone by `plot`? → [`charts`]
//! - How is a number, a table, a name worded, in which language? → [`text`]
//! - What are the reference documents made from? → [`reference`]

pub(crate) mod answers;
pub(crate) mod charts;
pub(crate) mod explorer;
pub(crate) mod page;
#[cfg(test)]
pub(crate) mod reference;
pub(crate) mod text;
