//! A calibration in words: what moved, what the data say nothing of, what goes together, what the model then
//! foretells.

use crate::files::manifest::Request;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::Table;
use crate::study::calibrate::calibration::{Calibration, Foretold, Marginal, TIED};
use serde_json::json;
use std::fmt::Write;

/// As JSON.
pub(crate) fn as_json(
    calibration: &Calibration,
    request: &Request,
    warnings: &[String],
) -> serde_json::Value {
    let name = |k: usize| calibration.parameters.get(k).map(|p| p.parameter.as_str());
    let pairs = calibration
        .correlations
        .iter()
        .map(|(a, b, r)| json!({ "of": name(*a), "with": name(*b), "correlation": r }));
    json!({
        "command": request.command,
        "arguments": request.arguments,
        "seed": request.seed,
        "lived": calibration.lived,
        "parameters": calibration.parameters,
        "correlations": pairs.collect::<Vec<_>>(),
        "predictions": calibration.foretold,
        "generations": calibration.generations,
        "warnings": warnings,
    })
}

/// As text.
pub(crate) fn text(calibration: &Calibration) -> String {
    let mut text = format!(
        "{} histories lived in {} generations.\n\n",
        calibration.lived,
        calibration.generations.len()
    );
    let mut grid = Table::new(["parameter", "range", "before", "after", "90% interval", "sd ratio"]);
    for one in &calibration.parameters {
        grid.row(cells(one));
    }
    text += &grid.terminal();
    let silent: Vec<&str> =
        calibration.parameters.iter().filter(|p| p.silent).map(|p| p.parameter.as_str()).collect();
    if !silent.is_empty() {
        // Writing into memory does not fail.
        let _ = writeln!(text, "\nThe data say nothing of: {}.", silent.join(", "));
    }
    for (a, b, r) in calibration.correlations.iter().filter(|(_, _, r)| r.abs() >= TIED) {
        let (a, b) = (&calibration.parameters[*a].parameter, &calibration.parameters[*b].parameter);
        let _ = writeln!(text, "\nOnly together: {a} and {b} (correlation {}).", Style::Index.value(*r));
    }
    let inside = calibration.foretold.iter().filter(|f| f.inside).count();
    let _ = writeln!(
        text,
        "\n{inside} of {} observed values are inside what the fitted model foretells:\n",
        calibration.foretold.len()
    );
    let mut grid = Table::new(["statistic", "observed", "se", "model, 90%", "observable, 90%", ""]);
    for one in &calibration.foretold {
        grid.row(foretold(one));
    }
    text + &grid.terminal()
}

fn cells(one: &Marginal) -> [String; 6] {
    let posterior = (one.quantiles[0], one.quantiles[2]);
    let format = NumberFormat::of(Style::Significant, one.mean, Some(posterior));
    [
        one.parameter.clone(),
        format!("{} to {}", number(one.range.0), number(one.range.1)),
        number(one.before),
        format.value(one.mean),
        format.interval(posterior),
        Style::Index.value(one.spread) + if one.silent { " silent" } else { "" },
    ]
}

fn foretold(one: &Foretold) -> [String; 6] {
    let [low, middle, high] = one.observable;
    let format = NumberFormat::of(Style::Significant, middle, Some((low, high)));
    let ends = |[low, _, high]: [f64; 3]| format.interval((low, high));
    let mark = if one.inside { "" } else { "outside" };
    let name = format!("{}: {}", one.scenario, one.statistic);
    [name, number(one.observed), number(one.error), ends(one.model), ends(one.observable), mark.into()]
}

/// A number that stands without an interval.
fn number(x: f64) -> String {
    if x.is_finite() { Style::Significant.value(x) } else { "–".into() }
}
