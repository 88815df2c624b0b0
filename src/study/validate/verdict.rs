//! What an estimate says of a claim, and how surely: hit, miss, or undecided.

use crate::language::{said, term};
use crate::stats::paired::Estimate;
use serde::Serialize;
use std::fmt;

/// What was found of a row, a part of a pattern or a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Verdict {
    /// The whole 95% interval lies within what is claimed.
    Hit,
    /// The whole interval lies outside.
    Miss,
    /// Neither: other worlds might say otherwise.
    Undecided,
}

impl Verdict {
    /// Of a claim that some interval must lie between two ends, themselves included.
    pub(crate) fn within(e: &Estimate, low: f64, high: f64) -> Verdict {
        match range(e) {
            Some((from, to)) if from >= low && to <= high => Verdict::Hit,
            Some((from, to)) if to < low || from > high => Verdict::Miss,
            _ => Verdict::Undecided,
        }
    }

    /// Of a claim that it must lie above a bound.
    pub(crate) fn above(e: &Estimate, bound: f64) -> Verdict {
        match range(e) {
            Some((from, _)) if from > bound => Verdict::Hit,
            Some((_, to)) if to <= bound => Verdict::Miss,
            Some(_) => Verdict::Undecided,
            None if bound == 0.0 && e.sure_sign() > 0 => Verdict::Hit,
            None if bound == 0.0 && e.sure_sign() < 0 => Verdict::Miss,
            None => Verdict::Undecided,
        }
    }

    /// Of a claim that it must lie below a bound.
    pub(crate) fn below(e: &Estimate, bound: f64) -> Verdict {
        match range(e) {
            Some((_, to)) if to < bound => Verdict::Hit,
            Some((from, _)) if from >= bound => Verdict::Miss,
            Some(_) => Verdict::Undecided,
            None if bound == 0.0 && e.sure_sign() < 0 => Verdict::Hit,
            None if bound == 0.0 && e.sure_sign() > 0 => Verdict::Miss,
            None => Verdict::Undecided,
        }
    }

    /// Of a claim of several parts: missed when one is, hit when all are. Without any part nothing is
    /// decided.
    pub(crate) fn of_all(parts: impl IntoIterator<Item = Verdict>) -> Verdict {
        let parts: Vec<Verdict> = parts.into_iter().collect();
        if parts.contains(&Verdict::Miss) {
            Verdict::Miss
        } else if parts.is_empty() || parts.contains(&Verdict::Undecided) {
            Verdict::Undecided
        } else {
            Verdict::Hit
        }
    }
}

/// The 95% interval; the value itself where several worlds all show it. `None` where neither is known.
fn range(e: &Estimate) -> Option<(f64, f64)> {
    let alike = e.worlds > 1 && e.others == Some(0);
    e.interval.or_else(|| alike.then_some((e.mean, e.mean)))
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(match self {
            Verdict::Hit => "hit",
            Verdict::Miss => "miss",
            Verdict::Undecided => "undecided",
        })
    }
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct VerdictCounts {
    /// Hits.
    pub hits: usize,
    /// Misses.
    pub misses: usize,
    /// Undecided.
    pub undecided: usize,
}

impl VerdictCounts {
    /// Of some verdicts.
    pub(crate) fn of(verdicts: impl IntoIterator<Item = Verdict>) -> VerdictCounts {
        let mut tally = VerdictCounts::default();
        for verdict in verdicts {
            match verdict {
                Verdict::Hit => tally.hits += 1,
                Verdict::Miss => tally.misses += 1,
                Verdict::Undecided => tally.undecided += 1,
            }
        }
        tally
    }
}

impl fmt::Display for VerdictCounts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let word = |n: usize, one: &'static str, many: &'static str| {
            format!("{n} {}", term(if n == 1 { one } else { many }))
        };
        let (hits, misses) = (word(self.hits, "hit", "hits"), word(self.misses, "miss", "misses"));
        write!(f, "{}", said!("{hits}, {misses}, {} undecided", self.undecided))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Hit, Miss, Undecided};

    fn between(low: f64, high: f64) -> Estimate {
        Estimate::new(f64::midpoint(low, high), Some((low, high)), 30)
    }

    #[test]
    fn only_a_whole_interval_decides() {
        let band = |low, high| Verdict::within(&between(low, high), 0.3, 0.6);
        assert_eq!([band(0.3, 0.6), band(0.55, 0.63), band(0.1, 0.29)], [Hit, Undecided, Miss]);
        // A mean in the band decides nothing by itself, and an interval around the band neither.
        assert_eq!([band(0.2, 0.7), band(0.61, 0.7)], [Undecided, Miss]);
        let above = |low, high| Verdict::above(&between(low, high), 0.0);
        assert_eq!([above(0.01, 0.2), above(0.0, 0.2), above(-0.2, 0.0)], [Hit, Undecided, Miss]);
        let below = |low, high| Verdict::below(&between(low, high), 0.0);
        assert_eq!([below(0.0, 0.2), below(-0.2, 0.0), below(-0.2, -0.1)], [Miss, Undecided, Hit]);
    }

    #[test]
    fn without_an_interval_only_worlds_that_are_all_alike_or_a_sure_sign_decide() {
        let alone = Estimate::of(&[0.5], 1).unwrap();
        assert_eq!(Verdict::within(&alone, 0.0, 1.0), Undecided);
        let alike = Estimate::of(&[0.0; 30], 1).unwrap();
        assert_eq!([Verdict::within(&alike, 0.0, 0.0), Verdict::above(&alike, 0.0)], [Hit, Miss]);
        assert_eq!(Verdict::within(&alike, 0.02, 0.1), Miss);
    }

    #[test]
    fn one_missed_part_misses_and_one_open_part_leaves_open() {
        assert_eq!(Verdict::of_all([Hit, Undecided, Miss]), Miss);
        assert_eq!(Verdict::of_all([Hit, Undecided]), Undecided);
        assert_eq!([Verdict::of_all([Hit, Hit]), Verdict::of_all([])], [Hit, Undecided]);
        assert_eq!(VerdictCounts::of([Hit, Miss, Hit]).to_string(), "2 hits, 1 miss, 0 undecided");
    }
}
