//! A set of plausible draws from beginning to end: first places, steps of the smoother, each in random worlds
//! of its own, then what rules out.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::scenario::posterior::with_unset_values;
use crate::simulation::{self, Retain};
use crate::stats::Moments;
use crate::study::plausible::draws::{Uncertain, coordinates, first_place, uncertain, values};
use crate::study::plausible::history::{RuledOut, Wave, patterns_wave, rows_wave, sides_wave};
use crate::study::plausible::sides::assimilate_with_sides;
use crate::study::plausible::smoother::{AssimilationStep, assimilate};
use crate::world::blueprint::Blueprint;

/// Random worlds of a member in one stage, at most: its worlds are numbered from a multiple of this.
const ROOM: u32 = 16;

/// How much is lived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SamplerPlan {
    /// Members.
    pub members: u32,
    /// Steps of the smoother.
    pub steps: u32,
    /// Worlds in which a member is lived in each step; twice as many, at most [`ROOM`], for the rows that
    /// rule out.
    pub worlds: u32,
    /// Seed of places and perturbations.
    pub seed: u32,
}

/// Worlds of each setting of the patterns.
const PATTERN_WORLDS: u32 = 2;

/// The last so many steps move towards the sides too: by then members are near where the rows are met.
const SIDE_STEPS: u32 = 2;

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct Sampled {
    /// The parameters.
    pub of: Vec<Uncertain>,
    /// Members that were kept: number, values.
    pub kept: Vec<(u32, Vec<f64>)>,
    /// What ruled out how many, rows first.
    pub ruled_out: Vec<RuledOut>,
    /// Standard deviation of the places of those kept, by parameter: 1 where nothing was learned.
    pub spread: Vec<f64>,
}

/// Draw, move, rule out. Of `rounds` seed, threads and watch are used.
pub(crate) fn sample(rounds: &mut Rounds, plan: SamplerPlan) -> Result<Sampled, Stopped> {
    let of = uncertain();
    let width = coordinates(&of);
    let mut places: Vec<Vec<f64>> =
        (0..plan.members).map(|member| first_place(width, member, plan.seed)).collect();
    let everybody: Vec<u32> = (0..plan.members).collect();
    for number in 0..plan.steps {
        let drawn = Lived::of(&of, &everybody, &places, number, plan);
        let rows = drawn.live(rounds, plan.worlds, rows_wave)?;
        let step = AssimilationStep { number, of: plan.steps, seed: plan.seed.into() };
        if number + SIDE_STEPS < plan.steps {
            assimilate(&mut places, &rows.misfits(), step);
        } else {
            let sides = drawn.live(rounds, 1, sides_wave)?;
            assimilate_with_sides(&mut places, &rows.misfits(), &sides.margins(), step);
        }
    }
    let again = Lived::of(&of, &everybody, &places, plan.steps, plan);
    let rows = again.live(rounds, (2 * plan.worlds).min(ROOM), rows_wave)?;
    let left = everybody.iter().zip(rows.kept()).filter(|(_, kept)| *kept).map(|(member, _)| *member);
    let left: Vec<u32> = left.collect();
    let mut ruled_out = rows.ruled_out();
    let chosen: Vec<Vec<f64>> = left.iter().map(|member| places[*member as usize].clone()).collect();
    let lived = Lived::of(&of, &left, &chosen, plan.steps + 1, plan);
    let kept = if left.is_empty() {
        vec![]
    } else {
        let patterns = lived.live(rounds, PATTERN_WORLDS, patterns_wave)?;
        ruled_out.extend(patterns.ruled_out());
        patterns.kept()
    };
    let survivors = |at: &usize| kept.get(*at).copied().unwrap_or(false);
    let survivors: Vec<usize> = (0..left.len()).filter(survivors).collect();
    let spread = |parameter: &Uncertain| {
        let at = survivors.iter().map(|at| chosen[*at][parameter.coordinate]);
        Moments::of(at).sd().unwrap_or(0.0)
    };
    let spread = of.iter().map(spread).collect();
    let kept = survivors.iter().map(|at| (left[*at], lived.values[*at].clone())).collect();
    Ok(Sampled { of, kept, ruled_out, spread })
}

/// Members as they are lived in one stage.
pub(crate) struct Lived<'a> {
    /// Which of all.
    pub members: &'a [u32],
    /// Full paths of the parameters.
    pub paths: Vec<&'a str>,
    /// Their values, as they are written down.
    pub values: Vec<Vec<f64>>,
    /// Which stage, from 0.
    pub stage: u32,
    /// All members.
    pub of: u32,
}

impl<'a> Lived<'a> {
    fn of(
        of: &'a [Uncertain],
        members: &'a [u32],
        places: &[Vec<f64>],
        stage: u32,
        plan: SamplerPlan,
    ) -> Lived<'a> {
        let rounded = |place: &Vec<f64>| values(of, place).into_iter().map(three_digits).collect();
        let paths = of.iter().map(|parameter| parameter.path.as_str()).collect();
        Lived { members, paths, values: places.iter().map(rounded).collect(), stage, of: plan.members }
    }

    /// Live so many worlds with each member.
    pub(crate) fn live(
        &self,
        rounds: &mut Rounds,
        worlds: u32,
        wave: fn(&mut Rounds, usize, u32) -> Result<Wave, Stopped>,
    ) -> Result<Wave, Stopped> {
        let live = |blueprint: &Blueprint, seed: u64, replicate: u32, keep: Retain| {
            let (at, world) = ((replicate - 1) / worlds, (replicate - 1) % worlds);
            let member = self.members.get(at as usize).copied().unwrap_or(0);
            let values = self.values.get(at as usize).into_iter().flatten().copied();
            let drawn = with_unset_values(blueprint, self.paths.iter().copied().zip(values));
            // Each member in worlds of its own, whichever others are lived beside it.
            let number = (self.stage * self.of + member) * ROOM + world + 1;
            simulation::run(&drawn, seed, number, keep)
        };
        let mut inner =
            Rounds::new(Some(&live), rounds.seed, rounds.threads, rounds.cancel, &mut *rounds.watch);
        let found = wave(&mut inner, self.members.len(), worlds)?;
        let ((runs, failed), failure) = (inner.count, inner.first_failure.take());
        rounds.count = (rounds.count.0 + runs, rounds.count.1 + failed);
        rounds.first_failure = rounds.first_failure.take().or(failure);
        Ok(found)
    }
}

/// A value as it is written down, and lived: more digits would tell nothing of what is not known to a third.
fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::three_digits;

    #[test]
    fn three_digits_stay() {
        for (value, written) in
            [(0.123_456, 0.123), (-12_345.6, -12_300.0), (1e-9, 1e-9), (0.0, 0.0), (2.0 / 3.0, 0.667)]
        {
            assert_eq!(three_digits(value), written);
        }
    }
}
