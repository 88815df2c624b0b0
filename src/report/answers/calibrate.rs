//! A calibration in words: what moved, what the data say nothing of, what goes together, what the model then
//! foretells.

use crate::files::manifest::Request;
use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::Table;
use crate::study::calibrate::adjust::PosteriorSupport;
use crate::study::calibrate::calibration::{CROWDED, Calibration, Foretold, Marginal, TIED};
use crate::study::calibrate::prior_check::{DrawPlace, Impossible, ImpossibleNumber};
use crate::study::calibrate::sampler::Generation;
use serde::Serialize;
use std::fmt::Write;

/// The whole answer.
#[derive(Serialize)]
struct CalibrationAnswer<'a> {
    command: &'a str,
    arguments: &'a [String],
    seed: &'a str,
    lived: u64,
    parameters: &'a [Marginal],
    correlations: Vec<CorrelationJson<'a>>,
    predictions: &'a [Foretold],
    generations: &'a [Generation],
    effective_sample_size: f64,
    distinct_draws: usize,
    support_suffices: bool,
    impossible: &'a [Impossible],
    warnings: &'a [String],
}

/// How two parameters go together in the posterior.
#[derive(Serialize)]
struct CorrelationJson<'a> {
    of: Option<&'a str>,
    with: Option<&'a str>,
    correlation: f64,
}

/// As JSON.
pub(crate) fn as_json(
    calibration: &Calibration,
    request: &Request,
    warnings: &[String],
) -> serde_json::Value {
    let name = |k: usize| calibration.parameters.get(k).map(|p| p.parameter.as_str());
    let pair =
        |(a, b, r): &(usize, usize, f64)| CorrelationJson { of: name(*a), with: name(*b), correlation: *r };
    let answer = CalibrationAnswer {
        command: &request.command,
        arguments: &request.arguments,
        seed: &request.seed,
        lived: calibration.lived,
        parameters: &calibration.parameters,
        correlations: calibration.correlations.iter().map(pair).collect(),
        predictions: &calibration.foretold,
        generations: &calibration.generations,
        effective_sample_size: calibration.support.effective,
        distinct_draws: calibration.support.distinct,
        support_suffices: calibration.support.suffices(),
        impossible: &calibration.impossible,
        warnings,
    };
    // Plain structs of text and numbers always serialize.
    serde_json::to_value(answer).unwrap_or_default()
}

/// As text.
pub(crate) fn text(calibration: &Calibration) -> String {
    let mut text = said!(
        "{} histories lived in {} generations. Effective sample size {:.0}; {} different draws.\n\n",
        calibration.lived,
        calibration.generations.len(),
        calibration.support.effective,
        calibration.support.distinct,
    );
    text += &doubts(calibration);
    let mut grid = Table::new(
        ["parameter", "range", "before", "after", "90% interval", "sd ratio", "at an edge"].map(term),
    );
    for one in &calibration.parameters {
        grid.row(cells(one));
    }
    text += &grid.terminal();
    let silent: Vec<&str> =
        calibration.parameters.iter().filter(|p| p.silent).map(|p| p.parameter.as_str()).collect();
    if !silent.is_empty() {
        // Writing into memory does not fail.
        let _ = writeln!(text, "{}", said!("\nThe data say nothing of: {}.", silent.join(term(", "))));
    }
    for one in calibration.parameters.iter().filter(|one| one.at_edge >= CROWDED) {
        let share = Style::Share.value(one.at_edge);
        let _ = writeln!(
            text,
            "{}",
            said!(
                "\n{share} of the draws of {} stand in the outermost hundredth of its range, where the prior \
            has 2%: \
             the data ask for values beyond it.",
                one.parameter
            )
        );
    }
    for (a, b, r) in calibration.correlations.iter().filter(|(_, _, r)| r.abs() >= TIED) {
        let (a, b) = (&calibration.parameters[*a].parameter, &calibration.parameters[*b].parameter);
        let _ = writeln!(
            text,
            "{}",
            said!("\nOnly together: {a} and {b} (correlation {}).", Style::Coefficient.value(*r))
        );
    }
    let inside = calibration.foretold.iter().filter(|f| f.inside).count();
    let _ = writeln!(
        text,
        "{}",
        said!(
            "\n{inside} of {} observed values are inside what the fitted model foretells:\n",
            calibration.foretold.len()
        )
    );
    let mut grid = Table::new(["statistic", "observed", "se", "model, 90%", "observable, 90%", ""].map(term));
    for one in &calibration.foretold {
        grid.row(foretold(one));
    }
    text + &grid.terminal()
}

