//! The institutions, each as if interviewed: how far it trusts the other side.

use crate::study::survey::design::Scale;
use crate::study::survey::instrument::nearest;
use crate::world::World;
use crate::world::record::{Measure, measure};

/// One interview.
#[derive(Clone, Copy)]
pub(crate) struct Interview {
    /// Who is asked.
    pub actor: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// The measure that answers.
    pub measure: &'static Measure,
    /// Its trust 0–1; `None` when there is nobody to ask.
    pub trust: Option<f64>,
    /// The same on five points, 1 no trust to 5 full trust.
    pub answer: Option<u8>,
}

/// Actor, question, measure.
const QUESTIONS: [(&str, &str, &str); 4] = [
    ("funding bureau", "How far do you trust the organization?", "trust_agency"),
    ("Work Union", "How far do you trust the organization?", "trust_union"),
    ("community committee", "How far do you trust the organization?", "trust_committee"),
    ("social organization", "How far do you trust government?", "trust_organization"),
];

/// Interview the institutions at the end of the week just lived.
pub(crate) fn interview(world: &World, scale: &Scale) -> Vec<Interview> {
    let record = world.records().next();
    let one = |(actor, question, name)| {
        let measure = measure(name)?;
        let trust = (measure.read)(record?).value();
        Some(Interview { actor, question, measure, trust, answer: trust.map(|trust| nearest(trust, scale)) })
    };
    QUESTIONS.into_iter().filter_map(one).collect()
}
