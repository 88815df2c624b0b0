//! Which packages nobody who counts money would choose: cost against effect, in the same worlds.

use crate::measure::cost;
use crate::measure::window::Window;
use crate::stats::bootstrap::{RESAMPLES, picks};
use crate::study::compare::breaks::{Breaks, Broken};
use crate::study::compare::hull::corners;
use crate::study::compare::ranking::{WorldValues, in_window};
use crate::world::record::Measure;
use std::collections::BTreeMap;

/// How each scenario stands between the full cost and a measure of the last year, in their order. One in
/// which something breaks does not compete.
pub(crate) fn frontier(scenarios: &[WorldValues], measured: &Measure, key: u64) -> Vec<FrontierStanding> {
    let Some(cost) = cost::counted() else { return Vec::new() };
    let package = |worlds: &WorldValues| -> BTreeMap<u32, (f64, f64)> {
        let costs = in_window(worlds, Window::LastYear, cost);
        let values = in_window(worlds, Window::LastYear, measured);
        let point = |(world, cost): (&u32, &f64)| {
            Some((*world, (*cost, measured.better.order() * values.get(world)?)))
        };
        costs.iter().filter_map(point).collect()
    };
    let broken: Vec<Option<Broken>> = scenarios.iter().map(|worlds| Breaks::of(worlds).worst()).collect();
    standings(&scenarios.iter().map(package).collect::<Vec<_>>(), &broken, key)
}

/// Where a package stands among all: cost against effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FrontierStanding {
    /// Mean cost.
    pub cost: f64,
    /// Mean effect, more is better.
    pub effect: f64,
    /// A package that surely costs no more and does no less, one of them strictly: it does so in so large a
    /// share of resampled sets of worlds as [`surely`] asks for. Of several the one that does so most often,
    /// of those that do so equally often the first.
    pub dominated_by: Option<usize>,
    /// Share of resampled sets of worlds in which nothing dominates it; 0 where something breaks.
    pub p_frontier: f64,
    /// Whether neither another package nor a mixture of two others beats it.
    pub corner: bool,
    /// Of a corner but the cheapest: what one more unit of effect costs from the corner before it on.
    pub step: Option<f64>,
    /// The worst that breaks: then it does not compete, and dominates nobody.
    pub broken: Option<Broken>,
}

/// Stand packages against one another: one map (world → cost and effect) each. Only worlds that all have
/// count.
fn standings(
    packages: &[BTreeMap<u32, (f64, f64)>],
    broken: &[Option<Broken>],
    key: u64,
) -> Vec<FrontierStanding> {
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
    let competing: Vec<usize> = (0..packages.len()).filter(|i| broken[*i].is_none()).collect();
    let mut stood = vec![0_u32; packages.len()];
    let mut beaten = vec![vec![0_u32; packages.len()]; packages.len()];
    for resample in 0..RESAMPLES {
        let mut drawn = Vec::with_capacity(worlds.len());
        picks(worlds.len(), resample, key, |i| drawn.push(i));
        let drawn = means(&drawn);
        for i in competing.iter().copied() {
            let rivals = competing.iter().filter(|j| dominates(&drawn, **j, i));
            let found = rivals.map(|j| beaten[i][*j] += 1).count();
            stood[i] += u32::from(found == 0);
        }
    }
    let surely = |i: usize| {
        // Of equals the maximum is the last: the first, backwards.
        let most = competing.iter().rev().copied().filter(|j| *j != i).max_by_key(|j| beaten[i][*j])?;
        (f64::from(beaten[i][most]) >= surely(competing.len()) * f64::from(RESAMPLES)).then_some(most)
    };
    let packages: Vec<_> = competing.iter().map(|i| (*i, points[*i].0, points[*i].1)).collect();
    let corners = corners(&packages);
    let standing = |(i, point): (usize, &(f64, f64))| FrontierStanding {
        cost: point.0,
        effect: point.1,
        dominated_by: surely(i).filter(|by| dominates(&points, *by, i)),
        p_frontier: f64::from(stood[i]) / f64::from(RESAMPLES),
        corner: corners.iter().any(|corner| corner.at == i),
        step: corners.iter().find(|corner| corner.at == i).and_then(|corner| corner.slope),
        broken: broken[i],
    };
    points.iter().enumerate().map(standing).collect()
}

/// The share of resamples in which one of `packages` must dominate another to be said to: 95%, and nearer to
/// 1 the more packages there are that might do so by chance (Bonferroni).
fn surely(packages: usize) -> f64 {
    1.0 - 0.05 / packages.saturating_sub(1).max(1) as f64
}

/// Whether package `j` costs no more and does no less than package `i`, one of them strictly.
fn dominates(points: &[(f64, f64)], j: usize, i: usize) -> bool {
    points[j].0 <= points[i].0 && points[j].1 >= points[i].1 && points[j] != points[i]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(points: &[(f64, f64)]) -> Vec<FrontierStanding> {
        let noise = |w: u32| f64::from(w * 7 % 5) - 2.0;
        let package =
            |p: &(f64, f64)| (1..=20).map(|w| (w, (p.0 + noise(w), p.1 + 0.1 * noise(w + 1)))).collect();
        standings(&points.iter().map(package).collect::<Vec<_>>(), &vec![None; points.len()], 1)
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
        assert_eq!(found.iter().map(|s| s.corner).collect::<Vec<_>>(), [true, true, false, false, true]);
        assert_eq!((found[0].p_frontier, found[2].p_frontier), (1.0, 0.0));
    }

    #[test]
    fn chance_alone_dominates_nobody() {
        // Twelve packages of equal cost and the same mean effect, each with a luck of its own.
        let luck = |package: u32, world: u32| f64::from((world * 7919 + package * 104_729) % 997) / 997.0;
        let package = |p: u32| (1..=40).map(|w| (w, (100.0, luck(p, w)))).collect::<BTreeMap<_, _>>();
        let found = standings(&(0..12).map(package).collect::<Vec<_>>(), &[None; 12], 1);
        assert!(found.iter().all(|s| s.dominated_by.is_none()), "{found:?}");
        assert!((surely(2) - 0.95).abs() < 1e-12 && (surely(11) - 0.995).abs() < 1e-12);
    }

    #[test]
    fn of_equal_dominators_the_first_is_named() {
        let found = fixed(&[(200.0, 1.0), (100.0, 3.0), (100.0, 3.0), (150.0, 2.0)]);
        let dominated: Vec<_> = found.iter().map(|s| s.dominated_by).collect();
        assert_eq!(dominated, [Some(1), None, None, Some(1)]);
    }

    #[test]
    fn twins_do_not_dominate_each_other() {
        let found = fixed(&[(100.0, 1.0), (100.0, 1.0)]);
        assert!(found.iter().all(|s| s.dominated_by.is_none() && s.p_frontier == 1.0));
        assert!(standings(&[], &[], 1).is_empty() && standings(&[BTreeMap::new()], &[None], 1).is_empty());
    }
}
