//! How many random worlds a comparison needs for intervals as narrow as wanted.
//!
//! The number is fixed in advance by other worlds, the trial: they are lived first, their spread says how
//! many more are needed, and they are then left out of every answer. Worlds that are added until an interval
//! looks narrow enough stop where the spread happens to come out small, so that their intervals hold the
//! truth too seldom and means of skewed measures lean to one side; with a number that does not depend on the
//! worlds it counts, intervals hold what they hold with a number given by hand. What is not promised is the
//! width: the answer says where it was not reached.

use crate::language::twice::found_in_both;
use crate::language::{said, term};
use crate::measure::window::Window;
use crate::stats::apart::ApartSplit;
use crate::stats::interval::Mostly;
use crate::stats::{Moments, student};
use crate::study::compare::effects::mean_of;
use crate::study::compare::paired_runs::PairedRuns;
use crate::world::record::Measure;

/// Most worlds that are planned.
pub(crate) const MOST: u32 = 2_000;
/// Fewest worlds of a trial: with fewer a spread is hardly known.
pub(crate) const FEWEST_OF_TRIAL: u32 = 20;
/// The spread of a trial is taken as larger by this factor: about the upper end of what 20 worlds of a normal
/// spread leave open in four of five cases (√(19/χ²) with the 20% quantile of χ², 13.7).
const SPREAD_MARGIN: f64 = 1.18;

/// An interval of the last-year difference of a measure that is to be no wider than this.
#[derive(Clone, Copy)]
pub(crate) struct PrecisionGoal {
    /// Of what.
    pub measure: &'static Measure,
    /// From end to end, in the unit of the measure.
    pub width: f64,
}

/// What a trial says of the number of worlds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Planned {
    /// Worlds to be lived after the trial.
    pub worlds: u32,
    /// What the plan cannot promise, in words.
    pub doubts: Vec<String>,
}

/// Plan the number of worlds from those of the trial.
pub(crate) fn plan(trial: &PairedRuns, goals: &[PrecisionGoal], names: &[String]) -> Planned {
    found_in_both(|| planned(trial, goals, names), |planned| planned.doubts.clone())
}

fn planned(trial: &PairedRuns, goals: &[PrecisionGoal], names: &[String]) -> Planned {
    let mut planned = Planned { worlds: FEWEST_OF_TRIAL, doubts: vec![] };
    for goal in goals {
        for (at, name) in names.iter().enumerate().skip(1) {
            let differences: Vec<f64> =
                trial.differences(at, goal.measure).into_iter().map(|(_, difference)| difference).collect();
            match needed(&ApartSplit::of(&differences, mean_of(goal.measure)).rest, goal.width) {
                Ok(worlds) => {
                    planned.worlds = planned.worlds.max(worlds.min(MOST));
                    if worlds > MOST {
                        planned.doubts.push(said!(
                            "{}, {name}: an interval of {} would need about {worlds} worlds, {MOST} is the \
                             most",
                            goal.measure.name,
                            goal.width
                        ));
                    }
                }
                Err(why) => planned.doubts.push(format!("{}, {name}: {why}", goal.measure.name)),
            }
        }
    }
    planned
}

/// The worlds after which an interval is as narrow as wanted, by the spread of these differences.
fn needed(differences: &[f64], width: f64) -> Result<u32, String> {
    if let Some(mostly) = Mostly::of(differences).filter(Mostly::too_few) {
        return Err(said!(
            "the difference is the same in all but {} of {} worlds of the trial, so that its spread is not \
             known; give more worlds with -r",
            mostly.others,
            differences.len()
        ));
    }
    let spread = Moments::of(differences.iter().copied()).sd().ok_or(term("the trial has no two worlds"))?;
    let half = 0.5 * width;
    let enough = |worlds: u32| {
        let t = student::t_975(u64::from(worlds) - 1).unwrap_or(f64::INFINITY);
        t * SPREAD_MARGIN * spread / libm::sqrt(f64::from(worlds)) <= half
    };
    let ratio = 1.96 * SPREAD_MARGIN * spread / half;
    let mut worlds = libm::ceil(ratio * ratio).clamp(2.0, 1e9) as u32;
    // Student's t is wider than the normal: a handful of steps more.
    while !enough(worlds) && worlds < 1_000_000_000 {
        worlds += 1;
    }
    Ok(worlds)
}

/// The goals whose interval is still wider than wanted, in words.
pub(crate) fn missed(found: &PairedRuns, goals: &[PrecisionGoal], names: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    for goal in goals {
        for (at, name) in names.iter().enumerate().skip(1) {
            let effect = found.effect(at, Window::LastYear, goal.measure);
            let width = effect.and_then(|e| e.interval).map(|(low, high)| high - low);
            if let Some(width) = width.filter(|width| *width > goal.width) {
                words.push(said!(
                    "{}, {name}: the interval is {width} wide, wanted was {}",
                    goal.measure.name,
                    goal.width
                ));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{normal_quantile, philox4x32, uniform64};

    #[test]
    fn the_number_of_worlds_is_that_of_the_root_law() {
        let differences: Vec<f64> = (0..40).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let spread = Moments::of(differences.iter().copied()).sd().unwrap();
        let worlds = needed(&differences, 0.2).unwrap();
        let half = |worlds: u32| {
            student::t_975(u64::from(worlds) - 1).unwrap() * SPREAD_MARGIN * spread / f64::from(worlds).sqrt()
        };
        assert!(half(worlds) <= 0.1 && half(worlds - 1) > 0.1, "{worlds}");
        let four_times = f64::from(needed(&differences, 0.1).unwrap()) / f64::from(worlds);
        assert!((four_times - 4.0).abs() < 0.05, "{four_times}");
    }

    #[test]
    fn what_hardly_ever_differs_cannot_be_planned() {
        let seldom: Vec<f64> = (0..40).map(|i| f64::from(u8::from(i == 3))).collect();
        assert!(needed(&seldom, 0.1).unwrap_err().contains("all but 1 of 40"));
        assert!(needed(&[0.0; 40], 0.1).unwrap_err().contains("all but 0 of 40"));
    }

    /// 2,000 experiments with strongly skewed differences: a number planned by other worlds leaves the mean
    /// without a lean, which a number that follows the spread of its own worlds does not.
    #[test]
    fn a_number_planned_by_a_trial_does_not_bias_the_mean() {
        let skewed = |e: u32, i: u32| {
            let words = philox4x32([i, e, 9, 9], [7, 7]);
            libm::exp(1.2 * normal_quantile(uniform64(words[0], words[1])))
        };
        let truth = libm::exp(0.72);
        let (mut by_trial, mut by_own) = (Moments::default(), Moments::default());
        for e in 0..2_000 {
            let of = |range: std::ops::Range<u32>| range.map(|i| skewed(e, i)).collect::<Vec<f64>>();
            let worlds = needed(&of(0..20), 2.0).unwrap().clamp(20, 400);
            by_trial.push(Moments::of(of(20..20 + worlds)).mean().unwrap());
            let own = needed(&of(0..20), 2.0).unwrap().clamp(20, 400);
            by_own.push(Moments::of(of(0..own)).mean().unwrap());
        }
        let lean = |of: &Moments| of.mean().unwrap() / truth - 1.0;
        assert!(lean(&by_trial).abs() < 0.015, "{}", lean(&by_trial));
        assert!(lean(&by_own) < -0.03, "{}", lean(&by_own));
    }
}
