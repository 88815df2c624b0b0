//! Who is better than whom, said only as far as the pairs carry it.
//!
//! Every pair of scenarios is compared world by world with a paired t-test; the p-values are adjusted by
//! Holm's method at 5% over all pairs. The ranking is a list of groups: it is cut between two neighbours
//! only where **every** scenario above the cut is told apart from **every** one below it, so that groups are
//! disjoint and the order within one is open.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::stats::Moments;
use crate::stats::apart::MeanOf;
use crate::stats::paired::{holm, p_value, share_better};
use crate::world::record::Measure;
use std::collections::BTreeMap;

/// Error rate of all pairwise statements together.
pub(crate) const LEVEL: f64 = 0.05;

/// The method in one sentence.
pub(crate) const METHOD: &str = "paired t-tests of every pair of scenarios, p-values adjusted by Holm's \
    method at 5%; groups are cut only where every scenario above is told apart from every one below";

/// Values of one measure by world.
pub(crate) type ByWorld = BTreeMap<u32, f64>;

/// What runs were reduced to, by world.
pub(crate) type WorldValues<'a> = BTreeMap<u32, &'a Values>;

/// A measure over a window in each world in which it exists; a sum is the total of the window.
pub(crate) fn in_window(worlds: &WorldValues, window: Window, measure: &Measure) -> ByWorld {
    worlds.iter().filter_map(|(world, values)| Some((*world, values.get(window, measure)?))).collect()
}

/// A ranking.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ranking {
    /// Indices of scenarios, best first, in groups that can be told apart.
    pub groups: Vec<Vec<usize>>,
    /// Mean value of each scenario.
    pub means: Vec<Option<f64>>,
    /// `beats[a][b]`: share of worlds in which a is better than b, ties half; `None` on the diagonal and
    /// without pairs.
    pub beats: Vec<Vec<Option<f64>>>,
    /// `adjusted[a][b]`: Holm-adjusted p-value of the difference; `None` with fewer than two pairs.
    pub adjusted: Vec<Vec<Option<f64>>>,
    /// Share of the worlds that all have in which each scenario is the best of those in which nothing breaks,
    /// ties shared; `None` with fewer than two worlds, and where something breaks.
    pub firsts: Vec<Option<f64>>,
    /// Whether nothing breaks in each scenario: only such a one may be called first.
    pub sound: Vec<bool>,
}

/// From this share of worlds on, a scenario that is told apart from all others may be said to come first.
pub(crate) const SURE: f64 = 0.8;

impl Ranking {
    /// The scenario that comes first of those in which nothing breaks: told apart from every other of them,
    /// and the best in at least 80% of the worlds. Otherwise those among which there is no clear winner, the
    /// highest first; nobody where something breaks in each.
    pub(crate) fn first(&self) -> Result<usize, Vec<usize>> {
        let sound: Vec<usize> = self.groups.iter().flatten().copied().filter(|at| self.sound[*at]).collect();
        let group = cut(&sound, |a, b| apart(&self.adjusted, a, b)).into_iter().next().unwrap_or_default();
        let mut order = sound.into_iter();
        match (group.as_slice(), order.next()) {
            ([one], Some(best)) if self.firsts[best].is_some_and(|share| share >= SURE) => Ok(*one),
            ([_], Some(best)) => Err(std::iter::once(best).chain(order.next()).collect()),
            _ => Err(group),
        }
    }
}

