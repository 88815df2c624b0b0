//! Can the model make what was observed, with any values of the parameters that may move?
//!
//! The first generation of a fit is a sample of the *prior predictive distribution* (Box 1980, JRSS A 143):
//! what the model makes of parameters drawn from their prior. An observation that lies outside of all of
//! it, by far more than its own error and by more than the draws lie apart there, cannot be made. A fit to
//! it would end at an edge of the ranges and be sure of it. Numbers are looked at one by one and two by
//! two: each of two may be possible, and both together not.

use crate::measure::observation::Precision;
use crate::stats::Moments;
use crate::study::calibrate::goal::{FitTarget, Goal};
use serde::{Deserialize, Serialize};

/// Standard errors of observation from which on a distance is none of error: a normal error is larger once in
/// two million.
pub(crate) const ERRORS: f64 = 5.0;

/// Most numbers that are looked at two by two: the work grows with their square.
pub(crate) const PAIRED: usize = 200;

/// Fewest draws that say how far the prior reaches.
const FEWEST: usize = 10;

/// Draws next to an observed pair that say how far apart draws lie there.
const NEIGHBOURS: usize = 10;

/// Times that distance from which on a pair lies outside of the draws.
const APART: f64 = 2.0;

/// Part of the draws at either end that says how far apart draws lie there.
const END: usize = 10;

/// A number without error is told from the draws in this part of their standard deviation.
const EXACT: f64 = 0.01;

/// Where the draw stands that comes nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DrawPlace {
    /// It is the smallest of all: the observed number is too small.
    Smallest,
    /// It is the largest of all: the observed number is too large.
    Largest,
    /// It is the nearest to a pair.
    Nearest,
}

/// One number of an observation that the model cannot make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ImpossibleNumber {
    /// Row of the evidence: a line of a file, or an id.
    pub row: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Which number.
    pub statistic: String,
    /// What was observed.
    pub observed: f64,
    /// What the draw that comes nearest gives.
    pub simulated: f64,
}

/// What was observed and cannot be: one number, or two that exclude each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Impossible {
    /// The number or both.
    pub numbers: Vec<ImpossibleNumber>,
    /// Which draw comes nearest.
    pub place: DrawPlace,
    /// Its distance, in standard errors of observation.
    pub errors: f64,
    /// Draws of the prior.
    pub draws: usize,
}

/// One observed number among the draws.
struct ObservedRow<'a> {
    target: &'a FitTarget,
    /// What each draw gives.
    simulated: Vec<f64>,
    /// Standard error of observation.
    error: f64,
}

impl<'a> ObservedRow<'a> {
    fn of(target: &'a FitTarget, simulated: Vec<f64>) -> Self {
        let ends = |ends: (f64, f64), x: &f64| (ends.0.min(*x), ends.1.max(*x));
        let (least, most) = simulated.iter().fold((f64::INFINITY, f64::NEG_INFINITY), ends);
        let value = target.observed.value;
        // The error of a share follows from the share: nobody among a hundred is no number without error.
        let precision: Precision = target.observed.error;
        let error = precision.at(value).max(precision.at(value.clamp(least, most)));
        let spread = Moments::of(simulated.iter().copied()).sd().unwrap_or(0.0);
        let exact = if spread > 0.0 { EXACT * spread } else { 1.0 };
        ObservedRow { target, simulated, error: if error > 0.0 { error } else { exact } }
    }

    fn value(&self) -> f64 {
        self.target.observed.value
    }

    fn number(&self, goal: &Goal, draw: usize) -> ImpossibleNumber {
        ImpossibleNumber {
            row: self.target.row.clone(),
            scenario: goal.scenarios[self.target.scenario].name.clone(),
            statistic: self.target.statistic.to_string(),
            observed: self.value(),
            simulated: self.simulated[draw],
        }
    }

