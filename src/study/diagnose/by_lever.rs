//! Shares of single levers: too many for all coalitions, so orders are drawn, one and its reverse in each
//! random world, until the largest standard error is small against the largest share.

use crate::batch::rounds::{Rounds, runner};
use crate::batch::{Job, Outcome, RunWorld, Stopped};
use crate::language::said;
use crate::measure::window::{Window, over};
use crate::scenario::Scenario;
use crate::simulation::{Retain, Trajectory};
use crate::stats::Moments;
use crate::stats::paired::Estimate;
use crate::study::diagnose::causes::{players, repaired};
use crate::study::diagnose::diagnosis::{ByLever, LeverShares, Move, Player, Share};
use crate::study::diagnose::shapley::{along, order};
use crate::world::record::deficiency::Deficiency;
use std::collections::BTreeMap;

/// Enough when the largest standard error is below this part of the largest share …
pub(crate) const ENOUGH: f64 = 0.05;
/// … or when so many worlds were used.
const MOST: u32 = 400;
/// Worlds of the first round.
const FIRST: u32 = 20;

/// Contributions of one world: `[deficiency][lever]`; `None` where the deficiency does not exist.
type Contributions = Vec<Option<Vec<f64>>>;

/// Draw orders until the error is small.
pub(crate) fn by_lever(
    rounds: &mut Rounds,
    scenario: &Scenario,
    moves: &[Vec<Move>; 3],
) -> Result<ByLever, Stopped> {
    let players = players(moves);
    let live = rounds.run;
    let pack = |job: &Job, run: Trajectory| chains(job, &run, &players, live);
    let mut all: BTreeMap<u32, Contributions> = BTreeMap::new();
    let (mut first, mut last) = (1, FIRST);
    loop {
        let what = said!("orders of {} levers, worlds {first} to {last}", players.len());
        let mut fresh = rounds.each(&what, std::slice::from_ref(scenario), first..=last, &pack)?;
        all.append(&mut fresh[0]);
        let found = summarize(&all, &players, rounds.seed);
        let error = found.iter().map(|d| d.error).fold(0.0, f64::max);
        if error < ENOUGH || last >= MOST || all.is_empty() {
            return Ok(ByLever { worlds: all.len() as u32, enough: error < ENOUGH, deficiencies: found });
        }
        let needed = f64::from(last) * (error / ENOUGH) * (error / ENOUGH) * 1.05;
        first = last + 1;
        last = (needed.clamp(1.25 * f64::from(last), 3.0 * f64::from(last)) as u32).clamp(first, MOST);
    }
}

/// Walk one order and its reverse in one world.
fn chains(
    job: &Job,
    base: &Trajectory,
    players: &[Player],
    live: Option<&RunWorld>,
) -> Outcome<Contributions> {
    let forward = order(players.len(), job.seed, job.replicate);
    let reverse: Vec<usize> = forward.iter().rev().copied().collect();
    let with = |came: &[usize]| {
        let moves = came.iter().flat_map(|player| players[*player].moves.iter().map(|one| (one, 1.0)));
        repaired(job.scenario, moves, "")
    };
    let walks = [&forward, &reverse];
    let middles = walks.iter().flat_map(|walk| (1..players.len()).map(|came| with(&walk[..came])));
    let steps: Vec<Scenario> = std::iter::once(with(&forward)).chain(middles).collect();
    let live = runner(live, steps.iter().map(|s| &s.blueprint).collect());
    let lived =
        steps.iter().map(|s| levels(s, &live(&s.blueprint, job.seed, job.replicate, Retain::default())));
    let lived: Vec<Vec<Option<f64>>> = lived.collect();
    let (start, end) = (levels(job.scenario, base), lived[0].clone());
    let mut sums: Contributions = vec![Some(vec![0.0; players.len()]); start.len()];
    for (walk, middle) in walks.iter().zip(lived[1..].chunks(players.len() - 1)) {
        let came: Vec<_> = [&start].into_iter().chain(middle).chain([&end]).collect();
        for (at, sum) in sums.iter_mut().enumerate() {
            let worth: Option<Vec<f64>> = came.iter().map(|levels| levels[at]).collect();
            let shares = worth.map(|worth| along(walk, &worth));
            *sum = sum
                .take()
                .zip(shares)
                .map(|(s, shares)| s.iter().zip(shares).map(|(s, v)| s - 0.5 * v).collect());
        }
    }
    Ok(sums)
}

/// The four deficiencies in the last year of a run.
fn levels(scenario: &Scenario, run: &Trajectory) -> Vec<Option<f64>> {
    let weeks = Window::LastYear.weeks(&scenario.blueprint);
    let all = Deficiency::ALL.iter().map(|d| d.measure());
    all.map(|m| over(m, &run.records, weeks.as_ref()?, None).value()).collect()
}

fn summarize(all: &BTreeMap<u32, Contributions>, players: &[Player], seed: u64) -> Vec<LeverShares> {
    let of = |(at, deficiency): (usize, &Deficiency)| {
        let rows: Vec<&Vec<f64>> = all.values().filter_map(|world| world[at].as_ref()).collect();
        let total: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
        let (mut largest_share, mut largest_error) = (0.0_f64, 0.0_f64);
        let mut shares = Vec::new();
        for (player, lever) in players.iter().enumerate() {
            let values: Vec<f64> = rows.iter().map(|row| row[player]).collect();
            let error = Moments::of(values.iter().copied())
                .sd()
                .map_or(f64::INFINITY, |sd| sd / libm::sqrt(values.len() as f64));
            let share = Estimate::of(&values, seed)?;
            largest_share = largest_share.max(share.mean.abs());
            largest_error = largest_error.max(error);
            shares.push(Share::new(format!("{} ({})", lever.name, lever.cause), &share));
        }
        shares.sort_by(|a, b| b.mean.total_cmp(&a.mean));
        let error = if largest_share > 0.0 { largest_error / largest_share } else { 0.0 };
        Some(LeverShares { deficiency: *deficiency, total: Estimate::of(&total, seed)?, shares, error })
    };
    Deficiency::ALL.iter().enumerate().filter_map(of).collect()
}
