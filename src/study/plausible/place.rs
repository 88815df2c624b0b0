//! Draws held against what was observed in a place of one's own: with which of them does the model look like
//! it? Every parameter of the set goes on varying, so that what is left open is what the observations leave
//! open, where a calibration of a few parameters takes all others for known (history matching: Craig et al.
//! 1997).
//!
//! An observation is judged as a row of the program's own table is: how far a model of this form can be off
//! at its best nobody knows, and is taken to be as much as the error of what was observed. Beyond three
//! standard deviations of measurement, model and chance together it rules a draw out.

use crate::batch::rounds::Rounds;
use crate::batch::{Job, Stopped};
use crate::random::normal_quantile;
use crate::scenario::Scenario;
use crate::settings::prior::Prior;
use crate::simulation::{self, Retain};
use crate::stats::{Moments, quantile};
use crate::study::calibrate::ObservedValue;
use crate::study::calibrate::goal::FitTarget;
use crate::study::plausible::claims::IMPLAUSIBLE;
use crate::study::plausible::draws::uncertain;
use crate::study::plausible::kept::{KeptDraws, RuledOutEntry};

/// A value at the end of its range, as it is written with three digits, lies somewhere in the last part of so
/// much.
const END: f64 = 5e-4;

/// What the draws of a set show of each observation: by observation and draw.
pub(crate) type Shown = Vec<Vec<Moments>>;

/// Live a scenario in so many random worlds of each draw.
pub(crate) fn shown(
    rounds: &mut Rounds,
    scenario: &Scenario,
    set: &KeptDraws,
    targets: &[FitTarget],
    worlds: u32,
) -> Result<Shown, Stopped> {
    let draws = set.as_posterior();
    let keep =
        Retain { groups: targets.iter().any(|target| target.statistic.keep().groups), ..Retain::default() };
    let work = |job: &Job| {
        let values = &draws.draws[draws.draw_of(job.replicate, worlds)];
        let blueprint = draws.drawn(&scenario.blueprint, values);
        let run = simulation::run(&blueprint, job.seed, job.replicate, keep);
        Ok(targets.iter().map(|target| target.statistic.of(&blueprint, &run)).collect::<Vec<_>>())
    };
    let lives = set.draws.len() as u32 * worlds;
    let base = std::slice::from_ref(scenario);
    let lived = rounds.work("observed", base, 1..=lives, &work, &mut |_, outcome| Ok(outcome))?;
    let mut found: Shown = vec![vec![Moments::default(); set.draws.len()]; targets.len()];
    for (life, values) in lived.into_iter().flatten() {
        for (of, value) in found.iter_mut().zip(values) {
            value.into_iter().for_each(|value| of[draws.draw_of(life, worlds)].push(value));
        }
    }
    Ok(found)
}

/// Whether what a draw shows contradicts an observation; `chance` is the variance between worlds of the
/// middle draw. What does not exist with a draw was observed to exist.
pub(crate) fn contradicts(found: &Moments, observed: ObservedValue, chance: f64) -> bool {
    let Some(mean) = found.mean() else { return true };
    let measured = observed.error.at(observed.value);
    let variance = 2.0 * measured * measured + chance / found.n() as f64;
    let off = (mean - observed.value).abs();
    // Nothing is off where nothing is, also without any error.
    off > IMPLAUSIBLE * libm::sqrt(variance)
}

/// Which observations contradict which draws: by observation and draw.
pub(crate) fn contradictions(shown: &[Vec<Moments>], observed: &[ObservedValue]) -> Vec<Vec<bool>> {
    let of = |(found, observed): (&Vec<Moments>, &ObservedValue)| {
        let mut chance: Vec<f64> = found.iter().filter_map(Moments::variance).collect();
        chance.sort_by(f64::total_cmp);
        let chance = quantile(&chance, 0.5).unwrap_or(0.0);
        found.iter().map(|one| contradicts(one, *observed, chance)).collect()
    };
    shown.iter().zip(observed).map(of).collect()
}

/// The draws of a set that contradict nothing that was observed, made by a command.
pub(crate) fn narrowed(set: &KeptDraws, targets: &[FitTarget], shown: &Shown, command: String) -> KeptDraws {
    let observed: Vec<ObservedValue> = targets.iter().map(|target| target.observed).collect();
    let against = contradictions(shown, &observed);
    let left = |at: &usize| !against.iter().any(|of| of[*at]);
    let left: Vec<usize> = (0..set.draws.len()).filter(left).collect();
    let entry = |(target, of): (&FitTarget, &Vec<bool>)| RuledOutEntry {
        id: target.row.clone(),
        draws: of.iter().filter(|out| **out).count(),
        of: of.len(),
    };
    let draws: Vec<Vec<f64>> = left.iter().map(|at| set.draws[*at].clone()).collect();
    KeptDraws {
        ruled_out: targets.iter().zip(&against).map(entry).collect(),
        spread: spread(&set.parameters, &draws),
        kept: left.iter().map(|at| set.kept[*at]).collect(),
        ..KeptDraws::made(command, set.members, set.parameters.clone(), draws)
    }
}

