//! What is asked of a candidate: measures of the last year that are to be as good as can be, and what it must
//! keep. What breaks in it (nobody runs the home, wages come late, debts grow) is kept by every candidate, by
//! the bounds of `compare`.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::study::compare::breaks::{Break, Breaks, GROWING, LATE, WITHOUT_OPERATOR};
use crate::study::plausible::requirements::{BoundSide, Requirement};
use crate::units::YEAR;
use crate::world::record::{Measure, index_of};
use std::collections::BTreeMap;

/// Every measure of the last year of one life.
pub(crate) type Row = Vec<Option<f64>>;

/// A measure that is to be as good as can be.
#[derive(Clone, Copy)]
pub(crate) struct Objective {
    /// The measure, of which one direction is better.
    pub measure: &'static Measure,
    /// The smallest difference of it that matters.
    pub smallest: f64,
}

impl Objective {
    /// Its value in a life, the larger the better.
    pub(crate) fn value(&self, row: &Row) -> Option<f64> {
        Some(row[index_of(self.measure.name)?]? * self.measure.better.order())
    }
}

/// Something that a candidate must keep.
#[derive(Clone, Copy)]
pub(crate) enum Bound {
    /// A requirement of the user.
    Required(Requirement),
    /// What else breaks.
    Unbroken(Break),
}

impl Bound {
    /// By how much a life falls short of it, in the unit of its measure; below zero where it is kept with
    /// room to spare.
    pub(crate) fn short(&self, row: &Row) -> f64 {
        let of = |name: &str| index_of(name).and_then(|at| row[at]);
        match self {
            Bound::Required(requirement) => match (requirement.value(row), requirement.side) {
                // A measure that does not exist keeps nothing.
                (None, _) => self.scale(),
                (Some(value), BoundSide::Least | BoundSide::Above) => requirement.bound - value,
                (Some(value), BoundSide::Most | BoundSide::Below) => value - requirement.bound,
            },
            Bound::Unbroken(Break::NoOperator) => of("without_operator").unwrap_or(0.0) - WITHOUT_OPERATOR,
            Bound::Unbroken(Break::LateWages) => of("late_wages").unwrap_or(0.0) - LATE,
            Bound::Unbroken(Break::GrowingDebts) => f64::from(u8::from(debts_grow(row))) - GROWING,
        }
    }

    /// By what shortfalls of different bounds are made comparable.
    pub(crate) fn scale(&self) -> f64 {
        match self {
            Bound::Required(requirement) if requirement.bound != 0.0 => requirement.bound.abs(),
            Bound::Required(_) => 1.0,
            Bound::Unbroken(Break::NoOperator) => WITHOUT_OPERATOR,
            Bound::Unbroken(Break::LateWages) => LATE,
            Bound::Unbroken(Break::GrowingDebts) => GROWING,
        }
    }

    /// Whether falling short by so much breaks it; being exactly at an open bound does.
    pub(crate) fn broken_by(&self, short: f64) -> bool {
        let open = match self {
            Bound::Required(requirement) => matches!(requirement.side, BoundSide::Above | BoundSide::Below),
            Bound::Unbroken(_) => false,
        };
        short > 0.0 || (open && short >= 0.0)
    }

    /// Which quantile of shortfalls over lives decides; `None` where their mean does.
    pub(crate) fn share_of_shortfalls(&self) -> Option<f64> {
        let Bound::Required(requirement) = self else { return None };
        requirement.share_of_shortfalls()
    }
}

/// Whether debts of one life grow by more than may be.
fn debts_grow(row: &Row) -> bool {
    let mut values = Values::empty(YEAR);
    values.set(Window::LastYear, row.iter().copied());
    let worlds = BTreeMap::from([(1, &values)]);
    Breaks::of(&worlds).found.iter().any(|broken| broken.what == Break::GrowingDebts)
}

/// All that is asked.
pub(crate) struct Wanted {
    /// What is to be as good as can be, the most important first.
    pub objectives: Vec<Objective>,
    /// What must be kept: the user's requirements in their order, then what else breaks.
    pub bounds: Vec<Bound>,
}

impl Wanted {
    /// Of objectives and requirements.
    pub(crate) fn new(objectives: Vec<Objective>, requirements: &[Requirement]) -> Wanted {
        let required = requirements.iter().map(|requirement| Bound::Required(*requirement));
        let bounds = required.chain(Break::ALL.map(Bound::Unbroken)).collect();
        Wanted { objectives, bounds }
    }
}
