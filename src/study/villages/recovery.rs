//! Does the fit find strengths that are known? Studies of made-up villages, each fitted like the real ones.

use crate::random::WorldKey;
use crate::stats::Moments;
use crate::study::villages::Village;
use crate::study::villages::adoption::Law;
use crate::study::villages::fit::{FigureRange, Fitted, Places, VillageLikelihood};
use crate::study::villages::grid::GridPoint;
use crate::study::villages::history::Talking;
use crate::study::villages::holdout::Hits;
use crate::study::villages::patterns::StudyDone;
use crate::study::villages::synthetic::{Shape, village};
use serde::Serialize;

/// How well one figure was found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Recovered {
    /// The true value.
    pub truth: f64,
    /// Mean of the posterior means.
    pub mean: f64,
    /// Standard deviation of the posterior means between studies.
    pub sd: Option<f64>,
    /// Studies whose 90% interval holds the truth.
    pub inside: Hits,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Recovery {
    /// Number of studies.
    pub studies: u32,
    /// Villages of each.
    pub villages: u32,
    /// Strength without ties.
    pub alone: Recovered,
    /// Strength by one adopting tie.
    pub told: Recovered,
    /// Coefficient of variation between places.
    pub cv: Recovered,
}

/// Make up and fit so many studies of so many villages; `done` is called after each.
pub(crate) fn recover(shape: &Shape, seed: u64, studies: u32, villages: u32, done: StudyDone) -> Recovery {
    let one = |study| {
        let fitted = fitted(shape, WorldKey::new(seed, study), villages);
        done();
        fitted
    };
    let fits: Vec<Fitted> = (1..=studies).map(one).collect();
    let GridPoint { strength, cv } = shape.truth();
    Recovery {
        studies,
        villages,
        alone: recovered(strength.alone, fits.iter().map(|f| f.alone)),
        told: recovered(strength.told, fits.iter().map(|f| f.told)),
        cv: recovered(cv, fits.iter().map(|f| f.cv)),
    }
}

fn fitted(shape: &Shape, key: WorldKey, villages: u32) -> Fitted {
    let list: Vec<Village> = (0..villages).map(|place| village(shape, key, place)).collect();
    let all: Vec<usize> = (0..list.len()).collect();
    VillageLikelihood::new(Law::Model, Talking::Always, &list).posterior(&all, Places::Differ).fitted()
}

fn recovered(truth: f64, found: impl Iterator<Item = FigureRange> + Clone) -> Recovered {
    let means = Moments::of(found.clone().map(|r| r.mean));
    let of = found.clone().count() as u32;
    let hits = found.filter(|r| (r.low..=r.high).contains(&truth)).count() as u32;
    Recovered { truth, mean: means.mean().unwrap_or(0.0), sd: means.sd(), inside: Hits::new(hits, of) }
}
