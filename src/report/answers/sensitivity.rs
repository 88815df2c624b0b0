//! What `sensitivity` answers: which assumptions the doubt about a figure rests on, and when it turns.

use crate::language::{said, spoken, term};
use crate::report::text::draws::draws;
use crate::report::text::format::{Style, percent};
use crate::report::text::table::{Table, wrap};
use crate::report::text::translate::Lang;
use crate::settings::{TableFacts, find};
use crate::study::plausible::draws_lived::DrawsLived;
use crate::study::plausible::field::Measurement;
use crate::study::plausible::knowledge::Knowledge;
use crate::study::plausible::sensitivity::Driver;
use crate::study::plausible::total::FactorShare;
use crate::study::plausible::unless::Unless;
use crate::world::record::{Measure, measure};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What was found of a figure.
pub(crate) struct Sensitivity<'a> {
    /// The scenario, and what it is held against if the figure is a difference.
    pub of: (&'a str, Option<&'a str>),
    /// The measure of the last year.
    pub measure: &'static Measure,
    /// Its spread over draws.
    pub knowledge: Knowledge,
    /// The draws that all of it rests on.
    pub rests_on: DrawsLived,
    /// Full paths of the parameters.
    pub parameters: &'a [String],
    /// Those that it surely goes with.
    pub drivers: Vec<Driver>,
    /// Total indices, where they were asked for.
    pub total: Option<TotalAnswer>,
    /// Measurements in the field that it surely goes with.
    pub measurements: Vec<Measurement>,
    /// When a difference turns.
    pub unless: Option<Unless>,
}

/// Why there are no total indices of a figure that goes with no parameter for sure.
const NO_FACTOR: &str = "No total indices: the figure surely goes with no single parameter, so there is no \
    factor to tell them of, and nothing was lived for them.";
/// Why there are none of a figure that does not vary.
const ALL_ALIKE: &str = "No total indices: the figure is the same at all points.";

/// What came of total indices that were asked for.
pub(crate) enum TotalAnswer {
    /// Lives of their own tell them.
    Told(TotalTold),
    /// No parameter is a factor, so nothing was lived.
    NoFactor,
}

/// Total indices from lives of their own.
pub(crate) struct TotalTold {
    /// Points of the sequence.
    pub points: u32,
    /// Random worlds, the same for all points.
    pub worlds: u32,
    /// The parameters that are factors; everything else is the last factor.
    pub chosen: Vec<usize>,
    /// What goes with each factor; none where the figure does not vary.
    pub shares: Vec<FactorShare>,
    /// The figure at every place, in their order.
    pub figure: Vec<f64>,
}

impl Sensitivity<'_> {
    /// The grade of a parameter.
    fn grade(&self, at: usize, tables: &[TableFacts]) -> &'static str {
        find(tables, &self.parameters[at]).map_or("unknown", |field| field.grade.word())
    }

    /// Indices summed by grade.
    fn by_grade(&self, tables: &[TableFacts]) -> BTreeMap<&'static str, f64> {
        let mut sums = BTreeMap::new();
        for driver in &self.drivers {
            *sums.entry(self.grade(driver.at, tables)).or_insert(0.0) += driver.index;
        }
        sums
    }

    /// When the finding does not hold, in words.
    fn unless_words(&self) -> Option<String> {
        let unless = self.unless.as_ref()?;
        let bound = |bound: &crate::study::plausible::unless::TurningBound| {
            let (name, value) = (&self.parameters[bound.at], format!("{:.3}", bound.value));
            if bound.above {
                said!("`{name}` is at least {value}")
            } else {
                said!("`{name}` is at most {value}")
            }
        };
        let bounds: Vec<String> = unless.bounds.iter().map(bound).collect();
        Some(said!(
            "This holds unless {}: there it turns in {} of draws, and {} of all draws in which it turns \
             lie there (in draws that were not used to find it).",
            bounds.join(term(" and ")),
            percent(unless.density),
            percent(unless.coverage)
        ))
    }

    /// Which figure, in words.
    fn what(&self) -> String {
        let name = called_measure(self.measure);
        match self.of {
            (scenario, None) => said!("{name} in {scenario}"),
            (scenario, Some(base)) => said!("{name}, {scenario} less {base}"),
        }
    }
}

