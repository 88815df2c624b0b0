//! The columns of the tables in which scenarios are compared.

use crate::files::columns::column::{ColumnType, Fixed};
use crate::files::columns::tables::{MEASURE, SCENARIO};

const BASELINE: Fixed = ("baseline", ColumnType::Text, "", "The scenario compared against.", "");
const COMPARED: Fixed = ("scenario", ColumnType::Text, "", "The scenario compared.", "");
const N_PAIRS: Fixed =
    ("n_pairs", ColumnType::Whole, "worlds", "Paired worlds in which both values exist.", "");
const CI_LOW: Fixed = (
    "ci_low",
    ColumnType::Number,
    "of the measure",
    "Low end of the 95% interval of diff (Student; wider where tails are heavy).",
    "one pair, or hardly any that differ",
);
const CI_HIGH: Fixed = (
    "ci_high",
    ColumnType::Number,
    "of the measure",
    "High end of the 95% interval of diff.",
    "one pair, or hardly any that differ",
);
const P_BETTER: Fixed = (
    "p_better",
    ColumnType::Number,
    "share",
    "Share of paired worlds in which the scenario is better, ties half.",
    "neither direction is better",
);
const N_APART: Fixed = (
    "n_apart",
    ColumnType::Whole,
    "worlds",
    "Paired worlds whose difference lies far off from all others: fewer than six, and diff leaves them out.",
    "",
);
const APART_LOW: Fixed = (
    "apart_low",
    ColumnType::Number,
    "of the measure",
    "The smallest difference of the worlds apart.",
    "n_apart = 0",
);
const APART_HIGH: Fixed = (
    "apart_high",
    ColumnType::Number,
    "of the measure",
    "The largest difference of the worlds apart.",
    "n_apart = 0",
);
const DIFF_ALL: Fixed = (
    "diff_all",
    ColumnType::Number,
    "of the measure",
    "The same as diff of all pairs, also those apart.",
    "",
);

pub(crate) const EFFECTS: &[Fixed] = &[
    BASELINE,
    COMPARED,
    MEASURE,
    ("window", ColumnType::Text, "", "before, year-1 ..., last-year or whole.", ""),
    (
        "diff",
        ColumnType::Number,
        "of the measure",
        "Mean over worlds of scenario minus baseline, without those apart; ratios are sum / sum, sums are \
         totals of the window.",
        "",
    ),
    CI_LOW,
    CI_HIGH,
    P_BETTER,
    N_PAIRS,
    (
        "n_others",
        ColumnType::Whole,
        "worlds",
        "Paired worlds whose difference is not the one that more than half of them show.",
        "no difference is that of more than half",
    ),
    N_APART,
    APART_LOW,
    APART_HIGH,
    DIFF_ALL,
    ("correlation", ColumnType::Number, "", "Correlation of the two values over worlds.", "no spread"),
    (
        "variance_reduction",
        ColumnType::Number,
        "times",
        "Variance of diff in independent worlds / in paired worlds.",
        "diff does not vary, or hardly (above a million times)",
    ),
    (
        "pairs_to_settle",
        ColumnType::Whole,
        "worlds",
        "Paired worlds of which the interval excludes zero with a chance of 80%, were size and spread those \
         seen.",
        "no interval, no spread or no difference",
    ),
];

/// Behind those of effects.csv in a folder in which draws were lived.
pub(crate) const KNOWN_EFFECTS: &[Fixed] = &[
    (
        "knowledge_mean",
        ColumnType::Number,
        "of the measure",
        "Mean effect over plausible draws of what nobody measured. This column and those behind it: only \
            beside draws.csv.",
        UNKNOWN,
    ),
    (
        "knowledge_low",
        ColumnType::Number,
        "of the measure",
        "5% quantile of the effect over draws, without the spread that chance adds to them.",
        UNKNOWN,
    ),
    (
        "knowledge_high",
        ColumnType::Number,
        "of the measure",
        "95% quantile of the effect over draws, in the same way.",
        UNKNOWN,
    ),
    (
        "share_better",
        ColumnType::Number,
        "share",
        "Share of draws in which the scenario is better, ties half.",
        "as before, or neither direction is better",
    ),
    ("draws", ColumnType::Whole, "draws", "Draws in which the effect exists.", UNKNOWN),
    (
        "matters",
        ColumnType::Flag,
        "",
        "Whether the mean over draws is at least the smallest difference that matters (--matters).",
        UNKNOWN,
    ),
];