    /// The draw nearest to it and how far away it is, where it lies beyond all draws.
    fn beyond(&self) -> Option<(usize, DrawPlace, f64)> {
        let mut order: Vec<usize> = (0..self.simulated.len()).collect();
        order.sort_by(|a, b| self.simulated[*a].total_cmp(&self.simulated[*b]));
        let above = self.value() > self.simulated[*order.last()?];
        if above {
            order.reverse();
        }
        let first = self.simulated[order[0]];
        let away = if above { self.value() - first } else { first - self.value() };
        // How far apart draws lie at that end: the next of them might have stood as far out.
        let steps = order.windows(2).take((order.len() / END).max(2));
        let step =
            steps.map(|pair| (self.simulated[pair[1]] - self.simulated[pair[0]]).abs()).fold(0.0, f64::max);
        let place = if above { DrawPlace::Largest } else { DrawPlace::Smallest };
        (away > step && away > ERRORS * self.error).then_some((order[0], place, away / self.error))
    }
}

/// What the draws of the first generation (`None` where a run failed) show to be impossible.
pub(crate) fn impossible(goal: &Goal, lived: &[Option<Vec<f64>>]) -> Vec<Impossible> {
    let finite = |row: &&Vec<f64>| row.iter().all(|x| x.is_finite());
    let rows: Vec<&Vec<f64>> = lived.iter().flatten().filter(finite).collect();
    if rows.len() < FEWEST {
        return Vec::new();
    }
    let column = |k: usize| rows.iter().map(|row| row[k]).collect();
    let all = goal.targets.iter().enumerate().map(|(k, target)| ObservedRow::of(target, column(k)));
    let (mut found, mut possible) = (Vec::new(), Vec::new());
    for one in all {
        match one.beyond() {
            Some((draw, place, errors)) => {
                let numbers = vec![one.number(goal, draw)];
                found.push(Impossible { numbers, place, errors, draws: rows.len() });
            }
            None => possible.push(one),
        }
    }
    if goal.targets.len() <= PAIRED {
        let pairs: Vec<(usize, usize)> =
            (0..possible.len()).flat_map(|j| (0..j).map(move |i| (i, j))).collect();
        let apart = |at: usize| apart(&possible[pairs[at].0], &possible[pairs[at].1]);
        let outside = crate::parallel::map(pairs.len(), apart);
        for ((i, j), (draw, errors)) in pairs.into_iter().zip(outside).filter_map(|(p, o)| Some((p, o?))) {
            let numbers = vec![possible[i].number(goal, draw), possible[j].number(goal, draw)];
            found.push(Impossible { numbers, place: DrawPlace::Nearest, errors, draws: rows.len() });
        }
    }
    found
}

