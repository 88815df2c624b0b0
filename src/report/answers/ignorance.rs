//! Chance against ignorance, in words and as JSON.

use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::table::{Table, wrap};
use crate::study::calibrate::ignorance::VarianceSplit;
use crate::world::record::Measure;
use serde_json::{Value, json};

/// As JSON: one object for each compared scenario; null without a posterior.
pub(crate) fn as_json(splits: &[(String, Option<VarianceSplit>)]) -> Value {
    if splits.is_empty() {
        return Value::Null;
    }
    let one = |(scenario, split): &(String, Option<VarianceSplit>)| {
        let mut json = serde_json::to_value(split).unwrap_or_default();
        if let Some(split) = split {
            json["share_of_ignorance"] = split.share().into();
        }
        json!({ "scenario": scenario, "split": json })
    };
    splits.iter().map(one).collect()
}

/// As text; nothing without a posterior.
pub(crate) fn text(splits: &[(String, Option<VarianceSplit>)], measure: &Measure) -> String {
    if splits.is_empty() {
        return String::new();
    }
    let mut grid = Table::new([
        "scenario",
        "difference",
        "95% interval",
        "sd by chance",
        "sd by ignorance",
        "ignorance",
    ]);
    let known = splits.iter().filter_map(|(_, split)| split.as_ref());
    let format = NumberFormat::column(Style::of(measure.unit), known.map(|s| (s.mean, s.interval)));
    let apart = |variance: f64| format.value(libm::sqrt(variance.max(0.0)));
    for (scenario, split) in splits {
        let cells = match split {
            Some(split) => [
                format.change(split.mean),
                split.interval.map_or("–".into(), |ends| format.change_interval(ends)),
                apart(split.chance),
                apart(split.ignorance),
                percent(split.share()),
            ],
            None => ["–"; 5].map(String::from),
        };
        grid.row(std::iter::once(scenario.clone()).chain(cells));
    }
    let words = format!(
        "Chance and ignorance: {} ({}), last year, between worlds. More worlds make the chance smaller, \
            only more data the ignorance. \
         The interval is over draws of the posterior.",
        measure.name, measure.unit
    );
    format!("\n{}{}", wrap(&words, 0), grid.terminal())
}