fn cells(one: &Marginal) -> [String; 7] {
    let posterior = (one.quantiles[0], one.quantiles[2]);
    let format = NumberFormat::of(Style::Significant, one.mean, Some(posterior));
    [
        one.parameter.clone(),
        said!("{} to {}", number(one.range.0), number(one.range.1)),
        number(one.before),
        format.value(one.mean),
        format.interval(posterior),
        Style::Coefficient.value(one.spread) + if one.silent { " silent" } else { "" },
        Style::Share.value(one.at_edge),
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

/// How a fit that cannot be believed is had all the same.
pub(crate) const ANYWAY: &str = "\n--anyway fits nonetheless, and says so in the answer";

/// The same where its generations are kept.
pub(crate) const RESUME_ANYWAY: &str =
    "\nthe fit is kept: the same command with --resume --anyway answers nonetheless, and says so";

/// What makes a calibration that was wanted anyway unbelievable.
fn doubts(calibration: &Calibration) -> String {
    let mut text = String::new();
    if !calibration.impossible.is_empty() {
        text += &said!("Do not believe this fit: {}\n\n", impossible(&calibration.impossible));
    }
    if !calibration.support.suffices() {
        text += &said!("Do not believe these intervals: {}\n\n", few(calibration.support));
    }
    text
}

/// What was observed and cannot be made.
pub(crate) fn impossible(all: &[Impossible]) -> String {
    let mut text =
        term("the model cannot make what was observed, whatever the parameters that may move:").to_string();
    for one in all.iter().take(MOST) {
        text += "\n  ";
        text += &sentence(one);
    }
    if all.len() > MOST {
        text += &said!("\n  and {} more", all.len() - MOST);
    }
    text
}

/// Most impossible observations that are told.
const MOST: usize = 20;

fn sentence(one: &Impossible) -> String {
    let all = |word: &str, part: fn(&ImpossibleNumber) -> String| {
        one.numbers.iter().map(part).collect::<Vec<_>>().join(word)
    };
    let observed = all(" with ", |n| format!("{}, `{}` {}", n.row, n.statistic, number(n.observed)));
    let simulated = all(" and ", |n| number(n.simulated));
    let which = match one.place {
        DrawPlace::Smallest => term("the smallest"),
        DrawPlace::Largest => term("the largest"),
        DrawPlace::Nearest => term("the nearest"),
    };
    let away = Style::Significant.value(one.errors);
    let draws = one.draws;
    said!(
        "{observed}: {which} of {draws} draws from the prior gives {simulated}, {away} standard errors away"
    )
}

/// Too few histories carry a posterior.
pub(crate) fn few(support: PosteriorSupport) -> String {
    said!(
        "too few histories carry the posterior: an effective sample size of {:.1} and {} different draws, \
        where \
         the ends of a 90% interval need at least {} and {}; more --particles help, unless the data \
         contradict \
         each other",
        support.effective,
        support.distinct,
        PosteriorSupport::EFFECTIVE,
        PosteriorSupport::DISTINCT
    )
}

/// A number that stands without an interval.
fn number(x: f64) -> String {
    if x.is_finite() { Style::Significant.value(x) } else { "–".into() }
}
