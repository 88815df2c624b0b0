//! `commonroom`: a simulator of community governance. The modules in the order of the arrows: each may use
//! those above it.

pub mod units;
pub mod parallel;
pub mod random;
pub mod settings;
pub mod stats;
pub mod levers;
pub mod world;
pub mod scenario;
pub mod simulation;
pub mod batch;
pub mod measure;
pub mod study;
pub mod files;
pub mod report;
#[cfg(feature = "cli")]
pub mod cli;

#[cfg(test)]
#[path = "../tests/inside/mod.rs"]
mod inside;
