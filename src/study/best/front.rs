//! Who is told at the end: candidates that keep what must be kept, that no other beats in everything that is
//! asked, and that differ in kind. Where nobody keeps it, what comes nearest.

use crate::study::best::lives::Lives;
use crate::study::best::race::Field;
use crate::study::best::score::{Score, shortfall};
use crate::study::best::space::{Candidate, Space};
use crate::study::best::wanted::{Bound, Wanted};

/// Most candidates that are told.
const MOST: usize = 8;

/// Part of the span of an objective by which two candidates that change the same things differ in kind.
const APART: f64 = 0.1;

/// The front of those who are left: not the baseline, which stands beside it anyway.
pub(crate) fn front(left: &Field, space: &Space, wanted: &Wanted) -> Field {
    let by: Vec<f64> = wanted.objectives.iter().map(|objective| objective.smallest).collect();
    let keeping: Vec<&(Candidate, Score)> = left.iter().filter(|(_, score)| score.keeps_all()).collect();
    let unbeaten = |one: &&&(Candidate, Score)| !keeping.iter().any(|other| other.1.dominates(&one.1, &by));
    let mut rest: Vec<(Candidate, Score)> =
        keeping.iter().filter(unbeaten).map(|one| (*one).clone()).collect();
    rest.retain(|(candidate, _)| !space.changed(candidate).is_empty());
    let spans = spans(&rest, wanted.objectives.len());
    let mut told: Field = Vec::new();
    for objective in 0..wanted.objectives.len() {
        let best = rest.iter().max_by(|a, b| {
            // Of equals the one that changes less.
            let less = space.changed(&b.0).len().cmp(&space.changed(&a.0).len());
            a.1.means[objective].total_cmp(&b.1.means[objective]).then(less)
        });
        let new = best.filter(|best| told.iter().all(|other| differ(best, other, space, &spans)));
        told.extend(new.cloned());
    }
    while told.len() < MOST {
        let distance = |one: &(Candidate, Score)| {
            told.iter().map(|other| apart(&one.1, &other.1, &spans)).fold(f64::INFINITY, f64::min)
        };
        let next = rest
            .iter()
            .filter(|one| told.iter().all(|other| differ(one, other, space, &spans)))
            .max_by(|a, b| distance(a).total_cmp(&distance(b)));
        match next.cloned() {
            Some(next) => told.push(next),
            None => break,
        }
    }
    told.sort_by(|a, b| b.1.means[0].total_cmp(&a.1.means[0]));
    told
}

/// The span of each objective.
fn spans(of: &Field, objectives: usize) -> Vec<f64> {
    let span = |at: usize| {
        let values = || of.iter().map(|(_, score)| score.means[at]);
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    };
    (0..objectives).map(span).collect()
}

/// How far two scores lie apart, in parts of the spans, in the objective in which they do most.
fn apart(one: &Score, other: &Score, spans: &[f64]) -> f64 {
    let parts = one.means.iter().zip(&other.means).zip(spans);
    let parts = parts.filter(|(_, span)| **span > 0.0).map(|((a, b), span)| (a - b).abs() / span);
    parts.fold(0.0, f64::max)
}

/// Whether two candidates differ in kind: they change other things, or lie apart in an objective.
fn differ(one: &(Candidate, Score), other: &(Candidate, Score), space: &Space, spans: &[f64]) -> bool {
    let several = spans.len() > 1;
    space.changed(&one.0) != space.changed(&other.0) || (several && apart(&one.1, &other.1, spans) >= APART)
}

/// How near candidates come to a bound.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nearest {
    /// Which bound, by its place among those that are wanted.
    pub bound: usize,
    /// The candidate that comes nearest to keeping it.
    pub candidate: Candidate,
    /// By how much that falls short of it, on average or by the quantile that is required, in the unit of its
    /// measure; at most 0 where it keeps it.
    pub short: f64,
}

/// Of each bound that the user requires, or that breaks in all candidates, who comes nearest to it: among those
/// that break fewest of the others. The bound that is nearest to being met comes first.
pub(crate) fn nearest(lives: &Lives, wanted: &Wanted) -> Vec<Nearest> {
    let candidates: Vec<Candidate> = lives.all().cloned().collect();
    let average = |candidate: &Candidate, bound: &Bound| shortfall(bound, lives.of(candidate)).by;
    let of = |(place, bound): (usize, &Bound)| {
        let others = |candidate: &Candidate| {
            let rest = wanted.bounds.iter().enumerate().filter(|(other, _)| *other != place);
            rest.filter(|(_, bound)| average(candidate, bound) > 0.0).count()
        };
        let key = |candidate: &Candidate| (others(candidate), average(candidate, bound));
        let best = candidates.iter().min_by(|a, b| {
            let (a, b) = (key(a), key(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        })?;
        let told = Nearest { bound: place, candidate: best.clone(), short: average(best, bound) };
        (matches!(bound, Bound::Required(_)) || told.short > 0.0).then_some(told)
    };
    let mut all: Vec<Nearest> = wanted.bounds.iter().enumerate().filter_map(of).collect();
    let in_parts = |one: &Nearest| one.short / wanted.bounds[one.bound].scale();
    // What is met by somebody who breaks another is no obstacle by itself: what is not met comes first.
    all.sort_by(|a, b| {
        let met = |one: &Nearest| one.short <= 0.0;
        met(a).cmp(&met(b)).then(in_parts(a).total_cmp(&in_parts(b)))
    });
    all
}