/// Where nothing is known of an effect beside chance.
const UNKNOWN: &str = "another window than last-year, or it exists in too few draws";

pub(crate) const GROUP_EFFECTS: &[Fixed] = &[
    BASELINE,
    COMPARED,
    ("year", ColumnType::Whole, "year", "Year k: weeks 52(k-1)+1 to 52k.", ""),
    ("group_kind", ColumnType::Text, "", "By what residents are grouped.", ""),
    ("group", ColumnType::Text, "", "The group.", ""),
    ("measure", ColumnType::Text, "", "Name of the figure, as in groups.csv.", ""),
    ("baseline_mean", ColumnType::Number, "of the measure", "Mean of the baseline over the pairs.", ""),
    ("scenario_mean", ColumnType::Number, "of the measure", "Mean of the scenario over the pairs.", ""),
    (
        "diff",
        ColumnType::Number,
        "of the measure",
        "Mean over worlds of scenario minus baseline, without those apart.",
        "",
    ),
    CI_LOW,
    CI_HIGH,
    P_BETTER,
    N_PAIRS,
    N_APART,
    APART_LOW,
    APART_HIGH,
    DIFF_ALL,
];

pub(crate) const DRAWS: &[Fixed] = &[
    ("draw", ColumnType::Whole, "", "Number of the draw, from 1; the same for every scenario.", ""),
    SCENARIO,
    (
        "measure",
        ColumnType::Text,
        "",
        "A column of series.csv in the last year; NAME@WINDOW in another window that a requirement is about; \
         participation/KIND:NAME of a group of residents in the last whole year.",
        "",
    ),
    ("n", ColumnType::Whole, "worlds", "Worlds in which the value exists.", ""),
    ("level", ColumnType::Number, "of the measure", "Mean over the worlds of the draw.", "n = 0"),
    ("n_pairs", ColumnType::Whole, "worlds", "Worlds in which baseline and scenario have it.", ""),
    (
        "diff",
        ColumnType::Number,
        "of the measure",
        "Mean over these worlds of scenario minus baseline.",
        "n_pairs = 0",
    ),
    (
        "diff_sd",
        ColumnType::Number,
        "of the measure",
        "Standard deviation of that between the worlds of the draw: chance.",
        "n_pairs < 2",
    ),
    (
        "level_sd",
        ColumnType::Number,
        "of the measure",
        "Standard deviation of the level between the worlds of the draw: two worlds have level ± level_sd / √2.",
        "n < 2",
    ),
];

/// Where there is no baseline to differ from.
const OF_BASELINE: &str = "the baseline itself, or the measure exists in too few draws";
/// Where a measure is not what is sought.
const NO_OBJECTIVE: &str = "the measure is no objective";

pub(crate) const BEST: &[Fixed] = &[
    ("scenario", ColumnType::Text, "", "The baseline, or a candidate of the front (front-N.toml).", ""),
    MEASURE,
    ("level", ColumnType::Number, "of the measure", "Mean over draws and worlds.", "it exists in none"),
    (
        "diff",
        ColumnType::Number,
        "of the measure",
        "Mean over draws of candidate minus baseline in the same worlds.",
        OF_BASELINE,
    ),
    (
        "knowledge_low",
        ColumnType::Number,
        "of the measure",
        "5% quantile of diff over draws, without the spread that chance adds to them.",
        OF_BASELINE,
    ),
    ("knowledge_high", ColumnType::Number, "of the measure", "95% quantile, in the same way.", OF_BASELINE),
    (
        "share_better",
        ColumnType::Number,
        "share",
        "Share of draws in which the candidate is better than the baseline, ties half.",
        "as before, or neither direction is better",
    ),
    (
        "share_first",
        ColumnType::Number,
        "share",
        "Share of draws in which it is the best of all rows of an objective.",
        NO_OBJECTIVE,
    ),
    (
        "expected_regret",
        ColumnType::Number,
        "of the measure",
        "By how much it falls short of the best of each draw, on average.",
        NO_OBJECTIVE,
    ),
    ("worst_regret", ColumnType::Number, "of the measure", "95% quantile of that over draws.", NO_OBJECTIVE),
    (
        "meets_all",
        ColumnType::Number,
        "share",
        "Share of draws in which the scenario keeps all that is required; the same in all its rows.",
        "",
    ),
    ("draws", ColumnType::Whole, "draws", "Draws in which the difference exists.", ""),
];
