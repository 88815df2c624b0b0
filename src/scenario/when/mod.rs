//! `[[when]]`: rules that react, read and judged, every fault at its place.
//!
//! - What stands in an entry? → `entry`
//! - Which words and numbers does a condition consist of? → `token`
//! - How do they go together? → `grammar`
//! - What do they say, and is each part of the right kind? → `piece`
//! - What is wrong with a condition? → `wrong`
//! - What do all rules say together? → `judge`

pub(crate) mod entry;
pub(crate) mod grammar;
pub(crate) mod judge;
mod piece;
mod token;
mod wrong;
