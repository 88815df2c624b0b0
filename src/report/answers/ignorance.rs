//! Chance against ignorance, in words and as JSON.

use crate::report::text::table::{Table, wrap};
use crate::study::calibrate::ignorance::VarianceSplit;
use crate::world::record::Measure;
use serde_json::{Value, json};

/// As JSON: one object for each compared scenario; null without a posterior.
pub fn as_json(splits: &[(String, Option<VarianceSplit>)]) -> Value {
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
pub fn text(splits: &[(String, Option<VarianceSplit>)], measure: &Measure) -> String {
    if splits.is_empty() {
        return String::new();
    }
    let mut grid = Table::new([
        "scenario",
        "difference",
        "95 % interval",
        "sd by chance",
        "sd by ignorance",
        "ignorance",
    ]);
    let number = |x: f64| format!("{x:.5}");
    for (scenario, split) in splits {
        let cells = match split {
            Some(split) => [
                number(split.mean),
                split
                    .interval
                    .map_or("–".into(), |(low, high)| format!("{} – {}", number(low), number(high))),
                number(libm::sqrt(split.chance)),
                number(libm::sqrt(split.ignorance.max(0.0))),
                format!("{:.0} %", 100.0 * split.share()),
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
