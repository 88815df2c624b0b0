//! `commonroom`: a simulator of community governance. The modules in the order of the arrows: each may use those above it.

#[cfg(feature = "cli")]
pub mod cli;
pub mod experiment;
pub mod levers;
pub mod output;
pub mod parallel;
pub mod random;
pub mod scenario;
pub mod settings;
pub mod simulation;
pub mod stats;
pub mod units;
pub mod world;