/// A measure as it is called in the language that is spoken.
fn called_measure(measure: &Measure) -> &'static str {
    match spoken() {
        Lang::En => measure.name,
        Lang::Zh => measure.zh,
    }
}

/// In words.
pub(crate) fn text(found: &Sensitivity, tables: &[TableFacts]) -> String {
    let grades = grades(found, tables);
    let mut table =
        Table::new(["rests on", "share", "90% interval", "larger makes it", "evidence"].map(term));
    for driver in &found.drivers {
        table.row([
            found.parameters[driver.at].clone(),
            percent(driver.index),
            range(driver.interval),
            term(if driver.rises { "larger" } else { "smaller" }).to_string(),
            term(found.grade(driver.at, tables)).to_string(),
        ]);
    }
    let table = if found.drivers.is_empty() { String::new() } else { table.terminal() };
    let unless = found.unless_words().map_or(String::new(), |words| wrap(&words, 0));
    let total = match &found.total {
        None => String::new(),
        Some(TotalAnswer::NoFactor) => wrap(term(NO_FACTOR), 0),
        Some(TotalAnswer::Told(told)) if told.shares.is_empty() => wrap(term(ALL_ALIKE), 0),
        Some(TotalAnswer::Told(told)) => total_text(found, told),
    };
    let field = measurements_text(found);
    format!("{}{}\n{table}{total}{field}{unless}", wrap(&head(found), 0), wrap(&grades, 0))
}

/// The figure with its doubt.
fn head(found: &Sensitivity) -> String {
    let (style, known) = (Style::of(found.measure), &found.knowledge);
    let value = |value: f64| if found.of.1.is_some() { style.change(value) } else { style.value(value) };
    let doubt = known.knowledge_sd * known.knowledge_sd;
    let both = doubt + known.chance_sd * known.chance_sd;
    said!(
        "{}, last year: {} ({} to {}, 5% to 95% of {}). Of the spread between single worlds {} is not \
         knowing, the rest chance.",
        found.what(),
        value(known.mean),
        value(known.low),
        value(known.high),
        draws(spoken(), found.rests_on),
        percent(if both > 0.0 { doubt / both } else { 0.0 })
    )
}

/// On which evidence the doubt rests.
fn grades(found: &Sensitivity, tables: &[TableFacts]) -> String {
    let sums = found.by_grade(tables);
    if sums.is_empty() {
        return term(
            "No single parameter is surely to blame: the doubt is made of many small ones, or there are too \
             few draws.",
        )
        .to_string();
    }
    let named: f64 = sums.values().sum();
    let words: Vec<String> =
        sums.iter().map(|(grade, sum)| format!("{} {}", percent(*sum), term(grade))).collect();
    if named > 1.0 {
        return said!(
            "Of that doubt, by evidence: {}. Draws tie these parameters to each other, so that their shares \
             overlap and add up to more than all of it.",
            words.join(term(", "))
        );
    }
    said!(
        "Of that doubt, by evidence: {}; {} goes with no single parameter for sure.",
        words.join(term(", ")),
        percent(1.0 - named)
    )
}

/// What to measure, the one that tells most first.
fn measurements_text(found: &Sensitivity) -> String {
    let base = found.of.1.unwrap_or(found.of.0);
    if found.measurements.is_empty() {
        let words = said!("Nothing that can be measured in {base} surely tells more of it.");
        return format!("\n{}", wrap(&words, 0));
    }
    let head = said!("What an exact measurement in {base} would take away of the doubt:");
    let mut table = Table::new(["measure", "by", "share", "90% interval"].map(term));
    for one in &found.measurements {
        table.row([
            measure(one.measure).map_or(one.measure, called_measure).to_string(),
            term(one.by.words()).to_string(),
            percent(one.share),
            range(one.interval),
        ]);
    }
    format!("\n{}{}", wrap(&head, 0), table.terminal())
}

