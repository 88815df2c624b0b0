//! What may be claimed of several scenarios: which is first, how surely, and which are worth their money.

use crate::measure::window::Window;
use crate::study::compare::ranking::Ranking;
use crate::study::compare::results::ReportedResults;
use crate::world::record::measure as measure_of;
use std::collections::BTreeMap;

/// From this share of worlds on, a scenario that ranks first may be called the winner.
pub(crate) const SURE: f64 = 0.8;

/// What may be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// There is no number to speak of.
    Nothing,
    /// One scenario only.
    Alone(usize),
    /// One world only: no interval, so no claim. The scenario that shows the most.
    OneWorld(usize),
    /// This one is first.
    Clear(usize),
    /// These cannot be told apart; the highest first.
    Unclear(Vec<usize>),
}

/// −1 for a measure of which less is better, otherwise 1.
fn sign(measure: &str) -> f64 {
    measure_of(measure).map_or(1.0, |m| m.better.order())
}

/// Scenarios by their mean in the last year, the best first; scenarios without a value are left out.
pub(crate) fn ranking(study: &ReportedResults, measure: &str) -> Vec<usize> {
    let Some(measure) = measure_of(measure) else { return vec![] };
    let Ranking { groups, means, .. } = study.ranks(measure);
    groups.concat().into_iter().filter(|at| means[*at].is_some()).collect()
}

/// Share of common worlds in which each scenario is the best; ties share the world. `None` with fewer than
/// two worlds.
pub(crate) fn first(study: &ReportedResults, measure: &str) -> Vec<Option<f64>> {
    let values: Vec<BTreeMap<u32, f64>> =
        study.cases.iter().map(|case| study.values(case, measure, Window::LastYear)).collect();
    let (mut points, mut worlds) = (vec![0.0; values.len()], 0_u32);
    for world in values.first().map(|v| v.keys().copied().collect::<Vec<_>>()).unwrap_or_default() {
        let here = values
            .iter()
            .map(|v| v.get(&world).map(|value| sign(measure) * value))
            .collect::<Option<Vec<f64>>>();
        let Some(here) = here else { continue };
        let top = here.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let tied = here.iter().filter(|v| **v == top).count() as f64;
        for (point, value) in points.iter_mut().zip(&here) {
            *point += if *value == top { 1.0 / tied } else { 0.0 };
        }
        worlds += 1;
    }
    points.into_iter().map(|point| (worlds > 1).then(|| point / f64::from(worlds))).collect()
}

/// Which scenario is first, if the numbers carry it: paired tests tell it apart from every other, and it is
/// first in at least 80% of the worlds.
pub(crate) fn verdict(study: &ReportedResults, measure: &str) -> Verdict {
    let order = ranking(study, measure);
    let Some(&best) = order.first() else { return Verdict::Nothing };
    if study
        .cases
        .get(best)
        .is_none_or(|case| study.level(case, measure, Window::LastYear).interval().is_none())
    {
        return Verdict::OneWorld(best);
    }
    if order.len() == 1 {
        return Verdict::Alone(best);
    }
    let groups = measure_of(measure).map_or(vec![], |measure| study.ranks(measure).groups);
    let group = groups.into_iter().next().unwrap_or_default();
    let mut tied: Vec<usize> = group.into_iter().filter(|at| *at != best && order.contains(at)).collect();
    let share = first(study, measure).get(best).copied().flatten().unwrap_or(0.0);
    if tied.is_empty() && share < SURE {
        tied.extend(order.get(1));
    }
    if tied.is_empty() { Verdict::Clear(best) } else { Verdict::Unclear([vec![best], tied].concat()) }
}
