//! What is searched over: levers, parts of a sum and the week from which levers hold; and the scenario that
//! each combination of them is.

use crate::scenario::faults::Faults;
use crate::scenario::library::{Embedded, FoundSource, Library, Opened};
use crate::scenario::reference::Reference;
use crate::scenario::toml_text::value as toml_value;
use crate::scenario::{Overrides, Scenario, read_references};
use crate::settings::{SettingsTree, Value};
use crate::study::sweep::varied::{Varied, VariedValues};

/// Values of a span whose number nobody says.
const USUAL_VALUES: usize = 17;

/// The name under which levers with a date are read.
const DATED: &str = "levers with a date";

/// One combination: of everything that is searched over which of its values it takes.
pub(crate) type Candidate = Vec<usize>;

/// What is searched over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SearchedKind {
    /// A lever, by its full path.
    Lever(String),
    /// A scenario that may stand on top of the baseline.
    Part(String),
    /// The week from which levers hold.
    FromWeek,
}

/// One thing that is searched over, with its values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Searched {
    /// What.
    pub kind: SearchedKind,
    /// Its values: of numbers ascending; of a part that it is left out or taken.
    pub values: Vec<Value>,
    /// Which of them is that of the baseline; the first of weeks.
    pub usual: usize,
}

impl Searched {
    /// Of what `--vary` says of a lever. The baseline's own value is always among its values.
    pub(crate) fn lever(varied: &Varied, base: &Scenario) -> Searched {
        let values = match &varied.values {
            VariedValues::Between { steps: None, .. } => varied.evenly(USUAL_VALUES),
            _ => varied.values(),
        };
        Searched::of_values(varied.path.clone(), values, base)
    }

    /// Of some values of a lever, and that of the baseline.
    pub(crate) fn of_values(path: String, mut values: Vec<Value>, base: &Scenario) -> Searched {
        let own = base.blueprint.settings.get(&path).unwrap_or(Value::Flag(false));
        if !values.iter().any(|value| same(value, &own)) {
            values.push(own.clone());
        }
        if values.iter().all(|value| number(value).is_some()) {
            values.sort_by(|a, b| number(a).unwrap_or(0.0).total_cmp(&number(b).unwrap_or(0.0)));
        }
        values.dedup_by(|a, b| same(a, b));
        let usual = values.iter().position(|value| same(value, &own)).unwrap_or(0);
        Searched { kind: SearchedKind::Lever(path), values, usual }
    }

    /// A scenario on top of the baseline, or not.
    pub(crate) fn part(name: &str) -> Searched {
        let values = vec![Value::Flag(false), Value::Flag(true)];
        Searched { kind: SearchedKind::Part(name.into()), values, usual: 0 }
    }

    /// Weeks from which levers may hold, ascending.
    pub(crate) fn from_week(weeks: &[i64]) -> Searched {
        let values = weeks.iter().map(|week| Value::Integer(*week)).collect();
        Searched { kind: SearchedKind::FromWeek, values, usual: 0 }
    }

    /// Whether its values have an order, so that some are neighbours.
    pub(crate) fn ordered(&self) -> bool {
        self.values.iter().all(|value| number(value).is_some())
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(whole) => Some(*whole as f64),
        Value::Real(number) => Some(*number),
        _ => None,
    }
}

fn same(one: &Value, other: &Value) -> bool {
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// All combinations.
pub(crate) struct Space<'a> {
    /// The baseline, as it was named.
    pub base: Reference,
    /// What is set in all.
    pub request: Overrides,
    /// Where scenarios are read from.
    pub library: &'a dyn Library,
    /// What is searched over.
    pub over: Vec<Searched>,
}

/// A library with one file more.
struct WithFile<'a> {
    inner: &'a dyn Library,
    text: String,
}

impl Library for WithFile<'_> {
    fn find(&self, reference: &str, from: Option<&str>) -> Result<FoundSource, String> {
        if reference != DATED {
            return self.inner.find(reference, from);
        }
        let bytes = self.text.clone().into_bytes();
        Ok(FoundSource { name: DATED.into(), identity: DATED.into(), bytes })
    }

    fn open<'a>(&'a self, reference: &str, from: Option<&str>) -> Result<Opened<'a>, String> {
        self.inner.open(reference, from)
    }
}

/// What a candidate sets, in the words of scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chosen {
    /// Scenarios on top of the baseline.
    pub parts: Vec<String>,
    /// Levers with their values.
    pub levers: Vec<(String, Value)>,
    /// The week from which they hold, where they hold not from the start.
    pub week: Option<i64>,
}

