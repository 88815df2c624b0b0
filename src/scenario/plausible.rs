//! What each value may say, and what together cannot be meant: people of whom nobody can reach the home, a
//! population beside people who are named.

use crate::language::{said, term};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::names;
use crate::scenario::roster::Data;
use crate::scenario::said::Said;
use crate::settings::Value;
use crate::world::blueprint::Settings;
use crate::world::roster::Roster;

/// Distance in units of `residents.traits.reach` beyond which nobody comes: there a home has lost ten units
/// of utility, one visit in 20,000.
const BEYOND: f64 = 10.0;

/// What is to be said of people who are named, each beside the whole scenario.
pub(crate) fn judge(
    said: &Said,
    settings: &Settings,
    data: &Data,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    warnings.extend(population(said, data));
    let furthest = BEYOND * settings.residents.traits.reach;
    for (name, roster) in &data.communities {
        if let Some(nearest) = nearest(roster).filter(|nearest| *nearest > furthest) {
            let message = said!(
                "nobody of `{name}` can reach the home: the nearest lives {nearest} km away, and \
                 `residents.traits.reach` is {} km",
                settings.residents.traits.reach
            );
            let hint = term("`distance` is in kilometres; are these metres?").to_string();
            faults.add(Fault::without_place(&data.file, message).suggest(Some(hint)));
        }
    }
    warnings.extend(ids(data));
}

/// The least distance, if that of everybody is given.
fn nearest(roster: &Roster) -> Option<f64> {
    let mut distances = roster.people.iter().map(|person| person.distance);
    distances.try_fold(f64::INFINITY, |least, distance| distance.map(|distance| least.min(distance)))
}

/// A population that is set beside people who are named, and is another number.
fn population(said: &Said, data: &Data) -> Vec<String> {
    let told = |value: &Value, place: String, whose: &str, people: usize| {
        (*value != Value::Integer(people as i64)).then(|| {
            let value = crate::scenario::toml_text::value(value);
            said!(
                "`residents.population` is {value}{whose} ({place}), but {} names {people} people: these \
                 live, and the number counts for nothing",
                data.file
            )
        })
    };
    let whole = said.leaves.get("residents.population");
    let whole = whole.and_then(|(leaf, _)| told(&leaf.value, leaf.place.words(), "", data.people()));
    let own = said.communities.iter().flat_map(|(_, list)| list).filter_map(|community| {
        let leaf = community.leaves.iter().find(|leaf| leaf.path == "residents.population")?;
        let (name, roster) = data.communities.iter().find(|(name, _)| *name == community.name)?;
        told(&leaf.value, leaf.place.words(), &said!(" in `{name}`"), roster.people.len())
    });
    whole.into_iter().chain(own).collect()
}

/// Identities that other programs misread.
fn ids(data: &Data) -> Option<String> {
    let people = data.communities.iter().flat_map(|(_, roster)| &roster.people);
    let mut misread = people.filter_map(|person| Some((&person.id, names::misread(&person.id)?)));
    let (first, why) = misread.next()?;
    let more = misread.count();
    let more = if more > 0 { said!(" (and {more} more such identities)") } else { String::new() };
    Some(said!("{}: the person `{first}`: {why}{more}", data.file))
}
