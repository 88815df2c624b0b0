//! From which week on a condition can hold, whatever happens in a world: what it counts and averages takes time.

use crate::units::Week;
use crate::world::when::comparison::{Comparison, Subject};
use crate::world::when::condition::{Condition, Step};

/// A number: from which week on it exists, and what is known of it.
#[derive(Clone, Copy, Default)]
struct Number {
    from: Week,
    constant: Option<f64>,
    week: bool,
}

impl Condition {
    /// The first week in which it may hold; `None` where it never does. It may be later than this, not earlier.
    pub(crate) fn earliest(&self) -> Option<Week> {
        let (mut numbers, mut answers): (Vec<Number>, Vec<Option<Week>>) = Default::default();
        let number = |numbers: &mut Vec<Number>| numbers.pop().unwrap_or_default();
        let answer = |answers: &mut Vec<Option<Week>>| answers.pop().unwrap_or_default();
        for step in &self.steps {
            match *step {
                Step::Number(value) => numbers.push(Number { constant: Some(value), ..Number::default() }),
                Step::Read(subject) => numbers.push(read(subject)),
                Step::Negate => {
                    let Number { from, constant, .. } = number(&mut numbers);
                    numbers.push(Number { from, constant: constant.map(|value| -value), week: false });
                }
                Step::Combine(how) => {
                    let (right, left) = (number(&mut numbers), number(&mut numbers));
                    let constant = left.constant.zip(right.constant).and_then(|(a, b)| how.of(a, b));
                    numbers.push(Number { from: left.from.max(right.from), constant, week: false });
                }
                Step::Compare(how) => {
                    let (right, left) = (number(&mut numbers), number(&mut numbers));
                    answers.push(compared(left, how, right));
                }
                Step::For(weeks) => {
                    let from = answer(&mut answers).and_then(|from| from.checked_add(weeks - 1));
                    answers.push(from);
                }
                Step::Not => {
                    answer(&mut answers);
                    answers.push(Some(0));
                }
                Step::And => {
                    let (right, left) = (answer(&mut answers), answer(&mut answers));
                    answers.push(left.zip(right).map(|(a, b)| a.max(b)));
                }
                Step::Or => {
                    let (right, left) = (answer(&mut answers), answer(&mut answers));
                    answers.push(left.into_iter().chain(right).min());
                }
            }
        }
        answer(&mut answers)
    }
}

fn read(subject: Subject) -> Number {
    match subject {
        Subject::Week => Number { week: true, ..Number::default() },
        Subject::Measure(_) => Number::default(),
        Subject::Mean(_, weeks) => Number { from: weeks - 1, ..Number::default() },
    }
}

fn compared(left: Number, how: Comparison, right: Number) -> Option<Week> {
    let (how, bound) = match (left.week, left.constant, right.week, right.constant) {
        (true, _, _, Some(bound)) => (how, bound),
        (_, Some(bound), true, _) => (how.mirrored(), bound),
        _ => return Some(left.from.max(right.from)),
    };
    // Week 0 is the first that is looked at. Casts end at the largest number.
    match how {
        Comparison::Less | Comparison::AtMost => how.holds(0.0, bound).then_some(0),
        Comparison::More => Some((libm::floor(bound) as Week).saturating_add(1).max(0)),
        Comparison::AtLeast => Some((libm::ceil(bound) as Week).max(0)),
    }
}
