//! The answer of `validate` as JSON.

use crate::report::answers::validate::in_one_line;
use crate::study::validate::Validation;
use crate::study::validate::figure::Finding;
use crate::study::validate::patterns::PatternResult;
use crate::study::validate::rows::JudgedRow;
use serde_json::{Value, json};

/// The whole answer.
pub(crate) fn as_json(found: &Validation) -> Value {
    json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "command": "validate",
        "scenario": found.subject,
        "seed": found.seed,
        "replicates": found.replicates,
        "targets": found.rows.iter().map(target).collect::<Vec<_>>(),
        "patterns": found.patterns.iter().map(pattern).collect::<Vec<_>>(),
    })
}

fn target(row: &JudgedRow) -> Value {
    let t = &row.target;
    let interval = row.simulated.as_ref().and_then(|e| e.interval);
    json!({
        "id": t.id,
        "use": t.for_use.word(),
        "value": t.value,
        "lo": t.lo,
        "hi": t.hi,
        "simulated": row.simulated.as_ref().map(|e| e.mean),
        "hit": row.hit(),
        "ci_low": interval.map(|i| i.0),
        "ci_high": interval.map(|i| i.1),
        "set_by": t.set_by,
        "missing": row.missing,
    })
}

fn pattern(verdict: &PatternResult) -> Value {
    json!({
        "id": verdict.id,
        "expected": verdict.expected,
        "found": in_one_line(verdict),
        "hit": verdict.hit(),
        "contrast": verdict.contrast,
        "findings": verdict.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn finding(finding: &Finding) -> Value {
    let interval = finding.estimate.as_ref().and_then(|e| e.interval);
    json!({
        "what": finding.what,
        "mean": finding.estimate.as_ref().map(|e| e.mean),
        "ci_low": interval.map(|i| i.0),
        "ci_high": interval.map(|i| i.1),
        "holds": finding.holds,
        "missing": finding.missing,
    })
}