/// Rank scenarios by a measure; `sign` is 1 when more is better and −1 when less is, `sound` tells in which
/// of them nothing breaks. Pairs of scenarios are told apart by the mean of all worlds or of most.
pub(crate) fn rank(scenarios: &[ByWorld], sign: f64, mean_of: MeanOf, sound: Vec<bool>) -> Ranking {
    let n = scenarios.len();
    let means: Vec<_> = scenarios.iter().map(|worlds| Moments::of(worlds.values().copied()).mean()).collect();
    let mut beats = vec![vec![None; n]; n];
    let mut tested = Vec::new();
    for a in 0..n {
        for b in 0..n {
            let gains: Vec<f64> = pairs(&scenarios[a], &scenarios[b]).map(|(x, y)| (x - y) * sign).collect();
            beats[a][b] = if a == b { None } else { share_better(gains.iter().copied()) };
            tested.extend(p_value(&gains, mean_of).filter(|_| a < b).map(|p| (a, b, p)));
        }
    }
    let mut adjusted = vec![vec![None; n]; n];
    let p_values: Vec<f64> = tested.iter().map(|t| t.2).collect();
    for ((a, b, _), p) in tested.iter().zip(holm(&p_values)) {
        (adjusted[*a][*b], adjusted[*b][*a]) = (Some(p), Some(p));
    }
    let mut order: Vec<usize> = (0..n).collect();
    let worth = |i: &usize| means[*i].map_or(f64::NEG_INFINITY, |mean| mean * sign);
    order.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    let groups = cut(&order, |a, b| apart(&adjusted, a, b));
    Ranking { groups, means, beats, adjusted, firsts: firsts(scenarios, sign, &sound), sound }
}

/// Whether two scenarios are told apart.
fn apart(adjusted: &[Vec<Option<f64>>], a: usize, b: usize) -> bool {
    adjusted[a][b].is_some_and(|p| p < LEVEL)
}

/// Share of the worlds that all sound scenarios have in which each of them is the best; ties share the world.
fn firsts(scenarios: &[ByWorld], sign: f64, sound: &[bool]) -> Vec<Option<f64>> {
    let (mut points, mut worlds) = (vec![0.0; scenarios.len()], 0_u32);
    let competing = || scenarios.iter().zip(sound).filter(|(_, sound)| **sound).map(|(values, _)| values);
    for world in competing().next().into_iter().flat_map(BTreeMap::keys) {
        if !competing().all(|values| values.contains_key(world)) {
            continue;
        }
        let here: Vec<f64> = scenarios
            .iter()
            .zip(sound)
            .map(|(values, sound)| match values.get(world) {
                Some(value) if *sound => sign * value,
                _ => f64::NEG_INFINITY,
            })
            .collect();
        let top = here.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let tied = here.iter().filter(|value| **value == top).count() as f64;
        for (point, value) in points.iter_mut().zip(&here) {
            *point += if *value == top { 1.0 / tied } else { 0.0 };
        }
        worlds += 1;
    }
    let share = |(point, sound): (f64, &bool)| (worlds > 1 && *sound).then(|| point / f64::from(worlds));
    points.into_iter().zip(sound).map(share).collect()
}

fn pairs(a: &ByWorld, b: &ByWorld) -> impl Iterator<Item = (f64, f64)> {
    a.iter().filter_map(|(world, x)| Some((*x, *b.get(world)?)))
}

