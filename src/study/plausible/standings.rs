//! How scenarios stand among each other over plausible draws: who is first, how far behind the best, who is
//! better than whom, what breaks, who keeps what is required.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::study::compare::breaks::{Break, Breaks, Strain};
use crate::study::plausible::effects::{DrawnWorlds, by_draw};
use crate::study::plausible::requirements::{QuantileOverAll, Requirement};
use crate::study::plausible::robustness::{Robustness, robustness};
use crate::study::plausible::spread::share_above;
use crate::units::YEAR;
use crate::world::record::{Measure, index_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a scenario stands over draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct StandingOverDraws {
    /// The scenario.
    pub scenario: String,
    /// How it stands.
    #[serde(flatten)]
    pub robustness: Robustness,
    /// Share of draws in which it is better than each of all, ties half, in their order; one half against
    /// itself.
    pub beats: Vec<f64>,
    /// What breaks in it in any draw, in the most first.
    pub breaks: Vec<BrokenInDraws>,
    /// Share of draws in which something breaks in it.
    pub breaks_any: f64,
    /// What is strained in it in any draw.
    #[serde(default)]
    pub strained: Vec<StrainedInDraws>,
    /// Share of worlds of all draws in which the first operator lost its contract; `None` without a handover.
    pub contract_lost: Option<f64>,
    /// Share of draws in which it meets each requirement, in their order.
    pub meets: Vec<f64>,
    /// Share of draws in which it meets all of them; a quantile counts once, over all worlds of all draws,
    /// and where it is not kept no draw meets all.
    pub meets_all: f64,
    /// Of each requirement on a quantile that quantile, in their order.
    #[serde(default)]
    pub quantiles: Vec<Option<QuantileOverAll>>,
}

/// A scenario holds if it does in at least so many draws.
const HOLDS: f64 = 0.5;

impl StandingOverDraws {
    /// Whether it holds: it meets all that is required, and nothing breaks.
    pub(crate) fn holds(&self) -> bool {
        kept_in(self.meets_all) && kept_in(1.0 - self.breaks_any)
    }
}

/// Whether what is kept in such a share of draws counts as kept.
pub(crate) fn kept_in(share: f64) -> bool {
    share >= HOLDS
}

/// Something that breaks in a share of draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct BrokenInDraws {
    /// What.
    pub what: Break,
    /// In which share of draws.
    pub share: f64,
}

/// Something that is strained in a share of draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct StrainedInDraws {
    /// What.
    pub what: Strain,
    /// In which share of draws.
    pub share: f64,
}

/// How all scenarios stand among each other by a measure, and to the requirements.
pub(crate) fn standings(
    lived: &DrawnWorlds,
    ranked: &Measure,
    requirements: &[Requirement],
) -> Vec<StandingOverDraws> {
    let mut by_scenario: Vec<BTreeMap<usize, f64>> = (1..lived.names.len())
        .map(|at| by_draw(&lived.differences(at, ranked)).map_or_else(BTreeMap::new, |(_, means)| means))
        .collect();
    by_scenario.insert(0, lived.draws().map(|draw| (draw, 0.0)).collect());
    let all = robustness(&by_scenario, ranked.better);
    let standing = |(at, robustness): (usize, Robustness)| {
        let met: Vec<BTreeMap<usize, bool>> =
            requirements.iter().map(|requirement| requirement.met_by_draw(lived, at)).collect();
        let share = |met: &BTreeMap<usize, bool>| share_of(met.values().copied());
        let quantiles: Vec<Option<QuantileOverAll>> =
            requirements.iter().map(|requirement| requirement.over_all(lived, at)).collect();
        let kept = |draw: &usize, (of, over_all): (&BTreeMap<usize, bool>, &Option<QuantileOverAll>)| {
            over_all.map_or_else(|| of.get(draw) == Some(&true), |over_all| over_all.met)
        };
        let every = by_scenario[0].keys().map(|draw| met.iter().zip(&quantiles).all(|one| kept(draw, one)));
        let broken: Vec<Breaks> = lived.draws().map(|draw| breaks_in(lived, at, draw)).collect();
        StandingOverDraws {
            scenario: lived.names[at].clone(),
            robustness,
            beats: beats(lived, at, ranked),
            breaks: what_breaks(&broken),
            breaks_any: share_of(broken.iter().map(|of| !of.found.is_empty())),
            strained: what_is_strained(&broken),
            contract_lost: lost(&broken),
            meets: met.iter().map(share).collect(),
            meets_all: share_of(every),
            quantiles,
        }
    };
    all.into_iter().enumerate().map(standing).collect()
}

