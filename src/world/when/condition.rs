//! A condition: a row of steps that are worked out one after another, without ever calling itself, so that no
//! text is too deep for it.

use crate::units::Week;
use crate::world::when::comparison::{Comparison, Seen, Subject};
use crate::world::when::sight::Sight;
use serde::{Deserialize, Serialize};

/// What two numbers become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Arithmetic {
    /// The result; what is no finite number does not exist.
    pub(crate) fn of(self, left: f64, right: f64) -> Option<f64> {
        let result = match self {
            Arithmetic::Add => left + right,
            Arithmetic::Subtract => left - right,
            Arithmetic::Multiply => left * right,
            Arithmetic::Divide => left / right,
        };
        result.is_finite().then_some(result)
    }
}

/// A step: what it needs was left by the steps before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// A number as it is written.
    Number(f64),
    /// What is read.
    Read(Subject),
    /// The last number with the other sign.
    Negate,
    /// The last two numbers.
    Combine(Arithmetic),
    /// The last two numbers; false where one of them does not exist.
    Compare(Comparison),
    /// Whether the last answer was yes in each of so many weeks.
    For(Week),
    /// The last answer turned round.
    Not,
    /// Both of the last two answers.
    And,
    /// One of the last two answers.
    Or,
}

/// What a rule waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Condition {
    /// As it is written.
    pub(crate) text: String,
    /// In the order in which they are worked out.
    pub(crate) steps: Vec<Step>,
}

/// A number that was worked out.
#[derive(Clone, Copy, Default)]
struct Number {
    value: Option<f64>,
    /// What it is, where it was read and nothing was done to it.
    subject: Option<Subject>,
}

impl Condition {
    /// Whether it holds in a week, and by which comparison: the first that holds, otherwise the first of all.
    /// `held` counts for each `for` in how many weeks on end its part has held; it is to be asked once a week.
    pub(crate) fn holds(&self, sight: &Sight, held: &mut Vec<Week>) -> (bool, Option<Seen>) {
        let (mut numbers, mut answers): (Vec<Number>, Vec<bool>) = Default::default();
        let (mut counted, mut yes, mut no) = (0, None, None);
        let number = |numbers: &mut Vec<Number>| numbers.pop().unwrap_or_default();
        let answer = |answers: &mut Vec<bool>| answers.pop().unwrap_or_default();
        for step in &self.steps {
            match *step {
                Step::Number(value) => numbers.push(Number { value: Some(value), subject: None }),
                Step::Read(subject) => {
                    numbers.push(Number { value: sight.value(subject), subject: Some(subject) });
                }
                Step::Negate => {
                    let value = number(&mut numbers).value.map(|value| -value);
                    numbers.push(Number { value, subject: None });
                }
                Step::Combine(how) => {
                    let (right, left) = (number(&mut numbers), number(&mut numbers));
                    let value = left.value.zip(right.value).and_then(|(a, b)| how.of(a, b));
                    numbers.push(Number { value, subject: None });
                }
                Step::Compare(how) => {
                    let (right, left) = (number(&mut numbers), number(&mut numbers));
                    let seen = seen(left, how, right);
                    let holds = seen.is_some_and(|(holds, _)| holds);
                    let first = if holds { &mut yes } else { &mut no };
                    *first = first.or(seen.map(|(_, seen)| seen));
                    answers.push(holds);
                }
                Step::For(weeks) => {
                    held.resize(held.len().max(counted + 1), 0);
                    let before = held[counted];
                    held[counted] = if answer(&mut answers) { before.saturating_add(1) } else { 0 };
                    answers.push(held[counted] >= weeks);
                    counted += 1;
                }
                Step::Not => {
                    let one = answer(&mut answers);
                    answers.push(!one);
                }
                Step::And | Step::Or => {
                    let (right, left) = (answer(&mut answers), answer(&mut answers));
                    answers.push(if *step == Step::And { left && right } else { left || right });
                }
            }
        }
        (answer(&mut answers), yes.or(no))
    }

    /// What it averages, with repetitions.
    pub(crate) fn averages(&self) -> impl Iterator<Item = Subject> + '_ {
        self.steps.iter().filter_map(|step| match step {
            Step::Read(mean @ Subject::Mean(..)) => Some(*mean),
            _ => None,
        })
    }
}

/// Whether a comparison holds, and what is to be told of it: what was read stands first. `None` where a side
/// does not exist.
fn seen(left: Number, how: Comparison, right: Number) -> Option<(bool, Seen)> {
    let (value, bound) = (left.value?, right.value?);
    let holds = how.holds(value, bound);
    let told = if holds { how } else { how.negated() };
    let seen = match (left.subject, right.subject) {
        (None, Some(_)) => {
            Seen { subject: right.subject, value: bound, comparison: told.mirrored(), bound: value }
        }
        (subject, _) => Seen { subject, value, comparison: told, bound },
    };
    Some((holds, seen))
}
