//! The answer of `validate` as JSON.

use crate::report::answers::validate::{claimed, in_one_line};
use crate::stats::paired::bounds;
use crate::study::validate::Validation;
use crate::study::validate::figure::Finding;
use crate::study::validate::over_seeds::together;
use crate::study::validate::patterns::{PatternResult, no_test};
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::targets::TargetUse;
use crate::study::validate::verdict::{Verdict, VerdictCounts};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct ValidationAnswer<'a> {
    program: &'a str,
    version: &'a str,
    command: &'a str,
    scenario: &'a str,
    seed: u64,
    replicates: u32,
    tests_to_validate: VerdictCounts,
    tests_of_shape: VerdictCounts,
    tests_of_patterns: VerdictCounts,
    targets: Vec<TargetJson<'a>>,
    patterns: Vec<PatternJson<'a>>,
}

/// The whole answer; with several seeds that of the first, the others beside it, and what all say together.
pub(crate) fn as_json(all: &[Validation]) -> Value {
    let mut answers = all.iter().map(of_seed);
    let mut first = answers.next().unwrap_or_default();
    if all.len() > 1 {
        first["other_seeds"] = answers.collect();
        first["all_seeds"] = together(all).as_ref().map(of_seed).unwrap_or_default();
    }
    first
}

fn of_seed(found: &Validation) -> Value {
    let answer = ValidationAnswer {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command: "validate",
        scenario: &found.subject,
        seed: found.seed,
        replicates: found.replicates,
        tests_to_validate: found.tests_of(TargetUse::Validate),
        tests_of_shape: found.tests_of(TargetUse::Shape),
        tests_of_patterns: found.patterns(),
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
    verdict: Verdict,
    #[serde(flatten, with = "bounds")]
    interval: Option<(f64, f64)>,
    set_by: &'a str,
    no_test: &'a str,
    is_test: bool,
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
        verdict: row.verdict(),
        interval: row.simulated.as_ref().and_then(|e| e.interval),
        set_by: &t.set_by,
        no_test: &t.no_test,
        is_test: t.is_test(),
        missing: row.missing.as_deref(),
    }
}

/// A pattern.
#[derive(Serialize)]
struct PatternJson<'a> {
    id: &'static str,
    expected: &'static str,
    found: String,
    verdict: Verdict,
    no_test: Option<&'static str>,
    contrast: &'static str,
    findings: Vec<FindingJson<'a>>,
}

fn pattern(verdict: &PatternResult) -> PatternJson<'_> {
    PatternJson {
        id: verdict.id,
        expected: verdict.expected,
        found: in_one_line(verdict),
        verdict: verdict.verdict(),
        no_test: no_test(verdict.id),
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
    claim: String,
    verdict: Verdict,
    missing: Option<&'a str>,
}

fn finding(finding: &Finding) -> FindingJson<'_> {
    FindingJson {
        what: &finding.what,
        mean: finding.estimate.as_ref().map(|e| e.mean),
        interval: finding.estimate.as_ref().and_then(|e| e.interval),
        claim: claimed(&finding.claim, finding.unit),
        verdict: finding.verdict,
        missing: finding.missing.as_deref(),
    }
}
