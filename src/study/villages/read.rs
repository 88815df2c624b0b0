//! Villages from two tables: people with village and year of adoption, and who named whom. All faults come at
//! once.
//!
//! People and ties go through the reader of rosters, so that what a scenario accepts is accepted here; only
//! the year of adoption is read here.

use crate::language::{said, term};
use crate::scenario::data_file::cells::Notation;
use crate::scenario::data_file::{DataFile, cells};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::{InMemory, Opened};
use crate::scenario::{Overrides, read, toml_text};
use crate::settings::Value;
use crate::study::villages::{NEVER, Village};
use crate::world::agents::residents::network::Ties;
use std::collections::BTreeMap;

/// A file: its name as the user knows it, and its bytes.
pub(crate) type VillageFile = (String, Vec<u8>);

/// Columns of the table of people.
pub(crate) const PEOPLE: [(&str, &str); 3] = [
    ("node", "who: any text that is not repeated"),
    ("village", "where: any text; people and ties of a village stay together"),
    (
        "toa",
        "year of adoption, counted from 1; empty, NA, Inf or a year after the tenth for those who had not \
        adopted within ten years",
    ),
];

/// Columns of the table of ties.
pub(crate) const TIES: [(&str, &str); 2] =
    [("from", "who names"), ("to", "who is named; both live in the same village")];

/// Read the villages, in the order in which they appear.
pub(crate) fn villages(people: &VillageFile, ties: &VillageFile) -> Result<Vec<Village>, Faults> {
    let rosters = rosters(people, ties);
    let mut faults = Faults::default();
    let adopted = adoptions(people, &mut faults);
    let rosters = match rosters {
        Ok(rosters) => rosters,
        Err(mut found) => {
            found.extend(faults);
            return found.finish(Vec::new());
        }
    };
    if rosters.len() < 2 && faults.is_empty() {
        let message = said!(
            "{} village: some are fitted and others predicted, so two are needed at least",
            rosters.len()
        );
        faults.add(Fault::without_place(&people.0, message));
    }
    let village = |(name, ids, pairs): VillageRoster| {
        let years: Vec<u8> = ids.iter().map(|id| adopted.get(id).copied().unwrap_or(NEVER)).collect();
        Village { name, ties: Ties::given(ids.len() as u32, &pairs), named: Vec::new(), adopted: years }
    };
    faults.finish(()).map(|()| rosters.into_iter().map(village).collect())
}

/// Name, identities, ties.
type VillageRoster = (String, Vec<String>, Vec<(u32, u32)>);

/// People and ties by village, as the reader of scenarios finds them.
fn rosters(people: &VillageFile, ties: &VillageFile) -> Result<Vec<VillageRoster>, Faults> {
    let word = |t: &str| toml_text::value(&Value::Text(t.into()));
    let scenario = format!(
        "title = 'Villages'\nextends = 'z-home'\n[residents]\nroster = {}\nties = {}\nroster_id = \
            'node'\nroster_community = 'village'\n\
         roster_other_columns = 'ignore'\n",
        word(&people.0),
        word(&ties.0)
    );
    const SCENARIO: &str = "villages of the study.toml";
    let files = BTreeMap::from([(SCENARIO.to_string(), scenario.into_bytes()), people.clone(), ties.clone()]);
    let read = read(&[SCENARIO.to_string()], &Overrides::default(), &InMemory { files })?;
    let places = read.into_iter().flat_map(|scenario| scenario.blueprint.communities);
    let roster = |place: crate::world::blueprint::CommunityBlueprint| {
        let roster = place.roster?;
        let ids = roster.people.iter().map(|p| p.id.clone()).collect();
        Some((place.name, ids, roster.ties.clone().unwrap_or_default()))
    };
    Ok(places.filter_map(roster).collect())
}

/// The year of adoption by identity. Rows that cannot be read are faults of the roster.
fn adoptions(people: &VillageFile, faults: &mut Faults) -> BTreeMap<String, u8> {
    let mut rows = DataFile::open(Opened::new(&people.0, &people.0, people.1.as_slice()), faults);
    let (mut adopted, mut row) = (BTreeMap::new(), csv::StringRecord::new());
    match (rows.column("node"), rows.column("toa")) {
        (Some(node), Some(toa)) => {
            while rows.next(&mut row) {
                match year(&row[toa], rows.notation()) {
                    Some(year) => drop(adopted.insert(row[node].to_string(), year)),
                    None => {
                        let wanted = term(TOA);
                        let message = said!("`toa` must be {wanted}, not `{}`", &row[toa]);
                        rows.fault_at(toa, message);
                    }
                }
            }
        }
        (Some(_), None) => {
            rows.fault_of_file(term("the column `toa` of years of adoption is missing").into())
        }
        (None, _) => {}
    }
    rows.finish();
    adopted
}

/// What a year of adoption may be, in words.
const TOA: &str = "a whole year from 1 on, or empty, `NA` or `Inf` for never";

/// A year of adoption; tables that passed through other programs write it as `4.0`. Whoever adopted after the
/// years that are watched, or never, had not adopted when they ended.
fn year(cell: &str, notation: Notation) -> Option<u8> {
    let cell = cells::value(cell);
    if cell.is_empty() {
        return Some(NEVER);
    }
    let year = notation.number(cell).filter(|year| *year >= 1.0 && *year == libm::floor(*year))?;
    Some(year.min(f64::from(NEVER)) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_is_told_in_many_ways() {
        let years = ["", "NA", "NaN", "null", "Inf", "inf", "11", "11.0", "14", "2000"];
        assert_eq!(years.map(|cell| year(cell, Notation::default())), [Some(NEVER); 10]);
        assert_eq!(
            ["1", "4.0", "10", "７"].map(|cell| year(cell, Notation::default())),
            [1, 4, 10, 7].map(Some)
        );
        let none = ["0", "-1", "2.5", "never", "-Inf"];
        assert_eq!(none.map(|cell| year(cell, Notation::default())), [None; 5]);
    }
}
