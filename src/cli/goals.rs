//! Measures as flags name them; what must be kept and which differences matter; and `--until`: how narrow
//! intervals are to be.

use crate::cli::failure::{Failure, together};
use crate::language::said;
use crate::measure::window::Window;
use crate::scenario::Scenario;
use crate::scenario::faults::nearest;
use crate::study::compare::precision::PrecisionGoal;
use crate::study::plausible::requirements::{BoundSide, Requirement};
use crate::world::record::{MEASURES, Measure, measure};

/// The measure of that name that can be ranked by.
pub(crate) fn wanted(name: &str) -> Result<&'static Measure, Failure> {
    named(name).map_err(|why| Failure::new(3, why))
}

fn named(name: &str) -> Result<&'static Measure, String> {
    measure(name).ok_or_else(|| {
        let hint =
            nearest(name, MEASURES.iter().map(|m| m.name)).map_or(String::new(), |hint| format!("; {hint}"));
        said!("`{name}` is no measure{hint}")
    })
}

/// What the flags ask for; a width alone is that of the measure of the ranking.
pub(crate) fn goals(until: &[String], ranked: &'static Measure) -> Result<Vec<PrecisionGoal>, Failure> {
    let goal = |text: &String| {
        let (measure, width) = match text.split_once('=') {
            Some((name, width)) => (named(name), width),
            None => (Ok(ranked), text.as_str()),
        };
        let width = width.parse().ok().filter(|width: &f64| *width > 0.0 && width.is_finite());
        let missing = || said!("--until {text}: needs a width above 0, in the unit of the measure");
        match (measure, width) {
            (Ok(measure), Some(width)) => Ok(PrecisionGoal { measure, width }),
            (measure, width) => {
                let missing = width.is_none().then(missing);
                Err(measure.err().map(|why| format!("--until {text}: {why}")).into_iter().chain(missing))
            }
        }
    };
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for text in until {
        match goal(text) {
            Ok(goal) => found.push(goal),
            Err(why) => faults.extend(why),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(Failure::of_faults(&faults)) }
}

/// The measure of the ranking, and how narrow intervals are to be; everything that is wrong with either.
pub(crate) fn ranking(name: &str, until: &[String]) -> Result<&'static Measure, Failure> {
    let ranked = wanted(name);
    // A width without a name has no fault whatever it is the width of.
    let goals = goals(until, ranked.as_ref().map_or(&MEASURES[0], |found| *found));
    together(ranked, goals).map(|(ranked, _)| ranked)
}

/// What matters, and what must be kept.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct RequirementFlags {
    /// Smallest difference of a measure that matters [default: 0.001 of shares, 0 of others] (repeatable)
    #[arg(long, value_name = "NAME=SIZE")]
    pub matters: Vec<String>,
    /// A package must keep a measure of the last year below or above a bound, for example
    /// "late_wages<0.1"; of other weeks with @before, @year-3 or @whole behind its name, and with :p95 behind
    /// that its 95% quantile over worlds and draws instead of its mean (repeatable)
    #[arg(long, value_name = "NAME<BOUND")]
    pub require: Vec<String>,
    /// The same: at most (repeatable)
    #[arg(long, value_name = "NAME=MOST")]
    pub max: Vec<String>,
    /// The same: at least (repeatable)
    #[arg(long, value_name = "NAME=LEAST")]
    pub min: Vec<String>,
}

/// What was read of the flags.
pub(crate) struct RequirementsAsked {
    /// Smallest differences that matter, where they are not the usual ones.
    pub smallest: Vec<(&'static Measure, f64)>,
    /// What every package must keep.
    pub requirements: Vec<Requirement>,
}

impl RequirementsAsked {
    /// Refuse windows that lie beyond the horizon of scenarios, all at once.
    pub(crate) fn within(&self, scenarios: &[Scenario]) -> Result<(), Failure> {
        let weeks = scenarios.iter().map(|scenario| scenario.blueprint.weeks).min().unwrap_or(0);
        let beyond = self.requirements.iter().filter(|one| !Window::all(weeks).contains(&one.window));
        let faults: Vec<String> = beyond
            .map(|one| said!("{one}: {} lies beyond the horizon of {weeks} weeks", one.window))
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(Failure::of_faults(&faults)) }
    }
}

