//! What flags say of a search. All faults are found at once.

use crate::language::{said, term};
use crate::scenario::Scenario;
use crate::scenario::faults::{Fault, Faults, nearest};
use crate::settings::ValueKind;
use crate::study::best::levers;
use crate::study::best::space::{Candidate, Searched, SearchedKind, Space};
use crate::study::best::wanted::Objective;
use crate::study::compare::suggestions::SUGGESTIONS;
use crate::study::sweep::varied::Varied;
use crate::world::blueprint::facts;
use crate::world::record::{MEASURES, Measure, measure};

/// Most weeks of a span whose number nobody says.
const WEEKS: i64 = 17;

/// The word for all packages that the case study suggests.
const ALL: &str = "all";

/// What is to be searched over, as flags say it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SaidSpace<'a> {
    /// `--vary`.
    pub vary: &'a [String],
    /// `--parts`.
    pub parts: &'a [String],
    /// `--from-week`.
    pub from_week: Option<&'a str>,
}

/// What is searched over; where neither levers nor parts are named, all levers.
pub(crate) fn searched(
    said: SaidSpace,
    space: &Space,
    base: &Scenario,
    faults: &mut Faults,
) -> Vec<Searched> {
    let mut over = parts(said.parts, space, faults);
    for flag in said.vary {
        let Some(varied) = Varied::of_flag(flag, &facts(), faults) else { continue };
        if !varied.path.starts_with("levers.") || varied.field.kind == ValueKind::Text {
            let message =
                said!("`{}` is no lever: the best is looked for among what can be decided", varied.path);
            faults.add(Fault::at(&varied.place, message));
            continue;
        }
        let lever = Searched::lever(&varied, base);
        if over.iter().any(|one| one.kind == lever.kind) {
            faults.add(Fault::at(&varied.place, said!("`{}` varies twice", varied.path)));
        }
        over.push(lever);
    }
    if said.vary.is_empty() && said.parts.is_empty() {
        over = levers::all(space, base);
    }
    if let Some(words) = said.from_week {
        match weeks(words, base) {
            Ok(weeks) => over.push(Searched::from_week(&weeks)),
            Err(why) => faults.add(Fault::without_place(&format!("--from-week {words}"), why)),
        }
    }
    if faults.is_empty() {
        never_possible(&over, space, faults);
    }
    over
}

/// Packages that may stand on top of the baseline.
fn parts(said: &[String], space: &Space, faults: &mut Faults) -> Vec<Searched> {
    let mut names: Vec<String> = Vec::new();
    for name in said.iter().map(|name| name.trim()) {
        let all = SUGGESTIONS.iter().map(|suggestion| suggestion.scenario.to_string());
        let more = if name == ALL { all.collect() } else { vec![name.to_string()] };
        for name in more {
            if names.contains(&name) {
                faults.add(Fault::without_place(&format!("--parts {name}"), term("is named twice")));
                continue;
            }
            let alone = Space { over: vec![Searched::part(&name)], ..space.beside() };
            if let Err(found) = alone.scenario(&vec![1], "candidate", "candidate") {
                faults.extend(found);
            }
            names.push(name);
        }
    }
    names.iter().map(|name| Searched::part(name)).collect()
}

/// `53..157`, `53..157:3` or `53,105`.
fn weeks(words: &str, base: &Scenario) -> Result<Vec<i64>, String> {
    let last = i64::from(base.blueprint.weeks) - 1;
    let week = |text: &str| {
        let week = text.trim().parse().ok().filter(|week| (1..=last).contains(week));
        week.ok_or_else(|| said!("`{}` is no week from 1 to {last}", text.trim()))
    };
    let Some((low, rest)) = words.split_once("..") else {
        let mut weeks = words.split(',').map(week).collect::<Result<Vec<i64>, String>>()?;
        weeks.sort_unstable();
        weeks.dedup();
        return Ok(weeks);
    };
    let (high, steps) = rest.split_once(':').map_or((rest, None), |(high, steps)| (high, Some(steps)));
    let (low, high) = (week(low)?, week(high)?);
    if low >= high {
        return Err(said!("{low} is not below {high}"));
    }
    let steps = match steps {
        None => WEEKS.min(high - low + 1),
        Some(text) => {
            let steps = text.trim().parse().ok().filter(|steps| (2..=high - low + 1).contains(steps));
            steps.ok_or_else(|| said!("`{text}` is no number of weeks from 2 to {}", high - low + 1))?
        }
    };
    Ok((0..steps).map(|step| low + (high - low) * step / (steps - 1)).collect())
}

/// A lever of which no value but that of the baseline goes together with anything: neither alone, nor with
/// the first or the last value of all others.
fn never_possible(over: &[Searched], space: &Space, faults: &mut Faults) {
    let space = Space { over: over.to_vec(), ..space.beside() };
    for (at, one) in over.iter().enumerate() {
        let SearchedKind::Lever(path) = &one.kind else { continue };
        let with = |value: usize, others: &dyn Fn(&Searched) -> usize| {
            let mut candidate: Candidate = over.iter().map(others).collect();
            candidate[at] = value;
            space.scenario(&candidate, "candidate", "candidate").map(drop)
        };
        let ways: [&dyn Fn(&Searched) -> usize; 3] = [&|one| one.usual, &|one| one.values.len() - 1, &|_| 0];
        let values = || (0..one.values.len()).filter(|value| *value != one.usual);
        let possible = values().any(|value| ways.iter().any(|way| with(value, way).is_ok()));
        let first = values().next();
        match first {
            None => {
                let message = said!("`{path}` has no other value than that of the baseline");
                faults.add(Fault::without_place(&format!("--vary {path}"), message));
            }
            Some(value) if !possible => {
                if let Err(found) = with(value, ways[0]) {
                    faults.extend(found);
                }
            }
            Some(_) => {}
        }
    }
}

/// The measures that are to be as good as can be; `smallest` tells the smallest difference that matters.
pub(crate) fn objectives(
    names: &[String],
    smallest: &dyn Fn(&Measure) -> f64,
    faults: &mut Faults,
) -> Vec<Objective> {
    let mut found: Vec<Objective> = Vec::new();
    for name in names {
        let flag = format!("--objective {name}");
        match measure(name) {
            None => {
                let fault = Fault::without_place(&flag, said!("`{name}` is no measure"));
                faults.add(fault.suggest(nearest(name, MEASURES.iter().map(|measure| measure.name))));
            }
            Some(of) if of.better.sign() == 0 => {
                let message =
                    said!("of `{name}` neither direction is better: it can be required, not sought");
                faults.add(Fault::without_place(&flag, message));
            }
            Some(of) if found.iter().any(|one| one.measure.name == of.name) => {
                faults.add(Fault::without_place(&flag, said!("`{name}` is named twice")));
            }
            Some(of) => found.push(Objective { measure: of, smallest: smallest(of) }),
        }
    }
    found
}