fn range((low, high): (f64, f64)) -> String {
    let share = |share: f64| percent(share.clamp(0.0, 1.0));
    said!("{} to {}", share(low), share(high))
}

/// What goes with each factor alone, and what in any company.
fn total_text(found: &Sensitivity, told: &TotalTold) -> String {
    let (points, worlds) = (told.points, told.worlds);
    let head = said!(
        "Alone and in any company, from {points} points lived in the same {worlds} random worlds. A parameter \
         takes its values over all plausible draws whatever the others are; everything else comes from one \
         draw."
    );
    let heads = ["share of the doubt", "alone", "90% interval", "in any company", "90% interval"];
    let mut table = Table::new(heads.map(term));
    let name =
        |at: usize| told.chosen.get(at).map_or(term("everything else"), |at| found.parameters[*at].as_str());
    for (at, share) in told.shares.iter().enumerate() {
        table.row([
            name(at).to_string(),
            percent(share.first.clamp(0.0, 1.0)),
            range(share.first_interval),
            percent(share.total.clamp(0.0, 1.0)),
            range(share.total_interval),
        ]);
    }
    format!("\n{}{}", wrap(&head, 0), table.terminal())
}

/// The same for programs, with the figure at every place, so that anybody can reckon it again.
fn total_json(found: &Sensitivity, answer: &TotalAnswer) -> Value {
    let TotalAnswer::Told(told) = answer else {
        return json!({ "factors": [], "why_none": NO_FACTOR });
    };
    let factor = |(at, share): (usize, &FactorShare)| {
        let parameter = told.chosen.get(at).map(|at| &found.parameters[*at]);
        json!({
            "parameter": parameter, "first": share.first, "first_low": share.first_interval.0,
            "first_high": share.first_interval.1, "total": share.total, "total_low": share.total_interval.0,
            "total_high": share.total_interval.1,
        })
    };
    json!({
        "points": told.points, "worlds": told.worlds,
        "factors": told.shares.iter().enumerate().map(factor).collect::<Vec<_>>(), "figure": told.figure,
        "why_none": told.shares.is_empty().then_some(ALL_ALIKE),
    })
}

/// For programs.
pub(crate) fn as_json(found: &Sensitivity, tables: &[TableFacts]) -> Value {
    let driver = |driver: &Driver| {
        json!({
            "parameter": found.parameters[driver.at], "index": driver.index, "low": driver.interval.0,
            "high": driver.interval.1, "rises": driver.rises, "grade": found.grade(driver.at, tables),
        })
    };
    let measurement = |one: &Measurement| {
        json!({
            "measure": one.measure, "by": one.by.words(), "share": one.share, "low": one.interval.0,
            "high": one.interval.1,
        })
    };
    let unless = found.unless.as_ref().map(|unless| {
        let bound = |bound: &crate::study::plausible::unless::TurningBound| {
            json!({ "parameter": found.parameters[bound.at], "above": bound.above, "value": bound.value })
        };
        json!({
            "bounds": unless.bounds.iter().map(bound).collect::<Vec<_>>(),
            "density": unless.density, "coverage": unless.coverage,
        })
    });
    json!({
        "scenario": found.of.0, "baseline": found.of.1, "measure": found.measure.name, "window": "last-year",
        "from": found.rests_on.from, "knowledge": found.knowledge,
        "drivers": found.drivers.iter().map(driver).collect::<Vec<_>>(),
        "measurements": found.measurements.iter().map(measurement).collect::<Vec<_>>(),
        "by_grade": found.by_grade(tables), "holds_unless": unless,
        "total": found.total.as_ref().map(|answer| total_json(found, answer)),
    })
}