impl<'a> Space<'a> {
    /// The same baseline with nothing to search over.
    pub(crate) fn beside(&self) -> Space<'a> {
        let (base, request, library) = (self.base.clone(), self.request.clone(), self.library);
        Space { base, request, library, over: vec![] }
    }

    /// The baseline.
    pub(crate) fn usual(&self) -> Candidate {
        self.over.iter().map(|one| one.usual).collect()
    }

    /// How many combinations there are.
    pub(crate) fn size(&self) -> f64 {
        self.over.iter().map(|one| one.values.len() as f64).product()
    }

    /// What differs from the baseline, by number.
    pub(crate) fn changed(&self, candidate: &Candidate) -> Vec<usize> {
        let differs = |at: &usize| {
            self.over[*at].kind != SearchedKind::FromWeek && candidate[*at] != self.over[*at].usual
        };
        (0..self.over.len()).filter(differs).collect()
    }

    /// The one way in which a combination is written: a week without a lever that holds from it is no change.
    pub(crate) fn canonical(&self, mut candidate: Candidate) -> Candidate {
        if self.chosen(&candidate).levers.is_empty() {
            for (at, one) in self.over.iter().enumerate() {
                if one.kind == SearchedKind::FromWeek {
                    candidate[at] = one.usual;
                }
            }
        }
        candidate
    }

    /// What a candidate sets.
    pub(crate) fn chosen(&self, candidate: &Candidate) -> Chosen {
        let mut chosen = Chosen::default();
        for (one, at) in self.over.iter().zip(candidate) {
            match (&one.kind, &one.values[*at]) {
                (SearchedKind::FromWeek, Value::Integer(week)) => chosen.week = Some(*week),
                (SearchedKind::Part(name), Value::Flag(true)) => chosen.parts.push(name.clone()),
                (SearchedKind::Lever(path), value) if *at != one.usual => {
                    chosen.levers.push((path.clone(), value.clone()));
                }
                _ => {}
            }
        }
        chosen.week = chosen.week.filter(|_| !chosen.levers.is_empty());
        chosen
    }

    /// The scenario that a candidate is, under a name; where it does not go together, why.
    pub(crate) fn scenario(
        &self,
        candidate: &Candidate,
        name: &str,
        title: &str,
    ) -> Result<Scenario, Faults> {
        let (mut reference, chosen) = (self.base.clone(), self.chosen(candidate));
        reference.called = Some(name.into());
        reference.parts.extend(chosen.parts);
        let mut text = format!("title = \"{DATED}\"\n");
        let sets = chosen.levers.iter().map(|(path, value)| (path, toml_value(value)));
        match chosen.week {
            None => reference.sets.extend(sets.map(|(path, value)| format!("{path}={value}"))),
            Some(week) => {
                text += &format!("[[schedule]]\nweek = {week}\n");
                text.extend(sets.map(|(path, value)| format!("{path} = {value}\n")));
                reference.parts.push(DATED.into());
            }
        }
        reference.sets.push(format!("title={}", toml_value(&Value::Text(title.into()))));
        let (library, mut faults) = (WithFile { inner: self.library, text }, Faults::default());
        let read = read_references(&[(name.into(), reference)], &self.request, &library, &mut faults);
        let one = faults.finish(read)?.pop();
        one.ok_or_else(Faults::default)
    }

    /// A scenario file of a candidate that was read: short where all that it rests on is inside the program,
    /// otherwise with every value, so that it needs no other file.
    pub(crate) fn text(&self, candidate: &Candidate, scenario: &Scenario) -> String {
        let chosen = self.chosen(candidate);
        let inside = |part: &String| {
            let found = [self.library.find(part, None), Embedded.find(part, None)].map(Result::ok);
            matches!(&found, [Some(one), Some(other)] if one.identity == other.identity)
        };
        let parts: Vec<&String> = self.base.parts.iter().chain(&chosen.parts).collect();
        let bare = self.base.sets.is_empty() && self.request == Overrides::default();
        if !bare || !parts.iter().all(|part| inside(part)) {
            return scenario.resolved();
        }
        let quoted = |words: &str| toml_value(&Value::Text(words.into()));
        let extends: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
        let mut text = format!("title = {}\nextends = [{}]\n", quoted(&scenario.title), extends.join(", "));
        if let Some(week) = chosen.week {
            text += &format!("\n[[schedule]]\nweek = {week}\n");
        }
        text.extend(chosen.levers.iter().map(|(path, value)| format!("{path} = {}\n", toml_value(value))));
        text
    }
}
