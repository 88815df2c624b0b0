//! A row of the table measured here.

use crate::language::term;
use crate::stats::paired::Estimate;
use crate::study::validate::figure::Figure;
use crate::study::validate::setting_runs::Replays;
use crate::study::validate::studies::StudyOutcome;
use crate::study::validate::targets::{Form, Target};
use crate::study::validate::verdict::Verdict;

/// A row and what was found.
#[derive(Clone, Debug)]
pub(crate) struct JudgedRow {
    /// The target.
    pub target: Target,
    /// What is simulated.
    pub simulated: Option<Estimate>,
    /// Why nothing is.
    pub missing: Option<String>,
}

impl JudgedRow {
    /// Whether it lies in the band. What the model has nothing to compare with is missed.
    pub(crate) fn verdict(&self) -> Verdict {
        let not_comparable = self.target.form() == Ok(Form::NotComparable);
        let otherwise = if not_comparable { Verdict::Miss } else { Verdict::Undecided };
        self.simulated.as_ref().map_or(otherwise, |e| Verdict::within(e, self.target.lo, self.target.hi))
    }
}

/// What a recipe reads; `None` for a study of its own and for what is not comparable.
pub(crate) fn figure(target: &Target) -> Option<Figure> {
    let (reading, setting) = (target.words(), target.scenario.as_str());
    let other = |measure: &str| format!("{measure} {}", target.window);
    Some(match target.form().ok()? {
        Form::Value => Figure::level(&reading, setting),
        Form::Complement => Figure { by: |x| 1.0 - x[0], ..Figure::level(&reading, setting) },
        Form::KeptInAYear => {
            Figure { by: |x| libm::pow(1.0 - x[0], 52.0), ..Figure::level(&reading, setting) }
        }
        Form::Per(measure) => Figure::per(&reading, &other(&measure), setting),
        Form::Over(base) => Figure { by: |x| x[1] / x[0], ..Figure::change(&reading, &base, setting) },
        Form::ChangeFrom(base, window) => {
            let of = vec![(format!("{} {window}", target.measure), base), (reading, setting.to_string())];
            Figure { of, by: |x| x[1] / x[0] - 1.0, pooled: false }
        }
        Form::PerThousandOf(measure, to) => Figure::per_thousand(&reading, &other(&measure), setting, &to),
        Form::Slope(_) | Form::Study(_) | Form::NotComparable => return None,
    })
}

/// Measure a row from what was lived, or from its own study.
pub(crate) fn row(target: &Target, lived: &Replays, study: Option<&StudyOutcome>) -> JudgedRow {
    let found = match (figure(target), study) {
        (Some(figure), _) => figure.estimate(lived),
        (None, Some(study)) => study.clone(),
        (None, None) => Err(term("not comparable").to_string()),
    };
    let (simulated, missing) = found.map_or_else(|why| (None, Some(why)), |e| (Some(e), None));
    JudgedRow { target: target.clone(), simulated, missing }
}
