//! What a body promises beside posts when it bids: opening hours, a fee, a programme; and what is kept of it.

use serde::{Deserialize, Serialize};

/// What a bid promises beside posts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct BidContent {
    /// Opening hours, against those that its managers usually open.
    pub opening: f64,
    /// Fee for a visit on top of the posted one, yuan.
    pub fee: f64,
    /// Share of the programme for workers' topics.
    pub workers: f64,
}

/// What was promised and binds while the contract runs, with what was kept of it this year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct BindingPromise {
    /// As it was bid.
    pub content: BidContent,
    /// Part of the wished managers on which the hours rest.
    pub managers: f64,
    /// The share for workers' topics, less the one that was wished for then.
    pub apart: f64,
    /// Opening hours of a week that were promised, home by home.
    pub hours: Vec<f64>,
    /// Hours of this contract year that were due, over all homes.
    pub due: f64,
    /// Hours of this contract year in which the homes were open of those.
    pub kept: f64,
}

impl BindingPromise {
    /// A week of a home: hours that could be opened with all hands, and those that were.
    pub(crate) fn lived(&mut self, home: usize, possible: f64, open: f64) {
        let due = possible.min(self.hours.get(home).copied().unwrap_or(0.0));
        self.due += due;
        self.kept += open.min(due);
    }

    /// The share of this year's hours that was not kept; the next year begins.
    pub(crate) fn close_the_year(&mut self) -> f64 {
        let broken = if self.due > 0.0 { 1.0 - self.kept / self.due } else { 0.0 };
        (self.due, self.kept) = (0.0, 0.0);
        broken
    }
}