/// In which share of the draws that both have a scenario is better than each of all: against the baseline the
/// very share that its effect has.
fn beats(lived: &DrawnWorlds, at: usize, ranked: &Measure) -> Vec<f64> {
    let against = |other: usize| {
        let differences = lived.differences_between(at, other, index_of(ranked.name)?);
        let above = share_above(&differences)?;
        Some(if ranked.better.order() > 0.0 { above } else { 1.0 - above })
    };
    (0..lived.names.len()).map(|other| against(other).unwrap_or(0.5)).collect()
}

/// What breaks in the worlds of a draw.
fn breaks_in(lived: &DrawnWorlds, at: usize, draw: usize) -> Breaks {
    let row = |world: &u32| {
        let mut values = Values::empty(YEAR);
        values.set(Window::LastYear, lived.worlds.get(world)?.get(at)?.iter().copied());
        Some((*world, values))
    };
    let worlds: BTreeMap<u32, Values> = lived.of_draw(draw).filter_map(|world| row(&world)).collect();
    Breaks::of(&worlds.iter().map(|(world, values)| (*world, values)).collect())
}

/// Each thing that breaks with the share of draws in which it does, the most frequent first.
fn what_breaks(broken: &[Breaks]) -> Vec<BrokenInDraws> {
    let share = |what: Break| share_of(broken.iter().map(|of| of.found.iter().any(|one| one.what == what)));
    let mut all: Vec<BrokenInDraws> =
        Break::ALL.into_iter().map(|what| BrokenInDraws { what, share: share(what) }).collect();
    all.retain(|one| one.share > 0.0);
    all.sort_by(|a, b| b.share.total_cmp(&a.share));
    all
}

/// Each thing that is strained with the share of draws in which it is.
fn what_is_strained(broken: &[Breaks]) -> Vec<StrainedInDraws> {
    let share = |what: Strain| share_of(broken.iter().map(|of| of.strained.contains(&what)));
    let all = Strain::ALL.into_iter().map(|what| StrainedInDraws { what, share: share(what) });
    all.filter(|one| one.share > 0.0).collect()
}

/// Share of worlds in which a contract was lost.
fn lost(broken: &[Breaks]) -> Option<f64> {
    let (lost, all) = broken.iter().fold((0, 0), |sum, of| (sum.0 + of.lost.0, sum.1 + of.lost.1));
    (all > 0).then(|| f64::from(lost) / f64::from(all))
}

