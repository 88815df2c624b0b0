//! What `diagnose` found, as its `diagnosis.json` tells it: so that a report can be made from the folder
//! alone.

use serde::Deserialize;
use std::collections::BTreeMap;

/// An interval and its middle; in the unit of what it measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct Range {
    /// Mean over worlds.
    pub mean: f64,
    /// Lower end of the 95 % interval; `None` with one world.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
}

impl Range {
    /// Both ends.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.ci_low.zip(self.ci_high)
    }

    /// 1 or −1 where the interval lies on one side of zero, otherwise 0.
    pub fn sure_sign(&self) -> i8 {
        match self.interval() {
            Some((low, _)) if low > 0.0 => 1,
            Some((_, high)) if high < 0.0 => -1,
            _ => 0,
        }
    }
}

/// What repair of one cause takes away from a deficiency (index points; negative: it adds).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Share {
    /// The cause.
    pub name: String,
    /// Shapley share, mean over worlds.
    pub share: f64,
    /// Lower end of the 95 % interval; `None` with one world.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
}

impl Share {
    /// As a range.
    pub fn range(&self) -> Range {
        Range { mean: self.share, ci_low: self.ci_low, ci_high: self.ci_high }
    }
}

/// The part of the shares that a definition moves, or that behaviour moves.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Part {
    /// Of all causes together.
    pub total: f64,
    /// Of each cause.
    pub causes: Vec<Share>,
}

/// The largest cause.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Largest {
    /// Its name.
    pub name: String,
    /// Whether it is surely larger than the next.
    pub told_apart: bool,
    /// Whether its share is surely above zero.
    pub sure: bool,
}

/// Joint effect minus the sum of single repairs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Interaction {
    /// Of all causes.
    pub surplus: Option<Range>,
    /// `complements`, `substitutes`, or words for neither.
    pub kind: String,
}

/// One deficiency and its causes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DeficiencyCauses {
    /// Name of its measure.
    pub name: String,
    /// Level in the last year, index 0-1.
    pub level: f64,
    /// Interval of the level.
    pub level_interval: Option<Range>,
    /// Level with all causes repaired.
    pub left: Option<Range>,
    /// Taken away by all repairs together.
    pub total_interval: Option<Range>,
    /// Shares of the causes; they sum to the total.
    pub causes: Vec<Share>,
    /// The largest cause, by behaviour where a part is definition.
    pub largest: Largest,
    /// How causes work together.
    pub interaction: Interaction,
    /// The part that a definition moves.
    pub by_definition: Option<Part>,
    /// The part that behaviour moves.
    pub behaviour: Option<Part>,
}

/// One link of the model, and what of the change is lost without it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Link {
    /// Its name.
    pub link: String,
    /// What it does.
    pub meaning: String,
    /// Lost by measure.
    pub lost: BTreeMap<String, Option<Range>>,
}

/// Why: the change with all causes repaired, link by link.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Why {
    /// The measure asked for.
    pub headline: String,
    /// The whole change by measure.
    pub change: BTreeMap<String, Option<Range>>,
    /// The links.
    pub links: Vec<Link>,
}

/// A diagnosis.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Causes {
    /// Name of the scenario.
    pub scenario: String,
    /// The deficiencies.
    pub deficiencies: Vec<DeficiencyCauses>,
    /// The trace, if it was asked for.
    pub why: Option<Why>,
}
