//! The search: a generation of candidates spread over all combinations is raced; then, generation after
//! generation, children of those that are left are raced against them, in the draws and worlds that these had
//! already; at the end those that are left are lived further. In the manner of NSGA-II (Deb et al. 2002), with
//! a race in place of one evaluation for each.

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::study::best::children::{SearchGeneration, children};
use crate::study::best::lives::Lives;
use crate::study::best::race::{FIRST, Field, RaceLimits, race};
use crate::study::best::wanted::Wanted;

/// How many lives of the whole search there are for each candidate of the first generation, and the bounds of
/// its size; for each thing that is searched over it has one candidate at least, if there are lives enough.
const LIVES_EACH: u64 = 18;
const SMALLEST: usize = 6;
const LARGEST: usize = 32;

/// Part of the lives with which new candidates are tried; the rest is for those that are left.
const TRYING: f64 = 0.7;

/// Most lives of one candidate.
const MOST_LIVES: u32 = 128;

/// What a search may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SearchPlan {
    /// Lives in all.
    pub lives: u64,
    /// Seed of its own draws; random worlds have that of the rounds.
    pub seed: u64,
}

/// What came out of a search.
pub(crate) struct Found {
    /// Who is left, the best first.
    pub left: Field,
    /// Candidates that were lived.
    pub candidates: usize,
    /// Generations.
    pub generations: u32,
}

impl SearchPlan {
    /// Candidates of the first generation, for so many things that are searched over.
    fn first(self, over: usize) -> usize {
        let by_lives = (self.lives / LIVES_EACH) as usize;
        by_lives.clamp(SMALLEST, LARGEST.max(over).max(SMALLEST))
    }

    /// Up to how many lives newcomers are raced once so many lives are spent.
    fn level(self, spent: u64) -> u32 {
        match 3 * spent / self.lives.max(1) {
            0 => 2 * FIRST,
            1 => 4 * FIRST,
            _ => 8 * FIRST,
        }
    }
}

/// Search.
pub(crate) fn search(
    rounds: &mut Rounds,
    lives: &mut Lives,
    wanted: &Wanted,
    plan: SearchPlan,
) -> Result<Found, Stopped> {
    let first = plan.first(lives.space.over.len());
    let trying = (plan.lives as f64 * TRYING) as u64;
    let usual = lives.space.usual();
    let mut newcomers = if lives.is_new(&usual) { vec![usual] } else { vec![] };
    newcomers.extend(children(
        lives,
        &vec![],
        SearchGeneration { number: 0, wanted: first, seed: plan.seed },
    ));
    let (mut left, mut number) = (Field::new(), 0);
    while !newcomers.is_empty() {
        let field = left.iter().map(|(candidate, _)| candidate.clone()).chain(newcomers).collect();
        let limits = RaceLimits { until: plan.level(lives.lived), lives: trying };
        left = race(rounds, lives, wanted, field, limits)?;
        number += 1;
        let affordable = trying.saturating_sub(lives.lived) / u64::from(FIRST);
        let more = (first / 2).max(2).min(affordable as usize);
        newcomers = children(lives, &left, SearchGeneration { number, wanted: more, seed: plan.seed });
    }
    while left.len() > 1 {
        let candidates: Vec<_> = left.iter().map(|(candidate, _)| candidate.clone()).collect();
        let done = candidates.iter().map(|candidate| lives.until(candidate)).min().unwrap_or(0);
        let until = (2 * done.max(FIRST / 2)).min(MOST_LIVES);
        if until <= done || lives.lived + lives.missing(&candidates, until) > plan.lives {
            break;
        }
        left = race(rounds, lives, wanted, candidates, RaceLimits { until, lives: plan.lives })?;
    }
    left.retain(|(candidate, _)| lives.until(candidate) > 0);
    Ok(Found { left, candidates: lives.all().count(), generations: number })
}