/// Standard deviation of each parameter over draws, on the line on which its prior is standard normal.
fn spread(paths: &[String], draws: &[Vec<f64>]) -> Vec<f64> {
    let all = uncertain();
    let place = |prior: &Prior, value: f64| normal_quantile(prior.share_below(value).clamp(END, 1.0 - END));
    let of = |(at, path): (usize, &String)| {
        let prior = &all.iter().find(|parameter| parameter.path == *path)?.prior;
        Moments::of(draws.iter().map(|draw| place(prior, draw[at]))).sd()
    };
    let rounded = |sd: f64| (sd * 1_000.0).round() / 1_000.0;
    paths.iter().enumerate().map(|one| of(one).map_or(0.0, rounded)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::observation::Precision;
    use crate::settings::find;
    use crate::study::calibrate::evidence::rows;
    use crate::world::blueprint::facts;

    fn of(values: &[f64]) -> Moments {
        Moments::of(values.iter().copied())
    }

    #[test]
    fn measurement_model_and_chance_count_together_and_what_is_missing_contradicts() {
        let observed = |se| ObservedValue { value: 10.0, error: Precision::Error(se) };
        // Error 1 and as much of the model: three standard deviations are 3 √2 = 4.243.
        assert!(!contradicts(&of(&[14.2, 14.2]), observed(1.0), 0.0));
        assert!(contradicts(&of(&[14.3, 14.3]), observed(1.0), 0.0));
        // Chance of a variance of 4 in two worlds adds 2: 3 × 2 = 6.
        assert!(!contradicts(&of(&[15.9, 15.9]), observed(1.0), 4.0));
        assert!(contradicts(&of(&[16.1, 16.1]), observed(1.0), 4.0));
        assert!(contradicts(&Moments::default(), observed(100.0), 0.0));
        // A count without error is met exactly or by chance.
        assert!(!contradicts(&of(&[10.0, 10.0]), observed(0.0), 0.0));
        assert!(contradicts(&of(&[10.1, 10.1]), observed(0.0), 0.0));
        // The share of people asked: 0.2 of 100 has an error of 0.04.
        let asked = ObservedValue { value: 0.2, error: Precision::Asked(100.0) };
        assert!(!contradicts(&of(&[0.36]), asked, 0.0) && contradicts(&of(&[0.38]), asked, 0.0));
    }

    #[test]
    fn who_contradicts_one_observation_is_out_and_the_others_keep_their_numbers() {
        let observed = [5.0, 1.0].map(|value| ObservedValue { value, error: Precision::Error(0.1) });
        let shown = vec![
            vec![of(&[5.0, 5.1]), of(&[5.0, 4.9]), of(&[9.0, 9.1])],
            vec![of(&[1.0, 1.1]), of(&[3.0, 3.1]), of(&[1.0, 1.0])],
        ];
        assert_eq!(contradictions(&shown, &observed), [[false, false, true], [false, true, false]]);
        let set = KeptDraws::embedded().unwrap().unwrap();
        let three = KeptDraws { draws: set.draws[..3].to_vec(), kept: set.kept[..3].to_vec(), ..set };
        let statistic = rows().unwrap().usable[0].statistic;
        let target = |(at, observed): (usize, ObservedValue)| FitTarget {
            row: format!("line {at}"),
            scenario: 0,
            statistic,
            observed,
        };
        let targets: Vec<FitTarget> = observed.into_iter().enumerate().map(target).collect();
        let left = narrowed(&three, &targets, &shown, "made".into());
        assert_eq!((left.kept, left.draws), (vec![three.kept[0]], vec![three.draws[0].clone()]));
        assert_eq!(
            left.ruled_out.iter().map(|out| (out.draws, out.of)).collect::<Vec<_>>(),
            [(1, 3), (1, 3)]
        );
        assert_eq!((left.members, &*left.command), (three.members, "made"));
    }

    #[test]
    fn a_value_lies_where_its_share_says_for_every_parameter() {
        let tables = facts();
        for parameter in uncertain() {
            assert!(find(&tables, &parameter.path).is_some());
            for share in [0.0, 0.03, 0.5, 0.81, 1.0] {
                let value = parameter.prior.quantile(share);
                let again = parameter.prior.share_below(value);
                assert!((again - share).abs() < 1e-9, "{}: {share} {again}", parameter.path);
            }
            let (low, high) = parameter.prior.ends();
            assert!(
                parameter.prior.share_below(low - 1.0) == 0.0
                    && parameter.prior.share_below(high + 1.0) == 1.0
            );
        }
    }

    #[test]
    fn the_set_inside_is_as_wide_as_it_says() {
        let set = KeptDraws::embedded().unwrap().unwrap();
        // Values are written with three digits: from 0.961 to 0.990 these are thirty steps, of which the outermost
        // widen the line by a twentieth; of a range by factors they are hundreds.
        let again = spread(&set.parameters, &set.draws);
        let off: Vec<f64> = again.iter().zip(&set.spread).map(|(a, b)| (a - b).abs()).collect();
        let (mean, most) =
            (off.iter().sum::<f64>() / off.len() as f64, off.iter().copied().fold(0.0, f64::max));
        assert!(mean < 0.01 && most < 0.1, "{mean} {most}");
    }
}
