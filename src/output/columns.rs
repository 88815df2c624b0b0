//! Every column of every file, once: headers, `datapackage.json` and documentation are made from this table.

use crate::world::record::{MEASURES, Scope};

/// A type of the data package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
}

impl Type {
    /// The word of the data package.
    pub fn word(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Whole => "integer",
            Type::Number => "number",
        }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Unit, or `""`.
    pub unit: &'static str,
    /// What it means.
    pub meaning: String,
    /// When the cell is empty; `""` if never.
    pub empty: &'static str,
}

/// One table of a result folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // explained by `about`
pub enum Table {
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

impl Table {
    /// Its file.
    pub const fn file(self) -> &'static str {
        match self {
            Table::Series => "series.csv",
            Table::Windows => "windows.csv",
            Table::Groups => "groups.csv",
            Table::Summary => "summary.csv",
            Table::Effects => "effects.csv",
            Table::GroupEffects => "group-effects.csv",
            Table::Events => "events.csv",
            Table::Ledger => "ledger.csv",
            Table::Runs => "runs.csv",
            Table::Failures => "failures.csv",
        }
    }

    /// What it holds.
    pub fn about(self) -> &'static str {
        match self {
            Table::Series => {
                "Every week of every run: one row per scenario, replicate, week and community, one column per measure."
            }
            Table::Windows => {
                "Every run over stretches of weeks, all communities together: ratios are sum / sum, sums are totals."
            }
            Table::Groups => "Yearly figures by group of residents.",
            Table::Summary => "Every measure in every week over the replicates of a scenario.",
            Table::Effects => "What a scenario changes against the baseline in the same random worlds.",
            Table::GroupEffects => "The same by group of residents and year.",
            Table::Events => "What the institutions did, in words.",
            Table::Ledger => "Every payment, in fen; week by week, in the order in which they were made.",
            Table::Runs => "Every run: seed, status and the hash of its rows in series.csv.",
            Table::Failures => "Runs that failed, and why.",
        }
    }

    /// Its columns in order.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Table::Series => series(),
            Table::Windows => windows(),
            Table::Groups => fixed(GROUPS),
            Table::Summary => fixed(SUMMARY),
            Table::Effects => fixed(EFFECTS),
            Table::GroupEffects => fixed(GROUP_EFFECTS),
            Table::Events => fixed(EVENTS),
            Table::Ledger => fixed(LEDGER),
            Table::Runs => fixed(RUNS),
            Table::Failures => fixed(FAILURES),
        }
    }

    /// Its first line.
    pub fn header(self) -> Vec<u8> {
        let names: Vec<_> = self.columns().iter().map(|c| c.name).collect();
        (names.join(",") + "\n").into_bytes()
    }
}

type Fixed = (&'static str, Type, &'static str, &'static str, &'static str);

fn fixed(columns: &[Fixed]) -> Vec<Column> {
    let column =
        |(name, kind, unit, meaning, empty): &Fixed| Column { name, kind: *kind, unit, meaning: (*meaning).into(), empty };
    columns.iter().map(column).collect()
}

fn series() -> Vec<Column> {
    let keys = fixed(&[SCENARIO, REPLICATE, ("week", Type::Whole, "week", "Week; 0 is the state at the start.", ""), COMMUNITY]);
    let measures = MEASURES.iter().map(|m| Column {
        name: m.name,
        kind: Type::Number,
        unit: m.unit,
        meaning: match m.scope {
            Scope::Community => m.meaning.to_string(),
            Scope::Shared => format!("{} The same in each community's row.", m.meaning),
            Scope::Money => format!("{} The community's own share.", m.meaning),
        },
        empty: m.empty,
    });
    keys.into_iter().chain(measures).collect()
}

fn windows() -> Vec<Column> {
    let keys = fixed(&[
        SCENARIO,
        REPLICATE,
        ("window", Type::Text, "", "before, year-1 ..., last-year or whole.", ""),
        ("first_week", Type::Whole, "week", "First week of the window.", ""),
        ("last_week", Type::Whole, "week", "Last week of the window.", ""),
    ]);
    let measures = MEASURES.iter().map(|m| Column {
        name: m.name,
        kind: Type::Number,
        unit: m.unit,
        meaning: m.meaning.to_string(),
        empty: "it exists in no week of the window",
    });
    keys.into_iter().chain(measures).collect()
}

const SCENARIO: Fixed = ("scenario", Type::Text, "", "Stem of the scenario's file.", "");
const REPLICATE: Fixed =
    ("replicate", Type::Whole, "", "Number of the random world, from 1; the same world for every scenario.", "");
const WEEK: Fixed = ("week", Type::Whole, "week", "Week.", "");
const COMMUNITY: Fixed = ("community", Type::Text, "", "Name of the community.", "");
const MEASURE: Fixed = ("measure", Type::Text, "", "A column of series.csv.", "");

const GROUPS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    ("year", Type::Whole, "year", "Year k: weeks 52(k-1)+1 to 52k.", ""),
    COMMUNITY,
    ("group_kind", Type::Text, "", "By what residents are grouped.", ""),
    ("group", Type::Text, "", "The group.", ""),
    ("measure", Type::Text, "", "Name of the figure.", ""),
    ("value", Type::Number, "of the measure", "The figure: its numerator / denominator.", "the group has nobody to speak of"),
    ("denominator", Type::Number, "of the measure", "Its denominator: the weight with which groups and communities combine.", ""),
];

