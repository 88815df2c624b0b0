//! The program from outside: what it answers, writes and refuses, and its exit codes.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic)] // a helper of a test may stop it

mod batches;
mod best;
mod calibrate;
mod commands;
mod compare;
mod diagnose;
mod explore;
mod forks;
mod knowledge;
mod language;
mod parquet;
mod places;
mod posterior;
mod program;
mod report;
mod residents;
mod reuse;
mod run;
mod signals;
#[cfg(feature = "studies")]
mod studies;
mod survey;
mod validate;
mod verify;
mod villages;
