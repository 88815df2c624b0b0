//! From which week on a condition can hold, whatever happens in a world: what it counts and averages takes
//! time.

use crate::units::Week;
use crate::world::when::comparison::{Relation, RuleSubject};
use crate::world::when::condition::{Arithmetic, Condition, Reading};

/// A number: from which week on it exists, and what is known of it.
#[derive(Clone, Copy, Default)]
struct EarliestNumber {
    from: Week,
    constant: Option<f64>,
    week: bool,
}

/// Of an answer: the first week in which it may be yes; `None` where it never is.
struct Earliest;

impl Condition {
    /// The first week in which it may hold; `None` where it never does. It may be later than this, not
    /// earlier.
    pub(crate) fn earliest(&self) -> Option<Week> {
        self.work_out(&mut Earliest)
    }
}

impl Reading for Earliest {
    type Number = EarliestNumber;
    type Answer = Option<Week>;

    fn number(&mut self, value: f64) -> EarliestNumber {
        EarliestNumber { constant: Some(value), ..EarliestNumber::default() }
    }

    fn read(&mut self, subject: RuleSubject) -> EarliestNumber {
        match subject {
            RuleSubject::Week => EarliestNumber { week: true, ..EarliestNumber::default() },
            RuleSubject::Measure(_) => EarliestNumber::default(),
            RuleSubject::Mean(_, weeks) => EarliestNumber { from: weeks - 1, ..EarliestNumber::default() },
        }
    }

    fn negated(&mut self, of: EarliestNumber) -> EarliestNumber {
        EarliestNumber { constant: of.constant.map(|value| -value), week: false, ..of }
    }

    fn combined(&mut self, left: EarliestNumber, how: Arithmetic, right: EarliestNumber) -> EarliestNumber {
        let constant = left.constant.zip(right.constant).and_then(|(a, b)| how.of(a, b));
        EarliestNumber { from: left.from.max(right.from), constant, week: false }
    }

    fn compared(&mut self, left: EarliestNumber, how: Relation, right: EarliestNumber) -> Option<Week> {
        compared(left, how, right)
    }

    fn lasting(&mut self, of: Option<Week>, weeks: Week) -> Option<Week> {
        of.and_then(|from| from.checked_add(weeks - 1))
    }

    fn turned(&mut self, _: Option<Week>) -> Option<Week> {
        Some(0)
    }

    fn both(&mut self, left: Option<Week>, right: Option<Week>) -> Option<Week> {
        left.zip(right).map(|(left, right)| left.max(right))
    }

    fn either(&mut self, left: Option<Week>, right: Option<Week>) -> Option<Week> {
        left.into_iter().chain(right).min()
    }
}

fn compared(left: EarliestNumber, how: Relation, right: EarliestNumber) -> Option<Week> {
    let (how, bound) = match (left.week, left.constant, right.week, right.constant) {
        (true, _, _, Some(bound)) => (how, bound),
        (_, Some(bound), true, _) => (how.mirrored(), bound),
        _ => return Some(left.from.max(right.from)),
    };
    // Week 0 is the first that is looked at. Casts end at the largest number.
    match how {
        Relation::Less | Relation::AtMost => how.holds(0.0, bound).then_some(0),
        Relation::More => Some((libm::floor(bound) as Week).saturating_add(1).max(0)),
        Relation::AtLeast => Some((libm::ceil(bound) as Week).max(0)),
    }
}
