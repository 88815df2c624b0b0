//! What several seeds find together: each seed lives other worlds, so that its estimates are independent
//! draws, and their spread says how sure their mean is, whatever an estimate is put together from.

use crate::stats::paired::Estimate;
use crate::study::validate::Validation;
use crate::study::validate::figure::{Claim, Finding};
use crate::study::validate::patterns::PatternResult;
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::verdict::Verdict;

/// The rows and patterns of all seeds as one validation; the one itself where there is one alone, `None`
/// where there is none.
pub(crate) fn together(all: &[Validation]) -> Option<Validation> {
    let first = all.first()?;
    if all.len() == 1 {
        return Some(first.clone());
    }
    let rows = (0..first.rows.len()).map(|at| row(&all.iter().map(|one| &one.rows[at]).collect::<Vec<_>>()));
    let patterns = (0..first.patterns.len())
        .map(|at| pattern(&all.iter().map(|one| &one.patterns[at]).collect::<Vec<_>>()));
    Some(Validation {
        subject: first.subject.clone(),
        replicates: all.iter().map(|one| one.replicates).sum(),
        seed: first.seed,
        rows: rows.collect(),
        patterns: patterns.collect(),
    })
}

/// The mean over seeds with its interval; `None` where most seeds know nothing.
fn mean<'a>(estimates: impl Iterator<Item = Option<&'a Estimate>>) -> Option<Estimate> {
    let all: Vec<Option<f64>> = estimates.map(|e| e.map(|e| e.mean)).collect();
    let known: Vec<f64> = all.iter().copied().flatten().collect();
    Estimate::of(&known, 1).filter(|_| 2 * known.len() >= all.len())
}

fn row(of_seeds: &[&JudgedRow]) -> JudgedRow {
    let simulated = mean(of_seeds.iter().map(|row| row.simulated.as_ref()));
    let missing = of_seeds.iter().find_map(|row| row.missing.clone()).filter(|_| simulated.is_none());
    JudgedRow { target: of_seeds[0].target.clone(), simulated, missing }
}

fn pattern(of_seeds: &[&PatternResult]) -> PatternResult {
    let first = of_seeds[0];
    // A seed whose figures could not be found at all has fewer parts than the others.
    let parts = of_seeds.iter().map(|one| one.findings.len()).min().unwrap_or(0);
    let finding = |at: usize| finding(&of_seeds.iter().map(|one| &one.findings[at]).collect::<Vec<_>>());
    PatternResult {
        id: first.id,
        contrast: first.contrast,
        expected: first.expected,
        findings: (0..parts).map(finding).collect(),
    }
}

fn finding(of_seeds: &[&Finding]) -> Finding {
    let estimate = mean(of_seeds.iter().map(|one| one.estimate.as_ref()));
    let first = of_seeds[0];
    let verdict = match (first.claim, &estimate) {
        (Claim::Within(..) | Claim::Above(_) | Claim::Below(_), Some(e)) => first.claim.verdict(e),
        // What is not judged by its own interval is what all seeds say alike.
        _ if of_seeds.iter().all(|one| one.verdict == first.verdict) => first.verdict,
        _ => Verdict::Undecided,
    };
    let missing = of_seeds.iter().find_map(|one| one.missing.clone()).filter(|_| estimate.is_none());
    Finding { verdict, estimate, missing, ..first.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::validate::figure::FigureUnit;
    use Verdict::{Hit, Miss, Undecided};

    /// A part that claims so much, as a seed finds it in ten worlds that scatter by `spread`.
    fn found(claim: Claim, value: f64, spread: f64) -> Finding {
        let worlds: Vec<f64> = (0..10).map(|w| value + spread * (f64::from(w) - 4.5)).collect();
        let e = Estimate::of(&worlds, 1).unwrap();
        let verdict = claim.verdict(&e);
        let unit = FigureUnit::Plain;
        Finding { what: "x".into(), estimate: Some(e), claim, unit, verdict, missing: None }
    }

    fn judged(of_seeds: &[Finding]) -> Finding {
        finding(&of_seeds.iter().collect::<Vec<_>>())
    }

    #[test]
    fn seeds_that_are_each_unsure_can_be_sure_together() {
        let claim = Claim::Within(0.0, 1.0);
        let seeds: Vec<Finding> =
            (0..10).map(|s| found(claim, 0.88 + 0.01 * f64::from(s % 3), 0.1)).collect();
        assert!(seeds.iter().all(|one| one.verdict == Undecided));
        let all = judged(&seeds);
        let e = all.estimate.unwrap();
        // Mean of 0.88, 0.89 and 0.90, the first four times of ten, the others three times each.
        assert!((e.mean - 0.889).abs() < 1e-12 && e.worlds == 10, "{e:?}");
        let (low, high) = e.interval.unwrap();
        // Student's t with nine degrees of freedom on a spread of 0.00876: 2.262 · 0.00876 / √10.
        assert!((high - low - 2.0 * 0.006_264).abs() < 2e-5, "{low} {high}");
        assert_eq!(all.verdict, Hit);
    }

    #[test]
    fn seeds_that_contradict_each_other_leave_open_what_each_was_sure_of() {
        let claim = Claim::Above(0.0);
        let seeds: Vec<Finding> =
            (0..10).map(|s| found(claim, if s % 2 == 0 { 1.0 } else { -0.9 }, 0.01)).collect();
        assert!(seeds.iter().any(|one| one.verdict == Hit) && seeds.iter().any(|one| one.verdict == Miss));
        assert_eq!(judged(&seeds).verdict, Undecided);
    }

    #[test]
    fn what_most_seeds_do_not_know_is_not_known_and_what_is_told_stays_so() {
        let mut seeds: Vec<Finding> = (0..5).map(|_| found(Claim::Above(0.0), 1.0, 0.1)).collect();
        for seed in &mut seeds[..3] {
            (seed.estimate, seed.missing, seed.verdict) = (None, Some("nothing lived".into()), Undecided);
        }
        let all = judged(&seeds);
        assert_eq!(
            (all.estimate, all.missing.as_deref(), all.verdict),
            (None, Some("nothing lived"), Undecided)
        );
        let told: Vec<Finding> = (0..3).map(|s| found(Claim::Told, f64::from(s), 0.1)).collect();
        assert_eq!(judged(&told).verdict, Hit);
        assert!(together(&[]).is_none());
    }
}
