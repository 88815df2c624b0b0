//! What is not known of people, and what takes its place: said, not done in silence.

use crate::language::{said, term};
use crate::world::roster::Person;

/// Column, whether somebody has a value there, and from what a missing one is drawn.
type GapColumn = (&'static str, fn(&Person) -> bool, &'static str);

const COLUMNS: [GapColumn; 9] = [
    ("group", |p| p.group.is_some(), "age, else the shares of [residents]"),
    ("age", |p| p.age.is_some(), "the ages of the group"),
    ("union_member", |p| p.union_member.is_some(), "residents.union_member among the working"),
    ("distance", |p| p.distance.is_some(), "a gamma distribution of scale residents.traits.distance_scale"),
    (
        "propensity",
        |p| p.propensity.is_some(),
        "a gamma distribution of shape residents.traits.propensity_shape, correlated with civic",
    ),
    (
        "price_sensitivity",
        |p| p.price_sensitivity.is_some(),
        "a log-normal distribution, residents.traits.price_sd",
    ),
    ("civic", |p| p.civic.is_some(), "a standard normal distribution"),
    ("aware", |p| p.aware.is_some(), "residents.talk.aware_at_start, then the warm start"),
    ("weeks_used", |p| p.weeks_used.is_some(), "the warm start"),
];

/// What is missing among people who have some of it, with how many and from what it is drawn; then what
/// nobody has.
pub(crate) fn words(people: &[&Person]) -> Option<String> {
    let missing = |column: &GapColumn| people.iter().filter(|person| !(column.1)(person)).count();
    let (mut some, mut none) = (Vec::new(), Vec::new());
    for column in &COLUMNS {
        match missing(column) {
            0 => {}
            n if n == people.len() => none.push(format!("`{}`", column.0)),
            n => some.push(said!("`{}` of {n} (from {})", column.0, term(column.2))),
        }
    }
    if some.is_empty() {
        return None;
    }
    let nobody =
        if none.is_empty() { String::new() } else { said!("; nobody's {} is given", none.join(term(", "))) };
    Some(said!("of {} people, drawn in each random world: {}{nobody}", people.len(), some.join(term(", "))))
}
