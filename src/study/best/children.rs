//! New candidates: the first ones spread over all combinations, later ones made of those that are left.
//! Every draw is keyed by generation and number; no generator has a state.

use crate::study::best::lives::Lives;
use crate::study::best::race::Field;
use crate::study::best::space::{Candidate, Searched, SearchedKind, Space};
use crate::study::calibrate::draws::{DrawUse, Draws, Stream};
use sobol_burley::{NUM_DIMENSIONS, sample};

/// How many things a spread candidate changes, on average, where there are more: with dozens of levers a
/// candidate that changes all of them tells of none.
const CHANGED: f64 = 4.0;

/// Attempts for each wanted candidate before combinations are gone through one by one.
const ATTEMPTS: u32 = 20;

/// Most combinations that are gone through one by one.
const MOST_LISTED: f64 = 4_096.0;

/// Shares of children: of two parents; of one parent by a step to a neighbouring value; by taking a change
/// back. The rest is spread anew.
const OF_TWO: f64 = 0.5;
const BY_STEP: f64 = 0.75;
const TAKEN_BACK: f64 = 0.9;

/// Whose children are made, and how many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SearchGeneration {
    /// Its number; 0 has no parents.
    pub number: u32,
    /// How many candidates.
    pub wanted: usize,
    /// Seed of all draws.
    pub seed: u64,
}

/// New candidates that were never met, as many as wanted if there are so many.
pub(crate) fn children(lives: &mut Lives, parents: &Field, of: SearchGeneration) -> Vec<Candidate> {
    let (space, mut found) = (lives.space, Vec::new());
    for attempt in 0..of.wanted as u32 * ATTEMPTS {
        if found.len() == of.wanted {
            return found;
        }
        let mut draws = Draws::new(of.seed).stream(DrawUse::Search, of.number, attempt);
        let child = match parents.is_empty() {
            true => spread(space, &mut draws, attempt, of.seed),
            false => child(space, parents, &mut draws, attempt),
        };
        let child = space.canonical(child);
        if lives.is_new(&child) {
            found.push(child);
        }
    }
    listed(lives, &mut found, of.wanted);
    found
}

/// Combinations one by one, until there are enough.
fn listed(lives: &mut Lives, found: &mut Vec<Candidate>, wanted: usize) {
    let space = lives.space;
    if space.size() > MOST_LISTED {
        return;
    }
    for number in 0..space.size() as usize {
        if found.len() == wanted {
            return;
        }
        let mut rest = number;
        let digit = |values: usize| {
            let digit = rest % values;
            rest /= values;
            digit
        };
        let candidate = space.over.iter().map(|one| one.values.len()).map(digit).collect();
        let candidate = space.canonical(candidate);
        if lives.is_new(&candidate) {
            found.push(candidate);
        }
    }
}

/// A point of an Owen-scrambled Sobol' sequence; where there is much to change, most of it stays as it is.
fn spread(space: &Space, draws: &mut Stream, number: u32, seed: u64) -> Candidate {
    let kept = 1.0 - CHANGED / space.over.len().max(1) as f64;
    let scramble = (seed ^ (seed >> 32)) as u32;
    let value = |(at, one): (usize, &Searched)| {
        let place = match (at as u32) < NUM_DIMENSIONS {
            true => f64::from(sample(number, at as u32, scramble)),
            false => draws.uniform(),
        };
        let stays = draws.uniform() < kept && one.kind != SearchedKind::FromWeek;
        if stays { one.usual } else { ((place * one.values.len() as f64) as usize).min(one.values.len() - 1) }
    };
    space.over.iter().enumerate().map(value).collect()
}

/// A child of one parent or two.
fn child(space: &Space, parents: &Field, draws: &mut Stream, number: u32) -> Candidate {
    let (how, parent) = (draws.uniform(), chosen(parents, draws));
    if how < OF_TWO {
        let (other, mut child) = (chosen(parents, draws), parent);
        for (at, value) in child.iter_mut().enumerate() {
            if draws.uniform() < 0.5 {
                *value = other[at];
            }
        }
        let once = below(space.over.len(), draws);
        for at in 0..space.over.len() {
            if at == once || draws.uniform() < 1.0 / space.over.len() as f64 {
                child[at] = stepped(space, &child, at, draws);
            }
        }
        return child;
    }
    let mut child = parent;
    if how < BY_STEP {
        let at = below(space.over.len(), draws);
        child[at] = stepped(space, &child, at, draws);
        return child;
    }
    let changed = space.changed(&child);
    if how < TAKEN_BACK && !changed.is_empty() {
        let at = changed[below(changed.len(), draws)];
        child[at] = space.over[at].usual;
        return child;
    }
    spread(space, draws, number, draws_seed(number))
}

/// Scrambles of later generations differ from that of the first.
fn draws_seed(number: u32) -> u64 {
    u64::from(number) + 1
}

/// The better of two, drawn from those that are left, the best first.
fn chosen(parents: &Field, draws: &mut Stream) -> Candidate {
    let (one, other) = (below(parents.len(), draws), below(parents.len(), draws));
    parents[one.min(other)].0.clone()
}

/// A neighbouring value; where values have no order, another one.
fn stepped(space: &Space, candidate: &Candidate, at: usize, draws: &mut Stream) -> usize {
    let (values, now) = (space.over[at].values.len(), candidate[at]);
    if values < 2 {
        return now;
    }
    if !space.over[at].ordered() {
        return (now + 1 + below(values - 1, draws)) % values;
    }
    // Mostly the next one; now and then far away, in longer and longer steps.
    let mut step = 1;
    while draws.uniform() < 0.4 && step < values {
        step *= 2;
    }
    let up = draws.uniform() < 0.5;
    let moved = if up { (now + step).min(values - 1) } else { now.saturating_sub(step) };
    // At an end the only way is back.
    if moved != now {
        moved
    } else if now == 0 {
        step.min(values - 1)
    } else {
        now.saturating_sub(step)
    }
}

/// A whole number below another, which is at least 1.
fn below(most: usize, draws: &mut Stream) -> usize {
    ((draws.uniform() * most as f64) as usize).min(most.saturating_sub(1))
}
