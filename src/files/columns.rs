//! Every column of every file, once: headers, `datapackage.json` and documentation are made from this table.

use crate::world::record::{MEASURES, Scope};

/// A type of the data package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
}

impl ColumnType {
    /// The word of the data package.
    pub fn word(self) -> &'static str {
        match self {
            ColumnType::Text => "string",
            ColumnType::Whole => "integer",
            ColumnType::Number => "number",
        }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
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
pub enum ResultTable {
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
    pub const fn file(self) -> &'static str {
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
    pub fn about(self) -> &'static str {
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
    pub fn columns(self) -> Vec<Column> {
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
    pub fn header(self) -> Vec<u8> {
        let names: Vec<_> = self.columns().iter().map(|c| c.name).collect();
        (names.join(",") + "\n").into_bytes()
    }
}

type Fixed = (&'static str, ColumnType, &'static str, &'static str, &'static str);

fn fixed(columns: &[Fixed]) -> Vec<Column> {
    let column = |(name, kind, unit, meaning, empty): &Fixed| Column {
        name,
        kind: *kind,
        unit,
        meaning: (*meaning).into(),
        empty,
    };
    columns.iter().map(column).collect()
}

fn series() -> Vec<Column> {
    let keys = fixed(&[
        SCENARIO,
        REPLICATE,
        ("week", ColumnType::Whole, "week", "Week; 0 is the state at the start.", ""),
        COMMUNITY,
    ]);
    let measures = MEASURES.iter().map(|m| Column {
        name: m.name,
        kind: ColumnType::Number,
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
        ("window", ColumnType::Text, "", "before, year-1 ..., last-year or whole.", ""),
        ("first_week", ColumnType::Whole, "week", "First week of the window.", ""),
        ("last_week", ColumnType::Whole, "week", "Last week of the window.", ""),
    ]);
    let measures = MEASURES.iter().map(|m| Column {
        name: m.name,
        kind: ColumnType::Number,
        unit: m.unit,
        meaning: m.meaning.to_string(),
        empty: "it exists in no week of the window",
    });
    keys.into_iter().chain(measures).collect()
}

const SCENARIO: Fixed = ("scenario", ColumnType::Text, "", "Stem of the scenario's file.", "");
const REPLICATE: Fixed = (
    "replicate",
    ColumnType::Whole,
    "",
    "Number of the random world, from 1; the same world for every scenario.",
    "",
);
const WEEK: Fixed = ("week", ColumnType::Whole, "week", "Week.", "");
const COMMUNITY: Fixed = ("community", ColumnType::Text, "", "Name of the community.", "");
const MEASURE: Fixed = ("measure", ColumnType::Text, "", "A column of series.csv.", "");

const GROUPS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    ("year", ColumnType::Whole, "year", "Year k: weeks 52(k-1)+1 to 52k.", ""),
    COMMUNITY,
    ("group_kind", ColumnType::Text, "", "By what residents are grouped.", ""),
    ("group", ColumnType::Text, "", "The group.", ""),
    ("measure", ColumnType::Text, "", "Name of the figure.", ""),
    (
        "value",
        ColumnType::Number,
        "of the measure",
        "The figure: its numerator / denominator.",
        "the group has nobody to speak of",
    ),
    (
        "denominator",
        ColumnType::Number,
        "of the measure",
        "Its denominator: the weight with which groups and communities combine.",
        "",
    ),
];

const SUMMARY: &[Fixed] = &[
    SCENARIO,
    COMMUNITY,
    WEEK,
    MEASURE,
    ("n", ColumnType::Whole, "replicates", "Replicates in which the value exists.", ""),
    ("mean", ColumnType::Number, "of the measure", "Mean over replicates.", "n = 0"),
    ("sd", ColumnType::Number, "of the measure", "Standard deviation over replicates.", "n < 2"),
    ("median", ColumnType::Number, "of the measure", "Median over replicates.", "n = 0"),
    (
        "q05",
        ColumnType::Number,
        "of the measure",
        "5 % quantile over replicates: low end of the band.",
        "n = 0",
    ),
    (
        "q95",
        ColumnType::Number,
        "of the measure",
        "95 % quantile over replicates: high end of the band.",
        "n = 0",
    ),
    (
        "ci_low",
        ColumnType::Number,
        "of the measure",
        "Low end of the 95 % Student interval of the mean.",
        "n < 2",
    ),
    (
        "ci_high",
        ColumnType::Number,
        "of the measure",
        "High end of the 95 % Student interval of the mean.",
        "n < 2",
    ),
];

const EFFECTS: &[Fixed] = &[
    ("baseline", ColumnType::Text, "", "The scenario compared against.", ""),
    ("scenario", ColumnType::Text, "", "The scenario compared.", ""),
    MEASURE,
    ("window", ColumnType::Text, "", "before, year-1 ..., last-year or whole.", ""),
    (
        "diff",
        ColumnType::Number,
        "of the measure",
        "Mean over worlds of scenario minus baseline; ratios are sum / sum, sums are totals of the window.",
        "",
    ),
    (
        "ci_low",
        ColumnType::Number,
        "of the measure",
        "Low end of the 95 % interval of diff (Student; bootstrap when skewed).",
        "one pair",
    ),
    ("ci_high", ColumnType::Number, "of the measure", "High end of the 95 % interval of diff.", "one pair"),
    (
        "p_better",
        ColumnType::Number,
        "share",
        "Share of paired worlds in which the scenario is better, ties half.",
        "neither direction is better",
    ),
    ("n_pairs", ColumnType::Whole, "worlds", "Paired worlds in which both values exist.", ""),
    ("correlation", ColumnType::Number, "", "Correlation of the two values over worlds.", "no spread"),
    (
        "variance_reduction",
        ColumnType::Number,
        "times",
        "Variance of diff in independent worlds / in paired worlds.",
        "diff does not vary",
    ),
    (
        "pairs_to_settle",
        ColumnType::Whole,
        "worlds",
        "Paired worlds after which the interval of a difference of this size and spread excludes zero.",
        "no spread or no difference",
    ),
];

const GROUP_EFFECTS: &[Fixed] = &[
    ("baseline", ColumnType::Text, "", "The scenario compared against.", ""),
    ("scenario", ColumnType::Text, "", "The scenario compared.", ""),
    ("year", ColumnType::Whole, "year", "Year k: weeks 52(k-1)+1 to 52k.", ""),
    ("group_kind", ColumnType::Text, "", "By what residents are grouped.", ""),
    ("group", ColumnType::Text, "", "The group.", ""),
    ("measure", ColumnType::Text, "", "Name of the figure, as in groups.csv.", ""),
    ("baseline_mean", ColumnType::Number, "of the measure", "Mean of the baseline over the pairs.", ""),
    ("scenario_mean", ColumnType::Number, "of the measure", "Mean of the scenario over the pairs.", ""),
    ("diff", ColumnType::Number, "of the measure", "Mean over worlds of scenario minus baseline.", ""),
    (
        "ci_low",
        ColumnType::Number,
        "of the measure",
        "Low end of the 95 % interval of diff (Student; bootstrap when skewed).",
        "one pair",
    ),
    ("ci_high", ColumnType::Number, "of the measure", "High end of the 95 % interval of diff.", "one pair"),
    (
        "p_better",
        ColumnType::Number,
        "share",
        "Share of paired worlds in which the scenario is better, ties half.",
        "neither direction is better",
    ),
    ("n_pairs", ColumnType::Whole, "worlds", "Paired worlds in which both values exist.", ""),
];

const EVENTS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    WEEK,
    ("community", ColumnType::Text, "", "Name of the community.", "it concerns all communities"),
    ("actor", ColumnType::Text, "", "Who did it.", ""),
    ("kind", ColumnType::Text, "", "What kind of event, in one word.", ""),
    ("words", ColumnType::Text, "", "What was done and why.", ""),
];

const LEDGER: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    WEEK,
    COMMUNITY,
    ("account", ColumnType::Text, "", "Who receives.", ""),
    ("counter_account", ColumnType::Text, "", "Who pays.", ""),
    ("purpose", ColumnType::Text, "", "What for.", ""),
    ("amount", ColumnType::Whole, "fen", "How much; never negative.", ""),
    (
        "balance",
        ColumnType::Whole,
        "fen",
        "All the account received minus all it paid in this run so far, after this payment, over all \
            communities.",
        "",
    ),
    ("counter_balance", ColumnType::Whole, "fen", "The same of the counter-account.", ""),
];

const RUNS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    ("seed", ColumnType::Text, "", "Seed of all random worlds; text, since it may have 64 bits.", ""),
    ("status", ColumnType::Text, "", "done or failed.", ""),
    ("hash", ColumnType::Text, "", "SHA-256 of the run's rows in series.csv.", "the run failed"),
];

const FAILURES: &[Fixed] =
    &[SCENARIO, REPLICATE, ("reason", ColumnType::Text, "", "Why the run failed.", "")];