impl RequirementFlags {
    /// As they stand among the arguments that decide a result.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let lists =
            [("matters", &self.matters), ("require", &self.require), ("max", &self.max), ("min", &self.min)];
        lists.into_iter().flat_map(|(flag, all)| all.iter().map(move |value| format!("--{flag}={value}")))
    }

    /// Read them; everything that is wrong with them at once, after what is wrong beside them.
    pub(crate) fn read(&self, mut faults: Vec<String>) -> Result<RequirementsAsked, Failure> {
        let mut of = |flag: &str, text: &String, side: BoundSide, sign: char| {
            let read = bound(text, side, sign).map_err(|why| format!("--{flag} {text}: {why}"));
            read.map_err(|why| faults.push(why)).ok()
        };
        let mut requirements: Vec<Requirement> =
            self.max.iter().filter_map(|text| of("max", text, BoundSide::Most, '=')).collect();
        requirements.extend(self.min.iter().filter_map(|text| of("min", text, BoundSide::Least, '=')));
        requirements.extend(self.require.iter().filter_map(|text| {
            let (side, sign) =
                if text.contains('<') { (BoundSide::Below, '<') } else { (BoundSide::Above, '>') };
            of("require", text, side, sign)
        }));
        let smallest = self.matters.iter().filter_map(|text| of("matters", text, BoundSide::Least, '='));
        let smallest: Vec<Requirement> = smallest.collect();
        faults.extend(smallest.iter().filter(|one| one.window != Window::LastYear).map(|one| {
            said!("--matters {}: a smallest difference is that of the last year", one.measure.name)
        }));
        faults.extend(smallest.iter().filter(|one| one.percent.is_some()).map(|one| {
            said!("--matters {}: a smallest difference is one of means, not of a quantile", one.measure.name)
        }));
        faults.extend(sizes_at_fault(&smallest));
        let smallest = smallest.into_iter().map(|one| (one.measure, one.bound)).collect();
        requirements.iter_mut().enumerate().for_each(|(place, one)| one.place = place);
        for (at, one) in requirements.iter().enumerate() {
            let against = requirements[..at].iter().filter(|other| one.contradicts(other));
            faults.extend(against.map(|other| said!("{other} and {one} cannot both be kept")));
        }
        if faults.is_empty() {
            Ok(RequirementsAsked { smallest, requirements })
        } else {
            Err(Failure::of_faults(&faults))
        }
    }
}

/// What is wrong with the sizes of smallest differences.
fn sizes_at_fault(smallest: &[Requirement]) -> Vec<String> {
    let below = smallest.iter().filter(|one| one.bound < 0.0);
    let below = below.map(|one| {
        said!("--matters {}={}: a smallest difference is not below 0", one.measure.name, one.bound)
    });
    let again = |(at, one): &(usize, &Requirement)| {
        smallest[..*at].iter().any(|other| other.measure.name == one.measure.name)
    };
    let twice = smallest.iter().enumerate().filter(again);
    below.chain(twice.map(|(_, one)| said!("--matters {}: is said twice", one.measure.name))).collect()
}

/// `NAME=BOUND`, with another sign for `=`.
fn bound(text: &str, side: BoundSide, sign: char) -> Result<Requirement, String> {
    let (name, number) =
        text.split_once(sign).ok_or_else(|| said!("needs a measure, `{sign}` and a number"))?;
    // `<=` and `>=` are written too.
    let (side, number) = match (number.strip_prefix('='), side) {
        (Some(number), BoundSide::Below) => (BoundSide::Most, number),
        (Some(number), BoundSide::Above) => (BoundSide::Least, number),
        _ => (side, number),
    };
    let (name, percent) =
        name.split_once(':').map_or((name, Ok(None)), |(name, of)| (name, percent(of.trim()).map(Some)));
    let (name, window) = name
        .split_once('@')
        .map_or((name, Ok(Window::LastYear)), |(name, window)| (name, window.trim().parse()));
    let (measure, window, percent) = (named(name.trim())?, window?, percent?);
    let number: Option<f64> = number.trim().parse().ok().filter(|number: &f64| number.is_finite());
    let bound = number.ok_or_else(|| said!("`{}` is no number", text.rsplit(sign).next().unwrap_or("")))?;
    Ok(Requirement { measure, side, bound, window, percent, place: 0 })
}

/// `p95`: which quantile, in per cent.
fn percent(text: &str) -> Result<f64, String> {
    let digits =
        text.strip_prefix('p').filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    let percent = digits.and_then(|digits| digits.parse().ok()).filter(|of: &f64| (0.0..=100.0).contains(of));
    percent.ok_or_else(|| said!("`{text}` is no quantile: p0 to p100, such as p95"))
}
