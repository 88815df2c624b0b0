//! The answer of `validate` as JSON.

use crate::report::answers::validate::in_one_line;
use crate::stats::paired::bounds;
use crate::study::validate::Validation;
use crate::study::validate::figure::Finding;
use crate::study::validate::patterns::PatternResult;
use crate::study::validate::rows::JudgedRow;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Answer<'a> {
    program: &'a str,
    version: &'a str,
    command: &'a str,
    scenario: &'a str,
    seed: u64,
    replicates: u32,
    targets: Vec<TargetJson<'a>>,
    patterns: Vec<PatternJson<'a>>,
}

/// The whole answer.
pub(crate) fn as_json(found: &Validation) -> Value {
    let answer = Answer {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command: "validate",
        scenario: &found.subject,
        seed: found.seed,
        replicates: found.replicates,
        targets: found.rows.iter().map(target).collect(),
        patterns: found.patterns.iter().map(pattern).collect(),
    };
    // Plain structs of text and numbers always serialize.
    serde_json::to_value(answer).unwrap_or_default()
}

/// A row of targets.
#[derive(Serialize)]
struct TargetJson<'a> {
    id: &'a str,
    #[serde(rename = "use")]
    for_use: &'static str,
    value: f64,
    lo: f64,
    hi: f64,
    simulated: Option<f64>,
    hit: bool,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
    set_by: &'a str,
    missing: Option<&'a str>,
}

fn target(row: &JudgedRow) -> TargetJson<'_> {
    let t = &row.target;
    TargetJson {
        id: &t.id,
        for_use: t.for_use.word(),
        value: t.value,
        lo: t.lo,
        hi: t.hi,
        simulated: row.simulated.as_ref().map(|e| e.mean),
        hit: row.hit(),
        interval: row.simulated.as_ref().and_then(|e| e.interval),
        set_by: &t.set_by,
        missing: row.missing.as_deref(),
    }
}

/// A pattern.
#[derive(Serialize)]
struct PatternJson<'a> {
    id: &'static str,
    expected: &'static str,
    found: String,
    hit: bool,
    contrast: &'static str,
    findings: Vec<FindingJson<'a>>,
}

fn pattern(verdict: &PatternResult) -> PatternJson<'_> {
    PatternJson {
        id: verdict.id,
        expected: verdict.expected,
        found: in_one_line(verdict),
        hit: verdict.hit(),
        contrast: verdict.contrast,
        findings: verdict.findings.iter().map(finding).collect(),
    }
}

/// A part of a pattern.
#[derive(Serialize)]
struct FindingJson<'a> {
    what: &'a str,
    mean: Option<f64>,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
    holds: bool,
    missing: Option<&'a str>,
}

fn finding(finding: &Finding) -> FindingJson<'_> {
    FindingJson {
        what: &finding.what,
        mean: finding.estimate.as_ref().map(|e| e.mean),
        interval: finding.estimate.as_ref().and_then(|e| e.interval),
        holds: finding.holds,
        missing: finding.missing.as_deref(),
    }
}
