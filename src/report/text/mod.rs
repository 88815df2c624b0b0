//! How results are worded, whatever the command.
//!
//! - How is a number, an interval or a change written? → `format`, in digits `decimal`; in the language of a
//!   page → `within`
//! - How wide is a text on a terminal, and how is it cut? → `cells`; how wide is the terminal? → `screen`
//! - How is a table shown on a terminal, in Markdown, in HTML, as CSV? → `table`
//! - How is it said what breaks in a package? → `breaks`; on which draws numbers rest? → `draws`
//! - How is an institutional event worded? → `events`; and one of a rule that reacts → `rules`, of bodies
//!   with several homes → `bodies`, of what bids promise → `promises`
//! - How does an event of a folder come into another language? → `told_events`
//! - How does a link carry a text? → `data_uri`; how does a text stand in markup? → `escape.rs` of the crate
//! - How does a text have two languages? → `translate`; what are the things of the model called? → `names`

pub(crate) mod bodies;
pub(crate) mod breaks;
pub(crate) mod cells;
pub(crate) mod data_uri;
pub(crate) mod decimal;
pub(crate) mod draws;
pub(crate) mod events;
pub(crate) mod format;
pub(crate) mod matters;
pub(crate) mod names;
mod promises;
pub(crate) mod rules;
pub(crate) mod screen;
pub(crate) mod table;
pub(crate) mod told_events;
pub(crate) mod translate;
pub(crate) mod within;
