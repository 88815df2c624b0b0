//! The study's questionnaire: six items of five points, and what a resident would answer if nothing went
//! wrong.

use crate::random::normal_quantile;
use crate::study::survey::design::Scale;
use crate::world::agents::residents::view::ResidentView;

/// One item.
#[derive(Debug, PartialEq)]
pub(crate) struct SurveyItem {
    /// Column name.
    pub name: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// What 1 and 5 mean.
    pub ends: (&'static str, &'static str),
    /// Answers from here count as yes.
    pub yes: u8,
    /// What such a share is a share of, in words.
    pub share: &'static str,
    /// Who is asked.
    pub asked: &'static str,
    /// How the answer comes from the model's states.
    pub mapping: &'static str,
    /// A statement, to which some agree whatever it says.
    pub statement: bool,
    /// The measure of the outputs that says the same of adults, if there is one, and how it follows.
    pub measure: Option<(&'static str, Reads)>,
}

/// How a measure follows from an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// It is the share of yes.
    Share,
    /// It is 1 − (mean − 1) / 4.
    Inverse,
}

/// The items, in the order of the columns.
pub(crate) const ITEMS: [SurveyItem; 6] = [
    SurveyItem {
        name: "awareness",
        question: "How well do you know the home?",
        ends: ("never heard of it", "know it very well"),
        yes: 2,
        share: "have heard of it",
        asked: "everybody",
        mapping: "1 unaware; 2 aware, never came; 3, 4, 5 from `knows_little`, `knows_well`, \
            `knows_very_well` weeks with a visit since moving in",
        statement: false,
        measure: Some(("awareness_adults", Reads::Share)),
    },
    SurveyItem {
        name: "frequency",
        question: "In how many weeks of the last year did you use it?",
        ends: ("none", "often"),
        yes: 3,
        share: "regular users",
        asked: "everybody",
        mapping: "1 none; 2 from one week; 3, 4, 5 from `occasional`, `monthly`, `often` weeks of the last \
            52, as reported (see `heaping`)",
        statement: false,
        measure: Some(("regular_adults", Reads::Share)),
    },
    SurveyItem {
        name: "satisfaction",
        question: "How satisfied are you with its service?",
        ends: ("not at all", "very"),
        yes: 4,
        share: "satisfied",
        asked: "those who report a week of use in the last year",
        mapping: "satisfaction 0–1 plus the person's own standard (`standard`), on five points from `first` \
            by `step`",
        statement: true,
        measure: None,
    },
    SurveyItem {
        name: "affairs",
        question: "I am willing to take part in public affairs of the community.",
        ends: ("disagree", "agree"),
        yes: 4,
        share: "willing",
        asked: "everybody",
        mapping: "the logit of the probability to be willing plus a logistic draw of the person: above 0 \
            the answer is 4 (5 beyond `strong`), else 3 within `undecided`, 2, or 1 beyond `strong`",
        statement: true,
        measure: Some(("willingness", Reads::Share)),
    },
    SurveyItem {
        name: "nonprofit",
        question: "The operator of the home is a non-profit organization.",
        ends: ("it is a business", "it is non-profit"),
        yes: 4,
        share: "know that it is non-profit",
        asked: "those who have heard of it, while an organization runs it",
        mapping: "1 − belief in a business, 0–1, plus the person's own standard (`standard`), on five \
            points from `first` by `step`",
        statement: true,
        measure: Some(("commercial_belief", Reads::Inverse)),
    },
    SurveyItem {
        name: "volunteering",
        question: "I am willing to volunteer at the home.",
        ends: ("disagree", "agree"),
        yes: 4,
        share: "willing to volunteer",
        asked: "those who have heard of it",
        mapping: "5 for volunteers; for others as `affairs`, with the probability to accept when asked, \
            raised by `intention`",
        statement: true,
        measure: None,
    },
];

/// Answers 1–5 to the items, nothing where an item is not put.
pub(crate) type Points = [Option<u8>; ITEMS.len()];

/// What an answer depends on besides the resident's state.
pub(crate) struct Circumstances {
    /// Weeks of use reported for the last year.
    pub weeks: u32,
    /// An organization runs the home.
    pub operated: bool,
    /// Four numbers in (0, 1) that are the person's own.
    pub chance: [f64; 4],
}

/// What a resident would answer if nothing went wrong.
pub(crate) fn meant(seen: &ResidentView, of: &Circumstances, scale: &Scale) -> Points {
    let Circumstances { weeks, operated, chance } = *of;
    let standard = |k: usize| scale.standard * normal_quantile(chance[k]);
    let volunteering = if seen.volunteers {
        5
    } else {
        five(logit(f64::from(seen.accepts)) + scale.intention, chance[1], scale)
    };
    [
        Some(knows(seen, scale)),
        Some(uses(weeks, scale)),
        (weeks > 0).then(|| nearest(f64::from(seen.satisfaction) + standard(2), scale)),
        Some(five(logit(f64::from(seen.willing)), chance[0], scale)),
        (seen.aware && operated).then(|| nearest(1.0 - f64::from(seen.belief) + standard(3), scale)),
        seen.aware.then_some(volunteering),
    ]
}

fn knows(seen: &ResidentView, scale: &Scale) -> u8 {
    let edges = [scale.knows_little, scale.knows_well, scale.knows_very_well];
    if seen.aware { 2 + reached(i64::from(seen.ever), &edges) } else { 1 }
}

fn uses(weeks: u32, scale: &Scale) -> u8 {
    1 + reached(i64::from(weeks), &[1, scale.occasional, scale.monthly, scale.often])
}

fn reached(value: i64, edges: &[i64]) -> u8 {
    edges.iter().filter(|edge| value >= **edge).count() as u8
}

/// A state 0–1 on five points.
pub(crate) fn nearest(state: f64, scale: &Scale) -> u8 {
    1 + (0..4).filter(|k| state >= scale.first + scale.step * f64::from(*k)).count() as u8
}

/// A leaning in logits and the person's own chance on five points: at least 4 with the probability that the
/// leaning stands for.
fn five(leaning: f64, chance: f64, scale: &Scale) -> u8 {
    match leaning - logit(chance) {
        x if x > scale.strong => 5,
        x if x > 0.0 => 4,
        x if x > -scale.undecided.min(scale.strong) => 3,
        x if x > -scale.strong => 2,
        _ => 1,
    }
}

fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-9, 1.0 - 1e-9);
    libm::log(p / (1.0 - p))
}
