//! What a condition can look at: the records of one week, and of the weeks before what it averages.

use crate::units::Week;
use crate::world::record::named::NamedMeasure;
use crate::world::record::{Combine, Fraction, Record};
use crate::world::when::comparison::RuleSubject;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// The last weeks of a measure that some condition averages, the newest last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Past {
    measure: NamedMeasure,
    weeks: VecDeque<Fraction>,
}

/// A week whose records are read.
pub(crate) struct Sight<'a> {
    /// Which.
    pub week: Week,
    /// One record per community.
    pub records: &'a [&'a Record],
    /// What is averaged.
    pub past: &'a [Past],
}

impl Sight<'_> {
    /// The value of what is read; `None` where it does not exist.
    pub(crate) fn value(&self, subject: RuleSubject) -> Option<f64> {
        let value = match subject {
            RuleSubject::Week => Some(f64::from(self.week)),
            RuleSubject::Measure(measure) => measure.over(self.records.iter().copied()).value(),
            RuleSubject::Mean(measure, weeks) => self.mean(measure, weeks),
        };
        value.filter(|value| value.is_finite())
    }

    /// A ratio as Σ/Σ over the weeks, a sum as its mean per week.
    fn mean(&self, measure: NamedMeasure, weeks: Week) -> Option<f64> {
        let past = &self.past.iter().find(|past| past.measure == measure)?.weeks;
        let first = past.len().checked_sub(weeks as usize)?;
        let total = past.range(first..).fold(Fraction::default(), |total, week| measure.add(total, *week));
        let value = total.value()?;
        Some(if measure.combine == Combine::Sum { value / f64::from(weeks) } else { value })
    }
}

/// Keep what a week says of each measure for as many weeks as it is averaged over.
pub(crate) fn keep(past: &mut Vec<Past>, averages: &[(NamedMeasure, Week)], records: &[&Record]) {
    past.retain(|past| averages.iter().any(|(measure, _)| *measure == past.measure));
    for (measure, weeks) in averages {
        let at = past.iter().position(|past| past.measure == *measure).unwrap_or_else(|| {
            past.push(Past { measure: *measure, weeks: VecDeque::new() });
            past.len() - 1
        });
        let kept = &mut past[at].weeks;
        kept.push_back(measure.over(records.iter().copied()));
        while kept.len() > *weeks as usize {
            kept.pop_front();
        }
    }
}