const SUMMARY: &[Fixed] = &[
    SCENARIO,
    COMMUNITY,
    WEEK,
    MEASURE,
    ("n", Type::Whole, "replicates", "Replicates in which the value exists.", ""),
    ("mean", Type::Number, "of the measure", "Mean over replicates.", "n = 0"),
    ("sd", Type::Number, "of the measure", "Standard deviation over replicates.", "n < 2"),
    ("median", Type::Number, "of the measure", "Median over replicates.", "n = 0"),
    ("q05", Type::Number, "of the measure", "5 % quantile over replicates: low end of the band.", "n = 0"),
    ("q95", Type::Number, "of the measure", "95 % quantile over replicates: high end of the band.", "n = 0"),
    ("ci_low", Type::Number, "of the measure", "Low end of the 95 % Student interval of the mean.", "n < 2"),
    ("ci_high", Type::Number, "of the measure", "High end of the 95 % Student interval of the mean.", "n < 2"),
];

const EFFECTS: &[Fixed] = &[
    ("baseline", Type::Text, "", "The scenario compared against.", ""),
    ("scenario", Type::Text, "", "The scenario compared.", ""),
    MEASURE,
    ("window", Type::Text, "", "before, year-1 ..., last-year or whole.", ""),
    (
        "diff",
        Type::Number,
        "of the measure",
        "Mean over worlds of scenario minus baseline; ratios are sum / sum, sums are totals of the window.",
        "",
    ),
    (
        "ci_low",
        Type::Number,
        "of the measure",
        "Low end of the 95 % interval of diff (Student; bootstrap when skewed).",
        "one pair",
    ),
    ("ci_high", Type::Number, "of the measure", "High end of the 95 % interval of diff.", "one pair"),
    (
        "p_better",
        Type::Number,
        "share",
        "Share of paired worlds in which the scenario is better, ties half.",
        "neither direction is better",
    ),
    ("n_pairs", Type::Whole, "worlds", "Paired worlds in which both values exist.", ""),
    ("correlation", Type::Number, "", "Correlation of the two values over worlds.", "no spread"),
    (
        "variance_reduction",
        Type::Number,
        "times",
        "Variance of diff in independent worlds / in paired worlds.",
        "diff does not vary",
    ),
    (
        "pairs_to_settle",
        Type::Whole,
        "worlds",
        "Paired worlds after which the interval of a difference of this size and spread excludes zero.",
        "no spread or no difference",
    ),
];

const GROUP_EFFECTS: &[Fixed] = &[
    ("baseline", Type::Text, "", "The scenario compared against.", ""),
    ("scenario", Type::Text, "", "The scenario compared.", ""),
    ("year", Type::Whole, "year", "Year k: weeks 52(k-1)+1 to 52k.", ""),
    ("group_kind", Type::Text, "", "By what residents are grouped.", ""),
    ("group", Type::Text, "", "The group.", ""),
    ("measure", Type::Text, "", "Name of the figure, as in groups.csv.", ""),
    ("baseline_mean", Type::Number, "of the measure", "Mean of the baseline over the pairs.", ""),
    ("scenario_mean", Type::Number, "of the measure", "Mean of the scenario over the pairs.", ""),
    ("diff", Type::Number, "of the measure", "Mean over worlds of scenario minus baseline.", ""),
    (
        "ci_low",
        Type::Number,
        "of the measure",
        "Low end of the 95 % interval of diff (Student; bootstrap when skewed).",
        "one pair",
    ),
    ("ci_high", Type::Number, "of the measure", "High end of the 95 % interval of diff.", "one pair"),
    (
        "p_better",
        Type::Number,
        "share",
        "Share of paired worlds in which the scenario is better, ties half.",
        "neither direction is better",
    ),
    ("n_pairs", Type::Whole, "worlds", "Paired worlds in which both values exist.", ""),
];

const EVENTS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    WEEK,
    ("community", Type::Text, "", "Name of the community.", "it concerns all communities"),
    ("actor", Type::Text, "", "Who did it.", ""),
    ("kind", Type::Text, "", "What kind of event, in one word.", ""),
    ("words", Type::Text, "", "What was done and why.", ""),
];

const LEDGER: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    WEEK,
    COMMUNITY,
    ("account", Type::Text, "", "Who receives.", ""),
    ("counter_account", Type::Text, "", "Who pays.", ""),
    ("purpose", Type::Text, "", "What for.", ""),
    ("amount", Type::Whole, "fen", "How much; never negative.", ""),
    (
        "balance",
        Type::Whole,
        "fen",
        "All the account received minus all it paid in this run so far, after this payment, over all communities.",
        "",
    ),
    ("counter_balance", Type::Whole, "fen", "The same of the counter-account.", ""),
];

const RUNS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    ("seed", Type::Text, "", "Seed of all random worlds; text, since it may have 64 bits.", ""),
    ("status", Type::Text, "", "done or failed.", ""),
    ("hash", Type::Text, "", "SHA-256 of the run's rows in series.csv.", "the run failed"),
];

const FAILURES: &[Fixed] = &[SCENARIO, REPLICATE, ("reason", Type::Text, "", "Why the run failed.", "")];
