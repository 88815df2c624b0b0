//! How good a candidate is as far as it was lived, and whether it is surely no better than another.

use crate::stats::binomial::upper_bound;
use crate::stats::student::t_975;
use crate::stats::{Moments, quantile};
use crate::study::best::lives::Lives;
use crate::study::best::space::Candidate;
use crate::study::best::wanted::{Bound, Row, Wanted};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How good a candidate is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Score {
    /// Mean of each objective, the larger the better; the lowest of all where it does not exist.
    pub means: Vec<f64>,
    /// By how much it falls short of what it must keep: sum over bounds of the mean shortfall in parts of the
    /// bound; 0 of a candidate that keeps all.
    pub short: f64,
    /// Whether it surely breaks a bound.
    pub surely_short: bool,
}

impl Score {
    /// Of the lives of a candidate.
    pub(crate) fn of(lives: &BTreeMap<u32, Row>, wanted: &Wanted) -> Score {
        let mean = |values: Moments| values.mean().unwrap_or(f64::NEG_INFINITY);
        let objective = |at: usize| {
            let values = lives.values().filter_map(|row| wanted.objectives[at].value(row));
            mean(Moments::of(values))
        };
        let (mut short, mut surely_short) = (0.0, false);
        for bound in &wanted.bounds {
            let Shortfall { by, surely } = shortfall(bound, lives);
            let broken = bound.broken_by(by);
            // An open bound that is just reached is broken by the least there is.
            short += if broken { by.max(f64::MIN_POSITIVE) / bound.scale() } else { 0.0 };
            surely_short |= broken && surely;
        }
        Score { means: (0..wanted.objectives.len()).map(objective).collect(), short, surely_short }
    }

    /// Whether it keeps everything.
    pub(crate) fn keeps_all(&self) -> bool {
        self.short == 0.0
    }

    /// Whether it dominates another: it keeps more of what must be kept; or as much, is nowhere worse, and
    /// somewhere better by more than so much of each objective.
    pub(crate) fn dominates(&self, other: &Score, by: &[f64]) -> bool {
        match self.short.total_cmp(&other.short) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => {
                let pairs = || self.means.iter().zip(&other.means);
                pairs().all(|(one, other)| one >= other)
                    && pairs().zip(by).any(|((one, other), by)| one - other > *by)
            }
        }
    }
}

/// How far some lives fall short of a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shortfall {
    /// On average, or by the quantile that is required; below zero where they keep it with room to spare.
    pub by: f64,
    /// Whether more lives would surely not keep it either.
    pub surely: bool,
}

/// By how much lives fall short of a bound. A mean surely does where its 95% interval lies above nought, a
/// quantile where surely (95%, Clopper & Pearson) too few lives keep the bound.
pub(crate) fn shortfall(bound: &Bound, lives: &BTreeMap<u32, Row>) -> Shortfall {
    let mut each: Vec<f64> = lives.values().map(|row| bound.short(row)).collect();
    let Some(share) = bound.share_of_shortfalls() else {
        let moments = Moments::of(each);
        let by = moments.mean().unwrap_or(0.0);
        return Shortfall { by, surely: by - margin(&moments) > 0.0 };
    };
    each.sort_by(f64::total_cmp);
    let keep = each.iter().filter(|by| !bound.broken_by(**by)).count() as u64;
    let by = quantile(&each, share).unwrap_or(0.0);
    Shortfall { by, surely: upper_bound(keep, each.len() as u64) < share }
}

/// Half the width of the 95% interval of a mean; without end where fewer than two lives tell it.
fn margin(moments: &Moments) -> f64 {
    match (moments.n().checked_sub(1).and_then(t_975), moments.sd()) {
        (Some(t), Some(sd)) => t * sd / libm::sqrt(moments.n() as f64),
        _ => f64::INFINITY,
    }
}

/// Whether one candidate is surely no better than another in any objective by what matters: the upper end of
/// the 95% interval of each paired difference lies at or below the smallest difference that matters.
pub(crate) fn surely_no_better(
    one: &BTreeMap<u32, Row>,
    other: &BTreeMap<u32, Row>,
    wanted: &Wanted,
) -> bool {
    wanted.objectives.iter().all(|objective| {
        let ahead = one
            .iter()
            .filter_map(|(life, row)| Some(objective.value(row)? - objective.value(other.get(life)?)?));
        let ahead = Moments::of(ahead);
        ahead.mean().is_some_and(|mean| mean + margin(&ahead) <= objective.smallest)
    })
}

/// Candidates with their scores, the best first: by rank among those that dominate one another, within a rank
/// by how far apart they stand from others (Deb et al. 2002); equal ones in their order.
pub(crate) fn sorted(who: &[Candidate], lives: &Lives, wanted: &Wanted) -> Vec<(Candidate, Score)> {
    let scored: Vec<(Candidate, Score)> =
        who.iter().map(|one| (one.clone(), Score::of(lives.of(one), wanted))).collect();
    let (mut left, mut order) = ((0..scored.len()).collect::<Vec<usize>>(), Vec::new());
    let nothing = vec![0.0; wanted.objectives.len()];
    while !left.is_empty() {
        let beaten = |at: &usize| left.iter().any(|by| scored[*by].1.dominates(&scored[*at].1, &nothing));
        let (rest, rank): (Vec<usize>, Vec<usize>) = left.iter().copied().partition(beaten);
        order.extend(by_room(&rank, &scored));
        left = rest;
    }
    order.into_iter().map(|at| scored[at].clone()).collect()
}

/// Members of one rank, those with most room around them first: the ends of each objective, then by the sum of
/// the distances between their neighbours in each objective, in parts of its span.
fn by_room(rank: &[usize], scored: &[(Candidate, Score)]) -> Vec<usize> {
    let mut room: BTreeMap<usize, f64> = rank.iter().map(|at| (*at, 0.0)).collect();
    let objectives = rank.first().map_or(0, |at| scored[*at].1.means.len());
    for objective in 0..objectives {
        let value = |at: usize| scored[at].1.means[objective];
        let mut along = rank.to_vec();
        along.sort_by(|a, b| value(*b).total_cmp(&value(*a)));
        let (Some(first), Some(last)) = (along.first().copied(), along.last().copied()) else { continue };
        let span = value(first) - value(last);
        for end in [first, last] {
            room.insert(end, f64::INFINITY);
        }
        for three in along.windows(3) {
            let apart = value(three[0]) - value(three[2]);
            if span > 0.0 && span.is_finite() {
                *room.entry(three[1]).or_default() += apart / span;
            }
        }
    }
    let mut order = rank.to_vec();
    order.sort_by(|a, b| room[b].total_cmp(&room[a]));
    order
}
