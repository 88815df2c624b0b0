//! Tests that look inside the crate; those of the program from outside are in `tests/command_line`.
//!
//! - What several need: `common`, `generated`
//! - Same bytes whatever the threads, instructions and forks: `identity`, `forks`
//! - Identities that every world obeys: `laws`; what stands in no key, the order of files: `order`
//! - Rules that react: `when`
//! - What the model document says, worked out by hand: `rules`
//! - Reading scenarios and observations: `scenarios`, `bad_input`, `reading`, `people`, `observed`
//! - Questions: `run`, `compare`, `best`, `diagnose`, `survey`, `villages`, `validation`
//! - Indices of a function that is known: `indices`
//! - Files, pages and generated documents: `outputs`, `report`, `documents`; what pages say of what is known:
//!   `known`
//! - Residents who are told of one by one: `sampled`; groups that a scenario names: `own_groups`; places that
//!   grow: `growth`
//! - Which mechanisms can be switched off: `switches`
//! - Whether the model is right (minutes): `studies` (`cargo test --release --features studies studies`)

mod bad_input;
mod best;
mod common;
mod compare;
mod diagnose;
mod documents;
mod forks;
mod generated;
mod growth;
mod identity;
mod indices;
mod known;
mod language;
mod laws;
mod observed;
mod order;
mod outputs;
mod own_groups;
mod people;
mod reading;
mod report;
mod rules;
mod run;
mod sampled;
mod scenarios;
#[cfg(feature = "studies")]
mod studies;
mod sums;
mod survey;
mod switches;
mod validation;
mod villages;
mod when;
