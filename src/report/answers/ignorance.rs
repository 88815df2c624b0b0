//! Chance against ignorance, in words and as JSON.

use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::study::calibrate::ignorance::VarianceSplit;
use crate::world::record::Measure;
use serde::Serialize;

/// Chance and ignorance in the difference of one compared scenario.
#[derive(Serialize)]
pub(crate) struct SplitJson<'a> {
    scenario: &'a str,
    split: Option<SharedSplit<'a>>,
}

/// A variance in its parts, and the share of one of them.
#[derive(Serialize)]
struct SharedSplit<'a> {
    #[serde(flatten)]
    split: &'a VarianceSplit,
    share_of_ignorance: f64,
}

impl SharedSplit<'_> {
    fn of(split: &VarianceSplit) -> SharedSplit<'_> {
        SharedSplit { split, share_of_ignorance: split.share() }
    }
}

/// For JSON: one object for each compared scenario; `None` without a posterior.
pub(crate) fn as_json(splits: &[(String, Option<VarianceSplit>)]) -> Option<Vec<SplitJson<'_>>> {
    let rows = splits
        .iter()
        .map(|(scenario, split)| SplitJson { scenario, split: split.as_ref().map(SharedSplit::of) });
    (!splits.is_empty()).then(|| rows.collect())
}

/// As text; nothing without a posterior.
pub(crate) fn text(splits: &[(String, Option<VarianceSplit>)], measure: &Measure) -> String {
    if splits.is_empty() {
        return String::new();
    }
    let mut grid = Table::new(["scenario", "sd by chance", "sd by ignorance", "ignorance"].map(term));
    let known = splits.iter().filter_map(|(_, split)| split.as_ref());
    let format = NumberFormat::column(Style::of(measure), known.map(|s| (s.mean, None)));
    let apart = |variance: f64| format.value(libm::sqrt(variance.max(0.0)));
    for (scenario, split) in splits {
        let cells = match split {
            Some(split) => [apart(split.chance), apart(split.ignorance), percent(split.share())],
            None => ["–"; 3].map(String::from),
        };
        grid.row(std::iter::once(scenario.clone()).chain(cells));
    }
    let words = said!(
        "Chance and ignorance: {} ({}), last year, between worlds. More worlds make the chance smaller, \
            only more data the ignorance. \
         Each world took a draw: an interval between worlds holds both.",
        called(measure.name),
        called(measure.unit)
    );
    format!("\n{}{}", wrap(&words, 0), grid.terminal())
}
