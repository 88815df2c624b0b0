//! Every column of every file, once: headers, `datapackage.json` and documentation are made from this table.
//!
//! - Which tables are there? → here
//! - What is told of a column? → `column`
//! - Which columns has each table? → `tables`

pub(crate) mod column;
mod tables;

use crate::files::columns::column::{Column, fixed};
use crate::files::columns::tables::{
    EFFECTS, EVENTS, FAILURES, GROUP_EFFECTS, GROUPS, LEDGER, RUNS, SUMMARY, series, windows,
};

/// One table of a result folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // explained by `about`
pub(crate) enum ResultTable {
    Series,
    Windows,
    Groups,
    Summary,
    Effects,
    GroupEffects,
    Events,
    Ledger,
    Runs,
    Failures,
}

impl ResultTable {
    /// Its file.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            ResultTable::Series => "series.csv",
            ResultTable::Windows => "windows.csv",
            ResultTable::Groups => "groups.csv",
            ResultTable::Summary => "summary.csv",
            ResultTable::Effects => "effects.csv",
            ResultTable::GroupEffects => "group-effects.csv",
            ResultTable::Events => "events.csv",
            ResultTable::Ledger => "ledger.csv",
            ResultTable::Runs => "runs.csv",
            ResultTable::Failures => "failures.csv",
        }
    }

    /// What it holds.
    pub(crate) fn about(self) -> &'static str {
        match self {
            ResultTable::Series => {
                "Every week of every run: one row per scenario, replicate, week and community, one column \
                    per measure."
            }
            ResultTable::Windows => {
                "Every run over stretches of weeks, all communities together: ratios are sum / sum, sums \
                    are totals."
            }
            ResultTable::Groups => "Yearly figures by group of residents.",
            ResultTable::Summary => "Every measure in every week over the replicates of a scenario.",
            ResultTable::Effects => "What a scenario changes against the baseline in the same random worlds.",
            ResultTable::GroupEffects => "The same by group of residents and year.",
            ResultTable::Events => "What the institutions did, in words.",
            ResultTable::Ledger => {
                "Every payment, in fen; week by week, in the order in which they were made."
            }
            ResultTable::Runs => "Every run: seed, status and the hash of its rows in series.csv.",
            ResultTable::Failures => "Runs that failed, and why.",
        }
    }

    /// Its columns in order.
    pub(crate) fn columns(self) -> Vec<Column> {
        match self {
            ResultTable::Series => series(),
            ResultTable::Windows => windows(),
            ResultTable::Groups => fixed(GROUPS),
            ResultTable::Summary => fixed(SUMMARY),
            ResultTable::Effects => fixed(EFFECTS),
            ResultTable::GroupEffects => fixed(GROUP_EFFECTS),
            ResultTable::Events => fixed(EVENTS),
            ResultTable::Ledger => fixed(LEDGER),
            ResultTable::Runs => fixed(RUNS),
            ResultTable::Failures => fixed(FAILURES),
        }
    }

    /// Its first line.
    pub(crate) fn header(self) -> Vec<u8> {
        let names: Vec<_> = self.columns().iter().map(|c| c.name).collect();
        (names.join(",") + "\n").into_bytes()
    }
}
