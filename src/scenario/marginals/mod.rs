//! A population of made-up people that agrees with tables of counts, where only such tables exist.
//!
//! Columns: `variable`, `category`, `count`, and for tables of two variables `variable2`, `category2`. Rows
//! of the same variables are one table. Combinations that no row counts count nobody.

pub(crate) mod categories;
pub(crate) mod fit;
mod people;
mod tables;

use crate::language::{said, term};
use crate::scenario::Source;
use crate::scenario::data_file::DataFile;
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::library::Library;
use crate::scenario::marginals::tables::tables_of;
use crate::scenario::roster::Data;
use crate::scenario::said::Said;
use crate::settings::Value;
use crate::world::identity::UNNAMED;
use crate::world::roster::Roster;
use std::sync::Arc;

/// What a scenario with tables of counts may not say too.
fn excluded(said: &Said) -> Option<Fault> {
    if let Some((other, _)) = said.leaves.get("residents.roster") {
        let why = term("exclude each other: are the people named, or drawn from tables?");
        return Some(Fault::at(&other.place, said!("`residents.marginals` and `residents.roster` {why}")));
    }
    let (place, _) = said.communities.as_ref()?;
    let why = term("`residents.marginals` describes one community: leave [[communities]] out");
    Some(Fault::at(place, why))
}

/// Draw the people that the tables of a scenario describe. `None` when it names none, or there was a fault.
pub(crate) fn read(
    said: &Said,
    library: &dyn Library,
    sources: &mut Vec<Source>,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) -> Option<Data> {
    let (leaf, identity) = said.leaves.get("residents.marginals")?;
    let Value::Text(name) = &leaf.value else { return None };
    if let Some(fault) = excluded(said) {
        faults.add(fault);
        return None;
    }
    let opened = match library.open(name, identity.as_deref()) {
        Ok(opened) => opened,
        Err(why) => {
            faults.add(Fault::at(&leaf.place, said!("cannot read `{name}`: {why}")));
            return None;
        }
    };
    let file = opened.name.clone();
    let mut rows = DataFile::open(opened, faults);
    let tables = tables_of(&mut rows);
    let source = rows.finish()?;
    let population = match said.leaves.get("residents.population").map(|(leaf, _)| &leaf.value) {
        Some(Value::Integer(n)) => Some(*n as u64),
        _ => None,
    };
    let (people, words) = tables.people(population, faults)?;
    sources.push(source);
    warnings.push(format!("{file}: {words}"));
    Some(Data { file, communities: vec![(UNNAMED.into(), Arc::new(Roster { people, ties: None }))] })
}
