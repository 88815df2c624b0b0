//! Which packages nobody who counts money would choose: cost against effect, in the same worlds.

use crate::measure::window::Window;
use crate::stats::bootstrap::{RESAMPLES, picks};
use crate::study::compare::ranking::{WorldValues, in_window};
use crate::world::record::{Measure, measure};
use std::collections::BTreeMap;

/// How each scenario stands between the public cost and a measure of the last year, in their order.
pub(crate) fn frontier(scenarios: &[WorldValues], measured: &Measure, key: u64) -> Vec<FrontierStanding> {
    let Some(public_cost) = measure("public_cost") else { return Vec::new() };
    let package = |worlds: &WorldValues| -> BTreeMap<u32, (f64, f64)> {
        let costs = in_window(worlds, Window::LastYear, public_cost);
        let values = in_window(worlds, Window::LastYear, measured);
        let point = |(world, cost): (&u32, &f64)| {
            Some((*world, (*cost, measured.better.order() * values.get(world)?)))
        };
        costs.iter().filter_map(point).collect()
    };
    standings(&scenarios.iter().map(package).collect::<Vec<_>>(), key)
}

/// Where a package stands among all: cost against effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FrontierStanding {
    /// Mean cost.
    pub cost: f64,
    /// Mean effect, more is better.
    pub effect: f64,
    /// A package that costs no more and does no less, one of them strictly (by the means); the one with the
    /// most effect.
    pub dominated_by: Option<usize>,
    /// Share of resampled sets of worlds in which nothing dominates it.
    pub p_frontier: f64,
    /// On the frontier: what one more unit of effect costs against the next cheaper package on it.
    pub step: Option<f64>,
}

/// Stand packages against one another: one map (world → cost and effect) each. Only worlds that all have
/// count.
fn standings(packages: &[BTreeMap<u32, (f64, f64)>], key: u64) -> Vec<FrontierStanding> {
    let Some(first) = packages.first() else { return Vec::new() };
    let worlds: Vec<u32> =
        first.keys().filter(|world| packages.iter().all(|p| p.contains_key(world))).copied().collect();
    if worlds.is_empty() {
        return Vec::new();
    }
    let means = |drawn: &[usize]| {
        let mut sums = vec![(0.0, 0.0); packages.len()];
        for i in drawn {
            for (sum, package) in sums.iter_mut().zip(packages) {
                let (cost, effect) = package[&worlds[*i]];
                *sum = (sum.0 + cost, sum.1 + effect);
            }
        }
        sums.iter().map(|sum| (sum.0 / worlds.len() as f64, sum.1 / worlds.len() as f64)).collect::<Vec<_>>()
    };
    let points = means(&(0..worlds.len()).collect::<Vec<usize>>());
    let mut stood = vec![0_u32; packages.len()];
    for resample in 0..RESAMPLES {
        let mut drawn = Vec::with_capacity(worlds.len());
        picks(worlds.len(), resample, key, |i| drawn.push(i));
        let drawn = means(&drawn);
        (0..packages.len()).filter(|i| dominant(&drawn, *i).is_none()).for_each(|i| stood[i] += 1);
    }
    let standing = |(i, point): (usize, &(f64, f64))| FrontierStanding {
        cost: point.0,
        effect: point.1,
        dominated_by: dominant(&points, i),
        p_frontier: f64::from(stood[i]) / f64::from(RESAMPLES),
        step: step(&points, i),
    };
    points.iter().enumerate().map(standing).collect()
}

/// Which package dominates package `i`.
fn dominant(points: &[(f64, f64)], i: usize) -> Option<usize> {
    let (cost, effect) = points[i];
    let better = |j: &usize| points[*j].0 <= cost && points[*j].1 >= effect && points[*j] != (cost, effect);
    (0..points.len()).filter(better).max_by(|a, b| points[*a].1.total_cmp(&points[*b].1))
}

fn step(points: &[(f64, f64)], i: usize) -> Option<f64> {
    let (cost, effect) = points[i];
    let below = |j: &usize| points[*j].0 < cost && dominant(points, *j).is_none();
    let next = (0..points.len()).filter(below).max_by(|a, b| points[*a].0.total_cmp(&points[*b].0))?;
    (dominant(points, i).is_none() && effect > points[next].1)
        .then(|| (cost - points[next].0) / (effect - points[next].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(points: &[(f64, f64)]) -> Vec<FrontierStanding> {
        let noise = |w: u32| f64::from(w * 7 % 5) - 2.0;
        let package =
            |p: &(f64, f64)| (1..=20).map(|w| (w, (p.0 + noise(w), p.1 + 0.1 * noise(w + 1)))).collect();
        standings(&points.iter().map(package).collect::<Vec<_>>(), 1)
    }

    #[test]
    fn the_dominated_are_marked_and_the_frontier_has_steps() {
        let found = fixed(&[(100.0, 1.0), (200.0, 3.0), (250.0, 2.0), (300.0, 3.0), (400.0, 4.0)]);
        let dominated: Vec<_> = found.iter().map(|s| s.dominated_by).collect();
        assert_eq!(dominated, [None, None, Some(1), Some(1), None]);
        assert!(
            (found[1].step.unwrap() - 50.0).abs() < 1e-9 && (found[4].step.unwrap() - 200.0).abs() < 1e-9
        );
        assert_eq!((found[0].step, found[2].step), (None, None));
        assert_eq!((found[0].p_frontier, found[2].p_frontier), (1.0, 0.0));
    }

    #[test]
    fn twins_do_not_dominate_each_other() {
        let found = fixed(&[(100.0, 1.0), (100.0, 1.0)]);
        assert!(found.iter().all(|s| s.dominated_by.is_none() && s.p_frontier == 1.0));
        assert!(standings(&[], 1).is_empty() && standings(&[BTreeMap::new()], 1).is_empty());
    }
}
