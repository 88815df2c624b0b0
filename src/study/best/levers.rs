//! All levers at once, each over its usual span: what is searched over when nothing is named.

use crate::scenario::Scenario;
use crate::settings::{Field, Value, ValueKind};
use crate::study::best::space::{Searched, SearchedKind, Space};
use crate::study::sweep::varied::{Varied, plain};
use crate::world::blueprint::facts;

/// Values of the usual span of a number.
const VALUES: usize = 5;

/// Tables whose levers nobody chooses: stress, what becomes of the place, wages and prices. What weighs in
/// the assessment is set as a whole, and has no value of its own to move.
const NOT_CHOSEN: [&str; 4] = ["levers.shock", "levers.place", "levers.prices", "levers.assessment.weights"];

/// Every lever of which at least one value goes together with the baseline, where it alone is changed.
pub(crate) fn all(space: &Space, base: &Scenario) -> Vec<Searched> {
    let mut found = Vec::new();
    for table in facts() {
        for field in table.fields.iter().filter(|_| !NOT_CHOSEN.contains(&table.path)) {
            let searched = usual_span(format!("{}.{}", table.path, field.name), field, base);
            found.extend(searched.into_iter().filter_map(|one| possible(one, space)));
        }
    }
    found
}

/// A lever over its usual span.
fn usual_span(path: String, field: &'static Field, base: &Scenario) -> Option<Searched> {
    let lever = field.lever?;
    let ends = [plain(lever.low), plain(lever.high)];
    let values = match (field.kind, &ends) {
        (ValueKind::Real | ValueKind::Integer, ends) => {
            let number = |value: &Value| match value {
                Value::Integer(whole) => *whole as f64,
                Value::Real(number) => *number,
                _ => 0.0,
            };
            let (low, high) = (number(&ends[0]), number(&ends[1]));
            Varied::between(&path, field, (low.min(high), low.max(high))).evenly(VALUES)
        }
        (ValueKind::Choice(words), _) => words.iter().map(|word| Value::Text((*word).into())).collect(),
        (ValueKind::Flag, _) => vec![Value::Flag(false), Value::Flag(true)],
        (ValueKind::Text, _) => return None,
    };
    Some(Searched::of_values(path, values, base))
}

/// The same with those values alone that go together with the baseline; none where that is its own alone.
fn possible(one: Searched, space: &Space) -> Option<Searched> {
    let alone = |at: usize| {
        let space = Space { over: vec![one.clone()], ..space.beside() };
        at == one.usual || space.scenario(&vec![at], "candidate", "candidate").is_ok()
    };
    let (SearchedKind::Lever(path), own) = (&one.kind, &one.values[one.usual]) else { return None };
    let left: Vec<Value> =
        (0..one.values.len()).filter(|at| alone(*at)).map(|at| one.values[at].clone()).collect();
    let usual = left.iter().position(|value| value == own)?;
    (left.len() > 1).then(|| Searched { kind: SearchedKind::Lever(path.clone()), values: left, usual })
}
