//! Two numbers compared, and what stood on both sides when a rule was decided.

use crate::units::Week;
use crate::world::record::named::NamedMeasure;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How two numbers are compared: as they are, without any tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Relation {
    /// All four.
    pub(crate) const ALL: [Relation; 4] =
        [Relation::Less, Relation::AtMost, Relation::More, Relation::AtLeast];

    /// As it is written.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Relation::Less => "<",
            Relation::AtMost => "<=",
            Relation::More => ">",
            Relation::AtLeast => ">=",
        }
    }

    /// Whether it holds between two numbers.
    pub(crate) fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Relation::Less => left < right,
            Relation::AtMost => left <= right,
            Relation::More => left > right,
            Relation::AtLeast => left >= right,
        }
    }

    /// What holds of the same numbers where it does not.
    pub(crate) fn negated(self) -> Relation {
        match self {
            Relation::Less => Relation::AtLeast,
            Relation::AtMost => Relation::More,
            Relation::More => Relation::AtMost,
            Relation::AtLeast => Relation::Less,
        }
    }

    /// What says the same with the sides exchanged.
    pub(crate) fn mirrored(self) -> Relation {
        match self {
            Relation::Less => Relation::More,
            Relation::AtMost => Relation::AtLeast,
            Relation::More => Relation::Less,
            Relation::AtLeast => Relation::AtMost,
        }
    }
}

/// What a condition reads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RuleSubject {
    /// The week whose records are read.
    Week,
    /// A measure in that week.
    Measure(NamedMeasure),
    /// A measure over so many weeks, that week the last of them.
    Mean(NamedMeasure, Week),
}

impl fmt::Display for RuleSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuleSubject::Week => f.write_str("week"),
            RuleSubject::Measure(measure) => f.write_str(measure.name),
            RuleSubject::Mean(measure, weeks) => write!(f, "mean({}, {weeks})", measure.name),
        }
    }
}

/// A comparison as it was seen when a rule was decided: it holds of these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What was looked at, where it is one thing and not a sum of several.
    pub subject: Option<RuleSubject>,
    /// Its value.
    pub value: f64,
    /// How it stands to the bound.
    pub comparison: Relation,
    /// The bound.
    pub bound: f64,
}