/// The draw nearest to a pair and how far away it is, where the pair lies outside of all draws.
fn apart(a: &ObservedRow, b: &ObservedRow) -> Option<(usize, f64)> {
    let place = |x: f64, y: f64| [x / a.error, y / b.error];
    let draws: Vec<[f64; 2]> = a.simulated.iter().zip(&b.simulated).map(|(x, y)| place(*x, *y)).collect();
    let here = place(a.value(), b.value());
    let between = |p: &[f64; 2], q: &[f64; 2]| libm::hypot(p[0] - q[0], p[1] - q[1]);
    let mut near: Vec<(f64, usize)> =
        draws.iter().enumerate().map(|(at, draw)| (between(&here, draw), at)).collect();
    let last = NEIGHBOURS.min(near.len()) - 1;
    near.select_nth_unstable_by(last, |p, q| p.0.total_cmp(&q.0));
    near.truncate(last + 1);
    let (away, nearest) = near.iter().copied().min_by(|p, q| p.0.total_cmp(&q.0))?;
    if away <= ERRORS {
        return None;
    }
    let alone = |at: usize| {
        let others = draws.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, other)| between(&draws[at], other)).fold(f64::INFINITY, f64::min)
    };
    let step = near.iter().map(|(_, at)| alone(*at)).fold(0.0, f64::max);
    (away > APART * step).then_some((nearest, away))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::statistic::Statistic;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use crate::study::calibrate::ObservedValue;
    use crate::study::calibrate::draws::{DrawUse, Draws};

    const WORDS: [&str; 3] = ["participation last-year", "visits last-year", "event_attendance last-year"];

    /// 400 histories of a model whose share lies between 0.02 and 0.12, whose visits follow from it with
    /// some chance,
    /// and whose events have nothing to do with either.
    fn lived() -> Vec<Option<Vec<f64>>> {
        let one = |world: u32| {
            let mut stream = Draws::new(3).stream(DrawUse::Truth, 0, world);
            let share = 0.02 + 0.1 * stream.uniform();
            Some(vec![share, 1_000.0 * share + 2.0 * stream.normal(), 5.0 + 5.0 * stream.uniform()])
        };
        (0..400).map(one).collect()
    }

    fn found(observed: [(f64, Precision); 3]) -> Vec<Impossible> {
        let scenarios = read(&["z-home".into()], &Overrides::default(), &Embedded).unwrap();
        let target = |(k, (value, error)): (usize, (f64, Precision))| FitTarget {
            row: format!("row {k}"),
            scenario: 0,
            statistic: WORDS[k].parse::<Statistic>().unwrap(),
            observed: ObservedValue { value, error },
        };
        let targets: Vec<FitTarget> = observed.into_iter().enumerate().map(target).collect();
        impossible(&Goal { scenarios: &scenarios, targets: &targets, free: &[] }, &lived())
    }

    fn rows(found: &[Impossible]) -> Vec<Vec<&str>> {
        found.iter().map(|one| one.numbers.iter().map(|number| number.row.as_str()).collect()).collect()
    }

    const SE: fn(f64) -> Precision = Precision::Error;

    #[test]
    fn what_the_model_makes_is_possible_also_at_its_ends() {
        for share in [0.02, 0.05, 0.119] {
            let ends = [(share, SE(0.005)), (1_000.0 * share + 3.0, SE(1.0)), (5.0, SE(0.1))];
            assert_eq!(found(ends), vec![], "{share}");
        }
        // A wide error reaches the model from outside.
        assert_eq!(found([(0.2, SE(0.05)), (60.0, SE(5.0)), (7.0, SE(0.1))]), vec![]);
        // Nobody among twenty says little; nobody among two thousand excludes a share of 0.02.
        let nobody = |n: f64| found([(0.0, Precision::Asked(n)), (20.0, SE(20.0)), (7.0, SE(0.1))]);
        assert_eq!(nobody(20.0), vec![]);
        assert_eq!(rows(&nobody(2_000.0)), [["row 0"]]);
    }

    #[test]
    fn a_share_too_high_and_a_count_too_low_are_named_with_the_draw_that_comes_nearest() {
        let high = found([(0.4, SE(0.01)), (70.0, SE(50.0)), (7.0, SE(0.1))]);
        assert_eq!(rows(&high), [["row 0"]]);
        let (largest, most) = (&high[0], lived().iter().flatten().map(|row| row[0]).fold(0.0, f64::max));
        assert_eq!((largest.place, largest.draws), (DrawPlace::Largest, 400));
        assert_eq!(largest.numbers[0].simulated, most);
        assert!((largest.errors - (0.4 - most) / 0.01).abs() < 1e-9, "{largest:?}");
        let low = found([(0.05, SE(0.01)), (50.0, SE(9.0)), (0.0, SE(0.2))]);
        assert_eq!((rows(&low), low[0].place), (vec![vec!["row 2"]], DrawPlace::Smallest));
    }

    #[test]
    fn two_numbers_that_exclude_each_other_are_named_together() {
        let both = found([(0.03, SE(0.002)), (110.0, SE(2.0)), (7.0, SE(0.1))]);
        assert_eq!((rows(&both), both[0].place), (vec![vec!["row 0", "row 1"]], DrawPlace::Nearest));
        assert!(both[0].errors > ERRORS, "{both:?}");
        // Either alone is possible.
        assert_eq!(found([(0.03, SE(0.002)), (30.0, SE(2.0)), (7.0, SE(0.1))]), vec![]);
        assert_eq!(found([(0.11, SE(0.002)), (110.0, SE(2.0)), (7.0, SE(0.1))]), vec![]);
    }

    #[test]
    fn a_draw_of_the_prior_itself_is_hardly_ever_refused() {
        let histories = lived();
        let refused = (0..100).filter(|at| {
            let own = histories[*at].clone().unwrap();
            let error = |k: usize, se: f64| (own[k] + se * if at % 2 == 0 { 1.0 } else { -1.0 }, SE(se));
            !found([error(0, 0.002), error(1, 1.0), error(2, 0.05)]).is_empty()
        });
        assert_eq!(refused.count(), 0);
    }
}
