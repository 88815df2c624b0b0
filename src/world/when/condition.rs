//! A condition: a row of steps that are worked out one after another, without ever calling itself, so that no
//! text is too deep for it.

use crate::units::Week;
use crate::world::when::comparison::{Relation, RuleSubject, Seen};
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
    Read(RuleSubject),
    /// The last number with the other sign.
    Negate,
    /// The last two numbers.
    Combine(Arithmetic),
    /// The last two numbers; false where one of them does not exist.
    Compare(Relation),
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

/// What is made of the steps of a condition: whether it holds, or from when on it can.
pub(crate) trait Reading {
    /// What is known of a number.
    type Number: Default;
    /// What is known of an answer.
    type Answer: Default;
    /// A number as it is written.
    fn number(&mut self, value: f64) -> Self::Number;
    /// What is read.
    fn read(&mut self, subject: RuleSubject) -> Self::Number;
    /// A number with the other sign.
    fn negated(&mut self, of: Self::Number) -> Self::Number;
    /// Two numbers as one.
    fn combined(&mut self, left: Self::Number, how: Arithmetic, right: Self::Number) -> Self::Number;
    /// Two numbers compared.
    fn compared(&mut self, left: Self::Number, how: Relation, right: Self::Number) -> Self::Answer;
    /// Whether the answer was yes in each of so many weeks.
    fn lasting(&mut self, of: Self::Answer, weeks: Week) -> Self::Answer;
    /// An answer turned round.
    fn turned(&mut self, of: Self::Answer) -> Self::Answer;
    /// Whether both answers are yes.
    fn both(&mut self, left: Self::Answer, right: Self::Answer) -> Self::Answer;
    /// Whether one of them is.
    fn either(&mut self, left: Self::Answer, right: Self::Answer) -> Self::Answer;
}

impl Condition {
    /// Work out all steps. What a step lacks, in a row of steps that no reader made, is nothing.
    pub(crate) fn work_out<R: Reading>(&self, by: &mut R) -> R::Answer {
        let (mut numbers, mut answers): (Vec<R::Number>, Vec<R::Answer>) = (Vec::new(), Vec::new());
        for step in &self.steps {
            let mut number = || numbers.pop().unwrap_or_default();
            let mut answer = || answers.pop().unwrap_or_default();
            match *step {
                Step::Number(value) => numbers.push(by.number(value)),
                Step::Read(subject) => numbers.push(by.read(subject)),
                Step::Negate => {
                    let of = number();
                    numbers.push(by.negated(of));
                }
                Step::Combine(how) => {
                    let (right, left) = (number(), number());
                    numbers.push(by.combined(left, how, right));
                }
                Step::Compare(how) => {
                    let (right, left) = (number(), number());
                    answers.push(by.compared(left, how, right));
                }
                Step::For(weeks) => {
                    let of = answer();
                    answers.push(by.lasting(of, weeks));
                }
                Step::Not => {
                    let of = answer();
                    answers.push(by.turned(of));
                }
                Step::And | Step::Or => {
                    let (right, left) = (answer(), answer());
                    let and = *step == Step::And;
                    answers.push(if and { by.both(left, right) } else { by.either(left, right) });
                }
            }
        }
        answers.pop().unwrap_or_default()
    }

    /// Whether it holds in a week, and by which comparison: the first that holds, rather of a measure than of
    /// the week; where none holds, the first of all. `held` counts for each `for` in how many weeks on end
    /// its part has held; it is to be asked once a week.
    pub(crate) fn holds(&self, sight: &Sight, held: &mut Vec<Week>) -> (bool, Option<Seen>) {
        let mut look = WeekLook { sight, held, counted: 0, told: [None; 3] };
        let holds = self.work_out(&mut look);
        (holds, look.told.into_iter().flatten().next())
    }

    /// What it averages, with repetitions.
    pub(crate) fn averages(&self) -> impl Iterator<Item = RuleSubject> + '_ {
        self.steps.iter().filter_map(|step| match step {
            Step::Read(mean @ RuleSubject::Mean(..)) => Some(*mean),
            _ => None,
        })
    }
}

/// A number that was worked out.
#[derive(Clone, Copy, Default)]
struct Number {
    value: Option<f64>,
    /// What it is, where it was read and nothing was done to it.
    subject: Option<RuleSubject>,
}

/// A look at one week.
struct WeekLook<'a> {
    sight: &'a Sight<'a>,
    held: &'a mut Vec<Week>,
    /// How many of `held` were counted on.
    counted: usize,
    /// The first comparison that holds of something else than the week, of the week, and that does not hold.
    told: [Option<Seen>; 3],
}

impl Reading for WeekLook<'_> {
    type Number = Number;
    type Answer = bool;

    fn number(&mut self, value: f64) -> Number {
        Number { value: Some(value), subject: None }
    }

    fn read(&mut self, subject: RuleSubject) -> Number {
        Number { value: self.sight.value(subject), subject: Some(subject) }
    }

    fn negated(&mut self, of: Number) -> Number {
        Number { value: of.value.map(|value| -value), subject: None }
    }

    fn combined(&mut self, left: Number, how: Arithmetic, right: Number) -> Number {
        let value = left.value.zip(right.value).and_then(|(a, b)| how.of(a, b));
        Number { value, subject: None }
    }

    fn compared(&mut self, left: Number, how: Relation, right: Number) -> bool {
        let Some((holds, seen)) = seen(left, how, right) else { return false };
        let of_week = seen.subject == Some(RuleSubject::Week);
        self.told[if !holds { 2 } else { usize::from(of_week) }].get_or_insert(seen);
        holds
    }

    fn lasting(&mut self, of: bool, weeks: Week) -> bool {
        self.held.resize(self.held.len().max(self.counted + 1), 0);
        let held = &mut self.held[self.counted];
        *held = if of { held.saturating_add(1) } else { 0 };
        self.counted += 1;
        *held >= weeks
    }

    fn turned(&mut self, of: bool) -> bool {
        !of
    }

    fn both(&mut self, left: bool, right: bool) -> bool {
        left && right
    }

    fn either(&mut self, left: bool, right: bool) -> bool {
        left || right
    }
}

/// Whether a comparison holds, and what is to be told of it: what was read stands first. `None` where a side
/// does not exist.
fn seen(left: Number, how: Relation, right: Number) -> Option<(bool, Seen)> {
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