/// The share of what holds; 0 of nothing.
fn share_of(holds: impl Iterator<Item = bool>) -> f64 {
    let (all, held) = holds.fold((0_u32, 0_u32), |(all, held), holds| (all + 1, held + u32::from(holds)));
    f64::from(held) / f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::plausible::knowledge::knowledge;
    use crate::world::record::{MEASURES, measure};

    /// Three scenarios in two worlds of each of four draws: participation, and weeks with late wages.
    fn lived() -> DrawnWorlds {
        let row = |participation: f64, late: f64| {
            let mut row = vec![None; MEASURES.len()];
            row[index_of("participation").unwrap()] = Some(participation);
            row[index_of("late_wages").unwrap()] = Some(late);
            row[index_of("utilization_peak").unwrap()] = Some(0.5 + late);
            row[index_of("survived").unwrap()] = Some(if late > 0.5 { 0.4 } else { 1.0 });
            row
        };
        // The second is 0.01 ahead of the first in three draws and behind in one; the third always 0.02.
        let of = |world: u32| {
            let draw = (world - 1) / 2;
            let ahead = if draw == 3 { -0.01 } else { 0.01 };
            vec![row(0.05, 0.0), row(0.05 + ahead, if world == 7 { 0.6 } else { 0.05 }), row(0.07, 0.2)]
        };
        DrawnWorlds {
            names: ["base", "some", "all"].map(str::to_string).into(),
            per_draw: 2,
            beyond: vec![],
            worlds: (1..=8).map(|world| (world, of(world))).collect(),
        }
    }

    #[test]
    fn a_quantile_counts_once_over_all_worlds_of_all_draws() {
        use crate::study::plausible::requirements::BoundSide;
        let of = |percent| Requirement {
            measure: measure("late_wages").unwrap(),
            side: BoundSide::Most,
            bound: 0.5,
            window: Window::LastYear,
            percent,
            place: 0,
        };
        // Of the second one life of eight is late in 0.6 of the weeks, which no mean of a draw shows.
        let asked = [of(None), of(Some(100.0))];
        let all = standings(&lived(), measure("participation").unwrap(), &asked);
        let told = |at: usize| (all[at].meets.clone(), all[at].meets_all, all[at].quantiles[1].unwrap().met);
        assert_eq!(told(1), (vec![1.0, 0.75], 0.0, false));
        assert_eq!(told(2), (vec![1.0, 1.0], 1.0, true));
        assert!(all[1].quantiles[0].is_none() && !all[1].holds());
        assert_eq!(all[1].quantiles[1].unwrap().value, Some(0.6));
        // By the middle of all lives it holds, though no share of draws says so of the mean.
        let middle = standings(&lived(), measure("participation").unwrap(), &[of(Some(50.0))]);
        assert_eq!((middle[1].meets_all, middle[1].quantiles[0].unwrap().value), (1.0, Some(0.05)));
    }

    #[test]
    fn who_is_better_than_whom_and_what_breaks_by_hand() {
        let all = standings(&lived(), measure("participation").unwrap(), &[]);
        let beats: Vec<&[f64]> = all.iter().map(|standing| &standing.beats[..]).collect();
        // Of four draws, each as probable on its side as the error of their mean leaves it.
        let by_hand = [[0.5, 0.25, 0.0], [0.75, 0.5, 0.0], [1.0, 1.0, 0.5]];
        for (at, other) in (0..9).map(|n| (n / 3, n % 3)) {
            assert!((beats[at][other] - by_hand[at][other]).abs() < 0.03, "{beats:?}");
            assert!((beats[at][other] + beats[other][at] - 1.0).abs() < 1e-9, "{beats:?}");
        }
        // The very share that stands beside its effect.
        let measured = measure("participation").unwrap();
        let effect = knowledge(&lived().differences(1, measured), measured.better, 0.0).unwrap();
        assert_eq!(Some(beats[1][0]), effect.share_better);
        // Late beyond a tenth of the weeks: of the second in the mean of one draw (0.6 and 0.05), of the
        // third in all; a contract is lost in one world of eight.
        let late = |share| BrokenInDraws { what: Break::LateWages, share };
        assert_eq!(
            all.iter().map(|s| s.breaks.clone()).collect::<Vec<_>>(),
            [vec![], vec![late(0.25)], vec![late(1.0)]]
        );
        assert_eq!(all.iter().map(|s| s.breaks_any).collect::<Vec<_>>(), [0.0, 0.25, 1.0]);
        // Full where the worlds of a draw are at more than 0.95 on average: nowhere; of the second it is
        // 0.825 in the draw in which it is late.
        assert!(all.iter().all(|standing| standing.strained.is_empty()));
        let mut fuller = lived();
        let peak = index_of("utilization_peak").unwrap();
        fuller.worlds.values_mut().for_each(|of| of[1][peak] = of[1][peak].map(|share| share + 0.2));
        let full = standings(&fuller, measure("participation").unwrap(), &[]);
        assert_eq!(full[1].strained, [StrainedInDraws { what: Strain::FullSeats, share: 0.25 }]);
        assert_eq!(full[1].holds(), all[1].holds(), "no reason against it");
        assert_eq!(
            all.iter().map(|s| s.contract_lost).collect::<Vec<_>>(),
            [Some(0.0), Some(0.125), Some(0.0)]
        );
    }
}
