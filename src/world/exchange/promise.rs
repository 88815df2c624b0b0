//! What is told of the promises of a bid.

use serde::{Deserialize, Serialize};

/// As what a promise is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PromiseStage {
    /// It belongs to a bid.
    Bid,
    /// The bid has won, and it binds.
    Contract,
}

/// What a body promises beside price and posts, as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldPromise {
    /// Which body, counted from 1 in the order of names.
    pub bidder: u32,
    /// As what it is told.
    pub stage: PromiseStage,
    /// Opening hours a week, a mean over homes by their residents.
    pub hours: f64,
    /// Fee for a visit, yuan.
    pub fee: f64,
    /// Share of the programme for workers' topics.
    pub workers: f64,
    /// Points for hours, fee and programme together, 0–1.
    pub points: f64,
}
