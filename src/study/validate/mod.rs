//! Held against the world: every target with its band, every pattern with its verdict.
//!
//! - In which settings is it measured? → `setting`; how is each run once? → `setting_runs`
//! - What is read off one run? → `reading`, `record_figures`, `resident_figures`
//! - What is put together from readings, and claimed of it? → `figure`
//! - What did people measure elsewhere? → `targets`; how is a row of that table judged? → `rows`
//! - Which patterns must come out? → `patterns`
//! - What does an interval say of a claim? → `verdict`
//! - What needs a study of its own? → `studies`
//! - What do several seeds say together? → `over_seeds`
//! - Why is a row or pattern missed? → `explained`

pub(crate) mod record_figures;
pub(crate) mod explained;
pub(crate) mod figure;
pub(crate) mod reading;
pub(crate) mod over_seeds;
pub(crate) mod patterns;
pub(crate) mod rows;
pub(crate) mod setting_runs;
pub(crate) mod setting;
pub(crate) mod resident_figures;
pub(crate) mod studies;
pub(crate) mod targets;
pub(crate) mod verdict;

use crate::batch::Stopped;
use crate::batch::rounds::Rounds;
use crate::scenario::Scenario;
use crate::study::validate::patterns::{Pattern, PatternResult};
use crate::study::validate::rows::JudgedRow;
use crate::study::validate::setting::Substitute;
use crate::study::validate::setting_runs::SettingReading;
use crate::study::validate::studies::villages;
use crate::study::validate::targets::{Target, TargetUse};
use crate::study::validate::verdict::VerdictCounts;
use crate::study::villages::patterns::STUDIES;
use std::collections::BTreeSet;

/// The setting of word of mouth: made-up villages.
const VILLAGES: &str = "villages";

/// All that was found.
#[derive(Clone)]
pub(crate) struct Validation {
    /// What was validated.
    pub subject: String,
    /// Worlds.
    pub replicates: u32,
    /// Seed.
    pub seed: u64,
    /// The rows of the table.
    pub rows: Vec<JudgedRow>,
    /// The patterns.
    pub patterns: Vec<PatternResult>,
}

impl Validation {
    /// The verdicts of the rows of a use, tests or no tests.
    pub(crate) fn rows_of(&self, of: TargetUse) -> VerdictCounts {
        VerdictCounts::of(self.rows.iter().filter(|row| row.target.for_use == of).map(JudgedRow::verdict))
    }

    /// The verdicts of the rows of a use that are independent tests.
    pub(crate) fn tests_of(&self, of: TargetUse) -> VerdictCounts {
        let tests = self.rows.iter().filter(|row| row.target.for_use == of && row.target.is_test());
        VerdictCounts::of(tests.map(JudgedRow::verdict))
    }

    /// The verdicts of the patterns that are tests.
    pub(crate) fn patterns(&self) -> VerdictCounts {
        let tests = self.patterns.iter().filter(|pattern| patterns::no_test(pattern.id).is_none());
        VerdictCounts::of(tests.map(PatternResult::verdict))
    }
}

/// Hold a subject against all targets and patterns.
pub(crate) fn validate(
    rounds: &mut Rounds,
    subject: &Substitute,
    replicates: u32,
) -> Result<Validation, Stopped> {
    let targets = targets::targets().map_err(|why| Stopped::Sink(why.to_string()))?;
    let patterns = patterns::all();
    let (rows, patterns) = hold(rounds, subject, &targets, &patterns, replicates)?;
    Ok(Validation { subject: subject.name.clone(), replicates, seed: rounds.seed, rows, patterns })
}

/// What is to be read in which setting.
fn wanted(targets: &[Target], patterns: &[Pattern]) -> Vec<SettingReading> {
    let of_patterns =
        patterns.iter().flat_map(|pattern| pattern.checks.iter().flat_map(|check| check.figure.of.clone()));
    let of_targets = targets.iter().filter_map(rows::figure).flat_map(|figure| figure.of);
    of_patterns.chain(of_targets).collect()
}

/// The scenarios in which [`validate`] lives a subject, as far as it can be put there.
pub(crate) fn scenarios(subject: &Substitute) -> Result<Vec<Scenario>, Stopped> {
    let targets = targets::targets().map_err(|why| Stopped::Sink(why.to_string()))?;
    let wanted = wanted(&targets, &patterns::all());
    let settings: BTreeSet<String> = wanted.into_iter().map(|(_, setting)| setting).collect();
    Ok(settings.iter().filter_map(|setting| subject.read(setting).ok()).collect())
}

/// The same for some targets and some patterns.
pub(crate) fn hold(
    rounds: &mut Rounds,
    subject: &Substitute,
    targets: &[Target],
    patterns: &[Pattern],
    replicates: u32,
) -> Result<(Vec<JudgedRow>, Vec<PatternResult>), Stopped> {
    let lived = setting_runs::live(rounds, subject, wanted(targets, patterns), replicates)?;
    let asks = targets.iter().any(|t| t.scenario == VILLAGES) || patterns.iter().any(|p| p.checks.is_empty());
    let villages = asks.then(|| villages::live(rounds.seed, replicates.max(STUDIES)));
    let studies = studies::run(rounds, subject, targets, villages.as_ref(), replicates)?;
    let rows = targets.iter().map(|target| rows::row(target, &lived, studies.get(&target.id))).collect();
    Ok((rows, patterns.iter().map(|pattern| pattern.judge(&lived, villages.as_ref())).collect()))
}
