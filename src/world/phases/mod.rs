//! The phases of a week, in the order of `week.rs`.
//!
//! - What every phase knows of the week → `now`
//! - Which rules that react come into force or end, and which levers are in force → `react`
//! - Who lives in the place → `people`
//! - Who runs the home, what is paid, how it is judged, what is carried out → `decide`
//! - What residents will meet → `offer`
//! - What comes in, what is paid, what is learned → `settle`
//! - How money that comes in is cut over the communities → `books`
//! - What is written down → `record`
//! - One home after another, where each has a contract of its own → `apart`

pub(crate) mod apart;
pub(crate) mod books;
pub(crate) mod decide;
pub(crate) mod now;
pub(crate) mod offer;
pub(crate) mod people;
pub(crate) mod react;
pub(crate) mod record;
pub(crate) mod settle;
