//! Rows that no reading of a setting gives: each is a small study of its own.
//!
//! - Does a donor give again? → `giving`
//! - How do attendance and visits go with events? → `homes`
//! - How does word of mouth go through villages? → `villages`

pub(crate) mod giving;
pub(crate) mod homes;
pub(crate) mod villages;

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::stats::paired::Estimate;
use crate::study::validate::setting::Substitute;
use crate::study::validate::targets::{Form, Target};
use crate::study::villages::patterns::Patterns;
use std::collections::BTreeMap;

/// What a study found of a row, or why it found nothing.
pub(crate) type StudyOutcome = Result<Estimate, String>;

/// Carry out the studies that some rows ask for; what the villages show is handed in, since patterns read it
/// too.
pub(crate) fn run(
    rounds: &mut Rounds,
    subject: &Substitute,
    targets: &[Target],
    found: Option<&Patterns>,
    replicates: u32,
) -> Result<BTreeMap<String, StudyOutcome>, Stopped> {
    let asks = |form: &Form| targets.iter().any(|target| target.form().as_ref() == Ok(form));
    let slopes = targets.iter().any(|target| matches!(target.form(), Ok(Form::Slope(_))));
    let homes = if slopes { Some(homes::live(rounds, subject, replicates)?) } else { None };
    let giving = Form::Study(giving::REPEAT.into());
    let gifts = if asks(&giving) { Some(giving::live(rounds, subject, replicates)?) } else { None };
    let named = |target: &Target| match target.form() {
        Ok(Form::Study(study)) => found.and_then(|found| villages::row(found, &study)),
        _ => None,
    };
    let outcome = |target: &Target| match target.form() {
        Ok(Form::Slope(to)) => Some(
            homes.as_ref()?.as_ref().map_or_else(|why| Err(why.clone()), |h| h.slope(&target.measure, &to)),
        ),
        Ok(form) if form == giving => gifts.clone(),
        _ => named(target),
    };
    Ok(targets.iter().filter_map(|target| Some((target.id.clone(), outcome(target)?))).collect())
}
