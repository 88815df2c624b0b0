//! The columns of words beside the bars of a ranking: as far apart as their widest words ask for, so that no
//! number is cut.

use crate::report::charts::layout::{Weight, text_width};

/// Size of words, in pixels.
pub(crate) const WORDS: f64 = 13.0;
/// Size of intervals.
pub(crate) const INTERVALS: f64 = 12.5;

/// What is said of a row beside its bar.
pub(crate) struct RankingWords {
    /// The mean, behind the end of the bar.
    pub(crate) mean: String,
    /// The difference from the baseline.
    pub(crate) change: String,
    /// Its interval.
    pub(crate) interval: Option<String>,
    /// How often it is first.
    pub(crate) first: String,
}

/// Where the columns end on a wide page; how often a row is first ends at the edge.
pub(crate) struct RankingColumns {
    /// The differences.
    pub(crate) change: f64,
    /// Their intervals.
    pub(crate) interval: f64,
    /// The bars.
    pub(crate) bars: f64,
}

impl RankingColumns {
    /// For these rows on a page of this width.
    pub(crate) fn new(rows: &[RankingWords], width: f64) -> RankingColumns {
        let plain = |text: &str, size: f64| text_width(text, size, Weight::Regular);
        let widest =
            |least: f64, of: &dyn Fn(&RankingWords) -> f64| rows.iter().map(of).fold(least, f64::max);
        let firsts = widest(82.0, &|row| plain(&row.first, WORDS));
        let intervals = widest(114.0, &|row| row.interval.as_ref().map_or(0.0, |i| plain(i, INTERVALS)));
        let changes = widest(0.0, &|row| plain(&row.change, WORDS));
        let means = widest(0.0, &|row| text_width(&row.mean, WORDS, Weight::Bold));
        let interval = width - 10.0 - firsts;
        let change = interval - 4.0 - intervals;
        RankingColumns { change, interval, bars: change - (changes + means + 26.0).max(162.0) }
    }
}
