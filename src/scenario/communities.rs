//! The communities of a scenario: what `[[communities]]` says, joined with the roster.

use crate::language::{said, term};
use crate::scenario::check::{CheckedLeaf, Checker};
use crate::scenario::document::{Entry, Node, SpannedItem};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::roster;
use crate::scenario::said::{OneCommunity, Said};
use crate::settings::Value;
use crate::world::blueprint::{CommunityBlueprint as Community, Settings, community_facts};
use crate::world::identity::UNNAMED;
use std::collections::{BTreeMap, BTreeSet};

/// Read a list of communities; it replaces that of lower layers.
pub(crate) fn communities_of(item: &SpannedItem, said: &mut Said, faults: &mut Faults) {
    let Node::Array(entries) = &item.node else {
        faults.add(Fault::at(
            &item.place,
            said!("`communities` must be a list of tables, [[communities]], not {}", item.what()),
        ));
        return;
    };
    if entries.is_empty() {
        faults.add(Fault::at(&item.place, term("a world needs at least one community")));
    }
    said.clashes.set("communities", &Value::Text(item.place.words()), &item.place);
    let own = community_facts();
    let (mut list, mut before): (Vec<OneCommunity>, _) = (Vec::new(), BTreeSet::new());
    for entry in entries {
        let Some(keys) = entry.table() else {
            faults.add(Fault::at(&entry.place, term("a community must be a table with a `name`")));
            continue;
        };
        let rest: Vec<Entry> = keys.iter().filter(|k| k.key != "name").cloned().collect();
        let mut leaves = Vec::new();
        Checker::community(&own).entries(&rest, "", &mut leaves, faults);
        match keys.iter().find(|k| k.key == "name") {
            None => {
                let place = keys.first().map_or(&entry.place, |k| &k.place);
                faults.add(Fault::at(place, term("a community needs a `name`")));
            }
            Some(Entry { value, .. }) => match name_of(value, &mut before) {
                Ok(name) => list.push(OneCommunity { name, place: value.place.clone(), leaves }),
                Err(message) => faults.add(Fault::at(&value.place, message)),
            },
        }
    }
    said.communities = Some((item.place.clone(), list));
}

/// The name of one more community, or what is wrong with it.
fn name_of<'a>(value: &'a SpannedItem, before: &mut BTreeSet<&'a str>) -> Result<String, String> {
    match value.text() {
        Some(n) if n.trim().is_empty() => Err(term("the name of a community is empty").into()),
        Some(n) if !before.insert(n) => Err(said!("two communities are called `{n}`")),
        Some(n) => Ok(n.into()),
        None => Err(said!("`name` must be a text, not {}", value.what())),
    }
}

/// All communities in the order of their names: those listed, else those of the roster, else one called
/// `home`. What institutions add up over communities, and who of equals comes first, is then the same
/// whatever the order of the file.
pub(crate) fn communities(
    said: &Said,
    settings: &Settings,
    data: Option<roster::Data>,
    faults: &mut Faults,
) -> Vec<Community> {
    let plain = |name: &str| Community {
        name: name.into(),
        residents: settings.residents.people.clone(),
        home: settings.home.clone(),
        roster: None,
    };
    let mut list: Vec<Community> = match &said.communities {
        Some((_, own)) => own.iter().map(|c| with_own(plain(&c.name), &c.leaves)).collect(),
        None => Vec::new(),
    };
    if let Some(data) = data {
        let places: BTreeMap<String, usize> =
            list.iter().enumerate().map(|(at, c)| (c.name.clone(), at)).collect();
        for (name, people) in data.communities {
            match places.get(&name) {
                Some(at) => list[*at].roster = Some(people),
                None if said.communities.is_none() => {
                    list.push(Community { roster: Some(people), ..plain(&name) })
                }
                None => faults.add(Fault::without_place(
                    &data.file,
                    said!("the community `{name}` of the roster is not among [[communities]]"),
                )),
            }
        }
        nobody_there(said, &list, faults);
    } else if list.is_empty() && said.communities.is_none() {
        list.push(plain(UNNAMED));
    }
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

/// Says which of the listed communities have nobody in the roster.
fn nobody_there(said: &Said, list: &[Community], faults: &mut Faults) {
    let empty: BTreeSet<&str> = list.iter().filter(|c| c.roster.is_none()).map(|c| c.name.as_str()).collect();
    for own in said.communities.iter().flat_map(|c| &c.1) {
        if empty.contains(own.name.as_str()) {
            faults.add(Fault::at(
                &own.place,
                said!("nobody of the roster lives in the community `{}`", own.name),
            ));
        }
    }
}

fn with_own(mut community: Community, leaves: &[CheckedLeaf]) -> Community {
    use crate::settings::SettingsTable;
    for leaf in leaves {
        if let Some((table, name)) = leaf.path.rsplit_once('.') {
            match table {
                "residents" => community.residents.set(name, &leaf.value),
                _ => community.home.set(name, &leaf.value),
            };
        }
    }
    community
}
