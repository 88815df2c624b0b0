//! For whom a package changes something, in what is known: weekly participation of groups of residents over
//! draws.

use crate::scenario::Scenario;
use crate::study::plausible::effects::DrawnWorlds;
use crate::study::plausible::figures::{AskedFigure, group_of};
use crate::study::plausible::knowledge::{Knowledge, KnowledgeQuestion, knowledge};
use crate::world::record::group::Group;
use crate::world::record::own_group::OwnGroup;
use crate::world::record::{Better, MEASURES, measure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is known of the change of a group against the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct KnownGroup {
    /// The scenario.
    pub scenario: String,
    /// The group.
    #[serde(with = "by_name")]
    pub group: Group,
    /// Its spread over draws.
    #[serde(flatten)]
    pub knowledge: Knowledge,
}

/// A group as observations name it: `age:elder`.
mod by_name {
    use crate::language::said;
    use crate::world::record::group::Group;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(group: &Group, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(group)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Group, D::Error> {
        let text = String::deserialize(from)?;
        let group = text.split_once(':').and_then(|(kind, name)| Group::of_key(kind, name));
        group.ok_or_else(|| de::Error::custom(said!("`{text}` is no group of residents")))
    }
}

/// The groups that residents of these scenarios are divided into, as figures.
pub(crate) fn groups_of(scenarios: &[Scenario]) -> Vec<AskedFigure> {
    let named = scenarios.iter().flat_map(|scenario| &scenario.blueprint.groups).map(|group| group.name);
    let mut own: BTreeSet<OwnGroup> = named.collect();
    if !own.is_empty() {
        own.insert(OwnGroup::others());
    }
    Group::divided().chain(own.into_iter().map(Group::Own)).map(AskedFigure::OfGroup).collect()
}

/// What is known of each group of each scenario but the first, in the order in which they were asked for.
pub(crate) fn known_groups(lived: &DrawnWorlds, asked: &KnowledgeQuestion) -> Vec<KnownGroup> {
    let smallest = measure("participation").map_or(0.0, |participation| asked.smallest(participation));
    let groups: Vec<(usize, Group)> =
        lived.beyond.iter().enumerate().filter_map(|(at, name)| Some((at, group_of(name)?))).collect();
    let others = lived.names.iter().enumerate().skip(1);
    let of = |(at, scenario): (usize, &String)| {
        let known = |(place, group): &(usize, Group)| {
            let values = lived.differences_in(at, MEASURES.len() + place);
            let knowledge = knowledge(&values, Better::Up, smallest)?;
            Some(KnownGroup { scenario: scenario.clone(), group: *group, knowledge })
        };
        groups.iter().filter_map(known).collect::<Vec<_>>()
    };
    others.flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty draws of two worlds: elders gain 0.00, 0.01, … by draw, those who live far nothing.
    #[test]
    fn groups_over_draws_by_hand() {
        let figures = [AskedFigure::OfGroup(Group::Far), AskedFigure::OfGroup(Group::Near)];
        let row = |far: Option<f64>, near: f64| {
            let mut row = vec![None; MEASURES.len()];
            row.extend([far, Some(near)]);
            row
        };
        let life = |world: u32| {
            let gain = 0.01 * f64::from((world - 1) / 2);
            (world, vec![row(Some(0.1), 0.1), row(Some(0.1), 0.1 + gain)])
        };
        let mut lived = DrawnWorlds {
            names: ["base", "some"].map(str::to_string).into(),
            per_draw: 2,
            beyond: figures.iter().map(AskedFigure::to_string).collect(),
            worlds: (1..=40).map(life).collect(),
        };
        let asked = KnowledgeQuestion { ranked: &MEASURES[0], smallest: &[], requirements: &[] };
        let found = known_groups(&lived, &asked);
        let groups: Vec<(Group, bool)> = found.iter().map(|one| (one.group, one.knowledge.matters)).collect();
        assert_eq!(groups, [(Group::Far, false), (Group::Near, true)]);
        assert!((found[1].knowledge.mean - 0.095).abs() < 1e-12, "{:?}", found[1]);
        let (low, high) = (found[1].knowledge.low, found[1].knowledge.high);
        assert!(low < 0.03 && high > 0.16 && found[1].scenario == "some", "{low} {high}");
        // As files hold them, and read again.
        let text = serde_json::to_string(&found).unwrap();
        assert!(text.contains("\"group\":\"distance:near\""), "{text}");
        assert_eq!(serde_json::from_str::<Vec<KnownGroup>>(&text).unwrap(), found);
        // A group that exists in no life tells nothing.
        lived.worlds.values_mut().flatten().for_each(|row| row[MEASURES.len()] = None);
        assert_eq!(known_groups(&lived, &asked).len(), 1);
    }
}
