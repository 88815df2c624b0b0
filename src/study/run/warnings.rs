//! What the reader of an answer should know before trusting it: values first, words last.

use crate::language::said;
use crate::language::twice::retold;
use crate::units::Week;
use std::fmt;

/// One thing to know.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Warning {
    /// The scenario itself had something to say.
    Scenario {
        /// Which.
        name: String,
        /// Its words, as they were said while it was read.
        words: String,
    },
    /// Few replicates.
    FewReplicates {
        /// How many.
        replicates: u32,
    },
    /// Runs failed and are missing in every figure.
    Failed {
        /// Which scenario.
        name: String,
        /// How many …
        failed: u32,
        /// … of how many.
        of: u32,
        /// The first that failed.
        replicate: u32,
        /// Why it failed.
        reason: String,
    },
    /// The horizon is so short that the last year holds weeks before the handover.
    Overlap {
        /// Which scenario.
        name: String,
        /// Its weeks.
        weeks: Week,
    },
    /// The home was full, so that demand is not seen in visits.
    SeatsFull {
        /// Which scenario.
        name: String,
        /// Share of weeks of the last year.
        share: f64,
    },
    /// The first operator lost its contract.
    LostContract {
        /// Which scenario.
        name: String,
        /// In how many worlds …
        lost: u32,
        /// … of how many.
        of: u32,
    },
    /// No organization ran a home that the scenario wishes one for.
    WithoutOperator {
        /// Which scenario.
        name: String,
        /// Share of the weeks for which one was wished.
        share: f64,
    },
    /// Wages were late.
    LateWages {
        /// Which scenario.
        name: String,
        /// Share of weeks with an operator.
        share: f64,
    },
    /// The weekly tables of many runs were left out of the result folder.
    LeftOut {
        /// What they would take, by a rule of thumb.
        bytes: u64,
        /// The same in words.
        about: String,
    },
    /// Something else, in words alone.
    Told {
        /// Of which scenario, where it is of one.
        name: Option<String>,
        /// What kind.
        kind: WarningKind,
        /// Its words.
        words: String,
    },
}

/// The kinds of warnings, as files name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarningKind {
    /// The scenario itself had something to say.
    Scenario,
    /// Few replicates.
    FewReplicates,
    /// Runs failed.
    Failed,
    /// The last year holds weeks before the handover.
    Overlap,
    /// The home was full.
    SeatsFull,
    /// The first operator lost its contract.
    LostContract,
    /// No organization ran a home that one was wished for.
    WithoutOperator,
    /// Wages were late.
    LateWages,
    /// Weekly tables were left out.
    LeftOut,
    /// Scenarios that cannot well be compared.
    Comparison,
    /// The width that was asked for was not reached, or not planned.
    Precision,
    /// What is known beside chance.
    Knowledge,
}

impl WarningKind {
    /// All of them.
    pub(crate) const ALL: [WarningKind; 12] = [
        WarningKind::Scenario,
        WarningKind::FewReplicates,
        WarningKind::Failed,
        WarningKind::Overlap,
        WarningKind::SeatsFull,
        WarningKind::LostContract,
        WarningKind::WithoutOperator,
        WarningKind::LateWages,
        WarningKind::LeftOut,
        WarningKind::Comparison,
        WarningKind::Precision,
        WarningKind::Knowledge,
    ];

    /// Its name in files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            WarningKind::Scenario => "scenario",
            WarningKind::FewReplicates => "few-replicates",
            WarningKind::Failed => "failed",
            WarningKind::Overlap => "overlap",
            WarningKind::SeatsFull => "seats-full",
            WarningKind::LostContract => "lost-contract",
            WarningKind::WithoutOperator => "without-operator",
            WarningKind::LateWages => "late-wages",
            WarningKind::LeftOut => "left-out",
            WarningKind::Comparison => "comparison",
            WarningKind::Precision => "precision",
            WarningKind::Knowledge => "knowledge",
        }
    }
}

impl Warning {
    /// Its kind.
    pub(crate) fn kind(&self) -> WarningKind {
        match self {
            Warning::Scenario { .. } => WarningKind::Scenario,
            Warning::FewReplicates { .. } => WarningKind::FewReplicates,
            Warning::Failed { .. } => WarningKind::Failed,
            Warning::Overlap { .. } => WarningKind::Overlap,
            Warning::SeatsFull { .. } => WarningKind::SeatsFull,
            Warning::LostContract { .. } => WarningKind::LostContract,
            Warning::WithoutOperator { .. } => WarningKind::WithoutOperator,
            Warning::LateWages { .. } => WarningKind::LateWages,
            Warning::LeftOut { .. } => WarningKind::LeftOut,
            Warning::Told { kind, .. } => *kind,
        }
    }

    /// The scenario that it is about; `None` where it is about the whole batch.
    pub(crate) fn scenario(&self) -> Option<&str> {
        match self {
            Warning::FewReplicates { .. } | Warning::LeftOut { .. } => None,
            Warning::Told { name, .. } => name.as_deref(),
            Warning::Scenario { name, .. }
            | Warning::Failed { name, .. }
            | Warning::Overlap { name, .. }
            | Warning::SeatsFull { name, .. }
            | Warning::LostContract { name, .. }
            | Warning::WithoutOperator { name, .. }
            | Warning::LateWages { name, .. } => Some(name),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let percent = |share: &f64| libm::round(share * 100.0);
        match self {
            Warning::Scenario { name, words } => write!(f, "{name}: {}", retold(words)),
            Warning::FewReplicates { replicates } => few(*replicates, f),
            Warning::Failed { name, failed, of, replicate, reason } => f.write_str(&said!(
                "{name}: {failed} of {of} runs failed and are missing in every figure (first: replicate \
                    {replicate}: {reason})"
            )),
            Warning::Overlap { name, weeks } => f.write_str(&said!(
                "{name}: with {weeks} weeks the last year overlaps with the time before the \
                        handover: the \
                    change shows too little"
            )),
            Warning::SeatsFull { name, share } => f.write_str(&said!(
                "{name}: the fullest hour was full in {}% of the weeks of the last year: \
                        visits are limited \
                    by seats, not by wishes (see turned_away; home.seats, levers.support.rooms_released)",
                percent(share)
            )),
            Warning::LostContract { name, lost, of } => f.write_str(&said!(
                "{name}: the first operator lost its contract in {lost} of {of} worlds; \
                        figures after that \
                    speak of its successor (see survived, table events)"
            )),
            Warning::WithoutOperator { name, share } => f.write_str(&said!(
                "{name}: in {}% of the weeks for which an organization was wished none ran the home: the \
                    money does not pay for enough of the posts (see table events; levers.funding.grant, \
                    levers.operator)",
                percent(share)
            )),
            Warning::LateWages { name, share } => f.write_str(&said!(
                "{name}: wages were late in {}% of the weeks (see arrears; levers.funding.lag, \
                    levers.funding.grant)",
                percent(share)
            )),
            Warning::LeftOut { about, .. } => f.write_str(&said!(
                "the weekly tables would take about {about}: the folder holds windows.csv and runs.csv; \
                    --tables series,windows,groups,summary,events,ledger asks for all"
            )),
            Warning::Told { words, .. } => f.write_str(&retold(words)),
        }
    }
}

fn few(replicates: u32, f: &mut fmt::Formatter) -> fmt::Result {
    match replicates {
        1 => f.write_str(&said!("one replicate shows one possible history and no interval"))?,
        _ => f.write_str(&said!("{replicates} replicates give wide intervals"))?,
    }
    f.write_str(&said!("; use --replicates 20 or more"))
}
