//! What is not known, as a page holds it: draws of parameters, and what was lived with them.

use crate::scenario::draws_from::DrawsFrom;
use crate::scenario::posterior::Posterior;
use crate::scenario::{Scenario, Source};
use crate::study::explore::kept::Kept;
use crate::study::explore::package::NAME;
use crate::study::plausible::effects::{DrawnWorlds, WORLDS};
use crate::study::plausible::figures::AskedFigure;
use crate::study::plausible::for_whom::groups_of;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Draws of what is not known, as a page holds them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct DrawsGiven {
    /// Full paths of the parameters.
    pub paths: Vec<String>,
    /// Each has a value for every path.
    pub draws: Vec<Vec<f64>>,
    /// How many draws there are where these were taken from.
    pub there: usize,
    /// They are a calibration of somebody's own: every world takes one of `first`.
    pub own: bool,
    /// The first draws of such a calibration, in the order in which worlds take them.
    #[serde(default)]
    pub first: Vec<Vec<f64>>,
    /// Worlds of each of these, one after another.
    #[serde(default = "usual_worlds")]
    pub per_draw: u32,
}

fn usual_worlds() -> u32 {
    WORLDS
}

impl DrawsGiven {
    fn posterior(&self, draws: &[Vec<f64>]) -> Posterior {
        let source = Source { name: "draws of a page".into(), sha256: String::new() };
        let from = if self.own { DrawsFrom::Calibration } else { DrawsFrom::Plausible };
        Posterior { source, from, paths: self.paths.clone(), draws: draws.to_vec() }
    }
}

/// What is not known.
pub(super) struct Unknown {
    pub(super) draws: Posterior,
    /// The draws that worlds take, and how many worlds each; `None` where worlds take none.
    pub(super) in_worlds: Option<(Posterior, u32)>,
    /// How many draws there are, of which these are some.
    pub(super) there: usize,
    /// What is asked of each life beside the measures: the groups of the baseline.
    pub(super) figures: Vec<AskedFigure>,
    /// Histories of the baseline with draws, by life.
    pub(super) kept: Kept,
    /// The baseline in each life.
    pub(super) base: BTreeMap<u32, Vec<Option<f64>>>,
    /// What was taken.
    pub(super) lived: DrawnWorlds,
}

impl Unknown {
    /// Nothing lived yet.
    pub(super) fn begin(base: &Scenario, given: &DrawsGiven) -> Unknown {
        let figures = groups_of(std::slice::from_ref(base));
        let lived = DrawnWorlds {
            names: vec![base.name.clone(), NAME.into()],
            per_draw: WORLDS,
            beyond: figures.iter().map(AskedFigure::to_string).collect(),
            ..DrawnWorlds::default()
        };
        let first = if given.first.is_empty() { &given.draws } else { &given.first };
        let in_worlds = given.own.then(|| (given.posterior(first), given.per_draw));
        let (draws, there) = (given.posterior(&given.draws), given.there);
        Unknown { draws, in_worlds, there, figures, kept: Kept::default(), base: BTreeMap::new(), lived }
    }
}
