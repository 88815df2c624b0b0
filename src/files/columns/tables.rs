//! The columns of each table, in their order.

use crate::files::columns::column::{Column, ColumnType, Fixed, fixed};
use crate::world::record::{MEASURES, Scope};

pub(crate) fn series() -> Vec<Column> {
    let keys = fixed(&[
        SCENARIO,
        REPLICATE,
        ("week", ColumnType::Whole, "week", "Week; 0 is the state at the start.", ""),
        COMMUNITY,
    ]);
    let measures = MEASURES.iter().map(|m| Column {
        name: m.name.into(),
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

pub(crate) fn windows() -> Vec<Column> {
    let keys = fixed(&[
        SCENARIO,
        REPLICATE,
        ("window", ColumnType::Text, "", "before, year-1 ..., last-year or whole.", ""),
        ("first_week", ColumnType::Whole, "week", "First week of the window.", ""),
        ("last_week", ColumnType::Whole, "week", "Last week of the window.", ""),
    ]);
    let measures = MEASURES.iter().map(|m| Column {
        name: m.name.into(),
        kind: ColumnType::Number,
        unit: m.unit,
        meaning: m.meaning.to_string(),
        empty: "it exists in no week of the window",
    });
    keys.into_iter().chain(measures).collect()
}

pub(super) const SCENARIO: Fixed = ("scenario", ColumnType::Text, "", "Stem of the scenario's file.", "");
pub(super) const REPLICATE: Fixed = (
    "replicate",
    ColumnType::Whole,
    "",
    "Number of the random world, from 1; the same world for every scenario.",
    "",
);
const WEEK: Fixed = ("week", ColumnType::Whole, "week", "Week.", "");
pub(super) const COMMUNITY: Fixed = ("community", ColumnType::Text, "", "Name of the community.", "");
pub(super) const MEASURE: Fixed = ("measure", ColumnType::Text, "", "A column of series.csv.", "");

pub(crate) const GROUPS: &[Fixed] = &[
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

pub(crate) const SUMMARY: &[Fixed] = &[
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
        "5% quantile over replicates: low end of the band.",
        "n = 0",
    ),
    (
        "q95",
        ColumnType::Number,
        "of the measure",
        "95% quantile over replicates: high end of the band.",
        "n = 0",
    ),
    (
        "ci_low",
        ColumnType::Number,
        "of the measure",
        "Low end of the 95% Student interval of the mean, within what the measure can be.",
        "n < 2",
    ),
    (
        "ci_high",
        ColumnType::Number,
        "of the measure",
        "High end of the 95% Student interval of the mean, within what the measure can be.",
        "n < 2",
    ),
];

pub(crate) const EVENTS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    WEEK,
    ("community", ColumnType::Text, "", "Name of the community.", "it concerns all communities"),
    ("actor", ColumnType::Text, "", "Who did it.", ""),
    ("kind", ColumnType::Text, "", "What kind of event, in one word.", ""),
    ("words", ColumnType::Text, "", "What was done and why.", ""),
];

pub(crate) const LEDGER: &[Fixed] = &[
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

pub(crate) const RUNS: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    ("seed", ColumnType::Text, "", "Seed of all random worlds; text, since it may have 64 bits.", ""),
    ("status", ColumnType::Text, "", "done or failed.", ""),
    (
        "hash",
        ColumnType::Text,
        "",
        "SHA-256 of the run's rows in series.csv; where that was left out, of those in windows.csv from the \
         column `scenario` on.",
        "the run failed",
    ),
    (
        "seats_full",
        ColumnType::Number,
        "share",
        "Share of the weeks of the last year in which the fullest hour was full.",
        "the run failed, or nobody can be turned away",
    ),
    (
        "wages_late",
        ColumnType::Number,
        "share",
        "Share of the weeks with an operator in which wages were late.",
        "the run failed, or there was no operator",
    ),
    (
        "without_operator",
        ColumnType::Number,
        "share",
        "Share of the weeks for which an organization was wished in which none ran the home.",
        "the run failed, or none was wished",
    ),
    (
        "lost_contract",
        ColumnType::Flag,
        "",
        "Whether the first operator lost its contract.",
        "the run failed, or nothing was handed over",
    ),
];

pub(crate) const WARNINGS: &[Fixed] = &[
    ("scenario", ColumnType::Text, "", "The scenario that it is about.", "it is about the whole batch"),
    (
        "kind",
        ColumnType::Text,
        "",
        "scenario, few-replicates, failed, overlap, seats-full, without-operator, lost-contract, late-wages, \
         left-out; of compare also comparison, precision and knowledge.",
        "",
    ),
    (
        "count",
        ColumnType::Whole,
        "",
        "How many: worlds (few-replicates, lost-contract), runs (failed), weeks of the horizon (overlap), \
         bytes (left-out).",
        "the kind counts nothing",
    ),
    ("of", ColumnType::Whole, "", "Of how many worlds or runs.", "the kind is no part of a number"),
    (
        "share",
        ColumnType::Number,
        "share",
        "Share of weeks, mean over worlds (seats-full, without-operator, late-wages).",
        "the kind is no share",
    ),
    ("words", ColumnType::Text, "", "The warning in words.", ""),
];

pub(crate) const DESIGN: &[Fixed] = &[
    ("point", ColumnType::Whole, "", "Number of the point, from 1.", ""),
    ("scenario", ColumnType::Text, "", "The point as the other files call it.", ""),
];

pub(crate) const FAILURES: &[Fixed] =
    &[SCENARIO, REPLICATE, ("reason", ColumnType::Text, "", "Why the run failed.", "")];
