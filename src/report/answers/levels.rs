//! What is known of scenarios alone, beside their means: for the terminal, and as JSON.

use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::names::called;
use crate::report::text::table::{Table, wrap};
use crate::scenario::draws_from::DrawsFrom;
use crate::study::plausible::budget::FEWEST;
use crate::study::plausible::levels::KnownLevel;
use crate::world::record::deficiency::Deficiency;
use serde_json::{Value, json};

/// The measures of the terminal: those of the summary table.
const SHOWN: [&str; 8] = [
    "participation",
    "utilization",
    "willingness",
    Deficiency::Service.name(),
    Deficiency::Institution.name(),
    Deficiency::Brand.name(),
    Deficiency::Nonprofit.name(),
    "public_cost",
];

/// Scenarios beside each other: more find no room in 80 columns.
const ABREAST: usize = 3;

/// What each scenario's measures are between 5% and 95% of draws.
pub(crate) fn text(scenarios: &[(&str, Vec<KnownLevel>)], from: DrawsFrom) -> String {
    let draws = scenarios.iter().flat_map(|(_, levels)| levels).map(|level| level.draws).max().unwrap_or(0);
    let mut text = String::new();
    for some in scenarios.chunks(ABREAST) {
        let mut table = Table::new([term("what is known")].into_iter().chain(some.iter().map(|one| one.0)));
        for name in SHOWN {
            let of = |levels: &[KnownLevel]| levels.iter().find(|level| level.measure.name == name).copied();
            let all: Vec<Option<KnownLevel>> = some.iter().map(|(_, levels)| of(levels)).collect();
            let Some(first) = all.iter().flatten().next() else { continue };
            let ends = all.iter().flatten().map(|level| (level.mean, Some((level.low, level.high))));
            let format = NumberFormat::column(Style::of(first.measure), ends);
            let cells =
                all.iter().map(|level| level.as_ref().map_or("–".into(), |one| range(&format, one)));
            table.row([called(first.measure.label).to_string()].into_iter().chain(cells));
        }
        text += &format!("\n{}", table.terminal());
    }
    let note = match from {
        DrawsFrom::Plausible => said!(
            "Last year, means and 5% to 95% of {draws} plausible draws of what nobody measured of residents \
             and institutions; no more worlds make these intervals narrower."
        ),
        DrawsFrom::Calibration => said!(
            "Last year, means and 5% to 95% of {draws} draws from a calibration; no more worlds make these \
             intervals narrower."
        ),
    };
    let few = term("So few draws tell the ends roughly: --budget 60 takes as many as fit into a minute.");
    text + &wrap(&note, 0) + &if draws == FEWEST { wrap(few, 0) } else { String::new() }
}

fn range(format: &NumberFormat, level: &KnownLevel) -> String {
    format!("{} ({})", format.value(level.mean), format.interval((level.low, level.high)))
}

/// Into the answer of `run` as JSON: beside the measures of each scenario.
pub(crate) fn add_json(answer: &mut Value, scenarios: &[(&str, Vec<KnownLevel>)]) {
    let Some(list) = answer["scenarios"].as_array_mut() else { return };
    for (scenario, (_, levels)) in list.iter_mut().zip(scenarios) {
        let of = |level: &KnownLevel| {
            json!({
                "measure": level.measure.name,
                "window": "last-year",
                "mean": level.mean,
                "low": level.low,
                "high": level.high,
                "draws": level.draws,
            })
        };
        scenario["knowledge"] = levels.iter().map(of).collect();
    }
}
