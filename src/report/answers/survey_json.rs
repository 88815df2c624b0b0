//! The answers of `survey` as JSON: a simulated survey, interviews, answers of real people.

use crate::scenario::Source;
use crate::study::survey::actors::Interview;
use crate::study::survey::bias::{Bias, Gap};
use crate::study::survey::errors::{SurveyFindings, SurveyStudy};
use crate::study::survey::table::{ItemEstimate, SurveyValue};
use crate::units::Week;
use serde::Serialize;
use serde_json::Value;

/// Which survey of which world it is.
#[derive(Serialize)]
pub(crate) struct Asked<'a> {
    /// The scenario.
    pub scenario: &'a str,
    /// Where people were asked.
    pub community: &'a str,
    /// Seed of the world; text, since it may have 64 bits.
    pub seed: String,
    /// Number of the world.
    pub replicate: u32,
}

/// A simulated survey.
#[derive(Serialize)]
struct SurveyAnswer<'a> {
    survey: FindingsJson<'a>,
    on_site: Option<FindingsJson<'a>>,
    population: Vec<EstimateJson<'a>>,
    #[serde(flatten)]
    asked: Asked<'a>,
}

/// A simulated survey as JSON.
pub(crate) fn as_json(study: &SurveyStudy, asked: Asked) -> Value {
    to_value(&SurveyAnswer {
        survey: FindingsJson::of(&study.found),
        on_site: study.on_site.as_ref().map(FindingsJson::of),
        population: estimates(&study.census),
        asked,
    })
}

/// Plain structs of text and numbers always serialize.
fn to_value(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap_or_default()
}

/// What one way of asking found.
#[derive(Serialize)]
struct FindingsJson<'a> {
    frame: &'a str,
    week: Week,
    approached: u64,
    answered: usize,
    adults: u64,
    table: Vec<EstimateJson<'a>>,
    bias: Vec<BiasJson<'a>>,
}

impl FindingsJson<'_> {
    fn of(found: &SurveyFindings) -> FindingsJson<'_> {
        let survey = &found.survey;
        FindingsJson {
            frame: found.frame.words(),
            week: survey.week,
            approached: survey.approached,
            answered: survey.answers.len(),
            adults: survey.adults,
            table: estimates(&found.table),
            bias: found.bias.iter().map(BiasJson::of).collect(),
        }
    }
}

/// What a group answers to an item.
#[derive(Serialize)]
struct EstimateJson<'a> {
    item: &'a str,
    kind: &'a str,
    group: &'a str,
    n: u64,
    points: [u64; 5],
    mean: ValueJson,
    share: ValueJson,
}

fn estimates(table: &[ItemEstimate]) -> Vec<EstimateJson<'_>> {
    let one = |e: &ItemEstimate| {
        let (kind, group) = e.group.key();
        EstimateJson {
            item: e.item.name,
            kind,
            group,
            n: e.n,
            points: e.points,
            mean: ValueJson::of(&e.mean),
            share: ValueJson::of(&e.share),
        }
    };
    table.iter().map(one).collect()
}

/// How far the answers to an item lie from everybody's.
#[derive(Serialize)]
struct BiasJson<'a> {
    item: &'a str,
    mean: GapJson,
    share: GapJson,
}

impl BiasJson<'_> {
    fn of(bias: &Bias) -> BiasJson<'_> {
        BiasJson {
            item: bias.estimate.item.name,
            mean: GapJson::of(&bias.mean),
            share: GapJson::of(&bias.share),
        }
    }
}

/// Everybody's value, that of those who answered, and the difference.
#[derive(Serialize)]
struct GapJson {
    population: f64,
    said: f64,
    difference: ValueJson,
}

impl GapJson {
    fn of(gap: &Gap) -> GapJson {
        GapJson { population: gap.population, said: gap.said, difference: ValueJson::of(&gap.gap) }
    }
}

/// A value with its standard error and its 95% interval.
#[derive(Serialize)]
struct ValueJson {
    value: f64,
    se: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl ValueJson {
    fn of(value: &SurveyValue) -> ValueJson {
        let (low, high) = value.interval.unzip();
        ValueJson { value: value.value, se: value.se, low, high }
    }
}

/// Answers of real people.
#[derive(Serialize)]
struct DataAnswer<'a> {
    data: &'a str,
    sha256: &'a str,
    answered: usize,
    table: Vec<EstimateJson<'a>>,
}

/// Answers of real people as JSON.
pub(crate) fn data(source: &Source, answered: usize, table: &[ItemEstimate]) -> Value {
    to_value(&DataAnswer { data: &source.name, sha256: &source.sha256, answered, table: estimates(table) })
}

/// Interviews with the institutions of a world.
#[derive(Serialize)]
struct InterviewsAnswer<'a> {
    scenario: &'a str,
    week: Week,
    actors: Vec<InterviewJson<'a>>,
}

/// What one of them says.
#[derive(Serialize)]
struct InterviewJson<'a> {
    actor: &'a str,
    question: &'a str,
    measure: &'a str,
    trust: Option<f64>,
    answer: Option<u8>,
}

/// Interviews as JSON.
pub(crate) fn interviews(scenario: &str, week: Week, list: &[Interview]) -> Value {
    let one = |i: &Interview| InterviewJson {
        actor: i.actor,
        question: i.question,
        measure: i.measure.name,
        trust: i.trust,
        answer: i.answer,
    };
    to_value(&InterviewsAnswer { scenario, week, actors: list.iter().map(one).collect() })
}