fn cut(order: &[usize], apart: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, scenario) in order.iter().enumerate() {
        let clear =
            order[..place].iter().all(|above| order[place..].iter().all(|below| apart(*above, *below)));
        match groups.last_mut().filter(|_| !clear) {
            Some(group) => group.push(*scenario),
            None => groups.push(vec![*scenario]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_sound(scenarios: &[ByWorld], sign: f64) -> Ranking {
        rank(scenarios, sign, MeanOf::Most, vec![true; scenarios.len()])
    }

    fn worlds(mean: f64, noise: f64) -> ByWorld {
        (1..=30)
            .map(|world: u32| {
                (world, mean + f64::from(world * 13 % 7) + noise * (f64::from(world * 5 % 11) - 5.0))
            })
            .collect()
    }

    #[test]
    fn what_cannot_be_told_apart_stays_in_one_group() {
        let ranking =
            all_sound(&[worlds(10.0, 0.1), worlds(20.0, 0.1), worlds(10.01, 0.3), worlds(5.0, 0.1)], 1.0);
        assert_eq!(ranking.groups, [vec![1], vec![2, 0], vec![3]]);
        assert_eq!(ranking.beats[1][0], Some(1.0));
        assert_eq!(ranking.beats[0][1], Some(0.0));
        assert_eq!(ranking.beats[0][0], None);
        assert!((ranking.beats[0][2].unwrap() + ranking.beats[2][0].unwrap() - 1.0).abs() < 1e-12);
        let less = all_sound(&[worlds(10.0, 0.1), worlds(20.0, 0.1)], -1.0);
        assert_eq!(less.groups, [vec![0], vec![1]]);
    }

    #[test]
    fn one_world_tells_nothing_apart() {
        let one = |value| ByWorld::from([(1, value)]);
        let ranking = all_sound(&[one(1.0), one(9.0)], 1.0);
        assert_eq!(ranking.groups, [vec![1, 0]]);
        assert_eq!(ranking.adjusted[0][1], None);
        assert_eq!(all_sound(&[worlds(1.0, 0.0), worlds(1.0, 0.0)], 1.0).groups, [vec![0, 1]]);
    }

    #[test]
    fn who_comes_first_is_told_apart_and_the_best_in_four_of_five_worlds() {
        // Surely better on average, but the best in 70% of the worlds only: ahead by much in those, behind by
        // little in the others.
        let seldom = |world: u32| if world % 10 < 7 { 3.0 } else { -0.1 };
        let flat: ByWorld = (1..=100).map(|world| (world, f64::from(world % 7))).collect();
        let ahead: ByWorld = flat.iter().map(|(world, value)| (*world, value + seldom(*world))).collect();
        let ranking = all_sound(&[flat.clone(), ahead], 1.0);
        assert_eq!((ranking.groups.len(), ranking.firsts[1]), (2, Some(0.7)));
        assert_eq!(ranking.first(), Err(vec![1, 0]));
        let always: ByWorld =
            flat.iter().map(|(world, value)| (*world, value + 1.0 + 0.01 * value)).collect();
        assert_eq!(all_sound(&[flat, always], 1.0).first(), Ok(1));
        assert_eq!(all_sound(&[worlds(1.0, 0.0), worlds(1.0, 0.0)], 1.0).first(), Err(vec![0, 1]));
    }

    #[test]
    fn where_something_breaks_nobody_is_first() {
        let scenarios = [worlds(10.0, 0.0), worlds(30.0, 0.0), worlds(20.0, 0.0)];
        let with = |sound: [bool; 3]| rank(&scenarios, 1.0, MeanOf::Most, sound.to_vec());
        assert_eq!((with([true; 3]).first(), with([true; 3]).firsts[1]), (Ok(1), Some(1.0)));
        let broken = with([true, false, true]);
        assert_eq!((broken.first(), &broken.firsts[..]), (Ok(2), &[Some(0.0), None, Some(1.0)][..]));
        assert_eq!(broken.groups, [vec![1], vec![2], vec![0]], "values are told as they are");
        assert_eq!(with([false; 3]).first(), Err(vec![]));
        // Where a scenario that breaks lies between two others and is told from neither, they are told apart.
        let chain = [worlds(10.0, 0.0), worlds(20.0, 3.0), worlds(15.0, 9.0)];
        let between = rank(&chain, 1.0, MeanOf::Most, vec![true, true, false]);
        assert_eq!(between.groups.len(), 1, "{between:?}");
        assert_eq!(between.first(), Ok(1));
    }

    /// A chain in which neighbours overlap but the ends are apart is one group: no cut separates all pairs.
    #[test]
    fn overlapping_neighbours_form_one_group() {
        let apart = |a: usize, b: usize| a.abs_diff(b) >= 2;
        assert_eq!(cut(&[0, 1, 2], apart), [vec![0, 1, 2]]);
        assert_eq!(cut(&[0, 3, 6], apart), [vec![0], vec![3], vec![6]]);
    }
}
