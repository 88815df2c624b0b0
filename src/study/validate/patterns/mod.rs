//! The patterns S1–S25: pairs of settings in the same random worlds, what must come out, what does.
//!
//! Expected directions and sizes come from the evidence; each is measured in the setting in which it can be
//! seen. A direction counts when the 95% interval excludes zero, an absence of effect when the whole
//! interval lies within its limits.
//!
//! - Opening, hours, seats? → `space`
//! - Belief, asking, selection? → `residents`
//! - Grants, payment, brand, fees? → `money`
//! - Assessment, contracts, union? → `institutions`
//! - All suggestions at once? → `together`
//! - Institutions answer to use? → `reaction`

mod institutions;
mod money;
mod reaction;
mod residents;
mod space;
mod together;

use crate::study::validate::figure::{Check, Claim, Figure, Finding};
use crate::study::validate::setting_runs::Replays;
use crate::study::validate::studies::villages;
use crate::study::validate::verdict::Verdict;
use crate::study::villages::patterns::Patterns;

/// A pattern.
#[derive(Clone)]
pub(crate) struct Pattern {
    /// `S1` …
    pub id: &'static str,
    /// From what to what.
    pub contrast: &'static str,
    /// What must come out.
    pub expected: &'static str,
    /// What it is judged by; empty for a pattern of the villages.
    pub checks: Vec<Check>,
}

/// What came of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct PatternResult {
    /// `S1` …
    pub id: &'static str,
    /// From what to what.
    pub contrast: &'static str,
    /// What must come out.
    pub expected: &'static str,
    /// What did.
    pub findings: Vec<Finding>,
}

impl PatternResult {
    /// As expected in every part.
    pub(crate) fn verdict(&self) -> Verdict {
        Verdict::of_all(self.findings.iter().map(|finding| finding.verdict))
    }
}

/// Those that sink a model that only adds good things together.
pub(crate) const HARD: [&str; 6] = ["S4", "S7", "S10", "S15", "S19", "S20"];

/// Patterns that are no independent tests: what was put into the model with their own figure in view.
const NO_TESTS: [(&str, &str); 2] = [
    (
        "S4",
        "`government.events_full` was chosen with the ratio in view: with the median of T09 reported / \
        true is 1.08, \
         below the band",
    ),
    ("S24", "`residents.choice.novelty` is taken from the figures of the surge (T27)"),
];

/// Why a pattern is no test; `None` for a test.
pub(crate) fn no_test(id: &str) -> Option<&'static str> {
    NO_TESTS.iter().find(|(known, _)| *known == id).map(|(_, why)| *why)
}

/// All 25, in order.
pub(crate) fn all() -> Vec<Pattern> {
    let mut all =
        [space::all(), institutions::all(), money::all(), residents::all(), together::all(), reaction::all()]
            .concat();
    all.sort_by_key(|pattern| pattern.id[1..].parse::<u32>().unwrap_or(0));
    all
}

impl Pattern {
    /// Judge it by what was lived; one without checks by what the villages show.
    pub(crate) fn judge(&self, lived: &Replays, villages: Option<&Patterns>) -> PatternResult {
        let findings = match villages {
            Some(found) if self.checks.is_empty() => villages::findings(found, self.id),
            _ => self.checks.iter().map(|check| check.find(lived)).collect(),
        };
        PatternResult { id: self.id, contrast: self.contrast, expected: self.expected, findings }
    }
}

/// The last year.
fn last(measure: &str) -> String {
    format!("{measure} last-year")
}

/// Surely more in `b` than in `a`.
fn rises(what: &'static str, reading: &str, a: &str, b: &str) -> Check {
    Check::percent(what, Figure::change(reading, a, b), Claim::Above(0.0))
}

/// Surely less.
fn falls(what: &'static str, reading: &str, a: &str, b: &str) -> Check {
    Check::percent(what, Figure::change(reading, a, b), Claim::Below(0.0))
}

/// The same within so much, for certain.
fn equal(what: &'static str, reading: &str, a: &str, b: &str, within: f64) -> Check {
    Check::percent(what, Figure::change(reading, a, b), Claim::Within(-within, within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_twenty_five_and_each_is_judged_by_something() {
        let all = all();
        let ids: Vec<String> = all.iter().map(|p| p.id.to_string()).collect();
        assert_eq!(ids, (1..=25).map(|n| format!("S{n}")).collect::<Vec<_>>());
        assert!(all.iter().all(|p| !p.checks.is_empty() || ["S13", "S14"].contains(&p.id)));
        assert!(HARD.iter().all(|id| all.iter().any(|p| p.id == *id)));
    }
}
