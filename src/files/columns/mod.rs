//! Every column of every file, once: headers, `datapackage.json` and documentation are made from this table.
//!
//! - Which tables are there? → here
//! - What is told of a column? → `column`
//! - Which columns has each table? → `tables`; those in which scenarios are compared → `comparisons`; that of
//!   sampled residents → `residents`

pub(crate) mod column;
mod comparisons;
mod residents;
mod tables;

use crate::files::columns::column::{Column, fixed};
use crate::files::columns::comparisons::{BEST, DRAWS, EFFECTS, GROUP_EFFECTS, KNOWN_EFFECTS};
use crate::files::columns::residents::residents;
use crate::files::columns::tables::{
    DESIGN, EVENTS, FAILURES, GROUPS, LEDGER, RUNS, SUMMARY, WARNINGS, series, windows,
};
use crate::files::write::rows::quoted;

/// One table of a result folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // explained by `about`
pub(crate) enum ResultTable {
    Series,
    Windows,
    Groups,
    Residents,
    Summary,
    Effects,
    GroupEffects,
    Draws,
    Events,
    Ledger,
    Runs,
    Failures,
    Design,
    Best,
    Warnings,
}

impl ResultTable {
    #[cfg(test)]
    /// All tables.
    pub(crate) const ALL: [ResultTable; 15] = [
        ResultTable::Series,
        ResultTable::Windows,
        ResultTable::Groups,
        ResultTable::Residents,
        ResultTable::Summary,
        ResultTable::Effects,
        ResultTable::GroupEffects,
        ResultTable::Draws,
        ResultTable::Events,
        ResultTable::Ledger,
        ResultTable::Runs,
        ResultTable::Failures,
        ResultTable::Design,
        ResultTable::Best,
        ResultTable::Warnings,
    ];

    /// Its file.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            ResultTable::Series => "series.csv",
            ResultTable::Windows => "windows.csv",
            ResultTable::Groups => "groups.csv",
            ResultTable::Residents => "residents.csv",
            ResultTable::Summary => "summary.csv",
            ResultTable::Effects => "effects.csv",
            ResultTable::GroupEffects => "group-effects.csv",
            ResultTable::Draws => "draws.csv",
            ResultTable::Events => "events.csv",
            ResultTable::Ledger => "ledger.csv",
            ResultTable::Runs => "runs.csv",
            ResultTable::Failures => "failures.csv",
            ResultTable::Design => "design.csv",
            ResultTable::Best => "best.csv",
            ResultTable::Warnings => "warnings.csv",
        }
    }

    /// What it is called: its file without the ending.
    pub(crate) fn name(self) -> &'static str {
        self.file().trim_end_matches(".csv")
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
            ResultTable::Residents => {
                "Sampled residents (--sample), one row for each person: who takes the place of one who moves \
                    away has a row too."
            }
            ResultTable::Summary => "Every measure in every week over the replicates of a scenario.",
            ResultTable::Effects => "What a scenario changes against the baseline in the same random worlds.",
            ResultTable::GroupEffects => "The same by group of residents and year.",
            ResultTable::Draws => {
                "What a scenario changes with each plausible draw of what nobody measured, in the last year."
            }
            ResultTable::Events => "What the institutions did, in words.",
            ResultTable::Ledger => {
                "Every payment, in fen; week by week, in the order in which they were made."
            }
            ResultTable::Runs => "Every run: seed, status and the hash of its rows in series.csv.",
            ResultTable::Failures => "Runs that failed, and why.",
            ResultTable::Warnings => {
                "What to know before the results are trusted: a row for each warning of a scenario or of \
                    the whole batch."
            }
            ResultTable::Design => {
                "Every point of a sweep: its number, its name, and a column for each setting that varies; \
                    number and settings stand in front of the rows of windows.csv too."
            }
            ResultTable::Best => {
                "What is known of the front of `best` in the last year, from draws and worlds that the search \
                    never saw: one row per candidate and measure, the baseline among them."
            }
        }
    }

    /// Columns that it has only in a folder with the table of draws.
    pub(crate) fn of_draws(self) -> Vec<Column> {
        if self == ResultTable::Effects { fixed(KNOWN_EFFECTS) } else { vec![] }
    }

    /// Its columns in order.
    pub(crate) fn columns(self) -> Vec<Column> {
        match self {
            ResultTable::Series => series(),
            ResultTable::Windows => windows(),
            ResultTable::Groups => fixed(GROUPS),
            ResultTable::Residents => residents(),
            ResultTable::Summary => fixed(SUMMARY),
            ResultTable::Effects => fixed(&[EFFECTS, KNOWN_EFFECTS].concat()),
            ResultTable::GroupEffects => fixed(GROUP_EFFECTS),
            ResultTable::Draws => fixed(DRAWS),
            ResultTable::Events => fixed(EVENTS),
            ResultTable::Ledger => fixed(LEDGER),
            ResultTable::Runs => fixed(RUNS),
            ResultTable::Failures => fixed(FAILURES),
            ResultTable::Design => fixed(DESIGN),
            ResultTable::Best => fixed(BEST),
            ResultTable::Warnings => fixed(WARNINGS),
        }
    }

    /// Its first line.
    pub(crate) fn header(self) -> Vec<u8> {
        header(&self.columns())
    }
}

/// The first line of a table with these columns.
pub(crate) fn header(columns: &[Column]) -> Vec<u8> {
    let names: Vec<Vec<u8>> = columns.iter().map(|column| quoted(&column.name)).collect();
    let mut line = names.join(&b',');
    line.push(b'\n');
    line
}
